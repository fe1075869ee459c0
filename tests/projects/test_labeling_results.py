"""Results of every kind: which shapes of value pass, and how each problem is named."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.kit.errors import Problem
from assay.projects.rules.labeling import Schema, check_result, missing_required, parse
from assay.projects.rules.labeling.tags import RESULT_TYPES, TAGS

LABELS = '<Label value="One"/><Label value="Two" maxUsages="1"/>'
DRAWN = ("RectangleLabels", "PolygonLabels", "EllipseLabels", "KeyPointLabels", "BrushLabels")
BARE = ("Rectangle", "Polygon", "Ellipse", "KeyPoint", "Brush")

CONFIG = f"""<View>
  <Text name="text" value="$text"/> <Text name="other" value="$other"/>
  <HyperText name="html" value="$html"/> <Paragraphs name="talk" value="$talk"/>
  <Image name="image" value="$image"/> <Image name="pages" valueList="$pages"/>
  <Audio name="sound" value="$sound"/> <Video name="film" value="$film"/>
  <TimeSeries name="series" value="$series"><Channel column="a"/></TimeSeries> <List name="found" value="$found"/>
  <Labels name="spans" toName="text">{LABELS}</Labels>
  <HyperTextLabels name="marks" toName="html">{LABELS}</HyperTextLabels>
  <ParagraphLabels name="turns" toName="talk">{LABELS}</ParagraphLabels>
  <Labels name="sounds" toName="sound">{LABELS}</Labels>
  {"".join(f'<{tag} name="{tag.lower()}" toName="image">{LABELS}</{tag}>' for tag in DRAWN)}
  {"".join(f'<{tag} name="{tag.lower()}" toName="image"/>' for tag in BARE)}
  <Labels name="named" toName="image">{LABELS}</Labels>
  <VideoRectangle name="track" toName="film"/> <Labels name="tracked" toName="film">{LABELS}</Labels>
  <TimelineLabels name="phase" toName="film">{LABELS}</TimelineLabels>
  <TimeSeriesLabels name="stretch" toName="series">{LABELS}</TimeSeriesLabels>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="kind" toName="text" allowNested="true"><Choice value="Plant"><Choice value="Oak" alias="oak"/></Choice>
    <Choice value="Animal"/></Choices>
  <Choices name="page" toName="pages" perItem="true"><Choice value="Blank"/></Choices>
  <Taxonomy name="tree" toName="text" leafsOnly="true" maxUsages="2"><Choice value="Plant"><Choice value="Oak"/>
    <Choice value="Elm"/><Choice value="Ash"/></Choice></Taxonomy>
  <Rating name="stars" toName="text" maxRating="3"/> <Number name="age" toName="text" min="0" max="120"/>
  <DateTime name="when" toName="text"/> <DateTime name="hour" toName="text" only="time"/>
  <TextArea name="why" toName="text" maxSubmissions="2" skipDuplicates="true"/>
  <Pairwise name="better" toName="text,other"/> <Ranker name="rank" toName="found"/>
  <Ranker name="sorted" toName="found"><Bucket name="good"/><Bucket name="bad"/></Ranker>
  <Relations><Relation value="owns"/><Relation value="near"/></Relations>
