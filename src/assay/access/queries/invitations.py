"""Invitations by link, and those to one e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assay.kit import db
from assay.kit.db import Connection

# A link works until it ends; an invitation to an address also ends with its use.
_LIVE = """
  invite.revoked_at is null and invite.expires_at > now() and (invite.email is null or invite.uses = 0)
"""

# What an invitation to an address leads to, as long as it is there.
_PROJECTS = """
  array(select json_build_object('id', p.id, 'title', p.title) from project p
    where (p.id = any(invite.project_ids) or p.id = invite.project_id) and p.deleted_at is null order by p.id)
"""
_WORKSPACES = """
  array(select json_build_object('id', w.id, 'title', w.title) from workspace w
    where w.id = any(invite.workspace_ids) order by w.id)
"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that works, and what it leads to. The standing link of an organization has no id and no end."""

    organization_id: int
    organization_title: str
    role: str
    id: int | None = None
    project_id: int | None = None
    project_title: str | None = None
    project_role: str | None = None
    expires_at: datetime | None = None
    created_by: int | None = None
    email: str | None = None
    projects: list[dict[str, Any]] = field(default_factory=list)
    workspaces: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation as it is written to its address."""

    email: str
    seed: str
    organization_title: str
    role: str
    projects: list[dict[str, Any]]
    inviter_first_name: str
    inviter_last_name: str
    inviter_email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """An organization's standing link."""

    organization_id: int
    organization_title: str
    version: int
    default_role: str


def add(
    connection: Connection,
    *,
    organization_id: int,
    role: str,
    project_id: int | None,
    project_role: str | None,
    token_hash: bytes,
    created_by: int,
    days: int,
) -> int:
    """A new invitation."""
    sql = """
      insert into invite (organization_id, role, project_id, project_role, token_hash, created_by, expires_at)
      values (%s, %s, %s, %s, %s, %s, now() + make_interval(days => %s)) returning id
    """
    values = (organization_id, role, project_id, project_role, token_hash, created_by, days)
    return int(db.value(connection, sql, values))


def add_addressed(
    connection: Connection,
    *,
    organization_id: int,
    role: str,
    email: str,
    seed: str,
    token_hash: bytes,
    project_ids: Sequence[int],
    workspace_ids: Sequence[int],
    is_mailed: bool,
    created_by: int,
    days: int,
) -> int:
    """A new invitation to an address."""
    sql = """
      insert into invite (organization_id, role, email, seed, token_hash, project_ids, workspace_ids, mail, created_by,
        expires_at)
      values (%s, %s, %s, %s, %s, %s, %s, %s, %s, now() + make_interval(days => %s)) returning id
    """
    mail = "waiting" if is_mailed else "none"
    values = (
        organization_id, role, email, seed, token_hash, list(project_ids), list(workspace_ids), mail, created_by, days,
    )  # fmt: skip
    return int(db.value(connection, sql, values))


def revoke_addressed(connection: Connection, organization_id: int, created_by: int | None, email: str) -> list[int]:
    """Ends the open invitations to an address; of one person when given. Their ids."""
    sql = f"""
      update invite set revoked_at = now()
      where organization_id = %(organization)s and lower(email) = lower(%(email)s) and {_LIVE}
        and (%(created_by)s::bigint is null or created_by = %(created_by)s)
      returning id
    """
    return db.values(connection, sql, {"organization": organization_id, "created_by": created_by, "email": email})


def letter(connection: Connection, invite_id: int) -> Letter | None:
    """What is to be written to an address; None when the invitation has ended."""
    sql = f"""
      select invite.email, invite.seed, organization.title as organization_title, invite.role,
        {_PROJECTS} as projects, coalesce(account.first_name, '') as inviter_first_name,
        coalesce(account.last_name, '') as inviter_last_name, coalesce(account.email, '') as inviter_email,
        invite.expires_at
      from invite
      join organization on organization.id = invite.organization_id
      left join account on account.id = invite.created_by
      where invite.id = %s and invite.email is not null and {_LIVE}
    """
    return db.one(connection, Letter, sql, (invite_id,))


