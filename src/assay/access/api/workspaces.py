"""Workspaces."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Body, Query, Response
from pydantic import BaseModel, Field

from assay.access import people, workspaces
from assay.access.api.filters import Search
from assay.access.api.shapes import User
from assay.access.deps import Context
from assay.access.queries import project_members
from assay.access.queries import workspaces as queries
from assay.access.queries.members import MemberFilter
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, comma_ids, no_content
from assay.kit.paging import Pages

router = Routes(tags=["workspaces"], forms=True)

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Title = Annotated[str, Field(min_length=1, max_length=256)]
Text = Annotated[str | None, Field(max_length=10_000)]


class WorkspaceCreator(BaseModel):
    """Who made a workspace; the number is null when the account is gone."""

    id: int | None
    email: str
    first_name: str
    last_name: str


class WorkspaceShape(BaseModel):
    """A workspace as one sees it: `projects_count` counts the projects that one sees."""

    id: int
    title: str
    description: str
    color: str
    is_personal: bool
    is_archived: bool
    created_by: int | None
    created_by_user: WorkspaceCreator
    membership: dict[str, bool]
    projects_count: int


class WorkspaceWish(BaseModel):
    """A new workspace. A personal one is seen by its maker only."""

    title: Title
    description: Text = None
    color: Text = None
    is_personal: bool = False
    is_archived: bool = False


class WorkspaceChange(BaseModel):
    """What is absent stays."""

    title: Title | None = None
    description: Text = None
    color: Text = None
    is_personal: bool | None = None
    is_archived: bool | None = None


class WorkspaceMember(BaseModel):
    """A person in a workspace."""

    user: User
    workspace: int


class WorkspaceMemberWish(BaseModel):
    """Somebody to become a member."""

    user: Number
    workspace: Number | None = None


class WorkspaceMemberPage(BaseModel):
    """A page of members."""

    count: int
    next: str | None
    previous: str | None
    results: list[User]


class BulkWish(BaseModel):
    """Everybody of the organization except `excluded`, or, unless `all`, those `included`."""

    all: bool = False
    included: list[Number] = []
    excluded: list[Number] = []


class BulkAnswer(BaseModel):
    """How many became members, and how many left."""

    assigned: int
    unassigned: int


class BulkRemoval(BaseModel):
    """How many were taken out."""

    deleted: int


class WorkspaceProject(BaseModel):
    """A project of a workspace."""

    id: int
    title: str
    description: str
    color: str
    is_published: bool
    workspace: int
    created_at: datetime


class ProjectWish(BaseModel):
    """A project to be moved."""

    project: Number


@router.get("/api/workspaces/", response_model=list[WorkspaceShape])
def list_workspaces(
    ctx: Context,
    is_archived: bool | None = None,
    is_personal: bool | None = None,
    include_all_workspaces: Annotated[bool, Query(description="Changes nothing: one sees all that one may.")] = False,
) -> list[dict[str, Any]]:
    """The workspaces that one sees: an administrator all but the personal ones of others."""
    actor = ctx.require(Permission.WORKSPACES_VIEW)
    return [workspaces.as_json(found) for found in queries.visible(ctx.db, actor.viewer, is_archived, is_personal)]


@router.post("/api/workspaces/", response_model=WorkspaceShape, status_code=201)
def create_workspace(ctx: Context, body: WorkspaceWish) -> dict[str, Any]:
    """A new workspace."""
    actor = ctx.require(Permission.WORKSPACES_CREATE)
    workspace_id = workspaces.create(ctx.db, actor, body.model_dump())
    return workspaces.as_json(workspaces.find(ctx.db, actor, workspace_id))


@router.get("/api/workspaces/{id}/", response_model=WorkspaceShape)
def get_workspace(ctx: Context, id: Id) -> dict[str, Any]:
    """One workspace."""
    actor = ctx.require(Permission.WORKSPACES_VIEW)
    return workspaces.as_json(workspaces.find(ctx.db, actor, id))


@router.patch("/api/workspaces/{id}/", response_model=WorkspaceShape)
def change_workspace(ctx: Context, id: Id, body: WorkspaceChange) -> dict[str, Any]:
    """Renames, colours, archives a workspace."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    workspaces.change(ctx.db, actor, workspace, body.model_dump(exclude_unset=True))
    return workspaces.as_json(workspaces.find(ctx.db, actor, id))


@router.delete("/api/workspaces/{id}/", status_code=204, response_class=Response)
def delete_workspace(ctx: Context, id: Id) -> Response:
    """Deletes a workspace; 400 `not_empty` while it has projects."""
    actor = ctx.actor
    workspaces.remove(ctx.db, actor, workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_DELETE))
    return no_content()


