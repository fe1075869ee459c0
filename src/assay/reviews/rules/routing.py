"""Which tasks are reviewed: of an ordered list of rules the first that matches decides with its rate (LSE 5.3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assay.kit.errors import Problem


class Operator(StrEnum):
    """How a rule compares the agreement with its threshold."""

    LESS = "lt"
    AT_MOST = "lte"
    MORE = "gt"
    AT_LEAST = "gte"
    EQUAL = "eq"


_HOLDS: Mapping[Operator, Callable[[float, float], bool]] = {
    Operator.LESS: lambda found, threshold: found < threshold,
    Operator.AT_MOST: lambda found, threshold: found <= threshold,
    Operator.MORE: lambda found, threshold: found > threshold,
    Operator.AT_LEAST: lambda found, threshold: found >= threshold,
    Operator.EQUAL: lambda found, threshold: found == threshold,
}
DECIMALS = 3  # scores mean no more than this, so 1/3 equals 0.333


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """One rule. Without an operator it matches every task; without a dimension it looks at the whole task's score."""

    id: int
    operator: Operator | None
    threshold: float | None
    dimension_id: int | None
    sample_rate: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """The scores of a task that rules look at; what is not there is not known."""

    overall: float | None = None
    by_dimension: Mapping[int, float] = field(default_factory=dict)

    def of(self, rule: RoutingRule) -> float | None:
        return self.overall if rule.dimension_id is None else self.by_dimension.get(rule.dimension_id)


@dataclass(frozen=True, slots=True)
class Route:
    """With which probability a task is reviewed, and what says so."""

    probability: float
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wished:
    """A rule as a client wishes it, not checked yet."""

    id: int | None
    operator: str | None
    threshold: Any
    dimension_id: int | None
    sample_rate: Any


def checked(
    wished: Sequence[Wished], known: Collection[int], dimensions: Collection[int]
) -> list[dict[str, Any]] | list[Problem]:
    """The rules as they are stored, or everything that is wrong with them. `known` are the ids of rules that exist."""
    problems: list[Problem] = []
    rules: list[dict[str, Any]] = []
    seen: set[int] = set()
    for number, rule in enumerate(wished):
        at = f"rules.{number}."
        threshold = None if rule.threshold in (None, "") else share(rule.threshold)
        rate = share(rule.sample_rate)
        if rule.id is not None and (rule.id not in known or rule.id in seen):
            problems.append(Problem(at + "id", "is no rule of this project.", "Leave it out to make a new rule."))
        if rule.id is not None:
            seen.add(rule.id)
        if rate is None:
            problems.append(Problem(at + "sample_rate", "must be a number from 0 to 1.", "0.25 reviews a quarter."))
        if rule.operator is None:
            if rule.threshold not in (None, "") or rule.dimension_id is not None:
                problems.append(
                    Problem(at + "operator", "is missing.", "Give one, or leave threshold and dimension out as well.")
                )
        elif rule.operator not in list(Operator):
            problems.append(Problem(at + "operator", f"must be one of: {', '.join(Operator)}."))
        elif threshold is None:
            problems.append(Problem(at + "agreement_threshold", "must be a number from 0 to 1 with an operator."))
        if rule.dimension_id is not None and rule.dimension_id not in dimensions:
            problems.append(
                Problem(at + "dimension", "is nothing that is compared in this project.", "Use the id of a dimension.")
            )
        rules.append(
            {
                "id": rule.id,
                "operator": rule.operator,
                "threshold": threshold,
                "dimension": rule.dimension_id,
                "rate": rate,
            }
        )
    return problems or rules


def share(value: Any) -> float | None:
    """A number from 0 to 1, which Label Studio writes as a text; None when it is something else."""
    try:
        found = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError):
        return None
    return found if 0 <= found <= 1 else None


def needs_agreement(rules: Sequence[RoutingRule]) -> bool:
    """Whether the first rule that could decide looks at an agreement."""
    return bool(rules) and rules[0].operator is not None


def route(rules: Sequence[RoutingRule], agreement: Agreement) -> Route:
    """The first rule that matches decides. An unknown agreement matches catch-alls only; no match means review."""
    for number, rule in enumerate(rules, 1):
        found = agreement.of(rule)
        if not _matches(rule, found):
            continue
        detail = {
            "rule": rule.id,
            "number": number,
            "operator": rule.operator,
            "threshold": rule.threshold,
            "dimension": rule.dimension_id,
            "agreement": found,
        }
        return Route(rule.sample_rate, detail)
    return Route(1.0, {"rule": None, "number": None, "agreement": agreement.overall})


def _matches(rule: RoutingRule, found: float | None) -> bool:
    if rule.operator is None:
        return True
    if found is None or rule.threshold is None:
        return False
    return _HOLDS[rule.operator](round(found, DECIMALS), round(rule.threshold, DECIMALS))
