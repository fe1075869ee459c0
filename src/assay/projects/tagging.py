"""Tags of projects: made, changed, put on projects (MQA 81)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assay.access.actor import Actor
from assay.access.titles import free_title
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.projects import tag_queries as queries

LONGEST_TITLE = 64
MOST_OF_A_PROJECT = 50
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def find(db: Connection, actor: Actor, tag_id: int) -> dict[str, Any]:
    """One tag. Raises NotThere."""
    found = queries.one(db, actor.viewer, tag_id)
    if found is None:
        raise NotThere()
    return found


def create(db: Connection, actor: Actor, title: str, color: str) -> dict[str, Any]:
    """A new tag. Raises BadInput for a title that is taken, or what is no colour."""
    title, color = _title(db, actor, title, None), _color(color)
    tag_id = queries.add(db, actor.organization_id, title, color, actor.id)
    _record(db, actor, "project_tag.created", {"tag": tag_id, "title": title})
    return find(db, actor, tag_id)


def change(db: Connection, actor: Actor, tag_id: int, title: str | None, color: str | None) -> dict[str, Any]:
    """Another title or colour; what is None stays. Raises NotThere, BadInput."""
    found = find(db, actor, tag_id)
    new_title = found["title"] if title is None else _title(db, actor, title, tag_id)
    queries.change(db, tag_id, new_title, found["color"] if color is None else _color(color))
    _record(db, actor, "project_tag.changed", {"tag": tag_id, "title": new_title})
    return find(db, actor, tag_id)


def remove(db: Connection, actor: Actor, tag_id: int) -> None:
    """Deletes a tag; projects that had it remain. Raises NotThere."""
    found = find(db, actor, tag_id)
    queries.remove(db, tag_id)
    _record(db, actor, "project_tag.deleted", {"tag": tag_id, "title": found["title"]})


def put_on(db: Connection, actor: Actor, project_id: int, tag_ids: Sequence[int]) -> None:
    """Gives a project these tags and no others. Raises BadInput for one that the organization does not have."""
    if len(tag_ids) > MOST_OF_A_PROJECT:
        raise BadInput.field("tags", f"has more than {MOST_OF_A_PROJECT} tags.", "Choose fewer.")
    if unknown := queries.unknown(db, actor.organization_id, tag_ids):
        raise BadInput.field("tags", f"{unknown[0]} is no tag of this organization.", "Make it first.")
    queries.put_on(db, project_id, tag_ids)


def _title(db: Connection, actor: Actor, title: str, own: int | None) -> str:
    def holder(given: str) -> int | None:
        return queries.taken(db, actor.organization_id, given)

    return free_title(title, "tag", longest=LONGEST_TITLE, holder=holder, own=own)


def _color(color: str) -> str:
    if color and not _COLOR.fullmatch(color):
        raise BadInput.field("color", "is no colour.", "Write it as #rrggbb, or leave it out.")
    return color.lower()


def _record(db: Connection, actor: Actor, action: str, payload: dict[str, Any]) -> None:
    record(db, action, organization_id=actor.organization_id, actor_id=actor.id, payload=payload)
