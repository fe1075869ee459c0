"""The routes of access, in the order in which they are matched."""

from fastapi import APIRouter

from assay.access.api import (
    current_user,
    invites,
    organizations,
    permissions,
    project_members,
    session,
    tokens,
    users,
    workspaces,
)

routers: list[APIRouter] = [
    session.router,
    current_user.router,
    tokens.router,
    users.router,
    organizations.router,
    permissions.router,
    invites.router,
    project_members.router,
    workspaces.router,
]
