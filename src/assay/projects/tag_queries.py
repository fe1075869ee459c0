"""Tags of projects: made in an organization, put on its projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access.queries import VISIBLE_PROJECTS
from assay.kit.db import Connection, composed, record, records, run, value, values

_TAG = """t.id, t.title, t.color, t.created_at,
  (select count(*) from project_tagged g join seen on seen.id = g.project_id where g.tag_id = t.id) as project_count"""
_SEEN = composed("with seen as (select id from", VISIBLE_PROJECTS, "v)")


def all_of(db: Connection, viewer: dict[str, Any]) -> list[dict[str, Any]]:
    """The tags of an organization by title, with the number of projects that one sees under each."""
    sql = composed(_SEEN, "select", _TAG, "from project_tag t where t.organization_id = %(viewer_organization)s")
    return records(db, composed(sql, "order by lower(t.title)"), viewer)


def one(db: Connection, viewer: dict[str, Any], tag_id: int) -> dict[str, Any] | None:
    """One tag."""
    sql = composed(_SEEN, "select", _TAG, "from project_tag t where t.organization_id = %(viewer_organization)s")
    return record(db, composed(sql, "and t.id = %(tag)s"), {**viewer, "tag": tag_id})


def taken(db: Connection, organization_id: int, title: str) -> int | None:
    """The tag with this title."""
    sql = "select id from project_tag where organization_id = %s and lower(title) = lower(%s)"
    found: int | None = value(db, sql, (organization_id, title))
    return found


def add(db: Connection, organization_id: int, title: str, color: str, by: int) -> int:
    """A new tag; its number."""
    sql = "insert into project_tag (organization_id, title, color, created_by) values (%s, %s, %s, %s) returning id"
    return int(value(db, sql, (organization_id, title, color, by)))


def change(db: Connection, tag_id: int, title: str, color: str) -> None:
    """Another title and colour."""
    run(db, "update project_tag set title = %s, color = %s where id = %s", (title, color, tag_id))


def remove(db: Connection, tag_id: int) -> None:
    """Deletes a tag and takes it off all projects."""
    run(db, "delete from project_tag where id = %s", (tag_id,))


def unknown(db: Connection, organization_id: int, tag_ids: Sequence[int]) -> list[int]:
    """Those of these numbers that are no tags of an organization."""
    sql = """
      select g.id from unnest(%s::bigint[]) as g (id)
      where not exists (select from project_tag t where t.id = g.id and t.organization_id = %s)
    """
    return values(db, sql, (list(tag_ids), organization_id))


def put_on(db: Connection, project_id: int, tag_ids: Sequence[int]) -> None:
    """Gives a project these tags and no others."""
    given = {"project": project_id, "tags": list(tag_ids)}
    run(db, "delete from project_tagged where project_id = %(project)s and tag_id <> all(%(tags)s)", given)
    sql = "insert into project_tagged (project_id, tag_id) select %(project)s, unnest(%(tags)s::bigint[])"
    run(db, composed(sql, "on conflict do nothing"), given)
