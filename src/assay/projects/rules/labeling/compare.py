"""Whether a labeling configuration may replace another one that people already work with."""

from __future__ import annotations

from collections.abc import Mapping

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema


def compare(old: Schema, new: Schema, used_labels: Mapping[str, Mapping[str, int]]) -> list[Problem]:
    """What the new configuration takes away although annotations or drafts use it.

    `used_labels` counts, by name of the control and answer, how often it was given; what was never given may go.
    """
    problems: list[Problem] = []
    old_objects = {shown.name: shown for shown in old.objects}
    new_objects = {shown.name: shown for shown in new.objects}
    for control in old.controls:
        used = {answer: count for answer, count in used_labels.get(control.name, {}).items() if count > 0}
        if used:
            problems.extend(_compare_control(control, new.controls_by_name.get(control.name), used))
            problems.extend(_compare_object(old_objects[control.to_name], new_objects, control, sum(used.values())))
    return problems


def _compare_control(old: ControlTag, new: ControlTag | None, used: Mapping[str, int]) -> list[Problem]:
    total = sum(used.values())
    if new is None:
        message = f'"{old.name}" was answered {_times(total)}.'
        return [Problem("label_config", message, f'Keep <{old.tag} name="{old.name}">.', tag=old.tag)]
    if new.tag != old.tag:
        message = f'"{old.name}" was answered {_times(total)} as <{old.tag}>.'
        return [_refusal(new, message, f"Keep <{old.tag}>, or add <{new.tag}> under another name.")]
    if new.to_name != old.to_name:
        message = f'"{old.name}" was answered {_times(total)} about "{old.to_name}".'
        return [_refusal(new, message, f'Keep toName="{old.to_name}".')]
    gone = [answer for answer in old.answers if answer in used and answer not in new.answers]
    return [
        _refusal(
            new,
            f'"{answer}" of "{old.name}" was given {_times(used[answer])}.',
            f'Keep it, or give a renamed answer alias="{answer}".',
        )
        for answer in gone
    ]


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
