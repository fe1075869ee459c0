"""Routes of the tags of projects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.kit.http import Id, Routes, no_content
from assay.projects import tag_queries as queries
from assay.projects import tagging

router = Routes(tags=["project tags"])


class ProjectTag(BaseModel):
    """A tag, and how many projects that one sees have it."""

    id: int
    title: str
    color: str
    project_count: int
    created_at: datetime


class ProjectTagWish(BaseModel):
    """A new tag; its colour as #rrggbb."""

    model_config = ConfigDict(extra="forbid")

    title: str
    color: str = ""


class ProjectTagChange(BaseModel):
    """Another title or colour."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = None
    color: str | None = None


@router.get("/api/project-tags/", response_model=list[ProjectTag])
def list_tags(ctx: Context) -> Any:
    """The tags of the organization's projects, by title."""
    return queries.all_of(ctx.db, ctx.require(Permission.PROJECT_VIEW).viewer)


@router.post("/api/project-tags/", response_model=ProjectTag, status_code=201)
def create_tag(ctx: Context, body: ProjectTagWish) -> Any:
    """Makes a tag."""
    return tagging.create(ctx.db, ctx.require(Permission.PROJECT_TAGS_CHANGE), body.title, body.color)


@router.get("/api/project-tags/{id}/", response_model=ProjectTag)
def get_tag(ctx: Context, id: Id) -> Any:
    """One tag."""
    return tagging.find(ctx.db, ctx.require(Permission.PROJECT_VIEW), id)


@router.patch("/api/project-tags/{id}/", response_model=ProjectTag)
def change_tag(ctx: Context, id: Id, body: ProjectTagChange) -> Any:
    """Changes a tag; the projects that have it keep it."""
    return tagging.change(ctx.db, ctx.require(Permission.PROJECT_TAGS_CHANGE), id, body.title, body.color)


@router.delete("/api/project-tags/{id}/", status_code=204, response_class=Response)
def delete_tag(ctx: Context, id: Id) -> Response:
    """Deletes a tag and takes it off all projects."""
    tagging.remove(ctx.db, ctx.require(Permission.PROJECT_TAGS_CHANGE), id)
    return no_content()
