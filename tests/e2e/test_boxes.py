"""Boxes on a picture with the mouse: drawn, moved, resized, undone, handed in, and corrected by a reviewer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

PICTURE = "/static/samples/crossing-01.png"
SIZE = (1280, 800)
CONFIG = """<View>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>"""


@dataclass
class Canvas:
    """The picture on the screen, with places given in its own pixels."""

    page: Page

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Presses the mouse at one place and lets it go at another."""
        self.page.mouse.move(*self._on_screen(start))
        self.page.mouse.down()
        self.page.mouse.move(*self._on_screen(end), steps=8)
        self.page.mouse.up()

    def is_ready(self) -> None:
        expect(self.page.get_by_role("status", name="Zoom")).to_have_text(re.compile(r"\d+%"))

    def facts(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the selected box, as the page says it."""
        place = self.page.get_by_role("row", name="Position").get_by_role("cell").inner_text()
        size = self.page.get_by_role("row", name="Size").get_by_role("cell").inner_text()
        left, top, width, height = (int(part) for part in re.findall(r"-?\d+", f"{place} {size}"))
        return left, top, width, height

    def _on_screen(self, place: tuple[float, float]) -> tuple[float, float]:
        shown = self.page.get_by_role("region", name="Tab selects").locator("img").bounding_box()
        assert shown is not None
        return (
            shown["x"] + place[0] / SIZE[0] * shown["width"],
            shown["y"] + place[1] / SIZE[1] * shown["height"],
        )


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """The same within what a screen pixel is."""
    return found == pytest.approx(wanted, abs=3)


def test_a_box_from_drawing_to_its_correction(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    canvas = Canvas(page)
    canvas.is_ready()

    page.get_by_role("button", name="Car").click()
    page.get_by_role("button", name="Draw").click()
    canvas.drag((200, 150), (500, 400))
    page.get_by_role("option", name="Car 1").click()
    assert near(canvas.facts(), (200, 150, 300, 250))

    canvas.drag((350, 275), (450, 325))
    assert near(canvas.facts(), (300, 200, 300, 250))
    canvas.drag((600, 450), (700, 500))
    assert near(canvas.facts(), (300, 200, 400, 300))

    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
    assert near(canvas.facts(), (200, 150, 300, 250))
    for _ in range(2):
        page.keyboard.press("Control+Shift+z")
    assert near(canvas.facts(), (300, 200, 400, 300))

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    value = record.result[0]["value"]
    assert value["rectanglelabels"] == ["Car"]
    assert near(tuple(value[name] for name in ("x", "y", "width", "height")), (23, 25, 31, 37))
    assert (record.result[0]["original_width"], record.result[0]["original_height"]) == SIZE

    correct(visit(cast.rev1, f"/projects/{w.project_id}/review"))
    (fixed,) = records(db, w.project_id)
    assert (fixed.verdict, fixed.revision, fixed.author_id) == ("fixed", 2, cast.ann1.id)
    assert fixed.result[0]["id"] == record.result[0]["id"]
    assert fixed.result[0]["value"]["x"] > value["x"]


def correct(page: Page) -> None:
    """The reviewer moves the box and accepts it so."""
    canvas = Canvas(page)
    canvas.is_ready()
    page.get_by_role("option", name="Car 1").click()
    page.get_by_role("button", name="Edit labels").click()
    canvas.drag((500, 350), (620, 350))
    expect(page.get_by_text("1 correction of yours.")).to_be_visible()
    page.get_by_role("button", name="Fix + Accept").click()
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()
