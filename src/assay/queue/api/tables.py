"""Routes of the tables of work: queue, activity, data, instances, and what happened to a task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import Query

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput, NotAllowed
from assay.kit.http import Id, QueryId, Routes
from assay.projects import sight
from assay.projects.queries import workflow_of
from assay.queue import answers, tables, worklist
from assay.queue.api.handing import steered
from assay.queue.queries import tables as queries
from assay.queue.queries.narrowing import Found, Stream
from assay.queue.rules import WorkFilter
from assay.queue.table_shapes import (
    ActivityPage,
    DataPage,
    Happening,
    InstancePage,
    InstanceRow,
    Kind,
    Matching,
    QueuePage,
    TaskStatus,
    WorkCounts,
)
from assay.reviews.rules import ItemState

router = Routes(tags=["tables of work"])

Status = Annotated[list[TaskStatus] | None, Query(description="One or more statuses.")]
Search = Annotated[str | None, Query(max_length=200, description="Part of a file's name, whatever its case.")]
Class = Annotated[str | None, Query(alias="class", max_length=200)]
After = Annotated[str | None, Query(max_length=1000, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500)]
Type = Annotated[str | None, Query(max_length=20)]
Filter = Annotated[str | None, Query(max_length=2000, description="A JSON object, as work lists have it.")]


def _filter(**given: Any) -> WorkFilter:
    return worklist.read({name.rstrip("_"): value for name, value in given.items() if value is not None})


@router.get("/api/projects/{id}/queue/", response_model=QueuePage)
def queue(
    ctx: Context,
    id: Id,
    kind: Kind | None = None,
    status: Status = None,
    search: Search = None,
    reserved_by: QueryId = None,
    free: bool | None = None,
    class_name: Class = None,
    dataset: QueryId = None,
    type: Type = None,
    after: After = None,
    limit: Limit = 100,
) -> Any:
    """What waits or is held, to label and to review, in the order in which it entered the queue.

    Who steers the queue sees all of it; others what they may take, and what they hold.
    """
    project = ctx.project(id, Permission.QUEUE_VIEW)
    steered(project)
    me = ctx.actor.id
    wanted = _filter(
        kind=kind, status=status, search=search, reserved_by=reserved_by, free=free,
        class_=class_name, dataset=dataset, type=type,
    )  # fmt: skip
    streams, params = _queued(project, wanted, me)
    found = tables.page(ctx.db, streams, wanted, params, after=after, limit=limit)
    return {"rows": _queue_rows(ctx, project, found.rows), "next": found.next}


@router.get("/api/projects/{id}/queue/count/", response_model=Matching)
def queue_count(ctx: Context, id: Id, filter: Filter = None) -> Any:
    """How many rows the queue has under a filter."""
    project = ctx.project(id, Permission.QUEUE_VIEW)
    steered(project)
    wanted = worklist.read(filter)
    streams, params = _queued(project, wanted, ctx.actor.id)
    return {"rows": tables.count(ctx.db, streams, wanted, params)}


def _queued(project: ProjectAccess, wanted: WorkFilter, me: int) -> tuple[list[Stream], dict[str, Any]]:
    """What the queue is read from for a person, and the parameters; nobody but who steers it sees others' work."""
    steers = project.allows(Permission.QUEUE_CONTROL)
    if not steers and wanted.reserved_by not in (None, me):
        return [], {}
    streams = queries.queue_streams(
        wanted,
        viewer_id=None if steers else me,
        labels=steers or project.allows(Permission.LABEL_STREAM),
        reviews=steers or project.allows(Permission.REVIEW_STREAM),
        own_too=_reviews_own(project),
    )
    return streams, {"project": project.id, "holder": wanted.reserved_by if wanted.reserved_by is not None else me}


