"""Issues in the hands of who mends them: marked as resolved, and not after all (MQA 46)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assay.annotations import queries as annotation_queries
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.projects.rules.workflow import Workflow
from assay.queue import returned
from assay.reviews import queries as reviews
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import LockedTask


def resolve(
    db: Connection, workflow: Workflow, issue_id: int, actor_id: int, *, may_change_any: bool, at: datetime
) -> None:
    """Marks an issue as resolved. Raises NotThere when it is nothing of this person's, Conflict when somebody else
    has the work in hand."""
    task, found = _opened(db, issue_id, actor_id, may_change_any)
    if not found["is_resolved"]:
        reviews.resolve_issue(db, issue_id, actor_id, at)
        _note(db, workflow, task, found, "issue.resolved", actor_id, at)


def unresolve(
    db: Connection, workflow: Workflow, issue_id: int, actor_id: int, *, may_change_any: bool, at: datetime
) -> None:
    """Takes the mark away again. Raises as `resolve` does, and BadInput when the work was handed in since."""
    task, found = _opened(db, issue_id, actor_id, may_change_any)
    if found["answered_at"] is not None:
        raise BadInput("The work was handed in since; the issue stays as it was answered.", code="answered")
    if found["is_resolved"]:
        reviews.unresolve_issue(db, issue_id)
        _note(db, workflow, task, found, "issue.reopened", actor_id, at)


def _opened(db: Connection, issue_id: int, actor_id: int, may_change_any: bool) -> tuple[LockedTask, dict[str, Any]]:
    found = reviews.issue(db, issue_id)
    task = task_queries.lock(db, found["task"]) if found is not None else None
    found = reviews.issue(db, issue_id) if task is not None else None
    annotation = annotation_queries.get(db, found["annotation"]) if found is not None else None
    if task is None or found is None or annotation is None:
        raise NotThere()
    if not may_change_any:
        returned.check_hands(db, annotation, actor_id)
    return task, found


def _note(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    found: dict[str, Any],
    action: str,
    actor_id: int,
    at: datetime,
) -> None:
    tasks.settle(db, task, workflow, at=at, by=actor_id)
    record(
        db,
        action,
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task.id,
        annotation_id=found["annotation"],
        actor_id=actor_id,
        payload={"issue": found["id"]},
    )
