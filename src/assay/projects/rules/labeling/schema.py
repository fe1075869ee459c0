"""What a labeling configuration means: the objects that are shown and the controls that ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assay.projects.rules.labeling.conditions import Condition, condition_of
from assay.projects.rules.labeling.tags import ALIASES, TAGS, Role

# Braces, brackets and dots would be a path into the data, which is not offered.
FIELD = re.compile(r"\$([^\s$.,\[\]{}]+)")

# Where the answer does not stand under the type of its entry.
_VALUE_KEYS = {"textarea": "text", "pairwise": "selected", "videorectangle": "labels"}

# Relations need no name in a configuration, and their results carry none.
RELATIONS = "relations"


def field_named(value: str) -> str:
    """The field that `$field` names; empty when it names none."""
    found = FIELD.fullmatch(value)
    return found[1] if found else ""


# One word alone is a field whose dollar sign was forgotten.
_BARE = re.compile(r"\s*[\w.-]+\s*")


def is_literal(value: str) -> bool:
    """Whether a value is words to show, rather than the name of a field."""
    return bool(value.strip()) and not value.lstrip().startswith("$") and not _BARE.fullmatch(value)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a control, with the answers below it. `attributes` are as written in the configuration."""

    value: str
    alias: str
    hotkey: str
    color: str
    selected: bool
    attributes: Mapping[str, str]
    children: tuple[Item, ...] = ()

    @property
    def stored(self) -> str:
        """What stands for this answer in a result: the alias where there is one."""
        return self.alias or self.value

    @classmethod
    def of(cls, attributes: Mapping[str, str], children: tuple[Item, ...] = ()) -> Item:
        return cls(
            value=attributes.get("value", ""),
            alias=attributes.get("alias", ""),
            hotkey=attributes.get("hotkey", ""),
            color=attributes.get("background", ""),
            selected=attributes.get("selected") == "true",
            attributes=attributes,
            children=children,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A tag inside of an object or a control that is no answer, such as a channel of a time series."""

    tag: str
    line: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ObjectTag:
    """Something to look at. `field` is the key of the item's data that holds it, with `is_list` a list of addresses.

    `written` is the tag as the configuration spells it.
    """

    name: str
    tag: str
    field: str
    is_list: bool
    line: int
    attributes: Mapping[str, str]
    parts: tuple[Part, ...] = ()
    written: str = ""

    @classmethod
    def of(cls, tag: str, line: int, attributes: Mapping[str, str], parts: tuple[Part, ...] = ()) -> ObjectTag:
        is_list = bool(attributes.get("valueList", "").strip())
        field = field_named(attributes.get("valueList" if is_list else "value", ""))
        return cls(attributes.get("name", ""), ALIASES.get(tag, tag), field, is_list, line, attributes, parts, tag)


@dataclass(frozen=True, slots=True)
class ControlTag:
    """Something to answer with, about the object named `to_name`; `targets` are all that it names.

    `answers` is what may stand in a result, in the order of the configuration; where answers nest, `paths` is. An item
    of data may add its own, from its `options_field`. `draws`: an answer is a region. `names`: its answers are labels
    of regions, drawn by itself or by other controls. `conditions` are its own and those of the views around it.
    """

    name: str
    tag: str
    to_name: str
    targets: tuple[str, ...]
    items: tuple[Item, ...]
    answers: Mapping[str, Item]
    paths: Mapping[tuple[str, ...], Item]
    nested: bool
    options_field: str
    multiple: bool
    per_region: bool  # asked about each region, not about the whole item
    per_item: bool  # asked about each entry of an object that shows a list
    required: bool
    required_message: str
    conditions: tuple[Condition, ...]
    draws: bool
    names: bool
    line: int
    attributes: Mapping[str, str]
    parts: tuple[Part, ...]
    within: tuple[Mapping[str, str], ...]

    @property
    def result_type(self) -> str:
        """The `type` of this control's entries in a result."""
        return TAGS[self.tag].result_type

    @property
    def value_key(self) -> str:
        """The key of the answer, or of the labels, in the `value` of its entries."""
        return _VALUE_KEYS.get(self.result_type, self.result_type)

    @property
    def is_asked(self) -> bool:
        """Whether it is a question, as opposed to marks on an object or links between them."""
        return not (self.draws or self.names or self.result_type == "relation")

    @classmethod
    def of(
        cls,
        tag: str,
        line: int,
        attributes: Mapping[str, str],
        items: tuple[Item, ...] = (),
        parts: tuple[Part, ...] = (),
        within: tuple[Mapping[str, str], ...] = (),
    ) -> ControlTag:
        row = TAGS[tag]
        targets = tuple(name.strip() for name in attributes.get("toName", "").split(",")) if row.targets else ()
        per_region = row.role is Role.CONTROL and not row.names and attributes.get("perRegion") == "true"
        stated = [condition_of(attributes, per_region), *map(condition_of, within)]
        paths = dict(_paths(items))
        return cls(
            name=attributes.get("name", "") or (RELATIONS if row.result_type == "relation" else ""),
            tag=tag,
            to_name=targets[0] if targets else "",
            targets=targets,
            items=items,
            answers={item.stored: item for item in paths.values()},
            paths=paths,
            nested=row.nests and (tag == "Taxonomy" or attributes.get("allowNested") == "true"),
            options_field=field_named(attributes.get("value", "")) if row.option else "",
            multiple=tag == "Taxonomy" or attributes.get("choice") == "multiple",
            per_region=per_region,
            per_item=attributes.get("perItem") == "true",
            required=attributes.get("required") == "true",
            required_message=attributes.get("requiredMessage", ""),
            conditions=tuple(condition for condition in stated if condition),
            draws=row.draws,
            names=row.names,
            line=line,
            attributes=attributes,
            parts=parts,
            within=within,
        )

    def with_items(self, more: Sequence[Item]) -> ControlTag:
        """The same control with the answers that an item of data brings."""
        new = tuple(item for item in more if item.stored not in self.answers)
        return self.with_all_items((*self.items, *new)) if new else self

    def with_all_items(self, items: tuple[Item, ...]) -> ControlTag:
        """The same control with other answers."""
        paths = dict(_paths(items))
        answers = {item.stored: item for item in paths.values()}
        return replace(self, items=items, answers=answers, paths=paths)


def _paths(items: Iterable[Item], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Item]]:
    for item in items:
        path = (*above, item.stored)
        yield path, item
        yield from _paths(item.children, path)


