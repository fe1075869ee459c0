"""Routes of predictions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Query, Response

from assay.access.deps import Context, ProjectAccess
from assay.access.rules.permissions import Permission, Role
from assay.datamanager.queries.tasks import is_theirs
from assay.exchange import predictions, queries
from assay.exchange.api.shapes import PredictionInput, PredictionsMade
from assay.exchange.predictions import Said
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, no_content
from assay.projects.queries import workflow_of
from assay.queue.answers import prediction_shown
from assay.queue.shapes import PredictionShape

router = Routes(tags=["predictions"])

MOST_AT_ONCE = 100_000


def _check_visible(ctx: Context, project: ProjectAccess, task_id: int) -> None:
    """Who gets work by name sees only that: the same rule as for the task itself."""
    if (
        workflow_of(project).manual
        and project.roles <= {Role.ANNOTATOR}
        and not is_theirs(ctx.db, task_id, ctx.actor.id)
    ):
        raise NotThere()


@router.get("/api/predictions/", response_model=list[PredictionShape])
def list_predictions(
    ctx: Context,
    task: QueryId = None,
    project: QueryId = None,
    task__project: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
) -> Any:
    """The predictions of a task, or of a whole project."""
    chosen = project or task__project
    if task is not None:
        place = ctx.task(task, Permission.TASKS_VIEW)
        _check_visible(ctx, place.project, task)
        found = queries.predictions(ctx.db, place.project.id, task)
    elif chosen is not None:
        ctx.project(chosen, Permission.TASKS_VIEW_ALL)
        found = queries.predictions(ctx.db, chosen, None)
    else:
        raise BadInput.field("task", "is missing.", "Give a task or a project.")
    return [prediction_shown(row) for row in found]


@router.post("/api/predictions/", response_model=PredictionShape, status_code=201)
def create_prediction(ctx: Context, body: PredictionInput) -> Any:
    """Adds a prediction to a task."""
    if body.task is None:
        raise BadInput.field("task", "is missing.", "Give the id of a task.")
    if body.result is None:
        raise BadInput.field("result", "is missing.", "Send a list of entries, [] for none.")
    place = ctx.task(body.task, Permission.PREDICTIONS_CHANGE)
    prediction_id = predictions.add(
        ctx.db, workflow_of(place.project), body.task, body.model_dump(), actor_id=ctx.actor.id
    )
    return _shown(ctx, prediction_id)


@router.get("/api/predictions/{id}/", response_model=PredictionShape)
def get_prediction(ctx: Context, id: Id) -> Any:
    """One prediction."""
    project = ctx.part("prediction", id, Permission.TASKS_VIEW)
    found = _shown(ctx, id)
    _check_visible(ctx, project, found["task"])
    return found


@router.patch("/api/predictions/{id}/", response_model=PredictionShape)
def change_prediction(ctx: Context, id: Id, body: PredictionInput) -> Any:
    """Changes a prediction; it stays with its task."""
    project = ctx.part("prediction", id, Permission.PREDICTIONS_CHANGE)
    given = body.model_dump(exclude_unset=True, exclude={"task"})
    predictions.change(ctx.db, workflow_of(project), id, given, actor_id=ctx.actor.id)
    return _shown(ctx, id)


@router.delete("/api/predictions/{id}/", status_code=204)
def delete_prediction(ctx: Context, id: Id) -> Response:
    """Deletes a prediction."""
    project = ctx.part("prediction", id, Permission.PREDICTIONS_CHANGE)
    predictions.delete(ctx.db, workflow_of(project), id, actor_id=ctx.actor.id)
    return no_content()


@router.post("/api/projects/{id}/import/predictions", response_model=PredictionsMade, status_code=201)
def import_predictions(
    ctx: Context, id: Id, body: Annotated[list[PredictionInput], Body(max_length=MOST_AT_ONCE)]
) -> Any:
    """Adds predictions to tasks that are there already: all of them or none."""
    project = ctx.project(id, Permission.PREDICTIONS_CHANGE)
    if not body:
        raise BadInput("There is no prediction in the request.")
    said = [
        Said(row.task or 0, [] if row.result is None else row.result, row.score, row.model_version or "")
        for row in body
    ]
    return {"created": predictions.add_many(ctx.db, workflow_of(project), said, actor_id=ctx.actor.id)}


@router.get("/api/projects/{id}/model-versions", response_model=dict[str, int])
def model_versions(ctx: Context, id: Id) -> Any:
    """How many predictions there are of each version of a model."""
    ctx.project(id, Permission.TASKS_VIEW_ALL)
    return queries.model_versions(ctx.db, id)


def _shown(ctx: Context, prediction_id: int) -> dict[str, Any]:
    found = queries.prediction(ctx.db, prediction_id)
    if found is None:
        raise NotThere()
    return prediction_shown(found)
