"""Oneself: profile, password, hotkeys, legacy key."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, Field

from assay.access import people, signing_in, tokens
from assay.access.api.session import address_of
from assay.access.api.shapes import WhoAmI
from assay.access.deps import SESSION_COOKIE, Context, Ctx
from assay.access.queries import people as queries
from assay.access.rules.permissions import Permission
from assay.kit.errors import BadInput
from assay.kit.http import LARGEST_ID, Routes, no_content

router = Routes(tags=["current user"])

LARGEST_HOTKEYS = 65_536

Name = Annotated[str | None, Field(max_length=256)]
Hotkeys = dict[str, Any]


class ProfileChange(BaseModel):
    """What people change about themselves; what is absent stays."""

    first_name: Name = None
    last_name: Name = None
    username: Name = None
    phone: Name = None
    custom_hotkeys: Hotkeys | None = None
    active_organization: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None


class PasswordChange(BaseModel):
    """The present password and the next one."""

    current_password: str
    new_password: str


class HotkeysShape(BaseModel):
    """The shortcuts that somebody changed, by their names."""

    custom_hotkeys: Hotkeys


class LegacyKey(BaseModel):
    """The key for the header `Authorization: Token <key>`."""

    token: str


@router.get("/api/current-user/whoami", response_model=WhoAmI)
def whoami(ctx: Context) -> dict[str, Any]:
    """Oneself, with the permissions in the organization."""
    actor = ctx.actor
    return people.whoami(ctx.db, actor.organization_id, actor.id)


@router.get("/api/current-user", response_model=WhoAmI)
def current_user(ctx: Context) -> dict[str, Any]:
    """The same at another of Label Studio's addresses."""
    actor = ctx.actor
    return people.whoami(ctx.db, actor.organization_id, actor.id)


@router.patch("/api/current-user", response_model=WhoAmI)
def change_current_user(ctx: Context, body: ProfileChange) -> dict[str, Any]:
    """Changes one's profile, or the organization that one works in."""
    actor = ctx.actor
    return people.whoami(ctx.db, change_profile(ctx, actor.id, body), actor.id)


@router.post("/api/current-user/password/", status_code=204, response_class=Response)
def change_password(ctx: Context, body: PasswordChange) -> Response:
    """Another password; other sessions end. 400 `wrong_credentials` when the present one is wrong."""
    cookie = ctx.request.cookies.get(SESSION_COOKIE, "")
    account_id = ctx.actor.id
    signing_in.change_password(
        ctx.db, account_id, body.current_password, body.new_password, address_of(ctx.request), cookie
    )
    return no_content()


@router.get("/api/current-user/token", response_model=LegacyKey)
def legacy_key(ctx: Context) -> dict[str, str]:
    """One's legacy key."""
    actor = ctx.require(Permission.TOKENS_CREATE)
    return {"token": tokens.legacy_key(ctx.db, ctx.secret, actor.id)}


@router.post("/api/current-user/reset-token", response_model=LegacyKey, status_code=201)
def reset_legacy_key(ctx: Context) -> dict[str, str]:
    """Another legacy key; the present one stops working."""
    actor = ctx.require(Permission.TOKENS_CREATE)
    return {"token": tokens.reset_legacy_key(ctx.db, ctx.secret, actor.id)}


@router.get("/api/current-user/hotkeys/", response_model=HotkeysShape)
def hotkeys(ctx: Context) -> dict[str, Any]:
    """One's own shortcuts; they are the same in every project."""
    actor = ctx.actor
    return {"custom_hotkeys": people.find(ctx.db, actor.organization_id, actor.id).hotkeys}


@router.patch("/api/current-user/hotkeys/", response_model=HotkeysShape)
def change_hotkeys(
    ctx: Context, body: HotkeysShape, project: Annotated[int | None, Query(description="Must be absent.")] = None
) -> dict[str, Any]:
    """Replaces one's shortcuts."""
    actor = ctx.actor
    if project is not None:
        raise BadInput.field("project", "Shortcuts are the same in every project.", "Leave the project out.")
    queries.set_profile(ctx.db, actor.id, hotkeys=_checked(body.custom_hotkeys))
    return {"custom_hotkeys": body.custom_hotkeys}


def change_profile(ctx: Ctx, account_id: int, body: ProfileChange) -> int:
    """Writes what is given; the organization in which the person works afterwards."""
    queries.set_profile(
        ctx.db,
        account_id,
        first_name=body.first_name,
        last_name=body.last_name,
        username=body.username,
        phone=body.phone,
        hotkeys=None if body.custom_hotkeys is None else _checked(body.custom_hotkeys),
    )
    if body.active_organization is None:
        return ctx.actor.organization_id
    people.switch_organization(ctx.db, account_id, body.active_organization)
    return body.active_organization


def _checked(hotkeys: Hotkeys) -> Hotkeys:
    if len(orjson.dumps(hotkeys)) > LARGEST_HOTKEYS:
        raise BadInput.field("custom_hotkeys", f"At most {LARGEST_HOTKEYS} bytes are kept.")
    return hotkeys
