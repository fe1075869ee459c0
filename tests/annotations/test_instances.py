"""Which instances an annotation has, and how they are recognised in its next revision."""

import copy
import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.annotations.rules.instances import Instance, Kind, changes, instances_of

Entry = dict[str, Any]

TRACKS = Path(__file__).parents[1] / "fixtures" / "tracks" / "lifespans.json"


def _box(identifier: str | None = "r1", label: str | None = "Boat", **value: Any) -> Entry:
    shape = {"x": 1.5, "y": 2, "width": 3, "height": 4, "rotation": 0, **value}
    labels = {} if label is None else {"rectanglelabels": [label]}
    entry: Entry = {
        "from_name": "boxes",
        "to_name": "image",
        "type": "rectanglelabels",
        "value": {**shape, **labels},
        "origin": "manual",
    }
    return entry if identifier is None else {"id": identifier, **entry}


def _choice(name: str, *chosen: str, identifier: str = "x") -> Entry:
    return {
        "id": identifier,
        "from_name": name,
        "to_name": "image",
        "type": "choices",
        "value": {"choices": list(chosen)},
    }


def _only(result: list[Entry]) -> Instance:
    (instance,) = instances_of(result)
    return instance


def test_a_region_is_one_instance_whatever_is_said_about_it() -> None:
    found = _only([_choice("state", "Moving", identifier="r1"), _box(), _choice("flag", "Red", identifier="r1")])
    assert (found.key, found.class_name, found.kind, found.from_name, found.frames) == (
        "r1",
        "Boat",
        Kind.OBJECT,
        "boxes",
        1,
    )


def test_what_a_region_was_taken_from_is_no_content_and_what_was_noted_is() -> None:
    plain = _only([_box()]).fingerprint
    taken = _box() | {"origin": "prediction", "score": 0.8, "meta": {"prediction": 7, "model_version": "yolo"}}
    assert _only([taken]).fingerprint == plain
    assert _only([taken | {"meta": {"prediction": 7, "text": ["blurred"]}}]).fingerprint != plain


def test_an_answer_about_the_item_is_known_by_its_control() -> None:
    found = _only([_choice("mood", "Good", identifier="a")])
    assert (found.key, found.class_name, found.kind) == ("choices:mood", "mood", Kind.CLASSIFICATION)
    again = _only([_choice("mood", "Good", identifier="b")])
    assert again == found
    assert _only([_choice("mood", "Bad")]).fingerprint != found.fingerprint


@pytest.mark.parametrize(
    ("entry", "class_name"),
    [
        (_box(label=None), ""),
        (_box(rectanglelabels=["First", "Second"], label=None), "First"),
        ({"id": "r", "type": "labels", "value": {"start": 0, "end": 1, "labels": ["Person"]}}, "Person"),
        ({"id": "r", "type": "videorectangle", "value": {"labels": ["Car"], "sequence": []}}, "Car"),
        ({"id": "r", "type": "from-the-future", "value": "opaque"}, ""),
        ({"id": "r", "type": "from-the-future"}, ""),
        ({"type": "relation", "from_id": "a", "to_id": "b", "labels": ["owns"]}, "owns"),
    ],
)
def test_the_class_is_the_first_label(entry: Entry, class_name: str) -> None:
    assert _only([entry]).class_name == class_name


def test_a_label_in_an_entry_of_its_own_names_the_region() -> None:
    shape = {"id": "r", "from_name": "rect", "type": "rectangle", "value": {"x": 1}}
    label = {"id": "r", "from_name": "label", "type": "labels", "value": {"x": 1, "labels": ["Car"]}}
    assert _only([shape, label]).class_name == "Car"


@pytest.mark.parametrize(
    ("sequence", "total", "frames"),
    [
        ([{"frame": 1, "enabled": True}, {"frame": 10, "enabled": False}], 50, 10),  # shown on 1 to 10
        ([{"frame": 5, "enabled": True}], 50, 46),  # on 5 to 50
        ([{"frame": 7, "enabled": False}, {"frame": 3}, {"frame": 20}], 20, 6),  # on 3 to 7 and on 20
        ([{"frame": 5, "enabled": False}], 50, 1),
        ([{"frame": 5.0}, {"frame": 7.5}, {"frame": True}], 9.0, 5),  # on 5 to 9
        ([{"frame": "x"}, "y", {"frame": -4}], None, 1),
        ([{"frame": 1}], 10**30, 10_000_000),
    ],
)
def test_a_track_counts_the_frames_that_show_it(sequence: list[Any], total: int | None, frames: int) -> None:
    track = {"id": "t", "type": "videorectangle", "value": {"sequence": sequence, "framesCount": total}}
    assert _only([track]).frames == frames


@pytest.mark.parametrize("case", orjson.loads(TRACKS.read_bytes()), ids=lambda case: case["promise"])
def test_tracks_are_counted_as_on_the_page(case: dict[str, Any]) -> None:
    value = {"sequence": case["sequence"], "framesCount": case["framesCount"]}
    shown = sum(end - start + 1 for start, end in case["spans"])
    assert _only([{"id": "t", "type": "videorectangle", "value": value}]).frames == shown


@pytest.mark.parametrize(
    ("ranges", "frames"),
    [
        ([{"start": 3, "end": 5}], 3),
        ([{"start": 7, "end": 7}], 1),
        ([{"start": 1, "end": 4}, {"start": 3, "end": 6}, {"start": 10, "end": 10}], 7),  # no frame counts twice
        ([{"start": 5, "end": 2}, "x", {"end": 4}], 1),
    ],
)
def test_a_stretch_of_a_timeline_counts_the_frames_it_covers(ranges: list[Any], frames: int) -> None:
    stretch = {"id": "s", "type": "timelinelabels", "value": {"ranges": ranges, "timelinelabels": ["Walking"]}}
    found = _only([stretch])
    assert (found.frames, found.class_name, found.kind) == (frames, "Walking", Kind.OBJECT)


