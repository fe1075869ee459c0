"""Workspaces, their members and their projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.access.queries.door import VISIBLE_PROJECTS
from assay.access.queries.members import MemberFilter
from assay.access.queries.people import MEMBER_COLUMNS, MEMBER_TABLES, Member
from assay.kit import db
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as one person sees it. `is_own`: they made it or are a member."""

    id: int
    title: str
    description: str
    color: str
    is_personal: bool
    is_archived: bool
    created_by: int | None
    creator_email: str | None
    creator_first_name: str | None
    creator_last_name: str | None
    is_own: bool
    projects_count: int


# A personal workspace is its owner's alone; others are seen by administrators, and by those who made or joined them.
_VISIBLE = f"""
  select workspace.id, workspace.title, workspace.description, workspace.color, workspace.is_personal,
    workspace.is_archived, workspace.created_by, creator.email as creator_email,
    creator.first_name as creator_first_name, creator.last_name as creator_last_name, own.it as is_own,
    (
      select count(*) from project join {VISIBLE_PROJECTS} as visible on visible.id = project.id
      where project.workspace_id = workspace.id
    ) as projects_count
  from membership
  join workspace on workspace.organization_id = membership.organization_id
  left join account as creator on creator.id = workspace.created_by
  cross join lateral (
    select workspace.created_by is not distinct from membership.account_id or exists (
      select from workspace_member
      where workspace_member.workspace_id = workspace.id and workspace_member.account_id = membership.account_id
    ) as it
  ) as own
  where membership.account_id = %(viewer)s and membership.organization_id = %(viewer_organization)s
    and case
      when workspace.is_personal then workspace.created_by = membership.account_id
      else own.it or membership.role in ('OW', 'AD')
    end
"""


def visible(
    connection: Connection, viewer: dict[str, Any], is_archived: bool | None, is_personal: bool | None
) -> list[Workspace]:
    """All workspaces that somebody sees, archived or personal ones only or not when given."""
    sql = f"""
      {_VISIBLE}
        and (%(is_archived)s::boolean is null or workspace.is_archived = %(is_archived)s)
        and (%(is_personal)s::boolean is null or workspace.is_personal = %(is_personal)s)
      order by workspace.id
    """
    return db.many(connection, Workspace, sql, {**viewer, "is_archived": is_archived, "is_personal": is_personal})


def one(connection: Connection, viewer: dict[str, Any], workspace_id: int) -> Workspace | None:
    """One of them."""
    sql = f"{_VISIBLE} and workspace.id = %(workspace)s"
    return db.one(connection, Workspace, sql, {**viewer, "workspace": workspace_id})


def add(
    connection: Connection,
    organization_id: int,
    created_by: int,
    *,
    title: str,
    description: str,
    color: str,
    is_personal: bool,
    is_archived: bool,
) -> int:
    """A new workspace."""
    sql = """
      insert into workspace (organization_id, created_by, title, description, color, is_personal, is_archived)
      values (%s, %s, %s, %s, %s, %s, %s) returning id
    """
    values = (organization_id, created_by, title, description, color, is_personal, is_archived)
    return int(db.value(connection, sql, values))


def change(
    connection: Connection,
    workspace_id: int,
    *,
    title: str | None,
    description: str | None,
    color: str | None,
    is_archived: bool | None,
) -> None:
    """Changes what is given."""
    sql = """
      update workspace set title = coalesce(%s, title), description = coalesce(%s, description),
        color = coalesce(%s, color), is_archived = coalesce(%s, is_archived)
      where id = %s
    """
    db.run(connection, sql, (title, description, color, is_archived, workspace_id))


def remove_if_empty(connection: Connection, workspace_id: int) -> bool:
    """Deletes a workspace; False when it has projects. Deleted projects do not count."""
    db.run(connection, "select 1 from workspace where id = %s for update", (workspace_id,))
    sql = """
      delete from workspace where id = %(workspace)s
        and not exists (select from project where workspace_id = %(workspace)s and deleted_at is null)
    """
    return db.run(connection, sql, {"workspace": workspace_id}) == 1


_MEMBERS = f"""
  {MEMBER_TABLES}
  join workspace on workspace.organization_id = membership.organization_id
  join workspace_member
    on workspace_member.workspace_id = workspace.id and workspace_member.account_id = account.id
"""


def members(connection: Connection, workspace_id: int) -> list[Member]:
    """The members of a workspace, without those who are deactivated."""
    sql = f"""
      select {MEMBER_COLUMNS} from {_MEMBERS}
      where workspace.id = %s and membership.role <> 'DI' order by account.id
    """
    return db.many(connection, Member, sql, (workspace_id,))


def members_page(
    connection: Connection,
    workspace_id: int,
    which: MemberFilter,
    ids: Sequence[int] | None,
    limit: int | None,
    offset: int,
) -> tuple[int, list[Member]]:
    """How many members of a workspace match, and one page of them."""
    condition, parameters = which.sql()
    parameters |= {"workspace": workspace_id, "ids": ids and list(ids), "limit": limit, "offset": offset}
    where = f"""
      where workspace.id = %(workspace)s and membership.role <> 'DI'
        and (%(ids)s::bigint[] is null or account.id = any(%(ids)s)) and {condition}
    """
    count = int(db.value(connection, f"select count(*) from {_MEMBERS} {where}", parameters))
    sql = f"""
      select {MEMBER_COLUMNS} from {_MEMBERS} {where} order by account.id limit %(limit)s offset %(offset)s
    """
    return count, db.many(connection, Member, sql, parameters)


def add_member(connection: Connection, workspace_id: int, account_id: int) -> bool:
    """Makes somebody a member; False when they are one."""
    sql = "insert into workspace_member (workspace_id, account_id) values (%s, %s) on conflict do nothing"
    return db.run(connection, sql, (workspace_id, account_id)) == 1


def remove_members(connection: Connection, workspace_id: int, account_ids: Sequence[int]) -> list[int]:
    """Takes people out of a workspace; those who were in it."""
    sql = "delete from workspace_member where workspace_id = %s and account_id = any(%s) returning account_id"
    return db.values(connection, sql, (workspace_id, list(account_ids)))


def projects(connection: Connection, viewer: dict[str, Any], workspace_id: int) -> list[dict[str, Any]]:
    """The projects of a workspace that somebody sees."""
    sql = f"""
      select project.id, project.title, project.description, project.color, project.is_published,
        project.workspace_id as workspace, project.created_at
      from project join {VISIBLE_PROJECTS} as visible on visible.id = project.id
      where project.workspace_id = %(workspace)s order by project.id
    """
    return db.records(connection, sql, {**viewer, "workspace": workspace_id})


def usable(connection: Connection, viewer: dict[str, Any], workspace_id: int) -> bool | None:
    """Whether a workspace into which somebody may put a project is personal; None when there is no such one."""
    found = one(connection, viewer, workspace_id)
    return None if found is None else found.is_personal


def move_project(connection: Connection, project_id: int, workspace_id: int | None, is_unpublished: bool) -> None:
    """Puts a project into a workspace, or into none."""
    sql = """
      update project set workspace_id = %s, is_published = is_published and not %s, updated_at = now() where id = %s
    """
    db.run(connection, sql, (workspace_id, is_unpublished, project_id))
