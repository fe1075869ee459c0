"""The PDF with the instructions of a project: one file, replaced as a whole (MQA 80)."""

from __future__ import annotations

import hashlib
import io

from assay.access.actor import Actor, ProjectAccess
from assay.exchange import instruction_queries as queries
from assay.exchange import queries as uploads
from assay.exchange.media import documents
from assay.exchange.queries import UploadRow
from assay.exchange.uploads import about, readable_name
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.kit.storage import project_folder, storage, stored_name

LARGEST = 20 << 20
PDF = "application/pdf"
# Readers find the mark within the first kilobyte.
_MARK, _WITHIN = b"%PDF-", 1024


def replace(db: Connection, actor: Actor, project: ProjectAccess, name: str | None, content: bytes) -> str | None:
    """Makes a PDF the instructions of a project; the path of the one before, for `uploads.discard` after the commit.

    Raises BadInput for what is no whole PDF, or too large.
    """
    _check(content)
    given = readable_name(name)
    path = f"{project_folder(project.id)}/uploads/{stored_name(given, '.pdf')}"
    storage().put(path, content)
    made = uploads.insert_upload(
        db,
        organization_id=project.organization_id,
        project_id=project.id,
        name=given,
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_type=PDF,
        facts=about(given, PDF, len(content)) | documents.look(io.BytesIO(content), len(content)) | {"probed": True},
        by=actor.id,
    )
    before = _put_in_place(db, project.id, made.id)
    _record(db, actor, project, "project.instructions_file", {"name": given, "size": len(content)})
    return before


def remove(db: Connection, actor: Actor, project: ProjectAccess) -> str | None:
    """Takes the PDF away; its path, for `uploads.discard` after the commit."""
    before = _put_in_place(db, project.id, None)
    if before is not None:
        _record(db, actor, project, "project.instructions_file", {"name": None})
    return before


def _put_in_place(db: Connection, project_id: int, upload_id: int | None) -> str | None:
    before: UploadRow | None = queries.of_project(db, project_id)
    queries.put(db, project_id, upload_id)
    if before is None:
        return None
    uploads.delete_uploads(db, [before.id])
    return before.path


def _check(content: bytes) -> None:
    if len(content) > LARGEST:
        raise BadInput.field("file", f"is larger than {LARGEST >> 20} MB.", "Make the pictures in it smaller.")
    if _MARK not in content[:_WITHIN]:
        raise BadInput.field("file", "is no PDF.", "Save the instructions as a PDF and choose that file.")
    if problem := documents.look(io.BytesIO(content), len(content)).get("problem"):
        raise BadInput.field("file", str(problem), "Save it again and choose that file.")


def _record(db: Connection, actor: Actor, project: ProjectAccess, action: str, payload: dict[str, object]) -> None:
    record(
        db,
        action,
        organization_id=project.organization_id,
        project_id=project.id,
        actor_id=actor.id,
        payload=payload,
    )
