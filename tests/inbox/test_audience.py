"""Who is told of a comment, as a table (LSE 7.2)."""

from __future__ import annotations

import pytest

from assay.inbox.rules.audience import Seer, Talk, told
from assay.inbox.rules.kinds import Kind

AUTHOR, OTHER, REVIEWER, SECOND, OFFICER, STRANGER = 1, 2, 3, 4, 5, 9
SEERS = (
    Seer(AUTHOR, reviews=False, is_joined=True),
    Seer(OTHER, reviews=False, is_joined=True),
    Seer(REVIEWER, reviews=True, is_joined=True),
    Seer(SECOND, reviews=True, is_joined=True),
    Seer(OFFICER, reviews=True, is_joined=False),
)


def talk(by: int, *, first: bool = False, part: tuple[int, ...] = (), named: tuple[int, ...] = ()) -> Talk:
    return Talk(by, AUTHOR, first, frozenset(part), frozenset(), frozenset(named))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (talk(AUTHOR, first=True), {REVIEWER, SECOND}),
        (talk(AUTHOR, part=(AUTHOR,)), set()),
        (talk(AUTHOR, part=(AUTHOR, REVIEWER)), {REVIEWER}),
        (talk(REVIEWER), {AUTHOR}),
        (talk(REVIEWER, part=(OFFICER, REVIEWER)), {AUTHOR, OFFICER}),
        (talk(REVIEWER, part=(STRANGER, OTHER)), {AUTHOR}),
        (talk(REVIEWER, named=(OTHER, STRANGER, SECOND, REVIEWER)), {AUTHOR, SECOND}),
    ],
)
def test_who_is_told(given: Talk, expected: set[int]) -> None:
    assert set(told(given, SEERS)) == expected


def test_those_who_judged_the_work_are_told_of_the_answer() -> None:
    answer = Talk(AUTHOR, AUTHOR, False, frozenset(), frozenset({SECOND}), frozenset())
    assert told(answer, SEERS) == {SECOND: Kind.COMMENT}


def test_a_mention_is_told_as_one() -> None:
    assert told(talk(REVIEWER, named=(AUTHOR,)), SEERS) == {AUTHOR: Kind.MENTION}


def test_a_reviewer_who_labels_tells_the_others_of_their_first_words() -> None:
    own = Talk(REVIEWER, REVIEWER, True, frozenset(), frozenset(), frozenset())
    assert set(told(own, SEERS)) == {SECOND}
