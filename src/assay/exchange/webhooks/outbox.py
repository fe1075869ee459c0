"""From events to messages: in the transaction of what happened, one row for each hook that wants to know.

What a message says is written when it is sent; the rows hold ids. Where nobody listens, an event costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from assay.exchange.webhooks import queries
from assay.exchange.webhooks.queries import Listener
from assay.exchange.webhooks.rules.actions import SINGULAR_DELETED, wants
from assay.history.service import Event
from assay.kit.db import Connection

T = TypeVar("T")

# How many things one message is about at most.
MOST_TASKS = 500
MOST_IDS = 10_000
MOST_ANNOTATIONS = 100

# A task that is handed in for the first time is created, whatever the way in; what follows are changes.
_HANDED_IN = ("annotation.submitted", "annotation.skipped", "annotation.imported")
_CHANGED = ("annotation.updated", "annotation.ground_truth")
_SIMPLE = {
    "project.created": "PROJECT_CREATED",
    "project.changed": "PROJECT_UPDATED",
    "project.deleted": "PROJECT_DELETED",
}
_REVIEWS = {"review.created": "REVIEW_CREATED", "review.updated": "REVIEW_UPDATED", "review.deleted": "REVIEWS_DELETED"}
_COMMENTS = {
    "comment.created": "ASSAY_COMMENT_CREATED",
    "comment.updated": "ASSAY_COMMENT_UPDATED",
    "comment.resolved": "ASSAY_COMMENT_UPDATED",
    "comment.reopened": "ASSAY_COMMENT_UPDATED",
    "comment.deleted": "ASSAY_COMMENT_DELETED",
}
_PEOPLE = {
    "tasks.assigned": "ASSAY_TASKS_ASSIGNED",
    "tasks.unassigned": "ASSAY_TASKS_UNASSIGNED",
    "member.paused": "ASSAY_MEMBER_PAUSED",
    "member.resumed": "ASSAY_MEMBER_RESUMED",
}
_LABELS = {
    "label_link.created": "LABEL_LINK_CREATED",
    "label_link.updated": "LABEL_LINK_UPDATED",
    "label_link.deleted": "LABEL_LINK_DELETED",
}
_STATES = {"task.state": "ASSAY_TASK_STATE", "project.state": "ASSAY_PROJECT_STATE"}
_TASKS = ("tasks.created", "tasks.deleted")

EVENTS = frozenset(
    (
        *_HANDED_IN,
        *_CHANGED,
        "annotation.deleted",
        *_SIMPLE,
        *_REVIEWS,
        *_COMMENTS,
        *_PEOPLE,
        *_LABELS,
        *_STATES,
        *_TASKS,
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """A message before it is addressed. `subject` holds ids."""

    action: str
    subject: dict[str, Any]


def happened(db: Connection, events: Sequence[Event]) -> list[int]:
    """Writes the messages about some events; returns the hooks that have something to send."""
    places = {(event.organization_id, event.project_id) for event in events if event.organization_id is not None}
    waiting: dict[int, None] = {}
    for organization_id, project_id in places:
        assert organization_id is not None
        hooks = queries.listeners(db, organization_id, project_id)
        if not hooks:
            continue
        here = [event for event in events if (event.organization_id, event.project_id) == (organization_id, project_id)]
        for told in _told(db, here, hooks):
            for hook in _listening(hooks, told.action):
                queries.enqueue(db, hook.id, told.action, project_id, told.subject)
                waiting[hook.id] = None
    return list(waiting)


def _parts(all_of_them: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (all_of_them[start : start + size] for start in range(0, len(all_of_them), size))


def _listening(hooks: Sequence[Listener], action: str) -> list[Listener]:
    return [
        hook
        for hook in hooks
        if wants(action, hook.actions, everything=hook.send_for_all_actions, project_only=hook.project_id is not None)
    ]


def _told(db: Connection, events: Sequence[Event], hooks: Sequence[Listener]) -> Iterator[Told]:
    made = [event for event in events if event.action in _HANDED_IN and event.payload.get("revision") == 1]
    if len(made) > 1:
        for part in _parts(made, MOST_ANNOTATIONS):
            yield Told("ANNOTATIONS_CREATED", {"annotations": [event.annotation_id for event in part]})
    for event in events:
        if event.action in _TASKS:
            yield from _about_tasks(db, event, hooks)
        elif len(made) == 1 or event not in made:
            yield from _about(event)


def _about(event: Event) -> Iterator[Told]:
    action, payload = event.action, event.payload
    place = {"task": event.task_id, "annotation": event.annotation_id}
    if action in _HANDED_IN:
        yield Told("ANNOTATION_CREATED" if payload.get("revision") == 1 else "ANNOTATION_UPDATED", place)
    elif action in _CHANGED:
        yield Told("ANNOTATION_UPDATED", place)
    elif action == "annotation.deleted":
        yield Told("ANNOTATIONS_DELETED", {"annotations": [event.annotation_id]})
        yield Told(SINGULAR_DELETED, place)
    elif action in _SIMPLE:
        yield Told(_SIMPLE[action], {})
    elif action in _REVIEWS:
        if payload.get("kind") == "fix" and action != "review.deleted":
            yield Told("ANNOTATION_UPDATED", place)
        yield Told(_REVIEWS[action], {**place, "review": payload["review"]})
    elif action in _COMMENTS:
        yield Told(_COMMENTS[action], {**place, "comment": payload["comment"]})
    elif action in _PEOPLE:
        yield from _about_people(event)
    elif action in _LABELS:
        yield Told(_LABELS[action], {"links": list(payload["links"])})
    elif action in _STATES:
        said = {name: payload.get(name) for name in ("state", "previous", "transition", "reason")}
        yield Told(_STATES[action], {"task": event.task_id, "transition": {**said, "by": event.actor_id}})


def _about_people(event: Event) -> Iterator[Told]:
    if event.action.startswith("member."):
        said = {"user": event.payload["user"], "reason": event.payload["reason"], "by": event.actor_id}
        yield Told(_PEOPLE[event.action], {"pause": said})
        return
    for part in _parts(event.about, MOST_IDS):
        said = {"type": event.payload["type"], "users": event.payload["people"], "by": event.actor_id}
        yield Told(_PEOPLE[event.action], {"assignment": {**said, "tasks": list(part)}})


def _about_tasks(db: Connection, event: Event, hooks: Sequence[Listener]) -> Iterator[Told]:
    if event.action == "tasks.deleted":
        for part in _parts(event.about, MOST_IDS):
            yield Told("TASKS_DELETED", {"tasks": list(part)})
    elif _listening(hooks, "TASKS_CREATED") and event.project_id is not None:
        first, last = event.payload["first"], event.payload["last"]
        for start, end in queries.batches_of_tasks(db, event.project_id, first, last, MOST_TASKS):
            yield Told("TASKS_CREATED", {"first": start, "last": end})
