"""Which object of one side is which of the other, and how alike the sides are then.

`similarities` is an n x m matrix of numbers in [0, 1]; what may not be paired (other label, other place) is 0 in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

# Overlaps are quotients of floats: half of a box may come out as 0.4999999999999999.
SLACK = 1e-9


def best_match_mean(similarities: Matrix) -> float:
    """Each object takes its best partner of the other side, whoever else takes it too; the mean of all (LSE 11.7.2).

    An object without a partner adds 0. Nothing on either side is 1.
    """
    n, m = similarities.shape
    if n + m == 0:
        return 1.0
    if n == 0 or m == 0:
        return 0.0
    return float((similarities.max(axis=1).sum() + similarities.max(axis=0).sum()) / (n + m))


def matched(similarities: Matrix, threshold: float = 0.0) -> list[tuple[int, int]]:
    """One-to-one pairs in order: with a threshold the most pairs that reach it, and of those the most similar.

    Without one, the pairs with the greatest sum. The gate comes before the assignment: dropping weak pairs afterwards
    loses pairs. Objects that share no candidate are solved apart, so that hundreds of objects cost little.
    """
    candidates = similarities >= threshold - SLACK if threshold > 0 else similarities > 0
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(candidates):
        if len(rows) == len(columns) == 1:
            pairs.append((int(rows[0]), int(columns[0])))
            continue
        part = similarities[np.ix_(rows, columns)]
        gate = candidates[np.ix_(rows, columns)]
        bonus = min(len(rows), len(columns)) + 1 if threshold > 0 else 0
        for i, j in zip(*_assigned(np.where(gate, part + bonus, 0.0)), strict=True):
            if gate[i, j]:
                pairs.append((int(rows[i]), int(columns[j])))
    return sorted(pairs)


def f1(similarities: Matrix, threshold: float) -> float:
    """Twice the one-to-one pairs that reach the threshold, over the number of objects; nothing on either side is 1."""
    n, m = similarities.shape
    return 2 * len(matched(similarities, threshold)) / (n + m) if n + m else 1.0


def soft_f1(similarities: Matrix) -> float:
    """Twice the similarity of the best one-to-one pairs, over the number of objects; nothing on either side is 1."""
    n, m = similarities.shape
    if n + m == 0:
        return 1.0
    return min(1.0, 2 * sum(float(similarities[i, j]) for i, j in matched(similarities)) / (n + m))


def _assigned(weights: Matrix) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    from scipy.optimize import linear_sum_assignment

    return cast("tuple[NDArray[np.intp], NDArray[np.intp]]", linear_sum_assignment(weights, maximize=True))


def _components(candidates: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Rows and columns that are joined by candidates; those without any are left out."""
    per_row, per_column = candidates.sum(axis=1), candidates.sum(axis=0)
    alone = candidates & (per_row == 1)[:, None] & (per_column == 1)[None, :]
    for i, j in zip(*np.nonzero(alone), strict=True):
        yield np.array([i]), np.array([j])
    rest = candidates & ~alone
    if not rest.any():
        return
    if rest.size <= 256:
        yield np.flatnonzero(rest.any(axis=1)), np.flatnonzero(rest.any(axis=0))
        return
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n, m = rest.shape
    rows, columns = np.nonzero(rest)
    graph = coo_matrix((np.ones(len(rows), dtype=np.int8), (rows, columns + n)), shape=(n + m, n + m))
    _, member = connected_components(graph, directed=False)
    for component in np.unique(member[rows]):
        inside = np.flatnonzero(member == component)
        yield inside[inside < n], inside[inside >= n] - n
