"""Boxes judged one by one: by keys and in frames, with a reason, a report at its place, and what comes back of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

PICTURE = "/static/samples/crossing-01.png"
CONFIG = """<View>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>"""


def box(key: str, x: float, label: str = "Car") -> dict[str, Any]:
    return {
        "id": key,
        "from_name": "objects",
        "to_name": "image",
        "type": "rectanglelabels",
        "original_width": 1280,
        "original_height": 800,
        "image_rotation": 0,
        "value": {"x": x, "y": 20, "width": 12, "height": 15, "rotation": 0, "rectanglelabels": [label]},
    }


def rows(page: Page, pane: str) -> Locator:
    return page.get_by_role("region", name=pane, exact=True).get_by_role("option")


def is_ready(page: Page) -> None:
    expect(page.get_by_role("status", name="Zoom")).to_have_text(re.compile(r"\d+%"))


def press_picture(page: Page, x: float, y: float) -> None:
    """Presses at a place in percent of the picture."""
    shown = page.get_by_role("region", name="Tab selects").locator("img").bounding_box()
    assert shown is not None
    page.mouse.click(shown["x"] + shown["width"] * x / 100, shown["y"] + shown["height"] * y / 100)


@pytest.fixture
def handed_in(db: Connection, cast: Any) -> world.World:
    """Two pictures of one annotator, each with some boxes, in a project that is reviewed box by box."""
    w = world.build(db, cast, data=[{"image": PICTURE}] * 2, config=CONFIG, preset="manual_qa")
    for task, boxes in zip(
        w.task_ids, [[box("a", 5), box("b", 25), box("c", 45, "Person")], [box("d", 5), box("e", 25)]], strict=True
    ):
        assert w.submit(cast.ann1, task, boxes).status_code == 201
    return w


def test_boxes_from_verdicts_to_their_second_round(
    visit: Visit, cast: Any, db: Connection, handed_in: world.World
) -> None:
    w = handed_in
    judge_first_round(visit(cast.rev1, f"/projects/{w.project_id}/review"))
    assert [w.task(task)["status"] for task in w.task_ids] == ["returned", "returned"]

    mend(visit(cast.ann1, f"/projects/{w.project_id}/label"))
    first, second = records(db, w.project_id)
    assert {entry["id"] for entry in first.result} >= {"a", "b", "c"}
    assert [entry["id"] for entry in second.result] == ["e"]

    # What came back is judged by who rejected it.
    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    is_ready(page)
    expect(rows(page, "Pending")).to_have_count(1)
    expect(rows(page, "Pending").first).to_contain_text("Person 1")
    expect(rows(page, "Pending").first).to_contain_text("R2")
    expect(rows(page, "Completed")).to_have_count(2)
    page.keyboard.press("n")
    expect(rows(page, "Pending").first).to_contain_text("Car 1")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()
    assert [w.task(task)["status"] for task in w.task_ids] == ["completed", "completed"]


def judge_first_round(page: Page) -> None:
    is_ready(page)
    expect(rows(page, "Pending")).to_have_count(3)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(rows(page, "Completed")).to_have_count(2)
    page.reload()
    is_ready(page)
    expect(rows(page, "Completed")).to_have_count(2)
    expect(rows(page, "Completed").first).to_contain_text("Approved")

    page.get_by_role("button", name="Report missing").click()
    press_picture(page, 80, 60)
    expect(page.get_by_text("80 % across, 60 % down")).to_be_visible()
    page.get_by_role("textbox", name="What is missing").fill("The parked car")
    page.get_by_role("button", name="Add the report").click()
    expect(page.get_by_role("button", name="Report missing (1)")).to_be_visible()

    page.get_by_role("textbox", name="Another reason").fill("Box too loose")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    expect(rows(page, "Pending")).to_have_count(2)

    page.keyboard.press("1")
    page.keyboard.press("Shift+b")
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()


def mend(page: Page) -> None:
    is_ready(page)
    expect(page.get_by_role("tab", name="Issues2")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="Resubmit")).to_be_disabled()
    expect(page.get_by_role("button", name="80 % across, 60 % down")).to_be_visible()
    page.get_by_role("button", name="80 % across, 60 % down").click()
    expect(page.get_by_role("list", name="Issues").locator("[aria-current]")).to_contain_text("The parked car")
    # A box on the picture leads to its issue, and the issue to its box.
    press_picture(page, 51, 27)
    expect(page.get_by_role("list", name="Issues").locator("[aria-current]")).to_contain_text("Person 1")
    page.get_by_role("button", name="Person 1").click()
    expect(page.get_by_text("Box too loose", exact=True)).to_be_visible()
    page.get_by_role("region", name="Tab selects").focus()
    page.keyboard.press("Shift+ArrowRight")
    for _ in range(2):
        page.get_by_role("button", name="Mark as resolved").first.click()
    page.get_by_role("button", name="Resubmit").click()

    expect(page.get_by_role("tab", name="Issues2")).to_be_visible()
    page.get_by_role("button", name="Car 1").click()
    page.get_by_role("region", name="Tab selects").focus()
    page.keyboard.press("Delete")  # which answers its issue
    page.get_by_role("button", name="Mark as resolved").click()
    page.get_by_role("button", name="Resubmit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()


def test_a_correction_fixes_its_box_and_a_batch_can_be_taken_back(
    visit: Visit, cast: Any, db: Connection, handed_in: world.World
) -> None:
    w = handed_in
    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    is_ready(page)
    page.get_by_role("button", name="Edit labels").click()
    page.get_by_role("region", name="Tab selects").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("1 instance corrected.")).to_be_visible()
    page.get_by_role("button", name="Fix + approve").click()
    expect(rows(page, "Completed").first).to_contain_text("Fixed and approved")
    page.keyboard.press("Shift+n")
    page.get_by_role("button", name="Undo").click()
    expect(rows(page, "Pending")).to_have_count(2)
    page.keyboard.press("Shift+n")
    expect(rows(page, "Pending")).to_have_count(2)
    page.keyboard.press("Shift+n")
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()
    first, second = records(db, w.project_id)
    assert (first.verdict, first.revision, first.author_id) == ("fixed", 2, cast.ann1.id)
    assert first.result[0]["value"]["x"] == pytest.approx(5 + 100 * 10 / 1280)
    assert (second.verdict, second.revision) == ("accepted", 1)


def test_verdicts_on_a_version_that_changed_are_kept_but_where_it_changed(
    visit: Visit, cast: Any, handed_in: world.World
) -> None:
    w = handed_in
    page = visit(cast.rev1, f"/projects/{w.project_id}/review", expecting=[r"409"])
    is_ready(page)
    page.keyboard.press("n")
    page.keyboard.press("n")
    [annotation] = w.task(w.task_ids[0])["annotations"]
    moved = [box("a", 6), box("b", 25), box("c", 45, "Person")]
    changed = cast.manager.client.patch(
        f"/api/annotations/{annotation['id']}/", json={"result": moved, "revision": annotation["revision"]}
    )
    assert changed.status_code == 200, changed.text
    page.keyboard.press("n")
    expect(page.get_by_text("after you opened it.")).to_be_visible()
    expect(page.get_by_text("except on 1 instance that changed: look at it again.")).to_be_visible()
    expect(rows(page, "Pending")).to_have_count(1)
    expect(rows(page, "Completed")).to_have_count(2)
    page.keyboard.press("n")
    expect(rows(page, "Pending")).to_have_count(2)


def test_a_report_names_the_pressed_word_and_its_author_sees_it(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"text": "🚂 Ada wrote to Babbage."}], config=world.ENTITIES, preset="manual_qa")
    assert w.submit(cast.ann1, w.task_ids[0], [world.span("a", 2, 5)]).status_code == 201
    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    expect(rows(page, "Pending")).to_have_count(1)
    page.get_by_role("button", name="Report missing").click()
    page.get_by_text("wrote to Babbage.", exact=True).click(position={"x": 100, "y": 10})
    expect(page.get_by_text("“Babbage”")).to_be_visible()
    # Letters after the press are words, not verdicts.
    expect(page.get_by_role("textbox", name="What is missing")).to_be_focused()
    page.keyboard.type("b, a name")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Shift+n")
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()

    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("button", name="“Babbage”").click()
    expect(page.get_by_text("b, a name")).to_be_visible()
    [issue] = cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()
    assert issue["place"] == {"object": "text", "start": issue["place"]["start"], "words": "“Babbage”"}
    assert 15 <= issue["place"]["start"] <= 22
