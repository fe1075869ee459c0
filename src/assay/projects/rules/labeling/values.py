"""What the JSON of an item or a result may hold, so that it can be stored and given back unchanged."""

from __future__ import annotations

import math

import orjson

from assay.kit.errors import Problem

MAX_DEPTH = 100
MIN_INTEGER, MAX_INTEGER = -(2**63), 2**64 - 1

_WRITER_DEPTH = 254  # orjson writes no deeper


def is_storable(value: object, *, depth: int = MAX_DEPTH) -> bool:
    """Whether a JSON value can be stored as it is, found out by writing it once.

    Much faster than `refuse_value`, which finds out what is wrong; False may also mean that this cannot tell.
    """
    wrapped = value
    for _ in range(_WRITER_DEPTH - depth):
        wrapped = [wrapped]
    try:
        written = orjson.dumps(wrapped)
    except TypeError:
        return False
    if b"null" in written and orjson.loads(written) != wrapped:  # it writes null for what is not a finite number
        return False
    return b"\\" not in written or b"\\u0000" not in written


def refuse_value(value: object, field: str) -> Problem | None:
    """The first part of a JSON value that cannot be stored faithfully, named by its path; None when all is well.

    PostgreSQL stores no null character and no half surrogate, JSON knows neither NaN nor infinity, and programs that
    read an export give up on deep nesting and on integers that need more than 64 bits.
    """
    if not isinstance(value, dict | list):
        return None if _is_plain(value) else _refusal(value, field)
    waiting: list[tuple[dict[object, object] | list[object], str, int]] = [(value, field, 1)]
    while waiting:
        current, path, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return Problem(field, f"is nested more than {MAX_DEPTH} deep.", "Flatten it.")
        if isinstance(current, dict) and (refused := _refused_key(current, path)):
            return refused
        parts = current.items() if isinstance(current, dict) else enumerate(current)
        for place, inner in parts:
            # Nearly everything is a plain value: its path is only put together when it is needed.
            if _is_plain(inner):
                continue
            inner_path = f"{path}.{place}" if isinstance(current, dict) else f"{path}[{place}]"
            if not isinstance(inner, dict | list):
                return _refusal(inner, inner_path)
            waiting.append((inner, inner_path, depth + 1))
    return None


def _refused_key(given: dict[object, object], path: str) -> Problem | None:
    for key in given:
        if type(key) is str and key.isascii() and key.isidentifier():
            continue
        if not isinstance(key, str):
            return Problem(path, f"has the key {key!r}, which is not a string.", "Write keys in quotes.")
        if not _is_plain(key):
            found = _refusal(key, path)
            return Problem(path, f"has a key that {found.message}", found.fix)
    return None


def _is_plain(value: object) -> bool:
    """Whether this is a string, number, true, false or null that can be stored."""
    if type(value) is str:  # nearly everything is one
        return (value.isascii() or _is_unicode(value)) and "\x00" not in value
    if isinstance(value, str):
        return "\x00" not in value and (value.isascii() or _is_unicode(value))
    if isinstance(value, int):
        return MIN_INTEGER <= value <= MAX_INTEGER
    return value is None or (isinstance(value, float) and math.isfinite(value))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(value: object, field: str) -> Problem:
    match value:
        case str() if "\x00" in value:
            return Problem(field, "contains a null character, which cannot be stored.", "Remove the character \\u0000.")
        case str():
            return Problem(field, "contains half of a surrogate pair.", "Write the text again as valid UTF-8.")
        case int():
            return Problem(field, "is an integer of more than 64 bits.", "Write it as a string.")
        case float():
            return Problem(field, "is not a finite number.", "Write a number, or null where there is none.")
        case _:
            message = f"is a {type(value).__name__}, which is not JSON."
            return Problem(field, message, "Write a string, number, list or object.")
