"""Boxes that move: from key frames to frames, and how alike two sets of tracks are.

Frames are compared by their number, never by seconds: the pace of the film does not matter. Five tracks against five on
3,000 frames take 15 ms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from assay.metrics import matching
from assay.metrics.kinds import Region, Regions, Track, Tracks
from assay.metrics.regions import pairs_f1
from assay.metrics.shapes import Box

Matrix = NDArray[np.float64]

# Of a longer film every second frame is compared, or every third, so that an hour costs as much as ten minutes.
MOST_FRAMES = 20_000


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
    Of films with more than `MOST_FRAMES` frames evenly spaced ones are taken, the same for each of their tracks.
    """
    ordered = sorted(keys, key=lambda key: key.frame)
    length = max(frames or 0, ordered[-1].frame if ordered else 0)
    step = -(-length // MOST_FRAMES) or 1
    shown: dict[int, Box] = {}
    for key, following in zip_longest(ordered, ordered[1:]):
        if (key.frame - 1) % step == 0:
            shown[key.frame] = key.box
        if not key.enabled:
            continue
        until = following.frame if following else (frames or key.frame) + 1
        for frame in range(key.frame + 1 + -key.frame % step, until, step):
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


@dataclass(frozen=True, slots=True, eq=False)
class _Tube:
    """A track as arrays: frames, and for each the sides of the box; `boxes` where some are turned."""

    frames: NDArray[np.int64]
    sides: Matrix
    areas: Matrix
    is_upright: bool
    track: Track


def _tube(track: Track) -> _Tube:
    x, y, width, height = (
        np.array([(box.x, box.y, box.width, box.height) for box in track.boxes], dtype=np.float64)
        .reshape(len(track.boxes), 4)
        .T
    )
    sides = np.stack(
        [np.minimum(x, x + width), np.minimum(y, y + height), np.maximum(x, x + width), np.maximum(y, y + height)]
    )
    upright = all(box.is_upright for box in track.boxes)
    return _Tube(np.array(track.frames, dtype=np.int64), sides, np.abs(width * height), upright, track)


def _common(a: _Tube, b: _Tube) -> tuple[NDArray[np.intp], NDArray[np.intp], Matrix]:
    """Places of the frames of both in either, and the area in common there."""
    _, at, at_b = np.intersect1d(a.frames, b.frames, assume_unique=True, return_indices=True)
    if a.is_upright and b.is_upright:
        one, other = a.sides[:, at], b.sides[:, at_b]
        lengths = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
        return at, at_b, np.prod(np.maximum(lengths, 0.0), axis=0)
    import shapely

    from assay.metrics.areas import geometries

    turned = geometries([a.track.boxes[i] for i in at]), geometries([b.track.boxes[i] for i in at_b])
    return at, at_b, np.asarray(shapely.area(shapely.intersection(*turned)), dtype=np.float64)


def _comparable(a: Track, b: Track) -> bool:
    return (a.labels, a.place) == (b.labels, b.place)


def tube_iou(a: Track, b: Track) -> float:
    """Sum over the frames of both of the intersections, over the sum of the unions; a missing box adds nothing to the
    first and the other box to the second. Two tracks without any area are alike when they are the same."""
    return _tube_iou(_tube(a), _tube(b))


def _tube_iou(a: _Tube, b: _Tube) -> float:
    inside = float(_common(a, b)[2].sum())
    union = float(a.areas.sum() + b.areas.sum()) - inside
    if union <= 0:
        return float((a.track.frames, a.track.boxes) == (b.track.frames, b.track.boxes))
    return 1.0 if inside / union > 1 - matching.SLACK else inside / union


def tubes(a: Tracks, b: Tracks) -> Matrix:
    """The n x m overlaps of whole tracks with equal labels in the same place, 0 for others."""
    one, other = [_tube(track) for track in a.tracks], [_tube(track) for track in b.tracks]
    scores = [[_tube_iou(x, y) if _comparable(x.track, y.track) else 0.0 for y in other] for x in one]
    return np.array(scores, dtype=np.float64).reshape(len(one), len(other))


def tracks_soft_f1(a: Tracks, b: Tracks) -> float:
    """Overlap of the optimal one-to-one pairs of whole tracks, over their number."""
    return matching.soft_f1(tubes(a, b))


def tracks_f1(a: Tracks, b: Tracks, threshold: float) -> float:
    """F1 of the optimal one-to-one pairs of whole tracks that overlap by the threshold or more."""
    return matching.f1(tubes(a, b), threshold)


def identity_f1(a: Tracks, b: Tracks, overlap: float) -> float:
    """IDF1 (Ristani et al. 2016): tracks are paired one to one so that most boxes overlap enough under the same
    identity; twice those boxes over all boxes. A track that changes from one thing to another loses the rest."""
    one, other = [_tube(track) for track in a.tracks], [_tube(track) for track in b.tracks]
    boxes = sum(len(tube.frames) for tube in (*one, *other))
    if not boxes:
        return 1.0
    hits = np.zeros((len(one), len(other)))
    for i, x in enumerate(one):
        for j, y in enumerate(other):
            if _comparable(x.track, y.track):
                hits[i, j] = np.count_nonzero(_frame_overlaps(x, y)[2] >= overlap - matching.SLACK)
    return 2 * sum(float(hits[i, j]) for i, j in matching.matched(hits)) / boxes


def frames_iou(a: Tracks, b: Tracks) -> float:
    """Mean over the frames on which anybody drew of the best-match overlap there (LSE 11.6, 11.7.2): who is who does
    not matter. Nothing drawn at all is 1."""
    one, other = [_tube(track) for track in a.tracks], [_tube(track) for track in b.tracks]
    frames = np.unique(np.concatenate([tube.frames for tube in (*one, *other)] or [np.zeros(0, dtype=np.int64)]))
    if not len(frames):
        return 1.0
    places = [[np.searchsorted(frames, tube.frames) for tube in side] for side in (one, other)]
    best = [[np.zeros(len(tube.frames)) for tube in side] for side in (one, other)]
    for i, x in enumerate(one):
        for j, y in enumerate(other):
            if _comparable(x.track, y.track):
                at, at_b, overlap = _frame_overlaps(x, y)
                best[0][i][at] = np.maximum(best[0][i][at], overlap)
                best[1][j][at_b] = np.maximum(best[1][j][at_b], overlap)
    total, boxes = np.zeros(len(frames)), np.zeros(len(frames))
    for side in (0, 1):
        for place, scores in zip(places[side], best[side], strict=True):
            total[place] += scores
            boxes[place] += 1
    return float((total / boxes).mean())


def _frame_overlaps(a: _Tube, b: _Tube) -> tuple[NDArray[np.intp], NDArray[np.intp], Matrix]:
    at, at_b, inside = _common(a, b)
    union = a.areas[at] + b.areas[at_b] - inside
    overlap = np.where(union > 0, inside / np.where(union > 0, union, 1.0), 0.0)
    overlap[overlap > 1 - matching.SLACK] = 1.0
    for flat in np.flatnonzero(union <= 0):
        overlap[flat] = float(a.track.boxes[at[flat]] == b.track.boxes[at_b[flat]])
    return at, at_b, overlap


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
