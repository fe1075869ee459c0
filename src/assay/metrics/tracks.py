"""Boxes that move: from key frames to frames, and how alike two sets of tracks are.

Frames are compared by their number, never by seconds: the pace of the film does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from assay.metrics import matching
from assay.metrics.kinds import Region, Regions, Track, Tracks
from assay.metrics.regions import pairs_f1, similarities
from assay.metrics.shapes import Box

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A box at a frame. `enabled` says whether the track goes on behind it."""

    frame: int
    box: Box
    enabled: bool = True


def expanded(
    keys: Sequence[KeyFrame], *, frames: int | None = None, labels: frozenset[str] = frozenset(), place: str = ""
) -> Track:
    """The track frame by frame, on the straight way between two key frames (the shorter way around, when it turns).

    A key frame always shows its box. Behind the last one that is enabled the track goes on to the end of the film, when
    the number of its frames is given, and ends otherwise. Frames count from 1; the page counts them by the same rules.
    """
    ordered = sorted(keys, key=lambda key: key.frame)
    shown: dict[int, Box] = {}
    for key, following in zip_longest(ordered, ordered[1:]):
        shown[key.frame] = key.box
        if not key.enabled:
            continue
        until = following.frame if following else (frames or key.frame) + 1
        for frame in range(key.frame + 1, until):
            shown[frame] = _between(key, following, frame) if following else key.box
    shown.pop(0, None)
    return Track(tuple(shown), tuple(shown.values()), labels, place)


def _between(a: KeyFrame, b: KeyFrame, frame: int) -> Box:
    part = (frame - a.frame) / (b.frame - a.frame)
    turn = (b.box.rotation - a.box.rotation + 180) % 360 - 180
    return Box(
        a.box.x + (b.box.x - a.box.x) * part,
        a.box.y + (b.box.y - a.box.y) * part,
        a.box.width + (b.box.width - a.box.width) * part,
        a.box.height + (b.box.height - a.box.height) * part,
        a.box.rotation + turn * part,
    )


def tube_iou(a: Track, b: Track) -> float:
    """Sum over the frames of both of the intersections, over the sum of the unions; a missing box adds nothing to the
    first and the other box to the second. Two tracks without any area are alike when they are the same."""
    return float(_tubes([a], [b])[0, 0])


def tubes(a: Tracks, b: Tracks) -> Matrix:
    """The n x m overlaps of whole tracks with equal labels in the same place."""
    found = _tubes(a.tracks, b.tracks)
    allowed = [[(x.labels, x.place) == (y.labels, y.place) for y in b.tracks] for x in a.tracks]
    return np.where(np.array(allowed, dtype=np.bool_).reshape(found.shape), found, 0.0)


def _tubes(a: Sequence[Track], b: Sequence[Track]) -> Matrix:
    return np.array([[_tube(x, y) for y in b] for x in a], dtype=np.float64).reshape(len(a), len(b))


def _tube(a: Track, b: Track) -> float:
    other = dict(zip(b.frames, b.boxes, strict=True))
    pairs = [(box, other[frame]) for frame, box in zip(a.frames, a.boxes, strict=True) if frame in other]
    whole = _areas(a.boxes).sum() + _areas(b.boxes).sum()
    inside = float(_intersections(pairs).sum()) if pairs else 0.0
    if whole - inside <= 0:
        return float(a.frames == b.frames and a.boxes == b.boxes)
    found = inside / (whole - inside)
    return 1.0 if found > 1 - matching.SLACK else found


def _areas(boxes: Iterable[Box]) -> NDArray[np.float64]:
    return np.array([abs(box.width * box.height) for box in boxes], dtype=np.float64)


def _intersections(pairs: Sequence[tuple[Box, Box]]) -> NDArray[np.float64]:
    """Common area of each pair."""
    if not all(one.is_upright and other.is_upright for one, other in pairs):
        import shapely

        from assay.metrics.areas import geometries

        one, other = geometries([x for x, _ in pairs]), geometries([y for _, y in pairs])
        return np.asarray(shapely.area(shapely.intersection(one, other)), dtype=np.float64)
    sides = np.array([[_sides(one), _sides(other)] for one, other in pairs], dtype=np.float64)
    low, high = sides[:, :, :2].max(axis=1), sides[:, :, 2:].min(axis=1)
    lengths = np.maximum(high - low, 0.0)
    return np.asarray(lengths[:, 0] * lengths[:, 1], dtype=np.float64)


def _sides(box: Box) -> tuple[float, float, float, float]:
    across, down = box.x + box.width, box.y + box.height
    return min(box.x, across), min(box.y, down), max(box.x, across), max(box.y, down)


def tracks_soft_f1(a: Tracks, b: Tracks) -> float:
    """Overlap of the optimal one-to-one pairs of whole tracks, over their number."""
    return matching.soft_f1(tubes(a, b))


def tracks_f1(a: Tracks, b: Tracks, threshold: float) -> float:
    """F1 of the optimal one-to-one pairs of whole tracks that overlap by the threshold or more."""
    return matching.f1(tubes(a, b), threshold)


def frames_iou(a: Tracks, b: Tracks) -> float:
    """Mean over the frames on which anybody drew of the best-match overlap there (LSE 11.6, 11.7.2): who is who does
    not matter. Nothing drawn at all is 1."""
    scores = []
    for one, other in _frames(a, b):
        found = similarities(one, other)
        scores.append(0.0 if found is None else matching.best_match_mean(found))
    return sum(scores) / len(scores) if scores else 1.0


def frames_f1(a: Tracks, b: Tracks, threshold: float) -> float:
    """Mean over the frames on which anybody drew of F1 of the boxes there."""
    scores = [pairs_f1(one, other, threshold) or 0.0 for one, other in _frames(a, b)]
    return sum(scores) / len(scores) if scores else 1.0


def _frames(a: Tracks, b: Tracks) -> list[tuple[Regions, Regions]]:
    """What stands on each frame that either side drew on."""
    one, other = _by_frame(a), _by_frame(b)
    return [(Regions(tuple(one[frame])), Regions(tuple(other[frame]))) for frame in sorted(one.keys() | other.keys())]


def _by_frame(tracks: Tracks) -> defaultdict[int, list[Region]]:
    found: defaultdict[int, list[Region]] = defaultdict(list)
    for track in tracks.tracks:
        for frame, box in zip(track.frames, track.boxes, strict=True):
            found[frame].append(Region(box, track.labels, track.place))
    return found
