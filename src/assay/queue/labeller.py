"""Somebody who asks for work, and what they get."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from assay.access.rules.permissions import Held, Permission, Role, allows
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.queue.queries import FREE, Cursor


@dataclass(frozen=True, slots=True)
class Labeller:
    """A person with what their roles in the project mean for the work they get.

    Only annotators are asked for one more opinion (LSE 4.8); managers are not evaluated; who is paused may not start.
    """

    id: int
    is_annotator: bool = True
    is_evaluated: bool = True
    may_start: bool = True

    @classmethod
    def of(cls, account_id: int, roles: Collection[Held], *, may_start: bool = True) -> Labeller:
        return cls(
            account_id,
            is_annotator=Role.ANNOTATOR in roles,
            is_evaluated=not allows(roles, Permission.QUEUE_CONTROL),
            may_start=may_start,
        )


@dataclass(frozen=True, slots=True)
class Reservation:
    """A task in somebody's hands. Without a work item it is only shown to them: others have taken all its slots.

    `can_prefetch`: whether something after it may be shown already.
    """

    work_item_id: int | None
    task_id: int
    expires_at: datetime | None
    returned: bool
    prefetched: bool
    overlap_reached: bool = False
    can_prefetch: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """One request for work."""

    workflow: Workflow
    person: Labeller
    until: datetime | None
    prefetch: bool
    at: datetime

    @property
    def project_id(self) -> int:
        return self.workflow.project_id

    def reserve(
        self, db: Connection, task_ids: Sequence[int], cursor: Cursor, *, when: LiteralString = FREE
    ) -> Reservation | None:
        """Takes the first of these tasks that can be taken, or None; keeps the person's place."""
        found = queries.reserve(
            db,
            self.project_id,
            self.person.id,
            task_ids,
            cursor,
            until=self.until,
            prefetched=self.prefetch,
            when=when,
        )
        if found is None:
            return None
        return Reservation(found.work_item_id, found.task_id, found.reserved_until, False, self.prefetch)
