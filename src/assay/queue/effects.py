"""What a change of settings would do, counted without writing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assay.access.rules.pauses import PauseReason
from assay.kit.db import Connection
from assay.projects import service as projects
from assay.projects.queries import ProjectRow, workflow_of
from assay.projects.rules.settings import Settings
from assay.projects.rules.settings.effects import Numbers, sentences
from assay.projects.rules.workflow import Workflow
from assay.queue.evaluation import LIMITS, outcomes
from assay.queue.queries import effects as queries
from assay.queue.queries import measures
from assay.queue.rules import Outcome, task_limit
from assay.tasks import queries as task_queries
from assay.tasks.rules import cohort_size

OVERLAP = ("maximum_annotations", "overlap_cohort_percentage")
ORDER = ("sampling", "show_overlap_first", "show_ground_truth_first", "model_version", "distribution")


def effects(db: Connection, row: ProjectRow, given: Mapping[str, Any]) -> list[str]:
    """The sentences. Raises BadInput as the change itself would."""
    before, after = projects.settings_after(row, given)
    if before == after:
        return []
    then = replace(workflow_of(row), settings=after)
    numbers = _overlap(db, then) if _differ(before, after, OVERLAP) else {}
    if _differ(before, after, ORDER):
        numbers |= {"open_tasks": queries.open_tasks(db, row.id), "unassigned": queries.unassigned(db, row.id)}
    if _differ(before, after, ("agreement_threshold", "max_additional_annotators_assignable")):
        low = then.low_agreement
        numbers["waiting_for_extra"] = queries.waiting_for_extra(db, row.id)
        numbers["below"] = 0 if low is None else queries.below(db, row.id, low.threshold, low.extra)
    if before.skip_queue is not after.skip_queue:
        numbers["skips"] = queries.skips(db, row.id)
    if after.strict_task_overlap and not before.strict_task_overlap:
        numbers["beyond"] = queries.beyond(db, row.id)
    if _differ(before, after, LIMITS):
        numbers |= _limits(db, then)
    if any(_differ(before, after, (name,)) for name in EVALUATION):
        numbers |= _evaluation(db, then)
    return sentences(before, after, Numbers(**numbers))


EVALUATION = (
    "distribution",
    "annotator_evaluation_enabled",
    "annotator_evaluation_metric",
    "annotator_evaluation_minimum_score",
    "annotator_evaluation_minimum_tasks",
    "pause_on_failed_annotator_evaluation",
)


def _differ(before: Settings, after: Settings, names: Any) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _overlap(db: Connection, then: Workflow) -> dict[str, Any]:
    """As the share is dealt out: to all, to nobody, or to as many as it says, those that have it already first."""
    settings = then.settings
    overlap, percent = settings.overlap, settings.overlap_cohort_percentage
    now = queries.by_overlap(db, then.project_id)
    total = sum(now.values())
    wanted = total if percent == 100 else cohort_size(total, percent) if overlap > 1 else 0
    if overlap == 1 or percent == 100:
        changes = queries.flips(db, then.project_id, overlap)
        return {
            "losing": {old: count for old, count in now.items() if old > overlap},
            "gaining": {overlap: sum(count for old, count in now.items() if old < overlap)},
            "reopening": changes.reopening,
            "closing": changes.closing,
        }
    several = sum(count for old, count in now.items() if old > 1)
    losing = {}
    surplus = max(0, several - wanted)
    for old in sorted((old for old in now if old > 1), reverse=True):
        lost = min(surplus, now[old])
        losing[old] = lost + (now[old] - lost if old > overlap else 0)
        surplus -= lost
    kept = sum(count for old, count in now.items() if 1 < old < overlap)
    return {"losing": losing, "gaining": {overlap: max(0, wanted - several) + min(kept, wanted)}}


def _limits(db: Connection, then: Workflow) -> dict[str, int]:
    limit = task_limit(then.settings, task_queries.total(db, then.project_id))
    paused = set(measures.paused_for(db, then.project_id, PauseReason.LIMIT))
    people = measures.people(db, then.project_id)
    over = {person for person in people if limit and measures.done_tasks(db, then.project_id, person, limit) >= limit}
    return {"over_limit": len(over - paused), "under_limit": len(paused - over)}


def _evaluation(db: Connection, then: Workflow) -> dict[str, int]:
    settings = then.settings
    paused = set(measures.paused_for(db, then.project_id, PauseReason.EVALUATION))
    pauses = settings.annotator_evaluation_enabled and settings.pause_on_failed_annotator_evaluation and not then.manual
    found = outcomes(db, then) if pauses else []
    failing = {each.account_id for each in found if each.outcome is Outcome.FAILING}
    return {"failing": len(failing - paused), "recovering": len(paused - failing)}
