"""From the result of an annotation to the values that metrics compare, one for each dimension.

A result is Label Studio's: entries that share an id describe one region. Coordinates in percent become pixels where the
size of the picture is known, because turning a shape is right only in pixels (LSE 11.7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.insights.agreement.rules.plan import Plan
from assay.kit.brush_rle import BadRle, decode
from assay.metrics.kinds import Choices, Number, Paths, Ranking, Region, Regions, Texts, Track, Tracks, Value, Word
from assay.metrics.shapes import Box, Dot, Ellipse, Mask, NodeSpan, Polygon, Shape, Span
from assay.metrics.tracks import KeyFrame, expanded
from assay.projects.rules.labeling import ControlTag, Schema, asked_controls

Entry = Mapping[str, Any]

MOST_FRAMES = 10_000_000  # what claims more is no video


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one annotation says: a value for each dimension that was asked, none for those that were not."""

    values: Mapping[int, Value]


def extracted(schema: Schema, plan: Plan, result: Sequence[Entry], data: Mapping[str, Any]) -> Extracted:
    """The values of one annotation. Entries that cannot be understood are left out."""
    asked = asked_controls(schema, result, data)
    entries = [entry for entry in result if isinstance(entry.get("value"), Mapping)]
    regions = _grouped(entries)
    values: dict[int, Value] = {}
    for dimension in plan.dimensions:
        control = schema.controls_by_name.get(dimension.name)
        if control is None or dimension.name not in asked:
            continue
        mine = [entry for entry in entries if entry.get("from_name") == control.name]
        if control.draws:
            values[dimension.id] = _drawn(schema, control, mine, regions)
        elif control.per_region:
            values[dimension.id] = _about_regions(schema, control, mine, regions)
        else:
            values[dimension.id] = _answer(control, mine)
    return Extracted(values)


