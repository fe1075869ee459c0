"""How many tasks of a project several people label, when it is not all of them (LSE 4.4)."""

from __future__ import annotations


def cohort_size(tasks: int, percent: int) -> int:
    """The share of the tasks, rounded half up, in whole numbers so that no tenth is lost on the way."""
    return (2 * tasks * percent + 100) // 200


def among_new(before: int, added: int, percent: int) -> int:
    """How many of the tasks that are added belong to the cohort, so that its size is right after each addition."""
    return cohort_size(before + added, percent) - cohort_size(before, percent)
