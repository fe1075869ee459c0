"""Reading and writing tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, many, one, run, value


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A tab. `widths` are those of the person who asks, where they have their own."""

    id: int
    project_id: int
    owner_id: int | None
    position: int
    is_shared: bool
    data: dict[str, Any]
    locked_by: int | None
    locked_at: datetime | None
    locker_email: str | None
    locker_name: str | None
    widths: dict[str, Any] | None


_ROW = """select v.id, v.project_id, v.owner_id, v.position, v.is_shared, v.data, v.locked_by, v.locked_at,
  c.email as locker_email, trim(c.first_name || ' ' || c.last_name) as locker_name, w.widths
from dm_view v left join account c on c.id = v.locked_by
left join dm_view_width w on w.view_id = v.id and w.account_id = %(me)s"""


def of_project(db: Connection, project_id: int, me: int) -> list[ViewRow]:
    """The tabs of a project that a person sees: shared ones and their own, in their order."""
    return many(
        db,
        ViewRow,
        f"""{_ROW} where v.project_id = %(project)s and (v.is_shared or v.owner_id = %(me)s)
           order by v.position, v.id""",
        {"project": project_id, "me": me},
    )


def get(db: Connection, view_id: int, me: int, *, lock: bool = False) -> ViewRow | None:
    """One tab, if the person may see it."""
    return one(
        db,
        ViewRow,
        f"""{_ROW} where v.id = %(view)s and (v.is_shared or v.owner_id = %(me)s)
           {"for no key update of v" if lock else ""}""",
        {"view": view_id, "me": me},
    )


def insert(db: Connection, project_id: int, owner_id: int, data: Mapping[str, Any], *, is_shared: bool) -> int:
    """Adds a tab behind the others."""
    return int(
        value(
            db,
            """insert into dm_view (project_id, owner_id, data, is_shared, position)
               select %(project)s, %(owner)s, %(data)s, %(shared)s,
                 coalesce((select max(position) + 1 from dm_view where project_id = %(project)s), 0)
               returning id""",
            {"project": project_id, "owner": owner_id, "data": json(data), "shared": is_shared},
        )
    )


def update(db: Connection, view_id: int, data: Mapping[str, Any], *, is_shared: bool) -> None:
    """Writes what a tab holds."""
    run(
        db,
        "update dm_view set data = %s, is_shared = %s, updated_at = now() where id = %s",
        (json(data), is_shared, view_id),
    )


def set_lock(db: Connection, view_id: int, by: int | None) -> None:
    """Locks a tab, or with None unlocks it."""
    run(
        db,
        """update dm_view set locked_by = %(by)s, locked_at = case when %(by)s::bigint is not null then now() end
           where id = %(view)s""",
        {"by": by, "view": view_id},
    )


def set_widths(db: Connection, view_id: int, me: int, widths: Mapping[str, Any]) -> None:
    """Keeps the widths of one person."""
    run(
        db,
        """insert into dm_view_width (view_id, account_id, widths) values (%s, %s, %s)
           on conflict (view_id, account_id) do update set widths = excluded.widths""",
        (view_id, me, json(widths)),
    )


def set_order(db: Connection, project_id: int, ids: Sequence[int]) -> None:
    """Puts tabs of a project into this order."""
    run(
        db,
        """update dm_view v set position = n.place
           from unnest(%s::bigint[]) with ordinality as n (id, place) where v.id = n.id and v.project_id = %s""",
        (list(ids), project_id),
    )


def delete(db: Connection, view_id: int) -> None:
    """Deletes a tab."""
    run(db, "delete from dm_view where id = %s", (view_id,))


def delete_all(db: Connection, project_id: int, me: int) -> int:
    """Deletes all shared tabs of a project, and a person's own."""
    return run(db, "delete from dm_view where project_id = %s and (is_shared or owner_id = %s)", (project_id, me))
