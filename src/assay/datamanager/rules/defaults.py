"""The columns that the list of tasks shows while a tab has not chosen its own (LSE 13.1.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from assay.datamanager.rules.columns import Column
from assay.datamanager.rules.filters import column_name

# A person with several roles gets the columns of the first of them.
_ROLES = ("OW", "AD", "MA", "RE", "AN")


def arranged(columns: Iterable[Column], stored: Mapping[str, Any], roles: Collection[str]) -> list[tuple[Column, bool]]:
    """The columns in the order of a project, and whether they are shown to somebody of these roles.

    `stored` is the setting `dm_column_defaults`. What it does not order comes last, in the usual order; a role that it
    does not name sees the usual columns.
    """
    explore = stored.get("explore") or {}
    order = {column_name(name): place for place, name in enumerate(explore.get("order") or ())}
    role = next((one for one in _ROLES if one in roles), "")
    listed = (explore.get("visible") or {}).get(role)
    shown = None if listed is None else {column_name(name) for name in listed}
    found = [(column, column.is_shown if shown is None else column.id in shown) for column in columns]
    return sorted(found, key=lambda one: order.get(one[0].id, len(order)))
