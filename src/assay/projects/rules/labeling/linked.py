"""Labels that stand beside a configuration: a project offers them at one of its controls as if they stood in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assay.projects.rules.labeling.schema import ControlTag, Item, Schema

MOST_WORDS = 200
LONGEST_WORD = 2048


@dataclass(frozen=True, slots=True)
class Linked:
    """A label at a control. `value` is as a result holds it: a word, a list of words, or of ways through a tree."""

    from_name: str
    value: Any


def with_linked(schema: Schema, linked: Iterable[Linked]) -> Schema:
    """The schema with these labels after the answers of the configuration; the same schema where there are none.

    A label at a control that the configuration does not have, or that takes no answers, is passed over.
    """
    more: dict[str, list[tuple[str, ...]]] = {}
    for label in linked:
        control = schema.controls_by_name.get(label.from_name)
        if control is not None and takes_labels(control):
            more.setdefault(control.name, []).extend(ways_of(label.value, control.nested))
    if not more:
        return schema
    return replace(
        schema,
        controls=tuple(
            _with_ways(control, more[control.name]) if control.name in more else control for control in schema.controls
        ),
    )


def takes_labels(control: ControlTag) -> bool:
    """Whether a control has answers to which others can be added."""
    return bool(control.answers or control.options_field)


def ways_of(value: Any, nested: bool) -> Sequence[tuple[str, ...]]:
    """The answers of a label, each as the way to it. Where answers nest, a list of words is one way."""
    if isinstance(value, str):
        return [(value,)]
    if all(isinstance(word, str) for word in value):
        return [tuple(value)] if nested else [(word,) for word in value]
    return [tuple(way) for way in value]


def refuse_label(value: Any, nested: bool | None = None) -> str | None:
    """Why a value can be no label, at a control whose answers nest or not when that is known."""
    ways = [value] if isinstance(value, str) else value
    if not isinstance(ways, list) or not 1 <= len(ways) <= MOST_WORDS:
        return "is neither a word nor a list of words."
    paths = [way for way in ways if isinstance(way, list)]
    if paths and len(paths) < len(ways):
        return "mixes words with ways through a tree."
    words = [word for way in ways for word in (way if isinstance(way, list) else [way])]
    if not all(isinstance(word, str) and word.strip() and len(word) <= LONGEST_WORD for word in words):
        return "holds something that is no word."
    if any(not path for path in paths):
        return "holds a way without a word."
    if nested is False and paths:
        return "is a way through a tree, but the answers of this control do not nest."
    return None


def _with_ways(control: ControlTag, ways: Iterable[Sequence[str]]) -> ControlTag:
    items = control.items
    for way in ways:
        items = _grown(items, way)
    return control.with_all_items(items)


def _grown(items: Sequence[Item], way: Sequence[str]) -> tuple[Item, ...]:
    """A tree of answers in which this way exists; what is there already stays as it is."""
    head, *rest = way
    if not any(item.stored == head for item in items):
        below: tuple[Item, ...] = _grown((), rest) if rest else ()
        return (*items, Item.of({"value": head}, below))
    if not rest:
        return tuple(items)
    return tuple(replace(item, children=_grown(item.children, rest)) if item.stored == head else item for item in items)
