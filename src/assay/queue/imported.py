"""Annotations that come in together with their tasks: what handing them in one by one would do, for many at once.

Nobody else sees these tasks yet, so there is nothing to lock, to continue or to refuse; how many annotations a task may
have is no matter either, because the work is done already. Everything that follows from it is decided here in memory
and then copied in.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assay.annotations.rules.instances import Instance, instances_of
from assay.history.service import Event, record_all
from assay.kit.db import Connection
from assay.projects.rules.settings import Criterion
from assay.projects.rules.workflow import Workflow
from assay.queue import imported_rows, routing
from assay.queue.entering import pieces_of
from assay.queue.given import Result
from assay.queue.policy import review_policy
from assay.reviews import queries as reviews
from assay.reviews.rules import Draw, ItemState, Planned, Selected, annotation_verdict, plan_submission
from assay.tasks import queries as task_queries
from assay.tasks.rules import Facts, Standing, State, Status, path, standing, transition


@dataclass(frozen=True, slots=True)
class Imported:
    """An annotation of a new task. `accepted_by` is who had accepted it where it comes from."""

    task_id: int
    author_id: int
    result: Result
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    unique_id: str | None = None
    import_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    accepted_by: int | None = None

    @property
    def action(self) -> str:
        return "skipped" if self.was_cancelled else "imported"


@dataclass(slots=True)
class Plan:
    """An annotation with all that follows from it. Ids are given before anything is written."""

    work: Imported
    id: int
    instances: tuple[Instance, ...]
    items: list[Planned]
    seed: int
    detail: Mapping[str, Any] | None = None
    ground_truth: bool = False

    @property
    def verdict(self) -> str | None:
        return annotation_verdict([item.state for item in self.items], fixed=False)

    @property
    def selected(self) -> list[Selected]:
        return [Selected(item.key, item.class_name) for item in self.items if item.state is ItemState.PENDING]

    @property
    def waits(self) -> bool:
        return any(item.state is ItemState.PENDING for item in self.items)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task with the annotations that came in for it, and where it stands with them."""

    task_id: int
    plans: list[Plan]
    facts: Facts
    standing: Standing
    states: Counter[ItemState] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(not plan.work.was_cancelled for plan in self.plans)

    @property
    def accepted(self) -> int:
        return sum(plan.verdict == "accepted" for plan in self.plans)


def take_in(
    db: Connection,
    workflow: Workflow,
    works: Sequence[Imported],
    *,
    actor_id: int,
    at: datetime,
) -> Counter[str]:
    """Writes annotations of tasks that this transaction has made, and returns by how much the project's counters move.

    A task keeps one ground truth, its last.
    """
    ids = task_queries.reserve_ids(db, "annotation", len(works))
    by_task: defaultdict[int, list[Plan]] = defaultdict(list)
    draws: dict[int, Draw | None] = {}
    rules = reviews.routing_rules(db, workflow.project_id)
    for work, annotation_id in zip(works, ids, strict=True):
        if work.task_id not in draws:
            draws[work.task_id] = routing.draw_of_new(workflow, rules, work.author_id)
        by_task[work.task_id].append(_plan(workflow, work, annotation_id, draws[work.task_id]))
    overlaps = task_queries.overlaps(db, list(by_task))
    outcomes = [_outcome(workflow, task_id, plans, overlaps[task_id]) for task_id, plans in by_task.items()]
    imported_rows.write(db, workflow, outcomes, actor_id=actor_id, at=at)
    record_all(db, [event for outcome in outcomes for event in _events(workflow, outcome, actor_id)])
    waiting = [outcome.task_id for outcome in outcomes if outcome.standing.routes]
    if waiting:
        reviews.wait_for_agreement(db, waiting, at + routing.WAIT)
    moves: Counter[str] = Counter()
    for outcome in outcomes:
        moves.update(_moves(outcome))
    return moves


