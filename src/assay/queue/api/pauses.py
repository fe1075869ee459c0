"""Routes of pauses: who may not work in a project for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.pauses import PauseReason
from assay.access.rules.permissions import Permission
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes, no_content
from assay.projects.queries import workflow_of
from assay.projects.shapes import Creator
from assay.queue import pauses, queries

router = Routes(tags=["pauses"], forms=True)

Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]


class PauseShape(BaseModel):
    """A pause of a person; lifted when `deleted_at` is set. Those that the server sets have no `paused_by`."""

    id: int
    project: int
    user: int
    reason: PauseReason
    verbose_reason: str
    paused_by: Creator | None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    deleted_by: int | None


class PauseInput(BaseModel):
    """A reason, and the words that the person reads."""

    model_config = ConfigDict(extra="ignore")

    reason: PauseReason
    verbose_reason: Words | None = None


class PauseChange(BaseModel):
    """What changes of a pause."""

    model_config = ConfigDict(extra="ignore")

    reason: PauseReason | None = None
    verbose_reason: Words | None = None


def _project(ctx: Ctx, project_id: int) -> ProjectAccess:
    return ctx.project(project_id, Permission.QUEUE_CONTROL)


def _pause(ctx: Ctx, project_id: int, account_id: int, pause_id: int) -> dict[str, Any]:
    found = queries.pause(ctx.db, project_id, account_id, pause_id)
    if found is None:
        raise NotThere()
    return found


@router.get("/api/projects/{id}/members/{user_id}/pauses/", response_model=list[PauseShape])
def list_pauses(
    ctx: Context,
    id: Id,
    user_id: Id,
    include_deleted: bool = False,
    ordering: Literal["id", "-id", "created_at", "-created_at", "updated_at", "-updated_at"] = "id",
) -> Any:
    """The pauses of a person in a project: those in force, or with those that were lifted."""
    _project(ctx, id)
    return queries.pauses(ctx.db, id, user_id, with_lifted=include_deleted, order=ordering)


@router.post("/api/projects/{id}/members/{user_id}/pauses/", response_model=PauseShape, status_code=201)
def create_pause(ctx: Context, id: Id, user_id: Id, body: PauseInput) -> Any:
    """Pauses a person: the project is closed to them until the pause is lifted."""
    project = _project(ctx, id)
    made = pauses.create(
        ctx.db, project, user_id, body.reason, (body.verbose_reason or "").strip(), by=ctx.actor.id, at=ctx.now
    )
    return _pause(ctx, id, user_id, made)


@router.get("/api/projects/{id}/members/{user_id}/pauses/{pause_id}/", response_model=PauseShape)
def get_pause(ctx: Context, id: Id, user_id: Id, pause_id: Id) -> Any:
    """One pause."""
    _project(ctx, id)
    return _pause(ctx, id, user_id, pause_id)


@router.patch("/api/projects/{id}/members/{user_id}/pauses/{pause_id}/", response_model=PauseShape)
def change_pause(ctx: Context, id: Id, user_id: Id, pause_id: Id, body: PauseChange) -> Any:
    """Changes the reason of a pause, or its words."""
    _project(ctx, id)
    words = None if body.verbose_reason is None else body.verbose_reason.strip()
    pauses.change(ctx.db, _pause(ctx, id, user_id, pause_id), body.reason, words)
    return _pause(ctx, id, user_id, pause_id)


@router.delete("/api/projects/{id}/members/{user_id}/pauses/{pause_id}/", status_code=204)
def lift_pause(ctx: Context, id: Id, user_id: Id, pause_id: Id) -> Response:
    """Lifts a pause; it stays in the list with `include_deleted`."""
    project = _project(ctx, id)
    pauses.lift(ctx.db, workflow_of(project), _pause(ctx, id, user_id, pause_id), by=ctx.actor.id)
    return no_content()
