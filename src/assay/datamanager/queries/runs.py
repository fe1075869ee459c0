"""Actions that are under way: which tasks, how far, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, one, run, value


@dataclass(frozen=True, slots=True)
class RunRow:
    """An action on many tasks. `progress` of `total` tasks are done."""

    id: int
    project_id: int
    action: str
    params: dict[str, Any]
    status: str
    progress: int
    total: int
    result: dict[str, int]
    error: str
    created_by: int | None
    created_at: datetime
    finished_at: datetime | None


def insert(
    db: Connection, project_id: int, action: str, params: Mapping[str, Any], task_ids: Sequence[int], by: int
) -> int:
    """Notes an action that a job is to do."""
    return int(
        value(
            db,
            """insert into dm_run (project_id, action, params, task_ids, total, created_by)
               values (%s, %s, %s, %s, %s, %s) returning id""",
            (project_id, action, json(params), list(task_ids), len(task_ids), by),
        )
    )


def get(db: Connection, run_id: int, *, lock: bool = False) -> RunRow | None:
    """One action."""
    return one(
        db,
        RunRow,
        f"""select id, project_id, action, params, status, progress, total, result, error, created_by, created_at,
             finished_at from dm_run where id = %s {"for update" if lock else ""}""",
        (run_id,),
    )


def some_tasks(db: Connection, run_id: int, start: int, count: int) -> list[int]:
    """Some of the tasks of an action, from a place on."""
    found = value(db, "select task_ids[%s:%s] from dm_run where id = %s", (start + 1, start + count, run_id))
    return list(found or ())


def note(db: Connection, run_id: int, progress: int, result: Mapping[str, int]) -> None:
    """Notes how far an action is and what it did."""
    run(
        db,
        """update dm_run set status = case when %(done)s >= total then 'completed' else 'in_progress' end,
             progress = %(done)s, result = %(result)s, finished_at = case when %(done)s >= total then now() end
           where id = %(id)s""",
        {"id": run_id, "done": progress, "result": json(result)},
    )


def fail(db: Connection, run_id: int, error: str) -> None:
    """Notes why an action ended early; what it did stays done."""
    run(
        db,
        "update dm_run set status = 'failed', error = %s, finished_at = now() where id = %s",
        (error, run_id),
    )
