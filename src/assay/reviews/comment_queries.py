"""Reading and writing comments."""

from __future__ import annotations

from typing import Any

from assay.kit.db import Connection, json, run, value


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
) -> int:
    """One comment."""
    return int(
        value(
            db,
            """insert into comment (project_id, task_id, annotation_id, draft_id, author_id, text, region_ref,
                 classifications) values (%s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                project_id,
                task_id,
                annotation_id,
                draft_id,
                author_id,
                text,
                None if region_ref is None else json(region_ref),
                None if classifications is None else json(classifications),
            ),
        )
    )


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
