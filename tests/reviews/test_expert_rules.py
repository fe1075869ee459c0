"""Which verdicts an expert sees, and who may be that expert (MQA A.10)."""

from __future__ import annotations

import pytest

from assay.projects.rules.settings import ExpertSettings, ExpertStage, StageAction
from assay.reviews.rules import Referral, ReferralRule, experts_for, referral

CERTAIN = Referral(ReferralRule.THRESHOLD, 1.0)
TENTH, HALF = Referral(ReferralRule.STAGE, 0.1), Referral(ReferralRule.STAGE, 0.5)
# A tenth of all first verdicts, half of the approvals of second ones, and every second rejection for certain.
BOTH = ExpertSettings(2, (7,), (ExpertStage(1, 0.1, StageAction.ALL), ExpertStage(2, 0.5, StageAction.APPROVED)))
REJECTED_ONLY = ExpertSettings(None, (7,), (ExpertStage(1, 0.1, StageAction.REJECTED),))


@pytest.mark.parametrize(
    ("expert", "iteration", "accepted", "rejections", "expected"),
    [
        pytest.param(BOTH, 1, True, 0, TENTH, id="first approval"),
        pytest.param(BOTH, 1, False, 1, TENTH, id="first rejection"),
        pytest.param(BOTH, 2, True, 1, HALF, id="second approval"),
        pytest.param(BOTH, 2, False, 2, CERTAIN, id="second rejection, the threshold (T10)"),
        pytest.param(BOTH, 2, False, 1, None, id="second review, first rejection"),
        pytest.param(BOTH, 3, True, 1, None, id="beyond the stages"),
        pytest.param(BOTH, 5, False, 3, CERTAIN, id="every rejection from the threshold on"),
        pytest.param(REJECTED_ONLY, 1, True, 0, None, id="stage of rejections, approval"),
        pytest.param(REJECTED_ONLY, 1, False, 1, TENTH, id="stage of rejections, rejection"),
        pytest.param(ExpertSettings(), 1, False, 9, None, id="switched off"),
        pytest.param(ExpertSettings(1, ()), 1, False, 1, None, id="nobody named"),
    ],
)
def test_who_looks_at_a_verdict(
    expert: ExpertSettings, iteration: int, accepted: bool, rejections: int, expected: Referral | None
) -> None:
    assert referral(expert, iteration, accepted=accepted, rejections=rejections) == expected


@pytest.mark.parametrize(
    ("named", "able", "in_charge", "without", "expected"),
    [
        pytest.param((4, 5), {4, 5, 6}, {6}, set(), (4, 5), id="those who are named"),
        pytest.param((4, 5), {4, 5, 6}, {6}, {4}, (5,), id="not on their own verdict (U11)"),
        pytest.param((4, 5), {5, 6}, {6}, set(), (5,), id="not who left"),
        pytest.param((4,), {4, 6}, {6}, {4}, (6,), id="those in charge stand in"),
        pytest.param((4,), {4, 6}, {6}, {4, 6}, (), id="nobody is left"),
    ],
)
def test_who_is_the_expert(
    named: tuple[int, ...], able: set[int], in_charge: set[int], without: set[int], expected: tuple[int, ...]
) -> None:
    assert experts_for(named, able, in_charge, without) == expected
