"""In which order work comes to reviewers, how much of it, and who is asked by name."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def labelled(w: World, person: Person, *task_ids: int) -> list[int]:
    found = []
    for task_id in task_ids or w.task_ids:
        answer = w.submit(person, task_id)
        assert answer.status_code == 201, answer.text
        found.append(answer.json()["id"])
    return found


def walked(w: World, person: Person, **params: Any) -> list[int]:
    """The tasks that a reviewer is given, one after the other, until nothing is left; all of it is accepted."""
    tasks = []
    while (answer := w.next_review(person, **params)).status_code == 200:
        tasks.append(answer.json()["task"]["id"])
        assert w.review(person, answer.json()["annotation"]["id"], True).status_code == 201
    return tasks


def set_review(w: World, **settings: Any) -> Any:
    return w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": settings})


def test_at_random_a_task_stays_together(build: Any) -> None:
    w = build(tasks=8, maximum_annotations=2, review_settings={"sampling": "random", "review_criteria": "all"})
    labelled(w, w.cast.ann1)
    labelled(w, w.cast.ann2)
    tasks = walked(w, w.cast.rev1)
    assert sorted(tasks) == sorted([*w.task_ids, *w.task_ids])
    assert tasks[::2] == tasks[1::2], "both annotations of a task follow one another"
    assert tasks[::2] != w.task_ids, "one of 40,320 orders is that of the numbers"


def test_least_agreement_first_and_what_is_not_known_last(build: Any, db: Any) -> None:
    w = build(tasks=3, review_settings={"sampling": "task_id"})
    labelled(w, w.cast.ann1)
    for task_id, agreement in zip(w.task_ids, (0.9, None, 0.2), strict=True):
        db.execute("update task set agreement = %s where id = %s", (agreement, task_id))
    db.commit()
    assert set_review(w, sampling="by_agreement").status_code == 200
    assert walked(w, w.cast.rev1) == [w.task_ids[2], w.task_ids[0], w.task_ids[1]]


def test_the_lowest_score_of_a_model_first(build: Any) -> None:
    w = build(tasks=3, review_settings={"sampling": "by_model_score"})
    for task_id, score in zip(w.task_ids, (0.5, -3.0, None), strict=True):
        body = {"task": task_id, "result": choice(), "score": score}
        assert w.cast.manager.client.post("/api/predictions/", json=body).status_code == 201
    labelled(w, w.cast.ann1)
    assert walked(w, w.cast.rev1) == [w.task_ids[1], w.task_ids[0], w.task_ids[2]]


def test_by_annotator_half_of_one_then_the_next(build: Any) -> None:
    w = build(tasks=8, review_settings={"sampling": "by_annotator", "annotator_batch_percent": 50})
    labelled(w, w.cast.ann1, *w.task_ids[:4])
    labelled(w, w.cast.ann2, *w.task_ids[4:])
    first, second = w.task_ids[:4], w.task_ids[4:]
    assert walked(w, w.cast.rev1) == [
        first[0], first[1], second[0], second[1], first[2], second[2], first[3], second[3],
    ]  # fmt: skip


def test_at_most_a_share_of_the_tasks_is_reviewed(build: Any) -> None:
    w = build(tasks=6, review_settings={"sampling": "random", "review_task_limit_percent": 50})
    labelled(w, w.cast.ann1)
    assert len(walked(w, w.cast.rev1)) == 3
    left = [task_id for task_id in w.task_ids if w.task(task_id)["status"] == "in_review"]
    assert len(left) == 3
    assert walked(w, w.cast.rev1, tasks=f"{left[1]},{left[0]}") == [left[1], left[0]], "a selection has no limit"


def test_a_selection_is_gone_through_in_its_order(build: Any) -> None:
    w = build(tasks=4)
    labelled(w, w.cast.ann1)
    chosen = [w.task_ids[2], w.task_ids[0]]
    first = w.next_review(w.cast.rev1, tasks=",".join(map(str, chosen))).json()
    assert (first["task"]["id"], first["left"]) == (chosen[0], 1)
    assert walked(w, w.cast.rev1, tasks=",".join(map(str, chosen))) == chosen
    assert walked(w, w.cast.rev1) == [w.task_ids[1], w.task_ids[3]]
    assert w.next_review(w.cast.rev1, tasks="x").status_code == 400


def test_a_list_is_gone_through_as_it_is_displayed(build: Any) -> None:
    w = build(tasks=4)
    labelled(w, w.cast.ann1)
    backwards = '{"ordering": ["-tasks:id"]}'
    assert walked(w, w.cast.rev1, query=backwards, tasks=f"{w.task_ids[0]}") == [w.task_ids[0]]
    line = {"filter": "filter:tasks:id", "operator": "greater", "value": w.task_ids[1], "type": "Number"}
    data = {"filters": {"conjunction": "and", "items": [line]}, "ordering": ["-tasks:id"]}
    view = w.cast.rev1.client.post("/api/dm/views/", json={"project": w.project_id, "data": data}).json()["id"]
    assert walked(w, w.cast.rev1, view=view) == [w.task_ids[3], w.task_ids[2]]
    hidden = '{"ordering": ["tasks:agreement"]}'
    refused = w.next_review(w.cast.rev1, query=hidden)
    assert (refused.status_code, refused.json()["code"]) == (403, "hidden_column")


# ---------------------------------------------------------------- by name


def assign(w: World, people: list[Person], task_ids: list[int], **more: Any) -> Any:
    body = {
        "type": "RE",
        "users": [person.id for person in people],
        "selectedItems": {"all": False, "included": task_ids},
        **more,
    }
    return w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=body)


def test_a_filter_says_which_tasks_are_assigned(build: Any) -> None:
    w = build(tasks=3)
    line = {"filter": "filter:tasks:id", "operator": "greater", "value": w.task_ids[0], "type": "Number"}
    filters = {"conjunction": "and", "items": [line]}
    every = {"all": True, "excluded": [w.task_ids[2]]}
    made = assign(w, [w.cast.rev1], [], filters=filters, selectedItems=every).json()
    assert (made["assignments"], made["task_ids"]) == (1, [w.task_ids[1]])
    nothing = assign(w, [w.cast.rev1], [w.task_ids[0]], filters=filters)
    assert (nothing.status_code, "selectedItems" in nothing.text) == (400, True)
    unknown = {"conjunction": "and", "items": [{**line, "filter": "filter:tasks:colour"}]}
    assert assign(w, [w.cast.rev1], w.task_ids, filters=unknown).status_code == 400


def test_what_nobody_is_asked_to_review_is_done_without(build: Any) -> None:
    w = build(tasks=3, review_settings={"review_only_manual_assignments": True})
    assert assign(w, [w.cast.rev1], [w.task_ids[1]]).status_code == 201
    labelled(w, w.cast.ann1)
    unasked = w.task(w.task_ids[0])
    assert (unasked["state"], unasked["reviewed"]) == ("COMPLETED", False)
    assert w.task(w.task_ids[1])["state"] == "NEEDS_REVIEW"
    assert w.next_review(w.cast.rev2).status_code == 404
    waiting = [
        person.client.get(f"/api/projects/{w.project_id}/").json()["my"]["waiting_for_me"]["review"]
        for person in (w.cast.rev1, w.cast.rev2)
    ]
    assert waiting == [1, 0]
    assert walked(w, w.cast.rev1) == [w.task_ids[1]]


def test_who_is_asked_later_reviews_what_was_done(build: Any) -> None:
    w = build(tasks=2, review_settings={"review_only_manual_assignments": True})
    [first, _] = labelled(w, w.cast.ann1)
    refused = w.review(w.cast.rev1, first, True)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_assigned")
    assign(w, [w.cast.rev1, w.cast.rev2], [w.task_ids[0]])
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW"
    assert w.next_review(w.cast.rev2).json()["task"]["id"] == w.task_ids[0]
    w.cast.rev2.client.post(f"/api/work-items/{w.next_review(w.cast.rev2).json()['reservation']['work_item']}/release/")
    url = f"/api/projects/{w.project_id}/tasks/assignees/remove"
    body = {"type": "RE", "selectedItems": {"all": True}}
    assert w.cast.manager.client.post(url, json=body).json()["removed"] == 2
    assert w.task(w.task_ids[0])["state"] == "COMPLETED"
    assert w.next_review(w.cast.rev1).status_code == 404


def test_the_setting_holds_for_what_is_there_both_ways(build: Any) -> None:
    w = build(tasks=1)
    labelled(w, w.cast.ann1)
    set_review(w, review_only_manual_assignments=True)
    assert w.task(w.task_ids[0])["state"] == "COMPLETED"
    set_review(w, review_only_manual_assignments=False)
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW"
    assert walked(w, w.cast.rev1) == w.task_ids


def test_what_was_asked_by_name_comes_first(build: Any) -> None:
    w = build(tasks=3)
    assign(w, [w.cast.rev2], [w.task_ids[2]])
    labelled(w, w.cast.ann1)
    assert walked(w, w.cast.rev2) == [w.task_ids[2], w.task_ids[0], w.task_ids[1]]


def test_tasks_are_split_evenly(build: Any) -> None:
    w = build(tasks=5)
    assert assign(w, [w.cast.rev1, w.cast.rev2], w.task_ids, overlap=3).status_code == 400
    made = assign(w, [w.cast.rev1, w.cast.rev2], w.task_ids, overlap=1)
    assert made.json()["assignments"] == 5
    given = [entry["assignee"] for task_id in w.task_ids for entry in _assignees(w, task_id)]
    assert sorted(given.count(person.id) for person in (w.cast.rev1, w.cast.rev2)) == [2, 3]


def _assignees(w: World, task_id: int) -> Any:
    url = f"/api/projects/{w.project_id}/tasks/{task_id}/assignees"
    return w.cast.manager.client.get(url).json()


# ---------------------------------------------------------------- what a verdict needs and leaves


def test_a_comment_of_this_sitting_explains_a_rejection(build: Any) -> None:
    w = build(tasks=1, review_settings={"require_comment_on_reject": True})
    [annotation] = labelled(w, w.cast.ann1)
    note = {"annotation": annotation, "text": "I saw this before"}
    assert w.cast.rev1.client.post("/api/comments/", json=note).status_code == 201
    w.next_review(w.cast.rev1)
    refused = w.review(w.cast.rev1, annotation, False)
    assert refused.status_code == 400, "an older comment does not explain it"
    assert "comment" in refused.json()["validation_errors"]
    w.cast.rev1.client.post("/api/comments/", json={**note, "text": "The class is wrong"})
    assert w.review(w.cast.rev1, annotation, False).status_code == 201


def test_removed_work_reads_as_skipped_where_a_project_wants_it(build: Any) -> None:
    w = build(tasks=1, review_settings={"mark_removed_as_skipped": True})
    [annotation] = labelled(w, w.cast.ann1)
    verdict = w.review(w.cast.rev1, annotation, False, reject_action="remove").json()["id"]
    shown = w.cast.manager.client.get(f"/api/annotations/{annotation}/").json()
    assert (shown["was_cancelled"], shown["verdict"]) == (True, "removed")
    task = w.task(w.task_ids[0])
    assert (task["status"], task["total_annotations"], task["cancelled_annotations"]) == ("completed", 0, 1)
    assert w.next(w.cast.ann2).status_code == 404, "the work is not wanted again"
    assert w.cast.rev1.client.delete(f"/api/annotation-reviews/{verdict}/").status_code == 204
    assert w.cast.manager.client.get(f"/api/annotations/{annotation}/").json()["was_cancelled"] is False


def test_a_task_that_is_not_finished_does_not_need_review_yet(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2, review_settings={"only_finished_tasks": True})
    labelled(w, w.cast.ann1)
    assert w.task(w.task_ids[0])["state"] == "ANNOTATION_IN_PROGRESS"
    labelled(w, w.cast.ann2)
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW"
