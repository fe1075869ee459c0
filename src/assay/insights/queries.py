"""Bounded reads for the figures of a project. None of them counts tasks: the project's counters know those."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any, LiteralString

from assay.insights.rules import MOST, Day
from assay.kit.db import Connection, composed, records, value

# Events are walked from the newest one back, so much at a time and so often at most.
CHUNK = 5_000
CHUNKS = 40
# A median of the last so many shows how the work goes now.
RECENT = 500
# So many returned tasks are looked at, the oldest ones.
RETURNED = 5_000
PEOPLE = 50


def days(db: Connection, project_id: int, first: datetime, last: datetime) -> list[Day]:
    """Submissions, verdicts, and tasks that were completed, of each day from `first` to `last`, both included.

    A task that came in completed does not count.
    In a project with more events than are walked, the list begins with the first day that was walked in full.
    """
    done: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    before = 2**63 - 1
    oldest: date | None = None
    for _ in range(CHUNKS):
        chunk = records(
            db,
            """select (at at time zone 'UTC')::date as day, min(id) as first_id, max(at) as newest, count(*) as seen,
                 count(*) filter (where action = 'annotation.submitted') as annotated,
                 count(*) filter (where action = 'review.created') as reviewed,
                 count(*) filter (where action = 'task.state' and payload->>'state' = 'COMPLETED'
                   and payload->'context'->>'event' is distinct from 'annotation.imported') as completed
               from (select id, at, action, payload from event where project_id = %s and id < %s
                     order by id desc limit %s) e
               group by day""",
            (project_id, before, CHUNK),
        )
        for row in chunk:
            for at, what in enumerate(("annotated", "reviewed", "completed")):
                done[row["day"]][at] += row[what]
        if sum(row["seen"] for row in chunk) < CHUNK or max(row["newest"] for row in chunk) < first:
            break
        before = min(row["first_id"] for row in chunk)
    else:
        oldest = min(done)
    count = (last.date() - first.date()).days + 1
    wanted = [first.date() + timedelta(days=number) for number in range(count)]
    return [Day(day.isoformat(), *done[day]) for day in wanted if oldest is None or day > oldest]


def median_annotating(db: Connection, project_id: int) -> float | None:
    """Seconds from opening to handing in, the median of the last annotations that are not skips."""
    found: float | None = value(
        db,
        """select percentile_cont(0.5) within group (order by lead_time)
           from (select lead_time, was_cancelled from annotation where project_id = %s order by id desc limit %s) a
           where not was_cancelled and lead_time > 0""",
        (project_id, RECENT),
    )
    return found


def median_reviewing(db: Connection, project_id: int) -> float | None:
    """Seconds from opening to the verdict, the median of the last verdicts that say when they were begun."""
    found: float | None = value(
        db,
        """select percentile_cont(0.5) within group (order by extract(epoch from created_at - started_at))
           from (select created_at, started_at, withdrawn_at from verdict
                 where project_id = %s order by id desc limit %s) v
           where withdrawn_at is null and started_at < created_at""",
        (project_id, RECENT),
    )
    return found


def people(db: Connection, project_id: int, now: datetime) -> list[dict[str, Any]]:
    """Who has something in hand right now, what, and how much they did today; the latest first.

    A reservation without an end tells nothing about now after a day, nor does work that came back or was drawn for
    somebody: it is theirs before they have seen it.
    """
    return records(
        db,
        """select h.holder_id as id, c.email, c.first_name, c.last_name, h.task_id, t.inner_id, u.title, h.kind,
             h.reserved_at as since, d.today
           from (
             select distinct on (holder_id) holder_id, task_id, reserved_at,
               case kind when 'annotate' then 'annotate' else 'review' end as kind
             from work_item
             where project_id = %(project)s and state = 'held' and not prefetched
               and (reserved_until > %(now)s or reserved_until is null
                 and reserved_at > %(now)s - interval '1 day' and not returned and drawn_from is null)
             order by holder_id, reserved_at desc) h
           join account c on c.id = h.holder_id
           join task t on t.id = h.task_id
           join data_unit u on u.id = t.data_unit_id
           cross join lateral (
             select count(*) as today from work_item w
             where w.holder_id = h.holder_id and w.project_id = %(project)s and w.state = 'done'
               and w.kind = any(case h.kind when 'annotate' then array['annotate'] else array['review', 'expert'] end)
               and w.done_at >= date_trunc('day', %(now)s::timestamptz)) d
           order by h.reserved_at desc limit %(limit)s""",
        {"project": project_id, "now": now, "limit": PEOPLE},
    )


def returned_before(db: Connection, project_id: int, cutoff: datetime) -> int:
    """How many returned tasks wait for their authors since before a time."""
    return _up_to_most(
        db,
        """from (select id from task where project_id = %(project)s and status = 'returned'
                 order by id limit %(window)s) t
           join work_item w on w.task_id = t.id and w.kind = 'annotate' and w.state = 'held' and w.returned
             and w.entered_at < %(cutoff)s""",
        {"project": project_id, "window": RETURNED, "cutoff": cutoff},
    )


def open_comments(db: Connection, project_id: int) -> int:
    """How many comments are not resolved."""
    return _up_to_most(db, "from comment where project_id = %(project)s and not is_resolved", {"project": project_id})


def waiting_for_expert(db: Connection, project_id: int) -> int:
    """How many batches wait for an expert."""
    return _up_to_most(
        db,
        "from work_item where project_id = %(project)s and kind = 'expert' and state = 'open'",
        {"project": project_id},
    )


def items_with_experts(db: Connection, project_id: int) -> int:
    """How many items wait for an expert, whoever holds them: the counters of a project know those of reviewers only."""
    found: int = value(
        db,
        """select count(*) from work_item w join review_item r on r.work_item_id = w.id and r.state = 'expert_pending'
           where w.project_id = %s and w.kind = 'expert' and w.state in ('open', 'held')""",
        (project_id,),
    )
    return found


def running_out(db: Connection, project_id: int, now: datetime) -> int:
    """How many reservations have less than a tenth of their time left."""
    return _up_to_most(
        db,
        """from work_item where project_id = %(project)s and state = 'held' and not prefetched
             and reserved_until > %(now)s and reserved_until - %(now)s < (reserved_until - reserved_at) / 10""",
        {"project": project_id, "now": now},
    )


def _up_to_most(db: Connection, rows: LiteralString, parameters: dict[str, Any]) -> int:
    return int(
        value(
            db,
            composed("select count(*) from (select 1", rows, "limit %(most)s) n"),
            {**parameters, "most": MOST + 1},
        )
    )
