"""The gallery: every template can be used as it is."""

import pytest

from assay.projects.rules.labeling import Schema, check_data, parse
from assay.projects.templates import TEMPLATES, Template


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_a_template_is_understood_and_shows_its_sample(template: Template) -> None:
    schema = parse(template.config)
    assert isinstance(schema, Schema), schema
    assert check_data(schema, dict(template.sample)) == []
    assert set(template.sample) == set(schema.fields)
    assert template.title
    assert template.description


def test_templates_are_told_apart() -> None:
    assert len({template.id for template in TEMPLATES}) == len({template.title for template in TEMPLATES})
    groups = [template.group for template in TEMPLATES]
    assert groups == sorted(groups, key=groups.index)  # each group in one piece
