"""Attributes that several tags share."""

from __future__ import annotations

from assay.projects.rules.labeling.tags.tag import Kind


def words(*texts: str) -> frozenset[str]:
    """The words of some texts in lower case, as the cosmetic attributes of a row are written."""
    return frozenset(word for text in texts for word in text.lower().split())


ANY: tuple[str, ...] = ()
YES = ("true",)
NO = ("false",)
YES_NO = ("true", "false")

# How a tag looks; the page has a look of its own.
LOOK = "style className idAttr size hint"

# When a tag is asked or shown. Written on a view they are about everything inside of it.
CONDITIONS = {
    "visibleWhen": ("region-selected", "no-region-selected", "choice-selected", "choice-unselected"),
    "whenTagName": ANY,
    "whenLabelValue": ANY,
    "whenChoiceValue": ANY,
}
NO_CONDITIONS = {name.lower(): ANY for name in CONDITIONS}

NAMED = {"name": ANY, "value": ANY}
VALUE_FIELD = {"value": Kind.FIELD}

CONTROL = {"name": ANY, "toName": ANY, "required": YES_NO, "requiredMessage": ANY}
TARGETED = ("name", "toName")

# Answers about the item, or about each region or each entry of a list.
ANSWER = {**CONTROL, **CONDITIONS, "perRegion": YES_NO, "perItem": YES_NO}
ANSWER_OFF = {"readonly": NO}
ANSWER_LOOK = f"{LOOK} displayMode label focusable"

OPTION = {"value": ANY, "alias": ANY, "hotkey": ANY, "background": ANY, "selected": YES_NO, "hint": ANY}
OPTION_OFF = {**NO_CONDITIONS, "readonly": NO, "visible": YES}
OPTION_LOOK = "style className idAttr size showAlias aliasStyle"

EVERY_OBJECT = (
    "Text", "HyperText", "Paragraphs", "Image", "Audio", "Video", "Pdf", "Table", "List", "TimeSeries"
)  # fmt: skip
