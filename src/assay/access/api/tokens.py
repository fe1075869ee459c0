"""Personal access tokens, and which tokens an organization accepts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Response
from pydantic import BaseModel, Field

from assay.access import tokens
from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.kit.http import Routes, no_content

router = Routes(tags=["tokens"])


class PersonalToken(BaseModel):
    """A personal access token; in lists without its signature."""

    token: str
    created_at: datetime
    expires_at: datetime


class RefreshToken(BaseModel):
    """A personal access token as it was given out."""

    refresh: str


class AccessToken(BaseModel):
    """A token for the header `Authorization: Bearer <token>`, valid for five minutes."""

    access: str


class TokenSettings(BaseModel):
    """Which tokens the organization accepts, and for how many days new personal ones work."""

    api_tokens_enabled: bool
    legacy_api_tokens_enabled: bool
    api_token_ttl_days: int


class TokenSettingsChange(BaseModel):
    """What is absent stays."""

    api_token_ttl_days: Annotated[int, Field(ge=1, le=tokens.NO_END_DAYS)]
    api_tokens_enabled: bool | None = None
    legacy_api_tokens_enabled: bool | None = None


@router.post("/api/token/", response_model=PersonalToken, status_code=201)
def create_token(ctx: Context) -> dict[str, Any]:
    """A new personal access token, shown whole this once. 409 `token_exists` while there is another."""
    actor = ctx.require(Permission.TOKENS_CREATE)
    return tokens.create_personal(ctx.db, ctx.secret, actor.organization_id, actor.id, datetime.now(UTC))


@router.get("/api/token/", response_model=list[PersonalToken])
def list_tokens(ctx: Context) -> list[dict[str, Any]]:
    """One's live personal access tokens, without their signatures."""
    actor = ctx.actor
    return tokens.list_personal(ctx.db, ctx.secret, actor.id)


@router.post("/api/token/refresh/", response_model=AccessToken)
def refresh_token(ctx: Context, body: RefreshToken) -> dict[str, str]:
    """An access token for a personal access token, which is proof enough. 401 when it is not valid."""
    return {"access": tokens.refresh(ctx.db, ctx.secret, body.refresh, datetime.now(UTC))}


@router.post("/api/token/rotate/", response_model=RefreshToken)
def rotate_token(ctx: Context, body: RefreshToken) -> dict[str, str]:
    """A new personal access token in place of this one."""
    actor = ctx.require(Permission.TOKENS_CREATE)
    now = datetime.now(UTC)
    return {"refresh": tokens.rotate(ctx.db, ctx.secret, actor.organization_id, actor.id, body.refresh, now)}


@router.post("/api/token/blacklist/", status_code=204, response_class=Response)
def revoke_token(ctx: Context, body: RefreshToken) -> Response:
    """Revokes one of one's tokens, given whole or as the list shows it; its access tokens end with it."""
    actor = ctx.actor
    tokens.revoke(ctx.db, actor.id, body.refresh)
    return no_content()


@router.get("/api/jwt/settings", response_model=TokenSettings)
def token_settings(ctx: Context) -> dict[str, Any]:
    """Which tokens the organization accepts."""
    actor = ctx.require(Permission.ORGANIZATION_VIEW)
    return tokens.settings(ctx.db, actor.organization_id)


@router.post("/api/jwt/settings", response_model=TokenSettings)
def change_token_settings(ctx: Context, body: TokenSettingsChange) -> dict[str, Any]:
    """Switches kinds of tokens on or off, at once; the number of days holds for tokens made from now on."""
    actor = ctx.require(Permission.TOKENS_SETTINGS)
    tokens.change_settings(
        ctx.db,
        actor.organization_id,
        actor.id,
        personal=body.api_tokens_enabled,
        legacy=body.legacy_api_tokens_enabled,
        days=body.api_token_ttl_days,
    )
    return tokens.settings(ctx.db, actor.organization_id)
