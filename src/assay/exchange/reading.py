"""From stored files to the rows that a project can take, each held against its labeling configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

import orjson

from assay.datasets.service import Reading
from assay.exchange.formats.readers import read
from assay.exchange.formats.rows import Result, Row, RowProblem
from assay.exchange.formats.sniffing import MEDIA, WORDS, FileKind
from assay.exchange.formats.tasks import normalise, predictions_from_fields
from assay.exchange.labels import Labelled, Placing, Read, labels_in
from assay.exchange.media.probing import look_at_picture
from assay.exchange.naming import (
    GROUP_FIELD,
    SHOWN,
    TEXT_FIELD,
    TEXT_TAG,
    Names,
    field_for,
    listed,
    natural,
    series_field,
)
from assay.exchange.shelf import Shelf
from assay.kit.errors import Problem
from assay.projects.rules.labeling import Schema, check_data, check_result
from assay.tasks.service import title_of

MAX_PROBLEMS = 100
MAX_OVERLAP = 500

# JSON up to this size is parsed at once, which is several times faster than one task after the other.
AT_ONCE = 64_000_000
# orjson makes a rounded number of a longer integer, where the careful reader refuses it.
_LONG_INTEGER = re.compile(rb"[0-9]{19}")

# The first line of a table is looked for in so much of it.
HEADER = 65_536

NOTHING = Schema((), ())

WITHOUT_WORK = "A dataset holds data alone: import labels in a project that it is attached to."


@dataclass(frozen=True, slots=True)
class Part:
    """A file of an import. `url`, `path` and `upload_id` are those of a stored one."""

    name: str
    kind: FileKind
    size: int
    file: BinaryIO
    url: str = ""
    path: str = ""
    upload_id: int | None = None


@dataclass
class Report:
    """What a check has found. `good` rows can be imported."""

    rows: int = 0
    good: int = 0
    bad: int = 0
    annotations: int = 0
    predictions: int = 0
    attached: int = 0  # good rows that go to tasks which are there already
    columns: dict[str, None] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    cut_off: RowProblem | None = None  # a file broke off in its middle: what follows is not known

    def accept(self, row: Row) -> None:
        self.rows += 1
        self.good += 1
        self.annotations += len(row.annotations)
        self.predictions += len(row.predictions)
        if not row.data.keys() <= self.columns.keys():
            self.columns.update(dict.fromkeys(row.data))

    def refuse(self, problems: Sequence[RowProblem]) -> None:
        self.rows += 1
        self.bad += 1
        self.problems.extend(problems[: MAX_PROBLEMS - len(self.problems)])

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "good": 0 if self.cut_off else self.good,
            "bad": self.bad,
            "columns": list(self.columns),
            "found_formats": self.formats,
            "problems": [
                {"file": p.file, "row": p.row, "field": p.field, "message": p.message, "fix": p.fix}
                for p in self.problems
            ],
            "annotations": self.annotations,
            "predictions": self.predictions,
            "attached": self.attached,
        }


@dataclass(slots=True)
class Sound:
    """A row that can become a task, or that a task gets which is there already: `task_id`.

    `title` is what lists call it, `upload_id` the file that it is or stands in, `facts` what is known of that picture.
    """

    row: Row
    part: Part
    title: str
    facts: Mapping[str, Any] | None = None
    upload_id: int | None = None
    task_id: int | None = None


class Reader:
    """Reads the parts of an import, checks each row, and keeps the report. `files` are all files, to be named by rows.

    A file that no row names and that holds no rows is a task by itself.
    """

    def __init__(
        self,
        schema: Schema | None,
        prediction_fields: Sequence[str] = (),
        files: Iterable[tuple[str, str]] = (),
        shelf: Shelf | None = None,
        *,
        as_annotations: bool = False,
        also: Sequence[Reading] = (),
        data_only: bool = False,
        labelled_once: bool = False,
    ) -> None:
        """`also` are further configurations that each item has to fit; with `data_only` there is no work on it.

        `labelled_once`: no task of the project is annotated by several people.
        """
        self._given = schema
        self._schema = schema or NOTHING
        self._text_field = schema.field_of(TEXT_TAG) if schema else TEXT_FIELD
        self._series_field = series_field(schema)
        self._listed = listed(schema)
        self._prediction_fields = prediction_fields
        self._names = Names(schema, files)
        self._also = also
        self._data_only = data_only
        self._labelled_once = labelled_once
        self._placing = Placing(self._schema, shelf, text_field=self._text_field, as_annotations=as_annotations)
        self.report = Report()

    def read(self, parts: Iterable[Part]) -> Iterator[Sound]:
        """The rows that are sound; the others are in the report."""
        waiting: list[Part] = []
        for part in parts:
            self.report.formats[_shown(part)] = self.report.formats.get(_shown(part), 0) + 1
            if self._is_series(part):
                # It may be named by a table that comes later.
                waiting.append(part)
            elif part.kind not in SHOWN:
                yield from self._rows_of(part)
            elif part.url not in self._names.used:
                yield from self._file(part)
        for part in waiting:
            if part.url not in self._names.used:
                yield from self._file(part)

    def _is_series(self, part: Part) -> bool:
        """Whether a table is what an item shows, by its address, and not a list of items."""
        if self._series_field is None or not part.url:
            return False
        if part.kind in (FileKind.CSV, FileKind.TSV):
            is_series = not set(self._schema.fields) <= set(_header(part.file.read(HEADER)))
        elif part.kind is FileKind.JSON and part.size <= AT_ONCE:
            is_series = _is_columns(part.file.read(), self._schema)
        else:
            return False
        part.file.seek(0)
        return is_series

    def _file(self, part: Part) -> Iterator[Sound]:
        """The task that a file is by itself."""
        series = self._series_field
        field = series if series and part.kind not in SHOWN else field_for(self._given, part.kind, part.name)
        if isinstance(field, RowProblem):
            self.report.refuse([field])
            return
        facts: Mapping[str, Any] | None = None
        if part.kind is FileKind.IMAGE:
            found = look_at_picture(part.name, part.path, part.url)
            if isinstance(found, RowProblem):
                self.report.refuse([found])
                return
            facts = found
        address = None if part.kind is FileKind.HTML else part.url
        for row in read(part.kind, part.file, part.name, file_field=field, address=address):
            if isinstance(row, Row) and field in self._listed:
                row = replace(row, data={field: [row.data[field]]})
            checked = [row] if isinstance(row, RowProblem) else self._checked(row)
            if isinstance(checked, Row):
                self.report.accept(checked)
                yield Sound(checked, part, part.name, facts, part.upload_id)
            else:
                self.report.refuse(checked)

    def _rows_of(self, part: Part) -> Iterator[Sound]:
        """The tasks that a file lists."""
        report, started = self.report, self.report.rows
        labels = labels_in(part.kind, part.file, part.name, part.size)
        if labels is not None and self._data_only:
            self.report.refuse([RowProblem(part.name, None, "file", "holds labels.", WITHOUT_WORK, fatal=True)])
            return
        if labels is not None:
            yield from self._labelled(part, labels)
            return
        for row in self._rows(part):
            if isinstance(row, RowProblem):
                if row.fatal and report.rows > started:
                    report.cut_off = row
                report.refuse([row])
                continue
            filled = self._filled(row)
            checked = filled if isinstance(filled, list) else self._checked(filled)
            if isinstance(checked, Row):
                report.accept(checked)
                # As it was written: a file's own name says more than its address.
                yield Sound(checked, part, title_of(row.data, self._schema.fields), upload_id=part.upload_id)
            else:
                report.refuse(checked)

    def _labelled(self, part: Part, labels: Iterator[Read]) -> Iterator[Sound]:
        """The rows that another program's labels make with their pictures and texts."""
        report, started = self.report, self.report.rows
        for found in self._placing.rows(labels):
            if not isinstance(found, Labelled):
                problems = found if isinstance(found, list) else [found]
                if problems[0].fatal and report.rows > started:
                    report.cut_off = problems[0]
                report.refuse(problems)
                continue
            row, upload = found.row, found.upload
            checked = self._checked(row) if found.task_id is None else row
            if not isinstance(checked, Row):
                report.refuse(checked)
                continue
            report.accept(checked)
            report.attached += found.task_id is not None
            title = upload.name if upload else title_of(row.data, self._schema.fields)
            upload_id = upload.id if upload else part.upload_id
            if upload:
                self._names.used.add(upload.url)
            yield Sound(checked, part, title, found.facts, upload_id, found.task_id)

    def _rows(self, part: Part) -> Iterator[Row | RowProblem]:
        if part.kind is FileKind.JSON and part.size <= AT_ONCE:
            found = _at_once(part.file.read())
            if found is not None:
                return (normalise(value, part.name, number) for number, value in enumerate(found, 1))
            part.file.seek(0)
        return read(part.kind, part.file, part.name, text_field=self._text_field)

    def _filled(self, row: Row) -> Row | list[RowProblem]:
        """The row with the addresses of the files that it names."""
        data, doubtful = self._names.filled(row.data)
        if doubtful:
            fix = "Give every file a name of its own."
            return [
                RowProblem(row.file, row.number, field, f'names "{name}", and two files are called so.', fix)
                for field, name in doubtful
            ]
        return row if data is row.data else replace(row, data=data)

    def group(self, parts: Iterable[Part], title: str) -> Iterator[Sound]:
        """One item of all pictures among the parts, in the order of their names."""
        pictures: list[Part] = []
        report = self.report
        for part in parts:
            report.formats[_shown(part)] = report.formats.get(_shown(part), 0) + 1
            if part.kind is not FileKind.IMAGE:
                report.refuse([RowProblem(part.name, None, "file", "is no picture.", "A group holds pictures alone.")])
                continue
            found = look_at_picture(part.name, part.path, part.url)
            if isinstance(found, RowProblem):
                report.refuse([found])
            else:
                pictures.append(part)
        if not pictures or report.bad:
            return
        pictures.sort(key=lambda part: natural(part.name))
        [field] = self._listed if len(self._listed) == 1 else (GROUP_FIELD,)
        checked = self._checked(Row(pictures[0].name, 1, {field: [part.url for part in pictures]}))
        if isinstance(checked, Row):
            report.accept(checked)
            yield Sound(checked, pictures[0], title or pictures[0].name)
        else:
            report.refuse(checked)

    def _checked(self, row: Row) -> Row | list[RowProblem]:
        if self._prediction_fields:
            found = predictions_from_fields(self._schema, row, self._prediction_fields)
            if isinstance(found, RowProblem):
                return [found]
            row = found
        problems = check_data(self._schema, row.data)
        for reading in self._also:
            problems += [
                replace(p, message=f'{p.message} (Project "{reading.title}".)')
                for p in check_data(reading.schema, row.data)
            ]
        if self._data_only and (row.annotations or row.predictions):
            problems.append(Problem("row", "brings annotations or predictions.", WITHOUT_WORK))
        elif row.annotations or row.predictions or row.overlap is not None:
            problems += self._work_problems(row)
        if not problems:
            return row
        return [RowProblem(row.file, row.number, p.field, p.message, p.fix) for p in problems]

    def _work_problems(self, row: Row) -> list[Problem]:
        problems = []
        if row.overlap is not None and row.overlap > MAX_OVERLAP:
            problems.append(Problem("overlap", "is no sensible number of annotations.", f"Write 1 to {MAX_OVERLAP}."))
        if self._labelled_once:
            problems += _of_several(row)
        for index, annotation in enumerate(row.annotations):
            problems += self._result_problems(f"annotations[{index}]", annotation.result, row)
        for index, prediction in enumerate(row.predictions):
            problems += self._result_problems(f"predictions[{index}]", prediction.result, row)
        given = [annotation.unique_id for annotation in row.annotations if annotation.unique_id is not None]
        if len(set(given)) < len(given):
            message = "stands on two annotations of this task."
            problems.append(Problem("annotations.unique_id", message, "Give each annotation an id of its own."))
        return problems

    def _result_problems(self, where: str, result: Result, row: Row) -> list[Problem]:
        return [
            Problem(f"{where}.{p.field}", p.message, p.fix, p.line, p.tag)
            for p in check_result(self._schema, result, strict=False, data=row.data)
        ]