def _queue_rows(ctx: Ctx, project: ProjectAccess, found: Sequence[Found]) -> list[dict[str, Any]]:
    rows = _tasks(ctx, found, "queue")
    hands = queries.hands(ctx.db, [row.task_id for row in found if row.item_id is None])
    batches = queries.batches(ctx.db, [row.item_id for row in found if row.item_id is not None])
    me = ctx.actor.id
    may = {
        True: project.allows(Permission.LABEL_STREAM),
        False: project.allows(Permission.REVIEW_STREAM),
    }
    own_too = _reviews_own(project)
    shown = []
    for row in found:
        if row.task_id not in rows or (row.item_id is not None and row.item_id not in batches):
            continue  # it went while the list was read
        task = dict(rows[row.task_id])
        is_open = task.pop("queue_open")
        if row.item_id is None:
            hand = hands.get(row.task_id)
            holder = hand["reserved_by"] if hand else None
            task |= {
                "kind": "annotate",
                "work_item": hand["work_item"] if hand else None,
                "annotation": None,
                "instances": None,
                "can_initiate": may[True] and (is_open or holder == me),
            }
        else:
            hand = batches[row.item_id]
            holder = hand["reserved_by"] if hand["state"] == "held" else None
            task |= {
                "kind": hand["kind"],
                "work_item": row.item_id,
                "annotation": hand["annotation"],
                "instances": hand["instances"],
                "entered_at": hand["entered_at"],
                "status": "assigned" if hand["state"] == "held" else "queued",
                "can_initiate": may[False] and holder in (None, me) and _may_judge(hand, me, own_too=own_too),
            }
        task |= {
            "reserved_by": holder,
            "reserved_at": hand["reserved_at"] if hand and holder is not None else None,
            "reserved_until": hand["reserved_until"] if hand and holder is not None else None,
        }
        shown.append(task)
    return _with_people(ctx, project, shown, "edited_by", "reserved_by")


def _reviews_own(project: ProjectAccess) -> bool:
    return workflow_of(project).settings.review.allow_self_review


def _may_judge(hand: dict[str, Any], person: int, *, own_too: bool) -> bool:
    """Whether a review is for somebody, apart from their role and from who has it in hand."""
    if hand["pool"] is not None and person not in hand["pool"]:
        return False
    if hand["excluded"] is not None and person in hand["excluded"]:
        return False
    return own_too or hand["author"] != person


@router.get("/api/projects/{id}/activity/", response_model=ActivityPage)
def activity(
    ctx: Context,
    id: Id,
    status: Status = None,
    search: Search = None,
    class_name: Class = None,
    dataset: QueryId = None,
    type: Type = None,
    after: After = None,
    limit: Limit = 100,
) -> Any:
    """What was submitted, in review or completed, by its last change, newest first; annotators see their own work."""
    project = ctx.project(id, Permission.ACTIVITY_VIEW)
    steered(project)
    wanted = _filter(status=status, search=search, class_=class_name, dataset=dataset, type=type)
    streams, params = _submitted(project, wanted, ctx.actor.id)
    found = tables.page(ctx.db, streams, wanted, params, after=after, limit=limit, descending=True)
    rows = _tasks(ctx, found.rows, "activity")
    shown = [rows[row.task_id] for row in found.rows if row.task_id in rows]
    return {
        "rows": _with_people(ctx, project, shown, "edited_by", "submitted_by", "reviewed_by"),
        "next": found.next,
    }


@router.get("/api/projects/{id}/activity/count/", response_model=Matching)
def activity_count(ctx: Context, id: Id, filter: Filter = None) -> Any:
    """How many submitted tasks there are under a filter."""
    project = ctx.project(id, Permission.ACTIVITY_VIEW)
    steered(project)
    wanted = worklist.read(filter)
    streams, params = _submitted(project, wanted, ctx.actor.id)
    return {"rows": tables.count(ctx.db, streams, wanted, params)}


def _submitted(project: ProjectAccess, wanted: WorkFilter, me: int) -> tuple[list[Stream], dict[str, Any]]:
    sees_all = project.allows(Permission.ANNOTATIONS_VIEW_ALL)
    streams = queries.activity_streams(wanted, author_id=None if sees_all else me)
    return streams, {"project": project.id, "author": me}


@router.get("/api/projects/{id}/data/", response_model=DataPage)
def data(
    ctx: Context,
    id: Id,
    status: Status = None,
    search: Search = None,
    class_name: Class = None,
    dataset: QueryId = None,
    type: Type = None,
    after: After = None,
    limit: Limit = 100,
) -> Any:
    """All tasks as items of data. Where the queue is switched off everybody who works in the project sees them."""
    project = ctx.project(id, Permission.TASKS_VIEW)
    workflow = steered(project)
    if workflow.is_managed and not project.allows(Permission.DATA_VIEW):
        raise NotAllowed("Your role does not allow this.", context={"permission": Permission.DATA_VIEW.value})
    wanted = _filter(status=status, search=search, class_=class_name, dataset=dataset, type=type)
    streams = queries.data_streams(wanted)
    found = tables.page(ctx.db, streams, wanted, {"project": id}, after=after, limit=limit)
    rows = _tasks(ctx, found.rows, "data")
    hands = queries.hands(ctx.db, list(rows))
    shown = []
    for row in found.rows:
        if row.task_id in rows:
            hand = hands.get(row.task_id)
            by, since = (hand["reserved_by"], hand["reserved_at"]) if hand else (None, None)
            shown.append({**rows[row.task_id], "reserved_by": by, "reserved_at": since})
    return {"rows": _with_people(ctx, project, shown, "edited_by", "reserved_by"), "next": found.next}


