"""Reading and writing tasks: the locked row, the facts, the standing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from assay.kit.db import Connection, columns, many, one, run, value, values
from assay.tasks.rules import Facts, Standing

SHARDS = 16


@dataclass(frozen=True, slots=True)
class LockedTask:
    """A task row under lock, with what the next change is compared with."""

    id: int
    project_id: int
    overlap: int
    allow_skip: bool
    status: str
    state: str
    is_labeled: bool
    reviewed: bool
    queue_open: bool
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    submissions: int
    items_pending: int
    items_accepted: int
    items_returned: int
    items_rejected: int
    items_not_selected: int
    reopened: bool
    completed_at: datetime | None


LOCKED = columns(LockedTask)


def lock(db: Connection, task_id: int) -> LockedTask | None:
    """The task, locked until the end of the transaction: everything that changes it takes this lock first."""
    return one(
        db,
        LockedTask,
        f"""select {LOCKED}
           from task where id = %s for update""",
        (task_id,),
    )


def lock_many(db: Connection, project_id: int, task_ids: Sequence[int]) -> list[LockedTask]:
    """Tasks of a project, locked in the order of their ids so that two bulk changes cannot block one another."""
    return many(
        db,
        LockedTask,
        f"""select {LOCKED}
           from task where project_id = %s and id = any(%s) order by id for update""",
        (project_id, list(task_ids)),
    )


@dataclass(frozen=True, slots=True)
class Count:
    """What a recount of a task's own rows gives."""

    overlap: int
    reopened: bool
    holds: int
    total: int
    cancelled: int
    counting: int
    occupied: int
    ground_truths: int
    reviews_accepted: int
    reviews_rejected: int
    pending: int
    expert: int
    returned: int
    accepted: int
    rejected: int
    waived: int
    not_selected: int
    open_issues: int
    assigned: int
    assigned_done: int

    def facts(self, submissions: int) -> Facts:
        return Facts(
            overlap=self.overlap,
            holds=self.holds,
            counting=self.counting,
            occupied=self.occupied,
            submissions=submissions,
            assigned=self.assigned,
            assigned_done=self.assigned_done,
            pending=self.pending,
            expert=self.expert,
            returned=self.returned,
            accepted=self.accepted,
            rejected=self.rejected,
            waived=self.waived,
            not_selected=self.not_selected,
            open_issues=self.open_issues,
            reopened=self.reopened,
        )


def recount(db: Connection, task_id: int, skips_count: bool, skips_occupy: bool) -> Count:
    """Counts the rows of one task. Its cost depends on that task alone; the caller holds the task's lock."""
    found = one(
        db,
        Count,
        """select t.overlap, t.reopened, w.holds, a.total, a.cancelled, a.counting, a.occupied, a.ground_truths,
             a.reviews_accepted, a.reviews_rejected, r.pending, r.expert, r.returned, r.accepted, r.rejected, r.waived,
             r.not_selected, i.open_issues, s.assigned, s.assigned_done
           from task t,
           lateral (select count(*) as holds from work_item
             where task_id = t.id and kind = 'annotate' and state = 'held' and not returned and not skipped) w,
           lateral (select
             count(*) filter (where not was_cancelled) as total,
             count(*) filter (where was_cancelled) as cancelled,
             count(distinct author_id) filter (where counts and (not was_cancelled or %(count)s)) as counting,
             count(distinct author_id) filter (where counts and (not was_cancelled or %(occupy)s)) as occupied,
             count(*) filter (where ground_truth) as ground_truths,
             count(*) filter (where verdict in ('accepted', 'fixed')) as reviews_accepted,
             count(*) filter (where verdict in ('returned', 'removed', 'passed_on')) as reviews_rejected
             from annotation where task_id = t.id) a,
           lateral (select
             count(*) filter (where state = 'pending') as pending,
             count(*) filter (where state = 'expert_pending') as expert,
             count(*) filter (where state = 'returned') as returned,
             count(*) filter (where state = 'accepted') as accepted,
             count(*) filter (where state = 'rejected') as rejected,
             count(*) filter (where state = 'waived') as waived,
             count(*) filter (where state = 'not_selected') as not_selected
             from review_item where task_id = t.id) r,
           lateral (select count(*) as open_issues from issue where task_id = t.id and not is_resolved) i,
           lateral (select count(*) as assigned, count(*) filter (where is_done) as assigned_done
             from assignment where task_id = t.id and type = 'AN') s
           where t.id = %(task)s""",
        {"task": task_id, "count": skips_count, "occupy": skips_occupy},
    )
    assert found is not None
    return found


