"""A reviewer who may not see agreement finds it on no page: not in the list, its columns and filters, nor on a task."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.steps import until_compared
from tests.world import World, choice

from assay.kit.db import Connection


def test_agreement_is_on_no_page_of_a_reviewer(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, tasks=2, maximum_annotations=2)
    for person, said in ((cast.ann1, "Positive"), (cast.ann2, "Negative")):
        assert w.submit(person, w.task_ids[0], choice(said)).status_code == 201
    manager = visit(cast.manager, f"/projects/{w.project_id}/tasks")
    until_compared(w, w.task_ids[0], pairs=1, score=0)
    manager.reload()
    shown(manager).click()
    expect(manager.get_by_role("table", name="Annotators")).to_be_visible()
    line = {"filter": "filter:tasks:agreement", "operator": "less", "type": "Number", "value": 0.5}
    tab = {"title": "Disputed", "filters": {"conjunction": "and", "items": [line]}, "ordering": ["tasks:agreement"]}
    assert cast.manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": tab}).status_code == 201

    page = visit(cast.rev1, f"/projects/{w.project_id}/tasks")
    expect(page.get_by_role("checkbox", name=f"Select task {w.task_ids[1]}")).to_be_visible()
    nothing_of_it(page)
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_role("checkbox", name="Overlap", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Agreement")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Disputed").click()
    expect(
        page.get_by_role("checkbox", name=f"Select task {w.task_ids[1]}")
    ).to_be_visible()  # what the condition would leave out is there
    nothing_of_it(page)
    for path in (f"tasks/{w.task_ids[0]}", "review"):
        page.goto(f"/projects/{w.project_id}/{path}")
        expect(page.get_by_text("Text number 0").first).to_be_visible()
        nothing_of_it(page)
    asked_otherwise(page, w)

    change = {"review_settings": {"show_agreement_to_reviewers": True}}
    assert cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=change).status_code == 200
    page.goto(f"/projects/{w.project_id}/tasks/{w.task_ids[0]}")
    expect(shown(page)).to_be_visible()


def shown(page: Page) -> Any:
    return page.get_by_role("button", name="Agreement 0 %").first


def nothing_of_it(page: Page) -> None:
    expect(shown(page)).to_have_count(0)
    assert "Agreement" not in page.get_by_role("main").inner_text()


def asked_otherwise(page: Page, w: World) -> None:
    """With the session of the browser, past the page."""
    query = json.dumps({"ordering": ["tasks:agreement"]})
    api = f"/api/projects/{w.project_id}"
    for url in (
        f"{api}/task-rows/?query={query}",
        f"/api/tasks/?project={w.project_id}&query={query}",
        f"/api/tasks/{w.task_ids[0]}/agreement-pairs/",
        f"{api}/tasks/{w.task_ids[0]}/agreement-matrix",
        f"{api}/stats/IAA",
        f"{api}/stats/total_agreement",
        f"{api}/export?exportType=JSON",
        f"{api}/review-routing-rules/",
    ):
        answer = page.request.get(url)
        assert answer.status == 403, (url, answer.text())
