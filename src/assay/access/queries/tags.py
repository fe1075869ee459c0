"""Tags of an organization's members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.kit import db
from assay.kit.db import Connection

_TAG = """
  tag.id, tag.label, tag.organization_id as organization, tag.created_at, tag.updated_at,
  case when account.id is null then null else jsonb_build_object('id', account.id, 'email', account.email,
    'first_name', account.first_name, 'last_name', account.last_name) end as created_by,
  (select count(*) from member_tagged where member_tagged.tag_id = tag.id) as member_count
"""


def page(
    connection: Connection, organization_id: int, search: str, limit: int, offset: int
) -> tuple[int, list[dict[str, Any]]]:
    """How many tags match, and one page of them by their labels."""
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    given = {"organization": organization_id, "search": f"%{escaped}%", "limit": limit, "offset": offset}
    where = "where tag.organization_id = %(organization)s and tag.label ilike %(search)s"
    count = int(db.value(connection, f"select count(*) from member_tag as tag {where}", given))
    sql = f"""
      select {_TAG} from member_tag as tag left join account on account.id = tag.created_by {where}
      order by lower(tag.label) limit %(limit)s offset %(offset)s
    """
    return count, db.records(connection, sql, given)


def one(connection: Connection, organization_id: int, tag_id: int) -> dict[str, Any] | None:
    """One tag."""
    sql = f"""
      select {_TAG} from member_tag as tag left join account on account.id = tag.created_by
      where tag.organization_id = %s and tag.id = %s
    """
    return db.record(connection, sql, (organization_id, tag_id))


def add(connection: Connection, organization_id: int, labels: Sequence[str], by: int) -> list[int]:
    """New tags; labels that exist are passed over, in whatever case they are written."""
    sql = """
      insert into member_tag (organization_id, label, created_by)
      select %s, label, %s from unnest(%s::text[]) as given (label)
      on conflict (organization_id, lower(label)) do nothing returning id
    """
    return db.values(connection, sql, (organization_id, by, list(labels)))


def rename(connection: Connection, organization_id: int, tag_id: int, label: str) -> bool:
    """Another label; False when there is no such tag. A label that is taken is an error of the database."""
    sql = "update member_tag set label = %s, updated_at = now() where organization_id = %s and id = %s"
    return db.run(connection, sql, (label, organization_id, tag_id)) == 1


def taken(connection: Connection, organization_id: int, label: str) -> int | None:
    """The tag that has this label."""
    sql = "select id from member_tag where organization_id = %s and lower(label) = lower(%s)"
    found: int | None = db.value(connection, sql, (organization_id, label))
    return found


def remove(connection: Connection, organization_id: int, ids: Sequence[int]) -> int:
    """Deletes tags, also from the members who have them: how many there were."""
    return db.run(
        connection, "delete from member_tag where organization_id = %s and id = any(%s)", (organization_id, list(ids))
    )


def ids_of(connection: Connection, organization_id: int, labels: Sequence[str]) -> dict[str, int]:
    """The tags with these labels, by the label in lower case."""
    sql = """
      select lower(label) as label, id from member_tag
      where organization_id = %s and lower(label) = any(select lower(x) from unnest(%s::text[]) as given (x))
    """
    return {row["label"]: row["id"] for row in db.records(connection, sql, (organization_id, list(labels)))}


def known(connection: Connection, organization_id: int, ids: Sequence[int]) -> set[int]:
    """Those of some numbers that are tags of this organization."""
    sql = "select id from member_tag where organization_id = %s and id = any(%s)"
    return set(db.values(connection, sql, (organization_id, list(ids))))


def put_on(connection: Connection, organization_id: int, tags: Sequence[int], accounts: Sequence[int]) -> int:
    """Gives tags to members: how many of the pairs are new."""
    sql = """
      insert into member_tagged (tag_id, organization_id, account_id)
      select tag.id, %(organization)s, membership.account_id
      from unnest(%(tags)s::bigint[]) as tag (id)
      join membership on membership.organization_id = %(organization)s and membership.account_id = any(%(accounts)s)
      on conflict do nothing
    """
    given = {"organization": organization_id, "tags": list(tags), "accounts": list(accounts)}
    return db.run(connection, sql, given)


def take_off_others(connection: Connection, organization_id: int, tags: Sequence[int], accounts: Sequence[int]) -> int:
    """Leaves members with no tags but these: how many were taken off."""
    sql = """
      delete from member_tagged where organization_id = %s and account_id = any(%s) and not tag_id = any(%s)
    """
    return db.run(connection, sql, (organization_id, list(accounts), list(tags)))


def of_members(
    connection: Connection, organization_id: int, accounts: Sequence[int]
) -> Mapping[int, list[dict[str, Any]]]:
    """The tags of members, by the account."""
    sql = """
      select member_tagged.account_id, tag.id, tag.label
      from member_tagged join member_tag as tag on tag.id = member_tagged.tag_id
      where member_tagged.organization_id = %s and member_tagged.account_id = any(%s) order by lower(tag.label)
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for row in db.records(connection, sql, (organization_id, list(accounts))):
        found.setdefault(row.pop("account_id"), []).append(row)
    return found


def by_email(connection: Connection, organization_id: int, emails: Sequence[str]) -> dict[str, int]:
    """The members with these addresses, by the address in lower case."""
    sql = """
      select lower(account.email) as email, account.id from membership
      join account on account.id = membership.account_id
      where membership.organization_id = %s and lower(account.email) = any(%s)
    """
    given = (organization_id, [email.lower() for email in emails])
    return {row["email"]: row["id"] for row in db.records(connection, sql, given)}


def keep_import(
    connection: Connection, organization_id: int, by: int, tags: int, assignments: int, skipped: Sequence[str]
) -> int:
    """Notes what an import did."""
    sql = """
      insert into member_tag_import (organization_id, created_by, tags_created, assignments_created, users_skipped)
      values (%s, %s, %s, %s, %s) returning id
    """
    return int(db.value(connection, sql, (organization_id, by, tags, assignments, db.json(list(skipped)))))


def import_of(connection: Connection, organization_id: int, import_id: int) -> dict[str, Any] | None:
    """What an import did."""
    sql = """
      select id, 'completed' as status, tags_created, assignments_created, users_skipped, created_at,
        created_at as finished_at
      from member_tag_import where organization_id = %s and id = %s
    """
    return db.record(connection, sql, (organization_id, import_id))
