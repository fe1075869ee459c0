"""Recording what happened, and telling those in the same process who have to act on it.

Every change of the product calls `record` in its own transaction. A feature that lies below another one never calls
it: the upper one subscribes, and its handler runs in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.history import queries
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `payload` holds numbers and names, never results."""

    action: str
    organization_id: int | None = None
    project_id: int | None = None
    task_id: int | None = None
    annotation_id: int | None = None
    actor_id: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


Handler = Callable[[Connection, Event], None]
_handlers: dict[str, list[Handler]] = {}


def subscribe(action: str, handler: Handler) -> None:
    """Calls `handler` in the transaction of every event of this action; the composition root does it once."""
    known = _handlers.setdefault(action, [])
    if handler not in known:
        known.append(handler)


def record(
    db: Connection,
    action: str,
    *,
    organization_id: int | None = None,
    project_id: int | None = None,
    task_id: int | None = None,
    annotation_id: int | None = None,
    actor_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> None:
    """Adds one event. `action` is noun.verb."""
    event = Event(action, organization_id, project_id, task_id, annotation_id, actor_id, dict(payload or {}))
    queries.insert(db, event.action, organization_id, project_id, task_id, annotation_id, actor_id, dict(event.payload))
    for handler in _handlers.get(action, ()):
        handler(db, event)
