"""The verbs of importing: check what was given, write it whole or not at all, throw it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import orjson

from assay.exchange import queries, uploads
from assay.exchange.formats.rows import Person, RowAnnotation, RowProblem
from assay.exchange.media import queries as media_queries
from assay.exchange.naming import in_order
from assay.exchange.queries import UploadRow
from assay.exchange.reading import Part, Reader, Report, Sound
from assay.exchange.shelf import Shelf
from assay.history.service import record
from assay.kit.db import Connection, now
from assay.kit.errors import AssayError, BadInput, NotThere, Problem
from assay.kit.storage import storage
from assay.projects import labels
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema
from assay.projects.rules.workflow import Workflow
from assay.queue import imported
from assay.queue.imported import Imported
from assay.tasks import ordering
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import NewTask
from assay.tasks.service import Adding

ROWS_AT_ONCE = 5000

# What the labels of other programs become.
PREDICTIONS, ANNOTATIONS = "predictions", "annotations"
SMALL_BYTES = 5_000_000
SMALL_FILES = 100

Progress = Callable[[int], None]


def no_progress(_rows: int) -> None:
    """For imports that nobody watches."""


@dataclass(frozen=True, slots=True)
class RowTrouble(Problem):
    """A problem with a row of a file; `row` is None when it is about the file as a whole."""

    file: str = ""
    row: int | None = None

    def as_json(self) -> dict[str, object]:
        return {**Problem.as_json(self), "file": self.file, "row": self.row}

    @classmethod
    def of(cls, found: RowProblem) -> RowTrouble:
        return cls(found.field, found.message, found.fix, file=found.file, row=found.row)


def refusal(problems: Sequence[RowProblem], bad: int) -> BadInput:
    """The error that names bad rows; nothing was imported."""
    first = problems[0]
    place = f"{first.file}, row {first.row}" if first.row is not None else first.file
    more = f" ({bad - 1:,} more rows are bad.)" if bad > 1 else ""
    detail = f"Nothing was imported. {place}: {first.field} {first.message}{more}"
    return BadInput(detail, problems=[RowTrouble.of(problem) for problem in problems], code="bad_rows")


@dataclass(frozen=True, slots=True)
class Files:
    """The stored files of an import."""

    uploads: Sequence[UploadRow]

    def __iter__(self) -> Iterator[Part]:
        """The files in the order in which they are read, opened one after the other."""
        for place in in_order([uploads.kind_of(upload) for upload in self.uploads]):
            yield from self._opened(self.uploads[place])

    def _opened(self, upload: UploadRow) -> Iterator[Part]:
        with storage().open(upload.path) as file:
            yield Part(upload.name, uploads.kind_of(upload), upload.size, file, upload.url, upload.path, upload.id)

    @property
    def names(self) -> list[tuple[str, str]]:
        """What people called the files, and their addresses."""
        return [(upload.name, upload.url) for upload in self.uploads]


@dataclass
class Written:
    """What an import has made."""

    report: Report
    workflow: Workflow
    task_ids: list[int] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        return len(self.task_ids), self.report.annotations, self.report.predictions


def write(
    db: Connection,
    project_id: int,
    parts: Files | Iterable[Part],
    *,
    actor_id: int,
    prediction_fields: Sequence[str] = (),
    labels_as: str = PREDICTIONS,
    skip_bad_rows: bool = False,
    on_progress: Progress = no_progress,
) -> Written:
    """Makes tasks of all rows, with their annotations and predictions. Raises BadInput naming the rows that are bad.

    Every row is held against the labeling configuration before it is written; after the first bad one nothing more is
    written, only read, and the transaction is given up. With `skip_bad_rows` the others are kept, unless a file broke
    off in its middle.
    """
    task_queries.lock_project(db, project_id)
    workflow, schema = _project(db, project_id)
    reader = _reader(db, workflow, schema, parts, labels_as, prediction_fields)
    report = reader.report
    adding = Adding(db, workflow, actor_id=actor_id)
    works = _Works(db, workflow, actor_id)
    written = Written(report, workflow)
    rows = reader.read(parts)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        on_progress(report.rows)
        if report.cut_off or (report.bad and not skip_bad_rows):
            continue
        note_pictures(db, batch)
        new = [sound for sound in batch if sound.task_id is None]
        ids = adding.add([_task(sound) for sound in new])
        works.write(ids, new)
        works.attach([sound for sound in batch if sound.task_id is not None])
        written.task_ids += ids
    if report.cut_off or (report.bad and not (skip_bad_rows and report.good)):
        raise refusal([report.cut_off] if report.cut_off else report.problems, report.bad)
    adding.finish()
    works.finish()
    return written


def _project(db: Connection, project_id: int) -> tuple[Workflow, Schema | None]:
    workflow = projects.workflow(db, project_id)
    if workflow is None:
        raise NotThere("The project does not exist any more; nothing was imported.")
    version = workflow.ontology_version_id
    return workflow, None if version is None else labels.offered(db, project_id, projects.schema(db, version))


def _reader(
    db: Connection,
    workflow: Workflow,
    schema: Schema | None,
    parts: Files | Iterable[Part],
    labels_as: str,
    prediction_fields: Sequence[str] = (),
) -> Reader:
    names, found = (parts.names, parts.uploads) if isinstance(parts, Files) else ([], ())
    shelf = Shelf(db, workflow.project_id, found)
    as_annotations = labels_as == ANNOTATIONS
    return Reader(
        schema, prediction_fields, names, shelf, as_annotations=as_annotations, labelled_once=workflow.is_fifo
    )


def note_pictures(db: Connection, batch: Sequence[Sound]) -> None:
    """Keeps what was learnt of pictures when they were checked; other media are looked into by a job."""
    known = [
        (sound.upload_id, {**sound.facts, "probed": True})
        for sound in batch
        if sound.facts is not None and sound.upload_id is not None
    ]
    if known:
        media_queries.add_facts(db, known)


def _task(sound: Sound) -> NewTask:
    row = sound.row
    return NewTask(
        data=orjson.dumps(row.data),
        title=sound.title,
        meta=row.meta,
        overlap=row.overlap,
        allow_skip=row.allow_skip,
        upload_id=sound.upload_id,
        total_predictions=len(row.predictions),
    )


class _Works:
    """The annotations and predictions that come with the tasks, and whose they are."""

    def __init__(self, db: Connection, workflow: Workflow, actor_id: int) -> None:
        self._db = db
        self._workflow = workflow
        self._actor_id = actor_id
        self._at: datetime = now(db)
        self._moves: Counter[str] = Counter()
        people = queries.members(db, workflow.organization_id)
        self._ids = {person.id for person in people}
        self._by_email = {person.email: person.id for person in people}

    def write(self, task_ids: Sequence[int], batch: Sequence[Sound]) -> None:
        pairs = [(task_id, sound.row) for task_id, sound in zip(task_ids, batch, strict=True)]
        predictions = [
            (task_id, orjson.dumps(prediction.result).decode(), prediction.score, prediction.model_version)
            for task_id, row in pairs
            for prediction in row.predictions
        ]
        if predictions:
            queries.copy_predictions(self._db, self._workflow.project_id, predictions)
            ordering.predictions_changed(self._db, self._workflow, sorted({row[0] for row in predictions}))
        works = [self._work(task_id, annotation) for task_id, row in pairs for annotation in row.annotations]
        if works:
            self._moves.update(imported.take_in(self._db, self._workflow, works, actor_id=self._actor_id, at=self._at))
            ordering.truth_changed(self._db, self._workflow, sorted({w.task_id for w in works if w.ground_truth}))

    def attach(self, batch: Sequence[Sound]) -> None:
        """Gives predictions to tasks that are there already; those that are gone meanwhile get none."""
        wanted = {sound.task_id: sound.row.predictions for sound in batch if sound.task_id is not None}
        ids = queries.tasks_of(self._db, self._workflow.project_id, sorted(wanted)) if wanted else set()
        rows = [
            (task_id, orjson.dumps(said.result).decode(), said.score, said.model_version)
            for task_id in sorted(ids)
            for said in wanted[task_id]
        ]
        if rows:
            queries.copy_predictions(self._db, self._workflow.project_id, rows)
            ordering.predictions_changed(self._db, self._workflow, sorted(ids))
            queries.count_predictions(self._db, sorted(ids))
            self._moves["predictions"] += len(rows)

    def finish(self) -> None:
        """Moves the project's counters, once and last: people who hand in work wait for that row."""
        ordering.before_change(self._db, self._workflow)
        task_queries.tally(self._db, self._workflow.project_id, self._moves)

    def _work(self, task_id: int, annotation: RowAnnotation) -> Imported:
        author_id = self._person(annotation.completed_by)
        verdict = annotation.reviews[-1] if annotation.reviews else None
        reviewer_id = self._person(verdict.created_by) if verdict is not None and verdict.accepted else None
        return Imported(
            task_id=task_id,
            author_id=author_id,
            result=annotation.result,
            was_cancelled=annotation.was_cancelled,
            ground_truth=annotation.ground_truth is True,
            lead_time=annotation.lead_time,
            unique_id=annotation.unique_id,
            import_id=annotation.import_id,
            created_at=annotation.created_at,
            updated_at=annotation.updated_at,
            accepted_by=None if reviewer_id == author_id else reviewer_id,
        )

    def _person(self, named: Person | None) -> int:
        """A member of the organization; the importer for somebody unknown.

        An address says who it is; a number alone is believed only where no address is given, because numbers of another
        installation mean other people here.
        """
        if named is not None and named.email is not None:
            return self._by_email.get(named.email.strip().lower(), self._actor_id)
        return named.id if named is not None and named.id in self._ids else self._actor_id


