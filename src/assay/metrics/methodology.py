"""From scores of pairs to the score of a task (LSE 11.3, 11.4). None is "no score", which is neither 0 nor 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

Scores = Sequence[Sequence[float | None]]


def pairwise(scores: Scores) -> float | None:
    """Mean of the scores of all unordered pairs; the matrix is n x n, its diagonal is not read (LSE 11.3.2)."""
    return mean(scores[i][j] for i in range(len(scores)) for j in range(i + 1, len(scores)))


def consensus(scores: Scores) -> float | None:
    """The greatest eigenvalue of the matrix of matches over their number (LSE 11.3.5).

    Where "match" is an equivalence this is the share of the largest group that agrees. So it is at least 1/n. Scores
    have to be 0 or 1; pairs without a score do not match. None for fewer than two answers, or when no pair has a score.
    """
    n = len(scores)
    pairs = [scores[i][j] for i in range(n) for j in range(i + 1, n)]
    if all(score is None for score in pairs):
        return None
    if any(score not in (None, 0, 1) for score in pairs):
        raise ValueError("consensus needs scores of 0 or 1: use the variant of the metric with a threshold")
    matches = [[i == j or bool(scores[min(i, j)][max(i, j)]) for j in range(n)] for i in range(n)]
    if all(matches[i] == matches[j] for i in range(n) for j in range(i + 1, n) if matches[i][j]):
        # Those who match anybody match the same people: the eigenvalues are the sizes of the groups.
        return max(map(sum, matches)) / n
    return min(1.0, float(np.linalg.eigvalsh(np.array(matches, dtype=np.float64))[-1]) / n)


def consensus_of_groups(sizes: Iterable[int]) -> float | None:
    """The same for exact answers, from how many people gave each: the share of the largest group."""
    counts = [size for size in sizes if size]
    return max(counts) / sum(counts) if sum(counts) > 1 else None


def pairwise_of_groups(sizes: Iterable[int]) -> float | None:
    """Mean exact match of all pairs, from how many people gave each answer: linear in the answers."""
    counts = [size for size in sizes if size]
    people = sum(counts)
    return sum(size * (size - 1) for size in counts) / (people * (people - 1)) if people > 1 else None


def overall(scores: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """Weighted mean over dimensions that have a score (LSE 11.4.1); one without a weight weighs 1, weight 0 removes."""
    counted = [(score, weights.get(name, 1.0)) for name, score in scores.items() if score is not None]
    total = sum(weight for _, weight in counted)
    return sum(score * weight for score, weight in counted) / total if total > 0 else None


def mean(scores: Iterable[float | None]) -> float | None:
    """Mean of the scores that exist."""
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def at_least(score: float | None, threshold: float) -> float | None:
    """1 when the score reaches the threshold, else 0: how a continuous metric becomes a match (LSE 11.6, 11.6.8)."""
    return None if score is None else float(score >= threshold - 1e-9)
