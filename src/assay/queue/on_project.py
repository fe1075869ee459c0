"""What a change of a project's settings means for its queue. What already happened stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from assay.annotations import queries as annotation_queries
from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.projects.rules.settings import Sampling, Settings, SkipQueue, as_json, from_json
from assay.projects.rules.workflow import Workflow
from assay.queue import by_name, consequences, experts, queries
from assay.queue.queries import mapping
from assay.reviews import queries as reviews
from assay.tasks import ordering
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import Deed
from assay.tasks.rules import Places

# Settings that decide the state of a task; a change of one folds all tasks anew that somebody has worked on.
FOLDED = frozenset({"skip_queue", "distribution", "agreement_threshold", "max_additional_annotators_assignable"})
OVERLAP = frozenset({"maximum_annotations", "overlap_cohort_percentage"})
ORDER = frozenset({"sampling", "show_overlap_first", "show_ground_truth_first"})
AT_ONCE = 500


def changed(db: Connection, event: Event) -> None:
    """Brings slots, order and waiting batches in line with settings that have just changed."""
    after = event.payload.get("after") or {}
    if event.project_id is None or not after:
        return
    workflow = projects.workflow(db, event.project_id)
    if workflow is None:
        return
    project_id, settings = workflow.project_id, workflow.settings
    before = from_json({**as_json(settings), **(event.payload.get("before") or {})})
    if (OVERLAP | ORDER | FOLDED | {"model_version"}) & after.keys():
        task_queries.lock_project(db, project_id)
        task_queries.rewind_cursors(db, project_id)
    shared_out = ordering.share_out(db, workflow, before) if OVERLAP & after.keys() else []
    if "distribution" in after:
        task_queries.set_distribution(db, project_id, manual=workflow.manual)
    if _order_changed(before, settings, after.keys()):
        ordering.put_in_order(db, workflow)
    if workflow.manual and {"distribution", "skip_queue"} & after.keys():
        queries.align_skipped_assignments(db, project_id, done=workflow.skip_queue is not SkipQueue.FOR_ME)
    before_review, after_review = (event.payload.get("before") or {}).get("review") or {}, after.get("review") or {}
    review_changed = {key for key, value in after_review.items() if before_review.get(key) != value}
    if "only_finished_tasks" in review_changed:
        queries.align_waiting(db, project_id, only_finished=settings.review.only_finished_tasks)
    if "sampling" in review_changed:
        reviews.reorder(db, project_id, settings.review.sampling)
    if "return_at" in review_changed:
        _send_back_anew(db, workflow, by=event.actor_id)
    if "allow_self_review" in review_changed and not settings.review.allow_self_review:
        queries.free_own(db, project_id)
    if "expert" in review_changed:
        experts.align(db, workflow)
    if "reviewer_mapping" in review_changed:
        mapping.forget_missing(db, project_id)
    if "review_only_manual_assignments" in review_changed:
        _align_by_name(db, workflow, by=event.actor_id)
    if FOLDED & after.keys() or {"review_criteria", "only_finished_tasks", "task_management"} & review_changed:
        fold(db, workflow, projects.task_ids(db, project_id, touched_only=True), by=event.actor_id)
    else:
        fold(db, workflow, [task.id for task in shared_out if task.touched], by=event.actor_id)


def _align_by_name(db: Connection, workflow: Workflow, *, by: int | None) -> None:
    at = now(db)
    touched = projects.task_ids(db, workflow.project_id, touched_only=True)
    for start in range(0, len(touched), AT_ONCE):
        for task in task_queries.lock_many(db, workflow.project_id, touched[start : start + AT_ONCE]):
            by_name.align(db, workflow, task, at=at, by=by)


def _send_back_anew(db: Connection, workflow: Workflow, *, by: int | None) -> None:
    """Work with a rejection in rounds that are not over goes back now, or waits for their end."""
    at = now(db)
    for task in task_queries.lock_many(db, workflow.project_id, queries.half_returned(db, workflow.project_id)):
        for annotation_id in annotation_queries.ids_of_task(db, task.id):
            consequences.align(db, workflow, task, annotation_id)
        tasks.settle(db, task, workflow, at=at, by=by, deed=Deed.FOLDED)


def _order_changed(before: Settings, now: Settings, changed: AbstractSet[str]) -> bool:
    """Whether tasks change places: by other rules, or because who labels them has changed."""
    if now.sampling is Sampling.UNCERTAINTY and "model_version" in changed:
        return True
    if now.show_overlap_first and OVERLAP & changed:
        return True
    return bool(ORDER & changed) or Places.of(before) != Places.of(now)


def fold(db: Connection, workflow: Workflow, task_ids: Sequence[int], *, by: int | None) -> None:
    """Settles many tasks, some at a time, in the order of their ids."""
    at = now(db)
    found = sorted(task_ids)
    for start in range(0, len(found), AT_ONCE):
        for task in task_queries.lock_many(db, workflow.project_id, found[start : start + AT_ONCE]):
            standing = tasks.settle(db, task, workflow, at=at, by=by, deed=Deed.FOLDED)
            if workflow.settings.review.only_finished_tasks:
                queries.release_waiting(db, task.id, ready=standing.is_labeled)


def tasks_created(db: Connection, event: Event) -> None:
    """The names of new tasks can be searched where tables of work are searched by them."""
    workflow = projects.workflow(db, event.project_id) if event.project_id is not None else None
    if workflow is not None and workflow.is_fifo:
        first, last = event.payload.get("first"), event.payload.get("last")
        task_queries.write_names(db, workflow.project_id, first, last if first is not None else None)


def tasks_deleted(db: Connection, event: Event) -> None:
    """Keeps the share of tasks that several people label when some of the tasks are gone."""
    workflow = projects.workflow(db, event.project_id) if event.project_id is not None else None
    if workflow is None or workflow.settings.overlap == 1 or workflow.settings.overlap_cohort_percentage == 100:
        return
    shared_out = ordering.share_out(db, workflow)
    if shared_out and workflow.settings.show_overlap_first:
        ordering.put_in_order(db, workflow, [task.id for task in shared_out])
    fold(db, workflow, [task.id for task in shared_out if task.touched], by=event.actor_id)
