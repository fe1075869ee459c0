"""Tasks that are offered although they have all their annotations: where people disagree, and where truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assay.kit.db import Connection, many, one, run, values
from assay.queue.queries.walk import TAKEN
from assay.queue.rules import WINDOW


@dataclass(frozen=True, slots=True)
class Disputed:
    """A task that wants one more person; `taken` if this person had it already."""

    task_id: int
    agreement: float
    taken: bool


def disputed(
    db: Connection, project_id: int, account_id: int, agreement: float, task_id: int, *, untouched: bool
) -> list[Disputed]:
    """The next tasks that want one more person, lowest agreement first, after a place in that order.

    With `untouched` only those that the person has not had: one statement over a long stretch that is theirs already.
    """
    return many(
        db,
        Disputed,
        f"""select t.id as task_id, t.agreement, {TAKEN} is not null as taken from task t
            where t.project_id = %(project)s and t.extra_open and (t.agreement, t.id) > (%(agreement)s, %(task)s)
              and (not %(untouched)s or {TAKEN} is null)
            order by t.agreement, t.id limit %(window)s""",
        {
            "project": project_id,
            "person": account_id,
            "agreement": agreement,
            "task": task_id,
            "untouched": untouched,
            "window": WINDOW,
        },
    )


def save_disputed_place(
    db: Connection, project_id: int, account_id: int, agreement: float, task_id: int, wrapped_at: datetime | None
) -> None:
    """Remembers how far a person has walked through the tasks that want one more."""
    run(
        db,
        """update queue_cursor set extra_agreement = %s, extra_task = %s, extra_wrapped_at = %s
           where project_id = %s and account_id = %s""",
        (agreement, task_id, wrapped_at, project_id, account_id),
    )


@dataclass(frozen=True, slots=True)
class Truths:
    """How many tasks with a ground truth a person had, and the next ones for them with the place of the first."""

    had: int
    next: list[int]
    position: int | None


def truths(db: Connection, project_id: int, account_id: int) -> Truths:
    """Tasks whose ground truth somebody else gave. What the person has skipped does not come again and is not had."""
    found = one(
        db,
        Truths,
        f"""with truth as (
              select t.id, t.queue_key, w.id is not null as taken, coalesce(w.skipped, false) as skipped
              from annotation a join task t on t.id = a.task_id
              left join work_item w on w.task_id = t.id and w.holder_id = %(person)s and w.kind = 'annotate'
              where a.project_id = %(project)s and a.ground_truth and a.author_id is distinct from %(person)s),
            open as (select id, queue_key from truth where not taken order by queue_key limit {WINDOW})
            select (select count(*) from truth where taken and not skipped) as had,
              array(select id from open order by queue_key) as next, (select min(queue_key) from open) as position""",
        {"project": project_id, "person": account_id},
    )
    assert found is not None
    return found


def postponed_drafts(db: Connection, project_id: int, account_id: int) -> list[int]:
    """Tasks that a person postponed and does not hold any more, which are not labelled yet; the oldest draft first."""
    return values(
        db,
        f"""select t.id from draft d join task t on t.id = d.task_id
            where d.account_id = %(person)s and d.project_id = %(project)s and d.was_postponed
              and d.annotation_id is null and not t.is_labeled and {TAKEN} is null
            order by d.updated_at limit 1""",
        {"project": project_id, "person": account_id},
    )
