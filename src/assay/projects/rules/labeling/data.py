"""Whether the data of an item fits a labeling configuration."""

from __future__ import annotations

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ObjectTag, Schema
from assay.projects.rules.labeling.values import refuse_value


def check_data(schema: Schema, data: object) -> list[Problem]:
    """What keeps this data from being labelled with this configuration; `field` is the path, such as `data.text`."""
    if not isinstance(data, dict):
        return [Problem("data", "is not an object.", f"Write an object with {_listed(schema.fields)}.")]
    unstorable = refuse_value(data, "data")
    if unstorable:
        return [unstorable]
    return [problem for shown in schema.objects if (problem := _check_shown(shown, data))]


def _check_shown(shown: ObjectTag, data: dict[str, object]) -> Problem | None:
    field, tag = f"data.{shown.field}", f"<{shown.tag}> of the labeling configuration"
    if shown.field not in data:
        fix = f'Add "{shown.field}", or let {tag} read another field; this item has {_listed(tuple(data))}.'
        return Problem(field, f"is missing, but {tag} shows it.", fix, tag=shown.tag)
    value = data[shown.field]
    if shown.tag == "Image":
        if not isinstance(value, str) or not value.strip():
            return Problem(field, f"is no address of a picture, but {tag} shows it.", "Write a URL.", tag=shown.tag)
    elif isinstance(value, bool) or not isinstance(value, str | int | float):
        return Problem(field, f"is neither text nor a number, but {tag} shows it.", "Write a string.", tag=shown.tag)
    return None


def _listed(fields: tuple[str, ...]) -> str:
    shown = ", ".join(f'"{field}"' for field in fields[:10])
    return f"{shown}, ..." if len(fields) > 10 else shown or "no fields"