def write_again(db: Connection, project_id: int, upload_ids: Sequence[int], *, actor_id: int) -> Written:
    """Imports stored files once more, in the place of the tasks that came from them, whose work is deleted with them.

    Raises BadInput for a file that the project does not have, or with a bad row; nothing is changed then.
    """
    found = queries.uploads(db, project_id, upload_ids)
    missing = sorted(set(upload_ids) - {upload.id for upload in found})
    if missing:
        named = ", ".join(map(str, missing[:5]))
        raise BadInput.field("file_upload_ids", f"are not all files of this project: {named}.", "Leave these out.")
    workflow, _ = _project(db, project_id)
    tasks.remove(db, workflow, queries.tasks_from(db, project_id, upload_ids), actor_id=actor_id)
    return write(db, project_id, Files(found), actor_id=actor_id)


# ---------------------------------------------------------------- imports in two steps


def is_small(found: Sequence[UploadRow]) -> bool:
    """Whether files are checked and imported while the person waits for the answer."""
    return len(found) <= SMALL_FILES and sum(upload.size for upload in found) <= SMALL_BYTES


def check(db: Connection, import_id: int, on_progress: Progress = no_progress) -> None:
    """Reads the files of an import, writes nothing of them, and notes what was found."""
    row = _import(db, import_id)
    if row.status != "checking" or row.project_id is None:
        return
    workflow, schema = _project(db, row.project_id)
    files = Files(_uploads(db, row))
    reader = _reader(db, workflow, schema, files, row.source.get("labels_as", PREDICTIONS))
    for refused in row.source.get("refused", []):
        reader.report.refuse([RowProblem(**refused)])
    rows = reader.read(files)
    while list(islice(rows, ROWS_AT_ONCE)):
        on_progress(reader.report.rows)
    report = reader.report
    queries.set_import(db, import_id, status="ready", report=report.as_json(), total=report.rows)


