"""A street crossing in perspective: a road to the horizon, a cross street, houses, traffic, and people on the zebra."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, Frame, Point, mix, shade
from assay.demo.pictures.houses import Facade, draw_facade
from assay.demo.pictures.nature import draw_broadleaf, draw_cloud
from assay.demo.pictures.people import draw_person, somebody
from assay.demo.pictures.vehicles import (
    PAINT,
    draw_bicycle,
    draw_bus,
    draw_car_from_behind,
    draw_car_from_the_front,
    draw_car_from_the_side,
)

_FOCAL = 900.0
_EYE = 3.2

# Distances along the road, in metres from the eye.
_STOP_LINE = 9.5
_ZEBRA = (10.2, 12.8)
_CROSS_STREET = (14.2, 22.5)
_CORNER = 27.0
_ROAD_HALF = 5.0
_WALL = 9.4


@dataclass(frozen=True, slots=True)
class Weather:
    """The sky, what its light does to colours, and whether lamps are on and the ground is wet."""

    name: str
    above: Colour
    below: Colour
    light: tuple[float, float, float]
    lamps: bool = False
    wet: bool = False
    clouds: int = 3


WEATHER = (
    Weather("day", (120, 172, 214), (222, 236, 240), (1.0, 1.0, 0.99)),
    Weather("morning", (154, 188, 212), (252, 232, 204), (1.03, 0.98, 0.91)),
    Weather("overcast", (158, 170, 180), (214, 219, 221), (0.9, 0.93, 0.95), wet=True, clouds=5),
    Weather("dusk", (64, 76, 126), (240, 170, 138), (0.66, 0.62, 0.74), lamps=True, clouds=2),
)

_WALLS: tuple[Colour, ...] = (
    (190, 166, 146),
    (158, 148, 142),
    (198, 182, 160),
    (146, 160, 164),
    (182, 134, 112),
    (204, 190, 150),
    (164, 140, 150),
    (150, 164, 148),
)


class Street:
    """Where a point of the street lies in the picture: x metres to the right, y up, z away from the eye."""

    def __init__(self, canvas: Canvas, rng: random.Random, weather: Weather) -> None:
        self.canvas = canvas
        self.weather = weather
        self.horizon = rng.uniform(286, 316)
        self.middle = WIDTH / 2 + rng.uniform(-70, 70)

    def at(self, x: float, y: float, z: float) -> Point:
        scale = _FOCAL / z
        return (self.middle + x * scale, self.horizon + (_EYE - y) * scale)

    def frame(self, x: float, z: float, flip: bool = False) -> Frame:
        """A frame for something that stands on the ground."""
        left, top = self.at(x, 0, z)
        return Frame(self.canvas, left, top, _FOCAL / z, flip)

    def patch(self, x0: float, x1: float, z0: float, z1: float, fill: Colour, alpha: int = 255) -> None:
        """A piece of ground."""
        corners = [self.at(x0, 0, z0), self.at(x1, 0, z0), self.at(x1, 0, z1), self.at(x0, 0, z1)]
        self.canvas.polygon(corners, fill, alpha)


def draw_crossing(canvas: Canvas, rng: random.Random, number: int) -> None:
    """Draws one crossing; the weather goes round with the number, everything else is chance."""
    weather = WEATHER[(0, 1, 0, 2, 0, 3)[number % 6]]
    street = Street(canvas, rng, weather)
    draw_backdrop(street, rng)
    _far_traffic(street, rng)
    _cross_traffic(street, rng)
    draw_lights(street, rng)
    _near(street, rng)


def draw_backdrop(street: Street, rng: random.Random) -> None:
    """Draws what never moves: the sky, the houses and the ground."""
    _sky(street.canvas, street, rng)
    street.canvas.light = street.weather.light
    _distance(street, rng)
    _houses(street, rng)
    _ground(street)


def _sky(canvas: Canvas, street: Street, rng: random.Random) -> None:
    weather = street.weather
    canvas.gradient(0, street.horizon + 20, weather.above, weather.below)
    if weather.name in ("morning", "dusk"):
        x = street.middle + rng.uniform(-110, 110)
        canvas.halo(x, street.horizon - 40, 330, (255, 226, 176), 150)
        canvas.halo(x, street.horizon - 40, 70, (255, 244, 220), 90)
        canvas.ellipse(x, street.horizon - 40, 24, 24, (255, 240, 210), glow=True)
    for _ in range(weather.clouds):
        x, y = rng.uniform(250, 1030), rng.uniform(30, 170)
        draw_cloud(canvas, rng, x, y, rng.uniform(60, 120), mix(weather.below, (255, 255, 255), 0.45))


def _distance(street: Street, rng: random.Random) -> None:
    """Roofs at the end of the road, pale with distance."""
    pale = mix(street.weather.below, (128, 148, 164), 0.5)
    street.canvas.rectangle(0, street.horizon + 2, WIDTH, HEIGHT, mix(pale, (120, 140, 110), 0.5))
    x = street.middle - 210
    while x < street.middle + 210:
        width, height = rng.uniform(22, 46), rng.uniform(24, 74)
        street.canvas.rectangle(
            x, street.horizon - height, x + width, street.horizon + 14, shade(pale, rng.uniform(0.94, 1.06))
        )
        x += width
    for _ in range(7):
        draw_broadleaf(Frame(street.canvas, street.middle + rng.uniform(-150, 150), street.horizon + 15, 6), rng)


def _houses(street: Street, rng: random.Random) -> None:
    """Both sides of the road, farthest first: walls along the road, and the corner houses' faces towards us."""
    for side in (-1, 1):
        edges = [_CORNER, 37.0, 48.0, 64.0, 88.0]
        walls = rng.sample(_WALLS, len(edges))
        heights = [rng.uniform(9.0, 15.5) for _ in edges]
        for index in reversed(range(len(edges) - 1)):
            near, far = edges[index], edges[index + 1]
            haze = min(0.5, (near - _CORNER) / 100)
            wall = mix(walls[index], street.weather.below, haze)
            corners = (
                street.at(side * _WALL, heights[index], near),
                street.at(side * _WALL, heights[index], far),
                street.at(side * _WALL, 0, far),
                street.at(side * _WALL, 0, near),
            )
            # The gable, of which a lower house in front leaves the top in sight.
            gable = [street.at(side * x, y, near) for x, y in ((_WALL, 0), (_WALL, heights[index]))]
            gable += [street.at(side * (_WALL + 9), y, near) for y in (heights[index], 0)]
            street.canvas.polygon(gable, shade(wall, 0.97))
            lit = 0.8 if side < 0 else 0.9
            facade = Facade(shade(wall, lit), heights[index], far - near, street.weather.lamps, shop=index < 3)
            draw_facade(street.canvas, rng, corners, facade)
        _corner_houses(street, rng, side, walls, heights[0])


