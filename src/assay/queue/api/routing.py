"""Routes of the rules that say which tasks are reviewed, in Label Studio's shape (LSE 5.3.4)."""

from __future__ import annotations

from typing import Any

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.history.service import record
from assay.kit.errors import BadInput, Problem
from assay.kit.http import Id, Routes
from assay.queue.assignment_shapes import RoutingRuleShape, RoutingRulesInput
from assay.reviews import queries
from assay.reviews.rules import Wished, checked
from assay.tasks import queries as tasks

router = Routes(tags=["reviews"])


@router.get("/api/projects/{id}/review-routing-rules/", response_model=list[RoutingRuleShape])
def list_routing_rules(ctx: Context, id: Id, ordering: str | None = None) -> Any:
    """The rules in their order; with `-order` the last first. Without any, `sampling_rate` decides."""
    ctx.project(id, Permission.SETTINGS_VIEW)
    found = queries.routing_rules_shown(ctx.db, id)
    return found[::-1] if ordering == "-order" else found


@router.post("/api/projects/{id}/review-routing-rules/bulk/", response_model=list[RoutingRuleShape])
def replace_routing_rules(ctx: Context, id: Id, body: RoutingRulesInput) -> Any:
    """Makes these the rules, all or nothing: known ids are changed, others made, and what is not named is deleted.

    They hold for tasks that become ready for review from now on; what was decided stays.
    """
    project = ctx.project(id, Permission.QUALITY_CHANGE)
    if project.review_unit == "instance" and body.rules:
        raise BadInput(
            "In this project single instances are drawn for review; set review_settings.sampling_rate instead.",
            code="wrong_unit",
            context={"reason": "INSTANCE_REVIEW"},
        )
    tasks.lock_project(ctx.db, id)
    known = [rule["id"] for rule in queries.routing_rules_shown(ctx.db, id)]
    wished = [
        Wished(rule.id, rule.operator, rule.agreement_threshold, rule.dimension, rule.sample_rate)
        for rule in body.rules
    ]
    found = checked(wished, known, queries.dimension_ids(ctx.db, id))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    rules = [entry for entry in found if not isinstance(entry, Problem)]
    queries.replace_routing_rules(ctx.db, id, rules)
    record(
        ctx.db,
        "project.routing_changed",
        organization_id=project.organization_id,
        project_id=id,
        actor_id=ctx.actor.id,
        payload={"rules": rules},
    )
    return queries.routing_rules_shown(ctx.db, id)
