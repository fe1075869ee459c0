"""The members of projects and their roles there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.access.queries.door import VISIBLE_PROJECTS
from assay.access.queries.members import ORDERINGS, MemberFilter
from assay.access.queries.people import MEMBER_COLUMNS, Member
from assay.kit import db
from assay.kit.db import Connection

# Members in their own right, and implicit ones: by the workspace, or as the manager who made the project (LSE 2.7).
_TABLES = """
  project
  join membership on membership.organization_id = project.organization_id
  join account on account.id = membership.account_id
  join organization on organization.id = membership.organization_id
  left join project_member on project_member.project_id = project.id and project_member.account_id = account.id
  left join workspace_member
    on workspace_member.workspace_id = project.workspace_id and workspace_member.account_id = account.id
"""
_IS_MEMBER = """
  (
    project_member.account_id is not null
    or workspace_member.account_id is not null
    or (project.created_by = account.id and membership.role = 'MA')
  )
"""
# The database's reading of `rules.permissions.roles_in_project`, for filters.
_EFFECTIVE_ROLE = """
  case when membership.role in ('RE', 'AN') then coalesce(project_member.role, membership.role)
  else membership.role end
"""


# In force, the latest last, with the name of who paused: nobody when the server did.
_PAUSES = """coalesce((
  select jsonb_agg(jsonb_build_object('id', pause.id, 'reason', pause.reason, 'verbose_reason', pause.verbose_reason,
    'created_at', pause.created_at, 'paused_by', by_whom.id, 'paused_by_name',
    coalesce(nullif(trim(by_whom.first_name || ' ' || by_whom.last_name), ''), by_whom.email)) order by pause.id)
  from pause left join account by_whom on by_whom.id = pause.paused_by
  where pause.project_id = project.id and pause.account_id = account.id and pause.deleted_at is null), '[]')"""


@dataclass(frozen=True, slots=True)
class ProjectMember(Member):
    """A person in a project."""

    project_role: str | None
    is_implicit: bool
    pauses: list[dict[str, Any]]


def page(
    connection: Connection,
    project_id: int,
    which: MemberFilter,
    *,
    ids: Sequence[int] | None = None,
    is_implicit: bool | None = None,
    ordering: str = "id",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[int, list[ProjectMember]]:
    """How many members match, and one page of them. Roles in the project come before those of the organization."""
    condition, parameters = which.sql(_EFFECTIVE_ROLE)
    conditions = ["project.id = %(project)s", _IS_MEMBER, condition]
    if ids is not None:
        conditions.append("account.id = any(%(ids)s)")
    if is_implicit is not None:
        conditions.append(f"project_member.account_id is {'' if is_implicit else 'not'} null")
    parameters |= {"project": project_id, "ids": list(ids or ()), "limit": limit, "offset": offset}
    where = "where " + " and ".join(conditions)
    count = int(db.value(connection, f"select count(*) from {_TABLES} {where}", parameters))
    direction = "desc nulls last" if ordering.startswith("-") else "asc nulls first"
    sql = f"""
      select {MEMBER_COLUMNS}, project_member.role as project_role, project_member.account_id is null as is_implicit,
        {_PAUSES} as pauses
      from {_TABLES} {where}
      order by {ORDERINGS[ordering.removeprefix("-")]} {direction}, account.id limit %(limit)s offset %(offset)s
    """
    return count, db.many(connection, ProjectMember, sql, parameters)


def add(connection: Connection, project_id: int, account_id: int) -> bool:
    """Makes somebody a member; False when they are one already."""
    sql = "insert into project_member (project_id, account_id) values (%s, %s) on conflict do nothing"
    return db.run(connection, sql, (project_id, account_id)) == 1


def set_role(connection: Connection, project_id: int, account_id: int, role: str | None) -> int:
    """Gives a member a role in the project, or None for that of the organization. The number of the role."""
    sql = """
      insert into project_member (project_id, account_id, role) values (%s, %s, %s)
      on conflict (project_id, account_id) do update set role = excluded.role returning id
    """
    return int(db.value(connection, sql, (project_id, account_id, role)))


def remove(connection: Connection, project_id: int, account_ids: Sequence[int]) -> list[int]:
    """Takes people out of a project; those who were in it."""
    sql = "delete from project_member where project_id = %s and account_id = any(%s) returning account_id"
    return db.values(connection, sql, (project_id, list(account_ids)))


def drop_role(connection: Connection, role_id: int) -> tuple[int, int] | None:
    """Takes a role in a project back; the project and the person, who remains a member."""
    sql = """
      update project_member set role = null where id = %s and role is not null
      returning project_id as project, account_id as "user"
    """
    found = db.record(connection, sql, (role_id,))
    return (found["project"], found["user"]) if found else None


def project_of_role(connection: Connection, role_id: int) -> int | None:
    """The project in which this number is somebody's role."""
    found: int | None = db.value(
        connection, "select project_id from project_member where id = %s and role is not null", (role_id,)
    )
    return found


_ROLE_COLUMNS = """
  project_member.id, project_member.project_id as project, project_member.account_id as "user", project_member.role,
  'manual' as role_source
"""


def roles(connection: Connection, project_id: int) -> list[dict[str, Any]]:
    """The roles that were given in one project."""
    sql = f"""
      select {_ROLE_COLUMNS} from project_member
      where project_id = %s and role is not null order by project_member.id
    """
    return db.records(connection, sql, (project_id,))


def visible_roles(connection: Connection, viewer: dict[str, Any], ids: Sequence[int] | None) -> list[dict[str, Any]]:
    """The roles that were given in all projects that somebody sees."""
    sql = f"""
      select {_ROLE_COLUMNS} from project_member
      join {VISIBLE_PROJECTS} as visible on visible.id = project_member.project_id
      where project_member.role is not null and (%(ids)s::bigint[] is null or project_member.id = any(%(ids)s))
      order by project_member.id
    """
    return db.records(connection, sql, {**viewer, "ids": list(ids) if ids is not None else None})


def role_of(connection: Connection, project_id: int, account_id: int) -> dict[str, Any] | None:
    """The role that was given to one person in a project."""
    sql = f"select {_ROLE_COLUMNS} from project_member where project_id = %s and account_id = %s"
    return db.record(connection, sql, (project_id, account_id))


def candidates(connection: Connection, organization_id: int, which: MemberFilter) -> list[int]:
    """The people of an organization who match and could be members of a project."""
    condition, parameters = which.sql()
    sql = f"""
      select account.id from membership join account on account.id = membership.account_id
      where membership.organization_id = %(organization)s and membership.role in ('MA', 'RE', 'AN', 'VO')
        and {condition}
      order by account.id
    """
    return db.values(connection, sql, {**parameters, "organization": organization_id})


def organization_roles(connection: Connection, organization_id: int, account_ids: Sequence[int]) -> dict[int, str]:
    """The roles of these people in an organization; who is not in it is left out."""
    sql = "select account_id, role from membership where organization_id = %s and account_id = any(%s)"
    found = db.records(connection, sql, (organization_id, list(account_ids)))
    return {row["account_id"]: row["role"] for row in found}
