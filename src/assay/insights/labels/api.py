"""Routes of the figures of labels, under the paths of Label Studio's client (LSE 12.2)."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.datamanager import asking, views
from assay.datamanager.queries import lists
from assay.insights.agreement import queries as agreement
from assay.insights.labels import queries
from assay.insights.labels.rules import PIPE, choice_key, matrix, percent
from assay.kit.errors import BadInput
from assay.kit.http import Id, Routes
from assay.projects.rules.labeling import ControlTag

router = Routes(tags=["labels' figures"])

_WHOLE_ANSWERS = ("Choices", "Taxonomy", "Pairwise", "Rating")
_FREE = {
    "TextArea": "Its answers are free text.",
    "Number": "Its answers are numbers without a list.",
    "Rating": "Its answers are numbers without a list.",
    "DateTime": "Its answers are dates.",
}


class Dimension(BaseModel):
    """A control and its labels; one that cannot be counted says why."""

    dimension_id: int | None
    name: str
    type: str
    choices: list[str]
    choice_keys: list[str]
    unsupported_reason: str | None


class Structure(BaseModel):
    """What can be counted in a project."""

    dimensions: list[Dimension]
    choice_keys: list[str]
    has_predictions: bool
    prediction_filters_supported: bool
    prediction_identity_ready: bool


class ControlCounts(BaseModel):
    """How often each label of a control is used."""

    type: str
    labels: dict[str, int]


class TaskDistribution(BaseModel):
    """The labels that people gave one task, by control."""

    total_annotations: int
    distributions: dict[str, ControlCounts]


class CountRow(BaseModel):
    """How often a label is used, and its share of its control's in percent."""

    choice: str
    choice_key: str
    dimension_name: str
    from_annotations_count: int
    from_annotations_percent: float
    from_predictions_count: int
    from_predictions_percent: float


class Totals(BaseModel):
    """How many labels each control has in all."""

    annotation_totals_by_dimension: dict[str, int]
    prediction_totals_by_dimension: dict[str, int]


class Counts(BaseModel):
    """A part of the counts; `next_offset` is null at the end."""

    results: list[CountRow]
    next_offset: int | None
    totals: Totals


class Confusion(BaseModel):
    """Two labels of which one is given where the other one is. `rate` is its share of all confusions."""

    actual: str
    label: str
    count: int
    rate: float
    from_name: str


class ConfusionMatrix(BaseModel):
    """Rows are what it is, columns what it is called; precision and recall are in the order of the labels."""

    labels: list[str]
    matrix: list[list[int]]
    precision: list[float]
    recall: list[float]
    top_confusion_pairs: list[Confusion]


def _opened(ctx: Ctx, project_id: int) -> tuple[ProjectAccess, list[ControlTag]]:
    project = ctx.project(project_id, Permission.PROJECT_MEMBERS)
    schema = asking.schema_of(ctx.db, project)
    return project, list(schema.controls) if schema is not None else []


def _choices(control: ControlTag) -> list[str]:
    if control.paths and control.nested:
        return list(dict.fromkeys(path[-1] for path in control.paths))
    return list(control.answers)


@router.get("/api/tasks/{id}/agreement/", response_model=TaskDistribution)
def of_task(ctx: Context, id: Id) -> Any:
    """How often each label was given to a task; the address is that of Label Studio's summary row."""
    ctx.task(id, Permission.ANNOTATIONS_VIEW_ALL)
    found: dict[str, Any] = {}
    for row in queries.of_task(ctx.db, id):
        found.setdefault(row["name"], {"type": row["type"], "labels": {}})["labels"][row["label"]] = row["count"]
    return {"total_annotations": queries.annotations_of_task(ctx.db, id), "distributions": found}


@router.get("/api/projects/{id}/stats/label-distribution/structure", response_model=Structure)
def structure(ctx: Context, id: Id) -> Any:
    """The controls of a project with their labels, in the order of the configuration."""
    _, controls = _opened(ctx, id)
    ids = {row.name: row.id for row in agreement.dimensions(ctx.db, id)}
    dimensions: list[dict[str, Any]] = []
    all_keys: list[str] = []
    for control in controls:
        choices = _choices(control)
        if not choices and control.draws:
            continue  # what only draws is named by another control
        reason = None if choices else _FREE.get(control.tag, "Its answers come from each item.")
        keys = [choice_key(control.name, choice) for choice in choices]
        all_keys += keys
        dimensions.append(
            {
                "dimension_id": ids.get(control.name),
                "name": control.name,
                "type": control.tag,
                "choices": choices,
                "choice_keys": keys,
                "unsupported_reason": reason,
            }
        )
    has = queries.has_predictions(ctx.db, id)
    return {
        "dimensions": dimensions,
        "choice_keys": all_keys,
        "has_predictions": has,
        "prediction_filters_supported": has,
        "prediction_identity_ready": True,
    }


