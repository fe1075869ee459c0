"""The labels of regions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import Entry, is_words, listed
from assay.projects.rules.labeling.schema import ControlTag


def refused_labels(entry: Entry) -> Problem | None:
    """The labels of an entry: those of its own control, or for a track those of the controls that name it."""
    control = entry.control
    if control.names:
        return refused_words(entry, control.result_type, [control], required=True)
    if control.result_type == "videorectangle" and "labels" in entry.value:
        namers = [each for each in entry.schema.namers(control.to_name) if not each.draws]
        if namers:
            return refused_words(entry, "labels", namers, required=False)
    return None


def refused_words(entry: Entry, key: str, controls: Sequence[ControlTag], *, required: bool) -> Problem | None:
    """Why the words under a key are not answers of these controls, as many as one may give."""
    chosen = entry.value.get(key, [])
    control = controls[0]
    if not is_words(chosen):
        return entry.problem(key, "is not a list of strings.", "Write a list, even for one answer.")
    known = control.answers if len(controls) == 1 else set().union(*(each.answers for each in controls))
    unknown = next(filterfalse(known.__contains__, chosen), None)
    if unknown is not None and not entry.knows_item and any(each.options_field for each in controls):
        unknown = None  # where the item's own answers are not at hand, any word may be one of them
    if unknown is not None:
        message = f'"{unknown}" is no answer of <{control.tag} name="{control.name}">.'
        return entry.problem(key, message, f"Write one of: {listed(control)}; or add it to the configuration.")
    several = len(chosen) > 1
    if several and len(set(chosen)) < len(chosen):
        return entry.problem(key, "names an answer twice.", "Write each answer once.")
    if entry.strict and required and not chosen and control.attributes.get("allowEmpty") != "true":
        return entry.problem(key, "is empty.", "Choose an answer, or leave the entry out.")
    if entry.strict and several and not any(each.multiple for each in controls):
        message = f'has {len(chosen)} answers, but "{control.name}" takes one.'
        return entry.problem(key, message, "Choose one.")
    return None
