"""People hear of comments without reloading, and come from the inbox to the task."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.cast import Cast


def test_a_comment_arrives_and_leads_to_its_task(visit: Any, db: Any, cast: Cast) -> None:
    w = world.build(db, cast, tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    cast.ann1.client.post("/api/notifications/mark-all/", json={"is_read": True})
    page = visit(cast.ann1, "/inbox", live=True)
    expect(page.get_by_text("Everything is read.")).to_be_visible()
    said = {"annotation": annotation, "text": "Is the second half meant too?"}
    assert cast.rev1.client.post("/api/comments/", json=said).status_code == 201
    expect(page.get_by_role("link", name="Inbox, 1 unread")).to_be_visible()
    page.get_by_role("link", name=re.compile("Rev1 commented")).click()
    page.wait_for_url(f"**/projects/{w.project_id}/tasks/{w.task_ids[0]}")
    expect(page.get_by_role("link", name="Inbox", exact=True)).to_be_visible()


def test_news_can_be_marked_by_hand(visit: Any, db: Any, cast: Cast) -> None:
    w = world.build(db, cast, tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    cast.ann1.client.post("/api/notifications/mark-all/", json={"is_read": True})
    for text in ("First remark", "Second remark"):
        cast.rev1.client.post("/api/comments/", json={"annotation": annotation, "text": text})
    page = visit(cast.ann1, "/inbox")
    expect(page.get_by_text("2 notifications unread")).to_be_visible()
    page.get_by_role("button", name="Mark as read").first.click()
    expect(page.get_by_text("1 notification unread")).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("Nothing is unread.")).to_be_visible()
    page.get_by_text("All", exact=True).click()
    page.get_by_role("button", name="Mark as unread").first.click()
    expect(page.get_by_text("1 notification unread")).to_be_visible()
