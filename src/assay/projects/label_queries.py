"""Labels of an organization, and in which projects they are offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, LiteralString

from assay.access.queries.door import VISIBLE_PROJECTS
from assay.kit.db import Connection, json, many, record, records, run, value
from assay.projects.rules.labeling import Linked

# What somebody sees: labels that are offered in a project of theirs; who may change them, those offered nowhere too.
_SEEN: LiteralString = f"""
  label.organization_id = %(viewer_organization)s and (
    %(all)s or exists (
      select from label_link link join {VISIBLE_PROJECTS} as seen on seen.id = link.project_id
      where link.label_id = label.id
    )
  )
"""
_LABEL: LiteralString = f"""
  select label.id, label.title, label.value, label.description, label.approved, label.approved_by, label.created_by,
    label.organization_id as organization, label.created_at, label.updated_at,
    array(select link.project_id from label_link link join {VISIBLE_PROJECTS} as seen on seen.id = link.project_id
      where link.label_id = label.id order by link.id) as projects,
    array(select link.id from label_link link join {VISIBLE_PROJECTS} as seen on seen.id = link.project_id
      where link.label_id = label.id order by link.id) as links
  from label
"""

# An answer holds a label when the entry's value holds all of it: a list of words, or of ways, or one of the ways.
_HOLDS: LiteralString = """
  exists (
    select from jsonb_array_elements(revision.result) as entry
    cross join lateral jsonb_each(case when jsonb_typeof(entry -> 'value') = 'object' then entry -> 'value' end) as said
    where entry ->> 'from_name' = link.from_name
      and (said.value @> label.value or said.value @> jsonb_build_array(label.value))
  )
"""
_COUNT: LiteralString = f"""
  (
    select count(*) from annotation
    join annotation_revision revision
      on revision.annotation_id = annotation.id and revision.number = annotation.revision
    where annotation.project_id = link.project_id
      and revision.result @> jsonb_build_array(jsonb_build_object('from_name', link.from_name)) and {_HOLDS}
  )
