"""What follows from verdicts: batches end, work goes back, slots open, the task settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.annotations import queries as annotation_queries
from assay.annotations.queries import AnnotationRow
from assay.kit.db import Connection
from assay.projects.rules.settings import Criterion, ReviewOrder
from assay.projects.rules.workflow import Workflow
from assay.queue import beside, experts, queries, returned
from assay.queue.offering import offer, offer_again
from assay.queue.queries.mapping import settle_batches
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow, ItemsStanding, VerdictRow
from assay.reviews.rules import FINAL_STATES, OPEN_STATES, ItemState, Kind, Stage, annotation_verdict
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import Deed, LockedTask
from assay.tasks.rules import Status

# What an annotation remembers as the last thing that happened to it, when a verdict did.
VERDICTS = frozenset({"accepted", "fixed_and_accepted", "rejected"})


@dataclass(frozen=True, slots=True)
class Place:
    """An annotation under the lock of its task."""

    task: LockedTask
    annotation: AnnotationRow


def close(
    db: Connection,
    workflow: Workflow,
    place: Place,
    reviewer_id: int,
    judged: Sequence[ItemRow],
    fixed: bool,
    *,
    at: datetime,
) -> None:
    """What follows from the verdicts of one request: batches end, work goes back, slots open, the task settles."""
    # What one request judges is in one batch, or in none.
    batch_id = next((item.work_item_id for item in judged if item.work_item_id is not None), None)
    if batch_id is None:
        _note_walked(db, workflow, place, reviewer_id)
    last = "fixed_and_accepted" if fixed else "accepted"
    found = reviews.standing(db, place.annotation.id)
    if found.states & {ItemState.RETURNED, ItemState.REJECTED, ItemState.PASSED_ON, ItemState.EXPERT_PENDING}:
        last = "rejected"
    refresh(db, workflow, place, reviewer_id, last, at=at, fixed=fixed, found=found, batch_id=batch_id)


def _note_walked(db: Connection, workflow: Workflow, place: Place, reviewer_id: int) -> None:
    """A verdict given outside the queue belongs to the reviewer's path as well."""
    batch_id = queries.open_batch(
        db,
        project_id=workflow.project_id,
        task_id=place.task.id,
        annotation_id=place.annotation.id,
        author_id=place.annotation.author_id,
        kind="review",
        pool=None,
        state="waiting",
        order=ReviewOrder.TASK,
    )
    queries.finish_batch(db, batch_id, reviewer_id)


def refresh(
    db: Connection,
    workflow: Workflow,
    place: Place,
    actor_id: int,
    action: str,
    *,
    at: datetime,
    fixed: bool = False,
    found: ItemsStanding | None = None,
    batch_id: int | None = None,
) -> None:
    """Brings the annotation, its author's slot, the waiting batches and the task in line with its items.

    `found` is where the items stand, for who has looked; `batch_id` is the batch that was judged.
    """
    annotation = place.annotation
    found = found or reviews.standing(db, annotation.id)
    states = found.states
    verdict = annotation_verdict(states, fixed=fixed or (annotation.verdict == "fixed" and action == "accepted"))
    goes_back = _goes_back(workflow, place.task, annotation, found)
    queries.follow_verdict(
        db,
        annotation_id=annotation.id,
        verdict=verdict,
        counts=ItemState.PASSED_ON not in states,
        action=action,
        task_id=place.task.id,
        author_id=annotation.author_id,
        actor_id=actor_id,
        batch_id=batch_id,
        goes_back=goes_back,
        at=at,
    )
    _mark_removed(db, workflow, annotation, verdict)
    if annotation.author_id is not None and goes_back:
        returned.send_back(db, workflow, place.task.id, annotation)
    elif annotation.author_id is not None and (place.task.status == Status.RETURNED or not workflow.is_managed):
        # Without the queue statuses stand still, so that they do not tell what was sent back.
        queries.end_returned(db, place.task.id, annotation.id, annotation.author_id)
    if workflow.criterion is Criterion.ONE:
        if not states & FINAL_STATES:
            _unwaive(db, workflow, place, at=at)
        elif place.task.total_annotations > 1:
            queries.spare_others(db, place.task.id, annotation.id, at)
    deed = Deed.JUDGED if action in VERDICTS else Deed.OTHER
    now = tasks.settle(db, place.task, workflow, at=at, by=actor_id, deed=deed)
    if workflow.settings.review.only_finished_tasks:
        queries.release_waiting(db, place.task.id, ready=now.is_labeled)


