"""Admitting somebody from the command line, where whoever can read the data folder may do everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from assay.access import passwords, people, set_up, tokens
from assay.access.queries import installation, sessions
from assay.access.queries import people as people_queries
from assay.access.rules.people import password_problem
from assay.access.rules.permissions import Role
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be admitted. `organization` is the name that a first owner gives to the organization."""

    email: str
    password: str
    role: Role
    first_name: str = ""
    last_name: str = ""
    organization: str = ""


def admit(db: Connection, newcomer: Newcomer, secret: bytes | None) -> str | None:
    """Makes the account, and the organization when it is the first; with a secret, returns the person's API token.

    Raises EmailTaken, and BadInput for a first person who is no owner.
    """
    organization_id = installation.first_organization(db)
    if organization_id is None:
        if newcomer.role != Role.OWNER:
            raise BadInput.field("role", "The first person of an installation is its owner.", "Use --role owner.")
        account_id = set_up.set_up(
            db,
            organization=newcomer.organization,
            email=newcomer.email,
            password=newcomer.password,
            first_name=newcomer.first_name,
            last_name=newcomer.last_name,
        ).account_id
        organization_id = installation.first_organization(db)
        assert organization_id is not None
    else:
        account_id = people.new_member(
            db,
            organization_id,
            newcomer.role,
            email=newcomer.email,
            password=newcomer.password,
            first_name=newcomer.first_name,
            last_name=newcomer.last_name,
        )
    if secret is None:
        return None
    if tokens.settings(db, organization_id)["legacy_api_tokens_enabled"]:
        return tokens.legacy_key(db, secret, account_id)
    made: str = tokens.create_personal(db, secret, organization_id, account_id, datetime.now(UTC))["token"]
    return made


def give_password(db: Connection, email: str, password: str) -> None:
    """A new password for somebody who forgot theirs, the owner included; they are signed out everywhere.

    Raises NotThere when nobody has this e-mail address, BadInput for a password that is too weak.
    """
    found = people_queries.login(db, email)
    if found is None:
        raise NotThere(f"Nobody signs in as {email} here.")
    if problem := password_problem(password, found.email):
        raise BadInput(problem.message, problems=[problem])
    people_queries.set_password(db, found.id, passwords.hashed(password))
    sessions.remove_others(db, found.id, kept=b"")
    record(db, "account.password_reset", payload={"user": found.id})
