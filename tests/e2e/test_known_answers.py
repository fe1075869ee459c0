"""A manager stars an answer; who answers otherwise fails the evaluation, is paused, and goes on when less is asked."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.world import choice

from assay.kit.db import Connection

PAUSED = r"403|known answers"
SLOW_MS = 45_000


def test_who_fails_the_known_answers_is_paused(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=3)
    assert w.submit(cast.manager, w.task_ids[1], choice("Positive")).status_code == 201
    manager = visit(cast.manager, f"/projects/{w.project_id}/tasks/{w.task_ids[1]}")
    manager.get_by_role("button", name="Mark as ground truth").click()
    expect(manager.get_by_role("button", name="Take the ground truth star away")).to_be_visible()

    manager.goto(f"/projects/{w.project_id}/settings?section=quality")
    manager.get_by_role("switch", name="Evaluate annotators").check(force=True)
    for name, number in (
        ("Known answers at the start", "1"),
        ("Score that is enough, in percent", "80"),
        ("The score counts from", "1"),
    ):
        manager.get_by_role("textbox", name=name).fill(number)
    manager.get_by_role("switch", name="Pause who fails").check(force=True)
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(manager.get_by_text("Saved")).to_be_visible()

    careless = visit(cast.ann1, f"/projects/{w.project_id}/label", expecting=[PAUSED])
    expect(careless.get_by_role("article").get_by_text("Text number 1")).to_be_visible()
    careless.keyboard.press("2")
    careless.keyboard.press("Control+Enter")
    expect(careless.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
    manager.goto(f"/projects/{w.project_id}/settings?section=members")
    row = manager.get_by_role("row", name="Ann1")

    def until_paused() -> None:
        manager.reload()
        expect(row.get_by_text("Failing")).to_be_visible(timeout=SLOW_MS)

    until_paused()
    careless.reload()
    expect(careless.get_by_role("heading", name="Your work in this project is paused")).to_be_visible()
    expect(careless.get_by_text("This project asks for")).to_be_visible()

    manager.goto(f"/projects/{w.project_id}/settings?section=quality")
    manager.get_by_role("switch", name="Pause who fails").uncheck(force=True)
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(manager.get_by_text("Saved")).to_be_visible()
    careless.get_by_role("button", name="Look again").click()
    expect(careless.get_by_role("article").get_by_text("Text number 0")).to_be_visible()
