"""The members of projects and their roles there.

The routes under /api/projects/roles/ stand before those of single projects, whose paths would match them too.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Query, Response
from pydantic import BaseModel, Field

from assay.access import people, project_members
from assay.access.api.filters import Ordering, ProjectFilter, ordering_of
from assay.access.api.shapes import ProjectMemberShape, User
from assay.access.deps import Context
from assay.access.queries import project_members as queries
from assay.access.queries.members import MemberFilter
from assay.access.rules.permissions import Permission, ProjectRole
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, comma_ids, no_content
from assay.kit.paging import Pages

router = Routes(tags=["project members"], forms=True)

PersonId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class ProjectMember(BaseModel):
    """Somebody who is in a project."""

    user: PersonId


class ProjectMemberPage(BaseModel):
    """A page of members."""

    count: int
    next: str | None
    previous: str | None
    results: list[ProjectMemberShape]


class RoleWish(BaseModel):
    """A role for somebody in a project."""

    project: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    user: PersonId
    role: ProjectRole


class RoleShape(BaseModel):
    """The role that somebody has in a project: AN annotator, RE reviewer, AR both, TM team manager, AD admin."""

    id: int
    project: int
    user: int
    role: ProjectRole
    role_source: str


class BulkRole(BaseModel):
    """A role for one of the people of a bulk call."""

    user_id: PersonId
    role: ProjectRole


class BulkWish(BaseModel):
    """Everybody who matches the filters except `excluded`, or, unless `all`, those `included`."""

    all: bool = False
    included: list[PersonId] = []
    excluded: list[PersonId] = []
    roles: list[BulkRole] = []


class BulkAnswer(BaseModel):
    """How many became members, and who could not."""

    assignments: int
    skipped_user_ids: list[int]


class BulkRemoval(BaseModel):
    """How many were taken out."""

    deleted: int


@router.get("/api/projects/roles/", response_model=list[RoleShape])
def list_roles(ctx: Context, ids: Annotated[str | None, Query(description="Numbers with commas.")] = None) -> Any:
    """The roles that people have in single projects, of all projects that one sees."""
    actor = ctx.require(Permission.PROJECT_MEMBERS)
    return queries.visible_roles(ctx.db, actor.viewer, comma_ids(ids, "ids"))


@router.post("/api/projects/roles/", response_model=RoleShape, status_code=201)
def add_role(ctx: Context, body: RoleWish) -> dict[str, Any]:
    """Gives somebody a role in a project; they become a member if they were none."""
    project = ctx.project(body.project, Permission.PROJECT_MEMBERS)
    return project_members.set_role(ctx.db, ctx.actor, project, body.user, body.role)


@router.delete("/api/projects/roles/{id}/", status_code=204, response_class=Response)
def remove_role(ctx: Context, id: Id) -> Response:
    """Takes the role back; the person remains a member with that of the organization."""
    project = ctx.project(queries.project_of_role(ctx.db, id) or 0, Permission.PROJECT_MEMBERS)
    project_members.drop_role(ctx.db, ctx.actor, project, id)
    return no_content()


@router.get("/api/projects/{id}/roles", response_model=list[RoleShape])
def project_roles(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """The roles that people have in this project."""
    ctx.project(id, Permission.PROJECT_MEMBERS)
    return queries.roles(ctx.db, id)


@router.get("/api/projects/{id}/members", response_model=list[User])
def list_members(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """Everybody who is in the project."""
    ctx.project(id, Permission.PROJECT_MEMBERS)
    _, found = queries.page(ctx.db, id, MemberFilter(is_deleted=False))
    return [people.as_json(member) for member in found]


@router.post("/api/projects/{id}/members/", response_model=ProjectMember, status_code=201)
def add_member(ctx: Context, id: Id, body: ProjectMember) -> dict[str, int]:
    """Makes somebody of the organization a member."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    project_members.add(ctx.db, ctx.actor, project, body.user)
    return {"user": body.user}


@router.delete("/api/projects/{id}/members/", status_code=204, response_class=Response)
def remove_member(
    ctx: Context, id: Id, user: QueryId = None, body: Annotated[ProjectMember | None, Body()] = None
) -> Response:
    """Takes somebody, named in the query or in the body, out of the project; their work stays."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    account_id = user if user is not None else body.user if body is not None else None
    if account_id is None:
        raise BadInput.field("user", "Name the person to take out, as ?user=<id>.")
    project_members.remove(ctx.db, ctx.actor, project, account_id)
    return no_content()


@router.get("/api/projects/{id}/members/paginated/", response_model=ProjectMemberPage)
def list_members_by_pages(
    ctx: Context,
    id: Id,
    pages: Pages,
    which: ProjectFilter,
    ids: Annotated[str | None, Query(description="People, by numbers with commas.")] = None,
    implicit: bool | None = None,
    ordering: Ordering = "id",
) -> dict[str, Any]:
    """The members by pages, with their roles here; `implicit` for those by the workspace only, or without them."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    count, found = queries.page(
        ctx.db,
        id,
        which,
        ids=comma_ids(ids, "ids"),
        is_implicit=implicit,
        ordering=ordering_of(ordering),
        limit=pages.size,
        offset=pages.offset,
    )
    return pages.page(count, project_members.as_json(ctx.db, project.organization_id, found))


@router.get(
    "/api/projects/{id}/members/export/",
    response_class=Response,
    responses={200: {"description": "A table", "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def export_members(
    ctx: Context,
    id: Id,
    which: ProjectFilter,
    ids: Annotated[str | None, Query(description="People, by numbers with commas.")] = None,
    implicit: bool | None = None,
    ordering: Ordering = "id",
) -> Response:
    """The members as a CSV file, filtered and ordered like the pages of them."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    chosen = comma_ids(ids, "ids")
    _, found = queries.page(ctx.db, id, which, ids=chosen, is_implicit=implicit, ordering=ordering_of(ordering))
    return Response(
        project_members.as_csv(ctx.db, project.organization_id, found),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="members-of-project-{id}.csv"'},
    )


@router.post("/api/projects/{id}/members/bulk/", response_model=BulkAnswer)
def add_members(ctx: Context, id: Id, body: BulkWish, which: ProjectFilter) -> dict[str, Any]:
    """Makes people members, some with roles here. Who cannot be one is left out and named."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    chosen = project_members.chosen(ctx.db, project, which, body.included, body.excluded, body.all)
    roles = {wish.user_id: wish.role for wish in body.roles}
    assignments, skipped = project_members.add_many(ctx.db, ctx.actor, project, chosen, roles)
    return {"assignments": assignments, "skipped_user_ids": skipped}


@router.delete("/api/projects/{id}/members/bulk/", response_model=BulkRemoval)
def remove_members(
    ctx: Context,
    id: Id,
    which: ProjectFilter,
    all: Annotated[bool, Query(description="Everybody who matches.")] = False,
    included: Annotated[str | None, Query(description="Numbers with commas.")] = None,
    excluded: Annotated[str | None, Query(description="Numbers with commas.")] = None,
    body: Annotated[BulkWish | None, Body()] = None,
) -> dict[str, int]:
    """Takes people out of the project, named in the query or in the body. Implicit members stay."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    wish = body or BulkWish(
        all=all, included=comma_ids(included, "included") or [], excluded=comma_ids(excluded, "excluded") or []
    )
    chosen = project_members.chosen(ctx.db, project, which, wish.included, wish.excluded, wish.all)
    return {"deleted": project_members.remove_many(ctx.db, ctx.actor, project, chosen)}
