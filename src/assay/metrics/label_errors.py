"""Labels that a model doubts, as candidates for review (confident learning: Northcutt, Jiang and Chuang 2021).

The probabilities have to come from a model that did not see the item: one that did finds nothing. Candidates are
a queue and no sample: they say nothing about the share of wrong labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Doubts:
    """`counts`: given label x the class that the model is confident of. `items`: those off the diagonal, the most
    doubtful first, with the class that the model would give in `instead`."""

    counts: Ints
    items: Ints
    instead: Ints


def doubts(labels: Ints, probabilities: Floats) -> Doubts:
    """From n labels (numbers of classes) and n x q probabilities, whose rows need not sum exactly to 1.

    The model is confident of a class when its probability is at least the mean that it gives to that class where the
    class is the label. A class that nobody used has no such mean, and is never suggested.
    """
    n, q = probabilities.shape
    p = probabilities / probabilities.sum(axis=1, keepdims=True)
    own = p[np.arange(n), labels]
    used = np.bincount(labels, minlength=q)
    least = np.where(used > 0, np.bincount(labels, own, q) / np.maximum(used, 1), np.inf)
    confident = np.where(p >= least, p, -1.0)
    best = confident.argmax(axis=1)
    known = confident.max(axis=1) >= 0
    counts = np.bincount(labels[known] * q + best[known], minlength=q * q).reshape(q, q)
    found = np.flatnonzero(known & (best != labels))
    # By normalised margin: how far the label stands behind the best other class.
    others = p.copy()
    others[np.arange(n), labels] = -1.0
    ordered = found[np.argsort((own - others.max(axis=1))[found], kind="stable")]
    return Doubts(counts, ordered, best[ordered])


def noise(counts: Ints, labels: Ints) -> Floats:
    """Probability of the given label (rows) and the true class (columns), calibrated to how often labels were given."""
    q = len(counts)
    given = np.bincount(labels, minlength=q).astype(np.float64)
    rows = counts.sum(axis=1)
    scaled = counts * np.where(rows > 0, given / np.maximum(rows, 1), 0.0)[:, None]
    total = scaled.sum()
    return np.asarray(scaled / total if total else scaled, dtype=np.float64)
