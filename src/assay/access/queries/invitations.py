"""Invitations by link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit import db
from assay.kit.db import Connection

_LIVE = "invite.revoked_at is null and invite.expires_at > now()"


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


def listed(
    connection: Connection, organization_id: int, created_by: int | None, invite_id: int | None = None
) -> list[dict[str, Any]]:
    """The invitations of an organization that work, the newest first; of one person, or one of them, when given."""
    sql = f"""
      select invite.id, invite.role, invite.project_id as project, project.title as project_title,
        invite.project_role, invite.expires_at, invite.uses, invite.created_at
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
        invite.project_id, project.title as project_title, invite.project_role, invite.expires_at, invite.created_by
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
