"""From stored files to the rows that a project can take, each held against its labeling configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import orjson

from assay.exchange.formats.readers import read
from assay.exchange.formats.rows import Result, Row, RowProblem
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.formats.tasks import normalise, predictions_from_fields
from assay.exchange.pictures import measure
from assay.exchange.uploads import THUMBNAIL
from assay.kit.errors import Problem
from assay.kit.storage import storage
from assay.projects.rules.labeling import Schema, check_data, check_result

MAX_PROBLEMS = 100
MAX_OVERLAP = 500

# JSON up to this size is parsed at once, which is several times faster than one task after the other.
AT_ONCE = 64_000_000
# orjson makes a rounded number of a longer integer, where the careful reader refuses it.
_LONG_INTEGER = re.compile(rb"[0-9]{19}")

# What a project without a configuration calls the line of a text and the address of a picture, as templates do.
TEXT_FIELD, IMAGE_FIELD = "text", "image"

NOTHING = Schema((), ())


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
        }


@dataclass(slots=True)
class Sound:
    """A row that can become a task; `media` are the facts of its picture."""

    row: Row
    part: Part
    media: Mapping[str, Any] | None = None


class Reader:
    """Reads the parts of an import, checks each row, and keeps the report."""

    def __init__(self, schema: Schema | None, prediction_fields: Sequence[str] = ()) -> None:
        self._schema = schema or NOTHING
        self._text_field = schema.field_of("Text") if schema else TEXT_FIELD
        self._image_field = schema.field_of("Image") if schema else IMAGE_FIELD
        self._prediction_fields = prediction_fields
        self.report = Report()

    def read(self, parts: Iterable[Part]) -> Iterator[Sound]:
        """The rows that are sound; the others are in the report."""
        report = self.report
        for part in parts:
            report.formats[_shown(part)] = report.formats.get(_shown(part), 0) + 1
            started = report.rows
            media = self._media(part) if part.kind is FileKind.IMAGE else None
            if isinstance(media, RowProblem):
                report.refuse([media])
                continue
            for row in self._rows(part):
                if isinstance(row, RowProblem):
                    if row.fatal and report.rows > started:
                        report.cut_off = row
                    report.refuse([row])
                    continue
                checked = self._checked(row)
                if isinstance(checked, Row):
                    report.accept(checked)
                    yield Sound(checked, part, media)
                else:
                    report.refuse(checked)

    def _rows(self, part: Part) -> Iterator[Row | RowProblem]:
        if part.kind is FileKind.JSON and part.size <= AT_ONCE:
            found = _at_once(part.file.read())
            if found is not None:
                return (normalise(value, part.name, number) for number, value in enumerate(found, 1))
            part.file.seek(0)
        return read(
            part.kind,
            part.file,
            part.name,
            text_field=self._text_field,
            image_field=self._image_field,
            url=lambda _: part.url,
        )

    def _media(self, part: Part) -> Mapping[str, Any] | RowProblem:
        """The facts of a picture. Its thumbnail is made when it is read for the first time."""
        thumbnail = part.path + THUMBNAIL
        is_new = not storage().exists(thumbnail)
        picture = measure(part.file, part.name, with_thumbnail=is_new)
        if isinstance(picture, RowProblem):
            return picture
        if picture.thumbnail is not None:
            storage().put(thumbnail, picture.thumbnail)
        return {
            "type": "image",
            "width": picture.width,
            "height": picture.height,
            "thumbnail": part.url + THUMBNAIL,
        }

    def _checked(self, row: Row) -> Row | list[RowProblem]:
        if self._prediction_fields:
            found = predictions_from_fields(self._schema, row, self._prediction_fields)
            if isinstance(found, RowProblem):
                return [found]
            row = found
        problems = check_data(self._schema, row.data)
        if row.annotations or row.predictions or row.overlap is not None:
            problems += self._work_problems(row)
        if not problems:
            return row
        return [RowProblem(row.file, row.number, p.field, p.message, p.fix) for p in problems]

    def _work_problems(self, row: Row) -> list[Problem]:
        problems = []
        if row.overlap is not None and row.overlap > MAX_OVERLAP:
            problems.append(Problem("overlap", "is no sensible number of annotations.", f"Write 1 to {MAX_OVERLAP}."))
        for index, annotation in enumerate(row.annotations):
            problems += self._result_problems(f"annotations[{index}]", annotation.result)
        for index, prediction in enumerate(row.predictions):
            problems += self._result_problems(f"predictions[{index}]", prediction.result)
        given = [annotation.unique_id for annotation in row.annotations if annotation.unique_id is not None]
        if len(set(given)) < len(given):
            message = "stands on two annotations of this task."
            problems.append(Problem("annotations.unique_id", message, "Give each annotation an id of its own."))
        return problems

    def _result_problems(self, where: str, result: Result) -> list[Problem]:
        return [
            Problem(f"{where}.{p.field}", p.message, p.fix, p.line, p.tag)
            for p in check_result(self._schema, result, strict=False)
        ]


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


def _shown(part: Part) -> str:
    return "picture" if part.kind is FileKind.IMAGE else part.kind.value.upper()
