"""Which required questions a result leaves open. What is not asked, because of its conditions, is not required."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.conditions import Condition, When
from assay.projects.rules.labeling.item_options import with_item_options
from assay.projects.rules.labeling.results.entry import listed
from assay.projects.rules.labeling.schema import ControlTag, Schema


@dataclass(slots=True)
class _Region:
    """What conditions look at of a region: the controls that made and named it, its labels, its choices."""

    controls: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    choices: dict[str, set[str]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    drawn: bool = False


def missing_required(
    schema: Schema, result: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None
) -> list[Problem]:
    """The controls marked as required that a result, accepted by `check_result`, does not answer.

    `field` is the name of the control.
    """
    settled = schema if data is None else with_item_options(schema, data)
    if not any(control.required for control in settled.controls):
        return []
    regions = _regions(settled, result)
    return [
        problem for control in settled.controls if control.required and (problem := _missing(control, settled, regions))
    ]


def asked_controls(
    schema: Schema, result: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None
) -> frozenset[str]:
    """The names of the controls that a result answers, or that it leaves open although they were asked.

    A question about each region is asked where there is a region that it is about.
    """
    settled = schema if data is None else with_item_options(schema, data)
    regions = _regions(settled, result)
    answered = frozenset(name for region in regions for name in region.answered)
    return answered | {control.name for control in settled.controls if _asks(control, settled, regions)}


def _asks(control: ControlTag, schema: Schema, regions: Sequence[_Region]) -> bool:
    selections: list[_Region | None] = [None]
    if control.per_region:
        selections = [region for region in regions if region.drawn and control.to_name in region.objects]
    return any(
        all(_holds(condition, schema, regions, selected) for condition in control.conditions) for selected in selections
    )


def _missing(control: ControlTag, schema: Schema, regions: Sequence[_Region]) -> Problem | None:
    if control.per_region:
        asked = [
            region
            for region in regions
            if region.drawn
            and control.to_name in region.objects
            and all(_holds(condition, schema, regions, region) for condition in control.conditions)
        ]
        missing = sum(control.name not in region.answered for region in asked)
        message = f'"{control.name}" needs an answer for {missing} of the regions.'
    else:
        is_asked = all(_holds(condition, schema, regions, None) for condition in control.conditions)
        missing = int(is_asked and not any(control.name in region.answered for region in regions))
        message = f'"{control.name}" needs an answer.'
    if not missing:
        return None
    if control.answers:
        fix = f"Choose from: {listed(control)}."
    else:
        fix = "Mark something." if control.draws else "Answer it."
    return Problem(control.name, control.required_message or message, fix, tag=control.tag)


def _regions(schema: Schema, result: Sequence[Mapping[str, Any]]) -> list[_Region]:
    """The regions of a result by id, and each answer without one, which is about the whole item."""
    found: dict[object, _Region] = {}
    for index, entry in enumerate(result):
        name, value = entry.get("from_name"), entry.get("value")
        control = schema.controls_by_name.get(name) if isinstance(name, str) else None
        if control is None or not isinstance(value, Mapping):
            continue
        region = found.setdefault(entry.get("id") or index, _Region())
        given = value.get(control.value_key)
        words = _words(given)
        if control.draws or control.names:
            region.drawn = region.drawn or control.draws
            region.controls.add(control.name)
            region.objects.add(control.to_name)
            region.labels |= words
            # A region of a control is an answer to it; a control that only names needs a label.
            if words or not control.names or control.attributes.get("allowEmpty") == "true":
                region.answered.add(control.name)
            if control.draws and not control.names and words:
                region.answered |= {each.name for each in schema.namers(control.to_name) if words & set(each.answers)}
        elif given not in (None, "", [], {}):
            region.answered.add(control.name)
            region.choices[control.name] = words
    return list(found.values())


def _words(given: object) -> set[str]:
    """The words of a list of them; of the ways through a tree the last ones, which are what was chosen."""
    ways = (each[-1:] if isinstance(each, list) else [each] for each in given) if isinstance(given, list) else ()
    return {word for way in ways for word in way if isinstance(word, str)}


def _holds(condition: Condition, schema: Schema, regions: Sequence[_Region], selected: _Region | None) -> bool:
    """Whether a condition holds while a region is selected, or none. At the end of the work nothing is selected."""
    match condition.when:
        case When.REGION_SELECTED:
            return selected is not None and _is_meant(condition, schema, selected)
        case When.NO_REGION_SELECTED:
            return selected is None
        case When.CHOICE_SELECTED:
            return _is_chosen(condition, schema, regions, selected)
        case When.CHOICE_UNSELECTED:
            return not _is_chosen(condition, schema, regions, selected)


def _is_meant(condition: Condition, schema: Schema, region: _Region) -> bool:
    if condition.control is not None and condition.control not in region.controls:
        # A track is named by labels that make no entry of their own.
        named = schema.controls_by_name.get(condition.control)
        if not (named and named.names and not named.draws and region.labels & set(named.answers)):
            return False
    return not condition.labels or bool(region.labels & _stored(condition.labels, schema))


def _is_chosen(condition: Condition, schema: Schema, regions: Sequence[_Region], selected: _Region | None) -> bool:
    """Choices count where they were made: about the whole item, or about the selected region."""
    wanted = _stored(condition.choices, schema)
    for region in regions:
        if region.drawn and region is not selected:
            continue
        for name, words in region.choices.items():
            if condition.control in (None, name) and (words & wanted if condition.choices else words):
                return True
    return False


def _stored(words: Sequence[str], schema: Schema) -> set[str]:
    """Words of a configuration as results have them: an answer that is named as people read it gets its alias."""
    meant = {item.value: item.stored for control in schema.controls for item in control.answers.values()}
    return {meant.get(word, word) for word in words} | set(words)
