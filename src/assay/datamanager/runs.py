"""Carrying out actions: at once for few tasks, as a job with progress for many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assay.datamanager.actions import BY_ID
from assay.datamanager.actions.action import Action, Work, sentence
from assay.datamanager.queries import runs as queries
from assay.datamanager.queries.runs import RunRow
from assay.history.service import record
from assay.kit.db import Connection, now
from assay.kit.errors import AssayError
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow

AT_ONCE = 500  # more tasks than this are done by a job
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action: what it did, or the number under which a job does it."""

    counts: Mapping[str, int]
    run_id: int | None = None


Deferrer = Callable[[Connection, int], object]


def start(
    db: Connection,
    workflow: Workflow,
    action: Action,
    task_ids: Sequence[int],
    params: Mapping[str, Any],
    *,
    actor_id: int,
    at: datetime,
    defer: Deferrer,
) -> Outcome:
    """Does an action to some tasks, or asks for a job that does. Raises BadInput for answers that make no sense."""
    work = Work(db, workflow, actor_id, at, task_ids, params)
    work = replace(work, params=action.check(work))
    if len(task_ids) > AT_ONCE:
        run_id = queries.insert(db, workflow.project_id, action.id, work.params, task_ids, actor_id)
        defer(db, run_id)
        return Outcome({}, run_id)
    counts = action.run(work) if task_ids or action.every_task else Counter[str]()
    _record(work, action, counts, len(task_ids))
    return Outcome(counts)


def step(db: Connection, run_id: int) -> bool:
    """Does the next part of an action in one transaction; whether there is more to do."""
    row = queries.get(db, run_id, lock=True)
    if row is None or row.status in ("completed", "failed"):
        return False
    action = BY_ID[row.action]
    workflow = projects.workflow(db, row.project_id)
    if workflow is None or row.created_by is None:
        queries.fail(db, run_id, "The project or the person who asked for it is gone.")
        return False
    size = row.total if action.whole else CHUNK
    task_ids = queries.some_tasks(db, run_id, row.progress, size)
    work = Work(db, workflow, row.created_by, now(db), task_ids, row.params)
    counts = Counter(row.result)
    try:
        with db.transaction():
            counts.update(action.run(work))
    except AssayError as refused:
        queries.fail(db, run_id, refused.detail)
        return False
    done = min(row.progress + size, row.total)
    queries.note(db, run_id, done, counts)
    if done >= row.total:
        _record(work, action, counts, row.total)
    return done < row.total


def answer(row: RunRow) -> dict[str, Any]:
    """An action as the API shows it."""
    return {
        "id": row.id,
        "project": row.project_id,
        "action": row.action,
        "status": row.status,
        "progress": row.progress,
        "total": row.total,
        "result": row.result,
        "detail": sentence(BY_ID[row.action], row.result) if row.status == "completed" else row.error,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
    }


def _record(work: Work, action: Action, counts: Mapping[str, int], total: int) -> None:
    record(
        work.db,
        "action.done",
        organization_id=work.workflow.organization_id,
        project_id=work.workflow.project_id,
        actor_id=work.actor_id,
        payload={"action": action.id, "tasks": total, **counts},
    )
