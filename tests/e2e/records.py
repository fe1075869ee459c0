"""What the database holds of a project's annotations: journeys compare it with what the page said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection


@dataclass(frozen=True)
class Record:
    """An annotation with its current result."""

    id: int
    task_id: int
    author_id: int
    revision: int
    verdict: str | None
    result: list[dict[str, Any]]


def records(db: Connection, project_id: int) -> list[Record]:
    """All that were handed in and not skipped, oldest first."""
    rows = db.execute(
        """select a.id, a.task_id, a.author_id, a.revision, a.verdict, r.result from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.project_id = %s and not a.was_cancelled order by a.id""",
        (project_id,),
    ).fetchall()
    db.rollback()
    return [Record(*row) for row in rows]
