"""The problems of a configuration, collected while it is read, and what every tag is checked for."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator

from assay.kit.errors import Problem
from assay.projects.rules.labeling.markup import Element
from assay.projects.rules.labeling.schema import field_named, is_literal
from assay.projects.rules.labeling.tags import INSTEAD, TAGS, Kind, Tag, tag_of

# Names and answers become class names, which are stored in indexes.
MAX_NAME = 500

_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class Refusals:
    """What is wrong with a configuration, tag by tag."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        # Names of tags that were refused already: pointing to one of them is no second mistake.
        self.names: set[str] = set()
        # Whether a tag was not understood: what it would have shown or asked is not known.
        self.skipped = False

    def add(self, element: Element, message: str, fix: str) -> None:
        self.problems.append(Problem("label_config", message, fix, element.line, element.tag))

    def known(self, element: Element) -> Tag | None:
        """The row of a tag; None, and a problem, when it is not supported."""
        tag = tag_of(element.tag)
        if tag:
            return tag
        self.skipped = True
        self.names |= {found.attributes.get("name", "") for found in _walk(element)}
        close = difflib.get_close_matches(element.tag.lower(), [name.lower() for name in TAGS], 1, 0.8)
        meant = next((name for name in TAGS if close and name.lower() == close[0]), None)
        if element.tag in INSTEAD:
            fix = INSTEAD[element.tag]
        elif meant:
            fix = f"Write <{meant}>."
        else:
            fix = f"Use one of: {', '.join(TAGS)}."
        self.add(element, f"<{element.tag}> is not supported.", fix)
        return None

    def check_attributes(self, element: Element, tag: Tag) -> None:
        for name in tag.required:
            if not element.attributes.get(name, "").strip():
                self.add(element, f"<{element.tag}> has no {name}.", f'Add {name}="...".')
        if tag.sources and not any(element.attributes.get(name, "").strip() for name in tag.sources):
            fix = " or ".join(f'{name}="$..."' for name in tag.sources)
            self.add(element, f"<{element.tag}> has no {' or '.join(tag.sources)}.", f"Add {fix}.")
        for name, value in element.attributes.items():
            values = tag.values_of(name)
            if values is None:
                close = difflib.get_close_matches(name, tag.understood, 1, 0.8)
                hint = f" Did you mean {close[0]}?" if close else ""
                self.add(element, f"{name} of <{element.tag}> is not supported.", f"Remove it.{hint}")
            elif values and value not in values:
                allowed = " or ".join(f'{name}="{accepted}"' for accepted in values)
                message = f'{name}="{value}" of <{element.tag}> is not supported.'
                self.add(element, message, f"Write {allowed}, or remove it.")
            elif refused := _refused(name, value, tag):
                message, fix = refused
                self.add(element, f'{name}="{value}" of <{element.tag}> {message}', fix)

    def check_header(self, header: Element) -> None:
        if not (header.attributes.get("value", "").strip() or header.text):
            self.add(header, "<Header> has no value.", 'Add value="...".')
        self.no_children(header)

    def no_children(self, element: Element) -> None:
        for child in element.children:
            fix = f"Close <{element.tag}> before it: <{element.tag} ... />."
            self.add(child, f"<{child.tag}> stands inside <{element.tag}>.", fix)


def _refused(name: str, value: str, tag: Tag) -> tuple[str, str] | None:
    """Why an attribute cannot hold a value, when its row says what it must be."""
    kind = tag.kinds.get(name)
    if not value.strip():
        return None
    if kind in (Kind.FIELD, Kind.SHOWN) and not field_named(value) and not (kind is Kind.SHOWN and is_literal(value)):
        return "does not name a field of the data.", f'Name one field with a dollar sign, such as {name}="$text".'
    if kind is Kind.COUNT and not _COUNT.fullmatch(value):
        return "is not a whole number above zero.", f'Write a number, such as {name}="5".'
    if kind is Kind.NUMBER and not _is_number(value):
        return "is not a number.", f'Write a number, such as {name}="0.5".'
    if kind is Kind.RATE and not field_named(value) and not (_is_number(value) and float(value) > 0):
        return "is neither a number above zero nor a field.", f'Write {name}="25", or {name}="$field".'
    words = tag.lists.get(name)
    if words and not {word.strip() for word in value.split(",")} <= set(words):
        return "is not supported.", f"Write some of: {', '.join(words)}; with commas between them."
    return None


def _is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None and math.isfinite(float(value))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _walk(child)
