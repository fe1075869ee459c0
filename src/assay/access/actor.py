"""Who asks, and what they are in the project that they ask about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assay.access.queries import door
from assay.access.rules.pauses import Pause
from assay.access.rules.permissions import NO_LIMITS, Held, Limits, Permission, Role, allows, granted
from assay.kit.errors import NotAllowed

# How the person of a request proved who they are.
Via = Literal["session", "token", "jwt"]


def refusal(permission: Permission) -> NotAllowed:
    """The error that names the permission which somebody does not have."""
    return NotAllowed("Your role does not allow this.", context={"permission": permission.value})


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, in the organization that they work in now."""

    id: int
    organization_id: int
    role: Role
    email: str
    first_name: str
    last_name: str
    via: Via
    limits: Limits = field(default_factory=lambda: NO_LIMITS)

    def allows(self, permission: Permission) -> bool:
        """Whether the role in the organization has the permission."""
        return allows((self.role,), permission, self.limits)

    @property
    def viewer(self) -> dict[str, Any]:
        """The parameters of `access.queries.VISIBLE_PROJECTS`."""
        return door.viewer(self.id, self.organization_id)


@dataclass(frozen=True, slots=True)
class ProjectAccess:
    """A project that the person sees, and what they are in it. `settings` is raw: read it by `projects.rules`."""

    id: int
    organization_id: int
    title: str
    roles: frozenset[Held]
    is_published: bool
    settings: dict[str, Any]
    preset: str
    review_unit: str
    ontology_version_id: int | None
    workspace_id: int | None
    created_by: int | None
    pauses: tuple[Pause, ...] = ()
    limits: Limits = field(default_factory=lambda: NO_LIMITS)

    def allows(self, permission: Permission) -> bool:
        """Whether the person has the permission in this project."""
        return allows(self.roles, permission, self.limits, self.preset)

    def require(self, permission: Permission) -> None:
        """Raises NotAllowed when the person does not have the permission in this project."""
        if not self.allows(permission):
            raise refusal(permission)

    def permissions(self) -> list[Permission]:
        """Everything that the person may do in this project."""
        return granted(self.roles, self.limits, self.preset)
