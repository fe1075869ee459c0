"""Links between regions: `{type: "relation", from_id, to_id, direction, labels}`, without a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import is_words, listed
from assay.projects.rules.labeling.schema import Schema

_DIRECTIONS = ("left", "right", "bi")


def check_relation(
    schema: Schema, entry: Mapping[str, Any], where: str, ids: Set[str], *, strict: bool
) -> Iterator[Problem]:
    """What is wrong with a link. `ids` are those of all regions of the result."""
    for end in ("from_id", "to_id"):
        given = entry.get(end)
        if not isinstance(given, str) or not given:
            yield Problem(f"{where}.{end}", "is not the id of a region.", "Write the id in quotes.")
            return
        if strict and given not in ids:
            message = f'"{given}" is no region of this result.'
            yield Problem(f"{where}.{end}", message, "Write the id of one, or leave the link out.")
            return
    if not strict:
        return
    if entry.get("direction", "right") not in _DIRECTIONS:
        fix = f"Write one of: {', '.join(_DIRECTIONS)}."
        yield Problem(f"{where}.direction", "is no direction.", fix)
    labels, control = entry.get("labels") or [], schema.relations
    if not is_words(labels):
        yield Problem(f"{where}.labels", "is not a list of strings.", "Write a list, even for one label.")
    elif labels and control is None:
        message = "has labels, but the configuration has none for links."
        yield Problem(f"{where}.labels", message, "Remove them, or add <Relations> to the configuration.")
    elif control and (unknown := next((label for label in labels if label not in control.answers), None)) is not None:
        message, fix = f'"{unknown}" is no answer of <Relations>.', f"Write one of: {listed(control)}."
        yield Problem(f"{where}.labels", message, fix, tag=control.tag)
    elif control and len(labels) > 1 and not control.multiple:
        message = f"has {len(labels)} labels, but <Relations> takes one."
        yield Problem(f"{where}.labels", message, "Choose one.", tag=control.tag)
