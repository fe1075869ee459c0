"""Routes of the datasets of a project: attach, detach, and what detaching would take away."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datasets import jobs, queries, service
from assay.datasets.api.shapes import AttachInput, AttachmentShape, Going, OfferedDataset, OfferedDatasets
from assay.kit.errors import AssayError, BadInput, NotThere
from assay.kit.http import Id, Routes
from assay.kit.paging import Pages
from assay.projects.queries import workflow_of

router = Routes(tags=["datasets"])


@router.get("/api/projects/{id}/datasets/", response_model=list[AttachmentShape])
def list_attached(ctx: Context, id: Id) -> Any:
    """The datasets of a project: the one that its own imports fill, and those that are attached.

    For whoever sees the queue, of which each row names its dataset.
    """
    ctx.project(id, Permission.QUEUE_VIEW)
    return _attached(ctx, id)


@router.get("/api/projects/{id}/datasets/offered/", response_model=OfferedDatasets)
def list_offered(
    ctx: Context, id: Id, pages: Pages, search: Annotated[str | None, Query(max_length=200)] = None
) -> Any:
    """The datasets of the organization that the project could attach, for whoever may attach them here."""
    project = ctx.project(id, Permission.DATASETS_ATTACH)
    rows, total = queries.page(
        ctx.db,
        project.organization_id,
        search=search,
        order="-created_at",
        limit=pages.size,
        offset=pages.offset,
    )
    attached = {row.dataset_id for row in queries.attachments(ctx.db, id)}
    return pages.page(
        total,
        [
            OfferedDataset(
                id=row.id,
                title=row.title,
                description=row.description,
                unit_count=row.unit_count,
                kinds=row.kinds,
                is_attached=row.id in attached,
            )
            for row in rows
        ],
    )


@router.post("/api/projects/{id}/datasets/", response_model=list[AttachmentShape])
def attach(ctx: Context, id: Id, body: AttachInput) -> Any:
    """Attaches datasets: the project gets a task for every item that it has none of.

    Attaching a dataset again changes nothing, but brings back tasks that were deleted. Of a large dataset the first
    answer says `attaching`; GET tells how far it is.
    """
    project = ctx.project(id, Permission.DATASETS_ATTACH)
    wanted = sorted({*body.datasets, *([body.dataset] if body.dataset is not None else [])})
    if not wanted:
        raise BadInput.field("dataset", "is missing.", "Give the id of a dataset, or several as datasets.")
    for dataset_id in wanted:
        if service.attach(ctx.db, workflow_of(project), dataset_id, actor_id=ctx.actor.id):
            jobs.go_on_attaching(ctx.db, id, dataset_id)
    return _attached(ctx, id)


@router.delete("/api/projects/{id}/datasets/{dataset_id}/", response_model=Going)
def detach(ctx: Context, id: Id, dataset_id: Id, preview: bool = False) -> Any:
    """Detaches a dataset: its tasks go, with all annotations and reviews on them; the items stay in the dataset.

    With `preview=true` nothing happens, and the answer says what would go. Of a large dataset the answer says
    `detaching`, and GET lists it until it is gone.
    """
    project = ctx.project(id, Permission.DATASETS_ATTACH)
    found = queries.attachment(ctx.db, id, dataset_id)
    if found is None:
        raise NotThere("This dataset is not attached to the project.")
    if found.is_own:
        raise AssayError(
            "This is the project's own data, which cannot be detached. Delete its tasks instead.", code="own_data"
        )
    going = service.what_goes(ctx.db, id, dataset_id)
    status = "attached"
    if not preview:
        is_long = service.detach(ctx.db, workflow_of(project), dataset_id, actor_id=ctx.actor.id)
        if is_long:
            jobs.go_on_detaching(ctx.db, id, dataset_id, ctx.actor.id)
        status = "detaching" if is_long else "detached"
    return {"dataset": dataset_id, "preview": preview, "status": status, **going}


def _attached(ctx: Ctx, project_id: int) -> list[dict[str, Any]]:
    return [
        {
            "dataset": row.dataset_id,
            "title": row.title,
            "description": row.description,
            "is_own": row.is_own,
            "status": row.status,
            "done": row.done,
            "total": row.total,
            "unit_count": row.unit_count,
            "kinds": row.kinds,
            "tasks": row.tasks,
            "attached_at": row.attached_at,
        }
        for row in queries.attachments(ctx.db, project_id)
    ]
