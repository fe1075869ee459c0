"""Whether a labeling configuration may replace another one that people already work with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema


def compare(old: Schema, new: Schema, used_labels: Mapping[str, Mapping[str, int]]) -> list[Problem]:
    """What the new configuration takes away although annotations or drafts use it.

    `used_labels` counts, by name of the control and answer, how often it was given; what was never given may go. An
    answer without words, such as a rating or a bare box, counts under "". The way to an answer of a tree is written as
    JSON. Links stand under the name of nobody: their entries carry none.
    """
    problems: list[Problem] = []
    old_objects = {shown.name: shown for shown in old.objects}
    new_objects = {shown.name: shown for shown in new.objects}
    for control in old.controls:
        used = _used(control, old, used_labels)
        if control.result_type == "relation":
            problems.extend(_compare_relations(control, new.relations, used))
        elif used:
            problems.extend(_compare_control(control, new.controls_by_name.get(control.name), used))
            for target in control.targets:
                problems.extend(_compare_object(old_objects[target], new_objects, control, sum(used.values())))
    return problems


def _used(control: ControlTag, schema: Schema, used_labels: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How often each answer of a control was given; words of a control that only names may stand with what drew."""
    used = Counter(used_labels.get("" if control.result_type == "relation" else control.name, {}))
    if control.names and not control.draws:
        for drawer in schema.controls:
            if drawer.draws and not drawer.names and drawer.to_name == control.to_name:
                given = used_labels.get(drawer.name, {})
                used.update({answer: count for answer, count in given.items() if answer in control.answers})
    return {answer: count for answer, count in used.items() if count > 0}


def _compare_control(old: ControlTag, new: ControlTag | None, used: Mapping[str, int]) -> list[Problem]:
    total = sum(used.values())
    if new is None:
        message = f'"{old.name}" was answered {_times(total)}.'
        return [Problem("label_config", message, f'Keep <{old.tag} name="{old.name}">.', tag=old.tag)]
    if new.tag != old.tag:
        message = f'"{old.name}" was answered {_times(total)} as <{old.tag}>.'
        return [_refusal(new, message, f"Keep <{old.tag}>, or add <{new.tag}> under another name.")]
    if new.targets != old.targets:
        message = f'"{old.name}" was answered {_times(total)} about "{", ".join(old.targets)}".'
        return [_refusal(new, message, f'Keep toName="{",".join(old.targets)}".')]
    if new.options_field and new.options_field == old.options_field:
        return []  # items bring their own answers: those of the configuration may come from there now
    before, after = _answers(old), _answers(new)
    gone = [answer for answer in before if answer in used and answer not in after]
    return [
        _refusal(
            new,
            f'"{before[answer]}" of "{old.name}" was given {_times(used[answer])}.',
            f'Keep it, or give a renamed answer alias="{before[answer]}".',
        )
        for answer in gone
    ]


def _compare_relations(old: ControlTag, new: ControlTag | None, used: Mapping[str, int]) -> list[Problem]:
    kept = _answers(new) if new else {}
    return [
        Problem(
            "label_config",
            f'The relation "{answer}" was given {_times(used[answer])}.',
            f'Keep <Relation value="{answer}"/>.',
            new.line if new else None,
            old.tag,
        )
        for answer in _answers(old)
        if answer in used and answer not in kept
    ]


def _answers(control: ControlTag) -> dict[str, str]:
    """The answers as they are counted, with the word for each that people know."""
    if not control.nested:
        return {answer: answer for answer in control.answers}
    ways = {json.dumps(list(way), ensure_ascii=False): way[-1] for way in control.paths}
    return {**ways, **{way[0]: way[0] for way in control.paths if len(way) == 1}}


def _compare_object(old: ObjectTag, objects: Mapping[str, ObjectTag], control: ControlTag, total: int) -> list[Problem]:
    new = objects.get(old.name)
    if new is None or new.tag == old.tag:  # a vanished object shows as a changed toName
        return []
    message = f'"{control.name}" was answered {_times(total)} about the <{old.tag}> named "{old.name}".'
    return [Problem("label_config", message, f"Keep <{old.tag}>, not <{new.tag}>.", new.line, new.tag)]


def _refusal(control: ControlTag, message: str, fix: str) -> Problem:
    return Problem("label_config", message, fix, control.line, control.tag)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
