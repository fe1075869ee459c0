"""The verbs of assignments."""

from __future__ import annotations

from collections.abc import Sequence

from assay.history.service import record
from assay.kit.db import Connection, now
from assay.kit.errors import BadInput
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import by_name, queries
from assay.queue.rules import even_split
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks


def selected(
    db: Connection,
    project_id: int,
    everything: bool,
    included: Sequence[int],
    excluded: Sequence[int],
    *,
    matching: Sequence[int] | None = None,
) -> list[int]:
    """The tasks of a selection, with `matching` only of these; ids of other projects are not there.

    Raises BadInput when nothing is selected.
    """
    found = projects.task_ids(db, project_id, touched_only=False) if matching is None else matching
    if everything:
        without = set(excluded)
        chosen = [task_id for task_id in found if task_id not in without]
    else:
        wanted = set(included)
        chosen = [task_id for task_id in found if task_id in wanted]
    if not chosen:
        raise BadInput.field(
            "selectedItems", "selects no task of this project.", "Name tasks, or send all: true; filters narrow both."
        )
    return chosen


def assign(
    db: Connection,
    workflow: Workflow,
    task_ids: Sequence[int],
    people: Sequence[int],
    kind: str,
    *,
    by: int,
    overlap: int | None = None,
) -> int:
    """Assigns people to tasks, all of them to each or with an `overlap` so many; returns how many are new.

    With an overlap the tasks are split evenly: nobody gets more than one task more than anybody else (LSE 5.8.4).

    Where people draw tasks themselves, an assignment is a wish: the task comes to them before others while a slot is
    free. Where work is handed out by hand it is the only way to get a task. Raises BadInput for somebody outside the
    project, and for annotators in manual QA, where the queue reserves tasks for people (MQA 7).
    """
    strangers = queries.not_in_project(db, workflow.project_id, people)
    if strangers:
        raise BadInput.field("users", f"{strangers[0]} is not a member of this project.", "Add the person first.")
    if kind == "AN" and workflow.is_fifo:
        raise BadInput.field(
            "users",
            "get no tasks by name in manual QA: one queue serves everybody, and what is assigned is reserved.",
            f"Assign in the queue: POST /api/projects/{workflow.project_id}/queue/assign/.",
        )
    people = list(dict.fromkeys(people))
    if overlap is not None and not 1 <= overlap <= len(people):
        raise BadInput.field(
            "overlap", f"must be from 1 to the number of people, {len(people)}.", "Name more people, or lower it."
        )
    pairs = even_split(task_ids, people, len(people) if overlap is None else overlap)
    made = queries.assign(db, workflow.project_id, pairs, kind, by, workflow.settings.review.sampling)
    _settle(db, workflow, task_ids, kind, by=by)
    record(
        db,
        "tasks.assigned",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=by,
        payload={"type": kind, "people": list(people), "tasks": len(task_ids), "new": made}
        | ({"task": task_ids[0]} if len(task_ids) == 1 else {}),
        about=task_ids,
    )
    return made


def unassign(
    db: Connection,
    workflow: Workflow,
    task_ids: Sequence[int],
    people: Sequence[int] | None,
    kind: str | None,
    *,
    by: int,
) -> int:
    """Takes assignments away; work that exists stays, and what the person holds without work goes back."""
    if people is not None and not people:
        return 0
    gone = queries.unassign(db, workflow.project_id, task_ids, people, kind)
    if workflow.manual and kind != "RE":
        queries.drop_unassigned(db, task_ids)
    _settle(db, workflow, task_ids, kind, by=by)
    record(
        db,
        "tasks.unassigned",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=by,
        payload={"type": kind, "people": None if people is None else list(people), "tasks": len(task_ids)},
        about=task_ids,
    )
    return gone


def _settle(db: Connection, workflow: Workflow, task_ids: Sequence[int], kind: str | None, *, by: int) -> None:
    """Who is assigned decides when a task is labelled, and perhaps whether it is reviewed: its state is folded anew."""
    reviewed_by_name = workflow.settings.review.review_only_manual_assignments and kind != "AN"
    if kind == "RE" and not reviewed_by_name:
        return
    at = now(db)
    for task in task_queries.lock_many(db, workflow.project_id, task_ids):
        if kind != "RE":
            tasks.settle(db, task, workflow, at=at, by=by, reason="Who is to annotate it was changed.")
        if reviewed_by_name:
            by_name.align(db, workflow, task, at=at, by=by)
