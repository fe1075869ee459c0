"""The first person of an installation. There is no default password: whoever sets it up becomes the owner."""

from __future__ import annotations

from assay.access import people
from assay.access.queries import installation
from assay.access.queries import people as queries
from assay.access.rules.permissions import Role
from assay.access.signing_in import Session, start_session
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed


def needs_owner(db: Connection) -> bool:
    """Whether nobody has set this installation up."""
    return not installation.has_organization(db)


def set_up(
    db: Connection, *, organization: str, email: str, password: str, first_name: str = "", last_name: str = ""
) -> Session:
    """Makes the organization and its owner. Of several who try at once one succeeds; NotAllowed for the others."""
    installation.lock(db)
    if not needs_owner(db):
        raise NotAllowed(
            "This installation has an owner already; sign in, or ask for an invitation.", code="already_set_up"
        )
    title = organization.strip()
    if not title:
        raise BadInput.field("organization", "An organization needs a name.")
    organization_id = queries.add_organization(db, title)
    account_id = people.new_member(
        db,
        organization_id,
        Role.OWNER,
        email=email,
        password=password,
        first_name=first_name,
        last_name=last_name,
    )
    record(db, "organization.created", organization_id=organization_id, actor_id=account_id, payload={"title": title})
    return start_session(db, account_id)
