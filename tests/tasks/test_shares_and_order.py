"""How many tasks several people label, and the numbers by which tasks are offered."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.projects.rules.settings import Sampling, Settings
from assay.tasks.rules import BAND, Places, among_new, cohort_size, queue_keys


@pytest.mark.parametrize(
    ("tasks", "percent", "size"),
    [
        (5, 50, 3),  # floor(2.5 + 0.5): the worked example of LSE 22
        (4, 50, 2),
        (1, 49, 0),
        (1, 50, 1),
        (0, 50, 0),
        (200, 1, 2),
        (50, 1, 1),  # half a task is one
        (49, 1, 0),
        (1_000_000, 33, 330_000),
        (7, 100, 7),
        (7, 0, 0),
    ],
)
def test_the_share_is_rounded_half_up(tasks: int, percent: int, size: int) -> None:
    assert cohort_size(tasks, percent) == size


@given(st.integers(0, 100), st.lists(st.integers(1, 500), max_size=20))
def test_adding_bit_by_bit_ends_at_the_same_share(percent: int, additions: list[int]) -> None:
    total = chosen = 0
    for added in additions:
        more = among_new(total, added, percent)
        assert 0 <= more <= added
        total, chosen = total + added, chosen + more
        assert chosen == cohort_size(total, percent)


@pytest.mark.parametrize("sampling", list(Sampling))
def test_numbers_are_different_and_stay_in_their_band(sampling: Sampling) -> None:
    ids = list(range(1, 301))
    overlaps = [1 + task_id % 2 for task_id in ids]
    draw = random.Random(7).randrange
    keys = queue_keys(Places(sampling, overlap_first=True, truth_first=False), ids, overlaps, draw)
    assert len(set(keys)) == len(ids)
    for key, overlap in zip(keys, overlaps, strict=True):
        assert 0 <= key - (BAND if overlap == 1 else 0) < BAND, "tasks of several people come first"
    plain = queue_keys(Places(sampling, overlap_first=False, truth_first=False), ids, overlaps, draw)
    assert all(0 <= key < BAND for key in plain)
    if sampling is Sampling.SEQUENTIAL:
        assert plain == ids


def test_overlap_first_says_nothing_where_all_tasks_have_it() -> None:
    assert not Places.of(Settings(show_overlap_first=True)).overlap_first
    assert Places.of(Settings(show_overlap_first=True, overlap_cohort_percentage=99)).overlap_first
