"""Groups of people of an organization, and the projects that they were added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit import db
from assay.kit.db import Connection

_GROUP = """
  user_group.id, user_group.title, user_group.organization_id as organization, user_group.created_at,
  (select count(*) from user_group_member m where m.group_id = user_group.id) as member_count,
  (select count(*) from project_group p join project on project.id = p.project_id and project.deleted_at is null
    where p.group_id = user_group.id) as project_count
"""


def all_of(connection: Connection, organization_id: int) -> list[dict[str, Any]]:
    """The groups of an organization by their titles."""
    sql = f"select {_GROUP} from user_group where organization_id = %s order by lower(title)"
    return db.records(connection, sql, (organization_id,))


def one(connection: Connection, organization_id: int, group_id: int) -> dict[str, Any] | None:
    """One group with the people in it."""
    sql = f"""
      select {_GROUP}, coalesce((
        select jsonb_agg(jsonb_build_object('id', account.id, 'email', account.email, 'first_name', account.first_name,
          'last_name', account.last_name, 'role', membership.role)
          order by lower(account.first_name || ' ' || account.last_name), account.id)
        from user_group_member m join account on account.id = m.account_id
        join membership on membership.account_id = m.account_id and membership.organization_id = m.organization_id
        where m.group_id = user_group.id), '[]') as members
      from user_group where organization_id = %s and id = %s
    """
    return db.record(connection, sql, (organization_id, group_id))


def taken(connection: Connection, organization_id: int, title: str) -> int | None:
    """The group with this title."""
    sql = "select id from user_group where organization_id = %s and lower(title) = lower(%s)"
    found: int | None = db.value(connection, sql, (organization_id, title))
    return found


def add(connection: Connection, organization_id: int, title: str, by: int) -> int:
    """A new group; its number."""
    sql = "insert into user_group (organization_id, title, created_by) values (%s, %s, %s) returning id"
    return int(db.value(connection, sql, (organization_id, title, by)))


def rename(connection: Connection, group_id: int, title: str) -> None:
    """Another title."""
    db.run(connection, "update user_group set title = %s where id = %s", (title, group_id))


def remove(connection: Connection, group_id: int) -> None:
    """Deletes a group; it leaves all projects."""
    db.run(connection, "delete from user_group where id = %s", (group_id,))


def members(connection: Connection, group_ids: Sequence[int]) -> list[int]:
    """Who is in one of these groups."""
    sql = "select distinct account_id from user_group_member where group_id = any(%s) order by 1"
    return db.values(connection, sql, (list(group_ids),))


def projects(connection: Connection, group_id: int) -> list[int]:
    """The projects that a group was added to."""
    sql = "select project_id from project_group where group_id = %s order by 1"
    return db.values(connection, sql, (group_id,))


def put_in(connection: Connection, organization_id: int, group_id: int, account_ids: Sequence[int]) -> list[int]:
    """Puts people in a group: those who were not in it."""
    sql = """
      insert into user_group_member (group_id, organization_id, account_id)
      select %s, organization_id, account_id from membership where organization_id = %s and account_id = any(%s)
      on conflict do nothing returning account_id
    """
    return db.values(connection, sql, (group_id, organization_id, list(account_ids)))


def take_out(connection: Connection, group_id: int, account_id: int) -> bool:
    """Takes somebody out of a group; False when they were not in it."""
    sql = "delete from user_group_member where group_id = %s and account_id = %s"
    return db.run(connection, sql, (group_id, account_id)) == 1


def strangers(connection: Connection, organization_id: int, account_ids: Sequence[int]) -> list[int]:
    """Those of these numbers who are nobody active of the organization."""
    sql = """
      select p.id from unnest(%s::bigint[]) as p (id) where not exists (
        select from membership where organization_id = %s and account_id = p.id and role not in ('DI', 'NO'))
    """
    return db.values(connection, sql, (list(account_ids), organization_id))


def of_project(connection: Connection, project_id: int) -> list[dict[str, Any]]:
    """The groups of a project with their roles."""
    sql = """
      select user_group.id as "group", user_group.title, project_group.role, project_group.created_at,
        (select count(*) from user_group_member m where m.group_id = user_group.id) as member_count
      from project_group join user_group on user_group.id = project_group.group_id
      where project_group.project_id = %s order by lower(user_group.title)
    """
    return db.records(connection, sql, (project_id,))


def not_in_project(connection: Connection, organization_id: int, project_id: int) -> list[dict[str, Any]]:
    """The groups of the organization that a project does not have yet."""
    sql = """
      select user_group.id, user_group.title,
        (select count(*) from user_group_member m where m.group_id = user_group.id) as member_count
      from user_group where organization_id = %s and not exists (
        select from project_group where project_id = %s and group_id = user_group.id)
      order by lower(title)
    """
    return db.records(connection, sql, (organization_id, project_id))


def role_in(connection: Connection, project_id: int, group_id: int) -> str | None:
    """The role of a group in a project; None when it is not in it."""
    sql = "select role from project_group where project_id = %s and group_id = %s"
    found: str | None = db.value(connection, sql, (project_id, group_id))
    return found


def place(connection: Connection, project_id: int, group_id: int, role: str, by: int) -> None:
    """Adds a group to a project, or gives it another role there."""
    sql = """
      insert into project_group (project_id, group_id, role, created_by) values (%s, %s, %s, %s)
      on conflict (project_id, group_id) do update set role = excluded.role
    """
    db.run(connection, sql, (project_id, group_id, role, by))


def displace(connection: Connection, project_id: int, group_id: int) -> None:
    """Takes a group out of a project as a whole."""
    db.run(connection, "delete from project_group where project_id = %s and group_id = %s", (project_id, group_id))
