"""What of a project needs somebody's attention: only what is true, and only what will not go on by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

# Bounded reads count this far; beyond it the text says "more than".
MOST = 1_000

# Fewer waiting reviews than this are no pile, whatever the pace is.
SMALLEST_PILE = 20
# A pile is more than so many days of review at the present pace.
PILE_DAYS = 3
# Skips are worth a look when there are so many, and so large a share of all answers.
SKIPS = 5
SKIPPED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day (UTC)."""

    date: str
    annotated: int
    reviewed: int
    completed: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What attention is judged by. Numbers from bounded reads go up to `MOST` + 1."""

    unit: str
    pending: int
    annotations: int
    skipped: int
    returned_long_ago: int
    open_comments: int
    waiting_for_expert: int
    running_out: int
    reviews_per_day: float


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at, as a sentence, and the page of the project where one can."""

    kind: str
    count: int
    text: str
    page: str


def per_day(numbers: Sequence[int]) -> float:
    """The mean over the days that have any; the last day is left out, because it is not over, unless it is alone."""
    worked = [number for number in numbers[:-1] if number > 0]
    if worked:
        return sum(worked) / len(worked)
    return float(numbers[-1]) if numbers else 0.0


def attention(facts: Facts) -> list[Attention]:
    """The list, the most urgent first."""
    found = (_returned(facts), _review(facts), _expert(facts), _comments(facts), _skipped(facts), _running_out(facts))
    return [entry for entry in found if entry is not None]


def _amount(number: int, one: str, many: str) -> str:
    if number == 1:
        return f"One {one}"
    return f"More than {MOST:,} {many}" if number > MOST else f"{number:,} {many}"


def _returned(facts: Facts) -> Attention | None:
    number = facts.returned_long_ago
    if not number:
        return None
    waits = "waits" if number == 1 else "wait"
    text = f"{_amount(number, 'returned task', 'returned tasks')} {waits} for more than two days."
    return Attention("returned", number, text, "tasks?status=returned")


def _review(facts: Facts) -> Attention | None:
    number, pace = facts.pending, facts.reviews_per_day
    if number < SMALLEST_PILE or number <= PILE_DAYS * pace:
        return None
    things = "instances" if facts.unit == "instance" else "annotations"
    if pace:
        text = f"{number:,} {things} wait for review: {ceil(number / pace):,} days of work at the present pace."
    else:
        text = f"{number:,} {things} wait for review, and nobody reviews."
    return Attention("review", number, text, "tasks?status=in_review")


def _expert(facts: Facts) -> Attention | None:
    number = facts.waiting_for_expert
    if not number:
        return None
    waits = "waits" if number == 1 else "wait"
    return Attention("expert", number, f"{_amount(number, 'batch', 'batches')} {waits} for an expert.", "review")


def _comments(facts: Facts) -> Attention | None:
    number = facts.open_comments
    if not number:
        return None
    text = f"{_amount(number, 'comment is', 'comments are')} not resolved."
    return Attention("comments", number, text, "tasks")


def _skipped(facts: Facts) -> Attention | None:
    number, answers = facts.skipped, facts.annotations + facts.skipped
    if number < SKIPS or number < SKIPPED_SHARE * answers:
        return None
    text = f"{number:,} of {answers:,} answers are skips."
    return Attention("skipped", number, text, "tasks")


def _running_out(facts: Facts) -> Attention | None:
    number = facts.running_out
    if not number:
        return None
    runs = "is" if number == 1 else "are"
    text = f"{_amount(number, 'reservation', 'reservations')} {runs} about to run out; the work then goes to others."
    return Attention("reservations", number, text, "tasks?status=assigned")
