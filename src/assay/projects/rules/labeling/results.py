"""Whether the result of an annotation or a prediction fits a labeling configuration.

A result is Label Studio's: a list of entries `{id, from_name, to_name, type, value, ...}`. Several entries may share an
id, then they describe one region. Positions in a text count code points; boxes are in percent of the picture.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, TypeGuard

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ControlTag, Schema
from assay.projects.rules.labeling.tags import RESULT_TYPES
from assay.projects.rules.labeling.values import refuse_value

MAX_ENTRIES = 100_000
MAX_PROBLEMS = 20

# Half a percent: models and older editors round boxes to whole pixels of small pictures.
BOX_TOLERANCE = 0.5


def check_result(
    schema: Schema, result: object, *, strict: bool, kept: Iterable[Mapping[str, Any]] = ()
) -> list[Problem]:
    """What is wrong with a result, at most `MAX_PROBLEMS` of it; `field` is the path, such as `result[3].value.x`.

    `strict` is for what people submit: every entry must be an answer to a control of the configuration. Otherwise (an
    import) entries of unknown types or controls are left as they are, and only malformed entries of known ones are
    refused. Entries equal to one in `kept` pass in any case, so that what came in survives somebody's correction.
    """
    if not isinstance(result, list):
        return [Problem("result", "is not a list.", "Write a list of entries, [] for none.")]
    if len(result) > MAX_ENTRIES:
        return [Problem("result", f"has more than {MAX_ENTRIES:,} entries.", "Split the item.")]
    check = _Check(schema, strict, {_canonical(entry) for entry in kept})
    found = (problem for index, entry in enumerate(result) for problem in check.entry(entry, f"result[{index}]"))
    return list(islice(found, MAX_PROBLEMS))


def missing_required(schema: Schema, result: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """The controls marked as required that a result, accepted by `check_result`, does not answer.

    `field` is the name of the control.
    """
    answered = _answered(result)
    problems = []
    for control in schema.controls:
        given = answered.get(control.name, set())
        if not control.required:
            continue
        if control.per_region:
            drawn = {drawer.name for drawer in schema.controls if drawer.draws and drawer.to_name == control.to_name}
            missing = set().union(*(answered.get(name, set()) for name in drawn)) - given
            message = f'"{control.name}" needs an answer for {len(missing)} of the regions.'
        else:
            missing = set() if given else {None}
            message = f'"{control.name}" needs an answer.'
        if missing:
            fix = f"Choose from: {_listed(control)}."
            problems.append(Problem(control.name, control.required_message or message, fix, tag=control.tag))
    return problems


def _answered(result: Sequence[Mapping[str, Any]]) -> dict[str, set[str | None]]:
    """The ids of the entries that hold an answer, by name of the control."""
    answered: dict[str, set[str | None]] = {}
    for entry in result:
        name, kind, value = entry.get("from_name"), entry.get("type"), entry.get("value")
        if isinstance(name, str) and isinstance(value, Mapping) and value.get(kind):
            answered.setdefault(name, set()).add(entry.get("id"))
    return answered


def _canonical(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, sort_keys=True)


class _Check:
    """A walk over the entries of one result, which remembers what was there already."""

    def __init__(self, schema: Schema, strict: bool, kept: Set[str]) -> None:
        self._schema = schema
        self._strict = strict
        self._kept = kept
        self._identified: set[tuple[str, ...]] = set()
        self._answered: set[str] = set()

    def entry(self, entry: object, where: str) -> Iterator[Problem]:
        if not isinstance(entry, dict):
            yield Problem(where, "is not an object.", "Write {id, from_name, to_name, type, value}.")
            return
        unstorable = refuse_value(entry, where)
        if unstorable:
            yield unstorable
            return
        identifier, name, kind = entry.get("id"), entry.get("from_name"), entry.get("type")
        if identifier is not None:
            yield from self._identifier(identifier, (str(name), str(kind)), where)
        if self._kept and _canonical(entry) in self._kept:
            return
        control = self._schema.controls_by_name.get(name) if isinstance(name, str) else None
        if control is None or control.result_type != kind:
            yield from self._foreign(control, name, kind, where)
            return
        if self._strict and not control.draws and not control.per_region:
            if control.name in self._answered:
                message = f'"{control.name}" is answered twice.'
                yield Problem(f"{where}.from_name", message, "Put all answers into one entry.", tag=control.tag)
            self._answered.add(control.name)
        yield from _check_known(control, entry, where, self._strict)

    def _identifier(self, identifier: object, part: tuple[str, str], where: str) -> Iterator[Problem]:
        if not isinstance(identifier, str) or not identifier:
            yield Problem(f"{where}.id", "is not a string.", "Write the id in quotes.")
        elif (identifier, *part) in self._identified:
            message = f'"{identifier}" stands twice for the same control.'
            yield Problem(f"{where}.id", message, "Give each region an id of its own.")
        else:
            self._identified.add((identifier, *part))

    def _foreign(self, control: ControlTag | None, name: object, kind: object, where: str) -> Iterator[Problem]:
        """An entry that is no answer to a control of the configuration."""
        if not isinstance(kind, str) or not kind:
            yield Problem(f"{where}.type", "is missing.", 'Write the type of the entry, such as "choices".')
        elif control and (self._strict or kind in RESULT_TYPES):
            message = f'is "{kind}", but <{control.tag} name="{name}"> gives "{control.result_type}".'
            yield Problem(f"{where}.type", message, f'Write "type": "{control.result_type}".', tag=control.tag)
        elif self._strict:
            message = f'"{name}" is no control of the labeling configuration.'
            fix = f"Write one of: {', '.join(self._schema.controls_by_name)}."
            yield Problem(f"{where}.from_name", message, fix)


def _check_known(control: ControlTag, entry: Mapping[str, Any], where: str, strict: bool) -> Iterator[Problem]:
    if entry.get("to_name") != control.to_name:
        message = f'is "{entry.get("to_name")}", but "{control.name}" is about "{control.to_name}".'
        yield Problem(f"{where}.to_name", message, f'Write "to_name": "{control.to_name}".', tag=control.tag)
    value = entry.get("value")
    if not isinstance(value, dict):
        fix = f'Write {{"{control.result_type}": [...]}}.'
        yield Problem(f"{where}.value", "is not an object.", fix, tag=control.tag)
        return
    if control.result_type in _SHAPES:
        yield from _check_answers(control, value, f"{where}.value", strict)
        yield from _SHAPES[control.result_type](value, f"{where}.value")


def _check_answers(control: ControlTag, value: Mapping[str, Any], where: str, strict: bool) -> Iterator[Problem]:
    field = f"{where}.{control.result_type}"
    chosen = value.get(control.result_type, [])
    if not isinstance(chosen, list) or not all(isinstance(answer, str) for answer in chosen):
        yield Problem(field, "is not a list of strings.", "Write a list, even for one answer.", tag=control.tag)
        return
    unknown = next((answer for answer in chosen if answer not in control.answers), None)
    if unknown is not None:
        message = f'"{unknown}" is no answer of <{control.tag} name="{control.name}">.'
        fix = f"Write one of: {_listed(control)}; or add it to the configuration."
        yield Problem(field, message, fix, tag=control.tag)
    elif len(set(chosen)) < len(chosen):
        yield Problem(field, "names an answer twice.", "Write each answer once.", tag=control.tag)
    elif strict and not chosen:
        yield Problem(field, "is empty.", "Choose an answer, or leave the entry out.", tag=control.tag)
    elif strict and len(chosen) > 1 and not control.multiple:
        yield Problem(
            field, f'has {len(chosen)} answers, but "{control.name}" takes one.', "Choose one.", tag=control.tag
        )


def _listed(control: ControlTag) -> str:
    return ", ".join(list(control.answers)[:10]) + (", ..." if len(control.answers) > 10 else "")


def _no_shape(_value: Mapping[str, Any], _where: str) -> Iterator[Problem]:
    yield from ()


def _check_span(value: Mapping[str, Any], where: str) -> Iterator[Problem]:
    start, end = value.get("start"), value.get("end")
    if not _is_position(start):
        yield Problem(f"{where}.start", "is not a position in the text.", "Count characters from 0.")
    elif not _is_position(end):
        yield Problem(f"{where}.end", "is not a position in the text.", "Count characters from 0.")
    elif end < start:
        yield Problem(f"{where}.end", "lies before the start.", "Exchange start and end.")


def _is_position(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check_box(value: Mapping[str, Any], where: str) -> Iterator[Problem]:
    turn = value.get("rotation", 0)
    for name, number in [*((name, value.get(name)) for name in ("x", "y", "width", "height")), ("rotation", turn)]:
        if isinstance(number, bool) or not isinstance(number, int | float):
            fix = "Write degrees." if name == "rotation" else "Write percent of the picture, 0 to 100."
            yield Problem(f"{where}.{name}", "is not a number.", fix)
            return
    for side, extent in (("x", "width"), ("y", "height")):
        first, length = value[side], value[extent]
        inside = first >= -BOX_TOLERANCE and first + length <= 100 + BOX_TOLERANCE
        if length < 0:
            yield Problem(f"{where}.{extent}", "is negative.", "Give the left or upper side and a positive length.")
        elif not inside and not turn:  # the corner of a turned box may lie outside while the box does not
            fix = "Write percent of the picture, not pixels."
            yield Problem(f"{where}.{side}", "puts the box outside of the picture.", fix)


_SHAPES: Mapping[str, Callable[[Mapping[str, Any], str], Iterator[Problem]]] = {
    "choices": _no_shape,
    "labels": _check_span,
    "rectanglelabels": _check_box,
}
