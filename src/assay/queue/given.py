"""What people hand in: work of theirs, and changes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

Result = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person hands in. `author_id` differs from `actor_id` when a manager files work for somebody.

    `work_item_id` is the reservation that it was made under, which holds for one annotation.
    """

    task_id: int
    author_id: int
    actor_id: int
    result: Result
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    unique_id: str | None = None
    parent_prediction_id: int | None = None
    parent_annotation_id: int | None = None
    import_id: int | None = None
    draft_created_at: datetime | None = None
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None
    work_item_id: int | None = None
    may_skip_always: bool = False
    bulk_created: bool = False


class Stored(NamedTuple):
    """What a submission made; `as_given` when its result is now that of the annotation."""

    annotation_id: int
    as_given: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What a new revision is: how it came about, and the facts that it changes. None leaves a fact."""

    action: str
    was_cancelled: bool | None = None
    lead_time: float | None = None
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None
