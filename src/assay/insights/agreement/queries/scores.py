"""The work that is compared, and the scores of pairs and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from assay.kit.db import Connection, copy_rows, json, many, records, run, value, values


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An annotation, or a prediction (revision 0, no author), with what it says."""

    id: int
    author_id: int | None
    revision: int
    result: list[dict[str, Any]]
    model_version: str | None


def annotations_of(db: Connection, task_id: int) -> list[WorkRow]:
    """The annotations of a task that are compared: no skips, and no work that was passed on to somebody else."""
    return many(
        db,
        WorkRow,
        """select a.id, a.author_id, a.revision, r.result, null as model_version from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.task_id = %s and not a.was_cancelled and a.counts and jsonb_typeof(r.result) = 'array'
           order by a.id""",
        (task_id,),
    )


def predictions_of(db: Connection, task_id: int) -> list[WorkRow]:
    """The newest prediction of each model version for a task."""
    return many(
        db,
        WorkRow,
        """select distinct on (model_version) id, null as author_id, 0 as revision, result, model_version
           from prediction where task_id = %s and jsonb_typeof(result) = 'array' order by model_version, id desc""",
        (task_id,),
    )


def data_of(db: Connection, task_id: int) -> dict[str, Any]:
    """The data of a task, which may bring answers of its own."""
    return dict(
        value(db, "select u.data from task t join data_unit u on u.id = t.data_unit_id where t.id = %s", (task_id,))
        or {}
    )


def revisions(db: Connection, task_id: int) -> dict[int, int]:
    """The current revision of each annotation of a task that is compared."""
    found = records(
        db,
        "select id, revision from annotation where task_id = %s and not was_cancelled and counts",
        (task_id,),
    )
    return {row["id"]: row["revision"] for row in found}


@dataclass(frozen=True, slots=True)
class PairRow:
    """The scores of two pieces of work; `other_id` is an annotation, `prediction_id` a prediction."""

    annotation_id: int
    other_id: int | None
    prediction_id: int | None
    revision: int
    other_revision: int | None
    author_id: int | None
    other_author_id: int | None
    model_version: str | None
    score: float | None
    scores: dict[str, float]
    labels: dict[str, float]


_PAIR = """annotation_id, other_id, prediction_id, revision, other_revision, author_id, other_author_id, model_version,
  score, scores, labels"""


def pairs(db: Connection, task_id: int, generation: int) -> list[PairRow]:
    """The pairs of a task."""
    return many(
        db,
        PairRow,
        f"select {_PAIR} from agreement_pair where task_id = %s and generation = %s order by annotation_id, other_id",
        (task_id, generation),
    )


def write_pairs(db: Connection, project_id: int, task_id: int, generation: int, found: Iterable[PairRow]) -> None:
    """Replaces the pairs of a task."""
    run(db, "delete from agreement_pair where task_id = %s and generation = %s", (task_id, generation))
    copy_rows(
        db,
        f"agreement_pair (project_id, generation, task_id, {_PAIR})",
        (
            (
                project_id, generation, task_id, pair.annotation_id, pair.other_id, pair.prediction_id, pair.revision,
                pair.other_revision, pair.author_id, pair.other_author_id, pair.model_version, pair.score,
                orjson.dumps(pair.scores).decode(), orjson.dumps(pair.labels).decode(),
            )
            for pair in found
        ),
    )  # fmt: skip


def write_task(
    db: Connection,
    project_id: int,
    task_id: int,
    generation: int,
    *,
    pairwise: float | None,
    consensus: float | None,
    scores: dict[str, Any],
    compared: int,
) -> None:
    """Stores what the pairs of a task come to; nothing is kept of a task with nothing to compare."""
    if compared < 2:
        run(db, "delete from agreement_task where task_id = %s and generation = %s", (task_id, generation))
        return
    run(
        db,
        """insert into agreement_task (project_id, generation, task_id, pairwise, consensus, scores, compared)
           values (%s, %s, %s, %s, %s, %s, %s)
           on conflict (task_id, generation) do update set pairwise = excluded.pairwise,
             consensus = excluded.consensus, scores = excluded.scores, compared = excluded.compared,
             computed_at = now()""",
        (project_id, generation, task_id, pairwise, consensus, json(scores), compared),
    )


def write_shown(db: Connection, task_id: int, score: float | None) -> bool:
    """Writes the shown score on the task; says whether it is another one than before."""
    return (
        run(
            db,
            "update task set agreement = %(score)s where id = %(task)s and agreement is distinct from %(score)s",
            {"task": task_id, "score": score},
        )
        > 0
    )


def show_generation(db: Connection, project_id: int, generation: int, *, consensus: bool) -> None:
    """Writes the scores of a whole generation on the tasks of a project, in one statement."""
    column = "consensus" if consensus else "pairwise"
    run(
        db,
        f"""with shown as (select task_id, round({column}::numeric, 3)::float8 as score from agreement_task
             where project_id = %(project)s and generation = %(generation)s),
           gone as (
             update task t set agreement = null where t.project_id = %(project)s and t.agreement is not null
               and not exists (select 1 from shown s where s.task_id = t.id))
           update task t set agreement = s.score from shown s
           where t.id = s.task_id and t.agreement is distinct from s.score""",
        {"project": project_id, "generation": generation},
    )


def scored_tasks(db: Connection, project_id: int, after: int, limit: int) -> list[int]:
    """Tasks of a project that have a score or had one, by number."""
    return values(
        db,
        """select id from task where project_id = %s and id > %s and (agreement is not null or is_labeled)
           and total_annotations > 1 order by id limit %s""",
        (project_id, after, limit),
    )


def shown_score(db: Connection, task_id: int) -> float | None:
    """The score that is shown of a task."""
    found: float | None = value(db, "select agreement from task where id = %s", (task_id,))
    return found
