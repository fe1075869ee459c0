"""How a submission enters review: what of it is drawn, and the reviews that it makes (LSE 5.3, MQA A.5)."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.annotations.rules.instances import Instance, fingerprint_of
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import makers, mapping
from assay.queue.mapping import Crew
from assay.queue.policy import review_policy
from assay.queue.queries import mapping as rows
from assay.reviews import queries as reviews
from assay.reviews.queries import Batch
from assay.reviews.rules import Draw, ItemState, Piece, Planned, Reviewable, Selected, plan_submission
from assay.tasks.queries import LockedTask


def enter_review(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    annotation_id: int,
    author_id: int,
    pieces: Sequence[Reviewable],
    items: Sequence[Any],
    *,
    draw: Draw | None,
    crew: Crew | None = None,
    at: datetime,
) -> None:
    """Draws what of a submission is reviewed, and puts it into batches.

    `items` is what its earlier rounds left; without any, `draw` is that of its task (`routing.draw_for`). `crew` is
    who can review it, for who has looked.
    """
    seed = secrets.randbelow(2**63) if draw is None else draw.seed
    planned = plan_submission(
        items,
        pieces,
        review_policy(workflow, author_id),
        seed,
        draw,
        answers_report=_answers_report(db, workflow, annotation_id, pieces, items),
    )
    if not planned:
        return
    batches = _batches(db, workflow, task, annotation_id, author_id, planned, seed, crew, is_first=not items)
    reviews.write_plan(
        db,
        reviews.Submitted(task.project_id, task.id, annotation_id, author_id, seed),
        planned,
        batches,
        by_instance=workflow.unit == "instance",
        order=workflow.settings.review.sampling,
        detail=None if draw is None else draw.detail,
        at=at,
    )
    if items:
        rows.settle_batches(db, annotation_id, at)


def _answers_report(
    db: Connection,
    workflow: Workflow,
    annotation_id: int,
    pieces: Sequence[Reviewable],
    items: Sequence[Any],
) -> bool:
    """Whether what is new in a returned task was drawn because something was reported missing (MQA 51, A.21 U9)."""
    if workflow.unit != "instance" or not items:
        return False
    known = {item.key for item in items}
    return any(piece.key not in known for piece in pieces) and rows.answers_report(db, annotation_id)


def _batches(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    annotation_id: int,
    author_id: int,
    planned: Sequence[Planned],
    seed: int,
    crew: Crew | None,
    *,
    is_first: bool,
) -> list[Batch]:
    """The reviews that a submission makes.

    In manual QA who judged an instance before judges it again, and what was added to it with the most of it (A.21 U22).
    """
    pending = [item for item in planned if item.state is ItemState.PENDING]
    if not pending:
        return []
    comes_back = workflow.preset == "manual_qa" and any(not item.is_new for item in pending)
    before = rows.judged_last(db, annotation_id) if comes_back else {}
    again = Counter(before[item.key] for item in pending if item.key in before)
    usual = min(again, key=lambda person: (-again[person], person), default=None)
    selected = [Selected(item.key, item.class_name, before.get(item.key, usual)) for item in pending]
    crew = crew or mapping.crew_of(db, workflow, task.id, author_id, selected)
    others = frozenset[int]() if is_first else makers.others(db, task.id, annotation_id, author_id)
    shares = crew.shares(author_id, selected, seed, others)
    return mapping.batches_of(workflow, shares, () if is_first else rows.waiting_batches(db, annotation_id))


def pieces_of(
    workflow: Workflow, found: Sequence[Instance], result: Sequence[Mapping[str, Any]]
) -> Sequence[Reviewable]:
    """What is judged of a result, each by itself: the whole of it, or its instances."""
    if workflow.unit == "instance":
        return found
    return (Piece("", "", fingerprint_of(result)),)
