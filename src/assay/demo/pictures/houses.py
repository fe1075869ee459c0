"""Faces of houses, as flat or receding four-cornered walls with windows, doors and shops."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assay.demo.pictures.canvas import Canvas, Colour, Point, mix, shade

_FLOOR = 3.1
_AXIS = 2.5
_LIT: Colour = (252, 216, 142)
_AWNINGS: tuple[Colour, ...] = ((178, 72, 62), (62, 112, 104), (214, 160, 74), (78, 96, 138), (226, 216, 196))


@dataclass(frozen=True, slots=True)
class Facade:
    """A wall of so many metres with windows in rows; `shop` makes the ground floor one."""

    wall: Colour
    height: float
    length: float
    lamps: bool
    shop: bool


class Wall:
    """Maps the unit square onto the wall: u along it, v up."""

    def __init__(self, canvas: Canvas, corners: Sequence[Point], facade: Facade) -> None:
        self.canvas = canvas
        self.corners = corners
        self.facade = facade
        top_left, top_right, bottom_right, bottom_left = corners
        left, right = bottom_left[1] - top_left[1], bottom_right[1] - top_right[1]
        # How much nearer the right end is: equal steps on the wall are not equal steps in the picture.
        self.ratio = right / left

    def at(self, u: float, v: float) -> Point:
        top_left, top_right, bottom_right, bottom_left = self.corners
        share = u * self.ratio / (1 - u + u * self.ratio)
        top = (top_left[0] + (top_right[0] - top_left[0]) * share, top_left[1] + (top_right[1] - top_left[1]) * share)
        low = (
            bottom_left[0] + (bottom_right[0] - bottom_left[0]) * share,
            bottom_left[1] + (bottom_right[1] - bottom_left[1]) * share,
        )
        return (low[0] + (top[0] - low[0]) * v, low[1] + (top[1] - low[1]) * v)

    def quad(
        self, x0: float, x1: float, y0: float, y1: float, fill: Colour, alpha: int = 255, glow: bool = False
    ) -> None:
        """A rectangle in metres from the wall's lower left."""
        u0, u1, v0, v1 = (
            x0 / self.facade.length,
            x1 / self.facade.length,
            y0 / self.facade.height,
            y1 / self.facade.height,
        )
        self.canvas.polygon([self.at(u0, v0), self.at(u1, v0), self.at(u1, v1), self.at(u0, v1)], fill, alpha, glow)


def draw_facade(canvas: Canvas, rng: random.Random, corners: Sequence[Point], facade: Facade) -> None:
    """Corners run from the top left clockwise."""
    wall = Wall(canvas, corners, facade)
    length, height, colour = facade.length, facade.height, facade.wall
    wall.quad(0, length, 0, height, colour)
    wall.quad(0, length, height - 0.45, height, shade(colour, 1.14))
    wall.quad(0, length, height - 0.62, height - 0.45, shade(colour, 0.78))
    first = 3.9 if facade.shop else 0.9
    axes = max(1, int((length - 0.8) // _AXIS))
    margin = (length - axes * _AXIS) / 2
    style = rng.choice(("plain", "sill", "cross"))
    floor = first
    while floor + 2.3 < height - 0.6:
        wall.quad(0, length, floor - 0.62, floor - 0.5, shade(colour, 0.93))
        for axis in range(axes):
            _window(wall, rng, margin + axis * _AXIS + 0.62, floor, style)
        floor += _FLOOR
    if facade.shop:
        _shop(wall, rng)


def _window(wall: Wall, rng: random.Random, left: float, low: float, style: str) -> None:
    colour = wall.facade.wall
    right, high = left + 1.2, low + 1.65
    lit = wall.facade.lamps and rng.random() < 0.5
    glass: Colour = shade(_LIT, rng.uniform(0.9, 1.1)) if lit else mix((76, 94, 108), colour, 0.18)
    wall.quad(left - 0.12, right + 0.12, low - 0.1, high + 0.12, shade(colour, 1.16))
    wall.quad(left, right, low, high, glass, glow=lit)
    if not lit:
        wall.quad(left, right, low + 0.85, high, (206, 222, 230), 34)
        if rng.random() < 0.35:
            wall.quad(left, left + 0.34, low, high, (232, 226, 214), 120)
            wall.quad(right - 0.34, right, low, high, (232, 226, 214), 120)
    middle = (left + right) / 2
    wall.quad(middle - 0.04, middle + 0.04, low, high, shade(colour, 1.2))
    if style == "cross":
        wall.quad(left, right, low + 1.02, low + 1.1, shade(colour, 1.2))
    if style == "sill":
        wall.quad(left - 0.2, right + 0.2, low - 0.22, low - 0.08, shade(colour, 0.8))


def _shop(wall: Wall, rng: random.Random) -> None:
    length, colour = wall.facade.length, wall.facade.wall
    frame = shade(rng.choice(_AWNINGS), 0.62)
    wall.quad(0, length, 0, 3.2, shade(colour, 0.72))
    wall.quad(0, length, 2.62, 3.2, frame)
    x = 0.5
    while x + 2.2 < length:
        width = min(rng.uniform(2.6, 3.6), length - x - 0.4)
        inside: Colour = (255, 226, 166) if wall.facade.lamps else (112, 126, 132)
        wall.quad(x, x + width, 0.5, 2.45, inside, glow=wall.facade.lamps)
        wall.quad(x, x + width, 1.5, 2.45, (220, 230, 232), 46)
        for item in range(3):
            at = x + 0.3 + item * width / 3.2
            wall.quad(at, at + 0.42, 0.5, rng.uniform(0.9, 1.5), shade(rng.choice(_AWNINGS), 0.85))
        _awning(wall, rng.choice(_AWNINGS), x - 0.15, x + width + 0.15)
        x += width + 0.5
        if x + 1.2 < length:
            wall.quad(x, x + 1.0, 0.05, 2.3, shade(frame, 0.85))
            wall.quad(x + 0.14, x + 0.86, 0.9, 2.15, inside)
            x += 1.5


def _awning(wall: Wall, colour: Colour, left: float, right: float) -> None:
    stripes = max(3, round((right - left) / 0.45))
    step = (right - left) / stripes
    for stripe in range(stripes):
        fill = colour if stripe % 2 == 0 else (240, 234, 222)
        wall.quad(left + stripe * step, left + (stripe + 1) * step, 2.05, 2.75, fill)
        wall.quad(left + stripe * step, left + (stripe + 1) * step, 2.0, 2.14, shade(fill, 0.85))
