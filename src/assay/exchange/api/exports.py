"""Routes of exporting: at once, or kept as it was at one moment."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.exchange import export_queries as queries
from assay.exchange import exports, jobs
from assay.exchange.api.shapes import (
    ConvertAnswer,
    ConvertInput,
    ExportInput,
    ExportShape,
    FilterInput,
    FormatShape,
    PreviewShape,
)
from assay.exchange.export_filters import wanted
from assay.exchange.export_queries import ExportRow
from assay.exchange.formats.catalogue import FORMATS, ExportFormat, fit
from assay.exchange.uploads import discard
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes, comma_ids, no_content
from assay.kit.jobs import defer
from assay.kit.storage import storage
from assay.projects.queries import workflow_of
from assay.queue import answers

router = Routes(tags=["export"])

_ABOUT = {"": "everything", "Image": "pictures", "Text": "texts"}

BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


def _format(ctx: Ctx, project_id: int, name: str, field: str) -> ExportFormat:
    """The format of this name. Raises BadInput for one that does not exist or holds nothing of the project."""
    found = FORMATS.get(name.upper())
    if found is None:
        raise BadInput.field(field, f"{name} is no format that is offered.", f"Use one of: {', '.join(FORMATS)}.")
    schema = exports.schema_of(ctx.db, project_id)
    fitting = fit(found, schema)
    if not fitting.fits:
        others = [known.name for known in FORMATS.values() if fit(known, schema).fits]
        message = f"{found.name} can hold nothing of this project. {fitting.sentence}"
        raise BadInput.field(field, message, f"Use one of: {', '.join(others)}.")
    return found


def _file(name: str, known: ExportFormat, **more: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.{known.extension}"', **more}


@router.get("/api/projects/{id}/export", response_class=Response, responses=BYTES)
def download_now(
    ctx: Context,
    id: Id,
    export_type: str = "JSON",
    exportType: str | None = None,
    download_all_tasks: bool = False,
    download_resources: bool | None = None,
    ids: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The project as it is now, streamed. Without `download_all_tasks` only tasks that have annotations.

    `exportType` is the older name of `export_type`. `download_resources` is taken from Label Studio's client and says
    nothing here: no format comes with its pictures.
    """
    ctx.project(id, Permission.EXPORT_RUN)
    known = _format(ctx, id, exportType or export_type, "exportType" if exportType else "export_type")
    chosen = comma_ids(",".join(ids or ()), "ids")
    choice = wanted(
        id,
        {"only_with_annotations": not download_all_tasks},
        ids=None if chosen is None else tuple(chosen),
    )
    name = f"project-{id}-{ctx.now:%Y-%m-%d-%H-%M}"
    content = exports.streamed(ctx.request.app.state.database, choice, known.name)
    return StreamingResponse(content, media_type=known.media_type, headers=_file(name, known))


@router.get("/api/projects/{id}/export/formats", response_model=list[FormatShape])
def list_formats(ctx: Context, id: Id) -> Any:
    """The formats in which the project can be exported, those that cannot hold any of its work last and disabled."""
    ctx.project(id, Permission.EXPORT_RUN)
    schema = exports.schema_of(ctx.db, id)
    fits = {name: fit(known, schema) for name, known in FORMATS.items()}
    return [
        {
            "name": known.name,
            "title": known.title,
            "description": known.description,
            "extension": known.extension,
            "link": None,
            "tags": list(known.tags),
            "about": _ABOUT[known.on],
            "disabled": not fits[known.name].fits,
            "whole": fits[known.name].whole,
            "fit": fits[known.name].sentence,
        }
        for known in sorted(FORMATS.values(), key=lambda known: not fits[known.name].fits)
    ]


@router.post("/api/projects/{id}/export-preview/", response_model=PreviewShape)
def preview(ctx: Context, id: Id, body: FilterInput) -> Any:
    """How many tasks and annotations an export with these filters would hold."""
    project = ctx.project(id, Permission.EXPORT_RUN)
    options = exports.narrowed(ctx.db, project, ctx.actor.id, body.model_dump(exclude_none=True))
    tasks, annotations = queries.count(ctx.db, exports.chosen(ctx.db, id, options, ctx.actor.id))
    return {"tasks": tasks, "annotations": annotations}


@router.post("/api/projects/{id}/exports/", response_model=ExportShape, status_code=201)
def create_export(ctx: Context, id: Id, body: ExportInput) -> Any:
    """Keeps the project as it is now. A small export is finished in the answer already; a large one by a job.

    `task_filter_options.view` names a tab, `task_filter_options.filters` are conditions as lists take them; the tab's
    conditions are kept with the export as they are now.
    """
    project = ctx.project(id, Permission.EXPORT_RUN)
    given = body.model_dump(exclude_none=True)
    options = {
        name: given.get(name, {})
        for name in ("task_filter_options", "annotation_filter_options", "serialization_options")
    }
    options = exports.narrowed(ctx.db, project, ctx.actor.id, options)
    _format(ctx, id, body.format, "format")
    title = (body.title or "").strip().replace("\x00", "") or f"Export of {ctx.now:%Y-%m-%d %H:%M}"
    export_id = exports.begin(
        ctx.db, workflow_of(project), title=title, format=body.format, options=options, actor_id=ctx.actor.id
    )
    if (_row(ctx, id, export_id).total or 0) <= exports.SMALL_TASKS:
        exports.run(ctx.request.app.state.database, ctx.db, export_id)
    else:
        defer(ctx.db, jobs.run_export, export_id=export_id)
    return _shown(ctx, [_row(ctx, id, export_id)])[0]


@router.get("/api/projects/{id}/exports/", response_model=list[ExportShape])
def list_exports(
    ctx: Context, id: Id, ordering: Literal["created_at", "-created_at", "id", "-id"] = "-created_at"
) -> Any:
    """The exports that were kept, newest first."""
    ctx.project(id, Permission.EXPORT_RUN)
    rows = queries.of_project(ctx.db, id)
    return _shown(ctx, rows if ordering.startswith("-") else rows[::-1])


@router.get("/api/projects/{id}/exports/{export_id}", response_model=ExportShape)
def get_export(ctx: Context, id: Id, export_id: Id) -> Any:
    """An export and how far it is."""
    ctx.project(id, Permission.EXPORT_RUN)
    return _shown(ctx, [_row(ctx, id, export_id)])[0]


@router.delete("/api/projects/{id}/exports/{export_id}", status_code=204)
def delete_export(ctx: Context, id: Id, export_id: Id) -> Response:
    """Deletes an export; what it was made of stays."""
    ctx.project(id, Permission.EXPORT_RUN)
    paths = queries.delete(ctx.db, _row(ctx, id, export_id).id)
    ctx.commit()
    discard(paths)
    return no_content()


@router.post("/api/projects/{id}/exports/{export_id}/convert", response_model=ConvertAnswer, status_code=201)
def convert_export(ctx: Context, id: Id, export_id: Id, body: ConvertInput) -> Any:
    """Has a kept export written in a further format."""
    ctx.project(id, Permission.EXPORT_RUN)
    known = _format(ctx, id, body.export_type, "export_type")
    row = _row(ctx, id, export_id)
    conversion = exports.convert(ctx.db, row, known.name)
    if row.progress <= exports.SMALL_TASKS:
        exports.run_conversion(ctx.db, conversion.id)
    elif conversion.status == "created":
        defer(ctx.db, jobs.convert_export, conversion_id=conversion.id)
    return {"export_type": known.name, "converted_format": conversion.id}


@router.get("/api/projects/{id}/exports/{export_id}/download", response_class=Response, responses=BYTES)
def download_export(ctx: Context, id: Id, export_id: Id, exportType: str | None = None) -> Response:
    """The file of a kept export, in its own format or in one that it was converted to."""
    ctx.project(id, Permission.EXPORT_RUN)
    row = _row(ctx, id, export_id)
    known = FORMATS.get((exportType or row.format).upper()) or _format(ctx, id, str(exportType), "exportType")
    path = exports.file_of(ctx.db, row, known.name)
    name = f"project-{id}-{_stamp(row.created_at)}-export-{row.id}"
    headers = _file(name, known, **{"Content-Length": str(storage().size(path))})
    return StreamingResponse(storage().stream(path), media_type=known.media_type, headers=headers)


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d-%H-%M}"


def _row(ctx: Ctx, project_id: int, export_id: int) -> ExportRow:
    row = queries.get(ctx.db, export_id)
    if row is None or row.project_id != project_id:
        raise NotThere()
    return row


def _shown(ctx: Ctx, rows: list[ExportRow]) -> list[dict[str, Any]]:
    people = answers.people(ctx.db, [row.created_by for row in rows if row.created_by is not None])
    conversions = queries.conversions(ctx.db, [row.id for row in rows])
    return [
        {
            "id": row.id,
            "title": row.title,
            "status": row.status,
            "format": row.format,
            "created_at": row.created_at,
            "created_by": None if row.created_by is None else people.get(row.created_by),
            "finished_at": row.finished_at,
            "md5": row.md5,
            "size": row.size,
            "progress": row.progress,
            "total": row.total or 0,
            "error": row.error or None,
            "counters": {"task_number": row.progress if row.status == "completed" else row.total or 0},
            "converted_formats": [
                {
                    "id": made.id,
                    "export_type": made.format,
                    "status": made.status,
                    "traceback": made.error or None,
                }
                for made in conversions
                if made.export_id == row.id
            ],
            "task_filter_options": row.options.get("task_filter_options", {}),
            "annotation_filter_options": row.options.get("annotation_filter_options", {}),
            "serialization_options": row.options.get("serialization_options", {}),
        }
        for row in rows
    ]
