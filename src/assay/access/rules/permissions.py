"""The one table of permission x role. Everything that asks "may this person do this?" reads it (LSE 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A role in an organization; reviewer and annotator are also roles in a project."""

    OWNER = "OW"
    ADMINISTRATOR = "AD"
    MANAGER = "MA"
    REVIEWER = "RE"
    ANNOTATOR = "AN"
    VIEWER = "VO"
    NOT_ACTIVATED = "NO"
    DEACTIVATED = "DI"


ROLE_NAMES = {
    Role.OWNER: "Owner",
    Role.ADMINISTRATOR: "Administrator",
    Role.MANAGER: "Manager",
    Role.REVIEWER: "Reviewer",
    Role.ANNOTATOR: "Annotator",
    Role.VIEWER: "Viewer",
    Role.NOT_ACTIVATED: "Not activated",
    Role.DEACTIVATED: "Deactivated",
}


class Permission(StrEnum):
    """Something that a role allows. What stands before the dot is the noun that it is about."""

    ORGANIZATION_VIEW = "organization.view"
    ORGANIZATION_CHANGE = "organization.change"
    ORGANIZATION_PERMISSIONS = "organization.permissions"
    MEMBERS_VIEW = "members.view"
    MEMBERS_INVITE = "members.invite"
    MEMBERS_CHANGE_ROLE = "members.change_role"
    MEMBERS_TAG = "members.tag"
    TOKENS_CREATE = "tokens.create"
    TOKENS_SETTINGS = "tokens.settings"
    WORKSPACES_VIEW = "workspaces.view"
    WORKSPACES_CREATE = "workspaces.create"
    WORKSPACES_CHANGE = "workspaces.change"
    WORKSPACES_DELETE = "workspaces.delete"

    PROJECT_CREATE = "project.create"
    PROJECT_VIEW = "project.view"
    PROJECT_CHANGE = "project.change"
    PROJECT_DELETE = "project.delete"
    PROJECT_PUBLISH = "project.publish"
    PROJECT_MEMBERS = "project.members"
    PROJECT_DASHBOARD = "project.dashboard"
    VIEWS_RESET = "views.reset"

    TASKS_VIEW = "tasks.view"
    TASKS_VIEW_ALL = "tasks.view_all"
    TASKS_CREATE = "tasks.create"
    TASKS_CHANGE = "tasks.change"
    TASKS_DELETE = "tasks.delete"

    ANNOTATIONS_CREATE = "annotations.create"
    ANNOTATIONS_VIEW_ALL = "annotations.view_all"
    ANNOTATIONS_CHANGE_ANY = "annotations.change_any"
    ANNOTATIONS_DELETE_OWN = "annotations.delete_own"
    ANNOTATIONS_DELETE_ANY = "annotations.delete_any"
    ANNOTATIONS_CREATE_FOR_OTHERS = "annotations.create_for_others"
    PREDICTIONS_CHANGE = "predictions.change"

    LABEL_STREAM = "label.stream"
    REVIEW_STREAM = "review.stream"
    REVIEW_VERDICT = "review.verdict"
    REVIEW_CHANGE_ANY = "review.change_any"
    COMMENTS_VIEW_ALL = "comments.view_all"
    COMMENTS_WRITE = "comments.write"
    COMMENTS_CHANGE_ANY = "comments.change_any"

    ASSIGNMENTS_CHANGE = "assignments.change"
    QUEUE_CONTROL = "queue.control"
    EXPORT_RUN = "export.run"
    WEBHOOKS_CHANGE = "webhooks.change"
    AGREEMENT_VIEW = "agreement.view"
    HISTORY_VIEW = "history.view"
    HISTORY_DELETE = "history.delete"


_OWNER = frozenset({Role.OWNER})
_ADMINISTRATORS = _OWNER | {Role.ADMINISTRATOR}
_MANAGERS = _ADMINISTRATORS | {Role.MANAGER}
_REVIEWERS = _MANAGERS | {Role.REVIEWER}
_EVERYONE = _REVIEWERS | {Role.ANNOTATOR}
# Who only looks sees what a reviewer sees, where a project shows it to reviewers, and changes nothing.
_ONLOOKERS = _EVERYONE | {Role.VIEWER}
_READERS = _REVIEWERS | {Role.VIEWER}