@router.get("/api/projects/{id}/stats/label-distribution/counts", response_model=Counts)
def counts(
    ctx: Context,
    id: Id,
    choice_keys: Annotated[str, Query(max_length=200_000)] = "",
    filters: Annotated[str, Query(max_length=50_000)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Any:
    """How often labels are used in annotations and in predictions; `filters` are those of the list of tasks.

    `choice_keys` of the structure, joined by `___PIPE___`, choose labels. A filtered answer is never cut.
    """
    project, controls = _opened(ctx, id)
    wanted = {
        (control.name, choice): choice_key(control.name, choice) for control in controls for choice in _choices(control)
    }
    task_ids = _filtered(ctx, project, filters)
    names = list(dict.fromkeys(name for name, _ in wanted))
    drawn = _by_label(queries.in_annotations(ctx.db, id, names, task_ids), wanted)
    guessed = _by_label(queries.in_predictions(ctx.db, id, names, task_ids), wanted)
    totals = [_totals(found) for found in (drawn, guessed)]
    chosen = set(choice_keys.split(PIPE)) if choice_keys else set(wanted.values())
    rows = [
        {
            "choice": choice,
            "choice_key": key,
            "dimension_name": name,
            "from_annotations_count": drawn.get((name, choice), 0),
            "from_annotations_percent": percent(drawn.get((name, choice), 0), totals[0].get(name, 0)),
            "from_predictions_count": guessed.get((name, choice), 0),
            "from_predictions_percent": percent(guessed.get((name, choice), 0), totals[1].get(name, 0)),
        }
        for (name, choice), key in wanted.items()
        if key in chosen
    ]
    end = len(rows) if task_ids is not None else offset + limit
    return {
        "results": rows if task_ids is not None else rows[offset:end],
        "next_offset": end if end < len(rows) else None,
        "totals": {"annotation_totals_by_dimension": totals[0], "prediction_totals_by_dimension": totals[1]},
    }


def _by_label(rows: list[dict[str, Any]], wanted: dict[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    found = {(row["name"], row["label"]): row["count"] for row in rows}
    return {place: count for place, count in found.items() if place in wanted}


def _totals(found: dict[tuple[str, str], int]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (name, _), count in found.items():
        totals[name] += count
    return dict(totals)


def _filtered(ctx: Ctx, project: ProjectAccess, filters: str) -> list[int] | None:
    if not filters:
        return None
    sight = asking.sight_of(ctx.db, project, ctx.actor.id)
    asked = views.query_of(ctx.db, project, sight, None, {"filters": asking.read_json(filters, "filters")})
    return lists.every_id(ctx.db, asking.wanted(project.id, asking.register_of(ctx.db, project), sight, asked))


@router.get(
    "/api/projects/{id}/analytics/data-quality/agreement-analysis/confusion-matrix", response_model=ConfusionMatrix
)
def confusion_matrix(
    ctx: Context, id: Id, from_name: str = "", mode: Literal["all", "accepted", "ground_truth"] = "all"
) -> Any:
    """Which labels of a question are taken for one another, by all annotations, accepted ones, or the ground truth."""
    _, controls = _opened(ctx, id)
    asked = {control.name: control for control in controls if control.tag in _WHOLE_ANSWERS}
    if from_name and from_name not in asked:
        raise BadInput.field("from_name", f"is no question with a list of answers: {', '.join(asked) or 'none'}.")
    control = asked.get(from_name) or next(iter(asked.values()), None)
    if control is None:
        return {"labels": [], "matrix": [], "precision": [], "recall": [], "top_confusion_pairs": []}
    rows = queries.confusions(ctx.db, id, control.name, mode)
    return matrix(rows, _choices(control), control.name, symmetric=mode != "ground_truth")
