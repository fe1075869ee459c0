"""Who works in a project, with which role, and where each role comes from (MQA A.21 U16)."""

from __future__ import annotations

from typing import Any

from assay.access.queries.project_members import TeamRow
from assay.access.rules.permissions import ProjectRole, Role, is_placeable, strongest
from assay.access.standing import roles_of

# What a role in the organization is called in a project.
_OF_ORGANIZATION = {
    Role.MANAGER: ProjectRole.ADMIN,
    Role.REVIEWER: ProjectRole.REVIEWER,
    Role.ANNOTATOR: ProjectRole.ANNOTATOR,
}


def shown(row: TeamRow) -> dict[str, Any]:
    """A member with the role that counts, which is the strongest, and its sources."""
    return {
        "id": row.id,
        "email": row.email,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "organization_role": row.role,
        "role": strongest(roles_of(row)),
        "given_role": row.project_role,
        "is_member": row.is_member,
        "sources": _sources(row),
    }


def _sources(row: TeamRow) -> list[dict[str, Any]]:
    own = _OF_ORGANIZATION.get(Role(row.role))
    found: list[dict[str, Any]] = []
    if not is_placeable(Role(row.role), row.preset):
        # Nothing else changes what they are.
        return [{"kind": _kind(row), "role": own, "group": None}]
    if row.project_role is not None:
        found.append({"kind": "person", "role": row.project_role, "group": None})
    if row.keeps_own or not (row.project_role or row.groups):
        found.append({"kind": _kind(row), "role": own, "group": None})
    for group in row.groups:
        found.append({"kind": "group", "role": group["role"], "group": {"id": group["id"], "title": group["title"]}})
    return found


def _kind(row: TeamRow) -> str:
    if row.made_it:
        return "creator"
    return "workspace" if row.in_workspace and not row.is_member else "organization"