@router.get("/api/projects/{id}/work-counts/", response_model=WorkCounts)
def counts(ctx: Context, id: Id) -> Any:
    """How many tasks stand where, and how many reviews wait or are held."""
    project = ctx.project(id, Permission.SUMMARY_VIEW)
    steered(project)
    return queries.counts(ctx.db, id)


@router.get("/api/projects/{id}/instances/", response_model=InstancePage)
def instances(
    ctx: Context,
    id: Id,
    search: Annotated[str | None, Query(max_length=200, description="An identifier, or how it begins.")] = None,
    class_name: Class = None,
    state: Annotated[str | None, Query(max_length=40)] = None,
    after: After = None,
    limit: Limit = 100,
) -> Any:
    """The instances of a project, the newest work first; `search` finds one by its identifier."""
    project = ctx.project(id, Permission.INSTANCES_VIEW)
    steered(project)
    if state is not None and state not in set(ItemState):
        raise BadInput.field("state", "is no state of an instance.", f"Use one of: {', '.join(ItemState)}.")
    place = _instance_place(after)
    rows = queries.instances(
        ctx.db,
        id,
        identifier=(search or "").strip(),
        class_name=class_name or "",
        state=state or "",
        after=place,
        limit=limit + 1,
    )
    more = len(rows) > limit
    rows = rows[:limit]
    following = orjson.dumps([rows[-1]["annotation"], rows[-1]["identifier"]]).decode() if more else None
    return {"rows": _with_people(ctx, project, rows, "author", "reviewer"), "next": following}


def _instance_place(after: str | None) -> tuple[int, str] | None:
    if not after:
        return None
    try:
        number, key = orjson.loads(after)
        if not (isinstance(number, int) and isinstance(key, str)):
            raise ValueError
    except (orjson.JSONDecodeError, ValueError, TypeError):
        raise BadInput.field("after", "is no place in this list.", "Send the `next` of the page before.") from None
    return number, key


@router.get("/api/tasks/{id}/instances/", response_model=list[InstanceRow])
def instances_of_task(ctx: Context, id: Id) -> Any:
    """The instances of a task, each with its last verdict, who made it, and when."""
    place = ctx.task(id, Permission.ACTIVITY_VIEW)
    rows = queries.instances_of_task(ctx.db, id)
    sees_all = place.project.allows(Permission.ANNOTATIONS_VIEW_ALL)
    if not sees_all and queries.submitter_of(ctx.db, id) != ctx.actor.id:
        rows = [row for row in rows if row["author"] == ctx.actor.id]
    return _with_people(ctx, place.project, rows, "author", "reviewer")


@router.get("/api/tasks/{id}/log/", response_model=list[Happening])
def log(ctx: Context, id: Id) -> Any:
    """What happened to a task, the newest first."""
    place = ctx.task(id, Permission.DATA_VIEW)
    rows = queries.happenings(ctx.db, id)
    shown = [{**row, "details": row["payload"] or {}} for row in rows]
    for row in shown:
        del row["payload"]
    return _with_people(ctx, place.project, shown, "person")


# ---------------------------------------------------------------- rows


def _tasks(ctx: Ctx, found: Sequence[Found], shows: str) -> dict[int, dict[str, Any]]:
    rows = queries.task_rows(ctx.db, sorted({row.task_id for row in found}), shows=shows)
    for row in rows.values():
        row["dataset"] = {"id": row.pop("dataset_id"), "title": row.pop("dataset_title")}
        row["edited_at"] = row.pop("updated_at")
        row["edited_by"] = row.pop("updated_by")
    return rows


def _with_people(
    ctx: Ctx, project: ProjectAccess, rows: Sequence[dict[str, Any]], *fields: str
) -> list[dict[str, Any]]:
    """Rows with people instead of their numbers; who may not be known is nobody."""
    seen = sight.of(project, ctx.actor.id)
    ids = {row[name] for row in rows for name in fields if row[name] is not None}
    people = answers.people(ctx.db, sorted(ids))
    return [
        {
            **row,
            **{name: None if seen.hides(row[name]) else people.get(row[name]) for name in fields},
        }
        for row in rows
    ]
