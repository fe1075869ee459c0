"""What happens when somebody gives a verdict: items, issues, returned work, freed slots, experts.

LSE 5.6; MQA A.9 and A.10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assay.annotations import instance_queries
from assay.annotations import queries as annotation_queries
from assay.annotations.queries import AnnotationRow
from assay.annotations.rules.instances import instances_of
from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotAllowed, NotThere
from assay.projects.rules.settings import RejectAction
from assay.projects.rules.workflow import Workflow
from assay.queue import consequences, experts, makers, queries
from assay.queue.consequences import Place
from assay.queue.policy import review_policy
from assay.queue.queries import Work
from assay.queue.rules import NotSmall, corrected
from assay.queue.saying import say
from assay.queue.submissions import check_revision
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow, VerdictRow
from assay.reviews.rules import (
    GONE_STATES,
    ItemState,
    Kind,
    Refused,
    Stage,
    judge,
)
from assay.tasks import queries as task_queries


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as a reviewer gives it. `result` with an accept is a fix."""

    accepted: bool
    action: RejectAction | None = None
    result: Sequence[Mapping[str, Any]] | None = None
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None
    reason: str = ""
    started_at: datetime | None = None
    is_bulk: bool = False

    @property
    def kind(self) -> Kind:
        if not self.accepted:
            return Kind.REJECT
        return Kind.ACCEPT if self.result is None else Kind.FIX


def give(
    db: Connection,
    workflow: Workflow,
    annotation_id: int,
    reviewer_id: int,
    given: Given,
    *,
    expected: int | None,
    at: datetime,
    may_review_any: bool = True,
    task_id: int | None = None,
) -> int:
    """A verdict on a whole annotation, of this task if it is known; returns its id.

    The unit of the project must be the annotation.

    Raises Conflict when the annotation changed since it was loaded or somebody else is reviewing it, NotAllowed for
    one's own work and, without `may_review_any`, for a task that a project wants reviewed by others by name; BadInput
    for an action that the project does not allow or a missing comment.
    """
    if workflow.unit != "annotation":
        raise BadInput(
            "In this project single instances are judged.", code="wrong_unit", context={"reason": "INSTANCE_REVIEW"}
        )
    place = open_place(db, workflow, annotation_id, reviewer_id, expected, task_id=task_id)
    check_asked(db, workflow, place.task.id, reviewer_id, may_review_any)
    item = _item_of_annotation(db, workflow, place, reviewer_id)
    item = _reopened(db, workflow, place, item, reviewer_id, at=at)
    verdict_id = judge_item(db, workflow, place, item, reviewer_id, given, at=at)
    consequences.close(db, workflow, place, reviewer_id, [item], given.kind is Kind.FIX, at=at)
    return verdict_id


def withdraw(db: Connection, workflow: Workflow, verdict_id: int, actor_id: int, *, at: datetime) -> None:
    """Takes a verdict back: what it decided waits for a reviewer again, and the history keeps both (LSE 5.6)."""
    found, place, item = _verdict_in_place(db, verdict_id)
    consequences.undo(db, workflow, place, item, found, at=at, waits=True)
    reviews.withdraw(db, found.id, at)
    consequences.refresh(db, workflow, place, actor_id, "deleted_review", at=at)
    record(
        db,
        "review.deleted",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=place.task.id,
        annotation_id=place.annotation.id,
        actor_id=actor_id,
        payload={"review": found.id, "kind": found.kind},
    )


def change(db: Connection, workflow: Workflow, verdict_id: int, actor_id: int, given: Given, *, at: datetime) -> None:
    """Changes what a verdict says: its effects are undone, the new ones follow, its row stays the same.

    Where single instances are judged a correction is small and of that instance alone; without one it is no correction.
    """
    found, place, item = _verdict_in_place(db, verdict_id)
    of_instance = given.accepted and given.result is not None and workflow.unit == "instance"
    if of_instance and not mended_keys(db, place, given.result or (), frozenset((item.key,))):
        given = replace(given, result=None)
    consequences.undo(db, workflow, place, item, found, at=at)
    reviews.withdraw(db, found.id, at)
    item = next(row for row in reviews.items(db, place.annotation.id) if row.id == item.id)
    judge_item(db, workflow, place, item, actor_id, given, at=at, rewrites=found)
    consequences.close(db, workflow, place, actor_id, [item], given.kind is Kind.FIX, at=at)


