"""Routes of tabs, in Label Studio's shape."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datamanager import views
from assay.datamanager.queries import views as queries
from assay.datamanager.views import Place
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, QueryId, Routes, no_content

router = Routes(tags=["data manager"])

ProjectId = Annotated[int, Query(ge=1, le=2**63 - 1)]


class LineShape(BaseModel):
    """One condition of a tab, as Label Studio numbers them."""

    id: int
    index: int | None
    column: str
    type: str
    operator: str
    value: Any
    child_filters: list[LineShape]


class FilterGroupShape(BaseModel):
    """The conditions of a tab."""

    id: int
    conjunction: str
    filters: list[LineShape]


class LockerShape(BaseModel):
    """Who locked a tab."""

    id: int
    email: str | None
    name: str | None


class ViewShape(BaseModel):
    """A tab. `hidden_conditions` says how many conditions it has on columns that the person may not see."""

    id: int
    project: int
    user: int | None
    order: int
    data: dict[str, Any]
    filter_group: FilterGroupShape
    ordering: list[str]
    selected_items: dict[str, Any] | None
    is_locked: bool
    locked_at: datetime | None
    locked_by: LockerShape | None
    is_shared: bool
    can_change: bool
    can_delete: bool
    hidden_conditions: int


class ViewInput(BaseModel):
    """A tab to make or to change."""

    model_config = ConfigDict(extra="ignore")

    project: int | None = None
    data: dict[str, Any] | None = None
    is_shared: bool | None = None
    is_locked: bool | None = None


class ViewOrderInput(BaseModel):
    """Tabs in the order that they shall have."""

    project: int = Field(ge=1, le=2**63 - 1)
    ids: list[int] = Field(max_length=1000)


def _place(ctx: Ctx, project_id: int) -> Place:
    return views.open_place(ctx.db, ctx.project(project_id, Permission.TASKS_VIEW), ctx.actor.id)


def _opened(ctx: Ctx, view_id: int) -> Place:
    """The place of a tab, found by its number."""
    row = queries.get(ctx.db, view_id, ctx.actor.id)
    if row is None:
        raise NotThere("There is no such tab.")
    return _place(ctx, row.project_id)


@router.get("/api/dm/views/", response_model=list[ViewShape])
def list_views(ctx: Context, project: QueryId = None) -> Any:
    """The tabs of a project: shared ones and one's own."""
    if project is None:
        raise BadInput.field("project", "is missing.", "Give the id of a project.")
    place = _place(ctx, project)
    return [views.answer(row, place) for row in queries.of_project(ctx.db, project, place.me)]


@router.post("/api/dm/views/", response_model=ViewShape, status_code=201)
def create_view(ctx: Context, body: ViewInput) -> Any:
    """Saves a new tab."""
    if body.project is None or not 1 <= body.project < 2**63:
        raise BadInput.field("project", "is missing.", "Give the id of a project.")
    place = _place(ctx, body.project)
    view_id = views.create(ctx.db, place, body.data or {}, is_shared=body.is_shared)
    if body.is_locked:
        views.change(ctx.db, place, view_id, None, is_locked=True)
    return _answer(ctx, place, view_id)


@router.post("/api/dm/views/order/", status_code=204)
def order_views(ctx: Context, body: ViewOrderInput) -> Response:
    """Puts tabs into another order."""
    views.set_order(ctx.db, _place(ctx, body.project), body.ids)
    return no_content()


@router.delete("/api/dm/views/reset/", status_code=204)
def delete_all_views(ctx: Context, project: ProjectId) -> Response:
    """Deletes all tabs of a project; what other people keep for themselves stays."""
    ctx.project(project, Permission.VIEWS_RESET)
    views.delete_all(ctx.db, _place(ctx, project))
    return no_content()


@router.get("/api/dm/views/{id}/", response_model=ViewShape)
def get_view(ctx: Context, id: Id) -> Any:
    """One tab."""
    return _answer(ctx, _opened(ctx, id), id)


@router.patch("/api/dm/views/{id}/", response_model=ViewShape)
def change_view(ctx: Context, id: Id, body: ViewInput) -> Any:
    """Changes what is given of a tab: single keys of its data, who sees it, whether it is locked."""
    return _changed(ctx, id, body, whole=False)


@router.put("/api/dm/views/{id}/", response_model=ViewShape)
def replace_view(ctx: Context, id: Id, body: ViewInput) -> Any:
    """Replaces all that a tab holds."""
    return _changed(ctx, id, body, whole=True)


def _changed(ctx: Ctx, view_id: int, body: ViewInput, *, whole: bool) -> Any:
    place = _opened(ctx, view_id)
    views.change(ctx.db, place, view_id, body.data, is_shared=body.is_shared, is_locked=body.is_locked, whole=whole)
    return _answer(ctx, place, view_id)


@router.delete("/api/dm/views/{id}/", status_code=204)
def delete_view(ctx: Context, id: Id) -> Response:
    """Deletes a tab."""
    views.delete(ctx.db, _opened(ctx, id), id)
    return no_content()


def _answer(ctx: Ctx, place: Place, view_id: int) -> Any:
    return views.answer(views.opened(ctx.db, place, view_id), place)