@dataclass(frozen=True)
class Schema:
    """A labeling configuration that was understood: what is shown and what is asked, in document order."""

    objects: tuple[ObjectTag, ...]
    controls: tuple[ControlTag, ...]

    @classmethod
    def of(cls, objects: Iterable[ObjectTag], controls: Iterable[ControlTag]) -> Schema:
        """Puts tags together that were read one by one: what a control does depends on the object it points to."""
        shown = tuple(objects)
        kinds = {each.name: each.tag for each in shown}
        return cls(shown, tuple(_settled(control, kinds) for control in controls))

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys that the data of every item must have, each once."""
        return tuple(dict.fromkeys(shown.field for shown in self.objects))

    @property
    def data_types(self) -> dict[str, str]:
        """Which tag shows which field, in Label Studio's form: `{"text": "Text"}`."""
        return {shown.field: shown.written for shown in self.objects}

    @cached_property
    def controls_by_name(self) -> Mapping[str, ControlTag]:
        return {control.name: control for control in self.controls}

    @cached_property
    def objects_by_name(self) -> Mapping[str, ObjectTag]:
        found: dict[str, ObjectTag] = {}
        for shown in self.objects:  # of two with one name, which is refused, the first counts
            found.setdefault(shown.name, shown)
        return found

    @cached_property
    def limits_usages(self) -> bool:
        """Whether some label may only be given to so many regions."""
        return any(
            attributes.get("maxUsages")
            for control in self.controls
            for attributes in (control.attributes, *(answer.attributes for answer in control.answers.values()))
        )

    @cached_property
    def relations(self) -> ControlTag | None:
        """The control that labels links, if there is one."""
        return next((control for control in self.controls if control.result_type == "relation"), None)

    def field_of(self, tag: str) -> str | None:
        """The one field shown by this kind of tag; None when there is none or more than one."""
        fields = {shown.field for shown in self.objects if shown.tag == tag}
        return fields.pop() if len(fields) == 1 else None

    def namers(self, to_name: str) -> list[ControlTag]:
        """The controls whose labels name regions of an object."""
        return [control for control in self.controls if control.names and to_name in control.targets]

    def parsed_label_config(self) -> dict[str, dict[str, Any]]:
        """The form in which Label Studio's API and model backends know a configuration, by control name."""
        shown = {tag.name: _input(tag) for tag in self.objects}
        return {
            control.name: {
                "type": control.tag,
                "to_name": list(control.targets),
                "inputs": [shown[name] for name in control.targets],
                "labels": list(control.answers),
                "labels_attrs": {item.stored: dict(item.attributes) for item in control.paths.values()},
                **_conditionals(control.attributes),
                **({"dynamic_labels": True} if re.fullmatch(r"\$[A-Za-z_]+", _value(control)) else {}),
            }
            for control in self.controls
            if control.targets and "name" in control.attributes
        }

    def as_json(self) -> dict[str, Any]:
        """For storage; `schema_from_json` is its inverse."""
        return {
            "objects": [
                {
                    "tag": shown.written,
                    "line": shown.line,
                    "attributes": dict(shown.attributes),
                    "parts": [_part_json(part) for part in shown.parts],
                }
                for shown in self.objects
            ],
            "controls": [
                {
                    "tag": control.tag,
                    "line": control.line,
                    "attributes": dict(control.attributes),
                    "items": [_item_json(item) for item in control.items],
                    "parts": [_part_json(part) for part in control.parts],
                    "within": [dict(attributes) for attributes in control.within],
                }
                for control in self.controls
            ],
        }


