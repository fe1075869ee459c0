"""Actions on tasks as a whole and on what their items hold."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import orjson

from assay.access.rules.permissions import Permission
from assay.datamanager.actions.action import Action, Counts, Input, Params, Work, text_of
from assay.datamanager.queries import bulk
from assay.datamanager.revising import revise
from assay.datamanager.rules.renaming import FORMS, answers_in, as_text, evaluated, renamed
from assay.datasets import service as datasets
from assay.history.service import record, record_all
from assay.kit.errors import BadInput
from assay.projects import labels
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema, check_data
from assay.projects.rules.labeling.schema import ControlTag
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks


def _schema(work: Work) -> Schema:
    version = work.workflow.ontology_version_id
    if version is None:
        raise BadInput("The project has no labeling configuration yet.")
    return labels.offered(work.db, work.workflow.project_id, projects.schema(work.db, version))


# ---------------------------------------------------------------- tasks


def _delete(work: Work) -> Counts:
    return Counts(gone=len(tasks.remove(work.db, work.workflow, work.task_ids, actor_id=work.actor_id)))


def _remove_duplicates(work: Work) -> Counts:
    """Keeps one task of each data: the first that has annotations, which gets those of the others."""
    counts = Counts()
    task_queries.lock_project(work.db, work.workflow.project_id)
    for kept, *others in bulk.twins(work.db, work.task_ids):
        locked = task_queries.lock_many(work.db, work.workflow.project_id, [kept, *others])
        if work.workflow.is_fifo and bulk.labelled(work.db, [kept, *others]) > 1:
            raise BadInput(
                f"Several tasks that show the same as task {kept} are labelled, and in manual QA each is labelled once;"
                " nothing was removed. Delete the work on all but one of them first.",
                code="labelled_twice",
            )
        moved, truths = bulk.move_work(work.db, kept, others)
        counts["moved"] += moved
        task_queries.tally(work.db, work.workflow.project_id, {"ground_truths": -truths})
        # Counted anew without their work, so that the counters of the project let go of what is the other's now.
        for task in locked:
            if task.id != kept:
                tasks.settle(work.db, task, work.workflow, at=work.at, by=work.actor_id)
        if bulk.annotated(work.db, others):
            raise BadInput("Some duplicates still have annotations; nothing was removed.")
        counts["gone"] += len(tasks.remove(work.db, work.workflow, others, actor_id=work.actor_id))
        for task in locked:
            if task.id == kept:
                tasks.settle(work.db, task, work.workflow, at=work.at, by=work.actor_id)
    return counts


# ---------------------------------------------------------------- fields


def _check_field(work: Work) -> Params:
    datasets.refuse_shared(work.db, work.task_ids)
    name = text_of(work, "value_name")
    kind = text_of(work, "value_type", required=False) or "String"
    given = text_of(work, "value", required=kind != "String")
    value: Any = given
    if kind == "Number":
        try:
            number = float(given)
        except ValueError:
            raise BadInput.field("value", "must be a number.") from None
        if number != number or abs(number) == float("inf"):
            raise BadInput.field("value", "must be a number.")
        value = int(number) if number == int(number) else number
    elif kind == "Array":
        try:
            value = orjson.loads(given)
        except orjson.JSONDecodeError:
            value = None
        if not isinstance(value, list):
            raise BadInput.field("value", "must be a list in JSON.", 'Use: ["a", "b"].')
    elif kind == "Expression":
        try:
            evaluated(given, "", 0.0)
        except ValueError:
            raise BadInput.field("value", "is no expression that is known here.", f"Use: {FORMS}.") from None
    elif kind != "String":
        raise BadInput.field("value_type", f"{kind} is no type.", "Use: String, Number, Array, Expression.")
    first = bulk.data(work.db, work.task_ids[:1])
    if first and kind != "Expression":
        problems = check_data(_schema(work), {**first[0]["data"], name: value})
        if problems:
            raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    return {"value_name": name, "value_type": kind, "value": value}


def _write_field(work: Work) -> Counts:
    name, kind, given = (work.params[key] for key in ("value_name", "value_type", "value"))
    chance = random.SystemRandom()

    def value(before: Any) -> Any:
        return evaluated(given, before, chance.random()) if kind == "Expression" else given

    return _written(
        work, {row["id"]: {name: value(row["data"].get(name))} for row in bulk.data(work.db, work.task_ids)}
    )


def _written(work: Work, changes: dict[int, dict[str, Any]]) -> Counts:
    rows = bulk.data(work.db, list(changes))
    fields = _schema(work).fields
    changed = [
        (row["data_unit_id"], after, tasks.title_of(after, fields))
        for row in rows
        if (after := {**row["data"], **changes[row["id"]]}) != row["data"]
    ]
    bulk.write_data(work.db, changed)
    task_queries.show_files(work.db, work.workflow.project_id, list(changes))
    record(
        work.db,
        "tasks.data_changed",
        organization_id=work.workflow.organization_id,
        project_id=work.workflow.project_id,
        actor_id=work.actor_id,
        payload={"tasks": len(changed), "fields": sorted({name for change in changes.values() for name in change})},
    )
    return Counts(made=len(changed), kept=len(rows) - len(changed))


# ---------------------------------------------------------------- labels


def _control(work: Work, name: str) -> ControlTag:
    control = _schema(work).controls_by_name.get(name)
    if control is None or not (control.answers or control.options_field):
        raise BadInput.field("control_tag", f"{name} is no control with labels or choices.")
    return control


def _check_cache(work: Work) -> Params:
    name = text_of(work, "control_tag", required=False)
    if name and name != "ALL":
        _control(work, name)
    with_counts = str(work.params.get("with_counters", "Yes")).lower() not in ("no", "false")
    return {"control_tag": name or "ALL", "with_counters": with_counts}


def _cache(work: Work) -> Counts:
    name = work.params["control_tag"]
    controls = [one for one in _schema(work).controls if one.answers and name in ("ALL", one.name)]
    keys = {control.name: control.value_key for control in controls}
    said: dict[int, list[Any]] = defaultdict(list)
    for row in bulk.results(work.db, work.task_ids):
        said[row["task_id"]].append(row["result"])
    field = "cache_all" if name == "ALL" else f"cache_{name}"
    return _written(
        work,
        {
            task_id: {field: as_text(answers_in(said[task_id], keys), numbers=work.params["with_counters"])}
            for task_id in work.task_ids
        },
    )


def _check_rename(work: Work) -> Params:
    name = text_of(work, "control_tag")
    old, new = text_of(work, "old_label_value"), text_of(work, "new_label_value")
    control = _control(work, name)
    known = {step for path in control.paths for step in path} | set(control.answers)
    if known and new not in known and not control.options_field:
        raise BadInput.field(
            "new_label_value", f"{new} is no label of {name}.", "Add it to the labeling configuration first."
        )
    return {"control_tag": name, "old_label_value": old, "new_label_value": new}


def _rename(work: Work) -> Counts:
    """Everywhere in the project; what was accepted stays accepted, because the answer is the same under a new word."""
    control = _control(work, work.params["control_tag"])
    words = (control.name, control.value_key, work.params["old_label_value"], work.params["new_label_value"])
    project_id = work.workflow.project_id
    counts = Counts()
    found = bulk.holding(work.db, project_id, control.name)
    task_queries.lock_many(work.db, project_id, sorted({row["task_id"] for row in found}))
    events = []
    # Read again: what was submitted before the tasks were locked is there now.
    for row in bulk.holding(work.db, project_id, control.name):
        after = renamed(row["result"], *words)
        if after is None:
            continue
        said = {"renamed": list(words[2:])}
        events.append(revise(work.db, work.workflow, row, after, actor_id=work.actor_id, at=work.at, payload=said))
        counts["made"] += 1
    record_all(work.db, events)
    for row in bulk.unfinished(work.db, project_id, control.name):
        after = renamed(row["result"], *words)
        if after is not None:
            bulk.write_unfinished(work.db, row["of"], row["id"], after)
            counts["others"] += 1
    return counts


_CONTROL = Input("control_tag", "Control", "control")
_FIELDS = {"made": ("task changed", "tasks changed"), "kept": ("was so already", "were so already")}

ACTIONS = (
    Action(
        id="add_data_field",
        title="Add or modify a field",
        permission=Permission.TASKS_CREATE,
        order=50,
        group="items",
        text="The field is written into the data of the selected tasks; what it held before is lost.",
        inputs=(
            Input("value_name", "Field", "text"),
            Input(
                "value_type",
                "Type",
                "choice",
                options=(
                    ("String", "Text"),
                    ("Number", "Number"),
                    ("Array", "List (JSON)"),
                    ("Expression", "Expression"),
                ),
            ),
            Input("value", "Value", "text", required=False, help=f"An expression is one of: {FORMS}"),
        ),
        check=_check_field,
        run=_write_field,
        says=_FIELDS,
    ),
    Action(
        id="cache_labels",
        title="Cache labels",
        permission=Permission.TASKS_CREATE,
        order=51,
        group="items",
        text="What the annotations of each selected task answer is written into a field, cache_all or cache_ and the"
        " control's name, so that tasks can be filtered and ordered by it.",
        inputs=(
            Input("control_tag", "Control", "control", required=False, help="None: all of them."),
            Input(
                "with_counters",
                "Write",
                "choice",
                required=False,
                options=(("Yes", "Labels with how often"), ("No", "Labels alone")),
            ),
        ),
        check=_check_cache,
        run=_cache,
        says=_FIELDS,
    ),
    Action(
        id="rename_labels",
        title="Rename labels",
        permission=Permission.PROJECT_CHANGE,
        order=52,
        group="items",
        text="A label is renamed in all annotations, predictions and drafts of the whole project, not only of the"
        " selected tasks. The new name must be in the labeling configuration. Verdicts stay as they are.",
        inputs=(_CONTROL, Input("old_label_value", "Label", "text"), Input("new_label_value", "New name", "text")),
        check=_check_rename,
        run=_rename,
        says={
            "made": ("annotation changed", "annotations changed"),
            "others": ("prediction or draft changed", "predictions and drafts changed"),
        },
        whole=True,
        every_task=True,
    ),
    Action(
        id="remove_duplicates",
        title="Remove duplicated tasks",
        permission=Permission.TASKS_DELETE,
        order=82,
        group="delete",
        text="Of selected tasks with the same data one stays, if possible one with annotations. It gets the annotations"
        " of the others; their assignments, predictions and drafts are deleted.",
        run=_remove_duplicates,
        says={"gone": ("task removed", "tasks removed"), "moved": ("annotation moved", "annotations moved")},
        whole=True,
        is_danger=True,
    ),
    Action(
        id="delete_tasks",
        title="Delete tasks",
        permission=Permission.TASKS_DELETE,
        order=90,
        group="delete",
        text="The selected tasks are deleted with all their annotations, predictions, reviews and comments.",
        run=_delete,
        says={"gone": ("task deleted", "tasks deleted")},
        is_danger=True,
    ),
)
