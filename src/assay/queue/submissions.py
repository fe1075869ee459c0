"""What happens when somebody hands in work: the annotation, its review items, the slot, the task (LSE 4, MQA A.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice

from assay.annotations import instance_queries
from assay.annotations import queries as annotation_queries
from assay.annotations.queries import AnnotationRow, NewAnnotation
from assay.annotations.rules.instances import Instance, each_instance, fingerprint_of, instances_of
from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.kit.errors import AssayError, BadInput, Conflict, NotThere
from assay.projects.rules.settings import SkipQueue
from assay.projects.rules.workflow import Workflow
from assay.queue import beside, evaluation, makers, mapping, queries, returned, routing, strict
from assay.queue.entering import enter_review, pieces_of
from assay.queue.given import Change, Result, Stored, Submission
from assay.queue.queries import Work
from assay.reviews import comments
from assay.reviews import queries as reviews
from assay.reviews.rules import GONE_STATES, ItemState, annotation_verdict
from assay.tasks import ordering
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import LockedTask

AT_ONCE = 200  # instances that the database stores while the next are read


def submit(
    db: Connection, workflow: Workflow, given: Submission, *, at: datetime, check: Callable[[], object] | None = None
) -> Stored:
    """Takes an annotation or a skip.

    `check` may refuse the result by an exception. It is called before anything is made of it, perhaps while the
    database stores it already: then the transaction takes that back.

    The same submission sent twice (by its `unique_id`) is one annotation. Work that was returned to its author, or
    that the author had skipped, becomes the next revision of what is there. Raises BadInput when the task has all the
    annotations it may have (`OVERLAP_REACHED`) or may not be skipped, Conflict when its reservation is done already.
    """
    if given.ground_truth:
        ordering.before_change(db, workflow)
    task = task_queries.lock(db, given.task_id)
    if task is None:
        raise NotThere("The task does not exist any more; nothing was saved.")
    slot = queries.slot_of(db, task.id, given.author_id)
    # Who holds a slot for the first time has nothing on the task yet.
    is_first = slot is not None and slot.state == "held" and slot.annotation_id is None
    mine = annotation_queries.of_person(db, task.id, given.author_id) if slot is not None and not is_first else []
    if given.unique_id is not None and mine:
        known = annotation_queries.with_unique_id(db, task.id, given.author_id, given.unique_id)
        if known is not None:
            return Stored(known, as_given=False)
    is_sent_twice = slot is not None and slot.id == given.work_item_id and slot.state == "done"
    if not is_sent_twice and given.import_id is None:
        beside.check_holder(db, workflow, task.id, slot)
    if given.was_cancelled:
        _check_skip(workflow, task, given)
    check = check or _nothing
    earlier = _continued(slot, returned.with_taken(db, slot, mine), given)
    if earlier is not None:
        check()
        gone = returned.answered_by_deleting(db, workflow, earlier.id, given.result)
        _write_revision(
            db, workflow, task, earlier, given.result, given.actor_id, at=at, change=_change(given), gone=gone
        )
        return Stored(earlier.id)
    if slot is not None and slot.id == given.work_item_id and slot.state == "done" and slot.annotation_id is not None:
        raise _done_already(slot.annotation_id)
    if given.was_cancelled and slot is not None and slot.returned:
        raise BadInput("Returned work cannot be skipped; mend it, or leave a comment and postpone it.")
    skipped = next((annotation for annotation in mine if _is_skip(annotation)), None)
    if given.was_cancelled and skipped is not None:
        _take_slot(db, workflow, task, given.author_id, skipped.id, skipped=True)
        if not workflow.is_fifo:
            tasks.settle(db, task, workflow, at=at, by=given.actor_id)
            return Stored(skipped.id, as_given=False)
        # Each skip has a reason of its own; the history tells of all of them.
        _finish(db, workflow, task, skipped.id, given.author_id, given.actor_id, "skipped", 1, _change(given), at=at)
        return Stored(skipped.id, as_given=False)
    _check_overlap(db, workflow, task, slot, mine, given)
    return Stored(_create(db, workflow, task, given, check, at=at))


def _nothing() -> None:
    """The check of what needs none."""


def revise(
    db: Connection,
    workflow: Workflow,
    annotation_id: int,
    result: Result | None,
    actor_id: int,
    *,
    change: Change,
    expected: int | None,
    may_change_any: bool,
    at: datetime,
) -> None:
    """Stores a new revision of an annotation.

    `expected` is the revision that the person saw: another one now is refused with 409 and nothing changes. An author
    may not touch work that was passed on or rejected for good; returned work must have its issues resolved (MQA 47).
    """
    found = annotation_queries.get(db, annotation_id)
    task = task_queries.lock(db, found.task_id) if found is not None else None
    annotation = annotation_queries.get(db, annotation_id) if task is not None else None
    if annotation is None or task is None:
        raise NotThere("The annotation does not exist any more; nothing was saved.")
    check_revision(annotation, expected)
    beside.check_change(db, workflow, annotation, task, actor_id, expected=expected, may_change_any=may_change_any)
    if not may_change_any and annotation.verdict in ("passed_on", "removed"):
        raise BadInput("This work was rejected for good and cannot be changed any more.", code="final")
    if annotation.was_cancelled and change.was_cancelled is False:
        beside.check_taken_up(db, workflow, annotation)
    if result is None:
        result = annotation_queries.result(db, annotation.id, annotation.revision) or []
    gone = returned.answered_by_deleting(db, workflow, annotation_id, result)
    _write_revision(db, workflow, task, annotation, result, actor_id, at=at, change=change, gone=gone)


def check_revision(annotation: AnnotationRow, expected: int | None) -> None:
    """Raises Conflict when the annotation is not the one that was seen."""
    if expected is not None and expected != annotation.revision:
        raise Conflict(
            "Somebody changed this annotation after it was loaded; nothing was saved.",
            code="stale_revision",
            context={
                "reason": "STALE_REVISION",
                "revision": annotation.revision,
                "updated_by": annotation.updated_by,
                "updated_at": annotation.updated_at.isoformat(),
            },
        )


def delete(db: Connection, workflow: Workflow, annotation_id: int, actor_id: int, *, at: datetime) -> None:
    """Deletes an annotation; its author's slot becomes free unless other work of theirs keeps it."""
    found = annotation_queries.get(db, annotation_id)
    task = task_queries.lock(db, found.task_id) if found is not None else None
    if found is None or task is None:
        raise NotThere()
    annotation_queries.delete(db, annotation_id)
    comments.went_with_work(db, task.id)
    if found.author_id is not None:
        if not annotation_queries.of_person(db, task.id, found.author_id):
            queries.forget_slot(db, task.id, found.author_id, annotation_id)
        queries.finish_assignment(db, task.id, found.author_id, "AN", done=False)
    if task.reopened and not queries.submitted_work(db, [task.id]):
        queries.set_reopened(db, task.id, False)  # nothing is left that was sent back; skips were not
    if found.ground_truth:
        task_queries.tally(db, workflow.project_id, {"ground_truths": -1})
    tasks.settle(db, task, workflow, at=at, by=actor_id)
    record(
        db,
        "annotation.deleted",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task.id,
        annotation_id=annotation_id,
        actor_id=actor_id,
        payload={"author": found.author_id},
    )


