"""A manager finds tasks among many, keeps the way to find them, and works on all that match; others see less."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.test_pages import examine
from tests.e2e.test_remarks import shoot

from assay.kit.db import Connection

COUNT = 620  # more than are done at once, so that a job does it


def test_tasks_are_found_kept_as_a_tab_and_worked_on_together(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=2)
    rows = [
        {"data": {"text": f"Letter {number} came {'late' if number % 2 else 'in time'}"}} for number in range(COUNT)
    ]
    imported = cast.manager.client.post(f"/api/projects/{w.project_id}/import", json=rows)
    assert imported.status_code == 201, imported.text
    made = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    db.execute("update task set agreement = 0.2 where id = %s", (w.task_ids[0],))
    db.commit()

    page = visit(cast.manager, f"/projects/{w.project_id}/tasks")
    expect(page.get_by_text(f"{COUNT + 2} of {COUNT + 2} tasks")).to_be_visible()
    narrow(page, "text", "contains", "late")
    expect(page.get_by_text(f"310 of {COUNT + 2} tasks")).to_be_visible()
    page.get_by_role("button", name="Save as new tab").click()
    page.get_by_label("Name of the tab").fill("Late letters")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Late letters")).to_be_visible()
    examine(page)

    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Overlap", exact=True).check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("columnheader", name="Overlap")).to_be_visible()
    page.get_by_role("button", name="Save tab").click()
    expect(page.get_by_text("Changed, not saved")).to_be_hidden()

    page.get_by_role("checkbox", name=re.compile("Select task")).first.click()
    page.get_by_role("checkbox", name=re.compile("Select task")).nth(4).click(modifiers=["Shift"])
    expect(page.get_by_text("5 selected")).to_be_visible()
    page.get_by_role("button", name="Select all 310").click()
    page.get_by_role("checkbox", name=re.compile("Select task")).first.click()
    expect(page.get_by_text("309 selected")).to_be_visible()
    assign(page, "Rev1")
    expect(page.get_by_text("309 assignments made.")).to_be_visible()

    page.get_by_role("tab", name="All tasks").click()
    page.keyboard.press("Control+a")
    expect(page.get_by_text(f"All {COUNT + 2} matching selected")).to_be_visible()
    assign(page, "Rev2")
    expect(page.get_by_text(f"{COUNT + 2} assignments made.")).to_be_visible()

    page.get_by_role("button", name="Cards", exact=True).click()
    expect(page.get_by_role("article").first).to_be_visible()
    examine(page)

    reviewer = visit(cast.rev1, f"/projects/{w.project_id}/tasks")
    expect(reviewer.get_by_role("tab", name="Late letters")).to_be_visible()
    expect(reviewer.get_by_role("columnheader", name="Status")).to_be_visible()
    expect(reviewer.get_by_role("columnheader", name="Agreement")).to_have_count(0)
    narrow(reviewer, "ID", "is", str(w.task_ids[0]))
    reviewer.get_by_role("checkbox", name=f"Select task {w.task_ids[0]}").click()
    reviewer.get_by_role("button", name="Accept", exact=True).click()
    reviewer.get_by_role("dialog").get_by_role("button", name="Accept", exact=True).click()
    expect(reviewer.get_by_text("1 annotation accepted.")).to_be_visible()
    assert cast.manager.client.get(f"/api/annotations/{made}/").json()["verdict"] == "accepted"


def narrow(page: Page, column: str, operator: str, value: str) -> None:
    """Adds a condition, as a person does: column, operator, value."""
    page.get_by_role("button", name="Condition", exact=True).click()
    chosen = page.get_by_role("combobox", name="Column")
    chosen.click()
    chosen.fill(column)
    page.get_by_role("option", name=column, exact=True).click()
    page.get_by_role("combobox", name="Operator").select_option(label=operator)
    page.get_by_role("textbox", name="Value").fill(value)
    page.get_by_role("button", name="Done").click()


def assign(page: Page, person: str) -> None:
    """Makes somebody the reviewer of what is selected."""
    page.get_by_role("button", name="Assign reviewers").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="People").click()
    page.get_by_role("option", name=person).click()
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name="Assign reviewers").click()


def test_the_same_answers_are_handed_in_for_all_selected_tasks(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=3)
    w.submit(cast.manager, w.task_ids[0])
    page = visit(cast.manager, f"/projects/{w.project_id}/tasks")
    page.get_by_role("checkbox", name="Select all").first.click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Bulk label").click()
    dialog = page.get_by_role("dialog", name="Bulk label")
    expect(dialog.get_by_role("button", name="Bulk label")).to_be_disabled()
    dialog.get_by_text("Negative").click()
    shoot(page, "bulk-label")
    dialog.get_by_role("button", name="Bulk label").click()
    expect(page.get_by_text("2 annotations made, 1 task has one of yours already.")).to_be_visible()
    assert [w.task(task_id)["total_annotations"] for task_id in w.task_ids] == [1, 1, 1]
