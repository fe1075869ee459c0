"""Routes of labels beside the configurations, of where they are offered, and of words that change in annotations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datamanager import relabeling
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import LARGEST_ID, Id, Routes, no_content
from assay.kit.paging import Pages
from assay.projects import label_queries as queries
from assay.projects import labels

router = Routes(tags=["labels"])

MOST_AT_ONCE = 1000
Title = Annotated[str, Field(min_length=1, max_length=2048)]
ControlName = Annotated[str, Field(min_length=1, max_length=2048)]
Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
QueryNumber = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


class LabelShape(BaseModel):
    """A label. `projects` and `links` are those that one sees; a new label says where it was linked."""

    id: int
    title: str
    value: Any
    description: str | None
    approved: bool
    approved_by: int | None
    created_by: int | None
    organization: int
    created_at: datetime
    updated_at: datetime
    projects: list[int]
    links: list[int]
    project: int | None = None
    from_name: str | None = None


class LabelPage(BaseModel):
    """A page of labels."""

    count: int
    next: str | None
    previous: str | None
    results: list[LabelShape]


class LabelWish(BaseModel):
    """A new label and the control of a project that offers it. `value` is as a result holds it: `["Word"]`."""

    title: Title
    value: Any
    project: Number
    from_name: ControlName
    description: str | None = None
    approved: bool = False


class LabelChange(BaseModel):
    """What changes about a label."""

    title: Title | None = None
    value: Any = None
    description: str | None = None
    approved: bool | None = None


class LinkShape(BaseModel):
    """A label at a control of a project; `annotations_count` for those who see all annotations there."""

    id: int
    project: int
    label: int | LabelShape
    from_name: str
    annotations_count: int | None


class LinkPage(BaseModel):
    """A page of links."""

    count: int
    next: str | None
    previous: str | None
    results: list[LinkShape]


class LinkWish(BaseModel):
    """Which label a project offers, and at which control."""

    project: Number
    label: Number
    from_name: ControlName


class LinkChange(BaseModel):
    """Another control for a label."""

    from_name: ControlName


class Relabeling(BaseModel):
    """Answers that change in annotations: of one project, or of all that one manages. Each is the whole answer."""

    old_label: Any
    new_label: Any
    project: Number | None = None


class Relabeled(BaseModel):
    """How many answers changed."""

    annotations_updated: int


@router.get("/api/labels/", response_model=LabelPage)
def list_labels(ctx: Context, pages: Pages) -> dict[str, Any]:
    """The labels of the organization; who manages no projects sees those of their projects."""
    actor = ctx.require(Permission.PROJECT_VIEW)
    count, found = queries.labels(ctx.db, actor.viewer, _sees_all(ctx), pages.size, pages.offset)
    return pages.page(count, found)


@router.post("/api/labels/", response_model=list[LabelShape], status_code=201)
def create_labels(
    ctx: Context, body: Annotated[list[LabelWish], Field(min_length=1, max_length=MOST_AT_ONCE)]
) -> list[dict[str, Any]]:
    """Makes labels and links them to one project. A title that there is already is linked, not made again."""
    numbers = {wish.project for wish in body}
    if len(numbers) > 1:
        raise BadInput.field("project", "The labels of one request belong to one project.", "Make several requests.")
    project = ctx.project(body[0].project, Permission.ONTOLOGY_SWITCH)
    made = labels.create(ctx.db, ctx.actor, project, [wish.model_dump() for wish in body])
    return [
        {**_label(ctx, label_id), "project": project.id, "from_name": wish.from_name}
        for label_id, wish in zip(made, body, strict=True)
    ]


@router.post("/api/labels/bulk/", response_model=Relabeled)
def change_answers(ctx: Context, body: Relabeling) -> dict[str, int]:
    """Puts one answer in the place of another in stored annotations, each as a new revision. Verdicts stay."""
    if body.project is not None:
        projects = [ctx.project(body.project, Permission.PROJECT_CHANGE).id]
    else:
        projects, _ = ctx.projects(Permission.PROJECT_CHANGE)
    changed = relabeling.change_answers(
        ctx.db, projects, body.old_label, body.new_label, actor_id=ctx.actor.id, at=ctx.now
    )
    return {"annotations_updated": changed}


@router.get("/api/labels/{id}/", response_model=LabelShape)
def get_label(ctx: Context, id: Id) -> dict[str, Any]:
    """One label."""
    return _label(ctx, id)


@router.patch("/api/labels/{id}/", response_model=LabelShape)
def change_label(ctx: Context, id: Id, body: LabelChange) -> dict[str, Any]:
    """Changes a label everywhere where it is offered; annotations keep what they say."""
    _check_all_managed(ctx, id)
    given = body.model_dump(exclude_unset=True)
    for required in ("title", "value", "approved"):
        if required in given and given[required] is None:
            raise BadInput.field(required, "cannot be null.", "Leave it out to keep it.")
    labels.change(ctx.db, ctx.actor, id, given)
    return _label(ctx, id)


@router.delete("/api/labels/{id}/", status_code=204, response_class=Response)
def delete_label(ctx: Context, id: Id) -> Response:
    """Deletes a label, so that no project offers it; annotations keep what they say."""
    _check_all_managed(ctx, id)
    labels.remove(ctx.db, ctx.actor, id)
    return no_content()


@router.get("/api/label_links/", response_model=LinkPage)
def list_links(
    ctx: Context,
    pages: Pages,
    project: QueryNumber = None,
    expand: Annotated[str, Query(description="`label`: with the label instead of its number.")] = "",
    label__created_at: datetime | None = None,
    label__created_at__gte: datetime | None = None,
    label__created_at__lte: datetime | None = None,
    label__created_by: QueryNumber = None,
) -> dict[str, Any]:
    """Which labels are offered where, in the projects that one sees."""
    actor = ctx.require(Permission.PROJECT_VIEW)
    count, found = queries.links(
        ctx.db,
        actor.viewer,
        project_id=project,
        created_from=label__created_at__gte or label__created_at,
        created_to=label__created_at__lte or label__created_at,
        created_by=label__created_by,
        limit=pages.size,
        offset=pages.offset,
    )
    return pages.page(count, _with_counts(ctx, found, expand == "label"))


@router.post("/api/label_links/", response_model=LinkShape, status_code=201)
def create_link(ctx: Context, body: LinkWish) -> dict[str, Any]:
    """Offers a label at a control of a project."""
    project = ctx.project(body.project, Permission.ONTOLOGY_SWITCH)
    made = labels.link(ctx.db, ctx.actor, project, _label(ctx, body.label), body.from_name)
    return _link(ctx, made)


@router.get("/api/label_links/{id}/", response_model=LinkShape)
def get_link(ctx: Context, id: Id) -> dict[str, Any]:
    """One link."""
    return _link(ctx, id)


@router.patch("/api/label_links/{id}/", response_model=LinkShape)
def change_link(ctx: Context, id: Id, body: LinkChange) -> dict[str, Any]:
    """Offers a label at another control of the project."""
    found = _link(ctx, id, counted=False)
    project = ctx.project(found["project"], Permission.ONTOLOGY_SWITCH)
    labels.move(ctx.db, ctx.actor, project, id, _label(ctx, found["label"])["value"], body.from_name)
    return _link(ctx, id)


@router.delete("/api/label_links/{id}/", status_code=204, response_class=Response)
def delete_link(ctx: Context, id: Id) -> Response:
    """A project offers a label no longer; annotations keep what they say."""
    found = _link(ctx, id, counted=False)
    labels.unlink(ctx.db, ctx.actor, ctx.project(found["project"], Permission.ONTOLOGY_SWITCH), id)
    return no_content()


def _sees_all(ctx: Ctx) -> bool:
    return ctx.actor.allows(Permission.PROJECT_CREATE)


def _label(ctx: Ctx, label_id: int) -> dict[str, Any]:
    actor = ctx.require(Permission.PROJECT_VIEW)
    found = queries.label(ctx.db, actor.viewer, _sees_all(ctx), label_id)
    if found is None:
        raise NotThere()
    return found


def _check_all_managed(ctx: Ctx, label_id: int) -> None:
    """A label is changed for every project that offers it, so by somebody who manages all of them."""
    _label(ctx, label_id)
    ctx.require(Permission.PROJECT_CREATE)
    places = {link["project_id"] for link in queries.links_of(ctx.db, label_id)}
    managed, _ = ctx.projects(Permission.ONTOLOGY_SWITCH, sorted(places))
    if places - set(managed):
        raise NotAllowed("A project that you do not manage offers this label too; take it out of yours instead.")


def _link(ctx: Ctx, link_id: int, *, counted: bool = True) -> dict[str, Any]:
    actor = ctx.require(Permission.PROJECT_VIEW)
    _, found = queries.links(ctx.db, actor.viewer, link_id=link_id)
    if not found:
        raise NotThere()
    return _with_counts(ctx, found, False)[0] if counted else found[0]


def _with_counts(ctx: Ctx, found: list[dict[str, Any]], expanded: bool) -> list[dict[str, Any]]:
    seen, _ = ctx.projects(Permission.ANNOTATIONS_VIEW_ALL, sorted({link["project"] for link in found}))
    counts = queries.counts(ctx.db, [link["id"] for link in found if link["project"] in set(seen)])
    return [
        {
            **link,
            "label": _label(ctx, link["label"]) if expanded else link["label"],
            "annotations_count": counts.get(link["id"]),
        }
        for link in found
    ]
