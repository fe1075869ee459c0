"""A manager says how work is reviewed; a reviewer who may not know the annotators does all that can be done to it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.world import choice

from assay.kit.db import Connection


def test_disagreement_is_fixed_returned_passed_on_and_removed(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=2, maximum_annotations=2)
    for task_id in w.task_ids:
        for person, said in ((cast.ann1, "Positive"), (cast.ann2, "Negative")):
            w.submit(person, task_id, choice(said))
    db.execute("update task set agreement = 0 where project_id = %s", (w.project_id,))
    db.commit()
    manager = visit(cast.manager, f"/projects/{w.project_id}/settings?section=review")
    manager.get_by_role("combobox", name="When a task is reviewed").click()
    manager.get_by_role("option", name="Every annotation needs a verdict").click()
    for name in ("Reviewers see the agreement", "Hide who annotated"):
        manager.get_by_role("switch", name=name).focus()
        manager.keyboard.press("Space")
    manager.get_by_role("form", name="Review", exact=True).get_by_role("button", name="Save").click()
    expect(manager.get_by_role("form", name="Review", exact=True).get_by_text("Saved")).to_be_visible()

    page = visit(cast.rev1, f"/projects/{w.project_id}/review")
    expect(page.get_by_role("button", name="Agreement 0 %")).to_be_visible()
    expect(page.get_by_role("region", name="Author")).to_contain_text("Annotator 1")
    page.get_by_role("button", name="Edit labels").click()
    page.get_by_role("radio", name="Negative").check()
    page.get_by_role("button", name="Fix + Accept").click()
    expect(page.get_by_role("region", name="Author")).to_contain_text("Annotator 2")
    reject(page, "Return to the author")
    expect(page.get_by_role("article").get_by_text("Text number 1")).to_be_visible()
    reject(page, "Pass to somebody else")
    expect(page.get_by_role("region", name="Author")).to_contain_text("Annotator 2")
    reject(page, "Reject for good")
    expect(page.get_by_text("Review finished")).to_be_visible()

    first, second = (w.task(task_id) for task_id in w.task_ids)
    assert [entry["verdict"] for entry in first["annotations"]] == ["fixed", "returned"]
    assert [entry["verdict"] for entry in second["annotations"]] == ["passed_on", "removed"]
    assert (first["state"], second["state"]) == ("ANNOTATION_IN_PROGRESS", "ANNOTATION_IN_PROGRESS")

    page.get_by_role("button", name="Earlier item").click()
    expect(page.get_by_text("rejected for good")).to_be_visible()
    for _ in range(3):
        page.get_by_role("button", name="Earlier item").click()
    expect(page.get_by_text("fixed and accepted")).to_be_visible()


def reject(page: Page, way: str) -> None:
    """Rejects what is on the screen in a certain way."""
    page.get_by_role("button", name="Other ways to reject").click()
    page.get_by_role("menuitem", name=way).click()


def test_what_is_reviewed_follows_the_agreement(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=1, maximum_annotations=2)
    page = visit(cast.manager, f"/projects/{w.project_id}/settings?section=review")
    form = page.get_by_role("form", name="What is reviewed")
    form.get_by_text("By agreement", exact=True).click()
    form.get_by_role("textbox", name="Threshold of the agreement").fill("80")
    form.get_by_role("textbox", name="Share reviewed from the threshold on").fill("0")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Saved")).to_be_visible()
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    page.goto(f"/projects/{w.project_id}/tasks/{w.task_ids[0]}")
    status = page.get_by_role("button", name="Show how it came about")
    # Both said the same: the agreement is whole, and the task is done without a review.
    expect(status).to_contain_text("Completed", timeout=30_000)
    status.click()
    expect(page.get_by_text("Not drawn for review: by rule 2")).to_be_visible()


def test_some_tasks_are_reviewed(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=3)
    for task_id in w.task_ids:
        w.submit(cast.ann1, task_id)
    page = visit(cast.rev1, f"/projects/{w.project_id}/review?tasks={w.task_ids[2]},{w.task_ids[0]}")
    for text in ("Text number 2", "Text number 0"):
        expect(page.get_by_role("article").get_by_text(text)).to_be_visible()
        page.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.get_by_text("Review finished")).to_be_visible()
    page.get_by_role("link", name="Review all tasks").click()
    expect(page.get_by_role("article").get_by_text("Text number 1")).to_be_visible()
