"""Tags that draw regions, name them, and link them."""

from __future__ import annotations

from collections.abc import Mapping

from assay.projects.rules.labeling.tags.tag import Kind, Role, Tag
from assay.projects.rules.labeling.tags.words import (
    ANY,
    CONTROL,
    LOOK,
    NO,
    NO_CONDITIONS,
    OPTION,
    OPTION_LOOK,
    OPTION_OFF,
    TARGETED,
    YES_NO,
    words,
)

_DRAWN_LOOK = f"showInline zoom hotkey opacity fillColor fillOpacity strokeColor strokeWidth {LOOK}"
_DRAWN_OFF = {
    **NO_CONDITIONS,
    "peritem": NO,
    "readonly": NO,
    "perregion": NO,
    "smart": NO,
    "smartonly": NO,
}
# `allowEmpty`: a region may stay without a label.
_NAMING = {
    **CONTROL,
    "choice": ("single", "multiple"),
    "maxUsages": ANY,
    "allowEmpty": YES_NO,
    "value": ANY,
}
_TURN = {"canRotate": YES_NO}
_SNAP = {"snap": ("none", "pixel")}
_POINT = {**_SNAP, "strokeWidth": ANY}
_POINTS_LOOK = "pointSize pointStyle"


def _labels(
    name: str,
    about: str,
    objects: tuple[str, ...],
    *,
    more: Mapping[str, tuple[str, ...]] | None = None,
    look: str = "",
    names_only: tuple[str, ...] = (),
    off: tuple[str, ...] = (),
) -> Tag:
    """A control whose labels name regions, and which draws them except on the objects of `names_only`."""
    return Tag(
        name,
        Role.CONTROL,
        about,
        understood={**_NAMING, **(more or {})},
        kinds={"maxUsages": Kind.COUNT, "value": Kind.FIELD},
        required=TARGETED,
        cosmetic=words(_DRAWN_LOOK, look),
        off={**_DRAWN_OFF, **dict.fromkeys(off, NO), **({} if more and "snap" in more else {"snap": ("none",)})},
        objects=objects,
        option="Label",
        draws=True,
        names=True,
        names_only=names_only,
        result_type=name.lower(),
    )


def _bare(name: str, about: str, more: Mapping[str, tuple[str, ...]] | None = None, look: str = "") -> Tag:
    """A control that draws regions without naming them."""
    return Tag(
        name,
        Role.CONTROL,
        about,
        understood={**CONTROL, **(more or {})},
        required=TARGETED,
        cosmetic=words(_DRAWN_LOOK, "choice", look),
        off={
            **_DRAWN_OFF,
            "maxusages": ANY,
            **({} if more and "snap" in more else {"snap": ("none",)}),
        },
        objects=("Video",) if name.startswith("Video") else ("Image",),
        draws=True,
        result_type=name.lower(),
    )


REGIONS = (
    _labels(
        "Labels",
        "Labels for spans of text, of dialogue and of sound, which it draws itself. On a picture or a video it names "
        "what bare tags beside it draw: `<Rectangle>`, `<VideoRectangle>` and the like. With `allowEmpty` a region may "
        "stay without a label, `maxUsages` bounds how many regions of an item may have the same one.",
        ("Text", "HyperText", "Paragraphs", "Audio", "Image", "Video"),
        names_only=("Image", "Video"),
    ),
    _labels("HyperTextLabels", "Labels for spans of HTML.", ("HyperText",)),
    _labels("ParagraphLabels", "Labels for spans of a dialogue.", ("Paragraphs",)),
    _labels("RectangleLabels", "Boxes on a picture, each with a label.", ("Image",), more={**_TURN, **_SNAP}),
    _labels("PolygonLabels", "Polygons on a picture, each with a label.", ("Image",), more=_SNAP, look=_POINTS_LOOK),
    _labels("EllipseLabels", "Ellipses on a picture, each with a label.", ("Image",), more=_TURN),
    _labels("KeyPointLabels", "Points on a picture, each with a label.", ("Image",), more=_POINT),
    _labels("BrushLabels", "Masks painted on a picture, each with a label.", ("Image",)),
    _labels("TimelineLabels", "Labels for stretches of frames of a video.", ("Video",)),
    _labels("TimeSeriesLabels", "Labels for stretches of time of measurements.", ("TimeSeries",)),
    _bare("Rectangle", "Boxes on a picture, without a label or named by `<Labels>`.", {**_TURN, **_SNAP}),
    _bare("Polygon", "Polygons on a picture, without a label or named by `<Labels>`.", _SNAP, _POINTS_LOOK),
    _bare("Ellipse", "Ellipses on a picture, without a label or named by `<Labels>`.", _TURN),
    _bare("KeyPoint", "Points on a picture, without a label or named by `<Labels>`.", _POINT),
    _bare("Brush", "Masks painted on a picture, without a label or named by `<Labels>`."),
    _bare(
        "VideoRectangle",
        "Boxes that move through a video, named by `<Labels>` beside it. A key frame with `enabled` false is the last "
        "that shows its track until the next key frame; `occluded` true says that something covers the thing.",
    ),
    Tag(
        "Label",
        Role.OPTION,
        "One possible label. Results hold its `alias` where there is one; `maxUsages` bounds how many regions of an "
        "item may have it. `html` is shown instead of its words.",
        understood={**OPTION, "maxUsages": ANY, "html": ANY},
        kinds={"maxUsages": Kind.COUNT},
        required=("value",),
        cosmetic=words(OPTION_LOOK, "selectedColor category granularity"),
        off=OPTION_OFF,
    ),
    Tag(
        "Relations",
        Role.CONTROL,
        "Labels for links between regions. One `<Relations>` serves the whole configuration and needs no name.",
        understood={"name": ANY, "choice": ("single", "multiple")},
        cosmetic=words("toName", LOOK),
        off=NO_CONDITIONS,
        targets=0,
        option="Relation",
        result_type="relation",
    ),
    Tag(
        "Relation",
        Role.OPTION,
        "One possible label of a link.",
        understood={"value": ANY, "alias": ANY, "hotkey": ANY, "background": ANY, "hint": ANY},
        required=("value",),
        cosmetic=words(OPTION_LOOK),
        off=OPTION_OFF,
    ),
)