# ---------------------------------------------------------------- checks


def _check_skip(workflow: Workflow, task: LockedTask, given: Submission) -> None:
    if given.may_skip_always:
        return
    if not workflow.settings.show_skip_button:
        raise BadInput("Tasks of this project may not be skipped.", code="skip_not_allowed")
    if not task.allow_skip:
        raise BadInput("This task may not be skipped.", code="skip_not_allowed")
    if workflow.settings.require_comment_on_skip and not (given.comment or "").strip():
        raise BadInput.field("comment", "is needed to skip a task in this project.", "Say why the task is skipped.")


def _check_overlap(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    slot: Work | None,
    mine: Sequence[AnnotationRow],
    given: Submission,
) -> None:
    if not workflow.settings.strict_task_overlap or workflow.manual or given.ground_truth or given.was_cancelled:
        return
    if any(a.counts and not a.was_cancelled for a in mine):
        return
    holds_slot = slot is not None and slot.state == "held"
    if strict.is_reached(db, workflow, task.id, given.author_id, holds_slot=holds_slot):
        raise strict.overlap_reached()


def _done_already(annotation_id: int) -> AssayError:
    """The same item was open in two windows of its annotator; the second one must not become a further annotation."""
    return Conflict(
        "You handed this in before, in another window; this one was not taken.",
        code="already_submitted",
        context={"reason": "ALREADY_SUBMITTED", "annotation": annotation_id},
    )


