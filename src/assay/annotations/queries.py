"""Reading and writing annotations, their revisions, instances and drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from assay.kit.db import Connection, columns, json, many, one, record, records, run, sent, value, values


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation without its result."""

    id: int
    project_id: int
    task_id: int
    author_id: int | None
    revision: int
    was_cancelled: bool
    ground_truth: bool
    counts: bool
    verdict: str | None
    lead_time: float | None
    updated_by: int | None
    updated_at: datetime


ROW = columns(AnnotationRow)


def get(db: Connection, annotation_id: int) -> AnnotationRow | None:
    """One annotation, without its result."""
    return one(
        db,
        AnnotationRow,
        f"""select {ROW} from annotation where id = %s""",
        (annotation_id,),
    )


def of_person(db: Connection, task_id: int, author_id: int) -> list[AnnotationRow]:
    """What one person has on a task, oldest first."""
    return many(
        db,
        AnnotationRow,
        f"""select {ROW} from annotation where task_id = %s and author_id = %s order by id""",
        (task_id, author_id),
    )


def with_unique_id(db: Connection, task_id: int, author_id: int, unique_id: str) -> int | None:
    """The annotation that was already made from this very submission."""
    found = value(
        db,
        "select id from annotation where task_id = %s and author_id = %s and unique_id = %s",
        (task_id, author_id, unique_id),
    )
    return None if found is None else int(found)


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """What an annotation is made of."""

    project_id: int
    task_id: int
    author_id: int
    result: Sequence[Mapping[str, Any]]
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    result_count: int = 0
    unique_id: str | None = None
    import_id: int | None = None
    parent_prediction_id: int | None = None
    parent_annotation_id: int | None = None
    draft_created_at: datetime | None = None
    last_action: str = "submitted"
    actor_id: int | None = None
    bulk_created: bool = False


def insert(db: Connection, new: NewAnnotation) -> Callable[[], int]:
    """Writes an annotation with its first revision, in the place of a draft of the same hand with the comments on that.

    In a pipeline the database is at it when this returns; what is returned waits for the id.
    """
    return sent(
        db,
        """with made as (
                 insert into annotation (project_id, task_id, author_id, was_cancelled, ground_truth, lead_time,
                   result_count, unique_id, import_id, parent_prediction_id, parent_annotation_id, draft_created_at,
                   last_action, last_created_by, updated_by, bulk_created)
                 values (%(project)s, %(task)s, %(author)s, %(cancelled)s, %(truth)s, %(lead_time)s, %(count)s,
                   %(unique_id)s, %(import_id)s, %(prediction)s, %(parent)s, %(draft_at)s, %(action)s, %(actor)s,
                   %(actor)s, %(bulk)s) returning id),
               gone as (delete from draft
                 where task_id = %(task)s and (account_id = %(actor)s or account_id is null) and annotation_id is null
                 returning id),
               said as (update comment set annotation_id = made.id, draft_id = null
                 from made where draft_id = any(array(select id from gone)))
               insert into annotation_revision (annotation_id, number, result, created_by)
               select id, 1, %(result)s, %(actor)s from made returning annotation_id""",
        {
            "project": new.project_id,
            "task": new.task_id,
            "author": new.author_id,
            "cancelled": new.was_cancelled,
            "truth": new.ground_truth,
            "lead_time": new.lead_time,
            "count": new.result_count,
            "unique_id": new.unique_id,
            "import_id": new.import_id,
            "prediction": new.parent_prediction_id,
            "parent": new.parent_annotation_id,
            "draft_at": new.draft_created_at,
            "action": new.last_action,
            "actor": new.actor_id if new.actor_id is not None else new.author_id,
            "bulk": new.bulk_created,
            "result": json(new.result),
        },
    )


def add_revision(
    db: Connection,
    annotation_id: int,
    number: int,
    result: Sequence[Mapping[str, Any]],
    *,
    result_count: int,
    action: str,
    was_cancelled: bool,
    lead_time: float | None,
    actor_id: int,
    at: datetime,
) -> None:
    """Writes the next revision and makes it the current one. `lead_time` is the new total; None leaves it."""
    run(
        db,
        """with changed as (
             update annotation set revision = %(number)s, was_cancelled = %(cancelled)s, result_count = %(count)s,
               lead_time = coalesce(%(lead_time)s, lead_time), last_action = %(action)s, last_created_by = %(actor)s,
               updated_by = %(actor)s, updated_at = %(at)s
             where id = %(id)s returning id)
           insert into annotation_revision (annotation_id, number, result, created_by)
           select id, %(number)s, %(result)s, %(actor)s from changed""",
        {
            "id": annotation_id,
            "number": number,
            "cancelled": was_cancelled,
            "count": result_count,
            "lead_time": lead_time,
            "action": action,
            "actor": actor_id,
            "at": at,
            "result": json(result),
        },
    )


