"""Counting what people did, how it was judged, and why it came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, records


@dataclass(frozen=True, slots=True)
class Span:
    """A project, and from when (included) until when (excluded) something happened in it; None is open."""

    project_id: int
    since: datetime | None = None
    until: datetime | None = None
    account_id: int | None = None

    def parameters(self, **more: Any) -> dict[str, Any]:
        return {
            "project": self.project_id,
            "since": self.since,
            "until": self.until,
            "person": self.account_id,
            **more,
        }


_VERDICT_IN: LiteralString = """v.project_id = %(project)s and v.withdrawn_at is null
  and (%(since)s::timestamptz is null or v.created_at >= %(since)s)
  and (%(until)s::timestamptz is null or v.created_at < %(until)s)"""
_MADE_IN: LiteralString = """a.project_id = %(project)s and a.author_id is not null
  and (%(since)s::timestamptz is null or a.created_at >= %(since)s)
  and (%(until)s::timestamptz is null or a.created_at < %(until)s)"""

# How long a reviewer sat over work: verdicts that were begun and given together are one sitting.
_SITTINGS: LiteralString = """select v.reviewer_id, v.task_id, v.stage, v.annotation_id, v.started_at,
    extract(epoch from max(v.created_at) - v.started_at)::float8 as seconds
  from verdict v where v.started_at < v.created_at and v.reviewer_id is not null and"""
_TOGETHER: LiteralString = "group by v.reviewer_id, v.task_id, v.stage, v.annotation_id, v.started_at"


def annotators(db: Connection, span: Span) -> list[dict[str, Any]]:
    """Everybody who handed something in: their items by where they stand, first verdicts, rounds and time."""
    return records(
        db,
        composed(
            "with made as (select a.id, a.author_id, a.lead_time from annotation a where not a.was_cancelled and",
            _MADE_IN,
            """),
             work as (select author_id as id, count(*) as submitted, sum(lead_time) as seconds from made group by 1),
             first as (
               select distinct on (v.review_item_id) v.review_item_id, v.kind from verdict v
               join made m on m.id = v.annotation_id
               where v.withdrawn_at is null and v.stage = 'normal' order by v.review_item_id, v.id),
             item as (
               select m.author_id as id, count(*) filter (where r.state <> 'deleted') as items,
                 count(*) filter (where r.state = 'accepted') as approved,
                 count(*) filter (where r.state = 'returned') as returned,
                 count(*) filter (where r.state in ('rejected', 'passed_on')) as rejected,
                 count(*) filter (where r.state in ('pending', 'expert_pending', 'undecided')) as waiting,
                 count(*) filter (where r.state = 'not_selected') as not_selected,
                 sum(r.rejections) as rejections,
                 avg(r.round) filter (where r.state = 'accepted')::float8 as rounds,
                 count(f.kind) as first_verdicts, count(*) filter (where f.kind = 'accept') as first_passed,
                 sum(1 / r.inclusion_probability) filter (where f.kind is not null and r.inclusion_probability > 0)
                   as weights,
                 sum(1 / r.inclusion_probability) filter (where f.kind = 'accept' and r.inclusion_probability > 0)
                   as passed_weights,
                 sum(1 / r.inclusion_probability ^ 2) filter (where f.kind is not null and r.inclusion_probability > 0)
                   as squared_weights
               from made m join review_item r on r.annotation_id = m.id
               left join first f on f.review_item_id = r.id group by 1)
           select c.id, c.email, c.first_name, c.last_name, w.submitted, w.seconds, coalesce(i.items, 0) as items,
             coalesce(i.approved, 0) as approved, coalesce(i.returned, 0) as returned,
             coalesce(i.rejected, 0) as rejected, coalesce(i.waiting, 0) as waiting,
             coalesce(i.not_selected, 0) as not_selected, coalesce(i.rejections, 0) as rejections, i.rounds,
             coalesce(i.first_verdicts, 0) as first_verdicts, coalesce(i.first_passed, 0) as first_passed,
             i.weights, i.passed_weights, i.squared_weights
           from work w join account c on c.id = w.id left join item i on i.id = w.id order by c.id""",
        ),
        span.parameters(),
    )


def reviewers(db: Connection, span: Span) -> list[dict[str, Any]]:
    """Everybody who judged something; `checked` verdicts were judged once more by an expert, `overturned` otherwise."""
    return records(
        db,
        composed(
            "with sat as (select s.reviewer_id, sum(s.seconds) as seconds from (",
            _SITTINGS,
            _VERDICT_IN,
            _TOGETHER,
            """) s group by 1),
             given as (
               select v.reviewer_id as id, count(*) as judged, count(*) filter (where v.kind = 'accept') as approved,
                 count(*) filter (where v.kind = 'fix') as fixed, count(*) filter (where v.kind = 'reject') as rejected,
                 count(*) filter (where v.reject_action = 'expert') as to_expert, count(e.kind) as checked,
                 count(*) filter (where (e.kind = 'reject') <> (v.kind = 'reject')) as overturned
               from verdict v left join lateral (
                 select n.kind from verdict n where n.review_item_id = v.review_item_id and n.id > v.id
                   and v.stage = 'normal' and n.stage = 'expert' and n.round = v.round and n.withdrawn_at is null
                 order by n.id limit 1) e on true
               where v.reviewer_id is not null and""",
            _VERDICT_IN,
            """group by 1)
           select c.id, c.email, c.first_name, c.last_name, g.*, s.seconds
           from given g join account c on c.id = g.id left join sat s on s.reviewer_id = g.id order by c.id""",
        ),
        span.parameters(),
    )


def reasons(db: Connection, span: Span) -> list[dict[str, Any]]:
    """Why work was rejected: how often each reason was given to each person, class by class."""
    return records(
        db,
        composed(
            """select r.author_id as user, r.class_name, v.reason, count(*) as count
               from verdict v join review_item r on r.id = v.review_item_id
               where v.kind = 'reject' and r.author_id is not null and""",
            _VERDICT_IN,
            "group by 1, 2, 3 order by count desc, 1, 2, 3",
        ),
        span.parameters(),
    )


def time_spent(db: Connection, span: Span, limit: int, after: int) -> list[dict[str, Any]]:
    """Seconds that each person worked on each item, stage by stage; `after` so many rows."""
    return records(
        db,
        composed(
            """select s.account_id as user, s.task, u.title, s.stage, s.seconds from (
                 select a.author_id as account_id, a.task_id as task, 'annotate' as stage,
                   sum(a.lead_time)::float8 as seconds
                 from annotation a where a.lead_time > 0 and""",
            _MADE_IN,
            """group by 1, 2
                 union all
                 select t.reviewer_id, t.task_id, case t.stage when 'expert' then 'expert' else 'review' end,
                   sum(t.seconds) from (""",
            _SITTINGS,
            _VERDICT_IN,
            _TOGETHER,
            """) t group by 1, 2, 3) s
               join task k on k.id = s.task join data_unit u on u.id = k.data_unit_id
               where %(person)s::bigint is null or s.account_id = %(person)s
               order by s.task, s.account_id, s.stage limit %(limit)s offset %(after)s""",
        ),
        span.parameters(limit=limit, after=after),
    )


def log(
    db: Connection, span: Span, *, task_id: int | None, actions: list[str] | None, before: int | None, limit: int
) -> list[dict[str, Any]]:
    """What happened in a project, the newest first."""
    return records(
        db,
        """select e.id, e.at, e.action, e.actor_id as actor, e.task_id as task, e.annotation_id as annotation, e.payload
           from event e
           where e.project_id = %(project)s and (%(before)s::bigint is null or e.id < %(before)s)
             and (%(task)s::bigint is null or e.task_id = %(task)s)
             and (%(person)s::bigint is null or e.actor_id = %(person)s)
             and (%(actions)s::text[] is null or e.action = any(%(actions)s))
             and (%(since)s::timestamptz is null or e.at >= %(since)s)
             and (%(until)s::timestamptz is null or e.at < %(until)s)
           order by e.id desc limit %(limit)s""",
        span.parameters(task=task_id, actions=actions, before=before, limit=limit),
    )