def _of_several(row: Row) -> list[Problem]:
    """What of a row asks for, or brings, the work of several people."""
    once = "in manual QA each task is labelled once."
    problems = []
    if row.overlap not in (None, 1):
        problems.append(Problem("overlap", f"is {row.overlap}; {once}", "Leave it out."))
    work = [annotation for annotation in row.annotations if not annotation.was_cancelled]
    if len(work) > 1:
        fix = "Keep one of them; the others can come along as predictions."
        problems.append(Problem("annotations", f"are {len(work)}; {once}", fix))
    return problems


def _at_once(text: bytes) -> list[object] | None:
    """The tasks of a JSON text; None where the careful reader has to look, and to say what is wrong."""
    if _LONG_INTEGER.search(text):
        return None
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if isinstance(found, dict):
        return [found]
    return found if isinstance(found, list) and found else None


def _header(head: bytes) -> list[str]:
    """The names of a table's columns, as far as its beginning tells."""
    line = head.decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    mark = next((mark for mark in ("\t", ",", ";") if mark in line), ",")
    return [name.strip(' \r"') for name in line.split(mark)]


def _is_columns(text: bytes, schema: Schema) -> bool:
    """Whether a JSON text is one object of lists, as time series are, and not an item of the project."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(found, dict) or set(schema.fields) <= found.keys():
        return False
    return bool(found) and all(isinstance(column, list) for column in found.values())


def _shown(part: Part) -> str:
    return WORDS[part.kind][0].removesuffix(" document") if part.kind in MEDIA else part.kind.value.upper()
