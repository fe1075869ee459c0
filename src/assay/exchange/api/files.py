"""Routes of uploaded files: the bytes for the page, and the list for those who manage them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from assay.access.deps import Context, Ctx
from assay.access.queries import VISIBLE_PROJECTS
from assay.access.rules.permissions import Permission
from assay.datasets import queries as datasets
from assay.exchange import queries, uploads
from assay.exchange.api.shapes import FilesDeleted, FileShape, FilesInput
from assay.exchange.media import queries as media_queries
from assay.exchange.queries import UploadRow
from assay.exchange.uploads import PEAKS, THUMBNAIL, TIMES
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes, comma_ids, no_content
from assay.kit.storage import dataset_folder, project_folder, storage

router = Routes(tags=["files"])

# Names never mean another file, so a browser need not ask again; but only the person's own browser may keep it.
CACHE = "private, max-age=86400"
BYTES: dict[int | str, dict[str, Any]] = {
    code: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    for code in (200, 206)
}

# What was made of a file, by the ending of its name.
_DERIVED_TYPES = {THUMBNAIL: "image/webp", TIMES: "application/json", PEAKS: "application/json"}
# What a browser might run is given as plain text, whatever it is.
_ACTIVE = ("text/html",)

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@router.get("/data/upload/{id}/{name}", response_class=Response, responses=BYTES)
def get_file(
    ctx: Context,
    id: Id,
    name: Annotated[str, Path(max_length=200)],
    range: Annotated[str | None, Header()] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A file of a project, whole or in part: media and what items show for everybody in it, others for importers.

    With `.thumb.webp` behind its name it is the thumbnail of a picture, with `.peaks.json` the outline of a sound, with
    `.times.json` the times of the frames of a film that has no even pace. The task says under `media` which there are.
    """
    project = ctx.project(id, Permission.PROJECT_VIEW)
    is_importer = project.allows(Permission.TASKS_CREATE)
    return _file(ctx, project_folder(id), name, _Asked(range, if_range, if_none_match), is_importer=is_importer)


@router.get("/data/dataset/{id}/{name}", response_class=Response, responses=BYTES)
def get_dataset_file(
    ctx: Context,
    id: Id,
    name: Annotated[str, Path(max_length=200)],
    range: Annotated[str | None, Header()] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A file of a dataset, for who sees the dataset or a project that it is attached to; else as a project's file."""
    actor = ctx.actor
    is_manager = actor.allows(Permission.DATASETS_VIEW) and datasets.get(ctx.db, actor.organization_id, id) is not None
    if not (is_manager or datasets.is_seen(ctx.db, actor.viewer, id, VISIBLE_PROJECTS)):
        raise NotThere()
    return _file(ctx, dataset_folder(id), name, _Asked(range, if_range, if_none_match), is_importer=is_manager)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The headers that say which part of a file is wanted, and which state of it is there already."""

    range: str | None
    if_range: str | None
    if_none_match: str | None


def _file(ctx: Ctx, folder: str, name: str, asked: _Asked, *, is_importer: bool) -> Response:
    ending = next((ending for ending in _DERIVED_TYPES if name.endswith(ending)), "")
    path = f"{folder}/uploads/{name.removesuffix(ending)}"
    found = queries.upload_at(ctx.db, path) if "\x00" not in name else None
    if found is None or not (found.is_medium or is_importer or media_queries.is_shown(ctx.db, found.id)):
        raise NotThere()
    # What was made of a file changes when it is made anew, which its size tells well enough.
    made = f"-{ending[1:4]}{_size(path + ending)}" if ending else ""
    tag = f'"{found.sha256[:32]}{made}"'
    headers = {
        "ETag": tag,
        "Cache-Control": CACHE,
        # What somebody uploaded is shown, never run.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
    if not found.is_medium:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    if asked.if_none_match is not None and {tag, "*"} & {
        known.strip().removeprefix("W/") for known in asked.if_none_match.split(",")
    }:
        return Response(status_code=304, headers=headers)
    content_type = _DERIVED_TYPES.get(ending, found.content_type)
    # A part of another state of the file would be joined with what the browser has.
    stretch = asked.range if asked.if_range is None or asked.if_range.strip() == tag else None
    return _sent(
        path + ending,
        "text/plain" if content_type in _ACTIVE else content_type,
        headers,
        stretch,
        is_empty=ctx.request.method == "HEAD",
    )


# Players ask for the size before they ask for parts; the answer has no body, and is documented with the other one.
for _address, _get in (("/data/upload/{id}/{name}", get_file), ("/data/dataset/{id}/{name}", get_dataset_file)):
    router.add_api_route(_address, _get, methods=["HEAD"], response_class=Response, include_in_schema=False)


def _size(path: str) -> int:
    try:
        return storage().size(path)
    except FileNotFoundError:
        raise NotThere() from None


def _sent(path: str, content_type: str, headers: dict[str, str], asked: str | None, *, is_empty: bool) -> Response:
    size = _size(path)
    part = part_of(asked, size)
    if part is None:
        headers["Content-Length"] = str(size)
        content = () if is_empty else storage().stream(path)
        return StreamingResponse(content, media_type=content_type, headers=headers)
    if part.start >= part.end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(part.end - part.start)
    headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    content = () if is_empty else storage().stream(path, part.start, part.end)
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
    return {"deleted": len(paths)}


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
