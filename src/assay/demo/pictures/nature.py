"""Clouds and trees."""

from __future__ import annotations

import random

from assay.demo.pictures.canvas import Canvas, Colour, Frame, shade

LEAVES: tuple[Colour, ...] = ((116, 148, 96), (98, 136, 92), (136, 156, 92), (104, 144, 110))


def draw_cloud(canvas: Canvas, rng: random.Random, x: float, y: float, size: float, fill: Colour) -> None:
    """A flat-bottomed cloud."""
    for _ in range(7):
        across = rng.uniform(0.3, 0.6) * size
        canvas.ellipse(
            x + rng.uniform(-0.8, 0.8) * size, y - rng.uniform(0, 0.12) * size, across, across * 0.34, fill, 84, True
        )


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
