"""The event table."""

from __future__ import annotations

from typing import Any

from assay.kit.db import Connection, json, run


def insert(
    db: Connection,
    action: str,
    organization_id: int | None,
    project_id: int | None,
    task_id: int | None,
    annotation_id: int | None,
    actor_id: int | None,
    payload: dict[str, Any],
) -> None:
    """One row; the time is the transaction's."""
    run(
        db,
        "insert into event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        (action, organization_id, project_id, task_id, annotation_id, actor_id, json(payload)),
    )
