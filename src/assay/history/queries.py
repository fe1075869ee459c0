"""The event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.kit.db import Connection, json, run

Row = tuple[str, int | None, int | None, int | None, int | None, int | None, Mapping[str, Any]]


def insert(db: Connection, rows: Sequence[Row]) -> None:
    """Adds rows (action, organization, project, task, annotation, actor, payload); their time is the transaction's."""
    if not rows:
        return
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    run(
        db,
        "insert into event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload) values "
        + places,
        [value for row in rows for value in (*row[:6], json(dict(row[6])))],
    )
