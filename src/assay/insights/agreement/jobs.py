"""Background work on agreement: one task after its work changed, a whole project after its way of comparing changed."""

from __future__ import annotations

from collections.abc import Sequence

from assay.history.service import Event
from assay.insights.agreement import queries, service
from assay.insights.agreement.queries import Due, PlanRow
from assay.kit.db import Connection
from assay.kit.jobs import app, database, defer
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import evaluation

AT_ONCE = 200
OVERDUE_SECONDS = 20
TRIES = 5


@app.task(name="insights.agreement_of_task")
def agreement_of_task(task_id: int) -> None:
    """Computes the scores of a task that is behind. Its cost depends on that task alone.

    Who hands in work while this runs finds the task behind already and asks for no job, so it is looked at again.
    """
    for _ in range(TRIES):
        with database().transaction() as db:
            found = queries.due(db, task_id)
        if found is None:
            return
        _bring_up_to_date(found)


def _bring_up_to_date(found: Due) -> None:
    """Reads, computes without a lock, and writes if nobody changed the work meanwhile."""
    for _ in range(TRIES):
        with database().transaction() as db:
            workflow = projects.workflow(db, found.project_id)
            if workflow is None or workflow.ontology_version_id is None:
                queries.settle_due(db, found)
                return
            service.current_plan(db, workflow)
            plans = queries.plans(db, found.project_id)
            work = service.read_work(db, found.task_id)
            known = {plan.generation: queries.pairs(db, found.task_id, plan.generation) for plan in plans}
            schemas = {plan.generation: projects.schema(db, _version(plan, workflow)) for plan in plans}
        computed = [service.compute(schemas[plan.generation], plan, work, known[plan.generation]) for plan in plans]
        with database().transaction() as db:
            if service.write_computed(db, workflow, work, computed, found):
                return


def _version(plan: PlanRow, workflow: Workflow) -> int:
    version = plan.ontology_version_id or workflow.ontology_version_id
    assert version is not None
    return version


@app.periodic(cron="* * * * * */30")
@app.task(name="insights.agreement_sweep", queueing_lock="insights.agreement_sweep", lock="insights.agreement_sweep")
def agreement_sweep(timestamp: int) -> None:
    """Computes tasks that were left behind: by an import, or by a job that was killed."""
    _drain(None, OVERDUE_SECONDS)


@app.task(name="insights.agreement_of_project")
def agreement_of_project(project_id: int) -> None:
    """Computes every task of a project that is behind."""
    _drain(project_id, 0)


def _drain(project_id: int | None, older_than: float) -> None:
    after = 0
    while True:
        with database().transaction() as db:
            waiting = queries.next_due(db, project_id, after, older_than, AT_ONCE)
        if not waiting:
            return
        for found in waiting:
            _bring_up_to_date(found)
        after = waiting[-1].task_id


@app.task(name="insights.agreement_recompute")
def agreement_recompute(project_id: int, generation: int) -> None:
    """Computes a whole project in a new way, then shows the new scores in place of the old ones, all at once."""
    try:
        if _compute_generation(project_id, generation):
            _show(project_id, generation)
            _evaluate(project_id)
    except Exception as error:
        with database().transaction() as db:
            queries.fail_plan(db, project_id, generation, str(error)[:500])
        raise


def _compute_generation(project_id: int, generation: int) -> bool:
    """Every task, in portions; False when another computation took the place of this one."""
    with database().transaction() as db:
        total = queries.count_comparable(db, project_id)
    after, done = 0, 0
    while True:
        with database().transaction() as db:
            if not queries.note_progress(db, project_id, generation, done, total):
                return False
            ids = queries.comparable(db, project_id, after, AT_ONCE)
        if not ids:
            return True
        for task_id in ids:
            with database().transaction() as db:
                queries.mark_due(db, task_id)
                found = queries.due(db, task_id)
            if found is not None:
                _bring_up_to_date(found)
        after, done = ids[-1], done + len(ids)


def _evaluate(project_id: int) -> None:
    """Who passes by the known answers may be somebody else in the new way of comparing."""
    with database().transaction() as db:
        workflow = projects.workflow(db, project_id)
        if workflow is not None:
            evaluation.evaluate(db, workflow)


def _show(project_id: int, generation: int) -> None:
    with database().transaction() as db:
        queries.lock_project(db, project_id)
        workflow = projects.workflow(db, project_id)
        plans = queries.plans(db, project_id, lock=True)
        if workflow is None or all(plan.generation != generation for plan in plans):
            return
        queries.show_plan(db, project_id, generation)
        service.show(db, workflow, generation)
    _settle(project_id)
    while True:
        with database().transaction() as db:
            kept = [plan.generation for plan in queries.plans(db, project_id)]
            if not queries.forget_others(db, project_id, kept, 10_000):
                return


@app.task(name="insights.agreement_methodology")
def agreement_methodology(project_id: int) -> None:
    """Shows the scores by the other methodology; both are stored, so nothing is computed (LSE 11.3.7)."""
    with database().transaction() as db:
        workflow = projects.workflow(db, project_id)
        plan = service.current_plan(db, workflow) if workflow is not None else None
        if workflow is None or plan is None:
            return
        service.show(db, workflow, plan.generation)
    _settle(project_id)


def _settle(project_id: int) -> None:
    after: int | None = 0
    while after is not None:
        with database().transaction() as db:
            workflow = projects.workflow(db, project_id)
            if workflow is None:
                return
            after = service.settle_scored(db, workflow, after, AT_ONCE)


# ---------------------------------------------------------------- what sets them off

# Events after which the work on a task may be another one.
ABOUT_WORK = (
    "annotation.submitted",
    "annotation.updated",
    "annotation.skipped",
    "annotation.deleted",
    "annotation.fixed_and_accepted",
    "prediction.created",
    "prediction.updated",
    "prediction.deleted",
    "review.created",
    "review.updated",
    "review.deleted",
)


def work_changed(db: Connection, events: Sequence[Event]) -> None:
    """Has tasks computed whose work changed, if there is anything to compare on them."""
    about = (event for event in events if not event.is_alone and service.event_is_about_work(event))
    for task_id in dict.fromkeys(event.task_id for event in about):
        if task_id is not None and queries.mark_due(db, task_id):
            defer(db, agreement_of_task, task_id=task_id)


def tasks_created(db: Connection, event: Event) -> None:
    """Has new tasks computed that came with annotations or predictions."""
    first, last = event.payload.get("first"), event.payload.get("last")
    if event.project_id is None or first is None or last is None:
        return
    if queries.mark_range_due(db, event.project_id, first, last):
        defer(db, agreement_of_project, project_id=event.project_id)


def project_changed(db: Connection, event: Event) -> None:
    """Begins what a change of settings or of the configuration asks for."""
    after = event.payload.get("after") or {}
    fields = event.payload.get("fields") or ()
    if event.project_id is None:
        return
    if "label_config" in fields or {"agreement_metrics", "control_weights"} & after.keys():
        workflow = projects.workflow(db, event.project_id)
        if workflow is not None and {"agreement_metrics", "control_weights"} & after.keys():
            service.check_choice(db, workflow)
        generation = service.replan(db, workflow, event.actor_id) if workflow is not None else None
        if generation is not None:
            defer(db, agreement_recompute, project_id=event.project_id, generation=generation)
    if "agreement_methodology" in after:
        defer(db, agreement_methodology, project_id=event.project_id)
