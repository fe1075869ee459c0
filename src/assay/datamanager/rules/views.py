"""What a tab holds, and what of it a person may see and change (LSE 13.2.3, 13.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.datamanager.rules import agreement
from assay.datamanager.rules.columns import Register
from assay.datamanager.rules.filters import column_name, parse, refuse_column
from assay.datamanager.rules.sight import Sight
from assay.kit.errors import Problem

LONGEST_TITLE = 100
WIDTHS = "columnsWidth"


def check(data: Mapping[str, Any], columns: Register) -> list[Problem]:
    """What is wrong with the content of a tab."""
    title = data.get("title")
    if title is not None and (not isinstance(title, str) or len(title) > LONGEST_TITLE):
        return [Problem("data.title", f"must be a text of at most {LONGEST_TITLE} characters.")]
    tree = parse(data.get("filters"), columns)
    if isinstance(tree, list):
        return [Problem(f"data.{one.field}", one.message, one.fix) for one in tree]
    ordering = data.get("ordering") or []
    if not isinstance(ordering, list) or not all(isinstance(name, str) for name in ordering):
        return [Problem("data.ordering", "must be a list of names of columns.", 'Use: ["-tasks:id"].')]
    selection = agreement.read(data.get(agreement.KEY))
    if isinstance(selection, Problem):
        return [Problem(f"data.{selection.field}", selection.message, selection.fix)]
    refused = (refuse_column(_ordered(name), columns, "data.ordering") for name in ordering)
    return [problem for problem in refused if problem]


def _ordered(name: str) -> str:
    return column_name(name.removeprefix("-"))


def _sees_line(item: Any, columns: Register, sight: Sight) -> bool:
    if not isinstance(item, Mapping):
        return True
    below = [*(item.get("child_filters") or ()), *filter(None, [item.get("child_filter")])]
    names = [each.get("filter", "") for each in (item, *below) if isinstance(each, Mapping)]
    found = [columns.get(column_name(name)) for name in names if isinstance(name, str)]
    return all(column is None or sight.may_ask(column) for column in found)


def _sees_order(ordering: Any, columns: Register, sight: Sight) -> bool:
    found = [columns.get(_ordered(name)) for name in ordering or () if isinstance(name, str)]
    return all(column is None or sight.may_ask(column) for column in found)


def _sees_selection(given: Any, sight: Sight) -> bool:
    found = agreement.read(given)
    return not isinstance(found, agreement.Selection) or sight.may_select(found)


def visible(data: Mapping[str, Any], columns: Register, sight: Sight) -> tuple[dict[str, Any], int]:
    """The content of a tab without what a person may not see of it, and how many conditions that leaves out."""
    shown = dict(data)
    filters = data.get("filters") or {}
    items = filters.get("items") or []
    seen = [item for item in items if _sees_line(item, columns, sight)]
    hidden = len(items) - len(seen)
    if hidden:
        shown["filters"] = {**filters, "items": seen}
    if not _sees_order(data.get("ordering"), columns, sight):
        shown["ordering"] = []
        hidden += 1
    if not _sees_selection(data.get(agreement.KEY), sight):
        del shown[agreement.KEY]
        hidden += sight.agrees  # it changes what is shown of those who see agreement, and nothing for others
    return shown, hidden


def changed(
    stored: Mapping[str, Any], given: Mapping[str, Any], columns: Register, sight: Sight, *, whole: bool
) -> dict[str, Any]:
    """What a tab holds after a person saved it: what they cannot see of it stays where it was.

    `whole` replaces the content, else only what is given changes.
    """
    after = dict(given) if whole else {**stored, **given}
    before = (stored.get("filters") or {}).get("items") or []
    kept = [(place, item) for place, item in enumerate(before) if not _sees_line(item, columns, sight)]
    if kept and ("filters" in given or whole):
        filters = given.get("filters") or {}
        items = list(filters.get("items") or [])
        for place, item in kept:
            items.insert(min(place, len(items)), item)
        # With another conjunction the hidden conditions would mean something else.
        after["filters"] = {**filters, "items": items, "conjunction": stored["filters"].get("conjunction", "and")}
    if not _sees_order(stored.get("ordering"), columns, sight) and not given.get("ordering"):
        after["ordering"] = stored.get("ordering")
    if not _sees_selection(stored.get(agreement.KEY), sight):
        after[agreement.KEY] = stored[agreement.KEY]
    return after