def _corner_houses(street: Street, rng: random.Random, side: int, walls: list[Colour], height: float) -> None:
    first = rng.uniform(5.0, 7.0)
    spans = [
        (_WALL + first, _WALL + first + 16, rng.uniform(7.5, 12.5), walls[-1]),
        (_WALL, _WALL + first, height, walls[0]),
    ]
    for inner, outer, tall, wall in spans:
        left, right = sorted((side * inner, side * outer))
        corners = (
            street.at(left, tall, _CORNER),
            street.at(right, tall, _CORNER),
            street.at(right, 0, _CORNER),
            street.at(left, 0, _CORNER),
        )
        draw_facade(street.canvas, rng, corners, Facade(wall, tall, outer - inner, street.weather.lamps, shop=True))


def _ground(street: Street) -> None:
    canvas, wet = street.canvas, street.weather.wet
    asphalt: Colour = (104, 108, 116) if not wet else (86, 92, 102)
    pavement: Colour = (192, 184, 172) if not wet else (166, 164, 160)
    kerb: Colour = (222, 216, 204)
    base = street.at(0, 0, _CORNER)[1]
    canvas.rectangle(0, base - 1, WIDTH, HEIGHT, pavement)
    # The road to the horizon and its pavements.
    for x0, x1, fill in ((-_WALL, _WALL, pavement), (-_ROAD_HALF - 0.25, _ROAD_HALF + 0.25, kerb)):
        street.patch(x0, x1, _CORNER, 400, shade(fill, 0.96))
    street.patch(-_ROAD_HALF, _ROAD_HALF, 3, 400, asphalt)
    # The cross street from edge to edge, with rounded corners hinted by its kerbs.
    near, far = _CROSS_STREET
    street.patch(-60, 60, far, far + 0.35, kerb)
    street.patch(-60, 60, near - 0.3, near, kerb)
    street.patch(-60, 60, near, far, shade(asphalt, 0.97))
    street.patch(-_ROAD_HALF, _ROAD_HALF, near - 0.6, far + 1.2, shade(asphalt, 0.98))
    for side in (-1, 1):
        street.patch(side * _ROAD_HALF, side * (_ROAD_HALF + 0.22), 3, near - 0.3, kerb)
        street.patch(side * (_ROAD_HALF + 0.22), side * (_ROAD_HALF + 0.5), 3, near - 0.3, shade(pavement, 0.86))
        for joint in range(6):
            z = 6.5 + joint * 1.25
            street.patch(side * (_ROAD_HALF + 0.5), side * 14, z, z + 0.035, shade(pavement, 0.9))
    for joint in range(-12, 13):
        x = joint * 2.0
        if abs(x) > _ROAD_HALF + 0.3:
            street.canvas.line([street.at(x, 0, far + 0.4), street.at(x, 0, _CORNER)], 1.2, shade(pavement, 0.9))
    _marks(street)
    if wet:
        canvas.gradient(street.at(0, 0, 40)[1], street.at(0, 0, 13)[1], (214, 222, 228), (150, 160, 170), 60)


