"""What somebody did is not lost when the tab is closed or the network is gone."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.test_remarks import shoot

from assay.kit.db import Connection

NO_NETWORK = r"net::ERR_INTERNET_DISCONNECTED"


def test_a_closed_tab_keeps_the_draft(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=1)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("radio", name="Negative").click()
    page.close()

    again = page.context.new_page()
    again.goto(f"/projects/{w.project_id}/label")
    expect(again.get_by_role("radio", name="Negative")).to_be_checked()
    expect(again.get_by_text("is here again")).to_be_visible()

    elsewhere = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(elsewhere.get_by_role("radio", name="Negative")).to_be_checked()


def test_without_a_network_work_goes_on_and_arrives_later(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=3)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label", expecting=[NO_NETWORK])
    expect(page.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
    expect(page.get_by_text("Next item is ready")).to_be_visible()

    page.context.set_offline(True)
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article").get_by_text("Text number 1")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_text(re.compile("Kept in this browser"))).to_be_visible()
    expect(page.get_by_text("1 not sent yet")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 not sent yet")).to_be_visible()
    assert records(db, w.project_id) == []
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"/projects/{w.project_id}/label")
    expect(again.get_by_role("article").get_by_text("Text number 2")).to_be_visible()
    found = {record.task_id: record.result[0]["value"]["choices"] for record in records(db, w.project_id)}
    assert found == {w.task_ids[0]: ["Positive"], w.task_ids[1]: ["Negative"]}


def test_handing_in_and_leaving_gives_the_next_item_back(visit: Visit, db: Connection, cast: Any) -> None:
    w = world.build(db, cast, tasks=3)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("radio", name="Positive").click()
    expect(page.get_by_text("Next item is ready")).to_be_visible()
    page.get_by_role("button", name="Other ways to hand in").click()
    shoot(page, "submit-exit")
    page.get_by_role("menuitem", name="Submit and exit").click()
    expect(page.get_by_role("heading", name="Projects", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Submit")).to_have_count(0)
    deadline = time.monotonic() + 15
    while w.task(w.task_ids[0])["total_annotations"] == 0 and time.monotonic() < deadline:
        time.sleep(0.1)
    statuses = [w.task(task_id)["status"] for task_id in w.task_ids]
    assert statuses == ["in_review", "queued", "queued"]
