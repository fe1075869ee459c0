"""A manager wants three people on half of the tasks, a dispute brings a fourth, and a reviewer judges all four."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.steps import until_compared
from tests.world import choice

from assay.kit.db import Connection


def test_a_dispute_gets_a_fourth_opinion_and_four_verdicts(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(
        db,
        cast,
        tasks=2,
        review_settings={
            "review_criteria": "all",
            "only_finished_tasks": True,
            "show_agreement_to_reviewers": True,
            "default_reject_action": "requeue",
        },
    )
    ask_for_more(visit(cast.manager, f"/projects/{w.project_id}/settings?section=quality"))
    [task] = [id for id in w.task_ids if w.task(id)["overlap"] == 3]
    for person, answer in ((cast.rev2, "Positive"), (cast.expert, "Negative"), (cast.ann1, "Negative")):
        assert w.submit(person, task, choice(answer)).status_code == 201
    until_compared(w, task, pairs=3, score=0.333)

    fourth = visit(cast.ann2, f"/projects/{w.project_id}/label")
    expect(fourth.get_by_role("article")).to_contain_text(w.task(task)["data"]["text"][:13])
    fourth.keyboard.press("1")
    fourth.keyboard.press("Control+Enter")
    expect(fourth.get_by_role("article")).not_to_contain_text(w.task(task)["data"]["text"][:13])
    until_compared(w, task, pairs=6, score=0.333)  # two against two: two of six pairs
    assert len([each for each in records(db, w.project_id) if each.task_id == task]) == 4

    reviewer = visit(cast.rev1, f"/projects/{w.project_id}/review")
    reviewer.get_by_role("button", name="Agreement 33 %").click()
    explained = reviewer.get_by_role("table", name="Annotators")
    expect(explained.get_by_role("row")).to_have_count(1 + 6)
    expect(explained.get_by_role("row", name=re.compile("Rev2.*Ann2.*100%"))).to_be_visible()
    expect(reviewer.get_by_text("Pairwise")).to_be_visible()
    reviewer.keyboard.press("Escape")

    fix(reviewer)
    expect(reviewer.get_by_text("1 done", exact=True)).to_be_visible()
    for done, way in enumerate(("Return to the author", "Pass to somebody else", "Reject for good"), 2):
        reviewer.get_by_role("button", name="Other ways to reject").click()
        reviewer.get_by_role("menuitem", name=re.compile(way)).click()
        if done < 4:
            expect(reviewer.get_by_text(f"{done} done", exact=True)).to_be_visible()
    expect(reviewer.get_by_role("heading", name="Review finished")).to_be_visible()
    found = [each for each in records(db, w.project_id) if each.task_id == task]
    assert [each.verdict for each in found] == ["fixed", "returned", "passed_on", "removed"]
    assert found[0].author_id == cast.rev2.id
    assert found[0].result[0]["value"]["choices"] == ["Negative"]


def ask_for_more(page: Page) -> None:
    page.get_by_role("textbox", name="Annotations per task").fill("3")
    page.get_by_role("textbox", name="Share of the tasks with overlap, in percent").fill("50")
    page.get_by_role("switch", name="Ask one more annotator on low agreement").check(force=True)
    page.get_by_role("textbox", name="Agreement that is enough, in percent").fill("50")
    page.get_by_role("textbox", name="Additional annotators at most").fill("1")
    expect(page.get_by_role("status", name="What saving will do")).to_contain_text("task")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved")).to_be_visible()


def fix(page: Page) -> None:
    """Corrects the answer and accepts it, with keys."""
    page.keyboard.press("e")
    page.keyboard.press("2")
    expect(page.get_by_text("1 correction of yours.")).to_be_visible()
    page.keyboard.press("n")