def set_verdict(
    db: Connection, annotation_id: int, verdict: str | None, *, counts: bool, action: str, actor_id: int, at: datetime
) -> None:
    """Notes the verdict that stands and whether the annotation still counts towards the overlap."""
    run(
        db,
        """update annotation set verdict = %s, counts = %s, last_action = %s, last_created_by = %s, updated_by = %s,
           updated_at = %s where id = %s""",
        (verdict, counts, action, actor_id, actor_id, at, annotation_id),
    )


def set_cancelled(db: Connection, annotation_id: int, cancelled: bool) -> None:
    """Marks work as skipped, or as work again."""
    run(db, "update annotation set was_cancelled = %s where id = %s", (cancelled, annotation_id))


def clear_verdict(db: Connection, annotation_id: int) -> None:
    """The annotation is undecided again."""
    run(db, "update annotation set verdict = null where id = %s", (annotation_id,))


def set_ground_truth(db: Connection, task_id: int, annotation_id: int | None) -> int:
    """Makes this annotation the task's only ground truth (None: no ground truth). Returns how many there were."""
    before = run(
        db,
        "update annotation set ground_truth = false where task_id = %s and ground_truth and id is distinct from %s",
        (task_id, annotation_id),
    )
    if annotation_id is not None:
        run(db, "update annotation set ground_truth = true where id = %s", (annotation_id,))
    return before


def set_lead_time(db: Connection, annotation_id: int, lead_time: float) -> None:
    """The seconds somebody worked on it."""
    run(db, "update annotation set lead_time = %s where id = %s", (lead_time, annotation_id))


def delete(db: Connection, annotation_id: int) -> None:
    """Deletes an annotation with all that hangs on it."""
    run(db, "delete from annotation where id = %s", (annotation_id,))


def result(db: Connection, annotation_id: int, number: int) -> list[dict[str, Any]] | None:
    """What an annotation said at a revision."""
    found: list[dict[str, Any]] | None = value(
        db, "select result from annotation_revision where annotation_id = %s and number = %s", (annotation_id, number)
    )
    return found


def revision(db: Connection, annotation_id: int, number: int) -> dict[str, Any] | None:
    """A revision with who wrote it and when."""
    return record(
        db,
        "select number, result, created_by, created_at from annotation_revision"
        " where annotation_id = %s and number = %s",
        (annotation_id, number),
    )


# ---------------------------------------------------------------- answers

_FACTS = """a.id, a.task_id as task, a.project_id as project, a.author_id as completed_by, a.was_cancelled,
a.ground_truth, a.lead_time, a.result_count, a.unique_id, a.import_id, a.parent_prediction_id as parent_prediction,
a.parent_annotation_id as parent_annotation, a.last_action, a.last_created_by, a.updated_by, a.draft_created_at,
a.bulk_created, a.created_at, a.updated_at, a.revision, a.verdict, a.counts"""
_SAID = "annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision"
FULL = f"{_FACTS}, r.result from {_SAID}"


def full(db: Connection, annotation_id: int) -> dict[str, Any] | None:
    """An annotation in the shape of the API. Its result goes out as the database writes it, without being read."""
    found = record(
        db,
        f"""select {_FACTS}, r.result::text as result from {_SAID} where a.id = %s""",
        (annotation_id,),
    )
    if found is not None:
        found["result"] = orjson.Fragment(found["result"])
    return found


def facts(db: Connection, annotation_id: int) -> dict[str, Any] | None:
    """The same without its result."""
    return record(
        db,
        f"""select {_FACTS} from annotation a where a.id = %s""",
        (annotation_id,),
    )


def full_of_tasks(db: Connection, task_ids: Sequence[int], author_id: int | None = None) -> list[dict[str, Any]]:
    """All annotations of some tasks, or those that a person made or went on with, oldest first, as the API has them."""
    return records(
        db,
        f"""select {FULL} where a.task_id = any(%(tasks)s) and (%(person)s::bigint is null or a.author_id = %(person)s
             or a.id in (select annotation_id from work_item where task_id = a.task_id and holder_id = %(person)s
               and kind = 'annotate')) order by a.task_id, a.id""",
        {"tasks": list(task_ids), "person": author_id},
    )


