"""Workspaces: groups of projects whose members are members of every project in them (LSE 2.7, 2.11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assay.access import people
from assay.access.actor import Actor, ProjectAccess
from assay.access.queries import people as people_queries
from assay.access.queries import workspaces as queries
from assay.access.queries.workspaces import Workspace
from assay.access.rules.permissions import WITHOUT_PROJECTS, Permission, Role
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere


def find(db: Connection, actor: Actor, workspace_id: int) -> Workspace:
    """A workspace that the actor sees. Raises NotThere."""
    found = queries.one(db, actor.viewer, workspace_id)
    if found is None:
        raise NotThere()
    return found


def find_for_change(db: Connection, actor: Actor, workspace_id: int, permission: Permission) -> Workspace:
    """The same for somebody who may change it: an administrator, or a manager who made or joined it."""
    found = find(db, actor, workspace_id)
    if not actor.allows(permission):
        raise NotAllowed("Your role does not allow this.", context={"permission": permission.value})
    return found


def create(db: Connection, actor: Actor, values: Mapping[str, Any]) -> int:
    """A new workspace."""
    workspace_id = queries.add(
        db,
        actor.organization_id,
        actor.id,
        title=_title(values["title"]),
        description=values.get("description") or "",
        color=values.get("color") or "",
        is_personal=bool(values.get("is_personal")),
        is_archived=bool(values.get("is_archived")),
    )
    _record(db, actor, "workspace.created", workspace_id)
    return workspace_id


def change(db: Connection, actor: Actor, workspace: Workspace, values: Mapping[str, Any]) -> None:
    """Renames, colours, archives. A personal workspace stays one, and no other becomes one."""
    if values.get("is_personal") not in (None, workspace.is_personal):
        raise BadInput.field("is_personal", "This is decided when the workspace is made.", "Make another workspace.")
    title = values.get("title")
    queries.change(
        db,
        workspace.id,
        title=None if title is None else _title(title),
        description=values.get("description"),
        color=values.get("color"),
        is_archived=values.get("is_archived"),
    )
    _record(db, actor, "workspace.changed", workspace.id)


def remove(db: Connection, actor: Actor, workspace: Workspace) -> None:
    """Deletes a workspace without projects."""
    if not queries.remove_if_empty(db, workspace.id):
        raise BadInput("The workspace has projects; move or delete them first.", code="not_empty")
    _record(db, actor, "workspace.deleted", workspace.id)


def add_member(db: Connection, actor: Actor, workspace: Workspace, account_id: int) -> None:
    """Makes somebody of the organization a member of all projects of the workspace."""
    if workspace.is_personal:
        raise BadInput.field("workspace", "A personal workspace is its owner's alone.")
    member = people_queries.member(db, actor.organization_id, account_id)
    if member is None or Role(member.role) in WITHOUT_PROJECTS:
        raise BadInput.field("user", "There is no such active person in the organization.", "Invite them first.")
    if queries.add_member(db, workspace.id, account_id):
        _record(db, actor, "workspace_member.added", workspace.id, account_id)


def join(db: Connection, organization_id: int, workspace_id: int, account_id: int) -> None:
    """Makes somebody who was invited a member; nothing happens to one who is."""
    if queries.add_member(db, workspace_id, account_id):
        record(
            db,
            "workspace_member.added",
            organization_id=organization_id,
            actor_id=account_id,
            payload={"workspace": workspace_id, "user": account_id},
        )


def remove_member(db: Connection, actor: Actor, workspace: Workspace, account_id: int) -> None:
    """Takes somebody out of the workspace. Raises NotThere."""
    if not remove_many(db, actor, workspace, [account_id]):
        raise NotThere("This person is not a member of the workspace.")


def add_many(db: Connection, actor: Actor, workspace: Workspace, account_ids: Sequence[int]) -> int:
    """Makes people members; who is one, or can be none, is passed over. How many are new."""
    if workspace.is_personal:
        raise BadInput.field("workspace", "A personal workspace is its owner's alone.")
    known = people_queries.members_among(db, actor.organization_id, account_ids)
    added = 0
    for member in known:
        if Role(member.role) not in WITHOUT_PROJECTS and queries.add_member(db, workspace.id, member.id):
            _record(db, actor, "workspace_member.added", workspace.id, member.id)
            added += 1
    return added


def remove_many(db: Connection, actor: Actor, workspace: Workspace, account_ids: Sequence[int]) -> int:
    """Takes people out of the workspace: how many were in it."""
    removed = queries.remove_members(db, workspace.id, account_ids)
    for account_id in removed:
        _record(db, actor, "workspace_member.removed", workspace.id, account_id)
    return len(removed)


def add_project(db: Connection, actor: Actor, workspace: Workspace, project: ProjectAccess) -> None:
    """Moves a project into the workspace; a personal one unpublishes it."""
    queries.move_project(db, project.id, workspace.id, workspace.is_personal)
    _record(db, actor, "workspace.project_added", workspace.id, project_id=project.id)


def remove_project(db: Connection, actor: Actor, workspace: Workspace, project: ProjectAccess) -> None:
    """Moves a project out of the workspace. Raises NotThere when it is in another one."""
    if project.workspace_id != workspace.id:
        raise NotThere("The project is not in this workspace.")
    queries.move_project(db, project.id, None, False)
    _record(db, actor, "workspace.project_removed", workspace.id, project_id=project.id)


def as_json(workspace: Workspace) -> dict[str, Any]:
    """A workspace in Label Studio's words."""
    return {
        "id": workspace.id,
        "title": workspace.title,
        "description": workspace.description,
        "color": workspace.color,
        "is_personal": workspace.is_personal,
        "is_archived": workspace.is_archived,
        "created_by": workspace.created_by,
        "created_by_user": {
            "id": workspace.created_by,
            "email": workspace.creator_email or "",
            "first_name": workspace.creator_first_name or "",
            "last_name": workspace.creator_last_name or "",
        },
        "membership": {"is_member": workspace.is_own},
        "projects_count": workspace.projects_count,
    }


def members_as_json(db: Connection, workspace: Workspace) -> list[dict[str, Any]]:
    """The members of a workspace, each with the workspace's number."""
    return [{"user": people.as_json(found), "workspace": workspace.id} for found in queries.members(db, workspace.id)]


def _title(given: str) -> str:
    if not given.strip():
        raise BadInput.field("title", "A workspace needs a name.")
    return given.strip()


def _record(
    db: Connection,
    actor: Actor,
    action: str,
    workspace_id: int,
    account_id: int | None = None,
    project_id: int | None = None,
) -> None:
    payload = {"workspace": workspace_id, **({"user": account_id} if account_id is not None else {})}
    record(
        db,
        action,
        organization_id=actor.organization_id,
        project_id=project_id,
        actor_id=actor.id,
        payload=payload,
    )
