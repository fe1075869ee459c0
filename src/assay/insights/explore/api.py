"""Routes of what a project holds (MQA 75-77)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.insights.explore import queries
from assay.insights.explore.queries import Asked
from assay.insights.explore.rules import shares, sliced, stretch
from assay.kit.errors import BadInput
from assay.kit.http import Id, QueryId, Routes

router = Routes(tags=["explore"])

MOST_PLACES = 500
MOST_ITEMS = 50


class ClassCount(BaseModel):
    """A class: how many instances of it there are, and on how many frames they are labels together."""

    class_name: str
    control: str
    kind: Literal["object", "classification"]
    instances: int
    labels: int
    files: int


class Holdings(BaseModel):
    """What a project, or one item of it, holds: counted in instances and in labels."""

    instances: int
    labels: int
    objects: int
    classifications: int
    classes: list[ClassCount]


class FileCount(BaseModel):
    """An item and what of a class is on it."""

    task: int
    inner_id: int
    title: str
    instances: int
    labels: int


class Rest(BaseModel):
    """All further items together."""

    files: int
    instances: int
    labels: int


class ValueCount(BaseModel):
    """How often an answer was given."""

    value: str
    instances: int
    labels: int


class AttributeCount(BaseModel):
    """A question about a class, and its answers."""

    control: str
    values: list[ValueCount]


class Stretch(BaseModel):
    """Frames from the first to the last, counted from 1; in seconds from the beginning when the pace is known."""

    first: int
    last: int
    start: float | None
    end: float | None


class Place(BaseModel):
    """Where an instance is on an item; no ranges for what is not in a film.

    `annotation` is null for what the task came with and nobody has handed in yet.
    """

    key: str
    annotation: int | None
    frames: int
    ranges: list[Stretch]


class ClassDetail(BaseModel):
    """One class: over which items it is spread, what was answered about it, and on one item where it is."""

    instances: int
    labels: int
    files: list[FileCount]
    rest: Rest
    attributes: list[AttributeCount]
    places: list[Place]


class ItemChoice(BaseModel):
    """An item to look at by itself."""

    task: int
    inner_id: int
    title: str


ClassName = Annotated[str, Query(max_length=10_000, description="The class; empty for regions without a label.")]


@router.get("/api/projects/{id}/explore/", response_model=Holdings)
def holdings(ctx: Context, id: Id, task: QueryId = None) -> Any:
    """The instances and labels of a project by class, or with `task` those of one item."""
    _opened(ctx, id, task)
    rows = queries.classes(ctx.db, Asked(id, task))
    by_kind = {
        kind: sum(row["instances"] for row in rows if row["kind"] == kind) for kind in ("object", "classification")
    }
    return {
        **shares(rows, ("instances", "labels")),
        "objects": by_kind["object"],
        "classifications": by_kind["classification"],
        "classes": rows,
    }


@router.get("/api/projects/{id}/explore/class/", response_model=ClassDetail)
def class_detail(
    ctx: Context,
    id: Id,
    control: Annotated[str, Query(max_length=1000, description="The control of the class.")] = "",
    class_name: ClassName = "",
    task: QueryId = None,
) -> Any:
    """One class of one control: how it is spread over items, and the answers about it."""
    _opened(ctx, id, task)
    asked = Asked(id, task, class_name, control)
    whole = queries.totals(ctx.db, asked)
    files = queries.files(ctx.db, asked)
    answers: dict[str, list[dict[str, Any]]] = {}
    for row in queries.attributes(ctx.db, asked):
        answers.setdefault(row.pop("control"), []).append(row)
    places = []
    if task is not None:
        fps = queries.fps(ctx.db, task)
        for row in queries.places(ctx.db, asked, MOST_PLACES):
            places.append({**row, "ranges": [stretch(first, last, fps) for first, last in row["ranges"] or []]})
    return {
        "instances": whole["instances"],
        "labels": whole["labels"],
        "files": files,
        "rest": sliced(files, whole),
        "attributes": [{"control": name, "values": values} for name, values in answers.items()],
        "places": places,
    }


@router.get("/api/projects/{id}/explore/items/", response_model=list[ItemChoice])
def items(ctx: Context, id: Id, search: Annotated[str, Query(max_length=500)] = "") -> Any:
    """Items that were worked on, or that came with labels, by a part of their titles."""
    ctx.project(id, Permission.EXPLORE_VIEW)
    return queries.items(ctx.db, id, search.strip(), MOST_ITEMS)


def _opened(ctx: Ctx, project_id: int, task_id: int | None) -> None:
    ctx.project(project_id, Permission.EXPLORE_VIEW)
    if task_id is not None and ctx.task(task_id, Permission.EXPLORE_VIEW).project.id != project_id:
        raise BadInput.field("task", "is no task of this project.", "Give the id of one of its tasks.")
