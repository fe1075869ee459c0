"""Configurations in the shapes of Label Studio's template gallery, with items and results: all of it is understood.

The page reads the same file (web/tests/editor/gallery.test.ts).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from assay.projects.rules.labeling import Schema, check_data, check_result, missing_required, parse

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "gallery.json").read_text(encoding="utf-8"))


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


def _schema(case: dict[str, Any]) -> Schema:
    parsed = parse(case["config"])
    assert isinstance(parsed, Schema), parsed
    return parsed


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_it_is_understood_and_its_item_can_be_labelled(case: dict[str, Any]) -> None:
    assert check_data(_schema(case), case["data"]) == []


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_its_result_may_be_submitted(case: dict[str, Any]) -> None:
    schema = _schema(case)
    assert check_result(schema, case["result"], strict=True, data=case["data"]) == []
    assert missing_required(schema, case["result"], case["data"]) == []


@pytest.mark.parametrize("to_name", ["a", "c", "a,b,c,d", "left"])
def test_an_answer_about_several_objects_may_name_any_of_them(to_name: str) -> None:
    case = next(case for case in CASES if case["name"].startswith("four pictures"))
    result = [{**case["result"][0], "to_name": to_name}]
    assert check_result(_schema(case), result, strict=True) == []


def test_an_answer_about_several_objects_names_no_other() -> None:
    case = next(case for case in CASES if case["name"].startswith("four pictures"))
    result = [{**case["result"][0], "to_name": "legend"}]
    assert [problem.field for problem in check_result(_schema(case), result, strict=True)] == ["result[0].to_name"]


def test_another_spelling_of_usages_bounds_them_too() -> None:
    case = next(case for case in CASES if case["name"].startswith("answers marked"))
    twice = [{**case["result"][0], "id": identifier} for identifier in ("one", "two")]
    assert "allows 1" in check_result(_schema(case), twice, strict=True)[0].message
