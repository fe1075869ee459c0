"""Copying in the rows of imported annotations: one COPY for each table, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from assay.annotations.instance_queries import multirange
from assay.kit.db import Connection, copy_rows, json, run
from assay.projects.rules.settings import ReviewOrder
from assay.projects.rules.workflow import Workflow
from assay.queue import mapping
from assay.reviews import queries as reviews
from assay.reviews.queries import Batch
from assay.reviews.rules import ItemState
from assay.tasks.queries import reserve_ids

if TYPE_CHECKING:
    from assay.queue.imported import Outcome, Plan


def write(db: Connection, workflow: Workflow, outcomes: Sequence[Outcome], *, actor_id: int, at: datetime) -> None:
    """Writes annotations with their instances, slots, batches, items and verdicts, and where each task stands."""
    plans = [plan for outcome in outcomes for plan in outcome.plans]
    _annotations(db, workflow.project_id, plans, actor_id, at)
    instance_ids = _instances(db, workflow.project_id, plans)
    _slots(db, workflow.project_id, outcomes, at)
    batches = _batches(db, workflow, outcomes)
    _review_items(db, workflow, plans, instance_ids, batches, at)
    _standings(db, outcomes, at)
    order = workflow.settings.review.sampling
    if order is not ReviewOrder.TASK:
        reviews.reorder(db, workflow.project_id, order, [outcome.task_id for outcome in outcomes])


def _annotations(db: Connection, project_id: int, plans: Sequence[Plan], actor_id: int, at: datetime) -> None:
    copy_rows(
        db,
        "annotation (id, project_id, task_id, author_id, was_cancelled, ground_truth, verdict, lead_time,"
        " result_count, unique_id, import_id, last_action, last_created_by, updated_by, created_at, updated_at)",
        (
            (
                plan.id,
                project_id,
                work.task_id,
                work.author_id,
                work.was_cancelled,
                plan.ground_truth,
                plan.verdict,
                work.lead_time,
                len({entry.get("id") for entry in work.result}),
                work.unique_id,
                work.import_id,
                work.action,
                actor_id,
                actor_id,
                work.created_at or at,
                work.updated_at or work.created_at or at,
            )
            for plan in plans
            for work in (plan.work,)
        ),
    )
    copy_rows(
        db,
        "annotation_revision (annotation_id, number, result, created_by, created_at)",
        ((plan.id, 1, orjson.dumps(plan.work.result).decode(), actor_id, plan.work.created_at or at) for plan in plans),
    )


def _instances(db: Connection, project_id: int, plans: Sequence[Plan]) -> dict[tuple[int, str], int]:
    """Writes the instances and returns their ids by annotation and key."""
    found = [(plan, instance) for plan in plans for instance in plan.instances]
    ids = reserve_ids(db, "instance", len(found))
    copy_rows(
        db,
        "instance (id, project_id, task_id, annotation_id, key, class_name, kind, from_name, frames, fingerprint,"
        " ranges, attributes, first_revision, last_revision)",
        (
            (
                instance_id,
                project_id,
                plan.work.task_id,
                plan.id,
                instance.key,
                instance.class_name,
                instance.kind,
                instance.from_name,
                instance.frames,
                instance.fingerprint,
                multirange(instance.ranges),
                json(dict(instance.attributes)),
                1,
                1,
            )
            for instance_id, (plan, instance) in zip(ids, found, strict=True)
        ),
    )
    return {(plan.id, instance.key): number for number, (plan, instance) in zip(ids, found, strict=True)}


def _slots(db: Connection, project_id: int, outcomes: Sequence[Outcome], at: datetime) -> None:
    """One done slot for each person on each task, with their first annotation; skipped when the last one is a skip."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for outcome in outcomes:
            slots: dict[int, tuple[int, bool]] = {}
            for plan in outcome.plans:
                author_id = plan.work.author_id
                first, _ = slots.get(author_id, (plan.id, False))
                slots[author_id] = (first, plan.work.was_cancelled)
            for author_id, (annotation_id, skipped) in slots.items():
                yield project_id, outcome.task_id, "annotate", "done", author_id, annotation_id, skipped, at

    copy_rows(db, "work_item (project_id, task_id, kind, state, holder_id, annotation_id, skipped, done_at)", rows())


def _batches(db: Connection, workflow: Workflow, outcomes: Sequence[Outcome]) -> dict[tuple[int, str], int]:
    """The reviews of each annotation, as when it had been handed in; their ids by annotation and key of an item."""
    waiting = [(outcome, plan) for outcome in outcomes for plan in outcome.plans if plan.waits]
    crew = mapping.crew_for_all(db, workflow, {plan.work.author_id for _, plan in waiting})
    found = [
        (outcome, plan, batch)
        for outcome, plan in waiting
        for batch in mapping.batches_of(workflow, crew.shares(plan.work.author_id, plan.selected, plan.seed))
    ]
    ids = reserve_ids(db, "work_item", len(found))
    copy_rows(
        db,
        "work_item (id, project_id, task_id, kind, state, annotation_id, author_id, holder_id, drawn_from, draw_seed,"
        " order_key)",
        (
            (
                batch_id,
                workflow.project_id,
                outcome.task_id,
                "review",
                _ready(batch) if outcome.standing.is_labeled else batch.state,
                plan.id,
                plan.work.author_id,
                batch.holder_id,
                list(batch.drawn_from) or None,
                plan.seed if batch.drawn_from else None,
                outcome.task_id,
            )
            for batch_id, (outcome, plan, batch) in zip(ids, found, strict=True)
        ),
    )
    return {
        (plan.id, key): batch_id for batch_id, (_, plan, batch) in zip(ids, found, strict=True) for key in batch.keys
    }


