"""Invitations to e-mail addresses: each lets in who has the address, once, with a role, projects and workspaces.

They are there whether or not an e-mail goes out: without a mail server, whoever invites hands the link over themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assay.access import jobs, keys
from assay.access.actor import Actor, ProjectAccess
from assay.access.invitations import created_by_whom
from assay.access.queries import invitations as queries
from assay.access.queries.workspaces import Workspace
from assay.access.rules.membership import IN_EVERY_PROJECT, refuse_invitation
from assay.access.rules.people import email_problem
from assay.access.rules.permissions import Role
from assay.history.service import record
from assay.kit import mail
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere, Problem

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Places:
    """What somebody becomes a member of beside the organization."""

    projects: Sequence[ProjectAccess] = field(default_factory=tuple)
    workspaces: Sequence[Workspace] = field(default_factory=tuple)


def invite(
    db: Connection, secret: bytes, actor: Actor, emails: Sequence[str], role: Role, places: Places, base: str
) -> list[int]:
    """Invites addresses; an earlier invitation to one of them ends. The ids, in the order of the addresses.

    Raises NotAllowed for a role that the actor cannot give, BadInput naming the addresses that cannot be invited.
    """
    has_places = bool(places.projects or places.workspaces)
    if refused := refuse_invitation(actor.role, role, None, None):
        raise NotAllowed(refused, code="role_refused")
    if has_places and role in IN_EVERY_PROJECT:
        raise BadInput.field("projects", "An administrator sees every project.", "Leave projects and workspaces out.")
    if any(workspace.is_personal for workspace in places.workspaces):
        raise BadInput.field("workspaces", "A personal workspace is its owner's alone.")
    return [
        _invite_one(db, secret, actor, email, role, places, base)
        for email in _checked(db, actor.organization_id, emails)
    ]


def revoke(db: Connection, actor: Actor, email: str) -> None:
    """Ends the invitation to an address. Raises NotThere when there is none of the actor's to end."""
    ended = queries.revoke_addressed(db, actor.organization_id, created_by_whom(actor), email.strip())
    if not ended:
        raise NotThere(f"There is no open invitation to {email.strip()}.")
    for invite_id in ended:
        record(
            db,
            "invitation.revoked",
            organization_id=actor.organization_id,
            actor_id=actor.id,
            payload={"invite": invite_id},
        )


def _checked(db: Connection, organization_id: int, given: Sequence[str]) -> list[str]:
    emails = list({email.strip().lower(): email.strip() for email in given}.values())
    if not emails:
        raise BadInput.field("emails", "Name at least one e-mail address.")
    if len(emails) > MOST_AT_ONCE:
        raise BadInput.field("emails", f"At most {MOST_AT_ONCE} people are invited at once.", "Invite them in parts.")
    problems = [
        Problem("emails", f"“{email[:100]}” is not an e-mail address.", "Give one like name@example.org.")
        for email in emails
        if email_problem(email)
    ]
    members = queries.members_by_email(db, organization_id, emails)
    problems += [
        Problem("emails", f"{email} belongs to the organization already.", "Add them to the projects instead.")
        for email in emails
        if email.lower() in members
    ]
    if problems:
        said = " ".join(problem.message for problem in problems[:5])
        raise BadInput(f"Nobody was invited. {said}", problems=problems)
    return emails


def _invite_one(db: Connection, secret: bytes, actor: Actor, email: str, role: Role, places: Places, base: str) -> int:
    queries.revoke_addressed(db, actor.organization_id, None, email)
    seed = keys.random_token()
    settings = config()
    is_mailed = mail.is_set_up(settings)
    invite_id = queries.add_addressed(
        db,
        organization_id=actor.organization_id,
        role=role,
        email=email,
        seed=seed,
        token_hash=keys.digest(keys.addressed_invitation(secret, seed)),
        project_ids=[project.id for project in places.projects],
        workspace_ids=[workspace.id for workspace in places.workspaces],
        is_mailed=is_mailed,
        created_by=actor.id,
        days=settings.invite_days,
    )
    if is_mailed:
        jobs.post(db, invite_id, base)
    record(
        db,
        "invitation.created",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"invite": invite_id, "role": role.value, "email": email},
    )
    return invite_id
