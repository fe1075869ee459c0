"""Keeping agreement current: a task is computed when its work changes, a project when its way of comparing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.history.service import Event, record
from assay.insights.agreement import queries
from assay.insights.agreement.queries import Due, PairRow, PlanRow, WorkRow
from assay.insights.agreement.rules.extraction import Extracted, extracted
from assay.insights.agreement.rules.plan import Plan, compared, plan_from_json, plan_of, refused
from assay.insights.agreement.rules.scores import PairScore, TaskScore, pair_score, pairs_to_compare, task_score
from assay.kit.db import Connection, now
from assay.kit.errors import BadInput
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema
from assay.projects.rules.settings import Methodology
from assay.projects.rules.workflow import Workflow
from assay.queue import evaluation
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

# ---------------------------------------------------------------- the plan of a project


def current_plan(db: Connection, workflow: Workflow) -> PlanRow | None:
    """The plan whose scores are shown. It is made when it is first needed; None without a configuration."""
    shown = next((plan for plan in queries.plans(db, workflow.project_id) if plan.status == "shown"), None)
    if shown is not None or workflow.ontology_version_id is None:
        return shown
    queries.lock_project(db, workflow.project_id)
    shown = next((plan for plan in queries.plans(db, workflow.project_id) if plan.status == "shown"), None)
    if shown is not None:
        return shown
    plan = wanted_plan(db, workflow)
    queries.add_plan(db, workflow.project_id, workflow.ontology_version_id, plan.as_json(), "shown", None)
    return next(plan for plan in queries.plans(db, workflow.project_id) if plan.status == "shown")


def wanted_plan(db: Connection, workflow: Workflow) -> Plan:
    """The plan that the configuration and the settings of a project ask for now."""
    assert workflow.ontology_version_id is not None
    schema = projects.schema(db, workflow.ontology_version_id)
    queries.write_dimensions(db, workflow.project_id, [(each.name, each.tag) for each in compared(schema)])
    ids = {row.name: row.id for row in queries.dimensions(db, workflow.project_id)}
    return plan_of(schema, ids, workflow.settings.agreement_metrics, workflow.settings.control_weights)


def check_choice(db: Connection, workflow: Workflow) -> None:
    """Raises BadInput when the metrics or weights of a project do not fit its configuration."""
    if workflow.ontology_version_id is None:
        return
    schema = projects.schema(db, workflow.ontology_version_id)
    problems = refused(schema, workflow.settings.agreement_metrics, workflow.settings.control_weights)
    if problems:
        raise BadInput(f"{problems[0].field} {problems[0].message}", problems=problems)


def replan(db: Connection, workflow: Workflow, actor_id: int | None) -> int | None:
    """Begins to compute anew if the project wants to be compared in another way; returns the generation that begins.

    What is shown stays as it is until every task is computed.
    """
    if workflow.ontology_version_id is None:
        return None
    queries.lock_project(db, workflow.project_id)
    known = queries.plans(db, workflow.project_id)
    if not known:
        return None  # nothing was computed yet, so nothing is behind
    plan = wanted_plan(db, workflow)
    latest = known[-1]
    is_same = latest.dimensions == plan.as_json() and latest.ontology_version_id == workflow.ontology_version_id
    if is_same:
        return None
    return queries.add_plan(
        db, workflow.project_id, workflow.ontology_version_id, plan.as_json(), "computing", actor_id
    )


# ---------------------------------------------------------------- one task


@dataclass(frozen=True, slots=True)
class Work:
    """What is compared on a task, read at one moment."""

    task_id: int
    data: Mapping[str, Any]
    annotations: Sequence[WorkRow]
    predictions: Sequence[WorkRow]


@dataclass(frozen=True, slots=True)
class Computed:
    """The scores of a task under one plan."""

    generation: int
    pairs: Sequence[PairRow]
    score: TaskScore
    compared: int


def read_work(db: Connection, task_id: int) -> Work:
    """What is compared on a task now."""
    return Work(
        task_id, queries.data_of(db, task_id), queries.annotations_of(db, task_id), queries.predictions_of(db, task_id)
    )


def compute(schema: Schema, row: PlanRow, work: Work, known: Sequence[PairRow]) -> Computed:
    """The scores of a task. `known` are pairs of the same plan; those of which neither side changed are kept."""
    plan = plan_from_json(row.dimensions)
    kept = {(pair.annotation_id, pair.other_id): pair for pair in known if pair.other_id is not None}
    read: dict[tuple[str, int], Extracted] = {}

    def of(kind: str, each: WorkRow) -> Extracted:
        if (kind, each.id) not in read:
            read[kind, each.id] = extracted(schema, plan, each.result, work.data)
        return read[kind, each.id]

    by_id = {each.id: each for each in work.annotations}
    rows: list[PairRow] = []
    for one_id, other_id in pairs_to_compare(list(by_id)):
        one, other = by_id[one_id], by_id[other_id]
        before = kept.get((one_id, other_id))
        if before is not None and (before.revision, before.other_revision) == (one.revision, other.revision):
            rows.append(before)
            continue
        found = pair_score(plan, of("annotation", one), of("annotation", other))
        rows.append(_row(one, other, found))
    score = task_score(plan, list(by_id), {_ids(row): _score(row) for row in rows})
    for one in work.annotations:
        rows += [
            _row(one, each, pair_score(plan, of("annotation", one), of("prediction", each)), is_model=True)
            for each in work.predictions
        ]
    return Computed(row.generation, rows, score, len(by_id))


def _row(one: WorkRow, other: WorkRow, found: PairScore, *, is_model: bool = False) -> PairRow:
    return PairRow(
        annotation_id=one.id,
        other_id=None if is_model else other.id,
        prediction_id=other.id if is_model else None,
        revision=one.revision,
        other_revision=None if is_model else other.revision,
        author_id=one.author_id,
        other_author_id=None if is_model else other.author_id,
        model_version=other.model_version if is_model else None,
        score=found.score,
        scores={str(key): value for key, value in found.scores.items()},
        labels=dict(found.labels),
    )


def _ids(row: PairRow) -> tuple[int, int]:
    assert row.other_id is not None
    return row.annotation_id, row.other_id


def _score(row: PairRow) -> PairScore:
    return PairScore(row.score, {int(key): value for key, value in row.scores.items()}, row.labels)


def write_computed(db: Connection, workflow: Workflow, work: Work, found: Sequence[Computed], due: Due | None) -> bool:
    """Stores what was computed if the task is still as it was read, and settles the task; says whether it was."""
    task = task_queries.lock(db, work.task_id)
    if task is None:
        return True
    if queries.revisions(db, work.task_id) != {each.id: each.revision for each in work.annotations}:
        return False
    shown = current_plan(db, workflow)
    if due is not None:
        queries.settle_due(db, due)  # before the task is folded, which asks whether its agreement is up to date
    for each in found:
        queries.write_pairs(db, workflow.project_id, work.task_id, each.generation, each.pairs)
        queries.write_task(
            db,
            workflow.project_id,
            work.task_id,
            each.generation,
            pairwise=each.score.pairwise,
            consensus=each.score.consensus,
            scores={str(key): {str(by): score for by, score in of.items()} for key, of in each.score.scores.items()},
            compared=each.compared,
        )
        if shown is not None and each.generation == shown.generation:
            consensus = workflow.settings.agreement_methodology is Methodology.CONSENSUS
            score = each.score.consensus if consensus else each.score.pairwise
            changed = queries.write_shown(db, work.task_id, score)
            if changed or workflow.low_agreement is not None or evaluation.pauses_by(workflow, truth=True):
                _tell(db, workflow, work.task_id, score)
    return True


def _tell(db: Connection, workflow: Workflow, task_id: int, score: float | None) -> None:
    """A new score may call for another annotator, or send a task to review: the task is folded, and others are told."""
    task = task_queries.lock(db, task_id)
    if task is not None:
        tasks.settle(db, task, workflow, at=now(db), by=None)
    record(
        db,
        "task.agreement",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task_id,
        payload={"agreement": score},
    )


# ---------------------------------------------------------------- the methodology


def show(db: Connection, workflow: Workflow, generation: int) -> None:
    """Writes the scores of a generation on the tasks of the project, by its methodology."""
    consensus = workflow.settings.agreement_methodology is Methodology.CONSENSUS
    queries.show_generation(db, workflow.project_id, generation, consensus=consensus)


def settle_scored(db: Connection, workflow: Workflow, after: int, limit: int) -> int | None:
    """Folds tasks whose score was written in bulk, in portions; returns where to go on, None at the end."""
    ids = queries.scored_tasks(db, workflow.project_id, after, limit)
    at = now(db)
    for task in task_queries.lock_many(db, workflow.project_id, ids):
        tasks.settle(db, task, workflow, at=at, by=None)
    return ids[-1] if ids else None


def event_is_about_work(event: Event) -> bool:
    """Whether an event may change what a task's people agree on."""
    if event.action in ("review.created", "review.updated", "review.deleted"):
        # Only a correction changes the work, and passing it on takes it out of the comparison.
        return event.payload.get("kind") != "accept"
    return event.task_id is not None
