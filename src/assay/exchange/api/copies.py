"""Copying a project with its people, data and labels."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import copies, jobs
from assay.exchange import copy_queries as queries
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.jobs import defer

router = Routes(tags=["projects"])

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
State = Literal["approved", "pending", "rejected", "not_selected"]


class LabelsWish(BaseModel):
    """Which submitted labels come along: by what reviews said of them, and of all tasks or of some."""

    model_config = ConfigDict(extra="forbid")

    states: Annotated[list[State], Field(min_length=1)]
    tasks: Annotated[list[Number], Field(max_length=100_000)] | None = None
    datasets: list[Number] | None = None
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
    """A copy of the project `source`: the new `project`, and how far its data is there."""

    id: int
    source: int
    project: int
    title: str
    status: Literal["waiting", "running", "done", "failed"]
    tasks_total: int
    tasks_done: int
    error: str
    created_by: int | None
    created_at: datetime
    finished_at: datetime | None


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


@router.get("/api/projects/{id}/copies/", response_model=list[CopyShape])
def list_copies(ctx: Context, id: Id) -> Any:
    """The newest copies of the project, and how far they are."""
    ctx.project(id, Permission.DATASETS_ATTACH)
    return queries.of_project(ctx.db, id)
