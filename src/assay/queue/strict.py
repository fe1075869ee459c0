"""Never more annotations than wanted, where a project says so (LSE 4.6)."""

from __future__ import annotations

from assay.kit.db import Connection
from assay.kit.errors import AssayError, BadInput
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries as task_queries


def is_reached(db: Connection, workflow: Workflow, task_id: int, account_id: int, *, holds_slot: bool) -> bool:
    """Whether a task has all the annotations it may have, so that one of this person would be too many.

    Work by which people are evaluated has no limit, and the ground truth itself is nobody's turn. Who holds a slot
    waits for nobody; to others the slots in people's hands are taken as well. The caller holds the task's lock.
    """
    count = task_queries.annotators(db, task_id, but=account_id)
    if count.has_truth and workflow.evaluates_by_truth:
        return False
    low = workflow.low_agreement
    if low is not None and low.extra is None:
        return False
    limit = count.overlap + (low.extra or 0 if low is not None else 0)
    return count.done + (0 if holds_slot else count.holds) >= limit


def overlap_reached() -> AssayError:
    """The refusal that Label Studio's page knows; the draft is kept."""
    return BadInput(
        "The task has all the annotations it needs; this one was not taken. Your draft is kept.",
        code="overlap_reached",
        context={"reason": "OVERLAP_REACHED"},
    )
