"""Routes of assignments: who annotates or reviews which task by name."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query, Response

from assay.access.deps import Context, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes, no_content
from assay.projects.queries import workflow_of
from assay.queue import assignments, displayed, queries
from assay.queue.assignment_shapes import (
    AssignInput,
    AssignmentShape,
    BulkAssignAnswer,
    BulkAssignInput,
    BulkUnassignAnswer,
    BulkUnassignInput,
    Selection,
)

router = Routes(tags=["assignments"])

Kind = Annotated[Literal["AN", "RE"] | None, Query()]


@router.post("/api/projects/{id}/tasks/assignees", response_model=BulkAssignAnswer, status_code=201)
def assign_many(ctx: Context, id: Id, body: BulkAssignInput) -> Any:
    """Assigns people to many tasks: the selected ones that fulfil the `filters`, which are those of lists."""
    project = ctx.project(id, Permission.ASSIGNMENTS_CHANGE)
    task_ids = _selected(ctx, project, body.selectedItems, body.filters)
    made = assignments.assign(
        ctx.db, workflow_of(project), task_ids, body.users, body.type, by=ctx.actor.id, overlap=body.overlap
    )
    return {"assignments": made, "async": False, "task_ids": task_ids}


@router.post("/api/projects/{id}/tasks/assignees/remove", response_model=BulkUnassignAnswer)
def unassign_many(ctx: Context, id: Id, body: BulkUnassignInput) -> Any:
    """Takes assignments of many tasks away, chosen as for assigning; work that exists stays."""
    project = ctx.project(id, Permission.ASSIGNMENTS_CHANGE)
    task_ids = _selected(ctx, project, body.selectedItems, body.filters)
    gone = assignments.unassign(ctx.db, workflow_of(project), task_ids, body.users, body.type, by=ctx.actor.id)
    return {"removed": gone, "task_ids": task_ids}


@router.get("/api/projects/{id}/tasks/{task_id}/assignees", response_model=list[AssignmentShape])
def list_assignees(ctx: Context, id: Id, task_id: Id) -> Any:
    """The assignments of a task."""
    _in_project(ctx, id, task_id, Permission.TASKS_VIEW_ALL)
    return queries.assignments(ctx.db, task_id)


@router.post("/api/projects/{id}/tasks/{task_id}/assignees", response_model=AssignmentShape, status_code=201)
def assign_one(ctx: Context, id: Id, task_id: Id, body: AssignInput) -> Any:
    """Assigns people to a task; answers with the first of them, which is what Label Studio's client reads."""
    project = _in_project(ctx, id, task_id, Permission.ASSIGNMENTS_CHANGE)
    assignments.assign(ctx.db, workflow_of(project), [task_id], body.users, body.type, by=ctx.actor.id)
    return _first(ctx, task_id, body)


@router.patch("/api/projects/{id}/tasks/{task_id}/assignees", response_model=AssignmentShape)
def replace_assignees(ctx: Context, id: Id, task_id: Id, body: AssignInput) -> Any:
    """Makes these people the only ones assigned to a task for this kind of work."""
    project = _in_project(ctx, id, task_id, Permission.ASSIGNMENTS_CHANGE)
    workflow = workflow_of(project)
    current = {entry["assignee"] for entry in queries.assignments(ctx.db, task_id) if entry["type"] == body.type}
    assignments.unassign(ctx.db, workflow, [task_id], sorted(current - set(body.users)), body.type, by=ctx.actor.id)
    assignments.assign(ctx.db, workflow, [task_id], body.users, body.type, by=ctx.actor.id)
    return _first(ctx, task_id, body)


@router.delete("/api/projects/{id}/tasks/{task_id}/assignees", status_code=204)
def remove_assignees(ctx: Context, id: Id, task_id: Id, type: Kind = None, users: str | None = None) -> Response:
    """Takes assignments away: of some people (joined with commas) or everybody, of one kind or both."""
    project = _in_project(ctx, id, task_id, Permission.ASSIGNMENTS_CHANGE)
    people = None
    if users:
        try:
            people = [int(part) for part in users.split(",")]
        except ValueError:
            raise BadInput.field("users", "must be ids joined with commas.") from None
    assignments.unassign(ctx.db, workflow_of(project), [task_id], people, type, by=ctx.actor.id)
    return no_content()


def _selected(ctx: Context, project: ProjectAccess, given: Selection, filters: dict[str, Any] | None) -> list[int]:
    matching = displayed.lists().matching(ctx.db, project, ctx.actor.id, filters) if filters else None
    return assignments.selected(ctx.db, project.id, given.all, given.included, given.excluded, matching=matching)


def _in_project(ctx: Context, project_id: int, task_id: int, permission: Permission) -> Any:
    place = ctx.task(task_id, permission)
    if place.project.id != project_id:
        raise NotThere()
    return place.project


def _first(ctx: Context, task_id: int, body: AssignInput) -> Any:
    found = [
        entry
        for entry in queries.assignments(ctx.db, task_id)
        if entry["type"] == body.type and entry["assignee"] in body.users
    ]
    if not found:
        raise BadInput.field("users", "is empty.", "Name at least one person.")
    return found[0]
