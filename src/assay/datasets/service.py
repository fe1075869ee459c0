"""The verbs of datasets: make, change, delete, fill, attach to projects and detach.

Whoever adds items to a dataset, attaches it or detaches it holds the dataset first and the projects after it, in the
order of their numbers: so no item is missed, and nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from assay.datasets import queries
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import AssayError, BadInput, Conflict, NotThere, Problem
from assay.kit.words import counted
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema, check_data
from assay.projects.rules.workflow import Workflow
from assay.projects.titles import words_of
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import NewTask
from assay.tasks.rules.kinds import kind_of

AT_ONCE = 5000  # items that are attached, or tasks that are taken away, while the person waits for the answer


# ---------------------------------------------------------------- datasets


def create(db: Connection, organization_id: int, given: Mapping[str, Any], *, actor_id: int) -> int:
    """A new dataset without items; its id. Raises BadInput for a title that is empty or taken."""
    title, description = _words(db, organization_id, given)
    dataset_id = queries.insert(db, organization_id, title, description, actor_id)
    _record(db, "dataset.created", organization_id, actor_id, {"dataset": dataset_id, "title": title})
    return dataset_id


def change(db: Connection, organization_id: int, dataset_id: int, given: Mapping[str, Any], *, actor_id: int) -> None:
    """Changes what a dataset is called."""
    row = found(db, organization_id, dataset_id)
    title, description = _words(
        db, organization_id, {"title": row.title, "description": row.description, **given}, dataset_id
    )
    queries.update(db, dataset_id, title, description)
    _record(db, "dataset.changed", organization_id, actor_id, {"dataset": dataset_id, "title": title})


def delete(db: Connection, organization_id: int, dataset_id: int, *, actor_id: int) -> None:
    """Deletes a dataset with its items. Raises Conflict while it is attached to a project."""
    hold(db, organization_id, dataset_id)
    row = found(db, organization_id, dataset_id)
    places = queries.places(db, dataset_id)
    if places:
        count = sum(place.tasks for place in places)
        raise Conflict(
            f'"{row.title}" is attached to {_named(places)}, with {counted(count, "task")} of it.'
            " Detach it there first.",
            code="attached",
            context={"projects": [place.project_id for place in places], "tasks": count},
        )
    if queries.remains_of_deleted(db, dataset_id):
        raise Conflict("A deleted project with items of this dataset is still being removed; try again in a minute.")
    queries.delete(db, dataset_id)
    _record(db, "dataset.deleted", organization_id, actor_id, {"dataset": dataset_id, "title": row.title})


def found(db: Connection, organization_id: int, dataset_id: int) -> queries.DatasetRow:
    """A named dataset of the organization. Raises NotThere."""
    row = queries.get(db, organization_id, dataset_id)
    if row is None:
        raise NotThere()
    return row


def hold(db: Connection, organization_id: int, dataset_id: int) -> None:
    """Has others wait who would add items, attach or detach. Raises NotThere."""
    if not queries.lock(db, organization_id, dataset_id):
        raise NotThere()


def _words(
    db: Connection, organization_id: int, given: Mapping[str, Any], dataset_id: int | None = None
) -> tuple[str, str]:
    return words_of(given, "dataset", is_taken=lambda title: queries.named_like(db, organization_id, title, dataset_id))


def _record(db: Connection, action: str, organization_id: int, actor_id: int | None, payload: dict[str, Any]) -> None:
    record(db, action, organization_id=organization_id, actor_id=actor_id, payload=payload)


def _named(places: Sequence[queries.Place]) -> str:
    titles = [f'"{place.title}"' for place in places[:3]]
    return ", ".join(titles) + (f" and {len(places) - 3} more projects" if len(places) > 3 else "")


# ---------------------------------------------------------------- items


@dataclass(frozen=True, slots=True)
class Reading:
    """What items of a dataset have to fit: the labeling configuration of a project that it is attached to."""

    title: str
    schema: Schema


def readings(db: Connection, dataset_id: int) -> list[Reading]:
    """The configurations of all projects that a dataset is attached to; those that have none yet take anything."""
    return [
        Reading(place.title, projects.schema(db, place.ontology_version_id))
        for place in queries.places(db, dataset_id)
        if place.ontology_version_id is not None
    ]


def add_units(db: Connection, dataset_id: int, units: Sequence[NewTask]) -> list[int]:
    """Writes items, with the files that they show; the caller holds the dataset. Their ids, in the order given."""
    ids = task_queries.reserve_ids(db, "data_unit", len(units))
    task_queries.copy_units(db, dataset_id, ids, units)
    prefix = f"/data/dataset/{dataset_id}/".encode()
    showing = [unit_id for unit_id, unit in zip(ids, units, strict=True) if prefix in unit.data]
    if showing:
        task_queries.show_dataset_files(db, dataset_id, showing)
    return ids


def spread(db: Connection, dataset_id: int, unit_ids: Sequence[int], *, actor_id: int | None) -> dict[int, int]:
    """Gives every project that the dataset is attached to a task for each new item; how many, by project."""
    made: dict[int, int] = {}
    for place in queries.places(db, dataset_id, lock=True):
        workflow = projects.workflow(db, place.project_id)
        if workflow is None or place.status == "detaching":
            continue
        adding = tasks.Adding(db, workflow, actor_id=actor_id)
        for start in range(0, len(unit_ids), AT_ONCE):
            adding.attach(unit_ids[start : start + AT_ONCE])
        adding.finish()
        made[place.project_id] = adding.count
    return made


def change_unit(
    db: Connection, organization_id: int, dataset_id: int, unit_id: int, given: Mapping[str, Any]
) -> queries.UnitRow:
    """Changes the title or the data of an item in all projects at once. Raises BadInput where one cannot show it."""
    hold(db, organization_id, dataset_id)
    unit = queries.unit(db, dataset_id, unit_id)
    if unit is None:
        raise NotThere()
    data = given.get("data") or unit.data
    for reading in readings(db, dataset_id) if data != unit.data else ():
        problems = check_data(reading.schema, data)
        if problems:
            detail = f'{problems[0].field}: {problems[0].message} (Project "{reading.title}".)'
            raise BadInput(detail, problems=problems)
    title = str(given.get("title") or (tasks.title_of(data, ()) if data != unit.data else unit.title))
    queries.change_unit(db, unit_id, data, title[: tasks.TITLE_LENGTH], kind_of(orjson.dumps(data)))
    task_queries.show_dataset_files(db, dataset_id, [unit_id])
    changed = queries.unit(db, dataset_id, unit_id)
    assert changed is not None
    return changed


def delete_unit(
    db: Connection, organization_id: int, dataset_id: int, unit_id: int, *, with_tasks: bool, actor_id: int
) -> list[int]:
    """Deletes an item; returns the uploads that only it showed. Raises Conflict while it is a task somewhere.

    `with_tasks` takes those tasks away too, with all work on them.
    """
    hold(db, organization_id, dataset_id)
    unit = queries.unit(db, dataset_id, unit_id)
    if unit is None:
        raise NotThere()
    by_project = queries.tasks_of_units(db, [unit_id])
    if by_project and not with_tasks:
        work = queries.work_on(db, [task for found in by_project.values() for task in found])
        raise Conflict(
            f'"{unit.title}" is a task of {counted(len(by_project), "project")}, with'
            f" {counted(work['annotations'], 'annotation')} and {counted(work['reviews'], 'review')}."
            " Send with_tasks=true to delete them too.",
            code="attached",
            context={"projects": list(by_project), **work},
        )
    for project_id, task_ids in by_project.items():
        workflow = projects.workflow(db, project_id)
        if workflow is None:
            raise Conflict("A deleted project with this item is still being removed; try again in a minute.")
        tasks.remove(db, workflow, task_ids, actor_id=actor_id)
    files = queries.delete_units(db, [unit_id])
    payload = {"dataset": dataset_id, "unit": unit_id, "title": unit.title}
    _record(db, "dataset.unit_deleted", organization_id, actor_id, payload)
    return files


# ---------------------------------------------------------------- attaching and detaching


def attach(db: Connection, workflow: Workflow, dataset_id: int, *, actor_id: int | None) -> bool:
    """Makes a task of each item that the project has no task of; whether a job has to go on with it.

    Attaching twice makes nothing twice. Raises BadInput when the project cannot show the items.
    """
    if not queries.lock(db, workflow.organization_id, dataset_id):
        raise BadInput.field("datasets", f"{dataset_id} is no dataset of your organization.", "Choose one of its list.")
    row = found(db, workflow.organization_id, dataset_id)
    state = queries.state(db, workflow.project_id, dataset_id)
    if state is not None and state.status == "detaching":
        raise Conflict(f'"{row.title}" is being detached; attach it again when that is done.')
    _check_fit(db, workflow, row)
    queries.attach(db, workflow.project_id, dataset_id, actor_id)
    missing = queries.count_unattached(db, workflow.project_id, dataset_id)
    queries.set_progress(db, workflow.project_id, dataset_id, "attaching", 0, missing)
    if state is None:
        payload = {"dataset": dataset_id, "title": row.title, "units": row.unit_count}
        _record_in(db, "dataset.attached", workflow, actor_id, payload)
    return missing > AT_ONCE or attach_more(db, workflow, dataset_id)


def attach_more(db: Connection, workflow: Workflow, dataset_id: int) -> bool:
    """Makes tasks of the next items; whether there are more."""
    if not queries.lock(db, workflow.organization_id, dataset_id):
        return False
    state = queries.state(db, workflow.project_id, dataset_id)
    if state is None or state.status != "attaching":
        return False
    adding = tasks.Adding(db, workflow, actor_id=state.attached_by)
    units = queries.unattached(db, workflow.project_id, dataset_id, AT_ONCE)
    adding.attach(units)
    adding.finish()
    is_done = len(units) < AT_ONCE
    done = state.total if is_done else min(state.total, state.done + len(units))
    queries.set_progress(db, workflow.project_id, dataset_id, "attached" if is_done else "attaching", done, state.total)
    return not is_done


def what_goes(db: Connection, project_id: int, dataset_id: int) -> dict[str, int]:
    """What detaching a dataset would take away: tasks, and the work on them."""
    task_ids = queries.tasks_of(db, project_id, dataset_id)
    return {"tasks": len(task_ids), **queries.work_on(db, task_ids)}


def detach(db: Connection, workflow: Workflow, dataset_id: int, *, actor_id: int) -> bool:
    """Takes a dataset out of a project with its tasks and all work on them; whether a job has to do it."""
    if not queries.lock(db, workflow.organization_id, dataset_id):
        raise NotThere()
    if queries.state(db, workflow.project_id, dataset_id) is None:
        raise NotThere("This dataset is not attached to the project.")
    count = len(queries.tasks_of(db, workflow.project_id, dataset_id))
    queries.set_progress(db, workflow.project_id, dataset_id, "detaching", 0, count)
    if count > AT_ONCE:
        return True
    detach_all(db, workflow, dataset_id, actor_id=actor_id)
    return False


def detach_all(db: Connection, workflow: Workflow, dataset_id: int, *, actor_id: int) -> None:
    """Carries out what `detach` has begun, whole or not at all."""
    if not queries.lock(db, workflow.organization_id, dataset_id):
        return
    state = queries.state(db, workflow.project_id, dataset_id)
    if state is None or state.status != "detaching":
        return
    going = queries.tasks_of(db, workflow.project_id, dataset_id)
    work = queries.work_on(db, going)
    gone = tasks.remove(db, workflow, going, actor_id=actor_id)
    queries.detach(db, workflow.project_id, dataset_id)
    row = found(db, workflow.organization_id, dataset_id)
    payload = {"dataset": dataset_id, "title": row.title, "tasks": len(gone), **work}
    _record_in(db, "dataset.detached", workflow, actor_id, payload)


def _record_in(db: Connection, action: str, workflow: Workflow, actor_id: int | None, payload: dict[str, Any]) -> None:
    record(
        db,
        action,
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        actor_id=actor_id,
        payload=payload,
    )


def _check_fit(db: Connection, workflow: Workflow, row: queries.DatasetRow) -> None:
    """Raises BadInput when the configuration shows what the items do not have, naming the field and an item."""
    if workflow.ontology_version_id is None:
        return
    schema = projects.schema(db, workflow.ontology_version_id)
    for title, data in queries.some_data(db, row.id):
        problems = check_data(schema, data)
        if problems:
            first = problems[0]
            raise BadInput(
                f'"{row.title}" does not fit the labeling configuration: {first.field} of "{title}" {first.message}'
                f" {first.fix}",
                problems=[Problem("datasets", f'{p.field} of "{title}" {p.message}', p.fix) for p in problems[:3]],
                code="does_not_fit",
            )


def refuse_shared(db: Connection, task_ids: Sequence[int]) -> None:
    """Raises AssayError when one of some tasks shows an item of a named dataset, which is not this project's alone."""
    titles = queries.shared_by(db, task_ids)
    if titles:
        raise AssayError(
            f'The data belongs to the dataset "{titles[0]}", which other projects may show too. Change it there.',
            code="shared_data",
        )
