"""Background work on datasets: attaching many items, and taking many tasks away."""

from __future__ import annotations

import psycopg
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from assay.datasets import service
from assay.history.service import Event
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer
from assay.projects import queries as projects

MAX_STARTS = 5

_retry = RetryStrategy(max_attempts=MAX_STARTS, wait=2, retry_exceptions=[JobAborted, psycopg.OperationalError])


@app.task(name="datasets.attach", pass_context=True, retry=_retry)
def attach(context: JobContext, project_id: int, dataset_id: int) -> None:
    """Goes on with attaching a dataset, some thousand items in a transaction; started again it goes on where it was."""
    while True:
        if context.should_abort():
            raise JobAborted
        with database().transaction() as db:
            workflow = projects.workflow(db, project_id)
            if workflow is None or not service.attach_more(db, workflow, dataset_id):
                return


@app.task(name="datasets.detach", pass_context=True, retry=_retry)
def detach(context: JobContext, project_id: int, dataset_id: int, actor_id: int) -> None:
    """Detaches a dataset in one transaction."""
    with database().transaction() as db:
        workflow = projects.workflow(db, project_id)
        if workflow is not None:
            service.detach_all(db, workflow, dataset_id, actor_id=actor_id)


def go_on_attaching(db: Connection, project_id: int, dataset_id: int) -> None:
    """Asks for the job that attaches the rest."""
    defer(db, attach, project_id=project_id, dataset_id=dataset_id)


def go_on_detaching(db: Connection, project_id: int, dataset_id: int, actor_id: int) -> None:
    """Asks for the job that takes the tasks away."""
    defer(db, detach, project_id=project_id, dataset_id=dataset_id, actor_id=actor_id)


def project_created(db: Connection, event: Event) -> None:
    """Attaches the datasets that a project was made with."""
    workflow = projects.workflow(db, event.project_id) if event.project_id is not None else None
    if workflow is None:
        return
    for dataset_id in sorted(set(event.payload.get("datasets", ()))):
        if service.attach(db, workflow, dataset_id, actor_id=event.actor_id):
            go_on_attaching(db, workflow.project_id, dataset_id)
