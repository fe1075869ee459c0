"""The shapes of assignments and of the rules that say what is reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field


class AssignmentShape(BaseModel):
    """A task given to a person."""

    id: int
    assignee: int
    task: int
    type: Literal["AN", "RE"]
    is_done: bool
    created_at: datetime


class AssignInput(BaseModel):
    """Who gets a task, and for what."""

    type: Literal["AN", "RE"] = "AN"
    users: list[int] = Field(max_length=1000)


class Selection(BaseModel):
    """Tasks of a project: some, or all but some."""

    all: bool
    included: list[int] = []
    excluded: list[int] = []


class BulkAssignInput(AssignInput):
    """Who gets which tasks."""

    selectedItems: Selection
    filters: dict[str, Any] | None = None
    overlap: int | None = Field(
        default=None, ge=1, le=500, description="Split the tasks evenly, so many people to each. Without it: everybody."
    )


class BulkUnassignInput(BaseModel):
    """Which assignments go: of some people or everybody, of one kind or both."""

    type: Literal["AN", "RE"] | None = None
    users: list[int] | None = Field(default=None, max_length=1000)
    selectedItems: Selection
    filters: dict[str, Any] | None = None


class BulkUnassignAnswer(BaseModel):
    """How many assignments went."""

    removed: int
    task_ids: list[int]


class RoutingRuleInput(BaseModel):
    """A rule of routing as it is to be; with an `id` one that is there."""

    id: int | None = None
    operator: str | None = None
    agreement_threshold: float | str | None = None
    dimension: int | None = None
    sample_rate: float | str


class RoutingRulesInput(BaseModel):
    """All rules of a project, in their order."""

    rules: list[RoutingRuleInput] = Field(max_length=100)


class RoutingRuleShape(BaseModel):
    """A rule of routing: of the tasks that match, this share is reviewed."""

    id: int
    order: int
    operator: Literal["lt", "lte", "gt", "gte", "eq"] | None
    agreement_threshold: float | None
    dimension: int | None
    sample_rate: float
    created_at: datetime
    updated_at: datetime


class BulkAssignAnswer(BaseModel):
    """How many assignments are new, and on which tasks."""

    assignments: int
    task_ids: list[int]
