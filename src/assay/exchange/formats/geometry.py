"""Shapes on a picture, and the way between Label Studio's percent and pixels.

Label Studio gives places in percent of the picture, turns a box about its left upper corner, and an ellipse about its
middle; angles are degrees, clockwise on the screen. Shapes here are in pixels, unrounded.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[float, float]

ROUND = 64  # corners of the polygon that stands for an ellipse


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `x` and `y` are its left upper corner before it was turned, which stays where it is."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse about its middle."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed line through at least three points."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A place; `width` is how large Label Studio draws it."""

    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Brush:
    """A mask, packed as Label Studio's run lengths."""

    rle: Sequence[int]


Shape = Box | Ellipse | Polygon | KeyPoint | Brush


def shape_of(value: Mapping[str, Any], width: int, height: int) -> Shape | None:
    """The shape of a region's value on a picture of this size; None when it is no shape that is known here."""
    across, down = width / 100, height / 100
    if value.get("format") == "rle" and isinstance(value.get("rle"), list):
        return Brush(value["rle"])
    if isinstance(points := value.get("points"), list):
        found = tuple((point[0] * across, point[1] * down) for point in points if _is_point(point))
        return Polygon(found) if len(found) == len(points) >= 3 else None
    if not _numbers(value, "x", "y"):
        return None
    x, y, turn = value["x"] * across, value["y"] * down, float(value.get("rotation") or 0)
    if _numbers(value, "radiusX", "radiusY"):
        return Ellipse(x, y, value["radiusX"] * across, value["radiusY"] * down, turn)
    if _numbers(value, "width", "height"):
        return Box(x, y, value["width"] * across, value["height"] * down, turn)
    if _numbers(value, "width"):
        return KeyPoint(x, y, value["width"] * across)
    return None


def value_of(shape: Box | Ellipse | Polygon | KeyPoint, width: int, height: int) -> dict[str, Any]:
    """The value of a region for a shape: the inverse of `shape_of`."""
    across, down = 100 / width, 100 / height
    match shape:
        case Polygon(points):
            return {"points": [[x * across, y * down] for x, y in points], "closed": True}
        case Ellipse(x, y, radius_x, radius_y, turn):
            radii = {"radiusX": radius_x * across, "radiusY": radius_y * down}
            return {"x": x * across, "y": y * down, **radii, "rotation": turn}
        case Box(x, y, wide, high, turn):
            sides = {"width": wide * across, "height": high * down}
            return {"x": x * across, "y": y * down, **sides, "rotation": turn}
        case KeyPoint(x, y, wide):
            return {"x": x * across, "y": y * down, "width": wide * across}


def _numbers(value: Mapping[str, Any], *names: str) -> bool:
    return all(_is_number(value.get(name)) for name in names)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_point(value: object) -> bool:
    return isinstance(value, Sequence) and len(value) == 2 and all(map(_is_number, value))


def outline(shape: Box | Ellipse | Polygon) -> list[Point]:
    """The corners of a shape, clockwise on the screen; of a box its left upper one first."""
    match shape:
        case Polygon(points):
            return list(points)
        case Box(x, y, width, height, turn):
            cos, sin = _turn(turn)
            return [
                (x + a * cos - b * sin, y + a * sin + b * cos)
                for a, b in ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
            ]
        case Ellipse(x, y, radius_x, radius_y, turn):
            cos, sin = _turn(turn)
            around = [2 * math.pi * step / ROUND for step in range(ROUND)]
            ends = [(radius_x * math.cos(angle), radius_y * math.sin(angle)) for angle in around]
            return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in ends]


def _turn(degrees: float) -> tuple[float, float]:
    """Cosine and sine, exact for quarter turns, so that a box turned by 90 degrees keeps whole pixels."""
    quarters = degrees / 90
    if quarters == int(quarters):
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def bounds(shape: Box | Ellipse | Polygon) -> Box:
    """The upright box around a shape."""
    if isinstance(shape, Ellipse):
        cos, sin = _turn(shape.rotation)
        across = math.hypot(shape.radius_x * cos, shape.radius_y * sin)
        down = math.hypot(shape.radius_x * sin, shape.radius_y * cos)
        return Box(shape.x - across, shape.y - down, 2 * across, 2 * down)
    if isinstance(shape, Box) and not shape.rotation:
        return shape
    return around(outline(shape))


def around(points: Sequence[Point]) -> Box:
    """The upright box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def area(points: Sequence[Point]) -> float:
    """The area inside of a polygon."""
    closed = [*points, points[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


def oriented(shape: Box | Ellipse | Polygon) -> Box:
    """The smallest turned box around a shape: of a box itself, of an ellipse the one along its axes."""
    match shape:
        case Box():
            return shape
        case Ellipse(x, y, radius_x, radius_y, turn):
            cos, sin = _turn(turn)
            left = x - radius_x * cos + radius_y * sin
            top = y - radius_x * sin - radius_y * cos
            return Box(left, top, 2 * radius_x, 2 * radius_y, turn)
        case Polygon(points):
            return smallest_around(points)


def smallest_around(points: Sequence[Point]) -> Box:
    """The turned box of the smallest area around points; one of its sides lies along their convex hull."""
    hull = convex_hull(points)
    best = around(hull)
    for (x1, y1), (x2, y2) in pairwise([*hull, hull[0]]):
        length = math.hypot(x2 - x1, y2 - y1)
        if not length:
            continue
        cos, sin = (x2 - x1) / length, (y2 - y1) / length
        upright = around([(x * cos + y * sin, y * cos - x * sin) for x, y in hull])
        if upright.width * upright.height < best.width * best.height - 1e-9:
            corner = (upright.x * cos - upright.y * sin, upright.x * sin + upright.y * cos)
            best = Box(*corner, upright.width, upright.height, math.degrees(math.atan2(sin, cos)))
    return best


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(along: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for x, y in along:
            while len(chain) > 1:
                (x1, y1), (x2, y2) = chain[-2:]
                if (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def box_of_corners(corners: Sequence[Point]) -> Box:
    """The box whose corners were written left upper one first, clockwise, as in YOLO's oriented boxes."""
    (x0, y0), (x1, y1), _, (x3, y3) = corners
    turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    # A box written counter-clockwise is the same one begun at another corner.
    if (x1 - x0) * (y3 - y0) - (y1 - y0) * (x3 - x0) < 0:
        return box_of_corners([corners[0], corners[3], corners[2], corners[1]])
    return Box(x0, y0, width, height, turn)
