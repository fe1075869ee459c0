"""Exports: what is written, compared with Label Studio's own converter and read back."""

import copy
import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_studio_sdk.converter import Converter

from assay.exchange.formats.catalogue import FORMATS
from assay.exchange.formats.exported import ExportedTask
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.readers import read
from assay.exchange.formats.rows import Row
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.formats.tasks import normalise
from assay.exchange.formats.writers import JsonMin, LabelStudioJson, Table, Writer
from assay.projects.rules.labeling import Schema, parse

CONFIG = """<View>
  <Text name="text" value="$text"/>
  <Image name="image" value="$image"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="topics" toName="text" choice="multiple"><Choice value="Sea"/><Choice value="Sky"/></Choices>
  <Labels name="spans" toName="text"><Label value="Person"/></Labels>
  <RectangleLabels name="boxes" toName="image"><Label value="Boat"/></RectangleLabels>
</View>"""
CONTROLS = ["mood", "topics", "spans", "boxes"]
SCHEMA = parse(CONFIG)
assert isinstance(SCHEMA, Schema)

MOOD = {"id": "a", "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Good"]}}
TOPICS = {"id": "b", "from_name": "topics", "to_name": "text", "type": "choices", "value": {"choices": ["Sea", "Sky"]}}
SPAN = {
    "id": "c",
    "from_name": "spans",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 0, "end": 4, "text": "Anna", "labels": ["Person"]},
}
BOX = {
    "id": "d",
    "from_name": "boxes",
    "to_name": "image",
    "type": "rectanglelabels",
    "original_width": 640,
    "original_height": 480,
    "value": {"x": 1.5, "y": 2, "width": 3, "height": 4, "rotation": 0, "rectanglelabels": ["Boat"]},
}


def _annotation(number: int, result: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "completed_by": 7,
        "result": result,
        "was_cancelled": False,
        "created_at": f"2026-05-17T12:00:{number:02}Z",
        "updated_at": "2026-05-17T13:00:00Z",
        "lead_time": 1.5,
        **more,
    }


def _task(*annotations: dict[str, Any], **data: Any) -> dict[str, Any]:
    return {"id": 4, "data": {"text": 'Anna, "hm"\nä', "image": "/a.png", **data}, "annotations": list(annotations)}


TASKS = [
    _task(_annotation(1, [MOOD])),
    _task(_annotation(1, [MOOD, TOPICS, SPAN, {**SPAN, "id": "e"}, BOX])),
    _task(_annotation(1, [TOPICS])),
    _task(_annotation(1, [MOOD]), _annotation(2, [{**MOOD, "value": {"choices": ["Bad"]}}])),
    _task(_annotation(1, [MOOD], was_cancelled=True)),
    _task(_annotation(1, [MOOD], was_cancelled=True), _annotation(2, [])),
    _task(_annotation(1, [], completed_by={"id": 7, "email": "ann@example.org"})),
    _task(nested={"list": [1, None, True]}),
    _task(_annotation(1, [MOOD, {**MOOD, "id": "z"}])),
]


def _written(writer: Writer, tasks: list[ExportedTask]) -> bytes:
    return b"".join([writer.begin(), *map(writer.row, tasks), *writer.end()])


@pytest.mark.parametrize("task", TASKS, ids=range(len(TASKS)))
def test_json_min_is_what_label_studio_makes_of_it(task: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "tasks.json").write_text(json.dumps([task]))
    Converter(CONFIG, str(tmp_path)).convert_to_json_min(str(tmp_path / "tasks.json"), str(tmp_path), is_dir=False)
    theirs = json.loads((tmp_path / "result.json").read_text())
    assert json.loads(_written(JsonMin(), [task])) == theirs


def test_json_min_in_full() -> None:
    (record,) = json.loads(_written(JsonMin(), [TASKS[1]]))
    assert record == {
        "text": 'Anna, "hm"\nä',
        "image": "/a.png",
        "id": 4,
        "mood": "Good",
        "topics": {"choices": ["Sea", "Sky"]},
        "spans": [{"start": 0, "end": 4, "text": "Anna", "labels": ["Person"]}] * 2,
        "boxes": [
            {
                "x": 1.5,
                "y": 2,
                "width": 3,
                "height": 4,
                "rotation": 0,
                "rectanglelabels": ["Boat"],
                "original_width": 640,
                "original_height": 480,
            }
        ],
        "annotator": 7,
        "annotation_id": 1,
        "created_at": "2026-05-17T12:00:01Z",
        "updated_at": "2026-05-17T13:00:00Z",
        "lead_time": 1.5,
    }


def test_data_is_never_hidden_by_what_is_added() -> None:
    task = _task(_annotation(1, [MOOD]), id="mine", mood="sunny", annotator="somebody")
    (record,) = json.loads(_written(JsonMin(), [task]))
    assert (record["id"], record["_data_id"]) == (4, "mine")
    assert (record["mood"], record["_data_mood"]) == ("Good", "sunny")
    assert (record["annotator"], record["_data_annotator"]) == (7, "somebody")


