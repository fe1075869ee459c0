"""The gallery: every template can be used as it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests import world

from assay.kit.db import Connection
from assay.projects.rules.labeling import Schema, check_data, parse
from assay.projects.rules.labeling.tags import TAGS
from assay.projects.templates import TEMPLATES, Template

PICTURES = Path(__file__).parents[2] / "web" / "src" / "projects" / "labeling" / "pictures"

every_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)


@every_template
def test_a_template_is_understood_and_shows_its_sample(template: Template) -> None:
    schema = parse(template.config)
    assert isinstance(schema, Schema), schema
    assert check_data(schema, dict(template.sample)) == []
    assert set(template.sample) == set(re.findall(r'"\$(\w+)"', template.config))
    assert template.title
    assert template.description.endswith(".")
    assert template.words == template.words.lower()


@every_template
def test_a_template_asks_for_nothing_that_has_no_effect(template: Template) -> None:
    """Attributes that are only taken for Label Studio's sake are no example to give."""
    for tag, attributes in re.findall(r"<(\w+)([^<>]*?)/?>", template.config):
        written = set(re.findall(r'(\w+)="', attributes))
        assert written <= set(TAGS[tag].understood), (tag, written)


@every_template
def test_the_example_of_a_template_can_be_submitted_and_is_kept(template: Template, cast: Any, db: Connection) -> None:
    made = world.build(db, cast, data=[template.sample], config=template.config)
    answer = made.submit(cast.ann1, made.task_ids[0], template.example)
    assert answer.status_code == 201, answer.text
    assert answer.json()["result"] == template.example
    assert template.example, "it shows what the template is for"


def test_the_gallery_shows_every_kind_of_data_and_most_tags() -> None:
    used = {tag for template in TEMPLATES for tag in re.findall(r"<(\w+)", template.config)}
    objects = {tag for tag, row in TAGS.items() if row.role == "object"}
    assert objects <= used
    assert len(TEMPLATES) >= 30


def test_every_template_has_its_pictures_and_they_are_small() -> None:
    """`make pictures` draws them."""
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert sizes.keys() == {f"{each.id}-{scheme}.webp" for each in TEMPLATES for scheme in ("light", "dark")}
    assert max(sizes.values()) <= 25_000


def test_templates_are_told_apart() -> None:
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES)
    assert len({template.title for template in TEMPLATES}) == len(TEMPLATES)
    groups = [template.group for template in TEMPLATES]
    assert groups == sorted(groups, key=groups.index)  # each group in one piece


def test_the_gallery_is_read_over_http(cast: Any) -> None:
    answer = cast.ann1.client.get("/api/templates/")
    assert answer.status_code == 200
    assert [each["id"] for each in answer.json()] == [template.id for template in TEMPLATES]
    entities = next(each for each in answer.json() if each["id"] == "named-entities")
    assert "ner" in entities["words"].split()
