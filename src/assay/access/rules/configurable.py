"""The permissions that the owner of an organization may give to fewer roles, or to more, than the table says (LSE 2.4).

An organization stores only where it differs. The owner has every permission and cannot be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assay.access.rules.permissions import NO_LIMITS, ROLE_NAMES, TABLE, Limits, Permission, Role
from assay.kit.errors import Problem


@dataclass(frozen=True, slots=True)
class Configurable:
    """One permission that can be configured: how people read it, and to whom it can be given."""

    permission: Permission
    group: str
    label: str
    effect: str
    options: tuple[Role, ...] = (Role.ADMINISTRATOR, Role.MANAGER)

    @property
    def default(self) -> tuple[Role, ...]:
        return in_order(role for role in TABLE[self.permission] if isinstance(role, Role))


_WHO_WORKS = (Role.ADMINISTRATOR, Role.MANAGER, Role.REVIEWER, Role.ANNOTATOR, Role.VIEWER)

CONFIGURABLE: tuple[Configurable, ...] = (
    Configurable(
        Permission.MEMBERS_INVITE,
        "Organization",
        "Invite people",
        "Sees the invitation link of the organization, makes links of their own, renews and revokes them.",
    ),
    Configurable(
        Permission.TOKENS_CREATE,
        "Organization",
        "Create API tokens",
        "Makes and renews personal access tokens and sees the legacy key. Tokens that were made before go on working.",
        _WHO_WORKS,
    ),
    Configurable(
        Permission.PROJECT_DASHBOARD,
        "Projects",
        "See the project's summary",
        "Opens the summary: progress, speed, who works now, what needs attention.",
        (Role.ADMINISTRATOR, Role.MANAGER, Role.REVIEWER),
    ),
    Configurable(
        Permission.EXPORT_RUN,
        "Projects",
        "Export data",
        "Makes and downloads exports of tasks, annotations and reviews.",
        (Role.ADMINISTRATOR, Role.MANAGER, Role.REVIEWER),
    ),
    Configurable(
        Permission.WEBHOOKS_CHANGE,
        "Projects",
        "Manage webhooks",
        "Makes and changes the hooks of a project, and sees what was sent to them.",
    ),
    Configurable(
        Permission.TASKS_DELETE,
        "Projects",
        "Delete tasks",
        "Deletes tasks with their annotations, one, selected or all.",
    ),
    Configurable(
        Permission.VIEWS_RESET,
        "Projects",
        "Drop all tabs",
        "Deletes all shared tabs of a project's list of tasks at once, in the danger zone or over the API.",
    ),
    Configurable(
        Permission.PROJECT_DELETE,
        "Projects",
        "Delete projects",
        "Deletes a project with everything in it.",
    ),
)
_BY_KEY: Mapping[str, Configurable] = {one.permission.value: one for one in CONFIGURABLE}


def configurable(key: str) -> Configurable | None:
    """The configurable permission with this key."""
    return _BY_KEY.get(key)


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles from administrator down, without the owner, who always has a permission."""
    held = frozenset(roles)
    return tuple(role for role in Role if role in held and role is not Role.OWNER)


def chosen(one: Configurable, roles: Sequence[Role]) -> tuple[Role, ...] | Problem:
    """The roles that shall have a permission, or what is wrong with them. Naming the owner changes nothing."""
    wanted = in_order(roles)
    for role in wanted:
        if role not in one.options:
            may = ", ".join(ROLE_NAMES[option].lower() for option in one.options)
            return Problem(
                "roles", f"{one.label} cannot be given to the role {ROLE_NAMES[role].lower()}.", f"Choose among: {may}."
            )
    return wanted


def limits_of(stored: Mapping[str, Sequence[str]] | None) -> Limits:
    """What is stored for an organization, as the doors read it. A key that no longer exists is passed over."""
    if not stored:
        return NO_LIMITS
    return {
        one.permission: frozenset({Role.OWNER, *(Role(role) for role in stored[key] if role in one.options)})
        for key, one in _BY_KEY.items()
        if key in stored
    }
