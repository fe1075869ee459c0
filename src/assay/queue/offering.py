"""Offering work to reviewers: a batch of its own, at its place in their queue."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import mapping, queries
from assay.queue.queries import mapping as rows
from assay.reviews import queries as reviews
from assay.reviews.rules import Selected


def batch_state(workflow: Workflow) -> str:
    """With "only finished tasks" a batch is offered when the task has all its annotations."""
    return "waiting" if workflow.settings.review.only_finished_tasks else "open"


def offer(
    db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None, item_ids: Sequence[int]
) -> None:
    """Puts items of an annotation into the queue of reviewers, in a batch of their own or those of mapped reviewers."""
    if workflow.settings.review.reviewer_mapping.enabled:
        _to_mapped(db, workflow, task_id, annotation_id, author_id, item_ids)
        return
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


def _to_mapped(
    db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None, item_ids: Sequence[int]
) -> None:
    waiting = rows.waiting_items(db, item_ids, None)
    selected = [Selected(item.key, item.class_name) for item in waiting]
    seed = secrets.randbelow(2**63)
    shares = mapping.crew_of(db, workflow, task_id, author_id, selected).shares(author_id, selected, seed)
    reviews.open_batches(
        db,
        reviews.Submitted(workflow.project_id, task_id, annotation_id, author_id, seed),
        mapping.batches_of(workflow, shares),
        order=workflow.settings.review.sampling,
    )
