"""Who made something does not judge it, and that is also who went on with it when it came back (MQA A.21 U19)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import join_project
from tests.queue.test_rounds import FOUR, issues, mend, send_all, states, status
from tests.world import ENTITIES, span

NARROWER = [span("a", 0, 3), *FOUR[1:2]]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    """A project in which ann2 annotates and reviews, and has mended what ann1 had handed in."""

    def made(**review: Any) -> Any:
        w = world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1, review_settings=review)
        join_project(db, w.project_id, cast.ann2, role="AR")
        db.commit()
        w.annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:2]).json()
        send_all(w, cast.rev1, {"a": False, "b": True})
        hand_over(w, cast.ann2)
        assert mend(w, cast.ann2, w.annotation, NARROWER).status_code == 200
        return w

    return made


def hand_over(w: Any, person: Any, **what: Any) -> None:
    path, what = f"/api/projects/{w.project_id}/queue", what or {"tasks": w.task_ids}
    w.cast.manager.client.post(f"{path}/release/", json=what)
    answer = w.cast.manager.client.post(f"{path}/assign/", json={"user": person.id, **what})
    assert answer.status_code == 200, answer.text


def waiting(w: Any, person: Any, kind: str = "review") -> list[int]:
    found = person.client.get(f"/api/projects/{w.project_id}/queue/", params={"kind": kind}).json()["rows"]
    return [row["work_item"] for row in found]


def release(w: Any, batch: int) -> None:
    path = f"/api/projects/{w.project_id}/queue/release/"
    assert w.cast.manager.client.post(path, json={"work_items": [batch]}).status_code == 200


def test_who_mended_the_work_of_another_does_not_review_it(build: Any, cast: Any) -> None:
    w = build()
    [batch] = waiting(w, cast.rev1)
    release(w, batch)
    start = f"/api/projects/{w.project_id}/queue/start/"
    assert (waiting(w, cast.ann2), waiting(w, cast.rev2)) == ([], [batch])
    assert cast.ann2.client.post(start, json={"kind": "review"}).status_code == 404
    assert w.next_review(cast.ann2).status_code == 404
    refused = cast.ann2.client.post(f"/api/work-items/{batch}/initiate/")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_work")
    assign = {"user": cast.ann2.id, "work_items": [batch]}
    answer = cast.manager.client.post(f"/api/projects/{w.project_id}/queue/assign/", json=assign)
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "user")
    assert cast.rev2.client.post(start, json={"kind": "review"}).json()["work_item"] == batch
    send_all(w, cast.rev2, {"a": True})
    assert status(w) == "completed"


def test_nor_a_further_review_of_it_nor_as_an_expert(build: Any, cast: Any) -> None:
    w = build()
    send_all(w, cast.rev1, {"a": True})
    path = f"/api/projects/{w.project_id}"
    cast.manager.client.post(f"{path}/add-reviews/", json={"tasks": w.task_ids})
    assert (waiting(w, cast.ann2), len(waiting(w, cast.rev1))) == ([], 1)
    people = [cast.ann2.id, cast.expert.id]
    cast.manager.client.patch(f"{path}/", json={"review_settings": {"expert": {"threshold": 1, "reviewers": people}}})
    send_all(w, cast.rev1, {"a": False, "b": True})
    assert (waiting(w, cast.ann2, "expert"), len(waiting(w, cast.expert, "expert"))) == ([], 1)


def test_a_reviewer_who_takes_the_work_over_gives_its_review_to_others(build: Any, cast: Any) -> None:
    """The same reviewer judges what comes back, unless it comes back from them."""
    w = build()
    send_all(w, cast.rev1, {"a": True})
    again = {"tasks": w.task_ids}
    cast.manager.client.post(f"/api/projects/{w.project_id}/add-reviews/", json=again)
    hand_over(w, cast.manager, work_items=waiting(w, cast.rev2))
    send_all(w, cast.manager, {"a": False, "b": True})
    hand_over(w, cast.manager)
    assert mend(w, cast.manager, w.annotation, FOUR[:2]).status_code == 200
    assert states(w, w.annotation)["a"] == "pending"
    assert cast.manager.client.get(f"/api/projects/{w.project_id}/queue/").json()["rows"][0]["reserved_by"] is None
    assert len(waiting(w, cast.rev2)) == 1


def test_where_people_review_their_own_work_they_review_what_they_mended_too(build: Any, cast: Any) -> None:
    w = build(allow_self_review=True)
    [batch] = waiting(w, cast.rev1)
    release(w, batch)
    assert waiting(w, cast.ann2) == [batch]
    send_all(w, cast.ann2, {"a": True})
    assert (status(w), issues(w, cast.ann2)[0]["is_resolved"]) == ("completed", True)


def test_nobody_is_left_with_a_review_of_their_own_work_that_they_may_not_do(build: Any, cast: Any, db: Any) -> None:
    w = build(allow_self_review=True)
    join_project(db, w.project_id, cast.rev1, role="AR")
    db.commit()
    send_all(w, cast.rev1, {"a": True})
    task = cast.manager.client.post("/api/tasks/", json={"project": w.project_id, "data": {"text": "x" * 60}}).json()
    own = w.submit(cast.rev1, task["id"], FOUR[:1]).json()
    assert w.next_review(cast.rev1).json()["annotation"]["id"] == own["id"]
    off = {"review_settings": {"allow_self_review": False}}
    assert cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=off).status_code == 200
    assert w.next_review(cast.rev1).status_code == 404
    assert len(waiting(w, cast.rev2)) == 1


def test_what_is_added_after_a_report_was_answered_is_drawn_whoever_answered_it(build: Any, cast: Any) -> None:
    """Only what is handed in for a report is reviewed in any case (MQA A.21 U9)."""
    w = build()
    send_all(w, cast.rev1, {"a": True}, reports=[{"text": "Something is missing"}])
    cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": {"sampling_rate": 0}})
    found = [*NARROWER, span("c", 10, 14)]
    assert mend(w, cast.ann2, w.annotation, found).status_code == 200
    assert states(w, w.annotation)["c"] == "pending", "for the report"
    send_all(w, cast.rev1, {"c": False})
    more = [*NARROWER, span("c", 10, 13), span("d", 15, 19)]
    assert mend(w, cast.ann2, w.annotation, more).status_code == 200
    assert states(w, w.annotation) == {"a": "accepted", "b": "accepted", "c": "pending", "d": "not_selected"}
