"""Counting what a change of settings would concern; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from assay.kit.db import Connection, one, records, value


def by_overlap(db: Connection, project_id: int) -> dict[int, int]:
    """How many tasks want how many annotations."""
    found = records(
        db, "select overlap, count(*) as tasks from task where project_id = %s group by overlap", (project_id,)
    )
    return {row["overlap"]: row["tasks"] for row in found}


@dataclass(frozen=True, slots=True)
class Flips:
    """Tasks that are done and will not be, and the other way round."""

    reopening: int
    closing: int


def flips(db: Connection, project_id: int, overlap: int) -> Flips:
    """What another overlap of all tasks does to those that people have worked on."""
    found = one(
        db,
        Flips,
        """select count(*) filter (where is_labeled and counting < %(overlap)s) as reopening,
             count(*) filter (where not is_labeled and counting >= %(overlap)s) as closing
           from task where project_id = %(project)s and (status <> 'queued' or submissions > 0)""",
        {"project": project_id, "overlap": overlap},
    )
    assert found is not None
    return found


def open_tasks(db: Connection, project_id: int) -> int:
    """Tasks that do not have all their annotations."""
    return int(value(db, "select count(*) from task where project_id = %s and not is_labeled", (project_id,)))


def unassigned(db: Connection, project_id: int) -> int:
    """Open tasks that nobody is assigned to."""
    return int(
        value(
            db,
            """select count(*) from task t where t.project_id = %s and not t.is_labeled
                 and not exists (select 1 from assignment a where a.task_id = t.id and a.type = 'AN')""",
            (project_id,),
        )
    )


def below(db: Connection, project_id: int, threshold: float, extra: int | None) -> int:
    """Labelled tasks whose agreement is known and too low, and that may have one more annotator."""
    return int(
        value(
            db,
            """select count(*) from task where project_id = %(project)s and agreement < %(threshold)s and is_labeled
                 and (%(extra)s::int is null or counting < overlap + %(extra)s)""",
            {"project": project_id, "threshold": threshold, "extra": extra},
        )
    )


def waiting_for_extra(db: Connection, project_id: int) -> int:
    """Tasks that wait for an additional annotator now."""
    return int(value(db, "select count(*) from task where project_id = %s and extra_open", (project_id,)))


def skips(db: Connection, project_id: int) -> int:
    """Skips that were not taken back."""
    return int(value(db, "select coalesce(sum(skipped), 0) from project_tally where project_id = %s", (project_id,)))


def beyond(db: Connection, project_id: int) -> int:
    """Tasks with more annotations than wanted."""
    return int(value(db, "select count(*) from task where project_id = %s and counting > overlap", (project_id,)))
