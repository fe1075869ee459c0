"""Named entities, by mouse and by keyboard only, in text with letters of more than one code unit."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.world import ENTITIES

from assay.kit.db import Connection

TEXT = "On Monday 👩‍👩‍👧 Ada Lovelace 🎉 went to Zürich.\nShe came back on Friday."


def spans(db: Connection, project_id: int) -> list[tuple[str, list[str]]]:
    """Text and labels of each span that was handed in, in reading order."""
    (record,) = records(db, project_id)
    values = sorted((item["value"] for item in record.result), key=lambda value: value["start"])
    for value in values:
        assert TEXT[value["start"] : value["end"]] == value["text"], "offsets count characters, not code units"
    return [(value["text"], value["labels"]) for value in values]


def drag_over(page: Page, words: str) -> None:
    """Selects words of the text with the mouse."""
    place = page.get_by_role("article").evaluate(
        """(article, words) => {
            const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                return { left, right, middle: (top + bottom) / 2 };
            }
        }""",
        words,
    )
    assert place, f"{words} is not in one piece of the text"
    page.mouse.move(place["left"] + 1, place["middle"])
    page.mouse.down()
    page.mouse.move(place["right"] - 1, place["middle"], steps=6)
    page.mouse.up()


def test_with_the_mouse(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"text": TEXT}], config=ENTITIES)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("button", name="Person").click()
    drag_over(page, "👩‍👩‍👧 Ada Lovelace")
    page.get_by_role("button", name="Place").click()
    drag_over(page, "Zürich")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    assert spans(db, w.project_id) == [("👩‍👩‍👧 Ada Lovelace", ["Person"]), ("Zürich", ["Place"])]


def test_with_the_keyboard_only(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"text": TEXT}], config=ENTITIES)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    text = page.get_by_role("article")
    expect(text).to_contain_text("Ada Lovelace")
    for _ in range(40):
        page.keyboard.press("Tab")
        if text.evaluate("article => article === document.activeElement"):
            break
    expect(text).to_be_focused()
    press(page, "Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight", "ArrowRight")
    # One step takes the whole family in, which is five characters.
    press(page, "Shift+ArrowRight", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight", "1")
    expect(page.get_by_role("option", name="👩‍👩‍👧 Ada Lovelace")).to_be_visible()
    press(page, "ArrowDown", "Home", "Shift+ArrowRight", "2")
    expect(page.get_by_role("option")).to_have_count(2)
    press(page, "Control+z")
    expect(page.get_by_role("option")).to_have_count(1)
    press(page, "Control+Enter")
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    assert spans(db, w.project_id) == [("👩‍👩‍👧 Ada Lovelace", ["Person"])]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