def _marks(street: Street) -> None:
    white: Colour = (232, 230, 220)
    x = -_ROAD_HALF + 0.35
    while x < _ROAD_HALF - 0.3:
        street.patch(x, x + 0.55, *_ZEBRA, white)
        x += 1.1
    street.patch(0.12, _ROAD_HALF - 0.15, _STOP_LINE - 0.25, _STOP_LINE + 0.12, white)
    for z in (4.4, 6.6):
        street.patch(-0.08, 0.08, z, z + 1.3, white)
    for dash in range(12):
        z = _CORNER + dash * 6.0
        street.patch(-0.07, 0.07, z, z + 2.6, shade(white, 0.96))
    middle = sum(_CROSS_STREET) / 2
    for dash in range(-9, 10):
        if abs(dash * 3.2) > _ROAD_HALF:
            street.patch(dash * 3.2, dash * 3.2 + 1.6, middle - 0.07, middle + 0.1, white)
    x = -_ROAD_HALF + 0.4
    while x < _ROAD_HALF - 0.3:
        street.patch(x, x + 0.5, 23.6, 25.6, shade(white, 0.97))
        x += 1.0


def _far_traffic(street: Street, rng: random.Random) -> None:
    """Trees and people along the far pavement, and cars beyond the cross street, farthest first."""
    lamps = street.weather.lamps
    standing: list[tuple[float, int, str]] = []
    for side in (-1, 1):
        standing += [(z, side, "tree") for z in (29.5, 36.0, 45.0, 58.0) if rng.random() < 0.8]
    standing += [(rng.uniform(44, 60), 1, "away"), (rng.uniform(30, 38), -1, "towards")]
    if rng.random() < 0.6:
        standing.append((rng.uniform(27.5, 32), 1, "away"))
    if rng.random() < 0.5:
        standing.append((rng.uniform(46, 58), -1, "towards"))
    for z, side, what in sorted(standing, reverse=True):
        if what == "tree":
            draw_broadleaf(street.frame(side * rng.uniform(7.2, 7.8), z), rng, rng.uniform(3.6, 5.0))
        elif what == "away":
            draw_car_from_behind(street.frame(2.4, z), rng.choice(PAINT), night=lamps)
        else:
            draw_car_from_the_front(street.frame(-2.4, z), rng.choice(PAINT), night=lamps)
    for _ in range(rng.randint(2, 4)):
        x = rng.choice((-1, 1)) * rng.uniform(6.3, 17)
        draw_person(street.frame(x, rng.uniform(23.6, 25.6), rng.random() < 0.5), somebody(rng, street.weather.wet))


