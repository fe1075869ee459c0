"""Which upload is the instructions of a project."""

from __future__ import annotations

from assay.exchange.queries import UPLOAD, UploadRow
from assay.kit.db import Connection, one, run


def of_project(db: Connection, project_id: int) -> UploadRow | None:
    """The PDF of a project."""
    sql = f"select {UPLOAD} from upload where id = (select instructions_upload_id from project where id = %s)"
    return one(db, UploadRow, sql, (project_id,))


def put(db: Connection, project_id: int, upload_id: int | None) -> None:
    """Makes an upload the instructions, or with None no one."""
    run(
        db,
        "update project set instructions_upload_id = %s, updated_at = now() where id = %s",
        (upload_id, project_id),
    )
