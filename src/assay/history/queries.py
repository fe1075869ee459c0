"""The event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, LiteralString

import orjson

from assay.kit.db import Connection, composed, copy_rows, json, records, run, tuples

FEW = 50  # more than these are copied in

Row = tuple[str, int | None, int | None, int | None, int | None, int | None, Mapping[str, Any]]


def insert(db: Connection, rows: Sequence[Row], asked: Sequence[LiteralString] = ()) -> list[bool]:
    """Adds rows (action, organization, project, task, annotation, actor, payload); their time is the transaction's.

    Answers what is `asked` on the way: whether each condition holds for any of them. Of many it is taken to.
    """
    if not rows:
        return [False for _ in asked]
    if len(rows) > FEW:
        copy_rows(
            db,
            "event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload)",
            ((*row[:6], orjson.dumps(row[6]).decode()) for row in rows),
        )
        return [True for _ in asked]
    places: LiteralString = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    answers: LiteralString = "returning " + ", ".join(asked) if asked else ""
    sql = composed(
        "insert into event (action, organization_id, project_id, task_id, annotation_id, actor_id, payload) values",
        places,
        answers,
    )
    parameters = [value for row in rows for value in (*row[:6], json(dict(row[6])))]
    if not asked:
        run(db, sql, parameters)
        return []
    return [any(column) for column in zip(*tuples(db, sql, parameters), strict=True)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which states of a history: None leaves a fact open."""

    state: str | None = None
    previous: str | None = None
    transition: str | None = None
    actor_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def states(
    db: Connection, of: Literal["task_id", "project_id"], number: int, action: str, wanted: Wanted
) -> list[dict[str, Any]]:
    """The states that a task or a project went through, oldest first, with who moved it."""
    where: LiteralString = "e.task_id = %(number)s" if of == "task_id" else "e.project_id = %(number)s"
    return records(
        db,
        composed(
            """select e.id, e.at as created_at, e.actor_id, c.email, e.payload from event e
               left join account c on c.id = e.actor_id where""",
            where,
            """and e.action = %(action)s
               and (%(state)s::text is null or e.payload->>'state' = %(state)s)
               and (%(previous)s::text is null or e.payload->>'previous' = %(previous)s)
               and (%(transition)s::text is null or e.payload->>'transition' = %(transition)s)
               and (%(actor)s::bigint is null or e.actor_id = %(actor)s)
               and (%(since)s::timestamptz is null or e.at >= %(since)s)
               and (%(until)s::timestamptz is null or e.at <= %(until)s) order by e.id""",
        ),
        {
            "number": number,
            "action": action,
            "state": wanted.state,
            "previous": wanted.previous,
            "transition": wanted.transition,
            "actor": wanted.actor_id,
            "since": wanted.since,
            "until": wanted.until,
        },
    )
