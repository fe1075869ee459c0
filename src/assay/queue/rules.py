"""Which task comes next, and what a reviewer may correct: pure choices over what a query offers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.annotations.rules.instances import Instance, changes
from assay.projects.rules.settings import EvaluationMetric, Settings
from assay.tasks.rules import Status

WINDOW = 16


class WorkKind(StrEnum):
    """What a work item asks of its holder."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a table is narrowed to; None and empty narrow nothing.

    `search` is part of a file's name, in small letters. `reserved_by` is who holds the work, `free` whether anybody
    does. `tasks` names some tasks, `without` takes some out.
    """

    kind: WorkKind | None = None
    status: frozenset[Status] = frozenset()
    search: str = ""
    reserved_by: int | None = None
    free: bool | None = None
    class_name: str = ""
    dataset: int | None = None
    type: str = ""
    tasks: tuple[int, ...] | None = None
    without: frozenset[int] = frozenset()

    @property
    def narrows_tasks(self) -> bool:
        """Whether it asks for anything besides the kind of work, its status and its holder."""
        return bool(self.class_name or self.dataset is not None or self.type or self.tasks is not None or self.without)


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


def share_of_waiting(waiting: int, percent: float | None) -> int:
    """How much of one person's waiting work is reviewed before the next person's: rounded up, at least one."""
    return waiting if percent is None else max(1, math.ceil(waiting * percent / 100))


def even_split(task_ids: Sequence[int], people: Sequence[int], overlap: int) -> list[tuple[int, int]]:
    """Tasks dealt out to people in turn, `overlap` different people each: (task, person).

    Nobody gets more than one task more than anybody else.
    """
    pairs: list[tuple[int, int]] = []
    dealt = 0
    for task_id in task_ids:
        for place in range(dealt, dealt + overlap):
            pairs.append((task_id, people[place % len(people)]))
        dealt += overlap
    return pairs


def may_begin(eligible: int, begun: int, percent: float | None) -> bool:
    """Whether one more task may be reviewed under a limit in percent: rounded down, at least one (LSE 5.4.4)."""
    return percent is None or begun < max(1, math.floor(eligible * percent / 100))


@dataclass(frozen=True, slots=True)
class NotSmall:
    """Why a reviewer's version of an annotation cannot be taken."""

    message: str
    fix: str


def corrected(
    before: Sequence[Instance], after: Sequence[Instance], accepted: frozenset[str]
) -> frozenset[str] | NotSmall:
    """The keys of the instances that a reviewer corrected.

    Small corrections only (MQA 68): things may be moved and questions about them answered otherwise, but nothing is
    made, taken away, given another class or made to last longer. Each corrected instance must be accepted with it.
    """
    found = changes(before, after)
    if found.added:
        return NotSmall(f"holds {min(found.added)}, which is new.", "Report what is missing; its author labels it.")
    if found.removed:
        return NotSmall(f"lacks {min(found.removed)}.", "Reject what should not be there; its author removes it.")
    old = {instance.key: instance for instance in before}
    for instance in after:
        was = old[instance.key]
        if (instance.class_name, instance.from_name) != (was.class_name, was.from_name):
            return NotSmall(f"gives {instance.key} another class.", "Reject it with a reason; its author changes it.")
        if instance.frames != was.frames:
            return NotSmall(
                f"changes how long {instance.key} lasts.", "Reject it with a reason; its author changes it."
            )
    if others := found.changed - accepted:
        return NotSmall(
            f"changes {min(others)}, which is not accepted here.", "Accept it as well, or leave it as it was."
        )
    return found.changed


# ---------------------------------------------------------------- limits and evaluation of annotators


def task_limit(settings: Settings, tasks: int) -> int | None:
    """How many tasks of a project one annotator may do: the smaller of two limits; None for all (LSE 10.2)."""
    limits = [] if settings.annotation_limit_count is None else [settings.annotation_limit_count]
    if settings.annotation_limit_percent is not None:
        limits.append(max(1, tasks * round(settings.annotation_limit_percent * 100) // 10_000))
    return min(limits, default=None)


class Outcome(StrEnum):
    """How somebody does by the project's measure."""

    PASSING = "passing"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Measured:
    """What somebody's work comes to, in percent, and on how many tasks or annotations that rests."""

    score: float | None
    count: int


def evaluated(settings: Settings, measured: Measured) -> Outcome | None:
    """Whether a person's work is good enough; None while there is too little of it to say (LSE 10.1.4-10.1.6)."""
    if not settings.annotator_evaluation_enabled or measured.score is None:
        return None
    if measured.count < settings.annotator_evaluation_minimum_tasks:
        return None
    wanted = settings.annotator_evaluation_minimum_score
    # Of rejections fewer are better. What is shown is rounded; what is compared is not.
    if settings.annotator_evaluation_metric is EvaluationMetric.REJECTION:
        return Outcome.FAILING if measured.score > wanted else Outcome.PASSING
    return Outcome.FAILING if measured.score < wanted else Outcome.PASSING


_FAILED = {
    EvaluationMetric.TRUTH: "Your agreement with the known answers is {score}. This project asks for {wanted}.",
    EvaluationMetric.ACCEPTANCE: "{score} of your reviewed work was accepted. This project asks for {wanted}.",
    EvaluationMetric.REJECTION: "{score} of your reviewed work was rejected. This project allows {wanted}.",
}


def failed_words(settings: Settings, score: float) -> str:
    """What somebody is told whose work is not good enough."""
    words = _FAILED[settings.annotator_evaluation_metric]
    return words.format(score=f"{score:.3g} %", wanted=f"{settings.annotator_evaluation_minimum_score:g} %")


def limit_words(limit: int) -> str:
    """What somebody is told who has done as much as one person may do."""
    return f"You have done {limit:,} task{'s' if limit != 1 else ''} of this project, as many as one person may do."
