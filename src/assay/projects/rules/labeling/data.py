"""Whether the data of an item fits a labeling configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.item_options import refuse_options
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema, field_named
from assay.projects.rules.labeling.values import refuse_value

# What is wrong with a value and what to write, or None.
_Refused = tuple[str, str] | None


def check_data(schema: Schema, data: object) -> list[Problem]:
    """What keeps this data from being labelled with this configuration; `field` is the path, such as `data.text`."""
    if not isinstance(data, dict):
        return [Problem("data", "is not an object.", f"Write an object with {_listed(schema.fields)}.")]
    unstorable = refuse_value(data, "data")
    if unstorable:
        return [unstorable]
    shown = [_check_shown(each, data) for each in schema.objects]
    asked = [_check_options(control, data) for control in schema.controls if control.options_field]
    return [problem for problem in (*shown, *asked) if problem]


def _check_shown(shown: ObjectTag, data: dict[str, Any]) -> Problem | None:
    place, tag = f"data.{shown.field}", f"<{shown.tag}> of the labeling configuration"
    if shown.field not in data:
        fix = f'Add "{shown.field}", or let {tag} read another field; this item has {_listed(tuple(data))}.'
        return Problem(place, f"is missing, but {tag} shows it.", fix, tag=shown.tag)
    refused = (_addresses if shown.is_list else _KINDS[shown.tag])(data[shown.field], shown)
    if refused:
        message, fix = refused
        return Problem(place, f"{message}, but {tag} shows it.", fix, tag=shown.tag)
    return _check_attributes(shown, data)


def _check_attributes(shown: ObjectTag, data: dict[str, Any]) -> Problem | None:
    """The fields that an object reads beside its own."""
    sound = field_named(shown.attributes.get("audioUrl", ""))
    if sound and sound in data and not _is_address(data[sound]):
        message = f"is no address of a recording, but audioUrl of <{shown.tag}> names it."
        return Problem(f"data.{sound}", message, "Write a URL, or leave it out.", tag=shown.tag)
    rate = field_named(shown.attributes.get("frameRate", ""))
    if rate and not _is_rate(data.get(rate)):
        message = f"is no frame rate, but frameRate of <{shown.tag}> names it."
        return Problem(f"data.{rate}", message, "Write a number above zero.", tag=shown.tag)
    return None


def _check_options(control: ControlTag, data: dict[str, Any]) -> Problem | None:
    field = control.options_field
    if field in data:
        return refuse_options(control, data[field], f"data.{field}")
    if control.items:
        return None
    fix = f'Add a list such as "{field}": ["Yes", "No"]; this item has {_listed(tuple(data))}.'
    return Problem(
        f"data.{field}", f'is missing, but "{control.name}" takes its answers from it.', fix, tag=control.tag
    )


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_rate(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _address(what: str) -> Callable[[object, ObjectTag], _Refused]:
    def check(value: object, _shown: ObjectTag) -> _Refused:
        return None if _is_address(value) else (f"is no address of a {what}", "Write a URL.")

    return check


def _addresses(value: object, _shown: ObjectTag) -> _Refused:
    if isinstance(value, list) and value and all(map(_is_address, value)):
        return None
    return "is no list of addresses", 'Write a list of URLs, such as ["page-1.png", "page-2.png"].'


def _text(value: object, _shown: ObjectTag) -> _Refused:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "is neither text nor a number", "Write a string."
    return None


def _html(value: object, _shown: ObjectTag) -> _Refused:
    return None if isinstance(value, str) else ("is no HTML", "Write a string.")


def _dialogue(value: object, shown: ObjectTag) -> _Refused:
    key = shown.attributes.get("textKey", "").strip() or "text"
    if isinstance(value, list) and all(isinstance(line, dict) and isinstance(line.get(key), str) for line in value):
        return None
    name = shown.attributes.get("nameKey", "").strip() or "author"
    return f'is no list of utterances with "{key}"', f'Write [{{"{name}": "Lena", "{key}": "Hello"}}, ...].'


def _table(value: object, _shown: ObjectTag) -> _Refused:
    if isinstance(value, dict) or (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
        return None
    return "is neither an object nor a list of objects", 'Write an object, such as {"Name": "Lena"}.'


def _list(value: object, _shown: ObjectTag) -> _Refused:
    if not isinstance(value, list) or not all(isinstance(entry, dict | str) for entry in value):
        return "is no list of entries", 'Write [{"id": "a", "title": "First", "body": "..."}, ...].'
    ids = [str(entry["id"]) for entry in value if isinstance(entry, dict) and "id" in entry]
    if len(set(ids)) < len(ids):
        return "has an id twice", "Give each entry an id of its own."
    return None


def _series(value: object, shown: ObjectTag) -> _Refused:
    if shown.attributes.get("valueType") != "json":
        if isinstance(value, str) and value.strip():
            return None
        return "is neither an address nor CSV", 'Write a URL, or add valueType="json" and write columns.'
    columns: Mapping[str, Any] = value if isinstance(value, dict) else {}
    if not columns or not all(isinstance(column, list) for column in columns.values()):
        return "is no object of columns", 'Write {"time": [0, 1], "speed": [4.5, 5]}.'
    if len({len(column) for column in columns.values()}) > 1:
        return "has columns of different lengths", "Give each column a value for every row."
    wanted = [part.attributes.get("column", "") for part in shown.parts]
    wanted += [shown.attributes["timeColumn"]] if shown.attributes.get("timeColumn", "").strip() else []
    missing = next((name for name in wanted if name not in columns and not _is_number_of(name, columns)), None)
    if missing is not None:
        return f'has no column "{missing}"', f"There is: {_listed(tuple(columns))}."
    return None


def _is_number_of(name: str, columns: Mapping[str, Any]) -> bool:
    return name.isdecimal() and int(name) < len(columns)


_KINDS: Mapping[str, Callable[[object, ObjectTag], _Refused]] = {
    "Text": _text,
    "HyperText": _html,
    "Paragraphs": _dialogue,
    "Image": _address("picture"),
    "Audio": _address("recording"),
    "Video": _address("video"),
    "Pdf": _address("document"),
    "Table": _table,
    "List": _list,
    "TimeSeries": _series,
}


def _listed(fields: tuple[str, ...]) -> str:
    shown = ", ".join(f'"{field}"' for field in fields[:10])
    return f"{shown}, ..." if len(fields) > 10 else shown or "no fields"
