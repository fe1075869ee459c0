"""The classes of a labeling configuration, as the page reads them too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.projects.rules.classes import classes_of
from assay.projects.rules.labeling import Schema, parse

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "fixtures" / "classes.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_an_instance_can_be(case: dict[str, Any]) -> None:
    schema = parse(case["config"])
    assert isinstance(schema, Schema)
    assert list(classes_of(schema)) == case["classes"]