def write_standing(
    db: Connection,
    task: LockedTask,
    count: Count,
    now: Standing,
    *,
    submissions: int,
    at: datetime,
    by: int | None,
) -> None:
    """Writes what the fold says, and moves the project's counters by the difference."""
    reopens = now.queue_open and not task.queue_open
    completed_at = None
    if now.is_labeled:
        completed_at = task.completed_at or at
    moves = {
        "labeled": int(now.is_labeled) - int(task.is_labeled),
        "reviewed": int(now.reviewed) - int(task.reviewed),
        "annotations": count.total - task.total_annotations,
        "skipped": count.cancelled - task.cancelled_annotations,
        "items_pending": count.pending - task.items_pending,
        "items_accepted": count.accepted - task.items_accepted,
        "items_returned": count.returned - task.items_returned,
        "items_rejected": count.rejected - task.items_rejected,
        "items_not_selected": count.not_selected - task.items_not_selected,
    }
    if now.status != task.status:
        moves[task.status] = moves.get(task.status, 0) - 1
        moves[now.status.value] = moves.get(now.status.value, 0) + 1
    run(
        db,
        f"""with moved as ({_TALLY})
           update task set
             status = %(status)s, state = %(state)s, is_labeled = %(is_labeled)s, reviewed = %(reviewed)s,
             reviewed_at = case when %(reviewed)s then coalesce(reviewed_at, %(at)s) end,
             completed_at = %(completed_at)s, queue_open = %(queue_open)s,
             reopened_seq = case when %(reopens)s then nextval('queue_reopening')
                                 when %(queue_open)s then reopened_seq end,
             slots_taken = %(slots)s, holds = %(holds)s, counting = %(counting)s, submissions = %(submissions)s,
             items_pending = %(pending)s, items_expert = %(expert)s, items_returned = %(returned)s,
             items_accepted = %(accepted)s, items_rejected = %(rejected)s, items_not_selected = %(not_selected)s,
             open_issues = %(open_issues)s, total_annotations = %(total)s, cancelled_annotations = %(cancelled)s,
             reviews_accepted = %(reviews_accepted)s, reviews_rejected = %(reviews_rejected)s,
             updated_at = %(at)s, updated_by = coalesce(%(by)s, updated_by)
           where id = %(task)s""",
        {
            "task": task.id,
            "status": now.status,
            "state": now.state,
            "is_labeled": now.is_labeled,
            "reviewed": now.reviewed,
            "queue_open": now.queue_open,
            "reopens": reopens,
            "completed_at": completed_at,
            "slots": count.holds + count.occupied,
            "holds": count.holds,
            "counting": count.counting,
            "submissions": submissions,
            "pending": count.pending,
            "expert": count.expert,
            "returned": count.returned,
            "accepted": count.accepted,
            "rejected": count.rejected,
            "not_selected": count.not_selected,
            "open_issues": count.open_issues,
            "total": count.total,
            "cancelled": count.cancelled,
            "reviews_accepted": count.reviews_accepted,
            "reviews_rejected": count.reviews_rejected,
            "at": at,
            "by": by,
            **_moved(task.project_id, moves),
        },
    )


COUNTERS = (
    "tasks",
    "queued",
    "assigned",
    "in_review",
    "returned",
    "completed",
    "labeled",
    "reviewed",
    "annotations",
    "skipped",
    "predictions",
    "ground_truths",
    "items_pending",
    "items_accepted",
    "items_returned",
    "items_rejected",
    "items_not_selected",
)


_TALLY = (
    "update project_tally set "
    + ", ".join(f"{name} = {name} + %(add_{name})s" for name in COUNTERS)
    + " where project_id = %(tally_project)s and shard = %(shard)s"
)


def _moved(project_id: int, moves: Mapping[str, int]) -> dict[str, int]:
    shard = random.randrange(SHARDS)
    return {f"add_{name}": moves.get(name, 0) for name in COUNTERS} | {"tally_project": project_id, "shard": shard}


def tally(db: Connection, project_id: int, moves: Mapping[str, int]) -> None:
    """Adds to the counters of a project, on one of its shards."""
    if any(moves.values()):
        run(db, _TALLY, _moved(project_id, moves))


# ---------------------------------------------------------------- adding and removing


@dataclass(slots=True)
class NewTask:
    """What a new task is made of. `data` is the item's JSON, already written."""

    data: bytes
    title: str
    meta: Any = None
    overlap: int | None = None
    allow_skip: bool = True
    upload_id: int | None = None
    media: dict[str, Any] | None = None
    total_predictions: int = 0


def reserve_ids(db: Connection, table: str, count: int) -> list[int]:
    """Ids of a table for rows that are about to be copied in."""
    if not count:
        return []
    return values(db, "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", (table, count))


def last_inner_id(db: Connection, project_id: int) -> int:
    """The highest number of a task inside its project; the caller holds the project's lock."""
    return int(value(db, "select coalesce(max(inner_id), 0) from task where project_id = %s", (project_id,)))


def lock_project(db: Connection, project_id: int) -> None:
    """Serialises what numbers tasks or changes the project as a whole; people go on working in it meanwhile."""
    value(db, "select id from project where id = %s for no key update", (project_id,))


def own_dataset(db: Connection, project_id: int, organization_id: int) -> int:
    """The dataset that imports of this project fill; made when first needed."""
    found = value(db, "select dataset_id from project_dataset where project_id = %s and is_own", (project_id,))
    if found is None:
        found = value(
            db,
            """with made as (insert into dataset (organization_id, title)
                 select %s, title from project where id = %s returning id)
               insert into project_dataset (project_id, dataset_id, is_own)
               select %s, id, true from made returning dataset_id""",
            (organization_id, project_id, project_id),
        )
    return int(found)


