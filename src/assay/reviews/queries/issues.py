"""Issues: what must be resolved before work comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, record, records, run, value


def open_issue(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    annotation_id: int,
    item_id: int | None,
    verdict_id: int | None,
    kind: str,
    reason: str,
    text: str,
    place: Any,
    by: int,
) -> int:
    """Something that must be resolved before the work can be submitted again."""
    return int(
        value(
            db,
            """insert into issue (project_id, task_id, annotation_id, review_item_id, verdict_id, kind, reason, text,
                 place, created_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                project_id,
                task_id,
                annotation_id,
                item_id,
                verdict_id,
                kind,
                reason,
                text,
                None if place is None else json(place),
                by,
            ),
        )
    )


def issues(db: Connection, task_id: int, annotation_author: int | None = None) -> list[dict[str, Any]]:
    """The issues of a task; with an author only those about that person's work."""
    return records(
        db,
        """select i.id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item, i.kind, i.reason,
             i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at
           from issue i join annotation a on a.id = i.annotation_id
           where i.task_id = %s and (%s::bigint is null or a.author_id = %s) order by i.id""",
        (task_id, annotation_author, annotation_author),
    )


def issue(db: Connection, issue_id: int) -> dict[str, Any] | None:
    """One issue with the author of the work it is about."""
    return record(
        db,
        """select i.id, i.project_id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item,
             i.kind,
             i.reason, i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at,
             a.author_id
           from issue i join annotation a on a.id = i.annotation_id where i.id = %s""",
        (issue_id,),
    )


def resolve_issue(db: Connection, issue_id: int, by: int, at: datetime) -> None:
    """The author says that it is mended."""
    run(
        db,
        "update issue set is_resolved = true, resolved_by = %s, resolved_at = %s where id = %s",
        (by, at, issue_id),
    )


def unresolved(db: Connection, annotation_id: int) -> int:
    """How many issues keep an annotation from being submitted again."""
    return int(value(db, "select count(*) from issue where annotation_id = %s and not is_resolved", (annotation_id,)))


def drop_issues_of(db: Connection, verdict_id: int) -> None:
    """A withdrawn verdict has no issue."""
    run(db, "delete from issue where verdict_id = %s", (verdict_id,))


def close_issues(db: Connection, annotation_id: int, by: int | None, at: datetime) -> None:
    """Issues of work that nobody will mend: they stay in the history as closed."""
    run(
        db,
        """update issue set is_resolved = true, resolved_by = %s, resolved_at = %s
           where annotation_id = %s and not is_resolved""",
        (by, at, annotation_id),
    )