# ---------------------------------------------------------------- finding


def open_place(
    db: Connection,
    workflow: Workflow,
    annotation_id: int,
    reviewer_id: int,
    expected: int | None,
    *,
    task_id: int | None = None,
) -> Place:
    """Locks the task of an annotation and checks that this person may judge it now."""
    if task_id is None:
        found = annotation_queries.get(db, annotation_id)
        task_id = found.task_id if found is not None else None
    task = task_queries.lock(db, task_id) if task_id is not None else None
    annotation = annotation_queries.get(db, annotation_id) if task is not None else None
    if task is None or annotation is None:
        raise NotThere("The annotation does not exist any more; nothing was saved.")
    if makers.is_own(db, workflow, annotation, reviewer_id):
        raise NotAllowed("Nobody reviews their own work.", code="own_work")
    _refuse_skipped(annotation)
    check_revision(annotation, expected)
    return Place(task, annotation)


def check_asked(db: Connection, workflow: Workflow, task_id: int, reviewer_id: int, may_review_any: bool) -> None:
    """Raises NotAllowed where only people who were asked by name review a task, and this one was not."""
    if may_review_any or not workflow.settings.review.review_only_manual_assignments:
        return
    if not queries.is_assigned(db, task_id, reviewer_id, "RE"):
        raise NotAllowed("In this project tasks are reviewed by those they are assigned to.", code="not_assigned")


def _item_of_annotation(db: Connection, workflow: Workflow, place: Place, reviewer_id: int) -> ItemRow:
    rows = reviews.items(db, place.annotation.id)
    if not rows:
        reviews.add_item(
            db,
            project_id=workflow.project_id,
            task_id=place.task.id,
            annotation_id=place.annotation.id,
            author_id=place.annotation.author_id,
        )
        rows = reviews.items(db, place.annotation.id)
    item = rows[0]
    if item.work_item_id is not None:
        batch = queries.work(db, item.work_item_id, lock=True)
        if batch is not None:
            _check_free(db, batch, reviewer_id)
    return item


def _check_free(db: Connection, batch: Work, reviewer_id: int) -> None:
    if batch.state == "held" and batch.holder_id != reviewer_id:
        until = batch.reserved_until
        raise Conflict(
            "Somebody else is reviewing this annotation right now; nothing was saved.",
            code="held_by_other",
            context={"holder": batch.holder_id, "until": until.isoformat() if until else None},
        )


def _reopened(
    db: Connection, workflow: Workflow, place: Place, item: ItemRow, reviewer_id: int, *, at: datetime
) -> ItemRow:
    """An item that was decided before, or never drawn, and that is judged once more: a further round (MQA 72)."""
    state = ItemState(item.state)
    if state in GONE_STATES:
        raise BadInput("This annotation was passed on to somebody else and is not reviewed any more.", code="passed_on")
    if state in (ItemState.PENDING, ItemState.EXPERT_PENDING):
        return item
    if state is ItemState.RETURNED and place.annotation.author_id is not None:
        queries.end_returned(db, place.task.id, place.annotation.id, place.annotation.author_id)
    first = state in (ItemState.NOT_SELECTED, ItemState.UNDECIDED, ItemState.WAIVED)
    reviews.write_outcome(
        db,
        item.id,
        state=ItemState.PENDING,
        rejections=item.rejections,
        round=item.round if first else item.round + 1,
        work_item_id=None,
        at=at,
    )
    return next(row for row in reviews.items(db, item.annotation_id) if row.id == item.id)


