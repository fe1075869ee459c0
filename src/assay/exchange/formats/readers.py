"""Reads tasks from files, row by row, whatever their format."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from assay.exchange.formats.decoding import MAX_LINE, lines_of, text_of
from assay.exchange.formats.json_reading import json_values
from assay.exchange.formats.rows import Row, RowProblem, Unreadable
from assay.exchange.formats.sniffing import MEDIA, FileKind
from assay.exchange.formats.tasks import normalise

# The default of 128 KiB is less than a long document; the limit can only be set for the whole process.
csv.field_size_limit(MAX_LINE)


def read(
    kind: FileKind,
    stream: BinaryIO,
    name: str,
    *,
    text_field: str | None = None,
    file_field: str | None = None,
    address: str | None = None,
) -> Iterator[Row | RowProblem]:
    """The tasks of a file, in its order, and what is wrong with those that cannot be one.

    A row that cannot be used is a RowProblem and reading goes on; after a fatal one the file was not read further.
    Memory stays constant for every format that holds tasks. `text_field` names the key under which a line of a TXT file
    becomes data (`Schema.field_of("Text")`). With an `address` the file is not read but shown: it makes one task, whose
    data has the address under `file_field`. A page of HTML without an address is put into the data itself.
    """
    try:
        found = False
        for row in _rows(kind, stream, name, text_field, file_field, address):
            found = True
            yield row
        if not found:
            raise Unreadable(None, "holds no task.", "Choose a file with at least one.")
    except Unreadable as end:
        yield RowProblem(name, end.row, "file", end.message, end.fix, fatal=True)


def _rows(
    kind: FileKind,
    stream: BinaryIO,
    name: str,
    text_field: str | None,
    file_field: str | None,
    address: str | None,
) -> Iterator[Row | RowProblem]:
    if address is not None or kind in MEDIA:
        if file_field is None or address is None:
            raise Unreadable(None, "can be shown by no tag of the labeling configuration.", "Leave the file out.")
        yield Row(name, 1, {file_field: address})
        return
    match kind:
        case FileKind.JSON:
            for number, value in enumerate(json_values(text_of(stream)), 1):
                yield normalise(value, name, number)
        case FileKind.JSON_LINES:
            yield from _json_lines(text_of(stream), name)
        case FileKind.CSV:
            yield from _table(text_of(stream), name, None)
        case FileKind.TSV:
            yield from _table(text_of(stream), name, "\t")
        case FileKind.TEXT:
            yield from _text(text_of(stream), name, text_field)
        case FileKind.HTML:
            if file_field is None:
                raise Unreadable(None, "can be shown by no tag of the labeling configuration.", "Leave the file out.")
            yield Row(name, 1, {file_field: _whole(text_of(stream))})


def _whole(chunks: Iterator[str]) -> str:
    """A text that becomes the data of one task, as it is."""
    found, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_LINE:
            raise Unreadable(None, f"is longer than {MAX_LINE:,} characters.", "Divide it.")
        found.append(chunk)
    return "".join(found)


def _json_lines(chunks: Iterator[str], file: str) -> Iterator[Row | RowProblem]:
    for number, line in enumerate(lines_of(chunks, any_ending=True), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            message = f"is malformed JSON: {error.msg}. (column {error.colno})"
            yield RowProblem(file, number, "row", message, "Write one complete object per line.")
        except (RecursionError, ValueError):
            yield RowProblem(file, number, "row", "is nested too deep or has too long a number.", "Simplify it.")
        else:
            yield normalise(value, file, number)


def _text(chunks: Iterator[str], file: str, field: str | None) -> Iterator[Row]:
    if field is None:
        fix = "Import a CSV file with one column for each field."
        raise Unreadable(None, "is plain text, but the labeling configuration does not show just one text.", fix)
    for number, line in enumerate(lines_of(chunks, any_ending=True), 1):
        if line.strip():
            yield Row(file, number, {field: line.removesuffix("\n")})


def _table(chunks: Iterator[str], file: str, delimiter: str | None) -> Iterator[Row | RowProblem]:
    lines = lines_of(chunks, any_ending=False)
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), delimiter=delimiter or _delimiter(first), strict=True)
    number = 0
    header: list[str] | None = None
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            fix = "Double the quotes inside of a quoted cell, close every quote, and end lines with a line feed."
            raise Unreadable(number, f"is malformed ({error}).", fix) from None
        if cells is None:
            return
        if not cells:
            continue
        if header is None:
            header = _header(cells)
        elif len(cells) != len(header):
            message = f"has {len(cells)} cells, but the header names {len(header)} columns."
            fix = "Put cells with a comma, a quote or a line break into quotes, and fill the row up."
            yield RowProblem(file, number, "row", message, fix)
        else:
            yield Row(file, number, dict(zip(header, cells, strict=True)))


def _delimiter(header: str) -> str:
    """Commas, unless the header has none: spreadsheets write semicolons where the comma is the decimal mark."""
    return next((mark for mark in (",", ";", "\t") if mark in header), ",")


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    for column, name in enumerate(names, 1):
        if not name:
            raise Unreadable(1, f"has no name for column {column}.", "Name every column in the first line.")
        if name in names[: column - 1]:
            raise Unreadable(1, f'has two columns named "{name}".', "Give every column a name of its own.")
    return names
