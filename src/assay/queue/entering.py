"""How a submission enters review: what of it is drawn, and the batch that a reviewer will hold (LSE 5.3, MQA A.5)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.annotations.rules.instances import Instance, fingerprint_of
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, routing
from assay.queue.offering import batch_state
from assay.queue.policy import review_policy
from assay.reviews import queries as reviews
from assay.reviews.rules import ItemState, Piece, plan_submission
from assay.tasks.queries import LockedTask


def enter_review(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    annotation_id: int,
    author_id: int,
    pieces: Sequence[Piece],
    items: Sequence[Any],
    *,
    at: datetime,
) -> None:
    """Draws what of a submission is reviewed, and puts it into a batch. `items` is what its earlier rounds left."""
    draw = routing.draw_for(db, workflow, task.id) if not items else None
    seed = secrets.randbelow(2**63) if draw is None else draw.seed
    planned = plan_submission(items, pieces, review_policy(workflow), seed, draw)
    if not planned:
        return
    batch_id = None
    if items and any(item.state is ItemState.PENDING for item in planned):
        waiting = queries.batch_of(db, annotation_id, "review")
        batch_id = waiting.id if waiting is not None else _open_batch(db, workflow, task, annotation_id, author_id)
    reviews.write_plan(
        db,
        project_id=task.project_id,
        task_id=task.id,
        annotation_id=annotation_id,
        author_id=author_id,
        planned=planned,
        seed=seed,
        by_instance=workflow.unit == "instance",
        batch_id=batch_id,
        new_batch=None if items else batch_state(workflow),
        order=workflow.settings.review.sampling,
        detail=None if draw is None else draw.detail,
        at=at,
    )
    if items:
        queries.drop_empty_batches(db, annotation_id)


def _open_batch(db: Connection, workflow: Workflow, task: LockedTask, annotation_id: int, author_id: int | None) -> int:
    return queries.open_batch(
        db,
        project_id=task.project_id,
        task_id=task.id,
        annotation_id=annotation_id,
        author_id=author_id,
        kind="review",
        pool=None,
        state=batch_state(workflow),
        order=workflow.settings.review.sampling,
    )


def pieces_of(workflow: Workflow, found: Sequence[Instance], result: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """What is judged of a result, each by itself: the whole of it, or its instances."""
    if workflow.unit == "instance":
        return tuple(Piece(i.key, i.class_name, i.fingerprint) for i in found)
    return (Piece("", "", fingerprint_of(result)),)
