"""Routes of annotations: handing in, changing, reading, deleting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from assay.access.deps import AnnotationPlace, Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission, Role
from assay.annotations import instance_queries, queries
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, Routes, no_content
from assay.projects import queries as projects
from assay.projects import sight
from assay.projects.queries import workflow_of
from assay.queue import answers, pauses, returned, submissions, truths, veil
from assay.queue import queries as queue
from assay.queue.accepting import accepted_result
from assay.queue.given import Change, Submission
from assay.queue.shapes import AnnotationInput, AnnotationShape, RestoreInput, RevisionShape
from assay.reviews import queries as reviews

router = Routes(tags=["annotations"], forms=True)

Result = list[dict[str, Any]]


class AuthorsShape(BaseModel):
    """Who made an instance, and who changed it last; nobody did since when `changed_by` and `changed_at` are null."""

    key: str
    created_by: int | None
    created_at: datetime
    changed_by: int | None
    changed_at: datetime | None


def one(
    ctx: Ctx, annotation_id: int, *, expanded: bool = False, result: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """An annotation in the shape of the API; with a `result` that is known to be its, that is not read again."""
    found = queries.full(ctx.db, annotation_id) if result is None else queries.facts(ctx.db, annotation_id)
    if found is None:
        raise NotThere()
    if result is not None:
        found["result"] = result
    author = found["completed_by"]
    name: Any = None
    if author == ctx.actor.id and not expanded:
        me = ctx.actor
        name = {"id": me.id, "email": me.email, "first_name": me.first_name, "last_name": me.last_name}
    elif author is not None:
        name = answers.people(ctx.db, [author]).get(author)
    shown = answers.shown(found, name, expanded=expanded)
    if found["verdict"] is not None or found["revision"] > 1:
        shown["reviews"] = answers.reviews(ctx.db, [annotation_id]).get(annotation_id, [])
    return shown


def opened(ctx: Ctx, annotation_id: int, permission: Permission, *, while_paused: bool = False) -> AnnotationPlace:
    """An annotation that the person may see: their own, what they went on with, or any with the permission.

    Where no queue hands work out everybody opens any, and goes on with it (MQA A.21 U1).
    """
    place = ctx.annotation(annotation_id, permission, while_paused=while_paused)
    if place.author_id == ctx.actor.id or place.project.allows(Permission.ANNOTATIONS_VIEW_ALL):
        return place
    workflow = workflow_of(place.project)
    if workflow.is_fifo and not workflow.is_managed:
        return place
    if not queue.went_on_with(ctx.db, place.task_id, annotation_id, ctx.actor.id):
        raise NotThere()
    return place


@router.get("/api/tasks/{id}/annotations/", response_model=list[AnnotationShape])
def list_annotations(ctx: Context, id: Id) -> Any:
    """The annotations of a task that are not skips; annotators get their own."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    sees_all = place.project.allows(Permission.ANNOTATIONS_VIEW_ALL)
    found = queries.full_of_tasks(ctx.db, [id], None if sees_all else ctx.actor.id)
    names = answers.people(ctx.db, [a["completed_by"] for a in found if a["completed_by"] is not None])
    reviewed = answers.reviews(ctx.db, [annotation["id"] for annotation in found])
    shown = [
        {
            **answers.shown(annotation, names.get(annotation["completed_by"]), expanded=False),
            "reviews": reviewed.get(annotation["id"], []),
        }
        for annotation in found
        if not annotation["was_cancelled"]
    ]
    return _without_names(ctx, place.project, id, shown)


