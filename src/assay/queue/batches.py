"""The review stream: which batch a reviewer gets next, and for how long it is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assay.annotations import queries as annotation_queries
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotAllowed, NotThere
from assay.projects.rules.settings import ReviewOrder
from assay.projects.rules.workflow import Workflow
from assay.queue import experts, fifo, makers, queries, reservations
from assay.queue.queries import Taking, Turn, Work, narrowing
from assay.queue.rules import WorkFilter, WorkKind, may_begin, share_of_waiting
from assay.queue.stream import PREFETCH_SECONDS
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow
from assay.reviews.rules import OPEN_STATES, ItemState
from assay.tasks import queries as task_queries
from assay.tasks.rules import Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to review: some tasks in this order, what a filter leaves, or whatever is next."""

    task_ids: Sequence[int] | None = None
    may_review_any: bool = True
    among: WorkFilter | None = None


def next_batch(
    db: Connection,
    workflow: Workflow,
    account_id: int,
    *,
    wanted: Wanted | None = None,
    prefetch: bool,
    at: datetime,
) -> Work | None:
    """The batch a reviewer works on now, reserved for them; with `prefetch` the one after it. None: nothing waits.

    Nobody gets their own work unless the project allows it, and no expert what they have judged as a reviewer. What was
    drawn for the reviewer comes first, then work for experts, then what the reviewer was asked by name to do.
    """
    wanted = wanted or Wanted()
    fifo.refuse_without_queue(workflow)
    mine = _in_hand(db, workflow, account_id, wanted)
    ready = mine[1:] if prefetch else mine
    until = at + timedelta(seconds=PREFETCH_SECONDS) if prefetch else workflow.reserved_until(at)
    if ready:
        work = ready[0]
        if work.prefetched and not prefetch:
            queries.extend(db, work.id, until, prefetched=False)
            return queries.work(db, work.id)
        return work
    if prefetch and workflow.is_fifo:
        return None  # nothing is reserved in advance, so that the order holds for all
    own_too = workflow.settings.review.allow_self_review
    taking = Taking(workflow.project_id, account_id, until, prefetch, among=wanted.among, own_too=own_too)
    found = _take(db, workflow, taking, wanted)
    if found is None and reservations.sweep(db, workflow, at=at):
        found = _take(db, workflow, taking, wanted)
    return found


def _in_hand(db: Connection, workflow: Workflow, account_id: int, wanted: Wanted) -> list[Work]:
    mine = queries.held_batches(db, workflow.project_id, account_id)
    if wanted.task_ids is not None:
        mine = [work for work in mine if work.task_id in set(wanted.task_ids)]
    if wanted.among is not None:
        left = narrowing.reviews_left(db, wanted.among, [work.id for work in mine])
        mine = [work for work in mine if work.id in left and fifo.leaves(db, workflow, wanted.among, work.task_id)]
    return mine


def can_prefetch(db: Connection, workflow: Workflow, account_id: int, *, wanted: Wanted) -> bool:
    """Whether something after what a reviewer works on may be shown: of one queue for all, only what they hold."""
    return not workflow.is_fifo or len(_in_hand(db, workflow, account_id, wanted)) > 1


def start(db: Connection, workflow: Workflow, account_id: int, *, wanted: Wanted, at: datetime) -> Work | None:
    """Takes the review that has been free longest, of those that a filter leaves; None when there is none."""
    fifo.refuse_without_queue(workflow)
    own_too = workflow.settings.review.allow_self_review
    until = workflow.reserved_until(at)
    taking = Taking(workflow.project_id, account_id, until, False, among=wanted.among, own_too=own_too)
    found = _take(db, workflow, taking, wanted)
    if found is None and reservations.sweep(db, workflow, at=at):
        found = _take(db, workflow, taking, wanted)
    return found


def _take(db: Connection, workflow: Workflow, taking: Taking, wanted: Wanted) -> Work | None:
    review = workflow.settings.review
    by_name_only = review.review_only_manual_assignments
    if workflow.is_fifo:
        return _take_first(db, taking, wanted)
    if wanted.task_ids is not None:
        only_theirs = by_name_only and not wanted.may_review_any
        return queries.take_selected(db, taking, wanted.task_ids, assigned_only=only_theirs)
    if review.expert.reviewers and (found := queries.take_next(db, taking, "expert")):
        return found
    if review.review_task_limit_percent is not None:
        now = queries.portion(db, taking.project_id)
        if not may_begin(now.eligible, now.begun, review.review_task_limit_percent):
            taking = replace(taking, begun_only=True)
    by_author = review.sampling is ReviewOrder.ANNOTATOR
    if by_author or by_name_only:
        found = None if taking.begun_only else queries.take_assigned(db, taking, by_author)
        if found is None and not by_name_only:
            found = _in_turn(db, workflow, taking)
    else:
        found = queries.take_next(db, taking, "review", asked_first=not taking.begun_only)
    if found is None and not review.expert.reviewers:
        found = queries.take_next(db, taking, "expert")  # what waited for experts when they were switched off
    return found


