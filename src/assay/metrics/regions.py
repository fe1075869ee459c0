"""How alike two sets of regions are: what may be paired, how well it overlaps, and the score of the whole.

Every function answers None when the two sets cannot be compared: masks of one place that differ in size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.metrics import matching
from assay.metrics.areas import area_iou
from assay.metrics.kinds import Region, Regions
from assay.metrics.masks import mask_iou
from assay.metrics.points import within
from assay.metrics.shapes import Box, Dot, Ellipse, Mask, NodeSpan, Polygon, Shape, Span
from assay.metrics.spans import node_span_iou, span_iou
from assay.metrics.text import texts_similarity
from assay.metrics.values import jaccard

Matrix = NDArray[np.float64]
Measure = Callable[[Sequence[Any], Sequence[Any]], Matrix]


def overlaps(a: Sequence[Region], b: Sequence[Region], *, tolerance: float = 1.0) -> Matrix:
    """The n x m overlaps of shapes, whatever their labels; 0 for different places and for shapes of different kinds.

    Boxes, ellipses and polygons are compared with one another. Key points are 1 within the tolerance.
    Raises ValueError for masks of one place that differ in size.
    """
    found = np.zeros((len(a), len(b)))
    rows, columns = _families(a), _families(b)
    for key in rows.keys() & columns.keys():
        shapes_a = [a[at].shape for at in rows[key]]
        shapes_b = [b[at].shape for at in columns[key]]
        measure = (lambda x, y: within(x, y, tolerance)) if key[0] == "dot" else MEASURES[key[0]]
        found[np.ix_(rows[key], columns[key])] = measure(shapes_a, shapes_b)
    return found


def same_labels(a: Sequence[Region], b: Sequence[Region]) -> NDArray[np.bool_]:
    """n x m: whether the sets of labels are equal (LSE 11.7.1)."""
    numbers: dict[frozenset[str], int] = {}
    one = np.array([numbers.setdefault(each.labels, len(numbers)) for each in a], dtype=np.int64)
    other = np.array([numbers.setdefault(each.labels, len(numbers)) for each in b], dtype=np.int64)
    return np.equal(one[:, None], other[None, :])


def similarities(a: Regions, b: Regions, *, labels: bool = True, tolerance: float = 1.0) -> Matrix | None:
    """The matrix that is matched: overlaps, 0 where the labels differ unless these do not count."""
    try:
        found = overlaps(a.regions, b.regions, tolerance=tolerance)
    except ValueError:
        return None
    return np.where(same_labels(a.regions, b.regions), found, 0.0) if labels else found


def best_match(a: Regions, b: Regions, *, tolerance: float = 1.0) -> float | None:
    """Mean over the regions of both sides of the best overlap with an equally labelled one (LSE 11.7.2)."""
    found = similarities(a, b, tolerance=tolerance)
    return None if found is None else matching.best_match_mean(found)


def pairs_f1(a: Regions, b: Regions, threshold: float, *, labels: bool = True, tolerance: float = 1.0) -> float | None:
    """F1 of the optimal one-to-one pairs that overlap by the threshold or more."""
    found = similarities(a, b, labels=labels, tolerance=tolerance)
    return None if found is None else matching.f1(found, threshold)


def pairs_soft_f1(a: Regions, b: Regions) -> float | None:
    """Overlap of the optimal one-to-one pairs, over the number of regions."""
    found = similarities(a, b)
    return None if found is None else matching.soft_f1(found)


def f1_over_thresholds(a: Regions, b: Regions) -> float | None:
    """Mean of F1 at overlaps of .50, .55, ... .95, the steps of COCO."""
    found = similarities(a, b)
    return None if found is None else float(np.mean([matching.f1(found, 0.5 + 0.05 * step) for step in range(10)]))


def choices_per_region(a: Regions, b: Regions) -> float | None:
    """Regions are matched by place and shape alone; overlap times Jaccard of what was chosen for them (LSE 11.7.7)."""
    return _attached(a, b, lambda x, y: jaccard(x.choices, y.choices))


def text_per_region(a: Regions, b: Regions, *, algorithm: str, granularity: str, normalise: bool) -> float | None:
    """Regions are matched by place and shape alone; overlap times similarity of their texts (LSE 11.7.7)."""

    def alike(x: Region, y: Region) -> float:
        return texts_similarity(x.texts, y.texts, algorithm=algorithm, granularity=granularity, normalise=normalise)

    return _attached(a, b, alike)


def _attached(a: Regions, b: Regions, alike: Callable[[Region, Region], float]) -> float | None:
    """Mean over the regions of both sides: overlap with the partner times how alike the attached answers are.

    The partner is the region that overlaps most. Among several that overlap equally the better answer decides, so that
    the order of the regions does not.
    """
    found = similarities(a, b, labels=False)
    if found is None:
        return None
    n, m = found.shape
    if n + m == 0:
        return 1.0
    if n == 0 or m == 0:
        return 0.0
    best_of_row = (found >= found.max(axis=1, keepdims=True) - matching.SLACK) & (found > 0)
    best_of_column = (found >= found.max(axis=0, keepdims=True) - matching.SLACK) & (found > 0)
    scores = np.zeros_like(found)
    for i, j in zip(*np.nonzero(best_of_row | best_of_column), strict=True):
        scores[i, j] = found[i, j] * alike(a.regions[i], b.regions[j])
    of_rows = np.where(best_of_row, scores, 0.0).max(axis=1)
    of_columns = np.where(best_of_column, scores, 0.0).max(axis=0)
    return float((of_rows.sum() + of_columns.sum()) / (n + m))


MEASURES: dict[str, Measure] = {
    "area": area_iou,
    "mask": mask_iou,
    "span": span_iou,
    "nodes": node_span_iou,
}


def _family(shape: Shape) -> str:
    match shape:
        case Box() | Ellipse() | Polygon():
            return "area"
        case Mask():
            return "mask"
        case Span():
            return "span"
        case NodeSpan():
            return "nodes"
        case Dot():
            return "dot"


def _families(regions: Sequence[Region]) -> dict[tuple[str, str], list[int]]:
    """Numbers of the regions by what they can be compared with: the family of their shape and their place."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, region in enumerate(regions):
        found[_family(region.shape), region.place].append(at)
    return found
