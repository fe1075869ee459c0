"""What somebody is in a project, read from a row that a query of the door found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from assay.access.rules.permissions import Held, ProjectRole, Role, roles_in_project


class Placed(Protocol):
    """A row with a role in the organization, the preset of a project, and the columns of `queries.door.PLACE`."""

    @property
    def role(self) -> str: ...
    @property
    def preset(self) -> str: ...
    @property
    def project_role(self) -> str | None: ...
    @property
    def group_roles(self) -> Sequence[str] | None: ...
    @property
    def keeps_own(self) -> bool | None: ...


def roles_of(row: Placed) -> frozenset[Held]:
    """The roles that count for this person in this project."""
    return _roles(row.role, row.preset, row.project_role, row.group_roles, row.keeps_own)


def roles_of_record(row: Mapping[str, Any]) -> frozenset[Held]:
    """The same, from a record with these columns."""
    return _roles(row["role"], row["preset"], row["project_role"], row["group_roles"], row["keeps_own"])


def _roles(
    role: str, preset: str, project_role: str | None, groups: Sequence[str] | None, keeps_own: bool | None
) -> frozenset[Held]:
    given = ProjectRole(project_role) if project_role else None
    return roles_in_project(Role(role), given, preset, [ProjectRole(group) for group in groups or ()], keeps_own)
