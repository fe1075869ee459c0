"""The verbs of hooks: make, change, test, send again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from assay.exchange.webhooks import jobs, queries
from assay.exchange.webhooks.rules import hooks, signing
from assay.exchange.webhooks.rules.actions import TEST
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.kit.jobs import defer

MOST_HOOKS = 100

_DEFAULTS: dict[str, Any] = {
    "send_payload": True,
    "send_for_all_actions": True,
    "actions": [],
    "headers": {},
    "is_active": True,
}


def create(
    db: Connection, organization_id: int, project_id: int | None, given: Mapping[str, Any], *, actor_id: int
) -> int:
    """Makes a hook; without a project it is the organization's. Raises BadInput naming what is wrong."""
    if not given.get("url"):
        raise BadInput.field("url", "is missing.", "Give the address that is to be told.")
    facts = {**_DEFAULTS, **given}
    _check(facts, project_id)
    others = queries.listed(
        db, organization_id, [] if project_id is None else [project_id], with_organization=project_id is None
    )
    if len(others) >= MOST_HOOKS:
        raise BadInput(f"There are {MOST_HOOKS} hooks already, the most that there may be. Delete one first.")
    hook_id = queries.insert(db, organization_id, project_id, facts, _new_secret(), actor_id)
    _record(db, "webhook.created", queries.get(db, hook_id), actor_id)
    return hook_id


def change(db: Connection, hook: Mapping[str, Any], given: Mapping[str, Any], *, actor_id: int) -> None:
    """Changes what is given. A hook that is switched off drops what waits; switched on, it starts anew."""
    names = ("url", *_DEFAULTS)
    facts = {name: given.get(name, hook[name]) for name in names}
    _check(facts, hook["project"])
    queries.update(db, hook["id"], facts)
    if hook["is_active"] and not facts["is_active"]:
        queries.drop_waiting(db, hook["id"], "The hook was switched off.")
    _record(db, "webhook.changed", hook, actor_id)


def renew_secret(db: Connection, hook: Mapping[str, Any], *, actor_id: int) -> None:
    """Gives a hook another secret; messages are signed with it from now on."""
    queries.set_secret(db, hook["id"], _new_secret())
    _record(db, "webhook.secret_renewed", hook, actor_id)


def delete(db: Connection, hook: Mapping[str, Any], *, actor_id: int) -> None:
    """Removes a hook and its log."""
    queries.delete(db, hook["id"])
    _record(db, "webhook.deleted", hook, actor_id)


def test(db: Connection, hook: Mapping[str, Any], *, actor_id: int) -> int:
    """Sends a message that says only that it is a test; returns its number in the log."""
    return _enqueue(db, hook, TEST, hook["project"], {"webhook": hook["id"], "sent_by": actor_id})


def resend(db: Connection, hook: Mapping[str, Any], delivery_id: int) -> int:
    """Sends a message once more, as things stand now; returns the number of the new one."""
    found = queries.delivery(db, hook["id"], delivery_id)
    if found is None:
        raise NotThere()
    if found["status"] == "waiting" and found["attempts"] == 0:
        raise BadInput("This message waits to be sent for the first time.", code="still_waiting")
    return _enqueue(db, hook, found["action"], found["project"], found["subject"])


def _enqueue(db: Connection, hook: Mapping[str, Any], action: str, project_id: int | None, subject: Any) -> int:
    if not hook["is_active"]:
        raise BadInput("The hook is switched off.", code="switched_off")
    delivery_id = queries.enqueue(db, hook["id"], action, project_id, subject)
    queries.release(db, hook["id"])
    defer(db, jobs.send, webhook_id=hook["id"])
    return delivery_id


def _check(facts: Mapping[str, Any], project_id: int | None) -> None:
    problems = hooks.checked(facts, project_only=project_id is not None)
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)


def _new_secret() -> str:
    return signing.as_secret(secrets.token_bytes(24))


def _record(db: Connection, action: str, hook: Mapping[str, Any] | None, actor_id: int) -> None:
    assert hook is not None
    record(
        db,
        action,
        organization_id=hook["organization"],
        project_id=hook["project"],
        actor_id=actor_id,
        payload={"webhook": hook["id"]},
    )
