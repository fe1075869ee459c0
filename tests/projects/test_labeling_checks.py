"""What a labeling configuration says about data, results and its own successor."""

import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.kit.errors import Problem
from assay.projects.rules.labeling import Schema, check_data, check_result, compare, missing_required, parse


def _schema(xml: str) -> Schema:
    parsed = parse(xml)
    assert isinstance(parsed, Schema), parsed
    return parsed


SCHEMA = _schema("""<View>
  <Text name="text" value="$text"/>
  <Image name="image" value="$image"/>
  <Choices name="mood" toName="text" required="true"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="topics" toName="text" choice="multiple"><Choice value="Sea"/><Choice value="Sky"/></Choices>
  <Labels name="spans" toName="text"><Label value="Person"/><Label value="Organisation" alias="ORG"/></Labels>
  <RectangleLabels name="boxes" toName="image"><Label value="Boat"/></RectangleLabels>
  <Choices name="state" toName="image" perRegion="true" required="true" requiredMessage="Moving or not?">
    <Choice value="Moving"/>
  </Choices>
</View>""")

MOOD: dict[str, Any] = {
    "id": "a",
    "from_name": "mood",
    "to_name": "text",
    "type": "choices",
    "value": {"choices": ["Good"]},
}
SPAN: dict[str, Any] = {
    "id": "b",
    "from_name": "spans",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 0, "end": 4, "text": "Anna", "labels": ["Person"]},
}
BOX: dict[str, Any] = {
    "id": "c",
    "from_name": "boxes",
    "to_name": "image",
    "type": "rectanglelabels",
    "original_width": 640,
    "original_height": 480,
    "value": {"x": 10, "y": 20.5, "width": 30, "height": 79.5, "rotation": 0, "rectanglelabels": ["Boat"]},
}
STATE: dict[str, Any] = {
    "id": "c",
    "from_name": "state",
    "to_name": "image",
    "type": "choices",
    "value": {"x": 10, "y": 20.5, "width": 30, "height": 79.5, "choices": ["Moving"]},
}
FOREIGN: dict[str, Any] = {
    "id": "d",
    "from_name": "brush",
    "to_name": "image",
    "type": "brushlabels",
    "value": {"rle": [1]},
}


