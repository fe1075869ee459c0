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
from assay.access.queries.project_members import Place, ProjectMember
from assay.access.rules.membership import (
    IN_EVERY_PROJECT,
    Chief,
    refuse_leaving,
    refuse_placement,
    refuse_project_role,
)
from assay.access.rules.permissions import Permission, ProjectRole, Role, strongest
from assay.access.standing import roles_of
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere

CSV_COLUMNS = (
    "id", "first_name", "last_name", "email", "organization_role", "project_role", "implicit_member", "tags",
    "last_activity",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def chief_of(actor: Actor, project: ProjectAccess) -> Chief:
    """What counts about somebody who changes roles in a project."""
    return Chief(project.allows(Permission.MEMBERS_ADMINS), actor.role in IN_EVERY_PROJECT)


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
    """Makes somebody with this organization role a member; a project role replaces the one they had, but not Admin."""
    found = queries.places(db, project_id, [account_id]).get(account_id)
    if (
        project_role is None
        or found is None
        or found.project_role == ProjectRole.ADMIN
        or refuse_placement(role, project_role, found.preset, made_it=found.made_it)
    ):
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
    role = _placeable(db, actor, project, account_id, None)
    place(db, project.organization_id, project.id, account_id, role, None, actor_id=actor.id)


def set_role(
    db: Connection, actor: Actor, project: ProjectAccess, account_id: int, project_role: ProjectRole
) -> dict[str, Any]:
    """Gives somebody a role in the project, as a member if they were none."""
    role = _placeable(db, actor, project, account_id, project_role)
    place(db, project.organization_id, project.id, account_id, role, project_role, actor_id=actor.id)
    found = queries.role_of(db, project.id, account_id)
    assert found is not None
    return found


def drop_role(db: Connection, actor: Actor, project: ProjectAccess, role_id: int) -> None:
    """Takes a role in the project back; the member has that of the organization again. Admins keep theirs."""
    account_id = queries.account_of_role(db, role_id)
    if account_id is not None:
        _check_role(db, actor, project, account_id, None)
    dropped = queries.drop_role(db, role_id)
    if dropped is None:
        raise NotThere()
    _record_change(db, actor, project, "project_member.role_dropped", dropped[1])


def remove(db: Connection, actor: Actor, project: ProjectAccess, account_id: int) -> None:
    """Takes somebody out of the project; their work stays. Raises NotThere, BadInput for an implicit member."""
    _check_leaving(db, actor, project, [account_id])
    if queries.remove(db, project.id, [account_id]):
        _record_change(db, actor, project, "project_member.removed", account_id)
        return
    count, _ = queries.page(db, project.id, MemberFilter(), ids=[account_id], limit=1)
    if count:
        raise BadInput.field("user", "This person is a member by the workspace or a group, or made the project.")
    raise NotThere("This person is not a member of the project.")


def add_many(
    db: Connection,
    actor: Actor,
    project: ProjectAccess,
    account_ids: Sequence[int],
    project_roles: Mapping[int, ProjectRole],
) -> tuple[int, list[int]]:
    """Makes people members, some with roles: how many were, and who was left out because they cannot be."""
    known, chief = queries.places(db, project.id, account_ids), chief_of(actor, project)
    skipped = []
    for account_id in account_ids:
        wanted = project_roles.get(account_id)
        found = known.get(account_id)
        if found is None or _refused(chief, found, wanted):
            skipped.append(account_id)
        else:
            role = Role(found.role)
            place(db, project.organization_id, project.id, account_id, role, wanted, actor_id=actor.id)
    return len(account_ids) - len(skipped), skipped


def remove_many(db: Connection, actor: Actor, project: ProjectAccess, account_ids: Sequence[int]) -> int:
    """Takes people out of the project: how many were in it. Nobody is when one of them cannot be."""
    _check_leaving(db, actor, project, account_ids)
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


def by_email(db: Connection, project: ProjectAccess, email: str) -> int:
    """The person of the organization with this address. Raises BadInput."""
    found = queries.by_email(db, project.organization_id, email)
    if found is None:
        raise BadInput.field("email", "Nobody in the organization has this address.", "Invite them first.")
    return found


def _placeable(
    db: Connection, actor: Actor, project: ProjectAccess, account_id: int, wanted: ProjectRole | None
) -> Role:
    """The role in the organization of somebody who may get this role here. Raises BadInput, NotAllowed."""
    found = queries.places(db, project.id, [account_id]).get(account_id)
    if found is None:
        raise BadInput.field("user", "There is no such person in the organization.", "Invite them first.")
    if refused := refuse_placement(Role(found.role), wanted, found.preset, made_it=found.made_it):
        raise BadInput.field("user", refused)
    if wanted is not None:
        _check_role(db, actor, project, account_id, wanted)
    elif found.role == Role.MANAGER and not project.allows(Permission.MEMBERS_ADMINS):
        raise NotAllowed("A manager would be an Admin here; give them another role.", code="role_refused")
    return Role(found.role)


def _check_role(
    db: Connection, actor: Actor, project: ProjectAccess, account_id: int, wanted: ProjectRole | None
) -> None:
    found = queries.places(db, project.id, [account_id]).get(account_id)
    if found is not None and (refused := _refused_role(chief_of(actor, project), found, wanted)):
        raise NotAllowed(refused, code="role_refused")


def _check_leaving(db: Connection, actor: Actor, project: ProjectAccess, account_ids: Sequence[int]) -> None:
    chief = chief_of(actor, project)
    for found in queries.places(db, project.id, account_ids).values():
        if found.is_member and (refused := refuse_leaving(chief, present=_given(found), is_admin=_is_admin(found))):
            raise NotAllowed(refused, code="role_refused")


def _refused(chief: Chief, found: Place, wanted: ProjectRole | None) -> str | None:
    refused = refuse_placement(Role(found.role), wanted, found.preset, made_it=found.made_it)
    return refused or (_refused_role(chief, found, wanted) if wanted is not None else None)


def _refused_role(chief: Chief, found: Place, wanted: ProjectRole | None) -> str | None:
    return refuse_project_role(chief, present=_given(found), is_admin=_is_admin(found), wanted=wanted)


def _given(found: Place) -> ProjectRole | None:
    return ProjectRole(found.project_role) if found.project_role else None


def _is_admin(found: Place) -> bool:
    """Whether somebody is an admin of the project by anything; who is not in it yet is not."""
    is_in = found.is_member or bool(found.keeps_own) or bool(found.group_roles)
    return is_in and strongest(roles_of(found)) is ProjectRole.ADMIN


def _record_change(db: Connection, actor: Actor, project: ProjectAccess, action: str, account_id: int) -> None:
    record(
        db,
        action,
        organization_id=project.organization_id,
        project_id=project.id,
        actor_id=actor.id,
        payload={"user": account_id},
    )
