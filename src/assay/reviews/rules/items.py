"""The review item: one state machine for whole annotations and for single instances, as pure functions.

An item is drawn (or not) when its work is submitted, judged by reviewers in rounds, perhaps by an expert, and answered
by its author. The functions here take values and return values; who may do it and how it is stored is decided
elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from assay.projects.rules.settings import RejectAction


class ItemState(StrEnum):
    """Where a review item stands."""

    NOT_SELECTED = "not_selected"
    UNDECIDED = "undecided"  # its task waits for its agreement, by which a rule decides whether it is reviewed
    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPERT_PENDING = "expert_pending"
    RETURNED = "returned"
    PASSED_ON = "passed_on"
    REJECTED = "rejected"
    DELETED = "deleted"
    WAIVED = "waived"  # left the queue because its task was reviewed by another item (criterion one)


class Unit(StrEnum):
    """What is judged in a project."""

    ANNOTATION = "annotation"
    INSTANCE = "instance"


class Kind(StrEnum):
    """What a reviewer says."""

    ACCEPT = "accept"
    FIX = "fix"
    REJECT = "reject"


class Stage(StrEnum):
    """Who judges: a reviewer, or an expert after reviewers."""

    NORMAL = "normal"
    EXPERT = "expert"


class Rule(StrEnum):
    """Which rule gave an item its inclusion probability."""

    PROJECT = "project"
    CLASS = "class"
    ANNOTATOR = "annotator"
    RESOLVED = "resolved"
    CHANGED = "changed"
    ADDED = "added"
    REPORT = "report"
    ROUTING = "routing"
    UNASSIGNED = "unassigned"


TO_EXPERT = "expert"  # the reject action of a rejection that goes to an expert instead of the author

OPEN_STATES = frozenset({ItemState.PENDING, ItemState.EXPERT_PENDING})
FINAL_STATES = frozenset({ItemState.ACCEPTED, ItemState.REJECTED})
GONE_STATES = frozenset({ItemState.PASSED_ON, ItemState.DELETED})


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that decide about items; which verdicts go to an expert says `rules.expert`."""

    unit: Unit
    sampling_rate: float = 1.0
    class_rates: Mapping[str, float] | None = None
    annotator_rate: float | None = None
    allowed_rejects: tuple[RejectAction, ...] = (RejectAction.REQUEUE,)
    default_reject: RejectAction = RejectAction.REQUEUE

    def inclusion(self, class_name: str) -> tuple[float, Rule]:
        """The probability with which an item of this class is drawn, and the rule that says so.

        A rate for the class beats one for the annotator, which beats the project's (MQA A.21 U6).
        """
        if self.class_rates and class_name in self.class_rates:
            return self.class_rates[class_name], Rule.CLASS
        if self.annotator_rate is not None:
            return self.annotator_rate, Rule.ANNOTATOR
        return self.sampling_rate, Rule.PROJECT


def drawn(seed: int, key: str, probability: float) -> bool:
    """Whether an item is in the sample: reproducible from the stored seed and the item's key."""
    digest = hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64 < probability


@dataclass(frozen=True, slots=True)
class Draw:
    """What decides for all annotations of a task alike whether they are reviewed: one draw, kept with each of them.

    A draw that is not `decided` waits for the task's agreement. `detail` is what the rule said, and of which number.
    """

    seed: int
    probability: float
    rule: Rule
    detail: Mapping[str, Any] | None = None
    decided: bool = True

    @property
    def state(self) -> ItemState:
        if not self.decided:
            return ItemState.UNDECIDED
        return ItemState.PENDING if drawn(self.seed, "", self.probability) else ItemState.NOT_SELECTED


class Reviewable(Protocol):
    """A piece of a submission that is judged by itself: an instance, or the whole annotation with the key ""."""

    @property
    def key(self) -> str: ...
    @property
    def class_name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...


