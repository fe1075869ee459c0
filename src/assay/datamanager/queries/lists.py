"""Lists of tasks: narrowed, ordered, page by page, never touching what is not shown.

An order is a row of parts that follow one another: the tasks that have a value, then those that have none; or state
after state. Inside of a part an index gives the order, so a page costs the same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from psycopg import errors as pg

from assay.datamanager.queries.conditions import Writer, patterns_of
from assay.datamanager.queries.places import STEPS
from assay.datamanager.rules.agreement import Selection
from assay.datamanager.rules.columns import BY_ID, Column
from assay.datamanager.rules.filters import Tree
from assay.datamanager.rules.operators import Type
from assay.datamanager.rules.sight import Extent, Sight
from assay.kit.db import Connection, composed, record, records, value, values

BY_ID_ALONE = BY_ID["id"]


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, then by number. Tasks without a value come last, whichever way (LSE 13.4.1)."""

    column: Column = BY_ID_ALONE
    descending: bool = False
    as_number: bool = False


class Work(StrEnum):
    """Whether tasks have something to do for the person who asks, and of which kind."""

    REVIEW = "review"
    LABEL = "label"  # where people draw their tasks themselves
    ASSIGNED = "assigned"  # where a task is labelled by those it was assigned to


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks of a project a list shows, for whom, and in which order.

    `included` leaves only these tasks, `excluded` takes tasks out; `search` looks into titles and numbers. `work`
    leaves those that have some of this kind for the person. `selection` says whose agreement is meant; without one it
    is that of the task.
    """

    project_id: int
    sight: Sight
    tree: Tree = field(default_factory=Tree)
    order: Order = field(default_factory=Order)
    search: str = ""
    annotated: bool = False
    included: Collection[int] | None = None
    excluded: Collection[int] = ()
    work: Work | None = None
    selection: Selection | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the list."""
        narrowed = self.tree.lines or self.search or self.annotated or self.work
        chosen = self.included is not None or self.excluded
        return not narrowed and not chosen and self.sight.extent is Extent.ALL


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a list: after this task. `part` says in which part of the order it stands."""

    part: int
    value: Any
    task_id: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of an order: which tasks, and what orders them before their number; no `kind`: their number alone."""

    condition: str
    key: str
    kind: str


_EXTENTS = {
    Extent.TO_REVIEW: "t.id in (select task_id from assignment where account_id = %(me)s and type = 'RE'"
    " and project_id = %(project)s)",
    Extent.ASSIGNED: "t.id in (select task_id from assignment where account_id = %(me)s and type = 'AN'"
    " and project_id = %(project)s)",
    Extent.TOUCHED: "t.id in (select task_id from work_item where holder_id = %(me)s and project_id = %(project)s"
    " and kind = 'annotate' and not prefetched"
    " union all select task_id from draft where account_id = %(me)s and project_id = %(project)s"
    " union all select task_id from annotation where author_id = %(me)s and project_id = %(project)s)",
}


# A slot that is free, or held beyond its time: who takes the task frees it first.
_FREE = """(t.queue_open or exists (select 1 from work_item w where w.task_id = t.id and w.kind = 'annotate'
  and w.state = 'held' and w.reserved_until < now()))"""
_MINE = "select 1 from work_item w where w.task_id = t.id and w.holder_id = %(me)s and w.kind = 'annotate'"
_WORK = {
    Work.REVIEW: "t.items_pending > 0",
    Work.LABEL: f"(exists ({_MINE} and w.state = 'held') or ({_FREE} and not exists ({_MINE})))",
    Work.ASSIGNED: f"(exists ({_MINE} and w.state = 'held') or exists (select 1 from assignment a"
    " where a.task_id = t.id and a.account_id = %(me)s and a.type = 'AN' and not a.is_done))",
}


def _prepared(db: Connection, wanted: Wanted) -> tuple[Writer, str]:
    """A writer, and the condition that all tasks of the list fulfil."""
    writer = Writer(wanted.project_id, wanted.sight, _broken(db, wanted.tree), wanted.selection)
    parts = ["t.project_id = %(project)s"]
    if wanted.tree.lines:
        parts.append(f"({writer.tree(wanted.tree)})")
    if wanted.search:
        text = wanted.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        number = int(wanted.search) if wanted.search.isdigit() and len(wanted.search) < 10 else None
        named, numbered = writer.bind(f"%{text}%"), writer.bind(number)
        parts.append(
            f"(t.id = {numbered}::bigint or t.inner_id = {numbered}::bigint or exists (select 1 from data_unit u"
            f" where u.id = t.data_unit_id and u.title ilike {named}))"
        )
    if wanted.annotated:
        parts.append("t.total_annotations > 0")
    if wanted.work is not None:
        parts.append(_WORK[wanted.work])
    if wanted.included is not None:
        parts.append(f"t.id = any({writer.bind(list(wanted.included))}::bigint[])")
    if wanted.excluded:
        parts.append(f"t.id <> all({writer.bind(list(wanted.excluded))}::bigint[])")
    if wanted.sight.extent is not Extent.ALL:
        parts.append(_EXTENTS[wanted.sight.extent])
    return writer, " and ".join(parts)


