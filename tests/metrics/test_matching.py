"""One-to-one pairs: as many as can be, and of those the most alike."""

from __future__ import annotations

from itertools import permutations
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.metrics.areas import area_iou
from assay.metrics.matching import Matrix, best_match_mean, f1, matched, soft_f1
from assay.metrics.shapes import Box, Polygon


def matrices() -> st.SearchStrategy[Matrix]:
    """Up to 5 x 5, many of them without overlap."""
    cell = st.sampled_from((0.0, 0.0, 0.0, 0.3, 0.5, 0.6, 0.9))
    size = st.integers(1, 5)
    return st.tuples(size, size).flatmap(
        lambda shape: st.lists(cell, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
            lambda cells: np.array(cells).reshape(shape)
        )
    )


def every_matching(similarities: Matrix) -> list[list[tuple[int, int]]]:
    """All one-to-one pairings of the smaller side."""
    n, m = similarities.shape
    if n > m:
        return [[(j, i) for i, j in pairs] for pairs in every_matching(similarities.T)]
    return [list(enumerate(columns)) for columns in permutations(range(m), n)]


@given(matrices())
@settings(max_examples=150, deadline=None)
def test_no_other_pairing_has_more_pairs_or_more_overlap(similarities: Matrix) -> None:
    def worth(pairs: list[tuple[int, int]]) -> tuple[int, float]:
        kept = [similarities[i, j] for i, j in pairs if similarities[i, j] >= 0.5]
        return len(kept), round(sum(kept), 9)

    found = matched(similarities, 0.5)
    assert all(similarities[i, j] >= 0.5 for i, j in found)
    assert worth(found) == max(map(worth, every_matching(similarities)))
    best = max(sum(similarities[i, j] for i, j in pairs) for pairs in every_matching(similarities))
    assert sum(similarities[i, j] for i, j in matched(similarities)) == pytest.approx(best)


def test_weak_pairs_are_refused_before_the_assignment_and_not_after() -> None:
    """The greatest sum is 1.1 by the diagonal, which keeps one pair at 0.5; two pairs reach it."""
    similarities = np.array([[1.0, 0.5], [0.5, 0.1]])
    assert matched(similarities, 0.5) == [(0, 1), (1, 0)]
    assert f1(similarities, 0.5) == 1
    assert matched(similarities) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("similarities", "best", "one_to_one"),
    [
        (np.diag([0.71, 0.35]), 0.53, 0.53),
        (np.zeros((0, 0)), 1, 1),
        (np.zeros((0, 2)), 0, 0),
        (np.ones((1, 2)), 1, 2 / 3),
    ],
)
def test_scores_of_sets(similarities: Matrix, best: float, one_to_one: float) -> None:
    assert best_match_mean(similarities) == pytest.approx(best)
    assert soft_f1(similarities) == pytest.approx(one_to_one)


def test_many_objects_cost_little() -> None:
    """500 boxes against 500 on a crowded picture: joined in chains of some dozens, so solved in parts."""
    random = np.random.default_rng(1)
    places = random.uniform(0, 1000, (500, 2))
    a = [Box(x, y, 30, 30) for x, y in places]
    b = [Box(x + dx, y + dy, 30, 30) for (x, y), (dx, dy) in zip(places, random.normal(0, 3, (500, 2)), strict=True)]
    start = perf_counter()
    found = f1(area_iou(a, b), 0.5)
    assert perf_counter() - start < 1
    assert found > 0.95


def test_a_hundred_polygons_against_a_hundred() -> None:
    around = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    circle = np.stack([np.cos(around), np.sin(around)], axis=1) * 20
    places = np.random.default_rng(2).uniform(0, 1000, (100, 2))
    a = [Polygon(tuple(map(tuple, circle + place))) for place in places]
    b = [Polygon(tuple(map(tuple, circle + place + 2))) for place in places]
    start = perf_counter()
    assert np.diag(area_iou(a, b)).min() > 0.7
    assert perf_counter() - start < 1
