"""The verbs of assignments."""

from __future__ import annotations

from collections.abc import Sequence

from assay.history.service import record
from assay.kit.db import Connection, now
from assay.kit.errors import BadInput
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks


def selected(
    db: Connection, project_id: int, everything: bool, included: Sequence[int], excluded: Sequence[int]
) -> list[int]:
    """The tasks of a selection; ids of other projects are not there. Raises BadInput when nothing is selected."""
    found = projects.task_ids(db, project_id, touched_only=False)
    if everything:
        without = set(excluded)
        chosen = [task_id for task_id in found if task_id not in without]
    else:
        wanted = set(included)
        chosen = [task_id for task_id in found if task_id in wanted]
    if not chosen:
        raise BadInput.field("selectedItems", "selects no task of this project.", "Name tasks, or send all: true.")
    return chosen


def assign(
    db: Connection, workflow: Workflow, task_ids: Sequence[int], people: Sequence[int], kind: str, *, by: int
) -> int:
    """Assigns people to tasks; returns how many assignments are new.

    Where people draw tasks themselves, an assignment is a wish: the task comes to them before others while a slot is
    free. Where work is handed out by hand it is the only way to get a task. Raises BadInput for somebody outside the
    project.
    """
    strangers = queries.not_in_project(db, workflow.project_id, people)
    if strangers:
        raise BadInput.field("users", f"{strangers[0]} is not a member of this project.", "Add the person first.")
    made = queries.assign(db, workflow.project_id, task_ids, people, kind, by)
    _settle(db, workflow, task_ids if kind == "AN" else (), by=by)
    record(
        db,
        "tasks.assigned",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=by,
        payload={"type": kind, "people": list(people), "tasks": len(task_ids), "new": made},
    )
    return made


def unassign(
    db: Connection,
    workflow: Workflow,
    task_ids: Sequence[int],
    people: Sequence[int] | None,
    kind: str | None,
    *,
    by: int,
) -> int:
    """Takes assignments away; work that exists stays, and what the person holds without work goes back."""
    if people is not None and not people:
        return 0
    gone = queries.unassign(db, workflow.project_id, task_ids, people, kind)
    if workflow.manual and kind != "RE":
        queries.drop_unassigned(db, task_ids)
    _settle(db, workflow, task_ids if kind != "RE" else (), by=by)
    record(
        db,
        "tasks.unassigned",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=by,
        payload={"type": kind, "people": None if people is None else list(people), "tasks": len(task_ids)},
    )
    return gone


def _settle(db: Connection, workflow: Workflow, task_ids: Sequence[int], *, by: int) -> None:
    """Who is assigned decides when a task is labelled, so its state is folded anew."""
    at = now(db)
    for task in task_queries.lock_many(db, workflow.project_id, task_ids):
        tasks.settle(db, task, workflow, at=at, by=by)
