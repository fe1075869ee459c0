"""The tags of a labeling configuration that Assay understands, one row per tag.

The names and their meaning are those of Label Studio's configuration language. An attribute is *understood* (it
changes what we do), *cosmetic* (it only changes how Label Studio draws; we draw our own way), or *closed*: only the
listed values pass, and where none is listed the attribute asks for something we do not offer. Anything else is refused
by name: a configuration is never half obeyed. As in Label Studio's own editor, the case of attribute names is ignored.
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
    """A supported tag. All attribute names are lower case.

    A control's `labels` names the object tags it may point to, `item` the tag of its answers, and `result_type` the
    `type` of its entries in a result, whose `value` holds the chosen answers under the same word.
    """

    name: str
    role: Role
    understood: frozenset[str] = frozenset()
    cosmetic: frozenset[str] = frozenset()
    closed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    item: str = ""
    result_type: str = ""

    def accepts(self, attribute: str, value: str) -> bool:
        """Whether the attribute may be written with this value."""
        if attribute in self.closed:
            return value.strip().lower() in self.closed[attribute]
        return attribute in self.understood or attribute in self.cosmetic or attribute.startswith(_FOR_MODELS)

    @property
    def attributes(self) -> frozenset[str]:
        """Every attribute that can be written with some value."""
        return self.understood | self.cosmetic | {name for name, values in self.closed.items() if values}


# Model backends read these from the configuration; neither the server nor the page has a use for them.
_FOR_MODELS = ("model_", "predicted_values")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


_NO = ("false",)
_YES = ("true",)
_YES_NO = ("true", "false")
_NEVER: tuple[str, ...] = ()
_CONDITIONS = {"visiblewhen": _NEVER, "whentagname": _NEVER, "whenlabelvalue": _NEVER, "whenchoicevalue": _NEVER}
_CONTROL = {
    **_CONDITIONS,
    "required": _YES_NO,
    "value": _NEVER,  # answers read from the item's data
    "perregion": _NO,
    "peritem": _NO,
    "readonly": _NO,
}
_REGION_CONTROL = {
    **_CONTROL,
    "choice": ("single",),
    "maxusages": _NEVER,
    "allowempty": _NO,
    "smart": _NO,
    "smartonly": _NO,
}
_ITEM = {**_CONDITIONS, "html": _NEVER, "readonly": _NO, "visible": _YES}
_LOOK = "style className idAttr size hint"
_REGION_LOOK = f"showInline opacity fillColor fillOpacity strokeColor strokeWidth {_LOOK}"
_TOOLBAR = "zoom zoomBy zoomControl negativeZoom defaultZoom brightnessControl contrastControl rotateControl"
_CANVAS = "smoothing width height maxWidth maxHeight grid gridSize gridColor crosshair crossOrigin preload resize"

_ROWS = (
    Tag("View", Role.STRUCTURE, cosmetic=_words(f"display {_LOOK}"), closed=_CONDITIONS),
    Tag("Header", Role.STRUCTURE, _words("value"), _words(f"name underline level {_LOOK}"), _CONDITIONS),
    Tag(
        "Text",
        Role.OBJECT,
        _words("name value"),
        _words(f"granularity highlightColor showLabels {_LOOK}"),
        {
            **_CONDITIONS,
            "valuetype": ("text",),
            "encoding": ("none",),
            "selectionenabled": _YES,
            "savetextresult": ("yes",),
        },
    ),
    Tag(
        "Image",
        Role.OBJECT,
        _words("name value"),
        _words(f"{_TOOLBAR} {_CANVAS} horizontalAlignment verticalAlignment {_LOOK}"),
        {**_CONDITIONS, "valuelist": _NEVER},
    ),
    Tag(
        "Choices",
        Role.CONTROL,
        _words("name toName requiredMessage"),
        _words(f"showInline layout {_LOOK}"),
        {**_CONTROL, "choice": ("single", "single-radio", "multiple"), "allownested": _NO, "randomize": _NO},
        labels=frozenset({"Text", "Image"}),
        item="Choice",
        result_type="choices",
    ),
    Tag(
        "Choice",
        Role.ITEM,
        _words("value alias hotkey background color"),
        _words(f"showAlias aliasStyle {_LOOK}"),
        {**_ITEM, "selected": _YES_NO},
    ),
    Tag(
        "Labels",
        Role.CONTROL,
        _words("name toName requiredMessage"),
        _words(_REGION_LOOK),
        _REGION_CONTROL,
        labels=frozenset({"Text"}),
        item="Label",
        result_type="labels",
    ),
    Tag(
        "RectangleLabels",
        Role.CONTROL,
        _words("name toName requiredMessage"),
        _words(f"canRotate {_REGION_LOOK}"),
        {**_REGION_CONTROL, "snap": ("none",)},
        labels=frozenset({"Image"}),
        item="Label",
        result_type="rectanglelabels",
    ),
    Tag(
        "Label",
        Role.ITEM,
        _words("value alias hotkey background"),
        _words(f"showAlias aliasStyle selectedColor category granularity {_LOOK}"),
        {**_ITEM, "selected": _NO, "maxusages": _NEVER},
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
