"""Pauses of people in projects."""

from __future__ import annotations

from typing import Any, LiteralString

from assay.access.queries import belongs
from assay.kit.db import Connection, composed, record, records, run, value

_SHAPE = """p.id, p.project_id as project, p.account_id as "user", p.reason, p.verbose_reason, p.created_at,
  p.updated_at, p.deleted_at, p.deleted_by, case when b.id is not null then jsonb_build_object(
    'id', b.id, 'email', b.email, 'first_name', b.first_name, 'last_name', b.last_name, 'username', b.username,
    'avatar', null) end as paused_by
from pause p left join account b on b.id = p.paused_by"""

ORDERS: dict[str, LiteralString] = {
    "created_at": "p.id",
    "-created_at": "p.id desc",
    "id": "p.id",
    "-id": "p.id desc",
    "updated_at": "p.updated_at, p.id",
    "-updated_at": "p.updated_at desc, p.id desc",
}


def pauses(db: Connection, project_id: int, account_id: int, *, with_lifted: bool, order: str) -> list[dict[str, Any]]:
    """The pauses of a person in a project, in the shape of the API."""
    return records(
        db,
        composed(
            "select",
            _SHAPE,
            "where p.project_id = %s and p.account_id = %s and (%s or p.deleted_at is null) order by",
            ORDERS[order],
        ),
        (project_id, account_id, with_lifted),
    )


def pause(db: Connection, project_id: int, account_id: int, pause_id: int) -> dict[str, Any] | None:
    """One pause of a person."""
    return record(
        db,
        composed("select", _SHAPE, "where p.project_id = %s and p.account_id = %s and p.id = %s"),
        (project_id, account_id, pause_id),
    )


def insert_pause(db: Connection, project_id: int, account_id: int, reason: str, words: str, by: int | None) -> int:
    """A new pause, in force from now on."""
    return int(
        value(
            db,
            """insert into pause (project_id, account_id, reason, verbose_reason, paused_by)
               values (%s, %s, %s, %s, %s) returning id""",
            (project_id, account_id, reason, words, by),
        )
    )


def change_pause(db: Connection, pause_id: int, reason: str | None, words: str | None) -> None:
    """Changes what is given of a pause."""
    run(
        db,
        """update pause set reason = coalesce(%s, reason), verbose_reason = coalesce(%s, verbose_reason),
             updated_at = now() where id = %s""",
        (reason, words, pause_id),
    )


def lift_pause(db: Connection, pause_id: int, by: int) -> None:
    """Ends a pause and keeps it."""
    run(
        db,
        "update pause set deleted_at = now(), deleted_by = %s, updated_at = now() where id = %s",
        (by, pause_id),
    )


def pause_by_server(db: Connection, project_id: int, account_id: int, reason: str, words: str) -> bool:
    """Pauses somebody for a reason that holds once; with True they were not paused for it before."""
    return bool(
        value(
            db,
            """insert into pause (project_id, account_id, reason, verbose_reason) values (%s, %s, %s, %s)
               on conflict (project_id, account_id, reason)
                 where deleted_at is null and reason in ('ANNOTATOR_EVALUATION', 'ANNOTATION_LIMIT')
               do update set verbose_reason = excluded.verbose_reason, updated_at = now()
                 where pause.verbose_reason <> excluded.verbose_reason
               returning created_at = updated_at""",
            (project_id, account_id, reason, words),
        )
    )


def lift_by_server(db: Connection, project_id: int, account_id: int, reason: str) -> bool:
    """Ends the pause that somebody has for this reason; False when they have none."""
    return (
        run(
            db,
            """update pause set deleted_at = now(), updated_at = now()
               where project_id = %s and account_id = %s and reason = %s and deleted_at is null""",
            (project_id, account_id, reason),
        )
        > 0
    )


def has_returned(db: Connection, project_id: int, account_id: int) -> bool:
    """Whether work waits for a person that was sent back to them."""
    return bool(
        value(
            db,
            """select exists (select 1 from work_item where holder_id = %s and project_id = %s and kind = 'annotate'
                 and state = 'held' and returned)""",
            (account_id, project_id),
        )
    )


def may_be_paused(db: Connection, project_id: int, account_id: int) -> bool:
    """Whether a person is in a project as annotator or reviewer."""
    return bool(
        value(
            db,
            f"""select exists (select 1 from project j
                 join membership m on m.organization_id = j.organization_id and m.account_id = %(person)s
                 where j.id = %(project)s and m.role in ('RE', 'AN') and {belongs("j", "m.account_id")})""",
            {"person": account_id, "project": project_id},
        )
    )
