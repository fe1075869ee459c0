"""What actions on many tasks read and write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from assay.kit.db import Connection, composed, json, records, run, value, values
from assay.tasks import queries as tasks
from assay.tasks.rules.kinds import kind_of


def annotation_ids(
    db: Connection, task_ids: Sequence[int], *, authors: Sequence[int] | None = None, truths: bool = False
) -> list[int]:
    """Annotations of some tasks, skips too: of some people, or only ground truths."""
    return values(
        db,
        """select id from annotation where task_id = any(%(tasks)s) and (not %(truths)s or ground_truth)
           and (%(authors)s::bigint[] is null or author_id = any(%(authors)s)) order by task_id, id""",
        {"tasks": list(task_ids), "authors": None if authors is None else list(authors), "truths": truths},
    )


def labelled_by(db: Connection, task_ids: Sequence[int], author_id: int) -> set[int]:
    """The tasks on which a person has an annotation already, skips not counted."""
    return set(
        values(
            db,
            "select task_id from annotation where task_id = any(%s) and author_id = %s and not was_cancelled",
            (list(task_ids), author_id),
        )
    )


def latest_of(db: Connection, task_ids: Sequence[int], author_id: int) -> list[int]:
    """The newest annotation of a person on each task, skips not counted."""
    return values(
        db,
        """select distinct on (task_id) id from annotation
           where task_id = any(%s) and author_id = %s and not was_cancelled
           order by task_id, updated_at desc, id desc""",
        (list(task_ids), author_id),
    )


def undecided(db: Connection, task_ids: Sequence[int], authors: Sequence[int] | None) -> list[int]:
    """Annotations of some tasks that nobody has judged for good, skips not counted."""
    return values(
        db,
        """select id from annotation where task_id = any(%(tasks)s) and not was_cancelled and verdict is null
           and (%(authors)s::bigint[] is null or author_id = any(%(authors)s)) order by task_id, id""",
        {"tasks": list(task_ids), "authors": None if authors is None else list(authors)},
    )


def delete_drafts(db: Connection, task_ids: Sequence[int], authors: Sequence[int] | None) -> int:
    """Throws drafts of some tasks away, of some people or all."""
    return run(
        db,
        """delete from draft where task_id = any(%(tasks)s)
           and (%(authors)s::bigint[] is null or account_id = any(%(authors)s))""",
        {"tasks": list(task_ids), "authors": None if authors is None else list(authors)},
    )


def verdicts(db: Connection, task_ids: Sequence[int], by: int | None = None) -> list[int]:
    """The verdicts that stand on some tasks, of everybody or of one reviewer, the newest first."""
    return values(
        db,
        """select id from verdict where task_id = any(%s) and withdrawn_at is null
           and (%s::bigint is null or reviewer_id = %s) order by id desc""",
        (list(task_ids), by, by),
    )


def delete_predictions(db: Connection, task_ids: Sequence[int], versions: Sequence[str] | None) -> int:
    """Deletes predictions, of some models or all, and counts anew how many each task has."""
    gone = run(
        db,
        """delete from prediction where task_id = any(%(tasks)s)
           and (%(versions)s::text[] is null or model_version = any(%(versions)s))""",
        {"tasks": list(task_ids), "versions": None if versions is None else list(versions)},
    )
    run(
        db,
        """update task t set updated_at = now(),
             total_predictions = (select count(*) from prediction p where p.task_id = t.id)
           where t.id = any(%s) and t.total_predictions > 0""",
        (list(task_ids),),
    )
    return gone


def childless_predictions(
    db: Connection, task_ids: Sequence[int], versions: Sequence[str] | None
) -> list[dict[str, Any]]:
    """Predictions of which no annotation was made yet."""
    return records(
        db,
        """select p.id, p.task_id, p.result from prediction p where p.task_id = any(%(tasks)s)
           and (%(versions)s::text[] is null or p.model_version = any(%(versions)s))
           and not exists (select 1 from annotation a where a.parent_prediction_id = p.id) order by p.task_id, p.id""",
        {"tasks": list(task_ids), "versions": None if versions is None else list(versions)},
    )


def model_versions(db: Connection, project_id: int) -> list[str]:
    """The models that predictions of a project come from."""
    return values(
        db,
        "select distinct model_version from prediction where project_id = %s order by 1 limit 200",
        (project_id,),
    )


def source(db: Connection, project_id: int, annotation_id: int) -> dict[str, Any] | None:
    """An annotation to copy: its task and what it says now."""
    found = records(
        db,
        """select a.task_id, r.result from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.id = %s and a.project_id = %s and not a.was_cancelled""",
        (annotation_id, project_id),
    )
    return found[0] if found else None


def data(db: Connection, task_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The data of some tasks, locked in the order of the tasks."""
    return records(
        db,
        """select t.id, t.data_unit_id, u.data from task t join data_unit u on u.id = t.data_unit_id
           where t.id = any(%s) order by t.id for update of t""",
        (list(task_ids),),
    )


def write_data(db: Connection, rows: Sequence[tuple[int, Mapping[str, Any], str]]) -> None:
    """Writes the data and the title of items: (data unit, data, title)."""
    written = [orjson.dumps(found) for _, found, _ in rows]
    run(
        db,
        """update data_unit u set data = n.data::jsonb, title = n.title, kind = n.kind
           from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) as n (id, data, title, kind)
           where u.id = n.id""",
        (
            [unit for unit, _, _ in rows],
            [data.decode() for data in written],
            [title for _, _, title in rows],
            [kind_of(data) for data in written],
        ),
    )
    tasks.rename(db, [unit for unit, _, _ in rows])
    run(
        db,
        "update task set updated_at = now() where data_unit_id = any(%s)",
        ([unit for unit, _, _ in rows],),
    )


