"""Accounts and memberships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit import db
from assay.kit.db import Connection

# A person as a member of one organization. Lists join it and add their own conditions.
MEMBER_COLUMNS: LiteralString = """
  account.id, account.email, account.first_name, account.last_name, account.username, account.phone, account.hotkeys,
  account.created_at, account.last_activity_at, membership.organization_id, membership.role,
  membership.created_at as joined_at, organization.title as organization_title
"""
MEMBER_TABLES: LiteralString = """
  membership
  join account on account.id = membership.account_id
  join organization on organization.id = membership.organization_id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one organization."""

    id: int
    email: str
    first_name: str
    last_name: str
    username: str
    phone: str
    hotkeys: dict[str, Any]
    created_at: datetime
    last_activity_at: datetime | None
    organization_id: int
    role: str
    joined_at: datetime
    organization_title: str


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is in one of their organizations."""

    organization_id: int
    role: str
    title: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Login:
    """What is needed to sign somebody in."""

    id: int
    email: str
    password_hash: str | None
    is_active: bool
    organization_id: int | None


def member(connection: Connection, organization_id: int, account_id: int) -> Member | None:
    """One person of an organization, deactivated ones too."""
    sql = f"""
      select {MEMBER_COLUMNS} from {MEMBER_TABLES}
      where membership.organization_id = %s and membership.account_id = %s
    """
    return db.one(connection, Member, sql, (organization_id, account_id))


def members(connection: Connection, organization_id: int) -> list[Member]:
    """Everybody in an organization who is not deactivated, in the order of their accounts."""
    sql = f"""
      select {MEMBER_COLUMNS} from {MEMBER_TABLES}
      where membership.organization_id = %s and membership.role <> 'DI' order by account.id
    """
    return db.many(connection, Member, sql, (organization_id,))


def members_among(connection: Connection, organization_id: int, account_ids: Sequence[int]) -> list[Member]:
    """Those of some people who are in an organization, deactivated ones too."""
    sql = f"""
      select {MEMBER_COLUMNS} from {MEMBER_TABLES}
      where membership.organization_id = %s and membership.account_id = any(%s)
    """
    return db.many(connection, Member, sql, (organization_id, list(account_ids)))


def memberships(connection: Connection, account_id: int) -> list[Membership]:
    """All organizations of a person, the oldest membership first."""
    sql = """
      select membership.organization_id, membership.role, organization.title, organization.created_at
      from membership join organization on organization.id = membership.organization_id
      where membership.account_id = %s order by membership.created_at, organization.id
    """
    return db.many(connection, Membership, sql, (account_id,))


def role_for_change(connection: Connection, organization_id: int, account_id: int) -> str | None:
    """The role of a member, locked until the end of the transaction."""
    sql = "select role from membership where organization_id = %s and account_id = %s for update"
    role: str | None = db.value(connection, sql, (organization_id, account_id))
    return role


def has_owner(connection: Connection, organization_id: int) -> bool:
    """Whether somebody owns the organization."""
    sql = "select exists (select from membership where organization_id = %s and role = 'OW')"
    return bool(db.value(connection, sql, (organization_id,)))


def login(connection: Connection, email: str) -> Login | None:
    """The account with this e-mail address, in whatever case it is written."""
    sql = "select id, email, password_hash, is_active, organization_id from account where lower(email) = lower(%s)"
    return db.one(connection, Login, sql, (email,))


def login_of(connection: Connection, account_id: int) -> Login | None:
    """The same by the account."""
    sql = "select id, email, password_hash, is_active, organization_id from account where id = %s"
    return db.one(connection, Login, sql, (account_id,))


def add_account(
    connection: Connection, email: str, password_hash: str | None, first_name: str, last_name: str, username: str
) -> int | None:
    """A new account; None when the e-mail address is taken, even by somebody who was faster by a moment."""
    sql = """
      insert into account (email, password_hash, first_name, last_name, username) values (%s, %s, %s, %s, %s)
      on conflict (lower(email)) do nothing returning id
    """
    account_id: int | None = db.value(connection, sql, (email, password_hash, first_name, last_name, username))
    return account_id


