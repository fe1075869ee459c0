"""A copy of a project with what was approved of its labels: everything waits anew, the labels are there."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.steps import sign_in
from tests.e2e.test_instance_review import CONFIG, PICTURE, box

from assay.kit.db import Connection


def test_a_copy_has_the_approved_labels_and_all_its_tasks_wait(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}] * 3, config=CONFIG, preset="manual_qa", title="Crossings")
    for task, cars in zip(w.task_ids, ("ab", "c"), strict=False):
        boxes = [box(key, 5 + 20 * at) for at, key in enumerate(cars)]
        assert w.submit(cast.ann1, task, boxes).status_code == 201
    batch = w.next_review(cast.rev1).json()
    verdicts = [{"item": item["id"], "accepted": item["key"] == "a"} for item in batch["items"]]
    body = {"revision": 1, "verdicts": verdicts}
    judged = cast.rev1.client.post(f"/api/work-items/{batch['reservation']['work_item']}/verdicts/", json=body)
    assert judged.status_code == 200, judged.text

    page = visit(path="/login")
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Crossings", exact=True).click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("button", name=re.compile("^Copy")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the copy").fill("Crossings again")
    dialog.get_by_role("checkbox", name="Labels that were submitted").check()
    expect(dialog.get_by_role("checkbox", name="Approved")).to_be_checked()
    dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_text("Crossings again").first).to_be_visible()
    page.get_by_role("link", name="Labels").click()
    rows = page.get_by_role("table", name="Queue").get_by_role("row")
    expect(rows.get_by_text("Queued")).to_have_count(3)
    page.get_by_role("navigation", name="Labels").get_by_role("link", name="Data").click()
    expect(page.get_by_role("table", name="Data").get_by_text("Queued")).to_have_count(3)
    page.get_by_role("navigation", name="Labels").get_by_role("link", name="Queue").click()
    rows.nth(1).get_by_role("button", name="Initiate").click()
    expect(page.get_by_role("tab", name="Instances1")).to_be_visible()
