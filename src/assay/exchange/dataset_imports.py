"""Filling a dataset: the files and rows that a project could import become items, and tasks where it is attached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

import orjson

from assay.datasets import service as datasets
from assay.exchange import queries, uploads
from assay.exchange.imports import ROWS_AT_ONCE, Files, Progress, no_progress, note_pictures, refusal
from assay.exchange.queries import ImportRow, UploadRow
from assay.exchange.reading import Part, Reader, Report
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import NotThere
from assay.tasks.queries import NewTask


@dataclass
class Filled:
    """What was added: items, and how many tasks they became in each project."""

    report: Report
    unit_ids: list[int] = field(default_factory=list)
    tasks: dict[int, int] = field(default_factory=dict)

    @property
    def task_count(self) -> int:
        return sum(self.tasks.values())


@dataclass(frozen=True, slots=True)
class Grouping:
    """Whether all pictures that come together become one item, and what it is called."""

    is_group: bool = False
    title: str = ""


def write(
    db: Connection,
    organization_id: int,
    dataset_id: int,
    parts: Files | Iterable[Part],
    *,
    actor_id: int,
    grouping: Grouping = Grouping(),
    on_progress: Progress = no_progress,
) -> Filled:
    """Makes items of all rows, or of none: raises BadInput naming those that are bad.

    What a project that the dataset is attached to could not show is bad.
    """
    datasets.hold(db, organization_id, dataset_id)
    readings = datasets.readings(db, dataset_id)
    names = parts.names if isinstance(parts, Files) else []
    first = readings[0].schema if readings else None
    reader = Reader(first, (), names, None, also=readings[1:], data_only=True)
    filled = Filled(reader.report)
    rows = reader.group(parts, grouping.title) if grouping.is_group else reader.read(parts)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        on_progress(reader.report.rows)
        if reader.report.cut_off or reader.report.bad:
            continue
        note_pictures(db, batch)
        units = [NewTask(orjson.dumps(sound.row.data), sound.title, upload_id=sound.upload_id) for sound in batch]
        filled.unit_ids += datasets.add_units(db, dataset_id, units)
    if reader.report.cut_off or reader.report.bad:
        broken = [reader.report.cut_off] if reader.report.cut_off else reader.report.problems
        raise refusal(broken, reader.report.bad)
    filled.tasks = datasets.spread(db, dataset_id, filled.unit_ids, actor_id=actor_id)
    record(
        db,
        "dataset.units_added",
        organization_id=organization_id,
        actor_id=actor_id,
        payload={"dataset": dataset_id, "count": len(filled.unit_ids), "tasks": filled.task_count},
    )
    return filled


def begin(db: Connection, dataset_id: int, taken: list[UploadRow], grouping: Grouping, *, actor_id: int) -> int:
    """Notes what is being added; `commit` does it."""
    return queries.insert_import(
        db,
        None,
        dataset_id=dataset_id,
        status="in_progress",
        source={
            "uploads": [upload.id for upload in taken],
            "group": grouping.is_group,
            "title": grouping.title,
        },
        by=actor_id,
    )


def finish(db: Connection, import_id: int, filled: Filled) -> None:
    """Writes down what was made."""
    report = {**filled.report.as_json(), "tasks": filled.task_count}
    queries.set_import(db, import_id, status="completed", report=report, counts=(len(filled.unit_ids), 0, 0))


def commit(db: Connection, import_id: int, on_progress: Progress = no_progress) -> None:
    """Adds what was begun, in the caller's transaction; what is done already is left alone."""
    row = queries.import_run(db, import_id)
    if row is None or row.dataset_id is None or row.status != "in_progress":
        return
    organization_id = queries.organization_of_dataset(db, row.dataset_id)
    if row.created_by is None or organization_id is None:
        raise NotThere("The person or the dataset does not exist any more.")
    filled = write(
        db,
        organization_id,
        row.dataset_id,
        Files(_uploads(db, row)),
        actor_id=row.created_by,
        grouping=Grouping(bool(row.source.get("group")), str(row.source.get("title", ""))),
        on_progress=on_progress,
    )
    finish(db, import_id, filled)


def give_up(db: Connection, import_id: int, error: str) -> None:
    """Notes why nothing was added; the files go."""
    row = queries.import_run(db, import_id)
    if row is not None and row.dataset_id is not None and row.status == "in_progress":
        queries.set_import(db, import_id, status="failed", error=error)
        uploads.discard(uploads.forget(db, _uploads(db, row)))


def _uploads(db: Connection, row: ImportRow) -> list[UploadRow]:
    assert row.dataset_id is not None
    return queries.dataset_uploads(db, row.dataset_id, row.source.get("uploads", []))
