"""Named datasets through the API: filling them, attaching them to projects, and what goes when they are detached."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.cast import Cast, Person, join_project
from tests.exchange.sending import picture
from tests.world import SENTIMENT, choice

from assay.datasets import jobs, service
from assay.exchange import jobs as exchange_jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.projects import jobs as project_jobs

IMAGES = """<View><Image name="image" value="$image"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""
TEXTS = [{"text": "One"}, {"text": "Two"}, {"text": "Three"}]


class Job:
    """What a job sees of its worker."""

    attempts = 0

    @property
    def job(self) -> Any:
        return self

    def should_abort(self) -> bool:
        return False


@pytest.fixture
def fill(cast: Cast) -> Callable[..., int]:
    """Makes a dataset of the manager with some rows."""

    def made(title: str = "Street scenes", rows: Any = TEXTS) -> int:
        answer = cast.manager.client.post("/api/datasets/", json={"title": title})
        assert answer.status_code == 201, answer.text
        dataset = int(answer.json()["id"])
        if rows:
            assert add(cast.manager, dataset, rows).status_code == 201
        return dataset

    return made


@pytest.fixture
def project(cast: Cast) -> Callable[..., int]:
    """Makes a project of the manager."""

    def made(config: str | None = SENTIMENT, **more: Any) -> int:
        body = {"title": "Composed", **more} | ({"label_config": config} if config else {})
        answer = cast.manager.client.post("/api/projects/", json=body)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    return made


def add(person: Person, dataset: int, rows: Any) -> Any:
    return person.client.post(f"/api/datasets/{dataset}/import", json=rows)


def attach(person: Person, project: int, *datasets: int) -> Any:
    return person.client.post(f"/api/projects/{project}/datasets/", json={"datasets": list(datasets)})


def units(person: Person, dataset: int, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.client.get(f"/api/datasets/{dataset}/data-units/", params=params).json()[
        "results"
    ]
    return found


def tasks(person: Person, project: int) -> list[dict[str, Any]]:
    answer = person.client.get("/api/tasks/", params={"project": project, "page_size": 1000, "fields": "all"})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["tasks"]
    return found


def number(db: Connection, sql: str, *params: object) -> int:
    row = db.execute(sql, params).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return int(row[0])


def test_a_dataset_counts_its_items_and_keeps_them_by_kind(cast: Cast, fill: Callable[..., int]) -> None:
    rows = [
        {"text": "One"},
        {"image": "https://example.org/a.PNG?size=3"},
        {"images": ["https://example.org/a.jpg", "https://example.org/b.jpg"]},
        {"video": "https://example.org/a.mp4"},
        {"audio": "https://example.org/a.mp3"},
        {"pdf": "https://example.org/a.pdf"},
        {"html": "<p>Hello</p>"},
        {"measured": 3},
    ]
    dataset = fill(rows=rows)
    shown = cast.manager.client.get(f"/api/datasets/{dataset}/").json()
    assert shown["unit_count"] == 8
    assert shown["kinds"] == dict.fromkeys(("text", "image", "image_group", "video", "audio", "pdf", "html", "data"), 1)
    assert [row["title"] for row in units(cast.manager, dataset, kind="video")] == ["a.mp4"]
    assert [row["id"] for row in units(cast.manager, dataset, search="One")] == [units(cast.manager, dataset)[0]["id"]]
    listed = cast.manager.client.get("/api/datasets/", params={"search": "street"}).json()
    assert (listed["count"], listed["results"][0]["unit_count"]) == (1, 8)


def test_titles_of_datasets_are_not_empty_and_not_taken(cast: Cast, fill: Callable[..., int]) -> None:
    first, second = fill(rows=None), fill("Other", rows=None)
    for title in ("", " ", "street SCENES", "x" * 201):
        answer = cast.manager.client.post("/api/datasets/", json={"title": title})
        assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "title"), title
        assert cast.manager.client.patch(f"/api/datasets/{second}/", json={"title": title}).status_code == 400
    changed = cast.manager.client.patch(f"/api/datasets/{first}/", json={"description": "Of the town."})
    assert (changed.json()["title"], changed.json()["description"]) == ("Street scenes", "Of the town.")


