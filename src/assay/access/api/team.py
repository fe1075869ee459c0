"""The people of a project with what they are there and why, and who could be added."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from assay.access import project_members, team
from assay.access.deps import Context
from assay.access.queries import project_members as queries
from assay.access.rules.permissions import Permission, ProjectRole, Role
from assay.kit.http import Id, Routes

router = Routes(tags=["project members"])

MOST_OFFERED = 20


class SourceGroup(BaseModel):
    """The group that a role comes from."""

    id: int
    title: str


class RoleSource(BaseModel):
    """One thing that gives somebody a role here: the role itself, a group, the workspace, or the organization."""

    kind: Literal["person", "group", "workspace", "organization", "creator"]
    role: ProjectRole | None
    group: SourceGroup | None


class TeamMember(BaseModel):
    """Somebody in a project. `role` is the strongest of all sources; null for who only looks."""

    id: int
    email: str
    first_name: str
    last_name: str
    organization_role: Role
    role: ProjectRole | None
    given_role: ProjectRole | None
    is_member: bool
    sources: list[RoleSource]


class Offered(BaseModel):
    """Somebody of the organization who could be added."""

    id: int
    email: str
    first_name: str
    last_name: str
    role: Role


class Colleague(BaseModel):
    """Somebody of the organization by their address, and what they shall be here; an annotator, unless said."""

    model_config = ConfigDict(extra="forbid")

    email: str
    role: ProjectRole = ProjectRole.ANNOTATOR


@router.get("/api/projects/{id}/team/", response_model=list[TeamMember])
def list_team(ctx: Context, id: Id) -> Any:
    """Everybody in the project, with the role that counts and where it comes from."""
    ctx.project(id, Permission.PROJECT_MEMBERS)
    return [team.shown(row) for row in queries.team(ctx.db, id)]


@router.get("/api/projects/{id}/team/offered", response_model=list[Offered])
def list_offered(ctx: Context, id: Id, search: Annotated[str, Query(max_length=200)] = "") -> Any:
    """People of the organization who could be added by name; the first few who match."""
    ctx.project(id, Permission.PROJECT_MEMBERS)
    return queries.offered(ctx.db, id, search, MOST_OFFERED)


@router.post("/api/projects/{id}/team/", response_model=TeamMember, status_code=201)
def invite(ctx: Context, id: Id, body: Colleague) -> Any:
    """Adds somebody of the organization by their e-mail address, with a role."""
    project = ctx.project(id, Permission.PROJECT_MEMBERS)
    account_id = project_members.by_email(ctx.db, project, body.email)
    project_members.set_role(ctx.db, ctx.actor, project, account_id, body.role)
    return next(team.shown(row) for row in queries.team(ctx.db, id) if row.id == account_id)