def _verdict_in_place(db: Connection, verdict_id: int) -> tuple[VerdictRow, Place, ItemRow]:
    found = reviews.verdict(db, verdict_id)
    task = task_queries.lock(db, found.task_id) if found is not None else None
    found = reviews.verdict(db, verdict_id) if task is not None else None
    if found is None or task is None or found.withdrawn_at is not None:
        raise NotThere()
    annotation = annotation_queries.get(db, found.annotation_id)
    assert annotation is not None
    item = next(row for row in reviews.items(db, annotation.id) if row.id == found.review_item_id)
    standing = reviews.last_standing(db, item.id)
    if standing is None or standing.id != found.id:
        raise BadInput("A later verdict stands on this work; change or delete that one first.", code="not_the_latest")
    _refuse_skipped(annotation)
    if ItemState(item.state) in (ItemState.PENDING, ItemState.DELETED):
        raise BadInput("The author has answered this verdict already; it stays in the history.", code="answered")
    return found, Place(task, annotation), item


def _refuse_skipped(annotation: AnnotationRow) -> None:
    """What was judged and then skipped keeps its verdicts; removed work only reads as skipped."""
    if annotation.was_cancelled and annotation.verdict != "removed":
        raise BadInput("A skipped task has nothing to review.", code="skipped")


# ---------------------------------------------------------------- judging


def judge_item(
    db: Connection,
    workflow: Workflow,
    place: Place,
    item: ItemRow,
    reviewer_id: int,
    given: Given,
    *,
    at: datetime,
    rewrites: VerdictRow | None = None,
    stored: int | None = None,
    said: int | None = None,
    bench: experts.Bench | None = None,
    happened: list[Event] | None = None,
) -> int:
    """Gives a verdict on one item and returns its id; `stored` is the revision that its correction is in already.

    When a request is about many items, `said` is the comment that says its words of several of them already, `bench`
    are the experts of the project, and what happened is put into `happened`, to be recorded all together.
    """
    policy = review_policy(workflow)
    stage = Stage.EXPERT if item.state == ItemState.EXPERT_PENDING else Stage.NORMAL
    looked = experts.NOT_LOOKED
    if stage is Stage.EXPERT:
        experts.check(db, item, reviewer_id)
    else:
        looked = experts.look(
            db,
            workflow,
            bench or experts.Bench(db, workflow),
            place.annotation,
            item,
            reviewer_id,
            accepted=given.accepted,
            earlier=rewrites,
        )
    outcome = judge(
        ItemState(item.state), item.rejections, given.kind, given.action, stage, policy, referred=looked.refers
    )
    if isinstance(outcome, Refused):
        raise BadInput.field(outcome.field, outcome.message, outcome.fix)
    has_comment = bool((given.comment or "").strip())
    if not given.accepted and not has_comment and not given.reason.strip() and not given.is_bulk:
        _check_said(db, workflow, place, item, reviewer_id, given)
    fixed = stored
    if given.result is not None and given.accepted and stored is None:
        fixed = store_fix(db, place, given.result, reviewer_id, at=at)
    comment_id = said
    if has_comment and said is None:
        comment_id = say(db, workflow, place, [item], reviewer_id, given.comment or "", given.comment_classifications)
    batch_id = item.work_item_id
    if outcome.state is ItemState.EXPERT_PENDING:
        batch_id = experts.batch_for(db, workflow, place.annotation, looked.pool)
    if rewrites is not None:
        verdict_id = rewrites.id
        reviews.rewrite(
            db,
            verdict_id,
            kind=given.kind,
            reject_action=outcome.action,
            fixed_revision=fixed,
            comment_id=comment_id,
            expert_rule=looked.rule,
            expert_probability=looked.probability,
            expert_seed=looked.seed,
            expert_drawn=looked.is_drawn,
            at=at,
        )
        reviews.write_outcome(
            db,
            item.id,
            state=outcome.state,
            rejections=outcome.rejections,
            round=item.round,
            work_item_id=batch_id,
            at=at,
        )
    else:
        verdict_id = reviews.insert_verdict(
            db,
            item=item,
            project_id=workflow.project_id,
            reviewer_id=reviewer_id,
            stage=stage,
            kind=given.kind,
            reject_action=outcome.action,
            judged_revision=place.annotation.revision,
            fixed_revision=fixed,
            reason=given.reason,
            comment_id=comment_id,
            started_at=given.started_at,
            state=outcome.state,
            rejections=outcome.rejections,
            work_item_id=batch_id,
            expert_rule=looked.rule,
            expert_probability=looked.probability,
            expert_seed=looked.seed,
            expert_drawn=looked.is_drawn,
            at=at,
        )
    if outcome.state is ItemState.RETURNED and workflow.needs_resolution:
        reviews.open_issue(
            db,
            project_id=workflow.project_id,
            task_id=place.task.id,
            annotation_id=place.annotation.id,
            item_id=item.id,
            verdict_id=verdict_id,
            kind="rejection",
            reason=given.reason,
            text=given.comment or "",
            place=None,
            by=reviewer_id,
        )
    event = Event(
        "review.created" if rewrites is None else "review.updated",
        workflow.organization_id,
        workflow.project_id,
        place.task.id,
        place.annotation.id,
        reviewer_id,
        {
            "review": verdict_id,
            "item": item.id,
            "kind": given.kind,
            "action": outcome.action,
            "stage": stage,
            "round": item.round,
            "revision": place.annotation.revision,
            "fixed_revision": fixed,
            "previous": None if rewrites is None else {"kind": rewrites.kind, "action": rewrites.reject_action},
        },
        workflow=workflow,
    )
    if happened is None:
        record_all(db, [event])
    else:
        happened.append(event)
    return verdict_id


