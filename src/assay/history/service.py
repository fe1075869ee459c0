"""Recording what happened, and telling those in the same process who have to act on it.

Every change of the product calls `record` in its own transaction. A feature that lies below another one never calls
it: the upper one subscribes, and its handler runs in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

from assay.history import queries
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `payload` holds numbers and names, never results.

    `about` are the ids that it concerns where there are many: listeners get all of them, the table does not keep them.
    Two things spare listeners from asking: `is_alone` says that the task has nothing to compare its work with, and
    `workflow` is that of the project, where it is at hand.
    """

    action: str
    organization_id: int | None = None
    project_id: int | None = None
    task_id: int | None = None
    annotation_id: int | None = None
    actor_id: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    about: Sequence[int] = ()
    is_alone: bool = False
    workflow: Any = None


Handler = Callable[[Connection, Event], None]
Listener = Callable[[Connection, Sequence[Event]], None]
_handlers: dict[str, list[Handler]] = {}
_gatherers: dict[str, list[Listener]] = {}
_listeners: list[tuple[frozenset[str], Listener, LiteralString]] = []


def subscribe(action: str, handler: Handler) -> None:
    """Calls `handler` in the transaction of every event of this action; the composition root does it once."""
    known = _handlers.setdefault(action, [])
    if handler not in known:
        known.append(handler)


def gather(action: str, gatherer: Listener) -> None:
    """Calls `gatherer` once with all events of this action that were recorded together, in their transaction."""
    known = _gatherers.setdefault(action, [])
    if gatherer not in known:
        known.append(gatherer)


def listen(actions: Iterable[str], listener: Listener, *, if_any: LiteralString) -> None:
    """Calls `listener` once with all events of these actions that were recorded together, in their transaction.

    `if_any` is a condition on a row of `event`. It is answered by the statement that writes the events, so that nothing
    is asked where it holds for none of them.
    """
    entry = (frozenset(actions), listener, if_any)
    if entry not in _listeners:
        _listeners.append(entry)


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
    about: Sequence[int] = (),
) -> None:
    """Adds one event. `action` is noun.verb."""
    place = (organization_id, project_id, task_id, annotation_id, actor_id)
    record_all(db, [Event(action, *place, dict(payload or {}), about)])


def record_all(db: Connection, events: Sequence[Event]) -> None:
    """Adds events, in their order, with one statement."""
    heard = [
        (listener, if_any, [event for event in events if event.action in actions])
        for actions, listener, if_any in _listeners
    ]
    heard = [entry for entry in heard if entry[2]]
    wanted = queries.insert(
        db,
        [
            (e.action, e.organization_id, e.project_id, e.task_id, e.annotation_id, e.actor_id, e.payload)
            for e in events
        ],
        [if_any for _, if_any, _ in heard],
    )
    for event in events:
        for handler in _handlers.get(event.action, ()):
            handler(db, event)
    for action in dict.fromkeys(event.action for event in events):
        for gatherer in _gatherers.get(action, ()):
            gatherer(db, [event for event in events if event.action == action])
    for (listener, _, about), is_wanted in zip(heard, wanted, strict=True):
        if is_wanted:
            listener(db, about)
