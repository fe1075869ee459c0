"""The queue in SQL: what is offered to a person, what is reserved, what becomes free again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, columns, many, one, records, run, value, values
from assay.queue.rules import WINDOW, Offered

START = -(2**63)


@dataclass(frozen=True, slots=True)
class Work:
    """A work item."""

    id: int
    project_id: int
    task_id: int
    kind: str
    state: str
    holder_id: int | None
    annotation_id: int | None
    author_id: int | None
    reserved_until: datetime | None
    prefetched: bool
    returned: bool
    skipped: bool
    postponed_at: datetime | None


WORK = columns(Work)


def work(db: Connection, work_item_id: int, *, lock: bool = False) -> Work | None:
    """One work item; locked only by somebody who holds its task's lock already."""
    if lock:
        return one(
            db,
            Work,
            f"""select {WORK} from work_item where id = %s for update""",
            (work_item_id,),
        )
    return one(
        db,
        Work,
        f"""select {WORK} from work_item where id = %s""",
        (work_item_id,),
    )


# ---------------------------------------------------------------- annotation slots


def slot_of(db: Connection, task_id: int, account_id: int) -> Work | None:
    """A person's slot on a task: held, or done."""
    return one(
        db,
        Work,
        f"""select {WORK} from work_item where task_id = %s and holder_id = %s and kind = 'annotate'""",
        (task_id, account_id),
    )


def held(db: Connection, project_id: int, account_id: int) -> list[Work]:
    """What a person holds for annotation: current work, then what came back, then the prefetched, then postponed."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item
           where holder_id = %s and project_id = %s and kind = 'annotate' and state = 'held'
             and (reserved_until is null or reserved_until > now())
           order by postponed_at nulls first, prefetched, returned, entered_at, id
           limit 200""",
        (account_id, project_id),
    )


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

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.position, self.reopened_position, self.wrapped_at)


