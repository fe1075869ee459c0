"""Annotators against the truth, and lots by samples: against printed values, and against counting."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.metrics import acceptance, estimates, intervals, quality
from assay.metrics.estimates import Stratum

# ---------------------------------------------------------------- shares


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718), (0, 0, 0, 1)],
)
def test_wilson_as_newcombe_prints_it(k: int, n: int, low: float, high: float) -> None:
    found = intervals.wilson(k, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684)]
)
def test_clopper_and_pearson_as_newcombe_prints_it(k: int, n: int, low: float, high: float) -> None:
    found = intervals.clopper_pearson(k, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(0, 40), st.integers(0, 40))
@settings(deadline=None)
def test_ranges_hold_the_share_and_stay_within_bounds(right: int, wrong: int) -> None:
    n = right + wrong
    for method in (intervals.wilson, intervals.clopper_pearson, intervals.jeffreys):
        found = method(right, n)
        assert 0 <= found.low <= (right / n if n else 0.5) <= found.high <= 1
        other = method(wrong, n)
        assert (found.low, found.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))


def test_a_range_of_a_mean_is_drawn_with_a_seed() -> None:
    scores = [0.0, 1.0] * 50
    found = intervals.of_mean(scores, seed=1)
    assert found == intervals.of_mean(scores, seed=1)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.4, abs=0.02), pytest.approx(0.6, abs=0.02))
    assert intervals.of_mean([]) is None


def test_who_answered_little_is_ranked_near_the_mean() -> None:
    new, good, poor, unknown = intervals.shrunken([(1, 1), (98, 100), (50, 100), (0, 0)])
    assert poor < unknown < new < good
    assert intervals.shrunken([(0, 0)]) == [0.5]
    # People who do not differ more than by chance are not told apart.
    alike = intervals.shrunken([(5, 10), (6, 10), (4, 10)])
    assert max(alike) - min(alike) < 0.01


def test_discoveries_among_many_tests() -> None:
    """The example of Benjamini and Hochberg (1995): fifteen tests, four hold."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert intervals.discoveries(p) == [True] * 4 + [False] * 11
    assert intervals.discoveries([]) == []


# ---------------------------------------------------------------- annotators


