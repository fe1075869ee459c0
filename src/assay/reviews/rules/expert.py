"""When a verdict goes to an expert, and to which: pure functions (MQA A.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.projects.rules.settings import ExpertSettings, StageAction


class ReferralRule(StrEnum):
    """Which rule looks at a verdict for an expert."""

    THRESHOLD = "expert_threshold"
    STAGE = "expert_stage"


@dataclass(frozen=True, slots=True)
class Referral:
    """With which probability a verdict goes to an expert, and what says so."""

    rule: ReferralRule
    probability: float


def referral(expert: ExpertSettings, iteration: int, *, accepted: bool, rejections: int) -> Referral | None:
    """How an expert comes to see a normal verdict; None when no rule looks at it.

    `iteration` is the number of this review of the item, `rejections` how often it was rejected with it. A rejection at
    the threshold goes to an expert for certain (MQA 55); otherwise the stage of the iteration draws (MQA 56, 58).
    """
    if not expert.reviewers:
        return None
    if not accepted and expert.threshold is not None and rejections >= expert.threshold:
        return Referral(ReferralRule.THRESHOLD, 1.0)
    wanted = StageAction.APPROVED if accepted else StageAction.REJECTED
    for stage in expert.stages:
        if stage.iteration == iteration and stage.action in (StageAction.ALL, wanted):
            return Referral(ReferralRule.STAGE, stage.rate)
    return None


def experts_for(
    named: Sequence[int], able: Collection[int], in_charge: Collection[int], without: Collection[int]
) -> tuple[int, ...]:
    """Who may be the expert on an item: of those who are named, else of those in charge; nobody of `without`.

    `able` are the people who may review in the project, `without` those who judged the item or made it: nobody is the
    expert on their own verdict (MQA A.21 U11). Empty when nobody is left.
    """
    return _among(named, able, without) or _among(sorted(in_charge), able, without)


def _among(people: Iterable[int], able: Collection[int], without: Collection[int]) -> tuple[int, ...]:
    return tuple(person for person in people if person in able and person not in without)
