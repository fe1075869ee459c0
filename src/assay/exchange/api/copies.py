"""Copying a project with its people, data and labels."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import copies, jobs
from assay.exchange import copy_queries as queries
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.jobs import defer

router = Routes(tags=["projects"])

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
QueryNumber = Annotated[int, Query(ge=1, le=LARGEST_ID)]
State = Literal["approved", "pending", "rejected", "not_selected"]
TaskStatus = Literal["queued", "assigned", "in_review", "returned", "completed"]


class LabelsWish(BaseModel):
    """Which submitted labels come along: by what reviews said of them, and of all tasks or of some."""

    model_config = ConfigDict(extra="forbid")

    states: Annotated[list[State], Field(min_length=1)]
    tasks: Annotated[list[Number], Field(max_length=100_000)] | None = None
    datasets: Annotated[list[Number], Field(max_length=1000)] | None = None
    statuses: list[TaskStatus] | None = None
    search: Annotated[str, Field(max_length=200)] = ""


class CopyWish(BaseModel):
    """What a copy takes along. Admins always come; datasets are attached again, or cloned into data of its own."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = None
    description: str | None = None
    workspace: Number | None = None
    collaborators: bool = True
    datasets: Literal["attach", "clone", "none"] = "attach"
    labels: LabelsWish | None = None


class CopyShape(BaseModel):
    """A copy of the project `source`: the new `project`, and how far its tasks are there, and the labels on them."""

    id: int
    source: int
    project: int
    title: str
    status: Literal["waiting", "running", "done", "failed"]
    tasks_total: int
    tasks_done: int
    labels_total: int
    labels_done: int
    error: str
    created_by: int | None
    created_at: datetime
    finished_at: datetime | None


class LabeledTask(BaseModel):
    """A task that somebody handed labels in on."""

    task: int
    inner_id: int
    title: str
    status: TaskStatus


class LabeledTasks(BaseModel):
    """The next of them; how many there are in all; the `after` of what follows."""

    rows: list[LabeledTask]
    count: int
    next: int | None


@router.post("/api/projects/{id}/copy/", response_model=CopyShape, status_code=201)
def copy_project(ctx: Context, id: Id, body: CopyWish) -> Any:
    """Copies a project. All tasks of the copy are in the queue, held by nobody, whatever labels come along.

    The data of a large project is copied by a job: the list of copies tells how far it is.
    """
    project = ctx.project(id, Permission.DATASETS_ATTACH)
    actor = ctx.require(Permission.PROJECT_CREATE)
    copy_id = copies.begin(
        ctx.db,
        actor,
        project,
        title=body.title,
        description=body.description,
        workspace_id=body.workspace,
        choice=body.model_dump(include={"collaborators", "datasets", "labels"}),
        defer=lambda db, number: defer(db, jobs.fill_project_copy, copy_id=number),
    )
    return queries.shown(ctx.db, copy_id)


@router.get("/api/projects/{id}/copy/", response_model=CopyShape | None)
def copy_that_made(ctx: Context, id: Id) -> Any:
    """The copy that made this project, and how far it is; null for other projects."""
    ctx.project(id, Permission.DATASETS_ATTACH)
    return queries.that_made(ctx.db, id)


@router.get("/api/projects/{id}/labeled-tasks/", response_model=LabeledTasks)
def labeled_tasks(
    ctx: Context,
    id: Id,
    search: Annotated[str, Query(max_length=200, description="Part of a title.")] = "",
    datasets: Annotated[list[QueryNumber] | None, Query(description="One or more datasets.")] = None,
    statuses: Annotated[list[TaskStatus] | None, Query(description="One or more statuses.")] = None,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    limit: Annotated[int, Query(ge=0, le=500)] = 100,
) -> Any:
    """The tasks that have labels to copy, narrowed as a copy narrows them."""
    ctx.project(id, Permission.DATASETS_ATTACH)
    which = {"search": search.replace("\x00", ""), "datasets": datasets, "statuses": statuses}
    rows = queries.labeled_rows(ctx.db, id, after, limit + 1, which)
    more = len(rows) > limit
    return {
        "rows": rows[:limit],
        "count": queries.count_labeled(ctx.db, id, which),
        "next": rows[limit - 1]["task"] if more and limit else None,
    }


@router.get("/api/projects/{id}/copies/", response_model=list[CopyShape])
def list_copies(ctx: Context, id: Id) -> Any:
    """The newest copies of the project, and how far they are."""
    ctx.project(id, Permission.DATASETS_ATTACH)
    return queries.of_project(ctx.db, id)
