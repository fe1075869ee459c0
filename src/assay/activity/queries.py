"""Writing and reading the log of requests, and the events of tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, copy_rows, json, record, records, run, value


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it is kept. What it said is not: bodies and queries may hold secrets."""

    at: datetime
    organization_id: int
    account_id: int
    project_id: int | None
    workspace_id: int | None
    method: str
    path: str
    status: int
    milliseconds: int
    address: str
    via: str


_COLUMNS: LiteralString = (
    "request_log (at, organization_id, account_id, project_id, workspace_id, method, path, status, milliseconds,"
    " address, via)"
)


def write(db: Connection, rows: Sequence[Asked]) -> None:
    """Adds requests to the log, leaving out those of organizations that are gone."""
    known = {
        row["id"]
        for row in records(
            db, "select id from organization where id = any(%s)", (sorted({row.organization_id for row in rows}),)
        )
    }
    names = [field.name for field in fields(Asked)]
    copy_rows(
        db,
        _COLUMNS,
        ([getattr(row, name) for name in names] for row in rows if row.organization_id in known),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests of an organization. `words` are groups: all of one must be in the path."""

    organization_id: int
    account_id: int | None = None
    project_id: int | None = None
    workspace_id: int | None = None
    method: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: Sequence[Sequence[str]] = ()


ORDERS: dict[str, LiteralString] = {
    "-datetime": "l.at desc, l.id desc",
    "datetime": "l.at, l.id",
    "-duration": "l.milliseconds desc, l.id desc",
    "duration": "l.milliseconds, l.id",
}

_WHERE: LiteralString = """l.organization_id = %(organization)s
  and (%(account)s::bigint is null or l.account_id = %(account)s)
  and (%(project)s::bigint is null or l.project_id = %(project)s)
  and (%(workspace)s::bigint is null or l.workspace_id = %(workspace)s)
  and (%(method)s::text is null or l.method = %(method)s)
  and (%(since)s::timestamptz is null or l.at >= %(since)s)
  and (%(until)s::timestamptz is null or l.at <= %(until)s)
  and (%(words)s::jsonb = '[]' or exists (
    select from jsonb_array_elements(%(words)s::jsonb) g where not exists (
      select from jsonb_array_elements_text(g) w where position(lower(w) in lower(l.path)) = 0)))"""

# A log grows without end; beyond so many, how many there are is no news.
MOST_COUNTED = 100_000


def page(db: Connection, wanted: Wanted, order: str, *, limit: int, offset: int) -> tuple[int, list[dict[str, Any]]]:
    """How many requests there are, counted up to `MOST_COUNTED`, and a page of them with who made them."""
    parameters = {
        "organization": wanted.organization_id,
        "account": wanted.account_id,
        "project": wanted.project_id,
        "workspace": wanted.workspace_id,
        "method": wanted.method,
        "since": wanted.since,
        "until": wanted.until,
        "words": json([list(group) for group in wanted.words]),
        "limit": limit,
        "offset": offset,
        "most": MOST_COUNTED,
    }
    count = int(
        value(
            db,
            composed("select count(*) from (select from request_log l where", _WHERE, "limit %(most)s) counted"),
            parameters,
        )
    )
    found = records(
        db,
        composed(
            """select l.id, l.at, l.account_id, a.email, l.project_id, l.workspace_id, l.organization_id, l.method,
                 l.path, l.status, l.milliseconds, l.address, l.via
               from request_log l left join account a on a.id = l.account_id where""",
            _WHERE,
            "order by",
            ORDERS[order],
            "limit %(limit)s offset %(offset)s",
        ),
        parameters,
    )
    return count, found


def days_kept(db: Connection, organization_id: int) -> int | None:
    """How many days an organization keeps its log; None is for ever."""
    found: int | None = value(
        db, "select (settings->>'activity_days')::int from organization where id = %s", (organization_id,)
    )
    return found


def keep_days(db: Connection, organization_id: int, days: int | None) -> None:
    """Stores how long an organization keeps its log."""
    run(
        db,
        "update organization set settings = settings || jsonb_build_object('activity_days', %s::int) where id = %s",
        (days, organization_id),
    )


def drop_old(db: Connection, limit: int) -> int:
    """Deletes some of what is older than its organization keeps; how many."""
    return run(
        db,
        """delete from request_log where id = any(array(
             select l.id from organization o join request_log l on l.organization_id = o.id
               and l.at < now() - make_interval(days => (o.settings->>'activity_days')::int)
             where o.settings->>'activity_days' is not null limit %s))""",
        (limit,),
    )


# ---------------------------------------------------------------- events of tasks

_EVENT: LiteralString = """e.id, e.task_id as task, e.project_id as project, e.account_id as actor,
e.annotation_id as annotation, e.draft_id as annotation_draft_id, e.review_id as review, e.name as event_key,
e.event_time, e.meta, e.created_at, (select organization_id from project where id = e.project_id) as organization
from task_event e"""


def add_events(
    db: Connection, project_id: int, task_id: int, account_id: int, rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Stores events in their order; their ids."""
    found = records(
        db,
        """insert into task_event (project_id, task_id, account_id, annotation_id, draft_id, review_id, name,
             event_time, meta)
           select %(project)s, %(task)s, %(account)s, r.annotation, r.draft, r.review, r.event_key, r.event_time,
             coalesce(r.meta, '{}')
           from jsonb_to_recordset(%(rows)s) as r (annotation bigint, draft bigint, review bigint, event_key text,
             event_time timestamptz, meta jsonb)
           returning id""",
        {"project": project_id, "task": task_id, "account": account_id, "rows": json(list(rows))},
    )
    return [row["id"] for row in found]


def event(db: Connection, event_id: int) -> dict[str, Any] | None:
    """One event."""
    return record(db, composed("select", _EVENT, "where e.id = %s"), (event_id,))


def events(
    db: Connection, task_id: int, account_id: int | None, *, limit: int, offset: int
) -> tuple[int, list[dict[str, Any]]]:
    """How many events a task has, of one person or of all, and a page of them in the order of their times."""
    where: LiteralString = "where e.task_id = %(task)s and (%(account)s::bigint is null or e.account_id = %(account)s)"
    parameters = {"task": task_id, "account": account_id, "limit": limit, "offset": offset}
    count = int(value(db, composed("select count(*) from task_event e", where), parameters))
    found = records(
        db,
        composed("select", _EVENT, where, "order by e.event_time, e.id limit %(limit)s offset %(offset)s"),
        parameters,
    )
    return count, found


def strangers(db: Connection, task_id: int, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The annotations, drafts and reviews among `rows` that do not belong to the task."""
    given = {
        name: sorted({row[name] for row in rows if row.get(name) is not None})
        for name in ("annotation", "draft", "review")
    }
    found = record(
        db,
        """select
             array(select id from annotation where task_id = %(task)s and id = any(%(annotation)s)) as annotation,
             array(select id from verdict where task_id = %(task)s and id = any(%(review)s)) as review""",
        {"task": task_id, **given},
    )
    assert found is not None
    return [(name, number) for name in ("annotation", "review") for number in given[name] if number not in found[name]]
