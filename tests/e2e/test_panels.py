"""The panels around a picture by the keyboard alone, and keys that somebody changed."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

PICTURE = "/static/samples/crossing-01.png"
CONFIG = """<View>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
  <Relations><Relation value="stands before"/></Relations>
</View>"""


def draw(page: Page, times: int) -> Locator:
    """Cars in the middle of the view, without a pointer; the list of instances."""
    expect(page.get_by_role("status", name="Zoom")).to_have_text(re.compile(r"\d+%"))
    page.keyboard.press("1")
    for _ in range(times):
        page.keyboard.press("Shift+D")
    page.keyboard.press("Escape")
    return page.get_by_role("listbox", name="Instances")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_everything_in_the_list_by_keys(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    instances = draw(page, 3)
    rows = instances.get_by_role("option")
    expect(rows).to_have_count(3)

    instances.focus()
    press(page, "Home", "Shift+ArrowDown")
    expect(instances.get_by_role("option", selected=True)).to_have_count(2)
    press(page, "Alt+h", "Alt+l")
    expect(instances.get_by_role("option", name="hidden, locked")).to_have_count(2)
    press(page, "Delete")
    expect(rows).to_have_count(3)
    press(page, "Alt+h", "Alt+l", "2")
    expect(instances.get_by_role("option", name=re.compile("^Person"))).to_have_count(2)

    press(page, "Home", "Alt+r", "End")
    expect(page.get_by_text("Choose the region that")).to_be_visible()
    press(page, "Enter")
    expect(instances.get_by_role("option", name=re.compile("^Person 1 →"))).to_be_visible()

    press(page, "Home", "Delete")
    expect(rows).to_have_count(2)
    press(page, "Control+z")
    expect(rows).to_have_count(4)

    press(page, "Control+Enter")
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    labels = [entry["value"]["rectanglelabels"] for entry in record.result if "value" in entry]
    assert labels == [["Person"], ["Person"], ["Car"]]
    assert [entry["direction"] for entry in record.result if entry["type"] == "relation"] == ["right"]


def test_a_changed_key_holds_after_a_reload(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann1, "/account")
    page.get_by_role("searchbox", name="Find a command").fill("undo")
    page.get_by_role("button", name="Change the key of Undo", exact=True).click()
    press(page, "Control+Shift+z")
    expect(page.get_by_text("Also the key of: Redo.")).to_be_visible()
    page.get_by_role("button", name="Change the key of Undo", exact=True).click()
    press(page, "Alt+u")
    expect(page.get_by_text("Also the key of")).to_be_hidden()
    expect(page.get_by_role("button", name="Reset the key of Undo", exact=True)).to_be_enabled()

    page.goto(page.url.replace("/account", f"/projects/{w.project_id}/label"))
    rows = draw(page, 2).get_by_role("option")
    expect(rows).to_have_count(2)
    press(page, "Control+z")
    expect(rows).to_have_count(2)
    press(page, "Alt+u")
    expect(rows).to_have_count(1)


def test_keys_of_the_page_are_changed_and_conflicts_are_named(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}, {"image": PICTURE}], config=CONFIG)
    page = visit(cast.ann2, "/account")
    page.get_by_text("Labelling").click()
    page.get_by_role("button", name="Change the key of Skip").click()
    press(page, "c")
    expect(page.get_by_text("Also the key of: Write a comment.")).to_be_visible()
    page.get_by_role("button", name="Change the key of Skip").click()
    press(page, "Shift+Q")
    expect(page.get_by_text("Also the key of: Write a comment.")).to_have_count(0)

    page.goto(page.url.replace("/account", f"/projects/{w.project_id}/label"))
    expect(page.get_by_role("button", name="Skip")).to_have_attribute("aria-keyshortcuts", "Shift+q")
    press(page, "?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_text("shift+q")).to_have_count(1)
    press(page, "Escape")
    expect(sheet).to_have_count(0)
    press(page, "Control+Space")
    expect(page.get_by_text("skipped.")).to_have_count(0)
    press(page, "Shift+Q")
    expect(page.get_by_text("skipped.")).to_have_count(1)
