"""Routes of how people work: the Performance tab, the log, time spent (MQA 87)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import AwareDatetime, BaseModel

from assay.access.deps import Context
from assay.access.rules.people import initials
from assay.access.rules.permissions import Permission
from assay.insights.performance import queries
from assay.insights.performance.queries import Span
from assay.insights.performance.rules import annotator, reviewer
from assay.kit.errors import BadInput
from assay.kit.http import Id, QueryId, Routes
from assay.projects import sight

router = Routes(tags=["performance"])

Since = Annotated[AwareDatetime | None, Query(description="From this moment on; with an offset from UTC.")]
Until = Annotated[AwareDatetime | None, Query(description="Before this moment.")]


class Person(BaseModel):
    """Somebody who works in the project."""

    id: int
    email: str
    first_name: str
    last_name: str
    initials: str
    avatar: str | None


class ShareShape(BaseModel):
    """A share from 0 to 1 of `of` things, with its 95 % interval; null when there are none."""

    share: float | None
    low: float
    high: float
    of: int


class AnnotatorRow(BaseModel):
    """What somebody handed in, and how it was judged. Items are instances, or whole annotations.

    `returned` wait for their author now, `rejections` were given in all rounds. `rounds` is the mean of what is
    approved. `first_pass` is the share of first verdicts that approved unchanged; `first_pass_of_all` the same for
    all that was handed in, each verdict weighed by the probability with which its item was drawn.
    """

    user: Person
    submitted: int
    items: int
    approved: int
    returned: int
    rejected: int
    waiting: int
    not_selected: int
    rejections: int
    rounds: float | None
    seconds: float | None
    first_pass: ShareShape
    first_pass_of_all: ShareShape


class ReviewerRow(BaseModel):
    """What somebody judged. `overturned` is the share of it that an expert judged otherwise, of what experts saw."""

    user: Person
    judged: int
    approved: int
    fixed: int
    rejected: int
    to_expert: int
    seconds: float | None
    overturned: ShareShape


class ReasonCount(BaseModel):
    """How often a reason was given to somebody for instances of a class."""

    user: int
    class_name: str
    reason: str
    count: int


class Performance(BaseModel):
    """How people work in a project."""

    annotators: list[AnnotatorRow]
    reviewers: list[ReviewerRow]
    reasons: list[ReasonCount]


class TimeSpent(BaseModel):
    """Seconds that somebody worked on an item at one stage: annotate, review, or expert."""

    user: int
    task: int
    title: str
    stage: str
    seconds: float


class LogEntry(BaseModel):
    """Something that happened. Payloads hold numbers and names, never results."""

    id: int
    at: datetime
    action: str
    actor: int | None
    task: int | None
    annotation: int | None
    payload: dict[str, Any]


@router.get("/api/projects/{id}/performance/", response_model=Performance)
def performance(ctx: Context, id: Id, since: Since = None, until: Until = None) -> Any:
    """The figures of everybody who annotated or reviewed, and why work was rejected, in a span of time."""
    project = ctx.project(id, Permission.PERFORMANCE_VIEW)
    span = _span(id, since, until)
    seen = sight.of(project, ctx.actor.id)
    return {
        "annotators": [
            {"user": _person(row), **annotator(row)}
            for row in queries.annotators(ctx.db, span)
            if not seen.hides(row["id"])
        ],
        "reviewers": [
            {"user": _person(row), **reviewer(row)}
            for row in queries.reviewers(ctx.db, span)
            if not seen.hides(row["id"])
        ],
        "reasons": [row for row in queries.reasons(ctx.db, span) if not seen.hides(row["user"])],
    }


@router.get("/api/projects/{id}/time-spent/", response_model=list[TimeSpent])
def time_spent(
    ctx: Context,
    id: Id,
    user: QueryId = None,
    since: Since = None,
    until: Until = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Any:
    """How long people worked, by person, item and stage; a page of it in the order of the items."""
    ctx.project(id, Permission.PERFORMANCE_VIEW)
    return queries.time_spent(ctx.db, _span(id, since, until, user), page_size, (page - 1) * page_size)


@router.get("/api/projects/{id}/logs/", response_model=list[LogEntry])
def logs(
    ctx: Context,
    id: Id,
    task: QueryId = None,
    user: QueryId = None,
    action: Annotated[str | None, Query(max_length=2000, description="Actions with commas between them.")] = None,
    since: Since = None,
    until: Until = None,
    before: QueryId = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Any:
    """What happened in a project, the newest first; for the next page give the id of the last entry as `before`."""
    ctx.project(id, Permission.PERFORMANCE_VIEW)
    actions = [part.strip() for part in action.split(",") if part.strip()] if action else None
    span = _span(id, since, until, user)
    return queries.log(ctx.db, span, task_id=task, actions=actions, before=before, limit=limit)


def _span(project_id: int, since: datetime | None, until: datetime | None, user: int | None = None) -> Span:
    if since is not None and until is not None and until <= since:
        raise BadInput.field("until", "is not after since.", "Give a later moment, or leave it out.")
    return Span(project_id, since, until, user)


def _person(row: dict[str, Any]) -> dict[str, Any]:
    names = {name: row[name] for name in ("id", "email", "first_name", "last_name")}
    return {**names, "initials": initials(row["first_name"], row["last_name"], row["email"]), "avatar": None}
