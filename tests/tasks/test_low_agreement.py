"""When a labelled task gets one more annotator, and when it is complete (LSE 4.8)."""

from __future__ import annotations

from typing import Any

import pytest

from assay.projects.rules.settings import Criterion
from assay.projects.rules.workflow import LowAgreement
from assay.tasks.rules import Facts, standing

HALF_TWO = LowAgreement(0.5, 2)
HALF_ANY = LowAgreement(0.5, None)
HALF_NONE = LowAgreement(0.5, 0)


def facts(people: int, agreement: float | None, **more: Any) -> Facts:
    return Facts(overlap=2, counting=people, occupied=people, submissions=people, agreement=agreement, **more)


@pytest.mark.parametrize(
    ("given", "low", "one_more", "complete"),
    [
        # The worked example of LSE 22: offered to a third, not to a fourth while the third holds it, then to a fourth.
        (facts(2, 0.2), HALF_TWO, True, False),
        (facts(2, 0.2, holds=1), HALF_TWO, False, False),
        (facts(3, 0.2, due=True), HALF_TWO, False, False),
        (facts(3, 0.3), HALF_TWO, True, False),
        (facts(4, 0.3), HALF_TWO, False, True),
        # Agreed upon, at the threshold too.
        (facts(2, 0.5), HALF_TWO, False, True),
        (facts(3, 0.9), HALF_TWO, False, True),
        # Null is any number of people, an explicit zero is nobody.
        (facts(9, 0.1), HALF_ANY, True, False),
        (facts(2, 0.1), HALF_NONE, False, True),
        # Not labelled yet, or nothing to compare.
        (facts(1, None), HALF_TWO, False, False),
        (facts(2, None), HALF_TWO, False, True),
        (facts(2, 0.1), None, False, True),
    ],
)
def test_one_more_annotator(given: Facts, low: LowAgreement | None, one_more: bool, complete: bool) -> None:
    found = standing(given, Criterion.ONE, manual=False, low=low)
    assert (found.extra_open, found.is_complete) == (one_more, complete)
    assert (found.status == "completed") is complete
    assert found.is_labeled is (given.counting >= 2)


def test_one_annotation_has_nothing_to_agree_with() -> None:
    alone = Facts(overlap=1, counting=1, occupied=1, submissions=1, due=True)
    assert standing(alone, Criterion.ONE, manual=False, low=HALF_TWO).is_complete
