"""Pictures drawn by program, with the true box of every object in them.

`draw(kind, number)` is deterministic: the same number is the same picture on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from assay.demo.pictures.canvas import HEIGHT, WIDTH, Box, Canvas, Picture
from assay.demo.pictures.crossing import draw_crossing
from assay.demo.pictures.harbour import draw_harbour
from assay.demo.pictures.meadow import draw_meadow

__all__ = ["HEIGHT", "KINDS", "WIDTH", "Box", "Picture", "draw"]

_SCENES: dict[str, Callable[[Canvas, random.Random, int], None]] = {
    "crossing": draw_crossing,
    "harbour": draw_harbour,
    "meadow": draw_meadow,
}
KINDS = tuple(_SCENES)


def draw(kind: str, number: int) -> Picture:
    """Picture `number` (from 1) of a kind: `crossing`, `harbour` or `meadow`."""
    canvas = Canvas()
    _SCENES[kind](canvas, random.Random(f"{kind} {number}"), number)
    return canvas.finish()
