"""Groups of people: made in the organization, added to projects with one role for everybody in them (MQA 85)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access.actor import Actor, ProjectAccess
from assay.access.project_members import chief_of
from assay.access.queries import groups as queries
from assay.access.rules.membership import refuse_leaving, refuse_project_role
from assay.access.rules.permissions import ProjectRole
from assay.access.titles import free_title
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere

LONGEST_TITLE = 100


def find(db: Connection, organization_id: int, group_id: int) -> dict[str, Any]:
    """One group with its people. Raises NotThere."""
    found = queries.one(db, organization_id, group_id)
    if found is None:
        raise NotThere()
    return found


def create(db: Connection, actor: Actor, title: str, people: Sequence[int]) -> dict[str, Any]:
    """A new group, with people in it. Raises BadInput for a title that is taken."""
    title = _title(db, actor, title, None)
    group_id = queries.add(db, actor.organization_id, title, actor.id)
    _record(db, actor, "user_group.created", {"group": group_id, "title": title})
    if people:
        put_in(db, actor, group_id, people)
    return find(db, actor.organization_id, group_id)


def rename(db: Connection, actor: Actor, group_id: int, title: str) -> dict[str, Any]:
    """Another title. Raises NotThere, and BadInput for one that is taken."""
    find(db, actor.organization_id, group_id)
    queries.rename(db, group_id, _title(db, actor, title, group_id))
    _record(db, actor, "user_group.renamed", {"group": group_id, "title": title.strip()})
    return find(db, actor.organization_id, group_id)


def remove(db: Connection, actor: Actor, group_id: int) -> None:
    """Deletes a group: its people have its roles no more."""
    find(db, actor.organization_id, group_id)
    people, projects = queries.members(db, [group_id]), queries.projects(db, group_id)
    queries.remove(db, group_id)
    _record(db, actor, "user_group.deleted", {"group": group_id, "users": people, "projects": projects})


def put_in(db: Connection, actor: Actor, group_id: int, people: Sequence[int]) -> dict[str, Any]:
    """Puts people of the organization in a group; who is in it stays."""
    find(db, actor.organization_id, group_id)
    if strangers := queries.strangers(db, actor.organization_id, people):
        raise BadInput.field("users", f"names nobody of this organization: {strangers[0]}.", "Use the ids of members.")
    if added := queries.put_in(db, actor.organization_id, group_id, people):
        _record(db, actor, "user_group.people_added", {"group": group_id, "users": sorted(added)})
    return find(db, actor.organization_id, group_id)


def take_out(db: Connection, actor: Actor, group_id: int, account_id: int) -> None:
    """Takes somebody out of a group of the organization. Raises NotThere when they are not in it."""
    if not queries.take_out(db, group_id, account_id):
        raise NotThere("This person is not in the group.")
    projects = queries.projects(db, group_id)
    _record(db, actor, "user_group.people_removed", {"group": group_id, "users": [account_id], "projects": projects})


def place(db: Connection, actor: Actor, project: ProjectAccess, group_id: int, role: ProjectRole) -> None:
    """Adds a group to a project with a role, or gives it another role there. Raises NotAllowed where Admins are."""
    if queries.one(db, project.organization_id, group_id) is None:
        raise BadInput.field("group", "There is no such group in the organization.", "Make it first.")
    present = _role(db, project, group_id)
    is_admin = present is ProjectRole.ADMIN
    if refused := refuse_project_role(chief_of(actor, project), present=present, is_admin=is_admin, wanted=role):
        raise NotAllowed(refused, code="role_refused")
    queries.place(db, project.id, group_id, role, actor.id)
    payload = {"group": group_id, "role": role.value, "users": queries.members(db, [group_id])}
    _record(db, actor, "project_group.placed", payload, project)


def change_role(db: Connection, actor: Actor, project: ProjectAccess, group_id: int, role: ProjectRole) -> None:
    """Gives a group of a project another role. Raises NotThere when it is not in it."""
    if _role(db, project, group_id) is None:
        raise NotThere("This group is not in the project.")
    place(db, actor, project, group_id, role)


def displace(db: Connection, actor: Actor, project: ProjectAccess, group_id: int) -> None:
    """Takes a group out of a project as a whole; who is in it otherwise stays. Raises NotThere, NotAllowed."""
    present = _role(db, project, group_id)
    if present is None:
        raise NotThere("This group is not in the project.")
    is_admin = present is ProjectRole.ADMIN
    if refused := refuse_leaving(chief_of(actor, project), present=present, is_admin=is_admin):
        raise NotAllowed(refused, code="role_refused")
    people = queries.members(db, [group_id])
    queries.displace(db, project.id, group_id)
    payload = {"group": group_id, "users": people, "projects": [project.id]}
    _record(db, actor, "project_group.removed", payload, project)


def _role(db: Connection, project: ProjectAccess, group_id: int) -> ProjectRole | None:
    found = queries.role_in(db, project.id, group_id)
    return ProjectRole(found) if found else None


def _title(db: Connection, actor: Actor, title: str, own: int | None) -> str:
    def holder(given: str) -> int | None:
        return queries.taken(db, actor.organization_id, given)

    return free_title(title, "group", longest=LONGEST_TITLE, holder=holder, own=own)


def _record(
    db: Connection, actor: Actor, action: str, payload: dict[str, Any], project: ProjectAccess | None = None
) -> None:
    record(
        db,
        action,
        organization_id=actor.organization_id,
        project_id=project.id if project else None,
        actor_id=actor.id,
        payload=payload,
    )
