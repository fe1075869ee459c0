"""Lists of tasks: pages by place (keyset), never touching what is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, json, records, run, value, values

LARGEST_COUNT = 100_000


@dataclass(frozen=True, slots=True)
class Order:
    """How a list of tasks is ordered: by a column with its own index, then by id."""

    column: str
    sql: LiteralString
    kind: LiteralString
    descending: bool


_COLUMNS: dict[str, tuple[LiteralString, LiteralString]] = {
    "id": ("t.id", "bigint"),
    "updated_at": ("t.updated_at", "timestamptz"),
    "created_at": ("t.id", "bigint"),
    "status": ("t.status", "text"),
}
ORDERS: dict[str, Order] = {
    prefix + name: Order(name, sql, kind, descending)
    for name, (sql, kind) in _COLUMNS.items()
    for prefix, descending in (("", False), ("-", True))
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks of a project a list shows.

    `own_of` leaves only tasks that this person had in hand, `annotated` only those that have an annotation.
    """

    project_id: int
    statuses: Sequence[str] | None = None
    search: str | None = None
    own_of: int | None = None
    annotated: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.statuses or self.search or self.own_of or self.annotated)


def _conditions(f: Filter) -> tuple[str, dict[str, Any]]:
    parts = ["t.project_id = %(project)s"]
    params: dict[str, Any] = {"project": f.project_id}
    if f.statuses:
        parts.append("t.status = any(%(statuses)s)")
        params["statuses"] = list(f.statuses)
    if f.search:
        text = f.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parts.append("(u.title ilike %(search)s or t.id = %(number)s or t.inner_id = %(number)s)")
        params["search"] = f"%{text}%"
        params["number"] = int(f.search) if f.search.isdigit() and len(f.search) < 10 else None
    if f.own_of is not None:
        parts.append(
            "exists (select 1 from work_item w where w.task_id = t.id and w.holder_id = %(own)s"
            " and w.kind = 'annotate' and not w.prefetched)"
        )
        params["own"] = f.own_of
    if f.annotated:
        parts.append("t.total_annotations > 0")
    return " and ".join(parts), params


def page_ids(
    db: Connection, wanted: Filter, order: Order, *, after: tuple[Any, int] | None, limit: int
) -> list[tuple[Any, int]]:
    """The next tasks of a list after a place: (value of the order's column, id). Depth costs nothing."""
    where, params = _conditions(wanted)
    beyond = ""
    if after is not None:
        sign = "<" if order.descending else ">"
        if order.sql == "t.id":
            beyond = f"and t.id {sign} %(after_id)s"
        else:
            beyond = f"and ({order.sql}, t.id) {sign} (%(after_value)s::{order.kind}, %(after_id)s)"
        params["after_value"], params["after_id"] = after
    way = "desc" if order.descending else "asc"
    by = f"t.id {way}" if order.sql == "t.id" else f"{order.sql} {way}, t.id {way}"
    unit = "join data_unit u on u.id = t.data_unit_id" if wanted.search else ""
    found = records(
        db,
        composed(
            f"select {order.sql} as place, t.id from task t {unit} where {where} {beyond} order by {by} limit %(limit)s"
        ),
        {**params, "limit": limit},
    )
    return [(row["place"], row["id"]) for row in found]


def count(db: Connection, wanted: Filter) -> int | None:
    """How many tasks a list has, or None beyond a number that nobody needs exactly."""
    if not wanted.narrows:
        return int(
            value(db, "select coalesce(sum(tasks), 0) from project_tally where project_id = %s", (wanted.project_id,))
        )
    if wanted.statuses and not (wanted.search or wanted.own_of or wanted.annotated):
        columns = " + ".join(f"sum({name})" for name in wanted.statuses if name in _STATUSES)
        return int(
            value(
                db,
                composed("select coalesce(", columns or "0", ", 0) from project_tally where project_id = %s"),
                (wanted.project_id,),
            )
        )
    where, params = _conditions(wanted)
    unit = "join data_unit u on u.id = t.data_unit_id" if wanted.search else ""
    found = int(
        value(
            db,
            composed(f"select count(*) from (select 1 from task t {unit} where {where} limit %(most)s) n"),
            {**params, "most": LARGEST_COUNT + 1},
        )
    )
    return found if found <= LARGEST_COUNT else None


_STATUSES = frozenset({"queued", "assigned", "in_review", "returned", "completed"})


def offset_ids(db: Connection, wanted: Filter, *, limit: int, offset: int) -> list[int]:
    """A page by its number, for clients that count pages; it walks an index without touching the tasks."""
    where, params = _conditions(wanted)
    return values(
        db,
        composed(f"select t.id from task t where {where} order by t.id limit %(limit)s offset %(offset)s"),
        {**params, "limit": limit, "offset": offset},
    )


def rows(db: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What the list shows of some tasks, by id."""
    found = records(
        db,
        """select t.id, t.inner_id, u.title, u.data,
             jsonb_path_query_first(u.media, '$.**.thumbnail') #>> '{}' as thumbnail,
             jsonb_path_query_first(u.media, '$.**.problem') #>> '{}' as problem, t.status, t.state,
             t.total_annotations, t.cancelled_annotations, t.total_predictions, t.overlap, t.is_labeled, t.reviewed,
             t.comment_count, t.unresolved_comment_count, t.created_at, t.updated_at,
             exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth) as ground_truth
           from task t join data_unit u on u.id = t.data_unit_id where t.id = any(%s)""",
        (list(task_ids),),
    )
    return {row["id"]: row for row in found}


def task_count_of(db: Connection, project_id: int) -> tuple[int, int, int]:
    """Tasks, annotations and predictions of a project."""
    [found] = records(
        db,
        """select coalesce(sum(tasks), 0)::bigint as tasks, coalesce(sum(annotations), 0)::bigint as annotations,
             coalesce(sum(predictions), 0)::bigint as predictions from project_tally where project_id = %s""",
        (project_id,),
    )
    return found["tasks"], found["annotations"], found["predictions"]


def change_task(db: Connection, task_id: int, changes: dict[str, Any]) -> None:
    """Writes facts of a task that a manager may set."""
    if "meta" in changes:
        run(db, "update task set meta = %s, updated_at = now() where id = %s", (json(changes["meta"]), task_id))
    if "allow_skip" in changes:
        run(db, "update task set allow_skip = %s, updated_at = now() where id = %s", (changes["allow_skip"], task_id))
    if "overlap" in changes:
        run(
            db,
            """update task set overlap = %(overlap)s, updated_at = now(),
                 reopened_seq = case when slots_taken < %(overlap)s and not queue_open then nextval('queue_reopening')
                                     when slots_taken < %(overlap)s then reopened_seq end,
                 queue_open = slots_taken < %(overlap)s
               where id = %(task)s""",
            {"overlap": changes["overlap"], "task": task_id},
        )
    if "data" in changes:
        run(
            db,
            """update data_unit set data = %s, title = %s
               where id = (select data_unit_id from task where id = %s)""",
            (json(changes["data"]), changes["title"], task_id),
        )
        run(db, "update task set updated_at = now() where id = %s", (task_id,))


def is_theirs(db: Connection, task_id: int, account_id: int) -> bool:
    """Whether a person has or had a task in hand, or was assigned to it."""
    return bool(
        value(
            db,
            """select exists (select 1 from work_item where task_id = %(task)s and holder_id = %(person)s
                 and kind = 'annotate')
               or exists (select 1 from assignment where task_id = %(task)s and account_id = %(person)s)""",
            {"task": task_id, "person": account_id},
        )
    )
