"""The verbs of ontologies: make, name, add a version, and let a project use another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotThere, Problem
from assay.kit.words import counted
from assay.projects import ontology_queries as queries
from assay.projects import queries as projects
from assay.projects.rules import labeling
from assay.projects.rules.labeling import Schema
from assay.projects.service import understood
from assay.projects.titles import words_of

LONGEST_NOTE = 500
LOOKED_AT = 1000  # tasks of a project whose data are held against a configuration


def create(db: Connection, organization_id: int, given: Mapping[str, Any], *, actor_id: int) -> int:
    """A named ontology with its first version; its id. Raises BadInput naming what is wrong."""
    title, description = _words(db, organization_id, given)
    config = given.get("label_config")
    schema = understood(config)
    ontology_id = queries.insert(db, organization_id, title, description, actor_id)
    queries.add_version(db, ontology_id, str(config), schema, "", actor_id)
    _record(db, "ontology.created", organization_id, actor_id, {"ontology": ontology_id, "title": title})
    return ontology_id


def share(db: Connection, organization_id: int, project_id: int, given: Mapping[str, Any], *, actor_id: int) -> int:
    """Gives the ontology that is a project's own a name, so that others can use it too; its id."""
    used = queries.used_by(db, project_id)
    if used is None:
        raise BadInput.field("project", "has no labeling configuration yet.", "Set one up, or send label_config.")
    if used["is_named"]:
        raise BadInput.field("project", f'uses "{used["title"]}", which has a name already.', "Use that one.")
    title, description = _words(db, organization_id, given)
    queries.name(db, used["ontology"], title, description)
    _record(db, "ontology.created", organization_id, actor_id, {"ontology": used["ontology"], "title": title})
    return int(used["ontology"])


def change(db: Connection, organization_id: int, ontology_id: int, given: Mapping[str, Any], *, actor_id: int) -> None:
    """Changes what an ontology is called."""
    row = found(db, organization_id, ontology_id)
    title, description = _words(
        db, organization_id, {"title": row.title, "description": row.description, **given}, ontology_id
    )
    queries.name(db, ontology_id, title, description)
    _record(db, "ontology.changed", organization_id, actor_id, {"ontology": ontology_id, "title": title})


def add_version(
    db: Connection, organization_id: int, ontology_id: int, config: object, note: str, *, actor_id: int
) -> int:
    """The next version; its number. Projects stay on the version that they use until they are switched."""
    found(db, organization_id, ontology_id)
    schema = understood(config)
    queries.lock(db, ontology_id)
    row = found(db, organization_id, ontology_id)
    if row.label_config == config:
        raise BadInput.field("label_config", f"is what version {row.version} says.", "Change something first.")
    number = queries.add_version(db, ontology_id, str(config), schema, note[:LONGEST_NOTE], actor_id)
    payload = {"ontology": ontology_id, "title": row.title, "version": number}
    _record(db, "ontology.version_added", organization_id, actor_id, payload)
    return number


def delete(db: Connection, organization_id: int, ontology_id: int, *, actor_id: int) -> None:
    """Deletes an ontology with its versions. Raises Conflict while a project uses one."""
    queries.lock(db, ontology_id)
    row = found(db, organization_id, ontology_id)
    places = queries.places(db, ontology_id)
    if places:
        titles = ", ".join(f'"{place.title}"' for place in places[:3])
        raise Conflict(
            f'"{row.title}" is used by {titles}{" and more projects" if len(places) > 3 else ""}. Switch them first.',
            code="in_use",
            context={"projects": [place.project_id for place in places]},
        )
    if queries.is_held(db, ontology_id):
        raise Conflict("A deleted project that used it is still being removed; try again in a minute.")
    queries.delete(db, ontology_id)
    _record(db, "ontology.deleted", organization_id, actor_id, {"ontology": ontology_id, "title": row.title})


def found(db: Connection, organization_id: int, ontology_id: int) -> queries.OntologyRow:
    """A named ontology of the organization. Raises NotThere."""
    row = queries.get(db, organization_id, ontology_id)
    if row is None:
        raise NotThere()
    return row


def _words(
    db: Connection, organization_id: int, given: Mapping[str, Any], ontology_id: int | None = None
) -> tuple[str, str]:
    return words_of(
        given, "ontology", is_taken=lambda title: queries.named_like(db, organization_id, title, ontology_id)
    )


def _record(db: Connection, action: str, organization_id: int, actor_id: int, payload: dict[str, Any]) -> None:
    record(db, action, organization_id=organization_id, actor_id=actor_id, payload=payload)


# ---------------------------------------------------------------- another ontology for a project


@dataclass(frozen=True, slots=True)
class Invalid:
    """An answer that people gave and that the other ontology does not have: how often, and why it is invalid."""

    control: str
    label: str
    count: int
    message: str


@dataclass(frozen=True, slots=True)
class Switch:
    """What a switch would do: `problems` forbid it, `invalid` has to be confirmed."""

    version: queries.Version
    problems: tuple[Problem, ...]
    invalid: tuple[Invalid, ...]
    tasks: int
    annotations: int

    @property
    def instances(self) -> int:
        return sum(entry.count for entry in self.invalid)


def weigh(db: Connection, organization_id: int, project_id: int, ontology_id: int, number: int | None) -> Switch:
    """What switching a project to an ontology would make invalid (MQA 82)."""
    row = projects.get(db, project_id)
    if row is None:
        raise NotThere()
    version = queries.version_numbered(db, organization_id, ontology_id, number)
    if version is None:
        fix = "Choose one of /api/ontologies/."
        raise BadInput.field("ontology", "is no ontology of your organization with such a version.", fix)
    schema = projects.schema(db, version.id)
    problems = _unshowable(schema, projects.some_data(db, project_id, LOOKED_AT))
    if row.schema is None or row.ontology_version_id == version.id:
        return Switch(version, problems, (), 0, 0)
    invalid = _invalid(labeling.schema_from_json(row.schema), schema, projects.used_labels(db, project_id))
    counts = queries.affected(db, project_id, [(entry.control, entry.label) for entry in invalid]) if invalid else {}
    return Switch(version, problems, invalid, counts.get("tasks", 0), counts.get("annotations", 0))


def switch(db: Connection, project_id: int, wanted: Switch, *, confirmed: bool, actor_id: int) -> None:
    """Lets a project use another ontology. Nothing that people made is deleted: what became invalid stays as it is.

    Raises BadInput when the data cannot be shown, Conflict when something becomes invalid and nobody confirmed it.
    """
    if wanted.problems:
        first = wanted.problems[0]
        raise BadInput(f"{first.message} {first.fix}", problems=wanted.problems, code="does_not_fit")
    if wanted.invalid and not confirmed:
        raise Conflict(
            f"{counted(wanted.instances, 'label')} in {counted(wanted.annotations, 'annotation')} of"
            f" {counted(wanted.tasks, 'task')} would be invalid."
            " Send confirm=true to switch all the same; they stay as they are.",
            code="becomes_invalid",
            context={"tasks": wanted.tasks, "annotations": wanted.annotations, "instances": wanted.instances},
        )
    row = projects.get(db, project_id)
    if row is None:
        raise NotThere()
    queries.lock(db, wanted.version.ontology_id)
    if row.ontology_version_id == wanted.version.id:
        return
    projects.update(db, project_id, {"ontology_version_id": wanted.version.id})
    record(
        db,
        "project.changed",
        organization_id=row.organization_id,
        project_id=project_id,
        actor_id=actor_id,
        payload={
            "fields": ["label_config"],
            "before": {},
            "after": {},
            "ontology": {"title": wanted.version.title, "version": wanted.version.number},
        },
    )


def _unshowable(schema: Schema, data: list[dict[str, Any]]) -> tuple[Problem, ...]:
    """Why some of the tasks could not be shown, each reason once."""
    seen: dict[tuple[str, str], Problem] = {}
    for item in data:
        for problem in labeling.check_data(schema, item):
            message = f"{problem.field} of a task {problem.message}"
            seen.setdefault((problem.field, problem.message), replace(problem, field="ontology", message=message))
    return tuple(list(seen.values())[:10])


def _invalid(old: Schema, new: Schema, used: Mapping[str, Mapping[str, int]]) -> tuple[Invalid, ...]:
    """Each answer that was given and has no place any more, by the rule that guards a change of the configuration."""
    return tuple(
        Invalid(control, label, count, problems[0].message)
        for control, labels in sorted(used.items())
        for label, count in sorted(labels.items())
        if (problems := labeling.compare(old, new, {control: {label: count}}))
    )
