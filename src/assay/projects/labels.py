"""Labels beside the configurations: an organization keeps them, and a project offers those that are linked to it.

An answer that is linked to a control is offered there as if it stood in the configuration, and taken in results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.access.actor import Actor, ProjectAccess
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects import label_queries as queries
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema, with_linked
from assay.projects.rules.labeling.linked import refuse_label, takes_labels


def offered(db: Connection, project_id: int, schema: Schema) -> Schema:
    """The configuration of a project with the labels that are linked to it."""
    return with_linked(schema, queries.linked(db, project_id))


def create(db: Connection, actor: Actor, project: ProjectAccess, given: Sequence[Mapping[str, Any]]) -> list[int]:
    """Makes labels and offers them in a project; one whose title there is already is only linked. Their ids, in order.

    Raises BadInput naming what cannot be: a value that is no label, or a control that takes none.
    """
    for place, one in enumerate(given):
        _check(db, project, one["from_name"], one["value"], f"{place}.")
    known = queries.titled(db, actor.organization_id, [one["title"] for one in given])
    ids, made = [], []
    for one in given:
        label_id = known.get(one["title"])
        if label_id is None:
            label_id = known[one["title"]] = queries.add(db, actor.organization_id, actor.id, one)
        ids.append(label_id)
        link_id = queries.add_link(db, label_id, project.id, one["from_name"])
        if link_id is not None:
            made.append(link_id)
    if made:
        _record(db, actor, "label_link.created", project.id, made)
    return ids


def change(db: Connection, actor: Actor, label_id: int, given: Mapping[str, Any]) -> None:
    """Renames a label, changes its value, describes or approves it; everywhere where it is offered."""
    if "value" in given and (refused := refuse_label(given["value"])):
        raise BadInput.field("value", refused, 'Write ["Word"].')
    if not queries.change(db, label_id, actor.id, given):
        raise BadInput.field("title", "Another label of the organization has this title.", "Take another one.")
    for link in queries.links_of(db, label_id):
        _record(db, actor, "label_link.updated", link["project_id"], [link["id"]])


def remove(db: Connection, actor: Actor, label_id: int) -> None:
    """Deletes a label. It is offered nowhere then; annotations keep it."""
    links = queries.links_of(db, label_id)
    queries.remove(db, label_id)
    for link in links:
        _record(db, actor, "label_link.deleted", link["project_id"], [link["id"]])


def link(db: Connection, actor: Actor, project: ProjectAccess, label: Mapping[str, Any], from_name: str) -> int:
    """Offers a label in a project. Raises BadInput when it is offered there already."""
    _check(db, project, from_name, label["value"])
    link_id = queries.add_link(db, label["id"], project.id, from_name)
    if link_id is None:
        raise BadInput.field("label", "It is linked to this project already.", "Change that link.")
    _record(db, actor, "label_link.created", project.id, [link_id])
    return link_id


def move(db: Connection, actor: Actor, project: ProjectAccess, link_id: int, value: Any, from_name: str) -> None:
    """Offers a label at another control of the project."""
    _check(db, project, from_name, value)
    queries.move_link(db, link_id, from_name)
    _record(db, actor, "label_link.updated", project.id, [link_id])


def unlink(db: Connection, actor: Actor, project: ProjectAccess, link_id: int) -> None:
    """A label is no longer offered in a project; annotations keep it."""
    queries.remove_link(db, link_id)
    _record(db, actor, "label_link.deleted", project.id, [link_id])


def _check(db: Connection, project: ProjectAccess, from_name: str, value: Any, place: str = "") -> None:
    schema = None if project.ontology_version_id is None else projects.schema(db, project.ontology_version_id)
    control = None if schema is None else schema.controls_by_name.get(from_name)
    if schema is not None and (control is None or not takes_labels(control)):
        names = ", ".join(found.name for found in schema.controls if takes_labels(found))
        fix = f"Name one of: {names}." if names else "Add a control with labels or choices to the configuration first."
        raise BadInput.field(f"{place}from_name", f'"{from_name}" is no control with labels or choices.', fix)
    if refused := refuse_label(value, None if control is None else control.nested):
        raise BadInput.field(f"{place}value", refused, 'Write ["Word"], or [["top", "chosen"]] for a tree.')


def _record(db: Connection, actor: Actor, action: str, project_id: int, link_ids: Sequence[int]) -> None:
    record(
        db,
        action,
        organization_id=actor.organization_id,
        project_id=project_id,
        actor_id=actor.id,
        payload={"links": list(link_ids)},
    )
