"""Whether the installation has been set up."""

from __future__ import annotations

from assay.kit import db
from assay.kit.db import Connection

# Any number that nothing else in the database locks.
_SET_UP_LOCK = 8315273


def has_organization(connection: Connection) -> bool:
    """Whether there is any organization."""
    return bool(db.value(connection, "select exists (select from organization)"))


def first_organization(connection: Connection) -> int | None:
    """The organization that the installation was set up with."""
    found: int | None = db.value(connection, "select min(id) from organization")
    return found


def lock(connection: Connection) -> None:
    """Waits until nobody else sets the installation up; held until the end of the transaction."""
    db.run(connection, "select pg_advisory_xact_lock(%s)", (_SET_UP_LOCK,))


def secret_mark(connection: Connection, mine: str) -> str:
    """The fingerprint of the secret that servers of this database share; the first to ask sets it."""
    found: str = db.value(
        connection, "update installation set secret_check = coalesce(secret_check, %s) returning secret_check", (mine,)
    )
    return found
