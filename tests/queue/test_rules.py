"""Walking the queue: a person's place moves past what is theirs, and never past what somebody else may give back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assay.queue.rules import Offered, window

OFFERS = st.lists(st.booleans(), max_size=20).map(
    lambda taken: [Offered(100 + number, number + 1, had) for number, had in enumerate(taken)]
)


@given(OFFERS, st.integers(1, 20))
def test_the_place_stands_before_the_first_candidate(offered: list[Offered], size: int) -> None:
    look = window(offered, 0, size)
    fresh = [task.task_id for task in offered if not task.taken]
    assert list(look.candidates) == fresh, "in order, and all of them"
    first = next((task.position for task in offered if not task.taken), len(offered) + 1)
    assert look.position == first - 1
    assert look.exhausted == (len(offered) < size)


def test_a_window_that_is_all_mine_moves_the_place_to_its_end() -> None:
    look = window([Offered(1, 10, True), Offered(2, 20, True)], 5, 2)
    assert (look.candidates, look.position, look.exhausted) == ((), 20, False)
