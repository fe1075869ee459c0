"""What the JSON of an item or a result may hold, so that it can be stored and given back unchanged."""

from __future__ import annotations

import math

from assay.kit.errors import Problem

MAX_DEPTH = 100
MIN_INTEGER, MAX_INTEGER = -(2**63), 2**64 - 1


def refuse_value(value: object, field: str) -> Problem | None:
    """The first part of a JSON value that cannot be stored faithfully, named by its path; None when all is well.

    PostgreSQL stores no null character and no half surrogate, JSON knows neither NaN nor infinity, and programs that
    read an export give up on deep nesting and on integers that need more than 64 bits.
    """
    waiting: list[tuple[object, str, int]] = [(value, field, 1)]
    while waiting:
        current, path, depth = waiting.pop()
        reason = _reason(current)
        if reason:
            return Problem(path, *reason)
        if not isinstance(current, dict | list):
            continue
        if depth > MAX_DEPTH:
            return Problem(field, f"is nested more than {MAX_DEPTH} deep.", "Flatten it.")
        if isinstance(current, dict):
            for key, inner in current.items():
                if not isinstance(key, str):
                    return Problem(path, f"has the key {key!r}, which is not a string.", "Write keys in quotes.")
                if reason := _reason(key):
                    return Problem(path, f"has a key that {reason[0]}", reason[1])
                waiting.append((inner, f"{path}.{key}", depth + 1))
        else:
            waiting.extend((inner, f"{path}[{index}]", depth + 1) for index, inner in enumerate(current))
    return None


def _reason(value: object) -> tuple[str, str] | None:
    """Message and fix for a value that cannot be stored, looking at it alone."""
    match value:
        case str():
            if "\x00" in value:
                return "contains a null character, which cannot be stored.", "Remove the character \\u0000."
            if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
                return "contains half of a surrogate pair.", "Write the text again as valid UTF-8."
        case bool() | None | dict() | list():
            return None
        case int():
            if not MIN_INTEGER <= value <= MAX_INTEGER:
                return "is an integer of more than 64 bits.", "Write it as a string."
        case float():
            if not math.isfinite(value):
                return "is not a finite number.", "Write a number, or null where there is none."
        case _:
            return f"is a {type(value).__name__}, which is not JSON.", "Write a string, number, list or object."
    return None
