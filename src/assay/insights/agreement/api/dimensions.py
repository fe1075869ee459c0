"""Routes of what is compared and how."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.insights.agreement import answers, jobs, queries
from assay.insights.agreement.api.doors import Opened, agreement_of
from assay.insights.agreement.shapes import AgreementShape, DimensionInput, DimensionShape, MetricParamShape
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import LARGEST_ID, Id, Routes
from assay.kit.jobs import defer
from assay.projects import service as projects

router = Routes(tags=["agreement"])

DimensionId = Annotated[int, Path(ge=1, le=LARGEST_ID)]


@router.get("/api/projects/{id}/dimensions/", response_model=list[DimensionShape])
def list_dimensions(ctx: Context, id: Id, is_active: bool | None = True) -> Any:
    """What of the project is compared: one dimension for each control, in the order of the configuration."""
    opened = agreement_of(ctx, id)
    return answers.dimensions(ctx.db, opened.workflow, opened.plan, is_active=is_active)


@router.get("/api/projects/{id}/dimensions/{dimension_id}/", response_model=DimensionShape)
def get_dimension(ctx: Context, id: Id, dimension_id: DimensionId) -> Any:
    """One dimension."""
    return _one(ctx, agreement_of(ctx, id), dimension_id)


@router.patch("/api/projects/{id}/dimensions/{dimension_id}/", response_model=DimensionShape)
def change_dimension(ctx: Context, id: Id, dimension_id: DimensionId, body: DimensionInput) -> Any:
    """Chooses how a control is compared; the whole project is then computed anew, and shown when it is done."""
    project = ctx.project(id, Permission.QUALITY_CHANGE)
    opened = agreement_of(ctx, project.id)
    dimension = _one(ctx, opened, dimension_id)
    settings, name, given = opened.workflow.settings, dimension["name"], body.model_dump(exclude_unset=True)
    changes: dict[str, Any] = {}
    if "metric_type" in given or "metric_params" in given:
        before = settings.agreement_metrics.get(name, {})
        chosen = {
            "metric": given.get("metric_type") or dimension["metric_type"],
            "params": given.get("metric_params") or ({} if "metric_type" in given else before.get("params", {})),
        }
        changes["agreement_metrics"] = {**settings.agreement_metrics, name: chosen}
    if "weight" in given or "labels" in given:
        known = settings.control_weights.get(name, {})
        weight = given.get("weight")
        labels = given.get("labels")
        changes["control_weights"] = {
            **settings.control_weights,
            name: {
                "overall": known.get("overall", 1.0) if weight is None else weight,
                "type": dimension["control_tag"],
                "labels": known.get("labels", {}) if labels is None else labels,
            },
        }
    if changes:
        projects.change(ctx.db, id, changes, actor_id=ctx.actor.id)
    return _one(ctx, agreement_of(ctx, id), dimension_id)


def _one(ctx: Ctx, opened: Opened, dimension_id: int) -> dict[str, Any]:
    found = answers.dimensions(ctx.db, opened.workflow, opened.plan, is_active=None)
    for dimension in found:
        if dimension["id"] == dimension_id:
            return dimension
    raise NotThere()


@router.get("/api/projects/{id}/agreement/", response_model=AgreementShape)
def get_agreement(ctx: Context, id: Id) -> Any:
    """How far the project's people agree, and whether numbers are being computed."""
    opened = agreement_of(ctx, id)
    return answers.project(ctx.db, opened.workflow)


@router.get("/api/projects/{id}/update-stats", response_model=dict[str, Any])
def update_stats(ctx: Context, id: Id, stat_type: str = "stats") -> Any:
    """Has the scores of the whole project computed again, as a job."""
    ctx.project(id, Permission.QUALITY_CHANGE)
    if stat_type not in ("stats", "label"):
        raise BadInput.field("stat_type", "must be one of: stats, label.")
    count = queries.mark_all_due(ctx.db, id)
    defer(ctx.db, jobs.agreement_of_project, project_id=id)
    return {"status": "scheduled", "tasks": count}


@router.post("/api/projects/{id}/metricparam/", response_model=MetricParamShape)
@router.patch("/api/projects/{id}/metricparam/", response_model=MetricParamShape)
def change_metric(ctx: Context, id: Id, body: dict[str, Any]) -> Any:
    """Sets the metric of every control that it suits, in the older form in which a project had one (LSE 18.3)."""
    project = ctx.project(id, Permission.QUALITY_CHANGE)
    opened = agreement_of(ctx, project.id)
    changes = answers.one_metric(ctx.db, opened.workflow, body)
    if changes:
        projects.change(ctx.db, id, changes, actor_id=ctx.actor.id)
    return answers.metric_param(ctx.db, agreement_of(ctx, id).workflow)


@router.get("/api/projects/{id}/metricparam/", response_model=MetricParamShape)
def get_metric(ctx: Context, id: Id) -> Any:
    """The metric of the project in the older form."""
    return answers.metric_param(ctx.db, agreement_of(ctx, id).workflow)
