"""Routes of named datasets and their items. How items come in is in `exchange`, beside the imports of projects."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datasets import queries, service
from assay.datasets.api.shapes import (
    DatasetInput,
    DatasetPage,
    Kinds,
    OneDataset,
    UnitInput,
    UnitPage,
    UnitShape,
)
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes
from assay.kit.paging import Pages

router = Routes(tags=["datasets"])

Search = Annotated[str | None, Query(max_length=200)]


@router.get("/api/datasets/", response_model=DatasetPage)
def list_datasets(ctx: Context, pages: Pages, search: Search = None, ordering: str | None = None) -> Any:
    """The named datasets of the organization, newest first."""
    actor = ctx.require(Permission.DATASETS_VIEW)
    order = ordering or "-created_at"
    if order not in queries.ORDERS:
        raise BadInput.field("ordering", f"must be one of: {', '.join(queries.ORDERS)}.")
    rows, total = queries.page(
        ctx.db, actor.organization_id, search=search, order=order, limit=pages.size, offset=pages.offset
    )
    return pages.page(total, [_shown(row) for row in rows])


@router.post("/api/datasets/", response_model=OneDataset, status_code=201)
def create_dataset(ctx: Context, body: DatasetInput) -> Any:
    """Makes a dataset without items."""
    actor = ctx.require(Permission.DATASETS_CHANGE)
    given = body.model_dump(exclude_unset=True)
    dataset_id = service.create(ctx.db, actor.organization_id, given, actor_id=actor.id)
    return _one(ctx, dataset_id)


@router.get("/api/datasets/{id}/", response_model=OneDataset)
def get_dataset(ctx: Context, id: Id) -> Any:
    """One dataset, and the projects that it is attached to."""
    ctx.require(Permission.DATASETS_VIEW)
    return _one(ctx, id)


@router.patch("/api/datasets/{id}/", response_model=OneDataset)
def change_dataset(ctx: Context, id: Id, body: DatasetInput) -> Any:
    """Changes the title or the description of a dataset."""
    actor = ctx.require(Permission.DATASETS_CHANGE)
    service.change(ctx.db, actor.organization_id, id, body.model_dump(exclude_unset=True), actor_id=actor.id)
    return _one(ctx, id)


@router.get("/api/datasets/{id}/data-units/", response_model=UnitPage)
def list_units(ctx: Context, id: Id, pages: Pages, search: Search = None, kind: Kinds | None = None) -> Any:
    """The items of a dataset in the order in which they came; `search` looks into their titles."""
    actor = ctx.require(Permission.DATASETS_VIEW)
    service.found(ctx.db, actor.organization_id, id)
    rows, total = queries.units(ctx.db, id, search=search, kind=kind, limit=pages.size, offset=pages.offset)
    return pages.page(total, [_unit(row) for row in rows])


@router.get("/api/datasets/{id}/data-units/{unit_id}/", response_model=UnitShape)
def get_unit(ctx: Context, id: Id, unit_id: Id) -> Any:
    """One item of a dataset."""
    actor = ctx.require(Permission.DATASETS_VIEW)
    service.found(ctx.db, actor.organization_id, id)
    row = queries.unit(ctx.db, id, unit_id)
    if row is None:
        raise NotThere()
    return _unit(row)


@router.patch("/api/datasets/{id}/data-units/{unit_id}/", response_model=UnitShape)
def change_unit(ctx: Context, id: Id, unit_id: Id, body: UnitInput) -> Any:
    """Changes the title or the data of an item, in all projects that show it."""
    actor = ctx.require(Permission.DATASETS_CHANGE)
    given = body.model_dump(exclude_unset=True)
    return _unit(service.change_unit(ctx.db, actor.organization_id, id, unit_id, given))


def _one(ctx: Ctx, dataset_id: int) -> dict[str, Any]:
    row = service.found(ctx.db, ctx.actor.organization_id, dataset_id)
    places = queries.places(ctx.db, dataset_id)
    seen, _ = ctx.projects(Permission.PROJECT_VIEW, [place.project_id for place in places])
    projects = [
        {
            "project": place.project_id,
            "title": place.title if place.project_id in seen else None,
            "tasks": place.tasks,
            "status": place.status,
        }
        for place in places
    ]
    return {**_shown(row), "projects": projects}


def _shown(row: queries.DatasetRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "description": row.description,
        "unit_count": row.unit_count,
        "kinds": row.kinds,
        "project_count": row.project_count,
        "created_by": row.created_by,
        "created_at": row.created_at,
    }


def _unit(row: queries.UnitRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "data": row.data,
        "media": row.media,
        "tasks": row.tasks,
        "created_at": row.created_at,
    }