def test_each_page_of_a_list_has_an_answer_of_its_own() -> None:
    pages = [{**_choice("page", "Blank", identifier=f"p{index}"), "item_index": index} for index in (0, 1)]
    found = instances_of(pages)
    assert [(each.key, each.class_name) for each in found] == [("choices:page#0", "page"), ("choices:page#1", "page")]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("taxonomy", {"taxonomy": [["a", "b"]]}),
        ("rating", {"rating": 4}),
        ("number", {"number": 4}),
        ("datetime", {"datetime": "2026-05-17"}),
        ("textarea", {"text": ["a"]}),
        ("pairwise", {"selected": "left"}),
        ("ranker", {"ranker": {"rank": ["a"]}}),
    ],
)
def test_every_answer_is_known_by_its_control(kind: str, value: dict[str, Any]) -> None:
    found = _only([{"id": "x", "from_name": "q", "to_name": "t", "type": kind, "value": value}])
    assert (found.key, found.class_name, found.kind, found.frames) == (f"{kind}:q", "q", Kind.CLASSIFICATION, 1)


def test_relations_and_regions_without_an_id_are_instances_too() -> None:
    relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"}
    found = instances_of([relation, _box(None), _box(None, x=9)])
    assert [instance.kind for instance in found] == [Kind.RELATION, Kind.OBJECT, Kind.OBJECT]
    assert found[0].key == "relation:a:b"
    assert len({instance.key for instance in found}) == 3


@pytest.mark.parametrize("identifier", [7, 7.5, True, ["a"], {"a": 1}])
def test_an_id_that_is_no_text_is_none(identifier: Any) -> None:
    broken = {**_box(), "id": identifier}
    assert _only([broken]).key == _only([_box(None)]).key


def test_an_id_cannot_pose_as_an_answer() -> None:
    found = instances_of([_box("choices:mood"), _choice("mood", "Good")])
    assert [instance.key for instance in found] == ["choices:mood", "choices:mood'"]


@pytest.mark.parametrize(
    "changed",
    [
        {**_box(), "origin": "prediction"},
        {**_box(), "score": 0.7, "hidden": True},
        _box(x=1.5 + 1e-12),
        _box(y=2.0),
        dict(reversed(_box().items())),
    ],
)
def test_what_does_not_count_as_a_change(changed: Entry) -> None:
    assert _only([changed]).fingerprint == _only([_box()]).fingerprint


@pytest.mark.parametrize("changed", [_box(x=1.50001), _box(label="Buoy"), {**_box(), "meta": {"text": ["blurred"]}}])
def test_what_counts_as_a_change(changed: Entry) -> None:
    assert _only([changed]).fingerprint != _only([_box()]).fingerprint


def test_the_order_in_which_choices_were_ticked_says_nothing_but_the_first_label_does() -> None:
    assert instances_of([_choice("topics", "Sea", "Sky")]) == instances_of([_choice("topics", "Sky", "Sea")])
    one, other = (_box(label=None, rectanglelabels=labels) for labels in (["a", "b"], ["b", "a"]))
    assert instances_of([one]) != instances_of([other])


def test_a_fingerprint_is_the_same_until_a_migration_makes_all_anew() -> None:
    assert _only([_box()]).fingerprint == "71b3f68347d541254381580b7bf12f14"


def test_changes_between_two_revisions() -> None:
    old = instances_of([_box("a"), _box("b"), _box("c"), _choice("mood", "Good")])
    new = instances_of([_box("b", x=7), _box("c"), _box("d"), _choice("mood", "Good", identifier="new")])
    told = changes(old, new)
    assert (told.added, told.removed, told.changed, told.same) == ({"d"}, {"a"}, {"b"}, {"c", "choices:mood"})


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e6, 1e6) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
_entries = st.fixed_dictionaries(
    {"type": st.sampled_from(["choices", "rectanglelabels", "labels", "rating", "relation", "odd"])},
    optional={
        "id": st.sampled_from(["a", "b", "c", "choices:n", "relation:None:None"]),
        "from_name": st.sampled_from(["n", "m"]),
        "value": _values,
    },
)
_results = st.lists(_entries, max_size=8)


@given(_results)
def test_keys_are_unique_and_every_entry_belongs_somewhere(result: list[Entry]) -> None:
    before = copy.deepcopy(result)
    found = instances_of(result)
    assert result == before
    assert len({instance.key for instance in found}) == len(found) <= len(result)
    assert bool(found) == bool(result)


@given(_results)
def test_a_round_trip_through_json_changes_nothing(result: list[Entry]) -> None:
    assert instances_of(json.loads(json.dumps(result))) == instances_of(result)


@given(_results, st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_no_fingerprint(result: list[Entry], random: Any) -> None:
    shuffled = random.sample(result, len(result))
    assert sorted(each.fingerprint for each in instances_of(shuffled)) == sorted(
        each.fingerprint for each in instances_of(result)
    )


@given(_results, _results)
def test_changes_split_the_keys(one: list[Entry], other: list[Entry]) -> None:
    old, new = instances_of(one), instances_of(other)
    told = changes(old, new)
    parts = [told.added, told.removed, told.changed, told.same]
    assert sum(map(len, parts)) == len(frozenset().union(*parts))
    assert told.added | told.changed | told.same == {each.key for each in new}
    assert told.removed | told.changed | told.same == {each.key for each in old}
    back = changes(new, old)
    assert (back.added, back.removed, back.changed, back.same) == (told.removed, told.added, told.changed, told.same)
    assert changes(old, old).same == {each.key for each in old}
