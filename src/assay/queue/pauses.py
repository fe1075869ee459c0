"""Pausing people: by hand, and because of limits and evaluations; and what a pause keeps from whom (LSE 10.3).

A pause in full shuts the door of the project: `access` refuses before a route begins. Somebody paused by the server
comes in. Every route that begins work asks `may_start`, every other one that makes work asks `refuse_when_idle`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assay.access import pausing
from assay.access.actor import ProjectAccess
from assay.access.rules.pauses import BY_SERVER, PauseReason
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.projects.queries import workflow_of
from assay.projects.rules.settings import RejectAction
from assay.projects.rules.workflow import Workflow
from assay.queue import mapping, queries, reservations
from assay.queue.policy import allowed_rejects

LIFTS_ITSELF = {
    PauseReason.EVALUATION: "This pause ends by itself when the score is high enough, or the evaluation is relaxed.",
    PauseReason.LIMIT: "This pause ends by itself when the limit is raised, or tasks are added.",
}


# ---------------------------------------------------------------- what a pause keeps from whom


def may_start(db: Connection, project: ProjectAccess, account_id: int) -> bool:
    """Whether a person may begin something new here. Raises NotAllowed (`PAUSED`) when nothing is left to do."""
    refuse_when_idle(db, project, account_id)
    return not project.pauses


def refuse_when_idle(db: Connection, project: ProjectAccess, account_id: int) -> None:
    """Raises NotAllowed (`PAUSED`) for somebody who is paused and has nothing to mend, nor ever will (LSE 10.3.3)."""
    if not project.pauses:
        return
    returns = RejectAction.REQUEUE in allowed_rejects(workflow_of(project))
    if not returns and not queries.has_returned(db, project.id, account_id):
        raise pausing.refused(project.pauses[-1])


def refuse_new(db: Connection, project: ProjectAccess, task_id: int, account_id: int) -> None:
    """Raises NotAllowed (`PAUSED`) for an annotation that does not mend what came back."""
    if not project.pauses:
        return
    slot = queries.slot_of(db, task_id, account_id)
    if slot is None or not slot.returned:
        raise pausing.refused(project.pauses[-1])


def refuse_all_new(project: ProjectAccess) -> None:
    """Raises NotAllowed (`PAUSED`) for annotations of tasks that nobody handed out."""
    if project.pauses:
        raise pausing.refused(project.pauses[-1])


# ---------------------------------------------------------------- pausing


def create(
    db: Connection, project: ProjectAccess, account_id: int, reason: PauseReason, words: str, *, by: int, at: datetime
) -> int:
    """Pauses somebody. What they had not begun goes back to the queue; their drafts are kept."""
    if reason in BY_SERVER:
        raise BadInput.field("reason", "is set by the server only.", "Use MANUAL, BEHAVIOR_BASED or CUSTOM_SCRIPT.")
    if not queries.may_be_paused(db, project.id, account_id):
        raise BadInput.field("user", "is no annotator or reviewer of this project.", "Managers cannot be paused.")
    pause_id = _write(db, workflow_of(project), account_id, reason, words, by=by)
    _empty_hands(db, workflow_of(project), account_id, by=by, at=at)
    return pause_id


def change(db: Connection, pause: dict[str, Any], reason: PauseReason | None, words: str | None) -> None:
    """Gives a pause another reason or other words."""
    _refuse_of_server(pause)
    if reason in BY_SERVER:
        raise BadInput.field("reason", "is set by the server only.", "Use MANUAL, BEHAVIOR_BASED or CUSTOM_SCRIPT.")
    queries.change_pause(db, pause["id"], reason, words)


def lift(db: Connection, workflow: Workflow, pause: dict[str, Any], *, by: int) -> None:
    """Ends a pause; it stays in the history. Raises BadInput for one that the server lifts by itself."""
    if pause["deleted_at"] is not None:
        raise NotThere()
    _refuse_of_server(pause)
    queries.lift_pause(db, pause["id"], by)
    _record(db, workflow, "member.resumed", pause["user"], pause["reason"], by)


def keep(
    db: Connection, workflow: Workflow, account_id: int, reason: PauseReason, words: str | None, *, at: datetime
) -> None:
    """Brings a pause of the server in line: in force with these words, or with None lifted."""
    if words is None:
        if queries.lift_by_server(db, workflow.project_id, account_id, reason):
            _record(db, workflow, "member.resumed", account_id, reason, None)
    elif queries.pause_by_server(db, workflow.project_id, account_id, reason, words):
        _record(db, workflow, "member.paused", account_id, reason, None)
        _release_prefetched(db, workflow, account_id, by=account_id, at=at)
        for work in queries.in_hands_of(db, workflow.project_id, account_id):
            if work.kind != "annotate" and work.reserved_until is None:  # drawn for them, and not begun
                mapping.let_go(db, workflow, work, at=at)


def _write(
    db: Connection, workflow: Workflow, account_id: int, reason: PauseReason, words: str, *, by: int | None
) -> int:
    pause_id = queries.insert_pause(db, workflow.project_id, account_id, reason, words, by)
    _record(db, workflow, "member.paused", account_id, reason, by)
    return pause_id


def _refuse_of_server(pause: dict[str, Any]) -> None:
    reason = PauseReason(pause["reason"])
    if reason in BY_SERVER:
        raise BadInput(LIFTS_ITSELF[reason], code="pause_lifts_itself")


def _empty_hands(db: Connection, workflow: Workflow, account_id: int, *, by: int, at: datetime) -> None:
    """Reviews go to somebody else, and so does what was fetched in advance; a task that was begun waits its time."""
    for work in queries.in_hands_of(db, workflow.project_id, account_id):
        if work.kind != "annotate":
            mapping.let_go(db, workflow, work, at=at)
    _release_prefetched(db, workflow, account_id, by=by, at=at)


def _release_prefetched(db: Connection, workflow: Workflow, account_id: int, *, by: int, at: datetime) -> None:
    for work in queries.in_hands_of(db, workflow.project_id, account_id):
        if work.kind == "annotate" and work.prefetched:
            reservations.release(db, workflow, work.task_id, account_id, by=by, at=at)


def _record(db: Connection, workflow: Workflow, action: str, account_id: int, reason: str, by: int | None) -> None:
    record(
        db,
        action,
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=by,
        payload={"user": account_id, "reason": str(reason)},
    )
