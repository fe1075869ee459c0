"""The members of a project and the roles that they have only there (LSE 2.6-2.8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from assay.access import people
from assay.access.actor import Actor, ProjectAccess
from assay.access.queries import project_members as queries
from assay.access.queries import tags
from assay.access.queries.members import MemberFilter
from assay.access.queries.project_members import ProjectMember
from assay.access.rules.membership import refuse_placement
from assay.access.rules.permissions import ProjectRole, Role
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere

CSV_COLUMNS = (
    "id", "first_name", "last_name", "email", "organization_role", "project_role", "implicit_member", "tags",
    "last_activity",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def place(
    db: Connection,
    organization_id: int,
    project_id: int,
    account_id: int,
    role: Role,
    project_role: ProjectRole | None,
    *,
    actor_id: int,
) -> None:
    """Makes somebody with this organization role a member; a project role replaces the one they had."""
    if project_role is None or refuse_placement(role, project_role):
        changed = queries.add(db, project_id, account_id)
    else:
        queries.set_role(db, project_id, account_id, project_role)
        changed = True
    if changed:
        record(
            db,
            "project_member.added",
            organization_id=organization_id,
            project_id=project_id,
            actor_id=actor_id,
            payload={"user": account_id, "role": project_role.value if project_role else None},
        )


def add(db: Connection, actor: Actor, project: ProjectAccess, account_id: int) -> None:
    """Makes somebody of the organization a member; nothing happens to one who is."""
    role = _organization_role(db, project, account_id, None)
    place(db, project.organization_id, project.id, account_id, role, None, actor_id=actor.id)


def set_role(
    db: Connection, actor: Actor, project: ProjectAccess, account_id: int, project_role: ProjectRole
) -> dict[str, Any]:
    """Gives somebody a role in the project, as a member if they were none."""
    role = _organization_role(db, project, account_id, project_role)
    place(db, project.organization_id, project.id, account_id, role, project_role, actor_id=actor.id)
    found = queries.role_of(db, project.id, account_id)
    assert found is not None
    return found


def drop_role(db: Connection, actor: Actor, project: ProjectAccess, role_id: int) -> None:
    """Takes a role in the project back; the member has that of the organization again."""
    dropped = queries.drop_role(db, role_id)
    if dropped is None:
        raise NotThere()
    _record_change(db, actor, project, "project_member.role_dropped", dropped[1])


def remove(db: Connection, actor: Actor, project: ProjectAccess, account_id: int) -> None:
    """Takes somebody out of the project; their work stays. Raises NotThere, BadInput for an implicit member."""
    if queries.remove(db, project.id, [account_id]):
        _record_change(db, actor, project, "project_member.removed", account_id)
        return
    count, _ = queries.page(db, project.id, MemberFilter(), ids=[account_id], limit=1)
    if count:
        raise BadInput.field("user", "This person is a member by the workspace, or made the project.")
    raise NotThere("This person is not a member of the project.")


def add_many(
    db: Connection,
    actor: Actor,
    project: ProjectAccess,
    account_ids: Sequence[int],
    project_roles: Mapping[int, ProjectRole],
) -> tuple[int, list[int]]:
    """Makes people members, some with roles: how many were, and who was left out because they cannot be."""
    roles = queries.organization_roles(db, project.organization_id, account_ids)
    skipped = []
    for account_id in account_ids:
        wanted = project_roles.get(account_id)
        if account_id not in roles or refuse_placement(Role(roles[account_id]), wanted):
            skipped.append(account_id)
        else:
            role = Role(roles[account_id])
            place(db, project.organization_id, project.id, account_id, role, wanted, actor_id=actor.id)
    return len(account_ids) - len(skipped), skipped


def remove_many(db: Connection, actor: Actor, project: ProjectAccess, account_ids: Sequence[int]) -> int:
    """Takes people out of the project: how many were in it."""
    removed = queries.remove(db, project.id, account_ids)
    for account_id in removed:
        _record_change(db, actor, project, "project_member.removed", account_id)
    return len(removed)


def chosen(
    db: Connection,
    project: ProjectAccess,
    which: MemberFilter,
    included: Sequence[int],
    excluded: Sequence[int],
    all_: bool,
) -> list[int]:
    """The people of a bulk call: everybody who matches but those excluded, or those included."""
    if not all_:
        return list(dict.fromkeys(included))
    return [found for found in queries.candidates(db, project.organization_id, which) if found not in set(excluded)]


def as_json(db: Connection, organization_id: int, members: Sequence[ProjectMember]) -> list[dict[str, Any]]:
    """People and what they are in the project."""
    tagged = tags.of_members(db, organization_id, [member.id for member in members])
    return [
        {
            **people.as_json(member),
            "implicit_member": member.is_implicit,
            "project_role": member.project_role,
            "project_role_source": "manual" if member.project_role else None,
            "pauses": member.pauses,
            "pause": member.pauses[-1] if member.pauses else None,
            "tags": tagged.get(member.id, []),
            "user_type": "standard",
        }
        for member in members
    ]


def as_csv(db: Connection, organization_id: int, members: Sequence[ProjectMember]) -> str:
    """The members as a table for a spreadsheet; a cell that it would take for a formula is quoted as text."""
    tagged = tags.of_members(db, organization_id, [member.id for member in members])
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(CSV_COLUMNS)
    for member in members:
        last_here = member.last_activity_at.isoformat() if member.last_activity_at else ""
        labels = ", ".join(tag["label"] for tag in tagged.get(member.id, []))
        role = member.project_role or member.role
        told = (member.first_name, member.last_name, member.email, labels)
        first, last, email, own = (f"'{cell}" if cell[:1] in FORMULA_SIGNS and cell else cell for cell in told)
        how = "yes" if member.is_implicit else "no"
        lines.writerow((member.id, first, last, email, member.role, role, how, own, last_here))
    return text.getvalue()


def _organization_role(
    db: Connection, project: ProjectAccess, account_id: int, project_role: ProjectRole | None
) -> Role:
    found = queries.organization_roles(db, project.organization_id, [account_id]).get(account_id)
    if found is None:
        raise BadInput.field("user", "There is no such person in the organization.", "Invite them first.")
    if refused := refuse_placement(Role(found), project_role):
        raise BadInput.field("user", refused)
    return Role(found)


def _record_change(db: Connection, actor: Actor, project: ProjectAccess, action: str, account_id: int) -> None:
    record(
        db,
        action,
        organization_id=project.organization_id,
        project_id=project.id,
        actor_id=actor.id,
        payload={"user": account_id},
    )
