"""Writes exports, task by task, in constant memory: Label Studio's JSON, and tables.

A task has the shape of Label Studio's export: `{id, data, annotations: [{id, completed_by, result, ...}], ...}`. Any
value in it, and a whole task, may also be JSON text as `bytes`, straight from the database: the full format copies it
without looking, the others parse it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import orjson

from assay.exchange.formats.drawings import Media
from assay.exchange.formats.exported import ExportedTask, loaded

# The keys that JSON_MIN and the tables add to the data of a task, in this order around the names of the controls.
_BEFORE = ("id",)
_AFTER = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time")

# Where an answer without a place stands in its value: it is written bare.
_SAID = {"choices": "choices", "textarea": "text"}


class Writer(Protocol):
    """Turns tasks into the bytes of a file: `begin`, then `row` for each task, then `end`.

    `media` are the facts that were found of the task's files when it was imported.
    """

    def begin(self) -> bytes: ...

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes: ...

    def end(self) -> Iterable[bytes]: ...


class _JsonList:
    """The frame of a JSON list, and the commas in it."""

    def __init__(self) -> None:
        self._separator = b"\n"

    def begin(self) -> bytes:
        return b"["

    def end(self) -> Iterable[bytes]:
        return [b"\n]\n"]

    def _element(self, text: bytes) -> bytes:
        separator, self._separator = self._separator, b",\n"
        return separator + text


class LabelStudioJson(_JsonList):
    """A list of whole tasks, as Label Studio imports and exports them."""

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
        return self._element(task if isinstance(task, bytes) else _dumps(task))


class JsonMin(_JsonList):
    """A list with one flat object for each annotation that was not skipped, results reduced to their answers."""

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
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

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
        lines = []
        for record in flat_records(task, self._controls):
            cells = [""] * len(self._places)
            for name, value in record.items():
                cells[self._places[name]] = _cell(value)
            lines.append(str(self._line(cells)))
        return "".join(lines).encode()

    def end(self) -> Iterable[bytes]:
        return []


class _Echo:
    """A file for csv to write to that hands each line back, which `writerow` then returns."""

    def write(self, line: str) -> str:
        return line


def flat_records(task: ExportedTask, controls: frozenset[str] | None = None) -> Iterator[dict[str, Any]]:
    """JSON_MIN's objects for one task, the latest annotation first; one without answers for a task never annotated.

    The layout is that of Label Studio's converter. Where a key of the data would hide one of the others it is kept as
    `_data_<key>`. `controls` limits the answers to these names.
    """
    known = loaded(task)
    annotations = [loaded(annotation) for annotation in loaded(known.get("annotations")) or []]
    counting = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    counting.sort(key=lambda annotation: str(annotation.get("created_at") or ""), reverse=True)
    for annotation in counting if annotations else [{}]:
        answers = _answers(loaded(annotation.get("result")) or [], controls)
        taken = {*_BEFORE, *(answers if controls is None else controls), *_AFTER}
        yield {
            **{_data_key(name, taken): value for name, value in loaded(known["data"]).items()},
            "id": known["id"],
            **answers,
            "annotator": _annotator(loaded(annotation.get("completed_by"))),
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


def _dumps(value: object) -> bytes:
    return orjson.dumps(value, default=_json_text, option=orjson.OPT_UTC_Z)


def _json_text(value: object) -> orjson.Fragment:
    if isinstance(value, bytes):
        return orjson.Fragment(value)
    raise TypeError(f"{type(value).__name__} cannot be exported")
