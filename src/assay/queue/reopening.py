"""Sending submitted tasks back for annotation: Reopen (MQA 71, A.21 U12 and U18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


class Fate(StrEnum):
    """What becomes of a task that somebody wants to reopen."""

    MADE = "made"
    KEPT = "kept"  # nothing of it was handed in, or it is on its way back already
    SEVERAL = "several"  # several people worked on it: it goes back to each of them, and to nobody else


def fate(status: str, works: Sequence[Submitted], wish: Reopening) -> Fate:
    """Whether a task is reopened, or why it stays as it is."""
    if status not in SUBMITTED or not works:
        return Fate.KEPT
    if len(works) > 1 and wish.holder != SUBMITTER:
        return Fate.SEVERAL
    return Fate.MADE


def holder_of(work: Submitted, wish: Reopening, able: frozenset[int]) -> int | None:
    """Who gets work that is sent back; nobody when who handed it in does not annotate here any more."""
    if wish.holder == NOBODY:
        return None
    if isinstance(wish.holder, int):
        return wish.holder
    return work.submitter_id if work.submitter_id in able else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What reopening comes to: how many tasks meet which fate, into whose hands they go (None: they are free),
    how many reviews are called off, and how many of those somebody has in hand."""

    fates: Counter[Fate]
    holders: Counter[int | None]
    reviews: int
    reviews_held: int


def forecast(db: Connection, workflow: Workflow, task_ids: Sequence[int], wish: Reopening) -> Forecast:
    """What reopening some tasks would do, without doing it."""
    able = reviewers.annotators(db, workflow.project_id)
    works = _works(db, task_ids)
    fates: Counter[Fate] = Counter()
    holders: Counter[int | None] = Counter()
    going: list[int] = []
    for task_id, status in task_queries.statuses(db, workflow.project_id, task_ids).items():
        found = works.get(task_id, [])
        met = fate(status, found, wish)
        fates[met] += 1
        if met is Fate.MADE:
            holders.update({holder_of(work, wish, able) for work in found})
            going += [work.annotation_id for work in found]
    reviews_waiting, held = queries.reviews_waiting(db, going)
    return Forecast(fates, holders, reviews_waiting, held)


def reopen(
    db: Connection, workflow: Workflow, task_ids: Sequence[int], wish: Reopening, *, by: int, at: datetime
) -> Counter[str]:
    """Sends submitted tasks back and counts them by their fate.

    Reviews that wait are called off, also in somebody's hands; what waits for experts stays with them. Approvals
    stay, and so does the number of rejections. A task with the work of several people goes back to each of them; it
    cannot be given to one person, or to nobody.
    """
    counts: Counter[str] = Counter()
    able = reviewers.annotators(db, workflow.project_id)
    locked = task_queries.lock_many(db, workflow.project_id, task_ids)
    works = _works(db, task_ids)
    for task in locked:
        found = works.get(task.id, [])
        met = fate(task.status, found, wish)
        if met is Fate.MADE:
            _reopen(db, workflow, task, found, wish, able, by=by, at=at)
        counts[met.value] += 1
    return counts


def _works(db: Connection, task_ids: Sequence[int]) -> dict[int, list[Submitted]]:
    works: dict[int, list[Submitted]] = {}
    for work in queries.submitted_work(db, task_ids):
        works.setdefault(work.task_id, []).append(work)
    return works


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
        person = holder_of(work, wish, able)
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
