"""Review by name: with "only assigned tasks" what nobody was asked to review is done without a review (LSE 3.4)."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import datetime

from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, routing
from assay.queue.offering import offer
from assay.queue.policy import review_policy
from assay.reviews import queries as reviews
from assay.reviews.rules import ItemState, Rule, drawn
from assay.tasks import service as tasks
from assay.tasks.queries import LockedTask


def align(db: Connection, workflow: Workflow, task: LockedTask, *, at: datetime, by: int | None) -> None:
    """Brings a locked task in line with who was asked to review it, after that or the setting changed.

    Work that is drawn now is drawn as on its first day. What somebody is judging at this moment stays with them.
    """
    reviewers = reviews.reviewers_of(db, task.id)
    if workflow.settings.review.review_only_manual_assignments and not reviewers:
        reason = "Nobody is asked to review it."
        changed = _withdraw(db, task.id, at)
    else:
        reason = "Somebody is asked to review it." if reviewers else "Everybody may review it."
        changed = _draw(db, workflow, task, at)
    if not changed:
        return
    now = tasks.settle(db, task, workflow, at=at, by=by, reason=reason)
    if now.routes and routing.settle(db, workflow, task.id, at=at, by=by):
        return
    if workflow.finished_only:
        queries.release_waiting(db, task.id, ready=now.is_labeled)


def _withdraw(db: Connection, task_id: int, at: datetime) -> bool:
    waiting = reviews.waiting_unheld(db, task_id)
    reviews.redraw(db, [item.id for item in waiting], ItemState.NOT_SELECTED, 0.0, Rule.UNASSIGNED, None, 0, at)
    queries.drop_batches(db, sorted({item.work_item_id for item in waiting if item.work_item_id is not None}))
    return bool(waiting)


def _draw(db: Connection, workflow: Workflow, task: LockedTask, at: datetime) -> bool:
    items = reviews.not_asked_for(db, task.id)
    if not items:
        return False
    seed = secrets.randbelow(2**63)
    shared = None
    if workflow.unit == "annotation":
        rules = reviews.routing_rules(db, workflow.project_id)
        shared = routing.first_draw(workflow, rules, items[0].author_id)
        seed = shared.seed
    pending: defaultdict[tuple[int, int | None], list[int]] = defaultdict(list)
    for item in items:
        if shared is not None:
            state, probability, rule, detail = shared.state, shared.probability, shared.rule, shared.detail
        else:
            probability, rule = review_policy(workflow, item.author_id).inclusion(item.class_name)
            detail = None
            state = ItemState.PENDING if drawn(seed, item.key, probability) else ItemState.NOT_SELECTED
        reviews.redraw(db, [item.id], state, probability, rule, detail, seed, at)
        if state is ItemState.PENDING:
            pending[item.annotation_id, item.author_id].append(item.id)
    for (annotation_id, author_id), ids in pending.items():
        offer(db, workflow, task.id, annotation_id, author_id, ids)
    return True
