"""Invitations by link, and to e-mail addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assay.access import invitations, inviting, keys, people, workspaces
from assay.access.actor import Actor
from assay.access.api.session import address_of, set_cookies, signed_in
from assay.access.api.shapes import WhoAmI
from assay.access.deps import Context, Ctx
from assay.access.invitations import LONGEST_DAYS, Newcomer
from assay.access.inviting import Places
from assay.access.queries import invitations as queries
from assay.access.queries import organizations
from assay.access.rules.letters import join_link
from assay.access.rules.permissions import Permission, ProjectRole, Role
from assay.access.signing_in import start_session
from assay.kit.config import config
from assay.kit.errors import BadInput, Problem
from assay.kit.http import LARGEST_ID, Id, Reply, Routes, no_content

router = Routes(tags=["invites"])


class StandingInvite(BaseModel):
    """The organization's standing link; who follows it becomes an annotator."""

    token: str
    invite_url: str


class InvitedTo(BaseModel):
    """A project or workspace that somebody is invited to."""

    id: int
    title: str


class Invite(BaseModel):
    """An invitation that works. The address of a link is shown only when it is made; that of an invitation to an e-mail
    address, to those who may invite, as long as it is open.

    `mail`: whether an e-mail was sent: `none` without a mail server, `waiting`, `sent`, or `failed` with `mail_error`.
    """

    id: int
    role: Role
    email: str | None
    project: int | None
    project_title: str | None
    project_role: ProjectRole | None
    projects: list[InvitedTo]
    workspaces: list[InvitedTo]
    invite_url: str | None
    expires_at: datetime
    uses: int
    created_at: datetime
    mail: Literal["none", "waiting", "sent", "failed"]
    mailed_at: datetime | None
    mail_error: str


class NewInvite(Invite):
    """A link that was just made; the token is not shown again."""

    token: str
    invite_url: str


class EmailWish(BaseModel):
    """Who is invited, and what they become. `viewonly` instead of a role makes viewers."""

    emails: Annotated[
        list[Annotated[str, Field(max_length=1000)]], Field(min_length=1, max_length=inviting.MOST_AT_ONCE)
    ]
    role: Role | None = None
    user_type: Literal["standard", "viewonly"] | None = None
    projects: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] | None, Field(max_length=200)] = None
    workspaces: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] | None, Field(max_length=200)] = None


class Revoked(BaseModel):
    """Whose invitation ends."""

    email: Annotated[str, Field(max_length=1000)]


class InviteWish(BaseModel):
    """What a new link leads to."""

    role: Literal["AN", "RE", "MA", "AD", "VO"]
    project: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    project_role: ProjectRole | None = None
    expires_days: Annotated[int | None, Field(ge=1, le=LONGEST_DAYS)] = None


class InviteFacts(BaseModel):
    """What a link leads to, for somebody who considers to follow it."""

    organization: str
    role: Role
    email: str | None
    project_title: str | None
    projects: list[str]
    workspaces: list[str]
    expires_at: datetime | None


class Acceptance(BaseModel):
    """Following a link: with nothing but the token when signed in, else with an e-mail address and a password."""

    token: str
    email: str | None = None
    password: str | None = None
    first_name: str = ""
    last_name: str = ""


@router.get("/api/invite", response_model=StandingInvite)
def standing_invite(ctx: Context) -> dict[str, str]:
    """The organization's standing link."""
    actor = ctx.require(Permission.MEMBERS_INVITE)
    return _link(ctx.request, invitations.standing_token(ctx.db, ctx.secret, actor.organization_id))


@router.post("/api/invite/reset-token", response_model=StandingInvite, status_code=201)
def reset_standing_invite(ctx: Context) -> dict[str, str]:
    """Another standing link; the present one stops working."""
    actor = ctx.require(Permission.MEMBERS_INVITE)
    return _link(ctx.request, invitations.reset_standing_token(ctx.db, ctx.secret, actor))


@router.get("/api/invites/", response_model=list[Invite])
def list_invites(ctx: Context) -> list[dict[str, Any]]:
    """The links that work and the open invitations: an administrator sees all, a manager their own."""
    actor = ctx.require(Permission.MEMBERS_INVITE)
    whose = invitations.created_by_whom(actor)
    return [_shown(ctx, row) for row in queries.listed(ctx.db, actor.organization_id, whose)]


@router.post("/api/invites/", response_model=NewInvite, status_code=201)
def create_invite(ctx: Context, body: InviteWish) -> dict[str, Any]:
    """A new link. Only an administrator invites managers and administrators."""
    actor = ctx.require(Permission.MEMBERS_INVITE)
    project = None if body.project is None else ctx.project(body.project, Permission.PROJECT_MEMBERS)
    invite_id, token = invitations.create(ctx.db, actor, Role(body.role), project, body.project_role, body.expires_days)
    row = queries.listed(ctx.db, actor.organization_id, None, invite_id)[0]
    return {**_shown(ctx, row), **_link(ctx.request, token)}