def _ready(batch: Batch) -> str:
    return "open" if batch.holder_id is None else "held"


def _review_items(
    db: Connection,
    workflow: Workflow,
    plans: Sequence[Plan],
    instance_ids: dict[tuple[int, str], int],
    batches: dict[tuple[int, str], int],
    at: datetime,
) -> None:
    found = [(plan, item) for plan in plans for item in plan.items]
    ids = reserve_ids(db, "review_item", len(found))
    copy_rows(
        db,
        "review_item (id, project_id, task_id, annotation_id, instance_id, author_id, class_name, state,"
        " inclusion_probability, inclusion_rule, inclusion_detail, draw_seed, work_item_id)",
        (
            (
                item_id,
                workflow.project_id,
                plan.work.task_id,
                plan.id,
                instance_ids[plan.id, item.key] if workflow.unit == "instance" else None,
                plan.work.author_id,
                item.class_name,
                item.state,
                item.probability,
                item.rule,
                None if plan.detail is None else orjson.dumps(plan.detail).decode(),
                plan.seed,
                batches[plan.id, item.key] if item.state is ItemState.PENDING else None,
            )
            for item_id, (plan, item) in zip(ids, found, strict=True)
        ),
    )
    copy_rows(
        db,
        "verdict (review_item_id, annotation_id, task_id, project_id, reviewer_id, stage, kind, round,"
        " judged_revision, created_at)",
        (
            (
                item_id,
                plan.id,
                plan.work.task_id,
                workflow.project_id,
                plan.work.accepted_by,
                "normal",
                "accept",
                1,
                1,
                at,
            )
            for item_id, (plan, item) in zip(ids, found, strict=True)
            if item.state is ItemState.ACCEPTED
        ),
    )


def _standings(db: Connection, outcomes: Sequence[Outcome], at: datetime) -> None:
    run(
        db,
        """update task t set status = n.status, state = n.state, is_labeled = n.is_labeled, reviewed = n.reviewed,
             reviewed_at = case when n.reviewed then %(at)s end, completed_at = case when n.is_complete then %(at)s end,
             submitted_at = case when n.submissions > 0 then %(at)s else submitted_at end,
             reopened_seq = case when n.queue_open and n.counting > 0 then nextval('queue_reopening') end,
             queue_open = n.queue_open, slots_taken = n.slots, counting = n.counting, submissions = n.submissions,
             items_pending = n.pending, items_accepted = n.accepted, items_not_selected = n.not_selected,
             total_annotations = n.total, cancelled_annotations = n.cancelled, reviews_accepted = n.reviews
           from unnest(%(ids)s::bigint[], %(status)s::text[], %(state)s::text[], %(labeled)s::boolean[],
             %(reviewed)s::boolean[], %(open)s::boolean[], %(slots)s::int[], %(counting)s::int[],
             %(submissions)s::int[], %(pending)s::int[], %(accepted)s::int[], %(not_selected)s::int[],
             %(total)s::int[], %(cancelled)s::int[], %(reviews)s::int[], %(complete)s::boolean[])
             as n (id, status, state, is_labeled, reviewed, queue_open, slots, counting, submissions, pending,
               accepted, not_selected, total, cancelled, reviews, is_complete)
           where t.id = n.id""",
        {
            "at": at,
            "ids": [outcome.task_id for outcome in outcomes],
            "status": [outcome.standing.status for outcome in outcomes],
            "state": [outcome.standing.state for outcome in outcomes],
            "labeled": [outcome.standing.is_labeled for outcome in outcomes],
            "reviewed": [outcome.standing.reviewed for outcome in outcomes],
            "open": [outcome.standing.queue_open for outcome in outcomes],
            "slots": [outcome.facts.slots_taken for outcome in outcomes],
            "counting": [outcome.facts.counting for outcome in outcomes],
            "submissions": [outcome.facts.submissions for outcome in outcomes],
            "pending": [outcome.facts.pending for outcome in outcomes],
            "accepted": [outcome.facts.accepted for outcome in outcomes],
            "not_selected": [outcome.facts.not_selected for outcome in outcomes],
            "total": [outcome.total for outcome in outcomes],
            "cancelled": [len(outcome.plans) - outcome.total for outcome in outcomes],
            "reviews": [outcome.accepted for outcome in outcomes],
            "complete": [outcome.standing.is_complete for outcome in outcomes],
        },
    )
