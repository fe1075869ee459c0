"""Tags that ask a question about the item, about each region, or about each entry of a list."""

from __future__ import annotations

from collections.abc import Mapping

from assay.projects.rules.labeling.tags.tag import Kind, Role, Tag
from assay.projects.rules.labeling.tags.words import (
    ANSWER,
    ANSWER_LOOK,
    ANSWER_OFF,
    ANY,
    CONDITIONS,
    CONTROL,
    EVERY_OBJECT,
    LOOK,
    NO,
    OPTION,
    OPTION_LOOK,
    OPTION_OFF,
    TARGETED,
    YES_NO,
    words,
)


def _question(
    name: str,
    about: str,
    more: Mapping[str, tuple[str, ...]],
    *,
    kinds: Mapping[str, Kind] | None = None,
    lists: Mapping[str, tuple[str, ...]] | None = None,
    look: str = "",
    off: Mapping[str, tuple[str, ...]] | None = None,
    option: str = "",
    parts: tuple[str, ...] = (),
) -> Tag:
    return Tag(
        name,
        Role.CONTROL,
        about,
        understood={**ANSWER, **more},
        kinds=kinds or {},
        lists=lists or {},
        required=TARGETED,
        cosmetic=words(ANSWER_LOOK, look) - {attribute.lower() for attribute in more},
        off={**ANSWER_OFF, **(off or {})},
        objects=EVERY_OBJECT,
        shares=True,
        option=option,
        nests=bool(option),
        parts=parts,
        result_type=name.lower(),
    )


ANSWERS = (
    _question(
        "Choices",
        "Asks for one answer or several. `value` names a field of the item with more answers; with `allowNested` "
        "answers may hold answers, and a result then holds the path to each. `<Header>` tags between the answers are "
        "headings of theirs.",
        {
            "choice": ("single", "single-radio", "multiple"),
            "layout": ("select", "inline", "vertical"),
            "showInline": YES_NO,
            "allowNested": YES_NO,
            "value": ANY,
        },
        kinds={"value": Kind.FIELD},
        look="selection",
        off={"randomize": NO},
        option="Choice",
    ),
    Tag(
        "Choice",
        Role.OPTION,
        "One possible answer of `<Choices>`, or one entry of a `<Taxonomy>`, where it may hold others. `html` is shown "
        "instead of its words: formatted text that runs and loads nothing.",
        understood={**OPTION, "html": ANY},
        required=("value",),
        cosmetic=words(OPTION_LOOK, "color"),
        off={**OPTION_OFF, "maxusages": ANY},
    ),
    _question(
        "Taxonomy",
        "Asks for entries of a tree; a result holds the path to each, from the top. `leafsOnly` takes only entries "
        "without others below, `maxUsages` bounds how many.",
        {
            "leafsOnly": YES_NO,
            "maxUsages": ANY,
            "pathSeparator": ANY,
            "showFullPath": YES_NO,
            "placeholder": ANY,
            "value": ANY,
        },
        kinds={"maxUsages": Kind.COUNT, "value": Kind.FIELD},
        look="minWidth maxWidth dropdownWidth legacy",
        off={"apiurl": ANY, "labeling": NO},
        option="Choice",
    ),
    _question(
        "Rating",
        "Asks for a rating from 1 to `maxRating` (5 unless written).",
        {
            "maxRating": ANY,
            "defaultValue": ANY,
            "icon": ("star", "heart", "fire", "smile"),
            "size": ("small", "medium", "large"),
            "hotkey": ANY,
        },
        kinds={"maxRating": Kind.COUNT, "defaultValue": Kind.COUNT},
    ),
    _question(
        "Number",
        "Asks for a number. `slider` shows one beside it, from `min` to `max` (0 and 100 where they are not written).",
        {"min": ANY, "max": ANY, "step": ANY, "defaultValue": ANY, "hotkey": ANY, "slider": YES_NO},
        kinds=dict.fromkeys(("min", "max", "step", "defaultValue"), Kind.NUMBER),
    ),
    _question(
        "DateTime",
        "Asks for a date, a time, a month or a year, as `only` says (date and time unless written). `format` is how it "
        "is shown and stored, in the letters of strftime.",
        {"only": ANY, "format": ANY, "min": ANY, "max": ANY},
        lists={"only": ("date", "time", "month", "year")},
    ),
    _question(
        "TextArea",
        "Asks for text: one or several, up to `maxSubmissions`. `value` is what stands there at the start, text or "
        "`$field`. `<Shortcut>` tags inside insert text by a key.",
        {
            "value": ANY,
            "placeholder": ANY,
            "rows": ANY,
            "maxSubmissions": ANY,
            "editable": YES_NO,
            "skipDuplicates": YES_NO,
        },
        kinds={"rows": Kind.COUNT, "maxSubmissions": Kind.COUNT},
        look="showSubmitButton granularity transcription",
        off={"smart": NO, "smartonly": NO},
        parts=("Shortcut",),
    ),
    Tag(
        "Shortcut",
        Role.PART,
        "Text that a key inserts into the `<TextArea>` around it: `value` is inserted, `alias` is read on its button.",
        understood={"value": ANY, "alias": ANY, "hotkey": ANY},
        required=("value",),
        cosmetic=words("background", LOOK),
    ),
    Tag(
        "Pairwise",
        Role.CONTROL,
        'Asks which of two objects is better: `toName="first,second"`.',
        understood={**CONTROL, **CONDITIONS},
        required=TARGETED,
        cosmetic=words("selectionStyle leftClass rightClass leftChoiceValue rightChoiceValue", LOOK),
        off={**ANSWER_OFF, "peritem": NO, "perregion": NO},
        objects=EVERY_OBJECT,
        targets=2,
        result_type="pairwise",
    ),
    Tag(
        "Ranker",
        Role.CONTROL,
        "Asks to put the entries of a `<List>` in order, or with `<Bucket>` tags inside to sort them into buckets.",
        understood={**CONTROL, **CONDITIONS},
        required=TARGETED,
        cosmetic=words("collapsible", LOOK),
        off={**ANSWER_OFF, "peritem": NO, "perregion": NO},
        objects=("List",),
        parts=("Bucket",),
        result_type="ranker",
    ),
    Tag(
        "Bucket",
        Role.PART,
        'One bucket of a `<Ranker>`. All entries start in the one with `default="true"`.',
        understood={"name": ANY, "title": ANY, "default": YES_NO},
        required=("name",),
        cosmetic=words(LOOK),
    ),
)
