"""Handing work to one person, and taking it back: rows that are locked, written by sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.kit.db import Connection, many, one, records, run, value, values
from assay.queue.queries.locks import wait_for
from assay.tasks.queries.tally import SHARDS


@dataclass(frozen=True, slots=True)
class Free:
    """A locked task that nobody holds. With an annotation it is work that was returned, and comes with it."""

    id: int
    annotation_id: int | None


_FREE = """select t.id, (select w.annotation_id from work_item w
    where w.task_id = t.id and w.kind = 'annotate' and w.state = 'open' limit 1) as annotation_id
  from task t where t.project_id = %(project)s and t.queue_open"""


def lock_first_free(db: Connection, project_id: int, task_ids: Sequence[int]) -> Free | None:
    """The first of these tasks that is free and that nobody else is taking at this moment, locked."""
    return one(
        db,
        Free,
        f"{_FREE} and t.id = any(%(tasks)s) order by array_position(%(tasks)s, t.id) limit 1"
        " for update of t skip locked",
        {"project": project_id, "tasks": list(task_ids)},
    )


def wait_for_free(db: Connection, project_id: int, task_ids: Sequence[int]) -> bool:
    """Waits until nobody has the first free one of these tasks under a lock; False when none is free."""
    return wait_for(
        db,
        """select id from task where id = (
             select id from task where project_id = %(project)s and queue_open and id = any(%(tasks)s)
             order by array_position(%(tasks)s, id) limit 1) for update""",
        {"project": project_id, "tasks": list(task_ids)},
    )


def lock_first_skipped(db: Connection, project_id: int, account_id: int, task_ids: Sequence[int] | None) -> Free | None:
    """Of what a person skipped and what is free still, what they skipped longest ago, locked."""
    return one(
        db,
        Free,
        """select t.id, (select w.annotation_id from work_item w
             where w.task_id = t.id and w.kind = 'annotate' and w.state = 'open' limit 1) as annotation_id
           from work_item s join task t on t.id = s.task_id
           where s.holder_id = %(person)s and s.project_id = %(project)s and s.kind = 'annotate' and s.skipped
             and s.state = 'done' and t.queue_open and (%(tasks)s::bigint[] is null or t.id = any(%(tasks)s))
           order by s.done_at limit 1 for update of t skip locked""",
        {"person": account_id, "project": project_id, "tasks": None if task_ids is None else list(task_ids)},
    )


def lock_free(db: Connection, project_id: int, task_ids: Sequence[int]) -> list[Free]:
    """Those of some tasks that are free, locked in the order of their ids; who is taking one is waited for."""
    return many(
        db,
        Free,
        f"{_FREE} and t.id = any(%(tasks)s) order by t.id for update of t",
        {"project": project_id, "tasks": list(task_ids)},
    )


def hold(db: Connection, project_id: int, account_id: int, free: Sequence[Free], until: datetime | None) -> None:
    """Puts locked, free tasks into one person's hands.

    A task that was queued becomes assigned. Returned work comes with its annotation, on which they go on. That somebody
    had skipped a task is forgotten when they get it.
    """
    fresh = [task.id for task in free if task.annotation_id is None]
    returned = [task for task in free if task.annotation_id is not None]
    if fresh:
        run(
            db,
            """with before as (
                 select count(*) as queued from task where id = any(%(tasks)s) and status = 'queued'),
               taken as (
                 update task set slots_taken = slots_taken + 1, holds = holds + 1, reopened_seq = null,
                   queue_open = slots_taken + 1 < overlap, extra_open = false,
                   status = case when status = 'queued' then 'assigned' else status end
                 where id = any(%(tasks)s) returning id),
               moved as (
                 update project_tally p set queued = p.queued - b.queued, assigned = p.assigned + b.queued
                 from before b
                 where p.project_id = %(project)s and p.shard = %(shard)s)
               insert into work_item (project_id, task_id, kind, state, holder_id, reserved_at, reserved_until)
               select %(project)s, id, 'annotate', 'held', %(person)s, now(), %(until)s from taken order by id
               on conflict (task_id, holder_id) where kind = 'annotate' do update set state = 'held',
                 reserved_at = now(), reserved_until = excluded.reserved_until, entered_at = now(), skipped = false,
                 annotation_id = case when work_item.skipped then work_item.annotation_id end,
                 returned = false, prefetched = false, postponed_at = null, done_at = null""",
            {
                "tasks": fresh,
                "project": project_id,
                "person": account_id,
                "until": until,
                "shard": fresh[0] % SHARDS,
            },
        )
    if returned:
        _hold_returned(db, account_id, returned, until)


def _hold_returned(db: Connection, account_id: int, free: Sequence[Free], until: datetime | None) -> None:
    given = {
        "tasks": [task.id for task in free],
        "person": account_id,
        "until": until,
    }
    run(
        db,
        """delete from work_item where task_id = any(%(tasks)s) and kind = 'annotate' and holder_id = %(person)s
           and state = 'done'""",
        given,
    )
    run(
        db,
        """update work_item set state = 'held', holder_id = %(person)s, reserved_at = now(), reserved_until = %(until)s,
             entered_at = now(), returned = true, skipped = false, postponed_at = null
           where task_id = any(%(tasks)s) and kind = 'annotate' and state = 'open'""",
        given,
    )
    run(db, "update task set queue_open = false, reopened_seq = null where id = any(%(tasks)s)", given)


def give_back(db: Connection, task_id: int, account_id: int) -> bool:
    """Takes a task out of a person's hands; says whether they held it. The caller holds its lock and settles it.

    Returned work waits for anybody, with its annotation. What they had skipped before counts as skipped again.
    """
    return (
        run(
            db,
            """with gone as (
                 delete from work_item where task_id = %(task)s and holder_id = %(person)s and kind = 'annotate'
                   and state = 'held' and not returned and annotation_id is null returning id),
               kept as (
                 update work_item set state = case when returned then 'open' else 'done' end,
                   holder_id = case when returned then null else holder_id end, skipped = not returned,
                   done_at = case when returned then null else now() end, reserved_at = null, reserved_until = null,
                   prefetched = false, postponed_at = null
                 where task_id = %(task)s and holder_id = %(person)s and kind = 'annotate' and state = 'held'
                   and (returned or annotation_id is not null) returning id)
               select id from gone union all select id from kept""",
            {"task": task_id, "person": account_id},
        )
        > 0
    )


def holders_of(db: Connection, task_id: int) -> list[int]:
    """Who has a task in hand to label it, whether or not their time is over."""
    return values(
        db,
        "select holder_id from work_item where task_id = %s and kind = 'annotate' and state = 'held' order by id",
        (task_id,),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Work that somebody holds: what it is, since when, until when."""

    kind: str
    task: int
    work_item: int
    person: int
    since: datetime | None
    until: datetime | None


