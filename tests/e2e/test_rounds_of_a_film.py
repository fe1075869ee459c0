"""Tracks of a film, half of them drawn for two reviewers, through two rejections up to an expert's last word."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.steps import sign_in
from tests.e2e.test_instance_review import rows
from tests.e2e.test_video import FRAMES, go_to

from assay.kit.db import Connection
from assay.projects.templates.samples import FILM

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
    *(track(number, "Person", 1, FRAMES) for number in range(EARLY_CARS + LATE_CARS, EARLY_CARS + LATE_CARS + PEOPLE)),
]


def test_a_film_through_two_rejections_to_the_expert(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"video": FILM}], config=CONFIG, preset="manual_qa", title="Crossings")
    predicted = {"task": w.task_ids[0], "model_version": "Tracker 3", "result": TRACKS}
    assert cast.manager.client.post("/api/predictions/", json=predicted).status_code == 201
    # What saving would do is asked while the rules are not complete yet.
    set_rules(visit(path="/login", expecting=[r"400 .*settings-effect"]), cast)

    annotator = visit(path="/login")
    sign_in(annotator, cast.ann1)
    annotator.get_by_role("link", name="Label 1").click()
    expect(annotator.get_by_text("Begun with the prediction of Tracker 3.")).to_be_visible()
    annotator.get_by_role("button", name="Submit", exact=True).click()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()
    cars, people = drawn(w, cast, "Car"), drawn(w, cast, "Person")
    early = cars & EARLY
    assert early
    assert len(cars) + len(people) < len(TRACKS)

    first = visit(path="/login")
    sign_in(first, cast.rev1)
    first.get_by_role("link", name="Review 1", exact=True).click()
    expect(rows(first, "Pending")).to_have_count(len(cars))
    first.get_by_role("button", name=REASON).click()
    all_in_frame(first, "Reject")
    expect(rows(first, "Completed")).to_have_count(len(early))
    go_to(first, LATE)
    all_in_frame(first, "Approve")
    expect(first.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(w.task_ids[0])["status"] == "in_review"

    second = visit(path="/login")
    sign_in(second, cast.rev2)
    second.get_by_role("link", name="Review 1", exact=True).click()
    expect(rows(second, "Pending")).to_have_count(len(people))
    all_in_frame(second, "Approve")
    expect(second.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(w.task_ids[0])["status"] == "returned"

    annotator.reload()
    expect(annotator.get_by_role("tab", name=f"Issues{len(early)}")).to_be_visible()
    expect(annotator.get_by_text(REASON).first).to_be_visible()
    resubmit = annotator.get_by_role("button", name="Resubmit", exact=True)
    expect(resubmit).to_be_disabled()
    for _ in early:
        annotator.get_by_role("button", name="Mark as resolved").first.click()
    resubmit.click()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()

    first.reload()
    expect(rows(first, "Pending")).to_have_count(len(early))
    first.get_by_role("button", name=REASON).click()
    all_in_frame(first, "Reject")
    expect(first.get_by_role("heading", name="Review finished")).to_be_visible()

    expert = visit(path="/login")
    sign_in(expert, cast.expert)
    expert.get_by_role("link", name="Review 1", exact=True).click()
    expect(rows(expert, "Pending")).to_have_count(len(early))
    all_in_frame(expert, "Reject")
    expect(expert.get_by_role("heading", name="Review finished")).to_be_visible()
    assert w.task(w.task_ids[0])["status"] == "completed"

    annotator.reload()
    expect(annotator.get_by_text("There is nothing left to label for you")).to_be_visible()


def all_in_frame(page: Page, verdict: str) -> None:
    page.get_by_role("button", name="All in frame").click()
    page.get_by_role("menuitem", name=f"{verdict} all in frame").click()


def set_rules(page: Page, cast: Any) -> None:
    """Half of what is submitted is reviewed, cars and people by one person each, twice rejected by an expert."""
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Crossings", exact=True).click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("navigation", name="Settings").get_by_role("link", name="Quality", exact=True).click()
    page.get_by_label("Share that is reviewed, in percent").fill("50")
    page.get_by_role("form", name="What is reviewed").get_by_role("button", name="Save").click()
    expect(page.get_by_role("form", name="What is reviewed").get_by_text("Saved")).to_be_visible()
    rules = page.get_by_role("form", name="Review", exact=True)
    rules.get_by_role("button", name="New reason").click()
    rules.get_by_role("textbox", name="Reason 1").fill(REASON)
    rules.get_by_role("switch", name="Expert review").check(force=True)
    rules.get_by_label("Rejections before an expert decides").fill("2")
    choose(page, "Experts", "Expert")
    rules.get_by_role("switch", name="Reviewer mapping").check(force=True)
    rules.get_by_role("button", name="Edit mapping").click()
    choose(page, "Reviewers of Car", "Rev1")
    choose(page, "Reviewers of Person", "Rev2")
    page.get_by_role("button", name="Done").click()
    rules.get_by_role("button", name="Save").click()
    expect(rules.get_by_text("Saved")).to_be_visible()


def choose(page: Page, field: str, name: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Tab")


def drawn(w: world.World, cast: Any, class_name: str) -> set[str]:
    """The identifiers of a class that are in the sample."""
    asked = {"class": class_name, "state": "pending", "page_size": 100}
    answer = cast.manager.client.get(f"/api/projects/{w.project_id}/instances/", params=asked)
    return {row["identifier"] for row in answer.json()["rows"]}
