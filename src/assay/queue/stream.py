"""The label stream: which task a person gets next, and for how long it is theirs (LSE 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assay.kit.db import Connection
from assay.projects.rules.settings import SkipQueue
from assay.projects.rules.workflow import Workflow
from assay.queue import beyond, fifo, queries, reservations, strict
from assay.queue.beyond import Due
from assay.queue.labeller import Asking, Labeller, Reservation
from assay.queue.queries import BEYOND, START, Cursor, Place, Work
from assay.queue.rules import WorkFilter, window
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

PREFETCH_SECONDS = 300
WRAP_SECONDS = 30


def next_task(
    db: Connection,
    workflow: Workflow,
    person: Labeller,
    *,
    prefetch: bool,
    at: datetime,
    among: Sequence[int] | None = None,
    wanted: WorkFilter | None = None,
) -> Reservation | None:
    """The task a person works on now, reserved for them; with `prefetch` the one after it.

    In this order (LSE 4.3): what they have in hand, work that was returned to them, what was prefetched, tasks whose
    answer is known while the person is new, tasks on which people disagree, a task from the queue (or one assigned to
    them), what they postponed, what they skipped. None when there is nothing. Somebody who is paused so that they may
    mend what came back gets that and nothing else. With `among` only these tasks are gone through, in this order.
    Where one queue serves everybody its order holds instead of all this, and `wanted` narrows it: see `fifo`.
    """
    account_id, project_id = person.id, workflow.project_id
    if workflow.is_fifo:
        wanted = wanted or WorkFilter()
        if among is not None:
            wanted = replace(wanted, tasks=tuple(among))
        return fifo.next_task(
            db, workflow, account_id, may_start=person.may_start, prefetch=prefetch, at=at, wanted=wanted
        )
    place = queries.place(db, project_id, account_id)
    mine = queries.held(db, project_id, account_id)
    if not person.may_start:
        returned = [work for work in mine if work.returned and not prefetch]
        return _continue(db, workflow, returned[0], prefetch=False, at=at) if returned else None
    ready = [work for work in mine if work.postponed_at is None and (among is None or work.task_id in among)]
    if prefetch:
        ready = ready[1:]
    else:
        ready.sort(key=_precedence)
    if ready:
        return _continue(db, workflow, ready[0], prefetch=prefetch, at=at)
    until = at + timedelta(seconds=PREFETCH_SECONDS) if prefetch else workflow.reserved_until(at)
    asking = Asking(workflow, person, until, prefetch, at)
    if among is not None:
        return _selected(db, asking, place, among)
    found = _from_queue(db, asking, place)
    if found is not None:
        return found
    if prefetch:
        return None
    for work in mine:
        if work.postponed_at is not None:
            return _continue(db, workflow, work, prefetch=False, at=at)
    found = None if workflow.manual else _postponed_again(db, asking)
    if found is None and workflow.skip_queue is SkipQueue.FOR_ME:
        return _skipped_again(db, workflow, account_id, until=until)
    return found


def _precedence(work: Work) -> int:
    """Work in hand, then returned work, then the prefetched."""
    return 1 if work.returned else 2 if work.prefetched else 0


def _continue(db: Connection, workflow: Workflow, work: Work, *, prefetch: bool, at: datetime) -> Reservation:
    until = work.reserved_until
    if work.prefetched and not prefetch:
        until = workflow.reserved_until(at)
        queries.extend(db, work.id, until, prefetched=False)
    elif work.postponed_at is not None:
        queries.extend(db, work.id, until, prefetched=False)
    return Reservation(work.id, work.task_id, until, work.returned, prefetch and work.prefetched)


def _selected(db: Connection, asking: Asking, place: Place, among: Sequence[int]) -> Reservation | None:
    """The first of some tasks that the person may still do."""
    if asking.workflow.manual:
        return _from_assignments(db, asking, among)
    found = asking.reserve(db, among, place.cursor)
    if found is None and reservations.sweep(db, asking.workflow, at=asking.at):
        found = asking.reserve(db, among, place.cursor)
    return found


def _from_queue(db: Connection, asking: Asking, place: Place) -> Reservation | None:
    if asking.workflow.manual:
        return _from_assignments(db, asking)
    due = beyond.due_truths(db, asking)
    found = beyond.onboarding(db, asking, due, place.cursor) or beyond.disputed(db, asking, place)
    if found is None:
        found = _walk(db, asking, place, due)
    if found is None and reservations.sweep(db, asking.workflow, at=asking.at):
        place = queries.place(db, asking.project_id, asking.person.id)
        found = _walk(db, asking, place, due)
    return found


def _walk(db: Connection, asking: Asking, place: Place, due: Due | None) -> Reservation | None:
    """Walks on from where the person stopped: what was assigned to them, what others began, what is new to them.

    A person's place never goes back, so what they did already is not met again, however much it is. When the walk ends
    with nothing, it starts over once in a while, for tasks that came in behind them. A task by which the person is
    evaluated is met where it stands in the order.
    """
    project_id, account_id = asking.project_id, asking.person.id
    before = place.cursor
    again, ahead = queries.offers(db, project_id, account_id, before, without_truths=due is not None)
    free = window(again, before.reopened_position)
    new = window(ahead, before.position)
    after = replace(before, position=new.position, reopened_position=free.position)
    candidates = (*place.wished, *free.candidates, *new.candidates)
    if not candidates and not new.exhausted:
        candidates, after = _beyond(db, project_id, account_id, after)
    elif not candidates and _may_wrap(after, asking.at):
        candidates, after = _beyond(db, project_id, account_id, Cursor(START, 0, asking.at))
    if due is not None and not (place.wished or free.candidates):
        first = next((offered.position for offered in ahead if not offered.taken), None)
        found = beyond.continuous(db, asking, due, first, after)
        if found is not None:
            return found
    if not candidates:
        if after != before:
            queries.save_cursor(db, project_id, account_id, after)
        return None
    return asking.reserve(db, candidates, after)


def _beyond(db: Connection, project_id: int, account_id: int, cursor: Cursor) -> tuple[tuple[int, ...], Cursor]:
    offered = queries.offer_untouched(db, project_id, account_id, cursor.position)
    if offered:
        cursor = replace(cursor, position=offered[0].position - 1)
    return tuple(task.task_id for task in offered), cursor


def _may_wrap(cursor: Cursor, at: datetime) -> bool:
    if cursor.position == START and cursor.reopened_position == 0:
        return False
    return cursor.wrapped_at is None or (at - cursor.wrapped_at).total_seconds() > WRAP_SECONDS


def _from_assignments(db: Connection, asking: Asking, among: Sequence[int] | None = None) -> Reservation | None:
    task_id = queries.next_assigned(db, asking.project_id, asking.person.id, among)
    if task_id is None:
        return None
    keep = asking.until if asking.prefetch else None
    return hold_assigned(
        db, asking.workflow, task_id, asking.person.id, until=keep, prefetch=asking.prefetch, at=asking.at
    )


def _postponed_again(db: Connection, asking: Asking) -> Reservation | None:
    """What the person postponed so long ago that the reservation is over: theirs again, as one more if need be.

    With strict overlap nobody comes on top: they get the task to see that others have it, and their draft (LSE 4.6).
    """
    cursor = queries.place(db, asking.project_id, asking.person.id).cursor
    for task_id in queries.postponed_drafts(db, asking.project_id, asking.person.id):
        found = asking.reserve(db, [task_id], cursor)
        if found is None and asking.workflow.settings.strict_task_overlap:
            task = task_queries.lock(db, task_id)
            if task is not None and strict.is_reached(db, asking.workflow, task_id, asking.person.id, holds_slot=False):
                return Reservation(None, task_id, None, False, False, overlap_reached=True)
        return found or asking.reserve(db, [task_id], cursor, when=BEYOND)
    return None


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


def _skipped_again(
    db: Connection, workflow: Workflow, account_id: int, *, until: datetime | None
) -> Reservation | None:
    task_id = queries.my_skipped(db, workflow.project_id, account_id)
    if task_id is None:
        return None
    queries.hold_again(db, task_id, account_id, until=until, returned=False, skipped=True)
    slot = queries.slot_of(db, task_id, account_id)
    assert slot is not None
    return Reservation(slot.id, task_id, until, False, False)
