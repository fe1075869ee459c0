"""Waiting for a row that somebody else has under a lock, and keeping nothing of it."""

from __future__ import annotations

from typing import LiteralString

import psycopg

from assay.kit.db import Connection, Params, value


def wait_for(db: Connection, sql: LiteralString, params: Params) -> bool:
    """Waits for the lock of the one row that a statement selects `for update`, and gives it up again.

    False when it selects none. Who asks for work passes over rows that others have under a lock; when nothing else is
    left they must not be told that there is nothing, because the other may let the row go. Nothing is held while one
    waits and nothing is kept afterwards, so the order in which others lock their rows does not matter.
    """
    found = None
    with db.transaction():
        found = value(db, sql, params)
        raise psycopg.Rollback
    return found is not None