def test_attaching_makes_one_task_of_each_item_and_stores_it_once(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    for each in (first, second):
        [shown] = attach(cast.manager, each, dataset).json()
        assert (shown["dataset"], shown["status"], shown["tasks"], shown["unit_count"]) == (dataset, "attached", 3, 3)
        assert [task["data"]["text"] for task in tasks(cast.manager, each)] == ["One", "Two", "Three"]
        counts = cast.manager.client.get(f"/api/projects/{each}/").json()
        assert (counts["task_number"], counts["status_counts"]["queued"]) == (3, 3)
    assert number(db, "select count(*) from data_unit where dataset_id = %s", dataset) == 3
    places = cast.manager.client.get(f"/api/datasets/{dataset}/").json()["projects"]
    assert [(place["project"], place["tasks"]) for place in places] == [(first, 3), (second, 3)]


def test_attaching_twice_at_once_makes_nothing_twice(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(rows=[{"text": f"Text {n}"} for n in range(200)]), project()
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda _: attach(cast.manager, one, dataset), range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 200


def test_new_data_of_an_attached_dataset_becomes_tasks_everywhere(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    attach(cast.manager, first, dataset)
    attach(cast.manager, second, dataset)
    added = add(cast.manager, dataset, [{"text": "Four"}, {"text": "Five"}]).json()
    assert (added["status"], added["unit_count"], added["task_count"]) == ("completed", 2, 4)
    for each in (first, second):
        assert [task["data"]["text"] for task in tasks(cast.manager, each)][3:] == ["Four", "Five"]
    # A task is as old as it is in the project, not as its item.
    db.execute("update data_unit set created_at = now() - interval '9 days' where dataset_id = %s", (dataset,))
    third = project()
    attach(cast.manager, third, dataset)
    ages = "select max(now() - created_at) < interval '1 day' from task where project_id = %s"
    assert number(db, f"select ({ages})::int", third) == 1


def test_items_arrive_while_the_dataset_is_being_attached(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, projects = fill(), [project() for _ in range(3)]
    with ThreadPoolExecutor(6) as people:
        attached = [people.submit(attach, cast.manager, each, dataset) for each in projects]
        filled = [people.submit(add, cast.manager, dataset, [{"text": f"Late {n}"}]) for n in range(6)]
        assert {answer.result().status_code for answer in attached} == {200}
        assert {answer.result().status_code for answer in filled} == {201}
    for each in projects:
        assert cast.manager.client.get(f"/api/projects/{each}/").json()["task_number"] == 9


def test_a_large_dataset_is_attached_and_detached_by_jobs(
    cast: Cast,
    db: Connection,
    database: Database,
    fill: Callable[..., int],
    project: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset, one = fill(rows=[{"text": f"Text {n}"} for n in range(7)]), project()
    monkeypatch.setattr(service, "AT_ONCE", 3)
    # The job is done here, step by step; a server of the browser journeys may have a worker on this database.
    monkeypatch.setattr(jobs, "go_on_attaching", lambda *_: None)
    monkeypatch.setattr(jobs, "go_on_detaching", lambda *_: None)
    [shown] = attach(cast.manager, one, dataset).json()
    assert (shown["status"], shown["done"], shown["total"], shown["tasks"]) == ("attaching", 0, 7, 0)
    kit_jobs.use(database)
    jobs.attach(Job(), project_id=one, dataset_id=dataset)
    [shown] = cast.manager.client.get(f"/api/projects/{one}/datasets/").json()
    assert (shown["status"], shown["done"], shown["tasks"]) == ("attached", 7, 7)
    gone = cast.manager.client.delete(f"/api/projects/{one}/datasets/{dataset}/").json()
    assert (gone["status"], gone["tasks"]) == ("detaching", 7)
    assert attach(cast.manager, one, dataset).status_code == 409
    jobs.detach(Job(), project_id=one, dataset_id=dataset, actor_id=cast.manager.id)
    assert cast.manager.client.get(f"/api/projects/{one}/datasets/").json() == []
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 0


def test_detaching_says_what_goes_and_takes_it_from_this_project_alone(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    for each in (first, second):
        attach(cast.manager, each, dataset)
        join_project(db, each, cast.ann1, cast.rev1)
        db.commit()
        cast.manager.client.patch(f"/api/projects/{each}/", json={"is_published": True})
        task = tasks(cast.manager, each)[0]["id"]
        made = cast.ann1.client.post(f"/api/tasks/{task}/annotations/", json={"result": choice()})
        assert made.status_code == 201, made.text
        verdict = {"annotation": made.json()["id"], "accepted": True}
        assert cast.rev1.client.post("/api/annotation-reviews/", json=verdict).status_code == 201
    told = cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/", params={"preview": True}).json()
    assert told["status"] == "attached"
    assert (told["tasks"], told["annotations"], told["instances"], told["labels"], told["reviews"]) == (3, 1, 1, 1, 1)
    assert len(tasks(cast.manager, first)) == 3
    done = cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/").json()
    assert done == {**told, "preview": False, "status": "detached"}
    counts = cast.manager.client.get(f"/api/projects/{first}/").json()
    assert (counts["task_number"], counts["total_annotations_number"]) == (0, 0)
    assert cast.manager.client.get(f"/api/projects/{second}/").json()["total_annotations_number"] == 1
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3
    assert cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/").status_code == 404
    # Attached again, it begins anew.
    attach(cast.manager, first, dataset)
    assert [task["status"] for task in tasks(cast.manager, first)] == ["queued"] * 3


def test_what_a_project_imported_itself_is_not_detached(cast: Cast, project: Callable[..., int]) -> None:
    one = project()
    cast.manager.client.post(f"/api/projects/{one}/import", json=TEXTS)
    [own] = cast.manager.client.get(f"/api/projects/{one}/datasets/").json()
    assert (own["is_own"], own["tasks"]) == (True, 3)
    answer = cast.manager.client.delete(f"/api/projects/{one}/datasets/{own['dataset']}/")
    assert (answer.status_code, answer.json()["code"]) == (400, "own_data")
    assert cast.manager.client.get(f"/api/datasets/{own['dataset']}/").status_code == 404
    assert attach(cast.manager, project(), own["dataset"]).status_code == 400


def test_data_that_a_project_cannot_show_is_not_attached(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project(IMAGES)
    answer = attach(cast.manager, one, dataset)
    assert (answer.status_code, answer.json()["code"]) == (400, "does_not_fit")
    assert "data.image" in answer.json()["detail"]
    assert '"text"' in answer.json()["detail"]  # what there is instead
    assert cast.manager.client.get(f"/api/projects/{one}/datasets/").json() == []
    # Neither does data join a dataset that is shown by a project which cannot show it.
    texts = project()
    attach(cast.manager, texts, dataset)
    late = add(cast.manager, dataset, [{"image": "https://example.org/a.png"}])
    assert (late.status_code, late.json()["code"]) == (400, "bad_rows")
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3


def test_pictures_are_uploaded_once_and_seen_by_who_sees_a_project_with_them(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(rows=None), project(IMAGES)
    files = [("files", ("b.png", picture())), ("files", ("a.png", picture(50, 20)))]
    answer = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=files)
    assert (answer.status_code, answer.json()["unit_count"]) == (201, 2)
    found = units(cast.manager, dataset)
    assert [(row["title"], row["kind"], row["media"]["image"]["width"]) for row in found] == [
        ("b.png", "image", 40),
        ("a.png", "image", 50),
    ]
    address = found[0]["data"]["image"]
    assert cast.manager.client.get(address).content == picture()
    assert cast.outsider.client.get(address).status_code == 404
    join_project(db, one, cast.ann1)
    db.commit()
    assert cast.ann1.client.get(address).status_code == 404
    attach(cast.manager, one, dataset)
    cast.manager.client.patch(f"/api/projects/{one}/", json={"is_published": True})
    assert cast.ann1.client.get(address).status_code == 200
    assert cast.ann2.client.get(address).status_code == 404
    assert tasks(cast.manager, one)[0]["media"]["image"]["width"] == 40
    # Changing the data of a task keeps the files of its dataset; it is refused here, and possible there.
    refused = cast.manager.client.patch(
        f"/api/tasks/{tasks(cast.manager, one)[0]['id']}/", json={"data": {"image": "https://example.org/x.png"}}
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "shared_data")
    changed = cast.manager.client.patch(
        f"/api/datasets/{dataset}/data-units/{found[0]['id']}/",
        json={"data": {"image": found[1]["data"]["image"]}, "title": "The other"},
    )
    assert (changed.json()["title"], changed.json()["media"]["image"]["width"]) == ("The other", 50)
    worse = cast.manager.client.patch(
        f"/api/datasets/{dataset}/data-units/{found[0]['id']}/", json={"data": {"text": "No picture"}}
    )
    assert worse.status_code == 400


def test_pictures_that_come_together_can_be_one_item(cast: Cast, fill: Callable[..., int]) -> None:
    dataset = fill(rows=None)
    files = [("files", (f"page-{n}.png", picture(n + 10, 10))) for n in (10, 2, 1)]
    answer = cast.manager.client.post(
        f"/api/datasets/{dataset}/import", files=files, params={"group": True, "title": "A letter"}
    )
    assert (answer.status_code, answer.json()["unit_count"]) == (201, 1)
    [row] = units(cast.manager, dataset)
    assert (row["title"], row["kind"]) == ("A letter", "image_group")
    assert [address.rpartition("-page-")[2] for address in row["data"]["images"]] == ["1.png", "2.png", "10.png"]
    mixed = [("files", ("a.png", picture())), ("files", ("notes.txt", b"A line.\n"))]
    refused = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=mixed, params={"group": True})
    assert refused.status_code == 400
    assert "notes.txt" in refused.json()["detail"]


def test_a_dataset_holds_data_and_no_labels(cast: Cast, fill: Callable[..., int]) -> None:
    dataset = fill(rows=None)
    row = {"data": {"text": "One"}, "predictions": [{"result": choice()}]}
    answer = add(cast.manager, dataset, [row])
    assert answer.status_code == 400
    assert "annotations or predictions" in answer.json()["detail"]
    assert "import labels in a project" in str(answer.json()["problems"])


def test_many_files_are_taken_in_by_a_job(
    cast: Cast, database: Database, fill: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = fill(rows=None)
    monkeypatch.setattr("assay.exchange.imports.SMALL_FILES", 1)
    monkeypatch.setattr("assay.exchange.api.datasets.defer", lambda *_, **__: None)
    kit_jobs.use(database)
    good = [("files", ("a.png", picture())), ("files", ("b.png", picture()))]
    begun = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=good).json()
    assert (begun["status"], begun["unit_count"]) == ("in_progress", 0)
    exchange_jobs.fill_dataset(Job(), import_id=begun["id"])
    done = cast.manager.client.get(f"/api/datasets/{dataset}/imports/{begun['id']}/").json()
    assert (done["status"], done["unit_count"]) == ("completed", 2)
    broken = [*good, ("files", ("c.png", picture()[:60]))]
    begun = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=broken).json()
    exchange_jobs.fill_dataset(Job(), import_id=begun["id"])
    failed = cast.manager.client.get(f"/api/datasets/{dataset}/imports/{begun['id']}/").json()
    assert failed["status"] == "failed"
    assert "c.png" in failed["error"]
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 2


def test_what_is_attached_is_deleted_only_with_a_word(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    first = units(cast.manager, dataset)[0]["id"]
    refused = cast.manager.client.delete(f"/api/datasets/{dataset}/data-units/{first}/")
    assert (refused.status_code, refused.json()["display_context"]["projects"]) == (409, [one])
    path = f"/api/datasets/{dataset}/data-units/{first}/"
    assert cast.manager.client.delete(path, params={"with_tasks": True}).status_code == 204
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 2
    whole = cast.manager.client.delete(f"/api/datasets/{dataset}/")
    assert (whole.status_code, whole.json()["display_context"]) == (409, {"projects": [one], "tasks": 2})
    cast.manager.client.delete(f"/api/projects/{one}/datasets/{dataset}/")
    assert cast.manager.client.delete(f"/api/datasets/{dataset}/").status_code == 204
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").status_code == 404


def test_deleting_a_project_leaves_named_datasets_alone(
    cast: Cast, database: Database, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    cast.manager.client.post(f"/api/projects/{one}/import", json=[{"text": "Its own"}])
    own_ontology = number(
        db,
        "select v.ontology_id from project p join ontology_version v on v.id = p.ontology_version_id where p.id = %s",
        one,
    )
    cast.manager.client.delete(f"/api/projects/{one}/")
    kit_jobs.use(database)
    project_jobs.purge(0)
    shown = cast.manager.client.get(f"/api/datasets/{dataset}/").json()
    assert (shown["unit_count"], shown["projects"]) == (3, [])
    db.rollback()
    assert number(db, "select count(*) from ontology where id = %s", own_ontology) == 0
    assert cast.manager.client.delete(f"/api/datasets/{dataset}/").status_code == 204


def test_a_project_is_made_with_datasets_and_a_kind(cast: Cast, fill: Callable[..., int]) -> None:
    first, second = fill(), fill("Second", [{"text": "Other"}])
    body = {"title": "Quality", "preset": "manual_qa", "label_config": SENTIMENT, "datasets": [first, second]}
    answer = cast.manager.client.post("/api/projects/", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["preset"], made["review_unit"], made["task_number"]) == ("manual_qa", "instance", 4)
    wrong = cast.manager.client.post("/api/projects/", json={**body, "datasets": [first, 2**40]})
    assert (wrong.status_code, wrong.json()["problems"][0]["field"]) == (400, "datasets")
    foreign = cast.outsider.client.post("/api/projects/", json={**body, "datasets": [first]})
    assert foreign.status_code == 400
    later = cast.manager.client.patch(f"/api/projects/{made['id']}/", json={"datasets": [first]})
    assert (later.status_code, later.json()["problems"][0]["field"]) == (400, "datasets")


def test_a_copy_of_a_project_uses_the_same_datasets_and_the_same_ontology(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    named = cast.manager.client.post("/api/ontologies/", json={"title": "Opinions", "label_config": SENTIMENT}).json()
    dataset, one = fill(), project(None, ontology=named["id"])
    attach(cast.manager, one, dataset)
    cast.manager.client.post(f"/api/projects/{one}/import", json=[{"text": "Its own"}])
    wish = {"mode": "settings,data", "title": "The copy"}
    made = cast.manager.client.post(f"/api/projects/{one}/duplicate/", json=wish)
    assert made.status_code == 201, made.text
    copy = made.json()["id"]
    assert sorted(task["data"]["text"] for task in tasks(cast.manager, copy)) == ["Its own", "One", "Three", "Two"]
    assert number(db, "select count(*) from data_unit where dataset_id = %s", dataset) == 3
    places = cast.manager.client.get(f"/api/datasets/{dataset}/").json()["projects"]
    assert [place["project"] for place in places] == [one, copy]
    used = cast.manager.client.get(f"/api/projects/{copy}/ontology/").json()
    assert (used["ontology"], used["version"]) == (named["id"], 1)


def test_a_deleted_task_comes_back_when_its_dataset_is_attached_again(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    cast.manager.client.delete(f"/api/tasks/{tasks(cast.manager, one)[1]['id']}/")
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3
    attach(cast.manager, one, dataset)
    assert sorted(task["data"]["text"] for task in tasks(cast.manager, one)) == ["One", "Three", "Two"]


@pytest.mark.parametrize("name", ["ann1", "rev1", "expert"])
def test_annotators_and_reviewers_have_no_part_in_datasets(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int], name: str
) -> None:
    dataset, one, client = fill(), project(), cast[name].client
    attach(cast.manager, one, dataset)
    join_project(db, one, cast[name])
    db.commit()
    cast.manager.client.patch(f"/api/projects/{one}/", json={"is_published": True})
    assert client.get("/api/datasets/").status_code == 403
    assert client.get(f"/api/datasets/{dataset}/").status_code == 403
    assert client.post("/api/datasets/", json={"title": "Mine"}).status_code == 403
    assert add(cast[name], dataset, TEXTS).status_code == 403
    assert attach(cast[name], one, dataset).status_code == 403
    assert client.delete(f"/api/projects/{one}/datasets/{dataset}/").status_code == 403
    assert client.delete(f"/api/datasets/{dataset}/").status_code == 403


def test_another_organization_finds_no_dataset(cast: Cast, fill: Callable[..., int]) -> None:
    dataset, client = fill(), cast.outsider.client
    unit = units(cast.manager, dataset)[0]["id"]
    assert client.get("/api/datasets/").json()["count"] == 0
    for path in (f"/api/datasets/{dataset}/", f"/api/datasets/{dataset}/data-units/{unit}/"):
        assert client.get(path).status_code == 404
        assert client.delete(path).status_code == 404
    assert client.patch(f"/api/datasets/{dataset}/", json={"title": "Mine"}).status_code == 404
    assert add(cast.outsider, dataset, TEXTS).status_code == 404
