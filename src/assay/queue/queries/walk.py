"""Walking the queue: where a person stands, what is offered to them, what they reserve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from assay.kit.db import Connection, many, one, run
from assay.queue.rules import WINDOW, Offered

START = -(2**63)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a person has walked through the queue of a project."""

    position: int = START
    reopened_position: int = 0
    wrapped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands in the queue, and open tasks that were assigned to them by name."""

    position: int
    reopened_position: int
    wrapped_at: datetime | None
    wished: list[int]
    extra_agreement: float = -1.0
    extra_task: int = 0
    extra_wrapped_at: datetime | None = None

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.position, self.reopened_position, self.wrapped_at)


# Whether a person had a task. The limit keeps it a look into one index per task: as a plain EXISTS the planner may turn
# it into a join that reads everything the person ever did.
TAKEN = """(select 1 from work_item w
  where w.task_id = t.id and w.holder_id = %(person)s and w.kind = 'annotate' limit 1)"""


def place(db: Connection, project_id: int, account_id: int) -> Place:
    """A person's place in the queue, locked: two requests of one person follow one another."""
    for _ in range(2):
        found = one(
            db,
            Place,
            f"""select c.position, c.reopened_position, c.wrapped_at, array(
                  select t.id from assignment a join task t on t.id = a.task_id
                  where a.account_id = %(person)s and a.project_id = %(project)s and a.type = 'AN' and not a.is_done
                    and t.queue_open and {TAKEN} is null
                  order by a.task_id limit %(window)s) as wished, c.extra_agreement, c.extra_task, c.extra_wrapped_at
                from queue_cursor c where c.project_id = %(project)s and c.account_id = %(person)s for update of c""",
            {"project": project_id, "person": account_id, "window": WINDOW},
        )
        if found is not None:
            return found
        run(
            db,
            "insert into queue_cursor (project_id, account_id) values (%s, %s) on conflict do nothing",
            (project_id, account_id),
        )
    raise RuntimeError("a row that was just written is not there")


def save_cursor(db: Connection, project_id: int, account_id: int, cursor: Cursor) -> None:
    """Remembers a person's place in the queue."""
    run(
        db,
        """update queue_cursor set position = %s, reopened_position = %s, wrapped_at = %s
           where project_id = %s and account_id = %s""",
        (cursor.position, cursor.reopened_position, cursor.wrapped_at, project_id, account_id),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A task with a free slot; `reopened` ones became free again and come in the order in which that happened."""

    task_id: int
    position: int
    taken: bool
    reopened: bool


def offers(
    db: Connection, project_id: int, account_id: int, cursor: Cursor, *, without_truths: bool = False
) -> tuple[list[Offered], list[Offered]]:
    """The next tasks with a free slot after a person's place, with whether they had it: reopened, and others.

    `without_truths` passes over reopened tasks with a ground truth; they are met in the order of the queue.
    """
    found = many(
        db,
        Offer,
        f"""(select t.id as task_id, t.reopened_seq as position, {TAKEN} is not null
               or %(truths)s and exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth) as taken,
               true as reopened
             from task t
             where t.project_id = %(project)s and t.queue_open and t.reopened_seq is not null
               and t.reopened_seq > %(reopened)s
             order by t.reopened_seq limit %(window)s)
            union all
            (select t.id, t.queue_key, {TAKEN} is not null, false
             from task t where t.project_id = %(project)s and t.queue_open and t.queue_key > %(position)s
             order by t.queue_key limit %(window)s)""",
        {
            "project": project_id,
            "person": account_id,
            "reopened": cursor.reopened_position,
            "position": cursor.position,
            "truths": without_truths,
            "window": WINDOW,
        },
    )
    again = [Offered(o.task_id, o.position, o.taken) for o in found if o.reopened]
    return again, [Offered(o.task_id, o.position, o.taken) for o in found if not o.reopened]


def offer_untouched(db: Connection, project_id: int, account_id: int, position: int) -> list[Offered]:
    """The next tasks that a person has not had: one statement over a long stretch that is theirs already."""
    return many(
        db,
        Offered,
        f"""select t.id as task_id, t.queue_key as position, false as taken
           from task t where t.project_id = %(project)s and t.queue_open and t.queue_key > %(position)s
             and {TAKEN} is null
           order by t.queue_key limit %(window)s""",
        {"project": project_id, "person": account_id, "position": position, "window": WINDOW},
    )


@dataclass(frozen=True, slots=True)
class Reserved:
    """A slot that was just reserved."""

    work_item_id: int
    task_id: int
    reserved_until: datetime | None


# When a task may be taken: while a slot is free; as one more because of low agreement; or whatever its slots say.
FREE: LiteralString = "t.queue_open"
EXTRA: LiteralString = "t.extra_open"
BEYOND: LiteralString = "true"


def reserve(
    db: Connection,
    project_id: int,
    account_id: int,
    task_ids: Sequence[int],
    cursor: Cursor,
    *,
    until: datetime | None,
    prefetched: bool,
    when: LiteralString = FREE,
) -> Reserved | None:
    """Takes a slot on the first of these tasks that nobody else is taking at this moment, or None; keeps the place.

    The row decides: it is locked, its counter is below the overlap, and both change in this statement. A task that was
    queued becomes assigned, which is what the fold says of a task with a holder and no submission. A slot beyond the
    overlap is nobody else's loss, so the request waits for the row instead of passing on.
    """
    lock: LiteralString = "for update" if when is BEYOND else "for update skip locked"
    return one(
        db,
        Reserved,
        f"""with walked as (
             update queue_cursor set position = %(position)s, reopened_position = %(reopened)s, wrapped_at = %(wrapped)s
             where project_id = %(project)s and account_id = %(person)s),
           pick as (
             select t.id, t.status = 'queued' as was_queued from task t
             where t.id = any(%(tasks)s) and t.project_id = %(project)s and {when} and {TAKEN} is null
             order by array_position(%(tasks)s, t.id) limit 1 {lock}),
           taken as (
             update task t set slots_taken = t.slots_taken + 1, holds = t.holds + 1,
               queue_open = t.slots_taken + 1 < t.overlap, extra_open = false,
               reopened_seq = case when t.slots_taken + 1 < t.overlap then t.reopened_seq end,
               status = case when t.status = 'queued' then 'assigned' else t.status end
             from pick where t.id = pick.id returning t.id, t.project_id, pick.was_queued),
           moved as (
             update project_tally set queued = queued - 1, assigned = assigned + 1
             where project_id = %(project)s and shard = (select id %% 16 from taken where was_queued))
           insert into work_item (project_id, task_id, kind, state, holder_id, reserved_at, reserved_until, prefetched)
           select project_id, id, 'annotate', 'held', %(person)s, now(), %(until)s, %(prefetched)s from taken
           returning id as work_item_id, task_id, reserved_until""",
        {
            "tasks": list(task_ids),
            "project": project_id,
            "person": account_id,
            "until": until,
            "prefetched": prefetched,
            "position": cursor.position,
            "reopened": cursor.reopened_position,
            "wrapped": cursor.wrapped_at,
        },
    )
