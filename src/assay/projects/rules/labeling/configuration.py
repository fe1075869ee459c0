"""Reads a labeling configuration: from Label Studio's XML to a schema.

A configuration is either understood completely or refused with every problem it has, each with its tag, its line and
what to write instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assay.kit.errors import Problem
from assay.projects.rules.labeling.markup import Element, read_markup
from assay.projects.rules.labeling.schema import FIELD, ControlTag, Item, ObjectTag, Schema
from assay.projects.rules.labeling.tags import INSTEAD, TAGS, Role, Tag

# Names and answers become class names, which are stored in indexes.
MAX_NAME = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a configuration is not accepted: at least one problem, in document order."""

    problems: tuple[Problem, ...]


def parse(xml: str) -> Schema | Refusal:
    """Understands a labeling configuration completely, or says everything that stands in the way."""
    root = read_markup(xml)
    if isinstance(root, Problem):
        return Refusal((root,))
    reading = _Reading()
    if root.tag in TAGS and root.tag != "View":
        reading.refuse(root, f"The outermost tag is <{root.tag}>.", "Put everything inside one <View>.")
    reading.structure(root)
    reading.check_whole(root)
    if reading.problems:
        return Refusal(tuple(sorted(reading.problems, key=lambda problem: problem.line or 0)))
    return Schema(tuple(reading.objects), tuple(reading.controls))


