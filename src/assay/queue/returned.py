"""Returned work: whose hands it is in, how it is freed, taken and handed in again (MQA A.9).

The slot of an annotation goes with it. Its holder mends the work and hands it in; whoever handed it in last gets it
back the next time. Somebody in charge may free it: then everybody who may annotate can take it, and goes on with the
same annotation, whose author stays its author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.access import reviewers
from assay.annotations import queries as annotation_queries
from assay.annotations.queries import AnnotationRow
from assay.annotations.rules.instances import instances_of
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotThere
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.queue.queries import Work
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow
from assay.reviews.rules import ItemState
from assay.tasks.queries import LockedTask


def send_back(db: Connection, workflow: Workflow, task_id: int, annotation: AnnotationRow) -> None:
    """Puts work into the hands of who handed it in last, or of everybody when that person is not there any more."""
    assert annotation.author_id is not None
    person = queries.submitter(db, task_id, annotation.id)
    if not queries.send_back(db, task_id, annotation.id):
        queries.hold_again(db, task_id, annotation.author_id, until=None, returned=True, skipped=False)
    queries.finish_assignment(db, task_id, person or annotation.author_id, "AN", done=False)
    slot = queries.returned_slot(db, task_id, annotation.id) if workflow.needs_resolution else None
    if slot is None or slot.state != "held" or slot.holder_id is None:
        return
    if slot.holder_id not in reviewers.annotators(db, workflow.project_id):
        queries.give_returned(db, slot.id, None)


def check_hands(db: Connection, annotation: AnnotationRow, actor_id: int) -> None:
    """Raises NotThere for work that is neither one's own nor in one's hands, Conflict when somebody else has it."""
    slot = queries.returned_slot(db, annotation.task_id, annotation.id)
    holder_id = slot.holder_id if slot is not None else None
    if annotation.author_id != actor_id and holder_id != actor_id:
        raise NotThere()
    if holder_id is not None and holder_id != actor_id:
        raise Conflict(
            "Somebody else has this work in hand now; nothing was saved.",
            code="held_by_other",
            context={"holder": holder_id},
        )


def is_in_hands(db: Connection, task_id: int, annotation_id: int, account_id: int) -> bool:
    """Whether somebody holds an annotation's returned work."""
    slot = queries.returned_slot(db, task_id, annotation_id)
    return slot is not None and slot.holder_id == account_id


def has_another(db: Connection, annotation: AnnotationRow, account_id: int) -> bool:
    """Whether somebody holds other returned work on the task, which a change of this annotation is no part of."""
    slot = queries.slot_of(db, annotation.task_id, account_id)
    return slot is not None and slot.returned and slot.annotation_id not in (None, annotation.id)


def with_taken(db: Connection, slot: Work | None, mine: Sequence[AnnotationRow]) -> Sequence[AnnotationRow]:
    """A person's annotations on a task, and the one of somebody else that they go on with."""
    if slot is None or not slot.returned or slot.annotation_id is None:
        return mine
    if any(annotation.id == slot.annotation_id for annotation in mine):
        return mine
    taken = annotation_queries.get(db, slot.annotation_id)
    return mine if taken is None else [*mine, taken]


def answered_by_deleting(
    db: Connection, workflow: Workflow, annotation_id: int, result: Sequence[Mapping[str, Any]]
) -> list[int]:
    """The issues that a submission answers by not holding their instances any more (MQA 50).

    Raises BadInput while another issue is open (MQA 47).
    """
    found = reviews.unresolved(db, annotation_id) if workflow.needs_resolution else {}
    if not found:
        return []
    keys = {instance.key for instance in instances_of(result)}
    still_open = [issue for issue, key in found.items() if key is None or key in keys]
    if still_open:
        count = len(still_open)
        raise BadInput(
            f"{count} issue{'s' if count > 1 else ''} of this work {'are' if count > 1 else 'is'} not resolved yet;"
            " mark each as resolved, or delete what it is about.",
            code="issues_open",
            context={"issues": still_open},
        )
    return list(found)


def handed_in(
    db: Connection,
    task: LockedTask,
    annotation: AnnotationRow,
    actor_id: int,
    gone: Sequence[int],
    *,
    at: datetime,
) -> int | None:
    """Returned work is handed in again: its issues are answered, its slot is done. Returns who had it in hand."""
    slot = queries.returned_slot(db, task.id, annotation.id)
    reviews.answer_issues(db, annotation.id, gone, actor_id, at)
    if task.reopened and not annotation.was_cancelled:  # a skip was not sent back, whatever becomes of it
        queries.set_reopened(db, task.id, False)
    if slot is None:
        return None
    queries.end_returned(db, task.id, annotation.id, slot.holder_id or actor_id)
    return slot.holder_id or actor_id


def approved_that_changed(db: Connection, annotation_id: int, before: Sequence[ItemRow]) -> list[str]:
    """The keys of what was approved and waits for a verdict again, because its author changed it (MQA A.21 U17)."""
    approved = {item.id for item in before if item.state == ItemState.ACCEPTED}
    if not approved:
        return []
    now = reviews.items(db, annotation_id)
    return sorted(item.key for item in now if item.id in approved and item.state == ItemState.PENDING)
