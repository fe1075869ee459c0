"""Routes of ontologies: named labeling configurations with versions, and which one a project uses."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Id, Routes, no_content
from assay.kit.paging import Pages
from assay.projects import ontologies
from assay.projects import ontology_queries as queries

router = Routes(tags=["ontologies"])

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
VersionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]


class OntologyShape(BaseModel):
    """A named ontology and its newest version."""

    id: int
    title: str
    description: str
    version: int
    label_config: str
    project_count: int
    created_by: int | None
    created_at: datetime
    changed_at: datetime


class OntologyPlace(BaseModel):
    """A project that uses an ontology, in which version. The title is null where one may not see it."""

    project: int
    title: str | None
    version: int


class OneOntology(OntologyShape):
    """A named ontology and the projects that use it."""

    projects: list[OntologyPlace]


class OntologyPage(BaseModel):
    """A page of ontologies."""

    count: int
    next: str | None
    previous: str | None
    results: list[OntologyShape]


class OntologyWish(BaseModel):
    """A new ontology: from a configuration, or by giving the one that a project has a name."""

    title: str
    description: str | None = None
    label_config: str | None = None
    project: Number | None = None


class OntologyChange(BaseModel):
    """What an ontology is called. What is absent stays."""

    title: str | None = None
    description: str | None = None


class VersionWish(BaseModel):
    """The next version, with a word on what is different."""

    label_config: str
    note: Annotated[str, Field(max_length=ontologies.LONGEST_NOTE)] = ""


class VersionMaker(BaseModel):
    """Who made a version."""

    id: int
    email: str
    first_name: str
    last_name: str


class VersionShape(BaseModel):
    """A version of an ontology."""

    number: int
    label_config: str
    note: str
    project_count: int
    created_by: VersionMaker | None
    created_at: datetime


class UsedOntology(BaseModel):
    """The ontology of a project. One without a name is the project's own; `newest` may be newer than `version`."""

    ontology: int
    title: str
    is_named: bool
    version: int
    newest: int
    changed_at: datetime
    other_projects: int


class OfferedOntology(BaseModel):
    """A named ontology, as a project that could switch to it is told of it; its versions are 1 to `version`."""

    id: int
    title: str
    description: str
    version: int
    changed_at: datetime


class OfferedOntologies(BaseModel):
    """A page of ontologies that a project could switch to."""

    count: int
    next: str | None
    previous: str | None
    results: list[OfferedOntology]


class SwitchWish(BaseModel):
    """Which ontology a project shall use: its newest version, unless one is named.

    `preview` only tells what would become invalid; `confirm` is needed to switch when something does.
    """

    ontology: Number
    version: VersionNumber | None = None
    preview: bool = False
    confirm: bool = False


class InvalidShape(BaseModel):
    """Answers that people gave and that the other ontology does not have."""

    control: str
    label: str
    count: int
    message: str


class SwitchProblem(BaseModel):
    """Why the tasks of the project could not be shown."""

    field: str
    message: str
    fix: str


class SwitchShape(BaseModel):
    """What a switch makes invalid. With `problems` it is not possible; `switched` tells whether it was done."""

    ontology: int
    title: str
    version: int
    switched: bool
    problems: list[SwitchProblem]
    invalid: list[InvalidShape]
    tasks: int
    annotations: int
    instances: int


@router.get("/api/ontologies/", response_model=OntologyPage)
def list_ontologies(ctx: Context, pages: Pages, search: Annotated[str | None, Query(max_length=200)] = None) -> Any:
    """The named ontologies of the organization, newest first."""
    actor = ctx.require(Permission.ONTOLOGIES_VIEW)
    rows, total = queries.page(ctx.db, actor.organization_id, search=search, limit=pages.size, offset=pages.offset)
    return pages.page(total, [_shown(row) for row in rows])


@router.post("/api/ontologies/", response_model=OneOntology, status_code=201)
def create_ontology(ctx: Context, body: OntologyWish) -> Any:
    """Makes a named ontology from a configuration, or of the one that a project has."""
    actor = ctx.require(Permission.ONTOLOGIES_CHANGE)
    given = body.model_dump(exclude_unset=True)
    if body.project is None:
        ontology_id = ontologies.create(ctx.db, actor.organization_id, given, actor_id=actor.id)
    elif body.label_config is not None:
        raise BadInput.field("project", "cannot come together with label_config.", "Send one of the two.")
    else:
        ctx.project(body.project, Permission.PROJECT_CHANGE)
        ontology_id = ontologies.share(ctx.db, actor.organization_id, body.project, given, actor_id=actor.id)
    return _one(ctx, ontology_id)


@router.get("/api/ontologies/{id}/", response_model=OneOntology)
def get_ontology(ctx: Context, id: Id) -> Any:
    """One ontology, and the projects that use it."""
    ctx.require(Permission.ONTOLOGIES_VIEW)
    return _one(ctx, id)


