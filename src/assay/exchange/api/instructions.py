"""Routes of the PDF with the instructions of a project."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Response, UploadFile
from pydantic import BaseModel

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.exchange import instruction_queries as queries
from assay.exchange import instructions, uploads
from assay.exchange.queries import UploadRow
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes, no_content

router = Routes(tags=["projects"], forms=True)


class InstructionsFile(BaseModel):
    """The PDF of a project: `url` leads to its bytes, in parts where one asks for parts."""

    name: str
    size: int
    pages: int | None
    url: str
    created_at: datetime


def _shown(upload: UploadRow) -> dict[str, Any]:
    return {
        "name": upload.name,
        "size": upload.size,
        "pages": upload.facts.get("pages"),
        "url": upload.url,
        "created_at": upload.created_at,
    }


@router.get("/api/projects/{id}/instructions-file/", response_model=InstructionsFile)
def get_instructions_file(ctx: Context, id: Id) -> Any:
    """The PDF with the instructions; for everybody in the project."""
    ctx.project(id, Permission.PROJECT_VIEW)
    found = queries.of_project(ctx.db, id)
    if found is None:
        raise NotThere("The project has no instructions as a PDF.")
    return _shown(found)


@router.put("/api/projects/{id}/instructions-file/", response_model=InstructionsFile)
def put_instructions_file(ctx: Context, id: Id, file: Annotated[UploadFile, File()]) -> Any:
    """Makes a PDF the instructions, in the place of the one before."""
    project = ctx.project(id, Permission.PROJECT_CHANGE)
    content = file.file.read(instructions.LARGEST + 1)
    before = instructions.replace(ctx.db, ctx.actor, project, file.filename, content)
    found = queries.of_project(ctx.db, id)
    assert found is not None
    shown = _shown(found)
    ctx.commit()
    uploads.discard([before] if before else [])
    return shown


@router.delete("/api/projects/{id}/instructions-file/", status_code=204, response_class=Response)
def delete_instructions_file(ctx: Context, id: Id) -> Response:
    """Takes the PDF away; instructions as text stay."""
    project = ctx.project(id, Permission.PROJECT_CHANGE)
    before = instructions.remove(ctx.db, ctx.actor, project)
    ctx.commit()
    uploads.discard([before] if before else [])
    return no_content()
