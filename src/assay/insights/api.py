"""Routes of the figures of a project."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.access.rules.tabs import opener
from assay.insights import summary
from assay.insights.agreement import api as agreement
from assay.insights.explore import api as explore
from assay.insights.labels import api as labels
from assay.insights.people import api as people
from assay.insights.performance import api as performance
from assay.kit.errors import NotAllowed
from assay.kit.http import Id, Routes
from assay.projects import sight

router = Routes(tags=["insights"])


class TaskFigures(BaseModel):
    """How many tasks stand where."""

    total: int
    queued: int
    assigned: int
    in_review: int
    returned: int
    completed: int
    labeled: int
    reviewed: int


class AnnotationFigures(BaseModel):
    """How many annotations there are; skips are not among them."""

    total: int
    skipped: int


class ItemFigures(BaseModel):
    """How many review items stand where; what waits for an expert is pending too."""

    pending: int
    accepted: int
    returned: int
    rejected: int
    not_selected: int


class DayFigures(BaseModel):
    """What was done on one day (UTC): work handed in, verdicts given, tasks completed."""

    date: str
    annotated: int
    reviewed: int
    completed: int


class Medians(BaseModel):
    """How long the last ones took; null while there are none."""

    annotate_seconds: float | None
    review_seconds: float | None


class WorkingUser(BaseModel):
    """Somebody who works now."""

    id: int
    email: str
    first_name: str
    last_name: str
    initials: str
    avatar: str | None


class WorkingPerson(BaseModel):
    """Somebody with a task in hand. `today` counts what they finished since midnight (UTC)."""

    user: WorkingUser
    task_id: int
    title: str
    kind: Literal["annotate", "review"]
    since: datetime
    today: int


class AttentionShape(BaseModel):
    """Something that will not go on by itself. `link` is a place in the page."""

    kind: Literal["returned", "review", "expert", "comments", "skipped", "reservations"]
    count: int
    text: str
    link: str


class SummaryFigures(BaseModel):
    """How far a project is, how fast it goes, who works on it now, and what needs attention."""

    tasks: TaskFigures
    annotations: AnnotationFigures
    items: ItemFigures
    days: list[DayFigures]
    medians: Medians
    people: list[WorkingPerson]
    attention: list[AttentionShape]


@router.get("/api/projects/{id}/summary-figures/", response_model=SummaryFigures)
def summary_figures(ctx: Context, id: Id) -> Any:
    """The figures of a project. Their cost does not depend on how many tasks it has.

    Where everybody sees the summary, who works now and what needs attention is for those who lead the work.
    """
    project = ctx.project(id, Permission.PROJECT_VIEW)
    needed = opener("summary", project.preset)
    if not project.allows(needed):
        raise NotAllowed("Your role does not allow this.", context={"permission": needed.value})
    found = summary.figures(ctx.db, project, ctx.now)
    if not project.allows(Permission.PROJECT_DASHBOARD):
        return {**found, "people": [], "attention": []}
    seen = sight.of(project, ctx.actor.id)
    return {**found, "people": [person for person in found["people"] if not seen.hides(person["user"]["id"])]}


routers: list[APIRouter] = [
    router,
    *agreement.routers,
    labels.router,
    people.router,
    explore.router,
    performance.router,
]
