"""What the server tells, as frozen values. Times are datetimes with a zone; shares are 0 to 1; durations seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from assay.client.names import APPROVAL_STATE, TASK_STATUS

Kind = Literal["annotate", "review", "expert"]
Status = Literal["queued", "assigned", "in_review", "returned", "completed"]
# What somebody is in a project: admin, team manager, annotator and reviewer, reviewer, annotator.
Role = Literal["AD", "TM", "AR", "RE", "AN"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the organization."""

    id: int
    email: str = ""
    first_name: str = ""
    last_name: str = ""

    @property
    def name(self) -> str:
        """First and last name, or the e-mail address of somebody without."""
        return f"{self.first_name} {self.last_name}".strip() or self.email


@dataclass(frozen=True, slots=True)
class Member(Person):
    """Somebody in a project. `role` is the strongest of all that they have there; None for who only looks."""

    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People who come and go together; `role` is that of a group in a project."""

    id: int
    title: str
    member_count: int
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of projects."""

    id: int
    title: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class DatasetName:
    """A dataset, in short."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What every table tells of a task; `frames` is None for what has none."""

    task: int
    inner_id: int
    file: str
    dataset: DatasetName
    type: str
    status: Status
    frames: int | None
    edited_at: datetime
    edited_by: Person | None

    @property
    def task_status(self) -> str:
        """The status in the words of another vendor's SDK, such as IN_REVIEW."""
        return TASK_STATUS[self.status]


@dataclass(frozen=True, slots=True)
class QueueRow(TaskRow):
    """Work that waits or is held: a task to label, or a review, whose number is `work_item`, of some instances."""

    kind: Kind
    work_item: int | None
    annotation: int | None
    instances: int | None
    entered_at: datetime
    reserved_by: Person | None
    reserved_at: datetime | None
    reserved_until: datetime | None


@dataclass(frozen=True, slots=True)
class ActivityRow(TaskRow):
    """A task that was submitted: so many of its instances have a verdict."""

    instances: int
    reviewed: int
    submitted_at: datetime | None
    submitted_by: Person | None
    reviewed_by: Person | None


@dataclass(frozen=True, slots=True)
class DataRow(TaskRow):
    """A task as an item of data."""

    fps: float | None
    created_at: datetime
    reserved_by: Person | None
    reserved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Instance:
    """One thing that was labelled, with the verdict that stands: accept, fix, reject or None."""

    id: int
    identifier: str
    class_name: str
    kind: str
    frames: int
    task: int
    annotation: int
    file: str
    state: str
    author: Person | None
    created_at: datetime
    verdict: str | None = None
    reviewer: Person | None = None
    judged_at: datetime | None = None
    reason: str | None = None

    @property
    def approval_state(self) -> str:
        """The state in the words of another vendor's SDK, such as NOT_SELECTED_FOR_REVIEW."""
        return APPROVAL_STATE.get(self.state, "PENDING")


@dataclass(frozen=True, slots=True)
class Item:
    """What is judged of a submission: an instance by its `key`, or with an empty key the whole annotation.

    `inclusion_probability` is that with which it was drawn for review, and `inclusion_rule` what said so.
    """

    id: int
    unit: str
    key: str
    class_name: str
    state: str
    round: int
    rejections: int
    inclusion_rule: str
    inclusion_probability: float | None = None
    work_item_id: int | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it waits for a verdict, of a reviewer or an expert."""
        return self.state in ("pending", "expert_pending")

    @property
    def approval_state(self) -> str:
        """The state in the words of another vendor's SDK, such as NOT_SELECTED_FOR_REVIEW."""
        return APPROVAL_STATE.get(self.state, "PENDING")


@dataclass(frozen=True, slots=True)
class Issue:
    """What must be resolved before returned work is handed in again: a rejection, or a report of a missing label."""

    id: int
    task: int
    annotation: int
    kind: Literal["rejection", "missing_label"]
    reason: str
    text: str
    is_resolved: bool
    created_at: datetime
    item: int | None = None
    place: Any = None
    created_by: int | None = None
    resolved_by: int | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """How much was handed over; `left` of what a filter found was not, because somebody holds it or may not have it."""

    tasks: int
    work_items: int
    left: int = 0


@dataclass(frozen=True, slots=True)
class Reopened:
    """How many tasks were chosen, what was done in words and numbers; `run` is the job that does it, if one does."""

    tasks: int
    detail: str
    result: dict[str, int]
    run: int | None


@dataclass(frozen=True, slots=True)
class AddedReviews:
    """What a further review would judge: `items` of `eligible`, each drawn with `probability`."""

    tasks: int
    items: int
    eligible: int
    approved: int
    not_selected: int
    without_reviewer: int
    probability: float


@dataclass(frozen=True, slots=True)
class Job:
    """A copy of a project that is made: the new project, and how far its data is there."""

    id: int
    source: int
    project: int
    title: str
    status: Literal["waiting", "running", "done", "failed"]
    tasks_total: int
    tasks_done: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Something that happened: `action` is noun and verb, such as annotation.submitted."""

    id: int
    at: datetime
    action: str
    actor: int | None
    task: int | None
    annotation: int | None
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to one task, and who did it."""

    id: int
    at: datetime
    action: str
    person: Person | None
    annotation: int | None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Seconds that somebody worked on an item at one stage: annotate, review or expert."""

    user: int
    task: int
    title: str
    stage: Kind
    seconds: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `of` things with its 95 % interval; None of nothing."""

    share: float | None
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named set of data units."""

    id: int
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """A named labeling configuration with versions."""

    id: int
    title: str
