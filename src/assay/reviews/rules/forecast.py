"""How much would have been reviewed at other rates: what is expected of the draws that they decide (MQA 31).

What was drawn once stays as it is; nothing here changes an item.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assay.metrics.intervals import of_draws

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FirstDraw:
    """An item as it was first handed in, and whether it was drawn then. Items of one `unit` share one draw."""

    unit: int
    class_name: str
    author_id: int | None
    was_drawn: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of so many items: how many are expected to be drawn, between which numbers with 95 %, and how many were."""

    considered: int
    expected: float
    low: int
    high: int
    now_reviewed: int


def grouped(draws: Iterable[FirstDraw], key: Callable[[FirstDraw], Key]) -> dict[Key, list[FirstDraw]]:
    """The draws by what a key makes of each."""
    groups: dict[Key, list[FirstDraw]] = {}
    for draw in draws:
        groups.setdefault(key(draw), []).append(draw)
    return groups


def forecast(draws: Sequence[FirstDraw], rate: Callable[[int | None, str], float]) -> Forecast:
    """What rates by author and class would have made of some items; its first item gives a unit its rate."""
    units = grouped(draws, lambda draw: draw.unit).values()
    parts = [(len(unit), rate(unit[0].author_id, unit[0].class_name)) for unit in units]
    between = of_draws(parts)
    return Forecast(
        considered=len(draws),
        expected=sum(size * p for size, p in parts),
        low=int(between.low),
        high=int(between.high),
        now_reviewed=sum(draw.was_drawn for draw in draws),
    )
