"""The annotation of a task whose answer is known."""

from __future__ import annotations

from assay.annotations import queries as annotation_queries
from assay.annotations.queries import AnnotationRow
from assay.history.service import record
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.tasks import ordering
from assay.tasks import queries as task_queries


def set_ground_truth(
    db: Connection, workflow: Workflow, annotation: AnnotationRow, wanted: bool, actor_id: int
) -> None:
    """Sets or takes the star; a task has at most one, so setting it moves it (LSE 9.2)."""
    if annotation.ground_truth == wanted:
        return
    ordering.before_change(db, workflow)
    task_queries.lock(db, annotation.task_id)
    before = annotation_queries.set_ground_truth(db, annotation.task_id, annotation.id if wanted else None)
    task_queries.tally(db, workflow.project_id, {"ground_truths": int(wanted) - before})
    ordering.truth_changed(db, workflow, [annotation.task_id])
    record(
        db,
        "annotation.ground_truth",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=annotation.task_id,
        annotation_id=annotation.id,
        actor_id=actor_id,
        payload={"ground_truth": wanted},
    )
