"""The review stream: which batch a reviewer gets next, and for how long it is theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from assay.annotations import queries as annotation_queries
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotAllowed, NotThere
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, reservations
from assay.queue.queries import Work
from assay.queue.stream import PREFETCH_SECONDS
from assay.reviews import queries as reviews
from assay.reviews.rules import OPEN_STATES, ItemState
from assay.tasks import queries as task_queries

KINDS = ("expert", "review")


def next_batch(db: Connection, workflow: Workflow, account_id: int, *, prefetch: bool, at: datetime) -> Work | None:
    """The batch a reviewer works on now, reserved for them; with `prefetch` the one after it. None: nothing waits.

    Nobody gets their own work, and no expert what they have judged as a reviewer. Work for experts comes first.
    """
    mine = queries.held_batches(db, workflow.project_id, account_id)
    ready = mine[1:] if prefetch else mine
    ttl = workflow.settings.custom_task_lock_ttl
    until = at + timedelta(seconds=PREFETCH_SECONDS if prefetch else ttl)
    if ready:
        work = ready[0]
        if work.prefetched and not prefetch:
            queries.extend(db, work.id, until, prefetched=False)
            return queries.work(db, work.id)
        return work
    found = _take(db, workflow, account_id, until=until, prefetch=prefetch)
    if found is None and reservations.sweep(db, workflow, at=at):
        found = _take(db, workflow, account_id, until=until, prefetch=prefetch)
    return found


def _take(db: Connection, workflow: Workflow, account_id: int, *, until: datetime, prefetch: bool) -> Work | None:
    is_expert = account_id in workflow.settings.review.expert.reviewers
    for kind in KINDS if is_expert else KINDS[1:]:
        found = queries.reserve_batch(
            db,
            workflow.project_id,
            account_id,
            kind=kind,
            may_review_own=False,
            until=until,
            prefetched=prefetch,
        )
        if found is not None:
            return found
    return None


def open_batch(db: Connection, workflow: Workflow, annotation_id: int, account_id: int, *, at: datetime) -> Work:
    """Reserves the waiting batch of one annotation. Raises Conflict when somebody else holds it."""
    found = annotation_queries.get(db, annotation_id)
    if found is None or task_queries.lock(db, found.task_id) is None:
        raise NotThere()
    if found.author_id == account_id:
        raise NotAllowed("Nobody reviews their own work.", code="own_work")
    waiting = [row for row in reviews.items(db, annotation_id) if ItemState(row.state) in OPEN_STATES]
    if not waiting or waiting[0].work_item_id is None:
        raise BadInput("Nothing of this annotation waits for a verdict.", code="nothing_waits")
    work = queries.work(db, waiting[0].work_item_id, lock=True)
    assert work is not None
    until = at + timedelta(seconds=workflow.settings.custom_task_lock_ttl)
    if work.state == "held":
        live = work.reserved_until is None or work.reserved_until > at
        if work.holder_id != account_id and live:
            raise Conflict("Somebody else is reviewing this annotation right now.", code="held_by_other")
        if work.holder_id == account_id and live:
            return work
        queries.free_batch(db, work.id)
    if work.kind == "expert" and account_id not in workflow.settings.review.expert.reviewers:
        raise NotAllowed("This work waits for an expert.", code="not_an_expert")
    queries.hold_batch(db, work.id, account_id, until)
    held = queries.work(db, work.id)
    assert held is not None
    return held


def release(db: Connection, work_item_id: int, account_id: int) -> None:
    """Gives a batch back to the queue."""
    work = queries.work(db, work_item_id)
    if work is None or work.kind == "annotate" or work.holder_id != account_id or work.state != "held":
        raise NotThere()
    task_queries.lock(db, work.task_id)
    queries.free_batch(db, work_item_id)
