"""What the owner of an organization lets each role do, where it differs from the table (LSE 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access.actor import Actor
from assay.access.queries import permissions as queries
from assay.access.rules.configurable import CONFIGURABLE, Configurable, chosen, configurable, in_order
from assay.access.rules.permissions import Role
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere, Problem


def listed(db: Connection, organization_id: int) -> list[dict[str, Any]]:
    """Every configurable permission with the roles that have it now."""
    stored = queries.stored(db, organization_id)
    return [_as_json(one, organization_id, stored.get(one.permission)) for one in CONFIGURABLE]


def one(db: Connection, organization_id: int, key: str) -> dict[str, Any]:
    """One of them. Raises NotThere."""
    found = _known(key)
    return _as_json(found, organization_id, queries.stored(db, organization_id).get(found.permission))


def give(db: Connection, actor: Actor, key: str, roles: Sequence[Role]) -> dict[str, Any]:
    """Gives a permission to these roles and the owner. Raises NotThere, and BadInput for a role that cannot have it."""
    found = _known(key)
    wanted = chosen(found, roles)
    if isinstance(wanted, Problem):
        raise BadInput(wanted.message, problems=[wanted])
    if wanted == found.default:
        queries.drop(db, actor.organization_id, key)
    else:
        queries.keep(db, actor.organization_id, key, wanted, actor.id)
    _record(db, actor, {"permission": key, "roles": [role.value for role in wanted]})
    return one(db, actor.organization_id, key)


def reset(db: Connection, actor: Actor, key: str | None = None) -> None:
    """Gives one permission, or all of them, back to the roles that have it by default."""
    if key is not None:
        _known(key)
    for dropped in queries.drop(db, actor.organization_id, key):
        _record(db, actor, {"permission": dropped, "roles": None})


def option_as_json(one: Configurable) -> dict[str, Any]:
    """A configurable permission apart from any organization."""
    return {
        "permission": one.permission.value,
        "group": one.group,
        "label": one.label,
        "tooltip": one.effect,
        "default": [role.value for role in one.default],
        "options": [role.value for role in one.options],
    }


def _known(key: str) -> Configurable:
    found = configurable(key)
    if found is None:
        raise NotThere(f"There is no configurable permission {key!r}; the options endpoint lists them.")
    return found


def _as_json(one: Configurable, organization_id: int, stored: dict[str, Any] | None) -> dict[str, Any]:
    roles = one.default if stored is None else in_order(Role(role) for role in stored["roles"])
    return {
        **option_as_json(one),
        "id": None if stored is None else stored["id"],
        "organization": organization_id,
        "roles": [role.value for role in roles],
    }


def _record(db: Connection, actor: Actor, payload: dict[str, Any]) -> None:
    record(
        db, "organization.permission_changed", organization_id=actor.organization_id, actor_id=actor.id, payload=payload
    )