def results(db: Connection, task_ids: Sequence[int]) -> list[dict[str, Any]]:
    """What the annotations of some tasks say now, skips left out."""
    return records(
        db,
        """select a.task_id, r.result from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.task_id = any(%s) and not a.was_cancelled""",
        (list(task_ids),),
    )


def holding(db: Connection, project_id: int, control: str) -> list[dict[str, Any]]:
    """Annotations of a project that answer a control, with what they say now."""
    return records(
        db,
        """select a.id, a.task_id, a.revision, a.was_cancelled, r.result from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.project_id = %s and r.result @> %s order by a.task_id, a.id""",
        (project_id, json([{"from_name": control}])),
    )


def answering(db: Connection, project_id: int, answer: Any) -> list[dict[str, Any]]:
    """Annotations of a project with an entry whose answer is this, with what they say now and the data of the item."""
    return records(
        db,
        """select a.id, a.task_id, a.revision, a.was_cancelled, r.result, u.data from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           join task t on t.id = a.task_id join data_unit u on u.id = t.data_unit_id
           where a.project_id = %(project)s and exists (
             select from jsonb_array_elements(r.result) entry
             where entry -> 'value' -> (entry ->> 'type') = %(answer)s)
           order by a.task_id, a.id""",
        {"project": project_id, "answer": json(answer)},
    )


def unfinished(db: Connection, project_id: int, control: str) -> list[dict[str, Any]]:
    """Predictions and drafts that answer a control: the table, the row and what it says."""
    return records(
        db,
        """select 'prediction' as of, id, result from prediction
             where project_id = %(project)s and result @> %(answer)s
           union all select 'draft', id, result from draft
             where project_id = %(project)s and result @> %(answer)s""",
        {"project": project_id, "answer": json([{"from_name": control}])},
    )


def write_unfinished(db: Connection, of: str, row_id: int, result: Any) -> None:
    """Writes what a prediction or a draft says."""
    if of == "prediction":
        run(db, "update prediction set result = %s where id = %s", (json(result), row_id))
    else:
        run(db, "update draft set result = %s where id = %s", (json(result), row_id))


def twins(db: Connection, task_ids: Sequence[int]) -> list[list[int]]:
    """Tasks with the same data, group by group: first the one to keep, which is the first that has annotations."""
    found = values(
        db,
        """select array_agg(t.id order by (t.total_annotations + t.cancelled_annotations > 0) desc, t.id)
           from task t join data_unit u on u.id = t.data_unit_id where t.id = any(%s)
           group by u.data having count(*) > 1""",
        (list(task_ids),),
    )
    return [list(group) for group in found]


def move_work(db: Connection, kept: int, others: Sequence[int]) -> tuple[int, int]:
    """Moves the annotations of some tasks to another one, with all that hangs on them.

    Returns how many, and how many of them are no ground truths any more, because a task has one.
    """
    given = {"kept": kept, "others": list(others)}
    lost = run(
        db,
        """update annotation set ground_truth = false where ground_truth and task_id = any(%(others)s)
           and (exists (select 1 from annotation k where k.task_id = %(kept)s and k.ground_truth)
             or id <> (select min(id) from annotation where ground_truth and task_id = any(%(others)s)))""",
        given,
    )
    # A person has one slot on a task.
    run(
        db,
        """delete from work_item w where w.task_id = any(%(others)s) and w.kind = 'annotate'
           and (w.state <> 'done'
             or exists (select 1 from work_item k where k.task_id = %(kept)s and k.holder_id = w.holder_id
                        and k.kind = 'annotate')
             or exists (select 1 from work_item k where k.task_id = any(%(others)s) and k.holder_id = w.holder_id
                        and k.kind = 'annotate' and k.id < w.id))""",
        given,
    )
    run(
        db,
        """update annotation a set unique_id = null where a.task_id = any(%(others)s) and a.unique_id is not null
           and exists (select 1 from annotation k where k.task_id = %(kept)s and k.author_id = a.author_id
             and k.unique_id = a.unique_id)""",
        given,
    )
    run(db, "update work_item set task_id = %(kept)s where task_id = any(%(others)s)", given)
    for parts in ("instance", "review_item"):
        run(
            db,
            composed(
                "update",
                parts,
                "set task_id = %(kept)s",
                "where annotation_id in (select id from annotation where task_id = any(%(others)s))",
            ),
            given,
        )
    run(db, "update verdict set task_id = %(kept)s where task_id = any(%(others)s)", given)
    run(db, "update issue set task_id = %(kept)s where task_id = any(%(others)s)", given)
    run(
        db, "update comment set task_id = %(kept)s where task_id = any(%(others)s) and annotation_id is not null", given
    )
    run(db, "delete from draft where task_id = any(%(others)s)", given)
    return run(db, "update annotation set task_id = %(kept)s where task_id = any(%(others)s)", given), lost


def labelled(db: Connection, task_ids: Sequence[int]) -> int:
    """How many of some tasks have work that is no skip."""
    return int(
        value(
            db,
            "select count(distinct task_id) from annotation where task_id = any(%s) and not was_cancelled",
            (list(task_ids),),
        )
    )


def annotated(db: Connection, task_ids: Sequence[int]) -> int:
    """How many annotations some tasks have, skips too."""
    return int(value(db, "select count(*) from annotation where task_id = any(%s)", (list(task_ids),)))
