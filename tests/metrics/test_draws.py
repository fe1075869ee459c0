"""Between which numbers the outcome of many draws lies."""

from __future__ import annotations

from itertools import product
from math import comb, isclose

import pytest

from assay.metrics.intervals import Range, of_draws

DRAWS = [
    [(1, 0.1)] * 9,
    [(1, 0.5)] * 4 + [(1, 0.9)] * 3,
    [(3, 0.2), (2, 0.7), (1, 0.5), (1, 0.01), (4, 0.5)],
    [(1, 1.0), (1, 0.0), (5, 0.5)],
]


@pytest.mark.parametrize("parts", DRAWS)
def test_no_number_outside_is_as_likely_as_a_tail(parts: list[tuple[int, float]]) -> None:
    """Against every way in which the draws can come out."""
    likely: dict[int, float] = {}
    for outcome in product((False, True), repeat=len(parts)):
        number = sum(size for (size, _), hit in zip(parts, outcome, strict=True) if hit)
        chance = 1.0
        for (_, p), hit in zip(parts, outcome, strict=True):
            chance *= p if hit else 1 - p
        likely[number] = likely.get(number, 0.0) + chance
    found = of_draws(parts)
    below = sum(chance for number, chance in likely.items() if number < found.low)
    above = sum(chance for number, chance in likely.items() if number > found.high)
    assert below <= 0.025 + 1e-9
    assert above <= 0.025 + 1e-9
    assert below + likely.get(int(found.low), 0.0) > 0.025, "it is no wider than it has to be"
    assert above + likely.get(int(found.high), 0.0) > 0.025 - 1e-9


def test_equal_draws_are_binomial() -> None:
    n, p = 1000, 0.1
    up_to, low, high = 0.0, None, None
    for k in range(n + 1):
        up_to += comb(n, k) * p**k * (1 - p) ** (n - k)
        low = k if low is None and up_to > 0.025 else low
        high = k if high is None and (up_to >= 0.975 or isclose(up_to, 0.975)) else high
    assert of_draws([(1, p)] * n) == Range(low, high) == Range(82, 119)


def test_what_is_certain_has_no_width() -> None:
    assert of_draws([]) == Range(0, 0)
    assert of_draws([(1, 1.0)] * 1000) == Range(1000, 1000)
    assert of_draws([(1, 0.0)] * 1000) == Range(0, 0)
