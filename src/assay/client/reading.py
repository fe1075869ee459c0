"""From the server's JSON to typed values. What a newer server adds is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

# Words that Python keeps for itself.
_NAMES = {"class_name": "class"}


def read(kind: type[T], found: Mapping[str, Any]) -> T:
    """A dataclass from an object: moments as datetimes, objects as their dataclasses, lists as tuples."""
    hints = _hints(cast(Any, kind))
    values = {}
    for name in (field.name for field in fields(cast(Any, kind))):
        source = name if name in found else _NAMES.get(name, name)
        if source in found:
            values[name] = _value(hints[name], found[source])
    return kind(**values)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        [inner, *_] = get_args(hint)
        return tuple(_value(inner, each) for each in value)
    if hint is datetime:
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return read(cast(Any, hint), value) if is_dataclass(hint) and isinstance(value, Mapping) else value
