"""Legacy keys and personal access tokens, by their hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit import db
from assay.kit.db import Connection


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """A personal access token that is live."""

    id: int
    account_id: int
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """Which tokens an organization accepts, and how long new personal ones live; absent: for good."""

    legacy_tokens_enabled: bool
    personal_tokens_enabled: bool
    token_days: int | None


_LIVE = "kind = 'personal' and revoked_at is null and (expires_at is null or expires_at > now())"


def lock_account(connection: Connection, account_id: int) -> int:
    """The version of the legacy key; other changes of this person's keys wait until this transaction ends."""
    return int(db.value(connection, "select token_version from account where id = %s for update", (account_id,)))


def token_version(connection: Connection, account_id: int) -> int:
    """The version of the legacy key."""
    return int(db.value(connection, "select token_version from account where id = %s", (account_id,)))


def raise_token_version(connection: Connection, account_id: int) -> int:
    """The next version of the legacy key; the present one is forgotten."""
    db.run(connection, "delete from api_token where account_id = %s and kind = 'legacy'", (account_id,))
    sql = "update account set token_version = token_version + 1 where id = %s returning token_version"
    return int(db.value(connection, sql, (account_id,)))


def keep_legacy(connection: Connection, account_id: int, lookup_hash: bytes) -> None:
    """Makes a legacy key known."""
    sql = """
      insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)
      on conflict (lookup_hash) do nothing
    """
    db.run(connection, sql, (account_id, lookup_hash))


def add_personal(
    connection: Connection, account_id: int, lookup_hash: bytes, created_at: datetime, expires_at: datetime | None
) -> None:
    """A new personal access token."""
    sql = """
      insert into api_token (account_id, kind, lookup_hash, created_at, expires_at)
      values (%s, 'personal', %s, %s, %s)
    """
    db.run(connection, sql, (account_id, lookup_hash, created_at, expires_at))


def live(connection: Connection, account_id: int) -> list[PersonalToken]:
    """The personal access tokens of a person that work."""
    sql = f"select id, account_id, created_at, expires_at from api_token where account_id = %s and {_LIVE} order by id"
    return db.many(connection, PersonalToken, sql, (account_id,))


def is_usable(connection: Connection, lookup_hash: bytes) -> bool:
    """Whether a personal access token may be exchanged: live, of an active member, and not switched off."""
    sql = f"""
      select 1 from api_token
      join account on account.id = api_token.account_id and account.is_active
      join organization on organization.id = account.organization_id
      join membership on membership.account_id = account.id and membership.organization_id = organization.id
      where lookup_hash = %s and {_LIVE} and membership.role <> 'DI'
        and coalesce((organization.settings ->> 'personal_tokens_enabled')::boolean, true)
    """
    return db.value(connection, sql, (lookup_hash,)) is not None


def revoke(connection: Connection, account_id: int, lookup_hash: bytes) -> bool:
    """Ends a personal access token of this person; False when there is no live one."""
    sql = f"update api_token set revoked_at = now() where account_id = %s and lookup_hash = %s and {_LIVE}"
    return db.run(connection, sql, (account_id, lookup_hash)) == 1


def revoke_all(connection: Connection, account_id: int) -> None:
    """Ends every token and key of a person."""
    raise_token_version(connection, account_id)
    db.run(
        connection,
        "update api_token set revoked_at = now() where account_id = %s and revoked_at is null",
        (account_id,),
    )


def settings(connection: Connection, organization_id: int) -> TokenSettings:
    """What an organization has decided about tokens."""
    sql = """
      select coalesce((settings ->> 'legacy_tokens_enabled')::boolean, true) as legacy_tokens_enabled,
        coalesce((settings ->> 'personal_tokens_enabled')::boolean, true) as personal_tokens_enabled,
        (settings ->> 'token_days')::int as token_days
      from organization where id = %s
    """
    found = db.one(connection, TokenSettings, sql, (organization_id,))
    assert found is not None
    return found


def set_settings(connection: Connection, organization_id: int, changes: dict[str, Any]) -> None:
    """Changes what is given."""
    sql = "update organization set settings = settings || %s where id = %s"
    db.run(connection, sql, (db.json(changes), organization_id))
