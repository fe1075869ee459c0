"""What models propose: taken as suggestions, found by drawing over them, and told apart in what is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection
from assay.projects.templates.samples import FILM

Entry = dict[str, Any]

PICTURE = "/static/samples/crossing-01.png"
RECORDING = "/static/samples/ticket-counter.mp3"
TEXT = "Lena lives in Leiden since May."

BOXES = """<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="thing" toName="photo"><Label value="Car"/><Label value="Person"/></RectangleLabels>
</View>"""
SPANS = """<View>
  <Labels name="thing" toName="letter"><Label value="Car"/><Label value="Person"/></Labels>
  <Text name="letter" value="$text"/>
</View>"""
SOUND = """<View>
  <Labels name="thing" toName="talk"><Label value="Car"/><Label value="Person"/></Labels>
  <Audio name="talk" value="$audio"/>
</View>"""
TRACKS = """<View>
  <Video name="film" value="$video"/>
  <VideoRectangle name="box" toName="film"/>
  <Labels name="thing" toName="film"><Label value="Car"/><Label value="Person"/></Labels>
</View>"""


def box(key: str, x: float, y: float, score: float, label: str = "Car") -> Entry:
    value = {"x": x, "y": y, "width": 10, "height": 10, "rotation": 0, "rectanglelabels": [label]}
    return {
        "id": key,
        "from_name": "thing",
        "to_name": "photo",
        "type": "rectanglelabels",
        "value": value,
        "score": score,
    }


def word(key: str, start: int, end: int, score: float) -> Entry:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": ["Person"]}
    return {"id": key, "from_name": "thing", "to_name": "letter", "type": "labels", "value": value, "score": score}


def stretch(key: str, start: float, end: float, score: float) -> Entry:
    value = {"start": start, "end": end, "channel": 0, "labels": ["Person"]}
    return {"id": key, "from_name": "thing", "to_name": "talk", "type": "labels", "value": value, "score": score}


def track(key: str, x: float, frame: int, score: float) -> Entry:
    place = {"x": x, "y": 20, "width": 20, "height": 30, "rotation": 0, "enabled": True}
    value = {
        "framesCount": 240,
        "duration": 9.6,
        "sequence": [{**place, "frame": frame, "time": frame / 25}],
        "labels": ["Car"],
    }
    return {"id": key, "from_name": "box", "to_name": "film", "type": "videorectangle", "value": value, "score": score}


def over(target: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws from one place of something to another; in percent of it. Equal places are a click."""
    shown = target.bounding_box()
    assert shown is not None
    mouse = target.page.mouse
    for step, (x, y) in enumerate((start, end)):
        mouse.move(shown["x"] + x / 100 * shown["width"], shown["y"] + y / 100 * shown["height"], steps=5)
        (mouse.up if step else mouse.down)()


def click(target: Locator, at: tuple[float, float]) -> None:
    over(target, at, at)


def select_text(page: Page, start: str, end: str) -> None:
    """Drags from the middle of one word to that of another."""
    text = page.get_by_role("article").get_by_text(TEXT)
    places = text.evaluate(
        """(element, words) => words.map((word) => {
             const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
             for (let node = walker.nextNode(); node; node = walker.nextNode()) {
               const at = node.data.indexOf(word);
               if (at < 0) continue;
               const range = document.createRange();
               range.setStart(node, at);
               range.setEnd(node, at + word.length);
               const { height, left, top, width } = range.getBoundingClientRect();
               return [left + width / 2, top + height / 2];
             }
             return [0, 0];
           })""",
        [start, end],
    )
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=6)
    page.mouse.up()


def offered(page: Page) -> Locator:
    """The suggestions in the list of instances."""
    return page.get_by_role("listbox", name="Instances").get_by_role("option", name=re.compile("suggestion"))


def taken(db: Connection, w: Any) -> list[tuple[str, str, float, int, str]]:
    (record,) = records(db, w.project_id)
    return [
        (entry["id"], entry["origin"], entry["score"], entry["meta"]["prediction"], entry["meta"]["model_version"])
        for entry in record.result
    ]


def predicted(
    db: Connection, cast: Any, config: str, data: dict[str, str], result: list[Entry], **settings: Any
) -> Any:
    """A project with one item, and the id of what a model said about it."""
    w = world.build(db, cast, data=[data], config=config, **settings)
    body = {"task": w.task_ids[0], "result": result, "score": 0.9, "model_version": "seer-2"}
    answer = cast.manager.client.post("/api/predictions/", json=body)
    assert answer.status_code == 201, answer.text
    return w, answer.json()["id"]