class _Reading:
    """One walk over the elements, collecting tags and problems."""

    def __init__(self) -> None:
        self.objects: list[ObjectTag] = []
        self.controls: list[ControlTag] = []
        self.problems: list[Problem] = []
        self._named: dict[str, Element] = {}
        # Names of tags that were refused already: pointing to one of them is no second mistake.
        self._refused_names: set[str] = set()
        self._skipped = False

    def refuse(self, element: Element, message: str, fix: str) -> None:
        self.problems.append(Problem("label_config", message, fix, element.line, element.tag))

    def structure(self, element: Element) -> None:
        """A tag that stands in the layout, outside of any control."""
        tag = self._known(element)
        if tag is None:
            return
        if tag.role is Role.ITEM:
            homes = " or ".join(f"<{row.name}>" for row in TAGS.values() if row.item == tag.name)
            self.refuse(element, f"<{tag.name}> stands outside of a control.", f"Put it inside {homes}.")
            return
        self._check_attributes(element, tag)
        if tag.role is Role.OBJECT:
            self._object(element)
        elif tag.role is Role.CONTROL:
            self._control(element, tag)
        elif tag.name == "Header":
            self._header(element)
        else:
            for child in element.children:
                self.structure(child)

    def check_whole(self, root: Element) -> None:
        """What can only be said once every tag was seen."""
        objects = {shown.name: shown for shown in self.objects}
        for control in self.controls:
            if control.to_name and control.to_name not in self._refused_names:
                self._check_target(control, objects)
        if self._skipped:
            return
        if not self.objects:
            self.refuse(root, "Nothing is shown.", 'Add an object, such as <Text name="text" value="$text"/>.')
        if not self.controls:
            self.refuse(root, "Nothing is asked.", "Add a control, such as <Choices>, that names the object in toName.")

    def _check_target(self, control: ControlTag, objects: Mapping[str, ObjectTag]) -> None:
        element = Element(control.tag, control.line, control.attributes)
        target = objects.get(control.to_name)
        if target is None:
            known = ", ".join(objects) or "none"
            message = f'toName="{control.to_name}" of "{control.name}" is not the name of an object.'
            self.refuse(element, message, f"Write the name of an object; there is: {known}.")
        elif target.tag not in TAGS[control.tag].labels:
            usable = " or ".join(f"<{name}>" for name in sorted(TAGS[control.tag].labels))
            better = [row.name for row in TAGS.values() if target.tag in row.labels and row.name != control.tag]
            fix = f"Point it to {usable}, or use {' or '.join(f'<{name}>' for name in better)}."
            self.refuse(element, f"<{control.tag}> cannot label the <{target.tag}> it points to.", fix)

    def _known(self, element: Element) -> Tag | None:
        tag = TAGS.get(element.tag)
        if tag:
            return tag
        self._skipped = True
        self._refused_names |= {found.attributes.get("name", "") for found in _walk(element)}
        close = difflib.get_close_matches(element.tag.lower(), [name.lower() for name in TAGS], 1, 0.8)
        meant = next((name for name in TAGS if close and name.lower() == close[0]), None)
        if element.tag in INSTEAD:
            fix = INSTEAD[element.tag]
        elif meant:
            fix = f"Write <{meant}>."
        else:
            fix = f"Use one of: {', '.join(TAGS)}."
        self.refuse(element, f"<{element.tag}> is not supported.", fix)
        return None

    def _check_attributes(self, element: Element, tag: Tag) -> None:
        for name in tag.required:
            if not element.attributes.get(name, "").strip():
                self.refuse(element, f"<{tag.name}> has no {name}.", f'Add {name}="...".')
        for name, value in element.attributes.items():
            values = tag.values_of(name)
            if values is None:
                close = difflib.get_close_matches(name, tag.understood, 1, 0.8)
                hint = f" Did you mean {close[0]}?" if close else ""
                self.refuse(element, f"{name} of <{tag.name}> is not supported.", f"Remove it.{hint}")
            elif values and value not in values:
                allowed = " or ".join(f'{name}="{accepted}"' for accepted in values)
                message = f'{name}="{value}" of <{tag.name}> is not supported.'
                self.refuse(element, message, f"Write {allowed}, or remove it.")

    def _header(self, element: Element) -> None:
        value = element.attributes.get("value", "")
        if FIELD.fullmatch(value):
            message = f'A <Header> cannot show the field "{value}".'
            fix = f'Show it with <Text name="..." value="{value}"/>, or write the words of the header.'
            self.refuse(element, message, fix)
        self._no_children(element)

    def _object(self, element: Element) -> None:
        shown = ObjectTag.of(element.tag, element.line, element.attributes)
        self._claim_name(element, shown.name)
        value = element.attributes.get("value", "")
        if value.strip() and not shown.field:
            message = f'value="{value}" of <{shown.tag}> does not name a field of the data.'
            self.refuse(element, message, 'Name one field with a dollar sign, such as value="$text".')
        self._no_children(element)
        self.objects.append(shown)

    def _control(self, element: Element, tag: Tag) -> None:
        items = tuple(self._items(element, tag))
        control = ControlTag.of(element.tag, element.line, element.attributes, items)
        self._claim_name(element, control.name)
        if "," in control.to_name:
            self.refuse(element, f"<{tag.name}> names several objects in toName.", "Write one control for each object.")
            self._refused_names.add(control.to_name)
        if not items:
            self.refuse(element, f"<{tag.name}> has no <{tag.item}>.", f'Add at least one <{tag.item} value="..."/>.')
        self.controls.append(control)

    def _items(self, element: Element, control: Tag) -> Iterator[Item]:
        taken: dict[str, int] = {}
        for child in element.children:
            tag = self._known(child)
            if tag is None:
                continue
            if tag.name != control.item:
                message = f"<{child.tag}> stands inside <{control.name}>."
                self.refuse(child, message, f"Put only <{control.item}> tags inside <{control.name}>.")
                continue
            self._check_attributes(child, tag)
            self._no_children(child)
            item = Item.of(child.attributes)
            if len(item.value) > MAX_NAME or len(item.alias) > MAX_NAME:
                self.refuse(child, f"<{child.tag}> is longer than {MAX_NAME} characters.", "Shorten its value.")
            for word in {item.value, item.stored} - {""}:
                if word in taken:
                    message = f'"{word}" stands twice in this <{control.name}>, first on line {taken[word]}.'
                    self.refuse(child, message, "Remove one of them or give it another value.")
                    break
            taken |= dict.fromkeys((item.value, item.stored), child.line)
            yield item

    def _no_children(self, element: Element) -> None:
        for child in element.children:
            message = f"<{child.tag}> stands inside <{element.tag}>."
            self.refuse(child, message, f"Close <{element.tag}> before it: <{element.tag} ... />.")

    def _claim_name(self, element: Element, name: str) -> None:
        if len(name) > MAX_NAME:
            self.refuse(element, f"The name of <{element.tag}> is longer than {MAX_NAME} characters.", "Shorten it.")
        elif name in self._named:
            message = f'The name "{name}" is taken by <{self._named[name].tag}> on line {self._named[name].line}.'
            self.refuse(element, message, "Give every object and control a name of its own.")
        elif name:
            self._named[name] = element


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _walk(child)
