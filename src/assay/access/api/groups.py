"""Groups of people, in the organization and in projects."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access import groups
from assay.access.deps import Context
from assay.access.queries import groups as queries
from assay.access.rules.permissions import Permission, ProjectRole, Role
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, no_content

router = Routes(tags=["groups"])

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
MOST_AT_ONCE = 1000


class GroupPerson(BaseModel):
    """Somebody in a group, with their role in the organization."""

    id: int
    email: str
    first_name: str
    last_name: str
    role: Role


class GroupRow(BaseModel):
    """A group, and how many people and projects it has."""

    id: int
    title: str
    organization: int
    created_at: datetime
    member_count: int
    project_count: int


class GroupShape(GroupRow):
    """A group with the people in it."""

    members: list[GroupPerson]


class GroupWish(BaseModel):
    """A new group, perhaps with people in it."""

    model_config = ConfigDict(extra="forbid")

    title: str
    users: Annotated[list[Number], Field(max_length=MOST_AT_ONCE)] = []


class GroupChange(BaseModel):
    """Another title."""

    model_config = ConfigDict(extra="forbid")

    title: str


class GroupPeople(BaseModel):
    """People for a group."""

    users: Annotated[list[Number], Field(min_length=1, max_length=MOST_AT_ONCE)]


class ProjectGroup(BaseModel):
    """A group in a project, with the role of everybody in it."""

    group: int
    title: str
    role: ProjectRole
    member_count: int
    created_at: datetime


class ProjectGroupWish(BaseModel):
    """A group for a project. Without a role its people are annotators."""

    model_config = ConfigDict(extra="forbid")

    group: Number
    role: ProjectRole = ProjectRole.ANNOTATOR


class ProjectGroupRole(BaseModel):
    """Another role for a group."""

    model_config = ConfigDict(extra="forbid")

    role: ProjectRole


class GroupOffer(BaseModel):
    """A group that could be added to a project."""

    id: int
    title: str
    member_count: int


@router.get("/api/groups/", response_model=list[GroupRow])
def list_groups(ctx: Context) -> Any:
    """The groups of the organization, by title."""
    return queries.all_of(ctx.db, ctx.require(Permission.GROUPS_VIEW).organization_id)


@router.post("/api/groups/", response_model=GroupShape, status_code=201)
def create_group(ctx: Context, body: GroupWish) -> Any:
    """Makes a group."""
    return groups.create(ctx.db, ctx.require(Permission.GROUPS_CHANGE), body.title, body.users)


@router.get("/api/groups/{id}/", response_model=GroupShape)
def get_group(ctx: Context, id: Id) -> Any:
    """One group with its people."""
    return groups.find(ctx.db, ctx.require(Permission.GROUPS_VIEW).organization_id, id)


@router.patch("/api/groups/{id}/", response_model=GroupShape)
def rename_group(ctx: Context, id: Id, body: GroupChange) -> Any:
    """Gives a group another title."""
    return groups.rename(ctx.db, ctx.require(Permission.GROUPS_CHANGE), id, body.title)


@router.delete("/api/groups/{id}/", status_code=204, response_class=Response)
def delete_group(ctx: Context, id: Id) -> Response:
    """Deletes a group; its people have its roles in projects no more."""
    groups.remove(ctx.db, ctx.require(Permission.GROUPS_CHANGE), id)
    return no_content()


@router.post("/api/groups/{id}/members/", response_model=GroupShape)
def add_people(ctx: Context, id: Id, body: GroupPeople) -> Any:
    """Puts people of the organization in a group."""
    return groups.put_in(ctx.db, ctx.require(Permission.GROUPS_CHANGE), id, body.users)


@router.delete("/api/groups/{id}/members/", status_code=204, response_class=Response)
def remove_person(ctx: Context, id: Id, user: QueryId = None) -> Response:
    """Takes somebody out of a group, and so out of projects that they are in by nothing else."""
    actor = ctx.require(Permission.GROUPS_CHANGE)
    groups.find(ctx.db, actor.organization_id, id)
    if user is None:
        raise BadInput.field("user", "Name the person to take out, as ?user=<id>.")
    groups.take_out(ctx.db, actor, id, user)
    return no_content()


@router.get("/api/projects/{id}/groups/", response_model=list[ProjectGroup])
def list_project_groups(ctx: Context, id: Id) -> Any:
    """The groups of a project with their roles."""
    ctx.project(id, Permission.PROJECT_MEMBERS)
    return queries.of_project(ctx.db, id)


@router.get("/api/projects/{id}/groups/offered", response_model=list[GroupOffer])
def list_offered_groups(ctx: Context, id: Id) -> Any:
    """The groups of the organization that the project does not have yet."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    return queries.not_in_project(ctx.db, project.organization_id, id)


@router.post("/api/projects/{id}/groups/", response_model=list[ProjectGroup], status_code=201)
def add_project_group(ctx: Context, id: Id, body: ProjectGroupWish) -> Any:
    """Adds a group to a project with one role for everybody in it; the groups of the project."""
    groups.place(ctx.db, ctx.actor, ctx.project(id, Permission.PROJECT_MEMBERS), body.group, body.role)
    return queries.of_project(ctx.db, id)


@router.patch("/api/projects/{id}/groups/{group_pk}/", response_model=list[ProjectGroup])
def change_project_group(ctx: Context, id: Id, group_pk: Id, body: ProjectGroupRole) -> Any:
    """Gives a group another role in a project; the groups of the project."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    groups.change_role(ctx.db, ctx.actor, project, group_pk, body.role)
    return queries.of_project(ctx.db, id)


@router.delete("/api/projects/{id}/groups/{group_pk}/", status_code=204, response_class=Response)
def remove_project_group(ctx: Context, id: Id, group_pk: Id) -> Response:
    """Takes a group out of a project as a whole; who is in it otherwise stays."""
    groups.displace(ctx.db, ctx.actor, ctx.project(id, Permission.PROJECT_MEMBERS), group_pk)
    return no_content()
