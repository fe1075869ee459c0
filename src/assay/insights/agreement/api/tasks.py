"""Routes of the agreement of one task."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Path, Request

from assay.access.deps import Context, Ctx, TaskPlace
from assay.access.rules.permissions import Permission
from assay.datamanager.rules.agreement import Group, Selection
from assay.insights.agreement import answers
from assay.insights.agreement.api.doors import agreement_of
from assay.insights.agreement.shapes import MatrixShape, TaskAgreementShape
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.projects import sight
from assay.queue import queries as queue
from assay.queue import veil

router = Routes(tags=["agreement"])

TaskId = Annotated[int, Path(ge=1, le=LARGEST_ID)]


@router.get("/api/tasks/{id}/agreement-pairs/", response_model=TaskAgreementShape)
def task_agreement(ctx: Context, id: Id) -> Any:
    """How far the people who did a task agree: each pair, overall and by dimension."""
    place = ctx.task(id, Permission.AGREEMENT_VIEW)
    opened = agreement_of(ctx, place.project.id)
    found = answers.task(ctx.db, opened.workflow, id, opened.plan)
    if not sight.of(place.project, ctx.actor.id).names:
        numbers = veil.numbers_of(queue.authors_of(ctx.db, id), ctx.actor.id)
        for pair in found["pairs"]:
            for side in ("author", "other_author"):
                pair[side] = -numbers[pair[side]] if pair[side] in numbers else pair[side]
        found["people"] = veil.people(found["people"], numbers)
    return found


@router.get("/api/projects/{id}/tasks/{task_id}/agreement-matrix", response_model=MatrixShape)
def agreement_matrix(ctx: Context, request: Request, id: Id, task_id: TaskId, dimension: str | None = None) -> Any:
    """Scores between the participants of a task that are selected (LSE 11.8).

    The selection is `selection[annotators][all]`, `selection[annotators][ids]`, the same of `models`, and
    `selection[ground_truth]`.
    """
    place = ctx.task(task_id, Permission.AGREEMENT_VIEW)
    if place.project.id != id:
        raise NotThere()
    opened = agreement_of(ctx, id)
    selection = _selection({key: request.query_params.getlist(key) for key in request.query_params})
    return _unnamed(
        ctx, place, answers.task_matrix(ctx.db, opened.workflow, task_id, opened.generation, selection, dimension)
    )


@router.post("/api/projects/{id}/tasks/{task_id}/agreement-matrix", response_model=MatrixShape)
def agreement_matrix_of(ctx: Context, id: Id, task_id: TaskId, body: dict[str, Any]) -> Any:
    """The same with the selection in the body: `{"selection": {...}, "dimension": ...}`."""
    place = ctx.task(task_id, Permission.AGREEMENT_VIEW)
    if place.project.id != id:
        raise NotThere()
    opened = agreement_of(ctx, id)
    given = body.get("selection") or {}
    if not isinstance(given, dict):
        raise BadInput.field("selection", "must be an object.", 'Write {"annotators": {"all": true}}.')
    selection = Selection(_group(given.get("annotators")), _group(given.get("models")), bool(given.get("ground_truth")))
    dimension = body.get("dimension")
    found = answers.task_matrix(
        ctx.db, opened.workflow, task_id, opened.generation, selection, None if dimension is None else str(dimension)
    )
    return _unnamed(ctx, place, found)


def _unnamed(ctx: Ctx, place: TaskPlace, found: dict[str, Any]) -> dict[str, Any]:
    """A matrix as this person may see it: reviewers of some projects do not know who annotated."""
    if sight.of(place.project, ctx.actor.id).names:
        return found
    numbers = veil.numbers_of(queue.authors_of(ctx.db, place.task_id), ctx.actor.id)
    return {**found, "users": veil.people(found["users"], numbers)}


_KEY = re.compile(r"selection\[(annotators|models|ground_truth)\](?:\[(all|ids)\])?(?:\[\d*\])?")


def _selection(query: dict[str, list[str]]) -> Selection:
    found: dict[str, Any] = {"annotators": {}, "models": {}, "ground_truth": False}
    for key, values in query.items():
        match = _KEY.fullmatch(key)
        if match is None:
            continue
        name, part = match.groups()
        if name == "ground_truth":
            found[name] = _is_true(values[-1])
        elif part == "all":
            found[name]["all"] = _is_true(values[-1])
        elif part == "ids":
            found[name].setdefault("ids", []).extend(one for value in values for one in value.split(",") if one)
    return Selection(_group(found["annotators"]), _group(found["models"]), found["ground_truth"])


def _is_true(word: str) -> bool:
    return word.lower() in ("true", "1", "yes")


def _group(given: Any) -> Group:
    if not isinstance(given, dict):
        return Group()
    ids = given.get("ids") or []
    if not isinstance(ids, list):
        raise BadInput.field("selection", "ids must be a list.", 'Write {"ids": ["1", "2"]}.')
    return Group(bool(given.get("all")), frozenset(map(str, ids)))
