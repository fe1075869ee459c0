"""Filters as SQL about the task `t`. Values are always parameters; names of columns are looked up in `places`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from assay.datamanager.queries import agreement
from assay.datamanager.queries.places import (
    ANSWERS,
    FIELD,
    META,
    NOT_OWN,
    NUMBER,
    ON_ROW,
    OWN,
    PEOPLE,
    PLACES,
    ROWS,
    Place,
    people_of_task,
)
from assay.datamanager.rules.agreement import Selection
from assay.datamanager.rules.columns import Column, Holds, Rows
from assay.datamanager.rules.filters import Line, Range, Tree
from assay.datamanager.rules.operators import Type
from assay.datamanager.rules.sight import Level, Sight

NOTHING = "false"


class Writer:
    """Writes conditions and collects their parameters. `broken` are regular expressions that PostgreSQL refuses.

    Columns of agreement show that of the `selection`, where there is one.
    """

    def __init__(
        self, project_id: int, sight: Sight, broken: Iterable[str] = (), selection: Selection | None = None
    ) -> None:
        self.params: dict[str, Any] = {"project": project_id, "me": sight.account_id}
        self._sight = sight
        self._own = OWN if sight.own_work_only else NOT_OWN
        self._broken = frozenset(broken)
        self._selection = selection

    def bind(self, value: Any) -> str:
        """A parameter with this value."""
        name = f"p{len(self.params)}"
        self.params[name] = value
        return f"%({name})s"

    def place(self, column: Column, kind: Type | None = None) -> Place:
        """The value of a column, for a filter, an order or a cell."""
        if column.dimension or (column.id == "agreement" and self._selection):
            return self._agreement(column)
        if not column.is_data:
            found = PLACES[column.id]
            return found._replace(sql=self._owned(found.sql))
        key = self.bind(column.field)
        field = (FIELD if column.id.startswith("data.") else META).format(key=key)
        if kind is Type.NUMBER:
            return Place(NUMBER.format(field=field), "numeric")
        return Place(field, "text")

    def _agreement(self, column: Column) -> Place:
        dimension = self.bind(str(column.dimension)) if column.dimension else None
        if self._selection is not None:
            return agreement.of_selection(self._selection, dimension, self.bind)
        assert dimension is not None
        return agreement.of_dimension(dimension)

    def _owned(self, sql: str) -> str:
        for name, condition in self._own.items():
            sql = sql.replace(f"{{{name}}}", condition)
        return sql

    def tree(self, tree: Tree) -> str:
        """A whole filter; empty when it has no lines."""
        return (" or " if tree.any_of else " and ").join(f"({self.line(line)})" for line in tree.lines)

    def line(self, line: Line) -> str:
        """One line with its children."""
        column = line.column
        if line.children:
            rows = [self._denied(each, self._on_row(each)) for each in (line, *line.children)]
            return self._exists(column.rows, rows)
        if column.holds is Holds.PEOPLE:
            return self._denied(line, self._people(line))
        if (column.rows is not Rows.NONE and column.holds is not Holds.PLAIN) or column.id == "comments":
            return self._denied(line, self._any_row(line))
        return self._denied(line, self._compared(line, self.place(column, line.type).sql))

    @staticmethod
    def _denied(line: Line, positive: str) -> str:
        return f"({positive}) is not true" if line.denies else positive

    def _exists(self, rows: Rows, conditions: Iterable[str]) -> str:
        return f"exists ({self._owned(ROWS[rows])} and {' and '.join(f'({one})' for one in conditions)})"

    def _any_row(self, line: Line) -> str:
        if line.operator == "empty":
            held = "<> '[]'" if line.column.holds is Holds.JSON else "::text <> ''"
            some = self._exists(line.column.rows, [f"{ON_ROW[line.column.id]}{held}"])
            return f"not {some}" if line.value else some
        return self._exists(line.column.rows, [self._on_row(line)])

    def _on_row(self, line: Line) -> str:
        """The positive of a line about one row."""
        column = line.column
        if column.holds is Holds.ANSWERS:
            return " and ".join(self._answered(column, answer) for answer in line.value) or NOTHING
        value = ON_ROW[column.id]
        if line.operator == "empty":
            empty = f"coalesce({value}::text, '') in ('', '[]')"
            return empty if line.value else f"not {empty}"
        if column.type is Type.LIST:
            return f"{value} = any({self.bind(list(line.value))})"
        return self._compared(line, value)

    def _answered(self, column: Column, answer: Any) -> str:
        """Whether a result holds an answer: containment, so that the order of answers is nothing."""
        said: Any
        if column.value_key == "taxonomy":
            said = [list(answer) if isinstance(answer, tuple) else answer.split(" / ")]
        elif column.value_key in ("rating", "number"):
            said = orjson.loads(answer) if str(answer).replace(".", "", 1).lstrip("-").isdigit() else answer
        else:
            said = [answer]
        entry = orjson.dumps([{"from_name": column.control, "value": {column.value_key: said}}]).decode()
        return f"{ANSWERS[column.rows]} @> {self.bind(entry)}::jsonb"

    def _people(self, line: Line) -> str:
        name = line.column.id
        # Reviewers do not learn who the other reviewers are (LSE 13.2.2).
        only_me = name == "reviewers" and self._sight.level is not Level.MANAGER
        if line.operator == "empty":
            mine = " and account_id = %(me)s" if only_me else ""
            some = f"exists (select 1 from ({people_of_task(name)}) who where account_id is not null{mine})"
            return f"not {some}" if line.value else some
        wanted = [person for person in line.value if not only_me or person == self._sight.account_id]
        ids = self.bind(wanted)
        found = " union all ".join(
            f"(select task_id from ({source}) who where account_id = any({ids}))" for source in PEOPLE[name]
        )
        return f"t.id in ({found})"

    def _compared(self, line: Line, value: str) -> str:
        """The positive of a line about one value; null where there is none."""
        given = line.value
        match line.positive:
            case "empty" if line.column.counter:  # counters are never null; so written, small indexes serve it
                return f"{value} = 0" if given else f"{value} > 0"
            case "empty":
                empty = _empty(line.column, value)
                return empty if given else f"({empty}) is not true"
            case "equal":
                return f"{value} = {self.bind(given)}"
            case "less":
                return f"{value} < {self.bind(given)}"
            case "less_or_equal":
                return f"{value} <= {self.bind(given)}"
            case "greater":
                return f"{value} > {self.bind(given)}"
            case "greater_or_equal":
                return f"{value} >= {self.bind(given)}"
            case "in":
                return self._between(value, given)
            case "in_list":
                return f"{value} = any({self.bind(_of_one_kind(given))})"
            case "regex":
                return NOTHING if given in self._broken else f"{value} ~ {self.bind(given)}"
            case "contains" if line.column.holds is Holds.JSON:
                return f"position({self.bind(given)} in {value}) > 0"
            case "contains":
                return f"{value} ilike {self.bind(f'%{_plain(given)}%')}"
            case "starts_with":
                return f"{value} ilike {self.bind(f'{_plain(given)}%')}"
            case "ends_with":
                return f"{value} ilike {self.bind(f'%{_plain(given)}')}"
        raise AssertionError(line.positive)

    def _between(self, value: str, ends: Range) -> str:
        least = [] if ends.least is None else [f"{value} >= {self.bind(ends.least)}"]
        most = [] if ends.most is None else [f"{value} <= {self.bind(ends.most)}"]
        return " and ".join(least + most)


def _empty(column: Column, value: str) -> str:
    if column.type is Type.STRING:
        return f"coalesce({value}::text, '') = ''"
    return f"{value} is null"


def _of_one_kind(values: Sequence[Any]) -> list[Any]:
    """Whole numbers stay whole, so that an index serves them; beside others they are no longer."""
    return [float(one) for one in values] if any(isinstance(one, float) for one in values) else list(values)


def _plain(text: str) -> str:
    """A text in which no sign is a placeholder of LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def patterns_of(tree: Tree) -> set[str]:
    """The regular expressions of a filter, which the database may refuse."""
    return {line.value for line in tree.every if line.operator == "regex"}
