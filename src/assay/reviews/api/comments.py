"""Routes of comments, in Label Studio's shapes; with `task`, which is ours, for notes among reviewers (LSE 7.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict

from assay.access import people
from assay.access.api.shapes import User
from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.queries import people as people_queries
from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, comma_ids, no_content
from assay.projects import sight
from assay.reviews import comments
from assay.reviews.mentions import offered, with_names
from assay.reviews.queries import comments as queries
from assay.reviews.queries.comments import LARGEST_LIST, ORDERS, CommentRow, Wanted

router = Routes(tags=["comments"], forms=True)

CSV_COLUMNS = (
    "id", "project", "task", "annotation", "draft", "created_by", "created_at", "is_resolved", "resolved_at", "text",
    "region", "control", "classifications",
)  # fmt: skip


class CommentInput(BaseModel):
    """A comment, or a change of one. It is about an annotation, a draft or (ours) a task."""

    model_config = ConfigDict(extra="ignore")

    annotation: int | None = None
    draft: int | None = None
    task: int | None = None
    text: str | None = None
    region_ref: dict[str, Any] | None = None
    classifications: dict[str, Any] | None = None
    is_resolved: bool | None = None


class NamedShape(BaseModel):
    """Somebody who is named, or can be named, in a comment: as `<@id>` in its text."""

    id: int
    name: str


class OfferedShape(NamedShape):
    """Somebody who can be named, with what tells people of one name apart."""

    email: str


class CommentShape(BaseModel):
    """A comment. `created_by` is an id, or a person when that was asked for; null where names are hidden."""

    id: int
    annotation: int | None
    draft: int | None
    task: int
    project: int
    created_by: User | int | None
    created_at: datetime
    updated_at: datetime
    text: str
    mentions: list[NamedShape]
    region_ref: dict[str, Any] | None
    classifications: dict[str, Any] | None
    is_resolved: bool
    resolved_at: datetime | None
    state: str


class Place(NamedTuple):
    """What a comment is about, and whose work that is."""

    project: ProjectAccess
    task_id: int
    annotation_id: int | None
    draft_id: int | None
    work_of: int | None


Expand = Annotated[bool, Query(description="Show who wrote it as a person instead of an id.")]
Ids = Annotated[str | None, Query(description="Ids with commas between them.")]


@router.get(
    "/api/comments/export/",
    response_class=Response,
    response_model=None,
    responses={200: {"description": "A table", "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def export_comments(
    ctx: Context,
    annotation: QueryId = None,
    draft: QueryId = None,
    projects: Ids = None,
    annotators: Ids = None,
    tz: Annotated[str, Query(max_length=64, description="Name of a time zone, for example Europe/Zurich.")] = "UTC",
) -> Response:
    """The comments as a table (CSV), oldest first."""
    try:
        zone = ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput.field("tz", "is no time zone.", "Use a name such as UTC or Europe/Zurich.") from None
    found = _visible(ctx, annotation, draft, None, projects, annotators, "created_at")
    unnamed = _without_names(ctx, found)
    known = _people(ctx, found)
    emails = {person.id: person.email for person in known}
    names = {person.id: _name(person) for person in known}
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(CSV_COLUMNS)
    for row in found:
        table.writerow(
            (
                row.id,
                row.project_id,
                row.task_id,
                row.annotation_id,
                row.draft_id,
                "" if row.id in unnamed else emails.get(row.author_id or 0, row.author_id),
                row.created_at.astimezone(zone).isoformat(),
                row.is_resolved,
                row.resolved_at.astimezone(zone).isoformat() if row.resolved_at else "",
                with_names(row.text, names),
                (row.region_ref or {}).get("region_id", ""),
                (row.region_ref or {}).get("control_name", ""),
                orjson.dumps(row.classifications).decode() if row.classifications else "",
            )
        )
    return Response(
        text.getvalue(),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="comments.csv"'},
    )


@router.get("/api/comments/", response_model=list[CommentShape])
def list_comments(
    ctx: Context,
    annotation: QueryId = None,
    draft: QueryId = None,
    task: QueryId = None,
    projects: Ids = None,
    annotators: Ids = None,
    expand_created_by: Expand = False,
    ordering: str = "-created_at",
) -> Any:
    """The comments that the person sees: annotators those about their own work, reviewers all of the project."""
    found = _visible(ctx, annotation, draft, task, projects, annotators, ordering)
    return _shown(ctx, found, expand_created_by)


@router.get("/api/comments/people/", response_model=list[OfferedShape])
def list_people(ctx: Context, annotation: QueryId = None, draft: QueryId = None, task: QueryId = None) -> Any:
    """Who can be named in a comment on this: those who would see it."""
    place = _place(ctx, CommentInput(annotation=annotation, draft=draft, task=task))
    _check_seen(ctx, place)
    seen = sight.of(place.project, ctx.actor.id)
    return [
        person._asdict()
        for person in offered(ctx.db, place.project.id, place.work_of)
        if not (person.id == place.work_of and seen.hides(person.id))
    ]


@router.post("/api/comments/", response_model=CommentShape, status_code=201)
def create_comment(ctx: Context, body: CommentInput, expand_created_by: Expand = False) -> Any:
    """Writes a comment."""
    place = _place(ctx, body)
    _check_seen(ctx, place)
    comment_id = comments.write(
        ctx.db,
        organization_id=place.project.organization_id,
        project_id=place.project.id,
        task_id=place.task_id,
        annotation_id=place.annotation_id,
        draft_id=place.draft_id,
        author_id=ctx.actor.id,
        text=body.text or "",
        region_ref=body.region_ref,
        classifications=body.classifications,
    )
    if body.is_resolved:
        _change(ctx, place.project, _known(ctx, comment_id), {"is_resolved": True})
    return _one(ctx, comment_id, expand_created_by)


@router.get("/api/comments/{id}/", response_model=CommentShape)
def get_comment(ctx: Context, id: Id, expand_created_by: Expand = False) -> Any:
    """One comment."""
    _opened(ctx, id, Permission.TASKS_VIEW)
    return _one(ctx, id, expand_created_by)


@router.patch("/api/comments/{id}/", response_model=CommentShape)
def change_comment(ctx: Context, id: Id, body: CommentInput, expand_created_by: Expand = False) -> Any:
    """Changes a comment: its author what it says, its author and reviewers whether it is resolved."""
    project, row = _opened(ctx, id, Permission.COMMENTS_WRITE)
    given = body.model_dump(exclude_unset=True)
    for name, now in (("annotation", row.annotation_id), ("draft", row.draft_id), ("task", row.task_id)):
        if given.get(name) not in (None, now):
            raise BadInput.field(name, "of a comment never changes.", "Write a new comment there.")
    changes: dict[str, Any] = {
        name: given[name]
        for name in ("text", "region_ref", "classifications", "is_resolved")
        if name in given and not (name in ("text", "is_resolved") and given[name] is None)
    }
    is_author = row.author_id == ctx.actor.id
    if not is_author and set(changes) - {"is_resolved"}:
        raise NotAllowed("Only its author can change what a comment says.")
    if not is_author and not project.allows(Permission.COMMENTS_VIEW_ALL):
        raise NotAllowed("Only its author and reviewers can resolve a comment.")
    _change(ctx, project, row, changes)
    return _one(ctx, id, expand_created_by)


@router.delete("/api/comments/{id}/", status_code=204)
def delete_comment(ctx: Context, id: Id) -> Response:
    """Deletes a comment; only its author can."""
    project, row = _opened(ctx, id, Permission.COMMENTS_WRITE)
    if row.author_id != ctx.actor.id:
        raise NotAllowed("Only its author can delete a comment.")
    comments.delete(ctx.db, row, organization_id=project.organization_id, actor_id=ctx.actor.id)
    return no_content()


# ---------------------------------------------------------------- who sees what


def _place(ctx: Ctx, body: CommentInput) -> Place:
    """What a new comment is about. Raises BadInput unless it is one thing, NotThere when that is invisible."""
    given = {name: found for name in ("annotation", "draft", "task") if (found := getattr(body, name)) is not None}
    if len(given) != 1:
        raise BadInput.field("annotation", "or draft or task must be given, one of them.", "Say what it is about.")
    [(name, number)] = given.items()
    if not 1 <= number <= LARGEST_ID:
        raise NotThere()
    if name == "annotation":
        project, task_id, _, author_id = ctx.annotation(number, Permission.COMMENTS_WRITE)
        return Place(project, task_id, number, None, author_id)
    if name == "task":
        return Place(ctx.task(number, Permission.COMMENTS_WRITE).project, number, None, None, None)
    project = ctx.part("draft", number, Permission.COMMENTS_WRITE)
    draft = annotation_queries.draft(ctx.db, number)
    if draft is None:
        raise NotThere()
    return Place(project, draft["task"], draft["annotation"], number, draft["user"])


def _check_seen(ctx: Ctx, place: Place) -> None:
    if not place.project.allows(Permission.COMMENTS_VIEW_ALL) and place.work_of != ctx.actor.id:
        raise NotThere()


def _opened(ctx: Ctx, comment_id: int, permission: Permission) -> tuple[ProjectAccess, CommentRow]:
    project = ctx.part("comment", comment_id, permission)
    row = _known(ctx, comment_id)
    if not project.allows(Permission.COMMENTS_VIEW_ALL) and ctx.actor.id not in (row.author_id, row.work_of):
        raise NotThere()
    return project, row


def _known(ctx: Ctx, comment_id: int) -> CommentRow:
    row = queries.get(ctx.db, comment_id)
    if row is None:
        raise NotThere()
    return row


def _visible(
    ctx: Ctx,
    annotation: int | None,
    draft: int | None,
    task: int | None,
    projects: str | None,
    annotators: str | None,
    ordering: str,
) -> list[CommentRow]:
    if ordering not in ORDERS:
        raise BadInput.field("ordering", f"must be one of: {', '.join(ORDERS)}.")
    among = comma_ids(projects, "projects")
    if annotation is not None:
        among = [ctx.annotation(annotation, Permission.TASKS_VIEW).project.id]
    elif draft is not None:
        among = [ctx.part("draft", draft, Permission.TASKS_VIEW).id]
    elif task is not None:
        among = [ctx.task(task, Permission.TASKS_VIEW).project.id]
    see_all, see_own = ctx.projects(Permission.COMMENTS_VIEW_ALL, among)
    authors = comma_ids(annotators, "annotators")
    wanted = Wanted(see_all, see_own, ctx.actor.id, annotation, draft, task, authors)
    rows = queries.listed(ctx.db, wanted, ordering)
    if len(rows) > LARGEST_LIST:
        raise BadInput.field("projects", f"have more than {LARGEST_LIST:,} comments.", "Ask for fewer at once.")
    return rows


# ---------------------------------------------------------------- answers


def _change(ctx: Ctx, project: ProjectAccess, row: CommentRow, changes: dict[str, Any]) -> None:
    comments.change(ctx.db, row, changes, organization_id=project.organization_id, actor_id=ctx.actor.id, at=ctx.now)


def _people(ctx: Ctx, rows: Sequence[CommentRow]) -> list[people_queries.Member]:
    """Who wrote the comments, and who is named in them."""
    ids = {row.author_id for row in rows if row.author_id is not None}
    ids |= {person for row in rows for person in row.mentions}
    return people_queries.members_among(ctx.db, ctx.actor.organization_id, sorted(ids))


def _name(person: people_queries.Member) -> str:
    return f"{person.first_name} {person.last_name}".strip() or person.email


def _without_names(ctx: Ctx, rows: Sequence[CommentRow]) -> set[int]:
    """Comments by those whose work they are about, where this person may not know whose that is."""
    seen = {number: sight.of(ctx.project(number, Permission.TASKS_VIEW), ctx.actor.id) for number in _projects(rows)}
    return {
        row.id
        for row in rows
        if row.work_of is not None and row.author_id == row.work_of and seen[row.project_id].hides(row.author_id)
    }


def _projects(rows: Sequence[CommentRow]) -> set[int]:
    return {row.project_id for row in rows if row.work_of is not None}


def _one(ctx: Ctx, comment_id: int, expanded: bool) -> dict[str, Any]:
    return _shown(ctx, [_known(ctx, comment_id)], expanded)[0]


def _shown(ctx: Ctx, rows: Sequence[CommentRow], expanded: bool) -> list[dict[str, Any]]:
    known = _people(ctx, rows)
    # Somebody who has left the organization stays an id.
    authors = {person.id: people.as_json(person) for person in known} if expanded else {}
    names = {person.id: _name(person) for person in known}
    unnamed = _without_names(ctx, rows)
    return [
        {
            "id": row.id,
            "annotation": row.annotation_id,
            "draft": row.draft_id,
            "task": row.task_id,
            "project": row.project_id,
            "created_by": None if row.id in unnamed else authors.get(row.author_id or 0, row.author_id),
            "created_at": row.created_at,
            "updated_at": row.updated_at,
            "text": row.text,
            "mentions": [{"id": person, "name": names.get(person, "somebody")} for person in row.mentions],
            "region_ref": row.region_ref,
            "classifications": row.classifications,
            "is_resolved": row.is_resolved,
            "resolved_at": row.resolved_at,
            "state": "RESOLVED" if row.is_resolved else "OPEN",
        }
        for row in rows
    ]
