"""The one table of permission x role. Everything that asks "may this person do this?" reads it (LSE 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """A role in an organization; reviewer and annotator are also roles in a project, see `ProjectRole`."""

    OWNER = "OW"
    ADMINISTRATOR = "AD"
    MANAGER = "MA"
    REVIEWER = "RE"
    ANNOTATOR = "AN"
    VIEWER = "VO"
    NOT_ACTIVATED = "NO"
    DEACTIVATED = "DI"


class ProjectRole(StrEnum):
    """What a person is in one project (MQA A.13). Annotators and reviewers may be both."""

    ADMIN = "AD"
    TEAM_MANAGER = "TM"
    BOTH = "AR"
    REVIEWER = "RE"
    ANNOTATOR = "AN"


# What counts in a project: a role of the organization, or team manager, which only projects have. An admin of a
# project counts as its manager.
Held = Role | Literal[ProjectRole.TEAM_MANAGER]

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
    GROUPS_VIEW = "groups.view"
    GROUPS_CHANGE = "groups.change"
    PROJECT_TAGS_CHANGE = "project_tags.change"
    TOKENS_CREATE = "tokens.create"
    TOKENS_SETTINGS = "tokens.settings"
    WORKSPACES_VIEW = "workspaces.view"
    WORKSPACES_CREATE = "workspaces.create"
    WORKSPACES_CHANGE = "workspaces.change"
    WORKSPACES_DELETE = "workspaces.delete"
    DATASETS_VIEW = "datasets.view"
    DATASETS_CHANGE = "datasets.change"
    ONTOLOGIES_VIEW = "ontologies.view"
    ONTOLOGIES_CHANGE = "ontologies.change"

    PROJECT_CREATE = "project.create"
    PROJECT_VIEW = "project.view"
    PROJECT_CHANGE = "project.change"
    PROJECT_DELETE = "project.delete"
    PROJECT_PUBLISH = "project.publish"
    PROJECT_MEMBERS = "project.members"
    PROJECT_DASHBOARD = "project.dashboard"
    MEMBERS_ADMINS = "members.admins"
    SETTINGS_VIEW = "settings.view"
    QUALITY_CHANGE = "quality.change"
    DATASETS_ATTACH = "datasets.attach"
    ONTOLOGY_SWITCH = "ontology.switch"
    SUMMARY_VIEW = "summary.view"
    EXPLORE_VIEW = "explore.view"
    ACTIVITY_VIEW = "activity.view"
    QUEUE_VIEW = "queue.view"
    DATA_VIEW = "data.view"
    INSTANCES_VIEW = "instances.view"
    PERFORMANCE_VIEW = "performance.view"
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


_OWNER: frozenset[Held] = frozenset({Role.OWNER})
_ADMINISTRATORS: frozenset[Held] = _OWNER | {Role.ADMINISTRATOR}
# Managers of the organization, and the admins of a project.
_MANAGERS: frozenset[Held] = _ADMINISTRATORS | {Role.MANAGER}
_LEADERS: frozenset[Held] = _MANAGERS | {ProjectRole.TEAM_MANAGER}
_REVIEWERS: frozenset[Held] = _LEADERS | {Role.REVIEWER}
_EVERYONE: frozenset[Held] = _REVIEWERS | {Role.ANNOTATOR}
# Who only looks sees what a reviewer sees, where a project shows it to reviewers, and changes nothing.
_ONLOOKERS: frozenset[Held] = _EVERYONE | {Role.VIEWER}
_READERS: frozenset[Held] = _REVIEWERS | {Role.VIEWER}

# About a project, a permission holds only together with seeing that project: see `assay.access.queries.door`.
TABLE: dict[Permission, frozenset[Held]] = {
    Permission.ORGANIZATION_VIEW: _ONLOOKERS,
    Permission.ORGANIZATION_CHANGE: _ADMINISTRATORS,
    Permission.ORGANIZATION_PERMISSIONS: _OWNER,
    Permission.MEMBERS_VIEW: _MANAGERS,
    Permission.MEMBERS_INVITE: _MANAGERS,
    Permission.MEMBERS_CHANGE_ROLE: _ADMINISTRATORS,
    Permission.MEMBERS_TAG: _ADMINISTRATORS,
    Permission.GROUPS_VIEW: _MANAGERS,
    Permission.GROUPS_CHANGE: _ADMINISTRATORS,
    Permission.PROJECT_TAGS_CHANGE: _MANAGERS,
    Permission.TOKENS_CREATE: _ONLOOKERS,
    Permission.TOKENS_SETTINGS: _ADMINISTRATORS,
    Permission.WORKSPACES_VIEW: _ONLOOKERS,
    Permission.WORKSPACES_CREATE: _MANAGERS,
    Permission.WORKSPACES_CHANGE: _MANAGERS,
    Permission.WORKSPACES_DELETE: _MANAGERS,
    Permission.DATASETS_VIEW: _MANAGERS,
    Permission.DATASETS_CHANGE: _MANAGERS,
    Permission.ONTOLOGIES_VIEW: _MANAGERS,
    Permission.ONTOLOGIES_CHANGE: _MANAGERS,
    Permission.PROJECT_CREATE: _MANAGERS,
    Permission.PROJECT_VIEW: _ONLOOKERS,
    Permission.PROJECT_CHANGE: _LEADERS,
    Permission.PROJECT_DELETE: _MANAGERS,
    Permission.PROJECT_PUBLISH: _MANAGERS,
    Permission.PROJECT_MEMBERS: _LEADERS,
    Permission.PROJECT_DASHBOARD: _LEADERS,
    Permission.MEMBERS_ADMINS: _MANAGERS,
    Permission.SETTINGS_VIEW: _LEADERS,
    Permission.QUALITY_CHANGE: _MANAGERS,
    Permission.DATASETS_ATTACH: _MANAGERS,
    Permission.ONTOLOGY_SWITCH: _MANAGERS,
    Permission.SUMMARY_VIEW: _LEADERS,
    Permission.EXPLORE_VIEW: _LEADERS,
    Permission.ACTIVITY_VIEW: _LEADERS,
    Permission.QUEUE_VIEW: _LEADERS,
    Permission.DATA_VIEW: _LEADERS,
    Permission.INSTANCES_VIEW: _LEADERS,
    Permission.PERFORMANCE_VIEW: _LEADERS,
    Permission.VIEWS_RESET: _MANAGERS,
    Permission.TASKS_VIEW: _ONLOOKERS,
    Permission.TASKS_VIEW_ALL: _READERS,
    Permission.TASKS_CREATE: _MANAGERS,
    Permission.TASKS_CHANGE: _LEADERS,
    Permission.TASKS_DELETE: _MANAGERS,
    Permission.ANNOTATIONS_CREATE: _EVERYONE,
    Permission.ANNOTATIONS_VIEW_ALL: _READERS,
    Permission.ANNOTATIONS_CHANGE_ANY: _LEADERS,
    Permission.ANNOTATIONS_DELETE_OWN: _EVERYONE,
    Permission.ANNOTATIONS_DELETE_ANY: _MANAGERS,
    Permission.ANNOTATIONS_CREATE_FOR_OTHERS: _LEADERS,
    Permission.PREDICTIONS_CHANGE: _MANAGERS,
    Permission.LABEL_STREAM: _EVERYONE,
    Permission.REVIEW_STREAM: _REVIEWERS,
    Permission.REVIEW_VERDICT: _REVIEWERS,
    Permission.REVIEW_CHANGE_ANY: _LEADERS,
    Permission.COMMENTS_VIEW_ALL: _READERS,
    Permission.COMMENTS_WRITE: _EVERYONE,
    Permission.COMMENTS_CHANGE_ANY: _LEADERS,
    Permission.ASSIGNMENTS_CHANGE: _LEADERS,
    Permission.QUEUE_CONTROL: _LEADERS,
    Permission.EXPORT_RUN: _MANAGERS,
    Permission.WEBHOOKS_CHANGE: _MANAGERS,
    Permission.AGREEMENT_VIEW: _READERS,
    Permission.HISTORY_VIEW: _ONLOOKERS,
    Permission.HISTORY_DELETE: _ADMINISTRATORS,
}

# Where projects of the preset "manual_qa" differ: annotators annotate, reviewers review, and nobody but leaders looks
# at work outside of the queue (MQA A.13, A.14).
_ANNOTATORS: frozenset[Held] = _LEADERS | {Role.ANNOTATOR}
MANUAL_QA: dict[Permission, frozenset[Held]] = TABLE | {
    Permission.SUMMARY_VIEW: _ONLOOKERS,
    Permission.ACTIVITY_VIEW: _ONLOOKERS,
    Permission.QUEUE_VIEW: _ONLOOKERS,
    Permission.LABEL_STREAM: _ANNOTATORS,
    Permission.ANNOTATIONS_CREATE: _ANNOTATORS,
}
_TABLES: Mapping[str, Mapping[Permission, frozenset[Held]]] = {"annotation_review": TABLE, "manual_qa": MANUAL_QA}


def table_of(preset: str) -> Mapping[Permission, frozenset[Held]]:
    """The table that counts in projects of this preset."""
    return _TABLES.get(preset, TABLE)


_OF_A_PROJECT = ("project", "tasks", "annotations", "predictions", "label", "review", "comments", "assignments")
_ITS_TABS = ("settings", "summary", "explore", "activity", "queue", "data", "instances", "performance", "export")
_PROJECT_NOUNS = (
    frozenset(_OF_A_PROJECT)
    | frozenset(_ITS_TABS)
    | {"webhooks", "agreement", "history", "views", "quality", "datasets", "ontology"}
)
_OF_THE_ORGANIZATION = {Permission.PROJECT_CREATE, Permission.DATASETS_VIEW, Permission.DATASETS_CHANGE}


# To whom an organization gives a permission instead of those in the table; see `configurable`. Owners have every one.
Limits = Mapping[Permission, frozenset[Role]]
NO_LIMITS: Limits = {}


def allows(
    roles: Iterable[Held], permission: Permission, limits: Limits = NO_LIMITS, preset: str = "annotation_review"
) -> bool:
    """Whether one of the roles has the permission, as the organization has limited it, in projects of this preset."""
    return not _holders(permission, limits, preset).isdisjoint(roles)


def granted(roles: Iterable[Held], limits: Limits = NO_LIMITS, preset: str = "annotation_review") -> list[Permission]:
    """All permissions of these roles, in the order of the table."""
    held = frozenset(roles)
    return [permission for permission in TABLE if allows(held, permission, limits, preset)]


def _holders(permission: Permission, limits: Limits, preset: str) -> frozenset[Held]:
    """Who has a permission. In manual QA an organization's limits only take away."""
    usual = table_of(preset)[permission]
    limit = limits.get(permission)
    if limit is None:
        return usual
    if preset == "manual_qa":
        return frozenset(held for held in usual if _counts_as(held) in limit)
    return limit | frozenset(held for held in usual if _counts_as(held) is not held and _counts_as(held) in limit)


