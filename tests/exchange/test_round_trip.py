"""Every type of result that Label Studio has, as its own exports write it, comes through Assay unchanged."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast
from tests.exchange.sending import send

from assay.exchange.formats.readers import read
from assay.exchange.formats.rows import Row
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.formats.writers import JsonMin, LabelStudioJson, Table

GOLDEN: list[Any] = json.loads(
    (Path(__file__).parent.parent / "fixtures/exchange/label-studio.json").read_text("utf-8")
)
BY_CASE = {task["data"]["case"]: task for task in GOLDEN}
ENTRIES = [entry for task in GOLDEN for entry in task["annotations"][0]["result"]]


def _written(writer: Any, tasks: list[Any]) -> bytes:
    return b"".join([writer.begin(), *map(writer.row, tasks), *writer.end()])


@pytest.mark.parametrize("case", list(BY_CASE))
def test_a_result_comes_through_the_files(case: str) -> None:
    task = BY_CASE[case]
    [row] = read(FileKind.JSON, io.BytesIO(_written(LabelStudioJson(), [task])), "tasks.json")
    assert isinstance(row, Row)
    assert row.data == task["data"]
    assert _exact(row.annotations[0].result) == _exact(task["annotations"][0]["result"])
    assert _exact(row.predictions[0].result) == _exact(task["predictions"][0]["result"])


def _exact(value: object) -> str:
    """As text, so that 1 and 1.0 and the order of keys count."""
    return json.dumps(value, ensure_ascii=False)


_numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**63 - 1)
_texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
_values = st.recursive(
    st.none() | st.booleans() | _numbers | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def _entries(draw: st.DrawFn) -> Any:
    """An entry of a known type with any values in it, or one that nobody knows."""
    entry = dict(draw(st.sampled_from(ENTRIES)))
    entry["value"] = {**entry.get("value", {}), **draw(st.dictionaries(_texts, _values, max_size=3))}
    return {**entry, **draw(st.dictionaries(_texts.map(lambda name: f"x{name}"), _values, max_size=2))}


@given(st.lists(_entries(), max_size=5))
def test_reading_what_was_written_gives_the_same(result: Any) -> None:
    task = {"id": 1, "data": {"a": 1}, "annotations": [{"id": 2, "result": result}], "predictions": []}
    [row] = read(FileKind.JSON, io.BytesIO(_written(LabelStudioJson(), [task])), "tasks.json")
    assert isinstance(row, Row)
    assert _exact(row.annotations[0].result) == _exact(result)


def test_all_of_them_come_through_a_project(cast: Cast, make: Callable[..., int]) -> None:
    """Types that the configuration does not ask for are kept as they are, in annotations and in predictions."""
    project = make()
    answer = send(cast.manager, project, GOLDEN)
    assert answer.status_code == 201, answer.text
    exported = cast.manager.client.get(f"/api/projects/{project}/export", params={"download_all_tasks": "true"}).json()
    assert [task["data"] for task in exported] == [task["data"] for task in GOLDEN]
    for ours, theirs in zip(exported, GOLDEN, strict=True):
        assert ours["annotations"][0]["result"] == theirs["annotations"][0]["result"], theirs["data"]["case"]
        assert ours["predictions"][0]["result"] == theirs["predictions"][0]["result"], theirs["data"]["case"]


@pytest.mark.parametrize("case", list(BY_CASE))
def test_the_flat_formats_say_every_answer(case: str) -> None:
    """Whatever the type, the values of a result are in JSON-MIN and in the cells of a table, under its control."""
    task = BY_CASE[case]
    result = [entry for entry in task["annotations"][0]["result"] if "from_name" in entry]
    controls = [*dict.fromkeys(entry["from_name"] for entry in result)]
    [flat] = json.loads(_written(JsonMin(), [task]))
    table = _written(Table(list(task["data"]), controls, ","), [task]).decode()
    [line] = csv.DictReader(io.StringIO(table, newline=""))
    for name in controls:
        expected: Any = [_short(entry) for entry in result if entry["from_name"] == name]
        found = [flat[name]] if len(expected) == 1 and not _is_list_of(flat[name], expected) else flat[name]
        for ours, theirs in zip(found, expected, strict=True):
            assert ours == theirs or theirs.items() <= ours.items()
        assert line[name] == flat[name] or json.loads(line[name]) == flat[name]


def _short(entry: Any) -> Any:
    """An answer of one choice or one text is written bare."""
    said = entry["value"].get({"choices": "choices", "textarea": "text"}.get(entry["type"], ""))
    return said[0] if isinstance(said, list) and len(said) == 1 else entry["value"]


def _is_list_of(found: Any, expected: list[Any]) -> bool:
    return isinstance(found, list) and found != expected[0]
