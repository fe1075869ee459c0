"""The tags of a labeling configuration that Assay understands, one row per tag.

The names and their meaning are those of Label Studio's configuration language. An attribute is *understood* (it
changes what we do), *cosmetic* (it only changes how Label Studio draws; we draw our own way), or *off*: a feature that
we do not offer, whose attribute passes only with the values that leave the feature off. Anything else is refused by
name: a configuration is never half obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a tag does in a configuration."""

    OBJECT = "object"  # shows a field of the item's data
    CONTROL = "control"  # asks for something about an object
    ITEM = "item"  # one possible answer of a control
    STRUCTURE = "structure"  # arranges the others


@dataclass(frozen=True, slots=True)
class Tag:
    """A supported tag.

    `understood` maps attributes to their possible values (empty: any); `required` are those that must be written.
    The case of these matters, as it does on Label Studio's server; `cosmetic` and `off` are lower case and compared so.
    A control's `labels` names the object tags it may point to, `item` the tag of its answers, `draws` whether an answer
    is a region of the object, and `result_type` the `type` of its entries in a result, whose `value` holds the chosen
    answers under the same word.
    """

    name: str
    role: Role
    understood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    cosmetic: frozenset[str] = frozenset()
    off: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    item: str = ""
    draws: bool = False
    result_type: str = ""

    def values_of(self, attribute: str) -> tuple[str, ...] | None:
        """The values that an attribute may have, empty for any; None when it cannot be written at all."""
        if attribute in self.understood:
            return self.understood[attribute]
        lower = attribute.lower()
        if lower in self.off:
            return self.off[lower] or None
        if lower in {name.lower() for name in self.understood}:
            return None
        return () if lower in self.cosmetic or lower.startswith(_FOR_MODELS) else None


# Model backends read these from the configuration; neither the server nor the page has a use for them.
_FOR_MODELS = ("model_", "predicted_values")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


_ANY: tuple[str, ...] = ()
_YES = ("true",)
_NO = ("false",)
_YES_NO = ("true", "false")
_LOOK = "style className idAttr size hint"
_TOOLBAR = "zoom zoomBy zoomControl negativeZoom defaultZoom brightnessControl contrastControl rotateControl"
_CANVAS = "smoothing width height maxWidth maxHeight grid gridSize gridColor crosshair crossOrigin preload resize"
_REGION_LOOK = _words(f"showInline opacity fillColor fillOpacity strokeColor strokeWidth canRotate {_LOOK}")

_OBJECT = {"name": _ANY, "value": _ANY}
_CONTROL = {"name": _ANY, "toName": _ANY, "required": _YES_NO, "requiredMessage": _ANY}
_REGION_CONTROL = {**_CONTROL, "choice": ("single", "multiple")}
_ITEM = {"value": _ANY, "alias": _ANY, "hotkey": _ANY, "background": _ANY, "selected": _YES_NO}

_CONDITIONS = {"visiblewhen": _ANY, "whentagname": _ANY, "whenlabelvalue": _ANY, "whenchoicevalue": _ANY}
# `value` on a control reads its answers from the item's data.
_CONTROL_OFF = {**_CONDITIONS, "value": _ANY, "peritem": _NO, "readonly": _NO}
_REGION_OFF = {
    **_CONTROL_OFF,
    "perregion": _NO,
    "maxusages": _ANY,
    "allowempty": _NO,
    "smart": _NO,
    "smartonly": _NO,
    "snap": ("none",),
}
_ITEM_OFF = {**_CONDITIONS, "html": _ANY, "maxusages": _ANY, "readonly": _NO, "visible": _YES}
_TEXT_OFF = {
    "valuetype": ("text",),
    "encoding": ("none",),
    "selectionenabled": _YES,
    "savetextresult": ("yes",),
}

