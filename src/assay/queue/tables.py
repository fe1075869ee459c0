"""Pages of the tables of work: several streams of rows, put together in one order, with a place to go on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

import orjson

from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.queue.queries import narrowing
from assay.queue.queries.narrowing import Found, Mark, Stream
from assay.queue.rules import WorkFilter


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and the place after them; None when there are no more."""

    rows: list[Found]
    next: str | None


def page(
    db: Connection,
    streams: Sequence[Stream],
    wanted: WorkFilter,
    params: Mapping[str, Any],
    *,
    after: str | None,
    limit: int,
    descending: bool = False,
) -> Page:
    """The next rows of all streams together, by their rank. Raises BadInput for a place that is none."""
    given = dict(params)
    conditions = narrowing.of_task(wanted, given)
    marks = _marks(after, len(streams))
    read: list[list[tuple[int, Found]]] = []
    for number, stream in enumerate(streams):
        rows = narrowing.page(db, stream, conditions, given, wanted.search, after=marks[number], limit=limit + 1)
        read.append([(number, row) for row in rows])
    # Merging keeps the order of each stream, so what is shown of it ends at one place.
    found = list(merge(*read, key=lambda pair: (pair[1].rank, pair[1].task_id), reverse=descending))
    shown = found[:limit]
    if len(found) <= limit:
        return Page([row for _, row in shown], None)
    for number, row in shown:
        marks[number] = row.mark
    return Page([row for _, row in shown], _written(marks))


def every(db: Connection, streams: Sequence[Stream], wanted: WorkFilter, params: Mapping[str, Any]) -> list[Found]:
    """All rows of all streams, stream by stream."""
    given = dict(params)
    conditions = narrowing.of_task(wanted, given)
    return [
        row
        for stream in streams
        for row in narrowing.page(db, stream, conditions, given, wanted.search, after=None, limit=2**31)
    ]


def count(db: Connection, streams: Sequence[Stream], wanted: WorkFilter, params: Mapping[str, Any]) -> int:
    """How many rows all streams have together."""
    given = dict(params)
    conditions = narrowing.of_task(wanted, given)
    return sum(narrowing.count(db, stream, conditions, given, wanted.search) for stream in streams)


def _written(marks: Sequence[Mark | None]) -> str:
    """A place as text: for each stream where it stands."""
    return orjson.dumps([None if mark is None else [mark.place, mark.task_id] for mark in marks]).decode()


def _marks(text: str | None, count: int) -> list[Mark | None]:
    if not text:
        return [None] * count
    try:
        return _read_marks(orjson.loads(text), count)
    except (orjson.JSONDecodeError, ValueError, TypeError):
        fix = "Send the `next` of the page before, with the same filter."
        raise BadInput.field("after", "is no place in this list.", fix) from None


def _read_marks(given: Any, count: int) -> list[Mark | None]:
    if not isinstance(given, list) or len(given) != count:
        raise ValueError
    marks: list[Mark | None] = []
    for entry in given:
        if entry is None:
            marks.append(None)
            continue
        place, task_id = entry
        if isinstance(place, str):
            place = datetime.fromisoformat(place)
        if isinstance(place, bool) or not isinstance(place, int | datetime) or not 0 < int(task_id) < 2**63:
            raise ValueError
        marks.append(Mark(place, int(task_id)))
    return marks
