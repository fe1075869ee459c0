"""Moving a task or a project into another state by hand, where that means something (LSE 6.2.7)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import NoReturn

from assay.annotations import queries as annotation_queries
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotThere
from assay.projects import service as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import consequences, queries
from assay.queue.offering import offer
from assay.reviews import queries as reviews
from assay.reviews.rules import ItemState, Rule
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.rules import Status

TASK_TRANSITIONS = ("send_to_review", "complete")
PROJECT_TRANSITIONS = ("publish", "unpublish")


def move_task(
    db: Connection, workflow: Workflow, task_id: int, name: str, *, by: int, reason: str, at: datetime
) -> None:
    """Sends work to review that was not drawn for it, or closes a task without the reviews that it waits for.

    Raises BadInput for another transition, or when there is nothing to move; Conflict where no queue moves tasks on.
    """
    if name not in TASK_TRANSITIONS:
        raise BadInput.field(
            "transition_name", f"{name} is nothing that is done by hand.", f"Use one of: {', '.join(TASK_TRANSITIONS)}."
        )
    task = task_queries.lock(db, task_id)
    if task is None:
        raise NotThere()
    if not workflow.is_managed:
        raise Conflict(
            "The queue of this project is switched off, and the states of its tasks stand still; switch it on first"
            " (review_settings.task_management).",
            code="no_queue",
            context={"reason": "NO_QUEUE"},
        )
    moved = 0
    if name == "complete":
        moved = _close(db, task_id, at)
        of_instances = moved and workflow.unit == "instance"
        for annotation_id in annotation_queries.ids_of_task(db, task_id) if of_instances else ():
            consequences.align(db, workflow, task, annotation_id)
    elif task.status == Status.RETURNED and workflow.unit == "instance":
        raise BadInput("The task is with its annotator; it is reviewed when it is handed in again.", code="returned")
    elif not task.reviewed:
        moved = _send(db, workflow, task_id, at)
    if not moved:
        nothing = "has no work that was left out of review" if name == "send_to_review" else "waits for no review"
        raise BadInput(f"The task {nothing}.", code="nothing_to_move")
    record(
        db,
        "task.moved",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task_id,
        actor_id=by,
        payload={"transition": name, "reason": reason, "items": moved},
    )
    words = "Sent to review by hand." if name == "send_to_review" else "Closed by hand."
    now = tasks.settle(db, task, workflow, at=at, by=by, reason=reason or words)
    if workflow.finished_only:
        queries.release_waiting(db, task_id, ready=now.is_labeled)


def _send(db: Connection, workflow: Workflow, task_id: int, at: datetime) -> int:
    items = reviews.left_out(db, task_id)
    by_annotation: defaultdict[tuple[int, int | None], list[int]] = defaultdict(list)
    for item in items:
        by_annotation[item.annotation_id, item.author_id].append(item.id)
    reviews.redraw(db, [item.id for item in items], ItemState.PENDING, 1.0, Rule.ADDED, None, 0, at)
    reviews.wait_for_agreement(db, [task_id], None)
    for (annotation_id, author_id), ids in by_annotation.items():
        offer(db, workflow, task_id, annotation_id, author_id, ids)
    return len(items)


def _close(db: Connection, task_id: int, at: datetime) -> int:
    items = reviews.waiting_unheld(db, task_id)
    reviews.waive(db, [item.id for item in items], at)
    reviews.wait_for_agreement(db, [task_id], None)
    queries.drop_batches(db, sorted({item.work_item_id for item in items if item.work_item_id is not None}))
    return len(items)


def move_project(db: Connection, project_id: int, name: str, *, by: int) -> None:
    """Publishes a project, or takes it back. Raises BadInput for another transition or when it is not ready."""
    if name not in PROJECT_TRANSITIONS:
        raise BadInput.field(
            "transition_name",
            f"{name} follows from the work in the project and is not done by hand.",
            f"Use one of: {', '.join(PROJECT_TRANSITIONS)}.",
        )
    projects.change(db, project_id, {"is_published": name == "publish"}, actor_id=by)


def refuse(name: str) -> NoReturn:
    """Annotations and reviews move by what people do with them."""
    raise BadInput.field(
        "transition_name",
        f"{name} is not done by hand: annotations move when they are handed in or judged.",
        "Submit the annotation, or give or delete a review.",
    )
