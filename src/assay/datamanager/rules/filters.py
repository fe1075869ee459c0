"""A filter as plain data: lines with one conjunction, each with child lines about the same row (LSE 13.3).

`parse` reads what clients send; what it returns is sound, so its readers do not check again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assay.datamanager.rules.columns import Column, Holds, Register, Rows
from assay.datamanager.rules.operators import EXISTS, LISTED, OF_TYPE, OPERATORS, Takes, Type
from assay.kit.errors import Problem

MOST_LINES = 50
MOST_VALUES = 10_000
LONGEST_TEXT = 2_000
PREFIX = re.compile(r"^(filter:)?(tasks:)?")


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends, both included; a missing one is open."""

    least: Any = None
    most: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One condition. `type` is the column's, or for a field of data what it is compared as.

    `value` is a number, text, time or flag, a `Range`, or a tuple of several.
    """

    column: Column
    operator: str
    value: Any
    type: Type
    children: tuple[Line, ...] = ()

    @property
    def positive(self) -> str:
        """The operator, or the one that it denies."""
        return OPERATORS[self.operator].denies or self.operator

    @property
    def denies(self) -> bool:
        return bool(OPERATORS[self.operator].denies)


@dataclass(frozen=True, slots=True)
class Tree:
    """A filter: its lines, all of them or any."""

    lines: tuple[Line, ...] = ()
    any_of: bool = False

    @property
    def every(self) -> tuple[Line, ...]:
        """All lines with their children."""
        return tuple(each for line in self.lines for each in (line, *line.children))


def parse(given: Any, columns: Register) -> Tree | list[Problem]:
    """Reads `{"conjunction": "and", "items": [...]}`. Lines without a value are left out (LSE 13.3.3)."""
    if not given:
        return Tree()
    if not isinstance(given, Mapping):
        return [Problem("filters", "must be an object with conjunction and items.")]
    conjunction = given.get("conjunction", "and")
    items = given.get("items", [])
    if conjunction not in ("and", "or"):
        return [Problem("filters.conjunction", f"{conjunction!r} is no conjunction.", "Use: and, or.")]
    if not isinstance(items, Sequence) or isinstance(items, str):
        return [Problem("filters.items", "must be a list of conditions.")]
    if len(items) > MOST_LINES:
        return [Problem("filters.items", f"holds more than {MOST_LINES} conditions.")]
    lines: list[Line] = []
    problems: list[Problem] = []
    for index, item in enumerate(items):
        found = _line(item, columns, f"filters.items[{index}]")
        if isinstance(found, Line):
            lines.append(found)
        elif found:
            problems += found
    return problems or Tree(tuple(lines), conjunction == "or")


def column_name(written: str) -> str:
    """The name of a column without what Label Studio writes before it."""
    return PREFIX.sub("", written, count=1)


def refuse_column(name: str, columns: Register, where: str) -> Problem | None:
    """Why a column may not be named, if so. Two underscores would walk through relations in Label Studio."""
    if "__" in name and not name.startswith(("data.", "meta.")):
        return Problem(where, f"{name} is no column: names hold no double underscore.")
    if columns.get(name) is None:
        return Problem(where, f"{name} is no column.", "GET /api/dm/columns?project= lists them.")
    return None


def _line(item: Any, columns: Register, where: str, parent: Line | None = None) -> Line | list[Problem] | None:
    if not isinstance(item, Mapping):
        return [Problem(where, "must be an object with filter, operator, type and value.")]
    written = item.get("filter", item.get("column"))
    if not isinstance(written, str):
        return [Problem(f"{where}.filter", "is missing.", "Name a column, as filter:tasks:id.")]
    name = column_name(written)
    refused = refuse_column(name, columns, f"{where}.filter")
    if refused:
        return [refused]
    column = columns.get(name)
    assert column is not None
    value = item.get("value")
    operator = item.get("operator")
    if operator in EXISTS:
        operator, value = "empty", EXISTS[str(operator)]
    kind = _kind(column, item.get("type"))
    allowed = column.operators if kind is column.type else (*OF_TYPE[kind], *LISTED)
    if not isinstance(operator, str) or operator not in allowed:
        use = f"Use: {', '.join(allowed)}."
        return [Problem(f"{where}.operator", f"{operator} is no operator of {column.title}.", use)]
    if value is None or (isinstance(value, Mapping) and value.get("min") is None and value.get("max") is None):
        return None
    read = _value(column, kind, operator, value)
    if isinstance(read, str):
        return [Problem(f"{where}.value", read)]
    line = Line(column, operator, read[0], kind)
    if parent is not None:
        return line
    return _with_children(line, item, columns, where)


def _with_children(line: Line, item: Mapping[str, Any], columns: Register, where: str) -> Line | list[Problem]:
    given = item.get("child_filters") or []
    if isinstance(item.get("child_filter"), Mapping):
        given = [item["child_filter"], *given]
    if not isinstance(given, Sequence) or isinstance(given, str):
        return [Problem(f"{where}.child_filters", "must be a list of conditions.")]
    children: list[Line] = []
    for index, below in enumerate(given):
        place = f"{where}.child_filters[{index}]"
        found = _line(below, columns, place, line)
        if isinstance(found, list):
            return found
        if found is None:
            continue
        if line.column.rows is Rows.NONE or found.column.rows is not line.column.rows:
            about = line.column.rows.value or "the task itself"
            message = f"{found.column.title} is not about {about}, which the condition above it is about."
            return [Problem(f"{place}.filter", message, "Make it a condition of its own.")]
        children.append(found)
    return Line(line.column, line.operator, line.value, line.type, tuple(children)) if children else line


def _kind(column: Column, given: Any) -> Type:
    """Fields of data have no type of their own: they are compared as the filter says, else as text."""
    return Type.NUMBER if column.is_data and given == Type.NUMBER else column.type


def _value(column: Column, kind: Type, operator: str, value: Any) -> tuple[Any] | str:
    """The value in a tuple of one, or what is wrong with it."""
    takes = OPERATORS[operator].takes
    if takes is Takes.YES_NO:
        return _flag(value)
    if takes is Takes.RANGE:
        if not isinstance(value, Mapping):
            return "must be an object with min and max."
        ends = [(None,) if value.get(end) is None else _single(kind, value[end]) for end in ("min", "max")]
        for end in ends:
            if isinstance(end, str):
                return end
        return (Range(ends[0][0], ends[1][0]),)
    if takes is Takes.SEVERAL or column.type is Type.LIST:
        return _several(column, kind, value)
    return _single(kind, value)


def _several(column: Column, kind: Type, value: Any) -> tuple[Any] | str:
    values = value if isinstance(value, list | tuple) else [value]
    if column.holds in (Holds.IDS, Holds.PEOPLE):
        values = [part for each in values for part in re.split(r"[,;\s]+", str(each)) if part]
    if len(values) > MOST_VALUES:
        return f"holds more than {MOST_VALUES} values."
    wanted = Type.NUMBER if column.holds in (Holds.PEOPLE, Holds.IDS) else kind
    read: list[Any] = []
    for each in values:
        if wanted is Type.LIST:
            if not isinstance(each, str | int | float | list):
                return "must hold texts."
            read.append(tuple(map(str, each)) if isinstance(each, list) else str(each))
            continue
        found = _single(wanted, each)
        if isinstance(found, str):
            return found
        if column.holds in (Holds.PEOPLE, Holds.IDS) and found[0] != int(found[0]):
            return "must be whole numbers."
        read.append(int(found[0]) if column.holds in (Holds.PEOPLE, Holds.IDS) else found[0])
    return (tuple(read),)


def _single(kind: Type, value: Any) -> tuple[Any] | str:
    if kind is Type.NUMBER:
        return _number(value)
    if kind is Type.DATETIME:
        return _moment(value)
    if kind is Type.BOOLEAN:
        return _flag(value)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if not isinstance(value, str | int | float):
        return "must be a text."
    text = str(value)
    if len(text) > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT} characters."
    return "holds a null byte." if "\x00" in text else (text,)


def _number(value: Any) -> tuple[Any] | str:
    try:
        number = float(value) if not isinstance(value, bool) else None
    except (TypeError, ValueError, OverflowError):
        number = None
    if number is None or number != number or abs(number) > 1e18:
        return "must be a number."
    return (int(number) if number == int(number) else number,)


def _moment(value: Any) -> tuple[Any] | str:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return "must be a time, as 2026-01-31T12:00:00Z."
    return (found if found.tzinfo else found.replace(tzinfo=UTC),)


def _flag(value: Any) -> tuple[Any] | str:
    if isinstance(value, bool):
        return (value,)
    word = str(value).lower()
    return (word in ("true", "1", "yes"),) if word in ("true", "false", "1", "0", "yes", "no") else "must be yes or no."
