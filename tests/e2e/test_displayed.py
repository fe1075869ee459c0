"""From the list of tasks into the streams and out as an export: what is displayed is what comes, in its order."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit

from assay.kit.db import Connection

LATE = {"filter": "filter:tasks:data.text", "operator": "contains", "type": "String", "value": "late"}


def test_a_list_is_labelled_reviewed_and_exported_as_it_is_displayed(visit: Visit, cast: Any, db: Connection) -> None:
    rows = [{"text": f"Letter {number} came {'late' if number % 2 else 'in time'}"} for number in range(6)]
    w = world.build(db, cast, data=rows)
    submitted = w.submit(cast.ann1, w.task_ids[1])
    assert submitted.status_code == 201, submitted.text
    page = visit(cast.manager, f"/projects/{w.project_id}/tasks")

    paste(page, {"items": [{**LATE, "filter": "filter:tasks:colour"}]})
    expect(page.get_by_text('This project has no column "colour".')).to_be_visible()
    page.get_by_label("Conditions as JSON").fill(json.dumps({"items": [LATE]}))
    page.get_by_role("button", name="Use these conditions").click()
    expect(page.get_by_text("3 of 6 tasks")).to_be_visible()
    page.get_by_role("columnheader", name="ID").get_by_role("button").first.click()
    page.get_by_role("button", name="Save as new tab").click()
    page.get_by_label("Name of the tab").fill("Late letters")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Changed, not saved")).to_be_hidden()

    page.get_by_role("link", name="Label as displayed").click()
    expect(page).to_have_url(re.compile(r"/label\?view=\d+$"))
    expect(page.get_by_role("article").get_by_text("Letter 5 came late", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Review as displayed").click()
    expect(page).to_have_url(re.compile(r"/review\?view=\d+$"))
    expect(page.get_by_role("article").get_by_text("Letter 1 came late", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("checkbox", name=re.compile("Select task")).last.click()
    page.get_by_role("link", name="Review 1 task").click()
    expect(page).to_have_url(re.compile(rf"/review\?tasks=(%22)?{w.task_ids[1]}(%22)?$"))
    page.go_back()

    page.get_by_role("row", name=re.compile("Letter 3")).click(button="right")
    expect(page.get_by_role("menuitem", name="Open in a new tab")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show how it came about").last.click()
    expect(page.get_by_text(re.compile("An annotation was submitted")).first).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Export", exact=True).click()
    expect(page.get_by_text("New export")).to_be_visible()
    page.get_by_text("All tasks", exact=True).click()
    page.get_by_label("Which tasks").select_option(label="Of the tab Late letters")
    expect(page.get_by_text("3 tasks with 1 annotation")).to_be_visible()

    page.get_by_role("link", name="Tasks", exact=True).click()
    page.get_by_role("button", name="Reset tabs").click()
    page.get_by_role("button", name="Delete all tabs").click()
    expect(page.get_by_role("tab", name="Late letters")).to_be_hidden()


def paste(page: Page, filters: dict[str, Any]) -> None:
    page.get_by_role("button", name="More about the conditions").click()
    page.get_by_role("menuitem", name="Paste conditions").click()
    page.get_by_label("Conditions as JSON").fill(json.dumps(filters))
    page.get_by_role("button", name="Use these conditions").click()
