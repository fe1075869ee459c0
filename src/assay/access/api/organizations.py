"""The organization and its members."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access import invitations, members, organizations, people
from assay.access.actor import Actor
from assay.access.api.filters import Ordering, OrganizationFilter, ordering_of
from assay.access.api.shapes import MemberUser, ProjectTitleShape, TagShape
from assay.access.deps import Context, Ctx
from assay.access.queries import members as member_queries
from assay.access.queries import organizations as organization_queries
from assay.access.queries import people as queries
from assay.access.rules.permissions import Permission, Role
from assay.kit.errors import NotThere
from assay.kit.http import LARGEST_ID, Id, Routes, no_content
from assay.kit.paging import Pages

router = Routes(tags=["organizations"], forms=True)


class OrganizationRow(BaseModel):
    """An organization in a list."""

    id: int
    title: str
    created_at: datetime
    contact_info: str | None


class Billing(BaseModel):
    """Who manages roles and workspaces: the people here, not a directory."""

    manual_role_management: bool
    manual_workspace_management: bool
    enforce_session_concurrency: bool
    max_parallel_sessions: int | None
    session_concurrency_window_seconds: int | None


class Organization(BaseModel):
    """The organization. `token` is that of the standing invitation, empty for those who may not invite."""

    id: int
    title: str
    created_at: datetime
    token: str
    default_role: Role
    open_sign_up: bool
    billing: Billing
    custom_scripts_enabled: bool
    email_notification_settings: dict[str, Any]
    react_code_settings: dict[str, Any]


class OrganizationChange(BaseModel):
    """What can be changed about an organization."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str | None, Field(min_length=1, max_length=256)] = None
    open_sign_up: bool | None = None
    default_role: Role | None = None


class DefaultRoleChange(BaseModel):
    """The role of who comes by the standing link or by open sign-up."""

    default_role: Role
    organization: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None


class DefaultRole(BaseModel):
    """The role that newcomers get."""

    organization: int
    default_role: Role


class MemberRow(BaseModel):
    """A member in a list. `id` is that of the person."""

    id: int
    organization: int
    role: Role
    role_source: str
    user_type: str
    tags: list[TagShape]
    flex: dict[str, Any] | None
    concurrency: dict[str, Any] | None
    created_projects: list[ProjectTitleShape]
    contributed_to_projects: list[ProjectTitleShape]
    user: MemberUser


class MemberPage(BaseModel):
    """A page of members."""

    count: int
    next: str | None
    previous: str | None
    results: list[MemberRow]


class MemberDetail(BaseModel):
    """A member with counts of their work."""

    user: int
    organization: int
    role: Role
    created_at: datetime
    annotations_count: int
    contributed_projects_count: int
    contributed_to_projects: list[ProjectTitleShape]
    created_projects: list[ProjectTitleShape]


class RoleChange(BaseModel):
    """Another role for a member; DI deactivates."""

    user_id: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    role: Role


@router.get("/api/organizations/", response_model=list[OrganizationRow])
def list_organizations(ctx: Context) -> list[dict[str, Any]]:
    """One's organizations."""
    actor = ctx.actor
    return [
        {"id": found.organization_id, "title": found.title, "created_at": found.created_at, "contact_info": None}
        for found in queries.memberships(ctx.db, actor.id)
        if found.role != Role.DEACTIVATED
    ]


@router.get("/api/organizations/{id}", response_model=Organization)
def get_organization(ctx: Context, id: Id) -> dict[str, Any]:
    """The organization that one works in; others are not found."""
    return _described(ctx, inside(ctx, id, Permission.ORGANIZATION_VIEW))


@router.patch("/api/organizations/{id}", response_model=Organization)
def change_organization(ctx: Context, id: Id, body: OrganizationChange) -> dict[str, Any]:
    """Renames the organization, opens or shuts sign-up without an invitation, chooses the role of newcomers."""
    actor = inside(ctx, id, Permission.ORGANIZATION_CHANGE)
    organizations.change(ctx.db, actor, body.model_dump(exclude_none=True))
    return _described(ctx, actor)


@router.patch("/api/organizations/{id}/set-default-role", response_model=DefaultRole)
def set_default_role(ctx: Context, id: Id, body: DefaultRoleChange) -> dict[str, Any]:
    """Chooses the role of who comes by the standing link or by open sign-up."""
    actor = inside(ctx, id, Permission.ORGANIZATION_CHANGE)
    organizations.change(ctx.db, actor, {"default_role": body.default_role})
    return {"organization": id, "default_role": body.default_role}


@router.get("/api/organizations/{id}/memberships", response_model=MemberPage)
def list_members(
    ctx: Context,
    id: Id,
    pages: Pages,
    which: OrganizationFilter,
    ordering: Ordering = "id",
    contributed_to_projects: bool = False,
) -> dict[str, Any]:
    """The members by pages, deactivated ones too unless `is_deleted=false`."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    count, found = member_queries.page(ctx.db, id, which, ordering_of(ordering), pages.size, pages.offset)
    return pages.page(count, members.as_json(ctx.db, id, found, contributed_to_projects))


@router.patch("/api/organizations/{id}/memberships", response_model=MemberRow)
def change_member(ctx: Context, id: Id, body: RoleChange) -> dict[str, Any]:
    """Gives a member another role. Nobody changes the owner or themselves."""
    actor = inside(ctx, id, Permission.MEMBERS_CHANGE_ROLE)
    members.change_role(ctx.db, actor, body.user_id, body.role)
    return members.as_json(ctx.db, id, [people.find(ctx.db, id, body.user_id)], False)[0]


@router.get("/api/organizations/{id}/memberships/{user_pk}/", response_model=MemberDetail)
def get_member(ctx: Context, id: Id, user_pk: Id) -> dict[str, Any]:
    """One member with counts of their work."""
    actor = inside(ctx, id, Permission.ORGANIZATION_VIEW)
    if user_pk != actor.id:
        ctx.require(Permission.MEMBERS_VIEW)
    return members.one_as_json(ctx.db, id, user_pk)


@router.delete("/api/organizations/{id}/memberships/{user_pk}/", status_code=204, response_class=Response)
def remove_member(ctx: Context, id: Id, user_pk: Id) -> Response:
    """Takes somebody out of the organization; the account and the work stay."""
    actor = inside(ctx, id, Permission.MEMBERS_CHANGE_ROLE)
    members.remove(ctx.db, actor, user_pk)
    return no_content()


def inside(ctx: Ctx, organization_id: int, permission: Permission) -> Actor:
    """Who asks, when they work in this organization and have the permission there."""
    if ctx.actor.organization_id != organization_id:
        raise NotThere()
    return ctx.require(permission)


def _described(ctx: Ctx, actor: Actor) -> dict[str, Any]:
    found = next(
        found for found in queries.memberships(ctx.db, actor.id) if found.organization_id == actor.organization_id
    )
    entry = organization_queries.entry(ctx.db, actor.organization_id)
    may_invite = actor.allows(Permission.MEMBERS_INVITE)
    return {
        "id": found.organization_id,
        "title": found.title,
        "created_at": found.created_at,
        "token": invitations.standing_token(ctx.db, ctx.secret, found.organization_id) if may_invite else "",
        "default_role": entry.default_role,
        "open_sign_up": entry.open_sign_up,
        "billing": {
            "manual_role_management": True,
            "manual_workspace_management": True,
            "enforce_session_concurrency": False,
            "max_parallel_sessions": None,
            "session_concurrency_window_seconds": None,
        },
        "custom_scripts_enabled": False,
        "email_notification_settings": {},
        "react_code_settings": {},
    }
