"""What needs attention: a table of facts and the sentences that follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.insights.rules import Facts, attention, per_day

QUIET = Facts(
    unit="annotation",
    pending=0,
    annotations=100,
    skipped=0,
    returned_long_ago=0,
    open_comments=0,
    waiting_for_expert=0,
    running_out=0,
    reviews_per_day=10,
)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"returned_long_ago": 1}, "One returned task waits for more than two days."),
        ({"returned_long_ago": 7}, "7 returned tasks wait for more than two days."),
        ({"returned_long_ago": 1001}, "More than 1,000 returned tasks wait for more than two days."),
        # 31 at 10 a day: more than three days of work, the fourth is begun.
        ({"pending": 31}, "31 annotations wait for review: 4 days of work at the present pace."),
        ({"pending": 30}, None),
        ({"pending": 19, "reviews_per_day": 0}, None),
        ({"pending": 20, "reviews_per_day": 0}, "20 annotations wait for review, and nobody reviews."),
        ({"pending": 31, "unit": "instance"}, "31 instances wait for review: 4 days of work at the present pace."),
        ({"waiting_for_expert": 2}, "2 batches wait for an expert."),
        ({"open_comments": 1}, "One comment is not resolved."),
        ({"skipped": 4, "annotations": 4}, None),
        # 11 of 111 are 9.9 %, 12 of 112 are 10.7 %.
        ({"skipped": 11}, None),
        ({"skipped": 12}, "12 of 112 answers are skips."),
        ({"running_out": 3}, "3 reservations are about to run out; the work then goes to others."),
    ],
)
def test_what_needs_attention(change: dict[str, object], text: str | None) -> None:
    found = attention(replace(QUIET, **change))  # type: ignore[arg-type]
    assert [entry.text for entry in found] == ([text] if text else [])


def test_nothing_hinders_and_everything_does() -> None:
    assert attention(QUIET) == []
    worst = replace(QUIET, pending=99, skipped=99, returned_long_ago=1, open_comments=1, waiting_for_expert=1)
    assert [entry.kind for entry in attention(worst)] == ["returned", "review", "expert", "comments", "skipped"]


def test_the_pace_leaves_out_idle_days_and_today() -> None:
    assert per_day([0, 4, 0, 6, 100]) == 5
    assert per_day([0, 0, 7]) == 7, "today alone is better than nothing"
    assert per_day([]) == 0
