"""Routes of the figures of agreement, under the paths of Label Studio's client (LSE 18.5)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query

from assay.access.deps import Context
from assay.insights.agreement import answers, figures
from assay.insights.agreement.api.doors import agreement_of_people
from assay.insights.agreement.queries import figures as queries
from assay.insights.agreement.shapes import DimensionFigure, Distribution, Iaa
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, comma_ids, no_content

router = Routes(tags=["agreement"])

UserId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
People = Annotated[str, Query(description="Ids of people, separated by commas.")]


@router.get("/api/projects/{id}/stats/IAA", response_model=Iaa)
def iaa(ctx: Context, id: Id, per_label: bool = False, std: bool = True, task: QueryId = None, expand: str = "") -> Any:
    """The annotator x annotator matrix: mean score over common tasks, their number, and the deviation."""
    opened = agreement_of_people(ctx, id)
    found = figures.matrix(ctx.db, id, opened.generation, task_id=task, per_label=per_label)
    return {**found, "users": answers.people(ctx.db, found["users"]), "std": found["std"] if std else None}


@router.get("/api/projects/{id}/stats/agreement_annotator/{user_id}", response_model=dict[str, Any])
def agreement_of_annotator(ctx: Context, id: Id, user_id: UserId) -> Any:
    """The mean of all scores in which a person takes part."""
    opened = agreement_of_people(ctx, id)
    rows = queries.of_people(ctx.db, id, opened.generation, [user_id], per_label=False)
    return {"Agreement_per_annotator": rows[0]["score"] if rows else None}


@router.get("/api/projects/{id}/stats/agreement_annotators", response_model=dict[str, Any])
def agreement_of_annotators(ctx: Context, id: Id, ids: People = "") -> Any:
    """The same for several people, or for everybody."""
    opened = agreement_of_people(ctx, id)
    rows = queries.of_people(ctx.db, id, opened.generation, comma_ids(ids, "ids"), per_label=False)
    return {"agreement": {str(row["who"]): row["score"] for row in rows}}


@router.get("/api/projects/{id}/stats/total_agreement", response_model=dict[str, Any])
def total_agreement(ctx: Context, id: Id, per_label: bool = False) -> Any:
    """The mean score of the project's tasks; 204 while no task has one."""
    opened = agreement_of_people(ctx, id)
    found: Any
    if per_label:
        rows = queries.total_by_label(ctx.db, id, opened.generation)
        found = {row["label"]: row["score"] for row in rows} or None
    else:
        total = queries.total(ctx.db, id)
        found = total["score"] if total else None
    return no_content() if found is None else {"total_agreement": found}


@router.get("/api/projects/{id}/stats/agreement-groundtruth", response_model=dict[str, Any])
def agreement_with_truth(ctx: Context, id: Id, ids: People = "", per_label: bool = False) -> Any:
    """People's mean score against the ground truth of their tasks."""
    opened = agreement_of_people(ctx, id)
    rows = queries.against_truth(ctx.db, id, opened.generation, comma_ids(ids, "ids"), per_label=per_label)
    return {"agreement": _by_person(rows, per_label)}


@router.get("/api/projects/{id}/users/{user_id}/stats/agreement-groundtruth", response_model=dict[str, Any])
def agreement_of_person_with_truth(ctx: Context, id: Id, user_id: UserId, per_label: bool = False) -> Any:
    """One person's mean score against the ground truth."""
    opened = agreement_of_people(ctx, id)
    rows = queries.against_truth(ctx.db, id, opened.generation, [user_id], per_label=per_label)
    return {"agreement": _by_person(rows, per_label).get(str(user_id))}


@router.get("/api/projects/{id}/user-stats/prediction", response_model=dict[str, Any])
def agreement_with_predictions(ctx: Context, id: Id, ids: People = "", per_label: bool = False) -> Any:
    """People's mean score against the predictions of the same tasks."""
    opened = agreement_of_people(ctx, id)
    rows = queries.with_predictions(ctx.db, id, opened.generation, comma_ids(ids, "ids"), per_label=per_label)
    return {"agreement": _by_person(rows, per_label)}


@router.get("/api/projects/{id}/user-stats/{user_id}/prediction", response_model=dict[str, Any])
def agreement_of_person_with_predictions(ctx: Context, id: Id, user_id: UserId, per_label: bool = False) -> Any:
    """One person's mean score against predictions."""
    opened = agreement_of_people(ctx, id)
    rows = queries.with_predictions(ctx.db, id, opened.generation, [user_id], per_label=per_label)
    return {"average_prediction_agreement_per_user": _by_person(rows, per_label).get(str(user_id))}


@router.get("/api/projects/{id}/model-stats/{model_version:path}/agreement", response_model=dict[str, Any])
def model_agreement(ctx: Context, id: Id, model_version: str) -> Any:
    """A model version's mean score against all annotations of the same tasks."""
    opened = agreement_of_people(ctx, id)
    rows = queries.of_model(ctx.db, id, opened.generation, model_version, truth_only=False, per_label=False)
    return {"agreement": rows[0]["score"] if rows else None}


@router.get("/api/projects/{id}/model-stats/{model_version:path}/agreement-groundtruth", response_model=dict[str, Any])
def model_truth(ctx: Context, id: Id, model_version: str, per_label: bool = False) -> Any:
    """A model version's mean score against the ground truth."""
    opened = agreement_of_people(ctx, id)
    rows = queries.of_model(ctx.db, id, opened.generation, model_version, truth_only=True, per_label=per_label)
    if per_label:
        return {"agreement": {row["label"]: row["score"] for row in rows}}
    return {"agreement": rows[0]["score"] if rows else None}


@router.get("/api/projects/{id}/model-stats/{model_version:path}/prediction", response_model=dict[str, Any])
def model_prediction(ctx: Context, id: Id, model_version: str, per_label: bool = False) -> Any:
    """A model version's mean score against annotations, by label where it is asked for."""
    opened = agreement_of_people(ctx, id)
    rows = queries.of_model(ctx.db, id, opened.generation, model_version, truth_only=False, per_label=per_label)
    if per_label:
        return {"average_prediction_agreement_per_model": {row["label"]: row["score"] for row in rows}}
    return {"average_prediction_agreement_per_model": rows[0]["score"] if rows else None}


_ANALYSIS = "/api/projects/{id}/analytics/data-quality/agreement-analysis"


@router.get(f"{_ANALYSIS}/distribution", response_model=Distribution)
def distribution(ctx: Context, id: Id) -> Any:
    """How the scores of tasks are spread, and how many lie below the project's threshold."""
    opened = agreement_of_people(ctx, id)
    found = answers.project(ctx.db, opened.workflow)
    return {
        "average_agreement": found["average"],
        "histogram": found["histogram"],
        "low_agreement_count": found["low_agreement_count"] or 0,
        "total_tasks": found["tasks"],
    }


@router.get(f"{_ANALYSIS}/dimensions", response_model=list[DimensionFigure])
def of_dimensions(ctx: Context, id: Id) -> Any:
    """The mean score of each dimension."""
    opened = agreement_of_people(ctx, id)
    methodology = opened.workflow.settings.agreement_methodology
    return [
        {"from_name": row["name"], "name": row["name"], "control_tag": row["control_tag"], "agreement": row["score"]}
        for row in queries.of_dimensions(ctx.db, id, opened.generation, methodology)
    ]


def _by_person(rows: list[dict[str, Any]], per_label: bool) -> dict[str, Any]:
    if per_label:
        return {str(who): labels for who, labels in figures.by_label(rows).items()}
    return {str(row["who"]): row["score"] for row in rows}
