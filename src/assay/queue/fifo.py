"""One queue for everybody: what has been in it longest is served first, to label and to review (MQA A.4).

Start takes the first free work; the label stream goes on with what a person has in hand before that. The first free
tasks are read from an index in a small window, and the first of them that nobody else is taking at this moment is
locked and taken; so the cost depends neither on the size of the project nor on what a person did. When others have all
that is free under a lock, the request waits for them: an assignment that looks at a task may leave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import Conflict
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, reservations
from assay.queue.labeller import Reservation
from assay.queue.queries import narrowing
from assay.queue.queries.handing import Free, hold, lock_first_free, lock_first_skipped, wait_for_free
from assay.queue.queries.narrowing import Mark, Stream
from assay.queue.queries.work import Work
from assay.queue.rules import WorkFilter, WorkKind
from assay.tasks.rules import Status

WINDOW = 64
# How often one request waits for work that somebody else is looking at, before it says that nothing is left.
PATIENCE = 5
# Free tasks in the order in which they entered the queue; what the person skipped is passed over.
_FREE = Stream(
    "task t",
    "t.project_id = %(project)s and t.queue_open and not exists (select 1 from work_item s where s.task_id = t.id"
    " and s.holder_id = %(person)s and s.kind = 'annotate' and s.skipped and s.state = 'done')",
    "t.queue_key",
)


def refuse_without_queue(workflow: Workflow) -> None:
    """Raises Conflict where a project hands no work out (MQA A.21 U1)."""
    if not workflow.is_managed:
        raise Conflict(
            "This project hands no work out: its queue is switched off. Open any task of the Data tab,"
            " or switch the queue on in the settings (review_settings.task_management).",
            code="no_queue",
            context={"reason": "NO_QUEUE"},
        )


def start(
    db: Connection, workflow: Workflow, account_id: int, *, wanted: WorkFilter, at: datetime
) -> Reservation | None:
    """Takes the task that has been free longest, of those that a filter leaves; None when there is none."""
    refuse_without_queue(workflow)
    found = _first(db, workflow, account_id, wanted)
    if found is None and reservations.sweep(db, workflow, at=at):
        found = _first(db, workflow, account_id, wanted)
    if found is None:
        return None
    return take(db, workflow, account_id, found, at=at)


def take(db: Connection, workflow: Workflow, account_id: int, found: Free, *, at: datetime) -> Reservation:
    """Puts a locked, free task into a person's hands."""
    until = workflow.reserved_until(at)
    hold(db, workflow.project_id, account_id, [found], until)
    record(
        db,
        "task.reserved",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=found.id,
        actor_id=account_id,
        payload={"holder": account_id},
    )
    slot = queries.slot_of(db, found.id, account_id)
    assert slot is not None
    return Reservation(slot.id, found.id, until, found.annotation_id is not None, prefetched=False, can_prefetch=False)


def _first(db: Connection, workflow: Workflow, account_id: int, wanted: WorkFilter) -> Free | None:
    if not _may_be_free(wanted):
        return None
    params: dict[str, object] = {"project": workflow.project_id, "person": account_id}
    conditions = narrowing.of_task(wanted, params)
    if wanted.status:
        conditions.append("t.status = any(%(status)s)")
        params["status"] = list(wanted.status)
    for _ in range(PATIENCE):
        place: Mark | None = None
        passed: list[int] = []
        while window := narrowing.page(db, _FREE, conditions, params, wanted.search, after=place, limit=WINDOW):
            ids = [row.task_id for row in window]
            found = lock_first_free(db, workflow.project_id, ids)
            if found is not None:
                return found
            place, passed = window[-1].mark, passed or ids
        if not passed or not wait_for_free(db, workflow.project_id, passed):
            break
    # All others are exhausted: what they skipped is offered again, what they skipped longest ago first (MQA A.21 U3).
    if wanted.search or wanted.narrows_tasks or wanted.status:
        skipped = narrowing.page(db, _skipped(), conditions, params, wanted.search, after=None, limit=1000)
        return lock_first_skipped(db, workflow.project_id, account_id, [row.task_id for row in skipped])
    return lock_first_skipped(db, workflow.project_id, account_id, None)


