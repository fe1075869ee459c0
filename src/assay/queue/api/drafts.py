"""Routes of drafts."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.annotations import queries
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, Routes, no_content
from assay.projects.queries import workflow_of
from assay.queue import submissions
from assay.queue.accepting import accepted_result
from assay.queue.api.annotations import opened, was_reviewed
from assay.queue.shapes import DraftInput, DraftShape

router = Routes(tags=["drafts"], forms=True)


def _own(ctx: Ctx, draft_id: int) -> dict[str, Any]:
    """A draft of the person who asks; other people's drafts are nobody's business."""
    ctx.part("draft", draft_id, Permission.TASKS_VIEW, while_paused=True)
    found = queries.draft(ctx.db, draft_id)
    if found is None or found["user"] not in (ctx.actor.id, None):
        raise NotThere()
    # Labels that came along with a task are a draft of nobody: whoever changes it gets one of their own.
    return {**found, "user": ctx.actor.id}


def _shape(draft: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in draft.items() if key != "project_id"}


def _save(ctx: Ctx, task_id: int, annotation_id: int | None, body: DraftInput) -> Any:
    place = ctx.task(task_id, Permission.TASKS_VIEW, while_paused=True)
    over = annotation_id
    # Annotators keep what they label; reviewers, who may not label everywhere, what they correct.
    if not place.project.allows(Permission.ANNOTATIONS_CREATE) and (
        over is None or not place.project.allows(Permission.REVIEW_VERDICT)
    ):
        raise NotAllowed("Your role does not allow this.", context={"permission": Permission.ANNOTATIONS_CREATE.value})
    if over is not None and opened(ctx, over, Permission.TASKS_VIEW, while_paused=True).task_id != task_id:
        raise NotThere()
    draft_id = queries.save_draft(
        ctx.db,
        project_id=place.project.id,
        task_id=task_id,
        account_id=ctx.actor.id,
        annotation_id=annotation_id,
        result=accepted_result(
            ctx.db, workflow_of(place.project), task_id, body.result, complete=False, finished=False
        ),
        lead_time=body.lead_time,
        was_postponed=body.was_postponed,
    )
    return _shape(_own(ctx, draft_id))


@router.get("/api/tasks/{id}/drafts", response_model=list[DraftShape])
def list_drafts(ctx: Context, id: Id) -> Any:
    """The person's own drafts of a task."""
    ctx.task(id, Permission.TASKS_VIEW)
    return queries.drafts(ctx.db, id, ctx.actor.id)


@router.post("/api/tasks/{id}/drafts", response_model=DraftShape, status_code=201)
def save_draft(ctx: Context, id: Id, body: DraftInput) -> Any:
    """Keeps unfinished work on a task; there is one draft per person and task, the newest."""
    return _save(ctx, id, body.annotation, body)


@router.post("/api/tasks/{id}/annotations/{annotation_id}/drafts", response_model=DraftShape, status_code=201)
def save_draft_over(ctx: Context, id: Id, annotation_id: Id, body: DraftInput) -> Any:
    """Keeps unfinished changes of an annotation."""
    return _save(ctx, id, annotation_id, body)


@router.post("/api/annotations/{id}/convert-to-draft", response_model=DraftShape, status_code=201)
def convert_to_draft(ctx: Context, id: Id) -> Any:
    """Takes a submission back: what it says becomes a draft of its author, and the annotation is deleted.

    An author may do so while nobody has judged the work, a manager with any.
    """
    place = opened(ctx, id, Permission.ANNOTATIONS_DELETE_OWN)
    row = queries.get(ctx.db, id)
    if row is None or row.author_id is None:
        raise BadInput("This annotation has no author who could go on with it.", code="no_author")
    if not place.project.allows(Permission.ANNOTATIONS_DELETE_ANY):
        if row.author_id != ctx.actor.id:
            raise NotAllowed("Your role does not allow taking back other people's annotations.")
        if was_reviewed(ctx, row):
            raise NotAllowed("This work was reviewed; ask a manager to take it back.")
    result = queries.result(ctx.db, id, row.revision) or []
    submissions.delete(ctx.db, workflow_of(place.project), id, ctx.actor.id, at=ctx.now)
    draft_id = queries.save_draft(
        ctx.db,
        project_id=place.project.id,
        task_id=place.task_id,
        account_id=row.author_id,
        annotation_id=None,
        result=result,
        lead_time=row.lead_time or 0,
        was_postponed=False,
    )
    found = queries.draft(ctx.db, draft_id)
    assert found is not None
    return _shape(found)


@router.get("/api/drafts/{id}/", response_model=DraftShape)
def get_draft(ctx: Context, id: Id) -> Any:
    """One of the person's drafts."""
    return _shape(_own(ctx, id))


@router.patch("/api/drafts/{id}/", response_model=DraftShape)
def change_draft(ctx: Context, id: Id, body: DraftInput) -> Any:
    """Replaces what a draft holds."""
    draft = _own(ctx, id)
    return _save(ctx, draft["task"], draft["annotation"], body)


@router.delete("/api/drafts/{id}/", status_code=204)
def delete_draft(ctx: Context, id: Id) -> Response:
    """Throws a draft away."""
    _own(ctx, id)
    queries.delete_draft(ctx.db, id)
    return no_content()
