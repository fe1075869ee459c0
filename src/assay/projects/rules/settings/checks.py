"""How the value of a setting is checked, and how one is described."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.classification import read as read_taxonomy
from assay.projects.rules.settings.values import RejectAction

Check = Callable[[Any], Any]


class Bad(Exception):
    """What is wrong with a value, and how to mend it."""

    def __init__(self, message: str, fix: str = "", line: int | None = None, tag: str | None = None) -> None:
        self.message, self.fix, self.line, self.tag = message, fix, line, tag


def flag(value: Any) -> bool:
    """True or false."""

    if not isinstance(value, bool):
        raise Bad("must be true or false.")
    return value


def text(value: Any) -> str:
    """A text of at most 100,000 characters; null is the empty text."""

    if value is None:
        return ""
    if not isinstance(value, str):
        raise Bad("must be a text.")
    if len(value) > 100_000:
        raise Bad("is longer than 100,000 characters.", "Shorten it, or link to a longer document.")
    if "\x00" in value:
        raise Bad("holds a null byte.", "Remove it.")
    return value


def classification(value: Any) -> str:
    """A taxonomy in XML for the comments of a project; null and blanks are none."""
    xml = text(value)
    found = read_taxonomy(xml)
    if isinstance(found, Problem):
        where = f"line {found.line}: " if found.line else ""
        raise Bad(where + found.message, found.fix, found.line, found.tag)
    return xml if found is not None else ""


def whole(low: int, high: int, fix: str = "") -> Check:
    """A whole number in a range, both ends allowed."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Bad(f"must be a whole number from {low:,} to {high:,}.", fix)
        return value

    return check


def percent(low: float, fix: str = "") -> Check:
    """A percentage up to 100 with two decimals, as a number or, as Label Studio writes it, as a text ("95.00")."""

    def check(value: Any) -> float:
        number = value
        if isinstance(value, str):
            try:
                number = float(value)
            except ValueError:
                number = None
        if isinstance(number, bool) or not isinstance(number, int | float) or not low <= number <= 100:
            raise Bad(f"must be a number from {low:g} to 100.", fix)
        return round(float(number), 2)

    return check


def optional(check: Check) -> Check:
    """A check that lets null and the empty text through, as null."""
    return lambda value: None if value is None or value == "" else check(value)


def one_of(kind: type[StrEnum]) -> Check:
    """One of the words of an enum."""

    def check(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise Bad(f"must be one of: {', '.join(kind)}.") from None

    return check


def rate(value: Any) -> float:
    """A share from 0 to 1."""

    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Bad("must be a number from 0 to 1.", "Give a share: 0.5 sends half of the items to review.")
    return float(value)


def limit(value: Any) -> float | None:
    """A percentage that limits something; nothing, none and everything are all no limit (LSE 5.4.4)."""
    if value is None or value == "":
        return None
    try:
        found = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        found = math.nan
    if math.isnan(found):
        raise Bad("must be a number.", "Give a percentage, or leave it empty for no limit.")
    return round(found, 2) if 0 < found < 100 else None


def actions(value: Any) -> tuple[RejectAction, ...]:
    """A set of reject actions that is not empty, in the order of their enum."""

    if not isinstance(value, list) or not value:
        raise Bad("must be a list with at least one of: remove, requeue, redistribute.")
    check = one_of(RejectAction)
    chosen = {check(item) for item in value}
    return tuple(action for action in RejectAction if action in chosen)


def weights(value: Any) -> dict[str, Any]:
    """Weights of controls in the overall agreement: `{control: {"overall": 0..1, "labels": {label: 0..1}}}`."""
    form = 'Write {"name of a control": {"overall": 0.5, "labels": {"name of a label": 1}}}.'
    if not isinstance(value, dict):
        raise Bad("must be an object.", form)
    found: dict[str, Any] = {}
    for name, given in value.items():
        if not isinstance(given, dict) or not isinstance(given.get("labels") or {}, dict):
            raise Bad(f"{name} must be an object.", form)
        labels = given.get("labels") or {}
        for where, weight in (("overall", given.get("overall", 1)), *labels.items()):
            if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
                raise Bad(f"{name}, {where}: a weight must be a number from 0 to 1.", form)
        found[name] = {
            "overall": float(given.get("overall", 1)),
            **({"type": given["type"]} if isinstance(given.get("type"), str) else {}),
            "labels": {label: float(weight) for label, weight in labels.items()},
        }
    return found


def metrics(value: Any) -> dict[str, Any]:
    """How controls are compared: `{control: {"metric": key, "params": {...}}}`; which fit is checked with the tags."""
    form = 'Write {"name of a control": {"metric": "iou", "params": {"threshold": 0.5}}}.'
    if not isinstance(value, dict):
        raise Bad("must be an object.", form)
    for name, given in value.items():
        fits = isinstance(given, dict) and isinstance(given.get("metric"), str)
        if not fits or not isinstance(given.get("params") or {}, dict):
            raise Bad(f"{name} must be an object with the key of a metric.", form)
    return {name: {"metric": given["metric"], "params": given.get("params") or {}} for name, given in value.items()}


COLUMN_ROLES = ("OW", "AD", "MA", "RE", "AN")
_COLUMNS = 'Write {"explore": {"order": ["tasks:id"], "visible": {"RE": ["tasks:id"]}}}, or null for the usual columns.'


def columns(value: Any) -> dict[str, Any]:
    """The columns of tabs that have none of their own: `{"explore": {"order": [...], "visible": {role: [...]}}}`."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Bad("must be an object.", _COLUMNS)
    if strange := set(value) - {"explore", "labeling"}:
        raise Bad(f"has no {min(strange)}.", _COLUMNS)
    if value.get("labeling"):
        raise Bad("has only explore: the list of tasks beside the editor has no columns.", "Leave labeling out.")
    explore = value.get("explore") or {}
    if not isinstance(explore, dict) or set(explore) - {"order", "visible"}:
        raise Bad("explore must be an object with order and visible.", _COLUMNS)
    visible = explore.get("visible") or {}
    if not isinstance(visible, dict) or set(visible) - set(COLUMN_ROLES):
        raise Bad(f"visible must be an object by role: {', '.join(COLUMN_ROLES)}.", _COLUMNS)
    for names in (explore.get("order") or [], *visible.values()):
        if not isinstance(names, list) or len(names) > 500 or not all(isinstance(name, str) for name in names):
            raise Bad("order and visible must hold lists of at most 500 names of columns.", _COLUMNS)
    return {"explore": {"order": explore.get("order") or [], "visible": visible}} if explore else {}


@dataclass(frozen=True, slots=True)
class Field:
    """A setting as people meet it: its wire name, how a value is checked, and one sentence on what it does.

    Where null says something, as "no limit" does, the setting is nullable; elsewhere null leaves it as it is.
    """

    name: str
    check: Check
    meaning: str
    nullable: bool = False