def _continued(slot: Work | None, mine: Sequence[AnnotationRow], given: Submission) -> AnnotationRow | None:
    """The annotation that this submission continues: returned work, or a skip that is taken back."""
    if slot is None or given.was_cancelled:
        return None
    for annotation in mine:
        if slot.returned and annotation.id == slot.annotation_id:
            return annotation
    return next((annotation for annotation in mine if _is_skip(annotation)), None)


def _is_skip(annotation: AnnotationRow) -> bool:
    """Removed work that only reads as skipped is not taken up again."""
    return annotation.was_cancelled and annotation.verdict != "removed"


def _change(given: Submission) -> Change:
    return Change("submitted", False, given.lead_time, given.comment, given.comment_classifications)


# ---------------------------------------------------------------- writing


def _create(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    given: Submission,
    check: Callable[[], object],
    *,
    at: datetime,
) -> int:
    action = "skipped" if given.was_cancelled else "imported" if given.import_id is not None else "submitted"
    if given.ground_truth:
        before = annotation_queries.set_ground_truth(db, task.id, None)
        task_queries.tally(db, workflow.project_id, {"ground_truths": 1 - before})
    new = NewAnnotation(
        project_id=task.project_id,
        task_id=task.id,
        author_id=given.author_id,
        actor_id=given.actor_id,
        result=given.result,
        was_cancelled=given.was_cancelled,
        ground_truth=given.ground_truth,
        lead_time=given.lead_time,
        result_count=_result_count(given.result),
        unique_id=given.unique_id,
        import_id=given.import_id,
        parent_prediction_id=given.parent_prediction_id,
        parent_annotation_id=given.parent_annotation_id,
        draft_created_at=given.draft_created_at,
        last_action=action,
        bulk_created=given.bulk_created,
    )
    draw = None if given.was_cancelled else routing.draw_for(db, workflow, task.id, given.author_id)
    crew = None if given.was_cancelled else mapping.crew_of_task(db, workflow, task.id, given.author_id)
    # The database stores one thing while the next is worked out: hundreds of instances take each of them milliseconds.
    with db.pipeline():
        stored = annotation_queries.insert(db, new)
        check()
        annotation_id = stored()
        found: list[Instance] = []
        reading = each_instance(() if given.was_cancelled else given.result)
        while part := tuple(islice(reading, AT_ONCE)):
            instance_queries.write_first(db, task.project_id, task.id, annotation_id, part)
            found += part
        if not given.was_cancelled:
            pieces = pieces_of(workflow, found, given.result)
            enter_review(db, workflow, task, annotation_id, given.author_id, pieces, (), draw=draw, crew=crew, at=at)
        _take_slot(db, workflow, task, given.author_id, annotation_id, skipped=given.was_cancelled)
    _record_origin(db, workflow, task, annotation_id, given)
    if given.ground_truth:
        ordering.truth_changed(db, workflow, [task.id])
    _finish(db, workflow, task, annotation_id, given.author_id, given.actor_id, action, 1, _change(given), at=at)
    if not given.was_cancelled:
        evaluation.submitted(db, workflow, given.author_id, at=at)
    return annotation_id


def _record_origin(db: Connection, workflow: Workflow, task: LockedTask, annotation_id: int, given: Submission) -> None:
    """That an annotation began as a prediction, or as a copy of another annotation, is part of its history."""
    parents = (
        ("annotation.predicted", "prediction", given.parent_prediction_id),
        ("annotation.propagated", "annotation", given.parent_annotation_id),
    )
    place = (workflow.organization_id, task.project_id, task.id, annotation_id, given.actor_id)
    record_all(db, [Event(action, *place, {kind: parent}) for action, kind, parent in parents if parent is not None])


