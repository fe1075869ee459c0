"""How a message proves that it comes from here: the scheme of standardwebhooks.com, for which there are libraries."""

from __future__ import annotations

import base64
import hashlib
import hmac

PREFIX = "whsec_"


def as_secret(raw: bytes) -> str:
    """A secret as its owner gets it."""
    return PREFIX + base64.b64encode(raw).decode("ascii")


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The value of the `webhook-signature` header."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode("ascii")


def headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What a signed message carries: the id stays the same when it is tried again."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }
