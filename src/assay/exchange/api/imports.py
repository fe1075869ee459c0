"""Routes of importing at once, as Label Studio's client does it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Query

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.exchange import imports, queries, uploads
from assay.exchange.api.incoming import LONGEST_ADDRESS, Incoming, Received
from assay.exchange.api.shapes import ImportAnswer, ImportShape, LabelsAs, ReimportAnswer, ReimportInput
from assay.exchange.fetching import fetch
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.reading import Part
from assay.exchange.uploads import Taking
from assay.kit.config import config
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes
from assay.projects import queries as projects

router = Routes(tags=["import"])

BODY = {
    "requestBody": {
        "content": {
            "application/json": {"schema": {"oneOf": [{"type": "array", "items": {}}, {"type": "object"}]}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            },
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"url": {"type": "string"}}}
            },
        }
    }
}


@router.post(
    "/api/projects/{id}/tasks/bulk",
    response_model=ImportAnswer,
    response_model_exclude_unset=True,
    status_code=201,
    openapi_extra=BODY,
    operation_id="import_tasks_in_bulk",
)
@router.post(
    "/api/projects/{id}/import",
    response_model=ImportAnswer,
    response_model_exclude_unset=True,
    status_code=201,
    openapi_extra=BODY,
)
def import_tasks(
    ctx: Context,
    id: Id,
    received: Received,
    commit_to_project: bool = True,
    return_task_ids: bool = False,
    preannotated_from_fields: Annotated[list[str] | None, Query()] = None,
    labels_as: LabelsAs = "predictions",
) -> Any:
    """Imports tasks from JSON, from files, or from an address: all of them or none.

    With `commit_to_project=false` everything is checked and nothing is kept. `labels_as` says what the labels of COCO,
    Pascal VOC, YOLO, CoNLL-2003 and mask files become.
    """
    started = time.monotonic()
    project = ctx.project(id, Permission.TASKS_CREATE)
    fields = [name for given in preannotated_from_fields or () for name in given.split(",") if name]
    with _sources(ctx, project, received) as (taken, parts):
        written = imports.write(ctx.db, id, parts, actor_id=ctx.actor.id, prediction_fields=fields, labels_as=labels_as)
        upload_ids = [upload.id for upload in taken.taken]
        import_id = None
        if commit_to_project:
            source = {"uploads": upload_ids}
            import_id = queries.insert_import(ctx.db, id, status="in_progress", source=source, by=ctx.actor.id)
            imports.finish(ctx.db, import_id, written, [upload.name for upload in taken.taken], ctx.actor.id)
        else:
            ctx.db.rollback()
            taken.undo()
            upload_ids = []
    tasks, annotations, predictions = written.counts
    answer = {
        "task_count": tasks,
        "annotation_count": annotations,
        "prediction_count": predictions,
        "predictions_count": predictions,
        "duration": round(time.monotonic() - started, 3),
        "file_upload_ids": upload_ids,
        "could_be_tasks_list": False,
        "found_formats": written.report.formats if taken.taken else {},
        "data_columns": list(written.report.columns),
        "import": import_id,
    }
    return answer | ({"task_ids": written.task_ids} if return_task_ids and commit_to_project else {})


@contextmanager
def _sources(
    ctx: Ctx, project: ProjectAccess, received: Incoming
) -> Iterator[tuple[Taking, imports.Files | list[Part]]]:
    """What is imported. Files are stored first, and removed again if the import fails."""
    with uploads.taking(
        ctx.db, organization_id=project.organization_id, project_id=project.id, account_id=ctx.actor.id
    ) as taken:
        url = received.fields.get("url") or _address(ctx, project, received)
        if url is None and received.text is not None:
            yield taken, [Part("body", FileKind.JSON, received.size, received.text)]
            return
        take(taken, received, url)
        if taken.refused:
            raise imports.refusal(taken.refused, len(taken.refused))
        yield taken, imports.Files(taken.taken)


def take(taken: Taking, received: Incoming, url: str | None) -> None:
    """Stores the files of a form, or the one at an address."""
    if url is not None:
        largest = config().max_upload_mb * 1024 * 1024
        with fetch(url[:LONGEST_ADDRESS], largest=largest, allow_private=config().allow_private_urls) as fetched:
            taken.take(uploads.readable_name(fetched.name), fetched.pieces)
        return
    if not received.files:
        raise BadInput.field("files", "are missing.", "Send a file, a JSON body, or url=.")
    for file in received.files:
        taken.take(file.name, file.pieces())


def _address(ctx: Ctx, project: ProjectAccess, received: Incoming) -> str | None:
    """The address in a JSON body that is nothing but an address, unless the project labels what is called so."""
    given = received.only_url()
    if given is None or not isinstance(given["url"], str):
        return None
    version = project.ontology_version_id
    is_data = version is not None and "url" in projects.schema(ctx.db, version).fields
    return None if is_data else given["url"]


@router.post("/api/projects/{id}/reimport", response_model=ReimportAnswer, status_code=201)
def import_again(ctx: Context, id: Id, body: ReimportInput) -> Any:
    """Imports stored files once more: the tasks that came from them are deleted, with their work, and made anew."""
    started = time.monotonic()
    ctx.project(id, Permission.TASKS_DELETE)
    ctx.project(id, Permission.TASKS_CREATE)
    if not body.files_as_tasks_list:
        raise BadInput.field("files_as_tasks_list", "is always true here: rows become tasks.", "Leave it out.")
    chosen = list(dict.fromkeys(body.file_upload_ids))
    if not chosen:
        return _imported_again(None, (0, 0, 0), [], {}, [], started)
    written = imports.write_again(ctx.db, id, chosen, actor_id=ctx.actor.id)
    names = [upload.name for upload in queries.uploads(ctx.db, id, chosen)]
    source = {"uploads": chosen, "again": True}
    number = queries.insert_import(ctx.db, id, status="in_progress", source=source, by=ctx.actor.id)
    imports.finish(ctx.db, number, written, names, ctx.actor.id)
    report = written.report
    return _imported_again(number, written.counts, chosen, report.formats, list(report.columns), started)


def _imported_again(
    number: int | None,
    counts: tuple[int, int, int],
    chosen: list[int],
    formats: dict[str, int],
    columns: list[str],
    started: float,
) -> dict[str, Any]:
    tasks, annotations, predictions = counts
    return {
        "reimport": number,
        "task_count": tasks,
        "annotation_count": annotations,
        "prediction_count": predictions,
        "duration": round(time.monotonic() - started, 3),
        "file_upload_ids": chosen,
        "found_formats": formats,
        "data_columns": columns,
    }


@router.get(
    "/api/projects/{id}/reimports/{import_id}/", response_model=ImportShape, operation_id="get_import_of_stored_files"
)
@router.get("/api/projects/{id}/imports/{import_id}/", response_model=ImportShape)
def get_import(ctx: Context, id: Id, import_id: Id) -> Any:
    """An import in Label Studio's shape, of files that were sent or that were stored before."""
    ctx.project(id, Permission.TASKS_CREATE)
    row = queries.import_run(ctx.db, import_id)
    if row is None or row.project_id != id:
        raise NotThere()
    status = row.status if row.status in ("in_progress", "completed", "failed") else "created"
    ended = row.finished_at or row.updated_at
    return {
        "id": row.id,
        "project": row.project_id,
        "status": status,
        "task_count": row.task_count,
        "annotation_count": row.annotation_count,
        "prediction_count": row.prediction_count,
        "file_upload_ids": row.source.get("uploads", []),
        "found_formats": row.report.get("found_formats", {}),
        "data_columns": row.report.get("columns", []),
        "duration": (ended - row.created_at).total_seconds(),
        "error": row.error or None,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "finished_at": row.finished_at,
    }
