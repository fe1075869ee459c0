"""Tracks of a film, half of them drawn for two reviewers, through two rejections up to an expert's last word."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.steps import sign_in
from tests.e2e.test_instance_review import rows
from tests.e2e.test_video import FRAMES, go_to

from assay.kit.db import Connection
from assay.projects.templates.samples import FILM
from tests.e2e.shots_tmp import shot

CONFIG = """<View>
  <Labels name="thing" toName="film"><Label value="Car"/><Label value="Person"/></Labels>
  <Video name="film" value="$video"/>
  <VideoRectangle name="box" toName="film"/>
</View>"""
# So many that each group has somebody in the sample: of fourteen nobody is drawn once in sixteen thousand times.
EARLY_CARS, LATE_CARS, PEOPLE = 14, 14, 14
LATE = 121
REASON = "Box too loose"


def track(number: int, label: str, first: int, last: int) -> dict[str, Any]:
    """A thing that stands at one place from one frame to another."""
    place = {"x": 2 + 16 * (number % 6), "y": 4 + 12 * (number // 6), "width": 12, "height": 9, "rotation": 0}
    keys = [{"frame": frame, "enabled": frame < last, "time": frame / 30, **place} for frame in (first, last)]
    return {
        "id": f"{label}-{number}",
        "from_name": "box",
        "to_name": "film",
        "type": "videorectangle",
        "value": {"framesCount": FRAMES, "duration": 8, "sequence": keys, "labels": [label]},
    }


EARLY = {f"Car-{number}" for number in range(EARLY_CARS)}
TRACKS = [
    *(track(number, "Car", 1, 60) for number in range(EARLY_CARS)),
    *(track(number, "Car", LATE, FRAMES) for number in range(EARLY_CARS, EARLY_CARS + LATE_CARS)),
    *(track(number, "Person", 1, FRAMES) for number in range(EARLY_CARS + LATE_CARS, len(range(42)))),
]


def test_a_film_through_two_rejections_to_the_expert(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"video": FILM}], config=CONFIG, preset="manual_qa", title="Crossings",
      review_settings={"reject_reasons":[{"text": REASON, "key": "1"}]})
    predicted = {"task": w.task_ids[0], "model_version": "Tracker 3", "result": TRACKS}
    assert cast.manager.client.post("/api/predictions/", json=predicted).status_code == 201
    set_rules(visit(path="/login"), cast)

    annotator = visit(path="/login")
    sign_in(annotator, cast.ann1)
    annotator.get_by_role("link", name="Label 1").click()
    expect(annotator.get_by_text("Begun with the prediction of Tracker 3.")).to_be_visible()
    annotator.get_by_role("button", name="Submit", exact=True).click()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()
    cars, people = drawn(w, cast, "Car"), drawn(w, cast, "Person")

    first = visit(path="/login")
    sign_in(first, cast.rev1)
    first.get_by_role("link", name=re.compile("^Review")).first.click()
    expect(rows(first, "Pending")).to_have_count(len(cars))
    shot(first, "a30", 1500)
    first.get_by_role("button", name=REASON).click()
    shot(first, "a31")
    first.get_by_role("button", name="All in frame").click()
    shot(first, "a32")
    first.get_by_role("menuitem", name="Reject all in frame").click()
    shot(first, "a33", 1000)
    early = {key for key in cars if key in EARLY}
    expect(rows(first, "Completed")).to_have_count(len(early))
    go_to(first, LATE)
    shot(first, "a34", 1000)
    first.get_by_role("button", name="All in frame").click()
    first.get_by_role("menuitem", name="Approve all in frame").click()
    expect(first.get_by_role("heading", name="Review finished")).to_be_visible()
    shot(first, "a35", 1000)
    assert w.task(w.task_ids[0])["status"] == "in_review"

    second = visit(path="/login")
    sign_in(second, cast.rev2)
    second.get_by_role("link", name=re.compile("^Review")).first.click()
    expect(rows(second, "Pending")).to_have_count(len(people))
    second.get_by_role("button", name="All in frame").click()
    second.get_by_role("menuitem", name="Approve all in frame").click()
    expect(second.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(w.task_ids[0])["status"] == "returned"

    shot(annotator, "a39")
    annotator.get_by_role("button", name="Look again").click()
    shot(annotator, "a40", 2000)
    expect(annotator.get_by_role("tab", name=f"Issues{len(early)}")).to_be_visible()
    expect(annotator.get_by_text(REASON).first).to_be_visible()
    annotator.get_by_role("button", name="Resubmit", exact=True).click()
    shot(annotator, "a41", 1000)
    for _ in early:
        annotator.get_by_role("button", name="Mark as resolved").first.click()
    shot(annotator, "a42", 1000)
    annotator.get_by_role("button", name="Resubmit", exact=True).click()
    shot(annotator, "a43", 1000)
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()

    first.get_by_role("button", name="Look again").click()
    expect(rows(first, "Pending")).to_have_count(len(early))
    shot(first, "a50", 1500)
    first.get_by_role("button", name=REASON).click()
    first.get_by_role("button", name="All in frame").click()
    first.get_by_role("menuitem", name="Reject all in frame").click()
    expect(first.get_by_role("heading", name="Review finished")).to_be_visible()
    shot(first, "a51", 1000)

    expert = visit(path="/login")
    sign_in(expert, cast.expert)
    shot(expert, "a60", 1000)
    expert.get_by_role("link", name=re.compile("^Review")).first.click()
    expect(rows(expert, "Pending")).to_have_count(len(early))
    shot(expert, "a61", 1500)
    expert.get_by_role("button", name="All in frame").click()
    expert.get_by_role("menuitem", name="Reject all in frame").click()
    shot(expert, "a62", 1500)
    expect(expert.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(w.task_ids[0])["status"] == "completed"

    annotator.get_by_role("button", name="Look again").click()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()
    shot(annotator, "a70", 1500)
    manager = visit(cast.manager, f"/projects/{w.project_id}/summary")
    shot(manager, "a71", 1500)
    manager.get_by_role("link", name="Labels").click()
    for tab in ("Activity", "Queue", "Data", "Instances"):
        manager.get_by_role("navigation", name="Labels").get_by_role("link", name=tab).click()
        shot(manager, f"a72-{tab}", 1500)


def set_rules(page: Page, cast: Any) -> None:
    """Half of what is submitted is reviewed, cars and people by one person each, what is rejected twice by an expert."""
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Crossings", exact=True).click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("navigation", name="Settings").get_by_role("link", name="Review", exact=True).click()
    page.get_by_label("Share that is reviewed, in percent").fill("50")
    page.get_by_role("form", name="What is reviewed").get_by_role("button", name="Save").click()
    expect(page.get_by_role("form", name="What is reviewed").get_by_text("Saved")).to_be_visible()
    rules = page.get_by_role("form", name="Review", exact=True)
    rules.get_by_label("Rejections before an expert decides").fill("2")
    choose(page, "Experts", "Expert")
    rules.get_by_role("switch", name="Reviewer mapping").check(force=True)
    rules.get_by_role("button", name="Edit mapping").click()
    choose(page, "Reviewers of Car", "Rev1")
    choose(page, "Reviewers of Person", "Rev2")
    shot(page, "a05-mapping")
    page.get_by_role("button", name="Done").click()
    shot(page, "a06")
    page.screenshot(path="/work/tmp/journeys/shots/a06-full.png", full_page=True)
    rules.get_by_role("button", name="Save").click()
    expect(rules.get_by_text("Saved")).to_be_visible()
    shot(page, "a07")


def choose(page: Page, field: str, name: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Tab")


def drawn(w: world.World, cast: Any, class_name: str) -> set[str]:
    """The identifiers of a class that are in the sample."""
    asked = {"class": class_name, "state": "pending", "page_size": 100}
    answer = cast.manager.client.get(f"/api/projects/{w.project_id}/instances/", params=asked)
    return {row["identifier"] for row in answer.json()["rows"]}