</View>"""

DATA: dict[str, Any] = {
    "text": "Lena 😀",
    "other": "b",
    "html": "<p>Lena</p>",
    "talk": [{"author": "a", "text": "Hello"}, {"author": "b", "text": "Hi"}],
    "image": "/a.png",
    "pages": ["/1.png", "/2.png"],
    "sound": "/a.wav",
    "film": "/a.mp4",
    "series": "/a.csv",
    "found": [{"id": "x"}, {"id": "y"}, {"id": 3}],
}


def _schema(xml: str) -> Schema:
    parsed = parse(xml)
    assert isinstance(parsed, Schema), parsed
    return parsed


SCHEMA = _schema(CONFIG)
MASK = {"format": "rle", "rle": [0, 0, 7, 255]}
KEY = {"frame": 1, "x": 1, "y": 2, "width": 3, "height": 4, "rotation": 0, "enabled": True, "time": 0.04}

# A value that passes, by the control that gives it.
VALUES: dict[str, dict[str, Any]] = {
    "spans": {"start": 0, "end": 6, "text": "Lena 😀", "labels": ["One"]},
    "marks": {
        "start": "/p[1]/text()[1]",
        "end": "/p[1]/text()[1]",
        "startOffset": 0,
        "endOffset": 4,
        "globalOffsets": {"start": 0, "end": 4},
        "hypertextlabels": ["One"],
    },
    "turns": {"start": "0", "end": "1", "startOffset": 3, "endOffset": 1, "paragraphlabels": ["One"]},
    "sounds": {"start": 0.5, "end": 2, "channel": 0, "labels": ["One"]},
    "rectanglelabels": {"x": 1, "y": 2, "width": 3, "height": 4, "rotation": 0, "rectanglelabels": ["One"]},
    "polygonlabels": {"points": [[0, 0], [50, 0], [50, 50.5]], "closed": True, "polygonlabels": ["One"]},
    "ellipselabels": {"x": 50, "y": 50, "radiusX": 10, "radiusY": 5, "rotation": 30, "ellipselabels": ["One"]},
    "keypointlabels": {"x": 10, "y": 20, "width": 0.5, "keypointlabels": ["One"]},
    "brushlabels": {**MASK, "brushlabels": ["One"]},
    "rectangle": {"x": 1, "y": 2, "width": 3, "height": 4},
    "polygon": {"points": [[0, 0], [50, 0], [50, 50]]},
    "ellipse": {"x": 50, "y": 50, "radiusX": 10, "radiusY": 5},
    "keypoint": {"x": 10, "y": 20},
    "brush": MASK,
    "named": {"x": 1, "y": 2, "width": 3, "height": 4, "labels": ["One"]},
    "track": {"sequence": [KEY, {**KEY, "frame": 9, "enabled": False}], "framesCount": 50, "labels": ["One"]},
    "phase": {"ranges": [{"start": 1, "end": 1}], "timelinelabels": ["One"]},
    "stretch": {"start": 1592250751951.5, "end": 1592250751952, "instant": False, "timeserieslabels": ["One"]},
    "mood": {"choices": ["Good"]},
    "kind": {"choices": [["Plant", "oak"]]},
    "page": {"choices": ["Blank"]},
    "tree": {"taxonomy": [["Plant", "Oak"], ["Plant", "Elm"]]},
    "stars": {"rating": 3},
    "age": {"number": 12.5},
    "when": {"datetime": "2026-05-17T09:30"},
    "hour": {"datetime": "09:30"},
    "why": {"text": ["Because", "So"]},
    "better": {"selected": "left"},
    "rank": {"ranker": {"rank": ["y", "x", "3"]}},
    "sorted": {"ranker": {"good": ["x"], "bad": [], "_": ["y", 3]}},
}


def _entry(name: str, **more: Any) -> dict[str, Any]:
    control = SCHEMA.controls_by_name[name]
    head = {"id": f"id-{name}", "from_name": name, "to_name": control.to_name, "type": control.result_type}
    return {**head, "value": copy.deepcopy(VALUES[name]), **more}


def _with(name: str, **change: Any) -> dict[str, Any]:
    entry = _entry(name)
    for key, value in change.items():
        if value is DROP:
            del entry["value"][key]
        else:
            entry["value"][key] = value
    return entry


DROP = object()


def _fields(problems: list[Problem]) -> list[str]:
    assert all(problem.fix and problem.message for problem in problems)
    return [problem.field.removeprefix("result[0].") for problem in problems]


def _strict(*result: dict[str, Any]) -> list[str]:
    return _fields(check_result(SCHEMA, list(result), strict=True, data=DATA))


def test_every_kind_of_result_is_among_these_values() -> None:
    kinds = {SCHEMA.controls_by_name[name].result_type for name in VALUES}
    assert kinds == RESULT_TYPES - {"relation"}
    assert {control.tag for control in SCHEMA.controls} == {row.name for row in TAGS.values() if row.role == "control"}


@pytest.mark.parametrize("name", VALUES)
def test_what_a_control_gives_passes(name: str) -> None:
    for strict in (True, False):
        for data in (None, DATA):
            assert check_result(SCHEMA, [_entry(name)], strict=strict, data=data) == []
    assert _strict(*map(_entry, VALUES)) == []


@pytest.mark.parametrize("name", VALUES)
def test_a_value_of_another_form_is_refused_even_in_an_import(name: str) -> None:
    for value in ([], None, "One", {SCHEMA.controls_by_name[name].value_key: {"not": "this"}}):
        for strict in (True, False):
            assert check_result(SCHEMA, [_entry(name, value=value)], strict=strict)
    assert check_result(SCHEMA, [_entry(name, value={})], strict=True)


BROKEN = [
    (_with("spans", end=7), "value.end"),  # the text has six code points
    (_with("spans", start=3, end=2), "value.end"),
    (_with("marks", start=DROP), "value.start"),
    (_with("marks", endOffset=-1), "value.endOffset"),
    (_with("marks", startOffset=5), "value.endOffset"),
    (_with("marks", globalOffsets={"start": 4, "end": 1}), "value.globalOffsets.end"),
    (_with("marks", globalOffsets={"start": True, "end": 1}), "value.globalOffsets.start"),
    (_with("turns", end="2"), "value.end"),  # the dialogue has two utterances
    (_with("turns", start="one"), "value.start"),
    (_with("turns", start=1, end=1), "value.end"),
    (_with("turns", startOffset=None), "value.startOffset"),
    (_with("sounds", start=-0.1), "value.start"),
    (_with("sounds", end=0.1), "value.end"),
    (_with("sounds", channel="left"), "value.channel"),
    ({**_entry("sounds"), "original_length": 1}, "value.end"),
    (_with("polygonlabels", points=[[0, 0], [1, 1]]), "value.points"),
    (_with("polygonlabels", points=[[0, 0], [1, 1], [1, 101]]), "value.points[2]"),
    (_with("polygonlabels", points=[[0, 0], [1, 1], [1]]), "value.points[2]"),
    (_with("polygonlabels", closed="yes"), "value.closed"),
    (_with("ellipselabels", radiusX=-1), "value.radiusX"),
    (_with("ellipselabels", x=640), "value.x"),
    (_with("ellipselabels", rotation="30"), "value.rotation"),
    (_with("keypointlabels", y=-3), "value.y"),
    (_with("keypointlabels", width=-1), "value.width"),
    (_with("brushlabels", rle=[1, 256]), "value.rle"),
    (_with("brushlabels", rle=[True]), "value.rle"),
    (_with("brushlabels", rle=[]), "value.rle"),
    (_with("brushlabels", format="png"), "value.format"),
    (_with("rectanglelabels", x=math.nan), "value.x"),
    (_with("rectanglelabels", rectanglelabels=["Three"]), "value.rectanglelabels"),
    (_with("named", labels=["Three"]), "value.labels"),
    (_with("track", labels=["Three"]), "value.labels"),
    (_with("track", labels=["One", "Two"]), "value.labels"),
    (_with("track", sequence=[]), "value.sequence"),
    (_with("track", sequence=[{**KEY, "frame": 0}]), "value.sequence[0].frame"),
    (_with("track", sequence=[KEY, KEY]), "value.sequence[1].frame"),
    (_with("track", sequence=[{**KEY, "frame": 51}]), "value.sequence[0].frame"),
    (_with("track", sequence=[{**KEY, "x": 101}]), "value.sequence[0].x"),
    (_with("track", sequence=[{**KEY, "width": -1}]), "value.sequence[0].width"),
    (_with("track", sequence=[{**KEY, "enabled": 1}]), "value.sequence[0].enabled"),
    (_with("track", framesCount="many"), "value.framesCount"),
    (_with("phase", ranges=[{"start": 0, "end": 1}]), "value.ranges[0].start"),
    (_with("phase", ranges=[{"start": 1, "end": 2}, {"start": 3, "end": 2}]), "value.ranges[1].end"),
    (_with("stretch", end=1), "value.end"),
    (_with("stretch", instant="no"), "value.instant"),
    (_with("mood", choices=["Good", "Bad"]), "value.choices"),
    (_with("kind", choices=[["Plant", "Oak"]]), "value.choices"),  # its alias stands in results
    (_with("kind", choices=["oak"]), "value.choices"),
    (_with("kind", choices=[["Plant"], ["Animal"]]), "value.choices"),
    (_with("tree", taxonomy=[["Oak"]]), "value.taxonomy"),
    (_with("tree", taxonomy=[["Plant"]]), "value.taxonomy"),
    (_with("tree", taxonomy=["Plant"]), "value.taxonomy"),
    (_with("tree", taxonomy=[[]]), "value.taxonomy"),
    (_with("tree", taxonomy=[["Plant", "Oak"]] * 2), "value.taxonomy"),
    (_with("tree", taxonomy=[["Plant", word] for word in ("Oak", "Elm", "Ash")]), "value.taxonomy"),
    (_with("stars", rating=0), "value.rating"),
    (_with("stars", rating=4), "value.rating"),
    (_with("stars", rating=1.5), "value.rating"),
    (_with("age", number=-1), "value.number"),
    (_with("age", number=121), "value.number"),
    (_with("age", number="12"), "value.number"),
    (_with("when", datetime="tomorrow"), "value.datetime"),
    (_with("when", datetime=""), "value.datetime"),
    (_with("hour", datetime="noon"), "value.datetime"),
    (_with("why", text="Because"), "value.text"),
    (_with("why", text=[]), "value.text"),
    (_with("why", text=["a", "a"]), "value.text"),
    (_with("why", text=["a", "b", "c"]), "value.text"),
    (_with("better", selected="both"), "value.selected"),
    (_with("rank", ranker={"rank": ["x", "x"]}), "value.ranker.rank"),
    (_with("rank", ranker={"rank": ["z"]}), "value.ranker.rank"),
    (_with("rank", ranker={"best": ["x"]}), "value.ranker.best"),
    (_with("sorted", ranker={"good": ["x"], "bad": ["x"]}), "value.ranker.bad"),
    (_with("sorted", ranker={"good": "x"}), "value.ranker.good"),
    ({**_entry("page"), "item_index": 2}, "item_index"),
    ({**_entry("page"), "item_index": -1}, "item_index"),
    ({**_entry("page"), "item_index": "1"}, "item_index"),
    ({**_entry("better"), "to_name": "other"}, "to_name"),
]


@pytest.mark.parametrize(("entry", "field"), BROKEN)
def test_what_people_may_not_submit_is_named_by_its_path(entry: dict[str, Any], field: str) -> None:
    assert _strict(entry) == [field]


def test_an_import_may_say_things_that_a_person_may_not() -> None:
    loose = [
        _with("spans", end=7),
        _with("polygonlabels", points=[[0, 0], [1, 1]]),
        _with("stars", rating=0),
        _with("why", text="Because"),
        _with("track", sequence=[{**KEY, "frame": 0}]),
        {**_entry("marks"), "value": {"globalOffsets": {"start": 0, "end": 4}, "hypertextlabels": ["One"]}},
    ]
    assert check_result(SCHEMA, loose, strict=False, data=DATA) == []
    assert len(check_result(SCHEMA, loose, strict=True, data=DATA)) == len(loose)


@pytest.mark.parametrize("to_name", ["text,other", "better"])
def test_every_spelling_of_what_a_comparison_is_about_passes(to_name: str) -> None:
    assert _strict({**_entry("better"), "to_name": to_name}) == []


def test_a_question_about_each_page_is_answered_once_for_each() -> None:
    pages = [{**_entry("page"), "id": f"p{index}", "item_index": index} for index in (0, 1)]
    assert _strict(*pages) == []
    assert _strict(pages[0], {**pages[0], "id": "again"}) == ["result[1].from_name"]


def test_a_region_is_drawn_once_but_may_be_named_beside() -> None:
    drawn, named = ({**_entry(name), "id": "r"} for name in ("rectangle", "named"))
    assert _strict(drawn, named) == []
    assert _strict(drawn, {**_entry("ellipse"), "id": "r"}) == ["result[1].id"]


def test_a_label_is_used_as_often_as_it_may_be() -> None:
    boxes = [{**_with("rectanglelabels", rectanglelabels=["Two"]), "id": name} for name in "ab"]
    assert _strict(boxes[0]) == []
    assert _strict(*boxes) == ["result"]
    assert check_result(SCHEMA, boxes, strict=False) == []


def test_a_region_may_stay_without_a_label_where_the_configuration_says_so() -> None:
    def empty(attribute: str) -> list[str]:
        schema = _schema(
            f'<View><Image name="i" value="$i"/><RectangleLabels name="l" toName="i"{attribute}>'
            f"{LABELS}</RectangleLabels></View>"
        )
        value = {"x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": []}
        entry = {"id": "a", "from_name": "l", "to_name": "i", "type": "rectanglelabels", "value": value}
        return _fields(check_result(schema, [entry], strict=True))

    assert empty("") == ["value.rectanglelabels"]
    assert empty(' allowEmpty="true"') == []


LINK = {"type": "relation", "from_id": "id-spans", "to_id": "id-marks", "direction": "right", "labels": ["owns"]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"labels": []}, None),
        ({"direction": "bi"}, None),
        ({"from_id": "nobody"}, "from_id"),
        ({"to_id": None}, "to_id"),
        ({"direction": "up"}, "direction"),
        ({"labels": ["hates"]}, "labels"),
        ({"labels": ["owns", "near"]}, "labels"),
        ({"labels": "owns"}, "labels"),
    ],
)
def test_links(change: dict[str, Any], field: str | None) -> None:
    result = [{**LINK, **change}, _entry("spans"), _entry("marks")]
    assert _strict(*result) == ([] if field is None else [field])


def test_two_regions_are_linked_once() -> None:
    assert _strict(LINK, _entry("spans"), _entry("marks"), {**LINK, "labels": ["near"]}) == ["result[3].to_id"]


def test_links_need_no_labels_of_their_own_in_the_configuration() -> None:
    schema = _schema(f'<View><Text name="t" value="$t"/><Labels name="l" toName="t">{LABELS}</Labels></View>')
    spans = [
        {"id": name, "from_name": "l", "to_name": "t", "type": "labels", "value": VALUES["spans"]} for name in "ab"
    ]
    link = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left"}
    assert check_result(schema, [*spans, link], strict=True) == []
    assert _fields(check_result(schema, [*spans, {**link, "labels": ["owns"]}], strict=True)) == ["result[2].labels"]


DYNAMIC = _schema("""<View><Text name="t" value="$t"/>
  <Choices name="c" toName="t" value="$answers" required="true"><Choice value="Other"/></Choices>
  <Taxonomy name="tree" toName="t" value="$tree"/></View>""")
BROUGHT = {"t": "a", "answers": ["Yes", {"value": "No", "alias": "n"}], "tree": [{"value": "a", "children": ["b"]}]}


@pytest.mark.parametrize(
    ("chosen", "data", "passes"),
    [
        ("Yes", BROUGHT, True),
        ("n", BROUGHT, True),
        ("Other", BROUGHT, True),
        ("No", BROUGHT, False),
        ("Yes", {"t": "a"}, False),
        ("Yes", None, True),  # the item is not at hand
    ],
)
def test_answers_of_the_item_are_answers(chosen: str, data: dict[str, Any] | None, passes: bool) -> None:
    entry = {"from_name": "c", "to_name": "t", "type": "choices", "value": {"choices": [chosen]}}
    assert (check_result(DYNAMIC, [entry], strict=True, data=data) == []) is passes


def test_trees_of_the_item_are_trees() -> None:
    def problems(*ways: list[str]) -> list[str]:
        entry = {"from_name": "tree", "to_name": "t", "type": "taxonomy", "value": {"taxonomy": list(ways)}}
        return _fields(check_result(DYNAMIC, [entry], strict=True, data=BROUGHT))

    assert problems(["a"], ["a", "b"]) == []
    assert problems(["b"]) == ["value.taxonomy"]


ASKED = _schema(f"""<View><Text name="t" value="$t"/>
  <Choices name="c" toName="t"><Choice value="Yes" alias="y"/><Choice value="No"/></Choices>
  <Labels name="l" toName="t">{LABELS}</Labels>
  <View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="Yes">
    <TextArea name="why" toName="t" required="true"/></View>
  <Rating name="else" toName="t" required="true" visibleWhen="choice-unselected" whenTagName="c"/>
  <Number name="size" toName="t" required="true" perRegion="true" whenLabelValue="One"/>
  <Number name="selected" toName="t" required="true" visibleWhen="region-selected"/>
