"""The routes of access, in the order in which they are matched."""

from fastapi import APIRouter

from assay.access.api import (
    current_user,
    entry_forms,
    invites,
    member_search,
    organizations,
    permissions,
    project_members,
    session,
    tags,
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
    project_members.router,
    workspaces.router,
]