@pytest.mark.parametrize(("name", "delimiter"), [("CSV", ","), ("TSV", "\t")])
def test_a_table_has_a_line_for_each_annotation(name: str, delimiter: str) -> None:
    writer = FORMATS[name].writer(Layout(["text", "image", "nested", "id"], SCHEMA))
    tasks: list[ExportedTask] = [TASKS[1], TASKS[4], TASKS[7], _task(_annotation(1, [], lead_time=None), id="mine")]
    lines = list(csv.DictReader(io.StringIO(_written(writer, tasks).decode(), newline=""), delimiter=delimiter))
    assert [line["annotation_id"] for line in lines] == ["1", "", "1"]
    full, bare, own_id = lines
    assert list(full) == [
        *("text", "image", "nested", "_data_id", "id", "mood", "topics", "spans", "boxes"),
        *("annotator", "annotation_id", "created_at", "updated_at", "lead_time"),
    ]
    assert (full["text"], full["mood"], full["annotator"], full["lead_time"]) == ('Anna, "hm"\nä', "Good", "7", "1.5")
    assert json.loads(full["topics"]) == {"choices": ["Sea", "Sky"]}
    assert [span["labels"] for span in json.loads(full["spans"])] == [["Person"], ["Person"]]
    assert (json.loads(bare["nested"]), bare["mood"], bare["id"]) == ({"list": [1, None, True]}, "", "4")
    assert (own_id["_data_id"], own_id["id"], own_id["lead_time"]) == ("mine", "4", "")


def test_a_table_does_not_lose_a_column_that_nobody_announced() -> None:
    with pytest.raises(KeyError, match="surprise"):
        Table(["text", "image"], CONTROLS, ",").row(_task(_annotation(1, []), surprise=1))


def test_answers_of_a_control_that_is_gone_are_no_column() -> None:
    line = Table(["text", "image"], ["topics"], ",").row(_task(_annotation(1, [MOOD, TOPICS]))).decode()
    assert "Good" not in line
    assert "Sea" in line


@pytest.mark.parametrize("name", list(FORMATS))
def test_json_text_from_the_database_needs_no_parsing_before(name: str) -> None:
    task = TASKS[1]
    (annotation,) = task["annotations"]
    pieces: list[ExportedTask] = [
        json.dumps(task).encode(),
        {**task, "data": json.dumps(task["data"]).encode()},
        {**task, "annotations": json.dumps(task["annotations"]).encode()},
        {**task, "annotations": [{**annotation, "result": json.dumps(annotation["result"]).encode()}]},
        {**task, "annotations": [json.dumps(annotation).encode()]},
    ]
    for piece in pieces:
        plain = _written(FORMATS[name].writer(Layout(["text", "image"], SCHEMA)), [task])
        passed = _written(FORMATS[name].writer(Layout(["text", "image"], SCHEMA)), [piece])
        if name.startswith("JSON"):
            assert json.loads(passed) == json.loads(plain)
        else:
            assert passed == plain


def test_dates_are_written_as_label_studio_writes_them() -> None:
    noon = datetime(2026, 5, 17, 12, 0, 0, 5, tzinfo=UTC)
    task = _task(_annotation(1, [], created_at=noon, updated_at=noon))
    for writer in (LabelStudioJson(), JsonMin(), Table(["text", "image"], [], ",")):
        assert b"2026-05-17T12:00:00.000005Z" in _written(writer, [task])


def test_what_is_no_json_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        LabelStudioJson().row({"id": 1, "data": {"set": {1}}})


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_empty_export_is_a_valid_file(name: str) -> None:
    content = _written(FORMATS[name].writer(Layout(["text"], SCHEMA)), [])
    if FORMATS[name].extension == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert json.loads(archive.read("report.json"))["tasks"] == 0
    elif name.startswith("JSON"):
        assert json.loads(content) == []
    else:
        assert content.decode().count("\n") == 1


_text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=8,
)
_data = st.dictionaries(_text, _json, max_size=4)
_results = st.lists(st.sampled_from([MOOD, TOPICS, SPAN, BOX, {"type": "relation", "from_id": "a", "to_id": "b"}]))
_exported = st.fixed_dictionaries(
    {
        "id": st.integers(1, 2**63),
        "data": _data,
        "meta": _data,
        "annotations": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.integers(1, 2**63 - 1),
                    "completed_by": st.integers(1, 9) | st.just({"id": 3, "email": "a@example.org"}),
                    "result": _results,
                    "was_cancelled": st.booleans(),
                    "ground_truth": st.booleans(),
                    "created_at": st.just("2026-05-17T12:00:00Z"),
                    "reviews": st.lists(st.just({"id": 1, "created_by": 2, "accepted": True}), max_size=1),
                }
            ),
            max_size=3,
        ),
        "predictions": st.lists(
            st.fixed_dictionaries({"result": _results, "score": st.none() | st.floats(0, 1)}), max_size=2
        ),
    }
)


@given(st.lists(_exported, min_size=1, max_size=3))
def test_an_export_can_be_imported_again(tasks: list[Any]) -> None:
    rows = list(read(FileKind.JSON, io.BytesIO(_written(LabelStudioJson(), copy.deepcopy(tasks))), "export.json"))
    assert rows == [normalise(task, "export.json", number) for number, task in enumerate(tasks, 1)]
    assert all(isinstance(row, Row) for row in rows)


@given(st.lists(_exported, max_size=3))
def test_every_counting_annotation_has_its_line(tasks: list[Any]) -> None:
    expected = sum(
        sum(not each["was_cancelled"] for each in task["annotations"]) or not task["annotations"] for task in tasks
    )
    assert len(json.loads(_written(JsonMin(), tasks))) == expected
    columns = list(dict.fromkeys(name for task in tasks for name in task["data"]))
    table = _written(Table(columns, CONTROLS, ","), tasks).decode()
    lines = list(csv.reader(io.StringIO(table, newline="")))
    assert len(lines) == 1 + expected
    assert {len(line) for line in lines} == {len(lines[0])}


def test_json_passes_through_untouched() -> None:
    exact = b'{"id": 1, "data": {"n": 1.10}}'
    assert exact in LabelStudioJson().row(exact)
    assert b'"data":{"n": 1.10}' in LabelStudioJson().row({"id": 1, "data": b'{"n": 1.10}'})
    assert orjson.loads(_written(LabelStudioJson(), [exact, exact])) == [{"id": 1, "data": {"n": 1.1}}] * 2
