"""Routes of reviewing single instances: items, verdicts on a batch, issues, reports of missing labels."""

from __future__ import annotations

from typing import Any

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, QueryId, Routes
from assay.projects import sight
from assay.projects.queries import workflow_of
from assay.projects.rules.settings import RejectAction
from assay.queue import answers, instance_verdicts, issues, judging, pauses, queries
from assay.queue.accepting import accepted_result
from assay.queue.api.annotations import opened
from assay.queue.instance_verdicts import Report, Sheet
from assay.queue.issue_shapes import IssueShape
from assay.queue.judging import Given
from assay.queue.shapes import BatchAnswer, BatchVerdicts, ItemShape, MissingLabel
from assay.reviews import queries as reviews

router = Routes(tags=["instance review"])


@router.get("/api/review-items/", response_model=list[ItemShape])
def list_items(ctx: Context, annotation: QueryId = None) -> Any:
    """The review items of an annotation."""
    if annotation is None:
        raise BadInput.field("annotation", "is missing.", "Give the id of an annotation.")
    place = opened(ctx, annotation, Permission.TASKS_VIEW)
    return answers.items(ctx.db, annotation, sight.of(place.project, ctx.actor.id))


@router.post("/api/work-items/{id}/verdicts/", response_model=BatchAnswer)
def give_verdicts(ctx: Context, id: Id, body: BatchVerdicts) -> Any:
    """Gives verdicts on items of a batch that the reviewer holds, with corrections and reports: all or nothing."""
    project = ctx.part("work_item", id, Permission.REVIEW_VERDICT)
    pauses.refuse_when_idle(ctx.db, project, ctx.actor.id)
    workflow = workflow_of(project)
    work = queries.work(ctx.db, id)
    if work is None or work.annotation_id is None:
        raise NotThere()
    if not body.verdicts and not body.reports:
        raise BadInput.field("verdicts", "is empty.", "Give a verdict on an item, or report what has no label.")
    given: dict[int, Given] = {}
    for entry in body.verdicts:
        if entry.item in given:
            raise BadInput.field("verdicts", f"item {entry.item} is there twice.", "Give one verdict per item.")
        given[entry.item] = Given(
            accepted=entry.accepted,
            action=RejectAction(entry.reject_action) if entry.reject_action else None,
            comment=entry.comment,
            comment_classifications=entry.comment_classifications,
            reason=entry.reason,
            started_at=body.started_at,
        )
    result = None
    if body.result is not None:
        result = accepted_result(ctx.db, workflow, work.task_id, body.result, complete=True)
    may_review_any = project.allows(Permission.REVIEW_CHANGE_ANY)
    judging.check_asked(ctx.db, workflow, work.task_id, ctx.actor.id, may_review_any)
    sheet = Sheet(given, result, [Report(report.text, report.place) for report in body.reports])
    done = instance_verdicts.give_batch(ctx.db, workflow, id, ctx.actor.id, sheet, expected=body.revision, at=ctx.now)
    annotation = annotation_queries.get(ctx.db, work.annotation_id)
    assert annotation is not None
    items = answers.items(ctx.db, work.annotation_id, sight.of(project, ctx.actor.id))
    return {"items": items, "batch_done": done, "revision": annotation.revision}


@router.get("/api/tasks/{id}/issues/", response_model=list[IssueShape])
def list_issues(ctx: Context, id: Id) -> Any:
    """The issues of a task; annotators get those about their own work."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    sees_all = place.project.allows(Permission.ANNOTATIONS_VIEW_ALL)
    found = reviews.issues(ctx.db, id, None if sees_all else ctx.actor.id)
    seen = sight.of(place.project, ctx.actor.id)
    reviewers = answers.named(ctx.db, (issue["created_by"] for issue in found))
    return [
        {
            **issue,
            "reviewer": reviewers.get(issue["created_by"]),
            "resolved_by": None if seen.hides(issue["resolved_by"]) else issue["resolved_by"],
        }
        for issue in found
    ]


@router.post("/api/tasks/{id}/missing-labels/", response_model=IssueShape, status_code=201)
def report_missing(ctx: Context, id: Id, body: MissingLabel) -> Any:
    """Reports that something on a task has no label; the task goes back to the author of the annotation (MQA 51)."""
    place = ctx.task(id, Permission.REVIEW_VERDICT)
    annotation = annotation_queries.get(ctx.db, body.annotation) if 1 <= body.annotation < 2**63 else None
    if annotation is None or annotation.task_id != id:
        raise BadInput.field("annotation", "is no annotation of this task.", "Give the id of the one that was judged.")
    issue_id = instance_verdicts.report_missing(
        ctx.db, workflow_of(place.project), annotation, ctx.actor.id, Report(body.text, body.place), at=ctx.now
    )
    return _issue(ctx, issue_id)


@router.post("/api/issues/{id}/resolve/", response_model=IssueShape)
def resolve(ctx: Context, id: Id) -> Any:
    """Marks an issue as resolved: whoever has the work in hand says that it is mended, or a manager closes it."""
    project = ctx.part("issue", id, Permission.ANNOTATIONS_CREATE)
    may_change_any = project.allows(Permission.ANNOTATIONS_CHANGE_ANY)
    issues.resolve(ctx.db, workflow_of(project), id, ctx.actor.id, may_change_any=may_change_any, at=ctx.now)
    return _issue(ctx, id)


@router.post("/api/issues/{id}/reopen/", response_model=IssueShape)
def reopen(ctx: Context, id: Id) -> Any:
    """Takes the mark of a resolved issue away again, as long as the work was not handed in since."""
    project = ctx.part("issue", id, Permission.ANNOTATIONS_CREATE)
    may_change_any = project.allows(Permission.ANNOTATIONS_CHANGE_ANY)
    issues.unresolve(ctx.db, workflow_of(project), id, ctx.actor.id, may_change_any=may_change_any, at=ctx.now)
    return _issue(ctx, id)


def _issue(ctx: Context, issue_id: int) -> dict[str, Any]:
    found = reviews.issue(ctx.db, issue_id)
    assert found is not None
    shown = {key: value for key, value in found.items() if key not in ("project_id", "author_id")}
    return {**shown, "reviewer": answers.named(ctx.db, [found["created_by"]]).get(found["created_by"])}
