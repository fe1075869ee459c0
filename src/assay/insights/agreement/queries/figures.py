"""Reads over the stored scores of a project. `generation` is that of the plan that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, composed, record, records

# Every annotation of a pair with its author, both ways round.
_SIDES = """(select p.task_id, p.score, p.scores, p.labels, p.author_id as who, p.annotation_id as mine,
     p.other_id as theirs from agreement_pair p
   where p.project_id = %(project)s and p.generation = %(generation)s and p.other_id is not null
   union all
   select p.task_id, p.score, p.scores, p.labels, p.other_author_id, p.other_id, p.annotation_id
   from agreement_pair p
   where p.project_id = %(project)s and p.generation = %(generation)s and p.other_id is not null)"""


def _scores(per_label: bool) -> tuple[str, str, str]:
    """What is averaged: the label of a row, its score, and the join that makes one row of each label."""
    if per_label:
        return "l.key", "l.value::float8", "cross join lateral jsonb_each_text(s.labels) l"
    return "null", "s.score", ""


def between_people(
    db: Connection, project_id: int, generation: int, task_id: int | None, *, per_label: bool
) -> list[dict[str, Any]]:
    """Each two people who did the same tasks: mean, number of tasks and deviation of their scores."""
    label, score, join = _scores(per_label)
    return records(
        db,
        composed(
            f"""select least(s.author_id, s.other_author_id) as one, greatest(s.author_id, s.other_author_id) as other,
                 {label} as label, round(avg({score})::numeric, 4)::float8 as score,
                 count(distinct s.task_id) as tasks, round(stddev_pop({score})::numeric, 4)::float8 as std
               from agreement_pair s {join}
               where s.project_id = %(project)s and s.generation = %(generation)s and s.other_id is not null
                 and s.author_id <> s.other_author_id and {score} is not null
                 and (%(task)s::bigint is null or s.task_id = %(task)s)
               group by 1, 2, 3 order by 1, 2, 3"""
        ),
        {"project": project_id, "generation": generation, "task": task_id},
    )


def of_people(
    db: Connection, project_id: int, generation: int, people: Sequence[int] | None, *, per_label: bool
) -> list[dict[str, Any]]:
    """The mean of all scores in which a person takes part (LSE 11.10.2)."""
    label, score, join = _scores(per_label)
    return records(
        db,
        composed(
            f"""select s.who, {label} as label, round(avg({score})::numeric, 4)::float8 as score, count(*) as pairs
               from {_SIDES} s {join}
               where s.who is not null and {score} is not null
                 and (%(people)s::bigint[] is null or s.who = any(%(people)s))
               group by 1, 2 order by 1, 2"""
        ),
        {"project": project_id, "generation": generation, "people": None if people is None else list(people)},
    )


def against_truth(
    db: Connection, project_id: int, generation: int, people: Sequence[int] | None, *, per_label: bool
) -> list[dict[str, Any]]:
    """People's accuracy: the mean score of their annotations against the ground truth of the task (LSE 9.7)."""
    label, score, join = _scores(per_label)
    return records(
        db,
        composed(
            f"""select s.who, {label} as label, round(avg({score})::numeric, 4)::float8 as score,
                 count(distinct s.task_id) as tasks
               from {_SIDES} s join annotation truth on truth.id = s.theirs and truth.ground_truth {join}
               where s.who is not null and {score} is not null
                 and (%(people)s::bigint[] is null or s.who = any(%(people)s))
               group by 1, 2 order by 1, 2"""
        ),
        {"project": project_id, "generation": generation, "people": None if people is None else list(people)},
    )


def with_predictions(
    db: Connection, project_id: int, generation: int, people: Sequence[int] | None, *, per_label: bool
) -> list[dict[str, Any]]:
    """The mean score of people's annotations against the predictions of the same tasks (LSE 11.10.3)."""
    label, score, join = _scores(per_label)
    return records(
        db,
        composed(
            f"""select s.author_id as who, {label} as label, round(avg({score})::numeric, 4)::float8 as score
               from agreement_pair s {join}
               where s.project_id = %(project)s and s.generation = %(generation)s and s.prediction_id is not null
                 and s.author_id is not null and {score} is not null
                 and (%(people)s::bigint[] is null or s.author_id = any(%(people)s))
               group by 1, 2 order by 1, 2"""
        ),
        {"project": project_id, "generation": generation, "people": None if people is None else list(people)},
    )