# Whether a person had a task. The limit keeps it a look into one index per task: as a plain EXISTS the planner may turn
# it into a join that reads everything the person ever did.
_TAKEN = """(select 1 from work_item w
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
                    and t.queue_open and {_TAKEN} is null
                  order by a.task_id limit %(window)s) as wished
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


def offers(db: Connection, project_id: int, account_id: int, cursor: Cursor) -> tuple[list[Offered], list[Offered]]:
    """The next tasks with a free slot after a person's place, with whether they had it: reopened, and others."""
    found = many(
        db,
        Offer,
        f"""(select t.id as task_id, t.reopened_seq as position, {_TAKEN} is not null as taken, true as reopened
             from task t
             where t.project_id = %(project)s and t.queue_open and t.reopened_seq is not null
               and t.reopened_seq > %(reopened)s
             order by t.reopened_seq limit %(window)s)
            union all
            (select t.id, t.queue_key, {_TAKEN} is not null, false
             from task t where t.project_id = %(project)s and t.queue_open and t.queue_key > %(position)s
             order by t.queue_key limit %(window)s)""",
        {
            "project": project_id,
            "person": account_id,
            "reopened": cursor.reopened_position,
            "position": cursor.position,
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
             and {_TAKEN} is null
           order by t.queue_key limit %(window)s""",
        {"project": project_id, "person": account_id, "position": position, "window": WINDOW},
    )


@dataclass(frozen=True, slots=True)
class Reserved:
    """A slot that was just reserved."""

    work_item_id: int
    task_id: int
    reserved_until: datetime | None


def reserve(
    db: Connection,
    project_id: int,
    account_id: int,
    task_ids: Sequence[int],
    cursor: Cursor,
    *,
    until: datetime,
    prefetched: bool,
) -> Reserved | None:
    """Takes a slot on the first of these tasks that nobody else is taking at this moment, or None; keeps the place.

    The row decides: it is locked, its counter is below the overlap, and both change in this statement. A task that was
    queued becomes assigned, which is what the fold says of a task with a holder and no submission.
    """
    return one(
        db,
        Reserved,
        f"""with walked as (
             update queue_cursor set position = %(position)s, reopened_position = %(reopened)s, wrapped_at = %(wrapped)s
             where project_id = %(project)s and account_id = %(person)s),
           pick as (
             select t.id, t.status = 'queued' as was_queued from task t
             where t.id = any(%(tasks)s) and t.project_id = %(project)s and t.queue_open and {_TAKEN} is null
             order by array_position(%(tasks)s, t.id) for update skip locked limit 1),
           taken as (
             update task t set slots_taken = t.slots_taken + 1, holds = t.holds + 1,
               queue_open = t.slots_taken + 1 < t.overlap,
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


def take_slot(
    db: Connection,
    project_id: int,
    task_id: int,
    account_id: int,
    *,
    annotation_id: int | None,
    skipped: bool,
) -> None:
    """Notes that a person has done their slot of a task, reserved before or not, and their assignment with it."""
    run(
        db,
        """with assigned as (
             update assignment set is_done = true
             where task_id = %(task)s and account_id = %(person)s and type = 'AN' and not is_done)
           insert into work_item (project_id, task_id, kind, state, holder_id, annotation_id, skipped, done_at)
           values (%(project)s, %(task)s, 'annotate', 'done', %(person)s, %(annotation)s, %(skipped)s, now())
           on conflict (task_id, holder_id) where kind = 'annotate' do update set state = 'done', done_at = now(),
             annotation_id = coalesce(work_item.annotation_id, excluded.annotation_id), skipped = excluded.skipped,
             returned = false, prefetched = false, postponed_at = null, reserved_until = null""",
        {
            "project": project_id,
            "task": task_id,
            "person": account_id,
            "annotation": annotation_id,
            "skipped": skipped,
        },
    )


def hold_again(
    db: Connection,
    task_id: int,
    account_id: int,
    *,
    until: datetime | None,
    returned: bool,
    skipped: bool,
    prefetched: bool = False,
) -> None:
    """Puts a slot back into its holder's hands: returned work, or a task that they had skipped."""
    run(
        db,
        """update work_item set state = 'held', returned = %s, skipped = %s, prefetched = %s, reserved_at = now(),
             entered_at = now(), reserved_until = %s, postponed_at = null
           where task_id = %s and holder_id = %s and kind = 'annotate'""",
        (returned, skipped, prefetched, until, task_id, account_id),
    )


def extend(db: Connection, work_item_id: int, until: datetime | None, *, prefetched: bool) -> None:
    """Renews a reservation; a prefetched one that becomes current is no longer prefetched."""
    run(
        db,
        """update work_item set reserved_until = %s, prefetched = %s, postponed_at = null,
             reserved_at = coalesce(reserved_at, now()) where id = %s and state = 'held'""",
        (until, prefetched, work_item_id),
    )


def postpone(db: Connection, work_item_id: int) -> None:
    """Moves work to the end of its holder's own queue."""
    run(db, "update work_item set postponed_at = now(), prefetched = false where id = %s", (work_item_id,))


def drop_slot(db: Connection, task_id: int, account_id: int) -> bool:
    """Gives a slot back that has no submitted work; says whether there was one."""
    return (
        run(
            db,
            """delete from work_item where task_id = %s and holder_id = %s and kind = 'annotate' and state = 'held'
               and not returned and not skipped""",
            (task_id, account_id),
        )
        > 0
    )


def forget_slot(db: Connection, task_id: int, account_id: int) -> None:
    """A person whose work on a task was deleted may get the task again."""
    run(
        db,
        "delete from work_item where task_id = %s and holder_id = %s and kind = 'annotate'",
        (task_id, account_id),
    )


def settle_slot(db: Connection, task_id: int, account_id: int) -> None:
    """Returned work that is no longer returned is done."""
    run(
        db,
        """update work_item set state = 'done', returned = false, reserved_until = null
           where task_id = %s and holder_id = %s and kind = 'annotate' and state = 'held' and returned""",
        (task_id, account_id),
    )


def my_skipped(db: Connection, project_id: int, account_id: int) -> int | None:
    """The oldest task that a person skipped and that still needs annotations (REQUEUE_FOR_ME)."""
    found = value(
        db,
        """select w.task_id from work_item w join task t on t.id = w.task_id
           where w.holder_id = %s and w.project_id = %s and w.kind = 'annotate' and w.skipped and w.state = 'done'
             and not t.is_labeled order by w.done_at limit 1""",
        (account_id, project_id),
    )
    return None if found is None else int(found)


def expired(db: Connection, project_id: int, limit: int = 200) -> list[Work]:
    """Reservations of a project that have run out, oldest first."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item where project_id = %s and state = 'held' and reserved_until is not null
             and reserved_until <= now() order by task_id, id limit %s""",
        (project_id, limit),
    )


def projects_with_expired(db: Connection) -> list[int]:
    """Projects in which some reservation has run out."""
    return values(
        db,
        """select distinct project_id from work_item
           where state = 'held' and reserved_until is not null and reserved_until <= now()""",
    )


def history(db: Connection, project_id: int, account_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """What a person has annotated here, oldest first: the path that the back button walks."""
    found = records(
        db,
        """select task_id as "taskId", annotation_id as "annotationId" from work_item
           where holder_id = %s and project_id = %s and kind = 'annotate' and state = 'done'
           order by done_at desc limit %s""",
        (account_id, project_id, limit),
    )
    return found[::-1]


# ---------------------------------------------------------------- assignments


def next_assigned(db: Connection, project_id: int, account_id: int) -> int | None:
    """The first task that was assigned to a person for annotation and is not in their hands yet."""
    found = value(
        db,
        """select a.task_id from assignment a
           where a.account_id = %s and a.project_id = %s and a.type = 'AN' and not a.is_done
             and not exists (select 1 from work_item w
               where w.task_id = a.task_id and w.holder_id = a.account_id and w.kind = 'annotate' and w.state = 'held')
           order by a.task_id limit 1""",
        (account_id, project_id),
    )
    return None if found is None else int(found)


def is_assigned(db: Connection, task_id: int, account_id: int, kind: str = "AN") -> bool:
    """Whether a task was assigned to a person."""
    return bool(
        value(
            db,
            "select exists (select 1 from assignment where task_id = %s and account_id = %s and type = %s)",
            (task_id, account_id, kind),
        )
    )


def hold_assigned(
    db: Connection, project_id: int, task_id: int, account_id: int, *, until: datetime | None, prefetched: bool
) -> None:
    """Puts an assigned task into its person's hands."""
    run(
        db,
        """insert into work_item (project_id, task_id, kind, state, holder_id, reserved_at, reserved_until, prefetched)
           values (%s, %s, 'annotate', 'held', %s, now(), %s, %s)
           on conflict (task_id, holder_id) where kind = 'annotate' do update set state = 'held',
             reserved_at = now(), reserved_until = excluded.reserved_until, prefetched = excluded.prefetched""",
        (project_id, task_id, account_id, until, prefetched),
    )


def finish_assignment(db: Connection, task_id: int, account_id: int, kind: str, *, done: bool) -> None:
    """Notes that an assigned person has done their part, or has to do it again."""
    run(
        db,
        "update assignment set is_done = %s where task_id = %s and account_id = %s and type = %s and is_done <> %s",
        (done, task_id, account_id, kind, done),
    )


def assign(db: Connection, project_id: int, task_ids: Sequence[int], people: Sequence[int], kind: str, by: int) -> int:
    """Assigns people to tasks; who is assigned already stays so. Returns how many assignments are new."""
    return run(
        db,
        """insert into assignment (project_id, task_id, account_id, type, created_by, is_done)
           select %(project)s, t.id, p.id, %(kind)s, %(by)s, exists (
             select 1 from annotation a where %(kind)s = 'AN' and a.task_id = t.id and a.author_id = p.id
               and a.counts and not a.was_cancelled)
           from unnest(%(tasks)s::bigint[]) as t (id) cross join unnest(%(people)s::bigint[]) as p (id)
           on conflict (task_id, account_id, type) do nothing""",
        {"project": project_id, "tasks": list(task_ids), "people": list(people), "kind": kind, "by": by},
    )


def unassign(
    db: Connection, project_id: int, task_ids: Sequence[int], people: Sequence[int] | None, kind: str | None
) -> int:
    """Takes assignments away; None means everybody, or both kinds. Work that exists stays."""
    return run(
        db,
        """delete from assignment where project_id = %s and task_id = any(%s)
           and (%s::bigint[] is null or account_id = any(%s)) and (%s::text is null or type = %s)""",
        (
            project_id,
            list(task_ids),
            None if people is None else list(people),
            None if people is None else list(people),
            kind,
            kind,
        ),
    )


def assignments(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """The assignments of a task, in the shape of the API."""
    return records(
        db,
        """select id, account_id as assignee, task_id as task, type, is_done, created_at
           from assignment where task_id = %s order by id""",
        (task_id,),
    )


# ---------------------------------------------------------------- review batches


def open_batch(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    annotation_id: int,
    author_id: int | None,
    kind: str,
    pool: Sequence[int] | None,
    state: str,
) -> int:
    """A new batch of review items, waiting for a reviewer."""
    return int(
        value(
            db,
            """insert into work_item (project_id, task_id, kind, state, annotation_id, author_id, pool, order_key)
               values (%s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                project_id,
                task_id,
                kind,
                state,
                annotation_id,
                author_id,
                None if pool is None else list(pool),
                task_id,
            ),
        )
    )


def batch_of(db: Connection, annotation_id: int, kind: str) -> Work | None:
    """The batch of an annotation that is not judged yet and that nobody holds."""
    return one(
        db,
        Work,
        f"""select {WORK}
           from work_item where annotation_id = %s and kind = %s and state in ('open', 'waiting')
           order by id limit 1""",
        (annotation_id, kind),
    )


def held_batches(db: Connection, project_id: int, account_id: int) -> list[Work]:
    """Batches that a person holds, current before prefetched."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item
           where holder_id = %s and project_id = %s and kind in ('review', 'expert') and state = 'held'
             and (reserved_until is null or reserved_until > now())
           order by prefetched, reserved_at, id limit 50""",
        (account_id, project_id),
    )


def reserve_batch(
    db: Connection,
    project_id: int,
    account_id: int,
    *,
    kind: str,
    may_review_own: bool,
    until: datetime,
    prefetched: bool,
) -> Work | None:
    """Takes the first batch that waits for this person, or None.

    The waiting authors are walked one by one through the index, and from each other than the person the first batch is
    looked at: so a long row of one's own work costs nothing. What somebody else is taking at this moment is passed
    over, and so is what an expert has judged before as a reviewer.
    """
    return one(
        db,
        Work,
        """with recursive author (id) as (
             (select author_id from work_item where project_id = %(project)s and kind = %(kind)s and state = 'open'
              order by author_id limit 1)
             union all
             select (select w.author_id from work_item w where w.project_id = %(project)s and w.kind = %(kind)s
               and w.state = 'open' and w.author_id > author.id order by w.author_id limit 1)
             from author where author.id is not null),
           first as (
             select w.id, w.order_key from author, lateral (
               select id, order_key from work_item
               where project_id = %(project)s and kind = %(kind)s and state = 'open' and author_id = author.id
                 and (pool is null or %(person)s = any(pool))
                 and not exists (select 1 from review_item r join verdict v on v.review_item_id = r.id
                   where %(kind)s = 'expert' and r.work_item_id = work_item.id and v.reviewer_id = %(person)s
                     and v.stage = 'normal' and v.withdrawn_at is null)
               order by order_key, id limit 32) w
             where author.id is not null and (%(own)s or author.id <> %(person)s)
             order by w.order_key, w.id limit 128),
           pick as (
             select w.id from work_item w join first on first.id = w.id where w.state = 'open'
             order by w.order_key, w.id for update of w skip locked limit 1)
           update work_item w set state = 'held', holder_id = %(person)s, reserved_at = now(),
             reserved_until = %(until)s, prefetched = %(prefetched)s
           from pick where w.id = pick.id
           returning w.id, w.project_id, w.task_id, w.kind, w.state, w.holder_id, w.annotation_id, w.author_id,
             w.reserved_until, w.prefetched, w.returned, w.skipped, w.postponed_at""",
        {
            "project": project_id,
            "person": account_id,
            "kind": kind,
            "own": may_review_own,
            "until": until,
            "prefetched": prefetched,
        },
    )


def hold_batch(db: Connection, work_item_id: int, account_id: int, until: datetime) -> bool:
    """Reserves one certain batch if it is free; says whether it was."""
    return (
        run(
            db,
            """update work_item set state = 'held', holder_id = %s, reserved_at = now(), reserved_until = %s,
                 prefetched = false where id = %s and state in ('open', 'waiting')""",
            (account_id, until, work_item_id),
        )
        > 0
    )


def free_batch(db: Connection, work_item_id: int) -> None:
    """Gives a batch back to the queue."""
    run(
        db,
        """update work_item set state = 'open', holder_id = null, reserved_at = null, reserved_until = null,
             prefetched = false where id = %s and state = 'held'""",
        (work_item_id,),
    )


def finish_batch(db: Connection, work_item_id: int, account_id: int | None) -> None:
    """A batch whose items all have a verdict."""
    run(
        db,
        """update work_item set state = 'done', holder_id = coalesce(%s, holder_id), done_at = now(),
             reserved_until = null, prefetched = false where id = %s""",
        (account_id, work_item_id),
    )


def drop_batches(db: Connection, work_item_ids: Sequence[int]) -> None:
    """Removes batches that have lost their items."""
    if work_item_ids:
        run(db, "delete from work_item where id = any(%s) and kind <> 'annotate'", (list(work_item_ids),))


def drop_empty_batches(db: Connection, annotation_id: int) -> None:
    """Removes the waiting batches of an annotation that hold nothing any more."""
    run(
        db,
        """delete from work_item w
           where w.annotation_id = %s and w.kind <> 'annotate' and w.state in ('open', 'waiting')
             and not exists (select 1 from review_item r where r.work_item_id = w.id)""",
        (annotation_id,),
    )


def release_waiting(db: Connection, task_id: int, *, ready: bool) -> None:
    """Offers a finished task's batches to reviewers, or takes those of an unfinished one back (only finished tasks)."""
    run(
        db,
        "update work_item set state = %s where task_id = %s and kind = 'review' and state = %s",
        ("open" if ready else "waiting", task_id, "waiting" if ready else "open"),
    )


def align_waiting(db: Connection, project_id: int, *, only_finished: bool) -> None:
    """Brings all batches of a project in line after the setting changed."""
    if only_finished:
        run(
            db,
            """update work_item w set state = 'waiting' from task t where w.project_id = %s and w.kind = 'review'
               and w.state = 'open' and t.id = w.task_id and not t.is_labeled""",
            (project_id,),
        )
    else:
        run(
            db,
            "update work_item set state = 'open' where project_id = %s and kind = 'review' and state = 'waiting'",
            (project_id,),
        )


def waiting_for(db: Connection, project_id: int, account_id: int, limit: int = 1000) -> int:
    """How many batches wait for somebody who may not judge their own work, up to a limit."""
    return int(
        value(
            db,
            """select count(*) from (select 1 from work_item where project_id = %s and kind = 'review'
               and state = 'open' and author_id is distinct from %s limit %s) w""",
            (project_id, account_id, limit),
        )
    )


def review_history(db: Connection, project_id: int, account_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """The batches a person judged here, oldest first, each with the verdict that stands."""
    found = records(
        db,
        """select w.id as work_item, w.task_id as task, w.annotation_id as annotation, a.verdict, w.done_at as at
           from work_item w join annotation a on a.id = w.annotation_id
           where w.holder_id = %s and w.project_id = %s and w.kind in ('review', 'expert') and w.state = 'done'
           order by w.done_at desc, w.id desc limit %s""",
        (account_id, project_id, limit),
    )
    return found[::-1]


def not_in_project(db: Connection, project_id: int, people: Sequence[int]) -> list[int]:
    """Those of some ids who can neither be reached through membership of the project nor through their role."""
    return values(
        db,
        """select p.id from unnest(%(people)s::bigint[]) as p (id) where not exists (
             select 1 from project j join membership m on m.organization_id = j.organization_id and m.account_id = p.id
             where j.id = %(project)s and m.role <> 'DI' and (m.role in ('OW', 'AD', 'MA')
               or exists (select 1 from project_member q where q.project_id = j.id and q.account_id = p.id)
               or exists (select 1 from workspace_member q
                          where q.workspace_id = j.workspace_id and q.account_id = p.id)))""",
        {"people": list(people), "project": project_id},
    )


def drop_unassigned(db: Connection, task_ids: Sequence[int]) -> None:
    """Takes tasks out of the hands of people who are not assigned any more and have not submitted."""
    run(
        db,
        """delete from work_item w where w.task_id = any(%s) and w.kind = 'annotate' and w.state = 'held'
           and w.annotation_id is null and not exists (select 1 from assignment a
             where a.task_id = w.task_id and a.account_id = w.holder_id and a.type = 'AN')""",
        (list(task_ids),),
    )
