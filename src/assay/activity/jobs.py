"""Deleting what is older than an organization keeps."""

from __future__ import annotations

from assay.activity import queries
from assay.kit.jobs import app, database

AT_ONCE = 5_000


@app.periodic(cron="17 3 * * *")
@app.task(name="activity.forget", queueing_lock="activity.forget", lock="activity.forget")
def forget(timestamp: int) -> None:
    """Deletes old requests, some at a time, so that no table is locked for long."""
    gone = AT_ONCE
    while gone == AT_ONCE:
        with database().transaction() as db:
            gone = queries.drop_old(db, AT_ONCE)