_ROWS = (
    Tag("View", Role.STRUCTURE, cosmetic=_words(f"display {_LOOK}"), off=_CONDITIONS),
    Tag(
        "Header",
        Role.STRUCTURE,
        understood={"value": _ANY},
        required=("value",),
        cosmetic=_words(f"name underline level {_LOOK}"),
        off=_CONDITIONS,
    ),
    Tag(
        "Text",
        Role.OBJECT,
        understood=_OBJECT,
        required=("name", "value"),
        cosmetic=_words(f"granularity highlightColor showLabels {_LOOK}"),
        off={**_CONDITIONS, **_TEXT_OFF},
    ),
    Tag(
        "Image",
        Role.OBJECT,
        understood=_OBJECT,
        required=("name", "value"),
        cosmetic=_words(f"{_TOOLBAR} {_CANVAS} horizontalAlignment verticalAlignment {_LOOK}"),
        off={**_CONDITIONS, "valuelist": _ANY},
    ),
    Tag(
        "Choices",
        Role.CONTROL,
        understood={**_CONTROL, "choice": ("single", "single-radio", "multiple"), "perRegion": _YES_NO},
        required=("name", "toName"),
        cosmetic=_words(f"showInline layout {_LOOK}"),
        off={**_CONTROL_OFF, "allownested": _NO, "randomize": _NO},
        labels=frozenset({"Text", "Image"}),
        item="Choice",
        result_type="choices",
    ),
    Tag(
        "Choice",
        Role.ITEM,
        understood=_ITEM,
        required=("value",),
        cosmetic=_words(f"color showAlias aliasStyle {_LOOK}"),
        off=_ITEM_OFF,
    ),
    Tag(
        "Labels",
        Role.CONTROL,
        understood=_REGION_CONTROL,
        required=("name", "toName"),
        cosmetic=_REGION_LOOK,
        off=_REGION_OFF,
        labels=frozenset({"Text"}),
        item="Label",
        draws=True,
        result_type="labels",
    ),
    Tag(
        "RectangleLabels",
        Role.CONTROL,
        understood=_REGION_CONTROL,
        required=("name", "toName"),
        cosmetic=_REGION_LOOK,
        off=_REGION_OFF,
        labels=frozenset({"Image"}),
        item="Label",
        draws=True,
        result_type="rectanglelabels",
    ),
    Tag(
        "Label",
        Role.ITEM,
        understood=_ITEM,
        required=("value",),
        cosmetic=_words(f"showAlias aliasStyle selectedColor category granularity {_LOOK}"),
        off=_ITEM_OFF,
    ),
)

TAGS: Mapping[str, Tag] = {row.name: row for row in _ROWS}

RESULT_TYPES = frozenset(row.result_type for row in _ROWS if row.result_type)

_REGION_ADVICE = "Mark the places with <RectangleLabels> boxes."
_QUESTION_ADVICE = "Ask the question with <Choices>, one <Choice> per answer."
_OBJECT_ADVICE = "Show the item with <Text> or <Image>."

# What to write instead of a tag of Label Studio that is not supported.
INSTEAD: Mapping[str, str] = {
    "Style": "Remove it: the page has its own look, and the style attributes are not needed either.",
    "HyperTextLabels": "Use <Labels> on a <Text>.",
    "ParagraphLabels": "Use <Labels> on a <Text>.",
    "Rectangle": "Use <RectangleLabels>, which draws the box and names it.",
    **dict.fromkeys(("PolygonLabels", "BrushLabels", "EllipseLabels", "KeyPointLabels", "Polygon"), _REGION_ADVICE),
    **dict.fromkeys(("Brush", "Ellipse", "KeyPoint", "VectorLabels", "BitmaskLabels", "MagicWand"), _REGION_ADVICE),
    **dict.fromkeys(("Rating", "Taxonomy", "Pairwise", "Ranker", "Number", "DateTime"), _QUESTION_ADVICE),
    "TextArea": "Ask for one of several answers with <Choices>, or remove it.",
    **dict.fromkeys(("HyperText", "Paragraphs", "Audio", "AudioPlus", "Video", "TimeSeries", "Table"), _OBJECT_ADVICE),
    **dict.fromkeys(("List", "Pdf", "PDF", "Chat", "Markdown"), _OBJECT_ADVICE),
    **dict.fromkeys(("Relations", "Filter", "Shortcut"), "Remove it: the rest of the configuration works without it."),
    "Collapse": "Use <View>.",
    "Repeater": "Write the repeated tags out.",
}