"""


def linked(db: Connection, project_id: int) -> list[Linked]:
    """What a project offers beside its configuration."""
    return many(
        db,
        Linked,
        """select link.from_name, label.value from label_link link join label on label.id = link.label_id
           where link.project_id = %s order by link.id""",
        (project_id,),
    )


def labels(
    db: Connection, viewer: Mapping[str, Any], sees_all: bool, limit: int, offset: int
) -> tuple[int, list[dict[str, Any]]]:
    """A page of the labels that somebody sees, and how many there are."""
    params = {**viewer, "all": sees_all, "limit": limit, "offset": offset}
    count = value(db, f"select count(*) from label where {_SEEN}", params)
    found = records(db, f"{_LABEL} where {_SEEN} order by label.id limit %(limit)s offset %(offset)s", params)
    return int(count), found


def label(db: Connection, viewer: Mapping[str, Any], sees_all: bool, label_id: int) -> dict[str, Any] | None:
    """One of them."""
    params = {**viewer, "all": sees_all, "label": label_id}
    return record(db, f"{_LABEL} where {_SEEN} and label.id = %(label)s", params)


def titled(db: Connection, organization_id: int, titles: Sequence[str]) -> dict[str, int]:
    """The labels with these titles."""
    sql = "select title, id from label where organization_id = %s and title = any(%s)"
    return {row["title"]: row["id"] for row in records(db, sql, (organization_id, list(titles)))}


def add(db: Connection, organization_id: int, by: int, given: Mapping[str, Any]) -> int:
    """A new label, or the one that somebody else made with this title a moment before."""
    approved = bool(given.get("approved"))
    return int(
        value(
            db,
            """insert into label (organization_id, title, value, description, approved, approved_by, created_by)
               values (%s, %s, %s, %s, %s, %s, %s)
               on conflict (organization_id, title) do update set title = excluded.title returning id""",
            (
                organization_id,
                given["title"],
                json(given["value"]),
                given.get("description"),
                approved,
                by if approved else None,
                by,
            ),
        )
    )


def change(db: Connection, label_id: int, by: int, given: Mapping[str, Any]) -> bool:
    """Writes what is given; False when another label has the title."""
    row = record(db, "select title, value, description, approved, approved_by from label where id = %s", (label_id,))
    assert row is not None
    after = {**row, **given}
    approver = None if not after["approved"] else row["approved_by"] if row["approved"] else by
    return (
        run(
            db,
            """update label set title = %(title)s, value = %(value)s, description = %(description)s,
                 approved = %(approved)s, approved_by = %(approver)s, updated_at = now()
               where id = %(label)s and not exists (
                 select from label other where other.organization_id = label.organization_id
                   and other.title = %(title)s and other.id <> label.id)""",
            {**after, "value": json(after["value"]), "approver": approver, "label": label_id},
        )
        == 1
    )


def remove(db: Connection, label_id: int) -> None:
    """Deletes a label and with it its links."""
    run(db, "delete from label where id = %s", (label_id,))


def links_of(db: Connection, label_id: int) -> list[dict[str, Any]]:
    """Every project that offers a label."""
    return records(db, "select id, project_id, from_name from label_link where label_id = %s order by id", (label_id,))


def links(
    db: Connection,
    viewer: Mapping[str, Any],
    *,
    project_id: int | None = None,
    link_id: int | None = None,
    created_from: datetime | None = None,
    created_to: datetime | None = None,
    created_by: int | None = None,
    limit: int = 1,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """A page of the links in projects that somebody sees, and how many there are."""
    where: LiteralString = f"""
      from label_link link join label on label.id = link.label_id
      join {VISIBLE_PROJECTS} as seen on seen.id = link.project_id
      where label.organization_id = %(viewer_organization)s
        and (%(project)s::bigint is null or link.project_id = %(project)s)
        and (%(link)s::bigint is null or link.id = %(link)s)
        and (%(from)s::timestamptz is null or label.created_at >= %(from)s)
        and (%(to)s::timestamptz is null or label.created_at <= %(to)s)
        and (%(by)s::bigint is null or label.created_by = %(by)s)
    """
    params = {
        **viewer,
        "project": project_id,
        "link": link_id,
        "from": created_from,
        "to": created_to,
        "by": created_by,
        "limit": limit,
        "offset": offset,
    }
    count = int(value(db, f"select count(*) {where}", params))
    found = records(
        db,
        f"""select link.id, link.label_id as label, link.project_id as project, link.from_name
            {where} order by link.id limit %(limit)s offset %(offset)s""",
        params,
    )
    return count, found


def counts(db: Connection, link_ids: Sequence[int]) -> dict[int, int]:
    """In how many annotations each label stands where it is offered."""
    sql = f"""
      select link.id, {_COUNT} as count from label_link link join label on label.id = link.label_id
      where link.id = any(%s)
    """
    return {row["id"]: row["count"] for row in records(db, sql, (list(link_ids),))}


def add_link(db: Connection, label_id: int, project_id: int, from_name: str) -> int | None:
    """Offers a label in a project; None when it is offered there already."""
    found = value(
        db,
        """insert into label_link (label_id, project_id, from_name) values (%s, %s, %s)
           on conflict (project_id, label_id) do nothing returning id""",
        (label_id, project_id, from_name),
    )
    return None if found is None else int(found)


def move_link(db: Connection, link_id: int, from_name: str) -> None:
    """Offers a label at another control."""
    run(db, "update label_link set from_name = %s where id = %s", (from_name, link_id))


def remove_link(db: Connection, link_id: int) -> None:
    """A label is no longer offered."""
    run(db, "delete from label_link where id = %s", (link_id,))


def for_message(db: Connection, link_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Links with their labels, as a webhook tells them."""
    return records(
        db,
        """select link.id, link.project_id as project, link.from_name, json_build_object('id', label.id,
             'title', label.title, 'value', label.value, 'description', label.description,
             'approved', label.approved, 'created_by', label.created_by) as label
           from label_link link join label on label.id = link.label_id where link.id = any(%s) order by link.id""",
        (list(link_ids),),
    )
