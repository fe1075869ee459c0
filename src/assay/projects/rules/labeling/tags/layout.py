"""Tags that arrange the page."""

from __future__ import annotations

from assay.projects.rules.labeling.tags.tag import Kind, Role, Tag
from assay.projects.rules.labeling.tags.words import ANY, CONDITIONS, LOOK, NO, NO_CONDITIONS, words

LAYOUT = (
    Tag(
        "View",
        Role.LAYOUT,
        "The frame around everything. A configuration has one at its root and may nest more, to arrange parts with "
        "`style`, to name them for a `<Style>`, or to show them only when `visibleWhen` holds.",
        understood={
            **CONDITIONS,
            "style": ANY,
            "className": ANY,
            "idAttr": ANY,
        },
        cosmetic=words("display size hint title"),
    ),
    Tag(
        "Header",
        Role.LAYOUT,
        "A line of text for the person who labels: `value`, or the text inside of the tag. `$field` as its value shows "
        "that field of the item. `size` is 1 (large) to 6 (small), 4 unless written.",
        understood={"value": ANY, "size": ANY},
        kinds={"size": Kind.COUNT},
        cosmetic=words("name underline level style className idAttr hint granularity"),
        off=NO_CONDITIONS,
    ),
    Tag(
        "Style",
        Role.LAYOUT,
        "CSS for the parts of the configuration, selected by the `className` and `idAttr` of their views. It reaches "
        "nothing outside of the configuration and loads nothing.",
    ),
    Tag(
        "Filter",
        Role.LAYOUT,
        "A search over the options of the control named in `toName`; `hotkey` leads to it, and it searches from "
        "`minlength` characters on (1 unless written).",
        understood={"name": ANY, "toName": ANY, "placeholder": ANY, "minlength": ANY, "hotkey": ANY},
        kinds={"minlength": Kind.NUMBER},
        required=("toName",),
        cosmetic=words(LOOK),
        off={**NO_CONDITIONS, "casesensitive": NO, "casesensetive": NO},
    ),
)
