"""What the working screens, or scripts, tell about a task (LSE 8.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.activity import queries
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.paging import Pages

router = Routes(tags=["task events"], forms=True)

LARGEST_META = 10_000

SomeId = Annotated[int, Field(ge=1, le=LARGEST_ID)] | None


class EventInput(BaseModel):
    """One event. Who caused it, the project and the organization are known to the server."""

    model_config = ConfigDict(extra="ignore")

    event_key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_/.-]{0,63}$")]
    event_time: datetime
    annotation: SomeId = None
    annotation_draft: SomeId = None
    annotation_draft_id: SomeId = None
    review: SomeId = None
    meta: dict[str, Any] | None = None


class EventBatch(BaseModel):
    """Events that a page collected."""

    events: Annotated[list[EventInput], Field(min_length=1, max_length=500)]


class EventShape(BaseModel):
    """An event as it is kept."""

    id: int
    actor: int | None
    organization: int
    project: int
    task: int
    annotation: int | None
    annotation_draft_id: int | None
    review: int | None
    event_key: str
    event_time: datetime
    meta: dict[str, Any]
    created_at: datetime


class EventPage(BaseModel):
    """A page of events in the order of their times."""

    count: int
    next: str | None
    previous: str | None
    results: list[EventShape]


class Stored(BaseModel):
    """How many events were stored."""

    stored: int


@router.get("/api/tasks/{id}/events/", response_model=EventPage)
def list_events(ctx: Context, id: Id, page: Pages) -> Any:
    """What happened on the screen with a task: for annotators what they did themselves."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    own = None if place.project.allows(Permission.REVIEW_CHANGE_ANY) else ctx.actor.id
    count, rows = queries.events(ctx.db, id, own, limit=page.size, offset=page.offset)
    return page.page(count, rows)


@router.post("/api/tasks/{id}/events/", response_model=EventShape, status_code=201)
def add_event(ctx: Context, id: Id, body: EventInput) -> Any:
    """Stores one event."""
    [event_id] = _store(ctx, id, [body])
    return queries.event(ctx.db, event_id)


@router.post("/api/tasks/{id}/events/batch/", response_model=Stored, status_code=201)
def add_events(ctx: Context, id: Id, body: EventBatch) -> Any:
    """Stores several events."""
    return {"stored": len(_store(ctx, id, body.events))}


def _store(ctx: Ctx, task_id: int, given: list[EventInput]) -> list[int]:
    place = ctx.task(task_id, Permission.TASKS_VIEW, while_paused=True)
    rows = [
        {
            "event_key": each.event_key,
            "event_time": each.event_time,
            "annotation": each.annotation,
            "draft": each.annotation_draft_id or each.annotation_draft,
            "review": each.review,
            "meta": _checked(each.meta),
        }
        for each in given
    ]
    wrong = queries.strangers(ctx.db, task_id, rows)
    if wrong:
        name, number = wrong[0]
        raise BadInput.field(name, f"{number} does not belong to task {task_id}.")
    return queries.add_events(ctx.db, place.project.id, task_id, ctx.actor.id, rows)


def _checked(meta: dict[str, Any] | None) -> dict[str, Any]:
    if meta and len(orjson.dumps(meta)) > LARGEST_META:
        raise BadInput.field("meta", f"is larger than {LARGEST_META:,} bytes.", "Say less.")
    return meta or {}
