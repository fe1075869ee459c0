"""Which batch a reviewer gets: the first that waits for them, taken so that two people never get the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, one, run, value
from assay.queue.queries.locks import wait_for
from assay.queue.queries.narrowing import named, of_review, of_task
from assay.queue.queries.work import WORK, Work
from assay.queue.rules import WorkFilter


@dataclass(frozen=True, slots=True)
class Taking:
    """For whom a batch is taken, and for how long. With `begun_only` only of tasks that have a verdict already,
    with `among` only of those that a filter leaves, with `own_too` of the person's own work as well.
    """

    project_id: int
    account_id: int
    until: datetime | None
    prefetched: bool
    begun_only: bool = False
    among: WorkFilter | None = None
    own_too: bool = False

    def parameters(self, **more: Any) -> dict[str, Any]:
        return {
            "project": self.project_id,
            "person": self.account_id,
            "until": self.until,
            "prefetched": self.prefetched,
            "own_too": self.own_too,
            **more,
        }

    def narrowed(self, parameters: dict[str, Any]) -> str:
        """What the filter that a reviewer works through asks of a batch (MQA 23); its values go into `parameters`."""
        wanted = self.among
        if wanted is None:
            return ""
        asked = [*of_task(wanted, parameters), named(wanted, parameters)]
        of_task_asked = f"exists (select 1 from task t where t.id = work_item.task_id and {' and '.join(asked)})"
        return f"and {' and '.join([of_task_asked, *of_review(wanted, 'work_item.id')])}"


# Locks the first of these batches that nobody else is taking at this moment, and reserves it.
_PICK: LiteralString = """pick as (
    select w.id from work_item w join first on first.id = w.id where w.state = 'open'
    order by first.place, w.id for update of w skip locked limit 1)
  update work_item w set state = 'held', holder_id = %(person)s, reserved_at = now(),
    reserved_until = %(until)s, prefetched = %(prefetched)s
  from pick where w.id = pick.id
  returning"""
_RETURNING: LiteralString = ", ".join(f"w.{name}" for name in WORK.split(", "))
# Conditions on a waiting batch. They are left out where they do not matter, so that one plan serves everybody else.
_IN_POOL: LiteralString = """and (pool is null or %(person)s = any(pool))
  and not exists (select 1 from review_item r join verdict v on v.review_item_id = r.id
    where r.work_item_id = work_item.id and v.reviewer_id = %(person)s and v.stage = 'normal'
      and v.withdrawn_at is null)"""
# Some may not take a batch, whatever their role: those who judged before, when others are wanted (MQA 73).
_ALLOWED: LiteralString = "and (excluded is null or not %(person)s = any(excluded))"
_BEGUN: LiteralString = """and exists (select 1 from task t
  where t.id = work_item.task_id and t.state = 'REVIEW_IN_PROGRESS')"""


def _taken(db: Connection, first: LiteralString, parameters: dict[str, Any]) -> Work | None:
    return one(db, Work, composed("with recursive", first, ",", _PICK, _RETURNING), parameters)


# The batches of tasks that this person was asked by name to review.
_ASKED: LiteralString = """ready as (
    select task_id, order_key from assignment where account_id = %(person)s and project_id = %(project)s
      and type = 'RE' and is_ready order by order_key, task_id limit 256),
  asked as (
    select w.id, f.order_key, w.author_id from ready f join work_item w on w.task_id = f.task_id and w.kind = 'review'
      and w.state = 'open' and (%(own_too)s or w.author_id is distinct from %(person)s)
      and (w.excluded is null or not %(person)s = any(w.excluded)))"""


def take_next(db: Connection, taking: Taking, kind: str, *, asked_first: bool = False) -> Work | None:
    """Takes the first batch of a kind that waits for this person, or None; `asked_first`, as `take_assigned` does.

    A batch that somebody is taking or looking at in this moment is passed over; see `wait_for_next`.
    """
    first, parameters = _next(taking, kind, asked_first=asked_first)
    return _taken(db, first, parameters)


def wait_for_next(db: Connection, taking: Taking, kind: str) -> bool:
    """Waits until nobody has the first batch that `take_next` would take under a lock; False when there is none."""
    first, parameters = _next(taking, kind, asked_first=False)
    return wait_for(
        db,
        composed(
            "with recursive",
            first,
            "select id from work_item where id = (select id from first order by place, id limit 1) for update",
        ),
        parameters,
    )


def _next(taking: Taking, kind: str, *, asked_first: bool) -> tuple[LiteralString, dict[str, Any]]:
    """The batches of a kind that wait for somebody, as the table `first`, with its values.

    The waiting authors are walked one by one through the index, and from each other than the person the first batches
    are looked at: so a long row of one's own work costs nothing. What an expert has judged before as a reviewer is
    passed over.
    """
    asked: LiteralString = composed(_ASKED, ",") if asked_first else ""
    both: LiteralString = """select id, row(0, order_key, author_id) as place from asked
      union all select id, row(1, order_key, 0::bigint) from waiting"""
    parameters = taking.parameters(kind=kind)
    narrowed = taking.narrowed(parameters)
    return (
        composed(
            asked,
            """author (id) as (
             (select author_id from work_item where project_id = %(project)s and kind = %(kind)s and state = 'open'
              order by author_id limit 1)
             union all
             select (select w.author_id from work_item w where w.project_id = %(project)s and w.kind = %(kind)s
               and w.state = 'open' and w.author_id > author.id order by w.author_id limit 1)
             from author where author.id is not null),
           waiting as (
             select w.id, w.order_key from author, lateral (
               select id, order_key from work_item
               where project_id = %(project)s and kind = %(kind)s and state = 'open' and author_id = author.id""",
            _IN_POOL if kind == "expert" else _ALLOWED,
            _BEGUN if taking.begun_only else "",
            narrowed,
            """order by order_key, id limit 32) w
             where author.id is not null and (%(own_too)s or author.id <> %(person)s)
             order by w.order_key, w.id limit 32),
           first as (""",
            both if asked_first else "select id, order_key as place from waiting",
            ")",
        ),
        parameters,
    )


def take_of_author(db: Connection, taking: Taking, author_id: int) -> Work | None:
    """Takes the first waiting batch of one person's work."""
    return _taken(
        db,
        """first as (
             select id, order_key as place from work_item where project_id = %(project)s and kind = 'review'
               and state = 'open' and author_id = %(author)s
               and (excluded is null or not %(person)s = any(excluded)) order by order_key, id limit 32)""",
        taking.parameters(author=author_id),
    )


def take_assigned(db: Connection, taking: Taking, by_author: bool) -> Work | None:
    """Takes the first batch of the tasks that this person was asked by name to review."""
    place: LiteralString = "author_id, order_key" if by_author else "order_key, author_id"
    return _taken(
        db,
        composed(_ASKED, ", first as (select id, row(", place, ") as place from asked)"),
        taking.parameters(),
    )


def take_selected(db: Connection, taking: Taking, task_ids: Sequence[int], *, assigned_only: bool) -> Work | None:
    """Takes the first batch of these tasks, in the order in which they are given."""
    return _taken(
        db,
        """chosen as (select t.id, t.place from unnest(%(tasks)s::bigint[]) with ordinality as t (id, place)),
           first as (
             select w.id, c.place from chosen c join work_item w on w.task_id = c.id and w.kind = 'review'
               and w.state = 'open' and w.project_id = %(project)s
               and (%(own_too)s or w.author_id is distinct from %(person)s)
               and (w.excluded is null or not %(person)s = any(w.excluded))
             where not %(assigned_only)s or exists (select 1 from assignment a where a.task_id = c.id
               and a.account_id = %(person)s and a.type = 'RE')
             order by c.place, w.id limit 128)""",
        taking.parameters(tasks=list(task_ids), assigned_only=assigned_only),
    )


# ---------------------------------------------------------------- by annotator


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose work a reviewer judges now, and how much more of it before the next person's."""

    author_id: int
    remaining: int


def turn(db: Connection, project_id: int, account_id: int) -> Turn | None:
    """A reviewer's turn, locked: two requests of one person follow one another."""
    return one(
        db,
        Turn,
        "select author_id, remaining from review_turn where project_id = %s and account_id = %s for update",
        (project_id, account_id),
    )


def save_turn(db: Connection, project_id: int, account_id: int, now: Turn) -> None:
    """Remembers a reviewer's turn."""
    run(
        db,
        """insert into review_turn (project_id, account_id, author_id, remaining) values (%s, %s, %s, %s)
           on conflict (project_id, account_id) do update set author_id = excluded.author_id,
             remaining = excluded.remaining""",
        (project_id, account_id, now.author_id, now.remaining),
    )


def author_after(db: Connection, taking: Taking, after: int) -> int | None:
    """The next person whose work waits for a reviewer, by their number, and after the last the first again."""
    found = value(
        db,
        """select coalesce(
             (select author_id from work_item where project_id = %(project)s and kind = 'review' and state = 'open'
                and author_id > %(after)s and (%(own_too)s or author_id <> %(person)s) order by author_id limit 1),
             (select author_id from work_item where project_id = %(project)s and kind = 'review' and state = 'open'
                and (%(own_too)s or author_id <> %(person)s) order by author_id limit 1))""",
        taking.parameters(after=after),
    )
    return None if found is None else int(found)


def waiting_of(db: Connection, project_id: int, author_id: int) -> int:
    """How many batches of one person's work wait for a reviewer."""
    return int(
        value(
            db,
            """select count(*) from work_item where project_id = %s and kind = 'review' and state = 'open'
               and author_id = %s""",
            (project_id, author_id),
        )
    )


# ---------------------------------------------------------------- how much there is


@dataclass(frozen=True, slots=True)
class Portion:
    """How many tasks of a project came to reviewers, and how many of them somebody has begun with."""

    eligible: int
    begun: int


def portion(db: Connection, project_id: int) -> Portion:
    """Counted from the project's counters and what people hold now, so it costs the same in every project."""
    found = one(
        db,
        Portion,
        """select coalesce(sum(in_review + reviewed + returned), 0)::bigint as eligible,
             coalesce(sum(reviewing + reviewed + returned), 0)::bigint + (
               select count(distinct w.task_id) from work_item w join task t on t.id = w.task_id
               where w.project_id = %(project)s and w.state = 'held' and w.reserved_until is not null
                 and w.kind = 'review' and t.state = 'NEEDS_REVIEW') as begun
           from project_tally where project_id = %(project)s""",
        {"project": project_id},
    )
    assert found is not None
    return found


def waiting_for(
    db: Connection,
    project_id: int,
    account_id: int,
    own_too: bool,
    task_ids: Sequence[int] | None = None,
    limit: int = 1000,
) -> int:
    """How many batches wait for somebody, drawn for them or free, of all or some tasks, up to a limit."""
    return int(
        value(
            db,
            """select count(*) from ((select 1 from work_item where project_id = %(project)s and kind = 'review'
               and state = 'open' and (%(own_too)s or author_id is distinct from %(person)s)
               and (excluded is null or not %(person)s = any(excluded))
               and (%(tasks)s::bigint[] is null or task_id = any(%(tasks)s)) limit %(limit)s)
               union all (select 1 from work_item where holder_id = %(person)s and project_id = %(project)s
               and kind = 'review' and state = 'held' and drawn_from is not null
               and (%(tasks)s::bigint[] is null or task_id = any(%(tasks)s)) limit %(limit)s)) w""",
            {
                "project": project_id,
                "person": account_id,
                "own_too": own_too,
                "tasks": None if task_ids is None else list(task_ids),
                "limit": limit,
            },
        )
    )


def waiting_by_name(db: Connection, project_id: int, account_id: int, own_too: bool, limit: int = 1000) -> int:
    """How many batches wait for somebody among the tasks that they were asked by name to review, up to a limit."""
    return int(
        value(
            db,
            """select count(*) from (select 1 from assignment a join work_item w on w.task_id = a.task_id
                 and w.kind = 'review' and w.state = 'open' and (%s or w.author_id is distinct from a.account_id)
                 and (w.excluded is null or not a.account_id = any(w.excluded))
               where a.account_id = %s and a.project_id = %s and a.type = 'RE' and a.is_ready limit %s) w""",
            (own_too, account_id, project_id, limit),
        )
    )
