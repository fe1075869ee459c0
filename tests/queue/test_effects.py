"""What a change of settings would do is said before it is done, and nothing is written."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import World

from assay.kit.db import Connection


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def effects(w: World, **settings: Any) -> list[str]:
    answer = w.cast.manager.client.post(f"/api/projects/{w.project_id}/settings-effect/", json=settings)
    assert answer.status_code == 200, answer.text
    found: list[str] = answer.json()["effects"]
    return found


BY_HAND = {"label_stream_task_distribution": "assigned_only"}


def test_an_overlap_that_shrinks_and_grows(build: Any, db: Connection) -> None:
    w = build(tasks=4, maximum_annotations=3)
    w.submit(w.cast.ann1, w.task_ids[0])
    before = w.project()
    assert effects(w, maximum_annotations=1) == [
        "4 tasks will lose their overlap of 3.",
        "1 open task will be done with the annotations it has already.",
    ]
    assert effects(w, maximum_annotations=5) == ["4 tasks will need annotations by 5 people."]
    assert effects(w, overlap_cohort_percentage=25) == ["3 tasks will lose their overlap of 3."]
    assert effects(w, maximum_annotations=3) == []
    assert w.project() == before, "nothing was written"


def test_a_larger_overlap_opens_what_was_done(build: Any) -> None:
    w = build(tasks=2)
    w.submit(w.cast.ann1, w.task_ids[0])
    assert effects(w, maximum_annotations=2) == [
        "2 tasks will need annotations by 2 people.",
        "1 task that is done will be open again.",
    ]


def test_a_share_that_grows_is_what_the_change_then_makes(build: Any, db: Connection) -> None:
    w = build(tasks=10, maximum_annotations=2, overlap_cohort_percentage=30)
    assert effects(w, overlap_cohort_percentage=75) == ["5 tasks will need annotations by 2 people."]
    w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"overlap_cohort_percentage": 75})
    db.rollback()
    found = db.execute("select count(*) from task where project_id = %s and overlap = 2", (w.project_id,)).fetchone()
    assert found == (8,)


def test_handing_out_by_hand_says_what_it_switches_off(build: Any) -> None:
    w = build(tasks=3, maximum_annotations=2, agreement_threshold=70, annotator_evaluation_enabled=True)
    said = effects(w, assignment_settings=BY_HAND)
    assert said[0].startswith("The common pool closes: 3 open tasks")
    assert said[1] == (
        "This switches off additional annotators on low agreement, the evaluation of annotators and the overlap,"
        " for good."
    )
    assert "3 tasks will lose their overlap of 2." in said


def test_low_agreement(build: Any, db: Connection) -> None:
    w = build(tasks=2, maximum_annotations=2)
    for person in (w.cast.ann1, w.cast.ann2):
        w.submit(person, w.task_ids[0])
    db.execute("update task set agreement = 0.4 where id = %s", (w.task_ids[0],))
    db.commit()
    assert effects(w, agreement_threshold=50) == [
        "1 task with an agreement below 50 % will be offered to one more annotator."
    ]
    assert effects(w, agreement_threshold=50, max_additional_annotators_assignable=0) == [
        "No task that is done has an agreement below 50 %."
    ]


def test_people_who_will_be_paused(build: Any) -> None:
    w = build(tasks=3)
    for task_id in w.task_ids[:2]:
        w.submit(w.cast.ann1, task_id)
    assert effects(w, annotation_limit_count=2) == ["1 person reached the limit already and will be paused."]
    w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"annotation_limit_count": 2})
    assert effects(w, annotation_limit_count=None) == ["1 person can go on: the pause because of the limit ends."]


def test_order_and_skips(build: Any) -> None:
    w = build(tasks=3)
    w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True)
    assert effects(w, sampling="Uniform sampling") == [
        "3 open tasks will be offered in another order, from its beginning."
    ]
    assert effects(w, skip_queue="IGNORE_SKIPPED") == ["1 skip will count as done."]


def test_it_refuses_what_the_change_refuses_and_only_managers_ask(build: Any) -> None:
    w = build(tasks=1)
    path = f"/api/projects/{w.project_id}/settings-effect/"
    refused = w.cast.manager.client.post(path, json={"maximum_annotations": 0})
    assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["maximum_annotations"])
    assert w.cast.rev1.client.post(path, json={}).status_code == 403
