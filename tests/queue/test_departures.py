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


# ---------------------------------------------------------------- other roles, in manual QA


@pytest.fixture
def manual(db: Any, cast: Any) -> Any:
    return world.build(db, cast, config=world.ENTITIES, preset="manual_qa", tasks=1)


def hold(w: Any, person: Any) -> None:
    answer = person.client.post(f"/api/projects/{w.project_id}/queue/start/", json={"kind": "annotate"})
    assert answer.status_code == 201, answer.text


def test_who_becomes_a_reviewer_holds_no_task_to_annotate(manual: Any) -> None:
    w = manual
    hold(w, w.cast.ann1)
    wish = {"project": w.project_id, "user": w.cast.ann1.id, "role": "AR"}
    assert w.cast.manager.client.post("/api/projects/roles/", json=wish).status_code == 201
    assert w.task(w.task_ids[0])["status"] == "assigned", "who is both goes on"
    assert w.cast.manager.client.post("/api/projects/roles/", json={**wish, "role": "RE"}).status_code == 201
    assert w.task(w.task_ids[0])["status"] == "queued"
    hold(w, w.cast.ann2)


def test_a_role_that_a_group_had_goes_with_what_it_allowed(manual: Any) -> None:
    w, owner = manual, manual.cast.owner.client
    leave_project(w, w.cast.ann1)
    group = owner.post("/api/groups/", json={"title": f"G{w.project_id}", "users": [w.cast.ann1.id]}).json()
    place = f"/api/projects/{w.project_id}/groups/"
    assert owner.post(place, json={"group": group["id"], "role": "AN"}).status_code == 201
    hold(w, w.cast.ann1)
    assert owner.patch(f"{place}{group['id']}/", json={"role": "RE"}).status_code == 200
    assert w.task(w.task_ids[0])["status"] == "queued"


def test_an_expert_who_may_not_review_any_more_keeps_nobody_from_other_settings(manual: Any) -> None:
    w, manager = manual, manual.cast.manager.client
    path = f"/api/projects/{w.project_id}/"
    rules = {"threshold": 2, "reviewers": [w.cast.rev1.id]}
    assert manager.patch(path, json={"review_settings": {"expert": rules}}).status_code == 200
    wish = {"project": w.project_id, "user": w.cast.rev1.id, "role": "AN"}
    assert manager.post("/api/projects/roles/", json=wish).status_code == 201
    assert manager.patch(path, json={"review_settings": {"sampling_rate": 0.5}}).status_code == 200
    more = {**rules, "reviewers": [w.cast.rev1.id, w.cast.ann2.id]}
    refused = manager.patch(path, json={"review_settings": {"expert": more}})
    assert refused.status_code == 400
    assert f"{w.cast.ann2.id}, who may not review" in refused.text