def _broken(db: Connection, tree: Tree) -> list[str]:
    """The regular expressions that the database cannot read: they find nothing (LSE 13.3.1)."""
    broken = []
    for pattern in patterns_of(tree):
        try:
            with db.transaction():
                value(db, "select '' ~ %s", (pattern,))
        except pg.DataError:
            broken.append(pattern)
    return broken


def _parts(writer: Writer, wanted: Wanted) -> list[_Part]:
    order = wanted.order
    column = order.column
    if column.id in ("id", "created_at"):  # tasks are numbered in the order in which they are made
        # Inside of a project both numbers rise together, so a stretch of one is read in the order of its own index.
        narrowed = any(line.column.id == "inner_id" for line in wanted.tree.lines)
        return [_Part("", "t.inner_id" if narrowed and not wanted.tree.any_of else "t.id", "")]
    if column.id in STEPS:
        steps = [_Part(f"t.{column.id} = '{step}'", "t.id", "") for step in STEPS[column.id]]
        return steps[::-1] if order.descending else steps
    kind = Type.NUMBER if order.as_number else None
    place = writer.place(column, kind)
    if not place.nullable:
        return [_Part("", place.sql, place.kind)]
    parts = [_Part(f"{place.sql} is not null", place.sql, place.kind)]
    if kind is Type.NUMBER:  # what is no number comes after the numbers, as text
        text = writer.place(column)
        parts.append(_Part(f"{place.sql} is null and {text.sql} is not null", text.sql, text.kind))
        return [*parts, _Part(f"{text.sql} is null", "t.id", "")]
    return [*parts, _Part(f"{place.sql} is null", "t.id", "")]


def page_ids(db: Connection, wanted: Wanted, *, after: Mark | None, limit: int) -> list[Mark]:
    """The next tasks of a list after a place. Depth costs nothing where the column has an index."""
    writer, where = _prepared(db, wanted)
    found: list[Mark] = []
    for number, part in enumerate(_parts(writer, wanted)):
        if after is not None and number < after.part:
            continue
        place = after if after is not None and number == after.part else None
        found += _read(db, writer, where, part, number, wanted.order.descending, limit - len(found), after=place)
        if len(found) >= limit:
            break
    return found


def offset_ids(db: Connection, wanted: Wanted, *, limit: int, offset: int) -> list[int]:
    """A page by its number, for clients that count pages."""
    if wanted.is_everything and wanted.order == Order():
        straight = _numbered(db, wanted.project_id, limit, offset)
        if straight is not None:
            return straight
    writer, where = _prepared(db, wanted)
    found: list[Mark] = []
    parts = _parts(writer, wanted)
    for number, part in enumerate(parts):
        found += _read(db, writer, where, part, number, wanted.order.descending, limit - len(found), offset=offset)
        if len(found) >= limit or number + 1 == len(parts):
            break
        if found:
            offset = 0
        elif offset:
            offset = max(0, offset - _size(db, writer, where, part))
    return [mark.task_id for mark in found]


def _numbered(db: Connection, project_id: int, limit: int, offset: int) -> list[int] | None:
    """A page by the numbers of tasks inside of the project, while none of them is missing: no walking at all."""
    found = record(
        db,
        """select coalesce(sum(tasks), 0) as tasks,
             (select max(inner_id) from task where project_id = %(project)s) as last
           from project_tally where project_id = %(project)s""",
        {"project": project_id},
    )
    if found is None or found["last"] != found["tasks"]:
        return None
    return values(
        db,
        """select id from task where project_id = %s and inner_id > %s and inner_id <= %s order by inner_id""",
        (project_id, offset, offset + limit),
    )


def _read(
    db: Connection,
    writer: Writer,
    where: str,
    part: _Part,
    number: int,
    descending: bool,
    limit: int,
    *,
    after: Mark | None = None,
    offset: int = 0,
) -> list[Mark]:
    way, sign = ("desc", "<") if descending else ("asc", ">")
    by_id = part.kind == ""
    conditions = [where] + ([part.condition] if part.condition else [])
    params = {**writer.params, "limit": limit, "offset": offset}
    if after is not None:
        params |= {"after_id": after.task_id, "after_value": after.value}
        conditions.append(
            f"t.id {sign} %(after_id)s"
            if by_id
            else f"({part.key}, t.id) {sign} (%(after_value)s::{part.kind}, %(after_id)s)"
        )
    order = f"{part.key} {way}" if by_id else f"{part.key} {way}, t.id {way}"
    found = records(
        db,
        composed(
            f"select {'null' if by_id else part.key} as place, t.id from task t where {' and '.join(conditions)}"
            f" order by {order} limit %(limit)s offset %(offset)s"
        ),
        params,
    )
    return [Mark(number, row["place"], row["id"]) for row in found]


