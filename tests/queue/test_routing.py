"""Which tasks are reviewed: rules over HTTP, the draw, and the wait for the agreement."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import world
from tests.world import World

from assay.kit.errors import Problem
from assay.queue import routing
from assay.reviews.rules import Agreement, Draw, Operator, RoutingRule, Rule, Wished, checked, needs_agreement, route

BELOW = RoutingRule(1, Operator.LESS, 0.5, None, 1.0)
TAG = RoutingRule(2, Operator.AT_LEAST, 0.9, 7, 0.0)
REST = RoutingRule(3, None, None, None, 0.25)


@pytest.mark.parametrize(
    ("overall", "tag", "number", "probability"),
    [
        (0.2, 1.0, 1, 1.0),  # the first that matches decides
        (0.5, 0.9, 2, 0.0),
        (0.5, 0.8, 3, 0.25),
        (None, None, 3, 0.25),  # an unknown agreement falls to what matches everything
        (None, 0.95, 2, 0.0),
        (0.4999, 0.0, 3, 0.25),  # scores mean three decimals
    ],
)
def test_the_first_rule_that_matches_decides(
    overall: float | None, tag: float | None, number: int, probability: float
) -> None:
    found = route([BELOW, TAG, REST], Agreement(overall, {} if tag is None else {7: tag}))
    assert (found.detail["number"], found.probability) == (number, probability)


@pytest.mark.parametrize(
    ("operator", "matching"),
    [("lt", {0.3}), ("lte", {0.3, 1 / 3}), ("gt", {0.4}), ("gte", {1 / 3, 0.4}), ("eq", {1 / 3})],
)
def test_what_the_operators_mean(operator: str, matching: set[float]) -> None:
    rule = RoutingRule(1, Operator(operator), 0.333, None, 0.0)
    assert {found for found in (0.3, 1 / 3, 0.4) if route([rule], Agreement(found)).probability == 0} == matching


def test_without_a_match_everything_is_reviewed() -> None:
    assert route([TAG], Agreement()).probability == 1
    assert route([], Agreement()).probability == 1


def test_only_rules_that_can_decide_wait() -> None:
    assert needs_agreement([BELOW, REST])
    assert not needs_agreement([REST, BELOW])
    assert not needs_agreement([])


@given(seed=st.integers(0, 2**63 - 1), rates=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_higher_rate_reviews_what_a_lower_one_does(seed: int, rates: tuple[float, float]) -> None:
    low, high = sorted(rates)
    if Draw(seed, low, Rule.ROUTING).state == "pending":
        assert Draw(seed, high, Rule.ROUTING).state == "pending"


@pytest.mark.parametrize(
    ("wished", "fields"),
    [
        (Wished(None, "lt", "0.5", None, "1.0"), set()),
        (Wished(None, None, None, None, 2), {"rules.0.sample_rate"}),
        (Wished(None, "lt", None, None, 1), {"rules.0.agreement_threshold"}),
        (Wished(None, None, 0.5, None, 1), {"rules.0.operator"}),
        (Wished(None, "near", 0.5, None, 1), {"rules.0.operator"}),
        (Wished(9, None, None, None, 1), {"rules.0.id"}),
        (Wished(None, "gt", 0.5, 8, 1), {"rules.0.dimension"}),
    ],
)
def test_wrong_rules_are_named(wished: Wished, fields: set[str]) -> None:
    assert {entry.field for entry in checked([wished], [1], [7]) if isinstance(entry, Problem)} == fields


# ---------------------------------------------------------------- over HTTP


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def rules(w: World, *given: dict[str, Any]) -> Any:
    url = f"/api/projects/{w.project_id}/review-routing-rules/bulk/"
    return w.cast.manager.client.post(url, json={"rules": list(given)})


def item(w: World, annotation_id: int) -> Any:
    [found] = w.cast.manager.client.get("/api/review-items/", params={"annotation": annotation_id}).json()
    return found


def test_rules_are_replaced_as_a_whole_or_not_at_all(build: Any) -> None:
    w = build(tasks=1)
    low = {"operator": "lt", "agreement_threshold": "0.5", "sample_rate": "1"}
    first, second = rules(w, low, {"sample_rate": "0.1"}).json()
    assert (first["order"], first["agreement_threshold"], second["operator"]) == (0, 0.5, None)
    swapped = rules(w, {"id": second["id"], "sample_rate": 0.2}, {"id": first["id"], **low}).json()
    assert [rule["id"] for rule in swapped] == [second["id"], first["id"]]
    assert swapped[0]["sample_rate"] == 0.2
    refused = rules(w, {"sample_rate": 0.5}, {"sample_rate": 7})
    assert refused.status_code == 400
    assert "rules.1.sample_rate" in refused.json()["validation_errors"]
    url = f"/api/projects/{w.project_id}/review-routing-rules/"
    assert [rule["id"] for rule in w.cast.manager.client.get(url).json()] == [second["id"], first["id"]]
    assert rules(w, {"sample_rate": 1}).json()[0]["id"] not in (first["id"], second["id"])
    assert w.cast.rev1.client.get(url).status_code == 403
    assert w.cast.outsider.client.get(url).status_code == 404


def test_routed_past_review_is_done_and_not_reviewed(build: Any) -> None:
    w = build(tasks=1)
    rules(w, {"sample_rate": 0})
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    task = w.task(w.task_ids[0])
    assert (task["state"], task["reviewed"]) == ("COMPLETED", False)
    assert w.next_review(w.cast.rev1).status_code == 404
    drawn = item(w, annotation)
    assert (drawn["state"], drawn["inclusion_probability"], drawn["inclusion_rule"]) == ("not_selected", 0, "routing")
    assert drawn["inclusion_detail"]["number"] == 1


def test_one_draw_for_all_annotations_of_a_task(build: Any) -> None:
    w = build(tasks=12, maximum_annotations=2, review_settings={"sampling_rate": 0.5, "review_criteria": "all"})
    for task_id in w.task_ids:
        first = item(w, w.submit(w.cast.ann1, task_id).json()["id"])
        second = item(w, w.submit(w.cast.ann2, task_id).json()["id"])
        assert (first["state"], first["draw_seed"]) == (second["state"], second["draw_seed"])


def test_a_decision_waits_for_the_agreement(build: Any, db: Any) -> None:
    w = build(tasks=2, maximum_annotations=2)
    rules(w, {"operator": "lt", "agreement_threshold": 0.5, "sample_rate": 1}, {"sample_rate": 0})
    for task_id in w.task_ids:
        db.execute("insert into agreement_due (task_id, project_id) values (%s, %s)", (task_id, w.project_id))
    db.commit()
    found = [w.submit(person, task_id).json()["id"] for task_id in w.task_ids for person in (w.cast.ann1, w.cast.ann2)]
    task = w.task(w.task_ids[0])
    assert (task["state"], task["is_labeled"]) == ("ANNOTATION_IN_PROGRESS", True)
    assert item(w, found[0])["state"] == "undecided"
    assert w.next_review(w.cast.rev1).status_code == 404
    for task_id, agreement in zip(w.task_ids, (0.2, 0.8), strict=True):
        db.execute("update task set agreement = %s where id = %s", (agreement, task_id))
        db.execute("delete from agreement_due where task_id = %s", (task_id,))
    routing.sweep(db)
    db.commit()
    assert [w.task(task_id)["state"] for task_id in w.task_ids] == ["NEEDS_REVIEW", "COMPLETED"]
    assert item(w, found[0])["inclusion_detail"]["agreement"] == 0.2
    assert w.next_review(w.cast.rev1).json()["task"]["id"] == w.task_ids[0]
    url = f"/api/fsm/entities/task/{w.task_ids[1]}/history"
    history = w.cast.manager.client.get(url).json()["results"]
    assert history[0]["reason"] == "Not drawn for review: by rule 2, agreement 0.8, 0% of such tasks are reviewed."
    history = w.cast.rev1.client.get(url).json()["results"]
    assert history[0]["reason"] == "Not drawn for review.", "reviewers may not see agreement here"


def test_nothing_waits_for_ever(build: Any, db: Any) -> None:
    w = build(tasks=1, maximum_annotations=2)
    rules(w, {"operator": "gte", "agreement_threshold": 0, "sample_rate": 0})
    db.execute("insert into agreement_due (task_id, project_id) values (%s, %s)", (w.task_ids[0], w.project_id))
    db.commit()
    for person in (w.cast.ann1, w.cast.ann2):
        w.submit(person, w.task_ids[0])
    routing.sweep(db)
    db.commit()
    assert w.task(w.task_ids[0])["state"] == "ANNOTATION_IN_PROGRESS"
    db.execute("update task set route_by = now() - interval '1 second' where id = %s", (w.task_ids[0],))
    routing.sweep(db)
    db.commit()
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW", "an agreement that nobody knows matches no rule"


def test_one_annotation_alone_is_decided_at_once(build: Any) -> None:
    w = build(tasks=1)
    rules(w, {"operator": "lt", "agreement_threshold": 0.5, "sample_rate": 0}, {"sample_rate": 1})
    w.submit(w.cast.ann1, w.task_ids[0])
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW"


def test_a_verdict_may_come_before_the_decision(build: Any, db: Any) -> None:
    w = build(tasks=1, maximum_annotations=2)
    rules(w, {"operator": "lt", "agreement_threshold": 0.5, "sample_rate": 1})
    db.execute("insert into agreement_due (task_id, project_id) values (%s, %s)", (w.task_ids[0], w.project_id))
    db.commit()
    first, second = (w.submit(person, w.task_ids[0]).json()["id"] for person in (w.cast.ann1, w.cast.ann2))
    assert w.review(w.cast.rev1, first, True).status_code == 201
    assert w.task(w.task_ids[0])["state"] == "COMPLETED"
    db.execute("update task set agreement = 0.1 where id = %s", (w.task_ids[0],))
    db.execute("delete from agreement_due where task_id = %s", (w.task_ids[0],))
    routing.sweep(db)
    db.commit()
    assert item(w, second)["state"] == "waived", "with criterion one the task is reviewed already"


def test_single_instances_are_drawn_by_rate_only(build: Any) -> None:
    w = build(tasks=1, config=world.ENTITIES, review_unit="instance")
    refused = rules(w, {"sample_rate": 1})
    assert (refused.status_code, refused.json()["code"]) == (400, "wrong_unit")
