"""The labeling language for people and for the page: two files that follow from the register of tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docs.markdown import MARK, code, codes, table

from assay.projects.rules.labeling.tags import ALIASES, CASED, FOR_MODELS, INSTEAD, SPELLINGS, TAGS, Kind, Role, Tag

ROLES: Mapping[Role, str] = {
    Role.OBJECT: "Objects: what is shown",
    Role.CONTROL: "Controls: what is asked",
    Role.OPTION: "Answers of a control",
    Role.PART: "Parts of an object or a control",
    Role.LAYOUT: "Layout",
}
KINDS: Mapping[Kind, str] = {
    Kind.FIELD: "`$field`",
    Kind.SHOWN: "`$field`, or words to show",
    Kind.COUNT: "a whole number above 0",
    Kind.NUMBER: "a number",
    Kind.RATE: "a number above 0 or `$field`",
}


def tags_page() -> str:
    """The labeling tags that are supported, and what to write instead of the others."""
    parts = "\n".join(
        f"## {title}\n\n" + "\n".join(_tag(tag) for tag in TAGS.values() if tag.role is role)
        for role, title in ROLES.items()
    )
    advised: dict[str, list[str]] = {}
    for name, advice in INSTEAD.items():
        advised.setdefault(advice, []).append(f"<{name}>")
    instead = ((codes(names), re.sub(r"(<[^<>]+>)", r"`\1`", advice)) for advice, names in advised.items())
    return f"""{MARK}

# Labeling tags

A project is labelled by a configuration in XML, in Label Studio's language. Assay knows the tags of this page. Any
other tag, attribute or value is refused with its name and line; no part of a configuration is ignored in silence.

An attribute of a tag is one of three kinds. *Obeyed*: it changes what Assay does. *Accepted*: it changes the look in
Label Studio; Assay draws its own way and takes it without effect. *Only when off*: a feature that Assay does not have;
the attribute passes with the values that leave the feature off. Attributes that begin with `model_` or
`predicted_values` are for machine learning backends and pass without effect. The case of `name`, `toName`, `value`,
`valueList` and `alias` matters, that of other attributes does not.

```xml
<View>
  <Header value="What is in the picture?"/>
  <RectangleLabels name="objects" toName="image">
    <Label value="Car" background="#2f6fed"/>
    <Label value="Person" background="#c02660" hotkey="p"/>
  </RectangleLabels>
  <Image name="image" value="$image"/>
</View>
```

`value="$image"` names the field of an item's data that is shown: an item of this project is `{{"image": "…"}}`.
`toName` of a control is the `name` of the object that it is about; a question about the whole item may name several,
with commas between them, and its answer is then stored for the first. `value="$options"` on `<Choices>`, `<Taxonomy>`
or a control of labels names a field with more answers: a list of words, or of objects
`{{"value": "…", "alias": "…", "background": "…", "hotkey": "…", "children": […]}}`.

`visibleWhen` shows a view or asks a question only when something holds: `region-selected` (narrowed down by
`whenTagName` and `whenLabelValue`), `no-region-selected`, `choice-selected` or `choice-unselected` (narrowed down by
`whenTagName` and `whenChoiceValue`); several values stand with commas between them. A required question that is not
asked needs no answer.

Objects with `sync` play, stop and move together: it says the name of the other object, or any word that several share.

## At a glance

{table(("Tag", "What it is", "About", "Type in a result"), _glance())}

{parts}
## Not supported

