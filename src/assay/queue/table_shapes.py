"""The shapes of the tables of work and of what is done with their rows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assay.queue.shapes import PersonShape
from assay.tasks.rules.kinds import Kind as ItemKind

Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Kind = Literal["annotate", "review", "expert"]
TaskStatus = Literal["queued", "assigned", "in_review", "returned", "completed"]


class DatasetName(BaseModel):
    """A dataset, in short."""

    id: int
    title: str


class TaskInTable(BaseModel):
    """What every table shows of a task. `frames` and the like are null where they mean nothing, or nothing is known."""

    task: int
    inner_id: int
    file: str
    dataset: DatasetName
    type: ItemKind
    status: TaskStatus
    frames: int | None
    edited_at: datetime
    edited_by: PersonShape | None


class QueueRow(TaskInTable):
    """Work that waits or is held: a task to label, or a review of `instances` of it, whose id is `work_item`.

    A review is queued or assigned. `reserved_until` is null for a reservation that does not expire.
    """

    kind: Kind
    work_item: int | None
    annotation: int | None
    instances: int | None
    entered_at: datetime
    reserved_by: PersonShape | None
    reserved_at: datetime | None
    reserved_until: datetime | None
    can_initiate: bool


class ActivityRow(TaskInTable):
    """A task that was submitted: how many of its instances have a verdict, and who did what last."""

    instances: int
    reviewed: int
    submitted_at: datetime | None
    submitted_by: PersonShape | None
    reviewed_by: PersonShape | None


class DataRow(TaskInTable):
    """A task as an item of data; `fps` is null for what is no video."""

    fps: float | None
    created_at: datetime
    reserved_by: PersonShape | None
    reserved_at: datetime | None


class InstanceRow(BaseModel):
    """One thing that was labelled, with the verdict that stands."""

    id: int
    identifier: str
    class_name: str = Field(serialization_alias="class", validation_alias="class")
    kind: str
    frames: int
    task: int
    annotation: int
    file: str
    state: str
    author: PersonShape | None
    created_at: datetime
    verdict: Literal["accept", "fix", "reject"] | None
    reviewer: PersonShape | None
    judged_at: datetime | None
    reason: str | None


class QueuePage(BaseModel):
    """A page of the queue; `next` is the `after` of the page that follows."""

    rows: list[QueueRow]
    next: str | None


class ActivityPage(BaseModel):
    """A page of what was submitted."""

    rows: list[ActivityRow]
    next: str | None


class DataPage(BaseModel):
    """A page of all tasks."""

    rows: list[DataRow]
    next: str | None


class InstancePage(BaseModel):
    """A page of instances."""

    rows: list[InstanceRow]
    next: str | None


class Matching(BaseModel):
    """How many rows a table has under a filter."""

    rows: int


class WorkCounts(BaseModel):
    """How many tasks stand where, and how many reviews wait or are held."""

    tasks: int
    queued: int
    assigned: int
    in_review: int
    returned: int
    completed: int
    reviews: int


class Happening(BaseModel):
    """Something that happened to a task."""

    id: int
    at: datetime
    action: str
    person: PersonShape | None
    annotation: int | None
    details: dict[str, Any]


class Filtered(BaseModel):
    """The filter that a table is narrowed to."""

    model_config = ConfigDict(extra="forbid")

    filter: dict[str, Any] | None = None


class StartInput(Filtered):
    """Which kind of work to start, and of what a filter leaves."""

    kind: Kind = "annotate"


class AssignInput(Filtered):
    """To whom, and what: rows by their numbers, or all that a filter leaves but those taken out."""

    user: Number
    tasks: list[Number] = Field(default_factory=list, max_length=10_000)
    work_items: list[Number] = Field(default_factory=list, max_length=10_000)
    exclude_tasks: list[Number] = Field(default_factory=list, max_length=10_000)
    exclude_work_items: list[Number] = Field(default_factory=list, max_length=10_000)


class ReleaseInput(BaseModel):
    """What to release."""

    model_config = ConfigDict(extra="forbid")

    tasks: list[Number] = Field(default_factory=list, max_length=10_000)
    work_items: list[Number] = Field(default_factory=list, max_length=10_000)


class HandedAnswer(BaseModel):
    """How much was handed over, and how much of what a filter left was not, because somebody holds it or may not."""

    tasks: int
    work_items: int
    left: int


class StartedWork(BaseModel):
    """Work that is reserved for the person now. `annotation` is what is judged, or what came back."""

    kind: Kind
    task: int
    work_item: int
    annotation: int | None
    reserved_until: datetime | None
    returned: bool


class HeldWork(BaseModel):
    """Who has something of a task in hand."""

    kind: Kind
    work_item: int
    reserved_by: PersonShape
    reserved_at: datetime | None
    reserved_until: datetime | None


class ReservationAnswer(BaseModel):
    """Who works on a task now, and what would be overwritten by changing it beside the queue."""

    task: int
    status: TaskStatus
    held: list[HeldWork]
    is_mine: bool
    warning: str | None
