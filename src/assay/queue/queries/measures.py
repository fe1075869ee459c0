"""How much people have done, and how good it was, by their own annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from assay.access.queries import belongs
from assay.kit.db import Connection, composed, many, value, values

# Annotators and reviewers of a project, by membership or by the workspace: who can be paused.
_PEOPLE: LiteralString = f"""
  select m.account_id from project j join membership m on m.organization_id = j.organization_id
  where j.id = %(project)s and m.role in ('RE', 'AN') and (%(person)s::bigint is null or m.account_id = %(person)s)
    and {belongs("j", "m.account_id")}"""


def people(db: Connection, project_id: int) -> list[int]:
    """Everybody in a project who can be paused."""
    return values(db, _PEOPLE, {"project": project_id, "person": None})


def done_tasks(db: Connection, project_id: int, account_id: int, limit: int) -> int:
    """On how many tasks a person has an annotation that is no skip; beyond the limit nobody counts."""
    return int(
        value(
            db,
            """select count(*) from (select distinct task_id from annotation
                 where author_id = %s and project_id = %s and not was_cancelled limit %s) n""",
            (account_id, project_id, limit),
        )
    )


def paused_for(db: Connection, project_id: int, reason: str) -> list[int]:
    """Who is paused for a reason."""
    return values(
        db,
        "select account_id from pause where project_id = %s and reason = %s and deleted_at is null",
        (project_id, reason),
    )


def authors(db: Connection, task_id: int) -> list[int]:
    """Everybody with an annotation on a task."""
    return values(
        db, "select distinct author_id from annotation where task_id = %s and author_id is not null", (task_id,)
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """One person's figure: the mean in 0..1, and on how much it rests. Some of it may still be being computed."""

    account_id: int
    score: float | None
    count: int
    waits: bool


# With the shown scores of pairs; several annotations of one person on a task are one answer.
_BY_TRUTH = """
  select w.account_id, avg(n.score) as score, count(n.score) as count, coalesce(bool_or(n.waits), false) as waits
  from ({people}) w left join lateral (
    select avg(p.score) as score, bool_or(d.task_id is not null) as waits
    from annotation truth join annotation mine on mine.task_id = truth.task_id and mine.author_id = w.account_id
      and mine.id <> truth.id and not mine.was_cancelled
    left join agreement_due d on d.task_id = truth.task_id
    left join agreement_plan g on g.project_id = truth.project_id and g.status = 'shown'
    left join agreement_pair p on p.task_id = truth.task_id and p.generation = g.generation
      and least(p.annotation_id, p.other_id) = least(mine.id, truth.id)
      and greatest(p.annotation_id, p.other_id) = greatest(mine.id, truth.id)
    where truth.project_id = %(project)s and truth.ground_truth and truth.author_id is distinct from w.account_id
    group by truth.task_id) n on true
  group by w.account_id order by w.account_id"""

# The latest verdict of each annotation, whatever its author did since (LSE 10.1.5).
_BY_VERDICTS = """
  select w.account_id, avg(case when n.kind = any(%(kinds)s) then 1.0 else 0.0 end)
      filter (where n.kind is not null)::double precision as score,
    count(n.kind) as count, false as waits
  from ({people}) w left join lateral (
    select distinct on (v.review_item_id) v.kind from annotation a join verdict v on v.annotation_id = a.id
    where a.author_id = w.account_id and a.project_id = %(project)s and not a.was_cancelled and v.withdrawn_at is null
    order by v.review_item_id, v.id desc) n on true
  group by w.account_id order by w.account_id"""


def by_truth(db: Connection, project_id: int, account_id: int | None) -> list[Measure]:
    """How well people agree with the ground truth of others; of one person, or with None of everybody."""
    sql = composed(_BY_TRUTH.replace("{people}", _PEOPLE))
    return many(db, Measure, sql, {"project": project_id, "person": account_id})


def by_verdicts(db: Connection, project_id: int, account_id: int | None, *, kinds: tuple[str, ...]) -> list[Measure]:
    """Which share of people's reviewed work has a verdict of these kinds."""
    sql = composed(_BY_VERDICTS.replace("{people}", _PEOPLE))
    return many(db, Measure, sql, {"project": project_id, "person": account_id, "kinds": list(kinds)})
