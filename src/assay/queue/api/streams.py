"""Routes of the label stream."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Response

from assay.access import pausing
from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, QueryId, Routes, comma_ids, no_content
from assay.projects.queries import workflow_of
from assay.queue import answers, displayed, pauses, queries, reservations, stream, worklist
from assay.queue.accepting import accepted_result
from assay.queue.api.handing import steered
from assay.queue.labeller import Labeller
from assay.queue.rules import WorkKind
from assay.queue.shapes import DraftInput, HistoryStep, NextTaskShape

router = Routes(tags=["label stream"])

Tasks = Annotated[str | None, Query(max_length=50_000, description="Ids of tasks with commas between them.")]


@router.get("/api/projects/{id}/next", response_model=NextTaskShape)
def next_task(
    ctx: Context,
    id: Id,
    prefetch: bool = False,
    tasks: Tasks = None,
    view: QueryId = None,
    query: Annotated[str | None, Query(max_length=50_000)] = None,
    filter: Annotated[str | None, Query(max_length=5_000)] = None,
) -> Any:
    """The task to work on now, reserved for the person; with `prefetch` the one after it.

    With `tasks` only these are gone through, in this order; with `view`, a tab, or `query`, a JSON object with
    `filters`, `ordering`, `search` and `selectedItems`, the tasks of a list as it is displayed: its order comes before
    every other, and tasks are reserved as always. Where one queue serves everybody (manual QA) its order holds, and
    `filter`, a JSON object as the table of the queue is narrowed by, leaves some of it. 404 with the code
    `queue_empty` when there is nothing left.
    """
    project = ctx.project(id, Permission.LABEL_STREAM)
    actor = ctx.actor
    workflow = workflow_of(project)
    may_start = pauses.may_start(ctx.db, project, actor.id)
    person = Labeller.of(actor.id, project.roles, may_start=may_start)
    named = comma_ids(tasks, "tasks")
    wanted = worklist.read_for(filter, WorkKind.ANNOTATE) if filter else None
    if wanted is not None:
        steered(project)
    among = displayed.among(displayed.lists().to_label, ctx.db, project, actor.id, tasks=named, view=view, query=query)
    reservation = stream.next_task(ctx.db, workflow, person, prefetch=prefetch, at=ctx.now, among=among, wanted=wanted)
    if reservation is None and not may_start:
        raise pausing.refused(project.pauses[-1])
    if reservation is None:
        # What the walk has learned (how far this person is) is worth keeping although there is nothing to show.
        ctx.commit()
        raise NotThere(
            "There is nothing left to label for you right now.",
            code="queue_empty",
            context={"reason": "QUEUE_EMPTY"},
        )
    [task] = answers.tasks(ctx.db, [reservation.task_id], viewer_id=actor.id, drafts_of=actor.id)
    version = workflow.settings.model_version
    if not workflow.settings.show_collab_predictions:
        task["predictions"] = []
    elif version:
        task["predictions"] = [said for said in task["predictions"] if said["model_version"] == version]
    task["reservation"] = {
        "work_item": reservation.work_item_id,
        "expires_at": reservation.expires_at,
        "returned": reservation.returned,
        "prefetched": reservation.prefetched,
        "overlap_reached": reservation.overlap_reached,
        "can_prefetch": reservation.can_prefetch,
    }
    task["queue"] = "returned" if reservation.returned else "prefetched" if reservation.prefetched else "next"
    task["unique_lock_id"] = str(reservation.work_item_id or "")
    return task


@router.get("/api/projects/{id}/label-stream-history", response_model=list[HistoryStep])
def label_stream_history(ctx: Context, id: Id) -> Any:
    """What the person has annotated here, oldest first."""
    ctx.project(id, Permission.LABEL_STREAM)
    return queries.history(ctx.db, id, ctx.actor.id)


@router.post("/api/tasks/{id}/release/", status_code=204)
def release(ctx: Context, id: Id) -> Response:
    """Gives the person's reservation of a task back; a draft of it is kept."""
    place = ctx.task(id, Permission.LABEL_STREAM)
    actor = ctx.actor
    reservations.release(ctx.db, workflow_of(place.project), id, actor.id, by=actor.id, at=ctx.now)
    return no_content()


@router.post("/api/tasks/{id}/postpone/", status_code=204)
def postpone(ctx: Context, id: Id, body: DraftInput) -> Response:
    """Keeps what is done as a draft and moves the task to the end of the person's own queue (LSE 4.9)."""
    place = ctx.task(id, Permission.LABEL_STREAM)
    actor = ctx.actor
    slot = queries.slot_of(ctx.db, id, actor.id)
    if slot is None or slot.state != "held":
        raise BadInput("The task is not reserved for you any more; nothing was saved.", code="not_held")
    workflow = workflow_of(place.project)
    result = accepted_result(ctx.db, workflow, id, body.result, complete=False, finished=False)
    annotation_queries.save_draft(
        ctx.db,
        project_id=place.project.id,
        task_id=id,
        account_id=actor.id,
        annotation_id=slot.annotation_id if slot.returned else None,
        result=result,
        lead_time=body.lead_time,
        was_postponed=True,
    )
    queries.postpone(ctx.db, slot.id)
    return no_content()
