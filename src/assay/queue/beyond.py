"""Tasks beyond their overlap: those with a known answer, by which people are evaluated, and those in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.kit.db import Connection
from assay.queue import queries
from assay.queue.labeller import Asking, Reservation
from assay.queue.queries import BEYOND, EXTRA, Cursor, Disputed, Place

WRAP_SECONDS = 30
FIRST = (-1.0, 0)  # before the lowest agreement there can be


@dataclass(frozen=True, slots=True)
class Due:
    """Tasks with a ground truth that a person is still to do, in the order of the queue; some before anything else."""

    task_ids: Sequence[int]
    position: int | None
    is_onboarding: bool


def due_truths(db: Connection, asking: Asking) -> Due | None:
    """What the person is still to do of their quota (LSE 10.1.3); None where nobody is evaluated by it."""
    if not (asking.workflow.evaluates_by_truth and asking.person.is_evaluated):
        return None
    settings = asking.workflow.settings
    found = queries.truths(db, asking.project_id, asking.person.id)
    if found.had >= settings.truth_quota:
        return Due((), None, False)
    return Due(found.next, found.position, found.had < settings.annotator_evaluation_onboarding_tasks)


def onboarding(db: Connection, asking: Asking, due: Due | None, cursor: Cursor) -> Reservation | None:
    """A task with a ground truth before anything else, for somebody who is new. Its slots do not matter."""
    if due is None or not due.is_onboarding or not due.task_ids:
        return None
    return asking.reserve(db, due.task_ids, cursor, when=BEYOND)


def continuous(db: Connection, asking: Asking, due: Due, first: int | None, cursor: Cursor) -> Reservation | None:
    """A task with a ground truth when it stands before the first task of the queue, or nothing else is left."""
    if due.position is None or (first is not None and due.position > first):
        return None
    return asking.reserve(db, due.task_ids[:1], cursor, when=BEYOND)


def disputed(db: Connection, asking: Asking, place: Place) -> Reservation | None:
    """A task on which those who did it disagree, lowest agreement first, for one more annotator (LSE 4.8).

    The person has a place in this order as well, so that what they did is not met again at every request; it starts
    over once in a while, for tasks that came in behind it.
    """
    if asking.workflow.low_agreement is None or not asking.person.is_annotator:
        return None
    start = place.extra_agreement, place.extra_task
    wrapped_at = place.extra_wrapped_at
    offered = _offered(db, asking, start, untouched=False)
    passed = start
    for task in offered:
        if not task.taken:
            break
        passed = task.agreement, task.task_id
    candidates = [task.task_id for task in offered if not task.taken]
    if not candidates and len(offered) == queries.WINDOW:
        candidates, passed = _untouched(db, asking, passed)
    elif not candidates and start != FIRST and _is_due(wrapped_at, asking.at):
        wrapped_at = asking.at
        candidates, passed = _untouched(db, asking, FIRST)
    if passed != start or wrapped_at != place.extra_wrapped_at:
        queries.save_disputed_place(db, asking.project_id, asking.person.id, *passed, wrapped_at)
    return asking.reserve(db, candidates, place.cursor, when=EXTRA) if candidates else None


def _untouched(db: Connection, asking: Asking, after: tuple[float, int]) -> tuple[list[int], tuple[float, int]]:
    """Tasks that the person has not had, and the place just before them: at the end when there are none."""
    found = _offered(db, asking, after, untouched=True)
    if not found:
        return [], (1.0, 2**62)
    return [task.task_id for task in found], (found[0].agreement, found[0].task_id - 1)


def _offered(db: Connection, asking: Asking, after: tuple[float, int], *, untouched: bool) -> list[Disputed]:
    return queries.disputed(db, asking.project_id, asking.person.id, *after, untouched=untouched)


def _is_due(then: datetime | None, at: datetime) -> bool:
    return then is None or (at - then).total_seconds() > WRAP_SECONDS
