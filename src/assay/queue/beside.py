"""What is changed beside the queue: who may, what they must have seen, and that it can be found later (MQA 25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assay.annotations.queries import AnnotationRow
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict
from assay.projects.rules.workflow import Workflow
from assay.queue import queries, returned
from assay.queue.handing import name_of, not_free
from assay.queue.queries import handing
from assay.queue.queries.handing import Held
from assay.queue.queries.work import Work
from assay.tasks.queries import LockedTask
from assay.tasks.rules import Status


def check_holder(db: Connection, workflow: Workflow, task_id: int, slot: Work | None) -> None:
    """Only who holds a task hands it in; a free one is taken with the same act. The caller holds its lock.

    Raises Conflict naming who has it. Where no queue hands work out everybody may label what nobody has labelled yet;
    who had it reserved before is out of it then.
    """
    if not workflow.is_fifo:
        return
    if not workflow.is_managed:
        _check_unlabelled(db, task_id, slot)
        return
    if slot is not None and slot.state == "held":
        return
    free = handing.lock_free(db, workflow.project_id, [task_id])
    if not free or free[0].annotation_id is not None:
        raise not_free(db, workflow, task_id)


def _check_unlabelled(db: Connection, task_id: int, slot: Work | None) -> None:
    """Each task is labelled once: what is there already is changed. Whoever else holds the task has it no longer."""
    if slot is not None and slot.state == "held" and slot.returned:
        return
    _refuse_labelled(db, task_id)
    for person in handing.holders_of(db, task_id):
        if slot is None or person != slot.holder_id:
            handing.give_back(db, task_id, person)


def _refuse_labelled(db: Connection, task_id: int) -> None:
    found = queries.submitted_work(db, [task_id])
    if found:
        raise Conflict(
            "Somebody has labelled this task already; nothing was saved. Change what is there, and say which revision"
            " you have seen.",
            code="labelled",
            context={"reason": "LABELLED", "annotation": found[0].annotation_id},
        )


def check_taken_up(db: Connection, workflow: Workflow, annotation: AnnotationRow) -> None:
    """A skip becomes work only while nobody else has the task in hand or has labelled it. The caller holds its lock."""
    if not workflow.is_fifo:
        return
    _refuse_labelled(db, annotation.task_id)
    if any(person != annotation.author_id for person in handing.holders_of(db, annotation.task_id)):
        raise not_free(db, workflow, annotation.task_id)


def check_change(
    db: Connection,
    workflow: Workflow,
    annotation: AnnotationRow,
    task: LockedTask,
    actor_id: int,
    *,
    expected: int | None,
    may_change_any: bool,
) -> None:
    """Whether a person may change an annotation; in a project with one queue who holds it may, and who leads.

    Leaders say which revision they have seen while somebody holds the task or reviews it, and the history tells of it.
    Where no queue hands work out everybody may, on the same condition. Raises NotThere, Conflict or BadInput.
    """
    if not workflow.is_fifo:
        if not may_change_any:
            returned.check_hands(db, annotation, actor_id)
        return
    held = handing.held_of_tasks(db, workflow.project_id, [task.id])
    if any(one.person == actor_id and one.kind == "annotate" for one in held):
        return
    if not may_change_any and workflow.is_managed:
        raise Conflict(
            "This task is not in your hands any more; nothing was saved. A manager can reopen it.",
            code="not_held",
            context={"reason": "NOT_HELD"},
        )
    others = [one for one in held if one.person != actor_id]
    is_busy = bool(others) or task.status == Status.IN_REVIEW or not workflow.is_managed
    if is_busy and expected is None:
        raise BadInput.field(
            "revision",
            "is needed: somebody works on this task or reviews it, and what they do must not be overwritten unseen.",
            "Send the revision that you have loaded, or reopen the task instead.",
        )
    record(
        db,
        "annotation.changed_beside_queue",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task.id,
        annotation_id=annotation.id,
        actor_id=actor_id,
        payload={"holders": [one.person for one in others], "revision": annotation.revision},
    )


def warning(status: str, held: Sequence[Held], people: Mapping[int, Mapping[str, object]]) -> str | None:
    """What somebody is told who opens a task beside the queue; None when nobody's work can be touched."""
    labels = [one for one in held if one.kind == "annotate"]
    if labels:
        return (
            f"{name_of(people.get(labels[0].person))} is labelling this task. What you change can be refused, or get in"
            " the way of their work. Release it first."
        )
    if held or status == Status.IN_REVIEW:
        return "This task is in review. What you change goes into review again; better reopen it."
    return None
