"""Clouds and trees."""

from __future__ import annotations

import random

from assay.demo.pictures.canvas import Canvas, Colour, Frame, mix, shade

LEAVES: tuple[Colour, ...] = ((116, 148, 96), (98, 136, 92), (136, 156, 92), (104, 144, 110))


def draw_cloud(canvas: Canvas, rng: random.Random, x: float, y: float, size: float, fill: Colour) -> None:
    """A flat-bottomed cloud with its light from above."""
    puffs = [(-0.72, 0.0, 0.3), (-0.36, -0.09, 0.4), (0.04, -0.15, 0.5), (0.42, -0.07, 0.4), (0.78, 0.0, 0.28)]
    shapes = [(x + u * size, y + v * size, radius * size * rng.uniform(0.85, 1.15)) for u, v, radius in puffs]
    for middle, height, across in shapes:
        canvas.ellipse(middle, height + size * 0.035, across, across * 0.36, shade(fill, 0.955), glow=True)
    for middle, height, across in shapes:
        canvas.ellipse(middle, height, across * 0.96, across * 0.33, fill, glow=True)


def draw_broadleaf(frame: Frame, rng: random.Random, height: float = 4.5) -> None:
    """A tree with a round crown, standing at the frame's origin."""
    leaf = rng.choice(LEAVES)
    trunk: Colour = (112, 86, 66)
    frame.shadow(0, 0, height * 0.3, height * 0.05)
    frame.polygon(
        [(-0.05 * height, 0), (-0.03 * height, height * 0.55), (0.03 * height, height * 0.55), (0.05 * height, 0)],
        trunk,
    )
    frame.polygon([(0.0, 0), (0.0, height * 0.5), (0.03 * height, height * 0.5), (0.05 * height, 0)], shade(trunk, 0.8))
    clumps = [(0.0, 0.68, 0.27), (-0.19, 0.58, 0.19), (0.2, 0.6, 0.2), (0.04, 0.84, 0.17), (-0.1, 0.78, 0.17)]
    for u, v, radius in clumps:
        jitter = rng.uniform(0.92, 1.08)
        frame.oval(u * height, v * height, radius * height * jitter, radius * height * jitter * 0.94, shade(leaf, 0.82))
    for u, v, radius in clumps:
        frame.oval((u - 0.035) * height, (v + 0.035) * height, radius * height * 0.78, radius * height * 0.72, leaf)
    for u, v, radius in clumps[2:]:
        frame.oval(
            (u - 0.06) * height, (v + 0.06) * height, radius * height * 0.42, radius * height * 0.36, shade(leaf, 1.1)
        )


def draw_conifer(frame: Frame, rng: random.Random, height: float = 5.5, pale: float = 0.0) -> None:
    """A fir of four tiers; `pale` mixes in the haze of distance."""
    needle = mix(rng.choice(((66, 108, 86), (78, 118, 92), (58, 98, 84))), (206, 220, 222), pale)
    frame.box(-0.04 * height, 0, 0.04 * height, 0.2 * height, mix((98, 78, 62), (206, 220, 222), pale))
    for tier in range(4):
        low, high = (0.12 + tier * 0.2) * height, (0.42 + tier * 0.2) * height
        half = (0.25 - tier * 0.05) * height
        frame.polygon([(-half, low), (half, low), (0, min(high, height))], shade(needle, 0.92 + tier * 0.05))
        frame.polygon([(half * 0.2, low), (half, low), (0, min(high, height))], shade(needle, 0.78 + tier * 0.05))
