"""The permissions that organizations have given otherwise than the table of roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit import db
from assay.kit.db import Connection


def stored(connection: Connection, organization_id: int) -> dict[str, dict[str, Any]]:
    """By key of the permission: the number of the row and the roles."""
    sql = "select id, permission, roles from organization_permission where organization_id = %s"
    return {row["permission"]: row for row in db.records(connection, sql, (organization_id,))}


def limits(connection: Connection, organization_id: int) -> dict[str, list[str]]:
    """By key of the permission: the roles."""
    return {key: row["roles"] for key, row in stored(connection, organization_id).items()}


def keep(connection: Connection, organization_id: int, permission: str, roles: Sequence[str], by: int) -> None:
    """Gives a permission to these roles."""
    sql = """
      insert into organization_permission (organization_id, permission, roles, changed_by) values (%s, %s, %s, %s)
      on conflict (organization_id, permission)
      do update set roles = excluded.roles, changed_by = excluded.changed_by, changed_at = now()
    """
    db.run(connection, sql, (organization_id, permission, list(roles), by))


def drop(connection: Connection, organization_id: int, permission: str | None) -> list[str]:
    """Gives one permission, or all, back to the table of roles; those that were given otherwise."""
    sql = """
      delete from organization_permission
      where organization_id = %(organization)s and (%(permission)s::text is null or permission = %(permission)s)
      returning permission
    """
    return db.values(connection, sql, {"organization": organization_id, "permission": permission})
