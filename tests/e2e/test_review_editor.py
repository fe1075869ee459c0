"""The review of instances by keys: several at once, one label alone, and the instructions beside it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.test_instance_review import CONFIG, PICTURE, box, is_ready, rows

from assay.kit.db import Connection


def test_one_label_alone_several_at_once_and_the_next_review(visit: Visit, cast: Any, db: Connection) -> None:
    """MQA 63-67, 69, 70."""
    w = world.build(
        db,
        cast,
        data=[{"image": PICTURE}] * 2,
        config=CONFIG,
        preset="manual_qa",
        review_settings={"instruction": "Boxes end at the wheels."},
    )
    w.submit(cast.ann1, w.task_ids[0], [box("a", 5), box("b", 25), box("c", 45, "Person")])
    w.submit(cast.ann1, w.task_ids[1], [box("d", 5)])
    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    is_ready(page)
    fitted = page.get_by_role("status", name="Zoom").inner_text()

    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Single label")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status", name="Zoom")).not_to_have_text(fitted)
    page.keyboard.press("ArrowDown")
    expect(rows(page, "Pending").nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="Car 2")).to_be_visible()
    page.keyboard.press("s")

    page.get_by_role("button", name="Instructions").click()
    expect(page.get_by_text("Boxes end at the wheels.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("heading", name="2 instances selected")).to_be_visible()
    page.keyboard.press("b")
    expect(rows(page, "Completed")).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("heading", name="2 instances selected")).to_be_visible()
    page.keyboard.press("b")
    expect(rows(page, "Completed")).to_have_count(2)
    # All that wait, not what is decided.
    page.keyboard.press("Control+a")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    expect(page.get_by_role("heading", name="Car 1")).to_be_visible()
    rows(page, "Completed").first.click()
    expect(page.get_by_role("heading", name="Car 2")).to_be_visible()
    rows(page, "Pending").first.click()
    page.keyboard.press("n")
    expect(rows(page, "Pending")).to_have_count(1)
    expect(rows(page, "Completed")).to_have_count(0)