def _grouped(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each region, by its id."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        identifier = entry.get("id")
        if isinstance(identifier, str) and identifier:
            found.setdefault(identifier, []).append(entry)
    return found


# ---------------------------------------------------------------- answers about the whole item


def _answer(control: ControlTag, entries: Sequence[Entry]) -> Value:
    """The answer to a question. An answer about an entry of a list is told apart by the number of the entry."""
    given = [(_item(entry), entry["value"].get(control.value_key)) for entry in entries]
    match control.result_type:
        case "choices" if not control.nested:
            return Choices(frozenset(at + word for at, answer in given for word in _words(answer)))
        case "choices" | "taxonomy":
            ways = ((at, way) for at, answer in given for way in _ways(answer))
            return Paths(frozenset((*((at,) if at else ()), *way) for at, way in ways))
        case "rating" | "number":
            return Number(next((float(answer) for _, answer in given if _is_number(answer)), None))
        case "textarea":
            return Texts(tuple(text for _, answer in given for text in _words(answer)))
        case "ranker":
            return _ranking(next((answer for _, answer in given if isinstance(answer, Mapping)), {}))
        case _:
            return Word(next((at + str(answer) for at, answer in given if answer not in (None, "", [])), None))


def _item(entry: Entry) -> str:
    index = entry.get("item_index")
    return f"{index}: " if isinstance(index, int) and not isinstance(index, bool) else ""


def _words(answer: object) -> list[str]:
    if isinstance(answer, str):
        return [answer]
    return [word for word in answer if isinstance(word, str)] if isinstance(answer, list) else []


def _ways(answer: object) -> list[tuple[str, ...]]:
    if not isinstance(answer, list):
        return []
    ways = [[way] if isinstance(way, str) else way for way in answer]
    return [tuple(map(str, way)) for way in ways if isinstance(way, list) and way]


def _ranking(answer: Mapping[str, Any]) -> Ranking:
    lists = {bucket: tuple(map(str, ids)) for bucket, ids in answer.items() if isinstance(ids, list)}
    if len(lists) == 1:
        return Ranking.of(*next(iter(lists.values())))
    return Ranking.sorted_into(lists)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# ---------------------------------------------------------------- regions


def _drawn(
    schema: Schema, control: ControlTag, mine: Sequence[Entry], regions: Mapping[str, Sequence[Entry]]
) -> Regions | Tracks:
    namers = {each.name for each in schema.namers(control.to_name)} | {control.name}
    found: list[Region] = []
    tracks: list[Track] = []
    for entry in mine:
        labels = frozenset(
            word
            for other in regions.get(str(entry.get("id")), [entry])
            if other.get("from_name") in namers
            for key in (str(other.get("type")), "labels")
            for word in _words(other["value"].get(key))
        )
        place = f"{entry.get('to_name')} {_item(entry)}".strip()
        if control.result_type == "videorectangle":
            track = _track(entry, labels, place)
            if track is not None:
                tracks.append(track)
            continue
        found += [Region(shape, labels, place) for shape in _shapes(schema, entry)]
    return Tracks(tuple(tracks)) if control.result_type == "videorectangle" else Regions(tuple(found))


def _about_regions(
    schema: Schema, control: ControlTag, mine: Sequence[Entry], regions: Mapping[str, Sequence[Entry]]
) -> Regions:
    """The regions that a question is about, each with its answer and without its label, which is compared elsewhere."""
    answers = {str(entry.get("id")): entry["value"].get(control.value_key) for entry in mine}
    drawers = {each.name for each in schema.controls if each.draws and control.to_name in each.targets}
    found: list[Region] = []
    for identifier, entries in regions.items():
        drawn = next((entry for entry in entries if entry.get("from_name") in drawers), None)
        if drawn is None:
            continue
        answer = answers.get(identifier)
        place = f"{drawn.get('to_name')} {_item(drawn)}".strip()
        is_text = control.result_type == "textarea"
        choices = frozenset() if is_text else frozenset(_plain(answer))
        texts = tuple(_words(answer)) if is_text else ()
        found += [Region(shape, frozenset(), place, choices, texts) for shape in _shapes(schema, drawn)]
    return Regions(tuple(found))


def _plain(answer: object) -> list[str]:
    """Any answer as words: of the ways through a tree each whole way, of a number its digits."""
    if isinstance(answer, list):
        return [" / ".join(map(str, each)) if isinstance(each, list) else str(each) for each in answer]
    return [] if answer in (None, "") else [str(answer)]


def _shapes(schema: Schema, entry: Entry) -> list[Shape]:
    """The shape of a region; a stretch of a timeline may have several parts."""
    value = entry["value"]
    try:
        return _pictures(entry, value) or _stretches(schema, entry, value)
    except (KeyError, TypeError, ValueError, IndexError, BadRle):
        return []


def _size(entry: Entry) -> tuple[float, float] | None:
    """Width and height of the picture in pixels, where the entry knows them."""
    width, height = entry.get("original_width"), entry.get("original_height")
    if isinstance(width, int | float) and isinstance(height, int | float) and width > 0 and height > 0:
        return float(width), float(height)
    return None


def _pictures(entry: Entry, value: Mapping[str, Any]) -> list[Shape]:
    known = _size(entry)
    if "rle" in value:
        return [Mask.of_array(decode(value["rle"], int(known[0]), int(known[1])))] if known else []
    size = known or (100.0, 100.0)
    turn = float(value.get("rotation") or 0)
    if "points" in value:
        return [Polygon.in_percent(value["points"], size=size)]
    if "radiusX" in value:
        return [Ellipse.in_percent(value["x"], value["y"], value["radiusX"], value["radiusY"], turn, size=size)]
    if "height" in value and "x" in value:
        return [Box.in_percent(value["x"], value["y"], value["width"], value["height"], turn, size=size)]
    if "x" in value:
        return [Dot(value["x"], value["y"])]
    return []


def _stretches(schema: Schema, entry: Entry, value: Mapping[str, Any]) -> list[Shape]:
    if "ranges" in value:  # frames, both ends included
        return [Span(each["start"], each["end"] + 1) for each in value["ranges"]]
    if "startOffset" in value:
        places = value.get("globalOffsets")
        whole = Span(places["start"], places["end"]) if isinstance(places, Mapping) else None
        return [NodeSpan(str(value["start"]), str(value["end"]), value["startOffset"], value["endOffset"], whole)]
    if isinstance(places := value.get("globalOffsets"), Mapping):
        whole = Span(places["start"], places["end"])
        return [NodeSpan("", "", places["start"], places["end"], whole)]
    shown = schema.objects_by_name.get(str(entry.get("to_name")))
    if shown is not None and shown.tag == "TimeSeries":
        return [Span(_moment(value["start"]), _moment(value["end"]))]
    if _is_number(value.get("start")) and _is_number(value.get("end")):
        return [Span(value["start"], value["end"])]
    return []


def _moment(given: Any) -> float:
    """A time of a series as a number, in seconds where it is a date (LSE 11.6.7). Raises ValueError."""
    if _is_number(given):
        return float(given)
    try:
        return float(given)
    except ValueError:
        return datetime.fromisoformat(given).timestamp()


def _track(entry: Entry, labels: frozenset[str], place: str) -> Track | None:
    """A track with a box on each frame that shows it."""
    value = entry["value"]
    frames, sequence = value.get("framesCount"), value.get("sequence")
    size = _size(entry) or (100.0, 100.0)
    try:
        keys = [
            KeyFrame(
                int(mark["frame"]),
                Box.in_percent(
                    mark["x"], mark["y"], mark["width"], mark["height"], float(mark.get("rotation") or 0), size=size
                ),
                mark.get("enabled") is not False,
            )
            for mark in (sequence if isinstance(sequence, list) else [])
        ]
    except (KeyError, TypeError, ValueError):
        return None
    last = int(frames) if isinstance(frames, int | float) and 0 < frames < MOST_FRAMES else None
    return expanded(keys, frames=last, labels=labels, place=place) if keys else None
