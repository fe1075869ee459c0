"""Overlap of stretches of text, time, and documents: intersection over union in one dimension."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.metrics.shapes import NodeSpan, Span

Matrix = NDArray[np.float64]


def span_iou(a: Sequence[Span], b: Sequence[Span]) -> Matrix:
    """The n x m overlaps of half-open stretches. One without a length matches only the same one.

    The union is that of the stretches, not the hull around them (LSE 11.6.7): stretches that do not touch give 0.
    """
    starts, ends = _ends(a)
    starts_b, ends_b = _ends(b)
    inside = np.minimum(ends[:, None], ends_b[None, :]) - np.maximum(starts[:, None], starts_b[None, :])
    inside = np.maximum(inside, 0.0)
    union = (ends - starts)[:, None] + (ends_b - starts_b)[None, :] - inside
    same = (starts[:, None] == starts_b[None, :]) & (ends[:, None] == ends_b[None, :])
    return np.where(union > 0, inside / np.where(union > 0, union, 1.0), same.astype(np.float64))


def node_span_iou(a: Sequence[NodeSpan], b: Sequence[NodeSpan]) -> Matrix:
    """The n x m overlaps of stretches of a document: 0 unless both begin and both end in the same nodes.

    Offsets in the whole document are used where both have them, offsets in the nodes elsewhere.
    """
    if not a or not b:
        return np.zeros((len(a), len(b)))
    same_nodes = np.array([[(x.start_node, x.end_node) == (y.start_node, y.end_node) for y in b] for x in a])
    both_whole = np.array([[x.whole is not None and y.whole is not None for y in b] for x in a])
    inside = span_iou([Span(each.start, each.end) for each in a], [Span(each.start, each.end) for each in b])
    whole = span_iou([each.offsets for each in a], [each.offsets for each in b])
    return np.where(same_nodes, np.where(both_whole, whole, inside), 0.0)


def _ends(spans: Sequence[Span]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Starts and ends, the smaller first: a stretch may have been dragged backwards."""
    starts = np.array([min(each.start, each.end) for each in spans], dtype=np.float64)
    ends = np.array([max(each.start, each.end) for each in spans], dtype=np.float64)
    return starts, ends
