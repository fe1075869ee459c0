"""Issues: what must be resolved before work comes back."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The issues of a task; with a person only those about work that they made or had in their hands."""
    return records(
        db,
        """select i.id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item, i.kind, i.reason,
             i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at, i.resolution,
             i.answered_at, coalesce(r.class_name, '') as class_name, coalesce(v.round, 0) as round
           from issue i join annotation a on a.id = i.annotation_id
           left join review_item r on r.id = i.review_item_id left join verdict v on v.id = i.verdict_id
           where i.task_id = %(task)s and (%(person)s::bigint is null or a.author_id = %(person)s or exists (
             select 1 from work_item w where w.task_id = i.task_id and w.kind = 'annotate'
               and w.annotation_id = i.annotation_id and w.holder_id = %(person)s)) order by i.id""",
        {"task": task_id, "person": annotation_author},
    )


def issue(db: Connection, issue_id: int) -> dict[str, Any] | None:
    """One issue with the author of the work it is about."""
    return record(
        db,
        """select i.id, i.project_id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item,
             i.kind,
             i.reason, i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at,
             i.resolution, i.answered_at, coalesce(r.class_name, '') as class_name, coalesce(v.round, 0) as round,
             a.author_id
           from issue i join annotation a on a.id = i.annotation_id
           left join review_item r on r.id = i.review_item_id left join verdict v on v.id = i.verdict_id
           where i.id = %s""",
        (issue_id,),
    )


def resolve_issue(db: Connection, issue_id: int, by: int, at: datetime) -> None:
    """Whoever has the work says that it is mended."""
    run(
        db,
        "update issue set is_resolved = true, resolution = 'resolved', resolved_by = %s, resolved_at = %s"
        " where id = %s and not is_resolved",
        (by, at, issue_id),
    )


def unresolve_issue(db: Connection, issue_id: int) -> None:
    """Whoever has the work says that it is not mended after all; possible until it was handed in."""
    run(
        db,
        "update issue set is_resolved = false, resolution = null, resolved_by = null, resolved_at = null"
        " where id = %s and answered_at is null",
        (issue_id,),
    )


def unresolved(db: Connection, annotation_id: int) -> dict[int, str | None]:
    """The issues that keep an annotation from being submitted again, with the key of the instance each is about."""
    found = records(
        db,
        """select i.id, n.key from issue i left join review_item r on r.id = i.review_item_id
           left join instance n on n.id = r.instance_id
           where i.annotation_id = %s and not i.is_resolved order by i.id""",
        (annotation_id,),
    )
    return {row["id"]: row["key"] for row in found}


def owed(db: Connection, annotation_id: int) -> int:
    """How many issues of an annotation were not handed in again yet, resolved or not."""
    return int(
        value(db, "select count(*) from issue where annotation_id = %s and answered_at is null", (annotation_id,))
    )


def owes_report(db: Connection, annotation_id: int) -> bool:
    """Whether an annotation owes an answer to a report of a missing label."""
    return bool(
        value(
            db,
            """select exists (select 1 from issue where annotation_id = %s and kind = 'missing_label'
                 and answered_at is null)""",
            (annotation_id,),
        )
    )


def answer_issues(db: Connection, annotation_id: int, deleted: Sequence[int], by: int | None, at: datetime) -> None:
    """The work was handed in again: its issues are answered, some by deleting what they were about (MQA 50)."""
    run(
        db,
        """update issue set answered_at = %(at)s,
             resolution = case when id = any(%(deleted)s) then 'deleted' else coalesce(resolution, 'resolved') end,
             resolved_by = case when is_resolved then resolved_by else %(by)s end,
             resolved_at = coalesce(resolved_at, %(at)s), is_resolved = true
           where annotation_id = %(annotation)s and answered_at is null""",
        {"annotation": annotation_id, "deleted": list(deleted), "by": by, "at": at},
    )


def drop_issues_of(db: Connection, verdict_id: int) -> None:
    """A withdrawn verdict has no issue."""
    run(db, "delete from issue where verdict_id = %s", (verdict_id,))


def close_issues(db: Connection, annotation_id: int, by: int | None, at: datetime) -> None:
    """Issues of work that nobody will mend: they stay in the history as closed."""
    run(
        db,
        """update issue set is_resolved = true, resolution = coalesce(resolution, 'closed'),
             resolved_by = coalesce(resolved_by, %(by)s), resolved_at = coalesce(resolved_at, %(at)s),
             answered_at = %(at)s
           where annotation_id = %(annotation)s and answered_at is null""",
        {"annotation": annotation_id, "by": by, "at": at},
    )