# About a project, a permission holds only together with seeing that project: see `assay.access.queries.door`.
TABLE: dict[Permission, frozenset[Role]] = {
    Permission.ORGANIZATION_VIEW: _ONLOOKERS,
    Permission.ORGANIZATION_CHANGE: _ADMINISTRATORS,
    Permission.ORGANIZATION_PERMISSIONS: _OWNER,
    Permission.MEMBERS_VIEW: _MANAGERS,
    Permission.MEMBERS_INVITE: _MANAGERS,
    Permission.MEMBERS_CHANGE_ROLE: _ADMINISTRATORS,
    Permission.MEMBERS_TAG: _ADMINISTRATORS,
    Permission.TOKENS_CREATE: _ONLOOKERS,
    Permission.TOKENS_SETTINGS: _ADMINISTRATORS,
    Permission.WORKSPACES_VIEW: _ONLOOKERS,
    Permission.WORKSPACES_CREATE: _MANAGERS,
    Permission.WORKSPACES_CHANGE: _MANAGERS,
    Permission.WORKSPACES_DELETE: _MANAGERS,
    Permission.PROJECT_CREATE: _MANAGERS,
    Permission.PROJECT_VIEW: _ONLOOKERS,
    Permission.PROJECT_CHANGE: _MANAGERS,
    Permission.PROJECT_DELETE: _MANAGERS,
    Permission.PROJECT_PUBLISH: _MANAGERS,
    Permission.PROJECT_MEMBERS: _MANAGERS,
    Permission.PROJECT_DASHBOARD: _MANAGERS,
    Permission.VIEWS_RESET: _MANAGERS,
    Permission.TASKS_VIEW: _ONLOOKERS,
    Permission.TASKS_VIEW_ALL: _READERS,
    Permission.TASKS_CREATE: _MANAGERS,
    Permission.TASKS_CHANGE: _MANAGERS,
    Permission.TASKS_DELETE: _MANAGERS,
    Permission.ANNOTATIONS_CREATE: _EVERYONE,
    Permission.ANNOTATIONS_VIEW_ALL: _READERS,
    Permission.ANNOTATIONS_CHANGE_ANY: _MANAGERS,
    Permission.ANNOTATIONS_DELETE_OWN: _EVERYONE,
    Permission.ANNOTATIONS_DELETE_ANY: _MANAGERS,
    Permission.ANNOTATIONS_CREATE_FOR_OTHERS: _MANAGERS,
    Permission.PREDICTIONS_CHANGE: _MANAGERS,
    Permission.LABEL_STREAM: _EVERYONE,
    Permission.REVIEW_STREAM: _REVIEWERS,
    Permission.REVIEW_VERDICT: _REVIEWERS,
    Permission.REVIEW_CHANGE_ANY: _MANAGERS,
    Permission.COMMENTS_VIEW_ALL: _READERS,
    Permission.COMMENTS_WRITE: _EVERYONE,
    Permission.COMMENTS_CHANGE_ANY: _MANAGERS,
    Permission.ASSIGNMENTS_CHANGE: _MANAGERS,
    Permission.QUEUE_CONTROL: _MANAGERS,
    Permission.EXPORT_RUN: _MANAGERS,
    Permission.WEBHOOKS_CHANGE: _MANAGERS,
    Permission.AGREEMENT_VIEW: _READERS,
    Permission.HISTORY_VIEW: _ONLOOKERS,
    Permission.HISTORY_DELETE: _ADMINISTRATORS,
}

_OF_A_PROJECT = ("project", "tasks", "annotations", "predictions", "label", "review", "comments", "assignments")
_PROJECT_NOUNS = frozenset(_OF_A_PROJECT) | {"queue", "export", "webhooks", "agreement", "history", "views"}


# To whom an organization gives a permission instead of those in the table; see `configurable`. Owners have every one.
Limits = Mapping[Permission, frozenset[Role]]
NO_LIMITS: Limits = {}


def allows(roles: Iterable[Role], permission: Permission, limits: Limits = NO_LIMITS) -> bool:
    """Whether one of the roles has the permission, as the organization has limited it."""
    return not limits.get(permission, TABLE[permission]).isdisjoint(roles)


def granted(roles: Iterable[Role], limits: Limits = NO_LIMITS) -> list[Permission]:
    """All permissions of these roles, in the order of the table."""
    held = frozenset(roles)
    return [permission for permission in TABLE if allows(held, permission, limits)]


def is_about_a_project(permission: Permission) -> bool:
    """Whether the permission is asked for one project; `project.create` is asked for the organization."""
    return permission.split(".")[0] in _PROJECT_NOUNS and permission is not Permission.PROJECT_CREATE


# Members who belong to no project: they left, or wait for a role.
WITHOUT_PROJECTS = frozenset({Role.DEACTIVATED, Role.NOT_ACTIVATED})
# Whose role may be another one in a project.
PLACEABLE = frozenset({Role.REVIEWER, Role.ANNOTATOR})


class ProjectRole(StrEnum):
    """What a person is in one project: annotator, reviewer, or both."""

    ANNOTATOR = "AN"
    REVIEWER = "RE"
    BOTH = "AR"


_HELD_BY_PROJECT_ROLE = {
    ProjectRole.ANNOTATOR: frozenset({Role.ANNOTATOR}),
    ProjectRole.REVIEWER: frozenset({Role.REVIEWER}),
    ProjectRole.BOTH: frozenset({Role.ANNOTATOR, Role.REVIEWER}),
}


def roles_in_project(organization_role: Role, project_role: ProjectRole | None) -> frozenset[Role]:
    """The roles that count in a project: annotators and reviewers may have another there (LSE 2.8)."""
    if organization_role in WITHOUT_PROJECTS:
        return frozenset()
    if project_role is None or organization_role not in PLACEABLE:
        return frozenset({organization_role})
    return _HELD_BY_PROJECT_ROLE[project_role]
