"""E-mail with invitations, sent in the background and tried again when the mail server does not answer."""

from __future__ import annotations

from smtplib import SMTPException

from procrastinate import RetryStrategy

from assay.access import keys
from assay.access.queries import invitations as queries
from assay.access.rules import letters
from assay.kit import mail
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer
from assay.kit.secrets import secret_key

ATTEMPTS = 6  # over about an hour
LONGEST_ERROR = 300


def post(db: Connection, invite_id: int, base: str) -> None:
    """Asks for the e-mail of an invitation; `base` is where the person who invites reaches the installation."""
    defer(db, send_invitation, invite_id=invite_id, base=base)


def secret() -> bytes:
    """The secret that the link is derived from, so that it stands in no job."""
    settings = config()
    return secret_key(settings.data_dir, settings.secret_key).encode()


@app.task(name="access.send_invitation", retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=4))
def send_invitation(invite_id: int, base: str) -> None:
    """Sends one, unless it was revoked or used meanwhile, and notes whether the mail server took it."""
    settings = config()
    with database().transaction() as db:
        found = queries.letter(db, invite_id)
    if found is None or not mail.is_set_up(settings):
        return
    link = letters.join_link(base, keys.addressed_invitation(secret(), found.seed))
    try:
        mail.send(settings, found.email, letters.subject(found.organization_title), _text(found, link))
    except (OSError, SMTPException) as error:
        with database().transaction() as db:
            queries.note_mail(db, invite_id, "failed", str(error)[:LONGEST_ERROR])
        raise
    with database().transaction() as db:
        queries.note_mail(db, invite_id, "sent")


def _text(found: queries.Letter, link: str) -> str:
    return letters.text(
        inviter=f"{found.inviter_first_name} {found.inviter_last_name}".strip() or found.inviter_email,
        organization=found.organization_title,
        role=found.role,
        projects=[project["title"] for project in found.projects],
        link=link,
        until=found.expires_at,
    )