def add_organization(connection: Connection, title: str) -> int:
    """A new organization."""
    return int(db.value(connection, "insert into organization (title) values (%s) returning id", (title,)))


def add_membership(connection: Connection, organization_id: int, account_id: int, role: str) -> bool:
    """Makes somebody a member; False when they are one already."""
    sql = """
      insert into membership (organization_id, account_id, role) values (%s, %s, %s)
      on conflict (organization_id, account_id) do nothing
    """
    return db.run(connection, sql, (organization_id, account_id, role)) == 1


def set_role(connection: Connection, organization_id: int, account_id: int, role: str) -> None:
    """Gives a member another role."""
    sql = "update membership set role = %s where organization_id = %s and account_id = %s"
    db.run(connection, sql, (role, organization_id, account_id))


def work_in(connection: Connection, account_id: int, organization_id: int) -> None:
    """Makes an organization the one that the person works in now."""
    db.run(connection, "update account set organization_id = %s where id = %s", (organization_id, account_id))


def work_elsewhere(connection: Connection, account_id: int, organization_id: int) -> bool:
    """Lets somebody work in another organization than this one; False when they are active in none."""
    sql = """
      update account set organization_id = case
          when organization_id is null or organization_id = %(organization)s then other.id else organization_id end
      from (
        select organization_id as id from membership
        where account_id = %(account)s and organization_id <> %(organization)s and role <> 'DI'
        order by created_at limit 1
      ) as other
      where account.id = %(account)s
    """
    return db.run(connection, sql, {"account": account_id, "organization": organization_id}) == 1


def remove_membership(connection: Connection, organization_id: int, account_id: int) -> None:
    """Takes somebody out of an organization, its projects and its workspaces. What they made stays theirs."""
    of_both = {"organization": organization_id, "account": account_id}
    db.run(
        connection,
        "delete from project_member using project where project.id = project_member.project_id"
        " and project.organization_id = %(organization)s and project_member.account_id = %(account)s",
        of_both,
    )
    db.run(
        connection,
        "delete from workspace_member using workspace where workspace.id = workspace_member.workspace_id"
        " and workspace.organization_id = %(organization)s and workspace_member.account_id = %(account)s",
        of_both,
    )
    # Groups go with the membership: see its foreign key.
    db.run(
        connection,
        "delete from membership where organization_id = %(organization)s and account_id = %(account)s",
        of_both,
    )
    db.run(
        connection,
        """
        update account set organization_id = (
          select organization_id from membership
          where account_id = %(account)s and role <> 'DI' order by created_at limit 1
        ) where id = %(account)s and organization_id = %(organization)s
        """,
        of_both,
    )


def set_profile(
    connection: Connection,
    account_id: int,
    *,
    first_name: str | None = None,
    last_name: str | None = None,
    username: str | None = None,
    phone: str | None = None,
    hotkeys: dict[str, Any] | None = None,
) -> None:
    """Changes what is given of a profile."""
    sql = """
      update account set first_name = coalesce(%s, first_name), last_name = coalesce(%s, last_name),
        username = coalesce(%s, username), phone = coalesce(%s, phone), hotkeys = coalesce(%s, hotkeys)
      where id = %s
    """
    kept = None if hotkeys is None else db.json(hotkeys)
    db.run(connection, sql, (first_name, last_name, username, phone, kept, account_id))


def set_password(connection: Connection, account_id: int, password_hash: str) -> None:
    """Stores another password."""
    db.run(connection, "update account set password_hash = %s where id = %s", (password_hash, account_id))


def set_organization_title(connection: Connection, organization_id: int, title: str) -> None:
    """Renames an organization."""
    db.run(connection, "update organization set title = %s where id = %s", (title, organization_id))