class Piece(NamedTuple):
    """The plainest of these."""

    key: str
    class_name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it stands before a submission or a verdict."""

    key: str
    state: ItemState
    round: int
    rejections: int
    fingerprint: str


class Planned(NamedTuple):
    """What a submission makes of one item. `is_new` items carry how they were drawn."""

    key: str
    class_name: str
    state: ItemState
    round: int
    is_new: bool
    probability: float
    rule: Rule


def plan_submission(
    items: Iterable[Item],
    pieces: Iterable[Reviewable],
    policy: Policy,
    seed: int,
    draw: Draw | None = None,
    *,
    answers_report: bool = False,
) -> tuple[Planned, ...]:
    """What a submission does to the review items of its annotation.

    New pieces are drawn by the policy, or share the `draw` of their task. A returned item that was answered is
    reviewed again without being drawn (MQA 34), an accepted one that changed is too (MQA A.21 U17), and an item whose
    piece is gone is deleted (MQA 50). What was added to a returned task is new; where the submission answers the
    report of something missing it `answers_report`, and all that is new is reviewed (MQA A.21 U9). Items that the
    submission leaves alone are not in the answer (T7).
    """
    before = {item.key: item for item in items}
    planned: list[Planned] = []
    present: set[str] = set()
    rates: dict[str, tuple[float, Rule]] = {}
    for piece in pieces:
        present.add(piece.key)
        item = before.get(piece.key)
        if item is None and draw is not None:
            planned.append(Planned(piece.key, piece.class_name, draw.state, 1, True, draw.probability, draw.rule))
        elif item is None:
            by_class = rates.get(piece.class_name)
            if by_class is None:
                by_class = (1.0, Rule.REPORT) if answers_report else policy.inclusion(piece.class_name)
                rates[piece.class_name] = by_class
            probability, rule = by_class
            state = ItemState.PENDING if drawn(seed, piece.key, probability) else ItemState.NOT_SELECTED
            planned.append(Planned(piece.key, piece.class_name, state, 1, True, probability, rule))
        elif _comes_back(item, piece):
            rule = Rule.RESOLVED if item.state is ItemState.RETURNED else Rule.CHANGED
            planned.append(Planned(piece.key, piece.class_name, ItemState.PENDING, item.round + 1, False, 1.0, rule))
    for key, item in before.items():
        if key not in present and item.state is not ItemState.DELETED:
            planned.append(Planned(key, "", ItemState.DELETED, item.round, False, 1.0, Rule.RESOLVED))
    return tuple(planned)


def _comes_back(item: Item, piece: Reviewable) -> bool:
    if item.state is ItemState.RETURNED:
        return True
    if item.state is ItemState.DELETED:
        return True
    return item.state is ItemState.ACCEPTED and item.fingerprint != piece.fingerprint


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict makes of an item."""

    state: ItemState
    rejections: int
    action: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a verdict cannot be given."""

    field: str
    message: str
    fix: str = ""


def judge(
    state: ItemState,
    rejections: int,
    kind: Kind,
    action: RejectAction | None,
    stage: Stage,
    policy: Policy,
    *,
    referred: bool = False,
) -> Outcome | Refused:
    """The item after a verdict; `referred` when an expert decides instead (MQA 55, 56), see `rules.expert`.

    Otherwise a reviewer's acceptance accepts, and a rejection does what its action says. An expert's rejection is
    final and never goes back to the author (MQA 60).
    """
    expected = ItemState.EXPERT_PENDING if stage is Stage.EXPERT else ItemState.PENDING
    if state is not expected:
        return Refused("item", f"is {state.replace('_', ' ')}, not waiting for this verdict.", "Load it again.")
    if kind is not Kind.REJECT:
        return Outcome(ItemState.EXPERT_PENDING if referred else ItemState.ACCEPTED, rejections, None)
    if stage is Stage.EXPERT:
        return Outcome(ItemState.REJECTED, rejections, RejectAction.REMOVE)
    chosen = action or policy.default_reject
    if chosen not in policy.allowed_rejects:
        return Refused(
            "reject_action",
            f"{chosen} is not allowed in this project.",
            f"Use one of: {', '.join(policy.allowed_rejects)}.",
        )
    if referred:
        return Outcome(ItemState.EXPERT_PENDING, rejections + 1, TO_EXPERT)
    after = {
        RejectAction.REMOVE: ItemState.REJECTED,
        RejectAction.REQUEUE: ItemState.RETURNED,
        RejectAction.REDISTRIBUTE: ItemState.PASSED_ON,
    }[chosen]
    return Outcome(after, rejections + 1, chosen)


def annotation_verdict(states: Iterable[ItemState], fixed: bool) -> str | None:
    """The word for a whole annotation that its items add up to, or None while it is not decided.

    One item sent back makes the annotation returned; it is accepted when nothing is open and something was accepted.
    """
    found = set(states)
    if ItemState.PASSED_ON in found:
        return "passed_on"
    if ItemState.RETURNED in found:
        return "returned"
    if found & OPEN_STATES:
        return None
    if ItemState.ACCEPTED in found:
        return "fixed" if fixed else "accepted"
    return "removed" if ItemState.REJECTED in found else None
