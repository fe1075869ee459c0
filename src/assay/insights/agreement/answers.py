"""Agreement as the API shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.datamanager.rules.agreement import Selection
from assay.insights.agreement import figures, queries, service
from assay.insights.agreement.queries import PlanRow
from assay.insights.agreement.queries import figures as figure_queries
from assay.insights.agreement.rules.plan import offered, plan_from_json, plan_of
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.metrics import catalogue
from assay.metrics.metric import Metric
from assay.projects import queries as projects
from assay.projects.rules.labeling import ControlTag
from assay.projects.rules.workflow import Workflow
from assay.queue import answers as people_answers

_CATEGORICAL = frozenset({"Choices", "Taxonomy", "Pairwise", "Rating"})


def dimensions(
    db: Connection, workflow: Workflow, plan: PlanRow | None, *, is_active: bool | None
) -> list[dict[str, Any]]:
    """The dimensions of a project as its settings want them; what is shown may still be computed as before."""
    if plan is None or workflow.ontology_version_id is None:
        return []
    schema = projects.schema(db, workflow.ontology_version_id)
    rows = queries.dimensions(db, workflow.project_id)
    ids = {row.name: row.id for row in rows}
    settings = workflow.settings
    wanted = {
        each.name: each
        for each in plan_of(schema, ids, settings.agreement_metrics, settings.control_weights).dimensions
    }
    shown = {each.name: each for each in plan_from_json(plan.dimensions).dimensions}
    found = []
    for row in rows:
        if is_active is not None and row.is_active != is_active:
            continue
        dimension = wanted.get(row.name) or shown.get(row.name)
        control = schema.controls_by_name.get(row.name)
        metric = catalogue.METRICS[dimension.metric] if dimension is not None else None
        found.append(
            {
                "id": row.id,
                "project": workflow.project_id,
                "name": row.name,
                "control_tag": row.control_tag,
                "description": metric.meaning if metric is not None else "",
                "is_active": row.is_active,
                "is_categorical": row.control_tag in _CATEGORICAL,
                "is_user_defined": False,
                "order": row.position,
                "metric_type": metric.key if metric is not None else "",
                "metric_params": dict(dimension.params) if dimension is not None else {},
                "allowed_metrics_with_params": _allowed(control) if control is not None else {},
                "extraction_method": "control_tag",
                "extraction_method_params": {"from_name": row.name},
                "values_enum": list(control.answers) if control is not None else [],
                "weight": dimension.weight if dimension is not None else 1.0,
                "labels": dict(dimension.labels) if dimension is not None else {},
                "created_by": None,
                "created_at": row.created_at,
                "updated_at": row.updated_at,
            }
        )
    return found


def _allowed(control: ControlTag) -> dict[str, Any]:
    return {metric.key: _metric(metric) for metric in offered(control)}


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "title": metric.title,
        "meaning": metric.meaning,
        "source": metric.source,
        "binary": metric.binary,
        "params": [
            {
                "name": each.name,
                "title": each.title,
                "type": each.type,
                "default": each.default,
                "meaning": each.meaning,
                "minimum": each.minimum,
                "maximum": each.maximum,
                "options": list(each.options),
            }
            for each in metric.parameters
        ],
    }


def project(db: Connection, workflow: Workflow) -> dict[str, Any]:
    """The agreement of a project: its mean, its spread, and what is still being computed."""
    total = figure_queries.total(db, workflow.project_id) or {"score": None, "tasks": 0}
    latest = queries.latest_plan(db, workflow.project_id)
    threshold = workflow.settings.agreement_threshold
    computing = latest is not None and latest.status == "computing"
    return {
        "methodology": workflow.settings.agreement_methodology,
        "average": total["score"],
        "tasks": total["tasks"],
        "histogram": figures.histogram(figure_queries.buckets(db, workflow.project_id)),
        "low_agreement_count": None
        if threshold is None
        else figure_queries.below(db, workflow.project_id, threshold / 100),
        "waiting": queries.count_due(db, workflow.project_id),
        "computing": {"progress": latest.progress, "total": latest.total} if latest is not None and computing else None,
        "error": latest.error if latest is not None and latest.status == "failed" else "",
    }


def task(db: Connection, workflow: Workflow, task_id: int, shown: PlanRow | None) -> dict[str, Any]:
    """How far the people who did a task agree, pair by pair."""
    pairs = figure_queries.pairs_of_task(db, task_id, shown.generation if shown is not None else 0)
    plan = plan_from_json(shown.dimensions).dimensions if shown is not None else ()
    authors = dict.fromkeys(pair[side] for pair in pairs for side in ("author_id", "other_author_id"))
    return {
        "agreement": queries.shown_score(db, task_id),
        "methodology": workflow.settings.agreement_methodology,
        "is_current": queries.due(db, task_id) is None,
        "dimensions": [
            {
                "id": each.id,
                "name": each.name,
                "control_tag": each.tag,
                "metric": catalogue.METRICS[each.metric].title,
                "weight": each.weight,
            }
            for each in plan
        ],
        "people": people(db, [author for author in authors if author is not None]),
        "pairs": [
            {
                "annotation": pair["annotation_id"],
                "other": pair["other_id"],
                "prediction": pair["prediction_id"],
                "author": pair["author_id"],
                "other_author": pair["other_author_id"],
                "model_version": pair["model_version"],
                "score": pair["score"],
                "scores": pair["scores"],
                "ground_truth": pair["truth"],
                "other_ground_truth": pair["other_truth"],
            }
            for pair in pairs
        ],
    }


def task_matrix(
    db: Connection, workflow: Workflow, task_id: int, generation: int, selection: Selection, dimension: str | None
) -> dict[str, Any]:
    """The scores between the selected participants of a task; `dimension` is the id or the name of one."""
    chosen: str | None = None
    if dimension:
        rows = queries.dimensions(db, workflow.project_id)
        match = next((row for row in rows if dimension in (str(row.id), row.name)), None)
        if match is None:
            names = ", ".join(row.name for row in rows if row.is_active)
            raise BadInput.field("dimension", "is no dimension of this project.", f"Use one of: {names}.")
        chosen = str(match.id)
    pairs = [pair for pair in figure_queries.pairs_of_task(db, task_id, generation) if selection.takes(pair)]
    participants, matrix = figures.of_task(pairs, chosen)
    named = {
        each["id"]: each for each in people(db, [who for kind, who in participants if kind == "annotator" and who])
    }
    users = [
        {"type": "annotator", **named.get(who, {"id": who})}
        if kind == "annotator"
        else {"type": "model", "id": f"model:{who}", "model_version": who}
        for kind, who in participants
    ]
    return {"users": users, "matrix": matrix}


def people(db: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """People in the order of their ids, as short objects."""
    found = people_answers.people(db, ids)
    return [found[each] for each in ids if each in found]


# ---------------------------------------------------------------- one metric for all


def metric_param(db: Connection, workflow: Workflow) -> dict[str, Any]:
    """The metric of a project in the older form: the one of its first control."""
    found = dimensions(db, workflow, service.current_plan(db, workflow), is_active=True)
    first = found[0] if found else {"metric_type": "", "metric_params": {}}
    return {
        "metric_name": first["metric_type"],
        "metric_params": first["metric_params"],
        "agreement_threshold": workflow.settings.agreement_threshold,
        "max_additional_annotators_assignable": workflow.settings.max_additional_annotators_assignable,
        "allowed": True,
    }


def one_metric(db: Connection, workflow: Workflow, given: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of settings that one metric for all controls means. Raises BadInput when it suits none of them."""
    changes = {
        name: given[name]
        for name in ("agreement_threshold", "max_additional_annotators_assignable")
        if name in given and given[name] is not None
    }
    name = given.get("metric_name")
    if not name or workflow.ontology_version_id is None:
        return changes
    schema = projects.schema(db, workflow.ontology_version_id)
    suited = [control for control in schema.controls if any(metric.key == name for metric in offered(control))]
    if not suited:
        known = sorted({metric.key for control in schema.controls for metric in offered(control)})
        raise BadInput.field("metric_name", "suits no control of this project.", f"Use one of: {', '.join(known)}.")
    params = given.get("additional_params") or given.get("metric_params") or {}
    chosen = {control.name: {"metric": name, "params": params} for control in suited}
    return {**changes, "agreement_metrics": {**workflow.settings.agreement_metrics, **chosen}}
