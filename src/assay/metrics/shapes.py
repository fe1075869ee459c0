"""The shapes of regions, in the pixels of the picture (text: in characters; time: in seconds or frames).

Turning a shape is right only where both axes have the same unit. Formats that store percent of width and height are
converted when a shape is made: `Box.in_percent(..., size)`. Where the size is unknown percent may be used as they are,
which changes nothing for shapes that are not turned.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]

# Corners of the polygon that stands for an ellipse. Its radii are stretched so that the area is exact.
CORNERS = 128


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `rotation` in degrees, clockwise, about its top left corner, as Label Studio stores it."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0

    @classmethod
    def in_percent(
        cls, x: float, y: float, width: float, height: float, rotation: float = 0.0, *, size: Point = (100.0, 100.0)
    ) -> Box:
        """From percent of a picture of this width and height."""
        across, down = size[0] / 100, size[1] / 100
        return cls(x * across, y * down, width * across, height * down, rotation)

    @property
    def is_upright(self) -> bool:
        """Whether its sides are parallel to those of the picture as stored: `x` and `y` are then its top left."""
        return self.rotation % 360 == 0

    def outline(self) -> tuple[Point, ...]:
        """Its corners, from the one it turns about."""
        turn = math.radians(self.rotation)
        cos, sin = math.cos(turn), math.sin(turn)
        corners = ((0.0, 0.0), (self.width, 0.0), (self.width, self.height), (0.0, self.height))
        return tuple((self.x + dx * cos - dy * sin, self.y + dx * sin + dy * cos) for dx, dy in corners)


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse; `rotation` in degrees, clockwise, about its centre."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    rotation: float = 0.0

    @classmethod
    def in_percent(
        cls,
        x: float,
        y: float,
        radius_x: float,
        radius_y: float,
        rotation: float = 0.0,
        *,
        size: Point = (100.0, 100.0),
    ) -> Ellipse:
        """From percent of a picture of this width and height."""
        across, down = size[0] / 100, size[1] / 100
        return cls(x * across, y * down, radius_x * across, radius_y * down, rotation)

    def outline(self) -> tuple[Point, ...]:
        """A polygon with the same area."""
        step = 2 * math.pi / CORNERS
        stretch = math.sqrt(step / math.sin(step))
        turn = math.radians(self.rotation)
        cos, sin = math.cos(turn), math.sin(turn)
        around = ((math.cos(k * step), math.sin(k * step)) for k in range(CORNERS))
        spokes = ((self.radius_x * stretch * c, self.radius_y * stretch * s) for c, s in around)
        return tuple((self.x + dx * cos - dy * sin, self.y + dx * sin + dy * cos) for dx, dy in spokes)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed polygon. Winding, points on a line and a repeated last point do not change what it covers."""

    points: tuple[Point, ...]

    @classmethod
    def in_percent(cls, points: Iterable[Sequence[float]], *, size: Point = (100.0, 100.0)) -> Polygon:
        """From percent of a picture of this width and height."""
        return cls(tuple((x * size[0] / 100, y * size[1] / 100) for x, y in points))

    def outline(self) -> tuple[Point, ...]:
        """Its corners."""
        return self.points


@dataclass(frozen=True, slots=True)
class Mask:
    """A set of pixels as run lengths, row by row, beginning with the length of what is not in it."""

    width: int
    height: int
    runs: tuple[int, ...]

    @classmethod
    def of_array(cls, pixels: NDArray[np.generic]) -> Mask:
        """From a picture of rows: what is not zero is in the mask."""
        height, width = pixels.shape
        flat = np.concatenate(([False], pixels.reshape(-1) != 0))
        turns = np.flatnonzero(flat[1:] != flat[:-1])
        runs = np.diff(np.concatenate(([0], turns, [flat.size - 1])))
        return cls(width, height, tuple(int(run) for run in runs))

    @classmethod
    def of_runs(cls, width: int, height: int, runs: Iterable[int]) -> Mask:
        """From any run lengths that begin with a run of zeros: empty runs and a missing rest are put right."""
        tidy: list[int] = [0]
        inside = False
        for length, is_inside in ((run, at % 2 == 1) for at, run in enumerate(runs)):
            if not length:
                continue
            if is_inside == inside:
                tidy[-1] += length
            else:
                tidy.append(length)
                inside = is_inside
        rest = width * height - sum(tidy)
        if rest < 0:
            raise ValueError(f"runs cover {sum(tidy)} pixels of a mask that has {width * height}")
        if rest:
            tidy = [*tidy, rest] if inside else [*tidy[:-1], tidy[-1] + rest]
        return cls(width, height, tuple(tidy))

    def edges(self) -> NDArray[np.int64]:
        """Where each run ends."""
        return np.cumsum(np.asarray(self.runs, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Dot:
    """A key point, in percent of the width and the height of its picture: its tolerance is in percent too."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text or time, without its end. Text counts code points on every side, time one unit."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class NodeSpan:
    """A stretch of a document: nodes where it starts and ends (XPath, or the number of a paragraph) and offsets in
    them. `whole` is the same stretch in the text of the whole document, where it is known."""

    start_node: str
    end_node: str
    start: float
    end: float
    whole: Span | None = None

    @property
    def offsets(self) -> Span:
        """What is measured when the nodes are equal."""
        return self.whole or Span(self.start, self.end)


Area = Box | Ellipse | Polygon
Shape = Box | Ellipse | Polygon | Mask | Dot | Span | NodeSpan
