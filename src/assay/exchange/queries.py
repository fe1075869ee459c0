"""Reading and writing uploads, imports and predictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, columns, copy_rows, json, many, one, record, records, run, value, values

# ---------------------------------------------------------------- uploads


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A file that somebody gave, to a project or to a dataset.

    `name` is what they called it, `path` where it is in the storage.
    """

    id: int
    project_id: int | None
    dataset_id: int | None
    name: str
    path: str
    size: int
    sha256: str
    content_type: str
    facts: dict[str, Any]
    created_at: datetime

    @property
    def stored_name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def url(self) -> str:
        home = f"dataset/{self.dataset_id}" if self.project_id is None else f"upload/{self.project_id}"
        return f"/data/{home}/{self.stored_name}"

    @property
    def is_medium(self) -> bool:
        """A picture, a recording, a film or a PDF."""
        return self.content_type.startswith(("image/", "audio/", "video/")) or self.content_type == "application/pdf"


UPLOAD = columns(UploadRow)


def insert_upload(
    db: Connection,
    *,
    organization_id: int,
    project_id: int | None,
    dataset_id: int | None = None,
    name: str,
    path: str,
    size: int,
    sha256: str,
    content_type: str,
    facts: Mapping[str, Any],
    by: int,
) -> UploadRow:
    """Notes a stored file, which is a project's or a dataset's."""
    made = one(
        db,
        UploadRow,
        f"""insert into upload (organization_id, project_id, dataset_id, name, path, size, sha256, content_type, facts,
             created_by)
           values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning {UPLOAD}""",
        (organization_id, project_id, dataset_id, name, path, size, sha256, content_type, json(facts), by),
    )
    assert made is not None
    return made


def upload(db: Connection, upload_id: int) -> UploadRow | None:
    """One upload."""
    return one(
        db,
        UploadRow,
        f"""select {UPLOAD} from upload where id = %s""",
        (upload_id,),
    )


def upload_at(db: Connection, path: str) -> UploadRow | None:
    """The upload that is stored at a path."""
    return one(
        db,
        UploadRow,
        f"""select {UPLOAD} from upload where path = %s""",
        (path,),
    )


def uploads(db: Connection, project_id: int, ids: Sequence[int] | None = None) -> list[UploadRow]:
    """The uploads of a project, or some of them, in the order in which they came."""
    return many(
        db,
        UploadRow,
        f"""select {UPLOAD} from upload where project_id = %s and (%s::bigint[] is null or id = any(%s)) order by id""",
        (project_id, None if ids is None else list(ids), None if ids is None else list(ids)),
    )


def dataset_uploads(db: Connection, dataset_id: int, ids: Sequence[int]) -> list[UploadRow]:
    """Some uploads of a dataset, in the order in which they came."""
    return many(
        db,
        UploadRow,
        f"""select {UPLOAD} from upload where dataset_id = %s and id = any(%s) order by id""",
        (dataset_id, list(ids)),
    )


def organization_of_dataset(db: Connection, dataset_id: int) -> int | None:
    """Whose a dataset is."""
    found: int | None = value(db, "select organization_id from dataset where id = %s", (dataset_id,))
    return found


def tasks_from(db: Connection, project_id: int, upload_ids: Sequence[int]) -> list[int]:
    """The tasks that came from some files."""
    sql = """select t.id from task t join data_unit u on u.id = t.data_unit_id
             where t.project_id = %s and u.upload_id = any(%s) order by t.id"""
    return values(db, sql, (project_id, list(upload_ids)))


