"""Background work on the queue."""

from __future__ import annotations

from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.kit.jobs import app, database, defer
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import evaluation, queries, reservations, routing
from assay.queue.queries import measures


@app.periodic(cron="* * * * * */30")
@app.task(name="queue.sweep", queueing_lock="queue.sweep", lock="queue.sweep")
def sweep(timestamp: int) -> None:
    """Gives reservations back whose time is over, project by project, so that no list shows work nobody does."""
    with database().transaction() as db:
        found = queries.projects_with_expired(db)
    for project_id in found:
        with database().transaction() as db:
            workflow = projects.workflow(db, project_id)
            if workflow is not None:
                reservations.sweep(db, workflow, at=now(db))


@app.periodic(cron="* * * * * */5")
@app.task(name="queue.route", queueing_lock="queue.route", lock="queue.route")
def route(timestamp: int) -> None:
    """Decides whether tasks are reviewed whose agreement is known by now."""
    with database().transaction() as db:
        routing.sweep(db)


@app.task(name="queue.evaluate")
def evaluate(project_id: int, account_id: int | None) -> None:
    """Pauses somebody whose work is not good enough, or lifts that pause; with None everybody of a project."""
    with database().transaction() as db:
        workflow = projects.workflow(db, project_id)
        if workflow is not None:
            evaluation.evaluate(db, workflow, account_id)


def judged(db: Connection, event: Event) -> None:
    """A verdict came, changed or went: the authors are evaluated soon, so that nobody waits for it."""
    _evaluate_soon(db, event, truth=False)


def compared(db: Connection, event: Event) -> None:
    """The agreement on a task is known anew, or another annotation of it is the ground truth."""
    _evaluate_soon(db, event, truth=True)


def _evaluate_soon(db: Connection, event: Event, *, truth: bool) -> None:
    workflow: Workflow | None = event.workflow
    if workflow is None and event.project_id is not None:
        workflow = projects.workflow(db, event.project_id)
    if workflow is None or event.task_id is None or not evaluation.pauses_by(workflow, truth=truth):
        return
    for account_id in measures.authors(db, event.task_id):
        defer(db, evaluate, project_id=workflow.project_id, account_id=account_id)
