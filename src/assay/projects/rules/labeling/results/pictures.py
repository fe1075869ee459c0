"""Shapes on a picture: boxes, ellipses, polygons, points and masks. Everything is in percent of the picture."""

from __future__ import annotations

from collections.abc import Iterator

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import TOLERANCE, Entry, is_inside, is_number

_PERCENT = "Write percent of the picture, 0 to 100."
_NOT_PIXELS = "Write percent of the picture, not pixels."


def check_box(entry: Entry) -> Iterator[Problem]:
    """`{x, y, width, height, rotation}`: the upper left corner, and degrees about it."""
    value, turn = entry.value, entry.value.get("rotation", 0)
    refused = entry.refused_number("x", "y", "width", "height", fix=_PERCENT) or _refused_turn(entry)
    if refused:
        yield refused
        return
    for side, extent in (("x", "width"), ("y", "height")):
        first, length = value[side], value[extent]
        inside = first >= -TOLERANCE and first + length <= 100 + TOLERANCE
        if length < 0:
            yield entry.problem(extent, "is negative.", "Give the left or upper side and a positive length.")
        elif not inside and not turn:  # the corner of a turned box may lie outside while the box does not
            yield entry.problem(side, "puts the box outside of the picture.", _NOT_PIXELS)


def check_ellipse(entry: Entry) -> Iterator[Problem]:
    """`{x, y, radiusX, radiusY, rotation}`: the centre, and degrees about it."""
    value = entry.value
    refused = entry.refused_number("x", "y", "radiusX", "radiusY", fix=_PERCENT) or _refused_turn(entry)
    if refused:
        yield refused
        return
    for centre, radius in (("x", "radiusX"), ("y", "radiusY")):
        if value[radius] < 0:
            yield entry.problem(radius, "is negative.", "Give a positive radius.")
        elif not is_inside(value[centre]) or value[radius] > 100 + TOLERANCE:
            yield entry.problem(centre, "puts the ellipse outside of the picture.", _NOT_PIXELS)


def check_polygon(entry: Entry) -> Iterator[Problem]:
    """`{points: [[x, y], ...], closed}`"""
    points, closed = entry.value.get("points"), entry.value.get("closed", True)
    if not isinstance(points, list) or not points:
        yield entry.problem("points", "is not a list of points.", "Write [[x, y], ...] in percent of the picture.")
        return
    for index, point in enumerate(points):
        key = f"points[{index}]"
        if not (isinstance(point, list) and len(point) == 2 and all(map(is_number, point))):
            yield entry.problem(key, "is not a point.", "Write [x, y] in percent of the picture.")
            return
        if not all(map(is_inside, point)):
            yield entry.problem(key, "lies outside of the picture.", _NOT_PIXELS)
            return
    if not isinstance(closed, bool):
        yield entry.problem("closed", "is neither true nor false.", "Write true or false.")
    elif entry.strict and len(points) < 3:
        yield entry.problem("points", f"has {len(points)} of the 3 points that a polygon needs.", "Add points.")


def check_point(entry: Entry) -> Iterator[Problem]:
    """`{x, y, width}`, where the width is that of its mark."""
    refused = entry.refused_number("x", "y", fix=_PERCENT)
    if refused:
        yield refused
        return
    width = entry.value.get("width", 0)
    if not is_number(width) or width < 0:
        yield entry.problem("width", "is not a width.", "Write percent of the picture, or leave it out.")
    for key in ("x", "y"):
        if not is_inside(entry.value[key]):
            yield entry.problem(key, "puts the point outside of the picture.", _NOT_PIXELS)


def check_mask(entry: Entry) -> Iterator[Problem]:
    """`{format: "rle", rle: [bytes]}`"""
    form, mask = entry.value.get("format", "rle"), entry.value.get("rle")
    if form != "rle":
        yield entry.problem("format", "is not supported.", 'Write "format": "rle".')
    elif not isinstance(mask, list) or not all(type(byte) is int and 0 <= byte <= 255 for byte in mask):
        yield entry.problem("rle", "is not a list of bytes.", "Write the run-length encoded mask as numbers to 255.")
    elif entry.strict and not mask:
        yield entry.problem("rle", "is empty.", "Paint something, or leave the entry out.")


def _refused_turn(entry: Entry) -> Problem | None:
    if is_number(entry.value.get("rotation", 0)):
        return None
    return entry.problem("rotation", "is not a number.", "Write degrees.")
