"""Analytic standard errors of coefficients, and the intervals that follow from them.

They lean on many units. For alpha there is none here, since printed formulas differ: use the bootstrap.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assay.metrics.chance import Coefficient, Interval, coefficient
from assay.metrics.ratings import Ratings
from assay.metrics.scales import weights
from assay.metrics.statistics import agreement_of_units, chance_of_shares, cohen_of_table, conger_chance

Floats = NDArray[np.float64]


def with_error(method: str, ratings: Ratings, kind: str = "identity", *, level: float = 0.95) -> Coefficient:
    """The coefficient with an interval by Student's t, its upper end cut at 1.

    Methods: percent, fleiss, gwet, brennan-prediger, conger (Gwet 2014, chapter 5) and cohen (Fleiss, Cohen and Everitt
    1969). Raises ValueError for alpha.
    """
    if method == "krippendorff":
        raise ValueError("alpha has no standard error of its own here; use the bootstrap")
    found = coefficient(method, ratings, kind)
    if found.value is None or len(ratings.units) < 2:
        return found
    w = weights(kind, len(ratings.categories))
    error = standard_error(method, ratings, w, found.value)
    freedom = (found.units if method == "cohen" else len(ratings.units)) - 1
    half = student(level, freedom) * error
    interval = Interval(max(-1.0, found.value - half), min(1.0, found.value + half), level, "t", error)
    return replace(found, interval=interval)


def standard_error(method: str, ratings: Ratings, w: Floats, value: float) -> float:
    """Of the coefficient over units, the annotators taken as they are."""
    match method:
        case "cohen":
            q = len(ratings.categories)
            table = ratings.table()
            both = table[(table >= 0).all(axis=1)]
            joint = np.bincount(both[:, 0] * q + both[:, 1], minlength=q * q).reshape(q, q)
            return cohen_error(joint.astype(np.float64), w)
        case "conger":
            chance_of_units, chance = _conger(ratings, w)
        case _:
            chance_of_units, chance = _family(method, ratings, w)
    counts = ratings.counts()
    agreement, paired = agreement_of_units(counts, w)
    n, pairs = len(counts), int(paired.sum())
    own = np.where(paired, n / pairs * (agreement - chance) / (1 - chance), 0.0)
    linear = own - 2 * (1 - value) * (chance_of_units - chance) / (1 - chance)
    return sqrt(float(((linear - value) ** 2).sum()) / (n * (n - 1)))


def _family(method: str, ratings: Ratings, w: Floats) -> tuple[Floats, float]:
    """What each unit adds to chance, and chance."""
    counts = ratings.counts()
    q = counts.shape[1]
    shares = counts / counts.sum(axis=1, keepdims=True)
    pi = shares.mean(axis=0)
    chance = float(chance_of_shares(method, pi, w))
    if method == "fleiss":
        return shares @ ((w @ pi + w.T @ pi) / 2), chance
    if method == "gwet":
        return w.sum() / (q * (q - 1)) * (shares @ (1 - pi)), chance
    return np.full(len(counts), chance), chance


def _conger(ratings: Ratings, w: Floats) -> tuple[Floats, float]:
    """The same for annotators with shares of their own; those who labelled less weigh more per label."""
    table = ratings.table()
    n, people = table.shape
    q = len(ratings.categories)
    marks = (table[:, :, None] == np.arange(q)).astype(np.float64)
    here = marks.sum(axis=2)
    labels = here.sum(axis=0)
    own = marks.sum(axis=0) / labels[:, None]
    centred = marks - (here - labels / n)[:, :, None] * own[None, :, :]
    scaled = np.einsum("kl,irl->irk", w, centred) * (n / labels)[None, :, None]
    others = own.sum(axis=0)[None, :] - own
    return np.einsum("irk,rk->i", scaled, others) / (people * (people - 1)), float(conger_chance(own[None], w)[0])


def cohen_error(joint: Floats, w: Floats) -> float:
    """Of (weighted) kappa of a table of counts (Fleiss, Cohen and Everitt 1969, equation 13)."""
    n = joint.sum()
    p = joint / n
    outcome = cohen_of_table(joint[None], w)
    observed, chance = float(outcome.agreement[0]), float(outcome.chance[0])
    of_rows, of_columns = w @ p.sum(axis=0), p.sum(axis=1) @ w
    terms = w * (1 - chance) - (of_rows[:, None] + of_columns[None, :]) * (1 - observed)
    variance = (p * terms**2).sum() - (observed * chance - 2 * chance + observed) ** 2
    return sqrt(max(0.0, float(variance)) / float(n)) / (1 - chance) ** 2


def fleiss_z(counts: Floats) -> float:
    """How many standard errors Fleiss' kappa lies from 0 when there is no agreement (Fleiss 1971, equation 20).

    For a test of that only, never for an interval. Every unit needs the same number of labels.
    """
    n, m = counts.shape[0], float(counts[0].sum())
    if not (counts.sum(axis=1) == m).all():
        raise ValueError("the test is for units with equally many labels")
    p = counts.sum(axis=0) / (n * m)
    pq = float((p * (1 - p)).sum())
    variance = 2 / (n * m * (m - 1)) * (pq**2 - float((p * (1 - p) * (1 - 2 * p)).sum())) / pq**2
    agreement = float(((counts * (counts - 1)).sum(axis=1) / (m * (m - 1))).mean())
    chance = float((p**2).sum())
    return (agreement - chance) / (1 - chance) / sqrt(variance)


def student(level: float, freedom: int) -> float:
    """The quantile of Student's t that holds this share in the middle."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))
