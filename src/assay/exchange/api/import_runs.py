"""Routes of importing in two steps, as the page does it: see what is wrong first, then decide."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from fastapi import Response

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.exchange import imports, jobs, queries, uploads
from assay.exchange.api.imports import BODY, take
from assay.exchange.api.incoming import Incoming, IncomingFile, Received
from assay.exchange.api.shapes import CommitInput, ImportRunShape, LabelsAs
from assay.exchange.queries import ImportRow
from assay.kit.bodies import parsed
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes, no_content
from assay.kit.jobs import defer
from assay.projects import queries as projects

router = Routes(tags=["import"])

_COLUMN = re.compile(r"[\w.-]{1,40}")
PASTED = {"json": "Pasted.json", "jsonl": "Pasted.jsonl", "csv": "Pasted.csv", "tsv": "Pasted.tsv", "txt": "Pasted.txt"}


@router.post("/api/projects/{id}/import-runs/", response_model=ImportRunShape, status_code=201, openapi_extra=BODY)
def start_import(ctx: Context, id: Id, received: Received, labels_as: LabelsAs = "predictions") -> Any:
    """Takes files, `{"text": ..., "kind"?: ...}` or `{"url": ...}` and checks them; nothing becomes a task yet.

    `labels_as` says what the labels of COCO, Pascal VOC, YOLO, CoNLL-2003 and mask files become: predictions, or
    annotations of whoever imports them. What is small is checked in the answer already; the rest by a job, whose
    progress the answer to GET tells.
    """
    project = ctx.project(id, Permission.TASKS_CREATE)
    url = received.fields.get("url")
    if received.text is not None:
        url = _given(received, _fields(ctx, project))
    with uploads.taking(
        ctx.db, organization_id=project.organization_id, project_id=id, account_id=ctx.actor.id
    ) as taken:
        take(taken, received, url)
        import_id = queries.insert_import(
            ctx.db,
            id,
            status="checking",
            source={
                "uploads": [upload.id for upload in taken.taken],
                "labels_as": labels_as,
                "refused": [
                    {"file": p.file, "row": p.row, "field": p.field, "message": p.message, "fix": p.fix}
                    for p in taken.refused
                ],
            },
            by=ctx.actor.id,
        )
        if imports.is_small(taken.taken):
            imports.check(ctx.db, import_id)
        else:
            defer(ctx.db, jobs.check_import, import_id=import_id)
    return _shown(_run(ctx, id, import_id))


def _fields(ctx: Ctx, project: ProjectAccess) -> Sequence[str]:
    version = project.ontology_version_id
    return () if version is None else projects.schema(ctx.db, version).fields


def _given(received: Incoming, fields: Sequence[str]) -> str | None:
    """The address in a JSON body; a pasted text becomes a file of what was received."""
    assert received.text is not None
    given = parsed(received.text.read())
    given = given if isinstance(given, dict) else {}
    url, text = given.get("url"), given.get("text")
    if isinstance(url, str) and url:
        return url
    if not isinstance(text, str) or not text.strip():
        raise BadInput.field("text", "is missing.", 'Send files, {"text": "..."} or {"url": "https://..."}.')
    kind = given.get("kind") or _kind(text, fields)
    if not isinstance(kind, str) or kind not in PASTED:
        raise BadInput.field("kind", f"must be one of: {', '.join(PASTED)}.", "Leave it out to have it recognised.")
    received.files.append(IncomingFile(PASTED[kind], io.BytesIO(text.encode())))
    return None


def _kind(text: str, fields: Sequence[str]) -> str:
    """What a pasted text is: JSON, a table that begins with names of columns, or plain lines."""
    text = text.strip()
    if text[0] in "[{":
        return "json"
    first = text.partition("\n")[0]
    for mark, kind in (("\t", "tsv"), (",", "csv")):
        names = [name.strip(' \r"') for name in first.split(mark)]
        # Prose has commas too: a first line is a header when it names what the project shows, or holds only words.
        if len(names) > 1 and (set(names) & set(fields) or all(map(_COLUMN.fullmatch, names))):
            return kind
    return "csv" if first.strip(' \r"') in fields else "txt"


@router.get("/api/projects/{id}/import-runs/{run_id}/", response_model=ImportRunShape)
def get_run(ctx: Context, id: Id, run_id: Id) -> Any:
    """How far an import is."""
    ctx.project(id, Permission.TASKS_CREATE)
    return _shown(_run(ctx, id, run_id))


@router.post("/api/projects/{id}/import-runs/{run_id}/commit/", response_model=ImportRunShape)
def commit_run(ctx: Context, id: Id, run_id: Id, body: CommitInput) -> Any:
    """Carries out an import that is ready: what is small at once, the rest by a job."""
    ctx.project(id, Permission.TASKS_CREATE)
    row = _run(ctx, id, run_id)
    imports.begin(ctx.db, run_id, skip_bad_rows=body.skip_bad_rows)
    if imports.is_small(queries.uploads(ctx.db, id, row.source.get("uploads", []))):
        imports.commit(ctx.db, run_id)
    else:
        defer(ctx.db, jobs.commit_import, import_id=run_id)
    return _shown(_run(ctx, id, run_id))


@router.delete("/api/projects/{id}/import-runs/{run_id}/", status_code=204)
def delete_run(ctx: Context, id: Id, run_id: Id) -> Response:
    """Forgets an import; if it was not carried out its files go too."""
    ctx.project(id, Permission.TASKS_CREATE)
    _run(ctx, id, run_id)
    paths = imports.discard(ctx.db, run_id)
    ctx.commit()
    uploads.discard(paths)
    return no_content()


def _run(ctx: Ctx, project_id: int, run_id: int) -> ImportRow:
    row = queries.import_run(ctx.db, run_id)
    if row is None or row.project_id != project_id:
        raise NotThere()
    return row


def _shown(row: ImportRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "status": "checking" if row.status == "created" else row.status,
        "report": row.report or None,
        "progress": row.progress,
        "total": row.total or 0,
        "task_count": row.task_count,
        "annotation_count": row.annotation_count,
        "prediction_count": row.prediction_count,
        "error": row.error or None,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }
