"""Deciding about a whole lot from reviewed items: what was promised, and how much review the promise needs.

`lot` is the number of items, None for a stream without end. Numbers hold for items drawn by simple random sampling:
what was reviewed because it looked suspicious is fixed, and never counted here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Literal

import numpy as np

from assay.metrics.intervals import upper_bound

Decision = Literal["accept", "refuse", "continue"]


def accepts(p: float, n: int, allowed: int, lot: int | None = None) -> float:
    """Probability that a lot with a share p of errors passes: at most `allowed` errors among n reviewed items.

    Hypergeometric for a lot, binomial for a stream.
    """
    if lot is None:
        from scipy.special import bdtr

        return float(bdtr(allowed, n, p))
    return _hypergeometric(allowed, lot, round(p * lot), n)


def outgoing(p: float, n: int, allowed: int, lot: int, *, finds: float = 1.0) -> float:
    """Mean share of errors after review, found errors fixed and refused lots reviewed whole (Dodge and Romig 1959).

    `finds` is the share of errors that a reviewer sees: below 1 no amount of review gets under (1 - finds) p.
    """
    passes = accepts(finds * p, n, allowed)
    return p * (passes * (1 - finds * n / lot) + (1 - passes) * (1 - finds))


def outgoing_limit(n: int, allowed: int, lot: int) -> float:
    """The greatest mean share of errors after review, whatever comes in. A long-run mean, no statement about a lot."""
    from scipy.special import bdtr

    p = np.linspace(0, 1, 20_001)
    return float((p * bdtr(allowed, n, p)).max() * (lot - n) / lot)


# ---------------------------------------------------------------- the promise for a lot


def most_errors(k: int, n: int, lot: int, *, confidence: float = 0.95) -> int:
    """The greatest number of errors in a lot that is compatible with k found among n, before any is fixed."""
    low, high = k, lot - (n - k)
    while low < high:
        middle = (low + high + 1) // 2
        if _hypergeometric(k, lot, middle, n) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def promise(
    k: int, n: int, lot: int | None = None, *, confidence: float = 0.95, finds: float = 1.0, fixed: bool = True
) -> float:
    """The share of errors that is not exceeded, with this confidence, after k errors were found among n items.

    `fixed`: the k found errors are corrected, and the promise is about what goes out; otherwise about what came in.
    Reviewers who find only a part of the errors (`finds`) make it larger. `n` has to be planned before looking:
    reviewing until the number is good enough needs `holds_at_any_time`.
    """
    if lot is None:
        return min(1.0, upper_bound(k, n, confidence=confidence) / finds)
    share = most_errors(k, n, lot, confidence=confidence) / lot / finds
    return min(1.0, share - k / lot if fixed else share)


def needed(bound: float, k: int = 0, lot: int | None = None, *, confidence: float = 0.95, fixed: bool = True) -> int:
    """How many items to review so that k errors among them still keep the promise. At most the whole lot."""
    low, high = k + 1, lot if lot is not None else 1
    while lot is None and promise(k, high, confidence=confidence) > bound:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if promise(k, middle, lot, confidence=confidence, fixed=fixed) <= bound:
            high = middle
        else:
            low = middle + 1
    return low


# ---------------------------------------------------------------- one after another


@dataclass(frozen=True, slots=True)
class Sequential:
    """Wald's test between a share of errors that is fine and one that is not: lines d = slope n - or + an intercept."""

    slope: float
    below: float
    above: float

    def decide(self, errors: int, n: int) -> Decision:
        """After n items with so many errors."""
        if errors <= self.slope * n - self.below:
            return "accept"
        return "refuse" if errors >= self.slope * n + self.above else "continue"

    def nearer(self, errors: int, n: int) -> Decision:
        """When the budget is used up: the line that is nearer."""
        to_accept = errors - (self.slope * n - self.below)
        to_refuse = self.slope * n + self.above - errors
        return "accept" if to_accept <= to_refuse else "refuse"


def sequential(fine: float, bad: float, *, producer: float = 0.05, consumer: float = 0.10) -> Sequential:
    """The test that refuses what is fine with probability `producer` and accepts what is bad with `consumer`
    (Wald 1945). It chooses between two shares and bounds neither."""
    if not 0 < fine < bad < 1:
        raise ValueError("the share that is fine has to be smaller than the bad one, both between 0 and 1")
    scale = log(bad * (1 - fine) / (fine * (1 - bad)))
    return Sequential(
        slope=log((1 - fine) / (1 - bad)) / scale,
        below=log((1 - producer) / consumer) / scale,
        above=log((1 - consumer) / producer) / scale,
    )


def holds_at_any_time(k: int, n: int, bound: float, *, confidence: float = 0.95) -> bool:
    """Whether "no more errors than this share" is proved after k of n, however often one looks (Ville 1939, with the
    mixture of Robbins 1970 over Beta(1/2, 1/2))."""
    if n == 0 or k / n >= bound:
        return False
    evidence = _log_beta(0.5 + k, 0.5 + n - k) - _log_beta(0.5, 0.5) - k * log(bound) - (n - k) * log(1 - bound)
    return evidence >= -log(1 - confidence)


def needed_at_any_time(bound: float, k: int = 0, *, confidence: float = 0.95) -> int:
    """The least n at which k errors prove the bound although one looked after every item."""
    n = max(1, int(k / bound))
    while not holds_at_any_time(k, n, bound, confidence=confidence):
        n += 1
    return n


@dataclass(frozen=True, slots=True)
class Continuous:
    """Dodge's plan for a stream (CSP-1): review all until `clear` in a row are fine, then a share; back on an error."""

    clear: int
    share: float

    def reviewed(self, p: float) -> float:
        """The share of items that is reviewed in the long run."""
        return self.share / (self.share + (1 - self.share) * (1 - p) ** self.clear)

    def outgoing(self, p: float) -> float:
        """The share of errors after review in the long run."""
        return p * (1 - self.reviewed(p))


def rest_is_fine(k: int, n: int, lot: int, allowed: int, *, prior: tuple[float, float] = (0.5, 0.5)) -> float:
    """Probability, under a Beta prior, that the items nobody reviewed hold at most so many errors (beta-binomial).

    Looking often does not hurt it, but it is a belief: show the prior with it.
    """
    a, b, rest = prior[0] + k, prior[1] + n - k, lot - n
    at_most = min(allowed, rest)
    terms = (
        _log_choose(rest, x) + _log_beta(a + x, b + rest - x) - _log_beta(a, b) for x in range(max(0, at_most + 1))
    )
    return min(1.0, sum(map(exp, terms)))


def _hypergeometric(k: int, lot: int, errors: int, n: int) -> float:
    """P(X <= k) when n are drawn from a lot with so many errors."""
    low, high = max(0, n - (lot - errors)), min(n, errors)
    if k >= high:
        return 1.0
    whole = _log_choose(lot, n)
    terms = (_log_choose(errors, x) + _log_choose(lot - errors, n - x) - whole for x in range(low, k + 1))
    return min(1.0, sum(map(exp, terms)))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