def copy_units(db: Connection, dataset_id: int, ids: Sequence[int], tasks: Sequence[NewTask]) -> None:
    """Copies data units in. The lines are put together here: for many small rows that is most of the work."""
    lines = [
        b"%d\t%d\t%b\t%b\t%b\t%b\n"
        % (
            unit_id,
            dataset_id,
            _escaped(task.data),
            _escaped(task.title.encode()),
            _NULL if task.media is None else _escaped(orjson.dumps(task.media)),
            _NULL if task.upload_id is None else b"%d" % task.upload_id,
        )
        for unit_id, task in zip(ids, tasks, strict=True)
    ]
    with db.cursor().copy("copy data_unit (id, dataset_id, data, title, media, upload_id) from stdin") as copy:
        copy.write(b"".join(lines))


def copy_tasks(
    db: Connection,
    project_id: int,
    ids: Sequence[int],
    unit_ids: Sequence[int],
    tasks: Sequence[NewTask],
    *,
    first_inner: int,
    overlap: int,
    queue_keys: Sequence[int],
    queue_open: bool,
    by: int | None,
) -> None:
    """Copies tasks in, in the order given."""
    maker = _NULL if by is None else b"%d" % by
    is_open = _boolean(queue_open)
    lines = [
        b"%d\t%d\t%d\t%d\t%d\t%b\t%b\t%d\t%b\t%d\t%b\n"
        % (
            task_id,
            project_id,
            unit_id,
            inner_id,
            task.overlap or overlap,
            _boolean(task.allow_skip),
            _NULL if task.meta is None else _escaped(orjson.dumps(task.meta)),
            key,
            is_open,
            task.total_predictions,
            maker,
        )
        for inner_id, (task_id, unit_id, task, key) in enumerate(
            zip(ids, unit_ids, tasks, queue_keys, strict=True), first_inner
        )
    ]
    with db.cursor().copy(
        "copy task (id, project_id, data_unit_id, inner_id, overlap, allow_skip, meta, queue_key, queue_open,"
        " total_predictions, updated_by) from stdin"
    ) as copy:
        copy.write(b"".join(lines))


_NULL = rb"\N"


def _boolean(value: bool) -> bytes:
    return b"t" if value else b"f"


def _escaped(text: bytes) -> bytes:
    """A value in the text format of COPY."""
    text = text.replace(b"\\", b"\\\\")
    if b"\n" in text or b"\t" in text or b"\r" in text:
        text = text.replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\r")
    return text


def rewind_cursors(db: Connection, project_id: int) -> None:
    """Lets everybody walk the queue from its beginning again, after a change that reopens tasks behind them."""
    run(db, "delete from queue_cursor where project_id = %s", (project_id,))


def delete(db: Connection, project_id: int, task_ids: Sequence[int] | None) -> list[int]:
    """Deletes tasks (all of the project with None) and data units that nothing else uses; returns their ids."""
    gone = many(
        db,
        Removed,
        """delete from task where project_id = %s and (%s::bigint[] is null or id = any(%s)) returning id,
           data_unit_id, status, is_labeled, reviewed, total_annotations, cancelled_annotations, total_predictions,
           items_pending, items_accepted, items_returned, items_rejected, items_not_selected""",
        (project_id, None if task_ids is None else list(task_ids), None if task_ids is None else list(task_ids)),
    )
    run(
        db,
        """delete from data_unit u where u.id = any(%s)
           and not exists (select 1 from task where data_unit_id = u.id)
           and exists (select 1 from project_dataset d where d.dataset_id = u.dataset_id and d.is_own)""",
        ([task.data_unit_id for task in gone],),
    )
    tally(db, project_id, _removed(gone))
    return [task.id for task in gone]


@dataclass(frozen=True, slots=True)
class Removed:
    """A deleted task with what it contributed to the project's counters."""

    id: int
    data_unit_id: int
    status: str
    is_labeled: bool
    reviewed: bool
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    items_pending: int
    items_accepted: int
    items_returned: int
    items_rejected: int
    items_not_selected: int


def _removed(gone: Iterable[Removed]) -> dict[str, int]:
    moves: dict[str, int] = dict.fromkeys(COUNTERS, 0)
    for task in gone:
        moves["tasks"] -= 1
        moves[task.status] -= 1
        moves["labeled"] -= int(task.is_labeled)
        moves["reviewed"] -= int(task.reviewed)
        moves["annotations"] -= task.total_annotations
        moves["skipped"] -= task.cancelled_annotations
        moves["predictions"] -= task.total_predictions
        moves["items_pending"] -= task.items_pending
        moves["items_accepted"] -= task.items_accepted
        moves["items_returned"] -= task.items_returned
        moves["items_rejected"] -= task.items_rejected
        moves["items_not_selected"] -= task.items_not_selected
    return moves
