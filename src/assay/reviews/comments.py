"""The verbs of comments."""

from __future__ import annotations

from typing import Any

from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.reviews import comment_queries as queries

LONGEST = 20_000


def checked_text(text: Any, field: str = "text") -> str:
    """The text of a comment. Raises BadInput when there is none or too much of it."""
    if not isinstance(text, str) or not text.strip():
        raise BadInput.field(field, "is empty.", "Write the comment.")
    if len(text) > LONGEST:
        raise BadInput.field(field, f"is longer than {LONGEST:,} characters.", "Shorten it.")
    if "\x00" in text:
        raise BadInput.field(field, "holds a null byte.", "Remove it.")
    return text


def add(
    db: Connection,
    *,
    organization_id: int,
    project_id: int,
    task_id: int,
    annotation_id: int | None,
    author_id: int,
    text: str,
    draft_id: int | None = None,
    region_ref: Any = None,
    classifications: Any = None,
) -> int:
    """Adds a comment and returns its id; the task's counters follow."""
    comment_id = queries.insert(
        db, project_id, task_id, annotation_id, draft_id, author_id, checked_text(text), region_ref, classifications
    )
    queries.recount(db, task_id)
    record(
        db,
        "comment.created",
        organization_id=organization_id,
        project_id=project_id,
        task_id=task_id,
        annotation_id=annotation_id,
        actor_id=author_id,
        payload={"comment": comment_id},
    )
    return comment_id
