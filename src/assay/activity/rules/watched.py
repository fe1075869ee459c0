"""Which requests are kept in the log."""

from __future__ import annotations

# What open pages ask again and again by themselves says nothing about what people do.
_UNSAID = ("/api/notifications/stream", "/api/notifications/unread", "/api/version", "/api/openapi.json")


def is_kept(path: str) -> bool:
    """Whether a request to this path is kept, if somebody signed in made it."""
    return path.startswith(("/api/", "/data/")) and not path.startswith(_UNSAID)
