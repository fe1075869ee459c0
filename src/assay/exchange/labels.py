"""From labels of other programs to rows: each finds its picture, and the control that can draw it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import orjson

from assay.exchange.formats.archive_reading import read_archive
from assay.exchange.formats.coco_reading import is_coco, read_coco
from assay.exchange.formats.conll_reading import read_conll
from assay.exchange.formats.decoding import lines_of, text_of
from assay.exchange.formats.labelled import LabelledPicture, LabelledText
from assay.exchange.formats.placing import picture_results, text_result
from assay.exchange.formats.rows import Result, Row, RowAnnotation, RowPrediction, RowProblem, Unreadable
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.formats.voc_reading import MOST_BYTES as MOST_XML
from assay.exchange.formats.voc_reading import read_voc
from assay.exchange.queries import UploadRow
from assay.exchange.shelf import Picture, Shelf
from assay.projects.rules.labeling import Schema

# A COCO file is one JSON object, which has to be held as a whole.
MOST_COCO = 500_000_000
AT_ONCE = 500

_HEAD = 4096
_COCO_KEYS = (b'"images"', b'"annotations"', b'"categories"', b'"licenses"', b'"info"')

Read = LabelledPicture | LabelledText | RowProblem | list[RowProblem]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row made of labels. `upload` is its picture in this import, `task_id` the task that shows it already."""

    row: Row
    upload: UploadRow | None = None
    task_id: int | None = None
    facts: Mapping[str, Any] | None = None


def labels_in(kind: FileKind, file: BinaryIO, name: str, size: int) -> Iterator[Read] | None:
    """The labels of a file; None when it is no file of labels, which is then to be read from its beginning."""
    match kind:
        case FileKind.ZIP:
            return _safely(read_archive(file, name), name)
        case FileKind.VOC:
            if size > MOST_XML:
                message = f"is larger than {MOST_XML // 1_000_000} MB."
                return iter([RowProblem(name, None, "file", message, "Split it.", fatal=True)])
            return iter([read_voc(file.read(), name)])
        case FileKind.CONLL:
            return _safely(read_conll(lines_of(text_of(file), any_ending=True), name), name)
        case FileKind.JSON:
            return _coco_in(file, name, size)
    return None


def _safely(found: Iterable[Read], name: str) -> Iterator[Read]:
    try:
        empty = True
        for each in found:
            empty = False
            yield each
        if empty and name.lower().endswith((".conll", ".iob", ".bio")):
            raise Unreadable(None, "holds no word.", "Choose a file with at least one.")
    except Unreadable as end:
        yield RowProblem(name, end.row, "file", end.message, end.fix, fatal=True)


def _coco_in(file: BinaryIO, name: str, size: int) -> Iterator[Read] | None:
    head = file.read(_HEAD)
    file.seek(0)
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if not is_object or size > MOST_COCO or not any(key in head for key in _COCO_KEYS):
        return None
    text = file.read()
    file.seek(0)
    try:
        whole: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            whole = json.loads(text)  # says yes to NaN, which is then named where it stands
        except (ValueError, RecursionError):
            return None
    return _safely(read_coco(whole, name), name) if is_coco(whole) else None


class Placing:
    """Makes rows of labels for one project; they become predictions, or annotations of the importer."""

    def __init__(self, schema: Schema, shelf: Shelf | None, *, text_field: str | None, as_annotations: bool) -> None:
        self._schema = schema
        self._shelf = shelf
        self._text_field = text_field
        self._as_annotations = as_annotations
        self._labelled: set[str | int] = set()

    def rows(self, found: Iterator[Read]) -> Iterator[Labelled | RowProblem | list[RowProblem]]:
        """A row for each picture and text, in their order, or why there is none."""
        while batch := list(islice(found, AT_ONCE)):
            if self._shelf is not None:
                self._shelf.look_up([each for each in batch if isinstance(each, LabelledPicture)])
            for each in batch:
                if isinstance(each, LabelledPicture):
                    yield self._picture(each)
                elif isinstance(each, LabelledText):
                    yield self._text(each)
                else:
                    yield each

    def _text(self, found: LabelledText) -> Labelled | RowProblem | list[RowProblem]:
        if self._text_field is None:
            message = "is a text with labels, but the labeling configuration does not show just one text."
            return RowProblem(found.file, found.number, "row", message, "Import JSON instead.", fatal=True)
        result = text_result(self._schema, found)
        if result and isinstance(result[0], RowProblem):
            return [problem for problem in result if isinstance(problem, RowProblem)]
        works: list[Result] = [[entry for entry in result if isinstance(entry, Mapping)]]
        return Labelled(self._row(found.file, found.number, {self._text_field: found.text}, works))

    def _picture(self, found: LabelledPicture) -> Labelled | RowProblem | list[RowProblem]:
        where = self._shelf.find(found) if self._shelf is not None else None
        if where is None or isinstance(where, RowProblem):
            return where or RowProblem(found.file, found.number, "picture", "cannot be found.", "Import files.")
        key = where.task_id if where.task_id is not None else where.address
        if key in self._labelled:
            message = f'is "{found.picture}", which has labels in this import already.'
            return RowProblem(found.file, found.number, "picture", message, "Import one set of labels at a time.")
        self._labelled.add(key)
        if where.task_id is not None and self._as_annotations:
            message = f'is "{found.picture}", which task {where.task_id} shows already.'
            fix = "Import the labels as predictions, or together with the picture into another project."
            return RowProblem(found.file, found.number, "picture", message, fix)
        size = where.size or (found.width and found.height and (found.width, found.height)) or None
        if size is None:
            message = f'is "{found.picture}", whose width and height are not known.'
            return RowProblem(found.file, found.number, "picture", message, "Upload the picture with its labels.")
        results = picture_results(self._schema, found, size)
        if results and isinstance(results[0], RowProblem):
            return [problem for problem in results if isinstance(problem, RowProblem)]
        works = [result for result in results if not isinstance(result, RowProblem)]
        return self._labelled_picture(found, where, works)

    def _labelled_picture(self, found: LabelledPicture, where: Picture, works: list[Result]) -> Labelled | RowProblem:
        if where.task_id is not None:
            row = self._row(found.file, found.number, {}, works)
            return Labelled(row, task_id=where.task_id)
        field = self._field(works)
        if field is None:
            message = "cannot be shown: the labeling configuration has no <Image>."
            return RowProblem(found.file, found.number, "picture", message, 'Add <Image name="image" value="$image"/>.')
        name, is_list = field
        address: object = [where.address] if is_list else where.address
        row = self._row(found.file, found.number, {name: address}, works)
        return Labelled(row, where.upload, None, where.facts)

    def _field(self, works: list[Result]) -> tuple[str, bool] | None:
        """The field of the object that was drawn on, of the first picture where nothing was."""
        drawn = {entry.get("to_name") for result in works for entry in result}
        shown = [tag for tag in self._schema.objects if tag.tag == "Image"]
        best = next((tag for tag in shown if tag.name in drawn), shown[0] if shown else None)
        return None if best is None else (best.field, best.is_list)

    def _row(self, file: str, number: int, data: Mapping[str, Any], works: list[Result]) -> Row:
        if self._as_annotations:
            return Row(file, number, data, annotations=tuple(RowAnnotation(result) for result in works))
        return Row(file, number, data, predictions=tuple(RowPrediction(result, None, "imported") for result in works))
