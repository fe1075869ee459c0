"""The people of an organization as users."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel

from assay.access import members, people
from assay.access.api.current_user import Name, ProfileChange, change_profile
from assay.access.api.shapes import User
from assay.access.deps import Context
from assay.access.queries import people as queries
from assay.access.rules.permissions import Permission, Role
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, Routes, no_content

router = Routes(tags=["users"], forms=True)


class NewUser(BaseModel):
    """Somebody who becomes an annotator of the organization. Without a password they cannot sign in yet."""

    email: str
    password: str | None = None
    username: Name = None
    first_name: Name = None
    last_name: Name = None


class UserChange(ProfileChange):
    """A profile; an administrator may also set the password of somebody who belongs to this organization only."""

    password: str | None = None


@router.get("/api/users/", response_model=list[User])
def list_users(
    ctx: Context, ordering: Annotated[Literal["", "id", "-id"], Query(description="`id` or `-id`.")] = ""
) -> list[dict[str, Any]]:
    """The people of the organization; annotators and reviewers see themselves only."""
    actor = ctx.actor
    if not actor.allows(Permission.MEMBERS_VIEW):
        return [people.as_json(people.find(ctx.db, actor.organization_id, actor.id))]
    found = queries.members(ctx.db, actor.organization_id)
    return [people.as_json(member) for member in (reversed(found) if ordering == "-id" else found)]


@router.post("/api/users/", response_model=User, status_code=201)
def create_user(ctx: Context, body: NewUser) -> dict[str, Any]:
    """Makes an account that is an annotator here. 400 `email_taken` when the address has one."""
    actor = ctx.require(Permission.MEMBERS_CHANGE_ROLE)
    account_id = people.new_member(
        ctx.db,
        actor.organization_id,
        Role.ANNOTATOR,
        email=body.email,
        password=body.password,
        first_name=body.first_name or "",
        last_name=body.last_name or "",
        username=body.username or "",
        actor_id=actor.id,
    )
    return people.as_json(people.find(ctx.db, actor.organization_id, account_id))


@router.get("/api/users/{id}/", response_model=User)
def get_user(ctx: Context, id: Id) -> dict[str, Any]:
    """One person of the organization."""
    actor = ctx.actor
    if id != actor.id and not actor.allows(Permission.MEMBERS_VIEW):
        raise NotThere()
    return people.as_json(people.find(ctx.db, actor.organization_id, id))


@router.patch("/api/users/{id}/", response_model=User)
def change_user(ctx: Context, id: Id, body: UserChange) -> dict[str, Any]:
    """Changes one's own profile, or, for an administrator, that of somebody in the organization."""
    actor = ctx.actor
    if id == actor.id:
        if body.password is not None:
            raise BadInput.field("password", "Your own password changes at /api/current-user/password/.")
        return people.as_json(people.find(ctx.db, change_profile(ctx, id, body), id))
    if not actor.allows(Permission.MEMBERS_VIEW):
        raise NotThere()
    found = people.find(ctx.db, actor.organization_id, id)
    if not actor.allows(Permission.MEMBERS_CHANGE_ROLE) or found.role == Role.OWNER:
        raise NotAllowed("Your role does not allow this.", context={"permission": Permission.MEMBERS_CHANGE_ROLE.value})
    if body.active_organization is not None:
        raise BadInput.field("active_organization", "Only they themselves choose where they work.")
    change_profile(ctx, id, body)
    if body.password is not None:
        people.reset_password(ctx.db, actor.organization_id, id, body.password)
    return people.as_json(people.find(ctx.db, actor.organization_id, id))


@router.delete("/api/users/{id}/", status_code=204, response_class=Response)
def remove_user(ctx: Context, id: Id) -> Response:
    """Takes somebody out of the organization; the account and the work stay."""
    actor = ctx.require(Permission.MEMBERS_CHANGE_ROLE)
    members.remove(ctx.db, actor, id)
    return no_content()
