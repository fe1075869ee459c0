"""Giving reservations back: by hand, by time, and by people who have nothing left to wait for."""

from __future__ import annotations

from datetime import datetime

from assay.history.service import record
from assay.kit.db import Connection
from assay.projects.rules.settings import SkipQueue
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.queue.queries.handing import give_back
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import Deed


def release(db: Connection, workflow: Workflow, task_id: int, account_id: int, *, by: int, at: datetime) -> bool:
    """Gives a person's slot on a task back to the queue.

    Returned work stays with its author, unless one queue serves everybody: then it waits for anybody, returned as
    before (MQA 13).
    """
    task = task_queries.lock(db, task_id)
    if task is None or not _give_back(db, workflow, task_id, account_id):
        return False
    tasks.settle(db, task, workflow, at=at, by=by, deed=Deed.HANDED)
    record(
        db,
        "task.released",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task_id,
        actor_id=by,
        payload={"holder": account_id},
    )
    return True


def _give_back(db: Connection, workflow: Workflow, task_id: int, account_id: int) -> bool:
    return (give_back if workflow.is_fifo else queries.drop_slot)(db, task_id, account_id)


def sweep(db: Connection, workflow: Workflow, *, at: datetime) -> int:
    """Frees what is reserved beyond its time; returns how much. Tasks are locked in order of their ids."""
    freed = 0
    for work in queries.expired(db, workflow.project_id):
        task = task_queries.lock(db, work.task_id)
        now = queries.work(db, work.id, lock=True)
        if task is None or now is None or now.state != "held" or now.reserved_until is None or now.reserved_until > at:
            continue
        if now.kind != "annotate":
            queries.free_batch(db, now.id)
        elif now.skipped and not workflow.is_fifo:
            assert now.holder_id is not None
            queries.take_slot(
                db,
                now.project_id,
                now.task_id,
                now.holder_id,
                annotation_id=now.annotation_id,
                skipped=True,
                ends_assignment=workflow.skip_queue is not SkipQueue.FOR_ME,
            )
        else:
            assert now.holder_id is not None
            _give_back(db, workflow, now.task_id, now.holder_id)
            tasks.settle(db, task, workflow, at=at, by=None, deed=Deed.HANDED)
        freed += 1
    return freed
