"""Routes of actions on many tasks, in Label Studio's shape, and of those that take long."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.datamanager import asking, jobs, runs, views
from assay.datamanager.actions import ACTIONS, BY_ID
from assay.datamanager.actions.action import Action, Input, sentence
from assay.datamanager.queries import bulk, lists
from assay.datamanager.queries import runs as run_queries
from assay.datamanager.queries import views as view_queries
from assay.kit.errors import BadInput, NotAllowed, NotThere
from assay.kit.http import Id, QueryId, Routes
from assay.projects.queries import workflow_of
from assay.queue import pauses

router = Routes(tags=["data manager"])

ProjectId = Annotated[int, Query(ge=1, le=2**63 - 1)]


class DialogShape(BaseModel):
    """What is asked before an action is done."""

    title: str
    text: str
    type: str
    form: list[dict[str, Any]]


class TaskActionShape(BaseModel):
    """An action that the person may do."""

    id: str
    title: str
    order: int
    permission: str
    group: str
    dialog: DialogShape
    experimental: bool
    every_task: bool


class ActionInput(BaseModel):
    """Which tasks, and the answers of the action's form beside."""

    model_config = ConfigDict(extra="allow")

    filters: dict[str, Any] | None = None
    ordering: list[str] | None = None
    selectedItems: dict[str, Any] | None = None
    agreement_selected: dict[str, Any] | None = None
    search: str | None = Field(default=None, max_length=200, description="As lists take it.")


class ActionAnswer(BaseModel):
    """What was done, or under which number a job does it: see `GET /api/dm/runs/{id}/`."""

    processed_items: int
    detail: str
    result: dict[str, int]
    run: int | None


class RunShape(BaseModel):
    """An action on many tasks that a job does."""

    id: int
    project: int
    action: str
    status: str
    progress: int
    total: int
    result: dict[str, int]
    detail: str
    created_at: datetime
    finished_at: datetime | None


@router.get("/api/dm/actions/", response_model=list[TaskActionShape])
def list_actions(ctx: Context, project: ProjectId) -> Any:
    """The actions that the person may do in a project."""
    opened = ctx.project(project, Permission.TASKS_VIEW)
    workflow = workflow_of(opened)
    return [
        _shape(ctx, opened, action)
        for action in ACTIONS
        if _may(opened, action)
        and not (action.by_name and workflow.is_fifo)
        and not (action.of_whole and workflow.unit == "instance")
    ]


@router.get("/api/dm/actions/{id}/form/", response_model=list[dict[str, Any]])
def action_form(ctx: Context, id: str, project: QueryId = None) -> Any:
    """The fields of an action's form, with what can be chosen in this project."""
    if project is None:
        raise NotThere("Say in which project: ?project=1.")
    opened = ctx.project(project, Permission.TASKS_VIEW)
    return _form(ctx, opened, _allowed(opened, id))


@router.post("/api/dm/actions/", response_model=ActionAnswer)
def do_action(ctx: Context, id: str, project: ProjectId, body: ActionInput, view: QueryId = None) -> Any:
    """Does an action to the selected tasks; which those are is decided now, by the filter as it stands."""
    opened = ctx.project(project, Permission.TASKS_VIEW)
    action = _allowed(opened, id)
    if action.labels:
        pauses.refuse_all_new(opened)
    task_ids = [] if action.every_task else _selected(ctx, opened, view, body)
    params = dict(body.model_extra or {})
    outcome = runs.start(
        ctx.db,
        workflow_of(opened),
        action,
        task_ids,
        params,
        actor_id=ctx.actor.id,
        at=ctx.now,
        defer=jobs.ask,
    )
    return {
        "processed_items": len(task_ids),
        "detail": f"{action.title}: started." if outcome.run_id else sentence(action, outcome.counts),
        "result": dict(outcome.counts),
        "run": outcome.run_id,
    }


@router.get("/api/dm/runs/{id}/", response_model=RunShape)
def get_run(ctx: Context, id: Id) -> Any:
    """How far an action is, and what it did."""
    row = run_queries.get(ctx.db, id)
    if row is None:
        raise NotThere()
    opened = ctx.project(row.project_id, Permission.TASKS_VIEW)
    if row.created_by != ctx.actor.id and not opened.allows(Permission.TASKS_CHANGE):
        raise NotThere()
    return runs.answer(row)


def _allowed(project: ProjectAccess, action_id: str) -> Action:
    action = BY_ID.get(action_id)
    if action is None:
        known = ", ".join(one.id for one in ACTIONS if _may(project, one))
        raise BadInput.field("id", f"{action_id} is no action.", f"Use: {known}." if known else "")
    if not project.allows(action.permission):
        raise NotAllowed("Your role does not allow this.", context={"permission": action.permission.value})
    if not _may(project, action):
        raise NotAllowed(
            "Annotators label in bulk only where tasks are assigned to them by name; here the queue hands them out.",
            code="not_assigned",
        )
    return action


def _may(project: ProjectAccess, action: Action) -> bool:
    """Whether somebody may do an action here. Who only annotates takes no work that the queue would hand out."""
    by_name = not action.labels or project.allows(Permission.REVIEW_VERDICT) or workflow_of(project).manual
    return by_name and project.allows(action.permission)


def _selected(ctx: Ctx, project: ProjectAccess, view: int | None, body: ActionInput) -> list[int]:
    """The tasks that an action is about. What the request selects counts more than what its tab has stored."""
    sight = asking.sight_of(ctx.db, project, ctx.actor.id)
    register = asking.register_of(ctx.db, project)
    given = body.selectedItems
    if given is None and view is not None:
        row = view_queries.get(ctx.db, view, ctx.actor.id)
        given = (row.data.get("selectedItems") or {"all": True}) if row is not None else None
    if given is None and body.filters is None:
        raise BadInput.field("selectedItems", "is missing.", 'Send {"all": true, "excluded": []} for all tasks.')
    if given is not None and not given.get("all") and not given.get("included"):
        raise BadInput.field("selectedItems", "selects no task.", "Name tasks, or send all: true.")
    query = body.model_dump(include={"filters", "ordering", "agreement_selected"})
    asked = views.query_of(ctx.db, project, sight, view, query)
    text = (body.search or "").strip().replace("\x00", "")
    wanted = asking.wanted(project.id, register, sight, asking.with_selection(asked, given), search=text)
    return lists.every_id(ctx.db, wanted)


def _shape(ctx: Ctx, project: ProjectAccess, action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "title": action.title,
        "order": action.order,
        "permission": action.permission.value,
        "group": action.group,
        "dialog": {
            "title": action.title,
            "text": action.text,
            "type": "danger" if action.is_danger else "confirm",
            "form": _form(ctx, project, action),
        },
        "experimental": False,
        "every_task": action.every_task,
    }


def _form(ctx: Ctx, project: ProjectAccess, action: Action) -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "label": field.label,
            "type": field.kind,
            "required": field.required,
            "help": field.help,
            "several": field.several,
            "options": _options(ctx, project, field),
        }
        for field in action.inputs
    ]


def _options(ctx: Ctx, project: ProjectAccess, field: Input) -> list[dict[str, str]]:
    if field.kind == "versions":
        return [{"value": name, "label": name or "(no name)"} for name in bulk.model_versions(ctx.db, project.id)]
    if field.kind == "control":
        schema = asking.schema_of(ctx.db, project)
        named = [control.name for control in schema.controls if control.answers] if schema else []
        return [{"value": name, "label": name} for name in named]
    return [{"value": value, "label": label} for value, label in field.options]
