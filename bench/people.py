"""People for the bench, written straight into the database with their keys."""

from __future__ import annotations

import hashlib
import secrets

import psycopg


def add(database_url: str, project_id: int, count: int, role: str) -> list[tuple[int, str]]:
    """Members of a project's organization with this role; returns their ids and legacy keys."""
    found = []
    with psycopg.connect(database_url) as db:
        row = db.execute("select organization_id from project where id = %s", (project_id,)).fetchone()
        assert row is not None
        for _ in range(count):
            key = secrets.token_hex(20)
            person = db.execute(
                "insert into account (email, first_name, organization_id) values (%s, %s, %s) returning id",
                (f"{key[:12]}@bench.test", "Bench", row[0]),
            ).fetchone()
            assert person is not None
            db.execute("insert into membership values (%s, %s, %s)", (row[0], person[0], role))
            db.execute("insert into project_member (project_id, account_id) values (%s, %s)", (project_id, person[0]))
            db.execute(
                "insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)",
                (person[0], hashlib.sha256(key.encode()).digest()),
            )
            found.append((person[0], key))
    return found
