"""Somebody leaves: what they held goes back, what was sent back to them goes to somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.engine import invariants


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def leave_project(w: Any, person: Any) -> None:
    answer = w.cast.manager.client.delete(f"/api/projects/{w.project_id}/members/", params={"user": person.id})
    assert answer.status_code == 204, answer.text


def test_a_held_task_goes_back_to_the_queue(build: Any, db: Any) -> None:
    w = build(tasks=1)
    w.next(w.cast.ann1)
    assert w.next(w.cast.ann2).status_code == 404
    leave_project(w, w.cast.ann1)
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]
    invariants.check(db, w.project_id)


def test_returned_work_goes_to_somebody_else(build: Any, db: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()
    w.review(w.cast.rev1, annotation["id"], False, reject_action="requeue")
    answer = w.cast.owner.client.patch(
        f"/api/organizations/{w.cast.organization_id}/memberships", json={"user_id": w.cast.ann1.id, "role": "DI"}
    )
    assert answer.status_code == 200, answer.text
    assert w.task(w.task_ids[0])["annotations"][0]["verdict"] == "passed_on"
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]
    invariants.check(db, w.project_id)


def test_a_batch_goes_to_another_reviewer(build: Any, db: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()
    w.next_review(w.cast.rev1)
    leave_project(w, w.cast.rev1)
    assert w.next_review(w.cast.rev2).json()["annotation"]["id"] == annotation["id"]
    invariants.check(db, w.project_id)
