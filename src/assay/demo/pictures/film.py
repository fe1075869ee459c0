"""A film of the crossing: the street stands still while cars, a bus, a bicycle and people pass through it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PIL import Image

from assay.demo.pictures.canvas import Canvas
from assay.demo.pictures.crossing import WEATHER, Street, draw_backdrop, draw_lights
from assay.demo.pictures.people import draw_person, somebody
from assay.demo.pictures.vehicles import (
    PAINT,
    draw_bicycle,
    draw_bus,
    draw_car_from_the_front,
    draw_car_from_the_side,
)

SIZE = (800, 500)
STEPS_A_SECOND = 1.7

# The houses, and traffic lights that are red for us, so that the others drive.
_SEED, _LIGHTS = "film 14", "lights 0"


@dataclass(frozen=True, slots=True)
class Mover:
    """Something that moves along a line: `x` metres to the right and `z` away from the eye, with its speeds."""

    draw: Callable[[Street, float, float, float], None]
    x: float
    z: float
    across: float = 0.0
    closer: float = 0.0

    def at(self, seconds: float) -> tuple[float, float]:
        return self.x + self.across * seconds, self.z - self.closer * seconds


def frames(count: int, rate: float) -> Iterator[Image.Image]:
    """The pictures of the film, `rate` of them a second."""
    canvas = Canvas()
    street = Street(canvas, random.Random(_SEED), WEATHER[0])
    draw_backdrop(street, random.Random(_SEED))
    movers = _movers()
    for number in range(count):
        seconds = number / rate
        street.canvas = canvas.copy()
        lights_drawn = False
        for mover in sorted(movers, key=lambda mover: -mover.at(seconds)[1]):
            x, z = mover.at(seconds)
            if z < 14 and not lights_drawn:
                draw_lights(street, random.Random(_LIGHTS))
                lights_drawn = True
            mover.draw(street, x, z, seconds)
        yield street.canvas.finish().image.resize(SIZE, Image.Resampling.LANCZOS, reducing_gap=2)


def _movers() -> list[Mover]:
    rng = random.Random("who passes by")
    return [
        Mover(_car_towards_us(PAINT[5]), -2.4, 62, closer=4.2),
        Mover(_car_towards_us(PAINT[8]), -2.5, 74, closer=4.0),
        Mover(_car_across(PAINT[1], estate=True, flip=True), 20, 20.6, across=-7.0),
        Mover(_car_across(PAINT[2], estate=False, flip=True), 43, 20.6, across=-7.6),
        Mover(_bus, -24, 16.6, across=5.6),
        Mover(_car_across(PAINT[0], estate=False, flip=False), -50, 16.4, across=8.2),
        Mover(_bicycle, -13, 15.0, across=3.4),
        Mover(_walker(rng, flip=False), -5.4, 12.4, across=1.25),
        Mover(_walker(rng, flip=True), 6.8, 11.6, across=-1.4),
        Mover(_walker(rng, flip=False), -8.2, 10.9, across=1.5),
    ]


def _car_towards_us(paint: tuple[int, int, int]) -> Callable[[Street, float, float, float], None]:
    def draw(street: Street, x: float, z: float, _: float) -> None:
        draw_car_from_the_front(street.frame(x, z), paint)

    return draw


def _car_across(paint: tuple[int, int, int], *, estate: bool, flip: bool) -> Callable[..., None]:
    def draw(street: Street, x: float, z: float, _: float) -> None:
        draw_car_from_the_side(street.frame(x, z, flip), paint, estate)

    return draw


def _bus(street: Street, x: float, z: float, _: float) -> None:
    draw_bus(street.frame(x, z), (58, 118, 108))


def _bicycle(street: Street, x: float, z: float, _: float) -> None:
    draw_bicycle(street.frame(x, z), random.Random("rider"))


def _walker(rng: random.Random, *, flip: bool) -> Callable[[Street, float, float, float], None]:
    person = somebody(rng)

    def draw(street: Street, x: float, z: float, seconds: float) -> None:
        # Legs and arms swing through, so that one foot and then the other is in front.
        swing = math.cos(seconds * math.pi * STEPS_A_SECOND + person.height * 10)
        frame = street.frame(x, z, flip)
        frame.y -= 0.03 * frame.scale * (1 - abs(swing))
        draw_person(frame, replace(person, stride=swing * 0.9))

    return draw