{table(("Tags", "What to do instead"), instead)}
"""


def _glance() -> Iterator[Sequence[str]]:
    for role in ROLES:
        for tag in TAGS.values():
            if tag.role is role:
                anchor = f"[`<{tag.name}>`](#{tag.name.lower()})"
                yield anchor, role.value, _objects(tag), code(tag.result_type)


def _objects(tag: Tag) -> str:
    every = sum(row.role is Role.OBJECT for row in TAGS.values())
    return "every object" if len(tag.objects) == every else codes([f"<{name}>" for name in tag.objects])


def _tag(tag: Tag) -> str:
    lines = [f"### {tag.name}", "", re.sub(r"(?<!`)(<\w+>)(?!`)", r"`\1`", tag.about), ""]
    if tag.objects:
        lines.append(f"- About: {_objects(tag)}.")
    if tag.names_only:
        lines.append(f"- Names what other controls draw: {codes([f'<{name}>' for name in tag.names_only])}.")
    if tag.option:
        lines.append(f"- Answers: {code(f'<{tag.option}>')}.")
    if tag.parts:
        lines.append(f"- Parts: {codes([f'<{name}>' for name in tag.parts])}.")
    if tag.result_type:
        lines.append(f"- Type in a result: {code(tag.result_type)}.")
    if tag.understood:
        lines.append(f"- Obeyed: {', '.join(_attribute(name, tag) for name in tag.understood)}.")
    if tag.cosmetic:
        lines.append(f"- Accepted: {codes(sorted(tag.cosmetic))}.")
    off = [f"{code(name)} ({codes(values) if values else 'not at all'})" for name, values in sorted(tag.off.items())]
    if off:
        lines.append(f"- Only when off: {', '.join(off)}.")
    return "\n".join([*lines, ""])


def _attribute(name: str, tag: Tag) -> str:
    notes = ["required"] if name in tag.required else []
    if tag.understood[name]:
        notes.append(codes(tag.understood[name]))
    if name in tag.kinds:
        notes.append(KINDS[tag.kinds[name]])
    if name in tag.lists:
        notes.append(f"some of {codes(tag.lists[name])}")
    return f"{code(name)} ({': '.join(notes)})" if notes else code(name)


def page_register() -> str:
    """`web/src/editor/ls/tags.gen.ts`: the same rows for the parser of the page."""
    rows = "\n".join(f"  {name}: {json.dumps(_row(tag), ensure_ascii=False)}," for name, tag in TAGS.items())
    return f"""// Written by docs/labeling.py from the register of the server. Do not edit: change
// src/assay/projects/rules/labeling/tags, then run `make docs`.
import type {{ TagRow }} from "./register";

export const TAGS: Readonly<Record<string, TagRow>> = {{
{rows}
}};

/** Other spellings of a tag. */
export const ALIASES: Readonly<Record<string, string>> = {json.dumps(ALIASES)};

/** Attributes that begin so are for model backends: neither the server nor the page has a use for them. */
export const FOR_MODELS: readonly string[] = {json.dumps(FOR_MODELS)};

/** What Label Studio's server and its clients read from a configuration: of these the case matters. */
export const CASED: readonly string[] = {json.dumps(sorted(CASED))};

/** Other spellings of attributes, in lower case. */
export const SPELLINGS: Readonly<Record<string, string>> = {json.dumps(SPELLINGS)};

/** What to write instead of a tag that is not supported. */
export const INSTEAD: Readonly<Record<string, string>> = {json.dumps(INSTEAD, ensure_ascii=False, indent=2)};
"""


def _row(tag: Tag) -> dict[str, Any]:
    """A row without what is empty or off: the page reads what is missing as that."""
    row: dict[str, Any] = {
        "role": tag.role.value,
        "understood": {name: list(values) for name, values in tag.understood.items()},
        "kinds": {name: kind.value for name, kind in tag.kinds.items()},
        "lists": {name: list(words) for name, words in tag.lists.items()},
        "required": list(tag.required),
        "sources": list(tag.sources),
        "cosmetic": sorted(tag.cosmetic),
        "off": {name: list(values) for name, values in tag.off.items()},
        "objects": list(tag.objects),
        "targets": tag.targets if tag.role is Role.CONTROL else 0,
        "shares": tag.shares,
        "option": tag.option,
        "nests": tag.nests,
        "parts": list(tag.parts),
        "draws": tag.draws,
        "names": tag.names,
        "namesOnly": list(tag.names_only),
        "type": tag.result_type,
    }
    return {name: value for name, value in row.items() if value}
