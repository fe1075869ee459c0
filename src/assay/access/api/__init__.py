"""The routes of access, in the order in which they are matched."""

from fastapi import APIRouter

from assay.access.api import (
    current_user,
    entry_forms,
    groups,
    invites,
    member_search,
    organizations,
    permissions,
    project_members,
    session,
    tags,
    team,
    tokens,
    users,
    workspaces,
)

routers: list[APIRouter] = [
    session.router,
    entry_forms.router,
    current_user.router,
    tokens.router,
    users.router,
    member_search.router,
    organizations.router,
    permissions.router,
    tags.router,
    invites.router,
    groups.router,
    project_members.router,
    team.router,
    workspaces.router,
]
