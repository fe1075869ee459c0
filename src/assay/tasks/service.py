"""The verbs of tasks: add, remove, settle."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.projects.rules.settings import Sampling
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries
from assay.tasks.queries import LockedTask, NewTask
from assay.tasks.rules import Standing, standing

TITLE_LENGTH = 120


def title_of(data: Mapping[str, Any], fields: Sequence[str]) -> str:
    """What lists call an item: the name of its file, or the first words of its first text."""
    for field in (*fields, *data):
        found = data.get(field)
        if isinstance(found, str) and found.strip():
            if found.startswith(("http://", "https://", "/", "s3://", "gs://")) and " " not in found:
                found = found.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
            return " ".join(found.split())[:TITLE_LENGTH]
    return ""


def add(db: Connection, workflow: Workflow, tasks: Sequence[NewTask], *, actor_id: int | None) -> list[int]:
    """Adds tasks at the end of the project's queue and returns their ids in the order given."""
    if not tasks:
        return []
    queries.lock_project(db, workflow.project_id)
    dataset_id = queries.own_dataset(db, workflow.project_id, workflow.organization_id)
    unit_ids = queries.reserve_ids(db, "data_unit", len(tasks))
    ids = queries.reserve_ids(db, "task", len(tasks))
    queries.copy_units(db, dataset_id, unit_ids, tasks)
    queries.copy_tasks(
        db,
        workflow.project_id,
        ids,
        unit_ids,
        tasks,
        first_inner=queries.last_inner_id(db, workflow.project_id) + 1,
        overlap=workflow.settings.overlap,
        queue_keys=queue_keys(workflow.settings.sampling, ids),
        queue_open=not workflow.manual,
        by=actor_id,
    )
    queries.tally(db, workflow.project_id, {"tasks": len(tasks), "queued": len(tasks)})
    record(
        db,
        "tasks.created",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=actor_id,
        payload={"count": len(ids), "first": ids[0], "last": ids[-1]},
    )
    return ids


def queue_keys(sampling: Sampling, ids: Sequence[int]) -> list[int]:
    """The places of tasks in the queue: their numbers, or random ones that nobody can foresee."""
    if sampling is Sampling.SEQUENTIAL:
        return list(ids)
    chance = random.SystemRandom()
    return [chance.randrange(-(2**62), 2**62) for _ in ids]


def settle(
    db: Connection,
    task: LockedTask,
    workflow: Workflow,
    *,
    at: datetime,
    by: int | None,
    submitted: bool = False,
    because: Event | None = None,
) -> Standing:
    """Recounts a locked task after a change, folds its state and moves the project's counters.

    `because` is the event of the change itself; it is recorded, and so is a new state of the task.
    """
    count = queries.recount(db, task.id, workflow.skips_count, workflow.skips_occupy)
    submissions = task.submissions + int(submitted)
    now = standing(count.facts(submissions), workflow.criterion, workflow.manual, workflow.needs_resolution)
    queries.write_standing(db, task, count, now, submissions=submissions, at=at, by=by)
    events = [] if because is None else [because]
    if now.state != task.state:
        events.append(
            Event(
                "task.state",
                workflow.organization_id,
                task.project_id,
                task.id,
                None,
                by,
                {"state": now.state, "previous": task.state, "status": now.status},
            )
        )
    record_all(db, events)
    return now


def remove(db: Connection, workflow: Workflow, task_ids: Sequence[int] | None, *, actor_id: int) -> list[int]:
    """Deletes tasks with everything that hangs on them; None deletes all tasks of the project."""
    queries.lock_project(db, workflow.project_id)
    gone = queries.delete(db, workflow.project_id, task_ids)
    if gone:
        record(
            db,
            "tasks.deleted",
            organization_id=workflow.organization_id,
            project_id=workflow.project_id,
            actor_id=actor_id,
            payload={"tasks": gone[:1000], "count": len(gone)},
        )
    return gone
