"""What an organization has decided about who comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.kit import db
from assay.kit.db import Connection

_COLUMNS = """
  id, title, coalesce((settings ->> 'open_sign_up')::boolean, false) as open_sign_up,
  coalesce(settings ->> 'default_role', 'AN') as default_role
"""


@dataclass(frozen=True, slots=True)
class EntrySettings:
    """Whether people may sign up by themselves, and the role of who comes so or by the standing link."""

    id: int
    title: str
    open_sign_up: bool
    default_role: str


def entry(connection: Connection, organization_id: int) -> EntrySettings:
    """The settings of one organization."""
    found = db.one(connection, EntrySettings, f"select {_COLUMNS} from organization where id = %s", (organization_id,))
    assert found is not None
    return found


def open_to_sign_up(connection: Connection) -> EntrySettings | None:
    """The organization that people who sign up by themselves join: the oldest that is open."""
    sql = f"""
      select {_COLUMNS} from organization
      where coalesce((settings ->> 'open_sign_up')::boolean, false) order by id limit 1
    """
    return db.one(connection, EntrySettings, sql)


def set_entry(connection: Connection, organization_id: int, changes: dict[str, Any]) -> None:
    """Changes what is given."""
    sql = "update organization set settings = settings || %s where id = %s"
    db.run(connection, sql, (db.json(changes), organization_id))