def _counts_as(held: Held) -> Role:
    """The role of the organization whose limits count: what managers lose, team managers lose too."""
    return held if isinstance(held, Role) else Role.MANAGER


def is_about_a_project(permission: Permission) -> bool:
    """Whether the permission is asked for one project; `project.create` is asked for the organization.

    So are datasets, which belong to it; they are attached to a project.
    """
    if permission is Permission.MEMBERS_ADMINS:
        return True
    return permission.split(".")[0] in _PROJECT_NOUNS and permission not in _OF_THE_ORGANIZATION


# Members who belong to no project: they left, or wait for a role.
WITHOUT_PROJECTS = frozenset({Role.DEACTIVATED, Role.NOT_ACTIVATED})
# Whose role may be another one in a project.
PLACEABLE = frozenset({Role.REVIEWER, Role.ANNOTATOR})

_HELD_BY_PROJECT_ROLE: dict[ProjectRole, frozenset[Held]] = {
    ProjectRole.ADMIN: frozenset({Role.MANAGER}),
    ProjectRole.TEAM_MANAGER: frozenset({ProjectRole.TEAM_MANAGER}),
    ProjectRole.BOTH: frozenset({Role.ANNOTATOR, Role.REVIEWER}),
    ProjectRole.REVIEWER: frozenset({Role.REVIEWER}),
    ProjectRole.ANNOTATOR: frozenset({Role.ANNOTATOR}),
}


