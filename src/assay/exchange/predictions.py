"""The verbs of predictions: add, change, delete; each keeps the numbers of its task and project right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from assay.exchange import queries
from assay.exchange.formats.tasks import entry_of
from assay.exchange.reading import MAX_PROBLEMS, NOTHING
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere, Problem
from assay.projects import labels
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema, check_result
from assay.projects.rules.labeling.values import refuse_value
from assay.projects.rules.workflow import Workflow
from assay.tasks import ordering
from assay.tasks import queries as task_queries


@dataclass(frozen=True, slots=True)
class Said:
    """What a model says of a task. `result` may still be short: see `in_full`."""

    task_id: int
    result: object
    score: float | None = None
    model_version: str = ""


def add_many(db: Connection, workflow: Workflow, said: Sequence[Said], *, actor_id: int) -> int:
    """Adds predictions to tasks of a project: all of them or none. Raises BadInput naming those that are bad."""
    schema = _schema(db, workflow)
    known = queries.tasks_of(db, workflow.project_id, sorted({one.task_id for one in said}))
    problems: list[Problem] = []
    rows = []
    for index, one in enumerate(said):
        where = f"[{index}]"
        if one.task_id not in known:
            problems.append(Problem(f"{where}.task", "is no task of this project.", "Use the id of one of its tasks."))
            continue
        result = in_full(schema, one.result)
        problems += _problems(schema, result, f"{where}.")
        problems += [found for found in (refuse_value(one.model_version, f"{where}.model_version"),) if found]
        rows.append((one.task_id, result, one.score, one.model_version))
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems[:MAX_PROBLEMS])
    ordering.before_change(db, workflow)
    queries.copy_predictions(
        db,
        workflow.project_id,
        ((task_id, orjson.dumps(result).decode(), score, version) for task_id, result, score, version in rows),
    )
    ordering.predictions_changed(db, workflow, sorted({row[0] for row in rows}))
    _count(db, workflow, sorted({row[0] for row in rows}), len(rows))
    versions = Counter(version for _, _, _, version in rows)
    record(
        db,
        "predictions.created",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=actor_id,
        payload={"count": len(rows), "model_versions": dict(versions.most_common(20))},
    )
    return len(rows)


def add(db: Connection, workflow: Workflow, task_id: int, given: Mapping[str, Any], *, actor_id: int) -> int:
    """Adds one prediction and returns its id. The caller has checked that the task is the project's."""
    ordering.before_change(db, workflow)
    if task_queries.lock(db, task_id) is None:
        raise NotThere()
    prediction_id = queries.insert_prediction(db, workflow.project_id, task_id, checked(db, workflow, given))
    ordering.predictions_changed(db, workflow, [task_id])
    _count(db, workflow, [task_id], 1)
    _record(db, workflow, "prediction.created", task_id, prediction_id, actor_id)
    return prediction_id


def change(db: Connection, workflow: Workflow, prediction_id: int, given: Mapping[str, Any], *, actor_id: int) -> None:
    """Changes the facts of a prediction that are given."""
    row = _prediction(db, prediction_id)
    ordering.before_change(db, workflow)
    queries.change_prediction(db, prediction_id, checked(db, workflow, given))
    ordering.predictions_changed(db, workflow, [row["task"]])
    _record(db, workflow, "prediction.updated", row["task"], prediction_id, actor_id)


def delete(db: Connection, workflow: Workflow, prediction_id: int, *, actor_id: int) -> None:
    """Deletes a prediction."""
    row = _prediction(db, prediction_id)
    ordering.before_change(db, workflow)
    task_queries.lock(db, row["task"])
    queries.delete_prediction(db, prediction_id)
    ordering.predictions_changed(db, workflow, [row["task"]])
    _count(db, workflow, [row["task"]], -1)
    _record(db, workflow, "prediction.deleted", row["task"], prediction_id, actor_id)


def checked(db: Connection, workflow: Workflow, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, with its result in full; raises BadInput where that does not fit the configuration."""
    found = dict(given)
    problems = [
        problem
        for name in ("model_version", "neighbors")
        if (problem := refuse_value(found.get(name), name)) is not None
    ]
    if found.get("result") is not None:
        schema = _schema(db, workflow)
        found["result"] = in_full(schema, found["result"])
        problems += _problems(schema, found["result"], "")
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    return found


def in_full(schema: Schema, result: object) -> object:
    """A result as a list of entries. Short forms name the answer only: `"cat"`, or `{"choices": "cat"}` by the name of
    the control or by its type; they are possible where just one control is meant."""
    if isinstance(result, str):
        return [entry_of(schema.controls[0], result)] if len(schema.controls) == 1 else result
    if not isinstance(result, dict) or not result:
        return result
    entries = []
    for name, answer in result.items():
        meant = [c for c in schema.controls if c.name == name] or [c for c in schema.controls if c.result_type == name]
        if len(meant) != 1:
            return result
        entries.append(entry_of(meant[0], answer))
    return entries


def _problems(schema: Schema, result: object, where: str) -> list[Problem]:
    return [
        Problem(f"{where}{p.field}", p.message, p.fix, p.line, p.tag)
        for p in check_result(schema, result, strict=False)
    ]


def _schema(db: Connection, workflow: Workflow) -> Schema:
    version = workflow.ontology_version_id
    return NOTHING if version is None else labels.offered(db, workflow.project_id, projects.schema(db, version))


def _prediction(db: Connection, prediction_id: int) -> dict[str, Any]:
    row = queries.prediction(db, prediction_id)
    if row is None:
        raise NotThere()
    return row


def _count(db: Connection, workflow: Workflow, task_ids: Sequence[int], more: int) -> None:
    queries.count_predictions(db, task_ids)
    task_queries.tally(db, workflow.project_id, {"predictions": more})


def _record(db: Connection, workflow: Workflow, action: str, task_id: int, prediction_id: int, actor_id: int) -> None:
    record(
        db,
        action,
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=task_id,
        actor_id=actor_id,
        payload={"prediction": prediction_id},
    )
