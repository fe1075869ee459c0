"""Truth and the confusions of each annotator at once, from labels alone (Dawid and Skene 1979)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.metrics.ratings import Floats, Ratings


@dataclass(frozen=True, slots=True, eq=False)
class DawidSkene:
    """What was estimated.

    `posterior`: units by categories. They are too sure of themselves when errors of people go together: never show them
    as probabilities. `prior`: how frequent the categories are. `confusion`: annotators x true x given, rows sum to 1.
    `trusted`: whether people are better than chance; if not, classes may have been exchanged and the result is refused.
    """

    ratings: Ratings
    posterior: Floats
    prior: Floats
    confusion: Floats
    log_likelihood: float
    rounds: int
    converged: bool
    trusted: bool

    @property
    def winner(self) -> NDArray[np.int64]:
        """The number of the likeliest category of each unit, -1 for a tie."""
        best = self.posterior.max(axis=1, keepdims=True)
        tied = (self.posterior >= best - 1e-9).sum(axis=1) > 1
        return np.where(tied, -1, self.posterior.argmax(axis=1))

    @property
    def accuracy(self) -> Floats:
        """Expected share of right labels of each annotator: an estimate, not a count."""
        return np.asarray(np.einsum("j,wjj->w", self.prior, self.confusion))


def dawid_skene(
    ratings: Ratings,
    *,
    smoothing: float = 1.0,
    known: Mapping[Any, Any] | None = None,
    prior: Floats | None = None,
    rounds: int = 1000,
    tolerance: float = 1e-8,
) -> DawidSkene:
    """Expectation and maximisation in log space, from the shares of votes.

    `smoothing` adds that many labels to each row of each annotator, spread as all annotators together spread theirs: it
    keeps somebody with one label from being perfect. 0 is the method as published. `known` clamps the truth of units,
    `prior` fixes the frequencies. An annotator may label a unit several times.
    """
    from scipy.sparse import csr_matrix

    units, people, q = len(ratings.units), len(ratings.annotators), len(ratings.categories)
    shape = (units, people * q)
    ones = np.ones(len(ratings.unit))
    given = csr_matrix((ones, (ratings.unit, ratings.annotator * q + ratings.category)), shape=shape)
    counts = ratings.counts()
    truth = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    fixed = _fixed(ratings, known or {})
    truth[fixed[:, 0]] = np.eye(q)[fixed[:, 1]]
    before = -np.inf
    done = False
    turn = 0
    while turn < rounds and not done:
        turn += 1
        shares = truth.mean(axis=0) if prior is None else prior
        confusion = _confusion((given.T @ truth).reshape(people, q, q).transpose(0, 2, 1), smoothing)
        with np.errstate(divide="ignore"):
            logs = np.log(confusion).transpose(0, 2, 1).reshape(people * q, q)
            # 0 x -inf would be NaN; nobody is this unlikely.
            log_truth = given @ np.maximum(logs, -1e6) + np.maximum(np.log(shares), -1e6)
        top = log_truth.max(axis=1, keepdims=True)
        weight = np.exp(log_truth - top)
        total = weight.sum(axis=1, keepdims=True)
        per_unit = (top + np.log(total))[:, 0]
        per_unit[fixed[:, 0]] = log_truth[fixed[:, 0], fixed[:, 1]]
        likelihood = float(per_unit.sum())
        truth = weight / total
        truth[fixed[:, 0]] = np.eye(q)[fixed[:, 1]]
        # With smoothing the likelihood itself may fall a little at the end.
        done = abs(likelihood - before) <= tolerance * max(1.0, abs(likelihood))
        before = likelihood
    labels = np.bincount(ratings.annotator, minlength=people)
    mean_diagonal = float(np.einsum("wjj,j,w->", confusion, shares, labels) / max(1, labels.sum()))
    return DawidSkene(
        ratings, truth, shares, confusion, before, turn, done, trusted=mean_diagonal > float((shares**2).sum()) - 1e-12
    )


def _confusion(counts: Floats, smoothing: float) -> Floats:
    """Rows true, columns given, each row a distribution; one without any label is even."""
    q = counts.shape[-1]
    pooled = counts.sum(axis=0)
    rows = pooled.sum(axis=1, keepdims=True)
    everybody = np.where(rows > 0, pooled / np.where(rows > 0, rows, 1.0), 1 / q)
    added = counts + smoothing * everybody
    total = added.sum(axis=2, keepdims=True)
    return np.where(total > 0, added / np.where(total > 0, total, 1.0), 1 / q)


def _fixed(ratings: Ratings, known: Mapping[Any, Any]) -> NDArray[np.int64]:
    """Numbers of the units whose truth is known, with that of their category."""
    units = {name: number for number, name in enumerate(ratings.units)}
    categories = {name: number for number, name in enumerate(ratings.categories)}
    pairs = [(units[unit], categories[truth]) for unit, truth in known.items() if unit in units and truth in categories]
    return np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
