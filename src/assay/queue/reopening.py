"""Sending submitted tasks back for annotation: Reopen (MQA 71, A.21 U12 and U18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.access import reviewers
from assay.history.service import Event
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects.rules.workflow import Workflow
from assay.queue import queries
from assay.queue.queries import Submitted
from assay.reviews import comments
from assay.reviews import queries as reviews
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import LockedTask
from assay.tasks.rules import Status

SUBMITTED = (Status.IN_REVIEW, Status.COMPLETED)
SUBMITTER, NOBODY = "submitter", "nobody"


@dataclass(frozen=True, slots=True)
class Reopening:
    """Into whose hands tasks go, and what is said of it. `holder` is submitter, nobody, or somebody's id."""

    holder: str | int = SUBMITTER
    comment: str = ""


def checked(db: Connection, workflow: Workflow, holder: object, comment: object) -> Reopening:
    """A wish to reopen. Raises BadInput for somebody who may not annotate in the project."""
    text = "" if comment is None else comment
    if not isinstance(text, str) or len(text) > 10_000 or "\x00" in text:
        raise BadInput.field("comment", "must be a text of at most 10,000 characters.")
    if holder in (None, "", SUBMITTER):
        return Reopening(SUBMITTER, text.strip())
    if holder == NOBODY:
        return Reopening(NOBODY, text.strip())
    is_id = isinstance(holder, int | str) and not isinstance(holder, bool) and str(holder).isdigit()
    if not is_id or int(str(holder)) >= 2**63:
        raise BadInput.field("holder", "is nobody.", "Use submitter, nobody, or the id of a member.")
    person = int(str(holder))
    if person not in reviewers.annotators(db, workflow.project_id):
        raise BadInput.field("holder", f"{person} may not annotate in this project.", "Name an annotator.")
    return Reopening(person, text.strip())


def reopen(
    db: Connection, workflow: Workflow, task_ids: Sequence[int], wish: Reopening, *, by: int, at: datetime
) -> Counter[str]:
    """Sends submitted tasks back and counts them: `made`, `kept` (nothing was submitted), `several` (see below).

    Reviews that wait are called off, also in somebody's hands; what waits for experts stays with them. Approvals
    stay, and so does the number of rejections. A task with the work of several people goes back to each of them; it
    cannot be given to one person, or to nobody.
    """
    counts: Counter[str] = Counter()
    able = reviewers.annotators(db, workflow.project_id)
    for task in task_queries.lock_many(db, workflow.project_id, task_ids):
        works = queries.submitted_work(db, task.id) if task.status in SUBMITTED else []
        if not works:
            counts["kept"] += 1
        elif len(works) > 1 and wish.holder != SUBMITTER:
            counts["several"] += 1
        else:
            _reopen(db, workflow, task, works, wish, able, by=by, at=at)
            counts["made"] += 1
    return counts


def _reopen(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    works: Sequence[Submitted],
    wish: Reopening,
    able: frozenset[int],
    *,
    by: int,
    at: datetime,
) -> None:
    called_off = 0
    for work in works:
        batch_ids = reviews.call_off(db, work.annotation_id, at)
        called_off += len(batch_ids)
        queries.end_batches(db, batch_ids)
        person = _holder(db, task.id, work, wish, able)
        queries.return_to(db, task.project_id, task.id, work.annotation_id, person)
        if person is not None:
            queries.finish_assignment(db, task.id, person, "AN", done=False)
        if wish.comment:
            comments.add(
                db,
                organization_id=workflow.organization_id,
                project_id=task.project_id,
                task_id=task.id,
                annotation_id=work.annotation_id,
                author_id=by,
                text=wish.comment,
            )
    queries.set_reopened(db, task.id, True)
    because = Event(
        "task.reopened",
        workflow.organization_id,
        task.project_id,
        task.id,
        works[0].annotation_id,
        by,
        {"holder": wish.holder, "reviews_called_off": called_off},
    )
    tasks.settle(db, task, workflow, at=at, by=by, because=because, reason=wish.comment or "Reopened by hand.")


def _holder(db: Connection, task_id: int, work: Submitted, wish: Reopening, able: frozenset[int]) -> int | None:
    """Who gets the work; nobody when who handed it in does not annotate here any more."""
    if wish.holder == NOBODY:
        return None
    if isinstance(wish.holder, int):
        return wish.holder
    person = queries.submitter(db, task_id, work.annotation_id) or work.author_id
    return person if person in able else None
