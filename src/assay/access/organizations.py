"""What an administrator decides about the organization: its name, and how people come in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.access.actor import Actor
from assay.access.queries import organizations as queries
from assay.access.queries import people
from assay.access.rules.membership import DEFAULT_ROLES
from assay.access.rules.permissions import ROLE_NAMES
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput


def change(db: Connection, actor: Actor, given: Mapping[str, Any]) -> None:
    """Changes what is given of title, open_sign_up and default_role. Raises BadInput naming the field."""
    if not given:
        raise BadInput.field("title", "Nothing was given that can be changed.")
    title, role = given.get("title"), given.get("default_role")
    if title is not None and not title.strip():
        raise BadInput.field("title", "An organization needs a name.")
    if role is not None and role not in DEFAULT_ROLES:
        may = ", ".join(ROLE_NAMES[each].lower() for each in DEFAULT_ROLES)
        raise BadInput.field("default_role", "Newcomers cannot have this role.", f"Choose among: {may}.")
    if title is not None:
        people.set_organization_title(db, actor.organization_id, title.strip())
    entry = {name: given[name] for name in ("open_sign_up", "default_role") if given.get(name) is not None}
    if entry:
        queries.set_entry(db, actor.organization_id, entry)
    record(db, "organization.changed", organization_id=actor.organization_id, actor_id=actor.id, payload=dict(given))
