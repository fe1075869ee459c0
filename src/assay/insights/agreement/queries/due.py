"""Tasks whose agreement is behind their work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection, many, one, run, value, values


def mark_due(db: Connection, task_id: int) -> bool:
    """Notes that the scores of a task are behind, if there is anything to compare; says whether that is news."""
    return bool(
        value(
            db,
            """insert into agreement_due (task_id, project_id)
               select id, project_id from task where id = %s
                 and (total_annotations > 1 or total_predictions > 0 or agreement is not null)
               on conflict (task_id) do update set since = clock_timestamp() returning xmax = 0""",
            (task_id,),
        )
    )


def mark_all_due(db: Connection, project_id: int) -> int:
    """Notes that the scores of all tasks of a project that have something to compare are behind."""
    return run(
        db,
        """insert into agreement_due (task_id, project_id)
           select id, project_id from task where project_id = %s
             and (total_annotations > 1 or (total_annotations > 0 and total_predictions > 0))
           on conflict (task_id) do update set since = clock_timestamp()""",
        (project_id,),
    )


def mark_range_due(db: Connection, project_id: int, first: int, last: int) -> int:
    """The same for the tasks of a project with numbers in a range."""
    return run(
        db,
        """insert into agreement_due (task_id, project_id)
           select id, project_id from task where project_id = %s and id between %s and %s
             and (total_annotations > 1 or (total_annotations > 0 and total_predictions > 0))
           on conflict (task_id) do update set since = clock_timestamp()""",
        (project_id, first, last),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """A task whose scores are behind since a moment."""

    task_id: int
    project_id: int
    since: Any


def due(db: Connection, task_id: int) -> Due | None:
    """Whether a task is behind."""
    return one(db, Due, "select task_id, project_id, since from agreement_due where task_id = %s", (task_id,))


def next_due(db: Connection, project_id: int | None, after: int, older_than: float, limit: int) -> list[Due]:
    """Tasks that are behind for at least so many seconds, by number."""
    return many(
        db,
        Due,
        """select task_id, project_id, since from agreement_due
           where task_id > %(after)s and since <= now() - make_interval(secs => %(age)s)
             and (%(project)s::bigint is null or project_id = %(project)s) order by task_id limit %(limit)s""",
        {"project": project_id, "after": after, "age": older_than, "limit": limit},
    )


def settle_due(db: Connection, found: Due) -> None:
    """Takes a task off the list unless it fell behind again meanwhile."""
    run(db, "delete from agreement_due where task_id = %s and since = %s", (found.task_id, found.since))


def comparable(db: Connection, project_id: int, after: int, limit: int) -> list[int]:
    """Tasks of a project that have something to compare, by number."""
    return values(
        db,
        """select id from task where project_id = %s and id > %s
             and (total_annotations > 1 or (total_annotations > 0 and total_predictions > 0)) order by id limit %s""",
        (project_id, after, limit),
    )


def count_comparable(db: Connection, project_id: int) -> int:
    """How many tasks of a project have something to compare."""
    return int(
        value(
            db,
            """select count(*) from task where project_id = %s
                 and (total_annotations > 1 or (total_annotations > 0 and total_predictions > 0))""",
            (project_id,),
        )
    )


def count_due(db: Connection, project_id: int) -> int:
    """How many tasks of a project are behind."""
    return int(value(db, "select count(*) from agreement_due where project_id = %s", (project_id,)))
