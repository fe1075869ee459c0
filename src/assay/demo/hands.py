"""How people label, err and judge: results in Label Studio's format from the truth and some chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.demo.letters import Letter, Span
from assay.demo.messages import SENTIMENTS, Message
from assay.demo.pictures import HEIGHT, WIDTH, Box
from assay.demo.plan import NAMES

Result = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer thinks of a result: `right` is the result they would have given, `remark` what they say."""

    accepts: bool
    right: Result | None = None
    remark: str = ""


# Sentiments


def choose(message: Message, rng: random.Random, carelessness: float) -> Result:
    """One person's sentiment for a message: that of a careful reader, unless it is open to doubt or they slip."""
    doubt = 0.45 if message.open_to_doubt else carelessness
    chosen = message.sentiment
    if rng.random() < doubt:
        chosen = rng.choice([name for name in SENTIMENTS if name != message.sentiment])
    return [_choice(chosen, rng)]


def think_of_choice(message: Message, result: Result, rng: random.Random) -> Opinion:
    """A wrong sentiment is mended, or given back where it is plain."""
    chosen = result[0]["value"]["choices"][0]
    if chosen == message.sentiment:
        return Opinion(accepts=True)
    if message.open_to_doubt:
        return Opinion(accepts=True, right=[_choice(message.sentiment, rng)])
    return Opinion(accepts=False, remark=f"I read this as {message.sentiment.lower()}. Please look again.")


def _choice(name: str, rng: random.Random) -> dict[str, Any]:
    return {
        "id": _identifier(rng),
        "from_name": "sentiment",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": [name]},
    }


# Names in letters


def mark(letter: Letter, rng: random.Random, carelessness: float) -> Result:
    """One person's spans: now and then a name is missed, takes a letter too many, or has the wrong label."""
    spans: list[Span] = []
    for span in letter.spans:
        slip = rng.random()
        if slip < carelessness * 0.4:
            continue
        if slip < carelessness * 0.8 and span.end < len(letter.text):
            spans.append(Span(span.start, span.end + 1, letter.text[span.start : span.end + 1], span.label))
        elif slip < carelessness and span.label == "Reference":
            spans.append(Span(span.start, span.end, span.text, "Amount"))
        else:
            spans.append(span)
    return [_span(span, rng) for span in spans]


def think_of_spans(letter: Letter, result: Result, rng: random.Random) -> Opinion:
    """One slip is mended on the spot; more are given back with what to look for."""
    found = {(entry["value"]["start"], entry["value"]["end"], entry["value"]["labels"][0]) for entry in result}
    truth = {(span.start, span.end, span.label): span for span in letter.spans}
    missing = [span for key, span in truth.items() if key not in found]
    if not missing:
        return Opinion(accepts=True)
    if len(missing) == 1:
        kept = [e for e in result if (e["value"]["start"], e["value"]["end"], e["value"]["labels"][0]) in truth]
        return Opinion(accepts=True, right=[*kept, _span(missing[0], rng)])
    names = " and ".join(f"“{span.text}” ({span.label})" for span in missing[:2])
    return Opinion(accepts=False, remark=f"Please check {names}.")


def _span(span: Span, rng: random.Random) -> dict[str, Any]:
    return {
        "id": _identifier(rng),
        "from_name": "entities",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [span.label]},
    }


# Objects in pictures


def box(boxes: Sequence[Box], rng: random.Random, carelessness: float) -> Result:
    """One person's boxes: a little off everywhere, some too loose, small ones overlooked."""
    drawn: Result = []
    for true in boxes:
        small = true.width * true.height < 3.0
        slip = rng.random()
        if small and slip < carelessness * 1.5:
            continue
        loose = 1.6 if slip > 1 - carelessness * 0.8 else 0.0
        drawn.append(rectangle(true, rng, off=0.18, loose=loose))
    return drawn


def think_of_boxes(boxes: Sequence[Box], result: Result, rng: random.Random) -> Opinion:
    """Boxes that are all there and close are accepted; one missing is added; more, or a loose one, go back."""
    missing = [true for true in boxes if not any(_fits(entry, true) for entry in result)]
    if not missing:
        return Opinion(accepts=True)
    if len(missing) == 1:
        kept = [entry for entry in result if not _loose_for(entry, missing[0])]
        return Opinion(accepts=True, right=[*kept, rectangle(missing[0], rng, off=0.1)])
    counted: dict[str, int] = {}
    for true in missing:
        counted[NAMES[true.label]] = counted.get(NAMES[true.label], 0) + 1
    names = ", ".join(f"{count} x {name.lower()}" for name, count in counted.items())
    return Opinion(accepts=False, remark=f"Missing, or the box is too loose: {names}.")


def _fits(entry: dict[str, Any], true: Box) -> bool:
    value = entry["value"]
    return value["rectanglelabels"] == [NAMES[true.label]] and overlap(value, true) > 0.6


def _loose_for(entry: dict[str, Any], true: Box) -> bool:
    value = entry["value"]
    return value["rectanglelabels"] == [NAMES[true.label]] and 0.2 < overlap(value, true) <= 0.6


def overlap(value: dict[str, Any], true: Box) -> float:
    """Intersection over union."""
    across = min(value["x"] + value["width"], true.x + true.width) - max(value["x"], true.x)
    down = min(value["y"] + value["height"], true.y + true.height) - max(value["y"], true.y)
    if across <= 0 or down <= 0:
        return 0.0
    both = across * down
    return float(both / (value["width"] * value["height"] + true.width * true.height - both))


def rectangle(true: Box, rng: random.Random, off: float, loose: float = 0.0) -> dict[str, Any]:
    """A box around a thing: up to `off` percent beside it, and `loose` percent too wide on every side."""
    left = max(0.0, true.x - loose + rng.gauss(0, off))
    top = max(0.0, true.y - loose + rng.gauss(0, off))
    right = min(100.0, true.x + true.width + loose + rng.gauss(0, off))
    bottom = min(100.0, true.y + true.height + loose + rng.gauss(0, off))
    return {
        "id": _identifier(rng),
        "from_name": "objects",
        "to_name": "image",
        "type": "rectanglelabels",
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "image_rotation": 0,
        "value": {
            "x": round(left, 3),
            "y": round(top, 3),
            "width": round(right - left, 3),
            "height": round(bottom - top, 3),
            "rotation": 0,
            "rectanglelabels": [NAMES[true.label]],
        },
    }


def _identifier(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=10))
