"""Key points: within a tolerance, and as poses of many named points (OKS, PCK)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, hypot

import numpy as np
from numpy.typing import NDArray

from assay.metrics.shapes import Dot

Matrix = NDArray[np.float64]


def within(a: Sequence[Dot], b: Sequence[Dot], tolerance: float) -> Matrix:
    """n x m: 1 where both coordinates differ by no more than the tolerance, in percent of the picture (LSE 11.6)."""
    x, y = _coordinates(a)
    x_b, y_b = _coordinates(b)
    near = (np.abs(x[:, None] - x_b) <= tolerance + 1e-9) & (np.abs(y[:, None] - y_b) <= tolerance + 1e-9)
    return near.astype(np.float64)


def _coordinates(dots: Sequence[Dot]) -> tuple[Matrix, Matrix]:
    pairs = np.array([(dot.x, dot.y) for dot in dots], dtype=np.float64).reshape(len(dots), 2)
    return pairs[:, 0], pairs[:, 1]


Pose = Mapping[str, tuple[float, float]]


def oks(a: Pose, b: Pose, sigmas: Mapping[str, float], area_a: float, area_b: float) -> float | None:
    """Object keypoint similarity of two poses: names of points to their places, only those that are seen.

    The COCO measure takes visibility and area from one side. Between two equal people neither side is the reference,
    so both directions are averaged. None when no point is seen on either side.
    """
    scores = [_oks(a, b, sigmas, area_a), _oks(b, a, sigmas, area_b)]
    known = [score for score in scores if score is not None]
    return sum(known) / 2 if known else None


def _oks(reference: Pose, other: Pose, sigmas: Mapping[str, float], area: float) -> float | None:
    if not reference:
        return None
    return sum(_closeness(place, other.get(name), sigmas[name], area) for name, place in reference.items()) / len(
        reference
    )


def _closeness(a: tuple[float, float], b: tuple[float, float] | None, sigma: float, area: float) -> float:
    if b is None:
        return 0.0
    distance = hypot(a[0] - b[0], a[1] - b[1])
    spread = 2 * (2 * sigma) ** 2 * area
    return exp(-(distance**2) / spread) if spread > 0 else float(distance == 0)


def pck(a: Pose, b: Pose, reach: float) -> float | None:
    """Share of the named points that lie within `reach` of one another (a part of the object's or picture's size).

    A point that only one side has counts as missed, one that neither has does not count. None when there is none.
    """
    names = a.keys() | b.keys()
    if not names:
        return None
    near = sum(
        name in a and name in b and hypot(a[name][0] - b[name][0], a[name][1] - b[name][1]) <= reach for name in names
    )
    return near / len(names)
