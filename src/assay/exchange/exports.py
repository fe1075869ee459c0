"""The verbs of exporting: stream a project, keep an export, convert it, throw it away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

import orjson

from assay.access.actor import ProjectAccess
from assay.annotations.rules.instances import entries_of
from assay.datamanager import displayed
from assay.datamanager.queries import lists
from assay.exchange import export_queries as queries
from assay.exchange.export_filters import Extent, Narrowed, Wanted, extent_of, wanted
from assay.exchange.export_queries import TASKS_AT_ONCE, ConversionRow, ExportRow
from assay.exchange.formats.catalogue import FORMATS, ExportFormat
from assay.exchange.formats.layout import Layout
from assay.exchange.reading import NOTHING
from assay.history.service import record
from assay.kit.db import Connection, Database
from assay.kit.errors import AssayError, BadInput, NotThere
from assay.kit.storage import project_folder, storage, stored_name
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema
from assay.projects.rules.workflow import Workflow

SMALL_TASKS = 2000

JSON = "JSON"

Progress = Callable[[int, int], None]


def no_progress(_tasks: int, _total: int) -> None:
    """For exports that nobody watches."""


def pieces(
    db: Connection, choice: Wanted, extent: Extent, format: str, on_batch: Callable[[int], None]
) -> Iterator[bytes]:
    """An export in pieces of a thousand tasks; `on_batch` hears how many are in each.

    The connection should see one moment (`Database.snapshot`), so that the pieces fit together.
    """
    known = FORMATS[format]
    columns = queries.data_columns(db, choice) if known.needs_columns else []
    writer = known.writer(_layout(db, choice.project_id, columns))
    yield writer.begin()
    # The database works on the next tasks while these are written and sent.
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_batch, db, choice, extent, 0)
        while batch := coming.result():
            coming = ahead.submit(_batch, db, choice, extent, batch[-1][0])
            media = _media(db, known, [task_id for task_id, _ in batch])
            yield b"".join(writer.row(text, media.get(task_id)) for task_id, text in batch)
            on_batch(len(batch))
    yield from writer.end()


def _batch(db: Connection, choice: Wanted, extent: Extent, after: int) -> list[tuple[int, bytes]]:
    """The next tasks. Of accepted work what was rejected for good is left out, where single instances are judged."""
    batch = queries.batch(db, choice, extent, after)
    if not choice.accepted_only:
        return batch
    rejected = queries.rejected_instances(db, [task_id for task_id, _ in batch])
    return [(task_id, _without(text, rejected[task_id]) if task_id in rejected else text) for task_id, text in batch]


def _without(text: bytes, rejected: Mapping[int, frozenset[str]]) -> bytes:
    task = orjson.loads(text)
    for annotation in task["annotations"]:
        if keys := rejected.get(annotation["id"]):
            annotation["result"] = _others(annotation["result"], keys)
            annotation["result_count"] = len({entry.get("id") for entry in annotation["result"]})
    return orjson.dumps(task)


def _others(result: Sequence[dict[str, Any]], keys: frozenset[str]) -> list[dict[str, Any]]:
    return entries_of(result, lambda key: key not in keys)


def streamed(database: Database, choice: Wanted, format: str) -> Iterator[bytes]:
    """A whole export as it is read, with everything in full."""
    with database.snapshot() as db:
        yield from pieces(db, choice, Extent(), format, lambda _: None)


def _media(db: Connection, known: ExportFormat, task_ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    return queries.media_of(db, task_ids) if known.needs_media else {}


def _layout(db: Connection, project_id: int, found: Sequence[str]) -> Layout:
    """The columns of a table: what the configuration shows comes first, then the rest of the data."""
    schema = schema_of(db, project_id)
    shown = [name for name in schema.fields if name in found]
    return Layout([*shown, *(name for name in found if name not in shown)], schema)


def schema_of(db: Connection, project_id: int) -> Schema:
    """The labeling configuration of a project, an empty one where there is none."""
    workflow = projects.workflow(db, project_id)
    version = None if workflow is None else workflow.ontology_version_id
    return NOTHING if version is None else projects.schema(db, version)


# ---------------------------------------------------------------- kept exports


def begin(
    db: Connection,
    workflow: Workflow,
    *,
    title: str,
    format: str,
    options: Mapping[str, Any],
    actor_id: int,
) -> int:
    """Notes an export that is to be written, and who wanted it. Its `total` tells whether it is a small one."""
    total, _ = queries.count(db, chosen(db, workflow.project_id, options, actor_id))
    export_id = queries.insert(
        db, workflow.project_id, title=title, format=format, options=options, total=total, by=actor_id
    )
    record(
        db,
        "export.created",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=actor_id,
        payload={"export": export_id, "format": format, "tasks": total, "filters": dict(options)},
    )
    return export_id


def narrowed(db: Connection, project: ProjectAccess, account_id: int, options: Mapping[str, Any]) -> dict[str, Any]:
    """The choices of an export with the conditions of its tab as they are now, so that a change of the tab is none of
    the export. Raises what a list raises: nobody learns by an export what they may not see."""
    tasks = options.get("task_filter_options") or {}
    view, filters = tasks.get("view"), tasks.get("filters")
    if view is None and not filters:
        return dict(options)
    if view is not None and filters:
        raise BadInput.field("task_filter_options.filters", "stand beside a view.", "Give one of the two.")
    return {**options, "conditions": displayed.conditions_of(db, project, account_id, view, filters)}


def chosen(db: Connection, project_id: int, options: Mapping[str, Any], account_id: int | None) -> Wanted:
    """What the choices of an export choose, with `conditions` only of the tasks that fulfil them now."""
    conditions, among = options.get("conditions"), None
    if conditions:
        kept = displayed.kept(db, project_id, schema_of(db, project_id), account_id or 0, conditions)
        among = Narrowed(*lists.condition(db, kept))
    tasks, annotations = options.get("task_filter_options"), options.get("annotation_filter_options")
    return wanted(project_id, tasks, annotations, narrowed=among)


def run(database: Database, db: Connection, export_id: int, progress: Progress = no_progress) -> None:
    """Writes an export as it stands now, first as JSON and then in the format that was asked for.

    What is read is seen as of one moment; the file is there whole or not at all. An export that was deleted meanwhile
    leaves nothing behind, and one that is written already is left alone.
    """
    row = queries.get(db, export_id)
    if row is None or row.status == "completed":
        return
    path = f"{project_folder(row.project_id)}/exports/{stored_name('', '.json')}"
    seen = _Seen()
    with database.snapshot() as reading:
        choice = chosen(reading, row.project_id, row.options, row.created_by)
        total, _ = queries.count(reading, choice)
        progress(0, total)

        def note(tasks: int) -> None:
            seen.tasks += tasks
            progress(seen.tasks, total)

        extent = extent_of(row.options.get("serialization_options"))
        storage().put(path, seen.through(pieces(reading, choice, extent, JSON, note)))
    done = queries.complete(db, export_id, tasks=seen.tasks, path=path, size=seen.size, md5=seen.digest.hexdigest())
    if not done:
        storage().delete(path)
    elif row.format != JSON:
        conversion = queries.want_conversion(db, export_id, row.format)
        queries.set_size(db, export_id, run_conversion(db, conversion.id))


class _Seen:
    """What is learnt of an export while it is written."""

    def __init__(self) -> None:
        self.tasks = 0
        self.size = 0
        self.digest = hashlib.md5(usedforsecurity=False)

    def through(self, content: Iterable[bytes]) -> Iterator[bytes]:
        for piece in content:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


def note_progress(db: Connection, export_id: int, tasks: int, total: int) -> None:
    """Tells how far an export is."""
    queries.set_progress(db, export_id, tasks, total)


def fail(db: Connection, export_id: int, error: str) -> None:
    """Notes why an export could not be written."""
    queries.fail(db, export_id, error)


def convert(db: Connection, row: ExportRow, format: str) -> ConversionRow:
    """The conversion of a finished export into a format, to be written by `run_conversion`."""
    if row.status != "completed":
        raise AssayError("This export is not written yet.", code="not_ready")
    return queries.want_conversion(db, row.id, format)


def run_conversion(db: Connection, conversion_id: int, stay: Callable[[], None] = lambda: None) -> int:
    """Writes a finished export in a further format and returns the bytes of it."""
    conversion = queries.conversion(db, conversion_id)
    row = None if conversion is None else queries.get(db, conversion.export_id)
    if conversion is None or row is None or row.path is None:
        return 0
    if conversion.status == "completed" and conversion.path is not None:
        return storage().size(conversion.path)
    known = FORMATS[conversion.format]
    path = f"{project_folder(row.project_id)}/exports/{stored_name('', f'.{known.extension}')}"
    storage().put(path, _converted(db, row, conversion.format, stay))
    if not queries.set_conversion(db, conversion_id, "completed", path=path):
        storage().delete(path)
        return 0
    return storage().size(path)


def _converted(db: Connection, row: ExportRow, format: str, stay: Callable[[], None]) -> Iterator[bytes]:
    assert row.path is not None
    known = FORMATS[format]
    columns: dict[str, None] = {}
    for text in _tasks_in(row.path) if known.needs_columns else ():
        columns.update(dict.fromkeys(orjson.loads(text)["data"]))
    workflow = projects.workflow(db, row.project_id)
    emails = {} if workflow is None else queries.people(db, workflow.organization_id)
    writer = known.writer(_layout(db, row.project_id, sorted(columns)))
    yield writer.begin()
    texts = _tasks_in(row.path)
    while batch := [orjson.loads(text) for text in islice(texts, TASKS_AT_ONCE)]:
        stay()
        media = _media(db, known, [task["id"] for task in batch])
        yield b"".join(writer.row(_with_emails(task, emails), media.get(task["id"])) for task in batch)
    yield from writer.end()


def _with_emails(task: dict[str, Any], emails: Mapping[int, str]) -> dict[str, Any]:
    """Names the people whom the export has by number only, as tables do."""
    for annotation in task["annotations"]:
        author = annotation["completed_by"]
        if isinstance(author, int) and author in emails:
            annotation["completed_by"] = {"id": author, "email": emails[author]}
    return task


def _tasks_in(path: str) -> Iterator[bytes]:
    """The tasks of a kept export, each as JSON: its writer puts one on each line, and JSON has no raw line end."""
    rest = b""
    for piece in storage().stream(path):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if line not in (b"[", b"]", b""):
                yield line.removesuffix(b",")


def fail_conversion(db: Connection, conversion_id: int, error: str) -> None:
    """Notes why an export could not be converted."""
    queries.set_conversion(db, conversion_id, "failed", error=error)


def file_of(db: Connection, row: ExportRow, format: str) -> str:
    """The path of an export's file in a format. Raises NotThere when it was not made."""
    if row.status != "completed" or row.path is None:
        raise NotThere("This export is not written yet.", code="not_ready")
    if format == JSON:
        return row.path
    made = next((c for c in queries.conversions(db, [row.id]) if c.format == format), None)
    if made is None or made.status != "completed" or made.path is None:
        raise NotThere(f"This export was not converted to {format}; ask for that first.", code="not_converted")
    return made.path
