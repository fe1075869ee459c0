"""Texts, trees and orders, against values that are printed elsewhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.metrics import ranking, taxonomy, values
from assay.metrics.text import ALGORITHMS, GRANULARITIES, normalised, similarity, texts_similarity


@pytest.mark.parametrize(
    ("algorithm", "a", "b", "expected"),
    [
        ("levenshtein", "kitten", "sitting", 1 - 3 / 7),
        ("damerau-levenshtein", "ca", "abc", 1 - 2 / 3),
        ("damerau-levenshtein", "form", "from", 1 - 1 / 4),
        ("hamming", "karolin", "kathrin", 1 - 3 / 7),
        ("hamming", "abc", "abcd", 1 - 1 / 4),
        ("jaro", "MARTHA", "MARHTA", 0.944),
        ("jaro", "DIXON", "DICKSONX", 0.767),
        ("jaro-winkler", "MARTHA", "MARHTA", 0.961),
        ("jaro-winkler", "DIXON", "DICKSONX", 0.813),
        ("ratcliff-obershelp", "WIKIMEDIA", "WIKIMANIA", 14 / 18),
    ],
)
def test_algorithms(algorithm: str, a: str, b: str, expected: float) -> None:
    assert similarity(a, b, algorithm=algorithm) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(
    ("granularity", "a", "b", "expected"),
    [
        ("characters", "abcd", "abce", 3 / 4),
        ("bigrams", "abcd", "abce", 2 / 3),
        ("trigrams", "abcd", "abce", 1 / 2),
        ("words", "the red car", "the blue car", 2 / 3),
        ("words", "  the   car ", "the car", 1),
        ("bigrams", "a", "b", 0),
        ("bigrams", "a", "", 0),
    ],
)
def test_granularities(granularity: str, a: str, b: str, expected: float) -> None:
    assert similarity(a, b, granularity=granularity) == pytest.approx(expected)


@given(st.text(max_size=8), st.text(max_size=8), st.sampled_from(ALGORITHMS), st.sampled_from(GRANULARITIES))
def test_every_algorithm_is_symmetric_and_bounded(a: str, b: str, algorithm: str, granularity: str) -> None:
    score = similarity(a, b, algorithm=algorithm, granularity=granularity)
    assert 0 <= score <= 1
    assert score == similarity(b, a, algorithm=algorithm, granularity=granularity)


def test_case_and_spacing_count_unless_they_are_ignored() -> None:
    assert similarity("Straße", "STRASSE") < 1
    assert similarity(" Straße ", "STRASSE", normalise=True) == 1
    assert normalised("  E\u0301tude\t N°1 ") == "\u00e9tude n°1"
    assert similarity("👍 ok", "👎 ok") == pytest.approx(3 / 4)


def test_lists_of_texts_are_compared_by_index() -> None:
    assert texts_similarity([], []) == 1
    assert texts_similarity(["a", "b"], ["b", "a"]) == 0
    assert texts_similarity(["a", "b", "c"], ["a", "b"]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("a", "b", "jaccard", "dice", "masi"),
    [
        ("ab", "ab", 1, 1, 1),
        ("a", "ab", 1 / 2, 2 / 3, 1 / 2 * 2 / 3),
        ("ab", "bc", 1 / 3, 1 / 2, 1 / 3 * 1 / 3),
        ("a", "b", 0, 0, 0),
        ("", "b", 0, 0, 0),
        ("", "", 1, 1, 1),
    ],
)
def test_sets(a: str, b: str, jaccard: float, dice: float, masi: float) -> None:
    assert values.jaccard(set(a), set(b)) == pytest.approx(jaccard)
    assert values.dice(set(a), set(b)) == pytest.approx(dice)
    assert values.masi(set(a), set(b)) == pytest.approx(masi)


def test_numbers() -> None:
    assert values.on_scale(1, 2, minimum=1, maximum=5) == 0.75
    assert values.on_scale(1, 2, minimum=1, maximum=5, power=2) == 1 - 1 / 16
    assert values.on_scale(-10, 20, minimum=1, maximum=5) == 0
    assert values.on_scale(3, 4, minimum=3, maximum=3) == 0
    assert values.within(100, 109, absolute=1, relative=0.1) == 1
    assert values.within(100, 112, absolute=1, relative=0.1) == 0
    assert values.within(7, 7, absolute=0) == 1


def test_trees() -> None:
    labrador, poodle, eagle = ("Animal", "Dog", "Labrador"), ("Animal", "Dog", "Poodle"), ("Animal", "Bird", "Eagle")
    assert taxonomy.wu_palmer({labrador}, {poodle}) == pytest.approx(2 * 2 / 6)
    assert taxonomy.wu_palmer({labrador, eagle}, {poodle}) == pytest.approx(2 * (4 / 6) / 3)
    assert taxonomy.hierarchical_f1({labrador}, {poodle}) == pytest.approx(4 / 6)
    assert taxonomy.hierarchical_f1({labrador}, {("Animal", "Dog")}) == pytest.approx(2 * 2 / 5)
    assert taxonomy.cut([labrador, poodle], 2) == {("Animal", "Dog")}
    assert taxonomy.cut([labrador], 0) == {labrador}


def test_orders() -> None:
    assert ranking.order_similarity("abc", "abc") == 1
    assert ranking.order_similarity("abc", "cba") == 0
    assert ranking.order_similarity("abcd", "abdc") == pytest.approx(5 / 6)
    assert ranking.order_similarity("abcd", "abdc", method="spearman") == pytest.approx((0.8 + 1) / 2)
    # Only what both ranked is compared.
    assert ranking.order_similarity("abx", "yab") == 1
    assert ranking.order_similarity("a", "a") is None
    assert ranking.order_similarity("ax", "ay") is None
    assert ranking.overlap_at("abcd", "bacd", 1) == 0
    assert ranking.overlap_at("abcd", "bacd", 2) == 1
    assert ranking.overlap_at("ab", "abc", 5) == pytest.approx(2 / 3)


def test_correlations_with_ties() -> None:
    """Kendall 1945 and Kendall and Gibbons 1990: ties in both rows."""
    a, b = [1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5], [1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10]
    assert ranking.kendall(a, b) == pytest.approx(0.8590, abs=5e-5)
    assert ranking.mean_ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]
    assert ranking.spearman([1, 2, 3], [1, 1, 1]) is None
    assert ranking.kendall([1, 1, 1], [1, 2, 3]) is None
    assert ranking.spearman([1, 2, 3, 4], [2, 4, 6, 9]) == 1


def test_overlap_by_depth_is_that_of_webber_moffat_and_zobel() -> None:
    a, b = "abcdefg", "zcavwxy"
    by_depth = [0, 0, 0.667, 0.5, 0.4, 0.333, 0.286]
    average = [0, 0, 0.222, 0.292, 0.313, 0.317, 0.312]
    assert [ranking.overlap_at(a, b, d) for d in range(1, 8)] == pytest.approx(by_depth, abs=5e-4)
    assert [ranking.average_overlap(a, b, d) for d in range(1, 8)] == pytest.approx(average, abs=5e-4)


@given(st.permutations("abcde"), st.integers(0, 5), st.permutations("abcdefg"), st.integers(0, 7))
def test_rank_biased_overlap(one: list[str], s: int, other: list[str], length: int) -> None:
    """The published sum for lists of unequal length, written out."""
    a, b, p = one[:s], other[:length], 0.8
    found = ranking.rank_biased_overlap(a, b, p=p)
    assert found == pytest.approx(ranking.rank_biased_overlap(b, a, p=p))
    if len(a) == len(b) > 0:
        depth = len(a)
        shared = [len(set(a[:d]) & set(b[:d])) for d in range(1, depth + 1)]
        total = shared[-1] / depth * p**depth + (1 - p) / p * sum(x / d * p**d for d, x in enumerate(shared, 1))
        assert found == pytest.approx(min(1, total))
    assert ranking.rank_biased_overlap(b, b, p=p) == pytest.approx(1)
    assert math.isfinite(found)
