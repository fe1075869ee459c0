"""A canvas that draws smoothly and remembers which pixels belong to which object.

Everything is drawn twice: in colour at double size, and as object numbers at single size. What remains of a number in
the end is what can be seen of the object, so its box is exact whatever was drawn over it.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 800
_SCALE = 2
# Less than this share in sight, or fewer pixels, and nobody could be asked to find it.
_LEAST_VISIBLE = 0.3
_LEAST_PIXELS = 90

# White in the middle, black from the rim on, falling faster near the middle as light does.
_FADE = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - value / 181) ** 1.8) for value in range(256)])

Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Where an object is: its class, and left, top, width and height in percent of the picture."""

    label: str
    x: float
    y: float
    width: float
    height: float
    visible: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture of 1280 x 800 pixels and what is in it, nearest last."""

    image: Image.Image
    boxes: tuple[Box, ...]

    def png(self) -> bytes:
        """The picture as a PNG of 256 colours, some 70 kB.

        Part of the palette follows what the picture is made of, so that the sky stays smooth; the rest is spread over
        all colours, so that a single violet coat keeps its violet.
        """
        spread = self.image.quantize(160, Image.Quantize.FASTOCTREE).getpalette() or []
        frequent = self.image.reduce(2).quantize(96, Image.Quantize.MEDIANCUT).getpalette() or []
        palette = Image.new("P", (1, 1))
        palette.putpalette([*spread[: 160 * 3], *frequent[: 96 * 3]])
        file = io.BytesIO()
        self.image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the one."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )


def shade(colour: Colour, factor: float) -> Colour:
    """Darker below 1, lighter above."""
    if factor <= 1:
        return mix((0, 0, 0), colour, factor)
    return mix(colour, (255, 255, 255), factor - 1)


class Canvas:
    """Draws in picture coordinates: x to the right, y down, 1280 x 800."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE))
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        self._numbers = Image.new("L", (WIDTH, HEIGHT))
        self._number_draw = ImageDraw.Draw(self._numbers)
        self._labels: list[str] = []
        self._whole: list[int] = []
        self._current: int | None = 0
        # What daylight does to every colour: a factor per channel.
        self.light: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def copy(self) -> Canvas:
        """What is drawn so far, to go on with in another way."""
        other = Canvas.__new__(Canvas)
        other._image, other._numbers = self._image.copy(), self._numbers.copy()
        other._draw = ImageDraw.Draw(other._image, "RGBA")
        other._number_draw = ImageDraw.Draw(other._numbers)
        other._labels, other._whole, other._current = list(self._labels), list(self._whole), self._current
        other.light = self.light
        return other

    @contextmanager
    def thing(self, label: str) -> Iterator[None]:
        """What is drawn inside is one object of this class."""
        self._labels.append(label)
        self._current = len(self._labels)
        try:
            yield
        finally:
            self._whole.append(self._numbers.histogram()[self._current])
            self._current = 0

    def polygon(self, points: Sequence[Point], fill: Colour, alpha: int = 255, glow: bool = False) -> None:
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], self._lit(fill, alpha, glow))
        if self._marks(alpha):
            self._number_draw.polygon(list(points), self._current)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, fill: Colour, round_by: float = 0, alpha: int = 255
    ) -> None:
        left, right = sorted((left, right))
        top, bottom = sorted((top, bottom))
        big = (left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE)
        self._draw.rounded_rectangle(big, round_by * _SCALE, self._lit(fill, alpha, False))
        if self._marks(alpha):
            self._number_draw.rounded_rectangle((left, top, right, bottom), round_by, self._current)

    def ellipse(
        self, x: float, y: float, across: float, down: float, fill: Colour, alpha: int = 255, glow: bool = False
    ) -> None:
        """An ellipse around (x, y) with these half axes."""
        big = ((x - across) * _SCALE, (y - down) * _SCALE, (x + across) * _SCALE, (y + down) * _SCALE)
        self._draw.ellipse(big, self._lit(fill, alpha, glow))
        if self._marks(alpha):
            self._number_draw.ellipse((x - across, y - down, x + across, y + down), self._current)

    def ring(self, x: float, y: float, radius: float, width: float, fill: Colour) -> None:
        outer = radius + width / 2
        big = ((x - outer) * _SCALE, (y - outer) * _SCALE, (x + outer) * _SCALE, (y + outer) * _SCALE)
        self._draw.ellipse(big, outline=self._lit(fill, 255, False), width=max(1, round(width * _SCALE)))
        if self._marks(255):
            self._number_draw.ellipse((x - outer, y - outer, x + outer, y + outer), self._current)

    def line(self, points: Sequence[Point], width: float, fill: Colour, alpha: int = 255) -> None:
        """A line of rounded joints and ends."""
        colour = self._lit(fill, alpha, False)
        big = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(big, colour, max(1, round(width * _SCALE)), joint="curve")
        half = width * _SCALE / 2
        if alpha == 255 and half > 1:
            for x, y in (big[0], big[-1]):
                self._draw.ellipse((x - half, y - half, x + half, y + half), colour)
        if self._marks(alpha):
            self._number_draw.line(list(points), self._current, max(1, round(width)), joint="curve")

    def gradient(self, top: float, bottom: float, above: Colour, below: Colour, alpha: int = 255) -> None:
        """A band over the whole width that changes colour downwards."""
        first, last = round(top * _SCALE), round(bottom * _SCALE)
        for row in range(max(first, 0), min(last, HEIGHT * _SCALE)):
            share = (row - first) / max(last - first - 1, 1)
            colour = self._lit(mix(above, below, share), alpha, True)
            self._draw.line((0, row, WIDTH * _SCALE, row), colour)

    def halo(self, x: float, y: float, radius: float, fill: Colour, strength: int = 60) -> None:
        """Light around a lamp or the sun, fading outwards."""
        size = max(2, round(2 * radius * _SCALE))
        fading = _FADE.resize((size, size)).point([round(strength * value / 255) for value in range(256)])
        self._image.paste(fill, (round((x - radius) * _SCALE), round((y - radius) * _SCALE)), fading)

    def shadow(self, x: float, y: float, across: float, down: float, strength: int = 70) -> None:
        """A soft dark spot on the ground that belongs to no object."""
        current, self._current = self._current, None
        for share, part in ((1.0, 0.45), (0.82, 0.55)):
            self.ellipse(x, y, across * share, down * share, (20, 22, 32), round(strength * part))
        self._current = current

    def finish(self) -> Picture:
        image = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        remaining = self._numbers.histogram()
        boxes = []
        for number, label in enumerate(self._labels, start=1):
            seen = remaining[number]
            if seen < _LEAST_PIXELS or seen < self._whole[number - 1] * _LEAST_VISIBLE:
                continue
            only = self._numbers.point([255 if value == number else 0 for value in range(256)])
            found = only.getbbox()
            assert found is not None
            left, top, right, bottom = found
            boxes.append(
                Box(
                    label,
                    100 * left / WIDTH,
                    100 * top / HEIGHT,
                    100 * (right - left) / WIDTH,
                    100 * (bottom - top) / HEIGHT,
                    round(seen / self._whole[number - 1], 3),
                )
            )
        return Picture(image, tuple(boxes))

    def _marks(self, alpha: int) -> bool:
        """Whether this stroke counts: glass and glints are part of what they lie on, and leave no mark of their own."""
        return alpha == 255 and self._current is not None

    def _lit(self, colour: Colour, alpha: int, glow: bool) -> tuple[int, int, int, int]:
        if glow:
            return (*colour, alpha)
        red, green, blue = (min(255, round(value * factor)) for value, factor in zip(colour, self.light, strict=True))
        return (red, green, blue, alpha)


