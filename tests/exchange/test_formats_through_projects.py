"""Labels leave one project in a format and come into another one with the same configuration: they are the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast
from tests.exchange.drawing import HEIGHT, WIDTH, box, painted, polygon, square
from tests.exchange.sending import picture, send, send_files, tasks_of

PICTURES = """<View><Image name="image" value="$image"/>
<RectangleLabels name="boxes" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
<PolygonLabels name="lines" toName="image"><Label value="Tree"/></PolygonLabels>
<BrushLabels name="brush" toName="image"><Label value="Road"/></BrushLabels></View>"""
TEXTS = """<View><Text name="text" value="$text"/>
<Labels name="spans" toName="text"><Label value="PER"/><Label value="LOC"/></Labels></View>"""

UPRIGHT = [box(10, 20, 30, 40, "Car", id="a"), box(50, 5, 25, 15, "Bus", id="b")]
TURNED = [box(40, 30, 20, 10, "Car", 30, id="a")]
OUTLINED = [polygon((10, 10), (60, 15), (40, 80), (5, 50), id="a")]
PAINTED = [painted(square(), id="a")]
WORDS = "Ada Lovelace wrote from London . Charles read it ."


def span(start: int, end: int, label: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": WORDS[start:end], "labels": [label]}
    return {"id": f"s{start}", "from_name": "spans", "to_name": "text", "type": "labels", "value": value}


def exported(cast: Cast, project: int, name: str, parameter: str = "export_type") -> bytes:
    answer = cast.manager.client.get(f"/api/projects/{project}/export", params={parameter: name})
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def annotated(cast: Cast, project: int, result: Any) -> None:
    [task] = tasks_of(cast.manager, project)
    answer = cast.manager.client.post(f"/api/tasks/{task['id']}/annotations/", json={"result": result})
    assert answer.status_code == 201, answer.text


def result_in(cast: Cast, project: int) -> Any:
    [task] = tasks_of(cast.manager, project)
    [work] = task["predictions"]
    return work["result"]


@pytest.mark.parametrize(
    ("name", "result", "exact"),
    [
        ("COCO", [*UPRIGHT, *TURNED, *OUTLINED], 0.01),
        ("VOC", UPRIGHT, 0.5),
        ("YOLO", UPRIGHT, 0.01),
        ("YOLO_OBB", TURNED, 0.01),
        ("YOLO_SEG", OUTLINED, 0.01),
        ("BRUSH_TO_PNG", PAINTED, 0),
    ],
)
def test_pictures(cast: Cast, make: Callable[..., int], name: str, result: Any, exact: float) -> None:
    first, second = make(PICTURES), make(PICTURES)
    shown = ("street.png", picture(WIDTH, HEIGHT))
    assert send_files(cast.manager, first, shown).status_code == 201
    given = [{**entry, "id": f"{at}"} for at, entry in enumerate(result)]
    annotated(cast, first, given)

    answer = send_files(cast.manager, second, ("export.zip", exported(cast, first, name)), shown)
    assert answer.status_code == 201, answer.text
    found = result_in(cast, second)
    assert [(entry["from_name"], entry["type"]) for entry in found] == [
        (entry["from_name"], entry["type"]) for entry in given
    ]
    for ours, theirs in zip(found, given, strict=True):
        assert (ours["original_width"], ours["original_height"]) == (WIDTH, HEIGHT)
        assert ours["value"].keys() == theirs["value"].keys()
        for key, value in theirs["value"].items():
            alike = ours["value"][key] == value
            assert alike or flat(ours["value"][key]) == pytest.approx(flat(value), abs=exact), key


def flat(value: Any) -> list[float]:
    return [number for each in value for number in flat(each)] if isinstance(value, list) else [value]


def test_texts_as_conll(cast: Cast, make: Callable[..., int]) -> None:
    first, second = make(TEXTS), make(TEXTS)
    assert send(cast.manager, first, [{"text": WORDS}]).status_code == 201
    given = [span(0, 12, "PER"), span(24, 30, "LOC"), span(33, 40, "PER")]
    annotated(cast, first, given)

    with zipfile.ZipFile(io.BytesIO(exported(cast, first, "CONLL2003", "exportType"))) as archive:
        content = archive.read("result.conll")
    answer = send_files(cast.manager, second, ("result.conll", content))
    assert answer.status_code == 201, answer.text
    found = [
        (task["data"]["text"][value["start"] : value["end"]], value["labels"])
        for task in tasks_of(cast.manager, second)
        for value in (entry["value"] for entry in task["predictions"][0]["result"])
    ]
    assert found == [(entry["value"]["text"], entry["value"]["labels"]) for entry in given]


@pytest.mark.parametrize("name", ["CSV", "TSV"])
def test_the_data_of_tables(cast: Cast, make: Callable[..., int], name: str) -> None:
    first, second = make(TEXTS), make(TEXTS)
    words = f'{WORDS}\nWith "quotes", commas,\ttabs and 🚂.'
    assert send(cast.manager, first, [{"text": words}]).status_code == 201
    annotated(cast, first, [span(0, 12, "PER")])

    answer = send_files(cast.manager, second, (f"export.{name.lower()}", exported(cast, first, name)))
    assert answer.status_code == 201, answer.text
    [task] = tasks_of(cast.manager, second)
    assert task["data"]["text"] == words
