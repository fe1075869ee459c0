"""Routes of the rows that the page shows, and of how many there are."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import orjson
from fastapi import Query
from pydantic import BaseModel

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datamanager import asking, shown, views
from assay.datamanager.queries import lists
from assay.datamanager.queries.lists import Mark, Wanted
from assay.datamanager.rules.columns import Column, Register
from assay.datamanager.rules.sight import Sight
from assay.kit.errors import BadInput
from assay.kit.http import Id, QueryId, Routes

router = Routes(tags=["tasks"])

MOST_COLUMNS = 100
Search = Annotated[str | None, Query(max_length=200, description="Part of a title, or a number.")]
Asked = Annotated[
    str | None, Query(description="JSON with `filters`, `ordering` and `agreement_selected`, as tabs hold them.")
]


class TaskRow(BaseModel):
    """One row. `cells` has a value for each column that was asked for and that the person may see."""

    id: int
    inner_id: int
    title: str
    thumbnail: str | None
    problem: str | None
    status: Literal["queued", "assigned", "in_review", "returned", "completed"]
    state: str
    cells: dict[str, Any]


class TaskRows(BaseModel):
    """The next rows of the list; `next` goes back as `after`."""

    rows: list[TaskRow]
    next: str | None


class TaskCount(BaseModel):
    """How many tasks match."""

    count: int


@router.get("/api/projects/{id}/task-rows/", response_model=TaskRows)
def task_rows(
    ctx: Context,
    id: Id,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: str | None = None,
    view: QueryId = None,
    query: Asked = None,
    search: Search = None,
    columns: str | None = None,
) -> Any:
    """The next rows of the list of tasks, as the page shows them. How deep the list goes costs nothing."""
    sight, register, wanted = _wanted(ctx, id, view, query, search)
    cells = _columns(columns, register, sight)
    found = lists.page_ids(ctx.db, wanted, after=_place(after), limit=limit + 1)
    more, found = len(found) > limit, found[:limit]
    return {
        "rows": shown.rows(ctx.db, id, sight, [mark.task_id for mark in found], cells, wanted.selection),
        "next": _mark(found[-1]) if more and found else None,
    }


@router.get("/api/projects/{id}/task-count/", response_model=TaskCount)
def task_count(ctx: Context, id: Id, view: QueryId = None, query: Asked = None, search: Search = None) -> Any:
    """How many tasks match, exactly."""
    _, _, wanted = _wanted(ctx, id, view, query, search)
    return {"count": lists.count(ctx.db, wanted)}


def _wanted(
    ctx: Ctx, project_id: int, view: int | None, query: str | None, search: str | None
) -> tuple[Sight, Register, Wanted]:
    project = ctx.project(project_id, Permission.TASKS_VIEW)
    sight = asking.sight_of(ctx.db, project, ctx.actor.id)
    register = asking.register_of(ctx.db, project)
    asked = views.query_of(ctx.db, project, sight, view, asking.read_json(query, "query"))
    text = (search or "").strip().replace("\x00", "")
    return sight, register, asking.wanted(project_id, register, sight, asked, search=text)


def _columns(given: str | None, register: Register, sight: Sight) -> list[Column]:
    """The columns that are asked for; those that a person may not see are left out without a word."""
    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    if len(names) > MOST_COLUMNS:
        raise BadInput.field("columns", f"names more than {MOST_COLUMNS} columns.")
    found = (asking.column_of(name, register, sight) for name in dict.fromkeys(names))
    return [column for column in found if column is not None and column.can_show]


def _mark(place: Mark) -> str:
    found = place.value
    if isinstance(found, datetime):
        found = found.isoformat()
    elif isinstance(found, Decimal):
        found = str(found)
    return base64.urlsafe_b64encode(orjson.dumps([place.part, found, place.task_id])).decode()


def _place(mark: str | None) -> Mark | None:
    if not mark:
        return None
    try:
        part, found, task_id = orjson.loads(base64.urlsafe_b64decode(mark.encode()))
        return Mark(int(part), found, int(task_id))
    except (ValueError, TypeError, binascii.Error):
        raise BadInput.field("after", "is no place in this list.", "Use the value of next.") from None
