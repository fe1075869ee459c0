"""The review item's state machine: tables of transitions, and properties of sampling and resubmission."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.projects.rules.settings import RejectAction
from assay.reviews.rules import (
    Item,
    ItemState,
    Kind,
    Outcome,
    Piece,
    Policy,
    Refused,
    Rule,
    Stage,
    Unit,
    annotation_verdict,
    drawn,
    judge,
    plan_submission,
)

ALL = Policy(Unit.ANNOTATION, allowed_rejects=tuple(RejectAction), default_reject=RejectAction.REMOVE)
SINGLE = Policy(Unit.INSTANCE)


@pytest.mark.parametrize(
    ("state", "rejections", "kind", "action", "stage", "policy", "expected"),
    [
        ("pending", 0, "accept", None, "normal", ALL, ("accepted", 0, None)),
        ("pending", 2, "fix", None, "normal", ALL, ("accepted", 2, None)),
        ("pending", 0, "reject", None, "normal", ALL, ("rejected", 1, "remove")),
        ("pending", 0, "reject", "requeue", "normal", ALL, ("returned", 1, "requeue")),
        ("pending", 0, "reject", "redistribute", "normal", ALL, ("passed_on", 1, "redistribute")),
        ("pending", 1, "reject", None, "normal", SINGLE, ("returned", 2, "requeue")),
        ("expert_pending", 3, "reject", None, "expert", SINGLE, ("rejected", 3, "remove")),
        ("expert_pending", 3, "accept", None, "expert", SINGLE, ("accepted", 3, None)),
    ],
)
def test_verdicts(
    state: str,
    rejections: int,
    kind: str,
    action: str | None,
    stage: str,
    policy: Policy,
    expected: tuple[str, int, str],
) -> None:
    found = judge(
        ItemState(state), rejections, Kind(kind), RejectAction(action) if action else None, Stage(stage), policy
    )
    assert isinstance(found, Outcome)
    assert (found.state, found.rejections, found.action) == expected


def test_what_is_referred_to_an_expert_waits_for_one_whatever_the_reviewer_said() -> None:
    accepted = judge(ItemState.PENDING, 1, Kind.ACCEPT, None, Stage.NORMAL, SINGLE, referred=True)
    assert accepted == Outcome(ItemState.EXPERT_PENDING, 1, None)
    rejected = judge(ItemState.PENDING, 1, Kind.REJECT, None, Stage.NORMAL, SINGLE, referred=True)
    assert rejected == Outcome(ItemState.EXPERT_PENDING, 2, "expert")


@pytest.mark.parametrize("state", [s for s in ItemState if s is not ItemState.PENDING])
def test_a_reviewer_judges_only_what_is_pending(state: ItemState) -> None:
    assert isinstance(judge(state, 0, Kind.ACCEPT, None, Stage.NORMAL, ALL), Refused)


def test_an_action_must_be_allowed() -> None:
    only = Policy(Unit.ANNOTATION, allowed_rejects=(RejectAction.REMOVE,), default_reject=RejectAction.REMOVE)
    found = judge(ItemState.PENDING, 0, Kind.REJECT, RejectAction.REQUEUE, Stage.NORMAL, only)
    assert isinstance(found, Refused)
    assert found.field == "reject_action"


@pytest.mark.parametrize(
    ("states", "fixed", "expected"),
    [
        (["accepted"], False, "accepted"),
        (["accepted"], True, "fixed"),
        (["accepted", "pending"], False, None),
        (["accepted", "returned"], False, "returned"),
        (["passed_on"], False, "passed_on"),
        (["rejected"], False, "removed"),
        (["rejected", "accepted"], False, "accepted"),
        (["not_selected"], False, None),
        ([], False, None),
    ],
)
def test_the_word_for_an_annotation(states: list[str], fixed: bool, expected: str | None) -> None:
    assert annotation_verdict([ItemState(state) for state in states], fixed) == expected


@given(st.integers(0, 2**63 - 1), st.text(max_size=20), st.floats(0, 1), st.floats(0, 1))
def test_a_draw_is_reproducible_and_grows_with_its_probability(seed: int, key: str, p: float, q: float) -> None:
    low, high = min(p, q), max(p, q)
    assert drawn(seed, key, p) == drawn(seed, key, p)
    assert not drawn(seed, key, low) or drawn(seed, key, high)
    assert not drawn(seed, key, 0)
    assert drawn(seed, key, 1)


def test_draws_keep_their_rate() -> None:
    # 10,000 draws at 0.3: the standard deviation of the count is sqrt(10000 * 0.3 * 0.7) = 45.8; five of them are 229.
    hits = sum(drawn(7, str(number), 0.3) for number in range(10_000))
    assert abs(hits - 3000) < 229


def test_the_rate_of_the_class_beats_the_annotators() -> None:
    policy = Policy(Unit.INSTANCE, sampling_rate=0.1, class_rates={"Car": 0.8}, annotator_rate=0.7)
    assert policy.inclusion("Car") == (0.8, Rule.CLASS)
    assert policy.inclusion("Person") == (0.7, Rule.ANNOTATOR)
    assert Policy(Unit.INSTANCE, sampling_rate=0.1).inclusion("Person") == (0.1, Rule.PROJECT)


ITEMS = st.lists(
    st.builds(
        Item,
        key=st.sampled_from("abcdef"),
        state=st.sampled_from([s for s in ItemState if s is not ItemState.PASSED_ON]),
        round=st.integers(1, 4),
        rejections=st.integers(0, 3),
        fingerprint=st.sampled_from(["1", "2"]),
    ),
    unique_by=lambda item: item.key,
)
PIECES = st.lists(
    st.builds(
        Piece, key=st.sampled_from("abcdefgh"), class_name=st.just("Car"), fingerprint=st.sampled_from(["1", "2"])
    ),
    unique_by=lambda piece: piece.key,
)


@given(ITEMS, PIECES, st.floats(0, 1), st.integers(0, 2**31))
def test_what_a_submission_does(items: list[Item], pieces: list[Piece], rate: float, seed: int) -> None:
    planned = {p.key: p for p in plan_submission(items, pieces, Policy(Unit.INSTANCE, sampling_rate=rate), seed)}
    before = {item.key: item for item in items}
    now = {piece.key: piece for piece in pieces}
    for key, plan in planned.items():
        assert plan.is_new == (key not in before)
        if plan.is_new:
            assert plan.probability == rate, "the probability of the draw is kept"
            assert plan.state in (ItemState.PENDING, ItemState.NOT_SELECTED)
        elif key in now:
            assert (plan.state, plan.round) == (ItemState.PENDING, before[key].round + 1), "never drawn again"
        else:
            assert plan.state is ItemState.DELETED
    for key in now.keys() & before.keys():
        item = before[key]
        untouched = item.state is ItemState.ACCEPTED and item.fingerprint == now[key].fingerprint
        assert (key not in planned) == (
            untouched or item.state not in (ItemState.RETURNED, ItemState.DELETED, ItemState.ACCEPTED)
        )
    assert now.keys() - before.keys() <= planned.keys()
