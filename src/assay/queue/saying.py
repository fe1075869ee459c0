"""What reviewers say with their verdicts: one comment for all that it is said of, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue.consequences import Place
from assay.reviews import comments
from assay.reviews.queries import ItemRow


def say(
    db: Connection,
    workflow: Workflow,
    place: Place,
    items: Sequence[ItemRow],
    reviewer_id: int,
    text: str,
    classifications: dict[str, Any] | None,
) -> int:
    """Comments on some items of an annotation and returns the comment's id."""
    return comments.add(
        db,
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=place.task.id,
        annotation_id=place.annotation.id,
        author_id=reviewer_id,
        text=text,
        region_ref=regions([item.key for item in items if item.is_region]),
        classifications=classifications,
    )


def regions(keys: Sequence[str]) -> dict[str, Any] | None:
    """What a comment is about. Whoever knows of one region only reads the first of several."""
    if not keys:
        return None
    return {"region_id": keys[0]} if len(keys) == 1 else {"region_id": keys[0], "region_ids": list(keys)}
