"""The tables of hooks and of their messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.exchange.webhooks.rules.retrying import DAYS_KEPT
from assay.kit.db import Connection, composed, json, many, one, record, records, run, value

_SHOWN = """id, organization_id as organization, project_id as project, url, secret, send_payload,
  send_for_all_actions, actions, headers, is_active, consecutive_failures, switched_off_at, created_at, updated_at"""


@dataclass(frozen=True, slots=True)
class Listener:
    """A hook that may want to be told."""

    id: int
    project_id: int | None
    send_for_all_actions: bool
    actions: list[str]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes, and how."""

    id: int
    url: str
    secret: str
    send_payload: bool
    headers: dict[str, str]
    consecutive_failures: int


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the outbox."""

    id: int
    action: str
    project_id: int | None
    subject: dict[str, Any]
    attempts: int
    created_at: datetime


# ---------------------------------------------------------------- hooks


def listed(db: Connection, organization_id: int, projects: Sequence[int], *, with_organization: bool) -> list[Any]:
    """The hooks of some projects, and perhaps those of the organization."""
    return records(
        db,
        composed(
            "select",
            _SHOWN,
            """from webhook where organization_id = %s
                 and (project_id = any(%s) or (project_id is null and %s)) order by id""",
        ),
        (organization_id, list(projects), with_organization),
    )


def get(db: Connection, hook_id: int) -> dict[str, Any] | None:
    """One hook as it is shown."""
    return record(db, composed("select", _SHOWN, "from webhook where id = %s"), (hook_id,))


def insert(
    db: Connection, organization_id: int, project_id: int | None, facts: Mapping[str, Any], secret: str, by: int
) -> int:
    """Adds a hook."""
    return int(
        value(
            db,
            """insert into webhook (organization_id, project_id, url, send_payload, send_for_all_actions, actions,
                 headers, is_active, secret, created_by)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                organization_id,
                project_id,
                facts["url"],
                facts["send_payload"],
                facts["send_for_all_actions"],
                facts["actions"],
                json(facts["headers"]),
                facts["is_active"],
                secret,
                by,
            ),
        )
    )


def update(db: Connection, hook_id: int, facts: Mapping[str, Any]) -> None:
    """Writes the facts of a hook; one that is switched on starts anew."""
    run(
        db,
        """update webhook set url = %(url)s, send_payload = %(send_payload)s,
             send_for_all_actions = %(send_for_all_actions)s, actions = %(actions)s, headers = %(headers)s,
             consecutive_failures = case when %(is_active)s and (not is_active or url <> %(url)s) then 0
               else consecutive_failures end,
             switched_off_at = case when %(is_active)s then null else switched_off_at end,
             held_until = case when url <> %(url)s or not is_active then null else held_until end,
             is_active = %(is_active)s, updated_at = now()
           where id = %(id)s""",
        {**facts, "headers": json(facts["headers"]), "id": hook_id},
    )


def set_secret(db: Connection, hook_id: int, secret: str) -> None:
    """Gives a hook another secret."""
    run(db, "update webhook set secret = %s, updated_at = now() where id = %s", (secret, hook_id))


def delete(db: Connection, hook_id: int) -> None:
    """Removes a hook and its log."""
    run(db, "delete from webhook where id = %s", (hook_id,))


# ---------------------------------------------------------------- outbox


# Of a row of `event`: whether any hook of its organization may want to know of it.
HAS_LISTENERS: LiteralString = """exists (select 1 from webhook where webhook.organization_id = event.organization_id
  and webhook.is_active and (webhook.project_id is null or webhook.project_id = event.project_id))"""


def listeners(db: Connection, organization_id: int, project_id: int | None) -> list[Listener]:
    """The active hooks of a project and of its organization."""
    return many(
        db,
        Listener,
        """select id, project_id, send_for_all_actions, actions from webhook
           where organization_id = %s and is_active and (project_id is null or project_id = %s) order by id""",
        (organization_id, project_id),
    )


def enqueue(db: Connection, hook_id: int, action: str, project_id: int | None, subject: Mapping[str, Any]) -> int:
    """Adds a message to the outbox."""
    return int(
        value(
            db,
            """insert into webhook_delivery (webhook_id, action, project_id, subject)
               values (%s, %s, %s, %s) returning id""",
            (hook_id, action, project_id, json(dict(subject))),
        )
    )


def batches_of_tasks(db: Connection, project_id: int, first: int, last: int, size: int) -> list[tuple[int, int]]:
    """The first and the last id of every `size` tasks among those that were just added."""
    rows = records(
        db,
        """select min(id) as first, max(id) as last from (
             select id, (row_number() over (order by id) - 1) / %s as part from task
             where project_id = %s and id between %s and %s) t group by part order by part""",
        (size, project_id, first, last),
    )
    return [(row["first"], row["last"]) for row in rows]


def tasks_between(db: Connection, project_id: int, first: int, last: int) -> list[int]:
    """The tasks of a batch that are still there."""
    rows = records(
        db,
        "select id from task where project_id = %s and id between %s and %s order by id",
        (project_id, first, last),
    )
    return [row["id"] for row in rows]


# ---------------------------------------------------------------- sending


