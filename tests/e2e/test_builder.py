"""A labeling interface made without writing XML: found, built, broken, mended, saved, and labelled with."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.steps import import_text, name_project, publish

from assay.kit.db import Connection

LETTERS = ["Clara Voss opened a workshop in Trieste.", "The Aurora leaves Pier 3 at nine."]


def test_from_a_search_in_the_gallery_to_the_first_label(visit: Visit, cast: Any, db: Connection) -> None:
    page = visit(cast.manager, "/projects/new")
    name_project(page, "Letters about boats")
    import_text(page, LETTERS)

    page.get_by_label("Search templates").fill("ner")
    page.get_by_role("button", name="Named entities").click()
    expect(page.get_by_text(LETTERS[0])).to_be_visible()
    add_a_label(page)
    break_and_mend(page)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Continue", exact=True).click()
    publish(page)
    expect(page.get_by_text("0% completed")).to_be_visible()

    found = re.search(r"/projects/(\d+)", page.url)
    assert found is not None
    page.goto(f"/projects/{found[1]}/label")
    expect(page.get_by_role("article").get_by_text(LETTERS[0])).to_be_visible()
    page.keyboard.press("v")
    page.get_by_role("article").get_by_text("workshop").dblclick()
    with page.expect_response(lambda answer: "/annotations/" in answer.url and answer.request.method == "POST"):
        page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("article").get_by_text(LETTERS[1])).to_be_visible()
    (record,) = records(db, int(found[1]))
    assert record.result[0]["value"]["labels"] == ["Vessel"]


def add_a_label(page: Page) -> None:
    """A new label with a colour and a key, in the builder; the preview has it at once, and the XML too."""
    page.get_by_label("Add a label").fill("Vessel")
    page.keyboard.press("Enter")
    page.get_by_label("Key of Vessel").fill("v")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Colour of Vessel").click()
    page.get_by_role("button", name="Teal").click()
    preview = page.get_by_role("group", name="Labels: entities")
    expect(preview.get_by_role("button", name="Vessel")).to_be_visible()
    page.get_by_text("XML", exact=True).click()
    xml = page.get_by_role("textbox", name="Labeling configuration, XML")
    expect(xml).to_have_value(re.compile('<Label value="Vessel" hotkey="v" background="#2d8577"/>'))


def break_and_mend(page: Page) -> None:
    """While the XML is broken the builder says so; undo mends it for both."""
    xml = page.get_by_role("textbox", name="Labeling configuration, XML")
    xml.fill(xml.input_value().replace("</Labels>", ""))
    expect(page.get_by_role("alert")).to_contain_text("Line")
    page.get_by_text("Builder", exact=True).click()
    expect(page.get_by_text("The XML cannot be read")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Go to line \d+")).click()
    expect(xml).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_text("Builder", exact=True).click()
    expect(page.get_by_label("Key of Vessel")).to_have_value("v")
