"""The tables of work: queue, activity, data, instances. Rows are found by indexes; then what they show is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, composed, records, value
from assay.queue.queries.narrowing import Stream, of_review
from assay.queue.rules import WorkFilter, WorkKind
from assay.tasks.rules import Status

_ENTERED = "coalesce(t.queue_entered_at, t.created_at)"
_IN_PROJECT = "t.project_id = %(project)s"
_HELD = "select 1 from work_item h where h.task_id = t.id and h.kind = 'annotate' and h.state = 'held' and h.holder_id"


def queue_streams(
    given: WorkFilter, *, viewer_id: int | None, labels: bool, reviews: bool, own_too: bool = False
) -> list[Stream]:
    """What the queue is read from. With a `viewer_id` only what that person may take, or holds (MQA A.14).

    `own_too`: where the project lets people review their own work.
    """
    streams: list[Stream] = []
    if labels and given.kind in (None, WorkKind.ANNOTATE):
        streams += _to_label(given, viewer_id)
    if reviews and given.kind is not WorkKind.ANNOTATE:
        streams += _to_review(given, viewer_id, own_too=own_too)
    return streams


def _to_label(given: WorkFilter, viewer_id: int | None) -> list[Stream]:
    """A task that was never submitted keeps its number as its place; returned ones have a place of their own."""
    wanted = given.status or frozenset({Status.QUEUED, Status.ASSIGNED, Status.RETURNED})
    holder = given.reserved_by if given.reserved_by is not None else viewer_id
    streams = []
    if Status.QUEUED in wanted and given.free is not False and given.reserved_by is None:
        streams.append(Stream("task t", f"{_IN_PROJECT} and t.status = 'queued'", "t.id", rank=_ENTERED))
    if Status.ASSIGNED in wanted and given.free is not True:
        if holder is None:
            streams.append(Stream("task t", f"{_IN_PROJECT} and t.status = 'assigned'", "t.id", rank=_ENTERED))
        else:
            source = "work_item h join task t on t.id = h.task_id"
            theirs = "h.holder_id = %(holder)s and h.project_id = %(project)s and h.kind = 'annotate'"
            only = f"{theirs} and h.state = 'held' and t.status = 'assigned'"
            streams.append(Stream(source, only, "t.id", rank=_ENTERED))
    if Status.RETURNED in wanted:
        asked = [_IN_PROJECT, "t.status = 'returned'"]
        if given.reserved_by is not None:
            asked.append(f"exists ({_HELD} = %(holder)s)")
        elif viewer_id is not None:
            asked.append(f"(t.queue_open or exists ({_HELD} = %(holder)s))")
        if given.free is not None:
            asked.append("t.queue_open" if given.free else "not t.queue_open")
        streams.append(Stream("task t", " and ".join(asked), "t.queue_key", rank=_ENTERED))
    return streams


def _to_review(given: WorkFilter, viewer_id: int | None, *, own_too: bool) -> list[Stream]:
    wanted = given.status or frozenset({Status.QUEUED, Status.ASSIGNED})
    states = [
        state
        for status, state in ((Status.QUEUED, "open"), (Status.ASSIGNED, "held"))
        if status in wanted and given.free is not (status is Status.ASSIGNED)
    ]
    if given.reserved_by is not None:
        states = [state for state in states if state == "held"]
    if not states:
        return []
    asked = ["w.project_id = %(project)s", "w.kind <> 'annotate'", "w.state in ('open', 'held')"]
    if len(states) == 1:
        asked.append(f"w.state = '{states[0]}'")
    if given.kind is not None:
        asked.append(f"w.kind = '{given.kind}'")
    asked += of_review(given, "w.id")
    if given.reserved_by is not None:
        asked.append("w.holder_id = %(holder)s")
    elif viewer_id is not None:
        free = "w.state = 'open' and (w.pool is null or %(holder)s = any(w.pool))"
        free += " and (w.excluded is null or not %(holder)s = any(w.excluded))"
        if not own_too:
            free += " and w.author_id is distinct from %(holder)s"
        asked.append(f"(w.holder_id = %(holder)s or ({free}))")
    return [Stream("work_item w join task t on t.id = w.task_id", " and ".join(asked), "w.id", rank="w.entered_at")]


def activity_streams(given: WorkFilter, *, author_id: int | None) -> list[Stream]:
    """What was submitted, by its last change, newest first; with an `author_id` what that person made or submitted."""
    wanted = given.status or frozenset({Status.IN_REVIEW, Status.COMPLETED})
    theirs = ""
    if author_id is not None:
        made = "exists (select 1 from annotation a where a.task_id = t.id and a.author_id = %(author)s)"
        theirs = f" and (t.submitted_by = %(author)s or {made})"
    return [
        Stream(
            "task t",
            f"{_IN_PROJECT} and t.status = '{status}' and t.status in ('in_review', 'completed'){theirs}",
            "t.updated_at",
            descending=True,
            tied=True,
        )
        for status in (Status.IN_REVIEW, Status.COMPLETED)
        if status in wanted
    ]


def data_streams(given: WorkFilter) -> list[Stream]:
    """All tasks in the order in which they were made; with statuses those alone."""
    if not given.status:
        return [Stream("task t", _IN_PROJECT, "t.id")]
    return [Stream("task t", f"{_IN_PROJECT} and t.status = '{status}'", "t.id") for status in sorted(given.status)]


# ---------------------------------------------------------------- what rows show

# As many as the files are known to have. Of pictures from elsewhere no file is known; the list of them is counted.
_FRAMES = """coalesce((jsonb_path_query_first(u.media, '$.**.frames') #>> '{}')::int,
    jsonb_array_length(jsonb_path_query_first(u.media, '$.**.items')),
    (jsonb_path_query_first(u.media, '$.**.pages') #>> '{}')::int,
    case u.kind when 'image' then 1 when 'image_group' then
      jsonb_array_length(jsonb_path_query_first(u.data, 'strict $.* ? (@.type() == "array")')) end)"""

_TASK = """t.id as task, t.inner_id, t.status, u.title as file, u.kind as type, u.dataset_id,
  d.title as dataset_title,
  t.updated_at, t.updated_by"""
_ACTIVITY = """t.submitted_at, t.submitted_by, t.reviewed_by,
  t.items_accepted + t.items_rejected + t.items_returned as reviewed,
  t.items_accepted + t.items_rejected + t.items_returned + t.items_pending + t.items_expert
    + t.items_not_selected as instances"""
_DATA = "(jsonb_path_query_first(u.media, '$.**.fps') #>> '{}')::float8 as fps, t.created_at"
_QUEUE = f"{_ENTERED} as entered_at, t.queue_open"


def task_rows(db: Connection, task_ids: Sequence[int], *, shows: str) -> dict[int, dict[str, Any]]:
    """What a table shows of some tasks, by id: `shows` is "queue", "activity" or "data"."""
    more = {"queue": _QUEUE, "activity": _ACTIVITY, "data": _DATA}[shows]
    found = records(
        db,
        composed(
            f"""select {_TASK}, {_FRAMES} as frames, {more}
                from task t join data_unit u on u.id = t.data_unit_id join dataset d on d.id = u.dataset_id
                where t.id = any(%(tasks)s)"""
        ),
        {"tasks": list(task_ids)},
    )
    return {row["task"]: row for row in found}


def hands(db: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Who has some tasks in hand to label, by task."""
    found = records(
        db,
        """select task_id, id as work_item, holder_id as reserved_by, reserved_at, reserved_until, returned
           from work_item where task_id = any(%s) and kind = 'annotate' and state = 'held'""",
        (list(task_ids),),
    )
    return {row["task_id"]: row for row in found}


def batches(db: Connection, item_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Reviews by id, with how many instances each holds."""
    found = records(
        db,
        """select w.id as work_item, w.kind, w.state, w.annotation_id as annotation, w.holder_id as reserved_by,
             w.reserved_at, w.reserved_until, w.entered_at, w.author_id as author,
             w.pool, w.excluded,
             (select count(*) from review_item r where r.work_item_id = w.id) as instances
           from work_item w where w.id = any(%s)""",
        (list(item_ids),),
    )
    return {row["work_item"]: row for row in found}


def counts(db: Connection, project_id: int) -> dict[str, int]:
    """How many tasks stand where, and how many reviews wait or are held."""
    [found] = records(
        db,
        """select coalesce(sum(tasks), 0)::bigint as tasks, coalesce(sum(queued), 0)::bigint as queued,
             coalesce(sum(assigned), 0)::bigint as assigned, coalesce(sum(in_review), 0)::bigint as in_review,
             coalesce(sum(returned), 0)::bigint as returned, coalesce(sum(completed), 0)::bigint as completed,
             (select count(*) from work_item where project_id = %(project)s and kind <> 'annotate'
              and state in ('open', 'held')) as reviews
           from project_tally where project_id = %(project)s""",
        {"project": project_id},
    )
    return found


# ---------------------------------------------------------------- instances

_INSTANCE = """select i.id, i.key as identifier, i.class_name as class, i.kind, i.frames, i.task_id as task,
    i.annotation_id as annotation, u.title as file, coalesce(r.state, 'not_submitted') as state,
    a.author_id as author, a.created_at, v.kind as verdict, v.reviewer_id as reviewer, v.created_at as judged_at,
    v.reason
  from {source}
  join data_unit u on u.id = t.data_unit_id
  left join review_item r on r.instance_id = i.id
  left join lateral (select kind, reviewer_id, created_at, reason from verdict
    where review_item_id = r.id and withdrawn_at is null order by id desc limit 1) v on true
  where {where}"""


def instances(
    db: Connection,
    project_id: int,
    *,
    identifier: str,
    class_name: str,
    state: str,
    after: tuple[int, str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """Instances of a project, the newest work first; an `identifier` finds it, and those that begin with it."""
    params: dict[str, Any] = {"project": project_id, "limit": limit}
    where = ["i.deleted_revision is null"]
    source = "annotation a join instance i on i.annotation_id = a.id join task t on t.id = i.task_id"
    if identifier:
        source = "instance i join annotation a on a.id = i.annotation_id join task t on t.id = i.task_id"
        where += ["i.project_id = %(project)s", "i.key like %(identifier)s"]
        params["identifier"] = identifier.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    else:
        where.append("a.project_id = %(project)s")
    if class_name:
        where.append("i.class_name = %(class)s")
        params["class"] = class_name
    if state:
        where.append("coalesce(r.state, 'not_submitted') = %(state)s")
        params["state"] = state
    if after is not None:
        where.append("a.id <= %(after)s and (a.id < %(after)s or i.key > %(after_key)s)")
        params |= {"after": after[0], "after_key": after[1]}
    sql = _INSTANCE.format(source=source, where=" and ".join(where))
    return records(db, composed(sql, "order by a.id desc, i.key limit %(limit)s"), params)


def submitter_of(db: Connection, task_id: int) -> int | None:
    """Who submitted a task last, of its own work or of what came back to them."""
    found: int | None = value(db, "select submitted_by from task where id = %s", (task_id,))
    return found


def instances_of_task(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """All instances of a task with the verdict that stands on each, in the order of their classes."""
    source = "instance i join annotation a on a.id = i.annotation_id join task t on t.id = i.task_id"
    where = "a.task_id = %(task)s and i.deleted_revision is null and not a.was_cancelled"
    return records(
        db, composed(_INSTANCE.format(source=source, where=where), "order by i.class_name, i.id"), {"task": task_id}
    )


# ---------------------------------------------------------------- what happened to a task


def happenings(db: Connection, task_id: int, limit: int = 500) -> list[dict[str, Any]]:
    """What happened to a task, the newest first."""
    return records(
        db,
        """select id, at, action, actor_id as person, annotation_id as annotation, payload from event
           where task_id = %s order by id desc limit %s""",
        (task_id, limit),
    )
