"""Verdicts on instances that are taken back: what was handed in together is judged together again (MQA 36, 37, T9)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.queue.test_instance_review import THREE, batch_of, judge
from tests.queue.test_reviewer_mapping import reviews_of, to_map
from tests.queue.test_sampling_rates import change
from tests.world import ENTITIES


@pytest.fixture
def w(db: Any, cast: Any) -> Any:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1)


def judged(w: Any, *people: Any) -> None:
    """Hands a task in, and has all of it approved, by each of these people what is theirs."""
    assert w.submit(w.cast.ann1, w.task_ids[0], THREE).status_code == 201
    for person in people:
        batch = batch_of(w, person)
        work = batch["reservation"]["work_item"]
        mine = {item["key"]: True for item in batch["items"] if item["work_item_id"] == work}
        assert judge(w, person, batch, mine).status_code == 200
    assert w.task(w.task_ids[0])["status"] == "completed"


def verdicts_of(w: Any, person: Any) -> list[Any]:
    params = {"annotation__task__project": w.project_id}
    found: list[Any] = person.client.get("/api/annotation-reviews/", params=params).json()
    return found


def take_all_back(w: Any) -> None:
    answer = w.cast.manager.client.post(
        "/api/dm/actions/",
        params={"id": "delete_tasks_reviews", "project": w.project_id},
        json={"selectedItems": {"all": False, "included": w.task_ids}},
    )
    assert answer.json()["detail"] == "3 verdicts taken back."


def waiting(w: Any, db: Any) -> list[tuple[int | None, str, set[str]]]:
    """The reviews that are not done, with what is in them."""
    db.rollback()
    return [found for found in reviews_of(db, w.task_ids[0]) if found[1] != "done"]


def test_all_of_a_submission_is_one_review_again(w: Any, db: Any, cast: Any) -> None:
    judged(w, cast.rev1)
    take_all_back(w)
    assert waiting(w, db) == [(None, "open", {"a", "b", "c"})]
    batch = batch_of(w, cast.rev2)
    assert judge(w, cast.rev2, batch, {"a": True, "b": True, "c": True}).json()["batch_done"] is True


def test_in_parts_as_large_as_the_project_says(w: Any, db: Any, cast: Any) -> None:
    assert change(w, max_instances_per_review=2).status_code == 200
    judged(w, cast.rev1, cast.rev2)
    take_all_back(w)
    assert sorted(len(keys) for _, _, keys in waiting(w, db)) == [1, 2]


def test_one_reviewer_who_has_begun_gets_the_rest(w: Any, db: Any, cast: Any) -> None:
    """T9: also what is taken back after somebody took the first of it."""
    assert change(w, one_reviewer_per_submission=True).status_code == 200
    judged(w, cast.rev1)
    client = cast.manager.client
    first, *rest = verdicts_of(w, cast.rev1)
    assert client.delete(f"/api/annotation-reviews/{first['id']}/").status_code == 204
    batch_of(w, cast.rev2)
    for verdict in rest:
        assert client.delete(f"/api/annotation-reviews/{verdict['id']}/").status_code == 204
    assert waiting(w, db) == [(cast.rev2.id, "held", {"a", "b", "c"})]


def test_mapped_reviewers_are_drawn_as_they_were(w: Any, db: Any, cast: Any) -> None:
    people = [cast.rev1, cast.rev2, cast.expert]
    to_map(w, {"Person": people, "Place": people})
    w.submit(cast.ann1, w.task_ids[0], THREE)
    [(holder, _, _)] = waiting(w, db)
    person = next(one for one in people if one.id == holder)
    judge(w, person, batch_of(w, person), {"a": True, "b": True, "c": True})
    take_all_back(w)
    assert waiting(w, db) == [(holder, "held", {"a", "b", "c"})]


def test_one_reviewer_who_is_in_all_pools_gets_it_all_again(w: Any, db: Any, cast: Any) -> None:
    """A.21 U7."""
    assert change(w, one_reviewer_per_submission=True).status_code == 200
    to_map(w, {"Person": [cast.rev1, cast.expert], "Place": [cast.rev2, cast.expert]})
    judged(w, cast.expert)
    take_all_back(w)
    assert waiting(w, db) == [(cast.expert.id, "held", {"a", "b", "c"})]


def test_a_verdict_that_is_taken_back_under_way_stays_in_its_review(w: Any, db: Any, cast: Any) -> None:
    w.submit(cast.ann1, w.task_ids[0], THREE)
    batch = batch_of(w, cast.rev1)
    judge(w, cast.rev1, batch, {"a": True})
    [verdict] = verdicts_of(w, cast.rev1)
    assert cast.rev1.client.delete(f"/api/annotation-reviews/{verdict['id']}/").status_code == 204
    assert waiting(w, db) == [(cast.rev1.id, "held", {"a", "b", "c"})]
    assert judge(w, cast.rev1, batch, {"a": False, "b": True, "c": True}).json()["batch_done"] is True
    assert w.task(w.task_ids[0])["status"] == "returned"


def test_a_verdict_on_what_was_deleted_since_stays(w: Any, db: Any, cast: Any) -> None:
    """Deleting is an answer (MQA 50): a review of what is not there any more would never end."""
    w.submit(cast.ann1, w.task_ids[0], THREE)
    judge(w, cast.rev1, batch_of(w, cast.rev1), {"a": True, "b": False, "c": True})
    assert w.submit(cast.ann1, w.task_ids[0], THREE[:1]).status_code == 201
    assert w.task(w.task_ids[0])["status"] == "completed"
    _, rejected, approved = sorted(verdicts_of(w, cast.rev1), key=lambda verdict: verdict["item"])
    for verdict in (rejected, approved):
        path = f"/api/annotation-reviews/{verdict['id']}/"
        for refused in (cast.rev1.client.delete(path), cast.rev1.client.patch(path, json={"accepted": True})):
            assert (refused.status_code, refused.json()["code"]) == (400, "answered")
    assert w.task(w.task_ids[0])["status"] == "completed"