def test_confusions() -> None:
    pairs = [("cat", "cat")] * 8 + [("cat", "dog")] * 2 + [("dog", "dog")] * 3 + [("dog", "fox")]
    found = quality.confusion(pairs, ("cat", "dog", "owl"))
    assert found.categories == ("cat", "dog", "owl", "fox")
    assert found.counts.tolist() == [[8, 2, 0, 0], [0, 3, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert found.accuracy == quality.Share(11, 14)
    assert found.recall("cat").value == 0.8
    assert found.precision("dog") == quality.Share(3, 5)
    assert found.recall("owl").value is None
    assert found.recall("owl").range == intervals.Range(0, 1)
    assert found.accuracy.is_few


def test_people_who_saw_other_tasks_are_compared_on_one_mix() -> None:
    easy = quality.confusion([("cat", "cat")] * 90 + [("dog", "cat")] * 10, ("cat", "dog"))
    hard = quality.confusion([("cat", "cat")] * 10 + [("dog", "dog")] * 70 + [("dog", "cat")] * 20, ("cat", "dog"))
    assert (easy.accuracy.value or 0) > (hard.accuracy.value or 0)
    assert (easy.standardised((0.5, 0.5)) or 0) < (hard.standardised((0.5, 0.5)) or 0)
    assert quality.confusion([("cat", "cat")], ("cat", "dog")).standardised((0.5, 0.5)) is None


# ---------------------------------------------------------------- lots


def test_the_plan_of_the_nist_handbook() -> None:
    passes = [acceptance.accepts(p, 52, 3) for p in (0.01, 0.02, 0.03, 0.05, 0.08, 0.10)]
    assert passes == pytest.approx([0.998, 0.980, 0.930, 0.738, 0.394, 0.223], abs=1e-3)
    assert acceptance.outgoing_limit(52, 3, 10_000) == pytest.approx(0.0372, abs=5e-5)


def test_the_sequential_plan_of_the_nist_handbook() -> None:
    plan = acceptance.sequential(0.01, 0.10)
    assert (plan.below, plan.above, plan.slope) == (
        pytest.approx(0.939, abs=5e-4),
        pytest.approx(1.205, abs=5e-4),
        pytest.approx(0.0397, abs=5e-5),
    )
    assert [plan.decide(0, n) for n in (23, 24)] == ["continue", "accept"]
    assert [plan.decide(2, n) for n in (2, 19, 20)] == ["refuse", "refuse", "continue"]
    assert (plan.nearer(0, 20), plan.nearer(2, 25)) == ("accept", "refuse")
    with pytest.raises(ValueError, match="smaller"):
        acceptance.sequential(0.1, 0.1)


def test_how_many_to_review() -> None:
    assert [acceptance.needed(0.02, k) for k in (0, 1, 2)] == [149, 236, 313]
    assert [acceptance.needed(share) for share in (0.05, 0.01)] == [59, 299]
    assert [acceptance.needed(0.02, k, 1000, fixed=False) for k in (0, 1, 2)] == [132, 206, 269]
    assert acceptance.needed(0.02, 0, 200) == 90
    # Fixing what was found helps a little in a small lot.
    assert acceptance.needed(0.02, 2, 1000) < 269


def test_the_promise() -> None:
    assert acceptance.promise(3, 300) == pytest.approx(0.0256, abs=5e-5)
    assert acceptance.promise(3, 300, finds=0.8) == pytest.approx(0.0320, abs=1e-4)
    assert acceptance.promise(0, 132, 1000) <= 0.02 < acceptance.promise(0, 131, 1000)
    assert acceptance.promise(4, 50, 50) == 0
    assert acceptance.promise(4, 50, 50, fixed=False) == 0.08


def test_a_reviewer_who_misses_errors_sets_a_floor() -> None:
    assert acceptance.outgoing(0.08, 89, 2, 1000) == pytest.approx(0.0017, abs=5e-5)
    assert acceptance.outgoing(0.08, 89, 2, 1000, finds=0.7) == pytest.approx(0.030, abs=5e-4)


@given(st.integers(1, 30), st.data())
@settings(max_examples=80, deadline=None)
def test_a_lot_is_judged_by_counting_all_samples(lot: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, lot))
    k = data.draw(st.integers(0, n))
    most = acceptance.most_errors(k, n, lot)

    def at_most_k(errors: int) -> float:
        ways = sum(comb(errors, x) * comb(lot - errors, n - x) for x in range(k + 1) if x <= errors)
        return ways / comb(lot, n)

    compatible = [errors for errors in range(k, lot - (n - k) + 1) if at_most_k(errors) > 0.05 + 1e-12]
    assert most == max(compatible)


def test_looking_all_the_time_has_its_price() -> None:
    assert [acceptance.needed_at_any_time(0.02, k) for k in (0, 1, 2)] == [320, 477, 597]
    assert not acceptance.holds_at_any_time(0, 319, 0.02)
    assert acceptance.holds_at_any_time(0, 320, 0.02)
    assert not acceptance.holds_at_any_time(10, 100, 0.05)


def test_the_any_time_bound_is_seldom_wrong_although_one_looks_after_every_item() -> None:
    random = np.random.default_rng(4)
    wrong = 0
    for errors in random.random((200, 1000)) < 0.05:
        found = np.cumsum(errors)
        looks = range(9, 1000, 10)
        wrong += any(acceptance.holds_at_any_time(int(found[at]), at + 1, 0.05) for at in looks)
    assert wrong <= 20


def test_a_stream_without_lots() -> None:
    plan = acceptance.Continuous(50, 0.1)
    assert plan.reviewed(0) == pytest.approx(0.1)
    assert plan.reviewed(0.5) == pytest.approx(1)
    assert plan.outgoing(0.02) == pytest.approx(0.02 * (1 - 0.1 / (0.1 + 0.9 * 0.98**50)))


def test_belief_about_what_nobody_reviewed() -> None:
    assert acceptance.rest_is_fine(0, 100, 100, 0) == 1
    assert acceptance.rest_is_fine(0, 10, 110, 100) == pytest.approx(1)
    # Under an even prior and without evidence every number of errors is as likely as any other.
    assert acceptance.rest_is_fine(0, 0, 9, 4, prior=(1, 1)) == pytest.approx(0.5)
    assert acceptance.rest_is_fine(0, 50, 100, 1) > acceptance.rest_is_fine(2, 50, 100, 1)


# ---------------------------------------------------------------- estimates


def test_parts_weigh_what_they_have_of_the_items() -> None:
    found = estimates.stratified([Stratum(900, 90, 9), Stratum(100, 10, 5), Stratum(0, 0, 0)])
    assert found is not None
    assert found.share == pytest.approx(0.9 * 0.1 + 0.1 * 0.5)
    variance = 0.81 * 0.9 * 0.09 / 89 + 0.01 * 0.9 * 0.25 / 9
    assert found.error == pytest.approx(variance**0.5)
    assert estimates.stratified([Stratum(10, 0, 0)]) is None
    assert estimates.stratified([]) is None
    assert estimates.stratified([Stratum(5, 5, 1)]) == estimates.Estimate(0.2, 0)
    assert estimates.stratified([Stratum(5, 1, 1)]) == estimates.Estimate(1, None)


def test_items_weigh_what_they_stand_for() -> None:
    reviewed = [(True, 0.1), (False, 0.1), (True, 1.0)]
    assert estimates.weighted(reviewed, 100) == pytest.approx(0.11)
    assert estimates.weighted([], 100) is None
    with pytest.raises(ValueError, match="probability"):
        estimates.weighted([(True, 0)], 100)


def test_samples_are_spread_over_parts() -> None:
    assert estimates.allocated({"a": 900, "b": 100}, 10) == {"a": 9, "b": 1}
    assert estimates.allocated({"a": 500, "b": 500}, 10, {"a": 0.5, "b": 0.02})["a"] > 6
    assert estimates.allocated({"a": 2, "b": 100, "c": 0}, 50) == {"a": 1, "b": 49}
    assert estimates.allocated({"a": 1, "b": 1}, 50) == {"a": 1, "b": 1}
    assert estimates.allocated({"a": 9, "b": 9, "c": 9}, 1) == {"a": 1, "b": 1, "c": 1}
    assert estimates.allocated({}, 5) == {}
