"""The outlines of a mask's pieces, along the edges of its pixels."""

from __future__ import annotations

import numpy as np

from assay.exchange.formats.geometry import Point, area
from assay.kit.brush_rle import Mask


def outer_contours(mask: Mask) -> list[list[Point]]:
    """The outer outline of each piece of a mask, clockwise on the screen, the largest piece first.

    Corners are corners of pixels, so that the polygon covers exactly the pixels of the piece; holes are filled. Pixels
    that touch at a corner only are pieces of their own.
    """
    padded = np.pad(np.asarray(mask, bool), 1)
    nexts = _edges(padded)
    contours = []
    while nexts:
        start = next(iter(nexts))
        loop = _walk(nexts, start)
        # Outlines of pieces run clockwise, those of holes the other way round.
        if _signed(loop) > 0:
            contours.append([(float(x - 1), float(y - 1)) for x, y in _straightened(loop)])
    return sorted(contours, key=area, reverse=True)


Corner = tuple[int, int]


def _edges(mask: Mask) -> dict[Corner, list[Corner]]:
    """The borders of pixels, each from a corner to the next, with the painted side on its right."""
    nexts: dict[Corner, list[Corner]] = {}
    inner = mask[1:-1, 1:-1]
    for other, start, end in (
        (mask[:-2, 1:-1], (1, 1), (2, 1)),  # the upper side, to the right
        (mask[1:-1, 2:], (2, 1), (2, 2)),  # the right side, down
        (mask[2:, 1:-1], (2, 2), (1, 2)),  # the lower side, to the left
        (mask[1:-1, :-2], (1, 2), (1, 1)),  # the left side, up
    ):
        rows, columns = np.nonzero(inner & ~other)
        for y, x in zip(rows.tolist(), columns.tolist(), strict=True):
            nexts.setdefault((x + start[0], y + start[1]), []).append((x + end[0], y + end[1]))
    return nexts


def _walk(nexts: dict[Corner, list[Corner]], start: Corner) -> list[Corner]:
    """One closed outline, taken out of the edges. Where two meet in a corner it turns right, around its own piece."""
    loop, at, before = [start], start, None
    while True:
        ways = nexts[at]
        way = ways[0]
        if len(ways) > 1 and before is not None:
            dx, dy = at[0] - before[0], at[1] - before[1]
            right = (at[0] - dy, at[1] + dx)
            way = right if right in ways else ways[0]
        ways.remove(way)
        if not ways:
            del nexts[at]
        before, at = at, way
        if at == start:
            return loop
        loop.append(at)


def _signed(loop: list[Corner]) -> int:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(loop, [*loop[1:], loop[0]], strict=True))


def _straightened(loop: list[Corner]) -> list[Corner]:
    """Without the corners in the middle of straight lines."""
    before, after = [loop[-1], *loop[:-1]], [*loop[1:], loop[0]]
    return [
        at
        for one, at, two in zip(before, loop, after, strict=True)
        if (at[0] - one[0]) * (two[1] - at[1]) != (at[1] - one[1]) * (two[0] - at[0])
    ]