def _without_names(ctx: Ctx, project: ProjectAccess, task_id: int, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Annotations of a task as this person may see them."""
    if sight.of(project, ctx.actor.id).names:
        return shown
    numbers = veil.numbers_of(queue.authors_of(ctx.db, task_id), ctx.actor.id)
    return [veil.annotation(annotation, numbers) for annotation in shown]


@router.post("/api/tasks/{id}/annotations/", response_model=AnnotationShape, status_code=201)
def create_annotation(
    ctx: Context, id: Id, body: AnnotationInput, skip: Annotated[bool, Query(alias="was_cancelled")] = False
) -> Any:
    """Hands in an annotation, or with `was_cancelled`, in the body or the query, a skip.

    The same `unique_id` twice is one annotation.
    """
    place = ctx.task(id, Permission.ANNOTATIONS_CREATE)
    actor, workflow = ctx.actor, workflow_of(place.project)
    pauses.refuse_new(ctx.db, place.project, id, actor.id)
    cancelled = bool(body.was_cancelled) or skip
    result = body.result or []
    if workflow.manual and place.project.roles <= {Role.ANNOTATOR} and not queue.is_assigned(ctx.db, id, actor.id):
        raise NotThere()
    if body.ground_truth and not place.project.allows(Permission.ANNOTATIONS_CHANGE_ANY):
        raise NotAllowed("Your role does not allow setting the ground truth.")
    stored = submissions.submit(
        ctx.db,
        workflow,
        Submission(
            task_id=id,
            author_id=_author(ctx, place.project, body.completed_by),
            actor_id=actor.id,
            result=result,
            was_cancelled=cancelled,
            ground_truth=bool(body.ground_truth),
            lead_time=body.lead_time,
            unique_id=body.unique_id,
            parent_prediction_id=_parent(ctx, "prediction", body.parent_prediction, place.project),
            parent_annotation_id=_parent(ctx, "annotation", body.parent_annotation, place.project),
            comment=body.comment,
            comment_classifications=body.comment_classifications,
            work_item_id=body.reservation,
            may_skip_always=place.project.allows(Permission.ANNOTATIONS_CHANGE_ANY),
        ),
        at=ctx.now,
        check=lambda: accepted_result(ctx.db, workflow, id, result, complete=not cancelled),
    )
    return one(ctx, stored.annotation_id, result=result if stored.as_given else None)


def _author(ctx: Ctx, project: ProjectAccess, wanted: int | None) -> int:
    """Whose annotation it is: one's own, unless a manager files it for somebody of the organization."""
    if wanted is None or wanted == ctx.actor.id:
        return ctx.actor.id
    if not project.allows(Permission.ANNOTATIONS_CREATE_FOR_OTHERS):
        return ctx.actor.id
    if projects.not_members(ctx.db, project.organization_id, [wanted]):
        raise BadInput.field("completed_by", "is nobody of this organization.", "Use the id of a member.")
    return wanted


def _parent(ctx: Ctx, kind: str, wanted: int | None, project: ProjectAccess) -> int | None:
    if wanted is None:
        return None
    found = queries.project_of(ctx.db, kind, wanted)
    if found != project.id:
        raise BadInput.field(f"parent_{kind}", f"is no {kind} of this project.", "Leave it out.")
    return wanted


@router.get("/api/annotations/{id}/", response_model=AnnotationShape)
def get_annotation(ctx: Context, id: Id) -> Any:
    """One annotation."""
    place = opened(ctx, id, Permission.TASKS_VIEW)
    return _without_names(ctx, place.project, place.task_id, [one(ctx, id)])[0]


@router.patch("/api/annotations/{id}/", response_model=AnnotationShape)
def change_annotation(ctx: Context, id: Id, body: AnnotationInput) -> Any:
    """Stores the next revision of an annotation.

    With `revision` (the one that was seen) a change by somebody else in between is answered with 409 `stale_revision`.
    """
    place = opened(ctx, id, Permission.ANNOTATIONS_CREATE)
    actor, workflow = ctx.actor, workflow_of(place.project)
    may_change_any = place.project.allows(Permission.ANNOTATIONS_CHANGE_ANY)
    may_change_any = may_change_any or (workflow.is_fifo and not workflow.is_managed)
    if not (may_change_any or place.author_id == actor.id or returned.is_in_hands(ctx.db, place.task_id, id, actor.id)):
        raise NotAllowed("Only its author can change this annotation; a reviewer corrects it with Fix + Accept.")
    row = queries.get(ctx.db, id)
    assert row is not None
    if body.ground_truth is not None:
        if not may_change_any:
            raise NotAllowed("Your role does not allow setting the ground truth.")
        truths.set_ground_truth(ctx.db, workflow, row, body.ground_truth, actor.id)
    if body.result is not None or (body.was_cancelled is not None and body.was_cancelled != row.was_cancelled):
        result = None
        pauses.refuse_new(ctx.db, place.project, place.task_id, actor.id)
        if body.result is not None:
            result = accepted_result(ctx.db, workflow, place.task_id, body.result, complete=not body.was_cancelled)
        submissions.revise(
            ctx.db,
            workflow,
            id,
            result,
            actor.id,
            change=Change("updated", body.was_cancelled, body.lead_time, body.comment, body.comment_classifications),
            expected=body.revision,
            may_change_any=may_change_any,
            at=ctx.now,
        )
    elif body.lead_time is not None:
        queries.set_lead_time(ctx.db, id, body.lead_time)
    return one(ctx, id)


@router.delete("/api/annotations/{id}/", status_code=204)
def delete_annotation(ctx: Context, id: Id) -> Response:
    """Deletes an annotation: a manager any, its author while nobody has judged it."""
    place = opened(ctx, id, Permission.ANNOTATIONS_DELETE_OWN)
    row = queries.get(ctx.db, id)
    if not place.project.allows(Permission.ANNOTATIONS_DELETE_ANY):
        if place.author_id != ctx.actor.id:
            raise NotAllowed("Your role does not allow deleting other people's annotations.")
        if was_reviewed(ctx, row):
            raise NotAllowed("This work was reviewed; ask a manager to delete it.")
    submissions.delete(ctx.db, workflow_of(place.project), id, ctx.actor.id, at=ctx.now)
    return no_content()


def was_reviewed(ctx: Ctx, row: queries.AnnotationRow | None) -> bool:
    """Whether somebody has judged an annotation, or an instance of it, in whatever round: its verdicts go with it."""
    return row is not None and (row.verdict is not None or reviews.last_judged(ctx.db, row.id) is not None)


@router.get("/api/annotations/{id}/revisions/{number}/", response_model=RevisionShape)
def get_revision(ctx: Context, id: Id, number: Id) -> Any:
    """What an annotation said at one of its revisions."""
    place = opened(ctx, id, Permission.HISTORY_VIEW)
    found = queries.revision(ctx.db, id, number)
    if found is None:
        raise NotThere()
    if found["created_by"] == place.author_id and sight.of(place.project, ctx.actor.id).hides(place.author_id):
        found["created_by"] = None
    return found


@router.post("/api/annotations/{id}/revisions/{number}/restore/", response_model=AnnotationShape, status_code=201)
def restore_revision(ctx: Context, id: Id, number: Id, body: RestoreInput) -> Any:
    """Makes an earlier revision the next one, by the rules of every change. 409 unless `revision` is the current."""
    opened(ctx, id, Permission.HISTORY_VIEW)
    found = queries.revision(ctx.db, id, number)
    if found is None:
        raise NotThere()
    return change_annotation(ctx, id, AnnotationInput(result=found["result"], revision=body.revision))


@router.get("/api/annotations/{id}/authors/", response_model=list[AuthorsShape])
def list_authors(ctx: Context, id: Id) -> Any:
    """Who made each instance of an annotation and who changed it last, a reviewer's corrections included."""
    opened(ctx, id, Permission.HISTORY_VIEW)
    return instance_queries.authors(ctx.db, id)
