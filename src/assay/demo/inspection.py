"""How boxes are judged one by one, and mended by the person who drew them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.demo import hands
from assay.demo.hands import Result
from assay.demo.pictures import Box
from assay.demo.plan import NAMES

SEEN = ("Whole", "In part")

# What is said of a box that fits worse than this.
_FITS, _NEAR = 0.62, 0.2


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing without a box, and the middle of it in percent of the picture."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What a careful reader says of the boxes of a picture: reasons for what is rejected, and what lacks a box."""

    reasons: dict[str, str]
    missing: Sequence[Missing]


def label(boxes: Sequence[Box], rng: random.Random, carelessness: float) -> Result:
    """One person's boxes, each with the answer how much of the thing is seen."""
    return [entry for drawn in hands.box(boxes, rng, carelessness) for entry in (drawn, _seen(drawn))]


def inspect(boxes: Sequence[Box], result: Result, _: random.Random) -> Findings:
    """Boxes that hold too much air are rejected; things without a box are reported."""
    drawn = _drawn(result)
    found = {id(entry): _thing(entry, boxes) for entry in drawn}
    reasons = {
        str(entry["id"]): "Not one of the things to box" if thing is None else "Box too loose"
        for entry in drawn
        if (thing := found[id(entry)]) is None or hands.overlap(entry["value"], thing) < _FITS
    }
    boxed = {thing for thing in found.values() if thing is not None}
    missing = [
        Missing(NAMES[true.label], round(true.x + true.width / 2, 1), round(true.y + true.height / 2, 1))
        for true in boxes
        if true not in boxed
    ]
    return Findings(reasons, missing)


def mend(boxes: Sequence[Box], result: Result, rng: random.Random) -> Result:
    """The same boxes, drawn again where they did not fit, and those that were missing."""
    findings = inspect(boxes, result, rng)
    mended: Result = []
    taken: set[Box] = set()
    for entry in _drawn(result):
        thing = _thing(entry, boxes)
        if thing is None:
            continue
        taken.add(thing)
        is_kept = str(entry["id"]) not in findings.reasons
        drawn = entry if is_kept else {**hands.rectangle(thing, rng, off=0.05), "id": entry["id"]}
        mended.extend((drawn, _seen(drawn)))
    for true in boxes:
        if true not in taken:
            drawn = hands.rectangle(true, rng, off=0.05)
            mended.extend((drawn, _seen(drawn)))
    return mended


def _drawn(result: Result) -> Result:
    return [entry for entry in result if entry["type"] == "rectanglelabels"]


def _thing(entry: dict[str, Any], boxes: Sequence[Box]) -> Box | None:
    """What a box is about: what it overlaps most of those with its name."""
    same = [true for true in boxes if [NAMES[true.label]] == entry["value"]["rectanglelabels"]]
    best = max(same, key=lambda true: hands.overlap(entry["value"], true), default=None)
    return best if best is not None and hands.overlap(entry["value"], best) > _NEAR else None


def _seen(drawn: dict[str, Any]) -> dict[str, Any]:
    value = drawn["value"]
    touches = value["x"] < 0.5 or value["x"] + value["width"] > 99.5
    return {
        "id": drawn["id"],
        "from_name": "seen",
        "to_name": "image",
        "type": "choices",
        "value": {"choices": [SEEN[1] if touches else SEEN[0]]},
    }