def schema_from_json(stored: Mapping[str, Any]) -> Schema:
    """The schema that `Schema.as_json` wrote, in this release or an earlier one."""
    return Schema.of(
        (ObjectTag.of(row["tag"], row["line"], row["attributes"], _parts(row)) for row in stored["objects"]),
        (
            ControlTag.of(
                row["tag"],
                row["line"],
                row["attributes"],
                tuple(_item(item) for item in row["items"]),
                _parts(row),
                tuple(row.get("within", ())),
            )
            for row in stored["controls"]
        ),
    )


def _settled(control: ControlTag, kinds: Mapping[str, str]) -> ControlTag:
    row = TAGS[control.tag]
    return replace(control, draws=False) if kinds.get(control.to_name) in row.names_only else control


def _value(control: ControlTag) -> str:
    return control.attributes.get("value", "")


def _input(shown: ObjectTag) -> dict[str, Any]:
    found: dict[str, Any] = {"type": shown.written, "valueType": shown.attributes.get("valueType")}
    key = "value" if "value" in shown.attributes else "valueList"
    return {**found, key: shown.attributes[key].lstrip("$")}


def _conditionals(attributes: Mapping[str, str]) -> dict[str, Any]:
    if attributes.get("perRegion") == "true":
        for kind, name in (("tag", "whenTagName"), ("label", "whenLabelValue"), ("choice", "whenChoiceValue")):
            if attributes.get(name):
                return {"conditionals": {"type": kind, "name": attributes[name]}}
    return {}


# The answers below an answer are stored beside its attributes under the one name that no attribute can have.
_BELOW = ""


def _item_json(item: Item) -> dict[str, Any]:
    below = {_BELOW: [_item_json(child) for child in item.children]} if item.children else {}
    return {**item.attributes, **below}


def _item(stored: Mapping[str, Any]) -> Item:
    attributes = {name: value for name, value in stored.items() if name != _BELOW}
    return Item.of(attributes, tuple(_item(child) for child in stored.get(_BELOW, ())))


def _part_json(part: Part) -> dict[str, Any]:
    return {"tag": part.tag, "line": part.line, "attributes": dict(part.attributes)}


def _parts(row: Mapping[str, Any]) -> tuple[Part, ...]:
    return tuple(Part(part["tag"], part["line"], part["attributes"]) for part in row.get("parts", ()))
