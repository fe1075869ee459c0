"""Reading and writing comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, json, many, one, run, value

# More than this is never sent in one answer.
LARGEST_LIST = 20_000

ORDERS: dict[str, LiteralString] = {
    "created_at": "c.id",
    "-created_at": "c.id desc",
    "id": "c.id",
    "-id": "c.id desc",
    "updated_at": "c.updated_at, c.id",
    "-updated_at": "c.updated_at desc, c.id desc",
}


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment, and whose work it is about: `work_of` made the annotation or the draft."""

    id: int
    project_id: int
    task_id: int
    annotation_id: int | None
    draft_id: int | None
    author_id: int | None
    text: str
    region_ref: dict[str, Any] | None
    classifications: dict[str, Any] | None
    is_resolved: bool
    resolved_at: datetime | None
    created_at: datetime
    updated_at: datetime
    mentions: list[int]
    work_of: int | None


_ROW: LiteralString = """c.id, c.project_id, c.task_id, c.annotation_id, c.draft_id, c.author_id, c.text, c.region_ref,
c.classifications, c.is_resolved, c.resolved_at, c.created_at, c.updated_at, c.mentions,
coalesce(a.author_id, d.account_id) as work_of
from comment c
left join annotation a on a.id = c.annotation_id
left join draft d on d.id = c.draft_id"""


def get(db: Connection, comment_id: int) -> CommentRow | None:
    """One comment."""
    return one(db, CommentRow, composed("select", _ROW, "where c.id = %s"), (comment_id,))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comments: of projects where the person sees all, and where only those about their own work."""

    see_all: Sequence[int]
    see_own: Sequence[int]
    viewer_id: int
    annotation_id: int | None = None
    draft_id: int | None = None
    task_id: int | None = None
    authors_of_work: Sequence[int] | None = None


def listed(db: Connection, wanted: Wanted, order: str) -> list[CommentRow]:
    """The comments that a person sees, at most one more than `LARGEST_LIST`."""
    return many(
        db,
        CommentRow,
        composed(
            "select",
            _ROW,
            """where (c.project_id = any(%(see_all)s)
                 or c.project_id = any(%(see_own)s)
                   and %(viewer)s in (a.author_id, d.account_id, c.author_id))
               and (%(annotation)s::bigint is null or c.annotation_id = %(annotation)s)
               and (%(draft)s::bigint is null or c.draft_id = %(draft)s)
               and (%(task)s::bigint is null or c.task_id = %(task)s)
               and (%(authors)s::bigint[] is null or a.author_id = any(%(authors)s))
               order by""",
            ORDERS[order],
            "limit %(limit)s",
        ),
        {
            "see_all": list(wanted.see_all),
            "see_own": list(wanted.see_own),
            "viewer": wanted.viewer_id,
            "annotation": wanted.annotation_id,
            "draft": wanted.draft_id,
            "task": wanted.task_id,
            "authors": None if wanted.authors_of_work is None else list(wanted.authors_of_work),
            "limit": LARGEST_LIST + 1,
        },
    )


def insert(
    db: Connection,
    project_id: int,
    task_id: int,
    annotation_id: int | None,
    draft_id: int | None,
    author_id: int,
    text: str,
    region_ref: Any,
    classifications: Any,
    mentions: Sequence[int],
) -> int:
    """One comment."""
    return int(
        value(
            db,
            """insert into comment (project_id, task_id, annotation_id, draft_id, author_id, text, region_ref,
                 classifications, mentions) values (%s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                project_id,
                task_id,
                annotation_id,
                draft_id,
                author_id,
                text,
                None if region_ref is None else json(region_ref),
                None if classifications is None else json(classifications),
                list(mentions),
            ),
        )
    )


def work_of(db: Connection, annotation_id: int | None, draft_id: int | None) -> int | None:
    """Who made what a comment is about."""
    found: int | None = value(
        db,
        """select coalesce((select author_id from annotation where id = %s),
             (select account_id from draft where id = %s))""",
        (annotation_id, draft_id),
    )
    return found


def write(db: Connection, row: CommentRow) -> None:
    """Stores what a comment says and whether it is resolved."""
    run(
        db,
        """update comment set text = %s, region_ref = %s, classifications = %s, mentions = %s, is_resolved = %s,
             resolved_at = %s, updated_at = %s where id = %s""",
        (
            row.text,
            None if row.region_ref is None else json(row.region_ref),
            None if row.classifications is None else json(row.classifications),
            list(row.mentions),
            row.is_resolved,
            row.resolved_at,
            row.updated_at,
            row.id,
        ),
    )


def delete(db: Connection, comment_id: int) -> None:
    """Takes a comment away."""
    run(db, "delete from comment where id = %s", (comment_id,))


def recount(db: Connection, task_id: int) -> None:
    """Brings the task's counters of comments in line with its comments."""
    run(
        db,
        """update task t set comment_count = c.total, unresolved_comment_count = c.open,
             last_comment_updated_at = c.last
           from (select count(*) as total, count(*) filter (where not is_resolved) as open, max(updated_at) as last
                 from comment where task_id = %s) c
           where t.id = %s""",
        (task_id, task_id),
    )
