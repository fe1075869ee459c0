"""What a labeling configuration means: the objects that are shown and the controls that ask about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assay.projects.rules.labeling.tags import TAGS

# Braces, brackets and dots would be a path into the data, which is not offered.
FIELD = re.compile(r"\$([^\s$.,\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a control. `attributes` are as written in the configuration."""

    value: str
    alias: str
    hotkey: str
    color: str
    selected: bool
    attributes: Mapping[str, str]

    @property
    def stored(self) -> str:
        """What stands for this answer in a result: the alias where there is one."""
        return self.alias or self.value

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Item:
        return cls(
            value=attributes.get("value", ""),
            alias=attributes.get("alias", ""),
            hotkey=attributes.get("hotkey", ""),
            color=attributes.get("background", ""),
            selected=attributes.get("selected") == "true",
            attributes=attributes,
        )


@dataclass(frozen=True, slots=True)
class ObjectTag:
    """Something to look at. `field` is the key of the item's data that holds it."""

    name: str
    tag: str
    field: str
    line: int
    attributes: Mapping[str, str]

    @classmethod
    def of(cls, tag: str, line: int, attributes: Mapping[str, str]) -> ObjectTag:
        found = FIELD.fullmatch(attributes.get("value", ""))
        return cls(attributes.get("name", ""), tag, found[1] if found else "", line, attributes)


@dataclass(frozen=True, slots=True)
class ControlTag:
    """Something to answer with, about the object named `to_name`."""

    name: str
    tag: str
    to_name: str
    items: tuple[Item, ...]
    answers: Mapping[str, Item]  # what may stand in a result, in the order of the configuration
    multiple: bool
    per_region: bool  # asked about each region, not about the whole item
    required: bool
    required_message: str
    line: int
    attributes: Mapping[str, str]

    @property
    def result_type(self) -> str:
        """The `type` of this control's entries in a result, and the key of the chosen answers in their `value`."""
        return TAGS[self.tag].result_type

    @property
    def draws(self) -> bool:
        """Whether an answer is a region of the object."""
        return TAGS[self.tag].draws

    @classmethod
    def of(cls, tag: str, line: int, attributes: Mapping[str, str], items: tuple[Item, ...]) -> ControlTag:
        return cls(
            name=attributes.get("name", ""),
            tag=tag,
            to_name=attributes.get("toName", ""),
            items=items,
            answers={item.stored: item for item in items},
            multiple=attributes.get("choice") == "multiple",
            per_region=attributes.get("perRegion") == "true",
            required=attributes.get("required") == "true",
            required_message=attributes.get("requiredMessage", ""),
            line=line,
            attributes=attributes,
        )


@dataclass(frozen=True)
class Schema:
    """A labeling configuration that was understood: what is shown and what is asked, in document order."""

    objects: tuple[ObjectTag, ...]
    controls: tuple[ControlTag, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys that the data of every item must have, each once."""
        return tuple(dict.fromkeys(shown.field for shown in self.objects))

    @property
    def data_types(self) -> dict[str, str]:
        """Which tag shows which field, in Label Studio's form: `{"text": "Text"}`."""
        return {shown.field: shown.tag for shown in self.objects}

    @cached_property
    def controls_by_name(self) -> Mapping[str, ControlTag]:
        return {control.name: control for control in self.controls}

    def field_of(self, tag: str) -> str | None:
        """The one field shown by this kind of tag; None when there is none or more than one."""
        fields = {shown.field for shown in self.objects if shown.tag == tag}
        return fields.pop() if len(fields) == 1 else None

    def parsed_label_config(self) -> dict[str, dict[str, Any]]:
        """The form in which Label Studio's API and model backends know a configuration, by control name."""
        shown = {
            tag.name: {"type": tag.tag, "valueType": tag.attributes.get("valueType"), "value": tag.field}
            for tag in self.objects
        }
        return {
            control.name: {
                "type": control.tag,
                "to_name": [control.to_name],
                "inputs": [shown[control.to_name]],
                "labels": list(control.answers),
                "labels_attrs": {item.stored: dict(item.attributes) for item in control.items},
            }
            for control in self.controls
        }

    def as_json(self) -> dict[str, Any]:
        """For storage; `schema_from_json` is its inverse."""
        return {
            "objects": [
                {"tag": shown.tag, "line": shown.line, "attributes": dict(shown.attributes)} for shown in self.objects
            ],
            "controls": [
                {
                    "tag": control.tag,
                    "line": control.line,
                    "attributes": dict(control.attributes),
                    "items": [dict(item.attributes) for item in control.items],
                }
                for control in self.controls
            ],
        }


def schema_from_json(stored: Mapping[str, Any]) -> Schema:
    """The schema that `Schema.as_json` wrote."""
    return Schema(
        objects=tuple(ObjectTag.of(row["tag"], row["line"], row["attributes"]) for row in stored["objects"]),
        controls=tuple(
            ControlTag.of(row["tag"], row["line"], row["attributes"], tuple(Item.of(item) for item in row["items"]))
            for row in stored["controls"]
        ),
    )