def of_model(
    db: Connection, project_id: int, generation: int, model_version: str, *, truth_only: bool, per_label: bool
) -> list[dict[str, Any]]:
    """A model's mean score against all annotations, or against the ground truth only."""
    label, score, join = _scores(per_label)
    return records(
        db,
        composed(
            f"""select {label} as label, round(avg({score})::numeric, 4)::float8 as score
               from agreement_pair s join annotation a on a.id = s.annotation_id {join}
               where s.project_id = %(project)s and s.generation = %(generation)s and s.prediction_id is not null
                 and s.model_version = %(model)s and {score} is not null and (a.ground_truth or not %(truth)s)
               group by 1 order by 1"""
        ),
        {"project": project_id, "generation": generation, "model": model_version, "truth": truth_only},
    )


def total(db: Connection, project_id: int) -> dict[str, Any] | None:
    """The mean of the shown scores of tasks, and how many tasks have one (LSE 11.10.4)."""
    return record(
        db,
        """select round(avg(agreement)::numeric, 4)::float8 as score, count(*) as tasks from task
           where project_id = %s and agreement is not null""",
        (project_id,),
    )


def total_by_label(db: Connection, project_id: int, generation: int) -> list[dict[str, Any]]:
    """The mean score of each label over the tasks on which it occurs."""
    return records(
        db,
        """select label, round(avg(score)::numeric, 4)::float8 as score from (
             select p.task_id, l.key as label, avg(l.value::float8) as score from agreement_pair p
             cross join lateral jsonb_each_text(p.labels) l
             where p.project_id = %s and p.generation = %s and p.other_id is not null group by 1, 2) t
           group by 1 order by 1""",
        (project_id, generation),
    )


def buckets(db: Connection, project_id: int) -> list[dict[str, Any]]:
    """How many tasks have a shown score in each tenth; bucket 11 is exactly 1."""
    return records(
        db,
        """select width_bucket(agreement, 0, 1, 10) as bucket, count(*) as tasks from task
           where project_id = %s and agreement is not null group by 1""",
        (project_id,),
    )


def below(db: Connection, project_id: int, threshold: float) -> int:
    """How many tasks have a shown score below a threshold."""
    found = record(
        db,
        "select count(*) as tasks from task where project_id = %s and agreement < %s",
        (project_id, threshold),
    )
    return int(found["tasks"]) if found else 0


def of_dimensions(db: Connection, project_id: int, generation: int, methodology: str) -> list[dict[str, Any]]:
    """The mean score of each dimension over the tasks that have one."""
    return records(
        db,
        """select d.id, d.name, d.control_tag, found.score from dimension d
           left join lateral (
             select round(avg((a.scores -> d.id::text ->> %(by)s)::float8)::numeric, 4)::float8 as score
             from agreement_task a where a.project_id = %(project)s and a.generation = %(generation)s) found on true
           where d.project_id = %(project)s and d.is_active order by d.position, d.id""",
        {"project": project_id, "generation": generation, "by": methodology},
    )


def pairs_of_task(db: Connection, task_id: int, generation: int) -> list[dict[str, Any]]:
    """The pairs of one task as they are shown."""
    return records(
        db,
        """select p.annotation_id, p.other_id, p.prediction_id, p.author_id, p.other_author_id, p.model_version,
             p.score, p.scores, a.ground_truth as truth, coalesce(o.ground_truth, false) as other_truth
           from agreement_pair p
           join annotation a on a.id = p.annotation_id
           left join annotation o on o.id = p.other_id
           where p.task_id = %s and p.generation = %s
           order by p.annotation_id, p.other_id nulls last, p.prediction_id""",
        (task_id, generation),
    )
