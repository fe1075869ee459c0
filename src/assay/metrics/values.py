"""How alike two plain values are: sets, lists, numbers. Everything is in [0, 1], symmetric, and 1 for the same."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

# 2.2 - 1.2 is a little more than 1, and meant to be 1.
ROUNDING = 1e-9


def same(a: object, b: object) -> float:
    """1 when both are equal, else 0. Sets have no order, lists have one."""
    return float(a == b)


def jaccard(a: AbstractSet[Any], b: AbstractSet[Any]) -> float:
    """Common elements over all elements (Jaccard 1901); two empty sets are the same."""
    together = len(a | b)
    return len(a & b) / together if together else 1.0


def dice(a: AbstractSet[Any], b: AbstractSet[Any]) -> float:
    """Twice the common elements over the sizes (Dice 1945): the F1 of one set against the other."""
    sizes = len(a) + len(b)
    return 2 * len(a & b) / sizes if sizes else 1.0


def masi(a: AbstractSet[Any], b: AbstractSet[Any]) -> float:
    """Jaccard times how the sets lie: 1 same, 2/3 one in the other, 1/3 crossing, 0 apart (Passonneau 2006)."""
    if a == b:
        return 1.0
    common = a & b
    if not common:
        # The empty set lies in every other, and shares nothing with it.
        return 0.0
    lies = 2 / 3 if common in (a, b) else 1 / 3
    return jaccard(a, b) * lies


def difference(a: float, b: float) -> float:
    """1 / (1 + |a - b|) (LSE 11.6)."""
    return 1 / (1 + abs(a - b))


def within(a: float, b: float, *, absolute: float = 1.0, relative: float = 0.0) -> float:
    """1 when the numbers differ by no more than the larger of both tolerances, else 0; the bound is within."""
    bound = max(absolute, relative * max(abs(a), abs(b)))
    return float(abs(a - b) <= bound + ROUNDING * max(1.0, abs(a), abs(b)) if a != b else True)


def on_scale(a: float, b: float, *, minimum: float, maximum: float, power: int = 1) -> float:
    """1 - (|a - b| / range) to a power, not below 0. The range is the declared one, never that of the answers."""
    if a == b:
        return 1.0
    span = maximum - minimum
    return max(0.0, 1 - (abs(a - b) / span) ** power) if span > 0 else 0.0