def roles_in_project(
    organization_role: Role,
    project_role: ProjectRole | None,
    preset: str = "annotation_review",
    groups: Sequence[ProjectRole] = (),
    keeps_own: bool | None = None,
) -> frozenset[Held]:
    """The roles that count in a project: annotators and reviewers may have others there (LSE 2.8).

    What several sources give counts together: the role that the person was given, those of their `groups`, and with
    `keeps_own` that of the organization, which counts anyway when there is no other (MQA A.21 U16).
    """
    if organization_role in WITHOUT_PROJECTS:
        return frozenset()
    given = groups if project_role is None else (project_role, *groups)
    if not given or not is_placeable(organization_role, preset):
        return frozenset({organization_role})
    own: frozenset[Held] = frozenset({organization_role}) if keeps_own else frozenset()
    return own.union(*(_HELD_BY_PROJECT_ROLE[role] for role in given))


def is_placeable(organization_role: Role, preset: str) -> bool:
    """Whether somebody may have another role in a project; in manual QA managers too (MQA A.13)."""
    return organization_role in PLACEABLE or (organization_role is Role.MANAGER and preset == "manual_qa")


def strongest(held: frozenset[Held]) -> ProjectRole | None:
    """What people call somebody who holds these roles in a project; None for who only looks."""
    if held & _MANAGERS:
        return ProjectRole.ADMIN
    if ProjectRole.TEAM_MANAGER in held:
        return ProjectRole.TEAM_MANAGER
    if Role.REVIEWER in held:
        return ProjectRole.BOTH if Role.ANNOTATOR in held else ProjectRole.REVIEWER
    return ProjectRole.ANNOTATOR if Role.ANNOTATOR in held else None