def predictions_of_tasks(db: Connection, task_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The predictions of some tasks, in the shape of the API."""
    return records(
        db,
        """select id, task_id as task, project_id as project, result, score, model_version, cluster, neighbors,
           mislabeling, created_at, updated_at from prediction where task_id = any(%s) order by task_id, id""",
        (list(task_ids),),
    )


# ---------------------------------------------------------------- drafts


def save_draft(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    account_id: int,
    annotation_id: int | None,
    result: Sequence[Mapping[str, Any]],
    lead_time: float,
    was_postponed: bool,
) -> int:
    """Keeps a person's unfinished work: one draft per task, and one per submitted annotation."""
    return int(
        value(
            db,
            """insert into draft (project_id, task_id, account_id, annotation_id, result, lead_time, was_postponed)
               values (%s, %s, %s, %s, %s, %s, %s)
               on conflict (task_id, account_id, coalesce(annotation_id, 0)) do update set result = excluded.result,
                 lead_time = excluded.lead_time, was_postponed = excluded.was_postponed, updated_at = now()
               returning id""",
            (project_id, task_id, account_id, annotation_id, json(result), lead_time, was_postponed),
        )
    )


def drafts(
    db: Connection, task_id: int, account_id: int | None, annotation_id: int | None = None
) -> list[dict[str, Any]]:
    """Drafts of a task: one person's, or with None everybody's.

    Labels that came along with the task are a draft of nobody: everybody's, until they have one of their own.
    """
    return records(
        db,
        """select d.id, d.task_id as task, d.annotation_id as annotation,
             coalesce(d.account_id, %(person)s) as "user", d.result,
             d.lead_time, d.was_postponed, d.created_at, d.updated_at, d.account_id is null as came_with_task
           from draft d where d.task_id = %(task)s
             and (%(person)s::bigint is null or d.account_id = %(person)s or d.account_id is null and not exists (
               select 1 from draft own where own.task_id = d.task_id and own.account_id = %(person)s
                 and own.annotation_id is null))
             and (%(annotation)s::bigint is null or d.annotation_id = %(annotation)s) order by d.id""",
        {"task": task_id, "person": account_id, "annotation": annotation_id},
    )


def draft(db: Connection, draft_id: int) -> dict[str, Any] | None:
    """One draft with its project."""
    return record(
        db,
        """select d.id, d.project_id, d.task_id as task, d.annotation_id as annotation, d.account_id as "user",
           d.result, d.lead_time, d.was_postponed, d.created_at, d.updated_at from draft d where d.id = %s""",
        (draft_id,),
    )


def delete_draft(db: Connection, draft_id: int) -> None:
    """Throws a draft away."""
    run(db, "delete from draft where id = %s", (draft_id,))


def consume_drafts(
    db: Connection, task_id: int, account_id: int, annotation_id: int, *, with_new: bool = False
) -> None:
    """Removes drafts that a submission makes obsolete: over this annotation and, `with_new`, of one; comments stay."""
    run(
        db,
        """with gone as (
             delete from draft where task_id = %(task)s
               and (account_id = %(person)s or account_id is null and %(with_new)s)
               and (annotation_id = %(annotation)s or %(with_new)s and annotation_id is null) returning id)
           update comment set annotation_id = %(annotation)s, draft_id = null
           where draft_id = any(array(select id from gone))""",
        {"task": task_id, "person": account_id, "annotation": annotation_id, "with_new": with_new},
    )


def ids_of_task(db: Connection, task_id: int) -> list[int]:
    """The annotations of a task."""
    return values(db, "select id from annotation where task_id = %s order by id", (task_id,))


def known_entries(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """Every entry that predictions and annotations of a task hold, but for what this very transaction makes of it."""
    found = values(
        db,
        """select result from prediction where task_id = %(task)s
           union all select r.result from annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.task_id = %(task)s and r.created_at < now()""",
        {"task": task_id},
    )
    return [entry for result in found if isinstance(result, list) for entry in result]


def project_of(db: Connection, kind: str, row_id: int) -> int | None:
    """The project of an annotation or a prediction."""
    if kind == "prediction":
        found = value(db, "select project_id from prediction where id = %s", (row_id,))
    else:
        found = value(db, "select project_id from annotation where id = %s", (row_id,))
    return None if found is None else int(found)
