"""The tables of people, made of counts, agreement and verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from assay.insights.agreement import queries as agreement_queries
from assay.insights.agreement import service as agreement
from assay.insights.agreement.queries import figures as agreement_figures
from assay.insights.agreement.rules.extraction import extracted
from assay.insights.agreement.rules.plan import plan_from_json
from assay.insights.agreement.rules.scores import pair_score
from assay.insights.people import queries
from assay.insights.people.rules import performance, share, totals
from assay.kit.db import Connection
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow

# So many corrections of each person are compared, the newest ones: more would not change their mean much.
MOST_FIXES = 500

People = Sequence[int] | None
_PERSON = ("id", "email", "first_name", "last_name")


def annotation_rows(
    db: Connection, workflow: Workflow, people: People, *, with_agreement: bool
) -> list[dict[str, Any]]:
    """A row of the annotations table for each person who has something to do with the project."""
    found = queries.annotators(db, workflow.project_id, people)
    performed = scores(db, workflow, people)["performance_score"]
    alike = _agreement(db, workflow, people) if with_agreement else {}
    return [
        {
            **_person(row),
            "submitted": row["submitted"],
            "skipped": row["skipped"],
            "finished": row["submitted"] + row["skipped"],
            "assigned": row["assigned"],
            "pending": row["pending"],
            **_judged(row),
            "performance_score": performed.get(str(row["id"])),
            **{name: row[name] for name in ("total_lead_time", "average_lead_time", "median_lead_time", "last_active")},
            **{name: values.get(row["id"]) for name, values in alike.items()},
        }
        for row in found
    ]


def model_rows(db: Connection, workflow: Workflow) -> list[dict[str, Any]]:
    """A row for each model version: how far it agrees with people, and with the ground truth."""
    plan = agreement.current_plan(db, workflow)
    generation = plan.generation if plan is not None else 0
    rows = []
    for model in queries.models(db, workflow.project_id):
        version = model["model_version"]

        def score(*, truth_only: bool, version: str = version) -> float | None:
            [*found] = agreement_figures.of_model(
                db, workflow.project_id, generation, version, truth_only=truth_only, per_label=False
            )
            return found[0]["score"] if found else None

        rows.append(
            {
                "id": f"model:{version}",
                "model_version": version,
                "submitted": model["predictions"],
                "agreement": score(truth_only=False),
                "gt_agreement": score(truth_only=True),
            }
        )
    return rows


def review_rows(db: Connection, workflow: Workflow, people: People) -> list[dict[str, Any]]:
    """A row of the reviews table for each person who reviewed, or is to review."""
    return [
        {
            **_person(row),
            "reviewed": row["reviewed"],
            "pending": row["pending"],
            **_judged(row),
            **{
                name: row[name]
                for name in ("total_review_time", "average_review_time", "median_review_time", "last_active")
            },
        }
        for row in queries.reviewers(db, workflow.project_id, people)
    ]


def summary(rows: Sequence[Mapping[str, Any]], table: str) -> dict[str, Any]:
    """The last row of a table."""
    judged = ("accepted", "fixed_and_accepted", "rejected", "pending")
    if table == "reviews":
        return totals(rows, ("reviewed", *judged), "review_time", "reviewed")
    return totals(rows, ("submitted", "skipped", "finished", "assigned", *judged), "lead_time", "submitted")


def scores(db: Connection, workflow: Workflow, people: People) -> dict[str, dict[str, float]]:
    """People's review score (of the verdicts that stand) and performance score (of all), by id."""
    found: dict[str, dict[str, float]] = {"review_score": {}, "performance_score": {}}
    for row in queries.annotators(db, workflow.project_id, people):
        score = _judged(row)["review_score"]
        if score is not None:
            found["review_score"][str(row["id"])] = score
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in queries.verdicts(db, workflow.project_id, people):
        counts[row["id"]][0] += row["accepted"]
        counts[row["id"]][1] += row["rejected"]
    fixed: dict[int, list[float]] = defaultdict(list)
    for author, _, alike in _fixes(db, workflow, people):
        fixed[author].append(alike)
    for author in sorted({*counts, *fixed}):
        score = performance(counts[author][0], counts[author][1], fixed[author])
        if score is not None:
            found["performance_score"][str(author)] = score
    return found


def scores_by_label(db: Connection, workflow: Workflow, people: People) -> dict[str, dict[str, dict[str, float]]]:
    """The same for each class of instances; where whole annotations are judged there are none."""
    found: dict[str, dict[str, dict[str, float]]] = {"review_score": {}, "performance_score": {}}
    for row in queries.standing_by_label(db, workflow.project_id, people):
        score = share(row["accepted"], row["reviewed"])
        if score is not None:
            found["review_score"].setdefault(str(row["id"]), {})[row["label"]] = score
    fixed: dict[tuple[int, str], list[float]] = defaultdict(list)
    for author, label, alike in _fixes(db, workflow, people):
        fixed[author, label].append(alike)
    for row in queries.verdicts(db, workflow.project_id, people):
        score = performance(row["accepted"], row["rejected"], fixed[row["id"], row["label"]]) if row["label"] else None
        if score is not None:
            found["performance_score"].setdefault(str(row["id"]), {})[row["label"]] = score
    return found


def _fixes(db: Connection, workflow: Workflow, people: People) -> list[tuple[int, str, float]]:
    """How alike each corrected annotation stayed, by the metrics of the project."""
    plan_row = agreement.current_plan(db, workflow)
    rows = queries.fixes(db, workflow.project_id, people, MOST_FIXES)
    if not rows or plan_row is None or workflow.ontology_version_id is None:
        return []
    schema, plan = projects.schema(db, workflow.ontology_version_id), plan_from_json(plan_row.dimensions)
    data: dict[int, Mapping[str, Any]] = {}
    found = []
    for row in rows:
        if row["task_id"] not in data:
            data[row["task_id"]] = agreement_queries.data_of(db, row["task_id"])
        item = data[row["task_id"]]
        score = pair_score(
            plan, extracted(schema, plan, row["judged"], item), extracted(schema, plan, row["fixed"], item)
        ).score
        if score is not None:
            found.append((row["id"], row["label"], score))
    return found


def _agreement(db: Connection, workflow: Workflow, people: People) -> dict[str, dict[int, float]]:
    plan = agreement.current_plan(db, workflow)
    generation = plan.generation if plan is not None else 0
    asked = {
        "agreement": agreement_figures.of_people,
        "gt_agreement": agreement_figures.against_truth,
        "prediction_agreement": agreement_figures.with_predictions,
    }
    return {
        name: {row["who"]: row["score"] for row in query(db, workflow.project_id, generation, people, per_label=False)}
        for name, query in asked.items()
    }


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "user": {name: row[name] for name in _PERSON}}


def _judged(row: Mapping[str, Any]) -> dict[str, Any]:
    reviewed = row["accepted"] + row["fixed"] + row["rejected"]
    score = share(row["accepted"] + row["fixed"], reviewed)
    return {
        "accepted": row["accepted"],
        "fixed_and_accepted": row["fixed"],
        "rejected": row["rejected"],
        "acceptance_score": score,
        "review_score": score,
    }
