"""Projects of manual QA whose queue is switched off in the middle: nothing is lost, nothing is done twice (U1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.engine import invariants
from tests.queue.test_instance_review import batch_of, judge
from tests.world import ENTITIES, span


@pytest.fixture
def w(db: Any, cast: Any) -> Any:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1)


def switch(w: Any, on: bool) -> None:
    wish = {"review_settings": {"task_management": on}}
    answer = w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=wish)
    assert answer.status_code == 200, answer.text


def test_what_somebody_labelled_is_changed_and_not_made_twice(w: Any, db: Any) -> None:
    [task_id] = w.task_ids
    assert w.next(w.cast.ann1).status_code == 200
    switch(w, on=False)
    made = w.submit(w.cast.ann2, task_id, [span("a", 0, 4)])
    assert made.status_code == 201, made.text
    twice = w.submit(w.cast.ann1, task_id, [span("b", 5, 9)])
    assert (twice.status_code, twice.json()["code"]) == (409, "labelled"), "who held it has it no longer"
    body = {"result": [span("a", 0, 5)], "revision": 1}
    changed = w.cast.ann1.client.patch(f"/api/annotations/{made.json()['id']}/", json=body)
    assert changed.status_code == 200, changed.text
    switch(w, on=True)
    assert w.task(task_id)["status"] == "in_review"
    invariants.check_manual_qa(db, w.project_id, w.task_ids)


def test_nobody_moves_a_task_by_hand_while_states_stand_still(w: Any) -> None:
    [task_id] = w.task_ids
    assert w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).status_code == 201
    path, move = f"/api/fsm/entities/task/{task_id}/transition/", {"transition_name": "complete"}
    switch(w, on=False)
    refused = w.cast.manager.client.post(path, json=move)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_queue"), refused.text
    switch(w, on=True)
    assert w.cast.manager.client.post(path, json=move).status_code == 200
    assert w.task(task_id)["status"] == "completed"


def test_what_its_annotator_has_back_is_in_no_further_review(w: Any, db: Any) -> None:
    """Its status stands still, so that it reads completed; the work is in hand all the same."""
    [task_id], manager = w.task_ids, w.cast.manager.client
    annotation = w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).json()
    assert judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True}).status_code == 200
    switch(w, on=False)
    report = {"annotation": annotation["id"], "text": "The bus has no label"}
    assert w.cast.rev1.client.post(f"/api/tasks/{task_id}/missing-labels/", json=report).status_code == 201
    assert w.task(task_id)["status"] == "completed"
    added = manager.post(f"/api/projects/{w.project_id}/add-reviews/", json={"tasks": [task_id]})
    assert (added.status_code, added.json()["result"].get("made", 0)) == (200, 0), added.text
    switch(w, on=True)
    assert w.task(task_id)["status"] == "returned"
    invariants.check_manual_qa(db, w.project_id, w.task_ids)


def test_a_rejection_that_is_taken_back_takes_the_work_back(w: Any, db: Any) -> None:
    """Its status stands still, so that it never read returned."""
    [task_id], manager = w.task_ids, w.cast.manager.client
    assert w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).status_code == 201
    batch = batch_of(w, w.cast.rev1)
    switch(w, on=False)
    assert judge(w, w.cast.rev1, batch, {"a": False}).status_code == 200
    released = manager.post(f"/api/projects/{w.project_id}/queue/release/", json={"tasks": [task_id]})
    assert released.status_code == 200, released.text
    gone = manager.post(
        "/api/dm/actions/",
        params={"id": "delete_tasks_reviews", "project": w.project_id},
        json={"selectedItems": {"all": False, "included": [task_id]}},
    )
    assert gone.status_code == 200, gone.text
    switch(w, on=True)
    assert w.task(task_id)["status"] == "in_review"
    invariants.check_manual_qa(db, w.project_id, w.task_ids)
