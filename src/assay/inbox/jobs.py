"""E-mail about notifications, sent in the background and tried again when the mail server does not answer."""

from __future__ import annotations

from collections.abc import Sequence

from procrastinate import RetryStrategy

from assay.inbox import queries
from assay.inbox.rules import letters
from assay.inbox.rules.kinds import Kind
from assay.kit import mail
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer

ATTEMPTS = 6  # over about an hour


def post(db: Connection, notification_ids: Sequence[int]) -> None:
    """Asks for an e-mail about those notifications that their readers want by e-mail."""
    if not notification_ids or not mail.is_set_up(config()):
        return
    for notification_id in queries.wanted_by_mail(db, notification_ids):
        defer(db, send, notification_id=notification_id)


@app.task(name="inbox.send", retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=4))
def send(notification_id: int) -> None:
    """Sends one, unless it was read, or is not wanted any more."""
    settings = config()
    with database().transaction() as db:
        found = queries.letter(db, notification_id)
    if found is None or not mail.is_set_up(settings):
        return
    kind = Kind(found.kind)
    place = found.project or found.workspace
    base = settings.public_url.rstrip("/")
    link = base + letters.path(kind, found.project_id, found.task_id) if base else ""
    mail.send(settings, found.email, letters.subject(kind, place), letters.text(kind, place, found.organization, link))
