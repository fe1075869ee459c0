"""Who sees a project: the question of the door, asked for everybody at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.access.queries import door
from assay.kit import db
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody who sees a project. `is_joined`: they belong to it, rather than seeing it by their office."""

    id: int
    role: str
    preset: str
    project_role: str | None
    group_roles: list[str] | None
    keeps_own: bool | None
    first_name: str
    last_name: str
    email: str
    is_joined: bool


def of_project(connection: Connection, project_id: int) -> list[Onlooker]:
    """Everybody who sees a project, in the order of their accounts."""
    return db.many(connection, Onlooker, door.ONLOOKERS, {"project": project_id})


def of_people(
    connection: Connection, organization_id: int, project_id: int | None, people: Sequence[int]
) -> list[Onlooker]:
    """Some members of an organization with their roles, whether or not they see the project."""
    return db.many(
        connection,
        Onlooker,
        f"""select account.id, membership.role, coalesce(project.preset, '') as preset, {door.PLACE},
              account.first_name, account.last_name, account.email, project_member.account_id is not null as is_joined
            from membership
            join account on account.id = membership.account_id
            left join project on project.id = %s {door.AROUND_PROJECT}
            where membership.organization_id = %s and account.id = any(%s) order by account.id""",
        (project_id, organization_id, list(people)),
    )
