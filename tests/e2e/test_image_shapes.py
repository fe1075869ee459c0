"""Every shape on a picture, drawn once with the pointer and once with the keyboard, and what is stored of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from label_studio_sdk.converter.brush import decode_rle
from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

PICTURE = "/static/samples/crossing-01.png"
SIZE = (1280, 800)
CONFIG = """<View>
  <Labels name="kind" toName="image"><Label value="Car"/><Label value="Person"/></Labels>
  <Rectangle name="box" toName="image"/>
  <Ellipse name="ellipse" toName="image"/>
  <Polygon name="polygon" toName="image"/>
  <KeyPoint name="point" toName="image" strokeWidth="8"/>
  <Brush name="brush" toName="image"/>
  <Image name="image" value="$image"/>
</View>"""


@dataclass
class Canvas:
    """The picture on the screen, with places given in its own pixels."""

    page: Page

    def is_ready(self) -> None:
        expect(self.page.get_by_role("status", name="Zoom")).to_have_text(re.compile(r"\d+%"))

    def drag(self, *places: tuple[float, float]) -> None:
        """Presses the mouse at the first place and lets it go at the last."""
        self.page.mouse.move(*self._on_screen(places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self._on_screen(place), steps=6)
        self.page.mouse.up()

    def click(self, place: tuple[float, float]) -> None:
        self.page.mouse.click(*self._on_screen(place))

    def tool(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def keys(self, *keys: str) -> None:
        """Keys go to the picture, which has the focus."""
        self._stage().focus()
        for key in keys:
            self.page.keyboard.press(key)

    def _stage(self) -> Any:
        return self.page.get_by_role("region", name="Tab selects")

    def _on_screen(self, place: tuple[float, float]) -> tuple[float, float]:
        shown = self._stage().locator("img").bounding_box()
        assert shown is not None
        return (
            shown["x"] + place[0] / SIZE[0] * shown["width"],
            shown["y"] + place[1] / SIZE[1] * shown["height"],
        )


def submitted(page: Page, db: Connection, project_id: int) -> dict[str, dict[str, Any]]:
    """Hands in, and gives the stored value of the shape that each control drew."""
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, project_id)
    drawn = [entry for entry in record.result if entry["type"] != "labels"]
    named = {entry["id"]: entry["value"]["labels"] for entry in record.result if entry["type"] == "labels"}
    assert [named[entry["id"]] for entry in drawn] == [["Car"]] * len(drawn)
    assert {(entry["original_width"], entry["original_height"]) for entry in drawn} == {SIZE}
    return {entry["from_name"]: entry["value"] for entry in drawn}


def near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    """The same within what a screen pixel is, in percent."""
    return found == pytest.approx(wanted, abs=0.4)


def painted(rle: list[int]) -> Callable[[int, int], bool]:
    """Whether a pixel is painted, as Label Studio's own decoder reads the mask."""
    pixels = decode_rle(rle).reshape(SIZE[1], SIZE[0], 4)
    assert (pixels == pixels[:, :, :1]).all()
    return lambda x, y: bool(pixels[y, x, 3] == 255)


def test_shapes_with_the_pointer(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    canvas = Canvas(page)
    canvas.is_ready()
    page.get_by_role("button", name="Car").click()

    canvas.tool("Box")
    canvas.drag((100, 100), (300, 200))
    canvas.tool("Ellipse")
    canvas.drag((400, 100), (560, 180))
    canvas.tool("Polygon")
    for corner in ((700, 120), (860, 120), (860, 240), (701, 121)):
        canvas.click(corner)
    canvas.tool("Point")
    canvas.click((1000, 200))
    canvas.tool("Brush")
    canvas.drag((200, 500), (400, 500), (400, 600))
    canvas.tool("Erase")
    canvas.drag((300, 450), (300, 550))

    # The box is turned by its handle, which stands above it.
    page.keyboard.press("Escape")
    canvas.tool("Select")
    canvas.click((200, 150))
    page.keyboard.press(">")
    expect(page.get_by_role("row", name="Rotation")).to_contain_text("1°")
    page.keyboard.press("<")

    values = submitted(page, db, w.project_id)
    box, ellipse = values["box"], values["ellipse"]
    assert near([box[key] for key in ("x", "y", "width", "height", "rotation")], (7.8125, 12.5, 15.625, 12.5, 0))
    assert near([ellipse[key] for key in ("x", "y", "radiusX", "radiusY")], (37.5, 17.5, 6.25, 5))
    corners = [part for point in values["polygon"]["points"] for part in point]
    assert near(corners, (54.6875, 15, 67.1875, 15, 67.1875, 30))
    assert values["polygon"]["closed"] is True
    assert near([values["point"][key] for key in ("x", "y", "width")], (78.125, 25, 0.625))
    is_painted = painted(values["brush"]["rle"])
    assert is_painted(220, 500)
    assert is_painted(400, 590)
    assert not is_painted(300, 500)
    assert not is_painted(400, 700)


def test_shapes_with_the_keyboard(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    canvas = Canvas(page)
    canvas.is_ready()
    canvas.keys("1")

    for shape in ("Box", "Ellipse", "Point"):
        canvas.tool(shape)
        canvas.keys("Shift+D", "Shift+ArrowRight", "Escape")
    canvas.tool("Polygon")
    canvas.keys("Shift+D", "Space", *["Shift+ArrowRight"] * 3, "Space", *["Shift+ArrowDown"] * 3, "Space", "Enter")
    # The last corner goes 10 pixels to the left.
    canvas.keys(",", "Shift+ArrowLeft", "Escape", "Escape")
    canvas.tool("Brush")
    canvas.keys("Shift+D", "Space", *["Shift+ArrowRight"] * 4, "Space", "Escape")

    values = submitted(page, db, w.project_id)
    assert near([values["box"]["x"] + values["box"]["width"] / 2, values["box"]["y"]], (50.78, 40))
    assert near([values["ellipse"]["x"], values["ellipse"]["y"]], (50.78, 50))
    assert near([values["point"]["x"], values["point"]["y"]], (50.78, 50))
    (x1, y1), (x2, y2), (x3, y3) = values["polygon"]["points"]
    assert near((x1, y1, y2), (50, 50, 50))
    assert x2 > x1
    assert y3 > y2
    assert near((x2 - x3,), (10 / 12.8,))
    is_painted = painted(values["brush"]["rle"])
    assert is_painted(641, 400)
    assert is_painted(670, 400)
    assert not is_painted(600, 400)
