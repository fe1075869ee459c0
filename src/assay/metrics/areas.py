"""Overlap of boxes, ellipses and polygons: intersection over union of their areas, in continuous coordinates.

Boxes that are not turned are compared all at once (100 x 100 in 0.4 ms); everything else as polygons by shapely, which
is asked only for pairs whose bounding boxes meet (100 x 100 turned boxes, spread over a picture: 2 ms).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assay.metrics.matching import SLACK
from assay.metrics.shapes import Area, Box

if TYPE_CHECKING:
    Matrix = NDArray[np.float64]


def area_iou(a: Sequence[Area], b: Sequence[Area]) -> Matrix:
    """The n x m overlaps. Areas that only touch give 0; two without any area give 1 when they are the same, else 0."""
    if not a or not b:
        return np.zeros((len(a), len(b)))
    if all(isinstance(each, Box) and each.is_upright for each in (*a, *b)):
        boxes_a = [each for each in a if isinstance(each, Box)]
        boxes_b = [each for each in b if isinstance(each, Box)]
        inside, areas_a, areas_b = _of_boxes(boxes_a, boxes_b)
    else:
        inside, areas_a, areas_b = _of_polygons(a, b)
    union = areas_a[:, None] + areas_b[None, :] - inside
    found = np.where(union > 0, inside / np.where(union > 0, union, 1.0), 0.0)
    for i, j in zip(*np.nonzero(union <= 0), strict=True):
        found[i, j] = float(a[i] == b[j])
    # What is the same up to rounding is the same: thresholds of 1 can be reached.
    found[found > 1 - SLACK] = 1.0
    return found


def _of_boxes(a: Sequence[Box], b: Sequence[Box]) -> tuple[Matrix, Matrix, Matrix]:
    """Intersections, areas of a, areas of b."""
    left, top, right, bottom = _sides(a)
    left_b, top_b, right_b, bottom_b = _sides(b)
    width = np.minimum(right[:, None], right_b) - np.maximum(left[:, None], left_b)
    height = np.minimum(bottom[:, None], bottom_b) - np.maximum(top[:, None], top_b)
    inside = np.maximum(width, 0.0) * np.maximum(height, 0.0)
    return inside, (right - left) * (bottom - top), (right_b - left_b) * (bottom_b - top_b)


def _sides(boxes: Sequence[Box]) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    x, y, width, height = np.array([(box.x, box.y, box.width, box.height) for box in boxes], dtype=np.float64).T
    return np.minimum(x, x + width), np.minimum(y, y + height), np.maximum(x, x + width), np.maximum(y, y + height)


def _of_polygons(a: Sequence[Area], b: Sequence[Area]) -> tuple[Matrix, Matrix, Matrix]:
    import shapely

    geometries_a, geometries_b = geometries(a), geometries(b)
    inside = np.zeros((len(a), len(b)))
    rows, columns = shapely.STRtree(geometries_b).query(geometries_a)
    inside[rows, columns] = shapely.area(shapely.intersection(geometries_a[rows], geometries_b[columns]))
    return inside, shapely.area(geometries_a), shapely.area(geometries_b)


def geometries(areas: Sequence[Area]) -> NDArray[Any]:
    """The shapes for shapely. Fewer than three points, and places that are
    no numbers, have no area; what crosses itself is filled by even and odd."""
    import shapely

    outlines = [each.outline() for each in areas]
    made = np.full(len(areas), shapely.Polygon(), dtype=object)
    solid = [at for at, outline in enumerate(outlines) if len(set(outline)) >= 3 and isfinite(sum(map(sum, outline)))]
    if solid:
        corners = np.array([corner for at in solid for corner in outlines[at]], dtype=np.float64)
        owners = np.repeat(np.arange(len(solid)), [len(outlines[at]) for at in solid])
        made[solid] = shapely.polygons(shapely.linearrings(corners, indices=owners))
    for at in np.flatnonzero(~shapely.is_valid(made)):
        parts = shapely.get_parts(shapely.make_valid(made[at]))
        surfaces = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
        made[at] = shapely.union_all(surfaces) if surfaces else shapely.Polygon()
    return made
