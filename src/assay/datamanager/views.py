"""The verbs of tabs: saved lists that are shared, private or locked (LSE 13.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.access.actor import ProjectAccess
from assay.access.rules.permissions import Permission
from assay.datamanager import asking
from assay.datamanager.asking import Query
from assay.datamanager.queries import views as queries
from assay.datamanager.queries.views import ViewRow
from assay.datamanager.rules import agreement
from assay.datamanager.rules import views as rules
from assay.datamanager.rules.columns import Register
from assay.datamanager.rules.sight import Sight
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere


@dataclass(frozen=True, slots=True)
class Place:
    """Where tabs are kept, and who asks: a project, what they see of it, and its columns."""

    project: ProjectAccess
    sight: Sight
    columns: Register

    @property
    def me(self) -> int:
        return self.sight.account_id

    @property
    def manages(self) -> bool:
        """Whether the person may lock tabs, delete those of others, and put them in order."""
        return self.project.allows(Permission.TASKS_CHANGE)


def open_place(db: Connection, project: ProjectAccess, account_id: int) -> Place:
    """Raises NotAllowed where the project does not show its list to this person."""
    return Place(project, asking.sight_of(db, project, account_id), asking.register_of(db, project))


def query_of(
    db: Connection, project: ProjectAccess, sight: Sight, view_id: int | None, given: Mapping[str, Any]
) -> Query:
    """What a list is narrowed by: by a tab when one is named, else as the request says."""
    if view_id is None:
        return Query(
            given.get("filters"),
            given.get("ordering"),
            given.get("selectedItems"),
            given.get("columnsDisplayType"),
            given.get(agreement.KEY),
        )
    row = queries.get(db, view_id, sight.account_id)
    if row is None or row.project_id != project.id:
        raise NotThere("There is no such tab in this project.")
    data = row.data
    return Query(
        data.get("filters"), data.get("ordering"), None, data.get("columnsDisplayType"), data.get(agreement.KEY)
    )


def opened(db: Connection, place: Place, view_id: int, *, lock: bool = False) -> ViewRow:
    """One tab. Raises NotThere for one that is not there, or somebody else's own."""
    row = queries.get(db, view_id, place.me, lock=lock)
    if row is None or row.project_id != place.project.id:
        raise NotThere("There is no such tab.")
    return row


def create(db: Connection, place: Place, data: Mapping[str, Any], *, is_shared: bool | None) -> int:
    """Adds a tab. Those of managers are shared with everybody unless they say otherwise, those of others private."""
    if is_shared and not place.manages:
        raise NotAllowed("Your role does not allow shared tabs; save it for yourself.")
    asking.refuse_hidden_names(place.sight, place.columns, data)
    _check(place, data)
    view_id = queries.insert(
        db, place.project.id, place.me, data, is_shared=place.manages if is_shared is None else is_shared
    )
    _record(db, place, "view.created", view_id)
    return view_id


def change(
    db: Connection,
    place: Place,
    view_id: int,
    data: Mapping[str, Any] | None,
    *,
    is_shared: bool | None = None,
    is_locked: bool | None = None,
    whole: bool = False,
) -> None:
    """Saves a tab. What the person cannot see of it stays; of a locked one others store only the widths."""
    row = opened(db, place, view_id, lock=True)
    if is_locked is not None and is_locked != (row.locked_at is not None):
        if not place.manages:
            raise NotAllowed("Only managers lock and unlock tabs.")
        queries.set_lock(db, view_id, place.me if is_locked else None)
        _record(db, place, "view.locked" if is_locked else "view.unlocked", view_id)
    if is_shared is not None and is_shared != row.is_shared and not place.manages:
        raise NotAllowed("Only managers share tabs with others.")
    if data is None and is_shared is None:
        return
    given = dict(data or {})
    if row.locked_at is not None and not place.manages:
        if given.keys() - {rules.WIDTHS}:
            raise NotAllowed(
                "This tab is locked: its filters and columns stay as they are. Duplicate it to change them.",
                code="view_locked",
            )
        queries.set_widths(db, view_id, place.me, given.get(rules.WIDTHS) or {})
        return
    asking.refuse_hidden_names(place.sight, place.columns, given)
    after = rules.changed(row.data, given, place.columns, place.sight, whole=whole and data is not None)
    _check(place, after)
    queries.update(db, view_id, after, is_shared=row.is_shared if is_shared is None else is_shared)