def align(db: Connection, workflow: Workflow, task: LockedTask, annotation_id: int) -> None:
    """Puts an annotation's work into the hands that it belongs into, after it was decided anew when it goes back."""
    annotation = annotation_queries.get(db, annotation_id)
    if annotation is None or annotation.author_id is None:
        return
    if _goes_back(workflow, task, annotation, reviews.standing(db, annotation_id)):
        returned.send_back(db, workflow, task.id, annotation)
    else:
        queries.end_returned(db, task.id, annotation_id, annotation.author_id)


def _goes_back(workflow: Workflow, task: LockedTask, annotation: AnnotationRow, found: ItemsStanding) -> bool:
    """Whether work is its annotator's to mend. A task is sent back with what counts in it, not with skips."""
    waits = bool(found.states & OPEN_STATES)
    sent_back = ItemState.RETURNED in found.states or found.owed_issues > 0
    reopened = task.reopened and not annotation.was_cancelled
    return reopened or (sent_back and not (workflow.rounds_end_together and waits))


def _mark_removed(db: Connection, workflow: Workflow, annotation: AnnotationRow, verdict: str | None) -> None:
    """Removed work reads as skipped where a project says so, until its verdict is taken back (LSE 5.6.3)."""
    is_removed, was_removed = verdict == "removed", annotation.verdict == "removed"
    if is_removed and workflow.settings.review.mark_removed_as_skipped and not annotation.was_cancelled:
        annotation_queries.set_cancelled(db, annotation.id, True)
    elif was_removed and not is_removed and annotation.was_cancelled:
        beside.check_taken_up(db, workflow, annotation)
        annotation_queries.set_cancelled(db, annotation.id, False)


def _unwaive(db: Connection, workflow: Workflow, place: Place, *, at: datetime) -> None:
    """When the verdict that closed a task no longer does, the annotations it spared wait for a reviewer again."""
    count = task_queries.recount(db, place.task.id, workflow.skips_count, workflow.skips_occupy)
    if count.accepted or count.rejected:
        return
    for annotation_id in reviews.unwaive(db, place.task.id, at):
        other = annotation_queries.get(db, annotation_id)
        if other is not None:
            item_ids = [row.id for row in reviews.items(db, annotation_id)]
            offer(db, workflow, place.task.id, annotation_id, other.author_id, item_ids)


def undo(
    db: Connection,
    workflow: Workflow,
    place: Place,
    item: ItemRow,
    found: VerdictRow,
    *,
    at: datetime,
    waits: bool = False,
) -> None:
    """An item as it was before its verdict. What a fix wrote stays: revisions are never taken back.

    When it `waits` for another verdict now, it does so together with what was handed in with it.
    """
    was_expert = found.stage == Stage.EXPERT
    rejected = found.kind == Kind.REJECT and not was_expert
    reviews.drop_issues_of(db, found.id)
    reviews.write_outcome(
        db,
        item.id,
        state=ItemState.EXPERT_PENDING if was_expert else ItemState.PENDING,
        rejections=item.rejections - int(rejected),
        round=item.round,
        work_item_id=None,
        at=at,
    )
    settle_batches(db, place.annotation.id, at)  # an expert may have it in hand already
    if was_expert:
        reviews.put_in_batch(db, [item.id], experts.again(db, workflow, place.annotation, item.id))
    elif waits:
        offer_again(db, workflow, place.annotation, item, found.reviewer_id)
    else:
        offer(db, workflow, place.task.id, place.annotation.id, place.annotation.author_id, [item.id])
