"""Where a share or a mean lies, given what was counted. Nothing counted is no evidence, never 0 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, both included."""

    low: float
    high: float


def wilson(k: float, n: float, *, level: float = 0.95) -> Range:
    """Of a share, k of n (Wilson 1927): good for small n, never outside of [0, 1]. n = 0: all is possible."""
    if n <= 0:
        return Range(0.0, 1.0)
    z = normal(level)
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # With none, or all, of n one end is exact.
    return Range(0.0 if k == 0 else max(0.0, centre - half), 1.0 if k == n else min(1.0, centre + half))


def clopper_pearson(k: int, n: int, *, level: float = 0.95) -> Range:
    """Of a share: holds at least as often as promised (Clopper and Pearson 1934)."""
    from scipy.special import betaincinv

    if n <= 0:
        return Range(0.0, 1.0)
    tail = (1 - level) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k > 0 else 0.0
    high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    return Range(low, high)


def jeffreys(k: int, n: int, *, level: float = 0.95) -> Range:
    """Of a share: the middle of Beta(k + 1/2, n - k + 1/2), from 0 with none and to 1 with all (Brown et al. 2001)."""
    from scipy.special import betaincinv

    if n <= 0:
        return Range(0.0, 1.0)
    tail = (1 - level) / 2
    low = float(betaincinv(k + 0.5, n - k + 0.5, tail)) if k > 0 else 0.0
    high = float(betaincinv(k + 0.5, n - k + 0.5, 1 - tail)) if k < n else 1.0
    return Range(low, high)


def upper_bound(k: int, n: int, *, confidence: float = 0.95) -> float:
    """What a share does not exceed with this confidence, one-sided (Clopper and Pearson)."""
    from scipy.special import betaincinv

    return float(betaincinv(k + 1, n - k, confidence)) if k < n else 1.0


def of_mean(values: Sequence[float], *, level: float = 0.95, draws: int = 1000, seed: int = 0) -> Range | None:
    """Of a mean of scores, by the percentiles of drawn samples; None without a score. The same seed, the same range."""
    scores = np.sort(np.asarray(values, dtype=np.float64))
    if not len(scores):
        return None
    different, numbers = np.unique(scores, return_counts=True)
    random = np.random.default_rng(seed)
    means = random.multinomial(len(scores), numbers / len(scores), size=draws) @ different / len(scores)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Range(float(low), float(high))


def of_draws(parts: Sequence[tuple[int, float]], *, level: float = 0.95) -> Range:
    """Of the number that draws come to, each (size, p) all of its size with probability p, independently: exact.

    The distribution is built draw by draw (Poisson's binomial, where all sizes are 1), and its two tails are cut off.
    """
    shares = np.ones(1)
    for size, p in parts:
        longer = np.zeros(len(shares) + size)
        longer[: len(shares)] = shares * (1 - p)
        longer[size:] += shares * p
        shares = longer
    up_to = np.cumsum(shares)
    tail = (1 - level) / 2
    low = int(np.searchsorted(up_to, tail, side="right"))
    # What rounding leaves of the sum is no tail.
    high = int(np.searchsorted(up_to, 1 - tail - 1e-12, side="left"))
    return Range(low, min(high, len(shares) - 1))


def shrunken(counted: Sequence[tuple[int, int]]) -> list[float]:
    """Shares k of n of many people, drawn towards the mean of all, the more so the less is known of somebody.

    (a + k) / (a + b + n), a and b from the mean and the spread of all by moments. For ranking: somebody with 1 of 1 is
    not better than somebody with 98 of 100. With nobody counted everybody is at 1/2.
    """
    k = np.array([pair[0] for pair in counted], dtype=np.float64)
    n = np.array([pair[1] for pair in counted], dtype=np.float64)
    total = n.sum()
    if not total:
        return [0.5] * len(counted)
    mean = k.sum() / total
    known = n > 0
    shares, weights = k[known] / n[known], n[known]
    spread = float((weights * (shares - mean) ** 2).sum() / total)
    noise = mean * (1 - mean)
    # What is left of the spread when that of counting is taken off (Kleinman 1973).
    correction = float(total - (weights**2).sum() / total)
    people = int(known.sum())
    between = (spread * total - noise * (people - 1)) / correction if correction > 0 else 0.0
    between = min(max(between, 1e-6), noise * 0.999) if noise > 0 else 0.0
    strength = noise / between - 1 if between > 0 else 1.0
    return [float((mean * strength + pair[0]) / (strength + pair[1])) for pair in counted]


def discoveries(p_values: Sequence[float], *, rate: float = 0.05) -> list[bool]:
    """Which of many tests hold when at most this share of them may be false alarms (Benjamini and Hochberg 1995)."""
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    passed = [rank for rank, at in enumerate(order, 1) if p_values[at] <= rate * rank / len(p_values)]
    kept = set(order[: max(passed, default=0)])
    return [at in kept for at in range(len(p_values))]


def normal(level: float) -> float:
    """The quantile of the normal distribution that holds this share in the middle."""
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))
