"""Tags of members."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import File, Form, Query, Response
from pydantic import BaseModel, Field

from assay.access import tags
from assay.access.api.filters import OrganizationFilter
from assay.access.api.organizations import inside
from assay.access.deps import Context
from assay.access.queries import members as member_queries
from assay.access.queries import tags as queries
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import LARGEST_ID, Id, Routes, comma_ids, no_content
from assay.kit.paging import Pages

router = Routes(tags=["member tags"], forms=True)

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class TagMaker(BaseModel):
    """Who made a tag."""

    id: int
    email: str
    first_name: str
    last_name: str


class MemberTag(BaseModel):
    """A tag, and how many members have it."""

    id: int
    label: str
    organization: int
    member_count: int
    created_by: TagMaker | None
    created_at: datetime
    updated_at: datetime


class MemberTagPage(BaseModel):
    """A page of tags."""

    count: int
    next: str | None
    previous: str | None
    results: list[MemberTag]


class TagWish(BaseModel):
    """A label."""

    label: str


class TagsWish(BaseModel):
    """Several labels."""

    labels: Annotated[list[str], Field(max_length=1000)]


class TagsMade(BaseModel):
    """How many tags are new; those that existed are not counted."""

    created: int


class TagsDeleted(BaseModel):
    """How many tags are gone."""

    deleted: int


class TagAssignment(BaseModel):
    """Tags for everybody who matches the filters except `excluded`, or, unless `all`, for those `included`."""

    all: bool = False
    included: list[Number] = []
    excluded: list[Number] = []
    tags: list[Number] = []
    overwrite: bool = False


class TagsAssigned(BaseModel):
    """How many members the call was about, how many tags were put on and taken off."""

    assigned: int
    assignments: int
    unassignments: int


class TagImport(BaseModel):
    """The number of an import."""

    import_: Annotated[int, Field(alias="import")]


class TagImportStatus(BaseModel):
    """What an import did; `users_skipped` are the addresses that are no members'."""

    id: int
    status: Literal["completed"]
    tags_created: int
    assignments_created: int
    users_skipped: list[str]
    created_at: datetime
    finished_at: datetime


@router.get("/api/organizations/{id}/member-tags", response_model=MemberTagPage)
def list_tags(ctx: Context, id: Id, pages: Pages, search: Annotated[str, Query(max_length=200)] = "") -> dict[str, Any]:
    """The tags of the organization by pages, in the order of their labels."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    count, found = queries.page(ctx.db, id, search, pages.size, pages.offset)
    return pages.page(count, found)


@router.post("/api/organizations/{id}/member-tags", response_model=MemberTag, status_code=201)
def create_tag(ctx: Context, id: Id, body: TagWish) -> dict[str, Any]:
    """A new tag."""
    return tags.create(ctx.db, inside(ctx, id, Permission.MEMBERS_TAG), body.label)


@router.post("/api/organizations/{id}/member-tags/bulk", response_model=TagsMade, status_code=201)
def create_tags(ctx: Context, id: Id, body: TagsWish) -> dict[str, int]:
    """Several new tags; those that exist stay."""
    return {"created": len(tags.create_many(ctx.db, inside(ctx, id, Permission.MEMBERS_TAG), body.labels))}


@router.delete("/api/organizations/{id}/member-tags/bulk", response_model=TagsDeleted)
def delete_tags(
    ctx: Context, id: Id, ids: Annotated[str, Query(description="Numbers with commas.")] = ""
) -> dict[str, int]:
    """Deletes tags and takes them off everybody."""
    actor = inside(ctx, id, Permission.MEMBERS_TAG)
    chosen = comma_ids(ids, "ids")
    if not chosen:
        raise BadInput.field("ids", "is missing.", "Give the numbers of tags, separated by commas.")
    return {"deleted": tags.remove(ctx.db, actor, chosen)}


@router.post("/api/organizations/{id}/member-tags/assignments", response_model=TagsAssigned)
def assign_tags(ctx: Context, id: Id, body: TagAssignment, which: OrganizationFilter) -> dict[str, int]:
    """Gives tags to many members at once; with `overwrite` they keep no others."""
    actor = inside(ctx, id, Permission.MEMBERS_TAG)
    accounts = list(dict.fromkeys(body.included))
    if body.all:
        excluded = set(body.excluded)
        accounts = [found for found in member_queries.matching(ctx.db, id, which) if found not in excluded]
    put_on, taken_off = tags.assign(ctx.db, actor, body.tags, accounts, overwrite=body.overwrite)
    return {"assigned": len(accounts), "assignments": put_on, "unassignments": taken_off}


@router.post("/api/organizations/{id}/member-tags/imports", response_model=TagImport, status_code=201)
def import_tags(
    ctx: Context, id: Id, file: Annotated[bytes, File()], bulk_tags: Annotated[str, Form(max_length=10_000)] = ""
) -> dict[str, int]:
    """Gives members the tags of a CSV file with the columns email and tags; `bulk_tags` go to everybody in it."""
    actor = inside(ctx, id, Permission.MEMBERS_TAG)
    return {"import": tags.import_csv(ctx.db, actor, file, bulk_tags)}


@router.get("/api/organizations/{id}/member-tags/imports/{import_pk}", response_model=TagImportStatus)
def get_import(ctx: Context, id: Id, import_pk: Id) -> dict[str, Any]:
    """What an import did."""
    inside(ctx, id, Permission.MEMBERS_TAG)
    found = queries.import_of(ctx.db, id, import_pk)
    if found is None:
        raise NotThere()
    return found


@router.get("/api/organizations/{id}/member-tags/{tag_pk}", response_model=MemberTag)
def get_tag(ctx: Context, id: Id, tag_pk: Id) -> dict[str, Any]:
    """One tag."""
    inside(ctx, id, Permission.MEMBERS_VIEW)
    return tags.find(ctx.db, id, tag_pk)


@router.patch("/api/organizations/{id}/member-tags/{tag_pk}", response_model=MemberTag)
def rename_tag(ctx: Context, id: Id, tag_pk: Id, body: TagWish) -> dict[str, Any]:
    """Another label; who has the tag keeps it."""
    return tags.rename(ctx.db, inside(ctx, id, Permission.MEMBERS_TAG), tag_pk, body.label)


@router.delete("/api/organizations/{id}/member-tags/{tag_pk}", status_code=204, response_class=Response)
def delete_tag(ctx: Context, id: Id, tag_pk: Id) -> Response:
    """Deletes a tag and takes it off everybody."""
    if not tags.remove(ctx.db, inside(ctx, id, Permission.MEMBERS_TAG), [tag_pk]):
        raise NotThere()
    return no_content()
