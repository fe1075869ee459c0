"""The label stream: which task a person gets next, and for how long it is theirs (LSE 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assay.kit.db import Connection
from assay.projects.rules.settings import SkipQueue
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, reservations
from assay.queue.queries import START, Cursor, Place, Work
from assay.queue.rules import window
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

PREFETCH_SECONDS = 300
WRAP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Reservation:
    """A task in somebody's hands."""

    work_item_id: int
    task_id: int
    expires_at: datetime | None
    returned: bool
    prefetched: bool


def next_task(
    db: Connection, workflow: Workflow, account_id: int, *, prefetch: bool, at: datetime
) -> Reservation | None:
    """The task a person works on now, reserved for them; with `prefetch` the one after it.

    In this order: what they have in hand, work that was returned to them, what was prefetched, a task from the queue
    (or one assigned to them), what they postponed, what they skipped. None when there is nothing.
    """
    place = queries.place(db, workflow.project_id, account_id)
    mine = queries.held(db, workflow.project_id, account_id)
    ready = [work for work in mine if work.postponed_at is None]
    if prefetch:
        ready = ready[1:]
    else:
        ready.sort(key=_precedence)
    if ready:
        return _continue(db, workflow, ready[0], prefetch=prefetch, at=at)
    until = at + timedelta(seconds=PREFETCH_SECONDS if prefetch else workflow.settings.custom_task_lock_ttl)
    found = _from_queue(db, workflow, account_id, place, until=until, prefetch=prefetch, at=at)
    if found is not None:
        return found
    if prefetch:
        return None
    for work in mine:
        if work.postponed_at is not None:
            return _continue(db, workflow, work, prefetch=False, at=at)
    if workflow.settings.skip_queue is SkipQueue.FOR_ME:
        return _skipped_again(db, workflow, account_id, until=until)
    return None


def _precedence(work: Work) -> int:
    """Work in hand, then returned work, then the prefetched."""
    return 1 if work.returned else 2 if work.prefetched else 0


def _continue(db: Connection, workflow: Workflow, work: Work, *, prefetch: bool, at: datetime) -> Reservation:
    until = work.reserved_until
    if work.prefetched and not prefetch:
        until = at + timedelta(seconds=workflow.settings.custom_task_lock_ttl)
        queries.extend(db, work.id, until, prefetched=False)
    elif work.postponed_at is not None:
        queries.extend(db, work.id, until, prefetched=False)
    return Reservation(work.id, work.task_id, until, work.returned, prefetch and work.prefetched)


def _from_queue(
    db: Connection,
    workflow: Workflow,
    account_id: int,
    place: Place,
    *,
    until: datetime,
    prefetch: bool,
    at: datetime,
) -> Reservation | None:
    if workflow.manual:
        return _from_assignments(db, workflow, account_id, until=until, prefetch=prefetch, at=at)
    found = _walk(db, workflow.project_id, account_id, place, until=until, prefetch=prefetch, at=at)
    if found is None and reservations.sweep(db, workflow, at=at):
        place = queries.place(db, workflow.project_id, account_id)
        found = _walk(db, workflow.project_id, account_id, place, until=until, prefetch=prefetch, at=at)
    return found


def _walk(
    db: Connection, project_id: int, account_id: int, place: Place, *, until: datetime, prefetch: bool, at: datetime
) -> Reservation | None:
    """Walks on from where the person stopped: what was assigned to them, what became free again, what is new to them.

    A person's place never goes back, so what they did already is not met again, however much it is. When the walk ends
    with nothing, it starts over once in a while, for tasks that came in behind them.
    """
    before = place.cursor
    again, ahead = queries.offers(db, project_id, account_id, before)
    free = window(again, before.reopened_position)
    new = window(ahead, before.position)
    after = replace(before, position=new.position, reopened_position=free.position)
    candidates = (*place.wished, *free.candidates, *new.candidates)
    if not candidates and not new.exhausted:
        candidates, after = _beyond(db, project_id, account_id, after)
    elif not candidates and _may_wrap(after, at):
        candidates, after = _beyond(db, project_id, account_id, Cursor(START, 0, at))
    if not candidates:
        if after != before:
            queries.save_cursor(db, project_id, account_id, after)
        return None
    reserved = queries.reserve(db, project_id, account_id, candidates, after, until=until, prefetched=prefetch)
    if reserved is None:
        return None
    return Reservation(reserved.work_item_id, reserved.task_id, reserved.reserved_until, False, prefetch)


def _beyond(db: Connection, project_id: int, account_id: int, cursor: Cursor) -> tuple[tuple[int, ...], Cursor]:
    offered = queries.offer_untouched(db, project_id, account_id, cursor.position)
    if offered:
        cursor = replace(cursor, position=offered[0].position - 1)
    return tuple(task.task_id for task in offered), cursor


def _may_wrap(cursor: Cursor, at: datetime) -> bool:
    if cursor.position == START and cursor.reopened_position == 0:
        return False
    return cursor.wrapped_at is None or (at - cursor.wrapped_at).total_seconds() > WRAP_SECONDS


def _from_assignments(
    db: Connection, workflow: Workflow, account_id: int, *, until: datetime, prefetch: bool, at: datetime
) -> Reservation | None:
    task_id = queries.next_assigned(db, workflow.project_id, account_id)
    if task_id is None:
        return None
    keep = until if prefetch else None
    return hold_assigned(db, workflow, task_id, account_id, until=keep, prefetch=prefetch, at=at)


def hold_assigned(
    db: Connection,
    workflow: Workflow,
    task_id: int,
    account_id: int,
    *,
    until: datetime | None,
    prefetch: bool,
    at: datetime,
) -> Reservation | None:
    """Puts an assigned task into its person's hands; it stays there, assignments do not expire."""
    task = task_queries.lock(db, task_id)
    if task is None:
        return None
    queries.hold_assigned(db, workflow.project_id, task_id, account_id, until=until, prefetched=prefetch)
    slot = queries.slot_of(db, task_id, account_id)
    assert slot is not None
    tasks.settle(db, task, workflow, at=at, by=account_id)
    return Reservation(slot.id, task_id, until, False, prefetch)


def _skipped_again(db: Connection, workflow: Workflow, account_id: int, *, until: datetime) -> Reservation | None:
    task_id = queries.my_skipped(db, workflow.project_id, account_id)
    if task_id is None:
        return None
    queries.hold_again(db, task_id, account_id, until=until, returned=False, skipped=True)
    slot = queries.slot_of(db, task_id, account_id)
    assert slot is not None
    return Reservation(slot.id, task_id, until, False, False)
