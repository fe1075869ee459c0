"""Who may give whom which role. Every function answers None, or the sentence with which it refuses."""

from __future__ import annotations

from dataclasses import dataclass

from assay.access.rules.permissions import (
    ROLE_NAMES,
    WITHOUT_PROJECTS,
    Permission,
    ProjectRole,
    Role,
    allows,
    is_placeable,
)

# Owner is no role that can be given: an organization has exactly one (LSE 2.1).
ASSIGNABLE = tuple(role for role in Role if role is not Role.OWNER)
# What a manager may invite people as; administrators invite as everything that can be assigned.
INVITABLE_BY_MANAGER = frozenset({Role.REVIEWER, Role.ANNOTATOR, Role.VIEWER})
# What who comes by the standing link, or by open sign-up, may be. More than that needs somebody who decides it.
DEFAULT_ROLES = (Role.REVIEWER, Role.ANNOTATOR, Role.VIEWER, Role.NOT_ACTIVATED)
# They see every project and have their role everywhere, so they are not members of single projects (LSE 2.5).
IN_EVERY_PROJECT = frozenset({Role.OWNER, Role.ADMINISTRATOR})


def refuse_role_change(*, is_self: bool, present: Role, wanted: Role) -> str | None:
    """An administrator gives somebody another role."""
    if is_self:
        return "You cannot change your own role; ask another administrator."
    return _refuse_change(present) or _refuse_assignment(wanted)


def refuse_removal(*, is_self: bool, present: Role) -> str | None:
    """An administrator removes somebody from the organization."""
    if is_self:
        return "You cannot remove yourself; ask another administrator."
    return _refuse_change(present)


def refuse_invitation(
    inviter: Role, wanted: Role, project_role: ProjectRole | None, preset: str | None, *, may_manage_admins: bool = True
) -> str | None:
    """Somebody makes an invitation; `preset` is that of the project which it leads into, if it does."""
    has_project = preset is not None
    if wanted in WITHOUT_PROJECTS:
        return f"Nobody can be invited as {ROLE_NAMES[wanted].lower()}."
    if refused := _refuse_assignment(wanted):
        return refused
    if not allows((inviter,), Permission.MEMBERS_CHANGE_ROLE) and wanted not in INVITABLE_BY_MANAGER:
        return f"Only an administrator can invite somebody as {ROLE_NAMES[wanted].lower()}."
    if has_project and wanted in IN_EVERY_PROJECT:
        return "An administrator sees every project; leave the project out."
    if project_role is not None and not has_project:
        return "A role in a project needs the project."
    if project_role is not None and preset is not None and not is_placeable(wanted, preset):
        return f"A {ROLE_NAMES[wanted].lower()} keeps that role in every project; leave the project role out."
    if project_role is ProjectRole.ADMIN and not may_manage_admins:
        return "A team manager cannot make Admins; ask an Admin of the project."
    return None


def refuse_placement(
    role: Role, project_role: ProjectRole | None, preset: str = "annotation_review", *, made_it: bool = False
) -> str | None:
    """Somebody becomes a member of a project, perhaps with a role of their own there."""
    if role in WITHOUT_PROJECTS:
        return f"This person is {ROLE_NAMES[role].lower()}; give them a role in the organization first."
    if role in IN_EVERY_PROJECT:
        return f"{ROLE_NAMES[role]}s see every project; they need not be added."
    if project_role is not None and not is_placeable(role, preset):
        return f"A {ROLE_NAMES[role].lower()} keeps that role in every project."
    if made_it and role is Role.MANAGER and project_role not in (None, ProjectRole.ADMIN):
        return "This person made the project and stays its Admin."
    return None


@dataclass(frozen=True, slots=True)
class Chief:
    """Who changes roles in a project: whether they may manage its admins, and whether they see every project."""

    may_manage_admins: bool
    is_over_projects: bool


def refuse_project_role(
    chief: Chief, *, present: ProjectRole | None, is_admin: bool, wanted: ProjectRole | None
) -> str | None:
    """A role in a project becomes another one; `present` was given by name, `is_admin` counts all sources (MQA A.13).

    What was granted with Admin is not taken back by a change of role.
    """
    if present is ProjectRole.ADMIN and wanted is not ProjectRole.ADMIN:
        return "Who was made an Admin of a project stays one; this cannot be taken back."
    if not chief.may_manage_admins and (is_admin or wanted is ProjectRole.ADMIN):
        return "A team manager cannot make or change Admins; ask an Admin of the project."
    return None


def refuse_leaving(chief: Chief, *, present: ProjectRole | None, is_admin: bool) -> str | None:
    """Somebody, or a group, is taken out of a project."""
    if present is ProjectRole.ADMIN and not chief.is_over_projects:
        return (
            "Who was made an Admin of a project stays one; only the owner or an administrator of the organization can"
            " take them out."
        )
    if is_admin and not chief.may_manage_admins:
        return "A team manager cannot take Admins out; ask an Admin of the project."
    return None


def _refuse_change(present: Role) -> str | None:
    return "The owner of the organization cannot be changed." if present is Role.OWNER else None


def _refuse_assignment(wanted: Role) -> str | None:
    return None if wanted in ASSIGNABLE else "An organization has one owner, and nobody can be made a second one."
