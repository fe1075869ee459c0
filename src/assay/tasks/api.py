"""Routes of the states that a task went through, in Label Studio's shape."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.history import queries
from assay.kit.http import Id, Routes
from assay.kit.paging import Pages

router = Routes(tags=["states"])


class TriggeredBy(BaseModel):
    """Whose change it was."""

    id: int
    email: str


class StateShape(BaseModel):
    """A state that a task went into."""

    id: str
    state: str
    previous_state: str | None
    transition_name: str
    triggered_by: TriggeredBy | None
    reason: str
    context_data: dict[str, Any]
    created_at: datetime


class StatePage(BaseModel):
    """A page of states."""

    count: int
    next: str | None
    previous: str | None
    results: list[StateShape]


@router.get("/api/fsm/entities/{entity}/{id}/history", response_model=StatePage)
def state_history(
    ctx: Context,
    entity: Literal["task", "annotation", "project"],
    id: Id,
    page: Pages,
    ordering: Literal["created_at", "-created_at"] = "-created_at",
) -> Any:
    """The states that a task went through, newest first. Annotations and projects keep none: an empty page."""
    if entity == "project":
        ctx.project(id, Permission.TASKS_VIEW_ALL)
    elif entity == "annotation":
        ctx.annotation(id, Permission.TASKS_VIEW_ALL)
    else:
        ctx.task(id, Permission.TASKS_VIEW_ALL)
        found = queries.of_task(ctx.db, id, "task.state")
        if ordering.startswith("-"):
            found.reverse()
        return page.page(len(found), [_shown(row) for row in found[page.offset : page.offset + page.size]])
    return page.page(0, [])


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    by = None if row["actor_id"] is None else {"id": row["actor_id"], "email": row["email"] or ""}
    return {
        "id": str(row["id"]),
        "state": row["payload"]["state"],
        "previous_state": row["payload"]["previous"],
        "transition_name": "settle",
        "triggered_by": by,
        "reason": "",
        "context_data": {"status": row["payload"]["status"]},
        "created_at": row["created_at"],
    }


routers: list[APIRouter] = [router]
