"""Offering work to reviewers: a batch of its own, at its place in their queue."""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.reviews import queries as reviews


def batch_state(workflow: Workflow) -> str:
    """With "only finished tasks" a batch is offered when the task has all its annotations."""
    return "waiting" if workflow.settings.review.only_finished_tasks else "open"


def offer(
    db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None, item_ids: Sequence[int]
) -> None:
    """Puts items of an annotation into the queue of reviewers, in a batch of their own."""
    batch_id = queries.open_batch(
        db,
        project_id=workflow.project_id,
        task_id=task_id,
        annotation_id=annotation_id,
        author_id=author_id,
        kind="review",
        pool=None,
        state=batch_state(workflow),
        order=workflow.settings.review.sampling,
    )
    reviews.put_in_batch(db, item_ids, batch_id)
