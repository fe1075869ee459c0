"""Routes of the history of annotations, in Label Studio's shape with `revision` and `reason` of our own.

Deleting it takes the entries away. The revisions stay, because verdicts and estimates of quality stand on them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.history.service import record
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, QueryId, Routes
from assay.kit.paging import Pages
from assay.projects import sight
from assay.reviews.queries import history
from assay.reviews.queries.history import Span

router = Routes(tags=["history"])


class HistoryShape(BaseModel):
    """One thing that happened to an annotation. `revision` is what it said then, `result` the same in full."""

    id: int
    action: Literal[
        "prediction", "propagated_annotation", "imported", "submitted", "updated", "skipped", "accepted", "rejected",
        "fixed_and_accepted", "deleted_review",
    ]  # fmt: skip
    annotation_id: int
    task_id: int | None
    project_id: int | None
    organization_id: int | None
    created_by: int | None
    created_at: datetime
    started_at: datetime | None
    lead_time: float | None
    draft_id: int | None
    review_id: int | None
    comment: str | None
    comment_id: int | None
    result: list[dict[str, Any]] | None
    revision: int | None
    reason: str


class Removed(BaseModel):
    """How many entries were deleted."""

    removed: int


class HistoryPage(BaseModel):
    """A page of a project's history."""

    count: int
    next: str | None
    previous: str | None
    results: list[HistoryShape]


def _check_own(ctx: Ctx, author_id: int | None, sees_all: bool) -> None:
    """Annotators see the history of their own work, reviewers and above that of everybody's."""
    if not sees_all and author_id != ctx.actor.id:
        raise NotThere()


@router.get("/api/annotation-history/", response_model=list[HistoryShape])
def list_history(
    ctx: Context, annotation: QueryId = None, ordering: Literal["created_at", "-created_at"] = "created_at"
) -> Any:
    """What happened to an annotation."""
    if annotation is None:
        raise BadInput.field("annotation", "is missing.", "Give the id of an annotation.")
    place = ctx.annotation(annotation, Permission.HISTORY_VIEW)
    _check_own(ctx, place.author_id, place.project.allows(Permission.ANNOTATIONS_VIEW_ALL))
    found = history.of_annotation(ctx.db, annotation, newest_first=ordering.startswith("-"))
    return _seen(ctx, place.project, found)


@router.delete("/api/annotation-history/", response_model=Removed)
def delete_history(ctx: Context, annotation: QueryId = None, task: QueryId = None, project: QueryId = None) -> Any:
    """Deletes the history of an annotation, a task or a project; for administrators. It cannot be taken back."""
    given = [name for name, number in (("annotation", annotation), ("task", task), ("project", project)) if number]
    if len(given) != 1:
        raise BadInput.field("annotation", "or task or project must be given, one of them.", "Say whose history.")
    if annotation is not None:
        found = ctx.annotation(annotation, Permission.HISTORY_DELETE).project
    elif task is not None:
        found = ctx.task(task, Permission.HISTORY_DELETE).project
    else:
        assert project is not None
        found = ctx.project(project, Permission.HISTORY_DELETE)
    removed = history.delete(ctx.db, found.id, task_id=task, annotation_id=annotation)
    record(
        ctx.db,
        "history.deleted",
        organization_id=found.organization_id,
        project_id=found.id,
        task_id=task,
        actor_id=ctx.actor.id,
        payload={"of": given[0], "annotation": annotation, "removed": removed},
    )
    return {"removed": removed}


@router.get("/api/annotation-history/{id}/", response_model=HistoryShape)
def get_history(ctx: Context, id: Id) -> Any:
    """One thing that happened to an annotation."""
    project = ctx.part("event", id, Permission.HISTORY_VIEW)
    found = history.entry(ctx.db, id)
    if found is None:
        raise NotThere()
    annotation = annotation_queries.get(ctx.db, found["annotation_id"])
    author_id = None if annotation is None else annotation.author_id
    _check_own(ctx, author_id, project.allows(Permission.ANNOTATIONS_VIEW_ALL))
    return _seen(ctx, project, [found])[0]


@router.get("/api/projects/{id}/annotation-history/", response_model=HistoryPage)
def list_project_history(
    ctx: Context,
    id: Id,
    page: Pages,
    created_at_from: datetime | None = None,
    created_at_to: datetime | None = None,
) -> Any:
    """What happened to the annotations of a project, page by page, oldest first."""
    project = ctx.project(id, Permission.ANNOTATIONS_VIEW_ALL)
    span = Span(created_at_from, created_at_to)
    count, found = history.of_project(ctx.db, id, span, limit=page.size, offset=page.offset)
    return page.page(count, _seen(ctx, project, found))


_BY_AUTHORS = frozenset({"imported", "submitted", "updated", "skipped"})


def _seen(ctx: Ctx, project: ProjectAccess, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """History as this person may see it: some reviewers do not know who annotated."""
    seen = sight.of(project, ctx.actor.id)
    for entry in found:
        if entry["action"] in _BY_AUTHORS and seen.hides(entry["created_by"]):
            entry["created_by"] = None
    return found
