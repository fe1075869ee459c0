"""Exporting: exactly what was asked for, in a form that can be read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.cast import Cast, Person
from tests.queue.test_instance_review import batch_of, judge
from tests.world import ENTITIES, World, build, choice, span

from assay.exchange import exports, jobs
from assay.kit import jobs as kit_jobs
from assay.kit.config import Config
from assay.kit.db import Connection, Database


@dataclass
class Shop:
    """A project in which one annotation was accepted, one fixed, one rejected, one waits, one task was skipped."""

    world: World
    accepted: int
    fixed: int
    rejected: int
    waiting: int
    skipped: int
    untouched: int

    @property
    def project(self) -> int:
        return self.world.project_id

    @property
    def manager(self) -> Person:
        return self.world.cast.manager


@pytest.fixture
def shop(cast: Cast, db: Connection) -> Shop:
    world = build(db, cast, tasks=6)
    tasks = world.task_ids
    made = [world.submit(cast.ann1, task).json()["id"] for task in tasks[:4]]
    assert world.submit(cast.ann1, tasks[4], result=[], was_cancelled=True).status_code == 201
    assert world.review(cast.rev1, made[0], True).status_code == 201
    assert world.review(cast.rev1, made[1], True, result=choice("Negative")).status_code == 201
    assert world.review(cast.rev1, made[2], False, reject_action="remove").status_code == 201
    return Shop(world, *tasks)


def now(shop: Shop, **params: Any) -> Any:
    answer = shop.manager.client.get(f"/api/projects/{shop.project}/export", params=params)
    assert answer.status_code == 200, answer.text
    return answer


def keep(shop: Shop, **body: Any) -> dict[str, Any]:
    answer = shop.manager.client.post(f"/api/projects/{shop.project}/exports/", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def download(shop: Shop, export: int, **params: Any) -> Any:
    answer = shop.manager.client.get(f"/api/projects/{shop.project}/exports/{export}/download", params=params)
    assert answer.status_code == 200, answer.text
    return answer


def test_an_export_holds_whole_tasks(shop: Shop) -> None:
    answer = now(shop)
    assert answer.headers["content-type"] == "application/json"
    assert f'filename="project-{shop.project}-' in answer.headers["content-disposition"]
    found = answer.json()
    assert [task["id"] for task in found] == [shop.accepted, shop.fixed, shop.rejected, shop.waiting]
    ann1, rev1 = shop.world.cast.ann1, shop.world.cast.rev1
    task = found[1]
    assert task["data"]["text"].startswith("Text number 1")
    [annotation] = task["annotations"]
    assert annotation["completed_by"] == {
        "id": ann1.id, "email": ann1.email, "first_name": "Ann1", "last_name": "",
    }  # fmt: skip
    assert annotation["result"] == choice("Negative")
    assert annotation["lead_time"] == 3.5
    assert (annotation["was_cancelled"], annotation["ground_truth"], annotation["result_count"]) == (False, False, 1)
    [review] = annotation["reviews"]
    assert (review["accepted"], review["created_by"]["email"]) == (True, rev1.email)
    assert (review["stage"], review["instance"]) == ("normal", None), "of the whole annotation"


def test_an_export_says_of_which_instance_a_verdict_is(db: Connection, cast: Cast) -> None:
    """By the identifier, which is the id in the result (MQA A.16)."""
    w = build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1)
    w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4), span("b", 5, 9, "Place")])
    judge(w, cast.rev1, batch_of(w, cast.rev1), {"a": True, "b": False})
    path = f"/api/projects/{w.project_id}/export"
    [task] = cast.manager.client.get(path, params={"exportType": "JSON"}).json()
    [annotation] = task["annotations"]
    given = {review["instance"]: review["accepted"] for review in annotation["reviews"]}
    assert given == {"a": True, "b": False}
    assert [region["id"] for region in annotation["result"]] == ["a", "b"]


def test_all_tasks_or_some(shop: Shop) -> None:
    assert len(now(shop, download_all_tasks=True).json()) == 6
    assert [task["id"] for task in now(shop, ids=[shop.fixed, shop.untouched]).json()] == [shop.fixed]
    assert [task["id"] for task in now(shop, ids=f"{shop.waiting},{shop.fixed}").json()] == [shop.fixed, shop.waiting]


def test_tables(shop: Shop) -> None:
    rows = list(csv.DictReader(io.StringIO(now(shop, export_type="CSV").text)))
    assert [(int(row["id"]), row["sentiment"]) for row in rows] == [
        (shop.accepted, "Positive"),
        (shop.fixed, "Negative"),
        (shop.rejected, "Positive"),
        (shop.waiting, "Positive"),
    ]
    assert rows[0]["annotator"] == shop.world.cast.ann1.email
    assert now(shop, export_type="tsv").text.count("\t") > 0
    assert now(shop, export_type="JSON_MIN").json()[1]["sentiment"] == "Negative"


def test_an_unknown_format_is_refused(shop: Shop) -> None:
    answer = shop.manager.client.get(f"/api/projects/{shop.project}/export", params={"export_type": "COCO"})
    assert answer.status_code == 400
    assert "JSON_MIN" in answer.json()["problems"][0]["fix"]


ACCEPTED = {"annotation_filter_options": {"accepted": "only"}}


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        (ACCEPTED, ["accepted", "fixed"]),
        ({"annotation_filter_options": {"reviewed": "only"}, "task_filter_options": {"only_with_annotations": True}},
         ["accepted", "fixed", "rejected"]),
        ({"annotation_filter_options": {"reviewed": "exclude"}, "task_filter_options": {"only_with_annotations": True}},
         ["waiting"]),
        ({"annotation_filter_options": {"skipped": True}, "task_filter_options": {"only_with_annotations": True}},
         ["skipped"]),
        ({"task_filter_options": {"reviewed": "only"}}, ["accepted", "fixed", "rejected"]),
        ({"task_filter_options": {"reviewed": "exclude"}}, ["waiting", "skipped", "untouched"]),
        ({"task_filter_options": {"annotated": "only"}}, ["accepted", "fixed", "rejected", "waiting"]),
        ({"task_filter_options": {"skipped": "only"}}, ["skipped"]),
        ({"task_filter_options": {"finished": "exclude"}}, ["skipped", "untouched"]),
        ({}, ["accepted", "fixed", "rejected", "waiting", "skipped", "untouched"]),
    ],
)  # fmt: skip
def test_filters_keep_exactly_what_they_say(shop: Shop, filters: dict[str, Any], tasks: list[str]) -> None:
    expected = [getattr(shop, name) for name in tasks]
    run = keep(shop, title="Filtered", **filters)
    assert run["status"] == "completed"
    found = download(shop, run["id"]).json()
    assert [task["id"] for task in found] == expected
    preview = shop.manager.client.post(f"/api/projects/{shop.project}/export-preview/", json=filters).json()
    assert preview == {"tasks": len(found), "annotations": sum(len(task["annotations"]) for task in found)}


def test_accepted_only_leaves_other_annotations_of_a_task_out(cast: Cast, db: Connection) -> None:
    world = build(db, cast, tasks=1, maximum_annotations=2, review_settings={"review_criteria": "all"})
    first = world.submit(cast.ann1, world.task_ids[0]).json()["id"]
    world.submit(cast.ann2, world.task_ids[0], result=choice("Negative"))
    world.review(cast.rev1, first, True)
    shop = Shop(world, *[0] * 6)
    [task] = download(shop, keep(shop, **ACCEPTED)["id"]).json()
    assert [annotation["id"] for annotation in task["annotations"]] == [first]


def test_of_accepted_work_single_instances_that_were_rejected_for_good_are_left_out(cast: Cast, db: Connection) -> None:
    actions = {"allowed_reject_actions": ["requeue", "remove"]}
    world = build(db, cast, tasks=1, preset="manual_qa", config=ENTITIES, review_settings=actions)
    link = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"}
    made = world.submit(cast.ann1, world.task_ids[0], [span("a", 0, 4), span("b", 5, 9), link])
    assert made.status_code == 201, made.text
    batch = world.next_review(cast.rev1).json()
    verdicts = [
        {"item": item["id"], "accepted": item["key"] != "b", "reject_action": "remove" if item["key"] == "b" else None}
        for item in batch["items"]
    ]
    answer = cast.rev1.client.post(
        f"/api/work-items/{batch['reservation']['work_item']}/verdicts/",
        json={"revision": batch["annotation"]["revision"], "verdicts": verdicts},
    )
    assert answer.status_code in (200, 201), answer.text
    shop = Shop(world, *[0] * 6)
    [task] = download(shop, keep(shop, **ACCEPTED)["id"]).json()
    [annotation] = task["annotations"]
    assert [entry["id"] for entry in annotation["result"]] == ["a"], "nor is there a link to what is not there"
    assert annotation["result_count"] == 1
    said = {review["instance"]: review["accepted"] for review in annotation["reviews"]}
    assert (said["a"], said["b"]) == (True, False)
    [whole] = download(shop, keep(shop)["id"]).json()
    assert len(whole["annotations"][0]["result"]) == 3


def test_an_unknown_filter_is_named(shop: Shop) -> None:
    answer = shop.manager.client.post(
        f"/api/projects/{shop.project}/exports/", json={"annotation_filter_options": {"acepted": "only"}}
    )
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "annotation_filter_options.acepted"


def test_a_kept_export_stays_as_it_was(shop: Shop) -> None:
    run = keep(shop, title="Before", format="CSV")
    assert (run["format"], run["status"], run["progress"], run["total"]) == ("CSV", "completed", 6, 6)
    assert [made["export_type"] for made in run["converted_formats"]] == ["CSV"]
    shop.world.submit(shop.world.cast.ann2, shop.untouched)
    table = download(shop, run["id"])
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.content) == run["size"] == int(table.headers["content-length"])
    assert shop.world.cast.ann1.email in table.text
    before = json.loads(download(shop, run["id"], exportType="JSON").content)
    assert len(before[-1]["annotations"]) == 0
    assert before[0]["annotations"][0]["completed_by"] == shop.world.cast.ann1.id, "ids, unless asked otherwise"


def test_how_much_of_everything(shop: Shop) -> None:
    in_full = {"only_id": False}
    run = keep(shop, serialization_options={"annotations__completed_by": in_full, "predictions": in_full})
    [*_, task] = [task for task in download(shop, run["id"]).json() if task["annotations"]]
    assert task["annotations"][0]["completed_by"]["email"] == shop.world.cast.ann1.email


def test_converting(shop: Shop) -> None:
    run = keep(shop)
    missing = shop.manager.client.get(
        f"/api/projects/{shop.project}/exports/{run['id']}/download", params={"exportType": "TSV"}
    )
    assert (missing.status_code, missing.json()["code"]) == (404, "not_converted")
    path = f"/api/projects/{shop.project}/exports/{run['id']}"
    made = shop.manager.client.post(f"{path}/convert", json={"export_type": "TSV"})
    assert made.status_code == 201, made.text
    [conversion] = shop.manager.client.get(path).json()["converted_formats"]
    assert (conversion["id"], conversion["status"]) == (made.json()["converted_format"], "completed")
    assert download(shop, run["id"], exportType="TSV").text.startswith("text\t")


def test_deleting_takes_the_files_along(shop: Shop, settings: Config) -> None:
    run = keep(shop, format="CSV")
    folder = settings.data_dir / "files" / "projects" / str(shop.project) / "exports"
    assert len(list(folder.iterdir())) == 2
    path = f"/api/projects/{shop.project}/exports/{run['id']}"
    assert shop.manager.client.delete(path).status_code == 204
    assert shop.manager.client.get(path).status_code == 404
    assert list(folder.iterdir()) == []
    assert shop.manager.client.get(f"/api/projects/{shop.project}/exports/").json() == []


def test_a_large_export_is_a_job(shop: Shop, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "SMALL_TASKS", 2)
    monkeypatch.setattr("assay.exchange.export_queries.TASKS_AT_ONCE", 2)
    run = keep(shop)
    path = f"/api/projects/{shop.project}/exports/{run['id']}"
    assert (run["status"], run["total"]) == ("created", 6)
    waiting = shop.manager.client.get(f"{path}/download")
    assert (waiting.status_code, waiting.json()["code"]) == (404, "not_ready")
    kit_jobs.use(database)
    with pytest.raises(jobs.JobAborted):
        jobs.run_export(Watched(stops_after=2), export_id=run["id"])
    halfway = shop.manager.client.get(path).json()
    assert (halfway["status"], halfway["progress"]) == ("in_progress", 2)
    jobs.run_export(Watched(), export_id=run["id"])
    assert shop.manager.client.get(path).json()["status"] == "completed"
    assert len(download(shop, run["id"]).json()) == 6


class Watched:
    """What a job sees of its worker."""

    def __init__(self, stops_after: int | None = None) -> None:
        self._left = stops_after
        self.attempts = 0

    @property
    def job(self) -> Any:
        return self

    def should_abort(self) -> bool:
        if self._left is not None:
            self._left -= 1
        return self._left is not None and self._left < 0


@pytest.mark.parametrize("name", ["ann1", "rev1"])
def test_who_may_export(shop: Shop, name: str) -> None:
    client = shop.world.cast[name].client
    for path in ("export", "exports/", "export/formats"):
        assert client.get(f"/api/projects/{shop.project}/{path}").status_code == 403
    assert client.post(f"/api/projects/{shop.project}/exports/", json={}).status_code == 403
    assert shop.world.cast.outsider.client.get(f"/api/projects/{shop.project}/export").status_code == 404


def test_an_export_of_another_project_is_not_there(shop: Shop, cast: Cast, db: Connection) -> None:
    other = build(db, cast, tasks=1)
    run = keep(shop)
    assert cast.manager.client.get(f"/api/projects/{other.project_id}/exports/{run['id']}").status_code == 404


def test_what_was_exported_can_be_imported_again(shop: Shop) -> None:
    client = shop.manager.client
    body = now(shop, download_all_tasks=True).json()
    again = client.post(
        "/api/projects/", json={"title": "Again", "label_config": shop.world.project()["label_config"]}
    ).json()["id"]
    answer = client.post(f"/api/projects/{again}/import", json=body)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["task_count"], answer.json()["annotation_count"]) == (6, 4)
    copied = client.get(f"/api/projects/{again}/export").json()
    assert [task["annotations"][0]["result"] for task in copied] == [
        task["annotations"][0]["result"] for task in body if task["annotations"]
    ]
    assert [task["annotations"][0]["verdict"] for task in copied] == ["accepted", "accepted", None, None]


def test_the_official_client_exports(shop: Shop, sdk: Callable[[Person], Any]) -> None:
    client = sdk(shop.manager)
    run = client.projects.exports.create(id=shop.project, title="By the client")
    assert run.status == "completed"
    content = b"".join(client.projects.exports.download(id=shop.project, export_pk=run.id, export_type="JSON"))
    assert len(json.loads(content)) == 6
    assert len(json.loads(b"".join(client.projects.exports.download_sync(id=shop.project)))) == 4
    offered = client.projects.exports.list_formats(id=shop.project)
    assert [known["name"] for known in offered if not known["disabled"]] == ["JSON", "JSON_MIN", "CSV", "TSV", "SPACY"]
    assert [export.id for export in client.projects.exports.list(id=shop.project)] == [run.id]
    client.projects.exports.delete(id=shop.project, export_pk=run.id)
    assert len(client.projects.exports.as_json(shop.project)) == 6


def test_an_export_of_a_tab_holds_its_tasks_and_keeps_its_conditions(shop: Shop) -> None:
    line = {"filter": "filter:tasks:reviews_accepted", "operator": "greater", "value": 0, "type": "Number"}
    data = {"title": "Good", "filters": {"conjunction": "and", "items": [line]}, "ordering": ["-tasks:id"]}
    view = shop.manager.client.post("/api/dm/views/", json={"project": shop.project, "data": data}).json()["id"]
    url = f"/api/projects/{shop.project}"
    by_tab = {"task_filter_options": {"view": view}}
    assert shop.manager.client.post(f"{url}/export-preview/", json=by_tab).json() == {"tasks": 2, "annotations": 2}
    by_filter = {"task_filter_options": {"filters": data["filters"], "reviewed": "exclude"}}
    assert shop.manager.client.post(f"{url}/export-preview/", json=by_filter).json()["tasks"] == 0
    made = shop.manager.client.post(f"{url}/exports/", json=by_tab).json()
    assert (made["status"], made["task_filter_options"]) == ("completed", {"view": view})
    file = shop.manager.client.get(f"{url}/exports/{made['id']}/download").json()
    assert [task["id"] for task in file] == [shop.accepted, shop.fixed]


def test_an_export_refuses_a_tab_that_is_not_there_and_conditions_that_say_nothing(shop: Shop) -> None:
    def preview(**options: Any) -> Any:
        body = {"task_filter_options": options}
        return shop.manager.client.post(f"/api/projects/{shop.project}/export-preview/", json=body)

    own = {"project": shop.project, "data": {}, "is_shared": False}
    others = shop.world.cast.rev1.client.post("/api/dm/views/", json=own).json()["id"]
    assert preview(view=others).status_code == 404
    colour = {"filter": "filter:tasks:colour", "operator": "equal", "value": 1, "type": "Number"}
    filters = {"conjunction": "and", "items": [colour]}
    assert preview(filters=filters).status_code == 400
    assert preview(view=others, filters=filters).status_code == 400
