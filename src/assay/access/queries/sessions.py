"""Sessions of browsers."""

from __future__ import annotations

from assay.kit import db
from assay.kit.db import Connection


def add(connection: Connection, id_hash: bytes, account_id: int, csrf_token: str, days: int) -> None:
    """A new session; those of the person that have ended go."""
    db.run(connection, "delete from login_session where account_id = %s and expires_at < now()", (account_id,))
    sql = """
      insert into login_session (id_hash, account_id, csrf_token, expires_at)
      values (%s, %s, %s, now() + make_interval(days => %s))
    """
    db.run(connection, sql, (id_hash, account_id, csrf_token, days))


def remove(connection: Connection, id_hash: bytes) -> None:
    """Ends a session."""
    db.run(connection, "delete from login_session where id_hash = %s", (id_hash,))


def remove_others(connection: Connection, account_id: int, kept: bytes) -> None:
    """Ends the sessions of a person but one."""
    db.run(connection, "delete from login_session where account_id = %s and id_hash <> %s", (account_id, kept))


def remove_all(connection: Connection, account_id: int) -> None:
    """Ends every session of a person."""
    db.run(connection, "delete from login_session where account_id = %s", (account_id,))
