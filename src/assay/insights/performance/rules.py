"""From counted verdicts to shares with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.metrics.intervals import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) of `of` things with its 95 % interval (Wilson); the share is None when there are none."""

    share: float | None
    low: float
    high: float
    of: int


def share(k: float, n: float) -> Share:
    """k of n, with how far it can be trusted."""
    found = wilson(k, n)
    return Share(k / n if n else None, found.low, found.high, round(n))


def of_all(row: Mapping[str, Any]) -> Share:
    """First-pass yield of everything that was handed in, judged or not, from what was drawn (Hajek 1971).

    Each first verdict weighs one over the probability with which its item was drawn. The interval is Wilson's at the
    effective number of verdicts, the square of the sum of weights over the sum of their squares (Kish 1965).
    """
    weights, passed, squares = row["weights"] or 0.0, row["passed_weights"] or 0.0, row["squared_weights"] or 0.0
    if not weights or not squares:
        return share(0, 0)
    effective = weights**2 / squares
    return share(effective * passed / weights, effective)


def annotator(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the table of annotators."""
    judged = row["first_verdicts"]
    return {
        **{name: row[name] for name in _COUNTED},
        "rounds": row["rounds"],
        "seconds": row["seconds"],
        "first_pass": share(row["first_passed"], judged),
        "first_pass_of_all": of_all(row),
    }


def reviewer(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the table of reviewers: how often experts judged otherwise is known where experts judged after them."""
    return {
        **{name: row[name] for name in ("judged", "approved", "fixed", "rejected", "to_expert", "seconds")},
        "overturned": share(row["overturned"], row["checked"]),
    }


_COUNTED = ("submitted", "items", "approved", "returned", "rejected", "waiting", "not_selected", "rejections")
