"""What somebody was told, page by page, and marking it as read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from assay.access.deps import Context, Ctx
from assay.inbox import queries
from assay.inbox.rules.kinds import Kind
from assay.inbox.shown import shown
from assay.kit import live
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes
from assay.kit.paging import Pages

router = Routes(tags=["notifications"], forms=True)


class Doer(BaseModel):
    """Who did it."""

    id: int
    name: str
    initials: str


class Titled(BaseModel):
    """A project, a workspace or a task, by what it is called."""

    id: int
    title: str


class NotificationShape(BaseModel):
    """Something that somebody was told.

    `text` is the beginning of the comment that it is about, `webhook` the address that was given up.
    """

    id: int
    kind: Kind
    created_at: datetime
    is_read: bool
    actor: Doer | None
    project: Titled | None
    workspace: Titled | None
    task: Titled | None
    annotation: int | None
    comment: int | None
    text: str
    tasks: int | None
    webhook: str | None


class NotificationPage(BaseModel):
    """A page of notifications, newest first, and how many are not read in all."""

    count: int
    next: str | None
    previous: str | None
    unread: int
    results: list[NotificationShape]


class Unread(BaseModel):
    """How many notifications are not read."""

    unread: int


class Mark(BaseModel):
    """Whether it is read."""

    model_config = ConfigDict(extra="forbid")

    is_read: bool


@router.get("/api/notifications/", response_model=NotificationPage)
def list_notifications(
    ctx: Context,
    page: Pages,
    unread: bool = Query(default=False, description="Only those that are not read."),
) -> Any:
    """What one was told in this organization, newest first."""
    viewer = ctx.actor.viewer
    count, rows = queries.page(ctx.db, viewer, only_unread=unread, limit=page.size, offset=page.offset)
    found = page.page(count, shown(ctx.db, ctx.actor.organization_id, rows))
    return {**found, "unread": count if unread else queries.unread(ctx.db, viewer)}


@router.get("/api/notifications/unread/", response_model=Unread)
def count_unread(ctx: Context) -> Any:
    """How many notifications are not read."""
    return {"unread": queries.unread(ctx.db, ctx.actor.viewer)}


@router.post("/api/notifications/mark-all/", response_model=Unread)
def mark_all(ctx: Context, body: Mark) -> Any:
    """Marks all notifications as read or as not read."""
    return _marked(ctx, None, body.is_read)


@router.patch("/api/notifications/{id}/", response_model=NotificationShape)
def mark_one(ctx: Context, id: Id, body: Mark) -> Any:
    """Marks one notification as read or as not read."""
    if queries.entry(ctx.db, ctx.actor.viewer, id) is None:
        raise NotThere()
    _marked(ctx, [id], body.is_read)
    row = queries.entry(ctx.db, ctx.actor.viewer, id)
    assert row is not None
    return shown(ctx.db, ctx.actor.organization_id, [row])[0]


def _marked(ctx: Ctx, ids: list[int] | None, is_read: bool) -> dict[str, int]:
    if queries.mark(ctx.db, ctx.actor.id, ctx.actor.organization_id, ids, is_read=is_read):
        live.announce(ctx.db, [ctx.actor.id])  # one's other windows
    return {"unread": queries.unread(ctx.db, ctx.actor.viewer)}
