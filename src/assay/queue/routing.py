"""Whether a task is reviewed: one draw for all its annotations, by the rules of its project (LSE 5.3).

Most projects draw when the first annotation comes in. Where rules look at the agreement, the draw waits until the task
has all its annotations and their agreement is computed, or ten minutes at most. Where work is reviewed only by people
who were asked by name, a task that nobody was asked about is not drawn at all.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from assay.history.service import Event, record
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.projects.rules.settings import Criterion, ReviewOrder
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.queue.offering import offer
from assay.queue.policy import review_policy
from assay.reviews import queries as reviews
from assay.reviews.queries import AgreementFacts
from assay.reviews.rules import Agreement, Draw, ItemState, Route, RoutingRule, Rule, drawn, needs_agreement, route
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

WAIT = timedelta(minutes=10)


def draw_for(db: Connection, workflow: Workflow, task_id: int, author_id: int | None) -> Draw | None:
    """How a new annotation of a task is drawn: as the others of the task were. None: instance by instance."""
    by_name = workflow.settings.review.review_only_manual_assignments
    if workflow.unit == "instance" and not by_name:
        return None
    facts = reviews.routing_facts(db, workflow.project_id, task_id)
    if by_name and not facts.reviewers:
        return Draw(_seed(), 0.0, Rule.UNASSIGNED)
    if workflow.unit == "instance":
        return None
    if facts.seed is not None and facts.rule is not None and facts.rule != Rule.UNASSIGNED:
        return Draw(facts.seed, facts.probability or 0.0, Rule(facts.rule), facts.detail, facts.decided is not False)
    return first_draw(workflow, reviews.routing_rules(db, workflow.project_id) if facts.rules else [], author_id)


def first_draw(workflow: Workflow, rules: Sequence[RoutingRule], author_id: int | None) -> Draw:
    """The draw of a task that has none yet and whose agreement is not known; its first annotation is this author's."""
    if not rules:
        return Draw(_seed(), *review_policy(workflow, author_id).inclusion(""))
    if needs_agreement(rules):
        return Draw(_seed(), 1.0, Rule.ROUTING, decided=False)
    found = route(rules, Agreement())
    return Draw(_seed(), found.probability, Rule.ROUTING, found.detail)


def draw_of_new(workflow: Workflow, rules: Sequence[RoutingRule], author_id: int | None) -> Draw | None:
    """The draw of a task that comes in together with its annotations: nobody was asked about it by name yet."""
    if workflow.settings.review.review_only_manual_assignments:
        return Draw(_seed(), 0.0, Rule.UNASSIGNED)
    return None if workflow.unit == "instance" else first_draw(workflow, rules, author_id)


def _seed() -> int:
    return secrets.randbelow(2**63)


def settle(db: Connection, workflow: Workflow, task_id: int, *, at: datetime, by: int | None) -> bool:
    """Decides about a task that has all its annotations, or notes until when it waits; says whether it decided.

    The caller holds the task's lock. One annotation alone agrees with nobody, so nothing is waited for.
    """
    facts = reviews.agreement_facts(db, task_id)
    if facts.is_due and facts.compared > 1:
        reviews.wait_for_agreement(db, [task_id], at + WAIT)
        return False
    return _decide(db, workflow, task_id, _known(workflow, facts), at=at, by=by)


def _known(workflow: Workflow, facts: AgreementFacts) -> Agreement:
    by = workflow.settings.agreement_methodology
    scores = {int(dimension): found.get(by) for dimension, found in (facts.scores or {}).items()}
    return Agreement(facts.overall, {dimension: score for dimension, score in scores.items() if score is not None})


def _decide(
    db: Connection, workflow: Workflow, task_id: int, agreement: Agreement, *, at: datetime, by: int | None
) -> bool:
    waiting = reviews.undecided(db, task_id)
    reviews.wait_for_agreement(db, [task_id], None)
    if not waiting:
        return False
    rules = reviews.routing_rules(db, workflow.project_id)
    rate, by_rate = review_policy(workflow, waiting[0]["author_id"]).inclusion("")  # should the rules be gone by now
    found = route(rules, agreement) if rules else Route(rate, {})
    is_drawn = drawn(waiting[0]["draw_seed"], "", found.probability)
    state = ItemState.PENDING if is_drawn else ItemState.NOT_SELECTED
    if is_drawn and workflow.criterion is Criterion.ONE and _is_closed(db, workflow, task_id):
        state = ItemState.WAIVED
    items = reviews.decide(
        db,
        task_id,
        state=state,
        probability=found.probability,
        rule=Rule.ROUTING if rules else by_rate,
        detail=found.detail or None,
        at=at,
        was=ItemState.UNDECIDED,
    )
    if state is ItemState.PENDING:
        for item_id, annotation_id, author_id in items:
            offer(db, workflow, task_id, annotation_id, author_id, [item_id])
    task = task_queries.lock(db, task_id)
    assert task is not None
    now_standing = tasks.settle(db, task, workflow, at=at, by=by, reason=_WORDS[is_drawn], measured=_measured(found))
    if workflow.finished_only:
        queries.release_waiting(db, task_id, ready=now_standing.is_labeled)
    record(
        db,
        "task.routed",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task_id,
        actor_id=by,
        payload={**found.detail, "probability": found.probability, "seed": waiting[0]["draw_seed"], "state": state},
    )
    return True


def _is_closed(db: Connection, workflow: Workflow, task_id: int) -> bool:
    count = task_queries.recount(db, task_id, workflow.skips_count, workflow.skips_occupy)
    return count.accepted + count.rejected > 0


_WORDS = {True: "Drawn for review.", False: "Not drawn for review."}


def _measured(found: Route) -> str:
    rate = f"{found.probability:.0%} of such tasks are reviewed"
    number = found.detail.get("number")
    by_rule = f"by rule {number}" if number is not None else "no rule matched"
    score = found.detail.get("agreement")
    agreement = "no agreement" if score is None else f"agreement {score:.3g}"
    return f"{by_rule}, {agreement}, {rate}."


def sweep(db: Connection) -> int:
    """Decides about tasks whose agreement is known by now, or was waited for long enough; returns how many."""
    done = 0
    for project_id, task_id in reviews.ready_to_route(db):
        workflow = projects.workflow(db, project_id)
        task = task_queries.lock(db, task_id)
        if workflow is None or task is None:
            continue
        facts = reviews.agreement_facts(db, task_id)
        agreement = Agreement() if facts.is_due else _known(workflow, facts)
        done += _decide(db, workflow, task_id, agreement, at=now(db), by=None)
    return done


def agreement_known(db: Connection, event: Event) -> None:
    """The agreement of a task was computed: what waited for it is decided, and its place in the queue may change."""
    if event.task_id is None or event.project_id is None:
        return
    workflow = projects.workflow(db, event.project_id)
    if workflow is None:
        return
    if workflow.settings.review.sampling is ReviewOrder.AGREEMENT:
        reviews.reorder(db, event.project_id, workflow.settings.review.sampling, [event.task_id])
    if reviews.undecided(db, event.task_id):
        task = task_queries.lock(db, event.task_id)
        if task is not None and task.is_labeled:
            known = _known(workflow, reviews.agreement_facts(db, event.task_id))
            _decide(db, workflow, event.task_id, known, at=now(db), by=None)
