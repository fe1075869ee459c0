"""Two browsers on the same work: nothing is taken twice, nothing is judged that was not seen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

REFUSED = r"status of (400|409)"


def test_one_annotator_in_two_browsers(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=1)
    first = visit(cast.ann1, f"/projects/{w.project_id}/label")
    second = visit(cast.ann1, f"/projects/{w.project_id}/label", expecting=[REFUSED])
    for page in (first, second):
        expect(page.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
    first.keyboard.press("1")
    first.keyboard.press("Control+Enter")
    expect(first.get_by_text("There is nothing left to label for you")).to_be_visible()

    second.keyboard.press("2")
    second.keyboard.press("Control+Enter")
    expect(second.get_by_text("This was not taken.")).to_be_visible()
    expect(second.get_by_role("radio", name="Negative")).to_be_checked()
    (record,) = records(db, w.project_id)
    assert record.result[0]["value"]["choices"] == ["Positive"]


def test_two_annotators_never_have_the_same_item(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=3)
    first = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(first.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
    second = visit(cast.ann2, f"/projects/{w.project_id}/label")
    # The one in between waits for the first annotator already.
    expect(second.get_by_role("article").get_by_text("Text number 2")).to_be_visible()


def test_a_verdict_on_work_that_was_changed_says_by_whom(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=1)
    author = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(author.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
    author.keyboard.press("1")
    author.keyboard.press("Control+Enter")
    expect(author.get_by_text("There is nothing left to label for you")).to_be_visible()
    reviewer = visit(cast.rev1, f"/projects/{w.project_id}/review", expecting=[REFUSED])
    expect(reviewer.get_by_role("radio", name="Positive")).to_be_checked()

    author.get_by_role("button", name="Earlier item").click()
    expect(author.get_by_role("radio", name="Positive")).to_be_checked()
    author.keyboard.press("2")
    author.get_by_role("button", name="Update").click()
    expect(author.get_by_text("updated")).to_be_attached()

    reviewer.keyboard.press("n")
    expect(reviewer.get_by_text("Ann1 changed this annotation")).to_be_visible()
    expect(reviewer.get_by_role("radio", name="Negative")).to_be_checked()
    (record,) = records(db, w.project_id)
    assert record.verdict is None
    reviewer.keyboard.press("n")
    expect(reviewer.get_by_role("heading", name="Review finished")).to_be_visible()
    (record,) = records(db, w.project_id)
    assert (record.verdict, record.revision) == ("accepted", 2)