def _cross_traffic(street: Street, rng: random.Random) -> None:
    """What drives from left to right and from right to left between us and the houses."""
    lamps = street.weather.lamps
    taken: list[tuple[float, float]] = []
    for z, flip in ((20.6, True), (16.4, False)):
        for _ in range(rng.randint(1, 2)):
            reach = 0.62 * WIDTH * z / _FOCAL
            x = rng.uniform(-reach, reach)
            kind = rng.choices(["car", "bus", "bicycle"], [6, 2 if not flip else 1, 2])[0]
            half = {"car": 2.6, "bus": 5.6, "bicycle": 1.2}[kind]
            if any(abs(x - other) < half + width for other, width in taken):
                continue
            taken.append((x, half))
            frame = street.frame(x, z, flip)
            if kind == "car":
                draw_car_from_the_side(frame, rng.choice(PAINT), rng.random() < 0.4, lamps)
            elif kind == "bus":
                draw_bus(frame, rng.choice(((186, 66, 56), (58, 118, 108), (222, 168, 62))), lamps)
            else:
                draw_bicycle(frame, rng)
        taken = []


def draw_lights(street: Street, rng: random.Random) -> None:
    """Draws the traffic lights: one on an arm over our lane, one at the left, small ones on the far side."""
    state = rng.choice(("red", "red", "green", "amber"))
    for x in (-6.0, 6.0):
        _signal(street.frame(x, 23.2), state, 3.0, 0.0)
    _signal(street.frame(5.75, 13.4, True), state, 5.1, rng.uniform(1.3, 2.2))
    if rng.random() < 0.7:
        _signal(street.frame(-5.75, 13.4), state, 5.0 if rng.random() < 0.5 else 3.1, rng.choice((0.0, 1.6)))


def _signal(frame: Frame, state: str, height: float, arm: float) -> None:
    post: Colour = (72, 78, 84)
    frame.line([(0, 0), (0, height)], 0.13, post)
    frame.box(-0.16, 0, 0.16, 0.22, shade(post, 0.8), 0.02)
    if arm:
        frame.line([(0, height - 0.06), (arm, height - 0.06)], 0.1, post)
    top = height + (0.02 if arm else 0.3)
    with frame.canvas.thing("Traffic light"):
        frame.box(arm - 0.21, top, arm + 0.21, top - 1.12, (36, 40, 42), 0.07)
        for lamp, colour, v in (
            ("red", (238, 70, 56), 0.2),
            ("amber", (248, 186, 66), 0.56),
            ("green", (76, 206, 120), 0.92),
        ):
            on = lamp == state
            frame.oval(arm, top - v, 0.125, 0.125, colour if on else shade(colour, 0.3), glow=on)
            if on:
                frame.oval(arm - 0.03, top - v + 0.03, 0.045, 0.045, shade(colour, 1.5), 150, True)
    lit = {"red": 0.2, "amber": 0.56, "green": 0.92}[state]
    glow: Colour = {"red": (255, 90, 70), "amber": (255, 200, 90), "green": (110, 240, 150)}[state]
    frame.halo(arm, top - lit, 0.42, glow, 45)


def _near(street: Street, rng: random.Random) -> None:
    """People and bicycles on the zebra, and sometimes the car that waits in front of us."""
    wet = street.weather.wet
    walkers: list[tuple[float, float]] = []
    for _ in range(rng.randint(2, 5)):
        x = rng.uniform(-5.6, 5.6)
        if all(abs(x - other) > 0.75 for other, _ in walkers):
            walkers.append((x, rng.uniform(10.4, 12.7)))
    for x, z in sorted(walkers, key=lambda spot: -spot[1]):
        if rng.random() < 0.16:
            draw_bicycle(street.frame(x, z, rng.random() < 0.5), rng)
        else:
            draw_person(street.frame(x, z, rng.random() < 0.5), somebody(rng, wet))
    if rng.random() < 0.45:
        draw_car_from_behind(
            street.frame(2.5, rng.uniform(5.9, 6.5)), rng.choice(PAINT), braking=True, night=street.weather.lamps
        )
