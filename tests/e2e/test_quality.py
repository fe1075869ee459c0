"""A manager says how many people label what, learns what that does before it is saved, and pauses somebody."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit

from assay.kit.db import Connection

PAUSED = r"403|Let us talk first"


def test_what_saving_does_is_said_before(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=4)
    w.submit(cast.ann1, w.task_ids[0])
    page = visit(cast.manager, f"/projects/{w.project_id}/settings?section=quality")
    page.get_by_label("Annotations per task").fill("2")
    told = page.get_by_role("status", name="What saving will do")
    expect(told).to_contain_text("4 tasks will need annotations by 2 people.")
    expect(told).to_contain_text("1 task that is done will be open again.")
    page.get_by_label("Share of the tasks with overlap, in percent").fill("50")
    expect(told).to_contain_text("2 tasks will need annotations by 2 people.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    expect(told).to_be_empty()
    db.rollback()
    found = db.execute("select count(*) from task where project_id = %s and overlap = 2", (w.project_id,)).fetchone()
    assert found == (2,)

    page.goto(f"/projects/{w.project_id}/settings?section=annotation")
    page.get_by_role("combobox", name="Who gets which task").click()
    page.get_by_role("option", name="Only what was assigned by hand").click()
    expect(told).to_contain_text("This switches off the overlap, for good.")


def test_somebody_is_paused_and_goes_on(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=2)
    name = cast.ann1.name.capitalize()
    labels = visit(cast.ann1, f"/projects/{w.project_id}/label", expecting=[PAUSED])
    labels.get_by_role("radio", name="Negative").click()
    expect(labels.get_by_text("Draft saved")).to_be_visible()

    manager = visit(cast.manager, f"/projects/{w.project_id}/settings?section=members")
    manager.get_by_role("button", name=f"Pause {name}").click()
    manager.get_by_label("Reason").fill("Let us talk first.")
    manager.get_by_role("button", name="Pause", exact=True).click()
    expect(manager.get_by_role("button", name="Paused. By hand")).to_be_visible()

    labels.reload()
    expect(labels.get_by_role("heading", name="Your work in this project is paused")).to_be_visible()
    expect(labels.get_by_text("Let us talk first.")).to_be_visible()

    manager.get_by_role("button", name=f"End the pause of {name}").click()
    expect(manager.get_by_role("button", name=f"Pause {name}")).to_be_visible()
    labels.get_by_role("button", name="Look again").click()
    expect(labels.get_by_role("radio", name="Negative")).to_be_checked()