def note_mail(connection: Connection, invite_id: int, state: str, error: str = "") -> None:
    """What became of the e-mail of an invitation."""
    sql = """
      update invite set mail = %(state)s, mail_error = %(error)s,
        mailed_at = case when %(state)s = 'sent' then now() else mailed_at end
      where id = %(invite)s
    """
    db.run(connection, sql, {"state": state, "error": error, "invite": invite_id})


def members_by_email(connection: Connection, organization_id: int, emails: Sequence[str]) -> set[str]:
    """Which of these addresses, in small letters, are those of members."""
    sql = """
      select lower(account.email) from membership join account on account.id = membership.account_id
      where membership.organization_id = %s and lower(account.email) = any(%s)
    """
    return set(db.values(connection, sql, (organization_id, [email.lower() for email in emails])))


def listed(
    connection: Connection, organization_id: int, created_by: int | None, invite_id: int | None = None
) -> list[dict[str, Any]]:
    """The invitations of an organization that work, the newest first; of one person, or one of them, when given."""
    sql = f"""
      select invite.id, invite.role, invite.project_id as project, project.title as project_title,
        invite.project_role, invite.expires_at, invite.uses, invite.created_at, invite.email, invite.seed,
        {_PROJECTS} as projects, {_WORKSPACES} as workspaces, invite.mail, invite.mailed_at, invite.mail_error
      from invite left join project on project.id = invite.project_id
      where invite.organization_id = %(organization)s and {_LIVE}
        and (%(created_by)s::bigint is null or invite.created_by = %(created_by)s)
        and (%(invite)s::bigint is null or invite.id = %(invite)s)
      order by invite.id desc
    """
    return db.records(connection, sql, {"organization": organization_id, "created_by": created_by, "invite": invite_id})


def revoke(connection: Connection, organization_id: int, created_by: int | None, invite_id: int) -> bool:
    """Ends an invitation; False when there is no such one, or it is somebody else's."""
    sql = f"""
      update invite set revoked_at = now()
      where id = %(invite)s and organization_id = %(organization)s and {_LIVE}
        and (%(created_by)s::bigint is null or created_by = %(created_by)s)
    """
    return (
        db.run(connection, sql, {"organization": organization_id, "created_by": created_by, "invite": invite_id}) == 1
    )


def by_hash(connection: Connection, token_hash: bytes) -> Invitation | None:
    """The invitation that works with this token. Its project, if it had one that is deleted, ends it."""
    sql = f"""
      select invite.organization_id, organization.title as organization_title, invite.role, invite.id,
        invite.project_id, project.title as project_title, invite.project_role, invite.expires_at, invite.created_by,
        invite.email, {_PROJECTS} as projects, {_WORKSPACES} as workspaces
      from invite
      join organization on organization.id = invite.organization_id
      left join project on project.id = invite.project_id and project.deleted_at is null
      where invite.token_hash = %s and {_LIVE} and (invite.project_id is null or project.id is not null)
    """
    return db.one(connection, Invitation, sql, (token_hash,))


def count_use(connection: Connection, invite_id: int) -> None:
    """One more person came by it."""
    db.run(connection, "update invite set uses = uses + 1 where id = %s", (invite_id,))


def standing(connection: Connection, organization_id: int) -> Standing | None:
    """The standing link of an organization."""
    sql = """
      select id as organization_id, title as organization_title, invite_version as version,
        coalesce(settings ->> 'default_role', 'AN') as default_role
      from organization where id = %s
    """
    return db.one(connection, Standing, sql, (organization_id,))


def raise_version(connection: Connection, organization_id: int) -> int:
    """Another standing link; the present one stops working."""
    sql = "update organization set invite_version = invite_version + 1 where id = %s returning invite_version"
    return int(db.value(connection, sql, (organization_id,)))
