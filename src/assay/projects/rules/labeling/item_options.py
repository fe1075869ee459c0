"""The answers that an item of data brings itself, where a control says `value="$options"`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ControlTag, Item, Schema

_ATTRIBUTES = ("value", "alias", "background", "hotkey", "hint", "html")


def with_item_options(schema: Schema, data: Mapping[str, Any]) -> Schema:
    """The schema with the answers of one item after those of the configuration; the same schema where there are none.

    What is no answer is passed over: `refuse_options` says what is wrong with it.
    """
    if not any(control.options_field for control in schema.controls):
        return schema
    controls = (
        control.with_items([*_items(data.get(control.options_field), control.nested)])
        if control.options_field
        else control
        for control in schema.controls
    )
    return replace(schema, controls=tuple(controls))


def refuse_options(control: ControlTag, value: object, field: str) -> Problem | None:
    """What keeps the field of an item from being a list of answers, if anything does."""
    if not isinstance(value, list):
        message = f'is no list, but "{control.name}" takes its answers from it.'
        return Problem(field, message, 'Write a list such as ["Yes", "No"].', tag=control.tag)
    for index, entry in enumerate(value):
        place = f"{field}[{index}]"
        word = entry.get("value") if isinstance(entry, dict) else entry
        if not isinstance(word, str) or not word:
            fix = 'Write a word, or an object such as {"value": "Yes"}.'
            return Problem(place, f'is no answer for "{control.name}".', fix, tag=control.tag)
        below = entry.get("children") if isinstance(entry, dict) else None
        if below is None or below == []:
            continue
        if not control.nested:
            message = f'has answers below it, which "{control.name}" does not ask for.'
            return Problem(place, message, 'Write allowNested="true" in the configuration.', tag=control.tag)
        if found := refuse_options(control, below, f"{place}.children"):
            return found
    return None


def _items(value: object, nested: bool) -> Iterator[Item]:
    for entry in value if isinstance(value, list) else ():
        given = entry if isinstance(entry, dict) else {"value": entry}
        if not isinstance(given.get("value"), str) or not given["value"]:
            continue
        attributes = {
            name: str(given[name])
            for name in _ATTRIBUTES
            if isinstance(given.get(name), str | int | float) and not isinstance(given[name], bool)
        }
        if given.get("selected") in (True, "true"):
            attributes["selected"] = "true"
        yield Item.of(attributes, tuple(_items(given.get("children"), nested)) if nested else ())
