"""The members of projects and their roles there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.access.queries.door import PLACE, VISIBLE_PROJECTS
from assay.access.queries.members import ORDERINGS, MemberFilter
from assay.access.queries.people import MEMBER_COLUMNS, Member
from assay.kit import db
from assay.kit.db import Connection

# Members in their own right, and implicit ones: by the workspace, by a group, or as the manager who made it (LSE 2.7).
_TABLES = """
  project
  join membership on membership.organization_id = project.organization_id
  join account on account.id = membership.account_id
  join organization on organization.id = membership.organization_id
  left join project_member on project_member.project_id = project.id and project_member.account_id = account.id
  left join workspace_member
    on workspace_member.workspace_id = project.workspace_id and workspace_member.account_id = account.id
  left join lateral (
    select array_agg(project_group.role) as roles
    from user_group_member join project_group on project_group.group_id = user_group_member.group_id
    where user_group_member.account_id = account.id and project_group.project_id = project.id
  ) as by_group on true
"""
_IS_MEMBER = """
  (
    project_member.account_id is not null
    or workspace_member.account_id is not null
    or by_group.roles is not null
    or (project.created_by = account.id and membership.role = 'MA')
  )
"""
# The database's reading of `rules.permissions.roles_in_project`, for filters.
_EFFECTIVE_ROLE = """
  case when membership.role in ('RE', 'AN') or (membership.role = 'MA' and project.preset = 'manual_qa') then
    (select case when 'AD' = any(r) then 'AD' when 'TM' = any(r) then 'TM'
      when 'AR' = any(r) or r @> array['AN', 'RE'] then 'AR' else coalesce(r[1], membership.role) end
     from (select array_remove(array_append(by_group.roles, project_member.role), null) as r) given)
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


def account_of_role(connection: Connection, role_id: int) -> int | None:
    """The person whose role in a project has this number."""
    sql = "select account_id from project_member where id = %s and role is not null"
    found: int | None = db.value(connection, sql, (role_id,))
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


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody of the organization is in a project, with the columns that `standing.roles_of` reads."""

    account_id: int
    role: str
    preset: str
    project_role: str | None
    group_roles: list[str] | None
    keeps_own: bool | None
    is_member: bool
    made_it: bool


def places(connection: Connection, project_id: int, account_ids: Sequence[int]) -> dict[int, Place]:
    """What these people are in a project; who is not in the organization is left out."""
    sql = f"""
      select account.id as account_id, membership.role, project.preset, {PLACE},
        project_member.account_id is not null as is_member,
        (membership.role = 'MA' and project.created_by = account.id) is true as made_it
      from {_TABLES} where project.id = %s and account.id = any(%s)
    """
    return {found.account_id: found for found in db.many(connection, Place, sql, (project_id, list(account_ids)))}


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A member of a project with everything that their role there follows from."""

    id: int
    email: str
    first_name: str
    last_name: str
    role: str
    preset: str
    project_role: str | None
    group_roles: list[str] | None
    keeps_own: bool | None
    is_member: bool
    made_it: bool
    in_workspace: bool
    groups: list[dict[str, Any]]


def team(connection: Connection, project_id: int) -> list[TeamRow]:
    """Everybody in a project, by name."""
    sql = f"""
      select account.id, account.email, account.first_name, account.last_name, membership.role, project.preset, {PLACE},
        project_member.account_id is not null as is_member,
        (membership.role = 'MA' and project.created_by = account.id) is true as made_it,
        workspace_member.account_id is not null as in_workspace,
        coalesce((select jsonb_agg(jsonb_build_object('id', user_group.id, 'title', user_group.title,
            'role', project_group.role) order by lower(user_group.title))
          from user_group_member join project_group on project_group.group_id = user_group_member.group_id
          join user_group on user_group.id = project_group.group_id
          where user_group_member.account_id = account.id and project_group.project_id = project.id), '[]') as groups
      from {_TABLES} where project.id = %s and {_IS_MEMBER} and membership.role not in ('DI', 'NO')
      order by lower(coalesce(nullif(trim(account.first_name || ' ' || account.last_name), ''), account.email))
    """
    return db.many(connection, TeamRow, sql, (project_id,))


def offered(connection: Connection, project_id: int, search: str, limit: int) -> list[dict[str, Any]]:
    """People of the organization who could be added to a project by name, those who match a text."""
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"""
      select account.id, account.email, account.first_name, account.last_name, membership.role
      from {_TABLES} where project.id = %(project)s and project_member.account_id is null
        and membership.role in ('MA', 'RE', 'AN', 'VO')
        and (account.email ilike %(search)s or account.first_name || ' ' || account.last_name ilike %(search)s)
      order by lower(account.first_name || ' ' || account.last_name), account.id limit %(limit)s
    """
    return db.records(connection, sql, {"project": project_id, "search": f"%{escaped}%", "limit": limit})


def by_email(connection: Connection, organization_id: int, email: str) -> int | None:
    """The person of an organization with this address."""
    sql = """
      select account.id from membership join account on account.id = membership.account_id
      where membership.organization_id = %s and lower(account.email) = lower(%s)
    """
    found: int | None = db.value(connection, sql, (organization_id, email.strip()))
    return found