_HELD = """select kind, task_id as task, id as work_item, holder_id as person, reserved_at as since,
    reserved_until as until from work_item
  where state = 'held' and (reserved_until is null or reserved_until > now())"""


def held_of_tasks(db: Connection, project_id: int, task_ids: Sequence[int]) -> list[Held]:
    """What is held of some tasks of a project, to label and to review. Tasks of other projects tell nothing."""
    condition = "and project_id = %s and task_id = any(%s) order by task_id, id"
    return many(db, Held, f"{_HELD} {condition}", (project_id, list(task_ids)))


def held_items(db: Connection, project_id: int, item_ids: Sequence[int]) -> list[Held]:
    """Those of some reviews that somebody holds."""
    return many(db, Held, f"{_HELD} and project_id = %s and id = any(%s) order by id", (project_id, list(item_ids)))


@dataclass(frozen=True, slots=True)
class Batch:
    """A review that waits or is held, with who must not have it."""

    id: int
    task_id: int
    annotation_id: int | None
    kind: str
    state: str
    holder_id: int | None
    author_id: int | None
    pool: list[int] | None
    excluded: list[int] | None
    submitter_id: int | None


_BATCH = """select id, task_id, annotation_id, kind, state, holder_id, author_id, pool, excluded,
    (select s.holder_id from work_item s where s.task_id = work_item.task_id and s.kind = 'annotate'
       and s.annotation_id = work_item.annotation_id and s.holder_id is not null
     order by s.done_at desc nulls last, s.id desc limit 1) as submitter_id
  from work_item"""


def lock_batches(db: Connection, project_id: int, item_ids: Sequence[int]) -> list[Batch]:
    """Reviews of a project that are not done, with their tasks locked, in the order of the tasks."""
    records(
        db,
        """select t.id from task t where t.id in (select task_id from work_item where id = any(%s) and project_id = %s)
           order by t.id for update""",
        (list(item_ids), project_id),
    )
    return many(
        db,
        Batch,
        f"{_BATCH} where project_id = %s and id = any(%s) and kind <> 'annotate' and state <> 'done' order by id"
        " for update",
        (project_id, list(item_ids)),
    )


def hold_batches(db: Connection, item_ids: Sequence[int], account_id: int, until: datetime | None) -> int:
    """Reserves free reviews for one person."""
    return run(
        db,
        """update work_item set state = 'held', holder_id = %s, reserved_at = now(), reserved_until = %s,
             prefetched = false where id = any(%s) and state in ('open', 'waiting')""",
        (account_id, until, list(item_ids)),
    )


def judged_before(db: Connection, item_ids: Sequence[int], account_id: int) -> list[int]:
    """Those of some experts' reviews that hold something which a person has judged as a reviewer (MQA A.21 U11)."""
    found = records(
        db,
        """select distinct r.work_item_id as id from review_item r join verdict v on v.review_item_id = r.id
           join work_item w on w.id = r.work_item_id and w.kind = 'expert'
           where r.work_item_id = any(%s) and v.reviewer_id = %s and v.stage = 'normal' and v.withdrawn_at is null""",
        (list(item_ids), account_id),
    )
    return [row["id"] for row in found]


def status_of(db: Connection, task_id: int) -> str:
    """Where a task stands."""
    return str(value(db, "select status from task where id = %s", (task_id,)))
