"""Who sees a project: the question of the door, asked for everybody at once."""

from __future__ import annotations

from dataclasses import dataclass

from assay.access.queries import door
from assay.kit import db
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody who sees a project. `is_joined`: they belong to it, rather than seeing it by their office."""

    id: int
    role: str
    project_role: str | None
    first_name: str
    last_name: str
    email: str
    is_joined: bool


def of_project(connection: Connection, project_id: int) -> list[Onlooker]:
    """Everybody who sees a project, in the order of their accounts."""
    return db.many(connection, Onlooker, door.ONLOOKERS, {"project": project_id})
