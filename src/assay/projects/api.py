"""Routes of projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Held, Permission, allows
from assay.access.standing import roles_of_record
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, NotObeyed, Routes, comma_ids, no_content, refuse_given
from assay.projects import (
    answers,
    label_queries,
    ontology_api,
    permitted,
    queries,
    service,
    tag_api,
    tagging,
    waiting_queries,
)
from assay.projects.shapes import (
    ConfigInput,
    ConfigShape,
    CountsPage,
    DataSummary,
    ProjectInput,
    ProjectPage,
    ProjectShape,
    SampleTask,
    TemplateShape,
)
from assay.projects.templates import TEMPLATES

router = Routes(tags=["projects"], forms=True)
LARGEST_PAGE = 1000


def _waiting(
    roles: frozenset[Held], preset: str, tally: Any, to_label: int, to_judge: int | None
) -> dict[str, int | None]:
    """What waits for somebody: tasks that need annotations and work returned to them; annotations to judge.

    `to_judge` is what waits for them and not for every reviewer: the tasks that they were asked by name to review,
    where nothing else is reviewed, or the reviews that they may take from one queue.
    """
    may_label = allows(roles, Permission.LABEL_STREAM, preset=preset)
    return {
        "label": to_label if may_label else None,
        "review": (tally["items_pending"] if to_judge is None else to_judge)
        if allows(roles, Permission.REVIEW_STREAM)
        else None,
    }


def _to_label(ctx: Ctx, tallies: Mapping[int, Mapping[str, int]]) -> dict[int, int]:
    """How much waits for the person in these projects; with one queue, what is free there or in their hands."""
    ids = list(tallies)
    returned = waiting_queries.returned_to(ctx.db, ctx.actor.id, ids)
    beside = waiting_queries.beside_queued(ctx.db, ctx.actor.id, ids)
    return {
        key: tally["queued"] + beside[key]
        if key in beside
        else tally["tasks"] - tally["labeled"] + returned.get(key, 0)
        for key, tally in tallies.items()
    }


def _to_judge(ctx: Ctx, ids: Sequence[int]) -> dict[int, int]:
    """What waits for the person and not for every reviewer, in the projects where that is so."""
    by_name = waiting_queries.asked_to_review(ctx.db, ctx.actor.id, ids)
    return waiting_queries.reviews_for(ctx.db, ctx.actor.id, ids) | by_name


def _shown(ctx: Ctx, project_id: int, roles: frozenset[Held]) -> dict[str, Any]:
    db = ctx.db
    row = queries.get(db, project_id)
    if row is None:
        raise NotThere()
    tally = queries.tallies(db, [project_id]).get(project_id, answers.NO_COUNTS)
    to_label = _to_label(ctx, {project_id: tally})[project_id]
    asked = _to_judge(ctx, [project_id]).get(project_id)
    my = answers.mine(roles, _waiting(roles, row.preset, tally, to_label, asked), ctx.actor.limits, row.preset)
    linked = [{"from_name": label.from_name, "value": label.value} for label in label_queries.linked(db, project_id)]
    return {**answers.full(row, tally, my), "linked_labels": linked}


def _page(
    ctx: Ctx, request: Request, page: int, page_size: int, *, ids: str | None, search: str | None, title: str | None,
    workspaces: str | None, tags: str | None, tags_match: TagsMatch, ordering: str | None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:  # fmt: skip
    actor = ctx.require(Permission.PROJECT_VIEW)
    order = ordering or "-created_at"
    if order not in queries.ORDERS:
        raise BadInput.field("ordering", f"must be one of: {', '.join(queries.ORDERS)}.")
    found = queries.visible(
        ctx.db,
        actor.viewer,
        ids=comma_ids(ids, "ids"),
        search=search,
        title=title,
        workspaces=comma_ids(workspaces, "workspaces"),
        tags=comma_ids(tags, "tags"),
        any_tag=tags_match == "any",
        order=order,
        limit=page_size,
        offset=(page - 1) * page_size,
    )
    total = found[0]["total"] if found else 0
    if not found and page > 1:
        first = queries.visible(
            ctx.db, actor.viewer, ids=comma_ids(ids, "ids"), search=search, title=title,
            workspaces=comma_ids(workspaces, "workspaces"), tags=comma_ids(tags, "tags"), any_tag=tags_match == "any",
            order=order, limit=1, offset=0,
        )  # fmt: skip
        total = first[0]["total"] if first else 0
    ends = page * page_size >= total
    return found, {
        "count": total,
        "next": None if ends else _link(request, page + 1),
        "previous": None if page == 1 else _link(request, page - 1),
    }


def _link(request: Request, page: int) -> str:
    query = dict(request.query_params) | {"page": str(page)}
    return f"{request.url.path}?{urlencode(query)}"


Tags = Annotated[str | None, Query(description="Tags that the projects shall have, by numbers with commas.")]
TagsMatch = Annotated[Literal["all", "any"], Query(description="Whether a project needs all of the tags, or any.")]
Page = Annotated[int, Query(ge=1, le=10_000_000)]
PageSize = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]


@router.get("/api/projects/", response_model=ProjectPage)
def list_projects(
    ctx: Context, request: Request, page: Page = 1, page_size: PageSize = 30, ids: str | None = None,
    search: str | None = None, title: str | None = None, workspaces: str | None = None, ordering: str | None = None,
    tags: Tags = None, tags_match: TagsMatch = "all",
    state: NotObeyed = None, source_interface_id: NotObeyed = None,
) -> Any:  # fmt: skip
    """The projects that the person sees, newest first."""
    refuse_given(state=state, source_interface_id=source_interface_id)
    found, links = _page(
        ctx, request, page, page_size, ids=ids, search=search, title=title, workspaces=workspaces, tags=tags,
        tags_match=tags_match, ordering=ordering,
    )  # fmt: skip
    rows = queries.rows(ctx.db, [entry["id"] for entry in found])
    counted = queries.tallies(ctx.db, [entry["id"] for entry in found])
    tallies = {entry["id"]: counted.get(entry["id"], answers.NO_COUNTS) for entry in found}
    to_label = _to_label(ctx, tallies)
    asked = _to_judge(ctx, [entry["id"] for entry in found])
    results = []
    for entry in found:
        roles, preset = roles_of_record(entry), entry["preset"]
        tally = tallies[entry["id"]]
        waiting = _waiting(roles, preset, tally, to_label[entry["id"]], asked.get(entry["id"]))
        my = answers.mine(roles, waiting, ctx.actor.limits, preset)
        results.append(answers.full(rows[entry["id"]], tally, my))
    return {**links, "results": results}


@router.get("/api/projects/counts/", response_model=CountsPage)
def list_counts(
    ctx: Context, request: Request, page: Page = 1, page_size: PageSize = 30, ids: str | None = None,
    search: str | None = None, title: str | None = None, workspaces: str | None = None, ordering: str | None = None,
    tags: Tags = None, tags_match: TagsMatch = "all",
    state: NotObeyed = None, source_interface_id: NotObeyed = None,
) -> Any:  # fmt: skip
    """The counters of the projects that the person sees."""
    refuse_given(state=state, source_interface_id=source_interface_id)
    found, links = _page(
        ctx, request, page, page_size, ids=ids, search=search, title=title, workspaces=workspaces, tags=tags,
        tags_match=tags_match, ordering=ordering,
    )  # fmt: skip
    tallies = queries.tallies(ctx.db, [entry["id"] for entry in found])
    results = [answers.counts(entry["id"], tallies.get(entry["id"], answers.NO_COUNTS)) for entry in found]
    return {**links, "results": results}


@router.post("/api/projects/", response_model=ProjectShape, status_code=201)
def create_project(ctx: Context, body: ProjectInput) -> Any:
    """Makes a project."""
    actor = ctx.require(Permission.PROJECT_CREATE)
    given = body.model_dump(exclude_unset=True)
    if given.get("datasets") and not actor.allows(Permission.DATASETS_ATTACH):
        raise NotAllowed(
            "Your role does not allow attaching datasets.", context={"permission": Permission.DATASETS_ATTACH.value}
        )
    project_id = service.create(ctx.db, organization_id=actor.organization_id, creator_id=actor.id, given=given)
    if given.get("tags"):
        tagging.put_on(ctx.db, actor, project_id, given["tags"])
    return _shown(ctx, project_id, frozenset({actor.role}))


@router.post("/api/projects/validate/", response_model=ConfigShape)
def validate_config(ctx: Context, body: ConfigInput) -> Any:
    """Checks a labeling configuration that belongs to no project yet."""
    ctx.require(Permission.PROJECT_CREATE)
    schema = service.understood(body.label_config)
    return {
        "label_config": body.label_config,
        "parsed_label_config": schema.parsed_label_config(),
        "data_types": schema.data_types,
    }


@router.get("/api/templates/", response_model=list[TemplateShape])
def list_templates(ctx: Context) -> Any:
    """The gallery of labeling templates."""
    ctx.require(Permission.PROJECT_VIEW)
    return [
        {
            "id": template.id,
            "group": template.group,
            "title": template.title,
            "description": template.description,
            "words": template.words,
            "config": template.config,
            "sample": dict(template.sample),
        }
        for template in TEMPLATES
    ]


@router.get("/api/projects/{id}/", response_model=ProjectShape)
def get_project(ctx: Context, id: Id) -> Any:
    """One project."""
    project = ctx.project(id, Permission.PROJECT_VIEW)
    return _shown(ctx, id, project.roles)


@router.patch("/api/projects/{id}/", response_model=ProjectShape)
def change_project(ctx: Context, id: Id, body: ProjectInput) -> Any:
    """Changes a project: all that is given, or nothing."""
    project, given = ctx.project(id, Permission.PROJECT_CHANGE), body.model_dump(exclude_unset=True)
    row = queries.get(ctx.db, id)
    assert row is not None
    permitted.check(project, row, given)
    service.change(ctx.db, id, given, actor_id=ctx.actor.id)
    if given.get("tags") is not None:
        tagging.put_on(ctx.db, ctx.actor, id, given["tags"])
    return _shown(ctx, id, project.roles)


@router.delete("/api/projects/{id}/", status_code=204)
def delete_project(ctx: Context, id: Id) -> Response:
    """Deletes a project with its tasks and annotations."""
    ctx.project(id, Permission.PROJECT_DELETE)
    service.delete(ctx.db, id, actor_id=ctx.actor.id)
    return no_content()


@router.post("/api/projects/{id}/validate/", response_model=ConfigShape)
def validate_config_for(ctx: Context, id: Id, body: ConfigInput) -> Any:
    """Checks a labeling configuration against a project's tasks and annotations."""
    ctx.project(id, Permission.ONTOLOGY_SWITCH)
    schema = service.understood(body.label_config)
    service.check_configuration(ctx.db, id, body.label_config)
    return {
        "label_config": body.label_config,
        "parsed_label_config": schema.parsed_label_config(),
        "data_types": schema.data_types,
    }


@router.post("/api/projects/{id}/sample-task/", response_model=SampleTask)
def sample_task(ctx: Context, id: Id, body: ConfigInput) -> Any:
    """An item to try a labeling configuration on: the first of the project that fits it, else one that is made up."""
    ctx.project(id, Permission.PROJECT_CHANGE)
    return {
        "sample_task": {"data": service.sample(ctx.db, id, body.label_config), "annotations": [], "predictions": []}
    }


@router.get("/api/projects/{id}/summary/", response_model=DataSummary)
def summary(ctx: Context, id: Id) -> Any:
    """Which columns the project's data has."""
    ctx.project(id, Permission.TASKS_VIEW_ALL)
    found = queries.summary(ctx.db, id) or {"columns": {}, "sampled": 0}
    columns = found["columns"] or {}
    return {
        "all_data_columns": columns,
        "common_data_columns": [name for name, times in columns.items() if times == found["sampled"]],
        "created_annotations": {},
        "created_labels": queries.used_labels(ctx.db, id),
        "created_labels_drafts": {},
    }


routers: list[APIRouter] = [router, ontology_api.router, tag_api.router]
