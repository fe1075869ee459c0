"""Making another project like one that exists."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import duplicate_queries, duplicates, jobs
from assay.exchange.duplicates import Parts
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.jobs import defer
from assay.kit.storage import storage

router = Routes(tags=["projects"], forms=True)


class DuplicateWish(BaseModel):
    """What the copy takes along, and what it is called."""

    mode: Literal["settings", "settings,data"]
    title: str
    description: str | None = None
    workspace: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    include_members: bool = False


class Duplicated(BaseModel):
    """The number of the copy."""

    id: int


class Duplication(BaseModel):
    """A copy that is filled in the background: `progress` of `total` tasks."""

    source: int | None
    status: Literal["created", "in_progress", "completed", "failed"]
    progress: int
    total: int
    error: str
    created_at: datetime
    finished_at: datetime | None


@router.post("/api/projects/{id}/duplicate/", response_model=Duplicated, status_code=201)
def duplicate_project(ctx: Context, id: Id, body: DuplicateWish) -> dict[str, int]:
    """Makes another project with the same settings and, when asked for, the same data. No work is copied.

    A large project's data follows in the background: see `GET /api/projects/{id}/duplication/` of the copy.
    """
    project = ctx.project(id, Permission.DATASETS_ATTACH)
    actor = ctx.require(Permission.PROJECT_CREATE)
    made = duplicates.duplicate(
        ctx.db,
        storage(),
        actor,
        project,
        title=body.title,
        description=body.description,
        workspace_id=body.workspace,
        parts=Parts(data=body.mode == "settings,data", members=body.include_members),
        defer=lambda db, copy: defer(db, jobs.fill_copy, project_id=copy),
    )
    return {"id": made}


@router.get("/api/projects/{id}/duplication/", response_model=Duplication | None)
def get_duplication(ctx: Context, id: Id) -> dict[str, Any] | None:
    """How far the data of a copy is; null for a project that no job fills."""
    ctx.project(id, Permission.PROJECT_CHANGE)
    row = duplicate_queries.duplication(ctx.db, id)
    if row is None:
        return None
    return {
        "source": row.source_id,
        "status": row.status,
        "progress": row.progress,
        "total": row.total,
        "error": row.error,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }
