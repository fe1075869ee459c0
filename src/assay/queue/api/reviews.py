"""Routes of reviewing whole annotations: the review stream and Label Studio's `annotation-reviews`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Response

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.kit.errors import BadInput, Conflict, NotAllowed, NotThere
from assay.kit.http import Id, QueryId, Routes, comma_ids, no_content
from assay.projects import sight
from assay.projects.queries import workflow_of
from assay.projects.rules.settings import RejectAction
from assay.projects.rules.workflow import Workflow
from assay.queue import answers, batches, displayed, judging, pauses, queries, veil, worklist
from assay.queue.accepting import accepted_result
from assay.queue.api.handing import steered
from assay.queue.batches import Wanted
from assay.queue.judging import Given
from assay.queue.policy import review_policy
from assay.queue.queries import Work
from assay.queue.rules import WorkKind
from assay.queue.shapes import BatchShape, ReviewInput, ReviewShape, ReviewStep
from assay.reviews import queries as reviews
from assay.reviews.queries import VerdictRow
from assay.reviews.queries import history as annotation_history
from assay.reviews.queries.history import NOWHERE, Places

router = Routes(tags=["reviews"], forms=True)

Tasks = Annotated[str | None, Query(max_length=50_000, description="Ids of tasks with commas between them.")]


@router.get("/api/projects/{id}/next-review/", response_model=BatchShape)
def next_review(
    ctx: Context,
    id: Id,
    prefetch: bool = False,
    annotation: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    tasks: Tasks = None,
    view: QueryId = None,
    query: Annotated[str | None, Query(max_length=50_000)] = None,
    filter: Annotated[str | None, Query(max_length=5_000)] = None,
) -> Any:
    """What to judge now, reserved for the reviewer; with `prefetch` what comes after it, with `annotation` that one.

    With `tasks` only these are gone through, in this order; with `view`, a tab, or `query`, a JSON object with
    `filters`, `ordering`, `search` and `selectedItems`, the tasks of a list as it is displayed. A limit on the tasks
    that are reviewed does not hold then. In manual QA `filter`, a JSON object as the table of the queue is narrowed by,
    leaves some of the queue.
    404 with the code `queue_empty` when nothing waits.
    """
    project = ctx.project(id, Permission.REVIEW_STREAM)
    workflow, actor = workflow_of(project), ctx.actor
    pauses.refuse_when_idle(ctx.db, project, actor.id)
    named = comma_ids(tasks, "tasks")
    chosen = displayed.among(
        displayed.lists().to_review, ctx.db, project, actor.id, tasks=named, view=view, query=query
    )
    among = worklist.read_for(filter, WorkKind.REVIEW, WorkKind.EXPERT) if filter else None
    if among is not None:
        steered(project)
    wanted = Wanted(chosen, project.allows(Permission.REVIEW_CHANGE_ANY), among)
    if annotation is not None:
        place = ctx.annotation(annotation, Permission.REVIEW_VERDICT)
        if place.project.id != id:
            raise NotThere()
        judging.check_asked(ctx.db, workflow, place.task_id, actor.id, wanted.may_review_any)
        work = batches.open_batch(ctx.db, workflow, annotation, actor.id, at=ctx.now)
        return _batch(ctx, project, work, wanted)
    found = batches.next_batch(ctx.db, workflow, actor.id, wanted=wanted, prefetch=prefetch, at=ctx.now)
    if found is None:
        ctx.commit()
        raise NotThere(
            "There is nothing left to review for you right now.",
            code="queue_empty",
            context={"reason": "QUEUE_EMPTY"},
        )
    return _batch(ctx, project, found, wanted)


def _batch(ctx: Ctx, project: ProjectAccess, work: Work, wanted: Wanted) -> dict[str, Any]:
    assert work.annotation_id is not None
    workflow = workflow_of(project)
    [task] = answers.tasks(ctx.db, [work.task_id], viewer_id=answers.ALL, drafts_of=ctx.actor.id, expanded=True)
    seen = sight.of(project, ctx.actor.id)
    if seen.agreement:
        task["agreement"] = queries.agreement_of(ctx.db, work.task_id)
    if not seen.names:
        veil.task(task, ctx.actor.id)
    shown = next(entry for entry in task["annotations"] if entry["id"] == work.annotation_id)
    items = answers.items(ctx.db, work.annotation_id, seen)
    judged = reviews.last_judged(ctx.db, work.annotation_id)
    previous = None
    if judged is not None and judged != shown["revision"]:
        previous = {"revision": judged, "result": annotation_queries.result(ctx.db, work.annotation_id, judged) or []}
    policy = review_policy(workflow)
    return {
        "reservation": {
            "work_item": work.id,
            "expires_at": work.reserved_until,
            "kind": work.kind,
            "prefetched": work.prefetched,
            "can_prefetch": batches.can_prefetch(ctx.db, workflow, ctx.actor.id, wanted=wanted),
        },
        "task": task,
        "annotation": shown,
        "items": items,
        "previous": previous,
        "allowed_reject_actions": list(policy.allowed_rejects),
        "default_reject_action": policy.default_reject,
        "left": batches.left(ctx.db, workflow, ctx.actor.id, wanted),
    }


@router.get("/api/projects/{id}/review-stream-history/", response_model=list[ReviewStep])
def review_stream_history(ctx: Context, id: Id) -> Any:
    """What the person has judged here, oldest first: the path that back and forward walk."""
    ctx.project(id, Permission.REVIEW_STREAM)
    return queries.review_history(ctx.db, id, ctx.actor.id)


@router.post("/api/work-items/{id}/release/", status_code=204)
def release(ctx: Context, id: Id) -> Response:
    """Gives a reserved batch back to the queue."""
    ctx.part("work_item", id, Permission.REVIEW_STREAM)
    batches.release(ctx.db, id, ctx.actor.id)
    return no_content()


@router.post("/api/annotation-reviews/", response_model=ReviewShape, status_code=201)
def create_review(ctx: Context, body: ReviewInput, async_postprocess: bool = False) -> Any:
    """Gives a verdict on an annotation: accept, fix and accept (with `result`), or reject with an action.

    A stale `revision` is answered with 409 and nothing changes.
    """
    if body.annotation is None:
        raise BadInput.field("annotation", "is missing.", "Give the id of the annotation that is judged.")
    place = ctx.annotation(_checked_id("annotation", body.annotation), Permission.REVIEW_VERDICT)
    pauses.refuse_when_idle(ctx.db, place.project, ctx.actor.id)
    workflow = workflow_of(place.project)
    if body.last_annotation_history is not None:
        _check_history(ctx, body.annotation, body.last_annotation_history)
    verdict_id = judging.give(
        ctx.db,
        workflow,
        body.annotation,
        ctx.actor.id,
        _given(ctx, workflow, place.task_id, body),
        expected=body.revision,
        at=ctx.now,
        may_review_any=place.project.allows(Permission.REVIEW_CHANGE_ANY),
        task_id=place.task_id,
    )
    return _shape(ctx, *_placed(ctx, verdict_id))


def _check_history(ctx: Ctx, annotation_id: int, seen: int) -> None:
    """Raises Conflict when something happened to the annotation after the entry of its history that was seen."""
    newest = annotation_history.newest(ctx.db, annotation_id)
    if newest is not None and seen < newest:
        raise Conflict(
            "Something happened to this annotation after it was loaded; nothing was saved.",
            code="stale_history",
            context={"reason": "STALE_HISTORY", "last_annotation_history": newest},
        )


def _checked_id(field: str, number: int) -> int:
    if not 1 <= number <= 2**63 - 1:
        raise NotThere()
    return number


def _given(ctx: Ctx, workflow: Workflow, task_id: int, body: ReviewInput) -> Given:
    if body.accepted is None:
        raise BadInput.field("accepted", "is missing.", "Send true to accept, false to reject.")
    action = RejectAction(body.reject_action) if body.reject_action is not None else None
    if action is None and body.remove_from_queue and not body.accepted:
        action = RejectAction.REMOVE
    result = None
    if body.accepted and body.result is not None:
        result = accepted_result(ctx.db, workflow, task_id, body.result, complete=True)
    return Given(
        accepted=body.accepted,
        action=action,
        result=result,
        comment=body.comment,
        comment_classifications=body.comment_classifications,
        reason=body.reason,
        started_at=body.started_at,
    )


@router.get("/api/annotation-reviews/", response_model=list[ReviewShape])
def list_reviews(
    ctx: Context,
    annotation: QueryId = None,
    annotation__task__project: QueryId = None,
    ordering: str | None = None,
) -> Any:
    """The verdicts that stand, of one annotation or of a project; oldest first, or newest with `-created_at`."""
    if annotation is not None:
        place = ctx.annotation(annotation, Permission.TASKS_VIEW)
        if place.author_id != ctx.actor.id and not place.project.allows(Permission.ANNOTATIONS_VIEW_ALL):
            raise NotThere()
        projects = [place.project.id]
    elif annotation__task__project is not None:
        projects = [ctx.project(annotation__task__project, Permission.ANNOTATIONS_VIEW_ALL).id]
    else:
        projects, _ = ctx.projects(Permission.REVIEW_CHANGE_ANY)
    newest_first = bool(ordering and ordering.startswith("-"))
    found = reviews.verdicts(ctx.db, project_ids=projects, annotation_id=annotation, newest_first=newest_first)
    # Of many verdicts at once nobody asks what each of them wrote, or where it stands.
    return [_shape(ctx, row, NOWHERE, with_result=False) for row in found]


@router.get("/api/annotation-reviews/{id}/", response_model=ReviewShape)
def get_review(ctx: Context, id: Id) -> Any:
    """One verdict."""
    project = ctx.part("verdict", id, Permission.TASKS_VIEW)
    row, places = _placed(ctx, id)
    annotation = annotation_queries.get(ctx.db, row.annotation_id)
    is_own = annotation is not None and annotation.author_id == ctx.actor.id
    if not is_own and not project.allows(Permission.ANNOTATIONS_VIEW_ALL):
        raise NotThere()
    return _shape(ctx, row, places)


@router.patch("/api/annotation-reviews/{id}/", response_model=ReviewShape)
def change_review(ctx: Context, id: Id, body: ReviewInput) -> Any:
    """Changes a verdict: the reviewer their own, a manager any. What it did is undone first."""
    workflow, row = _changeable(ctx, id)
    body = body.model_copy(update={"accepted": row.kind != "reject" if body.accepted is None else body.accepted})
    given = _given(ctx, workflow, row.task_id, body)
    judging.change(ctx.db, workflow, id, ctx.actor.id, given, at=ctx.now)
    return _shape(ctx, *_placed(ctx, id))


@router.delete("/api/annotation-reviews/{id}/", status_code=204)
def delete_review(ctx: Context, id: Id) -> Response:
    """Takes a verdict back: the annotation waits for a reviewer again."""
    workflow, row = _changeable(ctx, id)
    judging.withdraw(ctx.db, workflow, row.id, ctx.actor.id, at=ctx.now)
    return no_content()


def _changeable(ctx: Ctx, verdict_id: int) -> tuple[Workflow, VerdictRow]:
    project = ctx.part("verdict", verdict_id, Permission.REVIEW_VERDICT)
    row, _ = _placed(ctx, verdict_id)
    if row.reviewer_id != ctx.actor.id and not project.allows(Permission.REVIEW_CHANGE_ANY):
        raise NotAllowed("Your role does not allow changing other people's verdicts.")
    return workflow_of(project), row


def _placed(ctx: Ctx, verdict_id: int) -> tuple[VerdictRow, Places]:
    """A verdict that stands, with its entries in the history of the annotation."""
    found = annotation_history.placed(ctx.db, verdict_id)
    if found is None or found[0].withdrawn_at is not None:
        raise NotThere()
    return found


def _shape(ctx: Ctx, row: VerdictRow, places: Places, *, with_result: bool = True) -> dict[str, Any]:
    result = None
    if with_result and row.fixed_revision is not None:
        result = annotation_queries.result(ctx.db, row.annotation_id, row.fixed_revision)
    return {
        "id": row.id,
        "annotation": row.annotation_id,
        "created_by": row.reviewer_id,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "accepted": row.kind != "reject",
        "reject_action": row.reject_action,
        "remove_from_queue": row.reject_action == "remove",
        "last_annotation_history": places.verdict,
        "previous_annotation_history": places.judged,
        "fixed_annotation_history": places.verdict if row.fixed_revision is not None else None,
        "result": result,
        "state": "COMPLETED",
        "kind": row.kind,
        "stage": row.stage,
        "round": row.round,
        "judged_revision": row.judged_revision,
        "fixed_revision": row.fixed_revision,
        "item": row.review_item_id,
        "reason": row.reason,
        "expert": None
        if row.expert_rule is None
        else {"rule": row.expert_rule, "probability": row.expert_probability, "drawn": row.expert_drawn},
    }