def delete(db: Connection, place: Place, view_id: int) -> None:
    """Deletes a tab: one's own, or any for managers."""
    row = opened(db, place, view_id, lock=True)
    if row.owner_id != place.me and not place.manages:
        raise NotAllowed("Only its owner or a manager can delete this tab.")
    if row.locked_at is not None and not place.manages:
        raise NotAllowed("This tab is locked.", code="view_locked")
    queries.delete(db, view_id)
    _record(db, place, "view.deleted", view_id)


def delete_all(db: Connection, place: Place) -> None:
    """Deletes all tabs of the project, but not what other people keep for themselves."""
    if not place.manages:
        raise NotAllowed("Only managers delete all tabs of a project.")
    count = queries.delete_all(db, place.project.id, place.me)
    record(
        db,
        "views.reset",
        organization_id=place.project.organization_id,
        project_id=place.project.id,
        actor_id=place.me,
        payload={"count": count},
    )


def set_order(db: Connection, place: Place, ids: Sequence[int]) -> None:
    """Puts the tabs into this order. Raises BadInput for one that is not there."""
    known = {row.id: row for row in queries.of_project(db, place.project.id, place.me)}
    strange = [view_id for view_id in ids if view_id not in known]
    if strange:
        raise BadInput.field("ids", f"{strange[0]} is no tab of this project.")
    if not place.manages and any(known[view_id].is_shared for view_id in ids):
        raise NotAllowed("The order of shared tabs is for managers to change.")
    queries.set_order(db, place.project.id, ids)


def answer(row: ViewRow, place: Place) -> dict[str, Any]:
    """A tab as its person sees it, in the shape of Label Studio's clients."""
    data, hidden = rules.visible(row.data, place.columns, place.sight)
    if row.widths is not None:
        data[rules.WIDTHS] = row.widths
    filters = data.get("filters") or {}
    locked = row.locked_at is not None
    return {
        "id": row.id,
        "project": row.project_id,
        "user": row.owner_id,
        "order": row.position,
        "data": data,
        "filter_group": {
            "id": row.id,
            "conjunction": filters.get("conjunction", "and"),
            "filters": [_line(item, index) for index, item in enumerate(filters.get("items") or ())],
        },
        "ordering": data.get("ordering") or [],
        "selected_items": data.get("selectedItems"),
        "is_locked": locked,
        "locked_at": row.locked_at,
        "locked_by": _locker(row),
        "is_shared": row.is_shared,
        "can_change": place.manages or not locked,
        "can_delete": place.manages or (row.owner_id == place.me and not locked),
        "hidden_conditions": hidden,
    }


def _locker(row: ViewRow) -> dict[str, Any] | None:
    if row.locked_by is None:
        return None
    return {"id": row.locked_by, "email": row.locker_email, "name": row.locker_name or row.locker_email}


def _line(item: Mapping[str, Any], index: int | None) -> dict[str, Any]:
    return {
        "id": 0 if index is None else index,
        "index": index,
        "column": item.get("filter", ""),
        "type": item.get("type", ""),
        "operator": item.get("operator", ""),
        "value": item.get("value"),
        "child_filters": [_line(child, None) for child in item.get("child_filters") or ()],
    }


def _check(place: Place, data: Mapping[str, Any]) -> None:
    problems = rules.check(data, place.columns)
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)


def _record(db: Connection, place: Place, action: str, view_id: int) -> None:
    record(
        db,
        action,
        organization_id=place.project.organization_id,
        project_id=place.project.id,
        actor_id=place.me,
        payload={"view": view_id},
    )
