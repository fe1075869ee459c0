"""How alike two orders are. Rank correlations are moved from [-1, 1] to [0, 1]."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import sqrt


def kendall(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Kendall's tau-b of two rows of ranks or scores, ties allowed, in [-1, 1].

    None when it is not defined: fewer than two items, or a row in which all are equal.
    """
    signs = [(_sign(a[i] - a[j]), _sign(b[i] - b[j])) for i, j in combinations(range(len(a)), 2)]
    untied_a, untied_b = sum(x != 0 for x, _ in signs), sum(y != 0 for _, y in signs)
    if not untied_a or not untied_b:
        return None
    return sum(x * y for x, y in signs) / sqrt(untied_a * untied_b)


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Spearman's rho with mean ranks for ties, in [-1, 1]; None as for `kendall`."""
    ranks_a, ranks_b = mean_ranks(a), mean_ranks(b)
    middle = (len(a) + 1) / 2
    across = sum((x - middle) * (y - middle) for x, y in zip(ranks_a, ranks_b, strict=True))
    spread = sqrt(sum((x - middle) ** 2 for x in ranks_a) * sum((y - middle) ** 2 for y in ranks_b))
    return max(-1.0, min(1.0, across / spread)) if spread else None


def mean_ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of theirs."""
    return [sum(other < each for other in values) + (sum(other == each for other in values) + 1) / 2 for each in values]


def order_similarity(a: Sequence[str], b: Sequence[str], *, method: str = "kendall") -> float | None:
    """(tau + 1) / 2 or (rho + 1) / 2 of the items that both lists hold; None with fewer than two such."""
    places = {item: place for place, item in enumerate(b)}
    common = [(float(place), float(places[item])) for place, item in enumerate(a) if item in places]
    one, other = [x for x, _ in common], [y for _, y in common]
    found = spearman(one, other) if method == "spearman" else kendall(one, other)
    return None if found is None else (found + 1) / 2


def overlap_at(a: Sequence[str], b: Sequence[str], depth: int) -> float:
    """Share of the first `depth` items that are the same; shorter lists are taken whole."""
    depth = min(depth, max(len(a), len(b)))
    return len(set(a[:depth]) & set(b[:depth])) / depth if depth else 1.0


def average_overlap(a: Sequence[str], b: Sequence[str], depth: int) -> float:
    """Mean of the overlaps at depths 1 to `depth` (Webber, Moffat and Zobel 2010, section 4.1)."""
    return sum(len(set(a[:d]) & set(b[:d])) / d for d in range(1, depth + 1)) / depth


def rank_biased_overlap(a: Sequence[str], b: Sequence[str], *, p: float = 0.9) -> float:
    """Extrapolated rank-biased overlap of two lists of any length (Webber et al. 2010, equation 32).

    The items may differ; the top counts most, the more so the smaller `p`. Two empty lists are the same.
    """
    short, long = sorted((a, b), key=len)
    s, l = len(short), len(long)  # noqa: E741
    if not s:
        return float(not l)
    common = [0] + [len(set(short[:d]) & set(long[:d])) for d in range(1, l + 1)]
    agreed = sum(common[d] / d * p**d for d in range(1, l + 1))
    beyond = sum(common[s] * (d - s) / (s * d) * p**d for d in range(s + 1, l + 1))
    rest = ((common[l] - common[s]) / l + common[s] / s) * p**l
    return min(1.0, (1 - p) / p * (agreed + beyond) + rest)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def bradley_terry(wins: Sequence[Sequence[float]], *, rounds: int = 10_000) -> list[float]:
    """Abilities on the scale of logarithms from how often a row won against a column; their sum is 0.

    Maximum likelihood by Hunter's (2004) iteration. Where some items were never beaten by others, directly or around a
    corner, an ability would be infinite: then every pair that met gets half a win more each way.
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    if len(wins) < 2:
        return [0.0] * len(wins)
    table = np.array(wins, dtype=np.float64)
    np.fill_diagonal(table, 0.0)
    if connected_components(table > 0, directed=True, connection="strong")[0] > 1:
        met = (table + table.T) > 0
        # Groups that never met are joined weakly, so that they can be compared at all.
        apart = connected_components(met, directed=False)[0] > 1
        table = table + 0.5 * (np.ones_like(table) if apart else met)
        np.fill_diagonal(table, 0.0)
    games, won = table + table.T, table.sum(axis=1)
    ability = np.ones(len(table))
    for _ in range(rounds):
        after = won / (games / (ability[:, None] + ability[None, :])).sum(axis=1)
        after /= np.exp(np.log(after).mean())
        if float(np.abs(np.log(after / ability)).max()) < 1e-12:
            break
        ability = after
    return [float(value) for value in np.log(ability)]
