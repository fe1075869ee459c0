"""The tasks of a list as it is displayed, for those who go through them one by one or name them all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assay.access.actor import ProjectAccess
from assay.datamanager import asking, views
from assay.datamanager.queries import lists
from assay.datamanager.queries.lists import Wanted, Work
from assay.datamanager.rules import agreement
from assay.datamanager.rules.sight import Level, Sight
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects.queries import workflow_of
from assay.projects.rules.labeling import Schema

AT_ONCE = 1000
MOST_SEARCHED = 200


def to_review(
    db: Connection, project: ProjectAccess, account_id: int, view: int | None, query: str | None
) -> list[int]:
    """The first tasks of a tab, or of a query as lists take it, that have work for a reviewer (LSE 5.4.5)."""
    return _first(db, _asked(db, project, account_id, view, query), Work.REVIEW)


def to_label(db: Connection, project: ProjectAccess, account_id: int, view: int | None, query: str | None) -> list[int]:
    """The first tasks of a tab, or of a query as lists take it, that the person may label (LSE 4.1, 4.3)."""
    work = Work.ASSIGNED if workflow_of(project).manual else Work.LABEL
    return _first(db, _asked(db, project, account_id, view, query), work)


def matching(db: Connection, project: ProjectAccess, account_id: int, filters: dict[str, Any]) -> list[int]:
    """All tasks that fulfil the conditions of a filter, by number."""
    sight = asking.sight_of(db, project, account_id)
    asked = asking.Query(filters)
    return lists.every_id(db, asking.wanted(project.id, asking.register_of(db, project), sight, asked))


def conditions_of(
    db: Connection, project: ProjectAccess, account_id: int, view: int | None, filters: dict[str, Any] | None
) -> dict[str, Any] | None:
    """The conditions of a tab, or these, to be kept; None when there are none. Raises as a list of them would.

    Whose agreement a tab means is kept with them.
    """
    sight = asking.sight_of(db, project, account_id)
    asked = views.query_of(db, project, sight, view, {"filters": filters})
    wanted = asking.wanted(project.id, asking.register_of(db, project), sight, replace(asked, ordering=None))
    if not wanted.tree.lines:
        return None
    return {**asked.filters, **({agreement.KEY: asked.agreement} if wanted.selection else {})}


def kept(db: Connection, project_id: int, schema: Schema, account_id: int, filters: dict[str, Any]) -> Wanted:
    """The list of conditions that were checked when somebody asked, and are read now by a job."""
    query = asking.Query(filters, agreement=filters.get(agreement.KEY))
    columns = asking.columns_of(db, project_id, schema)
    return asking.wanted(project_id, columns, Sight(Level.MANAGER, account_id), query)


def _asked(db: Connection, project: ProjectAccess, account_id: int, view: int | None, query: str | None) -> Wanted:
    """Raises what a list of them would raise: nobody learns by the order of their work what they may not see."""
    sight = asking.sight_of(db, project, account_id)
    given = asking.read_json(query, "query")
    search = given.get("search") or ""
    if not isinstance(search, str) or len(search) > MOST_SEARCHED:
        raise BadInput.field("query.search", f"must be a text of at most {MOST_SEARCHED} characters.")
    asked = views.query_of(db, project, sight, view, given)
    text = search.strip().replace("\x00", "")
    return asking.wanted(project.id, asking.register_of(db, project), sight, asked, search=text)


def _first(db: Connection, wanted: Wanted, work: Work) -> list[int]:
    return lists.offset_ids(db, replace(wanted, work=work), limit=AT_ONCE, offset=0)
