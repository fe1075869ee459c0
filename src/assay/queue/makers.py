"""Whose work an annotation is: its author's, and of who went on with it when it came back (MQA A.21 U19).

Nobody reviews what is theirs, unless a project allows it; so nobody approves what they have mended for somebody else.
"""

from __future__ import annotations

from assay.annotations.queries import AnnotationRow
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import queries


def others(db: Connection, task_id: int, annotation_id: int, author_id: int | None) -> frozenset[int]:
    """Who has an annotation's work, or handed it in last, instead of its author."""
    person = queries.submitter(db, task_id, annotation_id)
    return frozenset() if person is None or person == author_id else frozenset({person})


def is_own(db: Connection, workflow: Workflow, annotation: AnnotationRow, person_id: int) -> bool:
    """Whether somebody may not judge an annotation because it is their work; a first revision is its author's alone."""
    if workflow.settings.review.allow_self_review:
        return False
    if annotation.author_id == person_id or annotation.revision == 1:
        return annotation.author_id == person_id
    return person_id in others(db, annotation.task_id, annotation.id, annotation.author_id)


def keep_away(db: Connection, workflow: Workflow, task_id: int, annotation_id: int, author_id: int | None) -> None:
    """Keeps those who made an annotation, beside its author, from the reviews of it that are not done."""
    if workflow.settings.review.allow_self_review:
        return
    people = others(db, task_id, annotation_id, author_id)
    if not people:
        return
    for batch_id in queries.exclude_from_all(db, annotation_id, sorted(people)):
        queries.free_batch(db, batch_id)
