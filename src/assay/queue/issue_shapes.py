"""The shape of an issue: what must be resolved before returned work can be submitted again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel


class NamedShape(BaseModel):
    """Somebody, as far as those who work with them need to know."""

    id: int
    name: str
    initials: str


class IssueShape(BaseModel):
    """What must be resolved before returned work can be submitted again.

    `resolution` is deleted when its instance was, `answered_at` when the work was handed in again. `round` is that of
    the rejection, 0 for a report. `reviewer` is who `created_by` is.
    """

    id: int
    task: int
    annotation: int
    item: int | None
    kind: Literal["rejection", "missing_label"]
    reason: str
    text: str
    place: Any
    is_resolved: bool
    created_by: int | None
    reviewer: NamedShape | None
    created_at: datetime
    resolved_by: int | None
    resolved_at: datetime | None
    resolution: Literal["resolved", "deleted", "closed"] | None
    answered_at: datetime | None
    class_name: str
    round: int
