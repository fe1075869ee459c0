"""Which task comes next: pure choices over what a query offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WINDOW = 16


class WorkKind(StrEnum):
    """What a work item asks of its holder."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Offered:
    """A task with a free slot, as a query offers it to one person; `taken` if the person had it already."""

    task_id: int
    position: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Window:
    """What a person may try to reserve, in order, and how far they have walked for good."""

    candidates: tuple[int, ...]
    position: int
    exhausted: bool


def window(offered: Sequence[Offered], position: int, size: int = WINDOW) -> Window:
    """Candidates of one window of the queue.

    The position moves past the tasks at its beginning that the person had already, and no further: a task that somebody
    else holds at this moment must still be met the next time.
    """
    candidates: list[int] = []
    for task in offered:
        if task.taken:
            if not candidates:
                position = task.position
        else:
            candidates.append(task.task_id)
    return Window(tuple(candidates), position, exhausted=len(offered) < size)
