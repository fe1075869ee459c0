"""The worked examples of Label Studio Enterprise's documentation, and of the seeds it is described by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.metrics import catalogue, methodology
from assay.metrics.kinds import Choices, Number, Paths, Region, Regions, Texts, Value
from assay.metrics.shapes import Box, Span


def score(key: str, a: Value | None, b: Value | None, **given: Any) -> float | None:
    """By a metric of the catalogue."""
    metric = catalogue.METRICS[key]
    params, problems = metric.settled(given)
    assert problems == {}
    return metric.compare(a, b, params)


def table(key: str, answers: list[Value | None], **given: Any) -> list[list[float | None]]:
    """The score of every pair of answers."""
    return [[score(key, a, b, **given) for b in answers] for a in answers]


def chosen(letters: str) -> list[Value | None]:
    return [Choices.of(letter) for letter in letters]


def box(x: float, y: float, width: float, height: float, label: str = "car") -> Region:
    return Region(Box(x, y, width, height), frozenset({label}))


def span(start: float, end: float) -> Regions:
    return Regions.of(Region(Span(start, end), frozenset({"word"})))


@pytest.mark.parametrize(
    ("answers", "pairwise", "consensus"),
    [
        ("AAA", 1, 1),
        ("AAC", 0.3333, 0.6667),
        ("ABC", 0, 0.3333),
        ("AABB", 0.3333, 0.5),
        ("AA", 1, 1),
        ("AB", 0, 0.5),
    ],
)
def test_people_who_choose(answers: str, pairwise: float, consensus: float) -> None:
    scores = table("exact", chosen(answers))
    assert methodology.pairwise(scores) == pytest.approx(pairwise, abs=5e-5)
    assert methodology.consensus(scores) == pytest.approx(consensus, abs=5e-5)
    sizes = [answers.count(letter) for letter in set(answers)]
    assert methodology.pairwise_of_groups(sizes) == pytest.approx(pairwise, abs=5e-5)
    assert methodology.consensus_of_groups(sizes) == pytest.approx(consensus, abs=5e-5)


@pytest.mark.parametrize(
    ("threshold", "pairwise", "consensus"), [(0.5, 1, 1), (0.75, 0.3333, 0.6667), (0.9, 0, 0.3333)]
)
def test_overlaps_with_a_threshold(threshold: float, pairwise: float, consensus: float) -> None:
    first, second, third = 0.82, 0.65, 0.58
    ious = [[1, first, second], [first, 1, third], [second, third, 1]]
    reached = [[methodology.at_least(iou, threshold) for iou in row] for row in ious]
    assert methodology.pairwise(reached) == pytest.approx(pairwise, abs=5e-5)
    assert methodology.consensus(reached) == pytest.approx(consensus, abs=5e-5)
    assert methodology.pairwise(ious) == pytest.approx(0.6833, abs=5e-5)
    with pytest.raises(ValueError, match="threshold"):
        methodology.consensus(ious)


def test_a_chain_of_matches() -> None:
    chain = [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
    assert methodology.pairwise(chain) == pytest.approx(0.6667, abs=5e-5)
    assert methodology.consensus(chain) == pytest.approx(0.8047, abs=5e-5)


@given(st.integers(2, 6), st.data())
@settings(max_examples=60, deadline=None)
def test_consensus_is_the_greatest_eigenvalue_of_the_matches(n: int, data: st.DataObject) -> None:
    half = {(i, j): float(data.draw(st.booleans())) for i in range(n) for j in range(i + 1, n)}
    matches = [[1.0 if i == j else half[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]
    expected = np.linalg.eigvalsh(np.array(matches))[-1] / n
    assert methodology.consensus(matches) == pytest.approx(expected)
    assert 1 / n - 1e-9 <= expected


def test_a_pair_without_a_score_is_no_match() -> None:
    assert methodology.consensus([[1, 1, None], [1, 1, None], [None, None, 1]]) == pytest.approx(2 / 3)
    assert methodology.pairwise([[1, 1, None], [1, 1, None], [None, None, 1]]) == 1
    assert methodology.consensus([[1, None], [None, 1]]) is None


@pytest.mark.parametrize(
    ("key", "a", "b", "expected"),
    [
        ("iou", Regions.of(box(10, 20, 100, 80)), Regions.of(box(30, 20, 100, 80)), 6400 / 9600),
        ("jaccard", Choices.of("a", "b", "c"), Choices.of("b", "c", "d"), 0.5),
        ("jaccard", Choices(), Choices(), 1),
        ("numeric_difference", Number(4), Number(5), 0.5),
        ("numeric_difference", Number(5), Number(1), 0.2),
        ("numeric_difference", Number(30), Number(35), 0.1667),
        ("numeric_difference_threshold", Number(4), Number(5), 1),
        ("numeric_difference_threshold", Number(4), Number(5.01), 0),
        ("numeric_difference_threshold", Number(2.2), Number(1.2), 1),
        ("text", Texts.of("123 Main St"), Texts.of("123 Main Street"), 11 / 15),
        ("text", Texts.of("a", "b"), Texts.of("a"), 0.5),
        ("span_overlap", span(0, 20), span(10, 30), 10 / 30),
        ("span_overlap", span(0, 10), span(20, 30), 0),
        ("iou", Regions.of(box(0, 0, 10, 10)), Regions(), 0),
        ("iou", Regions(), Regions(), 1),
        ("iou", Regions.of(box(0, 0, 10, 10)), Regions.of(box(0, 0, 10, 10, "bus")), 0),
        ("iou", Regions.of(box(0, 0, 9, 9)), Regions.of(box(0, 0, 9, 9), box(0, 0, 9, 9)), 1),
        ("soft_f1", Regions.of(box(0, 0, 9, 9)), Regions.of(box(0, 0, 9, 9), box(0, 0, 9, 9)), 0.6667),
        ("f1", Regions.of(box(0, 0, 9, 9)), Regions.of(box(0, 0, 9, 9), box(0, 0, 9, 9)), 0.6667),
        ("common_subtree", Paths.of("Animal/Dog/Labrador"), Paths.of("Animal/Dog/Poodle"), 0.5),
        ("common_subtree", Paths.of("Animal/Dog/Labrador"), Paths.of("Animal/Cat/Siamese"), 0.2),
    ],
)
def test_metrics(key: str, a: Value, b: Value, expected: float) -> None:
    assert score(key, a, b) == pytest.approx(expected, abs=5e-5)


def test_two_entries_of_a_tree() -> None:
    one = Paths.of("Animal/Dog/Labrador", "Animal/Bird/Eagle")
    other = Paths.of("Animal/Dog/Labrador", "Animal/Bird/Sparrow")
    assert score("common_labels", one, other) == pytest.approx(1 / 3)
    assert score("common_subtree", one, other) == pytest.approx(4 / 6)


def test_a_good_box_with_another_answer_scores_nothing() -> None:
    shape = Box(0, 0, 100, 90), Box(0, 0, 100, 100)
    same = [Regions.of(Region(each, choices=frozenset({"red"}))) for each in shape]
    other = Regions.of(Region(shape[1], choices=frozenset({"blue"})))
    assert score("region_choices", same[0], same[1]) == pytest.approx(0.9)
    assert score("region_choices", same[0], other) == 0


def test_weights_of_controls() -> None:
    scores = {"first": 1.0, "second": 0.0}
    assert methodology.overall(scores, {"first": 1, "second": 0}) == 1
    assert methodology.overall(scores, {"first": 0.5, "second": 1}) == pytest.approx(1 / 3)
    both_empty = score("exact", Choices(), Choices())
    differ = score("exact", Choices.of("a"), Choices.of("b"))
    assert methodology.overall({"empty": both_empty, "other": differ}, {}) == 0.5
    assert methodology.overall({"first": None, "second": 0.4}, {"first": 9}) == 0.4
    assert methodology.overall({"first": None}, {}) is None


def test_one_annotation_has_no_score() -> None:
    alone = table("exact", chosen("A"))
    assert methodology.pairwise(alone) is None
    assert methodology.consensus(alone) is None
    assert methodology.pairwise_of_groups([1]) is None
    assert methodology.consensus_of_groups([]) is None
