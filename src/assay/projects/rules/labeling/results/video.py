"""Tracks and stretches of frames of a video. Frames count from 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import Entry, is_number, is_position

MAX_KEY_FRAMES = 100_000


def check_track(entry: Entry) -> Iterator[Problem]:
    """`{framesCount, duration, sequence: [{frame, x, y, width, height, rotation, enabled, time}]}`"""
    sequence, frames = entry.value.get("sequence"), entry.value.get("framesCount")
    if frames is not None and not is_number(frames):
        yield entry.problem("framesCount", "is not a number.", "Write how many frames the video has.")
    elif not is_number(entry.value.get("duration", 0)):
        yield entry.problem("duration", "is not a number.", "Write the length of the video in seconds.")
    elif not isinstance(sequence, list) or not sequence or len(sequence) > MAX_KEY_FRAMES:
        fix = f"Write at least one, at most {MAX_KEY_FRAMES:,}: [{{frame, x, y, width, height}}]."
        yield entry.problem("sequence", "is not a list of key frames.", fix)
    else:
        taken: set[int] = set()
        for index, mark in enumerate(sequence):
            refused = _refused_mark(entry, mark, f"sequence[{index}]", frames, taken)
            if refused:
                yield refused
                return


def _refused_mark(entry: Entry, mark: object, key: str, frames: float | None, taken: set[int]) -> Problem | None:
    if not isinstance(mark, dict):
        return entry.problem(key, "is not a key frame.", "Write {frame, x, y, width, height}.")
    frame = mark.get("frame")
    if not is_position(frame) or (entry.strict and frame == 0):
        return entry.problem(f"{key}.frame", "is not the number of a frame.", "Count frames from 1.")
    if entry.strict and frames and frame > frames:
        message = f"lies behind the end of the video, which has {frames:g} frames."
        return entry.problem(f"{key}.frame", message, "Count frames from 1.")
    if entry.strict and frame in taken:
        return entry.problem(f"{key}.frame", f"is the second key frame at {frame}.", "Keep one of them.")
    taken.add(frame)
    for name in ("x", "y", "width", "height"):
        if not is_number(mark.get(name)):
            return entry.problem(f"{key}.{name}", "is not a number.", "Write percent of the picture, 0 to 100.")
    if not is_number(mark.get("rotation", 0)) or not is_number(mark.get("time", 0)):
        name = "time" if is_number(mark.get("rotation", 0)) else "rotation"
        return entry.problem(f"{key}.{name}", "is not a number.", "Write a number, or leave it out.")
    if not isinstance(mark.get("enabled", True), bool):
        return entry.problem(f"{key}.enabled", "is neither true nor false.", "Write true or false.")
    return _refused_box(entry, mark, key)


def _refused_box(entry: Entry, mark: Mapping[str, Any], key: str) -> Problem | None:
    for side, extent in (("x", "width"), ("y", "height")):
        if mark[extent] < 0:
            return entry.problem(f"{key}.{extent}", "is negative.", "Give the upper left corner and a positive length.")
        # A thing may leave the picture, but not before anybody saw it.
        if mark[side] > 100 or mark[side] + mark[extent] < 0:
            if mark.get("rotation"):
                continue
            fix = "Write percent of the picture, not pixels."
            return entry.problem(f"{key}.{side}", "puts the box outside of the picture.", fix)
    return None


def check_timeline(entry: Entry) -> Iterator[Problem]:
    """`{ranges: [{start, end}]}` in frames, both of them included."""
    ranges = entry.value.get("ranges")
    if not isinstance(ranges, list) or not ranges:
        yield entry.problem("ranges", "is not a list of ranges.", "Write [{start, end}].")
        return
    for index, given in enumerate(ranges):
        stretch = given if isinstance(given, dict) else {}
        for key in ("start", "end"):
            if not is_position(stretch.get(key)) or (entry.strict and stretch[key] == 0):
                yield entry.problem(f"ranges[{index}].{key}", "is not the number of a frame.", "Count frames from 1.")
                return
        if stretch["end"] < stretch["start"]:
            yield entry.problem(f"ranges[{index}].end", "lies before the start.", "Exchange start and end.")
            return
