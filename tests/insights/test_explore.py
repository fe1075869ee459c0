"""What a project holds, with its two denominators: an instance on many frames is one instance and many labels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.cast import Cast
from tests.world import World, build

from assay.annotations.rules.instances import instances_of
from assay.insights.explore.rules import stretch
from assay.kit.db import Connection

CONFIG = """<View><Video name="film" value="$video" frameRate="25"/>
  <VideoRectangle name="box" toName="film"/>
  <Labels name="kind" toName="film"><Label value="Car"/><Label value="Van"/></Labels>
  <Choices name="colour" toName="film" perRegion="true"><Choice value="Red"/><Choice value="Blue"/></Choices>
  <Choices name="weather" toName="film"><Choice value="Rain"/><Choice value="Sun"/></Choices>
</View>"""


def track(key: str, label: str, first: int, last: int, colour: str | None = None) -> list[dict[str, Any]]:
    """A track on the frames from first to last, with an answer about it."""
    box = {"x": 1, "y": 2, "width": 3, "height": 4, "rotation": 0, "time": 0}
    value = {
        "framesCount": 600,
        "duration": 24,
        "sequence": [{"frame": first, "enabled": True, **box}, {"frame": last, "enabled": False, **box}],
        "labels": [label],
    }
    place = {"id": key, "to_name": "film"}
    entries: list[dict[str, Any]] = [{**place, "from_name": "box", "type": "videorectangle", "value": value}]
    if colour is not None:
        entries.append({**place, "from_name": "colour", "type": "choices", "value": {"choices": [colour]}})
    return entries


WEATHER = {"id": "w", "from_name": "weather", "to_name": "film", "type": "choices", "value": {"choices": ["Rain"]}}


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    found = build(
        db,
        cast,
        data=[{"video": f"https://example.org/{name}.mp4"} for name in ("fly", "road")],
        config=CONFIG,
        preset="manual_qa",
    )
    found.submit(
        cast.ann1,
        found.task_ids[0],
        [*track("a", "Car", 1, 500, "Red"), *track("b", "Car", 10, 19, "Blue"), WEATHER],
    )
    found.submit(cast.ann1, found.task_ids[1], [*track("c", "Van", 5, 6), *track("d", "Car", 1, 2, "Red")])
    return found


def ask(w: World, path: str = "", person: Any = None, status: int = 200, **params: Any) -> Any:
    answer = (person or w.cast.manager).client.get(f"/api/projects/{w.project_id}/explore/{path}", params=params)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_track_of_500_frames_is_one_instance_and_500_labels(w: World) -> None:
    found = ask(w)
    assert (found["instances"], found["labels"]) == (5, 500 + 10 + 1 + 2 + 2)
    assert (found["objects"], found["classifications"]) == (4, 1)
    assert [(row["class_name"], row["control"], row["instances"], row["labels"]) for row in found["classes"]] == [
        ("Car", "box", 3, 512),
        ("Van", "box", 1, 2),
        ("weather", "weather", 1, 1),
    ]


def test_one_item_by_itself(w: World) -> None:
    found = ask(w, task=w.task_ids[1])
    assert [(row["class_name"], row["instances"]) for row in found["classes"]] == [("Car", 1), ("Van", 1)]
    assert ask(w, task=10**9, status=404)["code"] == "not_found"


def test_a_class_is_spread_over_items_and_has_answers(w: World) -> None:
    found = ask(w, "class/", control="box", class_name="Car")
    assert (found["instances"], found["labels"]) == (3, 512)
    assert [(row["title"], row["instances"], row["labels"]) for row in found["files"]] == [
        ("fly.mp4", 2, 510),
        ("road.mp4", 1, 2),
    ]
    assert found["rest"] == {"files": 0, "instances": 0, "labels": 0}
    assert found["attributes"] == [
        {
            "control": "colour",
            "values": [
                {"value": "Red", "instances": 2, "labels": 502},
                {"value": "Blue", "instances": 1, "labels": 10},
            ],
        }
    ]
    assert found["places"] == [], "places are those on one item"


def test_the_answers_of_a_question_about_the_whole_item(w: World) -> None:
    found = ask(w, "class/", control="weather", class_name="weather")
    assert found["attributes"] == [{"control": "weather", "values": [{"value": "Rain", "instances": 1, "labels": 1}]}]


def test_on_one_item_the_frames_of_each_instance(w: World) -> None:
    found = ask(w, "class/", control="box", class_name="Car", task=w.task_ids[0])
    assert [(place["key"], [(r["first"], r["last"]) for r in place["ranges"]]) for place in found["places"]] == [
        ("a", [(1, 500)]),
        ("b", [(10, 19)]),
    ]


def test_frames_as_seconds() -> None:
    assert stretch(51, 51, 25) == {"first": 51, "last": 51, "start": 2.0, "end": 2.04}
    assert stretch(1, 25, None) == {"first": 1, "last": 25, "start": None, "end": None}


def test_what_was_deleted_or_removed_is_not_counted(w: World) -> None:
    first = w.task(w.task_ids[0])["annotations"][0]
    body = {"result": track("a", "Van", 1, 4), "revision": first["revision"]}
    changed = w.cast.manager.client.patch(f"/api/annotations/{first['id']}/", json=body)
    assert changed.status_code == 200, changed.text
    assert [(row["class_name"], row["instances"], row["labels"]) for row in ask(w)["classes"]] == [
        ("Van", 2, 6),
        ("Car", 1, 2),
    ]


def test_labels_that_came_with_a_copy_are_there_before_anybody_hands_them_in(w: World) -> None:
    """MQA 79: a queued task may hold labels, and what the project holds is shown; handed in they count once."""
    wish = {"labels": {"states": ["approved", "pending", "not_selected"]}, "datasets": "clone"}
    copy = w.cast.owner.client.post(f"/api/projects/{w.project_id}/copy/", json=wish).json()
    w.cast.owner.client.patch(f"/api/projects/{copy['project']}/", json={"is_published": True})
    made = replace(w, project_id=copy["project"])

    whole = ask(w)
    assert whole["instances"] == 5
    assert ask(made) == whole
    cars = {"control": "box", "class_name": "Car"}
    assert ask(made, "class/", **cars)["attributes"] == ask(w, "class/", **cars)["attributes"] != []
    rows = w.cast.owner.client.get("/api/tasks/", params={"project": made.project_id}).json()["tasks"]
    first, second = sorted(row["id"] for row in rows)
    assert [item["task"] for item in ask(made, "items/")] == [first, second]
    places = ask(made, "class/", task=first, **cars)["places"]
    assert [(place["key"], place["annotation"], place["frames"]) for place in places] == [
        ("a", None, 500),
        ("b", None, 10),
    ]
    handed_in = made.submit(w.cast.ann2, first, [*track("a", "Car", 1, 500, "Red"), *track("b", "Car", 10, 19, "Blue")])
    assert handed_in.status_code == 201, handed_in.text
    after = ask(made)
    assert (after["instances"], after["classifications"]) == (4, 0), "what was handed in takes the place of what came"
    places = ask(made, "class/", task=first, **cars)["places"]
    assert {place["annotation"] for place in places} == {handed_in.json()["id"]}


def test_items_are_found_by_a_part_of_their_title(w: World) -> None:
    assert [row["title"] for row in ask(w, "items/", search="FL")] == ["fly.mp4"]
    assert len(ask(w, "items/")) == 2


def test_who_may_not_look(w: World) -> None:
    for path, params in (("", {}), ("class/", {"control": "box"}), ("items/", {})):
        ask(w, path, person=w.cast.ann1, status=403, **params)
        ask(w, path, person=w.cast.outsider, status=404, **params)


def test_attributes_are_words() -> None:
    place = {"id": "r", "to_name": "t"}
    found = instances_of(
        [
            {**place, "from_name": "box", "type": "rectanglelabels", "value": {"rectanglelabels": ["Car"]}},
            {**place, "from_name": "tree", "type": "taxonomy", "value": {"taxonomy": [["A", "B"], ["C"]]}},
            {**place, "from_name": "stars", "type": "rating", "value": {"rating": 4}},
            {**place, "from_name": "size", "type": "number", "value": {"number": 2.5}},
            {**place, "from_name": "note", "type": "textarea", "value": {"text": ["free"]}},
        ]
    )
    assert dict(found[0].attributes) == {"size": ("2.5",), "stars": ("4",), "tree": ("A / B", "C")}
