"""The label stream over HTTP: who gets which task, how submissions and skips change it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests import world
from tests.world import choice


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def test_tasks_come_in_order_and_never_twice(build: Any) -> None:
    w = build(tasks=3)
    seen = []
    for _ in range(3):
        task = w.next(w.cast.ann1).json()
        assert task["reservation"]["expires_at"] is not None
        assert w.next(w.cast.ann1).json()["id"] == task["id"], "what is in hand comes again"
        assert w.submit(w.cast.ann1, task["id"]).status_code == 201
        seen.append(task["id"])
    assert seen == w.task_ids
    empty = w.next(w.cast.ann1)
    assert empty.status_code == 404
    assert empty.json()["code"] == "queue_empty"


def test_overlap_gives_a_task_to_that_many_people(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2)
    for person in (w.cast.ann1, w.cast.ann2):
        assert w.next(person).json()["id"] == w.task_ids[0]
    assert w.next(w.cast.rev1).status_code == 404
    for person in (w.cast.ann1, w.cast.ann2):
        assert w.submit(person, w.task_ids[0]).status_code == 201
    task = w.task(w.task_ids[0])
    assert task["is_labeled"] is True
    assert task["total_annotations"] == 2
    assert task["status"] == "in_review"


def test_prefetch_reserves_the_one_after(build: Any) -> None:
    w = build(tasks=3)
    first = w.next(w.cast.ann1).json()["id"]
    ahead = w.next(w.cast.ann1, prefetch=True).json()
    assert ahead["id"] == w.task_ids[1]
    assert ahead["reservation"]["prefetched"] is True
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[2], "nobody else gets what is prefetched"
    w.submit(w.cast.ann1, first)
    promoted = w.next(w.cast.ann1).json()
    assert promoted["id"] == ahead["id"]
    assert promoted["reservation"]["prefetched"] is False


def test_the_same_submission_sent_twice_is_one_annotation(build: Any) -> None:
    w = build(tasks=1)
    first = w.submit(w.cast.ann1, w.task_ids[0], unique_id="u-1").json()
    again = w.submit(w.cast.ann1, w.task_ids[0], unique_id="u-1")
    assert again.status_code == 201
    assert again.json()["id"] == first["id"]
    assert w.task(w.task_ids[0])["total_annotations"] == 1


def test_a_reservation_holds_for_one_annotation(build: Any) -> None:
    w = build(tasks=1)
    taken = w.next(w.cast.ann1).json()
    work_item = taken["reservation"]["work_item"]
    first = w.submit(w.cast.ann1, taken["id"], choice("Positive"), reservation=work_item, unique_id="one")
    assert first.status_code == 201
    again = w.submit(w.cast.ann1, taken["id"], choice("Positive"), reservation=work_item, unique_id="one")
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    second = w.submit(w.cast.ann1, taken["id"], choice("Negative"), reservation=work_item, unique_id="two")
    assert (second.status_code, second.json()["code"]) == (409, "already_submitted")
    assert second.json()["display_context"]["annotation"] == first.json()["id"]
    assert len(w.task(taken["id"])["annotations"]) == 1
    # Scripts name no reservation: what they hand in is a further annotation, as in Label Studio.
    assert w.submit(w.cast.ann1, taken["id"]).status_code == 201


@pytest.mark.parametrize(
    ("mode", "mine_again", "others_get_it", "labeled"),
    [
        ("REQUEUE_FOR_ME", True, False, False),
        ("REQUEUE_FOR_OTHERS", False, True, False),
        ("IGNORE_SKIPPED", False, False, True),
    ],
)
def test_skip_modes(build: Any, mode: str, mine_again: bool, others_get_it: bool, labeled: bool) -> None:
    w = build(tasks=1, skip_queue=mode)
    task_id = w.next(w.cast.ann1).json()["id"]
    assert w.submit(w.cast.ann1, task_id, [], was_cancelled=True).status_code == 201
    assert w.task(task_id)["is_labeled"] is labeled
    assert w.task(task_id)["cancelled_annotations"] == 1
    assert (w.next(w.cast.ann1).status_code == 200) is mine_again
    assert (w.next(w.cast.ann2).status_code == 200) is others_get_it


def test_a_skip_taken_back_is_the_same_annotation(build: Any) -> None:
    w = build(tasks=1, skip_queue="REQUEUE_FOR_ME")
    task_id = w.next(w.cast.ann1).json()["id"]
    skipped = w.submit(w.cast.ann1, task_id, [], was_cancelled=True).json()
    assert w.next(w.cast.ann1).json()["id"] == task_id
    done = w.submit(w.cast.ann1, task_id).json()
    assert done["id"] == skipped["id"]
    assert done["was_cancelled"] is False
    task = w.task(task_id)
    assert (task["total_annotations"], task["cancelled_annotations"], task["is_labeled"]) == (1, 0, True)


def test_a_task_skipped_twice_is_skipped_once(build: Any) -> None:
    w = build(tasks=1, skip_queue="REQUEUE_FOR_ME")
    for _ in range(2):
        task_id = w.next(w.cast.ann1).json()["id"]
        assert w.submit(w.cast.ann1, task_id, [], was_cancelled=True).status_code == 201
    assert w.task(task_id)["cancelled_annotations"] == 1


def test_skip_may_be_forbidden_and_may_need_a_comment(build: Any) -> None:
    w = build(tasks=1, show_skip_button=False)
    assert w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True).json()["code"] == "skip_not_allowed"
    w = build(tasks=1, require_comment_on_skip=True)
    refused = w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True)
    assert refused.status_code == 400
    assert "comment" in refused.json()["validation_errors"]
    assert w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True, comment="Unreadable").status_code == 201


def test_strict_overlap_refuses_and_keeps_the_draft(build: Any) -> None:
    w = build(tasks=1, strict_task_overlap=True)
    draft = {"result": choice(), "lead_time": 2}
    assert w.cast.ann2.client.post(f"/api/tasks/{w.task_ids[0]}/drafts", json=draft).status_code == 201
    assert w.submit(w.cast.ann1, w.task_ids[0]).status_code == 201
    refused = w.submit(w.cast.ann2, w.task_ids[0])
    assert refused.status_code == 400
    assert refused.json()["display_context"]["reason"] == "OVERLAP_REACHED"
    assert len(w.cast.ann2.client.get(f"/api/tasks/{w.task_ids[0]}/drafts").json()) == 1


def test_release_gives_the_slot_to_the_next_person(build: Any) -> None:
    w = build(tasks=1)
    task_id = w.next(w.cast.ann1).json()["id"]
    assert w.next(w.cast.ann2).status_code == 404
    assert w.cast.ann1.client.post(f"/api/tasks/{task_id}/release/").status_code == 204
    assert w.task(task_id)["status"] == "queued"
    assert w.next(w.cast.ann2).json()["id"] == task_id


def test_an_expired_reservation_goes_to_somebody_else(build: Any, db: Any) -> None:
    w = build(tasks=1)
    w.next(w.cast.ann1)
    db.execute(
        "update work_item set reserved_until = now() - interval '1 second' where project_id = %s", (w.project_id,)
    )
    db.commit()
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]


def test_postponed_work_comes_last(build: Any) -> None:
    w = build(tasks=2)
    first = w.next(w.cast.ann1).json()["id"]
    body = {"result": choice("Negative"), "lead_time": 1}
    assert w.cast.ann1.client.post(f"/api/tasks/{first}/postpone/", json=body).status_code == 204
    second = w.next(w.cast.ann1).json()["id"]
    assert second != first
    w.submit(w.cast.ann1, second)
    again = w.next(w.cast.ann1).json()
    assert again["id"] == first
    assert again["drafts"][0]["result"] == choice("Negative")


def test_manual_distribution_shows_only_what_is_assigned(build: Any) -> None:
    w = build(tasks=3, assignment_settings={"label_stream_task_distribution": "assigned_only"})
    assert w.next(w.cast.ann1).status_code == 404
    answer = w.cast.manager.client.post(
        f"/api/projects/{w.project_id}/tasks/assignees",
        json={"type": "AN", "users": [w.cast.ann1.id], "selectedItems": {"all": False, "included": w.task_ids[1:]}},
    )
    assert answer.status_code == 201
    assert answer.json()["assignments"] == 2
    assert w.cast.ann2.client.get(f"/api/tasks/{w.task_ids[0]}/").status_code == 404
    assert w.submit(w.cast.ann2, w.task_ids[0]).status_code == 404
    for expected in w.task_ids[1:]:
        assert w.next(w.cast.ann1).json()["id"] == expected
        assert w.submit(w.cast.ann1, expected).status_code == 201
    assert w.next(w.cast.ann1).status_code == 404
    assert w.task(w.task_ids[1])["is_labeled"] is True


def test_raising_the_overlap_reopens_tasks_behind_people(build: Any) -> None:
    w = build(tasks=2)
    for task_id in w.task_ids:
        w.next(w.cast.ann1)
        w.submit(w.cast.ann1, task_id)
    assert w.next(w.cast.ann2).status_code == 404
    changed = w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"maximum_annotations": 2})
    assert changed.status_code == 200
    assert w.task(w.task_ids[0])["is_labeled"] is False
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]


def test_annotators_see_only_their_own_work(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2)
    w.submit(w.cast.ann1, w.task_ids[0])
    seen = w.task(w.task_ids[0], w.cast.ann2)
    assert seen["annotations"] == []
    assert "reviewers" not in seen
    other = w.cast.manager.client.get(f"/api/tasks/{w.task_ids[0]}/").json()["annotations"][0]["id"]
    assert w.cast.ann2.client.get(f"/api/annotations/{other}/").status_code == 404
    assert w.cast.outsider.client.get(f"/api/tasks/{w.task_ids[0]}/").status_code == 404


@pytest.mark.parametrize("distribution", ["auto_distribution", "assigned_only"])
def test_some_tasks_are_labelled_in_their_order(build: Any, distribution: str) -> None:
    w = build(tasks=4, assignment_settings={"label_stream_task_distribution": distribution})
    body = {"type": "AN", "users": [w.cast.ann1.id], "selectedItems": {"all": True}}
    w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=body)
    chosen = [w.task_ids[2], w.task_ids[0]]
    done = []
    while (answer := w.next(w.cast.ann1, tasks=",".join(map(str, chosen)))).status_code == 200:
        done.append(answer.json()["id"])
        w.submit(w.cast.ann1, done[-1])
    assert done == chosen
    assert w.next(w.cast.ann1).json()["id"] == w.task_ids[1]


def test_a_list_is_labelled_as_it_is_displayed(build: Any) -> None:
    w = build(tasks=4, show_annotation_history=True)
    first, second, third, fourth = w.task_ids
    line = {"filter": "filter:tasks:id", "operator": "greater", "value": first, "type": "Number"}
    data = {"filters": {"conjunction": "and", "items": [line]}, "ordering": ["-tasks:id"]}
    view = w.cast.manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": data}).json()["id"]
    assert w.next(w.cast.manager, view=view).json()["id"] == fourth
    assert w.next(w.cast.manager, view=view).json()["id"] == fourth, "what is in hand comes again"
    assert w.next(w.cast.manager, view=view, prefetch=True).json()["id"] == third
    w.submit(w.cast.manager, fourth)
    w.submit(w.cast.manager, third)
    but = {**data, "selectedItems": {"all": True, "excluded": [second]}}
    assert w.next(w.cast.manager, query=json.dumps(but)).json()["code"] == "queue_empty"
    assert w.next(w.cast.manager, view=view).json()["id"] == second, "reserved, like every task of the stream"
    assert w.next(w.cast.ann1).json()["id"] == first
    hidden = w.next(w.cast.ann1, query='{"ordering": ["tasks:agreement"]}')
    assert (hidden.status_code, hidden.json()["code"]) == (403, "hidden_column")
