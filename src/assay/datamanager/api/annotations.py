"""Routes of many annotations at once: one result for several tasks, and deleting several."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.annotations import queries as work
from assay.datamanager import asking, views
from assay.datamanager.queries import lists
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import LARGEST_ID, Routes
from assay.projects.queries import workflow_of
from assay.queue import pauses, submissions
from assay.queue.accepting import accepted_result
from assay.queue.given import Submission

router = Routes(tags=["annotations"])

MOST_AT_ONCE = 1000

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class BulkInput(BaseModel):
    """One result for several tasks: `tasks`, or `selected_items` of a project as the list of tasks has them."""

    model_config = ConfigDict(extra="ignore")

    project: Number | None = None
    tasks: list[Number] | None = None
    task: Number | None = None
    selected_items: dict[str, Any] | None = None
    result: list[dict[str, Any]] | None = None
    was_cancelled: bool | None = None
    ground_truth: bool | None = None
    lead_time: float | None = Field(default=None, ge=0, le=1e9)


class BulkDelete(BaseModel):
    """Annotations of a project to delete."""

    model_config = ConfigDict(extra="ignore")

    ids: list[Number]
    project: Number


class Made(BaseModel):
    """An annotation that was made."""

    id: int


class Deleted(BaseModel):
    """How many annotations were deleted."""

    deleted_count: int


@router.post("/api/annotations/bulk/", response_model=list[Made], status_code=201)
def create_annotations(ctx: Context, body: BulkInput) -> Any:
    """Hands in the same result for several tasks in one's own name: all of them or none."""
    given = body.tasks or ([body.task] if body.task else None)
    if not given and body.selected_items is None:
        raise BadInput.field("tasks", "is missing.", "Give ids of tasks, or selected_items with a project.")
    project = _project(ctx, body.project, given)
    ids = _tasks(ctx, project, given, body.selected_items)
    workflow, cancelled = workflow_of(project), bool(body.was_cancelled)
    made = []
    for task_id in ids:
        pauses.refuse_new(ctx.db, project, task_id, ctx.actor.id)
        result = accepted_result(ctx.db, workflow, task_id, body.result or [], complete=not cancelled)
        submission = Submission(
            task_id=task_id,
            author_id=ctx.actor.id,
            actor_id=ctx.actor.id,
            result=result,
            was_cancelled=cancelled,
            ground_truth=bool(body.ground_truth),
            lead_time=body.lead_time,
            may_skip_always=True,
            bulk_created=True,
        )
        made.append({"id": submissions.submit(ctx.db, workflow, submission, at=ctx.now).annotation_id})
    return made


@router.post("/api/annotations/bulk-delete/", response_model=Deleted)
def delete_annotations(ctx: Context, body: BulkDelete) -> Any:
    """Deletes annotations of a project: all of them or none."""
    project = ctx.project(body.project, Permission.ANNOTATIONS_DELETE_ANY)
    ids = sorted(set(body.ids))
    _check_number("ids", len(ids))
    strangers = [one for one in ids if work.project_of(ctx.db, "annotation", one) != project.id]
    if strangers:
        raise BadInput.field("ids", f"{strangers[0]} is no annotation of this project.", "Leave it out.")
    for annotation_id in ids:
        submissions.delete(ctx.db, workflow_of(project), annotation_id, ctx.actor.id, at=ctx.now)
    return {"deleted_count": len(ids)}


def _project(ctx: Ctx, project_id: int | None, tasks: list[int] | None) -> ProjectAccess:
    """The project that is meant; annotating past the queue is for managers."""
    if project_id is not None:
        return ctx.project(project_id, Permission.ANNOTATIONS_CREATE_FOR_OTHERS)
    if tasks:
        return ctx.task(tasks[0], Permission.ANNOTATIONS_CREATE_FOR_OTHERS).project
    raise BadInput.field("project", "is missing.", "selected_items are those of a project.")


def _tasks(ctx: Ctx, project: ProjectAccess, given: list[int] | None, selected: dict[str, Any] | None) -> list[int]:
    wanted = {"all": False, "included": given} if given else selected
    if not wanted or not (wanted.get("all") or wanted.get("included")):
        raise BadInput.field("selected_items", "selects no task.", "Name tasks, or send all: true.")
    sight = asking.sight_of(ctx.db, project, ctx.actor.id)
    asked = asking.with_selection(views.query_of(ctx.db, project, sight, None, {}), wanted)
    ids = lists.every_id(ctx.db, asking.wanted(project.id, asking.register_of(ctx.db, project), sight, asked))
    if given and set(given) - set(ids):
        raise NotThere(f"Task {min(set(given) - set(ids))} is not in this project; nothing was made.")
    _check_number("tasks", len(ids))
    return ids


def _check_number(field: str, number: int) -> None:
    if number > MOST_AT_ONCE:
        raise BadInput.field(field, f"are {number}, more than {MOST_AT_ONCE} at once.", "Send them in parts.")
