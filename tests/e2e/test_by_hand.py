"""Work that is handed out by hand: annotators and reviewers get what is theirs, and one of them is paused."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

PAUSED = r"403|Please wait for the new guide"
NOTHING = "There is nothing left to label for you"


def test_only_what_is_assigned_is_done_and_a_pause_stops_one_of_them(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(
        db,
        cast,
        tasks=2,
        assignment_settings={"label_stream_task_distribution": "assigned_only"},
        expert_instruction="Judge the mood, not the spelling.",
        show_instruction=True,
        review_settings={
            "review_only_manual_assignments": True,
            "instruction": "Say why when you reject.",
            "show_instruction": True,
        },
    )
    manager = visit(cast.manager, f"/projects/{w.project_id}/tasks")
    for annotator, reviewer, task_id in (("Ann1", "Rev1", w.task_ids[0]), ("Ann2", "Rev2", w.task_ids[1])):
        assign(manager, task_id, "annotators", annotator)
        assign(manager, task_id, "reviewers", reviewer)

    manager.goto(f"/projects/{w.project_id}/settings?section=members")
    manager.get_by_role("button", name="Pause Ann2").click()
    manager.get_by_label("Reason").fill("Please wait for the new guide.")
    manager.get_by_role("button", name="Pause", exact=True).click()
    expect(manager.get_by_role("button", name="End the pause of Ann2")).to_be_visible()
    second = visit(cast.ann2, f"/projects/{w.project_id}/label", expecting=[PAUSED])
    expect(second.get_by_text("Please wait for the new guide.")).to_be_visible()

    first = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(first.get_by_role("dialog")).to_contain_text("Judge the mood, not the spelling.")
    first.keyboard.press("Escape")
    label(first, "Text number 0")
    for reviewer, sees in ((cast.rev2, False), (cast.rev1, True)):
        page = visit(reviewer, f"/projects/{w.project_id}/review")
        if sees:
            expect(page.get_by_role("dialog")).to_contain_text("Say why when you reject.")
            page.keyboard.press("Escape")
            expect(page.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
            page.keyboard.press("n")
            expect(page.get_by_role("heading", name="Review finished")).to_be_visible()
        else:
            expect(page.get_by_role("heading", name="Nothing waits for your review")).to_be_visible()

    manager.get_by_role("button", name="End the pause of Ann2").click()
    expect(manager.get_by_role("button", name="Pause Ann2")).to_be_visible()
    second.get_by_role("button", name="Look again").click()
    expect(second.get_by_role("dialog")).to_contain_text("Judge the mood")
    second.keyboard.press("Escape")
    label(second, "Text number 1")
    found = records(db, w.project_id)
    assert [(each.task_id, each.author_id, each.verdict) for each in found] == [
        (w.task_ids[0], cast.ann1.id, "accepted"),
        (w.task_ids[1], cast.ann2.id, None),
    ]


def assign(page: Page, task_id: int, whom: str, name: str) -> None:
    page.get_by_role("checkbox", name=f"Select task {task_id}").check()
    page.get_by_role("button", name=f"Assign {whom}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_placeholder("Choose people").click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name=f"Assign {whom}").click()
    expect(dialog).to_be_hidden()


def label(page: Page, text: str) -> None:
    """Labels the one item that is the person's."""
    expect(page.get_by_role("article").get_by_text(text)).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(NOTHING)).to_be_visible()
