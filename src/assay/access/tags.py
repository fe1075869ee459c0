"""Tags of members: made, renamed, given to many at once, imported (LSE 2.13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access.actor import Actor
from assay.access.queries import tags as queries
from assay.access.rules.tags import label_problem, labels_of, rows_of
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere, Problem


def find(db: Connection, organization_id: int, tag_id: int) -> dict[str, Any]:
    """One tag. Raises NotThere."""
    found = queries.one(db, organization_id, tag_id)
    if found is None:
        raise NotThere()
    return found


def create(db: Connection, actor: Actor, label: str) -> dict[str, Any]:
    """A new tag. Raises BadInput for a label that is taken."""
    made = create_many(db, actor, [label])
    if not made:
        raise BadInput.field("label", "There is a tag with this label.", "Choose another label.")
    return find(db, actor.organization_id, made[0])


def create_many(db: Connection, actor: Actor, labels: Sequence[str]) -> list[int]:
    """New tags; labels that exist are passed over. The numbers of those that are new."""
    for label in labels:
        if problem := label_problem(label):
            raise BadInput(problem.message, problems=[problem])
    made = queries.add(db, actor.organization_id, [label.strip() for label in labels], actor.id)
    if made:
        _record(db, actor, "member_tags.created", {"tags": made})
    return made


def rename(db: Connection, actor: Actor, tag_id: int, label: str) -> dict[str, Any]:
    """Another label. Raises NotThere, and BadInput for one that is taken."""
    if problem := label_problem(label):
        raise BadInput(problem.message, problems=[problem])
    if queries.taken(db, actor.organization_id, label.strip()) not in (None, tag_id):
        raise BadInput.field("label", "There is a tag with this label.", "Choose another label.")
    if not queries.rename(db, actor.organization_id, tag_id, label.strip()):
        raise NotThere()
    _record(db, actor, "member_tags.renamed", {"tags": [tag_id], "label": label.strip()})
    return find(db, actor.organization_id, tag_id)


def remove(db: Connection, actor: Actor, ids: Sequence[int]) -> int:
    """Deletes tags and takes them off everybody: how many there were."""
    count = queries.remove(db, actor.organization_id, ids)
    if count:
        _record(db, actor, "member_tags.deleted", {"tags": list(ids)})
    return count


def assign(
    db: Connection, actor: Actor, ids: Sequence[int], accounts: Sequence[int], *, overwrite: bool
) -> tuple[int, int]:
    """Gives tags to members; with `overwrite` they keep no others. How many were put on, and taken off."""
    if strangers := set(ids) - queries.known(db, actor.organization_id, ids):
        raise BadInput.field("tags", f"{min(strangers)} is no tag of this organization.", "Make it first.")
    off = queries.take_off_others(db, actor.organization_id, ids, accounts) if overwrite else 0
    on = queries.put_on(db, actor.organization_id, ids, accounts)
    if on or off:
        _record(db, actor, "member_tags.assigned", {"tags": list(ids), "users": list(accounts), "overwrite": overwrite})
    return on, off


def import_csv(db: Connection, actor: Actor, content: bytes, bulk_tags: str) -> int:
    """Gives members the tags of a CSV file; labels that are new become tags. The number of the import."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput.field("file", "is not a text in UTF-8.", "Save it as CSV in UTF-8.") from None
    rows = rows_of(text, labels_of(bulk_tags))
    if isinstance(rows, Problem):
        raise BadInput(f"The file {rows.message}", problems=[rows])
    labels = list({label.lower(): label for row in rows for label in row.labels}.values())
    made = create_many(db, actor, labels)
    tags = queries.ids_of(db, actor.organization_id, labels)
    people = queries.by_email(db, actor.organization_id, [row.email for row in rows])
    assigned = 0
    for row in rows:
        if row.email in people:
            ids = [tags[label.lower()] for label in row.labels]
            assigned += queries.put_on(db, actor.organization_id, ids, [people[row.email]])
    skipped = [row.email for row in rows if row.email not in people]
    number = queries.keep_import(db, actor.organization_id, actor.id, len(made), assigned, skipped)
    _record(db, actor, "member_tags.imported", {"import": number, "assignments": assigned, "skipped": len(skipped)})
    return number


def _record(db: Connection, actor: Actor, action: str, payload: dict[str, Any]) -> None:
    record(db, action, organization_id=actor.organization_id, actor_id=actor.id, payload=payload)
