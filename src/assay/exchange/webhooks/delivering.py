"""Sending what waits: in order, each hook by one worker at a time, with retries and an end to them."""

from __future__ import annotations

import logging
import time

import orjson

from assay.exchange.webhooks import messages, queries
from assay.exchange.webhooks.posting import Outcome, post
from assay.exchange.webhooks.queries import Message, Target
from assay.exchange.webhooks.rules import signing
from assay.exchange.webhooks.rules.retrying import hold_after, is_given_up, wait_after
from assay.history.service import record
from assay.kit.db import Database

SECONDS_AT_ONCE = 20
_BROKEN = "Something went wrong on the server while the message was written."
_GONE = "It was deleted before the message could be sent."

logger = logging.getLogger(__name__)


def deliver(database: Database, hook_id: int, *, allow_private: bool) -> bool:
    """Sends what is due for a hook. True when something is left and there was no time for it.

    The hook is taken by a lock of a transaction that does nothing else, so that its messages stay in order and no
    row is locked while an address takes its time to answer.
    """
    with database.transaction() as mine:
        if not queries.take(mine, hook_id):
            return False
        until = time.monotonic() + SECONDS_AT_ONCE
        while time.monotonic() < until:
            if not _deliver_one(database, hook_id, allow_private):
                return False
        return True


def _deliver_one(database: Database, hook_id: int, allow_private: bool) -> bool:
    with database.transaction() as db:
        target = queries.target(db, hook_id)
        message = queries.next_message(db, hook_id) if target is not None else None
        if target is None or message is None:
            return False
    try:
        with database.transaction() as db:
            said = messages.written(db, message, with_payload=target.send_payload)
    except Exception:
        # A message that cannot be written must not hold up those behind it for ever.
        logger.exception("Message %s of webhook %s could not be written.", message.id, hook_id)
        with database.transaction() as db:
            queries.write_outcome(db, message.id, status="failed", error=_BROKEN, tried=False)
        return True
    if said is None:
        with database.transaction() as db:
            queries.write_outcome(db, message.id, status="dropped", error=_GONE, tried=False)
        return True
    body = orjson.dumps(said, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z)
    sealed = signing.headers(target.secret, f"msg_{message.id}", int(time.time()), body)
    headers = {"User-Agent": "Assay", **target.headers, **sealed}
    _note(database, target, message, post(target.url, body, headers, allow_private=allow_private))
    return True


def _note(database: Database, target: Target, message: Message, outcome: Outcome) -> None:
    wait = None if outcome.succeeded else wait_after(message.attempts + 1)
    status = "sent" if outcome.succeeded else "failed" if wait is None else "waiting"
    with database.transaction() as db:
        queries.write_outcome(
            db,
            message.id,
            status=status,
            response_status=outcome.status,
            response_start=outcome.start,
            duration_ms=outcome.milliseconds,
            error=outcome.error,
            wait=wait,
        )
        if outcome.succeeded:
            queries.note_success(db, target.id)
            return
        hold = hold_after(target.consecutive_failures + 1) if outcome.status is None else None
        if not is_given_up(queries.note_failure(db, target.id, hold)):
            return
        gone = queries.switch_off(db, target.id)
        if gone is not None:
            logger.warning("Webhook %s was switched off: %s", target.id, outcome.error)
            record(
                db,
                "webhook.switched_off",
                organization_id=gone["organization"],
                project_id=gone["project"],
                payload={"webhook": target.id, "failures": gone["consecutive_failures"], "error": outcome.error[:200]},
            )
