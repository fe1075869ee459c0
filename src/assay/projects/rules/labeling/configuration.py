"""Reads a labeling configuration: from Label Studio's XML to a schema.

A configuration is either understood completely or refused with every problem it has, each with its tag, its line and
what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assay.kit.errors import Problem
from assay.projects.rules.labeling.markup import Element, read_markup
from assay.projects.rules.labeling.options import read_options, read_parts
from assay.projects.rules.labeling.pointers import check_pointers
from assay.projects.rules.labeling.refusals import MAX_NAME, Refusals
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema, is_literal
from assay.projects.rules.labeling.tags import TAGS, Kind, Role, Tag, tag_of
from assay.projects.rules.labeling.tags.words import CONDITIONS


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a configuration is not accepted: at least one problem, in document order."""

    problems: tuple[Problem, ...]


def parse(xml: str) -> Schema | Refusal:
    """Understands a labeling configuration completely, or says everything that stands in the way."""
    root = read_markup(xml)
    if isinstance(root, Problem):
        return Refusal((root,))
    root = _spelled(root)
    reading = _Reading()
    refusals = reading.refusals
    if tag_of(root.tag) and root.tag != "View":
        refusals.add(root, f"The outermost tag is <{root.tag}>.", "Put everything inside one <View>.")
    reading.structure(root, ())
    schema = Schema.of(reading.objects, reading.controls)
    check_pointers(schema, reading.arranged, refusals)
    if not refusals.skipped:
        if not reading.objects:
            refusals.add(root, "Nothing is shown.", 'Add an object, such as <Text name="text" value="$text"/>.')
        if not reading.controls:
            fix = "Add a control, such as <Choices>, that names the object in toName."
            refusals.add(root, "Nothing is asked.", fix)
    if refusals.problems:
        return Refusal(tuple(sorted(refusals.problems, key=lambda problem: problem.line or 0)))
    return schema


def _spelled(element: Element) -> Element:
    """The same elements, with attributes in the spelling of the register; what is there twice so stays as it was."""
    tag = tag_of(element.tag)
    attributes: dict[str, str] = {}
    for name, value in element.attributes.items():
        known = tag.spelled(name) if tag else name
        attributes[name if known in element.attributes or known in attributes else known] = value
    return replace(element, attributes=attributes, children=[_spelled(child) for child in element.children])


class _Reading:
    """One walk over the elements, collecting tags and problems."""

    def __init__(self) -> None:
        self.objects: list[ObjectTag] = []
        self.controls: list[ControlTag] = []
        # Views and filters: they are no part of the schema, but point to what is.
        self.arranged: list[Element] = []
        self.refusals = Refusals()
        self._named: dict[str, Element] = {}

    def structure(self, element: Element, within: tuple[Mapping[str, str], ...]) -> None:
        """A tag that stands in the layout; `within` are the conditions of the views around it."""
        tag = self.refusals.known(element)
        if tag is None:
            return
        if tag.role in (Role.OPTION, Role.PART):
            homes = " or ".join(f"<{row.name}>" for row in TAGS.values() if tag.name in (row.option, *row.parts))
            place = "a control" if tag.role is Role.OPTION else homes
            self.refusals.add(element, f"<{tag.name}> stands outside of {place}.", f"Put it inside {homes}.")
            return
        self.refusals.check_attributes(element, tag)
        if tag.kinds.get("value") is Kind.SHOWN and is_literal(element.attributes.get("value", "")):
            # Words of the configuration are part of its layout: no item holds them, and nothing is asked about them.
            self._claim_name(element, element.attributes.get("name", ""))
            self.refusals.no_children(element)
        elif tag.role is Role.OBJECT:
            self._object(element, tag)
        elif tag.role is Role.CONTROL:
            self._control(element, tag, within)
        else:
            self._layout(element, within)

    def _layout(self, element: Element, within: tuple[Mapping[str, str], ...]) -> None:
        self.arranged.append(element)
        if element.tag == "View":
            stated = {name: element.attributes[name] for name in CONDITIONS if name in element.attributes}
            for child in element.children:
                self.structure(child, (*within, stated) if stated else within)
            return
        if element.tag == "Header":
            self.refusals.check_header(element)
        else:
            self.refusals.no_children(element)

    def _object(self, element: Element, tag: Tag) -> None:
        parts = read_parts(element, tag, self.refusals)
        shown = ObjectTag.of(element.tag, element.line, element.attributes, parts)
        self._claim_name(element, shown.name)
        if tag.parts and not parts:
            self._lacks(element, tag.parts[0], 'column="..."')
        self.objects.append(shown)

    def _control(self, element: Element, tag: Tag, within: tuple[Mapping[str, str], ...]) -> None:
        nests = tag.name == "Taxonomy" or element.attributes.get("allowNested") == "true"
        items = read_options(element, tag, self.refusals, nests=tag.nests and nests) if tag.option else ()
        parts = read_parts(element, tag, self.refusals)
        control = ControlTag.of(element.tag, element.line, element.attributes, items, parts, within)
        if control.result_type == "relation" and any(tag.name == each.tag for each in self.controls):
            self.refusals.add(element, "There are two <Relations>.", "Put every <Relation> into one.")
        else:
            self._claim_name(element, control.name)
        if tag.option and not items and not control.options_field and not element.children:
            self._lacks(element, tag.option, 'value="..."')
        self.controls.append(control)

    def _lacks(self, element: Element, inner: str, attribute: str) -> None:
        self.refusals.add(element, f"<{element.tag}> has no <{inner}>.", f"Add at least one <{inner} {attribute}/>.")

    def _claim_name(self, element: Element, name: str) -> None:
        if len(name) > MAX_NAME:
            message = f"The name of <{element.tag}> is longer than {MAX_NAME} characters."
            self.refusals.add(element, message, "Shorten it.")
        elif name in self._named:
            before = self._named[name]
            message = f'The name "{name}" is taken by <{before.tag}> on line {before.line}.'
            self.refusals.add(element, message, "Give every object and control a name of its own.")
        elif name:
            self._named[name] = element
