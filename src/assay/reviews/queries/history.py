"""The history of annotations: the events about them, with what they said then (LSE 8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, record, records, run, value
from assay.reviews.queries.verdicts import VERDICT, VerdictRow

# The events that are history, under Label Studio's names; a verdict's name follows from its kind.
_WORDS = {
    "annotation.predicted": "prediction",
    "annotation.propagated": "propagated_annotation",
    "annotation.imported": "imported",
    "annotation.submitted": "submitted",
    "annotation.updated": "updated",
    "annotation.skipped": "skipped",
    "review.deleted": "deleted_review",
}
_VERDICTS = {"accept": "accepted", "fix": "fixed_and_accepted", "reject": "rejected"}
_ACTIONS = [*_WORDS, "review.created", "review.updated"]

# A verdict on a single instance carries no result: it says nothing about the rest of the annotation.
_ENTRY: LiteralString = """e.id, e.action, e.payload, e.at as created_at, e.actor_id as created_by, e.annotation_id,
e.task_id, e.project_id, e.organization_id, v.id as review_id, v.reason, v.started_at, c.id as comment_id,
c.text as comment, n.number as revision, coalesce(r.result, p.result) as result
from event e
left join verdict v on e.action like 'review.%%' and v.id = (e.payload->>'review')::bigint
left join review_item i on i.id = v.review_item_id
cross join lateral (select coalesce((e.payload->>'fixed_revision')::int, (e.payload->>'revision')::int,
  v.fixed_revision, v.judged_revision) as number) n
left join annotation_revision r on r.annotation_id = e.annotation_id and r.number = n.number and i.instance_id is null
left join prediction p on e.action = 'annotation.predicted' and p.id = (e.payload->>'prediction')::bigint
left join comment c on c.id = coalesce(v.comment_id, (
  select (said.payload->>'comment')::bigint from event said
  where e.action like 'annotation.%%' and said.annotation_id = e.annotation_id and said.action = 'comment.created'
    and said.at = e.at and said.actor_id = e.actor_id limit 1))"""


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `since` to `until`; either end may be open."""

    since: datetime | None = None
    until: datetime | None = None


def of_annotation(db: Connection, annotation_id: int, *, newest_first: bool) -> list[dict[str, Any]]:
    """What happened to an annotation."""
    found = records(
        db,
        composed("select", _ENTRY, "where e.annotation_id = %s and e.action = any(%s) order by e.id"),
        (annotation_id, _ACTIONS),
    )
    return [_shown(entry) for entry in (reversed(found) if newest_first else found)]


def entry(db: Connection, event_id: int) -> dict[str, Any] | None:
    """One thing that happened to an annotation."""
    found = record(db, composed("select", _ENTRY, "where e.id = %s and e.action = any(%s)"), (event_id, _ACTIONS))
    return None if found is None else _shown(found)


def newest(db: Connection, annotation_id: int) -> int | None:
    """The last thing that happened to an annotation."""
    found = value(
        db,
        "select max(id) from event where annotation_id = %s and action = any(%s)",
        (annotation_id, _ACTIONS),
    )
    return None if found is None else int(found)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a verdict stands in the history of its annotation, and the entry of the work that it judged."""

    verdict: int | None
    judged: int | None


NOWHERE = Places(None, None)
_VERDICT: LiteralString = ", ".join(f"v.{name}" for name in VERDICT.split(", "))


def placed(db: Connection, verdict_id: int) -> tuple[VerdictRow, Places] | None:
    """A verdict with its entries."""
    found = record(
        db,
        composed(
            "select",
            _VERDICT,
            """, h.place, (
               select max(w.id) from event w where w.annotation_id = v.annotation_id and w.id < h.place
                 and w.action like 'annotation.%%' and w.action = any(%(actions)s)) as judged
             from verdict v cross join lateral (select max(id) as place from event
               where annotation_id = v.annotation_id and action like 'review.%%'
                 and (payload->>'review')::bigint = v.id) h
             where v.id = %(verdict)s""",
        ),
        {"verdict": verdict_id, "actions": _ACTIONS},
    )
    if found is None:
        return None
    places = Places(found.pop("place"), found.pop("judged"))
    return VerdictRow(**found), places


def of_project(
    db: Connection, project_id: int, span: Span, *, limit: int, offset: int
) -> tuple[int, list[dict[str, Any]]]:
    """How much happened to the annotations of a project, and a page of it, oldest first."""
    parameters = {
        "project": project_id,
        "actions": _ACTIONS,
        "since": span.since,
        "until": span.until,
        "limit": limit,
        "offset": offset,
    }
    where: LiteralString = """where e.project_id = %(project)s and e.action = any(%(actions)s)
      and (%(since)s::timestamptz is null or e.at >= %(since)s)
      and (%(until)s::timestamptz is null or e.at <= %(until)s)"""
    count = int(value(db, composed("select count(*) from event e", where), parameters))
    ids: LiteralString = "where e.id = any(array(select e.id from event e"
    found = records(
        db,
        composed("select", _ENTRY, ids, where, "order by e.id limit %(limit)s offset %(offset)s)) order by e.id"),
        parameters,
    )
    return count, [_shown(row) for row in found]


def delete(db: Connection, project_id: int, *, task_id: int | None, annotation_id: int | None) -> int:
    """Takes the history of an annotation, a task or a whole project away; how many entries there were."""
    return run(
        db,
        """delete from event where project_id = %(project)s and action = any(%(actions)s)
             and (%(task)s::bigint is null or task_id = %(task)s)
             and (%(annotation)s::bigint is null or annotation_id = %(annotation)s)""",
        {"project": project_id, "task": task_id, "annotation": annotation_id, "actions": _ACTIONS},
    )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    payload, action = row.pop("payload"), row.pop("action")
    return {
        **row,
        "action": _WORDS.get(action) or _VERDICTS[payload["kind"]],
        "reason": row["reason"] or "",
        "lead_time": payload.get("lead_time"),
        "draft_id": None,
    }
