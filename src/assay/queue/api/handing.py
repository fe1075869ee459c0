"""Routes of a queue that serves what waits longest: start, open one, assign, release."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, Routes
from assay.projects.queries import workflow_of
from assay.projects.rules.workflow import Workflow
from assay.queue import answers, batches, beside, fifo, handing, pauses, queries, tables, worklist
from assay.queue.batches import Wanted
from assay.queue.labeller import Reservation
from assay.queue.queries import handing as handing_queries
from assay.queue.queries import tables as table_queries
from assay.queue.queries.work import Work
from assay.queue.rules import WorkKind
from assay.queue.table_shapes import (
    AssignInput,
    HandedAnswer,
    ReleaseInput,
    ReservationAnswer,
    StartedWork,
    StartInput,
)

router = Routes(tags=["queue"])


def steered(project: ProjectAccess) -> Workflow:
    """The workflow of a project with such a queue; other projects have none of this."""
    workflow = workflow_of(project)
    if not workflow.is_fifo:
        raise NotThere(
            "Only projects of the kind manual_qa have this queue. Here people get work by GET"
            " /api/projects/{id}/next, and managers assign it by POST /api/projects/{id}/tasks/assignees.",
            code="not_manual_qa",
        )
    return workflow


@router.post("/api/projects/{id}/queue/start/", response_model=StartedWork, status_code=201)
def start(ctx: Context, id: Id, body: StartInput) -> Any:
    """Takes what has waited longest, of a kind and of what a filter leaves, and reserves it in the same act.

    404 with the code `queue_empty` when nothing is free.
    """
    kind = WorkKind(body.kind)
    needed = Permission.LABEL_STREAM if kind is WorkKind.ANNOTATE else Permission.REVIEW_STREAM
    project = ctx.project(id, needed)
    workflow = steered(project)
    wanted = worklist.read_for(body.filter, kind)
    if kind is WorkKind.ANNOTATE:
        pauses.refuse_when_idle(ctx.db, project, ctx.actor.id)
        found = fifo.start(ctx.db, workflow, ctx.actor.id, wanted=wanted, at=ctx.now)
        if found is not None:
            return _labelling(ctx, found)
    else:
        pauses.refuse_when_idle(ctx.db, project, ctx.actor.id)
        among = Wanted(None, project.allows(Permission.REVIEW_CHANGE_ANY), replace(wanted, kind=kind))
        work = batches.start(ctx.db, workflow, ctx.actor.id, wanted=among, at=ctx.now)
        if work is not None:
            return _reviewing(work)
    ctx.commit()
    verb = "label" if kind is WorkKind.ANNOTATE else "review"
    raise NotThere(
        f"There is nothing left to {verb} for you right now.", code="queue_empty", context={"reason": "QUEUE_EMPTY"}
    )


def _labelling(ctx: Ctx, found: Reservation) -> dict[str, Any]:
    slot = queries.work(ctx.db, found.work_item_id) if found.returned and found.work_item_id is not None else None
    return {
        "kind": "annotate",
        "task": found.task_id,
        "work_item": found.work_item_id,
        "annotation": None if slot is None else slot.annotation_id,
        "reserved_until": found.expires_at,
        "returned": found.returned,
    }


def _reviewing(work: Work) -> dict[str, Any]:
    return {
        "kind": work.kind,
        "task": work.task_id,
        "work_item": work.id,
        "annotation": work.annotation_id,
        "reserved_until": work.reserved_until,
        "returned": False,
    }


@router.post("/api/tasks/{id}/initiate/", response_model=StartedWork)
def initiate(ctx: Context, id: Id) -> Any:
    """Opens this task for the person and reserves it. 409 when somebody else holds it, or when it was submitted."""
    place = ctx.task(id, Permission.LABEL_STREAM)
    pauses.refuse_when_idle(ctx.db, place.project, ctx.actor.id)
    return _labelling(ctx, handing.initiate(ctx.db, steered(place.project), id, ctx.actor.id, at=ctx.now))


@router.post("/api/work-items/{id}/initiate/", response_model=StartedWork)
def initiate_review(ctx: Context, id: Id) -> Any:
    """Opens this review for the person and reserves it. 409 when somebody else holds it."""
    project = ctx.part("work_item", id, Permission.REVIEW_STREAM)
    pauses.refuse_when_idle(ctx.db, project, ctx.actor.id)
    workflow = steered(project)
    return _reviewing(handing.initiate_review(ctx.db, workflow, id, ctx.actor.id, project.roles, at=ctx.now))


@router.post("/api/projects/{id}/queue/assign/", response_model=HandedAnswer)
def assign(ctx: Context, id: Id, body: AssignInput) -> Any:
    """Gives rows to one person: those named, all or none of them; or all that a filter leaves and nobody holds.

    409 with the code `held` names rows that somebody holds, and changes nothing: release them first.
    """
    project = ctx.project(id, Permission.QUEUE_CONTROL)
    workflow = steered(project)
    by_filter = body.filter is not None
    if by_filter == bool(body.tasks or body.work_items):
        raise BadInput.field("tasks", "or a filter must be given, not both.", "Name rows, or send a filter.")
    tasks, items = body.tasks, body.work_items
    if by_filter:
        tasks, items = _matching(ctx, id, body)
    return handing.assign(ctx.db, workflow, body.user, tasks, items, by=ctx.actor.id, at=ctx.now, only_free=by_filter)


def _matching(ctx: Ctx, project_id: int, body: AssignInput) -> tuple[list[int], list[int]]:
    wanted = worklist.read(body.filter)
    params = {"project": project_id, "holder": wanted.reserved_by}
    streams = table_queries.queue_streams(wanted, viewer_id=None, labels=True, reviews=True)
    found = tables.every(ctx.db, streams, wanted, params)
    without, without_items = set(body.exclude_tasks), set(body.exclude_work_items)
    tasks = [row.task_id for row in found if row.item_id is None and row.task_id not in without]
    items = [row.item_id for row in found if row.item_id is not None and row.item_id not in without_items]
    return tasks, items


@router.post("/api/projects/{id}/queue/release/", response_model=HandedAnswer)
def release(ctx: Context, id: Id, body: ReleaseInput) -> Any:
    """Empties *Reserved by*: managers for anybody, others for what they hold. Drafts are kept."""
    project = ctx.project(id, Permission.QUEUE_VIEW)
    if not (body.tasks or body.work_items):
        raise BadInput.field("tasks", "is empty.", "Name tasks, or reviews in work_items.")
    return handing.release(
        ctx.db,
        steered(project),
        body.tasks,
        body.work_items,
        by=ctx.actor.id,
        at=ctx.now,
        may_release_any=project.allows(Permission.QUEUE_CONTROL),
    )


@router.get("/api/tasks/{id}/reservation/", response_model=ReservationAnswer)
def reservation(ctx: Context, id: Id) -> Any:
    """Who works on a task now, and a warning for somebody who is about to change it beside the queue."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    steered(place.project)
    if not (place.project.allows(Permission.DATA_VIEW) or place.project.allows(Permission.QUEUE_VIEW)):
        raise NotAllowed("Your role does not allow this.")
    status = handing_queries.status_of(ctx.db, id)
    held = handing_queries.held_of_tasks(ctx.db, place.project.id, [id])
    people = answers.people(ctx.db, sorted({one.person for one in held}))
    is_mine = any(one.person == ctx.actor.id for one in held)
    return {
        "task": id,
        "status": status,
        "held": [
            {
                "kind": one.kind,
                "work_item": one.work_item,
                "reserved_by": people[one.person],
                "reserved_at": one.since,
                "reserved_until": one.until,
            }
            for one in held
        ],
        "is_mine": is_mine,
        "warning": None if is_mine else beside.warning(status, held, people),
    }
