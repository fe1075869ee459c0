"""Reasons of rejections, when work goes back, and expert review: what may be set (MQA A.9, A.10)."""

from __future__ import annotations

from typing import Any

import pytest

from assay.projects.rules import settings as rules
from assay.projects.rules.settings import Settings


def of_review(**patch: Any) -> Any:
    return rules.changed(Settings(), {"review_settings": patch})


def stages(threshold: int | None, *rows: tuple[Any, Any, Any]) -> Any:
    listed = [dict(zip(("iteration", "rate", "action"), row, strict=True)) for row in rows]
    return of_review(expert={"threshold": threshold, "reviewers": [7], "stages": listed})


def test_reasons_without_a_key_get_the_first_that_is_free() -> None:
    after = of_review(
        reject_reasons=[{"text": "Too loose", "key": "2"}, {"text": " Wrong class "}, {"text": "Blurred"}]
    )
    assert [(reason.text, reason.key) for reason in after.review.reject_reasons] == [
        ("Too loose", "2"),
        ("Wrong class", "1"),
        ("Blurred", "3"),
    ]


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ("Too loose", "must be a list"),
        ([{"text": ""}], "1 to 200 characters"),
        ([{"text": "a\nb"}], "one line"),
        ([{"text": "Loose; wrong"}], "semicolon"),
        ([{"text": "a"}, {"text": "A"}], "twice"),
        ([{"text": "a", "key": "1"}, {"text": "b", "key": "1"}], "two reasons"),
        ([{"text": "a", "key": "n"}], "that nothing else uses"),
        ([{"text": "a", "key": "12"}], "that nothing else uses"),
        ([{"text": "a", "colour": "red"}], "text and key"),
        ([{"text": str(number)} for number in range(21)], "there are keys for"),
    ],
)
def test_reasons_that_cannot_be_offered_are_refused(reasons: Any, said: str) -> None:
    [problem] = of_review(reject_reasons=reasons)
    assert problem.field == "review_settings.reject_reasons"
    assert said in problem.message
    assert problem.fix or "characters" in problem.message


def test_stages_are_kept_in_the_order_of_their_iterations() -> None:
    after = stages(2, (2, 0.5, "approved"), (1, 0.1, "all"))
    assert [(stage.iteration, stage.rate, stage.action) for stage in after.review.expert.stages] == [
        (1, 0.1, "all"),
        (2, 0.5, "approved"),
    ]


@pytest.mark.parametrize("action", ["all", "rejected"])
def test_at_the_threshold_only_approvals_are_drawn(action: str) -> None:
    """T11."""
    [problem] = stages(2, (1, 1, "rejected"), (2, 0.5, action))
    assert problem.field == "review_settings.expert"
    assert "row 2" in problem.message
    assert "action must be approved" in problem.message
    assert problem.fix


@pytest.mark.parametrize(
    ("threshold", "rows", "said"),
    [
        (2, [(3, 0.5, "approved")], "beyond the threshold of 2"),
        (3, [(1, 0.5, "all"), (1, 0.2, "all")], "iteration 1 has two rows"),
        (3, [(0, 0.5, "all")], "iteration must be a whole number"),
        (3, [(1, 50, "all")], "rate must be a number from 0 to 1"),
        (3, [(1, 0.5, "some")], "action must be one of"),
    ],
)
def test_stages_that_mean_nothing_name_their_row_and_field(threshold: int, rows: list[Any], said: str) -> None:
    [problem] = stages(threshold, *rows)
    assert problem.field == "review_settings.expert"
    assert said in problem.message


def test_stages_need_experts_and_do_not_need_a_threshold() -> None:
    rows = [{"iteration": 1, "rate": 0.1, "action": "all"}]
    [problem] = of_review(expert={"stages": rows})
    assert "at least one expert" in problem.message
    assert isinstance(of_review(expert={"reviewers": [7], "stages": rows}), Settings)


def test_what_is_stored_comes_back() -> None:
    after = of_review(
        reject_reasons=[{"text": "Too loose", "key": "q"}],
        return_at="first_rejection",
        expert={
            "threshold": 2,
            "reviewers": [7, 8],
            "stages": [{"iteration": 2, "rate": 0.5, "action": "approved"}],
        },
    )
    assert rules.from_json(rules.as_json(after)) == after