def _skipped() -> Stream:
    return Stream(
        "work_item w join task t on t.id = w.task_id",
        "w.holder_id = %(person)s and w.project_id = %(project)s and w.kind = 'annotate' and w.skipped"
        " and w.state = 'done' and t.queue_open",
        "w.id",
    )


def _may_be_free(wanted: WorkFilter) -> bool:
    """Whether a filter leaves anything that could be started: what is held or reviewed is nobody's to start."""
    if wanted.free is False or wanted.reserved_by is not None:
        return False
    if wanted.kind not in (None, WorkKind.ANNOTATE):
        return False
    return not wanted.status or bool(wanted.status & {Status.QUEUED, Status.RETURNED})


def next_task(
    db: Connection,
    workflow: Workflow,
    account_id: int,
    *,
    may_start: bool,
    prefetch: bool,
    at: datetime,
    wanted: WorkFilter,
) -> Reservation | None:
    """What a person labels now: what they have in hand, work that came back to them, else the first free task.

    Nothing is reserved in advance: what somebody looks at later is free until then, so that the order holds for all.
    """
    refuse_without_queue(workflow)
    mine = _in_hand(db, workflow, account_id, wanted)
    if not may_start:
        mine = [work for work in mine if work.returned]
    mine.sort(key=lambda work: (work.postponed_at is not None, work.returned))
    now = [work for work in mine if work.postponed_at is None]
    if prefetch:
        return _reservation(now[1]) if len(now) > 1 and may_start else None
    if now:
        return _reservation(now[0], can_prefetch=len(now) > 1 and may_start)
    found = start(db, workflow, account_id, wanted=wanted, at=at) if may_start else None
    if found is None and mine:
        queries.extend(db, mine[0].id, mine[0].reserved_until, prefetched=False)
        return _reservation(mine[0])
    return found


def _reservation(work: Work, *, can_prefetch: bool = False) -> Reservation:
    return Reservation(
        work.id, work.task_id, work.reserved_until, work.returned, prefetched=False, can_prefetch=can_prefetch
    )


def _in_hand(db: Connection, workflow: Workflow, account_id: int, wanted: WorkFilter) -> list[Work]:
    """What a person holds and a filter leaves; that it is held is no reason to leave it out.

    What was queued is assigned once it is taken, so who goes through what is queued goes on with it.
    """
    mine = queries.held(db, workflow.project_id, account_id)
    statuses = wanted.status | {Status.ASSIGNED} if Status.QUEUED in wanted.status else wanted.status
    left = _left(db, workflow, wanted, [work.task_id for work in mine], statuses)
    return [work for work in mine if work.task_id in left]


def leaves(db: Connection, workflow: Workflow, wanted: WorkFilter, task_id: int) -> bool:
    """Whether a filter leaves a task, whoever holds it and whatever its status: a review has another one."""
    return bool(_left(db, workflow, wanted, [task_id]))


def _left(
    db: Connection,
    workflow: Workflow,
    wanted: WorkFilter,
    task_ids: Sequence[int],
    statuses: frozenset[Status] = frozenset(),
) -> set[int]:
    if not task_ids or not (wanted.search or wanted.narrows_tasks or statuses):
        return set(task_ids)
    params: dict[str, object] = {"project": workflow.project_id, "mine": list(task_ids)}
    conditions = [*narrowing.of_task(wanted, params), narrowing.named(wanted, params), "t.id = any(%(mine)s)"]
    if statuses:
        conditions.append("t.status = any(%(statuses)s)")
        params["statuses"] = list(statuses)
    every = Stream("task t", "t.project_id = %(project)s", "t.id")
    return {row.task_id for row in narrowing.page(db, every, conditions, params, "", after=None, limit=len(task_ids))}
