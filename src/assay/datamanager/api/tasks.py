"""Routes of tasks: Label Studio's list and detail."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.datamanager import asking, shown, views
from assay.datamanager.queries import lists
from assay.datamanager.queries import tasks as queries
from assay.datasets import service as datasets
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, QueryId, Routes, no_content
from assay.projects import queries as projects
from assay.projects.queries import workflow_of
from assay.projects.rules.labeling import check_data
from assay.queue.shapes import TaskShape
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import NewTask

router = Routes(tags=["tasks"], forms=True)


class TaskPage(BaseModel):
    """A page of tasks."""

    tasks: list[TaskShape]
    total: int
    total_annotations: int
    total_predictions: int


class TaskInput(BaseModel):
    """A task to make or to change."""

    model_config = ConfigDict(extra="ignore")

    project: int | None = None
    data: dict[str, Any] | None = None
    meta: Any = None
    overlap: int | None = Field(default=None, ge=1, le=500)
    allow_skip: bool | None = None


@router.get("/api/tasks/", response_model=TaskPage)
def list_tasks(
    ctx: Context,
    project: Annotated[int, Query(ge=1, le=2**63 - 1)],
    page: Annotated[int, Query(ge=1, le=10_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=1000)] = 30,
    fields: str = "task_only",
    only_annotated: bool = False,
    resolve_uri: bool = True,
    view: QueryId = None,
    query: str | None = None,
    selectedItems: str | None = None,
) -> Any:
    """A page of a project's tasks by number; an empty one past the end. `fields=all` brings annotations along.

    `view` is a tab, `query` a JSON object with `filters`, `ordering`, `selectedItems` and
    `agreement_selected`, which says whose agreement is meant; a tab goes first.
    """
    opened = ctx.project(project, Permission.TASKS_VIEW)
    sight = asking.sight_of(ctx.db, opened, ctx.actor.id)
    columns = asking.register_of(ctx.db, opened)
    asked = views.query_of(ctx.db, opened, sight, view, asking.read_json(query, "query"))
    if selectedItems:
        asked = replace(asked, selected=asking.read_json(selectedItems, "selectedItems"))
    wanted = asking.wanted(project, columns, sight, asked, annotated=only_annotated)
    offset = (page - 1) * page_size
    ids = lists.offset_ids(ctx.db, wanted, limit=page_size, offset=offset)
    total, annotations, predictions = lists.task_counts(ctx.db, project)
    if not wanted.is_everything:
        # The last page tells the total by itself.
        is_last = 0 < len(ids) < page_size
        total = offset + len(ids) if is_last else lists.count(ctx.db, wanted)
    found = shown.tasks(ctx.db, opened, sight, ids, with_work=fields == "all", selection=wanted.selection)
    return {"tasks": found, "total": total, "total_annotations": annotations, "total_predictions": predictions}


@router.post("/api/tasks/", response_model=TaskShape, status_code=201)
def create_task(ctx: Context, body: TaskInput) -> Any:
    """Adds one task."""
    if body.project is None or not 1 <= body.project < 2**63:
        raise BadInput.field("project", "is missing.", "Give the id of a project.")
    project = ctx.project(body.project, Permission.TASKS_CREATE)
    title = _checked(ctx, project, body.data)
    _check_overlap(project, body)
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


def _check_overlap(project: ProjectAccess, body: TaskInput) -> None:
    """Raises BadInput where each task is labelled once and somebody wants more."""
    if body.overlap not in (None, 1) and workflow_of(project).is_fifo:
        raise BadInput.field("overlap", "means nothing in manual QA: each task is labelled once.", "Leave it out.")


@router.get("/api/tasks/{id}/", response_model=TaskShape)
def get_task(ctx: Context, id: Id) -> Any:
    """One task with the work on it that the person may see."""
    place = ctx.task(id, Permission.TASKS_VIEW)
    project = place.project
    is_annotator = asking.is_annotator_only(project)
    if workflow_of(project).manual and is_annotator and not queries.is_theirs(ctx.db, id, ctx.actor.id):
        raise NotThere()
    return _detail(ctx, project, id)


def _detail(ctx: Context, project: ProjectAccess, task_id: int) -> Any:
    sight = asking.sight_of_one(ctx.db, project, ctx.actor.id)
    return shown.tasks(ctx.db, project, sight, [task_id], with_work=True, expanded=True)[0]


@router.patch("/api/tasks/{id}/", response_model=TaskShape)
def change_task(ctx: Context, id: Id, body: TaskInput) -> Any:
    """Changes a task's data, meta, overlap or whether it may be skipped."""
    place = ctx.task(id, Permission.TASKS_CHANGE)
    _check_overlap(place.project, body)
    given = body.model_dump(exclude_unset=True)
    changes: dict[str, Any] = {name: given[name] for name in ("data", "meta", "overlap", "allow_skip") if name in given}
    changes = {name: found for name, found in changes.items() if found is not None or name == "meta"}
    if "data" in changes:
        ctx.task(id, Permission.TASKS_CREATE)  # who leads people and the queue alone does not touch data (MQA A.13)
        datasets.refuse_shared(ctx.db, [id])
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
