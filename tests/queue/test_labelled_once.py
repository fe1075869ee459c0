"""In manual QA each task is labelled once: whatever way work comes, a task never has that of two people (MQA 26)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.engine import invariants
from tests.queue.test_instance_review import batch_of, judge
from tests.world import ENTITIES, span

LABELS = [span("a", 0, 4)]


@pytest.fixture
def w(db: Any, cast: Any) -> Any:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=2)


def send(w: Any, rows: Any) -> Any:
    return w.cast.manager.client.post(f"/api/projects/{w.project_id}/import", json=rows)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        pytest.param({"annotations": [{"result": LABELS}, {"result": []}]}, "annotations", id="work of two"),
        pytest.param({"overlap": 2}, "overlap", id="wanted by two"),
    ],
)
def test_an_import_brings_no_more_than_one(w: Any, row: Any, field: str) -> None:
    refused = send(w, [{"data": {"text": "Imported"}, **row}])
    assert refused.status_code == 400, refused.text
    assert refused.json()["problems"][0]["field"] == field
    assert "labelled once" in refused.json()["problems"][0]["message"]
    fine = {"annotations": [{"result": LABELS}, {"result": [], "was_cancelled": True}], "overlap": 1}
    assert send(w, [{"data": {"text": "Imported"}, **fine}]).status_code == 201


def test_no_task_wants_more_than_one(w: Any) -> None:
    manager = w.cast.manager.client
    wish = {"project": w.project_id, "data": {"text": "More"}, "overlap": 2}
    for answer in (
        manager.post("/api/tasks/", json=wish),
        manager.patch(f"/api/tasks/{w.task_ids[0]}/", json={"overlap": 2}),
    ):
        assert answer.status_code == 400, answer.text
        assert answer.json()["problems"][0]["field"] == "overlap"
    assert w.task(w.task_ids[0])["overlap"] == 1
    assert manager.post("/api/tasks/", json={**wish, "overlap": 1}).status_code == 201


def test_duplicates_that_are_both_labelled_stay(w: Any) -> None:
    manager = w.cast.manager.client
    twin = {"project": w.project_id, "data": {"text": "Twin"}}
    twins = [manager.post("/api/tasks/", json=twin).json()["id"] for _ in range(3)]
    for task_id in twins[1:]:
        assert w.submit(w.cast.ann1, task_id, LABELS).status_code == 201
    wish = {"selectedItems": {"all": False, "included": twins}}
    params = {"id": "remove_duplicates", "project": w.project_id}
    refused = manager.post("/api/dm/actions/", params=params, json=wish)
    assert (refused.status_code, refused.json()["code"]) == (400, "labelled_twice"), refused.text
    [annotation] = manager.get(f"/api/tasks/{twins[2]}/annotations/").json()
    assert manager.delete(f"/api/annotations/{annotation['id']}/").status_code == 204
    assert manager.post("/api/dm/actions/", params=params, json=wish).status_code == 200
    assert len(manager.get(f"/api/tasks/{twins[1]}/annotations/").json()) == 1
    assert manager.get(f"/api/tasks/{twins[2]}/").status_code == 404


def test_a_skip_is_made_work_unless_another_has_the_task(w: Any, db: Any) -> None:
    [task_id, _] = w.task_ids
    skipped = w.submit(w.cast.ann1, task_id, [], was_cancelled=True, comment="Too dark")
    assert skipped.status_code == 201, skipped.text
    path, body = f"/api/annotations/{skipped.json()['id']}/", {"result": LABELS, "was_cancelled": False, "revision": 1}
    taken_up = w.submit(w.cast.ann1, w.task_ids[1], [], was_cancelled=True, comment="Too dark").json()["id"]
    assert w.cast.manager.client.patch(f"/api/annotations/{taken_up}/", json=body).status_code == 200
    assert w.task(w.task_ids[1])["status"] == "in_review"
    invariants.check_manual_qa(db, w.project_id, w.task_ids)
    start = f"/api/tasks/{task_id}/initiate/"
    assert w.cast.ann2.client.post(start).status_code == 200
    held = w.cast.manager.client.patch(path, json=body)
    assert held.status_code == 409, held.text
    assert "Ann2" in held.text
    assert w.submit(w.cast.ann2, task_id, LABELS).status_code == 201
    labelled = w.cast.manager.client.patch(path, json=body)
    assert (labelled.status_code, labelled.json()["code"]) == (409, "labelled"), labelled.text


def test_verdicts_on_what_was_skipped_later_stay(w: Any, db: Any) -> None:
    """Changed, they would make a second annotation of a task that somebody else has labelled since."""
    task_id = w.task_ids[0]
    annotation = w.submit(w.cast.ann1, task_id, LABELS).json()
    manager = w.cast.manager.client
    assert judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True}).status_code == 200
    skip = {"was_cancelled": True, "revision": annotation["revision"]}
    assert manager.patch(f"/api/annotations/{annotation['id']}/", json=skip).status_code == 200
    assert w.submit(w.cast.ann2, task_id, LABELS).status_code == 201
    [verdict] = manager.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    path = f"/api/annotation-reviews/{verdict['id']}/"
    for answer in (manager.patch(path, json={"accepted": True, "result": LABELS}), manager.delete(path)):
        assert (answer.status_code, answer.json()["code"]) == (400, "skipped"), answer.text
    invariants.check_manual_qa(db, w.project_id, w.task_ids)


def test_removed_work_that_reads_as_skipped_stays_removed_once_another_has_labelled(w: Any) -> None:
    task_id, manager = w.task_ids[0], w.cast.manager.client
    settings = {"mark_removed_as_skipped": True, "expert": {"threshold": 1, "reviewers": [w.cast.expert.id]}}
    changed = manager.patch(f"/api/projects/{w.project_id}/", json={"review_settings": settings})
    assert changed.status_code == 200, changed.text
    annotation = w.submit(w.cast.ann1, task_id, LABELS).json()
    assert judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": False}).status_code == 200
    assert judge(w, w.cast.expert, batch_of(w, w.cast.expert), {"a": False}).status_code == 200
    off = manager.patch(f"/api/projects/{w.project_id}/", json={"review_settings": {"task_management": False}})
    assert off.status_code == 200, off.text
    assert w.submit(w.cast.ann2, task_id, LABELS).status_code == 201
    given = manager.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    path = f"/api/annotation-reviews/{max(verdict['id'] for verdict in given)}/"
    expert = w.cast.expert.client
    for answer in (expert.patch(path, json={"accepted": True}), expert.delete(path)):
        assert (answer.status_code, answer.json()["code"]) == (409, "labelled"), answer.text
    made = manager.get(f"/api/tasks/{task_id}/").json()["annotations"]
    assert [one["completed_by"]["id"] for one in made if not one["was_cancelled"]] == [w.cast.ann2.id]


def test_who_has_the_work_of_another_keeps_it_when_a_skip_of_theirs_is_deleted(w: Any, db: Any) -> None:
    task_id, manager = w.task_ids[0], w.cast.manager.client
    skip = w.submit(w.cast.ann1, task_id, [], was_cancelled=True, comment="Too dark").json()
    assert w.submit(w.cast.ann2, task_id, LABELS).status_code == 201
    assert judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": False}).status_code == 200
    queue = f"/api/projects/{w.project_id}/queue/"
    assert manager.post(f"{queue}release/", json={"tasks": [task_id]}).status_code == 200
    given = manager.post(f"{queue}assign/", json={"user": w.cast.ann1.id, "tasks": [task_id]})
    assert given.status_code == 200, given.text
    assert manager.delete(f"/api/annotations/{skip['id']}/").status_code == 204
    invariants.check_manual_qa(db, w.project_id, w.task_ids)
    assert w.cast.ann1.client.post(f"/api/tasks/{task_id}/initiate/").status_code == 200
