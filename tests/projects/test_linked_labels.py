"""Labels beside a configuration, decided without a database; the page is held to the same fixture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.projects.rules.labeling import Linked, Schema, check_data, example_for, parse, with_linked
from assay.projects.rules.labeling.linked import refuse_label
from assay.projects.templates import TEMPLATES

FIXTURE: dict[str, Any] = json.loads((Path(__file__).parents[1] / "fixtures" / "linked-labels.json").read_text())


def schema() -> Schema:
    found = parse(FIXTURE["config"])
    assert isinstance(found, Schema)
    return found


def test_each_control_has_the_answers_of_the_configuration_and_then_these() -> None:
    after = with_linked(schema(), [Linked(**label) for label in FIXTURE["linked"]])
    ways = {control.name: sorted(map(list, control.paths)) for control in after.controls}
    assert ways == {name: sorted(found) for name, found in FIXTURE["answers"].items()}


def test_without_labels_it_is_the_same_schema() -> None:
    before = schema()
    assert with_linked(before, []) is before
    assert with_linked(before, [Linked("gone", ["Word"])]) is before


@pytest.mark.parametrize(
    ("value", "nested", "is_refused"),
    [
        ("Word", False, False),
        (["One", "Two"], False, False),
        (["Top", "Below"], True, False),
        ([["Top", "Below"]], True, False),
        ([["Top", "Below"]], None, False),
        ([["Top", "Below"]], False, True),
        ([], None, True),
        ([[]], None, True),
        ([""], None, True),
        (" ", None, True),
        (7, None, True),
        ({"a": 1}, None, True),
        (["a", ["b"]], None, True),
        (["a", 7], None, True),
        (["x" * 2049], None, True),
        (["x"] * 201, None, True),
    ],
)
def test_what_is_a_label(value: Any, nested: bool | None, is_refused: bool) -> None:
    assert bool(refuse_label(value, nested)) is is_refused


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_an_example_fits_its_configuration(template: Any) -> None:
    found = parse(template.config)
    assert isinstance(found, Schema)
    assert check_data(found, example_for(found)) == []
