"""Searching members with filters as one object, as Label Studio's client does beside its lists of parameters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assay.access import members
from assay.access.api.filters import Ordering, OrganizationFilter, ordering_of
from assay.access.api.organizations import MemberPage, inside
from assay.access.deps import Context
from assay.access.queries import members as queries
from assay.access.queries.members import MemberFilter
from assay.access.rules.permissions import Permission, Role
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.paging import Pages

router = Routes(tags=["organizations"])

# A page of everybody: who searches in the body does not page.
MOST = 1000

Thing = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class MemberConditions(BaseModel):
    """Which members. All of what is given must hold; of roles and tags one is enough."""

    model_config = ConfigDict(extra="forbid")

    search: str = Field(default="", max_length=200, description="Text in the name or e-mail address.")
    role: list[Role] = Field(default=[], description="Codes of roles.")
    tags: list[Thing] = Field(default=[], description="Numbers of tags.")
    is_deleted: bool | None = Field(default=None, description="Only deactivated members, or none of them.")
    last_activity__gte: datetime | None = Field(default=None, description="Active at this time or later.")
    last_activity__lte: datetime | None = Field(default=None, description="Active at this time or earlier.")
    exclude_project_id: Thing | None = Field(default=None, description="Who is in this project is left out.")
    exclude_workspace_id: Thing | None = Field(default=None, description="Who is in this workspace is left out.")


class MemberSearch(BaseModel):
    """A search in the body of a request."""

    filters: MemberConditions


class FilterSchema(BaseModel):
    """The conditions that a search knows."""

    version: int
    filters: list[dict[str, Any]]


@router.get("/api/organizations/{id}/memberships/filter-schema/", response_model=FilterSchema)
def filter_schema(ctx: Context, id: Id) -> dict[str, Any]:
    """What members can be searched by."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    described = MemberConditions.model_json_schema()["properties"]
    return {
        "version": 1,
        "filters": [
            {"key": key, "title": key.replace("__", " ").replace("_", " "), "description": row["description"]}
            for key, row in described.items()
        ],
    }


@router.get("/api/organizations/{id}/memberships/search/", response_model=MemberPage)
def list_filtered(
    ctx: Context,
    id: Id,
    pages: Pages,
    which: OrganizationFilter,
    ordering: Ordering = "id",
    filters: Annotated[str, Query(description="More conditions as JSON; see `filter-schema`.")] = "",
) -> dict[str, Any]:
    """The members by pages, by parameters and by conditions as JSON; a condition replaces the parameter of its name."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    wanted = _narrowed(which, _read(filters)) if filters.strip() else which
    count, found = queries.page(ctx.db, id, wanted, ordering_of(ordering), pages.size, pages.offset)
    return pages.page(count, members.as_json(ctx.db, id, found, False))


@router.post("/api/organizations/{id}/memberships/search/", response_model=MemberPage)
def search(ctx: Context, id: Id, body: MemberSearch) -> dict[str, Any]:
    """The first thousand members that match."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    count, found = queries.page(ctx.db, id, _narrowed(MemberFilter(), body.filters), "id", MOST, 0)
    return {
        "count": count,
        "next": None,
        "previous": None,
        "results": members.as_json(ctx.db, id, found, False),
    }


def _read(filters: str) -> MemberConditions:
    try:
        return MemberConditions.model_validate_json(filters)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        where = ".".join(["filters", *map(str, first["loc"])])
        raise BadInput.field(
            where, f"{first['msg']}.", 'Write JSON such as {"role": ["AN"], "search": "mira"}.'
        ) from None


def _narrowed(which: MemberFilter, given: MemberConditions) -> MemberFilter:
    names = {
        "search": "search",
        "role": "roles",
        "tags": "tags",
        "is_deleted": "is_deleted",
        "last_activity__gte": "active_since",
        "last_activity__lte": "active_until",
        "exclude_project_id": "not_in_project",
        "exclude_workspace_id": "not_in_workspace",
    }
    return replace(which, **{names[name]: getattr(given, name) for name in given.model_fields_set})
