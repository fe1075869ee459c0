"""The main job from end to end: a project is made, labelled by two, reviewed by a third, mended, and exported."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.steps import import_text, invitation, join, name_project, publish, use_template

from assay.kit.db import Connection

ITEMS = [f"Report {number}: the ferry was {'late' if number % 3 else 'on time'} again." for number in range(1, 21)]
POSITIVE, NEUTRAL, NEGATIVE = "1", "2", "3"
COMMENT = "Late is late: this writer is not pleased."


def test_label_review_mend_and_export(visit: Visit, cast: Any, db: Connection) -> None:
    owner = visit(path="/")
    owner.get_by_label("E-mail").fill(cast.owner.email)
    owner.get_by_role("textbox", name="Password").fill(cast.owner.password)
    owner.get_by_role("button", name="Sign in").click()
    owner.get_by_role("link", name="New project").first.click()
    name_project(owner, "Ferry reports")
    import_text(owner, ITEMS)
    use_template(owner, "Sentiment")
    owner.get_by_role("button", name="Save and continue").click()
    to_label, to_review = invitation(owner, "Annotator"), invitation(owner, "Reviewer")
    owner.get_by_role("button", name="Continue", exact=True).click()
    publish(owner, overlap=2)
    expect(owner).to_have_url(re.compile(r"/projects/\d+/summary"))
    project_id = int(owner.url.split("/")[-2])

    mark = cast.owner.email.split("@")[0]
    mira, tomas, jonas = visit(), visit(), visit()
    join(mira, to_label, "Mira", "Kovac", f"mira-{mark}@example.org")
    join(tomas, to_label, "Tomas", "Ruiz", f"tomas-{mark}@example.org")
    join(jonas, to_review, "Jonas", "Berg", f"jonas-{mark}@example.org")

    label_all(mira, POSITIVE)
    label_all(tomas, NEGATIVE)
    found = records(db, project_id)
    assert len(found) == 2 * len(ITEMS)
    assert all(sum(record.task_id == task for record in found) == 2 for task in {record.task_id for record in found})

    jonas.reload()
    jonas.get_by_role("link", name="Review 40").click()
    review(jonas, {("Report 2:", "Tomas Ruiz"): fix, ("Report 3:", "Mira Kovac"): reject})
    verdicts = Counter(record.verdict for record in records(db, project_id))
    assert verdicts == {"accepted": 38, "fixed": 1, "returned": 1}

    mira.get_by_role("button", name="Look again").click()
    mend(mira)
    jonas.get_by_role("button", name="Look again").click()
    shown(jonas, "Report 3:")
    expect(jonas.get_by_role("radio", name="Negative")).to_be_checked()
    jonas.keyboard.press("n")
    expect(jonas.get_by_role("heading", name="Review finished")).to_be_visible()

    exported = download(owner)
    found = records(db, project_id)
    assert given_in(exported) == {record.id: record.result for record in found}
    owner.get_by_role("link", name="Summary").click()
    expect(owner.get_by_text("100% completed")).to_be_visible()


def shown(page: Page, text: str) -> None:
    expect(page.get_by_role("article")).to_contain_text(text)


def label_all(page: Page, choice: str) -> None:
    """Labels every item with keys alone."""
    page.get_by_role("link", name=f"Label {len(ITEMS)}").click()
    for text in ITEMS:
        shown(page, text)
        page.keyboard.press(choice)
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()


def review(page: Page, otherwise: Mapping[tuple[str, str], Callable[[Page], None]]) -> None:
    """Accepts everything that waits, with one key, but for a few items of somebody."""
    for done in range(1, 2 * len(ITEMS) + 1):
        text = page.get_by_role("article").inner_text()
        author = page.get_by_role("region", name="Author").inner_text()
        what = next((act for (item, name), act in otherwise.items() if item in text and name in author), accept)
        what(page)
        expect(page.get_by_text(f"{done} done", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Review finished")).to_be_visible()


def accept(page: Page) -> None:
    page.keyboard.press("n")


def fix(page: Page) -> None:
    """Corrects the answer and accepts it, with keys."""
    page.keyboard.press("e")
    page.keyboard.press(NEUTRAL)
    expect(page.get_by_text("1 correction of yours.")).to_be_visible()
    page.keyboard.press("n")


def reject(page: Page) -> None:
    """Sends it back to its author with a comment."""
    expect(page.get_by_role("radio", name="Return to the author")).to_be_checked()
    page.get_by_placeholder("Comment for Mira Kovac").fill(COMMENT)
    page.get_by_role("button", name="Reject", exact=True).click()


def mend(page: Page) -> None:
    """The author sees why it came back, and hands it in again."""
    shown(page, "Report 3:")
    expect(page.get_by_text("Returned by Jonas Berg")).to_be_visible()
    expect(page.get_by_text(COMMENT).first).to_be_visible()
    page.keyboard.press(NEGATIVE)
    page.get_by_role("button", name="Resubmit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()


def download(page: Page) -> list[Any]:
    """Exports what was accepted."""
    page.get_by_role("link", name="Export").click()
    page.get_by_role("radio", name="Accepted only").check()
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").first.click()
    exported: list[Any] = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    return exported


def given_in(exported: list[Any]) -> dict[int, Any]:
    """The results in an export, by annotation."""
    return {annotation["id"]: annotation["result"] for task in exported for annotation in task["annotations"]}
