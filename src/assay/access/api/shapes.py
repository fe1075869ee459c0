"""The shapes of people in answers, shared by the routes of access."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from assay.access.rules.pauses import PauseReason
from assay.access.rules.permissions import Permission, ProjectRole, Role


class MembershipShape(BaseModel):
    """What a person is in an organization."""

    organization_id: int
    role: Role
    active: bool
    user_type: str
    flex: dict[str, Any] | None
    title: str | None = None


class LseFields(BaseModel):
    """What Label Studio's clients expect about invitations; it does not vary here."""

    invite_activated: bool
    invite_expired: bool
    invite_expired_at: datetime | None
    email_notification_settings: dict[str, Any]
    onboarding_state: str
    social_auth_finished: bool


class WhoAmILseFields(LseFields):
    """The same for oneself."""

    active_organization_external_id: str


class User(BaseModel):
    """A person as others of their organization see them."""

    id: int
    first_name: str
    last_name: str
    username: str
    email: str
    initials: str
    avatar: str | None
    phone: str
    active_organization: int
    active_organization_meta: dict[str, str]
    allow_newsletters: bool
    custom_hotkeys: dict[str, Any]
    date_joined: datetime
    last_activity: datetime
    org_membership: list[MembershipShape]
    organization_membership: MembershipShape
    lse_fields: LseFields
    pause: dict[str, Any] | None


class WhoAmI(User):
    """A person as they see themselves, with what they may do in the organization."""

    lse_fields: WhoAmILseFields
    permissions: list[Permission]
    social_accounts: list[dict[str, Any]]


class ProjectTitleShape(BaseModel):
    """A project by its name."""

    id: int
    title: str


class MemberUser(User):
    """A person with the projects that they made and worked in."""

    created_projects: list[ProjectTitleShape]
    contributed_to_projects: list[ProjectTitleShape]


class TagShape(BaseModel):
    """A tag of a member."""

    id: int
    label: str


class PauseInForce(BaseModel):
    """Why a person may not work in a project; without `paused_by` the server paused them."""

    id: int
    reason: PauseReason
    verbose_reason: str
    created_at: datetime
    paused_by: int | None
    paused_by_name: str | None


class ProjectMemberShape(User):
    """A person in a project. Implicit members are so by the workspace, or because they made the project."""

    implicit_member: bool
    project_role: ProjectRole | None
    project_role_source: str | None
    pauses: list[PauseInForce]
    tags: list[TagShape]
    user_type: str
