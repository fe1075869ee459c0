"""The states that tasks, projects, annotations and reviews go through, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **{"tasks": 1, **settings})


@pytest.fixture
def w(build: Any) -> World:
    made: World = build()
    return made


def history(person: Person, entity: str, number: int, **params: Any) -> list[Any]:
    answer = person.client.get(f"/api/fsm/entities/{entity}/{number}/history", params=params)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["results"]
    return found


def move(person: Person, entity: str, number: int, name: str, **data: Any) -> Any:
    url = f"/api/fsm/entities/{entity}/{number}/transition/"
    return person.client.post(url, json={"transition_name": name, "transition_data": data})


def ways(states: list[Any]) -> list[tuple[str, str | None, str]]:
    return [(state["transition_name"], state["previous_state"], state["state"]) for state in states]


def test_the_states_of_a_task_newest_first(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, annotation, True)
    found = history(w.cast.rev1, "task", w.task_ids[0])
    assert ways(found) == [
        ("complete", "NEEDS_REVIEW", "COMPLETED"),
        ("send_to_review", "ANNOTATION_IN_PROGRESS", "NEEDS_REVIEW"),
        ("start_annotation", "CREATED", "ANNOTATION_IN_PROGRESS"),
    ]
    assert found[0]["triggered_by"] == {"id": w.cast.rev1.id, "email": w.cast.rev1.email}
    assert found[1]["reason"] == "An annotation was submitted."
    assert found[1]["context_data"]["annotation"] == annotation
    url = f"/api/fsm/entities/task/{w.task_ids[0]}/history"
    oldest = w.cast.rev1.client.get(url, params={"ordering": "created_at", "page_size": 1}).json()
    assert oldest["results"][0]["state"] == "ANNOTATION_IN_PROGRESS"
    assert oldest["next"] is not None
    past = w.cast.rev1.client.get(url, params={"page": 5})
    assert (past.status_code, past.json()["results"]) == (200, [])


def test_a_history_can_be_narrowed(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, annotation, False, reject_action="requeue")
    task = w.task_ids[0]
    assert ways(history(w.cast.rev1, "task", task, triggered_by=w.cast.rev1.id)) == [
        ("return_to_annotation", "NEEDS_REVIEW", "ANNOTATION_IN_PROGRESS")
    ]
    assert len(history(w.cast.rev1, "task", task, state="ANNOTATION_IN_PROGRESS")) == 2
    assert len(history(w.cast.rev1, "task", task, previous_state="CREATED")) == 1
    assert len(history(w.cast.rev1, "task", task, transition_name="send_to_review")) == 1
    assert history(w.cast.rev1, "task", task, created_at_to="2020-01-01T00:00:00Z") == []
    assert len(history(w.cast.rev1, "task", task, created_at_from="2020-01-01T00:00:00Z")) == 3


def test_with_criterion_all_a_task_is_in_review_between(build: Any) -> None:
    w = build(maximum_annotations=2, review_settings={"review_criteria": "all"})
    made = [w.submit(person, w.task_ids[0]).json()["id"] for person in (w.cast.ann1, w.cast.ann2)]
    for annotation in made:
        w.review(w.cast.rev1, annotation, True)
    states = [state["state"] for state in history(w.cast.rev1, "task", w.task_ids[0])]
    assert states[:3] == ["COMPLETED", "REVIEW_IN_PROGRESS", "NEEDS_REVIEW"]


def test_a_project_is_where_its_least_advanced_task_is(build: Any) -> None:
    w = build(tasks=3)
    assert w.project()["state"] == "PUBLISHED"
    first = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    assert w.project()["state"] == "ANNOTATION_IN_PROGRESS"
    w.review(w.cast.rev1, first, True)
    second, third = (w.submit(w.cast.ann1, task_id).json()["id"] for task_id in w.task_ids[1:])
    assert w.project()["state"] == "NEEDS_REVIEW"
    w.review(w.cast.rev1, second, True)
    w.review(w.cast.rev1, third, False, reject_action="remove")
    assert w.project()["state"] == "COMPLETED"
    found = history(w.cast.manager, "project", w.project_id, ordering="created_at")
    assert ways(found) == [
        ("start_setup", "CREATED", "SETUP_IN_PROGRESS"),
        ("set_up", "SETUP_IN_PROGRESS", "READY_TO_PUBLISH"),
        ("publish", "READY_TO_PUBLISH", "PUBLISHED"),
        ("start_annotation", "PUBLISHED", "ANNOTATION_IN_PROGRESS"),
        ("send_to_review", "ANNOTATION_IN_PROGRESS", "NEEDS_REVIEW"),
        ("complete", "NEEDS_REVIEW", "COMPLETED"),
    ]
    assert found[2]["triggered_by"]["id"] == w.cast.manager.id


def test_the_states_of_an_annotation_and_of_a_review(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    review = w.review(w.cast.rev1, annotation, True).json()["id"]
    w.cast.rev1.client.delete(f"/api/annotation-reviews/{review}/")
    states = history(w.cast.rev1, "annotation", annotation, ordering="created_at")
    assert [state["state"] for state in states] == ["CREATED", "COMPLETED", "CREATED"]
    again = w.review(w.cast.rev1, annotation, False, comment="Not that").json()["id"]
    [state] = history(w.cast.rev1, "annotationreview", again)
    assert (state["state"], state["transition_name"], state["reason"]) == ("COMPLETED", "rejected", "Not that")


def test_a_manager_moves_a_task_by_hand(build: Any) -> None:
    w = build(review_settings={"sampling_rate": 0})
    w.submit(w.cast.ann1, w.task_ids[0])
    refused = move(w.cast.rev1, "task", w.task_ids[0], "send_to_review")
    assert refused.status_code == 403
    moved = move(w.cast.manager, "task", w.task_ids[0], "send_to_review", reason="It looked odd").json()
    assert (moved["success"], moved["new_state"]) == (True, "NEEDS_REVIEW")
    assert moved["state_record"]["reason"] == "It looked odd"
    assert w.next_review(w.cast.rev1).status_code == 200
    w.cast.rev1.client.post(f"/api/work-items/{w.next_review(w.cast.rev1).json()['reservation']['work_item']}/release/")
    assert move(w.cast.manager, "task", w.task_ids[0], "complete").json()["new_state"] == "COMPLETED"
    assert w.next_review(w.cast.rev1).status_code == 404
    again = move(w.cast.manager, "task", w.task_ids[0], "complete")
    assert (again.status_code, again.json()["code"]) == (400, "nothing_to_move")


def test_what_is_not_done_by_hand_is_refused(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    for entity, number in (("task", w.task_ids[0]), ("project", w.project_id), ("annotation", annotation)):
        refused = move(w.cast.manager, entity, number, "teleport")
        assert (refused.status_code, "transition_name" in refused.json()["validation_errors"]) == (400, True)
    assert move(w.cast.manager, "project", w.project_id, "unpublish").json()["new_state"] == "READY_TO_PUBLISH"
    assert move(w.cast.manager, "galaxy", 1, "publish").status_code == 404


def test_who_may_not_see_the_task_or_others_work(w: World) -> None:
    url = f"/api/fsm/entities/task/{w.task_ids[0]}/history"
    assert w.cast.outsider.client.get(url).status_code == 404
    assert w.cast.ann1.client.get(url).status_code == 403
