"""What reading a file gives: tasks to be, and what is wrong with those that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Result = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is named in a file: by id, by e-mail address, or both."""

    id: int | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class RowReview:
    """A verdict on an annotation, as an earlier export told it."""

    accepted: bool
    created_by: Person | None


@dataclass(frozen=True, slots=True)
class RowAnnotation:
    """An annotation that comes with a task. `ground_truth` is None where the file does not say."""

    result: Result
    completed_by: Person | None = None
    was_cancelled: bool = False
    ground_truth: bool | None = None
    lead_time: float | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    unique_id: str | None = None
    import_id: int | None = None
    reviews: tuple[RowReview, ...] = ()


@dataclass(frozen=True, slots=True)
class RowPrediction:
    """A prediction that comes with a task."""

    result: Result
    score: float | None = None
    model_version: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One task to be. `number` counts from 1: lines of a text, tasks of a JSON list."""

    file: str
    number: int
    data: Mapping[str, Any]
    meta: Mapping[str, Any] | None = None
    annotations: tuple[RowAnnotation, ...] = ()
    predictions: tuple[RowPrediction, ...] = ()
    overlap: int | None = None
    allow_skip: bool = True


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot become a task. `row` is None when it is about the whole file.

    After a `fatal` problem nothing more of the file could be read, so that skipping the row is no way out.
    """

    file: str
    row: int | None
    field: str
    message: str
    fix: str
    fatal: bool = False


class Unreadable(Exception):
    """Ends the reading of a file from deep inside; never leaves `read`, which yields its problem."""

    def __init__(self, row: int | None, message: str, fix: str) -> None:
        super().__init__(message)
        self.row = row
        self.message = message
        self.fix = fix