</View>""")


def _open(*result: dict[str, Any]) -> list[str]:
    return [problem.field for problem in missing_required(ASKED, result)]


def test_what_is_not_asked_is_not_required() -> None:
    def answer(name: str, value: dict[str, Any], identifier: str | None = None) -> dict[str, Any]:
        kind = ASKED.controls_by_name[name].result_type
        head = {"from_name": name, "to_name": "t", "type": kind, "value": value}
        return head if identifier is None else {"id": identifier, **head}

    yes, no = (answer("c", {"choices": [word]}) for word in ("y", "No"))
    assert _open() == ["else"]
    assert _open(no) == []
    assert _open(yes) == ["why"]
    assert _open(yes, answer("why", {"text": ["so"]})) == []
    assert _open(answer("else", {"rating": 1})) == []
    one, two = (answer("l", {"start": 0, "end": 1, "labels": [word]}, word) for word in ("One", "Two"))
    assert _open(no, one, two) == ["size"]
    assert _open(no, two) == []
    assert _open(no, one, answer("size", {"number": 0}, "One")) == []  # zero is an answer


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats() | st.sampled_from(["One", "Good", "left", "x", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["start", "end", "frame", "x", "y", "width", "height", "rank", "good"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(VALUES)), st.data(), st.booleans())
def test_no_value_breaks_a_check(name: str, data: st.DataObject, strict: bool) -> None:
    value = VALUES[name]
    broken = {**value, data.draw(st.sampled_from(sorted(value))): data.draw(_json)}
    result = [_entry(name, value=broken), {**LINK, "labels": data.draw(_json)}]
    check_result(SCHEMA, result, strict=strict, data=DATA)
    if not check_result(SCHEMA, result, strict=strict):
        missing_required(SCHEMA, result, DATA)
