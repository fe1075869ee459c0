"""The people of every test: one new organization with somebody in each part, and an outsider in another one.

They are written straight into the database, so a test pays a few milliseconds for them, and no test ever has to clean
up: nobody can see another test's organization.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from argon2 import PasswordHasher

from assay.access import keys
from assay.kit.db import Connection

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PASSWORD = "correct horse battery"
_PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)

# Who is in the organization, with their roles; "outsider" owns another one.
ROLES = {
    "owner": "OW",
    "administrator": "AD",
    "manager": "MA",
    "ann1": "AN",
    "ann2": "AN",
    "rev1": "RE",
    "rev2": "RE",
    "expert": "RE",
}


@dataclass
class Person:
    """Somebody with an account. `client` is signed in by their legacy token; `token` is that token."""

    name: str
    id: int
    organization_id: int
    email: str
    role: str
    token: str
    connect: Callable[[str | None], TestClient] = field(repr=False)
    password: str = PASSWORD

    @cached_property
    def client(self) -> TestClient:
        return self.connect(self.token)


@dataclass
class Cast:
    """The people of one test. `cast["ann1"]` works too, for tables of names."""

    organization_id: int
    owner: Person
    administrator: Person
    manager: Person
    ann1: Person
    ann2: Person
    rev1: Person
    rev2: Person
    expert: Person
    outsider: Person

    def __getitem__(self, name: str) -> Person:
        person: Person = getattr(self, name)
        return person


def make_cast(db: Connection, secret: bytes, connect: Callable[[str | None], TestClient]) -> Cast:
    """Writes the organization and its people."""
    mark = secrets.token_hex(4)
    organization = _organization(db, f"Organization {mark}")
    elsewhere = _organization(db, f"Elsewhere {mark}")
    people = {name: _person(db, secret, connect, name, mark, role, organization) for name, role in ROLES.items()}
    outsider = _person(db, secret, connect, "outsider", mark, "OW", elsewhere)
    return Cast(organization_id=organization, outsider=outsider, **people)


def join_project(db: Connection, project_id: int, *people: Person, role: str | None = None) -> None:
    """Makes people members of a project; `role` is AN, RE or AR, else that of the organization."""
    for person in people:
        db.execute(
            "insert into project_member (project_id, account_id, role) values (%s, %s, %s)"
            " on conflict (project_id, account_id) do update set role = excluded.role",
            (project_id, person.id, role),
        )


def make_project(
    db: Connection, owner: Person, *members: Person, title: str = "Project", published: bool = True
) -> int:
    """A bare project row with members, for tests that need one to exist and nothing in it."""
    row = db.execute(
        "insert into project (organization_id, title, is_published, created_by) values (%s, %s, %s, %s) returning id",
        (owner.organization_id, title, published, owner.id),
    ).fetchone()
    assert row is not None
    join_project(db, row[0], *members)
    return int(row[0])


def _organization(db: Connection, title: str) -> int:
    row = db.execute("insert into organization (title) values (%s) returning id", (title,)).fetchone()
    assert row is not None
    return int(row[0])


def _person(
    db: Connection,
    secret: bytes,
    connect: Callable[[str | None], TestClient],
    name: str,
    mark: str,
    role: str,
    organization_id: int,
) -> Person:
    email = f"{name}-{mark}@example.org"
    row = db.execute(
        "insert into account (email, username, first_name, password_hash, organization_id, last_activity_at)"
        " values (%s, %s, %s, %s, %s, now()) returning id",
        (email, email, name.capitalize(), _PASSWORD_HASH, organization_id),
    ).fetchone()
    assert row is not None
    account_id = int(row[0])
    token = keys.legacy_key(secret, account_id, 1)
    db.execute(
        "with joined as (insert into membership (organization_id, account_id, role) values (%s, %s, %s))"
        " insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)",
        (organization_id, account_id, role, account_id, keys.digest(token)),
    )
    return Person(name, account_id, organization_id, email, role, token, connect)
