"""Reading a project for an export, and the rows of exports themselves.

The JSON of a task is put together by the database, in batches of tasks by number: Python only passes it on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg.adapt import Buffer, Loader
from psycopg.pq import Format

from assay.exchange.export_filters import Extent, Wanted
from assay.kit.db import Connection, columns, composed, json, many, one, records, run, value, values

TASKS_AT_ONCE = 1000

_TASK_CONDITIONS: dict[str, LiteralString] = {
    "reviewed": "t.reviewed",
    "annotated": "t.total_annotations > 0",
    "finished": "t.is_labeled",
    "skipped": "t.cancelled_annotations > 0",
}
_KIND_CONDITIONS: dict[str, LiteralString] = {
    "usual": "not a.was_cancelled and not a.ground_truth",
    "ground_truth": "a.ground_truth",
    "skipped": "a.was_cancelled",
}


def _annotation_condition(wanted: Wanted) -> LiteralString:
    kinds = [_KIND_CONDITIONS[kind] for kind in sorted(wanted.kinds)] or ["not a.was_cancelled"]
    parts = ["(" + " or ".join(f"({kind})" for kind in kinds) + ")"]
    parts += [f"not ({_KIND_CONDITIONS[kind]})" for kind in sorted(wanted.without)]
    if wanted.reviewed is not None:
        parts.append(f"a.verdict is {'not ' if wanted.reviewed else ''}null")
    if wanted.accepted_only:
        parts.append("a.verdict in ('accepted', 'fixed')")
    return " and ".join(parts)


def _task_condition(wanted: Wanted) -> LiteralString:
    parts: list[LiteralString] = ["t.project_id = %(project)s"]
    for flag, wish in wanted.tasks.items():
        if wish is not None:
            parts.append(_TASK_CONDITIONS[flag] if wish else f"not ({_TASK_CONDITIONS[flag]})")
    if wanted.ids is not None:
        parts.append("t.id = any(%(ids)s)")
    if wanted.narrowed is not None:
        parts.append(composed("(", wanted.narrowed.condition, ")"))
    if wanted.needs_annotation:
        found = _annotation_condition(wanted)
        parts.append(f"exists (select 1 from annotation a where a.task_id = t.id and {found})")
    return " and ".join(parts)


def _params(wanted: Wanted, **more: Any) -> dict[str, Any]:
    narrowed = wanted.narrowed.params if wanted.narrowed else {}
    ids = None if wanted.ids is None else list(wanted.ids)
    return {**narrowed, "project": wanted.project_id, "ids": ids, **more}


def count(db: Connection, wanted: Wanted) -> tuple[int, int]:
    """How many tasks and how many annotations an export would hold."""
    tasks, annotations = _task_condition(wanted), _annotation_condition(wanted)
    return (
        int(value(db, composed("select count(*) from task t where", tasks), _params(wanted))),
        int(
            value(
                db,
                composed(
                    "select count(*) from annotation a join task t on t.id = a.task_id where", tasks, "and", annotations
                ),
                _params(wanted),
            )
        ),
    )


def data_columns(db: Connection, wanted: Wanted) -> list[str]:
    """Every key that the data of the exported tasks has."""
    return values(
        db,
        composed(
            """select distinct k from task t join data_unit u on u.id = t.data_unit_id, jsonb_object_keys(u.data) k
               where""",
            _task_condition(wanted),
            "order by k",
        ),
        _params(wanted),
    )


def media_of(db: Connection, task_ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    """What is known of the files of some tasks, by the number of the task; tasks without such facts are not in it."""
    found = records(
        db,
        """select t.id, u.media from task t join data_unit u on u.id = t.data_unit_id
           where t.id = any(%s) and u.media is not null""",
        (list(task_ids),),
    )
    return {row["id"]: row["media"] for row in found}


def rejected_instances(db: Connection, task_ids: Sequence[int]) -> dict[int, dict[int, frozenset[str]]]:
    """What was rejected for good of some tasks: by task and annotation the keys of instances."""
    rows = records(
        db,
        """select r.task_id, r.annotation_id, array_agg(i.key) as keys
           from review_item r join instance i on i.id = r.instance_id
           where r.task_id = any(%s) and r.state = 'rejected' group by 1, 2""",
        (list(task_ids),),
    )
    found: dict[int, dict[int, frozenset[str]]] = {}
    for row in rows:
        found.setdefault(row["task_id"], {})[row["annotation_id"]] = frozenset(row["keys"])
    return found


class _AsWritten(Loader):
    """JSON as the bytes that the database sends: most of it is only passed on."""

    format = Format.BINARY

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


_PERSON = """json_build_object('id', c.id, 'email', c.email, 'first_name', c.first_name, 'last_name', c.last_name)"""


def batch(db: Connection, wanted: Wanted, extent: Extent, after: int) -> list[tuple[int, bytes]]:
    """The next tasks after this number, each with its JSON."""
    cursor = db.cursor(binary=True)
    cursor.adapters.register_loader("json", _AsWritten)
    found: list[tuple[int, bytes]] = cursor.execute(
        _batch(wanted, extent), _params(wanted, after=after, limit=TASKS_AT_ONCE)
    ).fetchall()
    return found


def _batch(wanted: Wanted, extent: Extent) -> LiteralString:
    author: LiteralString = f"case when c.id is not null then {_PERSON} end" if extent.people else "a.author_id"
    reviewer: LiteralString = (
        f"(select {_PERSON} from account c where c.id = v.reviewer_id)" if extent.people else "v.reviewer_id"
    )
    prediction: LiteralString = "p.id"
    if extent.predictions:
        prediction = """json_build_object('id', p.id, 'model_version', p.model_version, 'score', p.score,
          'result', p.result, 'cluster', p.cluster, 'neighbors', p.neighbors, 'mislabeling', p.mislabeling,
          'created_at', p.created_at, 'updated_at', p.updated_at, 'task', p.task_id, 'project', p.project_id)"""
    draft: LiteralString = "d.id"
    if extent.drafts:
        draft = """json_build_object('id', d.id, 'user', d.account_id, 'result', d.result, 'lead_time', d.lead_time,
          'annotation', d.annotation_id, 'was_postponed', d.was_postponed, 'created_at', d.created_at,
          'updated_at', d.updated_at)"""
    return f"""with w as materialized (
        select t.* from task t where {_task_condition(wanted)} and t.id > %(after)s order by t.id limit %(limit)s),
      v as (
        select v.annotation_id, json_agg(json_build_object('id', v.id, 'created_by', {reviewer},
          'accepted', v.kind <> 'reject', 'kind', v.kind, 'reject_action', v.reject_action, 'reason', v.reason,
          'round', v.round, 'stage', v.stage, 'created_at', v.created_at, 'instance', i.key) order by v.id) as reviews
        from verdict v join review_item n on n.id = v.review_item_id left join instance i on i.id = n.instance_id
        where v.task_id in (select id from w) and v.withdrawn_at is null group by v.annotation_id),
      a as (
        select a.id, {author} as completed_by, r.result, coalesce(v.reviews, '[]') as reviews, a.was_cancelled,
          a.ground_truth, a.created_at, a.updated_at, a.draft_created_at, a.lead_time, a.result_count, a.unique_id,
          a.import_id, a.last_action, a.bulk_created, a.task_id as task, a.project_id as project, a.updated_by,
          a.parent_prediction_id as parent_prediction, a.parent_annotation_id as parent_annotation, a.last_created_by,
          a.revision, a.verdict
        from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
        left join v on v.annotation_id = a.id left join account c on c.id = a.author_id
        where a.task_id in (select id from w) and {_annotation_condition(wanted)}),
      work as (select task, json_agg(a order by a.id) as annotations from a group by task),
      said as (
        select p.task_id, json_agg({prediction} order by p.id) as predictions
        from prediction p where p.task_id in (select id from w) group by p.task_id),
      begun as (
        select d.task_id, json_agg({draft} order by d.id) as drafts
        from draft d where d.task_id in (select id from w) group by d.task_id),
      found as (
        select t.id, coalesce(work.annotations, '[]') as annotations, f.name as file_upload,
          coalesce(begun.drafts, '[]') as drafts, coalesce(said.predictions, '[]') as predictions, u.data, t.meta,
          t.created_at, t.updated_at, t.allow_skip, t.inner_id, t.overlap, t.total_annotations,
          t.cancelled_annotations, t.total_predictions, t.comment_count, t.unresolved_comment_count,
          t.last_comment_updated_at, t.project_id as project, t.updated_by, t.is_labeled, t.reviewed, t.status, t.state
        from w t join data_unit u on u.id = t.data_unit_id
        left join upload f on f.id = u.upload_id left join work on work.task = t.id
        left join said on said.task_id = t.id left join begun on begun.task_id = t.id)
      select found.id, row_to_json(found) from found order by found.id"""


def people(db: Connection, organization_id: int) -> Mapping[int, str]:
    """E-mail addresses by id of everybody who is or was in an organization."""
    found: dict[int, str] | None = value(
        db,
        """select json_object_agg(a.id, a.email) from membership m join account a on a.id = m.account_id
           where m.organization_id = %s""",
        (organization_id,),
    )
    return {int(number): email for number, email in (found or {}).items()}


# ---------------------------------------------------------------- exports


@dataclass(frozen=True, slots=True)
class ExportRow:
    """An export. `path` is its JSON; other formats are conversions of that."""

    id: int
    project_id: int
    title: str
    status: str
    format: str
    options: dict[str, Any]
    error: str
    progress: int
    total: int | None
    path: str | None
    size: int | None
    md5: str | None
    created_by: int | None
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """An export in a further format."""

    id: int
    export_id: int
    format: str
    status: str
    error: str
    path: str | None


EXPORT, CONVERSION = columns(ExportRow), columns(ConversionRow)


def insert(
    db: Connection, project_id: int, *, title: str, format: str, options: Mapping[str, Any], total: int, by: int
) -> int:
    """Notes that somebody wants an export."""
    return int(
        value(
            db,
            """insert into export_run (project_id, title, format, options, total, created_by)
               values (%s, %s, %s, %s, %s, %s) returning id""",
            (project_id, title, format, json(options), total, by),
        )
    )


def get(db: Connection, export_id: int) -> ExportRow | None:
    """One export."""
    return one(
        db,
        ExportRow,
        f"""select {EXPORT} from export_run where id = %s""",
        (export_id,),
    )


def of_project(db: Connection, project_id: int) -> list[ExportRow]:
    """The exports of a project, newest first."""
    return many(
        db,
        ExportRow,
        f"""select {EXPORT} from export_run where project_id = %s order by id desc""",
        (project_id,),
    )


def set_progress(db: Connection, export_id: int, progress: int, total: int) -> None:
    """How many tasks are written."""
    run(
        db,
        "update export_run set status = 'in_progress', progress = %s, total = %s where id = %s",
        (progress, total, export_id),
    )


def complete(db: Connection, export_id: int, *, tasks: int, path: str, size: int, md5: str) -> bool:
    """Notes that an export is written; says whether it still exists."""
    return (
        run(
            db,
            """update export_run set status = 'completed', progress = %s, total = %s, path = %s, size = %s, md5 = %s,
                 error = '', finished_at = clock_timestamp() where id = %s""",
            (tasks, tasks, path, size, md5, export_id),
        )
        > 0
    )


def fail(db: Connection, export_id: int, error: str) -> None:
    """Notes why an export could not be written."""
    run(
        db,
        """update export_run set status = 'failed', error = %s, finished_at = clock_timestamp()
           where id = %s and status <> 'completed'""",
        (error, export_id),
    )


def delete(db: Connection, export_id: int) -> list[str]:
    """Forgets an export; returns the paths of its files."""
    return values(
        db,
        """with c as (delete from export_conversion where export_id = %(id)s returning path),
             e as (delete from export_run where id = %(id)s returning path)
           select path from c where path is not null union all select path from e where path is not null""",
        {"id": export_id},
    )


def want_conversion(db: Connection, export_id: int, format: str) -> ConversionRow:
    """The conversion of an export into a format; made, or begun anew after it failed."""
    found = one(
        db,
        ConversionRow,
        f"""insert into export_conversion (export_id, format) values (%s, %s)
           on conflict (export_id, format) do update set error = '', status = case when export_conversion.status
             = 'failed' then 'created' else export_conversion.status end
           returning {CONVERSION}""",
        (export_id, format),
    )
    assert found is not None
    return found


def conversion(db: Connection, conversion_id: int) -> ConversionRow | None:
    """One conversion."""
    return one(
        db,
        ConversionRow,
        f"""select {CONVERSION} from export_conversion where id = %s""",
        (conversion_id,),
    )


def conversions(db: Connection, export_ids: Sequence[int]) -> list[ConversionRow]:
    """The conversions of some exports."""
    return many(
        db,
        ConversionRow,
        f"""select {CONVERSION} from export_conversion where export_id = any(%s) order by id""",
        (list(export_ids),),
    )


def set_conversion(db: Connection, conversion_id: int, status: str, *, path: str | None = None, error: str = "") -> int:
    """Moves a conversion to its next state; says how many rows that were."""
    return run(
        db,
        "update export_conversion set status = %s, path = coalesce(%s, path), error = %s where id = %s",
        (status, path, error, conversion_id),
    )


def set_size(db: Connection, export_id: int, size: int) -> None:
    """The size of an export in the format that was asked for."""
    run(db, "update export_run set size = %s where id = %s", (size, export_id))
