"""A model that gives scores, against known boxes: average precision.

Between people there are no scores: compare them by F1 at a threshold (`regions`), not by this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assay.metrics.areas import area_iou
from assay.metrics.shapes import Area

Floats = NDArray[np.float64]
Points = Literal["all", "11", "101"]

Truth = tuple[Hashable, Area]
Detection = tuple[Hashable, Area, float]


def average_precision(
    truths: Sequence[Truth], detections: Sequence[Detection], *, overlap: float = 0.5, points: Points = "101"
) -> float | None:
    """Of one class: area under the curve of precision over recall. None without a known box.

    `truths` are (picture, shape), `detections` (picture, shape, score). By falling score each detection takes the free
    known box of its picture that it overlaps most, if by `overlap` or more. `points`: "101" as COCO, "11" as PASCAL
    VOC 2007, "all" as VOC 2010. Equal scores keep their order.
    """
    if not truths:
        return None
    hits = matched(truths, detections, overlap=overlap)
    right = np.cumsum(hits)
    recall = right / len(truths)
    precision = right / np.arange(1, len(hits) + 1)
    # The best precision at this recall or a higher one.
    envelope = np.maximum.accumulate(precision[::-1])[::-1] if len(hits) else precision
    if points == "all":
        return float((np.diff(recall, prepend=0.0) * envelope).sum())
    levels = np.linspace(0, 1, int(points))
    places = np.searchsorted(recall, levels - 1e-12)
    reached = places < len(recall)
    return float(np.where(reached, envelope[np.minimum(places, len(recall) - 1)], 0.0).mean()) if len(hits) else 0.0


def matched(truths: Sequence[Truth], detections: Sequence[Detection], *, overlap: float = 0.5) -> NDArray[np.bool_]:
    """Whether each detection, by falling score, is a hit: a known box is found once, a second find is wrong."""
    known: dict[Hashable, list[Area]] = defaultdict(list)
    for picture, shape in truths:
        known[picture].append(shape)
    ordered = sorted(detections, key=lambda detection: -detection[2])
    taken: set[tuple[Hashable, int]] = set()
    hits = np.zeros(len(ordered), dtype=np.bool_)
    for at, (picture, shape, _) in enumerate(ordered):
        overlaps = area_iou([shape], known.get(picture, []))[0]
        free = [(value, -place) for place, value in enumerate(overlaps) if (picture, place) not in taken]
        best, place = max(free, default=(0.0, 0))
        if best >= overlap:
            hits[at] = True
            taken.add((picture, -place))
    return hits


def mean_average_precision(of_classes: Sequence[tuple[Sequence[Truth], Sequence[Detection]]]) -> float | None:
    """COCO's figure: mean over overlaps of .50, .55, ... .95 and over the classes that have a known box."""
    steps = [0.5 + 0.05 * step for step in range(10)]
    scores = [
        average_precision(truths, detections, overlap=step) for truths, detections in of_classes for step in steps
    ]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None