def begin(db: Connection, import_id: int, *, skip_bad_rows: bool) -> None:
    """From now on nobody else can start or discard this import. Raises AssayError when it is not ready."""
    row = _import(db, import_id, lock=True)
    if row.status != "ready":
        raise AssayError(f"This import is {row.status.replace('_', ' ')}, not ready.", code="not_ready")
    if row.report.get("bad") and not skip_bad_rows:
        raise BadInput(
            "Some rows are bad. Mend them and import again, or choose to skip them.",
            code="bad_rows",
            context={"bad": row.report["bad"]},
        )
    queries.set_import(db, import_id, status="in_progress", options={"skip_bad_rows": skip_bad_rows})


def commit(db: Connection, import_id: int, on_progress: Progress = no_progress) -> None:
    """Imports what was begun, in the caller's transaction. An import that is done already is left alone."""
    row = _import(db, import_id)
    if row.status != "in_progress" or row.project_id is None:
        return
    if row.created_by is None:
        raise NotThere("The person who started this import does not exist any more; nothing was imported.")
    found = _uploads(db, row)
    written = write(
        db,
        row.project_id,
        Files(found),
        actor_id=row.created_by,
        labels_as=row.source.get("labels_as", PREDICTIONS),
        skip_bad_rows=bool(row.options.get("skip_bad_rows")),
        on_progress=on_progress,
    )
    finish(db, import_id, written, [upload.name for upload in found], row.created_by)


def finish(db: Connection, import_id: int, written: Written, names: Sequence[str], actor_id: int | None) -> None:
    """Writes down what an import has made."""
    queries.set_import(db, import_id, status="completed", report=written.report.as_json(), counts=written.counts)
    tasks, annotations, predictions = written.counts
    record(
        db,
        "import.completed",
        organization_id=written.workflow.organization_id,
        project_id=written.workflow.project_id,
        actor_id=actor_id,
        payload={
            "import": import_id,
            "tasks": tasks,
            "annotations": annotations,
            "predictions": predictions,
            "skipped_rows": written.report.bad,
            "files": list(names[:20]),
        },
    )


def fail(db: Connection, import_id: int, error: str) -> None:
    """Notes why an import did not work; nothing of it was written."""
    row = queries.import_run(db, import_id)
    if row is not None and row.status in ("checking", "in_progress"):
        queries.set_import(db, import_id, status="failed", error=error)


def discard(db: Connection, import_id: int) -> list[str]:
    """Forgets an import; one that was not carried out takes its files along, whose paths are returned."""
    row = _import(db, import_id, lock=True)
    if row.status in ("checking", "in_progress"):
        raise AssayError("This import is at work; wait until it is done.", code="not_ready")
    queries.delete_import(db, import_id)
    return [] if row.status == "completed" else uploads.forget(db, _uploads(db, row))


def _import(db: Connection, import_id: int, *, lock: bool = False) -> queries.ImportRow:
    row = queries.import_run(db, import_id, lock=lock)
    if row is None:
        raise NotThere()
    return row


def _uploads(db: Connection, row: queries.ImportRow) -> list[UploadRow]:
    ids = row.source.get("uploads", [])
    if row.project_id is None:
        assert row.dataset_id is not None
        return queries.dataset_uploads(db, row.dataset_id, ids)
    return queries.uploads(db, row.project_id, ids)
