"""The rules of routing, and what they decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, json, many, one, records, run, values
from assay.reviews.rules import Operator, RoutingRule


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    operator: str | None
    agreement_threshold: float | None
    dimension_id: int | None
    sample_rate: float

    def rule(self) -> RoutingRule:
        operator = None if self.operator is None else Operator(self.operator)
        return RoutingRule(self.id, operator, self.agreement_threshold, self.dimension_id, self.sample_rate)


# A rule goes with what it looks at: it never falls back to the agreement as a whole (LSE 5.3.4).
_RULES: LiteralString = """from review_routing_rule r left join dimension d on d.id = r.dimension_id
  where r.project_id = %s and (r.dimension_id is null or d.is_active)"""


def routing_rules(db: Connection, project_id: int) -> list[RoutingRule]:
    """The rules of a project in their order."""
    found = many(
        db,
        _Row,
        composed(
            "select r.id, r.operator, r.agreement_threshold, r.dimension_id, r.sample_rate",
            _RULES,
            "order by r.position, r.id",
        ),
        (project_id,),
    )
    return [row.rule() for row in found]


def routing_rules_shown(db: Connection, project_id: int) -> list[dict[str, Any]]:
    """The rules of a project in the shape of the API."""
    return records(
        db,
        composed(
            """select r.id, r.position as "order", r.operator, r.agreement_threshold, r.dimension_id as dimension,
                 r.sample_rate, r.created_at, r.updated_at""",
            _RULES,
            "order by r.position, r.id",
        ),
        (project_id,),
    )


def replace_routing_rules(db: Connection, project_id: int, rules: Sequence[Mapping[str, Any]]) -> None:
    """Makes these the rules of a project: those with an id stay the same rows, what is not named goes."""
    kept = [rule["id"] for rule in rules if rule.get("id") is not None]
    run(db, "delete from review_routing_rule where project_id = %s and not id = any(%s)", (project_id, kept))
    for position, rule in enumerate(rules):
        parameters = {"project": project_id, "position": position, **rule}
        if rule.get("id") is not None:
            run(
                db,
                """update review_routing_rule set position = %(position)s, operator = %(operator)s,
                     agreement_threshold = %(threshold)s, dimension_id = %(dimension)s, sample_rate = %(rate)s,
                     updated_at = now() where id = %(id)s and project_id = %(project)s""",
                parameters,
            )
        else:
            run(
                db,
                """insert into review_routing_rule (project_id, position, operator, agreement_threshold, dimension_id,
                     sample_rate) values (%(project)s, %(position)s, %(operator)s, %(threshold)s, %(dimension)s,
                     %(rate)s)""",
                parameters,
            )


def dimension_ids(db: Connection, project_id: int) -> list[int]:
    """What is compared in a project."""
    return values(db, "select id from dimension where project_id = %s and is_active order by id", (project_id,))


@dataclass(frozen=True, slots=True)
class RoutingFacts:
    """What decides about the review of a task's next item: rules, reviewers by name, how earlier items were drawn."""

    rules: int
    reviewers: int
    seed: int | None
    probability: float | None
    rule: str | None
    detail: dict[str, Any] | None
    decided: bool | None


def routing_facts(db: Connection, project_id: int, task_id: int) -> RoutingFacts:
    """The facts of one task, by one statement."""
    found = one(
        db,
        RoutingFacts,
        """select (select count(*) from review_routing_rule where project_id = %(project)s) as rules,
             (select count(*) from assignment where task_id = %(task)s and type = 'RE') as reviewers,
             e.draw_seed as seed, e.inclusion_probability as probability, e.inclusion_rule as rule,
             e.inclusion_detail as detail, e.state <> 'undecided' as decided
           from (select 1) as one_row left join lateral (
             select draw_seed, inclusion_probability, inclusion_rule, inclusion_detail, state from review_item
             where annotation_id in (select id from annotation where task_id = %(task)s) and instance_id is null
               and inclusion_rule in ('project', 'annotator', 'routing', 'unassigned')
             order by id limit 1) e on true""",
        {"project": project_id, "task": task_id},
    )
    assert found is not None
    return found


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What is known of a task's agreement; `is_due` while it is behind the annotations, `compared` of them."""

    is_due: bool
    compared: int
    overall: float | None
    scores: dict[str, Any] | None


def agreement_facts(db: Connection, task_id: int) -> AgreementFacts:
    """The agreement of a task as it is stored now; `scores` by the ids of dimensions, as JSON has them."""
    found = one(
        db,
        AgreementFacts,
        """select exists (select 1 from agreement_due where task_id = t.id) as is_due,
             (select count(*) from annotation a where a.task_id = t.id and not a.was_cancelled) as compared,
             t.agreement as overall, (
               select a.scores from agreement_plan p
               join agreement_task a on a.task_id = t.id and a.generation = p.generation
               where p.project_id = t.project_id and p.status = 'shown') as scores
           from task t where t.id = %s""",
        (task_id,),
    )
    assert found is not None
    return found


def undecided(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """The items of a task that wait for its agreement, with what their batches need."""
    return records(
        db,
        """select id, annotation_id, author_id, draw_seed from review_item
           where annotation_id in (select id from annotation where task_id = %s) and state = 'undecided'
           order by id""",
        (task_id,),
    )


def decide(
    db: Connection,
    task_id: int,
    *,
    state: str,
    probability: float,
    rule: str,
    detail: Mapping[str, Any] | None,
    at: datetime,
    was: str,
) -> list[tuple[int, int, int | None]]:
    """Decides about all items of a task that are in one state; returns (item, annotation, author) of each."""
    found = records(
        db,
        """update review_item set state = %s, inclusion_probability = %s, inclusion_rule = %s, inclusion_detail = %s,
             updated_at = %s
           where annotation_id in (select id from annotation where task_id = %s) and state = %s and instance_id is null
           returning id, annotation_id, author_id""",
        (state, probability, rule, None if detail is None else json(dict(detail)), at, task_id, was),
    )
    return sorted((row["id"], row["annotation_id"], row["author_id"]) for row in found)


def wait_for_agreement(db: Connection, task_ids: Sequence[int], until: datetime | None) -> None:
    """Notes until when tasks wait for their agreement; the first note stands, None ends the wait."""
    if until is None:
        run(db, "update task set route_by = null where id = any(%s) and route_by is not null", (list(task_ids),))
    else:
        run(db, "update task set route_by = coalesce(route_by, %s) where id = any(%s)", (until, list(task_ids)))


def ready_to_route(db: Connection, limit: int = 500) -> list[tuple[int, int]]:
    """Tasks (project, task) whose agreement is known by now, or has been waited for long enough."""
    found = records(
        db,
        """select t.project_id, t.id from task t where t.route_by is not null and (t.route_by <= now()
             or not exists (select 1 from agreement_due d where d.task_id = t.id)) order by t.id limit %s""",
        (limit,),
    )
    return [(row["project_id"], row["id"]) for row in found]
