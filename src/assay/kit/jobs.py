"""Background work: Procrastinate on the same PostgreSQL.

A job is a row in the transaction that asks for it, so it exists exactly when what it belongs to exists. A job may be
started again after its process was killed, so each one is written to be run twice.
"""

from __future__ import annotations

from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

from assay.kit.db import Connection, Database

app = App(connector=SyncPsycopgConnector(conninfo=""))

# Jobs are asked for on the connections of Assay, which are not those on which a worker waits for jobs: in a worker the
# application's own connector is asynchronous, and a job may ask for another one.
_asking = JobManager(SyncPsycopgConnector(conninfo=""))

STALLED_SECONDS = 30
GRACE_SECONDS = 3
_database: Database | None = None


def defer(connection: Connection, task: Task[Any, Any, Any], **arguments: Any) -> int:
    """Asks for a job inside the caller's transaction; it runs after the commit. Returns the job's number."""
    deferrer = task.configure(connection=connection)
    deferrer.job_manager = _asking
    return int(deferrer.defer(**arguments))


def database() -> Database:
    """The database of this worker process."""
    if _database is None:
        raise RuntimeError("Jobs run only in a worker.")
    return _database


def use(found: Database | None) -> None:
    """Gives jobs their database; a worker does it when it starts."""
    global _database
    _database = found


@app.periodic(cron="* * * * * */30")
@app.task(name="kit.retry_stalled", queueing_lock="kit.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Starts jobs again whose process was killed: it has not been heard of for half a minute."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)


def run_worker(url: str, concurrency: int = 2) -> None:
    """Works on jobs until SIGTERM or SIGINT. Jobs in hand may end within seconds; longer ones start again elsewhere."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=concurrency + 2)
    found = Database(url, size=2 * concurrency + 1)
    use(found)
    try:
        with app.replace_connector(connector):
            app.run_worker(
                concurrency=concurrency,
                fetch_job_polling_interval=2,
                listen_notify=True,
                delete_jobs="successful",
                install_signal_handlers=True,
                shutdown_graceful_timeout=GRACE_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
            )
    finally:
        use(None)
        found.close()
