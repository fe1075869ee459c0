"""From what another program said to a result of this project: each label finds the control that can draw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assay.exchange.formats.geometry import Box, KeyPoint, Polygon, box_of_corners, value_of
from assay.exchange.formats.labelled import Corners, LabelledPicture, LabelledShape, LabelledText, Painted, Said
from assay.exchange.formats.rows import Result, RowProblem
from assay.kit import brush_rle
from assay.projects.rules.labeling import ControlTag, Schema

Size = tuple[int, int]

# The types of labels that can hold each form, and what the form is called.
_TYPES: Mapping[type, tuple[str, str, str]] = {
    Box: ("rectanglelabels", "RectangleLabels", "box"),
    Corners: ("rectanglelabels", "RectangleLabels", "turned box"),
    Polygon: ("polygonlabels", "PolygonLabels", "polygon"),
    KeyPoint: ("keypointlabels", "KeyPointLabels", "key point"),
    Painted: ("brushlabels", "BrushLabels", "mask"),
}


def picture_results(schema: Schema, found: LabelledPicture, size: Size) -> list[Result] | list[RowProblem]:
    """A result for each of the works on a picture of this size, or everything that keeps them out."""
    placing = _Placing(schema, found, size)
    results: list[Result] = [[entry for shape in work for entry in placing.entries(shape)] for work in found.works]
    return [*placing.problems.values()] if placing.problems else results


def text_result(schema: Schema, found: LabelledText) -> Result | list[RowProblem]:
    """The result for a text with spans, or the labels that the configuration lacks."""
    controls = [
        control for control in schema.controls if control.result_type == "labels" and _shows(schema, control, "Text")
    ]
    result: Result = []
    problems: dict[str, RowProblem] = {}
    for number, (start, end, label) in enumerate(found.spans, 1):
        control, stored = _matching(controls, label)
        if control is None or stored is None:
            problems[label] = _unknown(found.file, found.number, "spans", label, controls, "Labels", "Text", "span")
            continue
        value = {"start": start, "end": end, "text": found.text[start:end], "labels": [stored]}
        result.append(_entry(f"span-{number}", control, value))
    return [*problems.values()] if problems else result


class _Placing:
    def __init__(self, schema: Schema, found: LabelledPicture, size: Size) -> None:
        self._schema = schema
        self._found = found
        self._size = size
        self._number = 0
        self.problems: dict[str, RowProblem] = {}

    def entries(self, shape: LabelledShape) -> Iterator[Mapping[str, Any]]:
        self._number += 1
        identifier = f"region-{self._number}"
        for form in shape.forms:
            control, stored = _matching(self._controls(form), shape.label)
            if control is not None and stored is not None:
                made = self._made(identifier, control, stored, form, shape)
                if shape.hidden:
                    made[0]["value"]["hidden"] = True
                yield from made
                break
        else:
            first = shape.forms[0]
            _, tag, what = _TYPES[type(first)]
            controls = [control for form in shape.forms for control in self._controls(form)]
            found = self._found
            unknown = _unknown(found.file, found.number, shape.field, shape.label, controls, tag, "Image", what)
            self.problems.setdefault(f"{tag} {shape.label}", unknown)
            return
        for place, (label, point, hidden) in enumerate(shape.points):
            inner = LabelledShape(label, (point,), shape.field, hidden=hidden)
            for entry in self.entries(inner):
                yield {**entry, "id": f"{identifier}-point-{place + 1}", "parentID": identifier}

    def _controls(self, form: Said) -> list[ControlTag]:
        kind = _TYPES[type(form)][0]
        bare = kind.removesuffix("labels")
        shown = [control for control in self._schema.controls if _shows(self._schema, control, "Image")]
        drawn = {control.to_name for control in shown if control.result_type == bare}
        return [
            control
            for control in shown
            if control.result_type == kind or (control.result_type == "labels" and control.to_name in drawn)
        ]

    def _made(
        self, identifier: str, control: ControlTag, stored: str, form: Said, shape: LabelledShape
    ) -> list[dict[str, Any]]:
        width, height = self._size
        value = self._value(form)
        if isinstance(form, Painted):
            height, width = form.mask.shape
        size = {"original_width": width, "original_height": height, "image_rotation": 0}
        score = {} if shape.score is None else {"score": shape.score}
        kind = control.result_type
        named = {**_entry(identifier, control, {**value, kind: [stored]}), **size, **score}
        if kind != "labels":
            return [named]
        bare = _TYPES[type(form)][0].removesuffix("labels")
        drawer = next(
            other for other in self._schema.controls if other.result_type == bare and other.to_name == control.to_name
        )
        return [{**_entry(identifier, drawer, value), "type": bare, **size, **score}, named]

    def _value(self, form: Said) -> dict[str, Any]:
        """The value of a region, in percent."""
        width, height = self._size
        if isinstance(form, Painted):
            return {"format": "rle", "rle": brush_rle.encode(form.mask)}
        # Places may be given for another size of the same picture: percent are the same on both.
        given = (1, 1) if self._found.in_shares else (self._found.width or width, self._found.height or height)
        across, down = width / given[0], height / given[1]
        match form:
            case Box(x, y, wide, high):
                scaled = Box(x * across, y * down, wide * across, high * down)
                return _inside(value_of(scaled, width, height))
            case Corners(points):
                box = box_of_corners([(x * across, y * down) for x, y in points])
                value = value_of(box, width, height)
                return value if box.rotation else _inside(value)
            case Polygon(points):
                return value_of(Polygon(tuple((x * across, y * down) for x, y in points)), width, height)
            case KeyPoint(x, y, wide):
                return value_of(KeyPoint(x * across, y * down, wide * across), width, height)


def _inside(value: dict[str, Any]) -> dict[str, Any]:
    """An upright box, cut at the border of the picture: other programs count half a pixel beyond it."""
    left, top = max(value["x"], 0.0), max(value["y"], 0.0)
    right, bottom = min(value["x"] + value["width"], 100.0), min(value["y"] + value["height"], 100.0)
    return {**value, "x": left, "y": top, "width": max(right - left, 0.0), "height": max(bottom - top, 0.0)}


def _shows(schema: Schema, control: ControlTag, tag: str) -> bool:
    return any(shown.name == control.to_name and shown.tag == tag for shown in schema.objects)


def _matching(controls: Sequence[ControlTag], label: str) -> tuple[ControlTag | None, str | None]:
    """The control that has a label, by what it stores or by what it shows; blanks may be written as underscores."""
    for same in (lambda word: word == label, lambda word: _plain(word) == _plain(label)):
        for control in controls:
            for stored, item in control.answers.items():
                if same(stored) or same(item.value):
                    return control, stored
    # Labels that come with the data cannot be looked up here.
    return next(((control, label) for control in controls if control.options_field), (None, None))


def _plain(label: str) -> str:
    return "_".join(label.split()).casefold()


def _entry(identifier: str, control: ControlTag, value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": identifier,
        "from_name": control.name,
        "to_name": control.to_name,
        "type": control.result_type,
        "value": dict(value),
    }


def _unknown(
    file: str, row: int, field: str, label: str, controls: Sequence[ControlTag], tag: str, shown: str, what: str
) -> RowProblem:
    if controls:
        names = " or ".join(dict.fromkeys(f'<{control.tag} name="{control.name}">' for control in controls))
        message = f'is labelled "{label}", which the labeling configuration does not have.'
        return RowProblem(file, row, field, message, f'Add <Label value="{label}"/> to {names}.')
    message = f"is a {what}, which no control of the labeling configuration draws."
    fix = f'Add a <{tag}> for the <{shown}>, with <Label value="{label}"/>.'
    return RowProblem(file, row, field, message, fix)
