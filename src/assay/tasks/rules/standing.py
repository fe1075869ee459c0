"""The state of a task: a pure fold over what is known of its slots and review items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assay.projects.rules.settings import Criterion
from assay.projects.rules.workflow import LowAgreement


class Status(StrEnum):
    """Where a task stands, in the words of the page (MQA A.3)."""

    QUEUED = "queued"
    ASSIGNED = "assigned"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    COMPLETED = "completed"


class State(StrEnum):
    """Where a task stands, in the words of Label Studio's clients (LSE 6.2)."""

    CREATED = "CREATED"
    ANNOTATING = "ANNOTATION_IN_PROGRESS"
    NEEDS_REVIEW = "NEEDS_REVIEW"
    REVIEWING = "REVIEW_IN_PROGRESS"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a task's rows say: counts of people, slots and review items.

    `counting` are the distinct people whose annotation counts towards `overlap`; `occupied` those who take a slot
    (with some skip modes a skip takes a slot without counting). `assigned` and `assigned_done` matter only where work
    is handed out by hand. `agreement` is that of the annotations, None while there is nothing to compare; it is `due`
    when the annotations have changed since it was computed. `open_issues` are not resolved, `owed_issues` not handed in
    again; `reopened` says that somebody in charge sent the task back.
    """

    overlap: int
    holds: int = 0
    counting: int = 0
    occupied: int = 0
    submissions: int = 0
    assigned: int = 0
    assigned_done: int = 0
    pending: int = 0
    undecided: int = 0
    expert: int = 0
    returned: int = 0
    accepted: int = 0
    rejected: int = 0
    waived: int = 0
    not_selected: int = 0
    open_issues: int = 0
    owed_issues: int = 0
    reopened: bool = False
    agreement: float | None = None
    due: bool = False
    unheld: bool = False  # it was returned, and whoever had it gave it back

    @property
    def slots_taken(self) -> int:
        return self.holds + self.occupied


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the facts."""

    status: Status
    state: State
    is_labeled: bool
    reviewed: bool
    queue_open: bool
    extra_open: bool = False  # one more annotator is wanted, because those who did it disagree
    is_complete: bool = False
    routes: bool = False  # it has what it needs, and waits for the decision whether it is reviewed


def is_labeled(facts: Facts, manual: bool) -> bool:
    """Whether the task has the annotations it needs: its overlap, or one from everybody it was assigned to."""
    if manual and facts.assigned:
        return facts.assigned_done >= facts.assigned and facts.counting > 0
    return facts.counting >= facts.overlap


def wants_extra(facts: Facts, low: LowAgreement | None) -> bool:
    """Whether a labelled task gets an annotator beyond its overlap: its agreement is known and too low (LSE 4.8)."""
    if low is None or facts.due or facts.agreement is None or facts.agreement >= low.threshold:
        return False
    return low.extra is None or facts.counting < facts.overlap + low.extra


def is_complete(facts: Facts, low: LowAgreement | None, labeled: bool) -> bool:
    """Whether a task needs nobody any more: it is labelled, and agreed upon or out of additional annotators.

    While the agreement of two or more is being computed, nobody knows yet.
    """
    if low is None or not labeled or facts.counting < 2:
        return labeled
    exhausted = low.extra is not None and facts.counting >= facts.overlap + low.extra
    return exhausted or not (facts.due or wants_extra(facts, low))


def standing(
    facts: Facts,
    criterion: Criterion,
    manual: bool,
    rounds_end_together: bool = False,
    low: LowAgreement | None = None,
    *,
    finished_only: bool = False,
) -> Standing:
    """Folds the facts into the state of the task.

    With `rounds_end_together` (review of instances) a task goes back to its author when nothing of the round is open
    any more, so that the author and a second reviewer never work on it at once (MQA A.21 U10).
    `returned` is sticky: it holds whoever has the task, until the work was submitted again (MQA 13). A task is
    reviewed when, with criterion one, some item was accepted or rejected for good; with criterion all, when every item
    that was drawn has such a verdict (LSE 5.5). A task whose items were all left out of the sample is completed, but
    not reviewed (LSE 5.3.5). With `finished_only` nothing waits for a reviewer before the task has all its annotations
    (LSE 6.2.3). While it is not decided whether a task is reviewed, it is not completed.
    """
    labeled = is_labeled(facts, manual)
    complete = is_complete(facts, low, labeled)
    pending = 0 if finished_only and not labeled else facts.pending
    open_items = pending + facts.expert
    final = facts.accepted + facts.rejected
    goes_back = facts.returned > 0 or facts.open_issues > 0 or facts.owed_issues > 0 or facts.reopened
    sent_back = facts.reopened or (goes_back and not (rounds_end_together and open_items))
    if criterion is Criterion.ONE:
        reviewed = final > 0 and not goes_back and facts.expert == 0
    else:
        reviewed = final > 0 and open_items == 0 and facts.undecided == 0 and not goes_back
    routes = complete and facts.undecided > 0 and not reviewed
    if sent_back:
        status = Status.RETURNED
    elif open_items and not (labeled and reviewed):
        status = Status.IN_REVIEW
    elif complete and not routes:
        status = Status.COMPLETED
    elif facts.holds or facts.counting:
        status = Status.ASSIGNED
    else:
        status = Status.QUEUED
    queue_open = facts.unheld or (not manual and facts.slots_taken < facts.overlap)
    return Standing(
        status=status,
        state=_state(facts, labeled, sent_back, open_items, final, status),
        is_labeled=labeled,
        reviewed=reviewed and labeled,
        queue_open=queue_open,
        # One at a time: the agreement is computed anew before a further person is asked.
        extra_open=labeled and not queue_open and facts.holds == 0 and wants_extra(facts, low),
        is_complete=complete,
        routes=routes,
    )


def _state(facts: Facts, labeled: bool, sent_back: bool, open_items: int, final: int, status: Status) -> State:
    if status is Status.COMPLETED:
        return State.COMPLETED
    if sent_back:
        return State.ANNOTATING
    if open_items:
        return State.REVIEWING if final else State.NEEDS_REVIEW
    return State.ANNOTATING if facts.submissions else State.CREATED


def path(before: State, after: State) -> tuple[State, ...]:
    """The states that a task goes through: nothing is reviewed or done that was not annotated (LSE 6.2.1)."""
    if before is after:
        return ()
    return (State.ANNOTATING, after) if before is State.CREATED and after is not State.ANNOTATING else (after,)


def transition(before: State, after: State) -> str:
    """What the way from one state to another is called (LSE 6.2)."""
    backwards = before is State.COMPLETED
    return {
        State.CREATED: "reset",
        State.ANNOTATING: "reopen_annotation"
        if backwards
        else "start_annotation"
        if before is State.CREATED
        else "return_to_annotation",
        State.NEEDS_REVIEW: "reopen_review" if backwards else "send_to_review",
        State.REVIEWING: "reopen_review" if backwards else "start_review",
        State.COMPLETED: "complete",
    }[after]
