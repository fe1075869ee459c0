"""Keeping the order of the queue, and the share of tasks that several people label, as the settings say.

The places of people in the queue are locked before tasks: who holds a task's lock when the order changes has called
`before_change` first.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection
from assay.projects.rules.settings import Sampling, Settings
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries
from assay.tasks.queries import Changed
from assay.tasks.rules import Places, cohort_size


def before_change(db: Connection, workflow: Workflow) -> None:
    """Where a change of some tasks may move them in the queue, everybody begins at the front; nobody goes on meanwhile.

    A long import calls it last, so that people who work in the project do not wait for it.
    """
    if workflow.settings.sampling is Sampling.UNCERTAINTY or workflow.settings.show_ground_truth_first:
        queries.rewind_cursors(db, workflow.project_id)


def put_in_order(db: Connection, workflow: Workflow, task_ids: Sequence[int] | None = None) -> None:
    """Puts tasks, or with None all of the project, where they belong, and lets everybody begin at the front."""
    queries.rewind_cursors(db, workflow.project_id)
    _put_in_order(db, workflow, task_ids)


def _put_in_order(db: Connection, workflow: Workflow, task_ids: Sequence[int] | None) -> None:
    settings = workflow.settings
    queries.put_in_order(db, workflow.project_id, Places.of(settings), settings.model_version, task_ids)


def predictions_changed(db: Connection, workflow: Workflow, task_ids: Sequence[int]) -> None:
    """A task is offered by how unsure the model is, so it moves when the model says something else."""
    if workflow.settings.sampling is Sampling.UNCERTAINTY and task_ids:
        _put_in_order(db, workflow, task_ids)


def truth_changed(db: Connection, workflow: Workflow, task_ids: Sequence[int]) -> None:
    """Where tasks with a ground truth come first, one moves when it gets or loses its star."""
    if workflow.settings.show_ground_truth_first and task_ids:
        _put_in_order(db, workflow, task_ids)


def share_out(db: Connection, workflow: Workflow, before: Settings | None = None) -> list[Changed]:
    """Decides anew which tasks several people label; the tasks for which that changed.

    With the settings `before` of which only the overlap differs, the same tasks stay chosen (LSE 4.4).
    """
    settings, project_id = workflow.settings, workflow.project_id
    percent, overlap = settings.overlap_cohort_percentage, settings.overlap
    if percent == 100 or overlap == 1:
        return queries.set_overlap(db, project_id, overlap, manual=workflow.manual, among_cohort=False)
    if before is not None and before.overlap_cohort_percentage == percent and before.overlap > 1:
        return queries.set_overlap(db, project_id, overlap, manual=workflow.manual, among_cohort=True)
    size = cohort_size(queries.total(db, project_id), percent)
    return queries.choose_cohort(db, project_id, overlap, size, manual=workflow.manual)
