"""Models against people: average precision, labels that a model doubts, abilities from comparisons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.metrics.detection import average_precision, matched, mean_average_precision
from assay.metrics.label_errors import doubts, noise
from assay.metrics.ranking import bradley_terry
from assay.metrics.shapes import Box

# The toy example of rafaelpadilla/Object-Detection-Metrics (MIT): picture, x, y, width, height, and the score.
TRUTHS = (
    (1, 25, 16, 38, 56),
    (1, 129, 123, 41, 62),
    (2, 123, 11, 43, 55),
    (2, 38, 132, 59, 45),
    (3, 16, 14, 35, 48),
    (3, 123, 30, 49, 44),
    (3, 99, 139, 47, 47),
    (4, 53, 42, 40, 52),
    (4, 154, 43, 31, 34),
    (5, 59, 31, 44, 51),
    (5, 48, 128, 34, 52),
    (6, 36, 89, 52, 76),
    (6, 62, 58, 44, 67),
    (7, 28, 31, 55, 63),
    (7, 58, 67, 50, 58),
)
DETECTIONS = (
    (1, 5, 67, 31, 48, 0.88),
    (1, 119, 111, 40, 67, 0.7),
    (1, 124, 9, 49, 67, 0.8),
    (2, 64, 111, 64, 58, 0.71),
    (2, 26, 140, 60, 47, 0.54),
    (2, 19, 18, 43, 35, 0.74),
    (3, 109, 15, 77, 39, 0.18),
    (3, 86, 63, 46, 45, 0.67),
    (3, 160, 62, 36, 53, 0.38),
    (3, 105, 131, 47, 47, 0.91),
    (3, 18, 148, 40, 44, 0.44),
    (4, 83, 28, 28, 26, 0.35),
    (4, 28, 68, 42, 67, 0.78),
    (4, 87, 89, 25, 39, 0.45),
    (4, 10, 155, 60, 26, 0.14),
    (5, 50, 38, 28, 46, 0.62),
    (5, 95, 11, 53, 28, 0.44),
    (5, 29, 131, 72, 29, 0.95),
    (5, 29, 163, 72, 29, 0.23),
    (6, 43, 48, 74, 38, 0.45),
    (6, 17, 155, 29, 35, 0.84),
    (6, 95, 110, 25, 42, 0.43),
    (7, 16, 20, 101, 88, 0.48),
    (7, 33, 116, 37, 49, 0.95),
)


@pytest.mark.parametrize(("inclusive", "hits", "of_11", "of_all"), [(1, 7, 0.2684, 0.2457), (0, 6, 0.2684, 0.2254)])
def test_the_toy_example(inclusive: int, hits: int, of_11: float, of_all: float) -> None:
    """Printed for boxes whose last pixel counts as a whole one; ours are continuous, and find one thing less."""
    truths = [(picture, Box(x, y, w + inclusive, h + inclusive)) for picture, x, y, w, h in TRUTHS]
    found = [(picture, Box(x, y, w + inclusive, h + inclusive), score) for picture, x, y, w, h, score in DETECTIONS]
    assert matched(truths, found, overlap=0.3).sum() == hits
    assert average_precision(truths, found, overlap=0.3, points="11") == pytest.approx(of_11, abs=5e-5)
    assert average_precision(truths, found, overlap=0.3, points="all") == pytest.approx(of_all, abs=5e-5)


def test_average_precision_at_its_ends() -> None:
    box, away = Box(0, 0, 10, 10), Box(50, 50, 10, 10)
    assert average_precision([], [(1, box, 0.9)]) is None
    assert average_precision([(1, box)], []) == 0
    assert average_precision([(1, box)], [(1, box, 0.9), (1, away, 0.1)]) == 1
    assert average_precision([(1, box)], [(2, box, 0.9)]) == 0
    # A thing that is found twice was found once.
    assert matched([(1, box)], [(1, box, 0.9), (1, box, 0.8)]).tolist() == [True, False]
    assert mean_average_precision([([(1, box)], [(1, box, 1.0)]), ([], [(1, box, 1.0)])]) == pytest.approx(1)
    assert mean_average_precision([([(1, box)], [(1, Box(0, 0, 10, 7.2), 1.0)])]) == pytest.approx(0.5)
    assert mean_average_precision([]) is None


# ---------------------------------------------------------------- labels that a model doubts


def test_exchanged_labels_are_found() -> None:
    random = np.random.default_rng(3)
    truth = random.integers(0, 3, 600)
    probabilities = random.dirichlet(np.ones(3), 600) * 0.3
    probabilities[np.arange(600), truth] += 0.7
    labels = truth.copy()
    wrong = random.choice(600, 30, replace=False)
    labels[wrong] = (truth[wrong] + 1) % 3
    found = doubts(labels, probabilities)
    assert set(found.items) <= set(wrong)
    assert len(found.items) >= 15
    assert (found.instead == truth[found.items]).all()
    shares = noise(found.counts, labels)
    assert shares.sum() == pytest.approx(1)
    assert shares.sum(axis=1) == pytest.approx(np.bincount(labels) / 600)


def test_a_class_that_nobody_used_is_not_suggested() -> None:
    labels = np.array([0, 0, 1, 1])
    probabilities = np.array([[0.6, 0.1, 0.3], [0.1, 0.1, 0.8], [0.1, 0.6, 0.3], [0.7, 0.2, 0.1]])
    found = doubts(labels, probabilities)
    assert found.items.tolist() == [3]
    assert found.instead.tolist() == [0]


def test_the_most_doubtful_comes_first() -> None:
    labels = np.array([0, 0, 0, 1, 1, 1])
    p = np.array([0.9, 0.8, 0.05, 0.9, 0.7, 0.1])
    probabilities = np.stack([p, 1 - p], axis=1)
    assert doubts(labels, probabilities).items.tolist() == [2, 3, 4]
    # Rows that do not sum to one are put right.
    assert doubts(labels, probabilities * 0.5).items.tolist() == [2, 3, 4]


# ---------------------------------------------------------------- abilities from comparisons


def test_the_citations_of_four_journals() -> None:
    """Stigler (1994), fitted as in Agresti (2002): cited is won, the ability of Biometrika is 0."""
    wins = [[714, 730, 498, 221], [33, 425, 68, 17], [320, 813, 1072, 142], [284, 276, 325, 188]]
    abilities = bradley_terry(wins)
    expected = [0, -2.9491, -0.4796, 0.2690]
    assert [ability - abilities[0] for ability in abilities] == pytest.approx(expected, abs=5e-5)


def test_who_was_never_beaten_has_a_finite_ability() -> None:
    first, second, third = bradley_terry([[0, 5, 5], [0, 0, 3], [0, 1, 0]])
    assert first > second > third
    assert sum((first, second, third)) == pytest.approx(0)
    assert bradley_terry([[0, 0], [0, 0]]) == pytest.approx([0, 0])
    assert bradley_terry([[3]]) == [0]
    assert bradley_terry([]) == []


@given(st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_expected_wins_are_those_that_were_seen(wins: list[list[int]]) -> None:
    """What maximum likelihood means here."""
    strength = np.exp(bradley_terry(wins))
    for i in range(3):
        others = [j for j in range(3) if j != i]
        expected = sum((wins[i][j] + wins[j][i]) * strength[i] / (strength[i] + strength[j]) for j in others)
        assert expected == pytest.approx(sum(wins[i][j] for j in others), abs=1e-6)
