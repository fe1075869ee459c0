"""Background work: actions on so many tasks that nobody waits for them."""

from __future__ import annotations

import psycopg
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from assay.datamanager import runs
from assay.datamanager.queries import runs as queries
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer

MAX_STARTS = 3
BROKEN = "Something went wrong on the server. What was done before stays done."

_retry = RetryStrategy(max_attempts=MAX_STARTS, wait=2, retry_exceptions=[JobAborted, psycopg.OperationalError])


@app.task(name="datamanager.run_action", pass_context=True, retry=_retry)
def run_action(context: JobContext, run_id: int) -> None:
    """Does an action a hundred tasks at a time; started again it goes on where it was."""
    try:
        while True:
            if context.should_abort():
                raise JobAborted
            with database().transaction() as db:
                if not runs.step(db, run_id):
                    return
    except (JobAborted, psycopg.OperationalError):
        raise
    except Exception:
        with database().transaction() as db:
            queries.fail(db, run_id, BROKEN)
        raise


def ask(db: Connection, run_id: int) -> int:
    """Asks for the job of an action."""
    return defer(db, run_action, run_id=run_id)
