"""Routes of uploaded files: the bytes for the page, and the list for those who manage them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import queries, uploads
from assay.exchange.api.shapes import FilesDeleted, FileShape, FilesInput
from assay.exchange.queries import UploadRow
from assay.exchange.uploads import THUMBNAIL
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes, comma_ids, no_content
from assay.kit.storage import project_folder, storage

router = Routes(tags=["files"])

# Names never mean another file, so a browser need not ask again; but only the person's own browser may keep it.
CACHE = "private, max-age=86400"
BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@router.get("/data/upload/{id}/{name}", response_class=Response, responses=BYTES)
def get_file(
    ctx: Context,
    id: Id,
    name: Annotated[str, Path(max_length=200)],
    range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A file that belongs to a project: pictures for everybody in it, other files for those who import."""
    project = ctx.project(id, Permission.PROJECT_VIEW)
    is_thumbnail = name.endswith(THUMBNAIL)
    path = f"{project_folder(id)}/uploads/{name.removesuffix(THUMBNAIL)}"
    found = queries.upload_at(ctx.db, path) if "\x00" not in name else None
    if found is None or not (found.is_picture or project.allows(Permission.TASKS_CREATE)):
        raise NotThere()
    tag = f'"{found.sha256[:32]}{"-small" if is_thumbnail else ""}"'
    headers = {
        "ETag": tag,
        "Cache-Control": CACHE,
        # What somebody uploaded is shown, never run.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
    if not found.is_picture:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    if if_none_match == tag:
        return Response(status_code=304, headers=headers)
    if is_thumbnail:
        return _sent(path + THUMBNAIL, "image/webp", headers, range)
    return _sent(path, found.content_type, headers, range)


def _sent(path: str, content_type: str, headers: dict[str, str], asked: str | None) -> Response:
    try:
        size = storage().size(path)
    except FileNotFoundError:
        raise NotThere() from None
    part = part_of(asked, size)
    if part is None:
        headers["Content-Length"] = str(size)
        return StreamingResponse(storage().stream(path), media_type=content_type, headers=headers)
    if part.start >= part.end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(part.end - part.start)
    headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    content = storage().stream(path, part.start, part.end)
    return StreamingResponse(content, 206, media_type=content_type, headers=headers)


@dataclass(frozen=True, slots=True)
class FilePart:
    """A stretch of a file: bytes from `start` up to and without `end`. It is empty where nothing of it exists."""

    start: int
    end: int


def part_of(asked: str | None, size: int) -> FilePart | None:
    """What a Range header asks for; None for all of the file, which is also the answer to what is not understood."""
    found = _RANGE.fullmatch(asked.strip()) if asked else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return FilePart(max(0, size - int(found[2])), size)
    if found[2] and int(found[2]) < int(found[1]):
        return None
    return FilePart(int(found[1]), min(size, int(found[2]) + 1) if found[2] else size)


@router.get("/api/projects/{id}/file-uploads", response_model=list[FileShape])
def list_files(
    ctx: Context,
    id: Id,
    all: bool = True,
    ids: Annotated[list[str] | None, Query()] = None,
    ordering: str | None = None,
) -> Any:
    """The files that were imported into a project; with `ids` some of them, unless all are asked for.

    `ordering` is `id`, the order in which they came, or `-id`.
    """
    ctx.project(id, Permission.TASKS_CREATE)
    found = queries.uploads(ctx.db, id, comma_ids(",".join(ids or ()).strip("[]"), "ids"))
    return [_shown(upload) for upload in (reversed(found) if (ordering or "").startswith("-") else found)]


@router.delete("/api/projects/{id}/file-uploads", response_model=FilesDeleted)
def delete_files(ctx: Context, id: Id, body: FilesInput | None = None) -> Any:
    """Deletes the named files, or without names all that no task shows."""
    ctx.project(id, Permission.TASKS_DELETE)
    paths = uploads.forget_unused(ctx.db, id, body.file_upload_ids if body is not None else None)
    ctx.commit()
    uploads.discard(paths)
    return {"deleted": len(paths) // 2}


@router.get("/api/import/file-upload/{id}", response_model=FileShape)
def get_upload(ctx: Context, id: Id) -> Any:
    """What is known of a file."""
    ctx.part("upload", id, Permission.TASKS_CREATE)
    found = queries.upload(ctx.db, id)
    if found is None:
        raise NotThere()
    return _shown(found)


@router.delete("/api/import/file-upload/{id}", status_code=204)
def delete_upload(ctx: Context, id: Id) -> Response:
    """Deletes a file that no task shows."""
    project = ctx.part("upload", id, Permission.TASKS_DELETE)
    paths = uploads.forget_unused(ctx.db, project.id, [id])
    ctx.commit()
    uploads.discard(paths)
    return no_content()


def _shown(upload: UploadRow) -> dict[str, Any]:
    return {
        "id": upload.id,
        "file": f"{upload.project_id}/{upload.stored_name}",
        "size": upload.size,
        "name": upload.name,
        "content_type": upload.content_type,
        "created_at": upload.created_at,
    }
