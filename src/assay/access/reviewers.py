"""Who may review: of the people who see a project, and of some people wherever they are."""

from __future__ import annotations

from collections.abc import Sequence

from assay.access.queries import audience
from assay.access.rules.permissions import Permission, allows
from assay.access.standing import Placed, roles_of
from assay.kit.db import Connection


def may(person: Placed, permission: Permission) -> bool:
    """Whether somebody's effective role in the project allows something."""
    return allows(roles_of(person), permission, preset=person.preset)


def of_project(db: Connection, project_id: int) -> frozenset[int]:
    """Everybody who may review in a project."""
    found = audience.of_project(db, project_id)
    return frozenset(person.id for person in found if may(person, Permission.REVIEW_VERDICT))


def in_charge(db: Connection, project_id: int) -> frozenset[int]:
    """Everybody who may decide about a project's queue, and so review in it too."""
    found = audience.of_project(db, project_id)
    return frozenset(person.id for person in found if may(person, Permission.QUEUE_CONTROL))


def annotators(db: Connection, project_id: int) -> frozenset[int]:
    """Everybody who may annotate in a project."""
    found = audience.of_project(db, project_id)
    return frozenset(person.id for person in found if may(person, Permission.LABEL_STREAM))


def unable(db: Connection, organization_id: int, project_id: int | None, people: Sequence[int]) -> list[int]:
    """Those of some members of an organization whose role does not let them review, in a project or in a new one."""
    found = audience.of_people(db, organization_id, project_id, people)
    return [person.id for person in found if not may(person, Permission.REVIEW_VERDICT)]
