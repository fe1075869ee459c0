"""Routes of the states that tasks, projects, annotations and reviews went through, in Label Studio's shape (LSE 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.history import queries as history
from assay.history.queries import Wanted
from assay.kit.errors import NotThere
from assay.kit.http import Id, QueryId, Routes
from assay.kit.paging import Pages
from assay.projects import sight
from assay.projects import states as projects
from assay.projects.queries import workflow_of
from assay.queue import answers, transitions
from assay.reviews import queries as reviews
from assay.reviews.queries import history as annotation_history

router = Routes(tags=["states"])

Entity = Literal["task", "annotation", "project", "annotationreview", "annotation_review"]


class TriggeredBy(BaseModel):
    """Whose change it was."""

    id: int
    email: str


class StateShape(BaseModel):
    """A state that something went into: from which, by which way, who moved it and why."""

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


class TransitionInput(BaseModel):
    """A way into another state; `reason` in its data is what the history says of it."""

    transition_name: str = Field(max_length=100)
    transition_data: dict[str, Any] | None = None


class TransitionAnswer(BaseModel):
    """The state that was reached."""

    success: bool
    new_state: str
    state_record: StateShape


@router.get("/api/fsm/entities/{entity}/{id}/history", response_model=StatePage)
def state_history(
    ctx: Context,
    entity: Entity,
    id: Id,
    page: Pages,
    ordering: Literal["created_at", "-created_at"] = "-created_at",
    state: str | None = None,
    previous_state: str | None = None,
    transition_name: str | None = None,
    triggered_by: QueryId = None,
    created_at_from: Annotated[datetime | None, Query()] = None,
    created_at_to: Annotated[datetime | None, Query()] = None,
) -> Any:
    """The states that something went through, newest first."""
    wanted = Wanted(state, previous_state, transition_name, triggered_by, created_at_from, created_at_to)
    found = _history(ctx, entity, id, wanted)
    if ordering.startswith("-"):
        found.reverse()
    return page.page(len(found), found[page.offset : page.offset + page.size])


@router.post("/api/fsm/entities/{entity}/{id}/transition/", response_model=TransitionAnswer)
def move(ctx: Context, entity: Entity, id: Id, body: TransitionInput) -> Any:
    """Moves a task or a project by hand: tasks `send_to_review` and `complete`, projects `publish` and `unpublish`."""
    reason = str((body.transition_data or {}).get("reason") or "")[:1000]
    if entity == "task":
        place = ctx.task(id, Permission.QUEUE_CONTROL)
        transitions.move_task(
            ctx.db, workflow_of(place.project), id, body.transition_name, by=ctx.actor.id, reason=reason, at=ctx.now
        )
    elif entity == "project":
        ctx.project(id, Permission.PROJECT_PUBLISH)
        transitions.move_project(ctx.db, id, body.transition_name, by=ctx.actor.id)
    else:
        if entity == "annotation":
            ctx.annotation(id, Permission.TASKS_VIEW_ALL)
        else:
            ctx.part("verdict", id, Permission.TASKS_VIEW_ALL)
        transitions.refuse(body.transition_name)
    record = _history(ctx, entity, id, Wanted())[-1]
    return {"success": True, "new_state": record["state"], "state_record": record}


def _history(ctx: Ctx, entity: Entity, id: int, wanted: Wanted) -> list[dict[str, Any]]:
    if entity == "task":
        seen = sight.of(ctx.task(id, Permission.TASKS_VIEW_ALL).project, ctx.actor.id)
        return _shown_all(history.states(ctx.db, "task_id", id, "task.state", wanted), wanted, seen)
    if entity == "project":
        project = ctx.project(id, Permission.TASKS_VIEW_ALL)
        projects.note(ctx.db, id, by=None, reason="Its tasks moved on.")
        seen = sight.of(project, ctx.actor.id)
        return _shown_all(history.states(ctx.db, "project_id", id, "project.state", wanted), wanted, seen)
    if entity == "annotation":
        seen = sight.of(ctx.annotation(id, Permission.TASKS_VIEW_ALL).project, ctx.actor.id)
        found, review = annotation_history.of_annotation(ctx.db, id, newest_first=False), None
    else:
        seen = sight.of(ctx.part("verdict", id, Permission.TASKS_VIEW_ALL), ctx.actor.id)
        row = reviews.verdict(ctx.db, id)
        if row is None:
            raise NotThere()
        found, review = annotation_history.of_annotation(ctx.db, row.annotation_id, newest_first=False), id
    return _of_annotation(ctx, found, review, wanted, seen)


def _shown_all(rows: list[dict[str, Any]], wanted: Wanted, seen: sight.Sight) -> list[dict[str, Any]]:
    """Whom one may not see, one may not ask for either."""
    return [] if seen.hides(wanted.actor_id) else [_shown(row, seen) for row in rows]


def _shown(row: dict[str, Any], seen: sight.Sight) -> dict[str, Any]:
    payload = row["payload"]
    by = row["actor_id"]
    return {
        "id": str(row["id"]),
        "state": payload["state"],
        "previous_state": payload["previous"],
        "transition_name": payload.get("transition") or "settle",
        "triggered_by": None if by is None or seen.hides(by) else {"id": by, "email": row["email"] or ""},
        "reason": _reason(payload, seen),
        "context_data": {"status": payload.get("status"), **(payload.get("context") or {})},
        "created_at": row["created_at"],
    }


def _reason(payload: Mapping[str, Any], seen: sight.Sight) -> str:
    """Why, in words; with what a routing rule went by for those who may see agreement."""
    reason: str = payload.get("reason") or ""
    if seen.agreement and (measured := payload.get("measured")):
        return f"{reason.removesuffix('.')}: {measured}"
    return reason


# What happened to an annotation, as the state that it went into.
_STATES = {
    "accepted": "COMPLETED",
    "fixed_and_accepted": "COMPLETED",
    "rejected": "REJECTED",
}


def _of_annotation(
    ctx: Ctx, found: list[dict[str, Any]], review: int | None, wanted: Wanted, seen: sight.Sight
) -> list[dict[str, Any]]:
    """The history of an annotation, or of one of its reviews, as states."""
    people = answers.people(ctx.db, [row["created_by"] for row in found if row["created_by"] is not None])
    before: str | None = None
    states = []
    for row in found:
        if review is not None and row["review_id"] != review:
            continue
        after = _STATES.get(row["action"], "CREATED")
        if review is not None:
            after = "DELETED" if row["action"] == "deleted_review" else "COMPLETED"
        by = row["created_by"]
        states.append(
            {
                "id": str(row["id"]),
                "state": after,
                "previous_state": before,
                "transition_name": row["action"],
                "triggered_by": None
                if by is None or seen.hides(by)
                else {"id": by, "email": people.get(by, {}).get("email", "")},
                "reason": row["comment"] or row["reason"],
                "context_data": {"revision": row["revision"], "review": row["review_id"]},
                "created_at": row["created_at"],
            }
        )
        before = after
    return [state for state in states if _matches(state, wanted)]


def _matches(state: dict[str, Any], wanted: Wanted) -> bool:
    by = state["triggered_by"]
    return (
        wanted.state in (None, state["state"])
        and wanted.previous in (None, state["previous_state"])
        and wanted.transition in (None, state["transition_name"])
        and wanted.actor_id in (None, None if by is None else by["id"])
        and (wanted.since is None or state["created_at"] >= wanted.since)
        and (wanted.until is None or state["created_at"] <= wanted.until)
    )
