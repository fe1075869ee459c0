"""One answer from many, on crowds whose truth is known."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.crowds import BLUEBIRD_TRUTH, WORD_EXPERTS, anaesthetists, bluebirds, word_answers

from assay.metrics import consensus
from assay.metrics.chance import coefficient
from assay.metrics.dawid_skene import dawid_skene
from assay.metrics.ratings import Ratings
from assay.metrics.text import similarity

TRUTH = np.array([int(bit) for bit in BLUEBIRD_TRUTH])


def share_wrong(winner: Any) -> float:
    return float((winner != TRUTH).mean())


# ---------------------------------------------------------------- votes


def test_votes() -> None:
    votes = consensus.majority(Ratings.of_rows([("a", "a", "b"), ("a", "b", None), ("c", None, None)], "abc"))
    assert votes.named() == {0: "a", 1: None, 2: "c"}
    assert votes.is_tie.tolist() == [False, True, False]
    assert votes.margin == pytest.approx([1 / 3, 0, 1])
    assert votes.entropy == pytest.approx([0.9183, 1, 0], abs=5e-5)


def test_a_tie_is_not_won_by_the_first_category() -> None:
    for rows in ([("a", "b")], [("b", "a")]):
        assert consensus.majority(Ratings.of_rows(rows)).named() == {0: None}


def test_somebody_who_agrees_with_the_others_weighs_more() -> None:
    rows = [("a", "a", "a", "b"), ("b", "b", "b", "a"), ("a", "a", "a", "b"), ("a", None, None, "b")]
    ratings = Ratings.of_rows(rows)
    assert consensus.majority(ratings).named()[3] is None
    assert consensus.wawa(ratings).named()[3] == "a"
    assert consensus.skill_by_majority(ratings) == pytest.approx([3 / 4, 1, 1, 0])


def test_skill_is_measured_against_the_others_alone() -> None:
    """Two who differ: a majority that held the judged label would call both of them half right."""
    assert consensus.skill_by_majority(Ratings.of_rows([("a", "b")] * 3)) == pytest.approx([0, 0])


def test_the_consensus_that_a_label_is_compared_with_leaves_it_out() -> None:
    seen = consensus.without_one({"ann": 1, "bob": 5, "cem": 9}, lambda others: consensus.median(list(others.values())))
    assert seen == {"ann": 7, "bob": 5, "cem": 3}


def test_the_majority_of_the_bluebirds() -> None:
    ratings = bluebirds()
    assert share_wrong(consensus.majority(ratings).winner) == pytest.approx(0.2407, abs=5e-5)
    assert coefficient("krippendorff", ratings).value == pytest.approx(0.12550, abs=5e-6)


def test_ten_amateurs_are_as_good_as_experts() -> None:
    means = [np.mean(answers) for answers in word_answers()]
    assert np.corrcoef(means, WORD_EXPERTS)[0, 1] == pytest.approx(0.952, abs=5e-4)
    ratings = Ratings.of_rows(word_answers())
    assert coefficient("krippendorff", ratings, "interval").value == pytest.approx(0.67008, abs=5e-6)
    assert coefficient("krippendorff", ratings, "ordinal").value == pytest.approx(0.70076, abs=5e-6)


def test_consensus_of_what_cannot_be_counted() -> None:
    assert consensus.medoid(["the cat", "the cats", "a dog"], similarity) in (0, 1)
    assert consensus.medoid(["cat", "cat", "dog"], similarity) == 0
    assert consensus.medoid(["cat", "dog"], lambda a, b: float(a == b)) is None
    assert consensus.medoid([], similarity) is None
    assert consensus.median([1, 9]) == 5
    assert consensus.median([]) is None


def test_points_of_rankings() -> None:
    assert consensus.borda(["abc", "bac", "abc"]) == [("a", 5), ("b", 4), ("c", 0)]
    # Who names only the best leaves the other places open.
    assert consensus.borda(["abc", "c"]) == [("a", 2.5), ("c", 2), ("b", 1.5)]


# ---------------------------------------------------------------- Dawid and Skene


def test_the_printed_estimates_of_dawid_and_skene() -> None:
    found = dawid_skene(anaesthetists(), smoothing=0, tolerance=1e-12)
    assert found.prior == pytest.approx([0.3996, 0.4220, 0.1118, 0.0667], abs=5e-5)
    printed = [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0], [0, 0.34, 0.66, 0], [0, 0, 0.56, 0.44]]
    assert found.confusion[0] == pytest.approx(np.array(printed), abs=5e-3)
    assert found.log_likelihood == pytest.approx(-192.8909, abs=5e-5)
    assert found.converged
    assert found.trusted
    classes = "142222132243121111222222112111131224233111212"
    assert "".join(str(number + 1) for number in found.winner) == classes


def test_dawid_and_skene_on_the_bluebirds() -> None:
    found = dawid_skene(bluebirds(), smoothing=0)
    assert share_wrong(found.winner) == pytest.approx(0.1019, abs=5e-5)
    assert found.log_likelihood == pytest.approx(-1888.1168, abs=5e-4)
    even = dawid_skene(bluebirds(), smoothing=0, prior=np.array([0.5, 0.5]), rounds=10)
    assert share_wrong(even.winner) == pytest.approx(0.1111, abs=5e-5)


def test_somebody_with_one_label_is_not_perfect() -> None:
    rows = [["a", "a", "a", None] if unit % 2 else ["b", "b", "a", None] for unit in range(20)]
    rows[0][3] = "b"
    smooth, plain = (dawid_skene(Ratings.of_rows(rows), smoothing=amount).confusion[3] for amount in (1.0, 0.0))
    assert plain[1].tolist() == pytest.approx([0, 1], abs=1e-3)
    assert smooth[1][1] < 0.95


def test_what_is_known_stays() -> None:
    rows = [("a", "a", "b"), ("b", "b", "a")] * 5
    found = dawid_skene(Ratings.of_rows(rows), known={0: "b", 2: "b", 4: "b", 1: "a", 3: "a", 5: "a"})
    # The third is right where the truth is known, so all units follow.
    assert found.winner.tolist() == [1, 0] * 5
    assert found.accuracy[2] > 0.8 > 0.2 > found.accuracy[0]


def test_a_category_that_nobody_used_stays_possible() -> None:
    found = dawid_skene(Ratings.of_rows([("a", "a"), ("b", "b"), ("a", "b")], "abc"))
    assert found.posterior.shape == (3, 3)
    assert np.isfinite(found.posterior).all()
    assert np.isfinite(found.log_likelihood)


@given(
    st.lists(st.lists(st.sampled_from((None, "a", "b", "c")), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from((0.0, 1.0)),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_estimates_are_distributions_and_do_not_depend_on_order(
    rows: list[list[str | None]], smoothing: float, random: Any
) -> None:
    labels = [(u, a, value) for u, row in enumerate(rows) for a, value in enumerate(row) if value is not None]
    if not labels:
        return
    found = dawid_skene(Ratings.of(labels, "abc"), smoothing=smoothing)
    for table in (found.posterior, found.confusion, found.prior):
        assert (table >= 0).all()
        assert table.sum(axis=-1) == pytest.approx(1)
    random.shuffle(labels)
    again = dawid_skene(Ratings.of(labels, "abc"), smoothing=smoothing)
    assert (again.posterior == found.posterior).all()


def test_a_million_labels_are_estimated_in_seconds() -> None:
    random = np.random.default_rng(0)
    unit = np.repeat(np.arange(200_000), 5)
    truth = random.integers(0, 5, 200_000)
    given = np.where(random.random(1_000_000) < 0.7, truth[unit], random.integers(0, 5, 1_000_000))
    who = random.integers(0, 500, 1_000_000)
    ratings = Ratings(unit, who, given, tuple(range(200_000)), tuple(range(500)), tuple("abcde"))
    start = perf_counter()
    found = dawid_skene(ratings, rounds=20)
    assert perf_counter() - start < 20
    assert (found.winner == truth).mean() > 0.95