@router.post("/api/invite/send-email", response_model=list[Invite], status_code=201)
def invite_by_email(ctx: Context, body: EmailWish) -> list[dict[str, Any]]:
    """Invites e-mail addresses to the organization, and to projects and workspaces. Who has the address joins once.

    Without a mail server no e-mail goes out: the answer holds the links to hand over. An earlier invitation to the same
    address ends. 400 names addresses that are none, or belong to members.
    """
    actor = ctx.require(Permission.MEMBERS_INVITE)
    places = Places(
        projects=[ctx.project(one, Permission.PROJECT_MEMBERS) for one in dict.fromkeys(body.projects or ())],
        workspaces=[
            workspaces.find_for_change(ctx.db, actor, one, Permission.WORKSPACES_CHANGE)
            for one in dict.fromkeys(body.workspaces or ())
        ],
    )
    made = inviting.invite(ctx.db, ctx.secret, actor, body.emails, _role(ctx, actor, body), places, _base(ctx.request))
    return [_shown(ctx, row) for one in made for row in queries.listed(ctx.db, actor.organization_id, None, one)]


@router.post("/api/invite/revoke", status_code=204, response_class=Response)
def revoke_invite_by_email(ctx: Context, body: Revoked) -> Response:
    """Ends the open invitation to an e-mail address; 404 when there is none."""
    inviting.revoke(ctx.db, ctx.require(Permission.MEMBERS_INVITE), body.email)
    return no_content()


@router.delete("/api/invites/{id}/", status_code=204, response_class=Response)
def revoke_invite(ctx: Context, id: Id) -> Response:
    """Ends a link; who came by it stays."""
    actor = ctx.require(Permission.MEMBERS_INVITE)
    invitations.revoke(ctx.db, actor, id)
    return no_content()


@router.get("/api/invites/lookup/", response_model=InviteFacts)
def look_up_invite(ctx: Context, token: Annotated[str, Query(max_length=200)]) -> dict[str, Any]:
    """What a link leads to. Open to everybody who has it; 404 when it does not work."""
    found = invitations.look_up(ctx.db, ctx.secret, token)
    return {
        "organization": found.organization_title,
        "role": found.role,
        "email": found.email,
        "project_title": found.project_title,
        "projects": [project["title"] for project in found.projects],
        "workspaces": [workspace["title"] for workspace in found.workspaces],
        "expires_at": found.expires_at,
    }


@router.post("/api/invites/accept/", response_model=WhoAmI, status_code=201)
def accept_invite(ctx: Context, body: Acceptance) -> Reply:
    """Joins by a link: with the present account, with a new one, or with one's own and its password."""
    actor = ctx.visitor()
    if actor is not None:
        organization_id = invitations.accept(ctx.db, ctx.secret, body.token, actor.id)
        answer = Reply(people.whoami(ctx.db, organization_id, actor.id), 201)
        if actor.via != "session":
            set_cookies(answer, ctx.request, start_session(ctx.db, actor.id))
        return answer
    missing = [
        Problem(field, "Needed to make your account.") for field in ("email", "password") if not getattr(body, field)
    ]
    if missing or body.email is None or body.password is None:
        raise BadInput("Give an e-mail address and a password.", problems=missing)
    newcomer = Newcomer(body.email, body.password, body.first_name, body.last_name)
    session = invitations.accept_as_newcomer(ctx.db, ctx.secret, body.token, newcomer, address_of(ctx.request))
    return signed_in(ctx, session, 201)


def _role(ctx: Ctx, actor: Actor, wish: EmailWish) -> Role:
    """The role of who is invited: without one, what the organization gives to newcomers."""
    if wish.user_type == "viewonly":
        if wish.role not in (None, Role.VIEWER):
            raise BadInput.field("role", "Who only views has no other role.", "Leave the role or the user_type out.")
        return Role.VIEWER
    role = wish.role or Role(organizations.entry(ctx.db, actor.organization_id).default_role)
    if role is Role.NOT_ACTIVATED:
        raise BadInput.field("role", "Say what they become: AD, MA, RE, AN, or VO.")
    return role


def _shown(ctx: Ctx, row: dict[str, Any]) -> dict[str, Any]:
    """A row of `queries.listed`, with the link of an invitation to an address."""
    seed = row.pop("seed")
    if seed is None:
        return {**row, "invite_url": None}
    return {**row, "invite_url": join_link(_base(ctx.request), keys.addressed_invitation(ctx.secret, seed))}


def _link(request: Request, token: str) -> dict[str, str]:
    return {"token": token, "invite_url": join_link(_base(request), token)}


def _base(request: Request) -> str:
    return config().public_url or str(request.base_url)
