"""Writes exports, task by task, in constant memory.

A task has the shape of Label Studio's export: `{id, data, annotations: [{id, completed_by, result, ...}], ...}`. Any
value in it, and a whole task, may also be JSON text as `bytes`, straight from the database: the full format copies it
without looking, the others parse it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

ExportedTask = Mapping[str, Any] | bytes

# The keys that JSON_MIN and the tables add to the data of a task, in this order around the names of the controls.
_BEFORE = ("id",)
_AFTER = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time")

# Where an answer without a place stands in its value: it is written bare.
_SAID = {"choices": "choices", "textarea": "text"}


class Writer(Protocol):
    """Turns tasks into the bytes of a file: `begin`, then `row` for each task, then `end`."""

    def begin(self) -> bytes: ...

    def row(self, task: ExportedTask) -> bytes: ...

    def end(self) -> bytes: ...


class _JsonList:
    """The frame of a JSON list, and the commas in it."""

    def __init__(self) -> None:
        self._separator = b"\n"

    def begin(self) -> bytes:
        return b"["

    def end(self) -> bytes:
        return b"\n]\n"

    def _element(self, text: bytes) -> bytes:
        separator, self._separator = self._separator, b",\n"
        return separator + text


class LabelStudioJson(_JsonList):
    """A list of whole tasks, as Label Studio imports and exports them."""

    def row(self, task: ExportedTask) -> bytes:
        return self._element(task if isinstance(task, bytes) else _dumps(task))


class JsonMin(_JsonList):
    """A list with one flat object for each annotation that was not skipped, results reduced to their answers."""

    def row(self, task: ExportedTask) -> bytes:
        return b"".join(self._element(_dumps(record)) for record in flat_records(task))


class Table:
    """One line for each annotation that was not skipped: the keys of JSON_MIN as columns, nested values as JSON.

    A table needs its columns before its first line, so `data_columns` must hold every key of the data of every task
    (KeyError otherwise) and `controls` every control that can be in a result.
    """

    def __init__(self, data_columns: Sequence[str], controls: Sequence[str], delimiter: str) -> None:
        taken = {*_BEFORE, *controls, *_AFTER}
        columns = [*(_data_key(name, taken) for name in data_columns), *_BEFORE, *controls, *_AFTER]
        self._controls = frozenset(controls)
        self._places = {name: place for place, name in enumerate(dict.fromkeys(columns))}
        self._line = csv.writer(_Echo(), delimiter=delimiter).writerow

    def begin(self) -> bytes:
        return str(self._line(self._places)).encode()

    def row(self, task: ExportedTask) -> bytes:
        lines = []
        for record in flat_records(task, self._controls):
            cells = [""] * len(self._places)
            for name, value in record.items():
                cells[self._places[name]] = _cell(value)
            lines.append(str(self._line(cells)))
        return "".join(lines).encode()

    def end(self) -> bytes:
        return b""


class _Echo:
    """A file for csv to write to that hands each line back, which `writerow` then returns."""

    def write(self, line: str) -> str:
        return line


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that people can choose. `writer` takes the columns of the data and the names of the controls."""

    name: str
    title: str
    description: str
    extension: str
    media_type: str
    writer: Callable[[Sequence[str], Sequence[str]], Writer]


FORMATS: Mapping[str, ExportFormat] = {
    chosen.name: chosen
    for chosen in (
        ExportFormat(
            "JSON",
            "JSON",
            "Whole tasks with all annotations and reviews; can be imported again here or in Label Studio.",
            "json",
            "application/json",
            lambda _data_columns, _controls: LabelStudioJson(),
        ),
        ExportFormat(
            "JSON_MIN",
            "JSON-MIN",
            "One flat object for each annotation, with the data and the answers.",
            "json",
            "application/json",
            lambda _data_columns, _controls: JsonMin(),
        ),
        ExportFormat(
            "CSV",
            "CSV",
            "A table with one line for each annotation; regions are JSON in their cell.",
            "csv",
            "text/csv",
            lambda data_columns, controls: Table(data_columns, controls, ","),
        ),
        ExportFormat(
            "TSV",
            "TSV",
            "The same table with tabs between the cells.",
            "tsv",
            "text/tab-separated-values",
            lambda data_columns, controls: Table(data_columns, controls, "\t"),
        ),
    )
}


def flat_records(task: ExportedTask, controls: frozenset[str] | None = None) -> Iterator[dict[str, Any]]:
    """JSON_MIN's objects for one task, the latest annotation first; one without answers for a task never annotated.

    The layout is that of Label Studio's converter. Where a key of the data would hide one of the others it is kept as
    `_data_<key>`. `controls` limits the answers to these names.
    """
    whole = _loaded(task)
    annotations = [_loaded(annotation) for annotation in _loaded(whole.get("annotations")) or []]
    counting = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    counting.sort(key=lambda annotation: str(annotation.get("created_at") or ""), reverse=True)
    for annotation in counting if annotations else [{}]:
        answers = _answers(_loaded(annotation.get("result")) or [], controls)
        taken = {*_BEFORE, *(answers if controls is None else controls), *_AFTER}
        yield {
            **{_data_key(name, taken): value for name, value in _loaded(whole["data"]).items()},
            "id": whole["id"],
            **answers,
            "annotator": _annotator(_loaded(annotation.get("completed_by"))),
            "annotation_id": annotation.get("id"),
            "created_at": annotation.get("created_at"),
            "updated_at": annotation.get("updated_at"),
            "lead_time": annotation.get("lead_time"),
        }


def _answers(result: Sequence[Mapping[str, Any]], controls: frozenset[str] | None) -> dict[str, Any]:
    grouped: dict[str, list[Any]] = {}
    bare: set[str] = set()
    for entry in result:
        name, value = entry.get("from_name"), entry.get("value")
        if not isinstance(name, str) or not isinstance(value, dict) or not (controls is None or name in controls):
            continue
        answers = grouped.setdefault(name, [])
        said = value.get(_SAID.get(str(entry.get("type")), ""))
        if isinstance(said, list):
            bare.add(name)
        if isinstance(said, list) and len(said) == 1:
            answers.append(said[0])
        else:
            size = {key: entry[key] for key in ("original_width", "original_height") if key in entry}
            answers.append({**value, **size})
    return {name: answers[0] if name in bare and len(answers) == 1 else answers for name, answers in grouped.items()}


def _data_key(name: str, taken: set[str]) -> str:
    return f"_data_{name}" if name in taken else name


def _annotator(completed_by: object) -> object:
    return completed_by.get("email") if isinstance(completed_by, Mapping) else completed_by


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    text = _dumps(value)
    return str(orjson.loads(text)) if text.startswith(b'"') else text.decode()  # a date is a string in JSON


def _loaded(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, bytes) else value


def _dumps(value: object) -> bytes:
    return orjson.dumps(value, default=_json_text, option=orjson.OPT_UTC_Z)


def _json_text(value: object) -> orjson.Fragment:
    if isinstance(value, bytes):
        return orjson.Fragment(value)
    raise TypeError(f"{type(value).__name__} cannot be exported")
