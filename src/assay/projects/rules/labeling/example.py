"""Made-up data that fits a labeling configuration, for scripts and pages that have no item at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assay.projects.rules.labeling.schema import ObjectTag, Schema

_FOLDER = "/static/samples/"
_TEXT = "A text from your data stands here."
_ROWS = 60


def example_for(schema: Schema) -> dict[str, Any]:
    """One item of data with every field that the configuration reads; `check_data` finds nothing wrong with it."""
    shown = {each.field: _value(each) for each in schema.objects if each.field}
    asked = {
        control.options_field: ["One", "Two"]
        for control in schema.controls
        if control.options_field and control.options_field not in shown
    }
    return {**asked, **shown}


def _value(shown: ObjectTag) -> Any:
    value = _EXAMPLES[shown.tag](shown)
    return [value] if shown.is_list else value


def _dialogue(shown: ObjectTag) -> list[dict[str, str]]:
    name = shown.attributes.get("nameKey", "").strip() or "author"
    text = shown.attributes.get("textKey", "").strip() or "text"
    return [{name: "Lena", text: "Good morning!"}, {name: "Ines", text: _TEXT}]


def _series(shown: ObjectTag) -> Any:
    named = [part.attributes.get("column", "") for part in shown.parts]
    time = shown.attributes.get("timeColumn", "").strip()
    columns = list(dict.fromkeys([*([time] if time else []), *(name for name in named if name)]))
    if shown.attributes.get("valueType") == "json":
        return {name: [float(row + place) for row in range(_ROWS)] for place, name in enumerate(columns or ["value"])}
    return f"{_FOLDER}wrist.csv"


_EXAMPLES: Mapping[str, Callable[[ObjectTag], Any]] = {
    "Text": lambda _: _TEXT,
    "HyperText": lambda _: f"<h2>A page of your data</h2><p>{_TEXT}</p>",
    "Paragraphs": _dialogue,
    "Image": lambda _: f"{_FOLDER}harbour-01.png",
    "Audio": lambda _: f"{_FOLDER}ticket-counter.mp3",
    "Video": lambda _: f"{_FOLDER}crossing.mp4",
    "Pdf": lambda _: f"{_FOLDER}invoice.pdf",
    "Table": lambda _: {"Name": "Aurora", "Kind": "Passenger ferry"},
    "List": lambda _: [
        {"id": "first", "title": "First", "body": _TEXT},
        {"id": "second", "title": "Second", "body": ""},
    ],
    "TimeSeries": _series,
}
