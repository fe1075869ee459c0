"""Labeling configurations: what is understood, what is refused and how the refusal reads."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_studio_sdk._extensions.label_studio_tools.core.label_config import parse_config

from assay.projects.rules.labeling import Refusal, Schema, parse, schema_from_json
from assay.projects.rules.labeling.markup import MAX_BYTES, MAX_ELEMENTS
from assay.projects.rules.labeling.tags import TAGS, Role

FIXTURES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "fixtures" / "labeling").glob("*.json"))
]
GOOD = [case for case in FIXTURES if case["ok"]]
BAD = [case for case in FIXTURES if not case["ok"]]


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


def _schema(xml: str) -> Schema:
    parsed = parse(xml)
    assert isinstance(parsed, Schema), parsed
    return parsed


def _problems(xml: str) -> list[str]:
    parsed = parse(xml)
    assert isinstance(parsed, Refusal), parsed
    return [f"{problem.line} {problem.tag}: {problem.message} {problem.fix}" for problem in parsed.problems]


def _around(inside: str) -> str:
    return f'<View>\n<Text name="text" value="$text"/>\n{inside}\n</View>'


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_a_good_configuration_is_understood_as_label_studio_understands_it(case: dict[str, Any]) -> None:
    schema = _schema(case["config"])
    declared_away = case["config"].removeprefix('<?xml version="1.0" encoding="utf-16"?>')
    assert schema.parsed_label_config() == parse_config(declared_away)


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_a_schema_survives_storage(case: dict[str, Any]) -> None:
    schema = _schema(case["config"])
    assert schema_from_json(json.loads(json.dumps(schema.as_json()))) == schema


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_a_bad_configuration_is_refused_with_tag_line_and_fix(case: dict[str, Any]) -> None:
    parsed = parse(case["config"])
    assert isinstance(parsed, Refusal)
    first = parsed.problems[0]
    assert first.tag == case.get("tag", first.tag)
    assert first.line == case.get("line", first.line)
    assert all(problem.fix and problem.field == "label_config" for problem in parsed.problems)


def test_what_a_schema_says() -> None:
    schema = _schema(next(case["config"] for case in GOOD if case["name"] == "choices-single"))
    (shown,), (control,) = schema.objects, schema.controls
    assert (shown.name, shown.tag, shown.field, shown.line) == ("text", "Text", "text", 2)
    assert (control.name, control.tag, control.to_name, control.line) == ("feeling", "Choices", "text", 6)
    assert (control.multiple, control.per_region, control.required) == (False, False, True)
    assert control.required_message == "Pick one"
    assert list(control.answers) == ["Positive", "neg", "Neutral"]
    assert [item.hotkey for item in control.items] == ["p", "", ""]
    assert [item.selected for item in control.items] == [False, True, False]
    assert schema.fields == ("text",)
    assert schema.data_types == {"text": "Text"}
    assert schema.field_of("Text") == "text"
    assert schema.field_of("Image") is None


@pytest.mark.parametrize("tag", [row.name for row in TAGS.values() if row.role not in (Role.OPTION, Role.PART)])
def test_an_attribute_that_nobody_knows_is_refused_by_name(tag: str) -> None:
    (problem, *_) = _problems(f'<View>\n<{tag} frobnicate="yes"/></View>')
    refused = [line for line in _problems(f'<View>\n<{tag} frobnicate="yes"/></View>') if "frobnicate" in line]
    assert problem.startswith(("2 ", "1 "))
    assert refused == [f"2 {tag}: frobnicate of <{tag}> is not supported. Remove it."]


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        (
            '<Choices name="c" toName="text" perItem="true"><Choice value="a"/></Choices>',
            '3 Choices: perItem="true" of "c" needs an object that shows a list. '
            'Write valueList="$..." on <Text>, or remove perItem.',
        ),
        (
            '<Labels name="c" toName="text" maxUsages="two"><Label value="a"/></Labels>',
            '3 Labels: maxUsages="two" of <Labels> is not a whole number above zero. '
            'Write a number, such as maxUsages="5".',
        ),
        (
            '<Choices name="c" toName="text" requird="true"><Choice value="a"/></Choices>',
            "3 Choices: requird of <Choices> is not supported. Remove it. Did you mean required?",
        ),
        (
            '<Choices name="c" toName="text"><Choice value="a"><Choice value="b"/></Choice></Choices>',
            '3 Choice: <Choice> stands inside <Choice>. Write allowNested="true" on the <Choices> around them, '
            "or close each <Choice> with />.",
        ),
        (
            '<Labels name="c" toName="text,image"><Label value="a"/></Labels>',
            "3 Labels: <Labels> names several objects in toName. Write one control for each object.",
        ),
        (
            f'<Choices name="c" toName="text"><Choice value="{"a" * 501}"/></Choices>',
            "3 Choice: <Choice> is longer than 500 characters. Shorten its value.",
        ),
    ],
)
def test_how_a_refusal_reads(control: str, expected: str) -> None:
    assert _problems(_around(control)) == [expected]


def test_what_a_control_does_depends_on_its_object() -> None:
    schema = _schema(
        '<View><Text name="t" value="$t"/><Image name="i" value="$i"/><Rectangle name="box" toName="i"/>'
        '<Labels name="a" toName="t"><Label value="x"/></Labels><Labels name="b" toName="i"><Label value="x"/></Labels>'
        '<Choices name="c" toName="t"><Choice value="x"/></Choices></View>'
    )
    does = {control.name: (control.draws, control.names, control.is_asked) for control in schema.controls}
    assert does == {
        "box": (True, False, False),
        "a": (True, True, False),
        "b": (False, True, False),
        "c": (False, False, True),
    }


def test_conditions_of_a_control_are_its_own_and_those_of_the_views_around_it() -> None:
    schema = _schema(
        _around(
            '<Choices name="c" toName="text"><Choice value="a"/></Choices>'
            '<View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="a"><View><View '
            'visibleWhen="no-region-selected"><Rating name="r" toName="text" visibleWhen="choice-unselected"/>'
            "</View></View></View>"
        )
    )
    told = [(each.when.value, each.control, each.choices) for each in schema.controls_by_name["r"].conditions]
    assert told == [
        ("choice-unselected", None, ()),
        ("choice-selected", "c", ("a",)),
        ("no-region-selected", None, ()),
    ]


def test_a_schema_that_an_earlier_release_stored_can_be_read() -> None:
    stored = {
        "objects": [{"tag": "Text", "line": 2, "attributes": {"name": "text", "value": "$text"}}],
        "controls": [
            {
                "tag": "Choices",
                "line": 3,
                "attributes": {"name": "c", "toName": "text"},
                "items": [{"value": "a", "alias": "b"}],
            }
        ],
    }
    schema = schema_from_json(stored)
    assert list(schema.controls[0].answers) == ["b"]
    assert schema.parsed_label_config()["c"]["labels"] == ["b"]


def test_features_switched_off_pass() -> None:
    _schema(
        _around(
            '<Choices name="c" toName="text" perItem="false" allowNested="false" randomize="false" SHOWINLINE="true">'
            '<Choice value="a" visible="true"/></Choices>'
        )
    )


def test_every_problem_is_told_at_once_in_order_of_lines() -> None:
    problems = _problems(
        '<View>\n<Chat name="v" value="$v"/>\n<Text name="t" value="x"/>\n'
        '<Labels name="t" toName="v"/>\n<Choices name="c" toName="t" foo="1"><Choice/></Choices>\n</View>'
    )
    assert [line.split(":")[0] for line in problems] == [
        "2 Chat",
        "3 Text",
        "4 Labels",  # the name is taken
        "4 Labels",  # and it has no answers; that it points to the refused chat is not held against it
        "5 Choices",
        "5 Choice",
    ]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<View>" + "<Header value='a'/>" * MAX_ELEMENTS + "</View>", "more than 20,000 tags"),
        ("<View>" + "é" * (MAX_BYTES // 2) + "</View>", "larger than 1 MB"),
        ("<View>\n\x00</View>", "null character"),
        ("<View>\n\ud800</View>", "half of a surrogate pair"),
        ("<View>\n<Text name='&#0;'/></View>", "malformed"),
    ],
)
def test_text_that_attacks_its_reader(xml: str, said: str) -> None:
    (problem,) = _problems(xml)
    assert said in problem


def test_blank_lines_before_the_declaration_count() -> None:
    parsed = parse('\ufeff\n\n<?xml version="1.0"\n encoding="latin1"?>\n<Chat/>')
    assert isinstance(parsed, Refusal)
    assert parsed.problems[0].line == 5


@given(st.text())
def test_any_text_ends_in_a_schema_or_a_refusal(xml: str) -> None:
    assert isinstance(parse(xml), Schema | Refusal)


_attributes = st.dictionaries(
    st.sampled_from(["name", "toName", "value", "alias", "choice", "required", "perRegion", "hint", "x"]),
    st.sampled_from(["a", "b", "$a", "$b", "true", "single", "multiple", "", " "]),
)


@st.composite
def _elements(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from([*TAGS, "Chat"]))
    attributes = "".join(f' {name}="{value}"' for name, value in draw(_attributes).items())
    inner = draw(st.lists(_elements(depth + 1), max_size=3)) if depth < 3 else []
    return f"<{tag}{attributes}>{''.join(inner)}</{tag}>"


@given(st.lists(_elements(), max_size=4))
def test_whatever_is_understood_holds_together(elements: list[str]) -> None:
    parsed = parse(f"<View>{''.join(elements)}</View>")
    if isinstance(parsed, Refusal):
        assert parsed.problems
        return
    objects = {shown.name: shown for shown in parsed.objects}
    names = [*objects, *(control.name for control in parsed.controls)]
    assert objects
    assert parsed.controls
    assert len(set(names)) == len(parsed.objects) + len(parsed.controls)
    for control in parsed.controls:
        assert all(objects[name].tag in TAGS[control.tag].objects for name in control.targets)
        assert len(control.targets) == TAGS[control.tag].targets
        assert bool(control.items or control.options_field) == bool(TAGS[control.tag].option)
    assert schema_from_json(parsed.as_json()) == parsed
