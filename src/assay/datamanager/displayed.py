"""The tasks of a list in the order in which it is displayed, for those who go through them one by one (LSE 5.4.5)."""

from __future__ import annotations

from dataclasses import replace

from assay.access.actor import ProjectAccess
from assay.datamanager import asking, views
from assay.datamanager.queries import lists
from assay.kit.db import Connection

AT_ONCE = 1000


def to_review(
    db: Connection, project: ProjectAccess, account_id: int, view: int | None, query: str | None
) -> list[int]:
    """The first tasks of a tab, or of a filter and an order as lists take them, that have work for a reviewer.

    Raises what a list of them would raise: nobody learns by the order of their work what they may not see.
    """
    sight = asking.sight_of(db, project, account_id)
    asked = views.query_of(db, project, sight, view, asking.read_json(query, "query"))
    wanted = asking.wanted(project.id, asking.register_of(db, project), sight, asked)
    return lists.offset_ids(db, replace(wanted, to_review=True), limit=AT_ONCE, offset=0)