def _take_first(db: Connection, taking: Taking, wanted: Wanted) -> Work | None:
    """What waits longest, of the kind that is asked for; experts' work before that of other reviewers (MQA 16)."""
    among = wanted.among or WorkFilter()
    if wanted.task_ids is not None:
        among = replace(among, tasks=tuple(wanted.task_ids))
        taking = replace(taking, among=among)
    if among.free is False or among.reserved_by is not None or among.kind is WorkKind.ANNOTATE:
        return None
    if among.status and Status.QUEUED not in among.status:
        return None
    kinds = [kind for kind in (WorkKind.EXPERT, WorkKind.REVIEW) if among.kind in (None, kind)]
    for _ in range(fifo.PATIENCE):
        for kind in kinds:
            if found := queries.take_next(db, taking, kind):
                return found
        if not any(queries.wait_for_next(db, taking, kind) for kind in kinds):
            break
    return None


def _in_turn(db: Connection, workflow: Workflow, taking: Taking) -> Work | None:
    """One annotator's work until a share of what waited when the reviewer came to it is done, then the next one's."""
    before = queries.turn(db, taking.project_id, taking.account_id)
    if before is not None and before.remaining > 0:
        found = queries.take_of_author(db, taking, before.author_id)
        if found is not None:
            queries.save_turn(db, taking.project_id, taking.account_id, replace(before, remaining=before.remaining - 1))
            return found
    author_id = before.author_id if before is not None else 0
    seen: set[int] = set()
    while True:
        following = queries.author_after(db, taking, author_id)
        if following is None or following in seen:
            return None
        seen.add(following)
        waiting = queries.waiting_of(db, taking.project_id, following)
        found = queries.take_of_author(db, taking, following)
        if found is not None:
            share = share_of_waiting(waiting, workflow.settings.review.annotator_batch_percent)
            queries.save_turn(db, taking.project_id, taking.account_id, Turn(following, share - 1))
            return found
        author_id = following


def left(db: Connection, workflow: Workflow, account_id: int, wanted: Wanted) -> int:
    """How much waits for a reviewer, up to a thousand."""
    own_too = workflow.settings.review.allow_self_review
    if wanted.task_ids is None and workflow.settings.review.review_only_manual_assignments:
        return queries.waiting_by_name(db, workflow.project_id, account_id, own_too)
    return queries.waiting_for(db, workflow.project_id, account_id, own_too, wanted.task_ids)


def open_batch(db: Connection, workflow: Workflow, annotation_id: int, account_id: int, *, at: datetime) -> Work:
    """Reserves the waiting batch of one annotation. Raises Conflict when somebody else holds it."""
    found = annotation_queries.get(db, annotation_id)
    if found is None or task_queries.lock(db, found.task_id) is None:
        raise NotThere()
    if makers.is_own(db, workflow, found, account_id):
        raise NotAllowed("Nobody reviews their own work.", code="own_work")
    waiting = [row for row in reviews.items(db, annotation_id) if ItemState(row.state) in OPEN_STATES]
    if not any(row.work_item_id is not None for row in waiting):
        raise BadInput("Nothing of this annotation waits for a verdict.", code="nothing_waits")
    work = _best_of(db, waiting, account_id, at)
    until = workflow.reserved_until(at)
    if work.state == "waiting" and work.holder_id not in (None, account_id):
        raise Conflict("This annotation waits for another reviewer.", code="held_by_other")
    if work.state == "held":
        live = work.reserved_until is None or work.reserved_until > at
        if work.holder_id != account_id and live:
            raise Conflict("Somebody else is reviewing this annotation right now.", code="held_by_other")
        if work.holder_id == account_id and live:
            return work
        queries.free_batch(db, work.id)
    if work.kind == "expert":
        experts.check(db, waiting[0], account_id)
    elif account_id in queries.excluded_from(db, work.id):
        raise NotAllowed("This further review is for somebody who did not judge it before.", code="judged_before")
    queries.hold_batch(db, work.id, account_id, until)
    held = queries.work(db, work.id)
    assert held is not None
    return held


def _best_of(db: Connection, waiting: Sequence[ItemRow], account_id: int, at: datetime) -> Work:
    """Of the reviews that an annotation waits in: what the person holds, else what nobody holds, else the first."""
    found = []
    for batch_id in sorted({row.work_item_id for row in waiting if row.work_item_id is not None}):
        work = queries.work(db, batch_id, lock=True)
        if work is not None:
            found.append(work)

    def rank(work: Work) -> tuple[bool, bool, int]:
        live = work.state == "held" and (work.reserved_until is None or work.reserved_until > at)
        return work.holder_id != account_id or not live, live, work.id

    return min(found, key=rank)


def release(db: Connection, work_item_id: int, account_id: int) -> None:
    """Gives a batch back to the queue."""
    work = queries.work(db, work_item_id)
    if work is None or work.kind == "annotate" or work.holder_id != account_id or work.state != "held":
        raise NotThere()
    task_queries.lock(db, work.task_id)
    queries.free_batch(db, work_item_id)
