"""Filters read a second time, from plain values in memory: what the database finds is compared with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from assay.datamanager.rules.columns import Column, Holds
from assay.datamanager.rules.filters import Line, Tree
from assay.datamanager.rules.operators import Type


@dataclass
class Annotation:
    """One person's work on a task."""

    id: int
    author: int
    result: list[Any]
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None


@dataclass
class Prediction:
    """What a model says."""

    result: list[Any]
    score: float | None
    model_version: str


@dataclass
class Remark:
    """A comment."""

    author: int
    text: str


@dataclass
class Task:
    """A task with all that filters can ask about. `facts` are the values of its own columns."""

    id: int
    facts: dict[str, Any]
    data: dict[str, Any]
    meta: dict[str, Any] | None
    annotations: list[Annotation] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    assigned: dict[str, list[int]] = field(default_factory=lambda: {"AN": [], "RE": []})


def matches(task: Task, tree: Tree) -> bool:
    """Whether a task fulfils a filter; a filter without lines is fulfilled."""
    if not tree.lines:
        return True
    return (any if tree.any_of else all)(_line(task, line) for line in tree.lines)


def _line(task: Task, line: Line) -> bool:
    column = line.column
    if line.children:
        rows = _rows(task, column)
        return any(all(_on_row(row, each) != each.denies for each in (line, *line.children)) for row in rows)
    if column.holds is Holds.PEOPLE:
        found = bool(_people(task, column.id) & set(line.value)) if line.operator != "empty" else None
        if found is None:
            return (not _people(task, column.id)) == line.value
        return found != line.denies
    if column.rows.value and (column.holds is not Holds.PLAIN or column.id == "comments"):
        if line.operator == "empty":
            return (not any(_held(row, column) for row in _rows(task, column))) == line.value
        return any(_on_row(row, line) for row in _rows(task, column)) != line.denies
    return _compare(line, _value(task, line)) != line.denies


def _rows(task: Task, column: Column) -> list[Any]:
    return {"annotations": task.annotations, "predictions": task.predictions, "comments": task.comments}[
        column.rows.value
    ]


def _held(row: Any, column: Column) -> bool:
    found = _row_value(row, column)
    return bool(found) and found != "[]"


def _people(task: Task, name: str) -> set[int]:
    if name == "annotators":
        return {one.author for one in task.annotations} | set(task.assigned["AN"])
    if name == "reviewers":
        return set(task.assigned["RE"])
    if name == "skipped_by":
        return {one.author for one in task.annotations if one.was_cancelled}
    if name == "comment_authors":
        return {one.author for one in task.comments}
    raise AssertionError(name)


def _value(task: Task, line: Line) -> Any:
    column = line.column
    if column.is_data:
        source = task.data if column.id.startswith("data.") else task.meta or {}
        return _field(source.get(column.field), line.type)
    scores = [one.score for one in task.predictions if one.score is not None]
    times = [one.lead_time for one in task.annotations if one.lead_time is not None and not one.was_cancelled]
    computed: dict[str, Any] = {
        "ground_truth": any(one.ground_truth for one in task.annotations),
        "predictions_score": sum(scores) / len(scores) if scores else None,
        "avg_lead_time": sum(times) / len(times) if times else None,
        "annotators_count": len(_people(task, "annotators")),
        "comment_authors_count": len(_people(task, "comment_authors")),
    }
    return computed[column.id] if column.id in computed else task.facts[column.id]


def _field(found: Any, kind: Type) -> Any:
    text = found if isinstance(found, str) or found is None else orjson.dumps(found).decode()
    if kind is not Type.NUMBER or text is None:
        return text
    try:
        return float(text) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", text) else None
    except ValueError:
        return None


def _row_value(row: Any, column: Column) -> Any:
    match column.id:
        case "annotators" | "comment_authors":
            return row.author
        case "skipped_by":
            return row.author if row.was_cancelled else None
        case "annotations_ids":
            return row.id
        case "annotations_results" | "predictions_results":
            return _json(row.result)
        case "ground_truth":
            return row.ground_truth
        case "avg_lead_time":
            return row.lead_time
        case "predictions_score":
            return row.score
        case "predictions_model_versions":
            return row.model_version
        case "comments":
            return row.text
    raise AssertionError(column.id)


def _json(result: Any) -> str:
    """As PostgreSQL writes it: shorter keys first, a blank behind each colon and comma."""
    if isinstance(result, dict):
        keys = sorted(result, key=lambda key: (len(key), key))
        return "{" + ", ".join(f'"{key}": {_json(result[key])}' for key in keys) + "}"
    if isinstance(result, list):
        return "[" + ", ".join(map(_json, result)) + "]"
    return orjson.dumps(result).decode()


def _on_row(row: Any, line: Line) -> bool:
    """The positive of a line, about one row."""
    column = line.column
    if column.holds is Holds.ANSWERS:
        given = {
            answer
            for entry in row.result
            if entry["from_name"] == column.control
            for answer in entry["value"].get(column.value_key, [])
        }
        return set(line.value) <= given
    found = _row_value(row, column)
    if line.operator == "empty":
        return (found in (None, "", "[]")) == line.value
    if column.type is Type.LIST:
        return found in line.value
    return _compare(line, found)


def _compare(line: Line, found: Any) -> bool:
    """The positive of a line, about one value."""
    given = line.value
    if line.operator == "empty":
        nothing = found is None or (line.type is Type.STRING and found == "") or (line.column.counter and found == 0)
        return bool(nothing) == given
    if found is None:
        return False
    if isinstance(found, datetime) and isinstance(given, datetime):
        assert found.tzinfo is not None
    match line.positive:
        case "equal":
            return bool(found == given)
        case "less":
            return bool(found < given)
        case "less_or_equal":
            return bool(found <= given)
        case "greater":
            return bool(found > given)
        case "greater_or_equal":
            return bool(found >= given)
        case "in":
            return (given.least is None or found >= given.least) and (given.most is None or found <= given.most)
        case "in_list":
            return found in given
        case "contains":
            return given in found if line.column.holds is Holds.JSON else given.lower() in found.lower()
        case "starts_with":
            return bool(found.lower().startswith(given.lower()))
        case "ends_with":
            return bool(found.lower().endswith(given.lower()))
        case "regex":
            try:
                return re.search(given, found) is not None
            except re.error:
                return False
    raise AssertionError(line.positive)