def used_uploads(db: Connection, ids: Sequence[int]) -> set[int]:
    """Those of some files that tasks show, or that are the instructions of a project."""
    sql = """
      select upload_id from data_unit_file where upload_id = any(%(ids)s)
      union select instructions_upload_id from project where instructions_upload_id = any(%(ids)s)
    """
    return set(values(db, sql, {"ids": list(ids)}))


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that a task shows, by one of the names that it can be called by."""

    called: str
    task_id: int
    field: str
    width: int | None
    height: int | None


def shown_pictures(db: Connection, project_id: int, names: Sequence[str]) -> dict[str, list[ShownPicture]]:
    """The tasks of a project that show pictures of these names: of an upload, or at the end of an address.

    A name may end in `.*` for any extension. Only fields with one picture count.
    """
    found = many(
        db,
        ShownPicture,
        """with named as (
             select t.id as task_id, d.key as field, coalesce(f.name, regexp_replace(
                 regexp_replace(d.value #>> '{}', '[?#].*$', ''), '^.*/', '')) as name, u.media->d.key as facts
             from task t join data_unit u on u.id = t.data_unit_id
             cross join lateral jsonb_each(u.data) d
             left join data_unit_file l on l.data_unit_id = u.id and l.field = d.key and l.place = 0
             left join upload f on f.id = l.upload_id
             where t.project_id = %(project)s and jsonb_typeof(d.value) = 'string'),
           called as (
             select name as called, * from named where name = any(%(names)s)
             union all
             select any_extension as called, named.* from named
             cross join lateral (select regexp_replace(name, '[.][^.]*$', '') || '.*' as any_extension) e
             where any_extension = any(%(names)s))
           select called, task_id, field, (facts->>'width')::int as width, (facts->>'height')::int as height
           from called order by task_id""",
        {"project": project_id, "names": list(names)},
    )
    by_name: dict[str, list[ShownPicture]] = {}
    for picture in found:
        by_name.setdefault(picture.called, []).append(picture)
    return by_name


def delete_uploads(db: Connection, ids: Sequence[int]) -> None:
    """Forgets uploads; their files are somebody else's matter."""
    run(db, "delete from upload where id = any(%s)", (list(ids),))


# ---------------------------------------------------------------- imports


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import into a project or into a dataset, checked or done."""

    id: int
    project_id: int | None
    dataset_id: int | None
    status: str
    source: dict[str, Any]
    options: dict[str, Any]
    report: dict[str, Any]
    error: str
    task_count: int
    annotation_count: int
    prediction_count: int
    progress: int
    total: int | None
    created_by: int | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


IMPORT = columns(ImportRow)


def insert_import(
    db: Connection,
    project_id: int | None,
    *,
    status: str,
    source: Mapping[str, Any],
    by: int,
    dataset_id: int | None = None,
) -> int:
    """Notes that somebody imports something into a project or a dataset; `source` names the uploads."""
    return int(
        value(
            db,
            """insert into import_run (project_id, dataset_id, status, source, created_by)
               values (%s, %s, %s, %s, %s) returning id""",
            (project_id, dataset_id, status, json(source), by),
        )
    )


def import_run(db: Connection, import_id: int, *, lock: bool = False) -> ImportRow | None:
    """One import; locked by whoever is about to change what it is."""
    if lock:
        return one(
            db,
            ImportRow,
            f"""select {IMPORT} from import_run where id = %s for no key update""",
            (import_id,),
        )
    return one(
        db,
        ImportRow,
        f"""select {IMPORT} from import_run where id = %s""",
        (import_id,),
    )


def set_import(
    db: Connection,
    import_id: int,
    *,
    status: str,
    report: Mapping[str, Any] | None = None,
    options: Mapping[str, Any] | None = None,
    error: str = "",
    total: int | None = None,
    counts: tuple[int, int, int] = (0, 0, 0),
) -> None:
    """Moves an import to its next state; `counts` are tasks, annotations and predictions. None leaves a fact."""
    run(
        db,
        """update import_run set status = %(status)s, report = coalesce(%(report)s, report), error = %(error)s,
             options = coalesce(%(options)s, options), total = coalesce(%(total)s, total),
             progress = case when %(status)s in ('completed', 'ready') then coalesce(%(total)s, total, 0) else 0 end,
             task_count = %(tasks)s, annotation_count = %(annotations)s, prediction_count = %(predictions)s,
             updated_at = clock_timestamp(),
             finished_at = case when %(status)s in ('completed', 'failed') then clock_timestamp() end
           where id = %(id)s""",
        {
            "id": import_id,
            "status": status,
            "report": None if report is None else json(report),
            "options": None if options is None else json(options),
            "error": error,
            "total": total,
            "tasks": counts[0],
            "annotations": counts[1],
            "predictions": counts[2],
        },
    )


def note_import_progress(db: Connection, import_id: int, progress: int) -> None:
    """How many rows are done."""
    run(db, "update import_run set progress = %s, updated_at = now() where id = %s", (progress, import_id))


def delete_import(db: Connection, import_id: int) -> None:
    """Forgets an import."""
    run(db, "delete from import_run where id = %s", (import_id,))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to whom imported work can belong."""

    id: int
    email: str


def members(db: Connection, organization_id: int) -> list[Member]:
    """Everybody who is or was a member of an organization."""
    return many(
        db,
        Member,
        """select a.id, lower(a.email) as email from membership m join account a on a.id = m.account_id
           where m.organization_id = %s""",
        (organization_id,),
    )


# ---------------------------------------------------------------- predictions

PREDICTION = """id, task_id as task, project_id as project, result, score, model_version, cluster, neighbors,
mislabeling, created_at, updated_at"""

NewPrediction = tuple[int, str, float | None, str]


def copy_predictions(db: Connection, project_id: int, rows: Iterable[NewPrediction]) -> None:
    """Copies predictions in: task, result as JSON text, score, model version."""
    copy_rows(
        db,
        "prediction (project_id, task_id, result, score, model_version)",
        ((project_id, *row) for row in rows),
    )


def insert_prediction(db: Connection, project_id: int, task_id: int, given: Mapping[str, Any]) -> int:
    """One more prediction for a task."""
    return int(
        value(
            db,
            """insert into prediction (project_id, task_id, result, score, model_version, cluster, neighbors,
                 mislabeling)
               values (%(project)s, %(task)s, %(result)s, %(score)s, %(version)s, %(cluster)s, %(neighbors)s,
                 %(mislabeling)s) returning id""",
            {
                "project": project_id,
                "task": task_id,
                "result": json(given["result"]),
                "score": given.get("score"),
                "version": given.get("model_version") or "",
                "cluster": given.get("cluster"),
                "neighbors": None if given.get("neighbors") is None else json(given["neighbors"]),
                "mislabeling": given.get("mislabeling") or 0.0,
            },
        )
    )


def change_prediction(db: Connection, prediction_id: int, given: Mapping[str, Any]) -> None:
    """Writes the facts of a prediction that are given."""
    run(
        db,
        """update prediction set result = coalesce(%(result)s, result), score = coalesce(%(score)s, score),
             model_version = coalesce(%(version)s, model_version), cluster = coalesce(%(cluster)s, cluster),
             neighbors = coalesce(%(neighbors)s, neighbors), mislabeling = coalesce(%(mislabeling)s, mislabeling),
             updated_at = now() where id = %(id)s""",
        {
            "id": prediction_id,
            "result": None if given.get("result") is None else json(given["result"]),
            "score": given.get("score"),
            "version": given.get("model_version"),
            "cluster": given.get("cluster"),
            "neighbors": None if given.get("neighbors") is None else json(given["neighbors"]),
            "mislabeling": given.get("mislabeling"),
        },
    )


def prediction(db: Connection, prediction_id: int) -> dict[str, Any] | None:
    """One prediction, in the shape of the API."""
    return record(
        db,
        f"""select {PREDICTION} from prediction where id = %s""",
        (prediction_id,),
    )


def predictions(db: Connection, project_id: int, task_id: int | None) -> list[dict[str, Any]]:
    """The predictions of a task, or of a whole project, in the shape of the API."""
    return records(
        db,
        f"""select {PREDICTION} from prediction
           where project_id = %s and (%s::bigint is null or task_id = %s) order by id""",
        (project_id, task_id, task_id),
    )


def delete_prediction(db: Connection, prediction_id: int) -> None:
    """Deletes a prediction."""
    run(db, "delete from prediction where id = %s", (prediction_id,))


def count_predictions(db: Connection, task_ids: Sequence[int]) -> None:
    """Brings the numbers of predictions on some tasks in line; the caller holds their locks or has just made them."""
    run(
        db,
        """update task t set total_predictions = (select count(*) from prediction p where p.task_id = t.id)
           where t.id = any(%s)""",
        (list(task_ids),),
    )


def tasks_of(db: Connection, project_id: int, task_ids: Sequence[int]) -> set[int]:
    """Those of some ids that are tasks of a project, locked in the order of their ids."""
    return set(
        values(
            db,
            "select id from task where project_id = %s and id = any(%s) order by id for no key update",
            (project_id, list(task_ids)),
        )
    )


def model_versions(db: Connection, project_id: int) -> dict[str, int]:
    """How many predictions there are of each model version."""
    found = records(
        db,
        "select model_version, count(*) as times from prediction where project_id = %s group by 1 order by 1",
        (project_id,),
    )
    return {row["model_version"]: row["times"] for row in found}
