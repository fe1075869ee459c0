"""Background work: Procrastinate on the same PostgreSQL.

A job is a row in the transaction that asks for it, so it exists exactly when what it belongs to exists.
"""

from __future__ import annotations

import os
import signal
from typing import Any

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.tasks import Task

from assay.kit.db import Connection

app = App(connector=SyncPsycopgConnector(conninfo=""))


def defer(connection: Connection, task: Task[Any, Any, Any], **arguments: Any) -> int:
    """Asks for a job inside the caller's transaction; it runs after the commit. Returns the job's number."""
    return int(task.configure(connection=connection).defer(**arguments))


def run_worker(url: str, concurrency: int = 2) -> None:
    """Works on jobs until SIGTERM or SIGINT; the job in hand is finished."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=concurrency + 2)
    with app.replace_connector(connector):
        app.run_worker(
            concurrency=concurrency,
            fetch_job_polling_interval=2,
            listen_notify=True,
            delete_jobs="successful",
            install_signal_handlers=True,
            shutdown_graceful_timeout=8,
        )


def stop_self() -> None:
    """Ends this worker process as a supervisor would."""
    os.kill(os.getpid(), signal.SIGTERM)
