"""Routes of the columns that a project has, and of its numbers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.datamanager import asking, shown
from assay.datamanager.queries import bulk
from assay.datamanager.rules import defaults
from assay.datamanager.rules.columns import Column, Holds
from assay.datamanager.rules.operators import OPERATORS, says_of, title_of
from assay.kit.http import Routes
from assay.projects import answers
from assay.projects import queries as projects

router = Routes(tags=["data manager"])

ProjectId = Annotated[int, Query(ge=1, le=2**63 - 1)]


class OperatorShape(BaseModel):
    """An operator of a column: its word in the menu, its words in a sentence, and what it is given."""

    id: str
    title: str
    says: str
    takes: str


class ColumnShape(BaseModel):
    """A column that the person may see. `name` is what filters and orders call it."""

    id: str
    name: str
    title: str
    sentence: str
    type: str
    target: str
    parent: str | None
    help: str
    holds: str
    choices: list[str]
    operators: list[OperatorShape]
    rows: str
    indexed: bool
    can_order: bool
    can_show: bool
    visibility_defaults: dict[str, bool]
    project_defined: bool


class NamedPerson(BaseModel):
    """Somebody whom filters can name."""

    id: int
    name: str
    initials: str


class ColumnsShape(BaseModel):
    """All columns that a person may see in a project, and the people that filters can name."""

    columns: list[ColumnShape]
    people: list[NamedPerson]


class DataManagerProject(BaseModel):
    """A project with its numbers."""

    model_config = ConfigDict(extra="allow")

    id: int
    title: str
    task_count: int
    annotation_count: int
    prediction_count: int


@router.get("/api/dm/columns", response_model=ColumnsShape)
def list_columns(ctx: Context, project: ProjectId) -> Any:
    """The columns of a project that the person may see, with the operators of their filters."""
    opened = ctx.project(project, Permission.TASKS_VIEW)
    sight = asking.sight_of(ctx.db, opened, ctx.actor.id)
    register = asking.register_of(ctx.db, opened, with_fields=True)
    schema = asking.schema_of(ctx.db, opened)
    labelled = {f"data.{field}" for field in (schema.fields if schema else ())}
    versions = bulk.model_versions(ctx.db, project)
    return {
        "columns": [
            _shape(column, labelled, versions, is_shown=is_shown)
            for column, is_shown in defaults.arranged(
                filter(sight.sees, register.columns), opened.settings.get("dm_column_defaults") or {}, opened.roles
            )
        ],
        "people": shown.named(ctx.db, project, sight),
    }


def _shape(column: Column, labelled: set[str], versions: list[str], *, is_shown: bool) -> dict[str, Any]:
    above, _, own = column.id.partition(".")
    has_parent = column.is_data or bool(column.dimension)
    return {
        "id": own if has_parent else column.id,
        "name": column.id,
        "title": column.title,
        "sentence": column.sentence,
        "type": column.type.value,
        "target": "tasks",
        "parent": above if has_parent else None,
        "help": column.help,
        "holds": column.holds.value,
        "choices": versions if column.holds is Holds.VERSIONS else list(column.choices),
        "operators": [
            {
                "id": operator,
                "title": title_of(operator, column.type),
                "says": says_of(operator, column.type),
                "takes": OPERATORS[operator].takes.value,
            }
            for operator in column.operators
        ],
        "rows": column.rows.value,
        "indexed": column.indexed,
        "can_order": column.can_order,
        "can_show": column.can_show,
        "visibility_defaults": {"explore": is_shown, "labeling": column.id in labelled},
        "project_defined": has_parent,
    }


@router.get("/api/dm/project", response_model=DataManagerProject)
def show_project(ctx: Context, project: ProjectId) -> Any:
    """A project with how many tasks, annotations and predictions it has."""
    opened = ctx.project(project, Permission.TASKS_VIEW)
    row = projects.rows(ctx.db, [project])[project]
    tally = projects.tallies(ctx.db, [project]).get(project, answers.NO_COUNTS)
    return {
        **answers.full(row, tally, answers.mine(opened.roles, {}, opened.limits, opened.preset)),
        "task_count": tally["tasks"],
        "annotation_count": tally["annotations"],
        "prediction_count": tally["predictions"],
    }
