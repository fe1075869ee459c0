"""How comments of a project are classified: one taxonomy, written in XML (LSE 7.1.5).

<Taxonomy name="default">
  <TaxonomyItem value="Geometry"><TaxonomyItem value="Too loose"/></TaxonomyItem>
</Taxonomy>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.markup import Element, read_markup

FIELD = "comment_classification_config"
NAME = "default"
LARGEST = 100_000

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A choice and those below it."""

    value: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The choices, as a tree."""

    entries: tuple[Entry, ...]

    def paths(self) -> frozenset[Path]:
        return frozenset(_paths(self.entries, ()))


def _paths(entries: tuple[Entry, ...], above: Path) -> Iterator[Path]:
    for entry in entries:
        here = (*above, entry.value)
        yield here
        yield from _paths(entry.entries, here)


def read(xml: str) -> Taxonomy | Problem | None:
    """The taxonomy that a text describes, or the first thing that is wrong with it; None when there is no text."""
    if not xml.strip():
        return None
    if len(xml) > LARGEST:
        return Problem(FIELD, f"is longer than {LARGEST:,} characters.", "Shorten it.")
    root = read_markup(xml)
    if isinstance(root, Problem):
        return replace(root, field=FIELD, message=root.message.replace("The configuration", "The text"))
    # Label Studio's examples put the taxonomy into a View.
    if root.tag == "View" and len(root.children) == 1:
        root = root.children[0]
    if root.tag != "Taxonomy":
        return _at(root, f"begins with <{root.tag}>.", 'Write one <Taxonomy name="default"> around everything.')
    name = root.attributes.get("name", "")
    if name != NAME:
        return _at(root, f'names its taxonomy "{name}".', 'Write name="default"; comments are stored under it.')
    entries = _entries(root)
    if isinstance(entries, Problem):
        return entries
    if not entries:
        return _at(root, "has no choices.", 'Put <TaxonomyItem value="..."/> inside, or leave the text empty.')
    return Taxonomy(entries)


def taxonomy_of(xml: str) -> Taxonomy | None:
    """The taxonomy of a text that was checked when it was stored."""
    found = read(xml)
    return found if isinstance(found, Taxonomy) else None


def _entries(element: Element) -> tuple[Entry, ...] | Problem:
    found: dict[str, Entry] = {}
    for child in element.children:
        if child.tag != "TaxonomyItem":
            return _at(child, f"has <{child.tag}> among its choices.", "Every choice is a <TaxonomyItem>.")
        value = child.attributes.get("value", "").strip()
        if not value:
            return _at(child, "has a choice without a value.", 'Write <TaxonomyItem value="...">.')
        if value in found:
            return _at(child, f'has the choice "{value}" twice in one place.', "Remove one of them.")
        below = _entries(child)
        if isinstance(below, Problem):
            return below
        found[value] = Entry(value, below)
    return tuple(found.values())


def _at(element: Element, message: str, fix: str) -> Problem:
    return Problem(FIELD, message, fix, element.line, element.tag)


def problem_with(given: Mapping[str, Any], taxonomy: Taxonomy) -> Problem | None:
    """Why a classification is none of the project: `{"default": {"type": "taxonomy", "values": [[path], ...]}}`."""
    form = 'Write {"default": {"type": "taxonomy", "values": [["Geometry", "Too loose"]]}}.'
    found = given.get(NAME)
    if set(given) != {NAME} or not isinstance(found, Mapping) or found.get("type", "taxonomy") != "taxonomy":
        return Problem("classifications", "are not of the form of this project.", form)
    values = found.get("values")
    if not isinstance(values, list) or not all(
        isinstance(path, list) and path and all(isinstance(step, str) for step in path) for path in values
    ):
        return Problem("classifications", "must be a list of paths.", form)
    known = taxonomy.paths()
    for path in values:
        if tuple(path) not in known:
            words = " / ".join(path)
            return Problem("classifications", f'"{words}" is no choice of this project.', "Take one that it has.")
    return None
