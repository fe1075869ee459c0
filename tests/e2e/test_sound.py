"""Stretches of a recording and of measurements over time: drawn with the mouse, drawn by keys, answered, handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

RECORDING = "/static/samples/ticket-counter.mp3"
SECONDS = 17.0
SPEECH = """<View>
  <Labels name="speaker" toName="audio"><Label value="Clerk"/><Label value="Traveller"/></Labels>
  <Audio name="audio" value="$audio"/>
  <TextArea name="transcript" toName="audio" perRegion="true" maxSubmissions="1"/>
</View>"""

DAYS = 21
MEASUREMENTS = """<View>
  <TimeSeriesLabels name="state" toName="pump"><Label value="Leak"/><Label value="Stop"/></TimeSeriesLabels>
  <TimeSeries name="pump" value="$csv" timeColumn="time" timeFormat="%Y-%m-%d %H:%M:%S">
    <Channel column="flow" units="l/s"/><Channel column="pressure" units="bar"/>
  </TimeSeries>
</View>"""


@dataclass
class Axis:
    """What lies over time on the screen, with places given as a share of all of it."""

    page: Page
    name: str
    gutter: int = 0

    @property
    def stage(self) -> Any:
        return self.page.get_by_role("region", name=f"{self.name}, ")

    def drag(self, start: float, end: float) -> None:
        self.page.mouse.move(*self._on_screen(start))
        self.page.mouse.down()
        self.page.mouse.move(*self._on_screen(end), steps=8)
        self.page.mouse.up()

    def double_click(self, place: float) -> None:
        self.page.mouse.dblclick(*self._on_screen(place))

    def press(self, *keys: str) -> None:
        self.stage.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def _on_screen(self, share: float) -> tuple[float, float]:
        shown = self.stage.bounding_box()
        assert shown is not None
        return shown["x"] + self.gutter + share * (shown["width"] - self.gutter), shown["y"] + 70


def test_a_conversation_is_cut_and_written_down(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"audio": RECORDING}], config=SPEECH)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    axis = Axis(page, "audio")

    page.get_by_role("button", name="Clerk").click()
    axis.drag(0.25, 0.375)
    expect(page.get_by_role("option", name="Clerk 1")).to_be_visible()

    # By keys alone: from the head to five steps later, then its end one step further.
    axis.press("Escape", "2", "Home", "Shift+ArrowRight", "i", *["ArrowRight"] * 5, "o")
    expect(page.get_by_role("option", name="Traveller 1")).to_be_visible()
    length = page.get_by_role("row", name="Length").get_by_role("cell")
    before = length.inner_text()
    axis.press("Alt+ArrowRight")
    expect(length).not_to_have_text(before)

    transcript = page.get_by_role("textbox", name="transcript")
    transcript.fill("A single to Leiden, please.")
    transcript.press("Tab")

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    clerk, traveller, words = record.result
    assert clerk["type"] == "labels"
    assert clerk["value"]["labels"] == ["Clerk"]
    assert clerk["value"]["channel"] == 0
    assert clerk["original_length"] == pytest.approx(SECONDS, abs=0.2)
    assert (clerk["value"]["start"], clerk["value"]["end"]) == pytest.approx((4.25, 6.38), abs=0.1)
    start, end = traveller["value"]["start"], traveller["value"]["end"]
    assert (start, end) == pytest.approx((3.4, 3.4 + 1.7 + SECONDS / 250), abs=0.1)
    assert (words["id"], words["value"]["text"]) == (traveller["id"], ["A single to Leiden, please."])


def test_stretches_and_instants_of_measurements(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"csv": "/static/samples/pump.csv"}], config=MEASUREMENTS)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("status", name="At the head")).to_contain_text("flow 12.3 l/s")
    axis = Axis(page, "pump", gutter=60)

    page.get_by_role("button", name="Leak").click()
    axis.drag(3.2 / DAYS, 5.5 / DAYS)
    axis.double_click(10.0 / DAYS)
    expect(page.get_by_role("option", name="Leak 2")).to_be_visible()
    axis.press("Escape", "Escape", "2", "Home", "i", "Shift+ArrowRight", "o")
    expect(page.get_by_role("option", name="Stop 1")).to_be_visible()

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    leak, instant, stop = (entry["value"] for entry in record.result)
    assert leak["start"].startswith("2026-03-05 ")
    assert leak["end"].startswith("2026-03-07 ")
    assert (leak["instant"], leak["timeserieslabels"]) == (False, ["Leak"])
    assert instant["instant"]
    assert instant["start"] == instant["end"]
    assert instant["start"][:10] in ("2026-03-11", "2026-03-12")
    assert stop["start"] == "2026-03-02 00:00:00"
    assert stop["end"].startswith("2026-03-06 ")


def test_what_cannot_be_played_keeps_its_regions(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"audio": "/static/samples/wrist.csv"}], config=SPEECH)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    alert = page.get_by_role("alert").filter(has_text="The file is no recording that this browser can play.")
    expect(alert).to_contain_text("Convert it to WAV, MP3, FLAC, OGG or M4A.")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Submit")).to_be_enabled()
