"""A film from the first box to what is handed in: a track with key frames that ends, and a stretch of the timeline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection
from assay.projects.templates.samples import FILM

FRAMES = 240
CONFIG = """<View>
  <Video name="film" value="$video"/>
  <VideoRectangle name="box" toName="film"/>
  <Labels name="thing" toName="film"><Label value="Car"/><Label value="Person"/></Labels>
  <TimelineLabels name="state" toName="film"><Label value="Busy"/></TimelineLabels>
</View>"""


def go_to(page: Page, frame: int) -> None:
    """Goes to a frame by its number, and waits until it is shown."""
    page.keyboard.press("Alt+g")
    page.keyboard.type(f"{frame}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("slider", name="Place in the video")).to_have_attribute("aria-valuenow", f"{frame}")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Presses the mouse at one place of the picture and lets it go at another; in percent of it."""
    shown = page.locator("video").bounding_box()
    assert shown is not None
    for step, (x, y) in enumerate((start, end)):
        page.mouse.move(shown["x"] + x / 100 * shown["width"], shown["y"] + y / 100 * shown["height"], steps=6)
        (page.mouse.up if step else page.mouse.down)()


def row(page: Page, name: str) -> Any:
    """A row of the timeline by what it says."""
    return page.get_by_role("region", name="Timeline").get_by_role("button", name=name)


def test_a_track_and_a_range_from_drawing_to_the_result(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"video": FILM}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("slider", name="Place in the video")).to_have_attribute("aria-valuemax", f"{FRAMES}")

    page.get_by_role("button", name="Car").click()
    drag(page, (20, 30), (40, 50))
    row(page, "Car 1, frames 1 to 240, 1 key frame").click()
    go_to(page, 101)
    drag(page, (30, 40), (60, 50))
    go_to(page, 51)
    page.keyboard.press("Alt+k")
    go_to(page, 121)
    page.keyboard.press("Alt+e")
    expect(row(page, "Car 1, frames 1 to 121, 4 key frames")).to_be_visible()

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Busy").click()
    go_to(page, 30)
    page.keyboard.press("i")
    for _ in range(3):
        page.keyboard.press(".")
    page.keyboard.press("o")
    expect(row(page, "Busy 1, frames 30 to 33")).to_be_visible()

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    result = page.request.get(f"/api/annotations/{record.id}/").json()["result"]
    track, stretch = (
        next(each for each in result if each["type"] == kind) for kind in ("videorectangle", "timelinelabels")
    )
    assert (track["value"]["framesCount"], track["value"]["labels"]) == (FRAMES, ["Car"])
    keys = track["value"]["sequence"]
    assert [(key["frame"], key["enabled"]) for key in keys] == [(1, True), (51, True), (101, True), (121, False)]
    first, middle, last, _ = keys
    assert (first["x"], first["y"], first["width"]) == pytest.approx((20, 30, 20), abs=0.5)
    assert (last["x"] - first["x"], last["y"] - first["y"]) == pytest.approx((30, 10), abs=0.5)
    for name in ("x", "y", "width", "height"):
        assert middle[name] == pytest.approx((first[name] + last[name]) / 2)
    assert middle["time"] == pytest.approx(51 / 30)
    assert stretch["value"] == {"ranges": [{"start": 30, "end": 33}], "timelinelabels": ["Busy"]}


def test_a_film_that_is_not_there_is_said_and_its_regions_stay(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"video": "/static/samples/no-such-film.mp4"}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label", expecting=("404",))
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
