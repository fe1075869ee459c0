"""Offering work to reviewers: a batch of its own, at its place in their queue."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from assay.annotations.queries import AnnotationRow
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import makers, mapping, queries
from assay.queue.queries import mapping as rows
from assay.queue.queries.mapping import Waiting
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow
from assay.reviews.rules import Selected


def batch_state(workflow: Workflow) -> str:
    """With "only finished tasks" a batch is offered when the task has all its annotations."""
    return "waiting" if workflow.settings.review.only_finished_tasks else "open"


def open_review(db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None) -> int:
    """Makes an empty batch of an annotation for everybody who reviews, and returns its number."""
    return queries.open_batch(
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


def offer(
    db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None, item_ids: Sequence[int]
) -> None:
    """Puts items of an annotation into the queue of reviewers, in a batch of their own or those of mapped reviewers."""
    if workflow.settings.review.reviewer_mapping.enabled:
        _to_mapped(db, workflow, task_id, annotation_id, author_id, item_ids)
    else:
        reviews.put_in_batch(db, item_ids, open_review(db, workflow, task_id, annotation_id, author_id))
    makers.keep_away(db, workflow, task_id, annotation_id, author_id)


def offer_again(
    db: Connection, workflow: Workflow, annotation: AnnotationRow, item: ItemRow, judge_id: int | None
) -> None:
    """Puts an item whose verdict was taken back into a review of its annotation that is not done, or a new one.

    So what was handed in together is judged together, also when all of its verdicts are taken back one by one: mapped
    reviewers are drawn as they were, and with one reviewer for a submission it is who judged, if they still may.
    """
    review = workflow.settings.review
    mapped, together = review.reviewer_mapping.enabled, review.one_reviewer_per_submission
    limit = 0 if mapped else None if together else review.max_instances_per_review
    batch_id = rows.batch_with_room(db, annotation.id, item.work_item_id, limit=limit, held_too=together)
    place = (annotation.task_id, annotation.id, annotation.author_id)
    if batch_id is not None:
        reviews.put_in_batch(db, [item.id], batch_id)
    elif mapped:
        joined = rows.waiting_batches(db, annotation.id)
        _to_mapped(db, workflow, *place, [item.id], joined=joined, as_drawn=True, before=judge_id if together else None)
        makers.keep_away(db, workflow, *place)
    else:
        offer(db, workflow, *place, [item.id])


def _to_mapped(
    db: Connection,
    workflow: Workflow,
    task_id: int,
    annotation_id: int,
    author_id: int | None,
    item_ids: Sequence[int],
    *,
    joined: Sequence[Waiting] = (),
    as_drawn: bool = False,
    before: int | None = None,
) -> None:
    waiting = rows.waiting_items(db, item_ids, None)
    selected = [Selected(item.key, item.class_name, before) for item in waiting]
    drawn = waiting[0].draw_seed if as_drawn else None
    seed = secrets.randbelow(2**63) if drawn is None else drawn
    others = makers.others(db, task_id, annotation_id, author_id)
    shares = mapping.crew_of(db, workflow, task_id, author_id, selected).shares(author_id, selected, seed, others)
    reviews.open_batches(
        db,
        reviews.Submitted(workflow.project_id, task_id, annotation_id, author_id, seed),
        mapping.batches_of(workflow, shares, joined),
        order=workflow.settings.review.sampling,
    )
