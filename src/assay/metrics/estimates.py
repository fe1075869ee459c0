"""The share of errors of all items from those that were reviewed, when it is known how likely each was to be.

Items that were picked because they looked suspicious have no known probability: they are not part of any estimate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the items: how many there are, how many were drawn at random and reviewed, the errors found."""

    items: int
    reviewed: int
    errors: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share and its standard error; the error is None when a part has fewer than two reviewed items."""

    share: float
    error: float | None


def stratified(strata: Sequence[Stratum]) -> Estimate | None:
    """Each part weighs what it has of the items (Cochran 1977, chapter 5). None when a part has no reviewed item."""
    parts = [part for part in strata if part.items]
    total = sum(part.items for part in parts)
    if not total or any(not part.reviewed for part in parts):
        return None
    share, variance, known = 0.0, 0.0, True
    for part in parts:
        weight, p = part.items / total, part.errors / part.reviewed
        share += weight * p
        if part.reviewed < 2:
            known = known and part.reviewed == part.items
            continue
        variance += weight**2 * (1 - part.reviewed / part.items) * p * (1 - p) / (part.reviewed - 1)
    return Estimate(share, sqrt(variance) if known else None)


def weighted(reviewed: Sequence[tuple[bool, float]], items: int) -> float | None:
    """From (is it an error, probability of having been drawn): the sum of errors over probabilities, over the items
    (Horvitz and Thompson 1952). None when nothing was reviewed; raises ValueError for a probability that is none."""
    if not reviewed or not items:
        return None
    if any(not 0 < probability <= 1 for _, probability in reviewed):
        raise ValueError("each reviewed item needs the probability with which it was drawn, above 0 and up to 1")
    return sum(1 / probability for is_error, probability in reviewed if is_error) / items


def allocated(sizes: Mapping[str, int], total: int, shares: Mapping[str, float] | None = None) -> dict[str, int]:
    """How many to draw from each part: in proportion, or with expected `shares` of errors as Neyman (1934) draws, more
    where errors vary more. At least one of each part, never more than it has; `total` in all where possible.
    """
    parts = sorted(name for name, size in sizes.items() if size > 0)
    total = max(min(total, sum(sizes[name] for name in parts)), len(parts))
    spread = {name: sqrt(shares[name] * (1 - shares[name])) if shares else 1.0 for name in parts}
    weight = {name: sizes[name] * (spread[name] or 0.01) for name in parts}
    drawn = dict.fromkeys(parts, 1)
    while sum(drawn.values()) < total:
        # One by one to whom most is owed (Webster): no remainders to hand out, and the order of parts does not matter.
        open_parts = [name for name in parts if drawn[name] < sizes[name]]
        best = max(open_parts, key=lambda name: (weight[name] / (2 * drawn[name] + 1), name))
        drawn[best] += 1
    return drawn
