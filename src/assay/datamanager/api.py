"""Routes of tasks: Label Studio's list and detail, and the rows of the page."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, ProjectAccess
from assay.access.rules.permissions import Permission, Role
from assay.datamanager import queries
from assay.datamanager.queries import ORDERS, Filter
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, NotObeyed, Routes, no_content, refuse_given
from assay.projects import queries as projects
from assay.projects.queries import workflow_of
from assay.projects.rules.labeling import check_data
from assay.queue import answers
from assay.queue.shapes import ParticipantShape, TaskShape
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import NewTask
from assay.tasks.rules import Status

router = Routes(tags=["tasks"], forms=True)


class TaskPage(BaseModel):
    """A page of tasks."""

    tasks: list[TaskShape]
    total: int
    total_annotations: int
    total_predictions: int


class TaskRow(BaseModel):
    """What the list shows of a task."""

    id: int
    inner_id: int
    title: str
    thumbnail: str | None
    problem: str | None
    status: Literal["queued", "assigned", "in_review", "returned", "completed"]
    state: str
    annotators: list[ParticipantShape]
    reviewers: list[ParticipantShape]
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    overlap: int
    is_labeled: bool
    reviewed: bool
    ground_truth: bool
    comment_count: int
    unresolved_comment_count: int
    created_at: datetime
    updated_at: datetime


class TaskRows(BaseModel):
    """The next rows of the list; `next` goes back as `after`. `total` is null when it is too large to count."""

    rows: list[TaskRow]
    next: str | None
    total: int | None


class TaskInput(BaseModel):
    """A task to make or to change."""

    model_config = ConfigDict(extra="ignore")

    project: int | None = None
    data: dict[str, Any] | None = None
    meta: Any = None
    overlap: int | None = Field(default=None, ge=1, le=500)
    allow_skip: bool | None = None


def _own(project: ProjectAccess, actor_id: int) -> int | None:
    """Whose tasks only may be listed: annotators see what they had in hand (LSE 13.2)."""
    return None if project.allows(Permission.TASKS_VIEW_ALL) else actor_id


@router.get("/api/tasks/", response_model=TaskPage)
def list_tasks(
    ctx: Context,
    project: Annotated[int, Query(ge=1, le=2**63 - 1)],
    page: Annotated[int, Query(ge=1, le=10_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=1000)] = 30,
    fields: str = "task_only",
    only_annotated: bool = False,
    resolve_uri: bool = True,
    view: NotObeyed = None,
    query: NotObeyed = None,
    selectedItems: NotObeyed = None,
) -> Any:
    """A page of a project's tasks by number; an empty one past the end. `fields=all` brings annotations along."""
    refuse_given(view=view, query=query, selectedItems=selectedItems)
    opened = ctx.project(project, Permission.TASKS_VIEW)
    viewer = _own(opened, ctx.actor.id)
    wanted = Filter(project, own_of=viewer, annotated=only_annotated)
    ids = queries.offset_ids(ctx.db, wanted, limit=page_size, offset=(page - 1) * page_size)
    total, annotations, predictions = queries.task_count_of(ctx.db, project)
    if wanted.narrows:
        counted = queries.count(ctx.db, wanted)
        total = queries.LARGEST_COUNT if counted is None else counted
    found = answers.tasks(
        ctx.db, ids, viewer_id=viewer, drafts_of=ctx.actor.id, with_work=fields == "all", expanded=False
    )
    return {"tasks": found, "total": total, "total_annotations": annotations, "total_predictions": predictions}


@router.post("/api/tasks/", response_model=TaskShape, status_code=201)
def create_task(ctx: Context, body: TaskInput) -> Any:
    """Adds one task."""
    if body.project is None or not 1 <= body.project < 2**63:
        raise BadInput.field("project", "is missing.", "Give the id of a project.")
    project = ctx.project(body.project, Permission.TASKS_CREATE)
    title = _checked(ctx, project, body.data)
    [task_id] = tasks.add(
        ctx.db,
        workflow_of(project),
        [
            NewTask(
                data=orjson.dumps(body.data),
                title=title,
                meta=body.meta,
                overlap=body.overlap,
                allow_skip=body.allow_skip is not False,
            )
        ],
        actor_id=ctx.actor.id,
    )
    return _detail(ctx, project, task_id)


def _checked(ctx: Context, project: ProjectAccess, data: dict[str, Any] | None) -> str:
    """The title of an item whose data fits the configuration; raises BadInput where it does not."""
    if not data:
        raise BadInput.field("data", "is missing.", "Send an object with the fields that the configuration shows.")
    fields: tuple[str, ...] = ()
    if project.ontology_version_id is not None:
        schema = projects.schema(ctx.db, project.ontology_version_id)
        fields = schema.fields
        problems = check_data(schema, data)
        if problems:
            raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    return tasks.title_of(data, fields)


