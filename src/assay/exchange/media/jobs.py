"""The job that looks into files after an import."""

from __future__ import annotations

import psycopg
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from assay.exchange.media import probing, queries
from assay.history.service import Event
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer
from assay.tasks.queries import refresh_media

# Whoever is killed this often while looking into a file is being killed by it.
MAX_STARTS = 3
GAVE_UP = "The file could not be looked into: the attempt ended the program. It is probably damaged."

_retry = RetryStrategy(max_attempts=MAX_STARTS, wait=2, retry_exceptions=[JobAborted, psycopg.OperationalError])


@app.task(name="exchange.probe_media", pass_context=True, retry=_retry)
def probe_media(context: JobContext, project_id: int | None = None, dataset_id: int | None = None) -> None:
    """Looks into the files of a project or a dataset that items show and that nobody has looked into.

    Each has a transaction of its own.
    """

    def keep_going() -> None:
        if context.should_abort():
            raise JobAborted

    if context.job.attempts >= MAX_STARTS:
        with database().transaction() as db:
            _give_up(db, project_id, dataset_id)
        return
    while True:
        keep_going()
        with database().transaction() as db:
            upload = queries.next_unprobed(db, project_id, dataset_id)
            if upload is None:
                return
            queries.add_facts(db, [(upload.id, probing.probe(upload, keep_going))])
            refresh_media(db, upload.id)


def _give_up(db: Connection, project_id: int | None, dataset_id: int | None) -> None:
    """Leaves the file on which the job died alone, and goes on with the others in a job of their own."""
    upload = queries.next_unprobed(db, project_id, dataset_id)
    if upload is not None:
        queries.add_facts(db, [(upload.id, {"probed": True, "problem": GAVE_UP})])
        refresh_media(db, upload.id)
        _ask_for(db, project_id, dataset_id)


def tasks_created(db: Connection, event: Event) -> None:
    """Has the files of new tasks looked into, where nobody has; it happens after the commit."""
    if event.project_id is not None:
        _ask_for(db, event.project_id, None)


def units_added(db: Connection, event: Event) -> None:
    """The same for new items of a dataset."""
    _ask_for(db, None, event.payload["dataset"])


def _ask_for(db: Connection, project_id: int | None, dataset_id: int | None) -> None:
    if queries.has_unprobed(db, project_id, dataset_id):
        defer(db, probe_media, project_id=project_id, dataset_id=dataset_id)
