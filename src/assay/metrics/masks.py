"""Overlap of sets of pixels, computed on their run lengths: no mask is unpacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.metrics.shapes import Mask

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Runs:
    ends: NDArray[np.int64]
    pixels: int
    first: int
    last: int


def mask_iou(a: Sequence[Mask], b: Sequence[Mask]) -> Matrix:
    """The n x m overlaps; two empty masks are the same.

    Raises ValueError when the masks are not all of one size: their pixels say nothing about one another.
    """
    sizes = {(mask.width, mask.height) for mask in (*a, *b)}
    if len(sizes) > 1:
        raise ValueError(f"masks of different sizes cannot be compared: {sorted(sizes)}")
    runs_a, runs_b = [_runs(mask) for mask in a], [_runs(mask) for mask in b]
    found = np.zeros((len(a), len(b)))
    for i, one in enumerate(runs_a):
        for j, other in enumerate(runs_b):
            inside = _common(one, other)
            union = one.pixels + other.pixels - inside
            found[i, j] = inside / union if union else 1.0
    return found


def _runs(mask: Mask) -> _Runs:
    ends = mask.edges()
    pixels = int(sum(mask.runs[1::2]))
    # The last run is of zeros when the number of runs is odd.
    last = int(ends[len(mask.runs) - 2 if len(mask.runs) % 2 else -1]) if len(mask.runs) > 1 else 0
    return _Runs(ends, pixels, mask.runs[0] if mask.runs else 0, last)


def _common(a: _Runs, b: _Runs) -> int:
    """Pixels in both. Each piece between two edges lies in the run whose end is the first behind it."""
    if not a.pixels or not b.pixels or a.last <= b.first or b.last <= a.first:
        return 0
    edges = np.union1d(a.ends, b.ends)
    in_a = np.searchsorted(a.ends, edges, side="left") % 2 == 1
    in_b = np.searchsorted(b.ends, edges, side="left") % 2 == 1
    lengths = np.diff(edges, prepend=0)
    return int(lengths[in_a & in_b].sum())
