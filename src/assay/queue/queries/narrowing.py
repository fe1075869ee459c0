"""A filter of work in SQL, and how parts of names are found among a million.

A word that many names hold is met soon by walking the list; one that few hold is found in the index of their letters.
So a search walks a stretch first, and asks the index only when that did not fill the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection, composed, records, value
from assay.queue.rules import WorkFilter

STRETCH = 2000
# Fewer letters than the index knows are looked for in the list alone.
INDEXED = 3


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows of one kind in the order of a key: what they are read from (`t` is the task), which of them, the key.

    Where keys can be equal the number of the task decides, with `tied`. By its `rank` a row is put among those of other
    streams; it is the key where nothing else is said.
    """

    source: str
    condition: str
    key: str
    descending: bool = False
    tied: bool = False
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a stream: after the row with this key, and of equal ones after this task."""

    place: Any
    task_id: int


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a stream: its key and rank, its task, and the work item if it is one."""

    place: Any
    rank: Any
    task_id: int
    item_id: int | None

    @property
    def mark(self) -> Mark:
        return Mark(self.place, self.task_id)


def of_task(given: WorkFilter, params: dict[str, Any]) -> list[str]:
    """What the filter asks of a task `t`, besides its name, status and holder; values go into `params`."""
    asked = []
    if given.class_name:
        asked.append(
            "exists (select 1 from annotation a join instance i on i.annotation_id = a.id where a.task_id = t.id"
            " and i.class_name = %(class_name)s and i.deleted_revision is null)"
        )
        params["class_name"] = given.class_name
    if given.dataset is not None:
        asked.append("exists (select 1 from data_unit u where u.id = t.data_unit_id and u.dataset_id = %(dataset)s)")
        params["dataset"] = given.dataset
    if given.type:
        asked.append("exists (select 1 from data_unit u where u.id = t.data_unit_id and u.kind = %(type)s)")
        params["type"] = given.type
    if given.tasks is not None:
        asked.append("t.id = any(%(tasks)s)")
        params["tasks"] = list(given.tasks)
    if given.without:
        asked.append("t.id <> all(%(without)s)")
        params["without"] = list(given.without)
    return asked


def of_review(given: WorkFilter, work_item: str) -> list[str]:
    """What the filter asks of a review, beside what `of_task` asks of its task: an instance of the class is in it.

    Where whole annotations are judged the task says enough.
    """
    if not given.class_name:
        return []
    return [
        f"exists (select 1 from review_item r where r.work_item_id = {work_item} and r.class_name = %(class_name)s)"
    ]


def reviews_left(db: Connection, given: WorkFilter, work_item_ids: Sequence[int]) -> set[int]:
    """Those of some reviews that the filter leaves, whatever it asks of their tasks."""
    asked = " and ".join(["w.id = any(%(ids)s)", *of_review(given, "w.id")])
    params = {"ids": list(work_item_ids), "class_name": given.class_name}
    return {row["id"] for row in records(db, composed(f"select w.id from work_item w where {asked}"), params)}


def named(given: WorkFilter, params: dict[str, Any]) -> str:
    """What a search asks of a task `t`, as one condition."""
    if not given.search:
        return "true"
    params["name"] = _pattern(given.search)
    return "exists (select 1 from task_name n where n.task_id = t.id and n.name like %(name)s)"


def _pattern(search: str) -> str:
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


_NAMED = "exists (select 1 from task_name n where n.task_id = {task} and n.name like %(name)s)"
_INDEXED = (
    "t.id in (select n.task_id from task_name n where n.project_id = %(project)s and n.name like %(name)s"
    " and name_grams(n.project_id, n.name) @> name_grams(%(project)s, %(search)s))"
)


def page(
    db: Connection,
    stream: Stream,
    conditions: Sequence[str],
    params: Mapping[str, Any],
    search: str,
    *,
    after: Mark | None,
    limit: int,
) -> list[Found]:
    """The next rows of a stream after a place, in its order. `search` is in small letters."""
    if not search:
        return _read(db, _sql(stream, conditions, after), params, after, limit)
    given = {**params, "name": _pattern(search), "search": search}
    if len(search) < INDEXED:
        return _read(db, _sql(stream, [*conditions, _NAMED.format(task="t.id")], after), given, after, limit)
    stretch = f"{_sql(stream, conditions, after)} limit {STRETCH}"
    walked = records(
        db,
        composed(f"select c.*, {_NAMED.format(task='c.task_id')} as hit from ({stretch}) c"),
        {**given, **_place(after)},
    )
    found = [_found(row) for row in walked if row["hit"]][:limit]
    if len(found) == limit or len(walked) < STRETCH:
        return found
    end = _found(walked[-1]).mark
    # All that the index finds, then put in order: the order's own index would be walked past a million others.
    every, _, order = _sql(stream, [*conditions, _INDEXED], end).rpartition(" order by ")
    way = "desc" if order.endswith("desc") else "asc"
    sql = f"with found as materialized ({every}) select * from found order by place {way}, task_id {way}"
    return found + _read(db, sql, given, end, limit - len(found))


def count(db: Connection, stream: Stream, conditions: Sequence[str], params: Mapping[str, Any], search: str) -> int:
    """How many rows a stream has in all."""
    given = dict(params)
    where = [stream.condition, *conditions]
    if search:
        given |= {"name": _pattern(search), "search": search}
        where.append(_NAMED.format(task="t.id") if len(search) < INDEXED else _INDEXED)
    return int(value(db, f"select count(*) from {stream.source} where {' and '.join(where)}", given))


def _place(after: Mark | None) -> dict[str, Any]:
    return {} if after is None else {"after": after.place, "after_task": after.task_id}


def _sql(stream: Stream, conditions: Sequence[str], after: Mark | None) -> str:
    way, sign = ("desc", "<") if stream.descending else ("asc", ">")
    where = [stream.condition, *conditions]
    if after is not None:
        tied = f"({stream.key}, t.id) {sign} (%(after)s, %(after_task)s)"
        where.append(tied if stream.tied else f"{stream.key} {sign} %(after)s")
    item = "w.id" if "work_item w" in stream.source else "null::bigint"
    order = f"{stream.key} {way}, t.id {way}" if stream.tied else f"{stream.key} {way}"
    return (
        f"select {stream.key} as place, {stream.rank or stream.key} as rank, t.id as task_id, {item} as item_id"
        f" from {stream.source} where {' and '.join(where)} order by {order}"
    )


def _read(db: Connection, sql: str, params: Mapping[str, Any], after: Mark | None, limit: int) -> list[Found]:
    given = {**params, **_place(after), "limit": limit}
    return [_found(row) for row in records(db, composed(sql, "limit %(limit)s"), given)]


def _found(row: Mapping[str, Any]) -> Found:
    return Found(row["place"], row["rank"], row["task_id"], row["item_id"])
