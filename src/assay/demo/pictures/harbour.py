"""A harbour: houses along a quay, a lighthouse on its mole, boats on the water, and gulls above them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from assay.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, Frame, mix, shade
from assay.demo.pictures.nature import draw_broadleaf, draw_cloud
from assay.demo.pictures.people import draw_person, somebody

_HORIZON = 330.0
_HULLS: tuple[Colour, ...] = (
    (178, 68, 58),
    (52, 96, 140),
    (232, 226, 212),
    (60, 112, 100),
    (206, 152, 62),
    (58, 64, 82),
)
_SAILS: tuple[Colour, ...] = ((246, 240, 226), (240, 226, 200), (214, 106, 84), (240, 240, 238))
_GABLES: tuple[Colour, ...] = (
    (206, 120, 92),
    (222, 184, 108),
    (132, 158, 168),
    (226, 214, 192),
    (164, 96, 84),
    (140, 164, 132),
    (198, 152, 130),
)


def draw_harbour(canvas: Canvas, rng: random.Random, number: int) -> None:
    """Draws one harbour; every third one in the evening."""
    evening = number % 3 == 0
    above: Colour = (98, 108, 156) if evening else (112, 170, 212)
    below: Colour = (250, 196, 152) if evening else (226, 238, 238)
    canvas.gradient(0, _HORIZON, above, below)
    sun = rng.uniform(720, 1080)
    if evening:
        canvas.halo(sun, _HORIZON - 46, 320, (255, 216, 160), 170)
        canvas.ellipse(sun, _HORIZON - 46, 30, 30, (255, 242, 212), glow=True)
    for _ in range(4):
        draw_cloud(
            canvas,
            rng,
            rng.uniform(80, 1200),
            rng.uniform(40, 170),
            rng.uniform(70, 130),
            mix(below, (255, 255, 255), 0.5),
        )
    canvas.light = (0.86, 0.78, 0.8) if evening else (1.0, 1.0, 1.0)
    _hills(canvas, rng, below)
    _sea(canvas, rng, evening, sun)
    _mole(canvas, rng, evening)
    _quay(canvas, rng, evening)
    _boats(canvas, rng)
    _pier(canvas, rng)
    for _ in range(rng.randint(3, 5)):
        _gull(Frame(canvas, rng.uniform(420, 1220), rng.uniform(60, 250), rng.uniform(16, 30)), rng)


def _hills(canvas: Canvas, rng: random.Random, haze: Colour) -> None:
    for share, height, base in ((0.62, 92, _HORIZON + 2), (0.36, 58, _HORIZON + 2)):
        colour = mix((96, 130, 118), haze, share)
        points = [(0.0, base)]
        phase = rng.uniform(0, 6)
        for step in range(0, 41):
            x = step * WIDTH / 40
            rise = 0.5 + 0.3 * math.sin(phase + step / 5.1) + 0.2 * math.sin(phase * 2 + step / 2.3)
            points.append((x, base - height * max(0.12, rise) * (1 - 0.45 * x / WIDTH)))
        canvas.polygon([*points, (WIDTH, base)], colour)


def _sea(canvas: Canvas, rng: random.Random, evening: bool, sun: float) -> None:
    far: Colour = (214, 164, 146) if evening else (158, 200, 208)
    near: Colour = (58, 82, 118) if evening else (44, 112, 138)
    canvas.gradient(_HORIZON, HEIGHT, far, near)
    for _ in range(230):
        depth = rng.random() ** 1.6
        y = _HORIZON + 6 + depth * (HEIGHT - _HORIZON)
        half = (6 + 46 * depth) * rng.uniform(0.5, 1.2)
        x = rng.uniform(0, WIDTH)
        light = rng.random() < 0.5
        canvas.ellipse(
            x, y, half, 0.8 + 1.7 * depth, (236, 246, 244) if light else (30, 80, 108), 46 if light else 40, True
        )
    if evening:
        for _ in range(70):
            depth = rng.random()
            y = _HORIZON + 4 + depth * 330
            canvas.ellipse(
                sun + rng.gauss(0, 14 + 50 * depth), y, 10 + 26 * depth, 1 + 1.6 * depth, (255, 222, 170), 90, True
            )


def _mole(canvas: Canvas, rng: random.Random, evening: bool) -> None:
    """The mole on the right with its lighthouse."""
    stone: Colour = (148, 146, 142)
    canvas.polygon([(1010, 392), (WIDTH, 372), (WIDTH, 414), (1004, 418)], stone)
    canvas.polygon([(1004, 406), (WIDTH, 396), (WIDTH, 416), (1004, 419)], shade(stone, 0.7))
    for _ in range(26):
        x = rng.uniform(1002, WIDTH)
        canvas.ellipse(
            x, 415 - (x - 1004) / 276 * 4, rng.uniform(8, 17), rng.uniform(5, 9), shade(stone, rng.uniform(0.75, 1.08))
        )
    frame = Frame(canvas, rng.uniform(1080, 1180), 392, 11)
    with canvas.thing("Lighthouse"):
        frame.polygon([(-2.3, 0), (2.3, 0), (2.3, 1.0), (-2.3, 1.0)], (170, 166, 160))
        bands = 5
        for band in range(bands):
            low, high = 1.0 + band * 2.2, 1.0 + (band + 1) * 2.2
            wide, narrow = 1.7 - band * 0.15, 1.7 - (band + 1) * 0.15
            colour: Colour = (240, 236, 226) if band % 2 else (196, 66, 54)
            frame.polygon([(-wide, low), (wide, low), (narrow, high), (-narrow, high)], colour)
            frame.polygon([(wide * 0.3, low), (wide, low), (narrow, high), (narrow * 0.3, high)], shade(colour, 0.84))
        frame.box(-1.35, 12.0, 1.35, 12.35, (70, 72, 78))
        frame.box(-0.75, 12.35, 0.75, 14.0, (252, 226, 150) if evening else (176, 206, 214))
        for bar in (-0.75, 0, 0.75):
            frame.line([(bar, 12.3), (bar, 14.0)], 0.12, (70, 72, 78))
        frame.polygon([(-1.0, 14.0), (1.0, 14.0), (0, 15.2)], (196, 66, 54))
        frame.box(-0.45, 1.0, 0.45, 2.5, (84, 62, 52), 0.1)
        frame.box(-0.28, 5.6, 0.28, 6.5, (70, 84, 94), 0.1)
    if evening:
        frame.halo(0, 13.2, 9, (255, 236, 170), 150)


def _quay(canvas: Canvas, rng: random.Random, evening: bool) -> None:
    """The town on the left: gabled houses on a stone quay."""
    stone: Colour = (176, 164, 148)
    x = -30.0
    colours = rng.sample(_GABLES, len(_GABLES))
    for index in range(7):
        width, height = rng.uniform(66, 92), rng.uniform(130, 196) * (1 - index * 0.05)
        if x + width > 520:
            break
        _gabled_house(canvas, rng, x, 424, width, height, colours[index], evening)
        x += width
    draw_broadleaf(Frame(canvas, x + 34, 426, 17), rng, 4.6)
    canvas.polygon([(0, 420), (x + 78, 420), (x + 96, 434), (0, 440)], stone)
    canvas.polygon([(0, 438), (x + 96, 432), (x + 96, 462), (0, 484)], shade(stone, 0.72))
    for step in range(7):
        left = step * (x + 96) / 7
        canvas.line([(left, 438), (left, 480 - step * 3)], 1.2, shade(stone, 0.6))
    for step in range(5):
        canvas.rectangle(60 + step * 88, 422, 68 + step * 88, 433, (60, 58, 60), 2)
    for _ in range(rng.randint(1, 3)):
        draw_person(Frame(canvas, rng.uniform(40, x + 40), 432, 22, rng.random() < 0.5), somebody(rng))


def _gabled_house(
    canvas: Canvas, rng: random.Random, x: float, base: float, width: float, height: float, wall: Colour, evening: bool
) -> None:
    roof: Colour = mix((150, 82, 64), (96, 88, 92), rng.choice((0.0, 0.3, 0.8)))
    eaves = base - height
    canvas.rectangle(x, eaves, x + width, base, wall)
    canvas.polygon([(x - 4, eaves + 2), (x + width / 2, eaves - width * 0.62), (x + width + 4, eaves + 2)], roof)
    canvas.polygon([(x + 7, eaves + 2), (x + width / 2, eaves - width * 0.46), (x + width - 7, eaves + 2)], wall)
    canvas.rectangle(x + width * 0.72, eaves, x + width, base, (20, 20, 30), alpha=22)
    pane: Colour = (255, 218, 140) if evening else (84, 104, 118)
    rows = int((height - 44) // 40)
    for row in range(rows):
        for column in range(2):
            lit = evening and rng.random() < 0.6
            left = x + width * (0.2 + 0.36 * column)
            top = eaves + 12 + row * 40
            canvas.rectangle(left - 2, top - 2, left + width * 0.24 + 2, top + 26, shade(wall, 1.3))
            canvas.rectangle(left, top, left + width * 0.24, top + 24, pane if lit else (84, 104, 118))
            canvas.line([(left + width * 0.12, top), (left + width * 0.12, top + 24)], 1.6, shade(wall, 1.3))
    canvas.ellipse(x + width / 2, eaves - width * 0.12, 7, 7, (84, 104, 118))
    canvas.rectangle(x + width * 0.4, base - 30, x + width * 0.62, base, shade(roof, 0.7), 3)


def _boats(canvas: Canvas, rng: random.Random) -> None:
    sail, fishing, row = _sailing_boat, _fishing_boat, _rowing_boat
    afloat: list[tuple[float, float, float, Callable[[Frame, random.Random], None]]] = [
        (400, rng.uniform(560, 640), 8.5, sail),
        (424, rng.uniform(740, 930), 10.5, sail),
        (486, rng.uniform(430, 560), 19, fishing),
        (500, rng.uniform(860, 1060), 20, sail),
        (560, rng.uniform(1090, 1190), 26, row),
        (580, rng.uniform(600, 800), 27, rng.choice((fishing, sail, row))),
        (668, rng.uniform(880, 1040), 38, rng.choice((row, fishing))),
    ]
    for _ in range(rng.randint(2, 4)):
        y = rng.uniform(440, 620)
        afloat.append((y, rng.uniform(620, 1200), 6 + (y - 400) / 14, _buoy))
    for y, x, scale, draw in sorted(afloat, key=lambda one: one[0]):
        draw(Frame(canvas, x, y, scale, rng.random() < 0.5), rng)


def _wake(frame: Frame, half: float, colour: Colour) -> None:
    """The mirror image on the water and a line of foam."""
    for step in range(5):
        frame.canvas.ellipse(
            frame.x,
            frame.y + (0.3 + step * 0.34) * frame.scale,
            half * (0.92 - step * 0.13) * frame.scale,
            0.13 * frame.scale,
            shade(colour, 0.62),
            70 - step * 11,
        )
    frame.canvas.ellipse(
        frame.x, frame.y + 0.08 * frame.scale, half * 1.04 * frame.scale, 0.12 * frame.scale, (236, 244, 242), 120
    )


def _hull(frame: Frame, length: float, height: float, colour: Colour) -> None:
    half = length / 2
    frame.polygon(
        [
            (-half, height),
            (-half * 0.9, -0.05),
            (half * 0.72, -0.05),
            (half * 1.02, height * 1.25),
            (half * 0.5, height),
        ],
        colour,
    )
    frame.polygon(
        [(-half * 0.93, height * 0.28), (-half * 0.9, -0.05), (half * 0.72, -0.05), (half * 0.8, height * 0.28)],
        shade(colour, 0.66),
    )
    frame.line([(-half, height), (half * 0.5, height), (half * 1.0, height * 1.22)], 0.13, shade(colour, 1.35))


def _sailing_boat(frame: Frame, rng: random.Random) -> None:
    colour, sail = rng.choice(_HULLS), rng.choice(_SAILS)
    _wake(frame, 3.2, colour)
    with frame.canvas.thing("Boat"):
        _hull(frame, 6.2, 0.95, colour)
        frame.box(-1.4, 0.95, 0.6, 1.45, (236, 230, 216), 0.15)
        for window in (-1.0, -0.4, 0.15):
            frame.oval(window, 1.2, 0.15, 0.11, (70, 92, 106))
        frame.line([(0.5, 0.9), (0.5, 8.6)], 0.13, (122, 92, 66))
        frame.polygon([(0.35, 1.7), (0.35, 8.2), (-1.2, 4.6), (-2.7, 1.9)], sail)
        frame.polygon([(0.35, 1.7), (0.35, 8.2), (-0.35, 4.6), (-0.9, 1.75)], shade(sail, 0.92))
        frame.polygon([(0.68, 8.0), (0.68, 1.6), (3.0, 1.35), (1.7, 4.4)], shade(sail, 0.96))
        frame.line([(0.5, 1.65), (-2.8, 1.8)], 0.1, (122, 92, 66))
        frame.polygon([(0.5, 8.6), (0.5, 9.1), (-0.5, 8.85)], (206, 84, 66))


def _fishing_boat(frame: Frame, rng: random.Random) -> None:
    colour = rng.choice(_HULLS)
    _wake(frame, 4.0, colour)
    with frame.canvas.thing("Boat"):
        _hull(frame, 7.6, 1.35, colour)
        frame.box(-2.6, 1.3, -0.4, 3.3, (240, 234, 220), 0.12)
        frame.box(-2.9, 3.25, -0.1, 3.55, shade(colour, 0.9), 0.1)
        frame.box(-2.3, 2.3, -1.55, 3.0, (74, 98, 112), 0.08)
        frame.box(-1.35, 2.3, -0.6, 3.0, (74, 98, 112), 0.08)
        frame.box(-2.25, 3.5, -1.75, 4.3, (196, 88, 66), 0.06)
        frame.line([(1.2, 1.3), (1.2, 5.6)], 0.15, (112, 86, 64))
        frame.line([(1.2, 5.2), (3.3, 3.2)], 0.1, (112, 86, 64))
        frame.line([(1.2, 5.5), (3.75, 1.75)], 0.05, (80, 76, 74))
        frame.line([(1.2, 5.5), (-1.5, 3.5)], 0.05, (80, 76, 74))
        for crate in (0.2, 1.7, 2.3):
            frame.box(crate, 1.3, crate + 0.55, 1.72, (190, 144, 86), 0.04)
        for tyre in (-2.4, -0.6, 1.2):
            frame.ring(tyre, 0.75, 0.26, 0.14, (44, 44, 48))


def _rowing_boat(frame: Frame, rng: random.Random) -> None:
    colour = rng.choice(_HULLS)
    _wake(frame, 2.2, colour)
    with frame.canvas.thing("Boat"):
        frame.line([(-0.6, 0.75), (-1.9, -0.12)], 0.08, (150, 112, 74))
        top, skin = rng.choice(_HULLS), rng.choice(((240, 200, 170), (188, 132, 96), (102, 66, 48)))
        frame.smooth([(-0.15, 0.5), (-0.2, 1.1), (0.0, 1.42), (0.22, 1.3), (0.28, 0.5)], top)
        frame.oval(0.04, 1.62, 0.16, 0.19, skin)
        frame.smooth([(0.2, 1.72), (0.06, 1.86), (-0.13, 1.78), (-0.13, 1.6), (0.02, 1.72)], (62, 46, 40))
        frame.line([(0.05, 1.22), (-0.35, 0.92), (-0.6, 0.8)], 0.13, shade(top, 0.85))
        frame.polygon([(-2.1, 0.66), (-1.6, -0.05), (1.5, -0.05), (2.2, 0.78), (1.2, 0.6), (-1.2, 0.58)], colour)
        frame.polygon([(-1.75, 0.16), (-1.6, -0.05), (1.5, -0.05), (1.7, 0.18)], shade(colour, 0.68))
        frame.line([(-2.1, 0.66), (-1.2, 0.58), (1.2, 0.6), (2.2, 0.78)], 0.1, shade(colour, 1.3))
        frame.line([(-0.5, 0.72), (-1.35, 0.1)], 0.08, (176, 134, 92))


def _buoy(frame: Frame, rng: random.Random) -> None:
    colour = rng.choice(((208, 70, 56), (226, 172, 58), (66, 132, 96)))
    frame.canvas.ellipse(frame.x, frame.y, 1.0 * frame.scale, 0.22 * frame.scale, (236, 244, 242), 120)
    with frame.canvas.thing("Buoy"):
        frame.polygon([(-0.75, 0), (0.75, 0), (0.4, 0.8), (-0.4, 0.8)], colour)
        frame.polygon([(0.2, 0), (0.75, 0), (0.4, 0.8), (0.1, 0.8)], shade(colour, 0.8))
        frame.line([(-0.3, 0.8), (0, 2.0)], 0.1, shade(colour, 0.7))
        frame.line([(0.3, 0.8), (0, 2.0)], 0.1, shade(colour, 0.7))
        frame.polygon([(-0.3, 1.9), (0.3, 1.9), (0, 2.5)], colour)


def _pier(canvas: Canvas, rng: random.Random) -> None:
    """The wooden pier at our feet, with somebody on it."""
    wood: Colour = (150, 118, 88)
    for post in (70, 250, 430):
        canvas.rectangle(post, 690, post + 22, HEIGHT, shade(wood, 0.62), 3)
    canvas.polygon([(0, 678), (470, 678), (540, 742), (0, 742)], wood)
    for plank in range(1, 14):
        x = plank * 36.0
        canvas.line([(x, 679), (x * 1.13, 741)], 1.6, shade(wood, 0.8))
    canvas.polygon([(0, 742), (540, 742), (540, 760), (0, 760)], shade(wood, 0.7))
    canvas.rectangle(486, 640, 508, 720, shade(wood, 0.8), 4)
    canvas.rectangle(484, 634, 510, 648, shade(wood, 1.1), 4)
    spots = sorted(rng.sample((90.0, 190.0, 300.0, 400.0), rng.randint(1, 2)))
    for x in spots:
        draw_person(Frame(canvas, x, rng.uniform(706, 728), 92, rng.random() < 0.5), somebody(rng))


def _gull(frame: Frame, rng: random.Random) -> None:
    lift = rng.uniform(0.25, 0.6)
    with frame.canvas.thing("Bird"):
        white: Colour = (248, 248, 246)
        frame.polygon([(-0.1, 0.05), (-0.7, lift), (-1.35, lift * 0.5), (-0.75, lift * 0.62), (-0.2, -0.12)], white)
        frame.polygon(
            [(0.1, 0.05), (0.7, lift), (1.35, lift * 0.5), (0.75, lift * 0.62), (0.2, -0.12)], shade(white, 0.93)
        )
        frame.polygon(
            [(-1.35, lift * 0.5), (-1.0, lift * 0.78), (-0.85, lift * 0.72), (-1.0, lift * 0.56)], (88, 92, 100)
        )
        frame.polygon([(1.35, lift * 0.5), (1.0, lift * 0.78), (0.85, lift * 0.72), (1.0, lift * 0.56)], (88, 92, 100))
        frame.oval(0.0, -0.04, 0.34, 0.14, white)
        frame.oval(0.3, 0.02, 0.12, 0.1, white)
        frame.polygon([(0.4, 0.04), (0.56, -0.02), (0.4, -0.04)], (232, 164, 62))
