"""The event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from assay.kit.db import Connection, copy_rows, json, records, run

FEW = 50  # more than these are copied in

Row = tuple[str, int | None, int | None, int | None, int | None, int | None, Mapping[str, Any]]


def insert(db: Connection, rows: Sequence[Row]) -> None:
    """Adds rows (action, organization, project, task, annotation, actor, payload); their time is the transaction's."""
    if not rows:
        return
    if len(rows) > FEW:
        copy_rows(
            db,
            "event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload)",
            ((*row[:6], orjson.dumps(row[6]).decode()) for row in rows),
        )
        return
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    run(
        db,
        "insert into event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload) values "
        + places,
        [value for row in rows for value in (*row[:6], json(dict(row[6])))],
    )


def of_task(db: Connection, task_id: int, action: str) -> list[dict[str, Any]]:
    """The events of one kind about a task, oldest first, with who caused them."""
    return records(
        db,
        """select e.id, e.at as created_at, e.actor_id, c.email, e.payload from event e
           left join account c on c.id = e.actor_id where e.task_id = %s and e.action = %s order by e.id""",
        (task_id, action),
    )
