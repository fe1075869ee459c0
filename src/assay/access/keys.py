"""Keys and tokens: made from the installation's secret, looked up by their hash.

No key stands in the database. A legacy key and the identifier of a personal access token are derived from the secret
and the row that they belong to, so they can be shown again, while only their SHA-256 is stored. Session cookies and
links that many may follow are random.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

ACCESS_LIFETIME = timedelta(minutes=5)
# A personal token without an end must still carry one: Label Studio's client refuses a token that has none.
FOREVER = datetime.fromisoformat("2226-01-01T00:00:00+00:00")
_ALGORITHM = "HS256"


def digest(text: str) -> bytes:
    """What is stored of a key."""
    return hashlib.sha256(text.encode()).digest()


def _derived(secret: bytes, purpose: str, length: int = 64) -> str:
    return hmac.new(secret, purpose.encode(), hashlib.sha256).hexdigest()[:length]


def legacy_key(secret: bytes, account_id: int, version: int) -> str:
    """The key of the `Token` header: 40 hexadecimal digits."""
    return _derived(secret, f"legacy:{account_id}:{version}", 40)


def personal_identifier(secret: bytes, account_id: int, created_at: datetime) -> str:
    """The identifier (`jti`) of the personal access token that this person made at this moment."""
    return _derived(secret, f"personal:{account_id}:{created_at.timestamp():.6f}", 32)


def standing_invitation(secret: bytes, organization_id: int, version: int) -> str:
    """The token of an organization's standing invitation link. It begins with the organization, to be found by it."""
    return f"{organization_id}-{_derived(secret, f'invitation:{organization_id}:{version}', 40)}"


def addressed_invitation(secret: bytes, seed: str) -> str:
    """The token of an invitation to an e-mail address. It is derived, so that the link can be shown again."""
    return _derived(secret, f"invitation-to:{seed}", 48)


def random_token() -> str:
    """An unguessable token for a session or an invitation."""
    return secrets.token_urlsafe(32)


def same(given: str, expected: str) -> bool:
    """Compares two keys without telling by the time taken how much of them agrees."""
    return hmac.compare_digest(given.encode(), expected.encode())


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token that we signed says."""

    kind: str
    identifier: str
    account_id: int


def _signing_key(secret: bytes) -> str:
    return _derived(secret, "jwt")


def _encoded(secret: bytes, kind: str, account_id: int, identifier: str, issued: datetime, expires: datetime) -> str:
    claims = {
        "token_type": kind,
        "exp": int(expires.timestamp()),
        "iat": int(issued.timestamp()),
        "jti": identifier,
        "user_id": str(account_id),
    }
    return jwt.encode(claims, _signing_key(secret), algorithm=_ALGORITHM)


def refresh_token(secret: bytes, account_id: int, created_at: datetime, expires_at: datetime | None) -> str:
    """A personal access token: it is exchanged for access tokens and opens nothing by itself."""
    identifier = personal_identifier(secret, account_id, created_at)
    return _encoded(secret, "refresh", account_id, identifier, created_at, expires_at or FOREVER)


def access_token(secret: bytes, account_id: int, identifier: str, now: datetime) -> str:
    """A token for the `Bearer` header. It names its personal token and ends with it."""
    return _encoded(secret, "access", account_id, identifier, now, now + ACCESS_LIFETIME)


def truncated(token: str) -> str:
    """Header and payload without the signature: enough to recognise a token, too little to use it."""
    return ".".join(token.split(".")[:2])


def read_token(secret: bytes, token: str) -> Claims | None:
    """The claims of a token that we signed and that has not expired; else None."""
    try:
        claims = jwt.decode(token, _signing_key(secret), algorithms=[_ALGORITHM], options={"require": ["exp", "jti"]})
    except jwt.InvalidTokenError:
        return None
    return _claims(claims)


def read_truncated(token: str) -> Claims | None:
    """The claims of a token whose signature is absent. Nobody may be believed because of them."""
    try:
        return _claims(jwt.decode(f"{truncated(token)}.", options={"verify_signature": False}))
    except jwt.InvalidTokenError:
        return None


def _claims(claims: dict[str, Any]) -> Claims | None:
    try:
        return Claims(str(claims["token_type"]), str(claims["jti"]), int(claims["user_id"]))
    except (KeyError, TypeError, ValueError):
        return None
