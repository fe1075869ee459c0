"""Stretches of something with a beginning and an end: text, HTML, a dialogue, sound, measurements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import Entry, is_number, is_position

_COUNT = "Count characters from 0."
_EXCHANGE = "Exchange start and end."


def check_span(entry: Entry) -> Iterator[Problem]:
    """`labels`: what a span is depends on the object that it lies on."""
    check = _BY_OBJECT.get(entry.shown.tag if entry.shown else "")
    if check:
        yield from check(entry)


def check_text(entry: Entry) -> Iterator[Problem]:
    """`{start, end}` in code points of the text."""
    start, end = entry.value.get("start"), entry.value.get("end")
    if not is_position(start):
        yield entry.problem("start", "is not a position in the text.", _COUNT)
    elif not is_position(end):
        yield entry.problem("end", "is not a position in the text.", _COUNT)
    elif end < start:
        yield entry.problem("end", "lies before the start.", _EXCHANGE)
    elif entry.strict and isinstance(entry.data, str) and end > len(entry.data):
        message = f"lies behind the end of the text, which has {len(entry.data):,} characters."
        yield entry.problem("end", message, "Count code points, not bytes or UTF-16 units.")


def check_html(entry: Entry) -> Iterator[Problem]:
    """`{start, end, startOffset, endOffset, globalOffsets: {start, end}}`: XPaths with offsets, and the text between.

    A model may give the global offsets alone.
    """
    value, places = entry.value, entry.value.get("globalOffsets")
    if places is not None:
        refused = _refused_offsets(entry, places)
        if refused:
            yield refused
            return
    if places is not None and not entry.strict and "start" not in value:
        return
    for key in ("start", "end"):
        if not isinstance(value.get(key), str):
            yield entry.problem(key, "is not the path of an element.", 'Write an XPath such as "/p[1]/text()[1]".')
            return
    for key in ("startOffset", "endOffset"):
        if not is_position(value.get(key)):
            yield entry.problem(key, "is not a position in the text.", _COUNT)
            return
    if value["start"] == value["end"] and value["endOffset"] < value["startOffset"]:
        yield entry.problem("endOffset", "lies before the start.", _EXCHANGE)


def _refused_offsets(entry: Entry, places: object) -> Problem | None:
    given: Mapping[str, Any] = places if isinstance(places, dict) else {}
    for key in ("start", "end"):
        if not is_position(given.get(key)):
            return entry.problem(f"globalOffsets.{key}", "is not a position in the text.", _COUNT)
    if given["end"] < given["start"]:
        return entry.problem("globalOffsets.end", "lies before the start.", _EXCHANGE)
    return None


def check_dialogue(entry: Entry) -> Iterator[Problem]:
    """`{start, end, startOffset, endOffset}`: numbers of utterances, often as text, and offsets within them."""
    lines = []
    for key in ("start", "end"):
        line = _line(entry.value.get(key))
        if line is None:
            yield entry.problem(key, "is not the number of an utterance.", "Count utterances from 0.")
            return
        if entry.strict and isinstance(entry.data, list) and line >= len(entry.data):
            message = f"lies behind the end of the dialogue, which has {len(entry.data)} utterances."
            yield entry.problem(key, message, "Count utterances from 0.")
            return
        lines.append(line)
    for key in ("startOffset", "endOffset"):
        if not is_position(entry.value.get(key)):
            yield entry.problem(key, "is not a position in the utterance.", _COUNT)
            return
    first, last = ((lines[0], entry.value["startOffset"]), (lines[1], entry.value["endOffset"]))
    if last < first:
        yield entry.problem("end", "lies before the start.", _EXCHANGE)


def _line(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    return value if is_position(value) else None


def check_sound(entry: Entry) -> Iterator[Problem]:
    """`{start, end, channel}` in seconds; beside the value, `original_length` is the length of all of it."""
    start, end = entry.value.get("start"), entry.value.get("end")
    length = entry.whole.get("original_length")
    if not is_number(start) or start < 0:
        yield entry.problem("start", "is not a time.", "Write seconds from the beginning.")
    elif not is_number(end) or end < 0:
        yield entry.problem("end", "is not a time.", "Write seconds from the beginning.")
    elif end < start:
        yield entry.problem("end", "lies before the start.", _EXCHANGE)
    elif entry.strict and is_number(length) and 0 < length < end - 0.5:
        yield entry.problem("end", "lies behind the end of the sound.", f"Write seconds up to {length:g}.")
    elif not is_position(entry.value.get("channel", 0)):
        yield entry.problem("channel", "is not a channel.", "Count channels from 0, or leave it out.")


def check_series(entry: Entry) -> Iterator[Problem]:
    """`{start, end, instant}` as the time column has them: numbers, or texts in its format."""
    start, end = entry.value.get("start"), entry.value.get("end")
    for key, given in (("start", start), ("end", end)):
        if not is_number(given) and not (isinstance(given, str) and given):
            yield entry.problem(key, "is not a time.", "Write it as the time column does.")
            return
    if is_number(start) and is_number(end) and end < start:
        yield entry.problem("end", "lies before the start.", _EXCHANGE)
    elif not isinstance(entry.value.get("instant", False), bool):
        yield entry.problem("instant", "is neither true nor false.", "Write true or false.")


_BY_OBJECT: Mapping[str, Callable[[Entry], Iterator[Problem]]] = {
    "Text": check_text,
    "HyperText": check_html,
    "Paragraphs": check_dialogue,
    "Audio": check_sound,
}
