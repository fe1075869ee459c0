"""Background work on the queue."""

from __future__ import annotations

from assay.kit.db import now
from assay.kit.jobs import app, database
from assay.projects import queries as projects
from assay.queue import queries, reservations, routing


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