def _write_revision(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    annotation: AnnotationRow,
    result: Result,
    actor_id: int,
    *,
    at: datetime,
    change: Change,
    gone: Sequence[int] = (),
) -> None:
    cancelled = annotation.was_cancelled if change.was_cancelled is None else change.was_cancelled
    number = annotation.revision + 1
    found = instances_of(result)
    author_id = annotation.author_id if annotation.author_id is not None else actor_id
    before = reviews.items(db, annotation.id)
    old = annotation_queries.result(db, annotation.id, annotation.revision) or []
    annotation_queries.add_revision(
        db,
        annotation.id,
        number,
        result,
        result_count=_result_count(result),
        action="skipped" if cancelled and not annotation.was_cancelled else change.action,
        was_cancelled=cancelled,
        lead_time=change.lead_time,
        actor_id=actor_id,
        at=at,
    )
    instance_queries.write_instances(db, task.project_id, task.id, annotation.id, number, () if cancelled else found)
    whole = fingerprint_of(old)
    items = [row.as_item(whole if row.instance_id is None else None) for row in before]
    pieces = () if cancelled else pieces_of(workflow, found, result)
    draw = None if items else routing.draw_for(db, workflow, task.id, author_id)
    enter_review(db, workflow, task, annotation.id, author_id, pieces, items, draw=draw, at=at)
    states = reviews.states(db, annotation.id)
    again = returned.approved_that_changed(db, annotation.id, before)
    if not set(states) & GONE_STATES - {ItemState.DELETED}:
        verdict = annotation_verdict(states, fixed=annotation.verdict == "fixed")
        if verdict != annotation.verdict:
            annotation_queries.set_verdict(
                db,
                annotation.id,
                verdict,
                counts=annotation.counts,
                action=change.action,
                actor_id=actor_id,
                at=at,
            )
    holder_id = returned.handed_in(db, task, annotation, actor_id, gone, at=at)
    makers.keep_away(db, workflow, task.id, annotation.id, annotation.author_id)
    has_it = actor_id in (annotation.author_id, holder_id)
    if annotation.was_cancelled and cancelled and returned.has_another(db, annotation, actor_id):
        has_it = False  # they write on a skip of theirs while they go on with the work of somebody else
    if has_it or annotation.was_cancelled != cancelled:
        _take_slot(db, workflow, task, actor_id if has_it else author_id, annotation.id, skipped=cancelled)
    action = "skipped" if cancelled else change.action
    taken_up = annotation.was_cancelled and not cancelled
    new = taken_up or holder_id is not None
    _finish(db, workflow, task, annotation.id, author_id, actor_id, action, number, change, at=at, again=again, new=new)


def _take_slot(
    db: Connection, workflow: Workflow, task: LockedTask, author_id: int, annotation_id: int, *, skipped: bool
) -> None:
    """The person has done their slot. Work that comes back to who skipped it is still theirs to do."""
    queries.take_slot(
        db,
        task.project_id,
        task.id,
        author_id,
        annotation_id=annotation_id,
        skipped=skipped,
        ends_assignment=not (skipped and workflow.skip_queue is SkipQueue.FOR_ME),
    )


def _finish(
    db: Connection,
    workflow: Workflow,
    task: LockedTask,
    annotation_id: int,
    author_id: int,
    actor_id: int,
    action: str,
    number: int,
    change: Change,
    *,
    at: datetime,
    again: Sequence[str] = (),
    new: bool = False,
) -> None:
    """`new`: a change hands work in: what was returned, or a skip that has become work."""
    if number > 1:
        is_whole = action == "submitted"
        annotation_queries.consume_drafts(db, task.id, actor_id, annotation_id, with_new=is_whole)
    if change.comment and change.comment.strip():
        comments.add(
            db,
            organization_id=workflow.organization_id,
            project_id=task.project_id,
            task_id=task.id,
            annotation_id=annotation_id,
            author_id=actor_id,
            text=change.comment,
            classifications=change.comment_classifications,
        )
    now = tasks.settle(
        db,
        task,
        workflow,
        at=at,
        by=actor_id,
        submitted=new or action in ("submitted", "imported"),
        because=Event(
            f"annotation.{action}",
            workflow.organization_id,
            task.project_id,
            task.id,
            annotation_id,
            actor_id,
            {
                "revision": number,
                "author": author_id,
                "lead_time": change.lead_time,
                **({"reviewed_again": list(again)} if again else {}),
            },
        ),
    )
    if now.routes and routing.settle(db, workflow, task.id, at=at, by=actor_id):
        return
    if workflow.finished_only:
        queries.release_waiting(db, task.id, ready=now.is_labeled)


def _result_count(result: Result) -> int:
    """How many things a result is about; what is no result counts as nothing, and is refused before anybody sees it."""
    try:
        return len({item.get("id") for item in result})
    except (AttributeError, TypeError):
        return 0
