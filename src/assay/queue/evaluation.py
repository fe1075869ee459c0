"""Pauses that the server sets and lifts: too much done by one person, or not well enough (LSE 10.1, 10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assay.access.rules.pauses import PauseReason
from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.projects.rules.settings import EvaluationMetric
from assay.projects.rules.workflow import Workflow
from assay.queue import pauses, queries
from assay.queue.queries import measures
from assay.queue.rules import Measured, Outcome, evaluated, failed_words, limit_words, task_limit
from assay.tasks import queries as task_queries

LIMITS = frozenset({"annotation_limit_count", "annotation_limit_percent"})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How somebody does: their figure in percent, on how much it rests, and what follows."""

    account_id: int
    score: float | None
    count: int
    outcome: Outcome | None
    waits: bool


# ---------------------------------------------------------------- limits


def check_limit(db: Connection, workflow: Workflow, account_id: int, *, at: datetime) -> None:
    """Pauses somebody who has just done their last task, and lifts the pause of one who may go on."""
    limit = _limit(db, workflow)
    reached = (
        limit is not None
        and measures.done_tasks(db, workflow.project_id, account_id, limit) >= limit
        and queries.may_be_paused(db, workflow.project_id, account_id)
    )
    words = limit_words(limit) if reached and limit is not None else None
    pauses.keep(db, workflow, account_id, PauseReason.LIMIT, words, at=at)


def _limit(db: Connection, workflow: Workflow) -> int | None:
    settings = workflow.settings
    share = settings.annotation_limit_percent is not None
    return task_limit(settings, task_queries.total(db, workflow.project_id) if share else 0)


def submitted(db: Connection, workflow: Workflow, account_id: int, *, at: datetime) -> None:
    """After a submission: nothing to ask in a project without limits."""
    settings = workflow.settings
    if settings.annotation_limit_count is not None or settings.annotation_limit_percent is not None:
        check_limit(db, workflow, account_id, at=at)


def tasks_changed(db: Connection, event: Event) -> None:
    """A share of the tasks is another number when there are more or fewer of them."""
    workflow = projects.workflow(db, event.project_id) if event.project_id is not None else None
    if workflow is not None and workflow.settings.annotation_limit_percent is not None:
        for account_id in measures.paused_for(db, workflow.project_id, PauseReason.LIMIT):
            check_limit(db, workflow, account_id, at=now(db))


# ---------------------------------------------------------------- evaluation


def outcomes(db: Connection, workflow: Workflow, account_id: int | None = None) -> list[Evaluation]:
    """How everybody does by the project's measure, or one person; what is still being computed has no outcome yet."""
    settings = workflow.settings
    metric = settings.annotator_evaluation_metric
    if metric is EvaluationMetric.TRUTH:
        found = measures.by_truth(db, workflow.project_id, account_id)
    else:
        kinds = ("reject",) if metric is EvaluationMetric.REJECTION else ("accept", "fix")
        found = measures.by_verdicts(db, workflow.project_id, account_id, kinds=kinds)
    answer = []
    for measure in found:
        score = None if measure.score is None else 100 * measure.score
        outcome = None if measure.waits else evaluated(settings, Measured(score, measure.count))
        answer.append(Evaluation(measure.account_id, score, measure.count, outcome, measure.waits))
    return answer


def evaluate(db: Connection, workflow: Workflow, account_id: int | None = None) -> None:
    """Pauses who fails, and lifts the pause of who does not any more; one person, or with None everybody."""
    settings, at = workflow.settings, now(db)
    pausing = settings.annotator_evaluation_enabled and settings.pause_on_failed_annotator_evaluation
    if not pausing or workflow.manual:
        paused = measures.paused_for(db, workflow.project_id, PauseReason.EVALUATION)
        for person in paused if account_id is None else {account_id} & set(paused):
            pauses.keep(db, workflow, person, PauseReason.EVALUATION, None, at=at)
        return
    for found in outcomes(db, workflow, account_id):
        if found.waits:
            continue  # figures that are being computed neither pause nor lift (LSE 10.1.9)
        words = None
        if found.outcome is Outcome.FAILING and found.score is not None:
            words = failed_words(settings, found.score)
        pauses.keep(db, workflow, found.account_id, PauseReason.EVALUATION, words, at=at)


def settings_changed(db: Connection, event: Event) -> None:
    """Relaxed or tightened, limits and evaluation hold at once for everybody."""
    after = event.payload.get("after") or {}
    if event.project_id is None or not after:
        return
    evaluates = "distribution" in after or any("annotator_evaluation" in name for name in after)
    if not evaluates and not LIMITS & after.keys():
        return
    workflow = projects.workflow(db, event.project_id)
    if workflow is None:
        return
    if LIMITS & after.keys():
        for account_id in measures.people(db, workflow.project_id):
            check_limit(db, workflow, account_id, at=now(db))
    if evaluates:
        evaluate(db, workflow)


def pauses_by(workflow: Workflow, *, truth: bool) -> bool:
    """Whether a change of this kind, of agreement with the truth or of verdicts, may pause somebody."""
    settings = workflow.settings
    return (
        not workflow.manual
        and settings.annotator_evaluation_enabled
        and settings.pause_on_failed_annotator_evaluation
        and (settings.annotator_evaluation_metric is EvaluationMetric.TRUTH) is truth
    )