def take(db: Connection, hook_id: int) -> bool:
    """Whether this transaction alone sends to a hook from now on: messages keep their order."""
    return bool(value(db, "select pg_try_advisory_xact_lock(hashtext('webhook'), %s)", (hook_id % 2**31,)))


def target(db: Connection, hook_id: int) -> Target | None:
    """A hook that may be sent to now."""
    return one(
        db,
        Target,
        """select id, url, secret, send_payload, headers, consecutive_failures from webhook
           where id = %s and is_active and (held_until is null or held_until <= now())""",
        (hook_id,),
    )


def next_message(db: Connection, hook_id: int) -> Message | None:
    """The oldest message that is due."""
    return one(
        db,
        Message,
        """select id, action, project_id, subject, attempts, created_at from webhook_delivery
           where webhook_id = %s and status = 'waiting' and due_at <= now() order by id limit 1""",
        (hook_id,),
    )


def due(db: Connection) -> list[int]:
    """Hooks with messages that are due."""
    rows = records(
        db,
        """select w.id from webhook w where w.is_active and (w.held_until is null or w.held_until <= now())
             and exists (select from webhook_delivery d
               where d.webhook_id = w.id and d.status = 'waiting' and d.due_at <= now())
           order by w.id""",
    )
    return [row["id"] for row in rows]


def write_outcome(
    db: Connection,
    message_id: int,
    *,
    status: str,
    response_status: int | None = None,
    response_start: str = "",
    duration_ms: int | None = None,
    error: str = "",
    wait: int | None = None,
    tried: bool = True,
) -> None:
    """Writes what became of an attempt; `wait` says in how many seconds the next one is due."""
    run(
        db,
        """update webhook_delivery set status = %(status)s, attempts = attempts + %(tried)s::int,
             response_status = %(response_status)s, response_start = %(response_start)s,
             duration_ms = %(duration_ms)s, error = %(error)s, attempted_at = clock_timestamp(),
             due_at = case when %(wait)s::int is null then due_at
               else clock_timestamp() + make_interval(secs => %(wait)s) end
           where id = %(id)s""",
        {
            "id": message_id,
            "status": status,
            "tried": tried,
            "response_status": response_status,
            "response_start": response_start,
            "duration_ms": duration_ms,
            "error": error,
            "wait": wait,
        },
    )


def note_success(db: Connection, hook_id: int) -> None:
    """An attempt succeeded."""
    run(
        db,
        "update webhook set consecutive_failures = 0, held_until = null where id = %s and consecutive_failures > 0",
        (hook_id,),
    )


def note_failure(db: Connection, hook_id: int, hold: int | None) -> int:
    """An attempt failed; with `hold` nothing is tried for so many seconds. Returns the failures in a row."""
    return int(
        value(
            db,
            """update webhook set consecutive_failures = consecutive_failures + 1,
                 held_until = clock_timestamp() + make_interval(secs => %s::int)
               where id = %s returning consecutive_failures""",
            (hold, hook_id),
        )
        or 0
    )


def switch_off(db: Connection, hook_id: int) -> dict[str, Any] | None:
    """Gives an address up: what waits is dropped. Returns the hook, if it was on."""
    found = record(
        db,
        composed(
            """update webhook set is_active = false, switched_off_at = clock_timestamp(), updated_at = now()
               where id = %s and is_active returning""",
            _SHOWN,
        ),
        (hook_id,),
    )
    if found is not None:
        drop_waiting(db, hook_id, "The hook was switched off after too many failures.")
    return found


def drop_waiting(db: Connection, hook_id: int, why: str) -> None:
    """Drops the messages of a hook that were not sent yet."""
    run(
        db,
        "update webhook_delivery set status = 'dropped', error = %s where webhook_id = %s and status = 'waiting'",
        (why, hook_id),
    )


# ---------------------------------------------------------------- log

_DELIVERY = """id, action, project_id as project, subject, status, attempts, due_at, response_status,
  response_start, duration_ms, error, created_at, attempted_at"""


def log(db: Connection, hook_id: int, *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """The messages of a hook, newest first."""
    return records(
        db,
        composed(
            "select",
            _DELIVERY,
            """from webhook_delivery where webhook_id = %s and (%s::bigint is null or id < %s)
               order by id desc limit %s""",
        ),
        (hook_id, before, before, limit),
    )


def delivery(db: Connection, hook_id: int, delivery_id: int) -> dict[str, Any] | None:
    """One message."""
    return record(
        db,
        composed("select", _DELIVERY, "from webhook_delivery where webhook_id = %s and id = %s"),
        (hook_id, delivery_id),
    )


def forget_old(db: Connection, limit: int = 5000) -> int:
    """Removes what lies too far back from the log."""
    return run(
        db,
        """delete from webhook_delivery where id in (select id from webhook_delivery
             where status <> 'waiting' and created_at < now() - make_interval(days => %s) limit %s)""",
        (DAYS_KEPT, limit),
    )


def release(db: Connection, hook_id: int) -> None:
    """Ends a hold: somebody wants to see now whether the address answers."""
    run(db, "update webhook set held_until = null where id = %s and held_until is not null", (hook_id,))
