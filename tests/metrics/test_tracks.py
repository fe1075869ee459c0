"""Tracks: key frames become frames, and whole tracks or single frames are compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.metrics import tracks
from assay.metrics.kinds import Track, Tracks
from assay.metrics.shapes import Box
from assay.metrics.tracks import KeyFrame

CAR = frozenset({"car"})


def still(start: int, end: int, x: float = 0.0, label: str = "car", rotation: float = 0.0) -> Track:
    """A box of 10 x 10 that stands."""
    frames = tuple(range(start, end + 1))
    return Track(frames, tuple(Box(x, 0, 10, 10, rotation) for _ in frames), frozenset({label}))


def test_boxes_move_straight_between_key_frames() -> None:
    keys = [KeyFrame(1, Box(0, 0, 10, 10, 350)), KeyFrame(5, Box(8, 4, 14, 10, 10), enabled=False)]
    track = tracks.expanded(keys, frames=20, labels=CAR)
    assert track.frames == (1, 2, 3, 4, 5)
    assert track.boxes[2] == Box(4, 2, 12, 10, 360)
    assert track.labels == CAR


def test_long_films_are_compared_on_some_of_their_frames() -> None:
    keys = [KeyFrame(2, Box(0, 0, 10, 10)), KeyFrame(60_000, Box(0, 0, 10, 10), enabled=False)]
    track = tracks.expanded(keys, frames=60_000)
    assert track.frames == tuple(range(4, 60_000, 3))
    assert len(tracks.expanded(keys, frames=9_999_999).frames) <= tracks.MOST_FRAMES
    late = tracks.expanded([KeyFrame(30_001, Box(0, 0, 10, 10))], frames=60_000)
    assert tracks.tube_iou(track, late) == pytest.approx(1 / 2, abs=1e-3)


def test_a_track_ends_and_comes_back() -> None:
    box = Box(0, 0, 1, 1)
    keys = [KeyFrame(7, box), KeyFrame(2, box), KeyFrame(4, box, enabled=False)]
    assert tracks.expanded(keys, frames=9).frames == (2, 3, 4, 7, 8, 9)
    assert tracks.expanded(keys).frames == (2, 3, 4, 7)
    assert tracks.expanded([]).frames == ()


CASES = json.loads((Path(__file__).parent.parent / "fixtures" / "tracks" / "lifespans.json").read_bytes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["promise"])
def test_frames_are_counted_as_in_the_page(case: Any) -> None:
    keys = [KeyFrame(key["frame"], Box(0, 0, 1, 1), key.get("enabled", True)) for key in case["sequence"]]
    expected = [frame for start, end in case["spans"] for frame in range(start, end + 1)]
    assert list(tracks.expanded(keys, frames=case["framesCount"]).frames) == expected


def test_tubes_count_every_frame() -> None:
    # Both on frames 3 and 4, side by side by half; each alone on two more.
    assert tracks.tube_iou(still(1, 4), still(3, 6, x=5)) == pytest.approx(100 / (800 - 100))
    assert tracks.tube_iou(still(1, 4), still(1, 4)) == 1
    assert tracks.tube_iou(still(1, 2), still(3, 4)) == 0
    assert tracks.tube_iou(still(1, 4, rotation=90), still(1, 4, x=-10)) == pytest.approx(1)
    assert tracks.tube_iou(Track((), ()), Track((), ())) == 1


def test_labels_of_tracks_have_to_be_equal() -> None:
    a, b = Tracks.of(still(1, 4)), Tracks.of(still(1, 4, label="bus"))
    assert tracks.tracks_soft_f1(a, b) == 0
    assert tracks.frames_iou(a, b) == 0


def test_tracks_are_paired_one_to_one() -> None:
    a = Tracks.of(still(1, 10))
    b = Tracks.of(still(1, 6), still(7, 10))
    assert tracks.tracks_soft_f1(a, b) == pytest.approx(2 * 0.6 / 3)
    assert tracks.tracks_f1(a, b, 0.5) == pytest.approx(2 / 3)
    # Frame by frame nothing is missing: who is who does not matter there.
    assert tracks.frames_iou(a, b) == 1
    assert tracks.frames_f1(a, b, 0.5) == 1


def test_frames_on_which_one_side_drew_nothing_count() -> None:
    a, b = Tracks.of(still(1, 4)), Tracks.of(still(3, 6, x=5))
    assert tracks.frames_iou(a, b) == pytest.approx(2 * (1 / 3) / 6)
    assert tracks.frames_iou(Tracks(), Tracks()) == 1


def test_identities_are_lost_where_tracks_are_exchanged() -> None:
    """Two things that stand; the other side exchanges their tracks after six of ten frames."""
    left, right = Box(0, 0, 10, 10), Box(50, 0, 10, 10)
    frames = tuple(range(1, 11))
    a = Tracks.of(Track(frames, (left,) * 10, CAR), Track(frames, (right,) * 10, CAR))
    b = Tracks.of(Track(frames, (left,) * 6 + (right,) * 4, CAR), Track(frames, (right,) * 6 + (left,) * 4, CAR))
    assert tracks.identity_f1(a, b, 0.5) == pytest.approx(12 / 20)
    assert tracks.frames_iou(a, b) == 1
    assert tracks.identity_f1(Tracks.of(still(1, 4)), Tracks.of(still(1, 8)), 0.5) == pytest.approx(2 * 4 / 12)
    assert tracks.identity_f1(Tracks.of(Track((), ())), Tracks.of(Track((), ())), 0.5) == 1
