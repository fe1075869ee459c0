"""The fold of a task's state: a table of situations, and what must hold of every one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.projects.rules.settings import Criterion
from assay.tasks.rules import Facts, State, Status, standing

ONE, ALL = Criterion.ONE, Criterion.ALL


@pytest.mark.parametrize(
    ("facts", "criterion", "status", "state", "labeled", "reviewed"),
    [
        ({"overlap": 1}, ONE, "queued", "CREATED", False, False),
        ({"overlap": 1, "holds": 1}, ONE, "assigned", "CREATED", False, False),
        # One of two annotations is there and waits for a reviewer.
        (
            {"overlap": 2, "counting": 1, "occupied": 1, "submissions": 1, "pending": 1},
            ONE,
            "in_review",
            "NEEDS_REVIEW",
            False,
            False,
        ),
        # One of two is there and was left out of the sample.
        (
            {"overlap": 2, "counting": 1, "submissions": 1, "not_selected": 1},
            ONE,
            "assigned",
            "ANNOTATION_IN_PROGRESS",
            False,
            False,
        ),
        ({"overlap": 1, "counting": 1, "submissions": 1, "accepted": 1}, ONE, "completed", "COMPLETED", True, True),
        # Criterion one: the second annotation does not hold the task back.
        (
            {"overlap": 2, "counting": 2, "submissions": 2, "accepted": 1, "pending": 1},
            ONE,
            "completed",
            "COMPLETED",
            True,
            True,
        ),
        # Criterion all: it does.
        (
            {"overlap": 2, "counting": 2, "submissions": 2, "accepted": 1, "pending": 1},
            ALL,
            "in_review",
            "REVIEW_IN_PROGRESS",
            True,
            False,
        ),
        (
            {"overlap": 1, "counting": 1, "submissions": 1, "returned": 1},
            ONE,
            "returned",
            "ANNOTATION_IN_PROGRESS",
            True,
            False,
        ),
        # Nothing was drawn: done, but not reviewed.
        (
            {"overlap": 1, "counting": 1, "submissions": 1, "not_selected": 1},
            ONE,
            "completed",
            "COMPLETED",
            True,
            False,
        ),
        # A final rejection closes the task as an accept does.
        ({"overlap": 1, "counting": 1, "submissions": 1, "rejected": 1}, ALL, "completed", "COMPLETED", True, True),
        # An item at the expert is in review.
        ({"overlap": 1, "counting": 1, "submissions": 1, "expert": 1}, ONE, "in_review", "NEEDS_REVIEW", True, False),
    ],
)
def test_situations(
    facts: dict[str, Any], criterion: Criterion, status: str, state: str, labeled: bool, reviewed: bool
) -> None:
    found = standing(Facts(**facts), criterion, manual=False)
    assert (found.status, found.state, found.is_labeled, found.reviewed) == (status, state, labeled, reviewed)


def test_instances_go_back_when_the_round_is_over() -> None:
    open_round = Facts(overlap=1, counting=1, submissions=1, returned=1, pending=2, open_issues=1)
    assert standing(open_round, ALL, False, rounds_end_together=True).status is Status.IN_REVIEW
    over = Facts(overlap=1, counting=1, submissions=1, returned=1, open_issues=1)
    assert standing(over, ALL, False, rounds_end_together=True).status is Status.RETURNED


def test_by_hand_everybody_assigned_has_to_submit() -> None:
    half = Facts(overlap=1, counting=1, assigned=2, assigned_done=1, submissions=1)
    assert standing(half, ONE, manual=True).is_labeled is False
    whole = Facts(overlap=1, counting=2, assigned=2, assigned_done=2, submissions=2)
    assert standing(whole, ONE, manual=True).is_labeled is True


NUMBERS = st.integers(0, 3)
FACTS = st.builds(
    Facts,
    overlap=st.integers(1, 3),
    holds=NUMBERS,
    counting=NUMBERS,
    occupied=NUMBERS,
    submissions=NUMBERS,
    pending=NUMBERS,
    expert=NUMBERS,
    returned=NUMBERS,
    accepted=NUMBERS,
    rejected=NUMBERS,
    not_selected=NUMBERS,
    open_issues=NUMBERS,
    reopened=st.booleans(),
)


@given(FACTS, st.sampled_from(list(Criterion)), st.booleans(), st.booleans())
def test_every_situation(facts: Facts, criterion: Criterion, manual: bool, together: bool) -> None:
    found = standing(facts, criterion, manual, together)
    if found.status is Status.COMPLETED:
        assert found.is_labeled
        assert facts.expert == 0
        assert not any((facts.returned, facts.open_issues, facts.reopened))
        assert criterion is ONE or facts.pending == 0
        assert found.state is State.COMPLETED
    if found.status is Status.QUEUED:
        assert facts.holds == facts.counting == 0
    if found.reviewed:
        assert found.is_labeled
        assert facts.accepted + facts.rejected > 0
    assert found.queue_open == (not manual and facts.holds + facts.occupied < facts.overlap)
