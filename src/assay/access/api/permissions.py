"""What the owner lets each role do: the configurable permissions of an organization."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from pydantic import BaseModel

from assay.access import organization_permissions as permissions
from assay.access.api.organizations import inside
from assay.access.deps import Context
from assay.access.rules.configurable import CONFIGURABLE
from assay.access.rules.permissions import Permission, Role
from assay.kit.http import Id, Routes, no_content

router = Routes(tags=["organizations"], forms=True)


class PermissionOption(BaseModel):
    """A permission that can be configured. The owner always has it, so it is in no list."""

    permission: Permission
    group: str
    label: str
    tooltip: str
    default: list[Role]
    options: list[Role]


class OrganizationPermission(PermissionOption):
    """The same with the roles that have it now; `id` is null while that is the default."""

    id: int | None
    organization: int
    roles: list[Role]


class PermissionWish(BaseModel):
    """A permission, and who besides the owner shall have it."""

    permission: str
    roles: list[Role]


class PermissionChange(BaseModel):
    """Who besides the owner shall have the permission. `permission` is that of the path."""

    roles: list[Role]
    permission: str | None = None


@router.get("/api/organizations/{id}/permissions", response_model=list[OrganizationPermission])
def list_permissions(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """Every configurable permission with the roles that have it now."""
    inside(ctx, id, Permission.ORGANIZATION_CHANGE)
    return permissions.listed(ctx.db, id)


@router.post("/api/organizations/{id}/permissions", response_model=OrganizationPermission, status_code=201)
def create_permission(ctx: Context, id: Id, body: PermissionWish) -> dict[str, Any]:
    """Gives a permission to other roles than by default. For the owner."""
    return permissions.give(ctx.db, inside(ctx, id, Permission.ORGANIZATION_PERMISSIONS), body.permission, body.roles)


@router.delete("/api/organizations/{id}/permissions", status_code=204, response_class=Response)
def reset_permissions(ctx: Context, id: Id) -> Response:
    """Gives every permission back to the roles that have it by default. For the owner."""
    permissions.reset(ctx.db, inside(ctx, id, Permission.ORGANIZATION_PERMISSIONS))
    return no_content()


@router.get("/api/organizations/{id}/permissions/options", response_model=list[PermissionOption])
def list_options(ctx: Context, id: Id) -> list[dict[str, Any]]:
    """Which permissions can be configured, what each means, and to whom it can be given."""
    inside(ctx, id, Permission.ORGANIZATION_CHANGE)
    return [permissions.option_as_json(one) for one in CONFIGURABLE]


@router.get("/api/organizations/{id}/permissions/{permission_key}", response_model=OrganizationPermission)
def get_permission(ctx: Context, id: Id, permission_key: str) -> dict[str, Any]:
    """One configurable permission."""
    inside(ctx, id, Permission.ORGANIZATION_CHANGE)
    return permissions.one(ctx.db, id, permission_key)


@router.put("/api/organizations/{id}/permissions/{permission_key}", response_model=OrganizationPermission)
def replace_permission(ctx: Context, id: Id, permission_key: str, body: PermissionChange) -> dict[str, Any]:
    """Gives a permission to other roles. For the owner."""
    return permissions.give(ctx.db, inside(ctx, id, Permission.ORGANIZATION_PERMISSIONS), permission_key, body.roles)


@router.patch("/api/organizations/{id}/permissions/{permission_key}", response_model=OrganizationPermission)
def change_permission(ctx: Context, id: Id, permission_key: str, body: PermissionChange) -> dict[str, Any]:
    """The same as PUT."""
    return replace_permission(ctx, id, permission_key, body)


@router.delete("/api/organizations/{id}/permissions/{permission_key}", status_code=204, response_class=Response)
def reset_permission(ctx: Context, id: Id, permission_key: str) -> Response:
    """Gives one permission back to the roles that have it by default. For the owner."""
    permissions.reset(ctx.db, inside(ctx, id, Permission.ORGANIZATION_PERMISSIONS), permission_key)
    return no_content()
