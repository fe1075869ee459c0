"""Pauses: what somebody may not do meanwhile, what is kept, who may pause and lift (LSE 10.3)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice

from assay.kit.db import Connection


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def pauses_of(w: World, person: Person) -> str:
    return f"/api/projects/{w.project_id}/members/{person.id}/pauses/"


def pause(w: World, person: Person, **more: Any) -> Any:
    answer = w.cast.manager.client.post(pauses_of(w, person), json={"reason": "MANUAL", **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def by_server(db: Connection, w: World, person: Person, reason: str = "ANNOTATION_LIMIT") -> None:
    db.execute(
        "insert into pause (project_id, account_id, reason, verbose_reason) values (%s, %s, %s, 'Enough.')",
        (w.project_id, person.id, reason),
    )
    db.commit()


def is_paused(answer: Any) -> bool:
    return answer.status_code == 403 and answer.json()["display_context"]["reason"] == "PAUSED"


def test_a_pause_shuts_the_project_and_keeps_the_draft(build: Any) -> None:
    w = build(tasks=2)
    ann1 = w.cast.ann1.client
    task_id = w.next(w.cast.ann1).json()["id"]
    done = w.submit(w.cast.ann1, task_id).json()["id"]
    task_id = w.next(w.cast.ann1).json()["id"]
    made = pause(w, w.cast.ann1, verbose_reason="Let us talk first.")
    refused = w.next(w.cast.ann1)
    assert is_paused(refused)
    assert refused.json()["detail"] == "Let us talk first."
    for path in (f"/api/projects/{w.project_id}/", f"/api/tasks/{task_id}/", f"/api/annotations/{done}/"):
        assert is_paused(ann1.get(path)), path
    assert is_paused(w.submit(w.cast.ann1, task_id))
    assert is_paused(ann1.patch(f"/api/annotations/{done}/", json={"result": choice("Negative")}))
    assert is_paused(ann1.post("/api/comments/", json={"annotation": done, "text": "Why?"}))
    assert ann1.post(f"/api/tasks/{task_id}/drafts", json={"result": choice(), "lead_time": 1}).status_code == 201
    assert [project["id"] for project in ann1.get("/api/projects/").json()["results"]] == [w.project_id]
    assert w.cast.manager.client.delete(f"{pauses_of(w, w.cast.ann1)}{made['id']}/").status_code == 204
    again = w.next(w.cast.ann1).json()
    assert (again["id"], again["drafts"][0]["result"]) == (task_id, choice())


def test_what_was_fetched_in_advance_and_reviews_go_to_somebody_else(build: Any) -> None:
    w = build(tasks=2)
    w.submit(w.cast.ann1, w.next(w.cast.ann1).json()["id"])
    assert w.next_review(w.cast.rev1).status_code == 200
    assert w.next_review(w.cast.rev2).status_code == 404
    pause(w, w.cast.rev1)
    assert is_paused(w.next_review(w.cast.rev1))
    assert w.next_review(w.cast.rev2).status_code == 200


def test_the_calls_of_label_studio(build: Any) -> None:
    w = build(tasks=1)
    manager, path = w.cast.manager.client, pauses_of(w, w.cast.ann1)
    first = pause(w, w.cast.ann1, verbose_reason="One")
    assert (first["reason"], first["user"], first["project"]) == ("MANUAL", w.cast.ann1.id, w.project_id)
    assert first["paused_by"]["id"] == w.cast.manager.id
    assert (first["deleted_at"], first["deleted_by"]) == (None, None)
    changed = manager.patch(f"{path}{first['id']}/", json={"reason": "BEHAVIOR_BASED", "verbose_reason": "Too fast"})
    assert (changed.json()["reason"], changed.json()["verbose_reason"]) == ("BEHAVIOR_BASED", "Too fast")
    assert manager.get(f"{path}{first['id']}/").json() == changed.json()
    assert manager.get(path).json() == [changed.json()]
    members = manager.get(f"/api/projects/{w.project_id}/members/paginated/").json()["results"]
    assert {member["id"]: len(member["pauses"]) for member in members if member["pauses"]} == {w.cast.ann1.id: 1}
    assert manager.delete(f"{path}{first['id']}/").status_code == 204
    assert manager.get(path).json() == []
    [lifted] = manager.get(path, params={"include_deleted": True}).json()
    assert lifted["deleted_by"] == w.cast.manager.id
    assert manager.delete(f"{path}{first['id']}/").status_code == 404


def test_only_managers_pause_and_only_annotators_and_reviewers_are_paused(build: Any) -> None:
    w = build(tasks=1)
    body = {"reason": "MANUAL"}
    assert w.cast.rev1.client.post(pauses_of(w, w.cast.ann1), json=body).status_code == 403
    assert w.cast.outsider.client.post(pauses_of(w, w.cast.ann1), json=body).status_code == 404
    for person in (w.cast.manager, w.cast.owner, w.cast.outsider):
        refused = w.cast.manager.client.post(pauses_of(w, person), json=body)
        assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["user"])


@pytest.mark.parametrize("reason", ["ANNOTATION_LIMIT", "ANNOTATOR_EVALUATION"])
def test_what_the_server_pauses_it_lifts_itself(build: Any, db: Connection, reason: str) -> None:
    w = build(tasks=1)
    manager, path = w.cast.manager.client, pauses_of(w, w.cast.ann1)
    refused = manager.post(path, json={"reason": reason})
    assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["reason"])
    by_server(db, w, w.cast.ann1, reason)
    [found] = manager.get(path).json()
    assert found["paused_by"] is None
    assert manager.delete(f"{path}{found['id']}/").json()["code"] == "pause_lifts_itself"
    assert manager.patch(f"{path}{found['id']}/", json={"reason": "MANUAL"}).json()["code"] == "pause_lifts_itself"


def test_a_flexible_pause_leaves_what_came_back_and_reviews(build: Any, db: Connection) -> None:
    w = build(tasks=4, review_settings={"allowed_reject_actions": ["requeue"]})
    done = [w.submit(w.cast.rev1, w.next(w.cast.rev1).json()["id"]).json() for _ in range(2)]
    others = w.submit(w.cast.ann2, w.next(w.cast.ann2).json()["id"]).json()
    returned = w.review(w.cast.rev2, done[0]["id"], False, reject_action="requeue")
    assert returned.status_code == 201
    by_server(db, w, w.cast.rev1)
    project = w.cast.rev1.client.get(f"/api/projects/{w.project_id}/")
    assert project.status_code == 200, "they come in"
    assert w.next(w.cast.rev1).json()["id"] == done[0]["task"]
    assert is_paused(w.submit(w.cast.rev1, w.task_ids[3])), "nothing new"
    other = w.cast.rev1.client.patch(f"/api/annotations/{done[1]['id']}/", json={"result": choice("Negative")})
    assert is_paused(other), "and nothing that did not come back"
    skipped = w.submit(w.cast.rev1, done[0]["task"], [], was_cancelled=True)
    assert skipped.status_code == 400
    assert w.submit(w.cast.rev1, done[0]["task"], choice("Negative")).status_code == 201
    assert is_paused(w.next(w.cast.rev1))
    assert w.review(w.cast.rev1, others["id"], True).status_code == 201
    comment = w.cast.rev1.client.post("/api/comments/", json={"annotation": others["id"], "text": "Fine"})
    assert comment.status_code == 201


def test_a_flexible_pause_is_a_full_one_where_nothing_can_come_back(build: Any, db: Connection) -> None:
    w = build(tasks=2, review_settings={"allowed_reject_actions": ["remove"]})
    others = w.submit(w.cast.ann2, w.next(w.cast.ann2).json()["id"]).json()
    by_server(db, w, w.cast.rev1)
    assert is_paused(w.next(w.cast.rev1))
    assert is_paused(w.next_review(w.cast.rev1))
    assert is_paused(w.review(w.cast.rev1, others["id"], True))


def test_who_becomes_a_manager_is_not_paused(build: Any, db: Connection) -> None:
    w = build(tasks=1)
    pause(w, w.cast.ann1)
    db.execute("update membership set role = 'MA' where account_id = %s", (w.cast.ann1.id,))
    db.commit()
    assert w.next(w.cast.ann1).status_code == 200
