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
def probe_media(context: JobContext, project_id: int) -> None:
    """Looks into the files that a project's items show and that nobody has looked into, one transaction for each."""

    def keep_going() -> None:
        if context.should_abort():
            raise JobAborted

    if context.job.attempts >= MAX_STARTS:
        with database().transaction() as db:
            _give_up(db, project_id)
        return
    while True:
        keep_going()
        with database().transaction() as db:
            upload = queries.next_unprobed(db, project_id)
            if upload is None:
                return
            queries.add_facts(db, [(upload.id, probing.probe(upload, keep_going))])
            refresh_media(db, upload.id)


def _give_up(db: Connection, project_id: int) -> None:
    """Leaves the file on which the job died alone, and goes on with the others in a job of their own."""
    upload = queries.next_unprobed(db, project_id)
    if upload is not None:
        queries.add_facts(db, [(upload.id, {"probed": True, "problem": GAVE_UP})])
        refresh_media(db, upload.id)
        _ask_for(db, project_id)


def tasks_created(db: Connection, event: Event) -> None:
    """Has the files of new tasks looked into, where nobody has; it happens after the commit."""
    if event.project_id is not None:
        _ask_for(db, event.project_id)


def _ask_for(db: Connection, project_id: int) -> None:
    if queries.has_unprobed(db, project_id):
        defer(db, probe_media, project_id=project_id)
