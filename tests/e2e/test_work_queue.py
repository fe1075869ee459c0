"""A manager at the tables of work: forty tasks handed out, one taken back, one reopened, ten reviewed once more."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.steps import sign_in

from assay.kit.db import Connection

NIGHT, DAY, DONE = 40, 8, 12


def test_a_manager_hands_out_takes_back_reopens_and_adds_reviews(visit: Visit, cast: Any, db: Connection) -> None:
    names = [*(f"Night flight {n}" for n in range(NIGHT)), *(f"Day train {n}" for n in range(DAY + DONE))]
    w = world.build(
        db,
        cast,
        data=[{"text": name} for name in names],
        config=world.ENTITIES,
        preset="manual_qa",
        title="Timetables",
        review_settings={"sampling_rate": 0},
    )
    for task in w.task_ids[-DONE:]:
        assert w.submit(cast.ann2, task, [world.span("a", 0, 3)]).status_code == 201
    page = visit(path="/login")
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Timetables", exact=True).click()
    page.get_by_role("link", name="Labels").click()
    table = page.get_by_role("table", name="Queue")
    expect(page.get_by_text(f"{NIGHT + DAY} rows")).to_be_visible()
    page.get_by_label("Search files").fill("nIGHt")
    expect(page.get_by_text(f"{NIGHT} rows")).to_be_visible()
    page.get_by_role("checkbox", name="Select all that match").check()
    page.get_by_role("button", name="Assign").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Ann1").click()
    dialog.get_by_role("button", name="Assign").click()
    expect(page.get_by_text(f"{NIGHT} rows assigned.")).to_be_visible()
    assert len(held(w, cast)) == NIGHT

    row = table.get_by_role("row", name="Night flight 7")
    row.get_by_role("button", name="More about Night flight 7").click()
    page.get_by_role("menuitem", name="Release").click()
    expect(page.get_by_text("1 row released.")).to_be_visible()
    expect(row.get_by_text("Queued")).to_be_visible()
    assert held(w, cast) == {*w.task_ids[:NIGHT]} - {w.task_ids[7]}

    page.get_by_role("navigation", name="Labels").get_by_role("link", name="Activity").click()
    activity = page.get_by_role("table", name="Activity")
    expect(page.get_by_text(f"{DONE} tasks")).to_be_visible()
    activity.get_by_role("checkbox", name=f"Select Day train {DAY}", exact=True).check()
    page.get_by_role("button", name="Reopen").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Comment").fill("The second station is missing.")
    page.get_by_role("dialog").get_by_role("button", name="Reopen").click()
    expect(activity.get_by_role("checkbox", name=f"Select Day train {DAY}", exact=True)).to_have_count(0)
    for number in range(DAY + 1, DAY + 11):
        activity.get_by_role("checkbox", name=f"Select Day train {number}", exact=True).check()
    page.get_by_role("button", name="Add reviews").click()
    dialog = page.get_by_role("dialog", name="Add reviews to 10 tasks")
    expect(dialog.get_by_text("10 reviews")).to_be_visible()
    dialog.get_by_role("button", name="Add reviews").click()
    expect(activity.get_by_text("In review")).to_have_count(10)
    assert [w.task(task)["status"] for task in w.task_ids[-DONE:]] == ["returned", *["in_review"] * 10, "completed"]

    reviewer = visit(path="/login")
    sign_in(reviewer, cast.rev1)
    reviewer.get_by_role("link", name="Review 10").click()
    expect(reviewer.get_by_role("article").get_by_text("Day train")).to_be_visible()


def held(w: world.World, cast: Any) -> set[int]:
    """The tasks in the hands of the first annotator."""
    asked = {"reserved_by": cast.ann1.id, "page_size": 100}
    answer = cast.manager.client.get(f"/api/projects/{w.project_id}/queue/", params=asked)
    return {row["task"] for row in answer.json()["rows"]}