def _check_said(
    db: Connection, workflow: Workflow, place: Place, item: ItemRow, reviewer_id: int, given: Given
) -> None:
    """A rejection is explained where the project wants it: by reason or comment, or by one of this sitting (LSE 5.9).

    A sitting begins when the work was reserved, or when the reviewer says that it was opened.
    """
    if not workflow.settings.review.require_comment_on_reject:
        return
    batch = queries.work(db, item.work_item_id) if item.work_item_id is not None else None
    held_since = queries.held_since(db, batch.id, reviewer_id) if batch is not None else None
    since = held_since or given.started_at
    if since is None or not reviews.said_since(db, place.annotation.id, reviewer_id, since):
        raise BadInput.field("comment", "is needed to reject in this project.", "Say what is wrong.")


def mended_keys(
    db: Connection, place: Place, result: Sequence[Mapping[str, Any]], accepted: frozenset[str]
) -> frozenset[str]:
    """The keys of what a reviewer of single instances corrected; BadInput for what is not small, or not accepted."""
    before = annotation_queries.result(db, place.annotation.id, place.annotation.revision) or []
    found = corrected(instances_of(before), instances_of(result), accepted)
    if isinstance(found, NotSmall):
        raise BadInput.field("result", found.message, found.fix)
    return found


def store_fix(
    db: Connection, place: Place, result: Sequence[Mapping[str, Any]], reviewer_id: int, *, at: datetime
) -> int:
    """The reviewer's version becomes the next revision; the author stays the author."""
    number = place.annotation.revision + 1
    annotation_queries.add_revision(
        db,
        place.annotation.id,
        number,
        result,
        result_count=len({entry.get("id") for entry in result}),
        action="fixed_and_accepted",
        was_cancelled=False,
        lead_time=None,
        actor_id=reviewer_id,
        at=at,
    )
    was = place.annotation
    instance_queries.write_instances(db, was.project_id, was.task_id, was.id, number, instances_of(result))
    annotation_queries.consume_drafts(db, place.task.id, reviewer_id, place.annotation.id)
    return number
