"""What a change of a project's settings means for its queue. What already happened stays as it is."""

from __future__ import annotations

from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.projects.rules.settings import Distribution, Sampling
from assay.queue import queries
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

# Settings that decide the state of a task; a change of one folds all tasks anew that somebody has worked on.
FOLDED = frozenset({"maximum_annotations", "skip_queue", "distribution"})
AT_ONCE = 500


def changed(db: Connection, event: Event) -> None:
    """Brings slots, order and waiting batches in line with settings that have just changed."""
    after = event.payload.get("after") or {}
    if event.project_id is None or not after:
        return
    workflow = projects.workflow(db, event.project_id)
    if workflow is None:
        return
    project_id = workflow.project_id
    at = now(db)
    if {"maximum_annotations", "distribution", "sampling", "skip_queue"} & after.keys():
        task_queries.lock_project(db, project_id)
        task_queries.rewind_cursors(db, project_id)
    if "maximum_annotations" in after:
        projects.apply_overlap(db, project_id, workflow.settings.overlap)
    if "distribution" in after:
        projects.apply_distribution(db, project_id, manual=workflow.settings.distribution is Distribution.MANUAL)
    if "sampling" in after:
        projects.apply_sampling(db, project_id, random_order=workflow.settings.sampling is Sampling.UNIFORM)
    before_review, after_review = (event.payload.get("before") or {}).get("review") or {}, after.get("review") or {}
    review_changed = {key for key, value in after_review.items() if before_review.get(key) != value}
    if "only_finished_tasks" in review_changed:
        queries.align_waiting(db, project_id, only_finished=workflow.settings.review.only_finished_tasks)
    if FOLDED & after.keys() or "review_criteria" in review_changed:
        touched = projects.task_ids(db, project_id, touched_only=True)
        for start in range(0, len(touched), AT_ONCE):
            for task in task_queries.lock_many(db, project_id, touched[start : start + AT_ONCE]):
                standing = tasks.settle(db, task, workflow, at=at, by=event.actor_id)
                if workflow.settings.review.only_finished_tasks:
                    queries.release_waiting(db, task.id, ready=standing.is_labeled)
