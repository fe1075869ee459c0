"""Tracks of a film, half of them drawn for two reviewers, through two rejections up to an expert's last word."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records
from tests.e2e.steps import sign_in
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


TRACKS = [
    *(track(number, "Car", 1, 60) for number in range(EARLY_CARS)),
    *(track(number, "Car", LATE, FRAMES) for number in range(EARLY_CARS, EARLY_CARS + LATE_CARS)),
    *(track(number, "Person", 1, FRAMES) for number in range(EARLY_CARS + LATE_CARS, len(range(42)))),
]


def test_a_film_through_two_rejections_to_the_expert(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"video": FILM}], config=CONFIG, preset="manual_qa", title="Crossings",
      review_settings={"reject_reasons":[{"text": REASON, "key": "1"}], "expert": {"threshold": 2, "reviewers": [cast.expert.id]},
      "reviewer_mapping": {"enabled": True, "classes": {"Car": [cast.rev1.id], "Person": [cast.rev2.id]}, "annotators": {}}})
    predicted = {"task": w.task_ids[0], "model_version": "Tracker 3", "result": TRACKS}
    assert cast.manager.client.post("/api/predictions/", json=predicted).status_code == 201
    manager = visit()
    shot(manager, "a00-login")
    sign_in(manager, cast.manager)
    shot(manager, "a01-projects")
    manager.get_by_role("link", name="Crossings", exact=True).click()
    shot(manager, "a02-home", 1500)
    manager.get_by_role("link", name="Settings").click()
    manager.get_by_role("navigation", name="Settings").get_by_role("link", name="Review", exact=True).click()
    shot(manager, "a03-review-settings", 1500)
    manager.screenshot(path="/work/tmp/journeys/shots/a03-full.png", full_page=True)
    manager.get_by_label("Share that is reviewed, in percent").fill("50")
    manager.get_by_role("form", name="What is reviewed").get_by_role("button", name="Save").click()
    shot(manager, "a04-saved", 1000)

    ann = visit()
    sign_in(ann, cast.ann1)
    shot(ann, "a10-projects", 1000)
    ann.get_by_role("link", name="Label 1").click()
    expect(ann.get_by_role("slider", name="Place in the video")).to_have_attribute("aria-valuemax", f"{FRAMES}")
    shot(ann, "a11-label", 1500)
    ann.get_by_role("button", name="Submit").first.click()
    expect(ann.get_by_text("There is nothing left to label for you")).to_be_visible()
    shot(ann, "a12-empty")

    [record] = records(db, w.project_id)
    items = cast.manager.client.get(f"/api/annotations/{record.id}/review-items/")
    print(items.status_code, items.text[:1500])

    rev1 = visit()
    sign_in(rev1, cast.rev1)
    shot(rev1, "a20-projects", 1000)
    rev1.get_by_role("link", name=re.compile("Review")).first.click()
    shot(rev1, "a21-review", 2500)
    rev2 = visit()
    sign_in(rev2, cast.rev2)
    rev2.get_by_role("link", name=re.compile("Review")).first.click()
    shot(rev2, "a22-review", 2500)
