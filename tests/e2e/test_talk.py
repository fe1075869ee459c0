"""Talking about work: people are named, comments classified, revisions compared and restored, activity looked up."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.cast import Cast
from tests.world import ENTITIES, World, choice, span

TAXONOMY = """<Taxonomy name="default">
  <TaxonomyItem value="Geometry"><TaxonomyItem value="Too loose"/></TaxonomyItem>
  <TaxonomyItem value="Wrong class"/>
</Taxonomy>"""


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return world.build(db, cast, tasks=2, comment_classification_config=TAXONOMY)


def shoot(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("ASSAY_SHOTS"):
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_reviewer_names_somebody_in_a_classified_comment(visit: Any, w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    page = visit(w.cast.rev1, f"/projects/{w.project_id}/review?annotation={annotation}")
    box = page.get_by_role("textbox", name=re.compile("^Comment for"))
    box.click()
    page.keyboard.type("Look, @rev2")
    expect(page.get_by_role("option", name=re.compile("Rev2"))).to_be_visible()
    shoot(page, "mention")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Look, @Rev2 ")
    page.get_by_role("combobox", name="How the comment is classified").click()
    page.get_by_role("option", name="Geometry / Too loose").click()
    page.keyboard.press("Escape")
    shoot(page, "classify")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("list", name="Classified as")).to_have_text("Geometry / Too loose")
    expect(page.get_by_text("Look, @Rev2")).to_be_visible()
    shoot(page, "comment")
    [stored] = w.cast.rev1.client.get("/api/comments/", params={"annotation": annotation}).json()
    assert stored["text"] == f"Look, <@{w.cast.rev2.id}>"
    assert stored["classifications"]["default"]["values"] == [["Geometry", "Too loose"]]
    told = w.cast.rev2.client.get("/api/notifications/", params={"unread": True}).json()["results"]
    assert "mention" in [entry["kind"] for entry in told]


def test_why_an_instance_is_rejected_names_somebody_and_is_classified(visit: Any, db: Any, cast: Cast) -> None:
    w = world.build(db, cast, tasks=1, config=ENTITIES, preset="manual_qa", comment_classification_config=TAXONOMY)
    annotation = w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4), span("b", 5, 11)]).json()["id"]
    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    page.get_by_role("textbox", name=re.compile("^Comment for")).click()
    page.keyboard.type("Look, @rev2")
    expect(page.get_by_role("option", name=re.compile("Rev2"))).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="How the comment is classified").click()
    page.get_by_role("option", name="Geometry / Too loose").click()
    page.keyboard.press("Escape")
    shoot(page, "reject-instance")
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", name=re.compile("nothing|finished|all", re.IGNORECASE)).first).to_be_visible()
    shoot(page, "reject-instance-sent")
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("button", name=re.compile("^1 comment on"))).to_be_visible()
    expect(page.get_by_text("Look, @Rev2")).to_be_visible()
    shoot(page, "reject-instance-author")
    [stored] = w.cast.rev1.client.get("/api/comments/", params={"annotation": annotation}).json()
    assert stored["classifications"]["default"]["values"] == [["Geometry", "Too loose"]]


def test_an_author_compares_revisions_and_restores_one(visit: Any, w: World) -> None:
    ann = w.cast.ann1
    annotation = w.submit(ann, w.task_ids[0], choice("Positive")).json()["id"]
    ann.client.patch(f"/api/annotations/{annotation}/", json={"result": choice("Negative"), "revision": 1})
    page = visit(ann, f"/projects/{w.project_id}/tasks/{w.task_ids[0]}")
    page.get_by_role("tab", name="History").click()
    page.get_by_role("region", name="Compare revisions").get_by_role("button", name="Show").click()
    expect(page.get_by_role("definition").filter(has_text=re.compile("Positive.*Negative"))).to_be_visible()
    shoot(page, "history")
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    stored = ann.client.get(f"/api/annotations/{annotation}/").json()
    assert (stored["revision"], stored["result"][0]["value"]["choices"]) == (3, ["Positive"])


def test_an_administrator_looks_up_who_asked_what(visit: Any, w: World) -> None:
    page = visit(w.cast.administrator, "/organization")
    page.get_by_role("link", name="Activity").click()
    expect(page.get_by_role("heading", name="Activity")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    shoot(page, "activity")
    page.get_by_role("combobox", name="Method").click()
    page.get_by_role("option", name="DELETE").click()
    expect(page.get_by_text("No request matches the filters.")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("combobox", name="How long the log is kept").click()
    page.get_by_role("option", name="90 days").click()
    kept = "/api/activity-logs/retention/"
    expect(page.get_by_role("combobox", name="How long the log is kept")).to_have_value("90 days")
    assert w.cast.administrator.client.get(kept).json() == {"days": 90}
