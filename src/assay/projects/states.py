"""The states that projects go through: noted when something changed, so that their history says who, when and why."""

from __future__ import annotations

from assay.history.service import Event, record
from assay.kit.db import Connection
from assay.projects import state_queries as queries
from assay.projects.rules.state import ProjectState, project_state, transition
from assay.projects.state_queries import StateFacts

_REASONS = {
    "project.created": "The project was made.",
    "project.changed": "The settings of the project changed.",
    "workspace.project_added": "The project moved to another workspace.",
    "workspace.project_removed": "The project moved out of its workspace.",
    "tasks.created": "Tasks came in.",
    "tasks.deleted": "Tasks were deleted.",
}


def note(db: Connection, project_id: int, *, by: int | None, reason: str) -> ProjectState | None:
    """Records a new state of a project, if it has one; another one that notes it at this moment is left to do so."""
    found = queries.facts(db, project_id)
    return None if found is None else follow(db, project_id, found, by=by, reason=reason)


def follow(db: Connection, project_id: int, found: StateFacts, *, by: int | None, reason: str) -> ProjectState:
    """As `note`, for who has read the facts already."""
    now = project_state(found.has_config, found.is_published, found.is_sandbox, found.tally)
    before = ProjectState(found.state)
    if now is before or not queries.move(db, project_id, before, now):
        return now
    record(
        db,
        "project.state",
        organization_id=found.organization_id,
        project_id=project_id,
        actor_id=by,
        payload={
            "state": now,
            "previous": before,
            "transition": transition(before, now),
            "reason": reason,
            "context": {name: found.tally[name] for name in ("tasks", "queued", "in_review", "completed")},
        },
    )
    return now


def changed(db: Connection, event: Event) -> None:
    """Something happened that may move a project on."""
    if event.project_id is not None:
        note(db, event.project_id, by=event.actor_id, reason=_REASONS.get(event.action, ""))


def sweep(db: Connection) -> int:
    """Notes the states of projects that moved while nobody could note it; returns how many."""
    moved = 0
    for project_id in queries.active(db):
        moved += note(db, project_id, by=None, reason="Its tasks moved on.") is not None
    return moved