def hand_in(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Nothing left to label")).to_be_visible()


def test_a_prediction_is_shown_as_suggestions_and_its_regions_say_so(visit: Visit, cast: Any, db: Connection) -> None:
    result = [box("near", 10, 10, 0.83), box("far", 60, 60, 0.4, "Person"), box("odd", 40, 10, 0.2)]
    w, prediction = predicted(db, cast, BOXES, {"image": PICTURE}, result)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    instances = page.get_by_role("listbox", name="Instances")
    expect(instances.get_by_role("option")).to_have_count(3)

    page.get_by_role("button", name="Begin with").click()
    page.get_by_role("menuitem", name="seer-2, score 0.90").nth(1).click()
    expect(page.get_by_text("is shown as suggestions: take what is right.")).to_be_visible()
    expect(offered(page)).to_have_count(3)

    page.get_by_role("slider", name="Score from").fill("30")
    expect(offered(page)).to_have_count(2)
    page.keyboard.press("y")
    expect(offered(page)).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(offered(page)).to_have_count(2)
    picture = page.locator(".ed-picture")
    click(picture, (65, 65))
    expect(offered(page)).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(offered(page)).to_have_count(2)
    page.keyboard.press("Control+Shift+Y")
    expect(offered(page)).to_have_count(0)

    instances.get_by_role("option", name=re.compile("^Car 1")).click()
    expect(page.get_by_text("From seer-2, score 0.83")).to_be_visible()
    expect(page.get_by_text("Taken as it is, not handed in yet")).to_be_visible()
    over(picture, (15, 15), (25, 35))
    expect(page.get_by_text("Taken, then changed, not handed in yet")).to_be_visible()
    page.get_by_role("button", name="Arrange the list").click()
    page.get_by_role("menuitemradio", name="Group by origin").click()
    for head in ("Suggested by a model, 1", "Suggested, then changed, 1"):
        expect(page.get_by_role("treeitem", name=head)).to_be_visible()
    hand_in(page)
    assert sorted(taken(db, w)) == [
        ("far", "prediction", 0.4, prediction, "seer-2"),
        ("near", "prediction-changed", 0.83, prediction, "seer-2"),
    ]

    (record,) = records(db, w.project_id)
    fixed = [{**entry, "value": {**entry["value"], "y": 30}} for entry in record.result]
    w.review(cast.rev1, record.id, True, result=fixed)
    page.goto(page.url.replace("/label", f"/tasks/{w.task_ids[0]}"))
    page.get_by_role("treeitem", name=re.compile("^Car 1")).click()
    expect(page.get_by_text(re.compile(r"Taken by you at \d\d:\d\d"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Changed by .+ at \d\d:\d\d"))).to_be_visible()


def on_picture(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    picture = page.locator(".ed-picture")
    return lambda: over(picture, (55, 55), (80, 80)), lambda: click(picture, (65, 65))


def on_text(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    mark = page.locator(".ed-mark[data-role=suggestion]")
    return lambda: select_text(page, "lives", "since"), lambda: mark.last.click()


def on_sound(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    stage = page.get_by_role("region", name="talk, ")
    expect(page.get_by_text("0:17").first).to_be_visible()
    return lambda: over(stage, (55, 40), (80, 40)), lambda: click(stage, (65, 40))


def on_film(page: Page) -> tuple[Callable[[], None], Callable[[], None]]:
    expect(page.get_by_role("slider", name="Place in the video")).to_have_attribute("aria-valuemax", "240")
    film = page.locator("video")
    return lambda: over(film, (55, 10), (90, 60)), lambda: click(film, (70, 30))


WAITING = [
    (BOXES, {"image": PICTURE}, [box("far", 10, 10, 0.9), box("near", 60, 60, 0.8)], on_picture),
    (SPANS, {"text": TEXT}, [word("far", 0, 4, 0.9), word("near", 14, 20, 0.8)], on_text),
    (SOUND, {"audio": RECORDING}, [stretch("far", 1, 3, 0.9), stretch("near", 10, 12, 0.8)], on_sound),
    (
        TRACKS,
        {"video": FILM},
        [track("far", 10, 1, 0.9), track("near", 60, 1, 0.8), track("late", 60, 9, 0.9)],
        on_film,
    ),
]


@pytest.mark.parametrize(("config", "data", "result", "hands"), WAITING, ids=["picture", "text", "sound", "film"])
def test_predictions_that_wait_are_found_by_drawing_over_them(
    visit: Visit, cast: Any, db: Connection, config: str, data: Any, result: list[Entry], hands: Any
) -> None:
    w, prediction = predicted(db, cast, config, data, result, reveal_preannotations_interactively=True)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_text("shows itself where you draw over it")).to_be_visible()
    expect(page.get_by_text("Draw over what you look for")).to_be_visible()
    expect(page.get_by_label("Reveal on drawing")).to_have_count(0)
    draw, take = hands(page)
    page.get_by_role("button", name=re.compile("draw over", re.I)).first.click()
    draw()
    expect(page.get_by_text("1 revealed")).to_be_visible()
    expect(offered(page)).to_have_count(1)
    take()
    expect(offered(page)).to_have_count(0)
    hand_in(page)
    assert taken(db, w) == [("near", "prediction", 0.8, prediction, "seer-2")]
