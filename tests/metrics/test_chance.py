"""Coefficients of agreement meet what was printed, and say why they have no value."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics import published

from assay.metrics.chance import METHODS, alpha_of, by_category, coefficient, with_bootstrap
from assay.metrics.ratings import Ratings
from assay.metrics.scales import of_disagreement, weights
from assay.metrics.standard_errors import cohen_error, fleiss_z, with_error
from assay.metrics.statistics import cohen_of_table

RAW = Ratings.of_rows(published.RAW_4_RATERS)
FLEISS = Ratings.of_rows(published.FLEISS_1971)
ABSTRACTORS = Ratings.of_rows(
    [(i, j) for i, row in enumerate(published.ABSTRACTORS) for j, count in enumerate(row) for _ in range(count)]
)
MISSING = Ratings.of_rows(published.BEN_AND_GERRY_MISSING)
FOUR = Ratings.of_rows(published.FOUR_OBSERVERS)

PRINTED = [
    ("krippendorff", Ratings.of_rows(published.MEG_AND_OWEN), "nominal", 0.095, 5e-4),
    ("krippendorff", Ratings.of_rows(published.BEN_AND_GERRY), "nominal", 0.692, 5e-4),
    ("krippendorff", FOUR, "nominal", 0.7434, 5e-5),
    ("krippendorff", FOUR, "ordinal", 0.8154, 5e-5),
    ("krippendorff", FOUR, "interval", 0.8491, 5e-5),
    ("krippendorff", FOUR, "ratio", 0.7974, 5e-5),
    ("krippendorff", Ratings.of_rows(published.THREE_CODERS), "nominal", 0.691, 5e-4),
    ("krippendorff", Ratings.of_rows(published.THREE_CODERS), "ordinal", 0.807, 5e-4),
    ("krippendorff", Ratings.of_rows(published.THREE_CODERS), "interval", 0.811, 5e-4),
    ("fleiss", FLEISS, None, 0.430, 5e-4),
    ("conger", FLEISS, None, 0.44181, 5e-6),
    ("gwet", FLEISS, None, 0.44788, 5e-6),
    ("krippendorff", FLEISS, None, 0.43341, 5e-6),
    ("brennan-prediger", FLEISS, None, 0.44444, 5e-6),
    ("fleiss", Ratings.of_counts(published.WIKIPEDIA), None, 0.210, 5e-4),
    ("percent", RAW, None, 0.81818, 5e-6),
    ("gwet", RAW, None, 0.77544, 5e-6),
    ("fleiss", RAW, None, 0.76117, 5e-6),
    ("krippendorff", RAW, None, 0.74342, 5e-6),
    ("conger", RAW, None, 0.76282, 5e-6),
    ("brennan-prediger", RAW, None, 0.77273, 5e-6),
    ("cohen", ABSTRACTORS, None, 0.79641, 5e-6),
    ("fleiss", ABSTRACTORS, None, 0.79624, 5e-6),
    ("gwet", ABSTRACTORS, None, 0.84933, 5e-6),
    ("brennan-prediger", ABSTRACTORS, None, 0.835, 5e-6),
    ("krippendorff", ABSTRACTORS, None, 0.79726, 5e-6),
    ("percent", ABSTRACTORS, None, 0.89, 5e-6),
    ("percent", MISSING, None, 0.72727, 5e-6),
    ("gwet", MISSING, None, 0.66144, 5e-6),
    ("fleiss", MISSING, None, 0.64935, 5e-6),
    ("krippendorff", MISSING, None, 0.66489, 5e-6),
    ("conger", MISSING, None, 0.65714, 5e-6),
    ("brennan-prediger", MISSING, None, 0.65909, 5e-6),
]


@pytest.mark.parametrize(("method", "ratings", "kind", "expected", "tolerance"), PRINTED)
def test_printed_values(method: str, ratings: Ratings, kind: str | None, expected: float, tolerance: float) -> None:
    assert coefficient(method, ratings, kind).value == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(
    ("method", "ratings", "expected"),
    [
        ("fleiss", FLEISS, 0.05420),
        ("gwet", FLEISS, 0.05566),
        ("percent", RAW, 0.12561),
        ("gwet", RAW, 0.14295),
        ("fleiss", RAW, 0.15302),
        ("conger", RAW, 0.14917),
        ("brennan-prediger", RAW, 0.14472),
        ("cohen", ABSTRACTORS, 0.05891),
    ],
)
def test_printed_standard_errors(method: str, ratings: Ratings, expected: float) -> None:
    interval = with_error(method, ratings).interval
    assert interval is not None
    assert interval.error == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize(("method", "expected"), [("gwet", 0.04322), ("brennan-prediger", 0.04693)])
def test_printed_standard_errors_of_a_table(method: str, expected: float) -> None:
    """Where Gwet starts from a table of two raters he divides by n, not by n - 1."""
    interval = with_error(method, ABSTRACTORS).interval
    assert interval is not None
    assert interval.error * (99 / 100) ** 0.5 == pytest.approx(expected, abs=5e-6)


def test_the_printed_interval_of_gwet() -> None:
    interval = with_error("gwet", RAW).interval
    assert interval is not None
    assert (interval.low, interval.high) == (pytest.approx(0.461, abs=5e-4), 1)


def test_cohen_weighted_by_disagreement() -> None:
    table = np.array(published.COHEN_TABLE, dtype=np.float64)
    plain = np.eye(3)
    symmetric = of_disagreement(np.array(published.COHEN_SYMMETRIC, dtype=np.float64))
    asymmetric = of_disagreement(np.array(published.COHEN_ASYMMETRIC, dtype=np.float64))
    values = [cohen_of_table(table[None], w).value[0] for w in (plain, symmetric, asymmetric)]
    assert values == pytest.approx([0.492, 0.348, 0.353], abs=5e-4)
    assert cohen_error(table, plain) == pytest.approx(0.0510, abs=5e-5)
    assert cohen_error(table, symmetric) == pytest.approx(0.0755, abs=5e-5)


@pytest.mark.parametrize(
    ("table", "expected"), [(((20, 5), (10, 15)), 0.4), (((45, 15), (25, 15)), 0.1304), (((25, 35), (5, 35)), 0.2593)]
)
def test_cohen_of_small_tables(table: Any, expected: float) -> None:
    value = cohen_of_table(np.array(table, dtype=np.float64)[None], np.eye(2)).value[0]
    assert value == pytest.approx(expected, abs=5e-5)


def test_fleiss_by_category_and_against_chance() -> None:
    values = [found.value for found in by_category("fleiss", FLEISS).values()]
    assert values == pytest.approx([0.245, 0.245, 0.520, 0.471, 0.566], abs=5e-4)
    assert fleiss_z(FLEISS.counts()) == pytest.approx(17.7, abs=0.05)


def test_results_say_what_they_were_computed_from() -> None:
    found = coefficient("gwet", RAW)
    assert (found.units, found.labels, found.annotators, found.categories) == (11, 41, 4, 5)
    assert found.agreement == pytest.approx(0.81818, abs=5e-6)
    assert found.chance == pytest.approx(0.19031, abs=5e-5)
    assert not found.is_few
    assert coefficient("gwet", Ratings.of_rows([("a", "b")])).is_few


# ---------------------------------------------------------------- no value, and why


@pytest.mark.parametrize("method", METHODS)
def test_without_two_labels_of_a_unit_there_is_no_value(method: str) -> None:
    found = coefficient(method, Ratings.of_rows([("a", None), (None, "b")]))
    assert (found.value, found.because) == (None, "no_pairs")


@pytest.mark.parametrize("method", METHODS)
def test_when_everybody_always_says_the_same(method: str) -> None:
    found = coefficient(method, Ratings.of_rows([("a", "a")] * 20, categories=["a", "b"]))
    assert found.agreement == 1
    if method in ("percent", "gwet", "brennan-prediger"):
        assert (found.value, found.because) == (1, None)
    else:
        assert (found.value, found.because) == (None, "no_variation")


@pytest.mark.parametrize("method", [method for method in METHODS if method != "percent"])
def test_one_category_is_no_choice(method: str) -> None:
    found = coefficient(method, Ratings.of_rows([("a", "a")] * 20))
    assert (found.value, found.because) == (None, "one_category")


def test_what_a_coefficient_is_not_for() -> None:
    three = Ratings.of_rows([("a", "b", "a")])
    with pytest.raises(ValueError, match="two annotators"):
        coefficient("cohen", three)
    with pytest.raises(ValueError, match="more than once"):
        coefficient("conger", Ratings.of([(1, "ann", "a"), (1, "ann", "b"), (1, "bob", "a")]))
    with pytest.raises(ValueError, match="negative"):
        coefficient("krippendorff", Ratings.of_rows([(-1, 1), (1, 1)]), "ratio")
    with pytest.raises(ValueError, match="bootstrap"):
        with_error("krippendorff", FLEISS, "nominal")
    with pytest.raises(ValueError, match="gwet takes identity, linear, quadratic, ordinal"):
        coefficient("gwet", FLEISS, "interval")
    crowd = Ratings.of([(unit, unit * 2 + k, "ab"[k]) for unit in range(60) for k in range(2)])
    assert coefficient("conger", crowd).because == "undefined"


def test_disagreement_beyond_chance_is_negative() -> None:
    found = coefficient("krippendorff", Ratings.of_rows([("a", "b"), ("b", "a")] * 5))
    assert found.value is not None
    assert found.value < 0


# ---------------------------------------------------------------- properties


tables = st.lists(st.lists(st.sampled_from((None, "a", "b", "c")), min_size=3, max_size=3), min_size=1, max_size=8)


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(rows: list[list[str | None]], random: Any) -> None:
    labels = [(u, a, value) for u, row in enumerate(rows) for a, value in enumerate(row) if value is not None]
    mixed = labels[:]
    random.shuffle(mixed)
    for method in ("krippendorff", "gwet", "conger"):
        assert coefficient(method, Ratings.of(labels, "abc")) == coefficient(method, Ratings.of(mixed, "abc"))


@given(tables)
@settings(max_examples=60, deadline=None)
def test_annotators_are_interchangeable_but_for_cohen_and_conger(rows: list[list[str | None]]) -> None:
    turned = [row[1:] + row[:1] for row in rows]
    for method in ("percent", "fleiss", "gwet", "brennan-prediger", "krippendorff"):
        one, other = (coefficient(method, Ratings.of_rows(each, "abc")).value for each in (rows, turned))
        assert one == pytest.approx(other)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_conger_of_two_is_cohen(rows: list[list[str | None]]) -> None:
    both = [row[:2] for row in rows if row[0] and row[1]]
    if both:
        ratings = Ratings.of_rows(both, "abc")
        for kind in ("identity", "linear", "quadratic"):
            cohen, conger = (coefficient(method, ratings, kind).value for method in ("cohen", "conger"))
            assert cohen == pytest.approx(conger)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=4, max_size=4), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_alpha_is_fleiss_with_a_term_for_small_samples(rows: list[list[str]]) -> None:
    ratings = Ratings.of_rows(rows, "abc")
    kappa, alpha = (coefficient(method, ratings).value for method in ("fleiss", "krippendorff"))
    if kappa is not None:
        assert alpha == pytest.approx(1 - (1 - kappa) * (1 - 1 / (4 * len(rows))))


def test_a_category_that_nobody_used_counts() -> None:
    rows = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]
    few, many = Ratings.of_rows(rows, "ab"), Ratings.of_rows(rows, "abcde")
    assert coefficient("gwet", few).value != coefficient("gwet", many).value
    assert coefficient("krippendorff", few).value == pytest.approx(coefficient("krippendorff", many).value)
    assert Ratings.of_rows([("z", "a")], "ab").categories == ("a", "b", "z")


def test_units_with_one_label_leave_alpha_and_stay_in_the_shares_of_gwet() -> None:
    pairs = [("a", "a"), ("b", "b"), ("a", "b")]
    alone = [*pairs, ("b", None), ("b", None)]
    alpha, gwet = (
        [coefficient(method, Ratings.of_rows(rows)).value for rows in (pairs, alone)]
        for method in ("krippendorff", "gwet")
    )
    assert alpha[0] == pytest.approx(alpha[1])
    assert gwet[0] != pytest.approx(gwet[1])


@pytest.mark.parametrize("kind", ["linear", "quadratic", "ordinal"])
def test_weights_fall_with_distance(kind: str) -> None:
    w = weights(kind, 5)
    assert (np.diag(w) == 1).all()
    assert w[0, 4] == pytest.approx(0)
    assert (np.diff(w[0]) < 0).all()
    assert (w == w.T).all()


def test_alpha_of_any_answers_is_near_that_of_categories() -> None:
    rows = [[value for value in unit if value is not None] for unit in published.RAW_4_RATERS] * 20
    found = alpha_of(rows, lambda a, b: float(a == b), seed=3)
    assert found.value == pytest.approx(0.74342, abs=0.02)
    assert found == alpha_of(rows, lambda a, b: float(a == b), seed=3)
    assert alpha_of([["a"], ["b"]], lambda a, b: 1.0).because == "no_pairs"
    assert alpha_of([["a", "a"], ["a", "a"]], lambda a, b: 1.0).because == "no_variation"
    assert alpha_of([["a", "a"]], lambda a, b: 1.0).because == "undefined"


# ---------------------------------------------------------------- intervals


def test_the_same_seed_draws_the_same_interval() -> None:
    one, same, other = (with_bootstrap("krippendorff", FLEISS, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.interval != other.interval


@pytest.mark.parametrize("method", ["fleiss", "gwet", "percent", "brennan-prediger", "conger"])
def test_drawn_and_analytic_errors_are_alike(method: str) -> None:
    drawn, analytic = with_bootstrap(method, FLEISS, draws=4000).interval, with_error(method, FLEISS).interval
    assert drawn is not None
    assert analytic is not None
    assert drawn.error == pytest.approx(analytic.error, rel=0.1)
    assert drawn.low == pytest.approx(analytic.low, abs=0.03)


def test_whole_units_are_drawn() -> None:
    """Ten labels of a unit are no ten units: an interval from labels would be three times narrower."""
    rows = [["a"] * 10 if unit % 2 else ["a"] * 5 + ["b"] * 5 for unit in range(40)]
    interval = with_bootstrap("percent", Ratings.of_rows(rows)).interval
    assert interval is not None
    assert interval.error == pytest.approx(0.5 * (1 - 4 / 9) / 40**0.5, rel=0.1)


def test_samples_in_which_nothing_varies_are_counted() -> None:
    interval = with_bootstrap("krippendorff", Ratings.of_rows([("a", "a")] * 5 + [("a", "b")])).interval
    assert interval is not None
    # A sample of six misses one unit with probability (5/6)^6 = 0.33.
    assert 250 < interval.skipped < 420
    assert interval.draws == 1000


def test_a_million_labels_are_quick() -> None:
    random = np.random.default_rng(5)
    unit = np.repeat(np.arange(200_000), 5)
    truth = random.integers(0, 5, 200_000)[unit]
    category = np.where(random.random(1_000_000) < 0.8, truth, random.integers(0, 5, 1_000_000))
    who = np.tile(np.arange(5), 200_000)
    ratings = Ratings(unit, who, category, tuple(range(200_000)), tuple(range(5)), tuple("abcde"))
    start = perf_counter()
    found = with_bootstrap("krippendorff", ratings)
    assert perf_counter() - start < 5
    assert found.interval is not None
    assert found.interval.low < (found.value or 0) < found.interval.high