@router.patch("/api/ontologies/{id}/", response_model=OneOntology)
def change_ontology(ctx: Context, id: Id, body: OntologyChange) -> Any:
    """Changes the title or the description of an ontology."""
    actor = ctx.require(Permission.ONTOLOGIES_CHANGE)
    ontologies.change(ctx.db, actor.organization_id, id, body.model_dump(exclude_unset=True), actor_id=actor.id)
    return _one(ctx, id)


@router.delete("/api/ontologies/{id}/", status_code=204)
def delete_ontology(ctx: Context, id: Id) -> Response:
    """Deletes an ontology with its versions. While a project uses it that is refused."""
    actor = ctx.require(Permission.ONTOLOGIES_CHANGE)
    ontologies.delete(ctx.db, actor.organization_id, id, actor_id=actor.id)
    return no_content()


@router.get("/api/ontologies/{id}/versions/", response_model=list[VersionShape])
def list_versions(ctx: Context, id: Id) -> Any:
    """The versions of an ontology, newest first."""
    actor = ctx.require(Permission.ONTOLOGIES_VIEW)
    ontologies.found(ctx.db, actor.organization_id, id)
    return [_version(row) for row in queries.versions(ctx.db, id)]


@router.post("/api/ontologies/{id}/versions/", response_model=VersionShape, status_code=201)
def add_version(ctx: Context, id: Id, body: VersionWish) -> Any:
    """Adds a version. Projects stay on theirs until they are switched."""
    actor = ctx.require(Permission.ONTOLOGIES_CHANGE)
    ontologies.add_version(ctx.db, actor.organization_id, id, body.label_config, body.note.strip(), actor_id=actor.id)
    return _version(queries.versions(ctx.db, id)[0])


@router.get("/api/projects/{id}/ontologies/offered/", response_model=OfferedOntologies)
def list_offered(
    ctx: Context, id: Id, pages: Pages, search: Annotated[str | None, Query(max_length=200)] = None
) -> Any:
    """The named ontologies of the organization, for whoever may switch the project to one of them."""
    project = ctx.project(id, Permission.ONTOLOGY_SWITCH)
    rows, total = queries.page(ctx.db, project.organization_id, search=search, limit=pages.size, offset=pages.offset)
    offered = [
        OfferedOntology(
            id=row.id,
            title=row.title,
            description=row.description,
            version=row.version,
            changed_at=row.changed_at,
        )
        for row in rows
    ]
    return pages.page(total, offered)


@router.get("/api/projects/{id}/ontology/", response_model=UsedOntology | None)
def used_ontology(ctx: Context, id: Id) -> Any:
    """Which ontology a project uses, and whether there is a newer version; null before it has one."""
    ctx.project(id, Permission.PROJECT_VIEW)
    return queries.used_by(ctx.db, id)


@router.post("/api/projects/{id}/ontology/", response_model=SwitchShape)
def switch_ontology(ctx: Context, id: Id, body: SwitchWish) -> Any:
    """Lets a project use another ontology or another version. What becomes invalid is listed, and stays as it is."""
    project = ctx.project(id, Permission.ONTOLOGY_SWITCH)
    wanted = ontologies.weigh(ctx.db, project.organization_id, id, body.ontology, body.version)
    if not body.preview:
        ontologies.switch(ctx.db, id, wanted, confirmed=body.confirm, actor_id=ctx.actor.id)
    return {
        "ontology": wanted.version.ontology_id,
        "title": wanted.version.title,
        "version": wanted.version.number,
        "switched": not body.preview,
        "problems": [{"field": p.field, "message": p.message, "fix": p.fix} for p in wanted.problems],
        "invalid": [
            {"control": entry.control, "label": entry.label, "count": entry.count, "message": entry.message}
            for entry in wanted.invalid
        ],
        "tasks": wanted.tasks,
        "annotations": wanted.annotations,
        "instances": wanted.instances,
    }


def _one(ctx: Ctx, ontology_id: int) -> dict[str, Any]:
    row = ontologies.found(ctx.db, ctx.actor.organization_id, ontology_id)
    places = queries.places(ctx.db, ontology_id)
    seen, _ = ctx.projects(Permission.PROJECT_VIEW, [place.project_id for place in places])
    projects = [
        {
            "project": place.project_id,
            "title": place.title if place.project_id in seen else None,
            "version": place.version,
        }
        for place in places
    ]
    return {**_shown(row), "projects": projects}


def _shown(row: queries.OntologyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "description": row.description,
        "version": row.version,
        "label_config": row.label_config,
        "project_count": row.project_count,
        "created_by": row.created_by,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }


def _version(row: queries.VersionRow) -> dict[str, Any]:
    maker = None
    if row.created_by is not None:
        maker = {
            "id": row.created_by,
            "email": row.email,
            "first_name": row.first_name,
            "last_name": row.last_name,
        }
    return {
        "number": row.number,
        "label_config": row.config,
        "note": row.note,
        "project_count": row.project_count,
        "created_by": maker,
        "created_at": row.created_at,
    }
