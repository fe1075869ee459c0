"""Per-unit sums from which coefficients of agreement follow, for one sample or for many drawn ones at once.

A coefficient is a function of sums over units. `Sums.rows` holds what each unit adds; a bootstrap sample is a row of
counts times that matrix. Units that add the same are drawn as one, with their number: two hundred thousand units with
five labels each are a few hundred different ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.metrics.ratings import Ratings
from assay.metrics.scales import distances, weights

Floats = NDArray[np.float64]

# What p_e = 1 is up to rounding: nothing varies.
CERTAIN = 1 - 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Of each sample: observed agreement, agreement by chance, the coefficient; NaN where it is not defined."""

    agreement: Floats
    chance: Floats
    value: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Different units in rows: what each adds, and how many there are of it; and how sums become a coefficient."""

    rows: Floats
    multiplicity: Floats
    outcome: Callable[[Floats], Outcome]

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.multiplicity.sum())

    def whole(self) -> Outcome:
        """Of all units, each once."""
        return self.outcome((self.multiplicity @ self.rows)[None, :])


def agreement_of_units(counts: Floats, w: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """p_a,i of each unit (0 where there is no pair), and which units have one (Gwet 2014)."""
    r = counts.sum(axis=1)
    paired = r >= 2
    weighted = counts @ w.T
    pairs = (counts * (weighted - 1)).sum(axis=1)
    return np.where(paired, pairs / np.where(paired, r * (r - 1), 1.0), 0.0), paired


def kappa(agreement: Floats, chance: Floats) -> Floats:
    """(p_a - p_e) / (1 - p_e), NaN where chance alone agrees."""
    fine = chance < CERTAIN
    return np.where(fine, (agreement - chance) / np.where(fine, 1 - chance, 1.0), np.nan)


def distinct(rows: Floats) -> tuple[Floats, Floats]:
    """Different rows and their number."""
    if not len(rows):
        return rows, np.zeros(0)
    found, numbers = np.unique(rows, axis=0, return_counts=True)
    return found, numbers.astype(np.float64)


def chance_of_shares(method: str, pi: Floats, w: Floats) -> Floats:
    """p_e from the mean shares of the categories, for each row of them."""
    q = pi.shape[-1]
    match method:
        case "fleiss":
            return np.asarray(np.einsum("...k,kl,...l->...", pi, w, pi), dtype=np.float64)
        case "gwet":
            return np.asarray(w.sum() / (q * (q - 1)) * (pi * (1 - pi)).sum(axis=-1), dtype=np.float64)
        case "brennan-prediger":
            return np.full(pi.shape[:-1], w.sum() / q**2)
        case _:
            return np.zeros(pi.shape[:-1])


def family(ratings: Ratings, method: str, w: Floats) -> Sums:
    """Fleiss (Scott), Gwet, Brennan-Prediger and plain agreement: annotators are interchangeable."""
    patterns, numbers = distinct(ratings.counts())
    agreement, paired = agreement_of_units(patterns, w)
    r = patterns.sum(axis=1, keepdims=True)
    rows = np.concatenate([paired[:, None], agreement[:, None], (r > 0), patterns / np.maximum(r, 1)], axis=1)

    def outcome(sums: Floats) -> Outcome:
        observed = _over(sums[:, 1], sums[:, 0])
        pi = sums[:, 3:] / np.maximum(sums[:, 2:3], 1)
        chance = chance_of_shares(method, pi, w)
        return Outcome(observed, chance, kappa(observed, chance))

    return Sums(rows.astype(np.float64), numbers, outcome)


def cohen(ratings: Ratings, w: Floats) -> Sums:
    """Two fixed annotators; units that both labelled (Cohen 1960, 1968)."""
    table = ratings.table()
    if table.shape[1] != 2:
        raise ValueError(f"Cohen's kappa is for two annotators, not for {table.shape[1]}")
    q = len(ratings.categories)
    both = table[(table >= 0).all(axis=1)]
    joint = np.bincount(both[:, 0] * q + both[:, 1], minlength=q * q).astype(np.float64)

    def outcome(sums: Floats) -> Outcome:
        return cohen_of_table(sums.reshape(-1, q, q), w)

    return Sums(np.eye(q * q), joint, outcome)


def cohen_of_table(joint: Floats, w: Floats) -> Outcome:
    """From n x q x q tables of how often both said what."""
    total = joint.sum(axis=(1, 2), keepdims=True)
    p = joint / np.where(total > 0, total, np.nan)
    observed = (p * w).sum(axis=(1, 2))
    chance = np.einsum("nk,kl,nl->n", p.sum(axis=2), w, p.sum(axis=1))
    return Outcome(observed, chance, kappa(observed, chance))


def conger(ratings: Ratings, w: Floats) -> Sums:
    """A fixed set of annotators, each with shares of categories of their own (Conger 1980)."""
    q, people = len(ratings.categories), len(ratings.annotators)
    table, numbers = distinct(ratings.table().astype(np.float64))
    marks = (table[:, :, None] == np.arange(q)).astype(np.float64)
    agreement, paired = agreement_of_units(marks.sum(axis=1), w)
    rows = np.concatenate([paired[:, None], agreement[:, None], marks.reshape(len(table), people * q)], axis=1)

    def outcome(sums: Floats) -> Outcome:
        observed = _over(sums[:, 1], sums[:, 0])
        own = sums[:, 2:].reshape(-1, people, q)
        labels = own.sum(axis=2, keepdims=True)
        chance = conger_chance(own / np.where(labels > 0, labels, np.nan), w)
        return Outcome(observed, chance, kappa(observed, chance))

    return Sums(rows, numbers, outcome)


def conger_chance(own: Floats, w: Floats) -> Floats:
    """p_e from the shares of categories of each annotator: sum of w over all pairs of different annotators."""
    people = own.shape[1]
    if people < 2:
        return np.full(len(own), np.nan)
    mean = own.mean(axis=1)
    spread = (np.einsum("nrk,nrl->nkl", own, own) - people * mean[:, :, None] * mean[:, None, :]) / (people - 1)
    return np.asarray((w * (mean[:, :, None] * mean[:, None, :] - spread / people)).sum(axis=(1, 2)))


def alpha(ratings: Ratings, scale: str) -> Sums:
    """Krippendorff's alpha from coincidences; only units with two labels or more (Krippendorff 2011)."""
    q = len(ratings.categories)
    values = ratings.scale() if scale in ("interval", "ratio") else np.arange(q, dtype=np.float64)
    counts = ratings.counts()
    patterns, numbers = distinct(counts[counts.sum(axis=1) >= 2])
    others = patterns[:, :, None] * (patterns[:, None, :] - np.eye(q))
    rows = others / np.maximum(patterns.sum(axis=1) - 1, 1)[:, None, None]

    def outcome(sums: Floats) -> Outcome:
        o = sums.reshape(-1, q, q)
        n_k = o.sum(axis=2)
        d = distances(scale, n_k, values)
        total = n_k.sum(axis=1)
        observed = _over((o * d).sum(axis=(1, 2)), total)
        expected = _over(np.einsum("nk,nkl,nl->n", n_k, d, n_k), total * (total - 1))
        fine = ((n_k > 0).sum(axis=1) > 1) & (expected > 0)
        value = np.where(fine, 1 - observed / np.where(fine, expected, 1.0), np.nan)
        matches = _over(np.einsum("nkk->n", o), total)
        by_chance = _over((n_k * (n_k - 1)).sum(axis=1), total * (total - 1))
        return Outcome(matches, by_chance, value)

    return Sums(rows.reshape(len(patterns), q * q), numbers, outcome)


def sums_of(method: str, ratings: Ratings, kind: str) -> Sums:
    """By the name of a coefficient; `kind` is a scale for alpha, else a kind of weights."""
    if method == "krippendorff":
        return alpha(ratings, kind)
    w = weights(kind, len(ratings.categories))
    match method:
        case "cohen":
            return cohen(ratings, w)
        case "conger":
            return conger(ratings, w)
        case _:
            return family(ratings, method, w)


def _over(above: Floats, below: Floats) -> Floats:
    return np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)
