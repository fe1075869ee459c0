"""Legacy keys and personal access tokens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from assay.access import keys
from assay.access.queries import tokens as queries
from assay.access.queries.tokens import TokenSettings
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotAllowed, NotSignedIn, NotThere

# What "for good" is as a number of days, for clients that want one.
NO_END_DAYS = 73_000


def legacy_key(db: Connection, secret: bytes, account_id: int) -> str:
    """The key of this person; it works from the first time that it is shown."""
    key = keys.legacy_key(secret, account_id, queries.token_version(db, account_id))
    queries.keep_legacy(db, account_id, keys.digest(key))
    return key


def reset_legacy_key(db: Connection, secret: bytes, account_id: int) -> str:
    """Another key; the present one stops working."""
    key = keys.legacy_key(secret, account_id, queries.raise_token_version(db, account_id))
    queries.keep_legacy(db, account_id, keys.digest(key))
    return key


def create_personal(
    db: Connection, secret: bytes, organization_id: int, account_id: int, now: datetime
) -> dict[str, Any]:
    """A personal access token: {token, created_at, expires_at}. One person has one at a time, else Conflict."""
    settings = queries.settings(db, organization_id)
    if not settings.personal_tokens_enabled:
        raise NotAllowed("Personal access tokens are switched off in this organization.", code="tokens_disabled")
    queries.lock_account(db, account_id)
    if queries.live(db, account_id):
        raise Conflict("You have a personal access token; revoke it before you make another.", code="token_exists")
    return _keep(db, secret, account_id, settings, now)


def list_personal(db: Connection, secret: bytes, account_id: int) -> list[dict[str, Any]]:
    """The live tokens of a person, without their signatures: to be recognised, not to be used."""
    return [
        _described(
            keys.truncated(keys.refresh_token(secret, account_id, token.created_at, token.expires_at)),
            token.created_at,
            token.expires_at,
        )
        for token in queries.live(db, account_id)
    ]


def refresh(db: Connection, secret: bytes, token: str, now: datetime) -> str:
    """An access token of five minutes for a personal access token. Raises NotSignedIn."""
    claims = keys.read_token(secret, token)
    if claims is None or claims.kind != "refresh" or not queries.is_usable(db, keys.digest(claims.identifier)):
        raise NotSignedIn("The personal access token is not valid, was revoked or has expired.", code="token_not_valid")
    return keys.access_token(secret, claims.account_id, claims.identifier, now)


def rotate(db: Connection, secret: bytes, organization_id: int, account_id: int, token: str, now: datetime) -> str:
    """A new personal access token in place of this one."""
    settings = queries.settings(db, organization_id)
    queries.lock_account(db, account_id)
    claims = keys.read_token(secret, token)
    if claims is None or claims.kind != "refresh" or not _revoke(db, account_id, claims):
        raise NotSignedIn("The personal access token is not valid, was revoked or has expired.", code="token_not_valid")
    new: str = _keep(db, secret, account_id, settings, now)["token"]
    return new


def revoke(db: Connection, account_id: int, token: str) -> None:
    """Ends a personal access token of one's own, given whole or without its signature. Raises NotThere."""
    claims = keys.read_truncated(token)
    if claims is None:
        raise BadInput.field("refresh", "This is not a personal access token.")
    if claims.kind != "refresh" or not _revoke(db, account_id, claims):
        raise NotThere("You have no such token, or it was revoked already.")


def settings(db: Connection, organization_id: int) -> dict[str, Any]:
    """Which tokens the organization accepts, in Label Studio's words."""
    found = queries.settings(db, organization_id)
    return {
        "api_tokens_enabled": found.personal_tokens_enabled,
        "legacy_api_tokens_enabled": found.legacy_tokens_enabled,
        "api_token_ttl_days": found.token_days or NO_END_DAYS,
    }


def change_settings(
    db: Connection, organization_id: int, actor_id: int, *, personal: bool | None, legacy: bool | None, days: int
) -> None:
    """Switches kinds of tokens on or off at once; `days` holds for personal tokens made from now on."""
    given = {"personal_tokens_enabled": personal, "legacy_tokens_enabled": legacy, "token_days": days}
    changes = {name: value for name, value in given.items() if value is not None}
    queries.set_settings(db, organization_id, changes)
    record(db, "organization.tokens_changed", organization_id=organization_id, actor_id=actor_id, payload=changes)


def _keep(db: Connection, secret: bytes, account_id: int, settings: TokenSettings, now: datetime) -> dict[str, Any]:
    days = settings.token_days
    expires_at = now + timedelta(days=days) if days and days < NO_END_DAYS else None
    identifier = keys.personal_identifier(secret, account_id, now)
    queries.add_personal(db, account_id, keys.digest(identifier), now, expires_at)
    return _described(keys.refresh_token(secret, account_id, now, expires_at), now, expires_at)


def _revoke(db: Connection, account_id: int, claims: keys.Claims) -> bool:
    return queries.revoke(db, account_id, keys.digest(claims.identifier))


def _described(token: str, created_at: datetime, expires_at: datetime | None) -> dict[str, Any]:
    return {"token": token, "created_at": created_at, "expires_at": expires_at or keys.FOREVER}
