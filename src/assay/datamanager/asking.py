"""From what a client asks to the list that is read: whose eyes, which columns, which filter, which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from assay.access.actor import ProjectAccess
from assay.access.rules.permissions import Permission, Role
from assay.datamanager.queries import agreement as agreement_queries
from assay.datamanager.queries import tasks as task_queries
from assay.datamanager.queries.lists import Order, Wanted
from assay.datamanager.rules import agreement
from assay.datamanager.rules.agreement import Selection
from assay.datamanager.rules.columns import Column, Question, Register, register
from assay.datamanager.rules.filters import Tree, column_name, parse, refuse_column
from assay.datamanager.rules.operators import Type
from assay.datamanager.rules.sight import Extent, Level, Sight
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, Problem
from assay.projects import queries as projects
from assay.projects.queries import workflow_of
from assay.projects.rules.labeling import Schema

MOST_IDS = 100_000


@dataclass(frozen=True, slots=True)
class Query:
    """What narrows and orders a list, as clients send it: the body of actions, `query` of lists, the data of tabs.

    `agreement` says whose agreement its columns mean (`agreement_selected`).
    """

    filters: Any = None
    ordering: Any = None
    selected: Any = None
    column_types: Mapping[str, str] | None = None
    agreement: Any = None


def schema_of(db: Connection, project: ProjectAccess) -> Schema | None:
    """The configuration of a project, once it has one."""
    version = project.ontology_version_id
    return None if version is None else projects.schema(db, version)


def register_of(db: Connection, project: ProjectAccess, *, with_fields: bool = False) -> Register:
    """The columns of a project. It knows every field by name; `with_fields` it also lists those that items have."""
    data, meta = task_queries.keys(db, project.id) if with_fields else ([], [])
    return columns_of(db, project.id, schema_of(db, project), data, meta)


def columns_of(
    db: Connection, project_id: int, schema: Schema | None, data: Sequence[str] = (), meta: Sequence[str] = ()
) -> Register:
    """The columns that follow from a configuration, and those of these fields of data and meta."""
    shown = schema.fields if schema else ()
    return register(
        dict.fromkeys((*shown, *data)),
        meta,
        questions_of(schema) if schema else (),
        agreement_queries.dimensions(db, project_id),
    )


def questions_of(schema: Schema) -> list[Question]:
    """What filters can ask of answers: labels, choices, trees and ratings of the configuration."""
    return [
        Question(
            control.name,
            control.tag,
            control.value_key,
            tuple(control.answers) if not control.nested else (),
            tuple(control.paths) if control.nested else (),
        )
        for control in schema.controls
        if control.name and (control.answers or control.result_type in ("rating", "number"))
    ]


def sight_of(db: Connection, project: ProjectAccess, account_id: int) -> Sight:
    """What a person sees of the list of tasks. Raises NotAllowed where the project shows it to nobody of their role."""
    if project.allows(Permission.TASKS_CHANGE):
        return sight_of_one(db, project, account_id)
    if project.preset == "manual_qa":
        # What annotators and reviewers see of all work is the queue and its outcome, not the data (MQA A.14).
        project.require(Permission.DATA_VIEW)
    if project.allows(Permission.TASKS_VIEW_ALL):
        if not (project.settings.get("review") or {}).get("show_data_manager_to_reviewers", True):
            raise _closed("reviewers")
    elif not project.settings.get("show_annotation_history", False):
        raise _closed("annotators")
    return sight_of_one(db, project, account_id)


def sight_of_one(db: Connection, project: ProjectAccess, account_id: int) -> Sight:
    """What a person sees of a task that they may open, list or no list.

    Managers see everything; the settings of the project say what reviewers and annotators do (LSE 3.3, 3.4, 13.2).
    """
    settings = project.settings
    review = settings.get("review") or {}
    if project.allows(Permission.TASKS_CHANGE):
        return Sight(Level.MANAGER, account_id)
    if project.allows(Permission.TASKS_VIEW_ALL):
        only_assigned = bool(review.get("review_only_manual_assignments", False))
        return Sight(
            Level.REVIEWER,
            account_id,
            Extent.TO_REVIEW if only_assigned else Extent.ALL,
            bool(review.get("show_agreement_to_reviewers", False)),
            not review.get("anonymize_annotations", False),
            _fields(db, project, review.get("show_unused_data_columns_to_reviewers", True)),
        )
    return Sight(
        Level.ANNOTATOR,
        account_id,
        Extent.ASSIGNED if workflow_of(project).manual else Extent.TOUCHED,
        False,
        True,
        _fields(db, project, settings.get("show_unused_data_columns_to_annotators", True)),
    )


def _closed(role: str) -> NotAllowed:
    return NotAllowed(
        f"This project does not show its list of tasks to {role}. A manager can change that in its settings.",
        code="data_manager_closed",
    )


def _fields(db: Connection, project: ProjectAccess, show_unused: bool | None) -> frozenset[str] | None:
    if show_unused is not False:
        return None
    schema = schema_of(db, project)
    options = (control.options_field for control in schema.controls) if schema else ()
    return frozenset((*schema.fields, *options) if schema else ())


def is_annotator_only(project: ProjectAccess) -> bool:
    """Whether a person is nothing but an annotator in a project."""
    return project.roles <= {Role.ANNOTATOR}


def read_json(text: str | None, field: str) -> dict[str, Any]:
    """An object that came as text in an address. Raises BadInput."""
    if not text:
        return {}
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadInput.field(field, "must be a JSON object.")
    return found


def wanted(
    project_id: int, columns: Register, sight: Sight, query: Query, *, search: str = "", annotated: bool = False
) -> Wanted:
    """The list that is asked for. Raises BadInput, or NotAllowed where it would tell hidden columns."""
    tree = parse(query.filters, columns)
    if isinstance(tree, list):
        raise BadInput(f"{tree[0].field}: {tree[0].message}", problems=tree)
    order = ordering(query.ordering, columns, query.column_types or {})
    refuse_hidden(sight, tree, order)
    included, excluded = selection(query.selected)
    # A list of nothing is nothing to look at: Label Studio's clients send an empty selection with every request.
    return Wanted(
        project_id,
        sight,
        tree,
        order,
        search,
        annotated,
        included or None,
        excluded,
        selection=agreement_selection(sight, query.agreement),
    )


def refuse_hidden(sight: Sight, tree: Tree, order: Order) -> None:
    """A filter or an order by a column tells its values, so it is refused to those who may not know them (LSE 13.2)."""
    hidden = sight.hidden_of(tree, order.column)
    if hidden:
        names = ", ".join(dict.fromkeys(column.title for column in hidden))
        raise NotAllowed(
            f"You may not see {names} in this project, so tasks cannot be filtered or ordered by it.",
            code="hidden_column",
            context={"columns": [column.id for column in hidden]},
        )


def agreement_selection(sight: Sight, given: Any) -> Selection | None:
    """Whose agreement columns show. Raises BadInput, or NotAllowed where it names people whom nobody may know."""
    found = agreement.read(given)
    if isinstance(found, Problem):
        raise BadInput(f"{found.field} {found.message}", problems=[found])
    if found is None or not sight.agrees:
        return None
    refuse_hidden_people(sight, found)
    return found


def refuse_hidden_people(sight: Sight, selection: Selection) -> None:
    """The agreement of single people tells who they are, so it is refused where names are hidden."""
    if sight.agrees and not sight.may_select(selection):
        raise NotAllowed(
            "This project does not show who annotated, so agreement cannot be that of single people.",
            code="hidden_people",
        )


def ordering(given: Any, columns: Register, types: Mapping[str, str]) -> Order:
    """Reads `["-tasks:id"]`; the first column orders. `types` may say that a field of data is shown as a number."""
    if isinstance(given, str):
        given = [given]
    if not given:
        return Order()
    if not isinstance(given, Sequence) or not isinstance(given[0], str):
        raise BadInput.field("ordering", "must be a list with the name of a column.", 'Use: ["-tasks:id"].')
    text = given[0]
    descending = text.startswith("-")
    name = column_name(text.removeprefix("-"))
    refused = refuse_column(name, columns, "ordering")
    if refused:
        raise BadInput(f"ordering: {refused.message}", problems=[refused])
    column = columns.get(name)
    assert column is not None
    if not column.can_order:
        raise BadInput.field("ordering", f"{column.title} holds several values; tasks cannot be ordered by it.")
    return Order(column, descending, column.is_data and types.get(name, types.get(f"tasks:{name}")) == Type.NUMBER)


def selection(given: Any) -> tuple[list[int] | None, list[int]]:
    """Reads `{"all": true, "excluded": []}` or `{"all": false, "included": []}`; nothing given selects everything."""
    if given is None or given == {}:
        return None, []
    problem = Problem("selectedItems", "must be an object.", 'Use {"all": false, "included": [1, 2]}.')
    if not isinstance(given, Mapping):
        raise BadInput(f"selectedItems {problem.message}", problems=[problem])
    name = "excluded" if given.get("all") else "included"
    ids = given.get(name) or []
    if not isinstance(ids, list) or not all(isinstance(one, int) and 0 < one < 2**63 for one in ids):
        raise BadInput.field(f"selectedItems.{name}", "must be numbers of tasks.")
    if len(ids) > MOST_IDS:
        raise BadInput.field(f"selectedItems.{name}", f"names more than {MOST_IDS} tasks.", "Use a filter.")
    return (None, ids) if given.get("all") else (ids, [])


def column_of(name: str, columns: Register, sight: Sight) -> Column | None:
    """A column that a person may see, by its name."""
    column = columns.get(column_name(name))
    return column if column is not None and sight.sees(column) else None


def refuse_hidden_names(sight: Sight, columns: Register, data: Mapping[str, Any]) -> None:
    """Nobody saves conditions on columns that they may not see."""
    tree = parse(data.get("filters"), columns)
    if isinstance(tree, Tree):
        refuse_hidden(sight, tree, ordering(data.get("ordering"), columns, {}))
    selected = agreement.read(data.get(agreement.KEY))
    if isinstance(selected, Selection):
        refuse_hidden_people(sight, selected)


def with_selection(query: Query, given: Any) -> Query:
    """The same question about these tasks."""
    return replace(query, selected=given)
