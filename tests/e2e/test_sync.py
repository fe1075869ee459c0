"""Objects that play together: a recording with its dialogue, and a video with the measurements taken beside it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

CONVERSATION = """<View>
  <Audio name="audio" value="$audio" sync="talk" defaultspeed="2"/>
  <Paragraphs name="talk" value="$talk" audioUrl="$audio" sync="audio" layout="dialogue" contextscroll="true"/>
  <ParagraphLabels name="tone" toName="talk"><Label value="Friendly"/></ParagraphLabels>
  <Choices name="end" toName="audio,talk" required="true">
    <Header value="How it ended"/>
    <Choice value="Well" html="&lt;b&gt;&#128578;&lt;/b&gt;"/><Choice value="Badly"/>
  </Choices>
</View>"""
TALK = [
    {"author": "Clerk", "text": "Where would you like to go?", "start": 0, "end": 5},
    {"author": "Traveller", "text": "To the harbour, please.", "start": 5, "end": 17},
]

WALK = """<View>
  <Video name="film" value="$film" sync="walk"/>
  <TimeSeries name="speed" value="$walk" valueType="json" timeColumn="time" sync="walk">
    <Channel column="speed"/>
  </TimeSeries>
  <TimeSeriesLabels name="pace" toName="speed"><Label value="Fast"/></TimeSeriesLabels>
</View>"""


def _heard(page: Page) -> Any:
    return page.locator(".ed-turn[data-said]")


def test_a_dialogue_plays_the_recording_beside_it(visit: Visit, cast: Any, db: Connection) -> None:
    data = [{"audio": "/static/samples/ticket-counter.mp3", "talk": TALK}]
    w = world.build(db, cast, data=data, config=CONVERSATION)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    expect(page.get_by_label("Speed")).to_have_value("2")
    # One recording is heard once: the dialogue has no player of its own.
    expect(page.locator("audio")).to_have_count(0)

    page.get_by_role("button", name="Play from 0:05").click()
    expect(_heard(page)).to_contain_text("To the harbour")
    expect(page.locator(".ed-clock")).to_contain_text("0:06")
    page.get_by_role("button", name="Pause").click()
    stage = page.get_by_role("region", name="audio, ")
    stage.focus()
    page.keyboard.press("Home")
    expect(_heard(page)).to_contain_text("Where would you like")

    # One question about both, with a heading and an answer that is a picture of itself.
    expect(page.get_by_text("How it ended")).to_be_visible()
    page.get_by_role("radio", name="Well").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    [record] = records(db, w.project_id)
    [entry] = record.result
    assert (entry["from_name"], entry["to_name"], entry["value"]) == ("end", "audio", {"choices": ["Well"]})


def test_measurements_follow_a_video_and_lead_it(visit: Visit, cast: Any, db: Connection) -> None:
    times = [n / 10 for n in range(81)]
    walk = {"time": times, "speed": [n % 7 for n in range(81)]}
    w = world.build(db, cast, data=[{"film": "/static/samples/crossing.mp4", "walk": walk}], config=WALK)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    frame = page.get_by_label("Frame", exact=True)
    expect(frame).to_be_enabled()
    readings = page.get_by_role("status", name="At the head")

    frame.fill("61")
    frame.press("Enter")
    expect(readings).to_contain_text("2")

    page.get_by_role("region", name="speed, ").focus()
    page.keyboard.press("End")
    expect(frame).to_have_value("240")
    page.keyboard.press("Home")
    expect(frame).to_have_value("1")
