"""Something without a label on a picture whose boxes are all approved: it goes back, and comes back to review."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.steps import sign_in
from tests.e2e.test_instance_review import CONFIG, PICTURE, box, is_ready, press_picture, rows

from assay.kit.db import Connection


def test_what_is_missing_on_an_approved_picture_is_drawn_and_reviewed(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=CONFIG, preset="manual_qa", title="Crossings")
    [task] = w.task_ids
    assert w.submit(cast.ann1, task, [box("a", 5), box("b", 25)]).status_code == 201

    reviewer = visit(path="/login")
    sign_in(reviewer, cast.rev1)
    reviewer.get_by_role("link", name="Review 1", exact=True).click()
    is_ready(reviewer)
    reviewer.get_by_role("button", name="Report missing").click()
    press_picture(reviewer, 80, 60)
    reviewer.get_by_role("textbox", name="What is missing").fill("The parked car")
    reviewer.get_by_role("button", name="Add the report").click()
    reviewer.keyboard.press("n")
    reviewer.keyboard.press("n")
    expect(reviewer.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(task)["status"] == "returned"

    annotator = visit(path="/login")
    sign_in(annotator, cast.ann1)
    annotator.get_by_role("link", name="Label 1").click()
    is_ready(annotator)
    expect(annotator.get_by_text("The parked car").first).to_be_visible()
    resubmit = annotator.get_by_role("button", name="Resubmit", exact=True)
    expect(resubmit).to_be_disabled()
    annotator.keyboard.press("1")
    draw(annotator, (75, 55), (88, 66))
    annotator.get_by_role("button", name="Mark as resolved").click()
    expect(annotator.get_by_text("All are answered: it can be handed in again.")).to_be_visible()
    resubmit.click()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()
    assert w.task(task)["status"] == "in_review"

    reviewer.reload()
    is_ready(reviewer)
    expect(rows(reviewer, "Pending")).to_have_count(1)
    expect(rows(reviewer, "Pending")).to_contain_text("Car 3")
    expect(rows(reviewer, "Completed")).to_have_count(2)
    reviewer.keyboard.press("n")
    expect(reviewer.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(task)["status"] == "completed"


def draw(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags the mouse from one place of the picture to another; in percent of it."""
    shown = page.get_by_role("region", name="Tab selects").locator("img").bounding_box()
    assert shown is not None
    for step, (x, y) in enumerate((start, end)):
        page.mouse.move(shown["x"] + x / 100 * shown["width"], shown["y"] + y / 100 * shown["height"], steps=6)
        (page.mouse.up if step else page.mouse.down)()