@router.get("/api/workspaces/{id}/memberships/", response_model=list[WorkspaceMember])
def list_members(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """The members of a workspace."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    return workspaces.members_as_json(ctx.db, workspace)


@router.post("/api/workspaces/{id}/memberships/", response_model=WorkspaceMemberWish, status_code=201)
def add_member(ctx: Context, id: Id, body: WorkspaceMemberWish) -> dict[str, int]:
    """Makes somebody a member of the workspace and so of all its projects."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    workspaces.add_member(ctx.db, actor, workspace, body.user)
    return {"user": body.user, "workspace": id}


@router.delete("/api/workspaces/{id}/memberships/", status_code=204, response_class=Response)
def remove_member(
    ctx: Context, id: Id, user_id: QueryId = None, body: Annotated[WorkspaceMemberWish | None, Body()] = None
) -> Response:
    """Takes somebody, named in the query or in the body, out of the workspace."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    account_id = user_id if user_id is not None else body.user if body is not None else None
    if account_id is None:
        raise BadInput.field("user_id", "Name the person to take out, as ?user_id=<id>.")
    workspaces.remove_member(ctx.db, actor, workspace, account_id)
    return no_content()


@router.get("/api/workspaces/{id}/memberships/paginated/", response_model=WorkspaceMemberPage)
def list_members_by_pages(
    ctx: Context,
    id: Id,
    pages: Pages,
    search: Search = "",
    ids: Annotated[str | None, Query(description="People, by numbers with commas.")] = None,
) -> dict[str, Any]:
    """The members of a workspace by pages."""
    workspace = workspaces.find_for_change(ctx.db, ctx.actor, id, Permission.WORKSPACES_CHANGE)
    which = MemberFilter(search=search)
    chosen = comma_ids(ids, "ids")
    count, found = queries.members_page(ctx.db, workspace.id, which, chosen, pages.size, pages.offset)
    return pages.page(count, [people.as_json(member) for member in found])


@router.post("/api/workspaces/{id}/memberships/bulk/", response_model=BulkAnswer)
def add_members(ctx: Context, id: Id, body: BulkWish) -> dict[str, int]:
    """Makes many people members; who is one, or cannot be, is passed over."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    accounts = list(dict.fromkeys(body.included))
    if body.all:
        excluded = set(body.excluded)
        everybody = project_members.candidates(ctx.db, actor.organization_id, MemberFilter())
        accounts = [found for found in everybody if found not in excluded]
    return {"assigned": workspaces.add_many(ctx.db, actor, workspace, accounts), "unassigned": 0}


@router.delete("/api/workspaces/{id}/memberships/bulk/", response_model=BulkRemoval)
def remove_members(
    ctx: Context,
    id: Id,
    search: Search = "",
    all: Annotated[bool, Query(description="Everybody who matches.")] = False,
    ids: Annotated[str | None, Query(description="Numbers with commas.")] = None,
    included: Annotated[str | None, Query(description="Numbers with commas.")] = None,
    excluded: Annotated[str | None, Query(description="Numbers with commas.")] = None,
) -> dict[str, int]:
    """Takes many people out of the workspace."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    accounts = comma_ids(included, "included") or comma_ids(ids, "ids") or []
    if all:
        left_out = set(comma_ids(excluded, "excluded") or ())
        _, matching = queries.members_page(ctx.db, workspace.id, MemberFilter(search=search), None, None, 0)
        accounts = [member.id for member in matching if member.id not in left_out]
    return {"deleted": workspaces.remove_many(ctx.db, actor, workspace, accounts)}


@router.get("/api/workspaces/{id}/projects/", response_model=list[WorkspaceProject])
def list_projects(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """The projects of a workspace that one sees."""
    actor = ctx.require(Permission.WORKSPACES_VIEW)
    workspaces.find(ctx.db, actor, id)
    return queries.projects(ctx.db, actor.viewer, id)


@router.post("/api/workspaces/{id}/projects/", response_model=ProjectWish, status_code=201)
def add_project(ctx: Context, id: Id, body: ProjectWish) -> dict[str, int]:
    """Moves a project into the workspace; a personal one unpublishes it."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    workspaces.add_project(ctx.db, actor, workspace, ctx.project(body.project, Permission.PROJECT_CHANGE))
    return {"project": body.project}


@router.delete("/api/workspaces/{id}/projects/", status_code=204, response_class=Response)
def remove_project(
    ctx: Context, id: Id, project: QueryId = None, body: Annotated[ProjectWish | None, Body()] = None
) -> Response:
    """Moves a project, named in the query or in the body, out of the workspace."""
    actor = ctx.actor
    workspace = workspaces.find_for_change(ctx.db, actor, id, Permission.WORKSPACES_CHANGE)
    project_id = project if project is not None else body.project if body is not None else None
    if project_id is None:
        raise BadInput.field("project", "Name the project to move out, as ?project=<id>.")
    workspaces.remove_project(ctx.db, actor, workspace, ctx.project(project_id, Permission.PROJECT_CHANGE))
    return no_content()
