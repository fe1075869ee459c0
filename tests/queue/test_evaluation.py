"""Limits of tasks per annotator, known answers in the queue, and pauses that the server sets and lifts by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice

from assay.insights.agreement import jobs as agreement_jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.projects.rules.settings import EvaluationMetric, Settings
from assay.queue import jobs
from assay.queue.rules import Measured, Outcome, evaluated, task_limit


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def change(w: World, **settings: Any) -> None:
    answer = w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=settings)
    assert answer.status_code == 200, answer.text


def reasons(w: World, person: Person) -> list[str]:
    path = f"/api/projects/{w.project_id}/members/{person.id}/pauses/"
    return [pause["reason"] for pause in w.cast.manager.client.get(path).json()]


def work_off(database: Database, w: World) -> None:
    """What the worker does: agreement first, then who was to be evaluated."""
    kit_jobs.use(database)
    agreement_jobs.agreement_of_project(w.project_id)
    jobs.evaluate(w.project_id, None)
    kit_jobs.use(None)


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("count", "percent", "tasks", "limit"),
    [
        (None, None, 100, None),
        (7, None, 100, 7),
        (None, 10.0, 100, 10),
        (None, 33.33, 100, 33),
        (7, 10.0, 100, 7),
        (20, 10.0, 100, 10),
        (None, 1.0, 10, 1),
    ],
)
def test_the_smaller_limit_wins(count: int | None, percent: float | None, tasks: int, limit: int | None) -> None:
    assert task_limit(Settings(annotation_limit_count=count, annotation_limit_percent=percent), tasks) == limit


TRUTH, ACCEPTED, REJECTED = EvaluationMetric.TRUTH, EvaluationMetric.ACCEPTANCE, EvaluationMetric.REJECTION


@pytest.mark.parametrize(
    ("metric", "wanted", "score", "count", "outcome"),
    [
        (TRUTH, 80.0, 79.99, 3, Outcome.FAILING),
        (TRUTH, 80.0, 80.0, 3, Outcome.PASSING),
        (TRUTH, 80.0, 0.0, 2, None),
        (TRUTH, 80.0, None, 0, None),
        (ACCEPTED, 50.0, 40.0, 3, Outcome.FAILING),
        (REJECTED, 20.0, 40.0, 3, Outcome.FAILING),
        (REJECTED, 20.0, 20.0, 3, Outcome.PASSING),
    ],
)
def test_who_passes(
    metric: EvaluationMetric, wanted: float, score: float | None, count: int, outcome: Outcome | None
) -> None:
    settings = Settings(
        annotator_evaluation_enabled=True,
        annotator_evaluation_metric=metric,
        annotator_evaluation_minimum_score=wanted,
        annotator_evaluation_minimum_tasks=3,
    )
    assert evaluated(settings, Measured(score, count)) is outcome
    assert evaluated(replace(settings, annotator_evaluation_enabled=False), Measured(score, count)) is None


# ---------------------------------------------------------------- limits


def test_who_reaches_the_limit_is_paused_until_it_is_raised(build: Any) -> None:
    w = build(tasks=4, annotation_limit_count=2)
    for _ in range(2):
        w.submit(w.cast.ann1, w.next(w.cast.ann1).json()["id"])
    refused = w.next(w.cast.ann1)
    assert refused.json()["display_context"]["reason"] == "PAUSED"
    assert "2 tasks" in refused.json()["detail"]
    assert reasons(w, w.cast.ann1) == ["ANNOTATION_LIMIT"]
    assert reasons(w, w.cast.ann2) == []
    change(w, annotation_limit_count=3)
    assert w.next(w.cast.ann1).status_code == 200
    change(w, annotation_limit_count=1)
    assert reasons(w, w.cast.ann1) == ["ANNOTATION_LIMIT"], "a lower limit holds for what was done before"
    change(w, annotation_limit_count=None)
    assert reasons(w, w.cast.ann1) == []


def test_more_tasks_lift_a_limit_that_is_a_share(build: Any) -> None:
    w = build(tasks=2, annotation_limit_percent=50)
    w.submit(w.cast.ann1, w.next(w.cast.ann1).json()["id"])
    assert reasons(w, w.cast.ann1) == ["ANNOTATION_LIMIT"]
    rows = [{"text": f"More {number}"} for number in range(2)]
    assert w.cast.manager.client.post(f"/api/projects/{w.project_id}/import", json=rows).status_code == 201
    assert reasons(w, w.cast.ann1) == []


def test_managers_and_skips_have_no_limit(build: Any) -> None:
    w = build(tasks=3, annotation_limit_count=1)
    for task_id in w.task_ids[:2]:
        assert w.submit(w.cast.manager, task_id).status_code == 201
    assert w.submit(w.cast.ann1, w.task_ids[2], [], was_cancelled=True).status_code == 201
    assert reasons(w, w.cast.ann1) == []


# ---------------------------------------------------------------- known answers

EVALUATION = {
    "annotator_evaluation_enabled": True,
    "annotator_evaluation_minimum_tasks": 1,
    "annotator_evaluation_onboarding_tasks": 1,
    "annotator_evaluation_continuous_tasks": 1,
    "annotator_evaluation_minimum_score": 60,
    "pause_on_failed_annotator_evaluation": True,
}


def with_truths(w: World, *places: int) -> list[int]:
    for place in places:
        made = w.submit(w.cast.manager, w.task_ids[place], choice("Positive"), ground_truth=True)
        assert made.status_code == 201
    return [w.task_ids[place] for place in places]


def test_known_answers_come_first_then_in_their_order_and_no_more_than_wanted(build: Any) -> None:
    w = build(tasks=6, strict_task_overlap=True, **EVALUATION)
    with_truths(w, 2, 3, 5)
    for person in (w.cast.ann1, w.cast.ann2):
        first = w.next(person).json()["id"]
        assert first == w.task_ids[2], "before anything else, although it is labelled and somebody else has it too"
    for person, expected in ((w.cast.ann1, (2, 0, 1, 3, 4)), (w.cast.ann2, (2, 3))):
        for place in expected:
            task = w.next(person).json()["id"]
            assert task == w.task_ids[place]
            assert w.submit(person, task).status_code == 201, "strict overlap does not refuse a known answer"
        assert w.next(person).status_code == 404, "the quota is used up"


def test_who_made_the_answer_and_managers_do_not_get_it(build: Any) -> None:
    w = build(tasks=2, **EVALUATION)
    with_truths(w, 1)
    assert w.next(w.cast.manager).json()["id"] == w.task_ids[0]
    assert w.next(w.cast.rev1).json()["id"] == w.task_ids[1]


def test_who_fails_is_paused_and_recovers(build: Any, database: Database) -> None:
    w = build(tasks=4, **EVALUATION)
    with_truths(w, 0, 1, 2)
    first = w.next(w.cast.ann1).json()["id"]
    made = w.submit(w.cast.ann1, first, choice("Negative")).json()["id"]
    jobs_before = reasons(w, w.cast.ann1)
    work_off(database, w)
    assert (jobs_before, reasons(w, w.cast.ann1)) == ([], ["ANNOTATOR_EVALUATION"])
    assert w.next(w.cast.ann1).json()["display_context"]["pause"] == "ANNOTATOR_EVALUATION"
    found = w.cast.manager.client.get(f"/api/projects/{w.project_id}/evaluation/").json()
    mine = next(each for each in found if each["user"] == w.cast.ann1.id)
    assert mine == {"user": w.cast.ann1.id, "score": 0.0, "count": 1, "outcome": "failing"}
    body = {"result": choice("Positive")}
    assert w.cast.manager.client.patch(f"/api/annotations/{made}/", json=body).status_code == 200
    kit_jobs.use(database)
    jobs.evaluate(w.project_id, w.cast.ann1.id)
    assert reasons(w, w.cast.ann1) == ["ANNOTATOR_EVALUATION"], "figures that are being computed lift nothing"
    work_off(database, w)
    assert reasons(w, w.cast.ann1) == []


def test_relaxed_settings_lift_the_pause_at_once(build: Any, database: Database) -> None:
    w = build(tasks=2, **EVALUATION)
    with_truths(w, 0)
    w.submit(w.cast.ann1, w.next(w.cast.ann1).json()["id"], choice("Negative"))
    for relaxed, tight in (
        ({"annotator_evaluation_minimum_score": 0}, {"annotator_evaluation_minimum_score": 60}),
        ({"pause_on_failed_annotator_evaluation": False}, {"pause_on_failed_annotator_evaluation": True}),
        ({"annotator_evaluation_minimum_tasks": 5}, {"annotator_evaluation_minimum_tasks": 1}),
        ({"annotator_evaluation_enabled": False}, {"annotator_evaluation_enabled": True}),
    ):
        work_off(database, w)
        change(w, **tight)
        assert reasons(w, w.cast.ann1) == ["ANNOTATOR_EVALUATION"]
        change(w, **relaxed)
        assert reasons(w, w.cast.ann1) == []
        change(w, **tight)


def test_the_latest_verdict_of_each_annotation_counts(build: Any, database: Database) -> None:
    settings = {
        **EVALUATION,
        "annotator_evaluation_metric": "acceptance_score",
        "annotator_evaluation_minimum_tasks": 2,
    }
    w = build(tasks=3, review_settings={"allowed_reject_actions": ["requeue", "remove"]}, **settings)
    made = [w.submit(w.cast.ann1, w.next(w.cast.ann1).json()["id"]).json()["id"] for _ in range(2)]
    assert w.review(w.cast.rev1, made[0], False, reject_action="requeue").status_code == 201
    work_off(database, w)
    assert reasons(w, w.cast.ann1) == [], "one review is too little"
    assert w.review(w.cast.rev1, made[1], False, reject_action="remove").status_code == 201
    work_off(database, w)
    assert reasons(w, w.cast.ann1) == ["ANNOTATOR_EVALUATION"]
    again = w.next(w.cast.ann1).json()
    assert again["reservation"]["returned"] is True, "what came back may be mended"
    assert w.submit(w.cast.ann1, again["id"], choice("Negative")).status_code == 201
    work_off(database, w)
    assert reasons(w, w.cast.ann1) == ["ANNOTATOR_EVALUATION"], "mending alone changes nothing"
    assert w.review(w.cast.rev1, made[0], True).status_code == 201
    change(w, annotator_evaluation_minimum_score=50)
    work_off(database, w)
    assert reasons(w, w.cast.ann1) == []


def test_a_verdict_asks_for_the_evaluation(build: Any, db: Connection) -> None:
    w = build(tasks=1, **{**EVALUATION, "annotator_evaluation_metric": "rejection_rate"})
    made = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, made, True)
    asked = db.execute(
        "select count(*) from procrastinate_jobs where task_name = 'queue.evaluate' and args->>'project_id' = %s",
        (str(w.project_id),),
    ).fetchone()
    assert asked == (1,)
