"""Another project like one that exists (LSE 3.6.5)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.engine import invariants
from tests.world import World, build

from assay.exchange import duplicate_queries, duplicates
from assay.exchange.api import duplicates as api
from assay.kit.db import Connection
from assay.kit.storage import storage

SETTINGS = {
    "annotation_limit_count": 7,
    "annotator_evaluation_minimum_tasks": 4,
    "require_comment_on_skip": True,
    "agreement_methodology": "consensus",
    "maximum_annotations": 2,
    "review_settings": {"review_criteria": "one", "require_comment_on_reject": True},
}


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return build(db, cast, **SETTINGS)


def duplicate(w: World, **given: Any) -> Any:
    body = {"mode": "settings", "title": "The copy", **given}
    return w.cast.manager.client.post(f"/api/projects/{w.project_id}/duplicate/", json=body)


def of(w: World, project: int) -> Any:
    return w.cast.manager.client.get(f"/api/projects/{project}/").json()


def test_settings_alone(w: World) -> None:
    rules = [{"operator": "lt", "agreement_threshold": 0.5, "sample_rate": 1.0}, {"sample_rate": 0.1}]
    url = "/api/projects/{}/review-routing-rules/"
    replaced = w.cast.manager.client.post(url.format(w.project_id) + "bulk/", json={"rules": rules})
    assert replaced.status_code < 300, replaced.text
    made = duplicate(w)
    assert made.status_code == 201, made.text
    copy, original = of(w, made.json()["id"]), w.project()
    own = {"id", "title", "created_at", "updated_at", "is_published", "state", "ready", "my"}
    differs = {key for key, value in original.items() if copy[key] != value}
    counts = {key for key in differs if "number" in key or "counts" in key or key.startswith("queue")}
    assert differs - own - counts == {"assignment_settings", "review_settings"}, "for they name their project"
    assert copy["review_settings"] | {"id": 0, "project": 0} == original["review_settings"] | {"id": 0, "project": 0}
    assert (copy["is_published"], copy["task_number"]) == (False, 0)
    kept = [
        [(rule["operator"], rule["agreement_threshold"], rule["sample_rate"]) for rule in found.json()]
        for found in (w.cast.manager.client.get(url.format(project)) for project in (w.project_id, made.json()["id"]))
    ]
    assert kept[0] == kept[1]
    assert len(kept[1]) == 2


def test_data_comes_along_and_work_does_not(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0])
    copy = duplicate(w, mode="settings,data").json()["id"]
    tasks = w.cast.manager.client.get("/api/tasks/", params={"project": copy, "fields": "all"}).json()["tasks"]
    assert [task["data"] for task in tasks] == [w.task(task)["data"] for task in w.task_ids]
    found = of(w, copy)
    assert (found["task_number"], found["total_annotations_number"]) == (3, 0)
    assert {task["overlap"] for task in tasks} == {2}


def test_uploaded_files_are_read_in_the_copy_by_its_people(w: World) -> None:
    cast = w.cast
    sent = cast.manager.client.post(
        f"/api/projects/{w.project_id}/import", files={"file": ("notes.txt", b"one line of text\n")}
    )
    assert sent.status_code < 300, sent.text
    copy = duplicate(w, mode="settings,data").json()["id"]
    tasks = cast.manager.client.get("/api/tasks/", params={"project": copy, "fields": "all"}).json()["tasks"]
    assert not any(f"/data/upload/{w.project_id}/" in str(task["data"]) for task in tasks)


def test_members_come_when_asked_for(w: World) -> None:
    for asked, expected in ((False, set()), (True, {w.cast.ann1.id, w.cast.rev1.id})):
        copy = duplicate(w, include_members=asked).json()["id"]
        found = w.cast.manager.client.get(f"/api/projects/{copy}/members/paginated/").json()["results"]
        assert {row["id"] for row in found} >= expected
        assert (w.cast.ann1.id in {row["id"] for row in found}) is asked


@pytest.mark.parametrize(
    ("given", "field"),
    [({"mode": "data"}, "mode"), ({"title": "x"}, "title"), ({"workspace": 2**40}, "workspace")],
)
def test_what_cannot_be_is_named(w: World, given: dict[str, Any], field: str) -> None:
    answer = duplicate(w, **given)
    assert (answer.status_code, list(answer.json()["validation_errors"])) == (400, [field])


def test_only_who_may_change_the_project(w: World) -> None:
    body = {"mode": "settings", "title": "The copy"}
    url = f"/api/projects/{w.project_id}/duplicate/"
    assert w.cast.ann1.client.post(url, json=body).status_code == 403
    assert w.cast.outsider.client.post(url, json=body).status_code == 404


# ---------------------------------------------------------------- copies that a job fills


DEFERRED: list[tuple[str, dict[str, Any]]] = []


@pytest.fixture
def large(w: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A project that is too large to be copied while somebody waits; what would be done then is in `DEFERRED`."""
    monkeypatch.setattr(duplicates, "MOST_TASKS_AT_ONCE", 2)
    monkeypatch.setattr(duplicates, "BATCH", 2)
    DEFERRED.clear()
    # A worker of another test may share this database, and would be faster.
    monkeypatch.setattr(api, "defer", lambda db, task, **args: DEFERRED.append((task.name, args)))
    return w


def progress_of(w: World, project: int) -> Any:
    return w.cast.manager.client.get(f"/api/projects/{project}/duplication/").json()


def test_a_large_project_is_filled_by_a_job(db: Connection, large: World) -> None:
    copy = duplicate(large, mode="settings,data").json()["id"]
    assert of(large, copy)["task_number"] == 0
    before = progress_of(large, copy)
    assert (before["status"], before["progress"], before["total"]) == ("created", 0, 3)
    assert before["source"] == large.project_id
    assert [("exchange.fill_copy", {"project_id": copy})] == DEFERRED
    seen: list[int] = []
    duplicates.fill(db, storage(), copy, seen.append)
    db.commit()
    assert seen == [2, 3]
    after = progress_of(large, copy)
    assert (after["status"], after["progress"]) == ("completed", 3)
    assert of(large, copy)["task_number"] == 3
    duplicates.fill(db, storage(), copy, seen.append)
    db.commit()
    assert of(large, copy)["task_number"] == 3, "a job that is started twice copies once"
    invariants.check(db, copy)


def test_a_copy_that_fails_says_why(db: Connection, large: World) -> None:
    copy = duplicate(large, mode="settings,data").json()["id"]
    duplicate_queries.note(db, copy, 2)
    db.commit()
    assert progress_of(large, copy)["status"] == "in_progress"
    duplicates.fail(db, storage(), copy, "Something went wrong on the server.")
    db.commit()
    told = progress_of(large, copy)
    assert (told["status"], told["error"]) == ("failed", "Something went wrong on the server. No data was copied.")
    assert told["finished_at"] is not None
    assert large.cast.ann1.client.get(f"/api/projects/{copy}/duplication/").status_code == 404


def test_what_is_small_needs_no_job(w: World) -> None:
    copy = duplicate(w, mode="settings,data").json()["id"]
    assert progress_of(w, copy) is None
    assert of(w, copy)["task_number"] == 3