@router.get("/api/tasks/{id}/", response_model=TaskShape)
def get_task(ctx: Context, id: Id) -> Any:
    """One task with the work on it that the person may see."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    project = place.project
    workflow = workflow_of(project)
    if workflow.manual and project.roles <= {Role.ANNOTATOR} and not queries.is_theirs(ctx.db, id, ctx.actor.id):
        raise NotThere()
    return _detail(ctx, project, id)


def _detail(ctx: Context, project: ProjectAccess, task_id: int) -> Any:
    viewer = _own(project, ctx.actor.id)
    return answers.tasks(ctx.db, [task_id], viewer_id=viewer, drafts_of=ctx.actor.id)[0]


@router.patch("/api/tasks/{id}/", response_model=TaskShape)
def change_task(ctx: Context, id: Id, body: TaskInput) -> Any:
    """Changes a task's data, meta, overlap or whether it may be skipped."""
    place = ctx.task(id, Permission.TASKS_CHANGE)
    given = body.model_dump(exclude_unset=True)
    changes: dict[str, Any] = {name: given[name] for name in ("data", "meta", "overlap", "allow_skip") if name in given}
    changes = {name: found for name, found in changes.items() if found is not None or name == "meta"}
    if "data" in changes:
        changes["title"] = _checked(ctx, place.project, changes["data"])
    locked = task_queries.lock(ctx.db, id)
    if locked is None:
        raise NotThere()
    queries.change_task(ctx.db, id, changes)
    if "data" in changes:
        task_queries.show_files(ctx.db, place.project.id, [id])
    if "overlap" in changes:
        tasks.settle(ctx.db, locked, workflow_of(place.project), at=ctx.now, by=ctx.actor.id)
    return _detail(ctx, place.project, id)


@router.delete("/api/tasks/{id}/", status_code=204)
def delete_task(ctx: Context, id: Id) -> Response:
    """Deletes a task with everything on it."""
    place = ctx.task(id, Permission.TASKS_DELETE)
    tasks.remove(ctx.db, workflow_of(place.project), [id], actor_id=ctx.actor.id)
    return no_content()


@router.delete("/api/projects/{id}/tasks/", status_code=204)
def delete_all_tasks(ctx: Context, id: Id) -> Response:
    """Deletes all tasks of a project."""
    project = ctx.project(id, Permission.TASKS_DELETE)
    tasks.remove(ctx.db, workflow_of(project), None, actor_id=ctx.actor.id)
    return no_content()


@router.get("/api/projects/{id}/task-rows/", response_model=TaskRows)
def task_rows(
    ctx: Context,
    id: Id,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: str | None = None,
    order: str = "-updated_at",
    search: Annotated[str | None, Query(max_length=200)] = None,
    status: str | None = None,
) -> Any:
    """The next rows of the list of tasks, as the page shows them. How deep the list goes costs nothing."""
    project = ctx.project(id, Permission.TASKS_VIEW)
    if order not in ORDERS:
        raise BadInput.field("order", f"must be one of: {', '.join(ORDERS)}.")
    statuses = [word for word in (status or "").split(",") if word]
    unknown = [word for word in statuses if word not in list(Status)]
    if unknown:
        raise BadInput.field("status", f"{unknown[0]} is no status.", f"Use: {', '.join(Status)}.")
    own = _own(project, ctx.actor.id)
    text = (search or "").strip().replace("\x00", "")
    wanted = Filter(id, statuses=statuses, search=text or None, own_of=own)
    found = queries.page_ids(ctx.db, wanted, ORDERS[order], after=_place(after), limit=limit + 1)
    more, found = len(found) > limit, found[:limit]
    ids = [task_id for _, task_id in found]
    rows = queries.rows(ctx.db, ids)
    people = answers.participants(ctx.db, ids)
    return {
        "rows": [_row(rows[task_id], people.get(task_id, {}), own) for task_id in ids if task_id in rows],
        "next": _mark(found[-1]) if more and found else None,
        "total": queries.count(ctx.db, wanted) if after is None else None,
    }


def _row(row: dict[str, Any], people: dict[str, Any], own: int | None) -> dict[str, Any]:
    data = row.pop("data")
    row["thumbnail"] = row["thumbnail"] or _picture(data)
    annotators = people.get("annotators", [])
    if own is not None:
        annotators = [person for person in annotators if person["id"] == own]
    return {**row, "annotators": annotators, "reviewers": people.get("reviewers", []) if own is None else []}


def _picture(data: dict[str, Any]) -> str | None:
    """The address of the item's picture, if it has one."""
    for found in data.values():
        if isinstance(found, str) and found.split("?")[0].lower().endswith(
            (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")
        ):
            return found
    return None


def _mark(place: tuple[Any, int]) -> str:
    found, task_id = place
    text = found.isoformat() if isinstance(found, datetime) else found
    return base64.urlsafe_b64encode(orjson.dumps([text, task_id])).decode()


def _place(mark: str | None) -> tuple[Any, int] | None:
    if not mark:
        return None
    try:
        found, task_id = orjson.loads(base64.urlsafe_b64decode(mark.encode()))
        return found, int(task_id)
    except (ValueError, TypeError, binascii.Error):
        raise BadInput.field("after", "is no place in this list.", "Use the value of next.") from None


routers: list[APIRouter] = [router]
