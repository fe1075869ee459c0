"""Background work on the figures of instances."""

from __future__ import annotations

from assay.insights.explore import queries
from assay.kit.jobs import app, database

AT_ONCE = 500


@app.periodic(cron="*/10 * * * *")
@app.task(name="explore.fill", queueing_lock="explore.fill", lock="explore.fill")
def fill(timestamp: int) -> None:
    """Reads answers and frames of instances that an earlier version stored; after that there is nothing to do."""
    while True:
        with database().transaction() as db:
            found = queries.unread(db, AT_ONCE)
            for row in found:
                queries.fill(db, row["id"], row["result"])
        if not found:
            return
