"""A meadow: hills one behind another, a farm, trees, a fence, sheep, and flowers in front."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from assay.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, Frame, mix, shade
from assay.demo.pictures.nature import draw_broadleaf, draw_cloud, draw_conifer

_SEASONS: tuple[tuple[Colour, Colour, Colour], ...] = (
    # sky above, sky below, grass
    ((112, 174, 220), (232, 242, 240), (134, 172, 86)),
    ((146, 184, 214), (252, 234, 206), (168, 174, 92)),
    ((128, 164, 196), (236, 226, 216), (116, 154, 92)),
)


def draw_meadow(canvas: Canvas, rng: random.Random, number: int) -> None:
    """Draws one meadow; the season goes round with the number."""
    above, below, grass = _SEASONS[number % len(_SEASONS)]
    canvas.gradient(0, 380, above, below)
    sun = rng.uniform(180, 1080)
    canvas.halo(sun, 110, 230, (255, 246, 214), 150)
    canvas.ellipse(sun, 110, 27, 27, (255, 250, 228), glow=True)
    canvas.rectangle(0, 379, WIDTH, HEIGHT, mix(grass, below, 0.5))
    for _ in range(5):
        draw_cloud(
            canvas,
            rng,
            rng.uniform(60, 1220),
            rng.uniform(50, 190),
            rng.uniform(70, 150),
            mix(below, (255, 255, 255), 0.6),
        )
    _mountains(canvas, rng, below)
    slopes = []
    for index, (base, height) in enumerate(((372, 58), (430, 70), (508, 76), (640, 92))):
        colour = mix(grass, below, 0.46 - index * 0.15)
        slope = _slope(rng, base, height)
        canvas.polygon([(0, HEIGHT), *slope, (WIDTH, HEIGHT)], shade(colour, 0.98 + 0.02 * index))
        slopes.append(slope)
        if index == 0:
            _wood(canvas, rng, slope)
        elif index == 1:
            _farm(canvas, rng, slope)
            _trees(canvas, rng, slope, 15, 4)
        elif index == 2:
            _path(canvas, rng, slope, shade(mix(grass, (226, 206, 164), 0.75), 1.0))
            _trees(canvas, rng, slope, 24, 3)
            _flock(canvas, rng, slope, 22, rng.randint(4, 7))
    canvas.gradient(max(y for _, y in slopes[3]), HEIGHT, shade(mix(grass, below, 0.01), 1.04), shade(grass, 0.8))
    _fence(canvas, slopes[3])
    _flock(canvas, rng, slopes[3], 58, rng.randint(2, 4))
    _trees(canvas, rng, [point for point in slopes[3] if point[0] < 170 or point[0] > 1110], 58, 1)
    _grass(canvas, rng, grass)


def _slope(rng: random.Random, base: float, height: float) -> list[tuple[float, float]]:
    phase, bend = rng.uniform(0, 6.3), rng.uniform(0.7, 1.2)
    return [
        (
            step * WIDTH / 48,
            base - height * (0.5 * math.sin(phase + bend * step / 9) + 0.16 * math.sin(phase * 3 + step / 4.2)),
        )
        for step in range(49)
    ]


def _height(slope: list[tuple[float, float]], x: float) -> float:
    """How high the slope is at x, in picture coordinates."""
    nearest = sorted(slope, key=lambda point: abs(point[0] - x))[:2]
    return sum(point[1] for point in nearest) / 2


def _mountains(canvas: Canvas, rng: random.Random, haze: Colour) -> None:
    for share, height in ((0.66, 150), (0.48, 96)):
        colour = mix((92, 122, 150), haze, share)
        points: list[tuple[float, float]] = [(0, 400)]
        x = -40.0
        while x < WIDTH + 80:
            points.append((x, 340 - height * rng.uniform(0.2, 1.0)))
            x += rng.uniform(70, 150)
        canvas.polygon([*points, (WIDTH + 120, 400)], colour)


def _wood(canvas: Canvas, rng: random.Random, slope: list[tuple[float, float]]) -> None:
    """Conifers far off, each no bigger than a thumb: a texture, not objects."""
    for x in sorted(rng.uniform(0, WIDTH) for _ in range(70)):
        if math.sin(x / 130) > -0.35:
            draw_conifer(Frame(canvas, x, _height(slope, x) + 6, rng.uniform(5, 8)), rng, 5.0, pale=0.35)


def _trees(canvas: Canvas, rng: random.Random, slope: list[tuple[float, float]], scale: float, count: int) -> None:
    for x in sorted(rng.choice(slope)[0] + rng.uniform(-20, 20) for _ in range(count)):
        y = _height(slope, x) + scale * rng.uniform(0.3, 0.9)
        frame = Frame(canvas, x, y, scale)
        with canvas.thing("Tree"):
            if rng.random() < 0.3:
                draw_conifer(frame, rng, rng.uniform(4.6, 6.0))
            else:
                draw_broadleaf(frame, rng, rng.uniform(3.8, 5.2))


def _farm(canvas: Canvas, rng: random.Random, slope: list[tuple[float, float]]) -> None:
    x = rng.uniform(260, 1000)
    y = _height(slope, x) + 26
    for offset, size, wall, roof in (
        (-74, 0.82, (176, 84, 66), (104, 84, 78)),
        (34, 1.0, (240, 230, 210), (166, 88, 66)),
    ):
        frame = Frame(canvas, x + offset, y + (6 if offset > 0 else 0), 13 * size)
        frame.shadow(0.4, 0, 4.6, 0.5, 60)
        with canvas.thing("House"):
            frame.box(-3.6, 0, 3.0, 2.9, wall)
            frame.polygon([(-4.0, 2.8), (-2.9, 5.2), (2.4, 5.2), (3.4, 2.8)], roof)
            frame.polygon([(3.0, 0), (4.4, 0.25), (4.4, 2.9), (3.7, 4.5), (3.0, 2.9)], shade(wall, 0.8))
            frame.polygon([(2.4, 5.2), (3.4, 2.8), (4.6, 2.85), (3.8, 4.7)], shade(roof, 0.8))
            frame.box(-0.5, 0, 0.5, 1.8, shade(roof, 0.7), 0.05)
            for window in (-2.8, 1.2):
                frame.box(window, 1.1, window + 1.0, 2.1, (250, 246, 236))
                frame.box(window + 0.12, 1.2, window + 0.88, 2.0, (88, 112, 126))
            frame.box(-2.2, 4.6, -1.6, 6.0, shade(wall, 0.8))


def _path(canvas: Canvas, rng: random.Random, slope: list[tuple[float, float]], colour: Colour) -> None:
    start = rng.uniform(420, 860)
    y = _height(slope, start)
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for step in range(15):
        share = step / 14
        middle = start + math.sin(share * 4.4) * 120 * share - 90 * share
        half = 5 + 62 * share**1.5
        left.append((middle - half, y + share * (HEIGHT - y)))
        right.append((middle + half, y + share * (HEIGHT - y)))
    canvas.polygon([*left, *reversed(right)], colour)


def _flock(canvas: Canvas, rng: random.Random, slope: list[tuple[float, float]], scale: float, count: int) -> None:
    spots: list[tuple[float, float]] = []
    for _ in range(count * 8):
        x = rng.uniform(70, WIDTH - 70)
        y = _height(slope, x) + scale * rng.uniform(0.8, 2.1)
        if len(spots) < count and all(abs(x - other) > scale * 1.9 for _, other in spots):
            spots.append((y, x))
    for y, x in sorted(spots):
        _sheep(Frame(canvas, x, y, scale * rng.uniform(0.92, 1.08), rng.random() < 0.5), rng)


def _sheep(frame: Frame, rng: random.Random) -> None:
    wool: Colour = rng.choice(((246, 240, 226), (238, 230, 214), (250, 246, 236)))
    face: Colour = rng.choice(((62, 54, 52), (62, 54, 52), (228, 206, 178)))
    grazing = rng.random() < 0.5
    frame.shadow(0, 0, 0.78, 0.1, 80)
    with frame.canvas.thing("Sheep"):
        for leg in (-0.36, 0.3):
            frame.line([(leg + 0.09, 0.4), (leg + 0.09, 0.03)], 0.085, shade(face, 0.7))
        for leg in (-0.44, 0.22):
            frame.line([(leg, 0.4), (leg, 0.03)], 0.09, face)
        puffs = [(-0.46, 0.62, 0.24), (-0.22, 0.8, 0.24), (0.08, 0.83, 0.24), (0.36, 0.74, 0.23), (0.42, 0.52, 0.22)]
        puffs += [(0.12, 0.44, 0.24), (-0.2, 0.44, 0.24), (-0.42, 0.46, 0.2), (0.0, 0.62, 0.36)]
        for u, v, radius in puffs:
            frame.oval(u, v - 0.04, radius, radius, shade(wool, 0.82))
        for u, v, radius in puffs:
            frame.oval(u - 0.02, v + 0.02, radius * 0.86, radius * 0.84, wool)
        head = (0.78, 0.24) if grazing else (0.74, 0.86)
        frame.line([(0.46, 0.62), (head[0] - 0.05, head[1] + 0.02)], 0.22, shade(wool, 0.94))
        if grazing:
            frame.smooth([(0.66, 0.36), (0.8, 0.38), (0.94, 0.16), (0.88, 0.05), (0.76, 0.08)], face)
            frame.oval(0.64, 0.36, 0.1, 0.045, shade(face, 0.85))
        else:
            frame.smooth([(0.62, 0.92), (0.74, 1.0), (0.98, 0.82), (0.98, 0.72), (0.8, 0.7)], face)
            frame.oval(0.62, 0.94, 0.11, 0.05, shade(face, 0.85))
            frame.oval(0.78, 0.88, 0.022, 0.026, (240, 236, 220))
        frame.oval(head[0] - 0.13, head[1] + 0.15, 0.12, 0.1, wool)


def _fence(canvas: Canvas, slope: list[tuple[float, float]]) -> None:
    wood: Colour = (164, 134, 102)
    posts = [(x, _height(slope, x) + 26) for x in range(-10, WIDTH + 60, 74)]
    for rise in (16, 34):
        for (x0, y0), (x1, y1) in pairwise(posts):
            canvas.line([(x0, y0 - rise), (x1, y1 - rise)], 5, shade(wood, 0.9))
    for x, y in posts:
        canvas.rectangle(x - 4.5, y - 46, x + 4.5, y + 4, wood, 2)
        canvas.rectangle(x + 1, y - 46, x + 4.5, y + 4, shade(wood, 0.8), 2)


def _grass(canvas: Canvas, rng: random.Random, grass: Colour) -> None:
    """Blades and flowers at our feet."""
    for _ in range(520):
        x, y = rng.uniform(-10, WIDTH + 10), HEIGHT - 130 * rng.random() ** 2
        tall = rng.uniform(10, 26) * (0.5 + (y - 670) / 200)
        lean = rng.uniform(-7, 7)
        colour = shade(grass, rng.uniform(0.68, 1.08))
        canvas.polygon([(x - 1.6, y + 4), (x + lean, y - tall), (x + 1.6, y + 4)], colour)
    flowers: tuple[Colour, ...] = ((246, 240, 232), (232, 190, 76), (206, 92, 84), (150, 118, 176))
    for _ in range(70):
        x, y = rng.uniform(0, WIDTH), rng.uniform(706, 792)
        size = 2.2 + (y - 700) / 26
        petal = rng.choice(flowers)
        canvas.line([(x, y), (x + rng.uniform(-3, 3), y + size * 4)], 1.4, shade(grass, 0.66))
        for turn in range(5):
            angle = turn * 2 * math.pi / 5
            canvas.ellipse(
                x + math.cos(angle) * size * 0.8, y + math.sin(angle) * size * 0.62, size * 0.6, size * 0.5, petal
            )
        canvas.ellipse(x, y, size * 0.45, size * 0.4, (238, 196, 92) if petal[2] > 90 else (120, 84, 50))