class Frame:
    """Draws in metres around a point on the ground: u to the right (or left, when flipped), v up."""

    def __init__(self, canvas: Canvas, x: float, y: float, scale: float, flip: bool = False) -> None:
        self.canvas = canvas
        self.x = x
        self.y = y
        self.scale = scale
        self.sign = -1 if flip else 1

    def at(self, u: float, v: float) -> Point:
        return (self.x + self.sign * u * self.scale, self.y - v * self.scale)

    def polygon(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        self.canvas.polygon([self.at(u, v) for u, v in points], fill, alpha)

    def smooth(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        """A closed shape that runs through the points without corners."""
        self.canvas.polygon([self.at(u, v) for u, v in _curve(points)], fill, alpha)

    def box(
        self, u0: float, v0: float, u1: float, v1: float, fill: Colour, round_by: float = 0, alpha: int = 255
    ) -> None:
        left, top = self.at(u0, v0)
        right, bottom = self.at(u1, v1)
        self.canvas.rectangle(left, top, right, bottom, fill, round_by * self.scale, alpha)

    def oval(
        self, u: float, v: float, across: float, down: float, fill: Colour, alpha: int = 255, glow: bool = False
    ) -> None:
        x, y = self.at(u, v)
        self.canvas.ellipse(x, y, across * self.scale, down * self.scale, fill, alpha, glow)

    def ring(self, u: float, v: float, radius: float, width: float, fill: Colour) -> None:
        x, y = self.at(u, v)
        self.canvas.ring(x, y, radius * self.scale, width * self.scale, fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour, alpha: int = 255) -> None:
        self.canvas.line([self.at(u, v) for u, v in points], width * self.scale, fill, alpha)

    def shadow(self, u: float, v: float, across: float, down: float, strength: int = 70) -> None:
        x, y = self.at(u, v)
        self.canvas.shadow(x, y, across * self.scale, down * self.scale, strength)

    def halo(self, u: float, v: float, radius: float, fill: Colour, strength: int = 60) -> None:
        x, y = self.at(u, v)
        self.canvas.halo(x, y, radius * self.scale, fill, strength)


def _curve(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A closed Catmull-Rom spline through the points."""
    count = len(points)
    found: list[Point] = []
    for index in range(count):
        before, start, end, after = (points[(index + offset) % count] for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            found.append(
                (
                    _spline(before[0], start[0], end[0], after[0], t),
                    _spline(before[1], start[1], end[1], after[1], t),
                )
            )
    return found


def _spline(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


def circle(x: float, y: float, radius: float, points: int = 24) -> list[Point]:
    """The corners of a regular shape that looks round."""
    return [
        (x + radius * math.cos(2 * math.pi * step / points), y + radius * math.sin(2 * math.pi * step / points))
        for step in range(points)
    ]