def _with(entry: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of the entry in which the part at the path is another; DROP takes it away."""
    changed = copy.deepcopy(entry)
    *parents, last = path.split(".")
    inner = changed
    for key in parents:
        inner = inner[key]
    if value is DROP:
        del inner[last]
    else:
        inner[last] = value
    return changed


DROP = object()


def _fields(problems: list[Problem]) -> list[str]:
    assert all(problem.fix for problem in problems)
    return [problem.field for problem in problems]


@pytest.mark.parametrize("strict", [True, False])
def test_good_results_pass(strict: bool) -> None:
    assert check_result(SCHEMA, [], strict=strict) == []
    assert check_result(SCHEMA, [MOOD, SPAN, BOX, STATE], strict=strict) == []
    without_ids = [_with(entry, "id", DROP) for entry in (MOOD, SPAN, BOX)]
    assert check_result(SCHEMA, without_ids, strict=strict) == []
    turned = _with(_with(BOX, "value.rotation", 45), "value.x", -5)
    assert check_result(SCHEMA, [turned, _with(SPAN, "value.labels", ["ORG"])], strict=strict) == []


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ("text", "result[0]"),
        (None, "result[0]"),
        (_with(MOOD, "id", 7), "result[0].id"),
        (_with(MOOD, "id", ""), "result[0].id"),
        (_with(MOOD, "type", "labels"), "result[0].type"),
        (_with(MOOD, "type", DROP), "result[0].type"),
        (_with(MOOD, "to_name", "image"), "result[0].to_name"),
        (_with(MOOD, "value", DROP), "result[0].value"),
        (_with(MOOD, "value", ["Good"]), "result[0].value"),
        (_with(MOOD, "value.choices", "Good"), "result[0].value.choices"),
        (_with(MOOD, "value.choices", [1]), "result[0].value.choices"),
        (_with(MOOD, "value.choices", ["Fine"]), "result[0].value.choices"),
        (_with(MOOD, "value.choices", ["Good", "Good"]), "result[0].value.choices"),
        (_with(MOOD, "score", math.nan), "result[0].score"),
        (_with(MOOD, "meta", {"text": ["a\x00b"]}), "result[0].meta.text[0]"),
        (_with(MOOD, "meta", {"text": "\ud83d"}), "result[0].meta.text"),
        (_with(MOOD, "meta", 2**64), "result[0].meta"),
        (_with(SPAN, "value.labels", ["Organisation"]), "result[0].value.labels"),  # its alias stands in results
        (_with(SPAN, "value.start", DROP), "result[0].value.start"),
        (_with(SPAN, "value.start", -1), "result[0].value.start"),
        (_with(SPAN, "value.start", True), "result[0].value.start"),
        (_with(SPAN, "value.end", 4.0), "result[0].value.end"),
        (_with(SPAN, "value.start", 5), "result[0].value.end"),
        (_with(BOX, "value.x", "10"), "result[0].value.x"),
        (_with(BOX, "value.x", DROP), "result[0].value.x"),
        (_with(BOX, "value.width", math.inf), "result[0].value.width"),
        (_with(BOX, "value.width", -1), "result[0].value.width"),
        (_with(BOX, "value.width", 91), "result[0].value.x"),
        (_with(BOX, "value.y", -0.6), "result[0].value.y"),
        (_with(BOX, "value.rotation", None), "result[0].value.rotation"),
    ],
)
def test_a_malformed_entry_is_named_by_its_path(entry: object, field: str, strict: bool) -> None:
    assert _fields(check_result(SCHEMA, [entry], strict=strict)) == [field]


def test_imports_keep_what_the_configuration_does_not_know() -> None:
    odd = [FOREIGN, {"type": "relation", "from_id": "p", "to_id": "q"}, _with(MOOD, "type", "chatmessage")]
    assert check_result(SCHEMA, odd, strict=False) == []
    assert _fields(check_result(SCHEMA, odd, strict=True)) == [
        "result[0].from_name",
        "result[1].from_id",
        "result[2].type",
    ]


def test_what_was_there_before_survives_a_correction() -> None:
    assert check_result(SCHEMA, [FOREIGN, MOOD], strict=True, kept=[FOREIGN]) == []
    changed = _with(FOREIGN, "value", {"rle": [2]})
    assert _fields(check_result(SCHEMA, [changed], strict=True, kept=[FOREIGN])) == ["result[0].from_name"]


@pytest.mark.parametrize("strict", [True, False])
def test_what_cannot_be_right_survives_as_it_was_there(strict: bool) -> None:
    """Nor does it matter that browsers write 14 for 14.0, or that it says by now which prediction it comes from."""
    broken = _with(_with(MOOD, "value", {"choices": None, "at": [14.0]}), "id", "twice")
    again = {**_with(broken, "value", {"choices": None, "at": [14]}), "origin": "prediction", "meta": {"prediction": 7}}
    assert check_result(SCHEMA, [broken, again], strict=strict, kept=[broken]) == []
    assert check_result(SCHEMA, [_with(again, "value", {"choices": None, "at": [15]})], strict=strict, kept=[broken])


@pytest.mark.parametrize(
    ("result", "field"),
    [
        ([_with(MOOD, "value.choices", [])], "result[0].value.choices"),
        ([_with(MOOD, "value.choices", ["Good", "Bad"])], "result[0].value.choices"),
        ([MOOD, _with(MOOD, "id", "z")], "result[1].from_name"),
        ([_with(BOX, "value.rectanglelabels", DROP)], "result[0].value.rectanglelabels"),
    ],
)
def test_people_must_answer_as_asked_where_imports_may_differ(result: list[dict[str, Any]], field: str) -> None:
    assert _fields(check_result(SCHEMA, result, strict=True)) == [field]
    assert check_result(SCHEMA, result, strict=False) == []


def test_one_region_may_have_one_entry_for_each_control() -> None:
    assert check_result(SCHEMA, [BOX, STATE], strict=True) == []
    assert _fields(check_result(SCHEMA, [BOX, STATE, BOX], strict=False)) == ["result[2].id"]


def test_a_result_is_a_list_of_bounded_length_with_bounded_complaints() -> None:
    assert _fields(check_result(SCHEMA, {"id": 1}, strict=False)) == ["result"]
    assert _fields(check_result(SCHEMA, [MOOD] * 100_001, strict=False)) == ["result"]
    assert len(check_result(SCHEMA, [None] * 1000, strict=False)) == 20


def test_required_answers() -> None:
    (mood,) = missing_required(SCHEMA, [])
    assert (mood.field, mood.message, mood.fix) == ("mood", '"mood" needs an answer.', "Choose from: Good, Bad.")
    assert missing_required(SCHEMA, [_with(MOOD, "value.choices", [])]) == [mood]
    assert missing_required(SCHEMA, [MOOD]) == []
    # A question about each region is open as soon as one region lacks the answer.
    (state,) = missing_required(SCHEMA, [MOOD, BOX])
    assert (state.field, state.message) == ("state", "Moving or not?")
    assert missing_required(SCHEMA, [MOOD, BOX, STATE]) == []
    assert _fields(missing_required(SCHEMA, [MOOD, BOX, STATE, _with(BOX, "id", "e")])) == ["state"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], "data"),
        ({"image": "/a.png"}, "data.text"),
        ({"text": "a"}, "data.image"),
        ({"text": None, "image": "/a.png"}, "data.text"),
        ({"text": True, "image": "/a.png"}, "data.text"),
        ({"text": ["a"], "image": "/a.png"}, "data.text"),
        ({"text": "a", "image": " "}, "data.image"),
        ({"text": "a", "image": 5}, "data.image"),
        ({"text": "a\x00b", "image": "/a.png"}, "data.text"),
        ({"text": "a", "image": "/a.png", "more": {"list": [1, math.nan]}}, "data.more.list[1]"),
        ({"text": "a", "image": "/a.png", "\x00": 1}, "data"),
        ({"text": "a", "image": "/a.png", 7: 1}, "data"),
        ({"text": "a", "image": "/a.png", "more": object()}, "data.more"),
    ],
)
def test_data_that_does_not_fit(data: object, field: str) -> None:
    assert _fields(check_data(SCHEMA, data)) == [field]


def test_data_that_fits() -> None:
    assert check_data(SCHEMA, {"text": "", "image": "s3://bucket/a.png", "other": [None, {"deep": [1.5]}]}) == []
    assert check_data(SCHEMA, {"text": 12.5, "image": "/a.png"}) == []


EVERYTHING = _schema("""<View>
  <HyperText name="html" value="$html"/> <Paragraphs name="talk" value="$talk" textKey="says" audioUrl="$voice"/>
  <Image name="pages" valueList="$pages"/> <Audio name="sound" value="$sound"/> <Pdf name="paper" value="$paper"/>
  <Video name="film" value="$film" frameRate="$fps"/> <Table name="facts" value="$facts"/>
  <List name="found" value="$found"/>
  <TimeSeries name="csv" value="$csv"><Channel column="a"/></TimeSeries>
  <TimeSeries name="columns" value="$columns" valueType="json" timeColumn="t"><Channel column="a"/></TimeSeries>
  <Choices name="c" toName="html" value="$answers"/> <Labels name="l" toName="html" value="$labels"><Label value="a"/>
  </Labels> <Taxonomy name="tree" toName="html" value="$tree"/>
</View>""")
FITS: dict[str, Any] = {
    "html": "<p>a</p>",
    "talk": [{"who": "a", "says": "b"}],
    "pages": ["/1.png"],
    "sound": "/a.wav",
    "paper": "/a.pdf",
    "film": "/a.mp4",
    "fps": 29.97,
    "facts": {"Name": "Lena"},
    "found": [{"id": "a", "title": "First"}, {"id": "b"}],
    "csv": "/a.csv",
    "columns": {"t": [0, 1], "a": [4.5, None]},
    "answers": ["Yes", {"value": "No", "alias": "n"}],
    "tree": [{"value": "a", "children": ["b"]}],
}


def test_every_object_takes_what_it_shows() -> None:
    assert check_data(EVERYTHING, FITS) == []
    other = {"voice": "/v.mp3", "facts": [{"a": 1}], "labels": ["b"], "csv": "t,a\n0,1", "found": ["x"], "talk": []}
    assert check_data(EVERYTHING, {**FITS, **other}) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("html", 5, "is no HTML"),
        ("talk", [{"text": "b"}], 'is no list of utterances with "says"'),
        ("talk", "a: b", "is no list of utterances"),
        ("voice", 5, "is no address of a recording"),
        ("pages", "/1.png", "is no list of addresses"),
        ("pages", [], "is no list of addresses"),
        ("pages", ["/1.png", ""], "is no list of addresses"),
        ("sound", ["/a.wav"], "is no address of a recording"),
        ("paper", None, "is no address of a document"),
        ("film", "", "is no address of a video"),
        ("fps", "fast", "is no frame rate"),
        ("fps", 0, "is no frame rate"),
        ("facts", "Lena", "is neither an object nor a list of objects"),
        ("found", {"id": "a"}, "is no list of entries"),
        ("found", [{"id": 1}, {"id": "1"}], "has an id twice"),
        ("csv", {"a": [1]}, "is neither an address nor CSV"),
        ("columns", "/a.csv", "is no object of columns"),
        ("columns", {"t": [0, 1], "a": [1]}, "has columns of different lengths"),
        ("columns", {"t": [0], "b": [1]}, 'has no column "a"'),
        ("answers", "Yes", 'is no list, but "c" takes its answers from it'),
        ("labels", [5], 'is no answer for "l"'),
        ("answers", [{"value": "a", "children": ["b"]}], 'has answers below it, which "c" does not ask for'),
        ("tree", [{"value": "a", "children": [{"alias": "b"}]}], 'is no answer for "tree"'),
    ],
)
def test_data_of_the_wrong_kind(field: str, value: object, said: str) -> None:
    (problem,) = check_data(EVERYTHING, {**FITS, field: value})
    assert problem.field.startswith(f"data.{field}")
    assert said in problem.message
    assert problem.fix


def test_answers_that_an_item_lacks() -> None:
    (problem,) = check_data(EVERYTHING, {name: value for name, value in FITS.items() if name != "answers"})
    assert (problem.field, problem.tag) == ("data.answers", "Choices")


def test_data_nested_too_deep_is_refused_without_recursion() -> None:
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    (problem,) = check_data(SCHEMA, {"text": "a", "image": "/a.png", "deep": deep})
    assert "more than 100 deep" in problem.message


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SPAN, *BOX["value"]]), inner),
    max_leaves=20,
)


@given(_json, st.booleans())
def test_no_json_breaks_the_checks(value: object, strict: bool) -> None:
    check_data(SCHEMA, value)
    for entry in (MOOD, SPAN, BOX):
        check_result(SCHEMA, [{**entry, "value": value}, value], strict=strict)
        check_result(SCHEMA, [{**entry, "from_name": value}], strict=strict)
    check_result(SCHEMA, value, strict=strict)


def _compared(new: str, used: dict[str, dict[str, int]]) -> list[str]:
    old = _schema("""<View><Text name="text" value="$text"/>
<Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
<Labels name="spans" toName="text"><Label value="Person"/></Labels></View>""")
    return [problem.message for problem in compare(old, _schema(f"<View>{new}</View>"), used)]


TEXT = '<Text name="text" value="$text"/>'
SPANS = '<Labels name="spans" toName="text"><Label value="Person"/></Labels>'


@pytest.mark.parametrize(
    ("new", "used", "expected"),
    [
        (TEXT + SPANS, {}, []),
        (TEXT + SPANS, {"mood": {"Good": 0}}, []),
        (TEXT + SPANS, {"mood": {"Good": 2, "Bad": 1}}, ['"mood" was answered 3 times.']),
        (
            TEXT + '<Choices name="mood" toName="text"><Choice value="Good"/><Choice value="So so"/></Choices>',
            {"mood": {"Good": 2, "Bad": 1}},
            ['"Bad" of "mood" was given once.'],
        ),
        (
            TEXT
            + '<Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Awful" alias="Bad"/></Choices>',
            {"mood": {"Good": 2, "Bad": 1}},
            [],
        ),
        (
            TEXT + '<Labels name="mood" toName="text"><Label value="Good"/></Labels>',
            {"mood": {"Good": 1}},
            ['"mood" was answered once as <Choices>.'],
        ),
        (
            TEXT.replace('name="text"', 'name="body"') + SPANS.replace('toName="text"', 'toName="body"'),
            {"spans": {"Person": 1200}},
            ['"spans" was answered 1,200 times about "text".'],
        ),
        (
            '<Image name="text" value="$text"/><Choices name="mood" toName="text"><Choice value="Good"/></Choices>',
            {"mood": {"Good": 1}},
            ['"mood" was answered once about the <Text> named "text".'],
        ),
        (TEXT + SPANS, {"spans": {"Ship": 4}}, []),  # never an answer of the old configuration: nothing is taken away
    ],
)
def test_what_is_in_use_stays(new: str, used: dict[str, dict[str, int]], expected: list[str]) -> None:
    assert _compared(new, used) == expected


TREE = """<Taxonomy name="tree" toName="text"><Choice value="a"><Choice value="b"/></Choice></Taxonomy>"""
TRACKS = """<Video name="film" value="$film"/><VideoRectangle name="box" toName="film"/>
<Labels name="what" toName="film">%s</Labels>"""
LINKS = "<Relations>%s</Relations>"


@pytest.mark.parametrize(
    ("new", "used", "expected"),
    [
        ({}, {"tree": {'["a", "b"]': 2}, "stars": {"": 3}, "box": {"Car": 1}, "": {"owns": 1}}, []),
        ({"tree": TREE.replace('"b"', '"c"')}, {"tree": {'["a", "b"]': 2}}, ['"b" of "tree" was given 2 times.']),
        ({"tree": TREE.replace('"b"', '"c"')}, {"tree": {'["a"]': 2}}, []),
        ({"tree": ""}, {"tree": {'["a"]': 2}}, ['"tree" was answered 2 times.']),
        ({"stars": ""}, {"stars": {"": 3}}, ['"stars" was answered 3 times.']),
        ({"labels": '<Label value="Bus"/>'}, {"box": {"Car": 1}}, ['"Car" of "what" was given once.']),
        ({"labels": '<Label value="Bus"/>'}, {"box": {"": 1}}, []),
        ({"links": '<Relation value="near"/>'}, {"": {"owns": 1}}, ['The relation "owns" was given once.']),
        ({"links": '<Relation value="near"/>'}, {"": {"": 4}}, []),
    ],
)
def test_what_is_in_use_stays_for_every_kind(
    new: dict[str, str], used: dict[str, dict[str, int]], expected: list[str]
) -> None:
    def schema(**parts: str) -> Schema:
        tree, stars = parts.get("tree", TREE), parts.get("stars", '<Rating name="stars" toName="text"/>')
        labels, links = parts.get("labels", '<Label value="Car"/>'), parts.get("links", '<Relation value="owns"/>')
        return _schema(f"<View>{TEXT}{tree}{stars}{TRACKS % labels}{LINKS % links}</View>")

    assert [problem.message for problem in compare(schema(), schema(**new), used)] == expected


def test_answers_may_move_into_the_data_where_they_came_from_there_before() -> None:
    old, new = (
        _schema(f'<View>{TEXT}<Choices name="c" toName="text" value="$answers">{choice}</Choices></View>')
        for choice in ('<Choice value="a"/>', "")
    )
    assert compare(old, new, {"c": {"a": 3}}) == []
