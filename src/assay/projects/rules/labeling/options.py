"""Reads what stands inside of a control or an object: its answers, one below the other where they nest, and parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assay.projects.rules.labeling.markup import Element
from assay.projects.rules.labeling.refusals import MAX_NAME, Refusals
from assay.projects.rules.labeling.schema import Item, Part
from assay.projects.rules.labeling.tags import Tag
from assay.projects.rules.labeling.tags.words import CONDITIONS


def read_parts(element: Element, tag: Tag, refusals: Refusals) -> tuple[Part, ...]:
    """The parts of an object or of a control; anything else inside of it is refused elsewhere or here."""
    parts = []
    names: dict[str, int] = {}
    for child in element.children:
        if child.tag not in tag.parts:
            if not tag.option:
                _misplaced(child, element, tag, refusals)
            continue
        row = refusals.known(child)
        assert row is not None
        refusals.check_attributes(child, row)
        refusals.no_children(child)
        name = child.attributes.get("name", "")
        if name and name in names:
            message = f'"{name}" stands twice in this <{element.tag}>, first on line {names[name]}.'
            refusals.add(child, message, "Give each a name of its own.")
        names.setdefault(name, child.line)
        parts.append(Part(child.tag, child.line, child.attributes))
    return tuple(parts)


def read_options(element: Element, tag: Tag, refusals: Refusals, *, nests: bool) -> tuple[Item, ...]:
    """The answers of a control, as they stand; views and headings between them leave no trace."""
    taken: dict[str, int] = {}
    return tuple(_options(element.children, element, tag, refusals, nests, taken))


def _options(
    children: Sequence[Element],
    control: Element,
    tag: Tag,
    refusals: Refusals,
    nests: bool,
    taken: dict[str, int],
) -> Iterator[Item]:
    for child in children:
        row = refusals.known(child)
        if row is None or child.tag in tag.parts:
            continue
        if row.name == "View" and not CONDITIONS.keys() & child.attributes.keys():
            refusals.check_attributes(child, row)
            yield from _options(child.children, control, tag, refusals, nests, taken)
        elif row.name == "Header" and (tag.name == "Choices" or tag.names):
            refusals.check_attributes(child, row)
            refusals.check_header(child)
        elif row.name != tag.option:
            _misplaced(child, control, tag, refusals)
        else:
            refusals.check_attributes(child, row)
            _check_option(child, control, refusals, taken)
            below: tuple[Item, ...] = ()
            if nests:
                # In another branch of a tree the same word is another answer.
                below = tuple(_options(child.children, control, tag, refusals, nests, {}))
            elif tag.nests and child.children:
                fix = 'Write allowNested="true" on the <Choices> around them, or close each <Choice> with />.'
                inner = child.children[0]
                refusals.add(inner, f"<{inner.tag}> stands inside <{child.tag}>.", fix)
            else:
                refusals.no_children(child)
            yield Item.of(child.attributes, below)


def _check_option(option: Element, control: Element, refusals: Refusals, taken: dict[str, int]) -> None:
    value, alias = option.attributes.get("value", ""), option.attributes.get("alias", "")
    if len(value) > MAX_NAME or len(alias) > MAX_NAME:
        refusals.add(option, f"<{option.tag}> is longer than {MAX_NAME} characters.", "Shorten its value.")
    for word in {value, alias or value} - {""}:
        if word in taken:
            message = f'"{word}" stands twice in this <{control.tag}>, first on line {taken[word]}.'
            refusals.add(option, message, "Remove one of them or give it another value.")
            break
    taken |= dict.fromkeys((value, alias or value), option.line)


def _misplaced(child: Element, parent: Element, tag: Tag, refusals: Refusals) -> None:
    if refusals.known(child) is None:
        return
    inside = [f"<{name}>" for name in (tag.option, *tag.parts) if name]
    if inside:
        fix = f"Put only {' and '.join(inside)} tags inside <{parent.tag}>."
    else:
        fix = f"Close <{parent.tag}> before it: <{parent.tag} ... />."
    refusals.add(child, f"<{child.tag}> stands inside <{parent.tag}>.", fix)
