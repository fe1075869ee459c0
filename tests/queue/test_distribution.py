"""Who gets which task of a common pool: shares, orders, begun tasks first, strict overlap, low agreement."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import World, choice

from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def change(w: World, **settings: Any) -> Any:
    answer = w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=settings)
    assert answer.status_code == 200, answer.text
    return answer.json()


def overlaps(db: Connection, w: World) -> list[int]:
    db.rollback()
    found = db.execute("select overlap from task where project_id = %s order by id", (w.project_id,)).fetchall()
    return [row[0] for row in found]


def in_order(w: World, person: Any, count: int) -> list[int]:
    """The tasks that a person gets one after the other."""
    seen = []
    for _ in range(count):
        task = w.next(person)
        assert task.status_code == 200, task.text
        seen.append(task.json()["id"])
        assert w.submit(person, seen[-1]).status_code == 201
    return seen


def agree(db: Connection, w: World, task_id: int, agreement: float) -> None:
    """What the job does that computes agreement: the number is on the task, and the task is settled."""
    workflow = projects.workflow(db, w.project_id)
    assert workflow is not None
    task = task_queries.lock(db, task_id)
    assert task is not None
    db.execute("delete from agreement_due where task_id = %s", (task_id,))
    db.execute("update task set agreement = %s where id = %s", (agreement, task_id))
    tasks.settle(db, task, workflow, at=now(db), by=None)
    db.commit()


# ---------------------------------------------------------------- shares


def test_a_share_of_the_tasks_has_the_overlap_and_keeps_it_when_tasks_come_and_go(build: Any, db: Connection) -> None:
    w = build(tasks=5, maximum_annotations=2, overlap_cohort_percentage=50)
    assert sorted(overlaps(db, w)) == [1, 1, 2, 2, 2], "floor(2.5 + 0.5)"
    more = w.cast.manager.client.post(
        f"/api/projects/{w.project_id}/import", json=[{"text": f"More {number}"} for number in range(5)]
    )
    assert more.status_code == 201
    assert sorted(overlaps(db, w)) == [1] * 5 + [2] * 5
    gone = w.cast.manager.client.delete(f"/api/tasks/{w.task_ids[0]}/")
    assert gone.status_code == 204
    assert sum(overlap == 2 for overlap in overlaps(db, w)) == 5, "floor(4.5 + 0.5)"
    change(w, overlap_cohort_percentage=100)
    assert set(overlaps(db, w)) == {2}


def test_tasks_that_have_their_annotations_belong_to_the_share_first(build: Any, db: Connection) -> None:
    w = build(tasks=6, maximum_annotations=2)
    done, begun = w.task_ids[4], w.task_ids[2]
    for person in (w.cast.ann1, w.cast.ann2):
        w.submit(person, done)
    w.submit(w.cast.ann1, begun)
    change(w, overlap_cohort_percentage=33)
    assert dict(zip(w.task_ids, overlaps(db, w), strict=True)) == {
        task_id: 2 if task_id in (done, begun) else 1 for task_id in w.task_ids
    }
    change(w, overlap_cohort_percentage=10)
    assert overlaps(db, w).index(2) == 4
    assert w.task(begun)["is_labeled"] is True, "one annotation is enough for it now"


def test_another_overlap_stays_with_the_tasks_that_were_chosen(build: Any, db: Connection) -> None:
    w = build(tasks=20, maximum_annotations=2, overlap_cohort_percentage=40)
    before = overlaps(db, w)
    change(w, maximum_annotations=4)
    assert overlaps(db, w) == [4 if overlap == 2 else 1 for overlap in before]
    change(w, maximum_annotations=1)
    assert set(overlaps(db, w)) == {1}
    change(w, maximum_annotations=3)
    assert sum(overlap == 3 for overlap in overlaps(db, w)) == 8


# ---------------------------------------------------------------- order


def test_tasks_with_overlap_come_first_when_wanted(build: Any, db: Connection) -> None:
    w = build(tasks=8, maximum_annotations=2, overlap_cohort_percentage=50, show_overlap_first=True)
    wanted = sorted(w.task_ids, key=lambda task_id: (overlaps(db, w)[w.task_ids.index(task_id)] == 1, task_id))
    assert in_order(w, w.cast.ann1, 8) == wanted


def test_the_unsurest_prediction_of_the_projects_model_comes_first(build: Any) -> None:
    w = build(tasks=5, sampling="Uncertainty sampling", model_version="net-2")
    scores = {w.task_ids[0]: 0.9, w.task_ids[1]: 0.2, w.task_ids[3]: 0.6, w.task_ids[4]: 0.6}

    def predict(task_id: int, score: float, version: str = "net-2") -> Any:
        body = {"task": task_id, "result": choice(), "score": score, "model_version": version}
        answer = w.cast.manager.client.post("/api/predictions/", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    made = {task_id: predict(task_id, score) for task_id, score in scores.items()}
    predict(w.task_ids[0], 0.01, "net-1")
    changed = w.cast.manager.client.patch(f"/api/predictions/{made[w.task_ids[3]]}/", json={"score": 0.1})
    assert changed.status_code == 200
    expected = [w.task_ids[place] for place in (3, 1, 4, 0, 2)]
    assert in_order(w, w.cast.ann1, 2) == expected[:2]
    shown = w.next(w.cast.ann1).json()
    assert {said["model_version"] for said in shown["predictions"]} == {"net-2"}
    assert in_order(w, w.cast.ann1, 3) == expected[2:], "without a prediction comes last"


def test_another_model_gives_another_order(build: Any) -> None:
    w = build(tasks=2, sampling="Uncertainty sampling")
    for version, scores in {"a": (0.1, 0.9), "b": (0.8, 0.2)}.items():
        for task_id, score in zip(w.task_ids, scores, strict=True):
            body = {"task": task_id, "result": choice(), "score": score, "model_version": version}
            w.cast.manager.client.post("/api/predictions/", json=body)
    change(w, model_version="b")
    assert in_order(w, w.cast.ann1, 2) == w.task_ids[::-1]


def test_predictions_that_come_in_with_their_tasks_order_them(build: Any) -> None:
    w = build(tasks=1, sampling="Uncertainty sampling")
    rows = [
        {"data": {"text": f"Item {score}"}, "predictions": [{"result": choice(), "score": score}]}
        for score in (0.7, 0.3, 0.5)
    ]
    made = w.cast.manager.client.post(f"/api/projects/{w.project_id}/import?return_task_ids=true", json=rows)
    first, second, third = made.json()["task_ids"]
    assert in_order(w, w.cast.ann1, 3) == [second, third, first]


def test_begun_tasks_come_before_untouched_ones(build: Any) -> None:
    w = build(tasks=4, maximum_annotations=2)
    begun = w.task_ids[2]
    w.submit(w.cast.ann1, begun)
    assert w.next(w.cast.ann2).json()["id"] == begun
    assert in_order(w, w.cast.ann1, 1) == w.task_ids[:1], "what is one's own already is passed over"


def test_ground_truth_first(build: Any) -> None:
    w = build(tasks=4, maximum_annotations=3, show_ground_truth_first=True)
    annotation = w.submit(w.cast.manager, w.task_ids[3], ground_truth=True)
    assert annotation.status_code == 201
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[3]


# ---------------------------------------------------------------- strict overlap


def test_the_ground_truth_is_nobodys_turn(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=1, strict_task_overlap=True)
    assert w.submit(w.cast.manager, w.task_ids[0], ground_truth=True).status_code == 201
    assert w.submit(w.cast.ann1, w.task_ids[0]).status_code == 201
    refused = w.submit(w.cast.ann2, w.task_ids[0])
    assert refused.status_code == 400
    assert refused.json()["display_context"]["reason"] == "OVERLAP_REACHED"


def test_who_postponed_too_long_learns_that_others_have_it(build: Any, db: Connection) -> None:
    w = build(tasks=1, strict_task_overlap=True)
    task_id = w.next(w.cast.ann1).json()["id"]
    body = {"result": choice("Negative"), "lead_time": 1}
    assert w.cast.ann1.client.post(f"/api/tasks/{task_id}/postpone/", json=body).status_code == 204
    db.execute("update work_item set reserved_until = now() - interval '1 s' where project_id = %s", (w.project_id,))
    db.commit()
    assert w.next(w.cast.ann2).json()["id"] == task_id
    shown = w.next(w.cast.ann1).json()
    assert (shown["id"], shown["reservation"]["overlap_reached"]) == (task_id, True)
    assert shown["drafts"][0]["result"] == choice("Negative")
    assert w.submit(w.cast.ann1, task_id).json()["display_context"]["reason"] == "OVERLAP_REACHED"
    w.cast.ann2.client.post(f"/api/tasks/{task_id}/release/")
    again = w.next(w.cast.ann1).json()
    assert (again["id"], again["reservation"]["overlap_reached"]) == (task_id, False)
    assert w.submit(w.cast.ann1, task_id).status_code == 201


# ---------------------------------------------------------------- low agreement


def test_low_agreement_asks_one_more_annotator_at_a_time(build: Any, db: Connection) -> None:
    w = build(tasks=1, maximum_annotations=2, agreement_threshold="50", max_additional_annotators_assignable=1)
    task_id = w.task_ids[0]
    for person in (w.cast.rev1, w.cast.rev2):
        w.submit(person, task_id)
    assert w.task(task_id)["is_labeled"] is True
    assert w.next(w.cast.ann1).status_code == 404, "the agreement is not known yet"
    agree(db, w, task_id, 0.2)
    assert w.task(task_id)["completed_at"] is None
    assert w.next(w.cast.expert).status_code == 404, "reviewers are not asked for one more opinion"
    assert w.next(w.cast.ann1).json()["id"] == task_id
    assert w.next(w.cast.ann2).status_code == 404, "one at a time"
    assert w.submit(w.cast.ann1, task_id).status_code == 201
    agree(db, w, task_id, 0.3)
    assert w.next(w.cast.ann2).status_code == 404, "nobody beyond the additional ones"
    assert w.task(task_id)["completed_at"] is not None, "complete although still low"


def test_the_lowest_agreement_comes_first_and_before_new_tasks(build: Any, db: Connection) -> None:
    w = build(tasks=4, maximum_annotations=2, agreement_threshold=60)
    for task_id, agreement in zip(w.task_ids[1:], (0.5, 0.1, 0.9), strict=True):
        for person in (w.cast.ann2, w.cast.rev2):
            w.submit(person, task_id)
        agree(db, w, task_id, agreement)
    assert in_order(w, w.cast.ann1, 3) == [w.task_ids[2], w.task_ids[1], w.task_ids[0]]
    assert w.task(w.task_ids[3])["completed_at"] is not None
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0], "their own disputes are not for them"


def test_a_released_extra_goes_to_somebody_else_and_settings_end_the_dispute(build: Any, db: Connection) -> None:
    w = build(tasks=1, maximum_annotations=2, agreement_threshold=50)
    task_id = w.task_ids[0]
    for person in (w.cast.rev1, w.cast.rev2):
        w.submit(person, task_id)
    agree(db, w, task_id, 0.2)
    w.next(w.cast.ann1)
    w.cast.ann1.client.post(f"/api/tasks/{task_id}/release/")
    assert w.next(w.cast.ann2).json()["id"] == task_id
    w.cast.ann2.client.post(f"/api/tasks/{task_id}/release/")
    change(w, max_additional_annotators_assignable=0)
    assert w.next(w.cast.ann1).status_code == 404
    assert w.task(task_id)["status"] == "in_review"
    assert w.task(task_id)["completed_at"] is not None


# ---------------------------------------------------------------- skips where work is handed out by hand

BY_HAND = {"label_stream_task_distribution": "assigned_only"}


@pytest.mark.parametrize(
    ("mode", "comes_back", "labeled"),
    [("REQUEUE_FOR_ME", True, False), ("REQUEUE_FOR_OTHERS", False, True), ("IGNORE_SKIPPED", False, True)],
)
def test_skips_of_assigned_work(build: Any, mode: str, comes_back: bool, labeled: bool) -> None:
    w = build(tasks=2, skip_queue=mode, assignment_settings=BY_HAND)
    chosen = {"type": "AN", "users": [w.cast.ann1.id], "selectedItems": {"all": True}}
    w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=chosen)
    first, second = w.task_ids
    assert w.next(w.cast.ann1).json()["id"] == first
    assert w.submit(w.cast.ann1, first, [], was_cancelled=True).status_code == 201
    assert w.task(first)["is_labeled"] is labeled
    assert w.project()["finished_task_number"] == int(labeled)
    assert in_order(w, w.cast.ann1, 1) == [second], "a skip comes back last"
    again = w.next(w.cast.ann1)
    assert (again.status_code == 200 and again.json()["id"] == first) is comes_back
    if comes_back:
        assert w.submit(w.cast.ann1, first).status_code == 201
        assert w.task(first)["is_labeled"] is True
        assert w.next(w.cast.ann1).status_code == 404


def test_another_mode_of_skipping_holds_for_earlier_skips(build: Any) -> None:
    w = build(tasks=1, skip_queue="IGNORE_SKIPPED", assignment_settings=BY_HAND)
    chosen = {"type": "AN", "users": [w.cast.ann1.id], "selectedItems": {"all": True}}
    w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=chosen)
    w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True)
    assert w.task(w.task_ids[0])["is_labeled"] is True
    change(w, skip_queue="REQUEUE_FOR_ME")
    assert w.task(w.task_ids[0])["is_labeled"] is False
    assert w.next(w.cast.ann1).json()["id"] == w.task_ids[0]


def test_a_task_may_forbid_skipping_to_all_but_managers(build: Any) -> None:
    w = build(tasks=1)
    body = {"allow_skip": False}
    assert w.cast.manager.client.patch(f"/api/tasks/{w.task_ids[0]}/", json=body).status_code == 200
    for person in (w.cast.ann1, w.cast.rev1):
        assert w.submit(person, w.task_ids[0], [], was_cancelled=True).json()["code"] == "skip_not_allowed"
    assert w.submit(w.cast.manager, w.task_ids[0], [], was_cancelled=True).status_code == 201
