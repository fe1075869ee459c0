"""Sign-up without an invitation: shut until an organization opens it, and then with the role that it chose."""

from __future__ import annotations

from assay.access import invitations, people, set_up
from assay.access.invitations import Newcomer
from assay.access.queries import organizations as queries
from assay.access.queries import people as people_queries
from assay.access.rules.permissions import Role
from assay.access.signing_in import Session, start_session
from assay.kit.db import Connection
from assay.kit.errors import NotAllowed

# What the organization is called when the first person comes by a form that does not ask for its name.
FIRST_ORGANIZATION = "My organization"


def is_open(db: Connection) -> bool:
    """Whether somebody without an invitation may make an account."""
    return queries.open_to_sign_up(db) is not None


def sign_up(db: Connection, secret: bytes, newcomer: Newcomer, token: str, address: str) -> Session:
    """A new account: by the invitation of a token, as the owner of a new installation, or by open sign-up.

    Raises NotThere for a token that does not work, NotAllowed when sign-up is shut, EmailTaken.
    """
    if token:
        return invitations.accept_as_newcomer(db, secret, token, newcomer, address)
    if set_up.needs_owner(db):
        return set_up.set_up(
            db,
            organization=FIRST_ORGANIZATION,
            email=newcomer.email,
            password=newcomer.password,
            first_name=newcomer.first_name,
            last_name=newcomer.last_name,
        )
    found = queries.open_to_sign_up(db)
    if found is None:
        raise NotAllowed(
            "Sign-up without an invitation is switched off here. Ask a manager for an invitation link; an "
            "administrator can switch it on in the settings of the organization.",
            code="sign_up_closed",
        )
    account_id = people.new_account(
        db,
        email=newcomer.email,
        password=newcomer.password,
        first_name=newcomer.first_name,
        last_name=newcomer.last_name,
    )
    people.join(db, found.id, account_id, Role(found.default_role), actor_id=account_id)
    people_queries.work_in(db, account_id, found.id)
    return start_session(db, account_id)