def _size(db: Connection, writer: Writer, where: str, part: _Part) -> int:
    conditions = f"{where} and {part.condition}" if part.condition else where
    return int(value(db, composed(f"select count(*) from task t where {conditions}"), writer.params))


def count(db: Connection, wanted: Wanted) -> int:
    """How many tasks a list has. Lists that are narrowed by status alone are counted already."""
    if wanted.is_everything:
        return task_counts(db, wanted.project_id)[0]
    counted = _tallied(wanted)
    if counted is not None:
        names = " + ".join(f"sum({name})" for name in sorted(counted)) or "0"
        sql = composed("select coalesce(", names, ", 0) from project_tally where project_id = %s")
        return int(value(db, sql, (wanted.project_id,)))
    writer, where = _prepared(db, wanted)
    return int(value(db, composed(f"select count(*) from task t where {where}"), writer.params))


def _tallied(wanted: Wanted) -> set[str] | None:
    """The statuses that a list is narrowed to, when nothing else narrows it."""
    plain = not (wanted.search or wanted.annotated or wanted.excluded or wanted.work) and wanted.included is None
    if not plain or wanted.sight.extent is not Extent.ALL or len(wanted.tree.lines) != 1:
        return None
    [line] = wanted.tree.lines
    if line.column.id != "status" or line.operator not in ("equal", "in_list"):
        return None
    named = {line.value} if line.operator == "equal" else set(line.value)
    return named & set(STEPS["status"])


def condition(db: Connection, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """What all tasks `t` of a list fulfil, for statements that read more of them than a list does; its parameters."""
    writer, where = _prepared(db, wanted)
    return where, writer.params


def every_id(db: Connection, wanted: Wanted) -> list[int]:
    """All tasks of a list, by number."""
    writer, where = _prepared(db, wanted)
    return values(db, composed(f"select t.id from task t where {where} order by t.id"), writer.params)


def task_counts(db: Connection, project_id: int) -> tuple[int, int, int]:
    """Tasks, annotations and predictions of a project."""
    [found] = records(
        db,
        """select coalesce(sum(tasks), 0)::bigint as tasks, coalesce(sum(annotations), 0)::bigint as annotations,
             coalesce(sum(predictions), 0)::bigint as predictions from project_tally where project_id = %s""",
        (project_id,),
    )
    return found["tasks"], found["annotations"], found["predictions"]


_BASE = """t.id, t.inner_id, t.status, t.state, u.title, u.data,
  jsonb_path_query_first(u.media, '$.**.thumbnail') #>> '{}' as thumbnail,
  jsonb_path_query_first(u.media, '$.**.problem') #>> '{}' as problem"""


def cells(
    db: Connection,
    project_id: int,
    sight: Sight,
    task_ids: Sequence[int],
    columns: Sequence[Column],
    selection: Selection | None = None,
) -> dict[int, dict[str, Any]]:
    """What a list shows of some tasks, by id: title and picture, and under `cells` the values of columns in order."""
    writer = Writer(project_id, sight, selection=selection)
    asked = ", ".join(f"{writer.place(column).sql} as c{n}" for n, column in enumerate(columns))
    found = records(
        db,
        composed(
            f"select {_BASE}{', ' if asked else ''}{asked} from task t join data_unit u on u.id = t.data_unit_id"
            f" where t.id = any({writer.bind(list(task_ids))}) and t.project_id = %(project)s"
        ),
        writer.params,
    )
    return {
        row["id"]: {**row, "cells": {column.id: _shown(row.pop(f"c{n}")) for n, column in enumerate(columns)}}
        for row in found
    }


def _shown(found: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(found, Decimal):
        return float(found)
    return found.isoformat() if isinstance(found, datetime) else found


def people_of(db: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, list[int]]]:
    """Who commented on, skipped and changed last some tasks."""
    found = records(
        db,
        """select task_id, 'comment_authors' as part, author_id as person from comment
             where task_id = any(%(tasks)s) and author_id is not null
           union select task_id, 'skipped_by', author_id from annotation
             where task_id = any(%(tasks)s) and was_cancelled and author_id is not null
           union select id, 'updated_by', updated_by from task where id = any(%(tasks)s) and updated_by is not null
           order by 1, 2, 3""",
        {"tasks": list(task_ids)},
    )
    answer: dict[int, dict[str, list[int]]] = {}
    for row in found:
        answer.setdefault(row["task_id"], {}).setdefault(row["part"], []).append(row["person"])
    return answer
