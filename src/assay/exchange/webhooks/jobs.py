"""Background work of hooks: sending, trying again, forgetting."""

from __future__ import annotations

from collections.abc import Sequence

from assay.exchange.webhooks import outbox, queries
from assay.exchange.webhooks.delivering import deliver
from assay.history.service import Event
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer


@app.task(name="webhooks.send")
def send(webhook_id: int) -> None:
    """Sends what waits for a hook."""
    if deliver(database(), webhook_id, allow_private=config().allow_private_urls):
        with database().transaction() as db:
            defer(db, send, webhook_id=webhook_id)


@app.periodic(cron="* * * * * */10")
@app.task(name="webhooks.retry", queueing_lock="webhooks.retry", lock="webhooks.retry")
def retry(timestamp: int) -> None:
    """Sends again what is due for another attempt, and what a worker that was stopped has left; clears the log."""
    with database().transaction() as db:
        for webhook_id in queries.due(db):
            defer(db, send, webhook_id=webhook_id)
        queries.forget_old(db)


def happened(db: Connection, events: Sequence[Event]) -> None:
    """Something happened that hooks may want to know."""
    for webhook_id in outbox.happened(db, events):
        defer(db, send, webhook_id=webhook_id)
