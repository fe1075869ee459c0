"""Notifications as their reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access.queries import people
from assay.access.queries.people import Member
from assay.access.rules.people import initials
from assay.access.rules.permissions import Permission, allows
from assay.access.standing import roles_of_record
from assay.kit.db import Connection
from assay.projects.rules import settings
from assay.reviews.mentions import in_text, with_names

LONGEST_EXCERPT = 280


def shown(db: Connection, organization_id: int, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `queries.page` in the shape of the API: with names instead of numbers, where the reader may know them."""
    ids = {row["actor_id"] for row in rows} | {person for row in rows for person in in_text(row["text"] or "")}
    members = people.members_among(db, organization_id, sorted(ids - {None}))
    known = {person.id: person for person in members}
    return [_entry(row, known) for row in rows]


def _entry(row: dict[str, Any], known: dict[int, Member]) -> dict[str, Any]:
    actor = None if _is_hidden(row) else known.get(row["actor_id"])
    return {
        "id": row["id"],
        "kind": row["kind"],
        "created_at": row["created_at"],
        "is_read": row["read_at"] is not None,
        "actor": None if actor is None else _person(actor),
        "project": None if row["project_id"] is None else {"id": row["project_id"], "title": row["project_title"]},
        "workspace": None
        if row["workspace_id"] is None
        else {"id": row["workspace_id"], "title": row["workspace_title"]},
        "task": None if row["task_id"] is None else {"id": row["task_id"], "title": row["task_title"] or ""},
        "annotation": row["annotation_id"],
        "comment": row["comment_id"],
        "text": _excerpt(row["text"], known),
        "tasks": row["tasks"],
        "webhook": row["webhook_url"],
    }


def _is_hidden(row: dict[str, Any]) -> bool:
    """Whether the reader reviews in a project that hides from reviewers who made the work, and its maker acted."""
    if row["role"] is None or row["actor_id"] != row["work_of"]:
        return False
    roles = roles_of_record(row)
    anonymous = settings.from_json(row["project_settings"] or {}).review.anonymize_annotations
    return anonymous and not allows(roles, Permission.REVIEW_CHANGE_ANY, preset=row["preset"])


def _person(person: Member) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": _name(person),
        "initials": initials(person.first_name, person.last_name, person.email),
    }


def _name(person: Member) -> str:
    return f"{person.first_name} {person.last_name}".strip() or person.email


def _excerpt(text: str | None, known: dict[int, Member]) -> str:
    said = with_names(text or "", {number: _name(person) for number, person in known.items()})
    return said if len(said) <= LONGEST_EXCERPT else said[: LONGEST_EXCERPT - 1].rstrip() + "…"