def _plan(workflow: Workflow, work: Imported, annotation_id: int, draw: Draw | None) -> Plan:
    found: tuple[Instance, ...] = ()
    items: list[Planned] = []
    seed = secrets.randbelow(2**63) if draw is None else draw.seed
    if not work.was_cancelled:
        found = instances_of(work.result)
        pieces = pieces_of(workflow, found, work.result)
        items = list(plan_submission((), pieces, review_policy(workflow, work.author_id), seed, draw))
        if work.accepted_by is not None and workflow.unit == "annotation":
            items = [item._replace(state=ItemState.ACCEPTED) for item in items]
    return Plan(work, annotation_id, found, items, seed, None if draw is None else draw.detail)


def _outcome(workflow: Workflow, task_id: int, plans: list[Plan], overlap: int) -> Outcome:
    is_closed = any(item.state is ItemState.ACCEPTED for plan in plans for item in plan.items)
    if is_closed and workflow.criterion is Criterion.ONE:
        for plan in plans:
            plan.items = [
                item._replace(state=ItemState.WAIVED) if item.state is ItemState.PENDING else item
                for item in plan.items
            ]
    truths = [plan for plan in plans if plan.work.ground_truth]
    if truths:
        truths[-1].ground_truth = True
    states = Counter(item.state for plan in plans for item in plan.items)
    people = {plan.work.author_id for plan in plans if not plan.work.was_cancelled}
    skippers = {plan.work.author_id for plan in plans if plan.work.was_cancelled}
    facts = Facts(
        overlap=overlap,
        counting=len(people | skippers if workflow.skips_count else people),
        occupied=len(people | skippers if workflow.skips_occupy else people),
        submissions=sum(not plan.work.was_cancelled for plan in plans),
        pending=states[ItemState.PENDING],
        undecided=states[ItemState.UNDECIDED],
        accepted=states[ItemState.ACCEPTED],
        waived=states[ItemState.WAIVED],
        not_selected=states[ItemState.NOT_SELECTED],
        due=True,
    )
    now = standing(
        facts,
        workflow.criterion,
        workflow.manual,
        workflow.needs_resolution,
        workflow.low_agreement,
        finished_only=workflow.finished_only,
    )
    return Outcome(task_id, plans, facts, now, states)


def _events(workflow: Workflow, outcome: Outcome, actor_id: int) -> list[Event]:
    place = (workflow.organization_id, workflow.project_id, outcome.task_id)
    events = []
    for plan in outcome.plans:
        work = plan.work
        payload = {"revision": 1, "author": work.author_id, "lead_time": work.lead_time}
        events.append(Event(f"annotation.{work.action}", *place, plan.id, actor_id, payload))
        if plan.verdict == "accepted":
            accepted = {"kind": "accept", "stage": "normal", "round": 1, "revision": 1, "imported": True}
            events.append(Event("review.created", *place, plan.id, work.accepted_by, accepted))
    now, before = outcome.standing, State.CREATED
    for after in path(before, now.state):
        moved = {
            "state": after,
            "previous": before,
            "status": now.status,
            "transition": transition(before, after),
            "reason": "The task came in with annotations.",
            "context": {"event": "annotation.imported"},
        }
        events.append(Event("task.state", *place, None, actor_id, moved))
        before = after
    return events


def _moves(outcome: Outcome) -> dict[str, int]:
    now = outcome.standing
    moves = {
        "labeled": int(now.is_labeled),
        "reviewed": int(now.reviewed),
        "annotations": outcome.total,
        "skipped": len(outcome.plans) - outcome.total,
        "ground_truths": int(any(plan.ground_truth for plan in outcome.plans)),
        "items_pending": outcome.states[ItemState.PENDING],
        "items_accepted": outcome.states[ItemState.ACCEPTED],
        "items_not_selected": outcome.states[ItemState.NOT_SELECTED],
    }
    moves["reviewing"] = int(now.state is State.REVIEWING)
    if now.status is not Status.QUEUED:
        moves |= {Status.QUEUED.value: -1, now.status.value: 1}
    return moves
