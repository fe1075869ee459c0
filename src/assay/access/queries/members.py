"""The members of an organization as pages, filtered and ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.access.queries.people import MEMBER_COLUMNS, MEMBER_TABLES, Member
from assay.kit import db
from assay.kit.db import Connection

# What a page of people may be ordered by. Label Studio's clients write some of them with `user__`.
ORDERINGS: Mapping[str, str] = {
    "id": "account.id",
    "email": "lower(account.email)",
    "name": "lower(account.first_name || ' ' || account.last_name)",
    "first_name": "lower(account.first_name)",
    "last_name": "lower(account.last_name)",
    "username": "lower(account.username)",
    "role": "array_position(array['OW','AD','MA','RE','AN','VO','NO','DI'], membership.role)",
    "last_activity": "account.last_activity_at",
    "date_joined": "account.created_at",
    "created_at": "membership.created_at",
}


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Which members: text in name or address, roles, activity, and not yet in a project or workspace."""

    search: str = ""
    roles: Sequence[str] = ()
    is_deleted: bool | None = None
    active_since: datetime | None = None
    active_until: datetime | None = None
    not_in_project: int | None = None
    not_in_workspace: int | None = None
    tags: Sequence[int] = ()
    without_roles: Sequence[str] = ()

    def sql(self, role: str = "membership.role") -> tuple[str, dict[str, Any]]:
        """The condition and its parameters; `role` is the expression of the role that counts."""
        conditions = ["true"]
        if self.search:
            conditions.append(
                "(account.email ilike %(search)s or account.username ilike %(search)s"
                " or account.first_name || ' ' || account.last_name ilike %(search)s)"
            )
        if self.roles:
            conditions.append(f"{role} = any(%(roles)s)")
        if self.without_roles:
            conditions.append(f"not {role} = any(%(without_roles)s)")
        if self.is_deleted is not None:
            conditions.append("membership.role = 'DI'" if self.is_deleted else "membership.role <> 'DI'")
        if self.active_since:
            conditions.append("account.last_activity_at >= %(active_since)s")
        if self.active_until:
            conditions.append("account.last_activity_at <= %(active_until)s")
        if self.not_in_project is not None:
            conditions.append(
                "not exists (select from project_member where project_member.account_id = account.id"
                " and project_member.project_id = %(not_in_project)s)"
            )
        if self.not_in_workspace is not None:
            conditions.append(
                "not exists (select from workspace_member where workspace_member.account_id = account.id"
                " and workspace_member.workspace_id = %(not_in_workspace)s)"
            )
        if self.tags:
            conditions.append(
                "exists (select from member_tagged where member_tagged.organization_id = membership.organization_id"
                " and member_tagged.account_id = account.id and member_tagged.tag_id = any(%(tags)s))"
            )
        escaped = self.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parameters = {
            "search": f"%{escaped}%",
            "roles": list(self.roles),
            "active_since": self.active_since,
            "active_until": self.active_until,
            "not_in_project": self.not_in_project,
            "not_in_workspace": self.not_in_workspace,
            "tags": list(self.tags),
            "without_roles": list(self.without_roles),
        }
        return " and ".join(conditions), parameters


def page(
    connection: Connection, organization_id: int, which: MemberFilter, ordering: str, limit: int, offset: int
) -> tuple[int, list[Member]]:
    """How many members match, and one page of them. `ordering` is a key of ORDERINGS, with `-` for descending."""
    condition, parameters = which.sql()
    parameters |= {"organization": organization_id, "limit": limit, "offset": offset}
    where = f"where membership.organization_id = %(organization)s and {condition}"
    count = int(db.value(connection, f"select count(*) from {MEMBER_TABLES} {where}", parameters))
    direction = "desc nulls last" if ordering.startswith("-") else "asc nulls first"
    order = f"order by {ORDERINGS[ordering.removeprefix('-')]} {direction}, account.id"
    sql = f"select {MEMBER_COLUMNS} from {MEMBER_TABLES} {where} {order} limit %(limit)s offset %(offset)s"
    return count, db.many(connection, Member, sql, parameters)


def matching(connection: Connection, organization_id: int, which: MemberFilter) -> list[int]:
    """The accounts of all members who match."""
    condition, parameters = which.sql()
    sql = f"select account.id from {MEMBER_TABLES} where membership.organization_id = %(organization)s and {condition}"
    return db.values(connection, f"{sql} order by account.id", {**parameters, "organization": organization_id})


@dataclass(frozen=True, slots=True)
class ProjectTitle:
    """A project that somebody made or worked in."""

    account_id: int
    id: int
    title: str


def created_projects(connection: Connection, organization_id: int, account_ids: Sequence[int]) -> list[ProjectTitle]:
    """The projects that these people made."""
    sql = """
      select created_by as account_id, id, title from project
      where organization_id = %s and deleted_at is null and created_by = any(%s) order by id
    """
    return db.many(connection, ProjectTitle, sql, (organization_id, list(account_ids)))


def contributed_projects(
    connection: Connection, organization_id: int, account_ids: Sequence[int]
) -> list[ProjectTitle]:
    """The projects in which these people annotated: one look into the index for each person and project."""
    sql = """
      select person.id as account_id, project.id, project.title
      from unnest(%s::bigint[]) as person (id)
      join project on project.organization_id = %s and project.deleted_at is null
      where exists (
        select from annotation where annotation.author_id = person.id and annotation.project_id = project.id
      )
      order by project.id
    """
    return db.many(connection, ProjectTitle, sql, (list(account_ids), organization_id))


def annotations_count(connection: Connection, organization_id: int, account_id: int) -> int:
    """How many annotations somebody made in the projects of an organization."""
    sql = """
      select count(*) from project join annotation on annotation.project_id = project.id
      where project.organization_id = %s and project.deleted_at is null and annotation.author_id = %s
    """
    return int(db.value(connection, sql, (organization_id, account_id)))
