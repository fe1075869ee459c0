"""Invitations: links that make people members, of an organization and perhaps of a project.

A link works for everybody who has it until it expires or is revoked. The organization's standing link gives
its default role.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay.access import keys, people, project_members, workspaces
from assay.access.actor import Actor, ProjectAccess
from assay.access.queries import invitations as queries
from assay.access.queries import people as people_queries
from assay.access.queries.invitations import Invitation
from assay.access.rules.membership import IN_EVERY_PROJECT, refuse_invitation
from assay.access.rules.permissions import Permission, ProjectRole, Role
from assay.access.signing_in import Session, check_password, start_session
from assay.history.service import record
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere

LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who follows a link and is not signed in says about themselves."""

    email: str
    password: str
    first_name: str = ""
    last_name: str = ""


def create(
    db: Connection,
    actor: Actor,
    role: Role,
    project: ProjectAccess | None,
    project_role: ProjectRole | None,
    days: int | None,
) -> tuple[int, str]:
    """A new link: its id and its token, which is not stored and cannot be shown again."""
    may_manage_admins = project is None or project.allows(Permission.MEMBERS_ADMINS)
    preset = project.preset if project else None
    if refused := refuse_invitation(actor.role, role, project_role, preset, may_manage_admins=may_manage_admins):
        raise NotAllowed(refused, code="role_refused")
    token = keys.random_token()
    invite_id = queries.add(
        db,
        organization_id=actor.organization_id,
        role=role,
        project_id=project.id if project else None,
        project_role=project_role,
        token_hash=keys.digest(token),
        created_by=actor.id,
        days=days or config().invite_days,
    )
    record(
        db,
        "invitation.created",
        organization_id=actor.organization_id,
        project_id=project.id if project else None,
        actor_id=actor.id,
        payload={"invite": invite_id, "role": role.value},
    )
    return invite_id, token


def created_by_whom(actor: Actor) -> int | None:
    """Whose invitations the actor manages: an administrator everybody's (None), others their own."""
    return None if actor.allows(Permission.MEMBERS_CHANGE_ROLE) else actor.id


def revoke(db: Connection, actor: Actor, invite_id: int) -> None:
    """Ends a link. Raises NotThere."""
    if not queries.revoke(db, actor.organization_id, created_by_whom(actor), invite_id):
        raise NotThere()
    record(
        db,
        "invitation.revoked",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"invite": invite_id},
    )


def standing_token(db: Connection, secret: bytes, organization_id: int) -> str:
    """The token of the organization's standing link."""
    found = queries.standing(db, organization_id)
    assert found is not None
    return keys.standing_invitation(secret, organization_id, found.version)


def reset_standing_token(db: Connection, secret: bytes, actor: Actor) -> str:
    """Another standing link; the present one stops working."""
    version = queries.raise_version(db, actor.organization_id)
    record(db, "invitation.standing_reset", organization_id=actor.organization_id, actor_id=actor.id)
    return keys.standing_invitation(secret, actor.organization_id, version)


def look_up(db: Connection, secret: bytes, token: str) -> Invitation:
    """What a link leads to. Raises NotThere when it is unknown, expired or revoked."""
    return queries.by_hash(db, keys.digest(token)) or _standing(db, secret, token)


def accept_as_newcomer(db: Connection, secret: bytes, token: str, newcomer: Newcomer, address: str) -> Session:
    """Somebody follows a link: with a new account, or with theirs when they give its password."""
    invitation = look_up(db, secret, token)
    _check_address(invitation, newcomer.email)
    if people_queries.login(db, newcomer.email.strip()) is not None:
        account_id = check_password(db, newcomer.email, newcomer.password, address).id
    else:
        account_id = people.new_account(
            db,
            email=newcomer.email,
            password=newcomer.password,
            first_name=newcomer.first_name,
            last_name=newcomer.last_name,
        )
    _join(db, invitation, account_id)
    return start_session(db, account_id)


def accept(db: Connection, secret: bytes, token: str, account_id: int) -> int:
    """Somebody who is signed in follows a link; the organization they work in now."""
    invitation = look_up(db, secret, token)
    login = people_queries.login_of(db, account_id)
    assert login is not None
    _check_address(invitation, login.email)
    _join(db, invitation, account_id)
    return invitation.organization_id


def _check_address(invitation: Invitation, email: str) -> None:
    """An invitation to an address lets in nobody else, whoever came by the link."""
    if invitation.email is not None and invitation.email.lower() != email.strip().lower():
        raise BadInput.field(
            "email",
            f"This invitation is for {invitation.email}.",
            "Join with that address, or ask for an invitation to yours.",
        )


def _standing(db: Connection, secret: bytes, token: str) -> Invitation:
    organization, _, _ = token.partition("-")
    found = queries.standing(db, int(organization)) if organization.isdecimal() and len(organization) < 18 else None
    if found is None or not keys.same(token, keys.standing_invitation(secret, found.organization_id, found.version)):
        raise NotThere("This invitation does not exist, has expired or was revoked.")
    return Invitation(found.organization_id, found.organization_title, found.default_role)


def _join(db: Connection, invitation: Invitation, account_id: int) -> None:
    """Membership as the link says. Who is a member keeps their role; who was deactivated stays so."""
    people.join(db, invitation.organization_id, account_id, Role(invitation.role), actor_id=account_id)
    role = Role(people.find(db, invitation.organization_id, account_id).role)
    if role is Role.DEACTIVATED:
        raise NotAllowed("Your account is deactivated in this organization; ask an administrator.", code="deactivated")
    people_queries.work_in(db, account_id, invitation.organization_id)
    if role not in IN_EVERY_PROJECT and role is not Role.NOT_ACTIVATED:
        _place(db, invitation, account_id, role)
    if invitation.id is not None:
        queries.count_use(db, invitation.id)


def _place(db: Connection, invitation: Invitation, account_id: int, role: Role) -> None:
    """Membership of the projects and workspaces of an invitation, as long as they are there."""
    placed = ProjectRole(invitation.project_role) if invitation.project_role else None
    for project in invitation.projects:
        project_members.place(
            db, invitation.organization_id, project["id"], account_id, role, placed, actor_id=account_id
        )
    for workspace in invitation.workspaces:
        workspaces.join(db, invitation.organization_id, workspace["id"], account_id)
