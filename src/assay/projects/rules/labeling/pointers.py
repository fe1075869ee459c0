"""Whether the tags of a configuration that name each other fit together: what can only be said once all were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assay.projects.rules.labeling.conditions import Condition, When, condition_of
from assay.projects.rules.labeling.markup import Element
from assay.projects.rules.labeling.refusals import Refusals
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema
from assay.projects.rules.labeling.tags import TAGS


def check_pointers(schema: Schema, arranged: Sequence[Element], refusals: Refusals) -> None:
    """Every `toName`, `sync`, `whenTagName`, `whenLabelValue` and `whenChoiceValue`.

    `arranged` are views and filters.
    """
    for shown in schema.objects:
        if shown.attributes.get("sync", "").strip():
            _check_sync(shown, schema, refusals)
    for control in schema.controls:
        element = Element(control.tag, control.line, control.attributes)
        if TAGS[control.tag].targets:
            _check_targets(control, element, schema, refusals)
        condition = condition_of(control.attributes, control.per_region)
        if condition:
            _check_condition(condition, element, schema, refusals)
    for element in arranged:
        if element.tag == "Filter":
            _check_filter(element, schema, refusals)
        elif condition := condition_of(element.attributes):
            _check_condition(condition, element, schema, refusals)


def _check_sync(shown: ObjectTag, schema: Schema, refusals: Refusals) -> None:
    sync = shown.attributes["sync"].strip()
    if sync in refusals.names:
        return
    element = Element(shown.written, shown.line, shown.attributes)
    named = schema.objects_by_name.get(sync)
    if named and "sync" not in TAGS[named.tag].understood:
        message = f'sync="{sync}" of "{shown.name}" names a <{named.tag}>, which does not play.'
        playing = " or ".join(f"<{row.name}>" for row in TAGS.values() if "sync" in row.understood)
        refusals.add(element, message, f"Name another {playing}.")
    elif len(in_sync(shown, schema)) == 1:
        message = f'sync="{sync}" of "{shown.name}" names no other object.'
        refusals.add(element, message, "Write the name of the other, or the same word in the sync of both.")


def in_sync(shown: ObjectTag, schema: Schema) -> set[str]:
    """The names of the objects that play together with one, its own among them.

    What `sync` says is the name of another object, or any word that several share.
    """
    ties = [{each.name, each.attributes.get("sync", "").strip()} - {""} for each in schema.objects]
    together = {shown.name}
    while grown := {name for tie in ties if tie & together for name in tie} - together:
        together |= grown
    return together & schema.objects_by_name.keys()


def _check_targets(control: ControlTag, element: Element, schema: Schema, refusals: Refusals) -> None:
    row = TAGS[control.tag]
    if not control.attributes.get("toName", "").strip() or refusals.names & set(control.targets):
        return
    if row.targets == 1 and len(control.targets) > 1 and (refused := _unshared(control)):
        refusals.add(element, *refused)
        return
    if row.targets > 1 and (len(control.targets) != row.targets or len(set(control.targets)) != row.targets):
        message = f'toName="{control.attributes["toName"]}" of "{control.name}" does not name two objects.'
        refusals.add(element, message, 'Write the names of two objects, such as toName="left,right".')
        return
    for name in control.targets:
        _check_target(control, name, element, schema, refusals)
    shown = schema.objects_by_name.get(control.to_name)
    if control.per_item and shown and not shown.is_list:
        message = f'perItem="true" of "{control.name}" needs an object that shows a list.'
        refusals.add(element, message, f'Write valueList="$..." on <{shown.tag}>, or remove perItem.')
    if control.names and not control.draws and shown and not _drawers(schema, control.to_name):
        bare = (
            "<VideoRectangle>" if shown.tag == "Video" else "<Rectangle>, <Polygon>, <Ellipse>, <KeyPoint> or <Brush>"
        )
        message = f'Nothing draws what "{control.name}" would name on the <{shown.tag}>.'
        refusals.add(element, message, f'Add {bare} with toName="{control.to_name}".')


def _unshared(control: ControlTag) -> tuple[str, str] | None:
    """Why several objects cannot share the answer of a control: only a question about the whole item is about all."""
    if not TAGS[control.tag].shares or control.per_region or control.per_item:
        return f"<{control.tag}> names several objects in toName.", "Write one control for each object."
    if len(set(control.targets)) < len(control.targets):
        return f'toName of "{control.name}" names an object twice.', "Name each object once."
    return None


def _check_target(control: ControlTag, name: str, element: Element, schema: Schema, refusals: Refusals) -> None:
    target, row = schema.objects_by_name.get(name), TAGS[control.tag]
    if target is None:
        known = ", ".join(schema.objects_by_name) or "none"
        message = f'toName="{name}" of "{control.name}" is not the name of an object.'
        refusals.add(element, message, f"Write the name of an object; there is: {known}.")
    elif target.tag not in row.objects:
        usable = " or ".join(f"<{tag}>" for tag in row.objects)
        better = [each.name for each in TAGS.values() if target.tag in each.objects and each.names and each.draws]
        hint = f", or use {' or '.join(f'<{tag}>' for tag in better)}" if row.names and better else ""
        refusals.add(
            element, f"<{control.tag}> cannot label the <{target.tag}> it points to.", f"Point it to {usable}{hint}."
        )


def _drawers(schema: Schema, to_name: str) -> list[ControlTag]:
    return [control for control in schema.controls if control.draws and to_name in control.targets]


def _check_condition(condition: Condition, element: Element, schema: Schema, refusals: Refusals) -> None:
    controls: Iterable[ControlTag] = schema.controls
    if condition.control is not None:
        if condition.control in refusals.names:
            return
        named = schema.controls_by_name.get(condition.control)
        if named is None:
            known = ", ".join(schema.controls_by_name) or "none"
            message = f'whenTagName="{condition.control}" is not the name of a control.'
            refusals.add(element, message, f"Write the name of a control; there is: {known}.")
            return
        controls = [named]
    if condition.when is When.REGION_SELECTED:
        # Labels may name what the control of the condition draws.
        named_by = [each for each in controls if each.names] or [each for each in schema.controls if each.names]
        _check_words("whenLabelValue", condition.labels, named_by, element, refusals)
    elif condition.when is not When.NO_REGION_SELECTED:
        asked = [each for each in controls if TAGS[each.tag].option and not each.names]
        _check_words("whenChoiceValue", condition.choices, asked, element, refusals)


def _check_words(
    attribute: str, words: Iterable[str], controls: Sequence[ControlTag], element: Element, refusals: Refusals
) -> None:
    if refusals.skipped or any(control.options_field for control in controls):
        return
    known = {word for control in controls for item in control.paths.values() for word in (item.value, item.stored)}
    for word in words:
        if word not in known:
            place = f' of "{controls[0].name}"' if len(controls) == 1 else ""
            message = f'{attribute}="{word}" of <{element.tag}> is no answer{place}.'
            refusals.add(element, message, f"Write one of: {', '.join(sorted(known)[:10]) or 'none'}.")


def _check_filter(element: Element, schema: Schema, refusals: Refusals) -> None:
    name = element.attributes.get("toName", "").strip()
    if not name or name in refusals.names:
        return
    control = schema.controls_by_name.get(name)
    if control is None or not TAGS[control.tag].option:
        known = ", ".join(each.name for each in schema.controls if TAGS[each.tag].option) or "none"
        message = f'toName="{name}" of <Filter> is not the name of a control with options.'
        refusals.add(element, message, f"Write the name of one; there is: {known}.")
