"""Making another project like one that exists."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import duplicates
from assay.kit.http import LARGEST_ID, Id, Routes
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


@router.post("/api/projects/{id}/duplicate/", response_model=Duplicated, status_code=201)
def duplicate_project(ctx: Context, id: Id, body: DuplicateWish) -> dict[str, int]:
    """Makes another project with the same settings and, when asked for, the same data. No work is copied."""
    project = ctx.project(id, Permission.PROJECT_CHANGE)
    actor = ctx.require(Permission.PROJECT_CREATE)
    made = duplicates.duplicate(
        ctx.db,
        storage(),
        actor,
        project,
        title=body.title,
        description=body.description,
        workspace_id=body.workspace,
        with_data=body.mode == "settings,data",
        with_members=body.include_members,
    )
    return {"id": made}
