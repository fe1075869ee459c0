"""Comments about regions are marked where the regions lie, on pictures and in texts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.cast import Cast
from tests.e2e.conftest import Visit
from tests.world import ENTITIES, World, span

from assay.kit.db import Connection

PICTURE = "/static/samples/crossing-01.png"
BOXES = """<View>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>"""


def shoot(page: Page, name: str) -> None:
    """Keeps a picture where somebody wants to look at it."""
    if folder := os.environ.get("ASSAY_SHOTS"):
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")


def box(key: str, x: float, y: float, label: str = "Car") -> dict[str, Any]:
    """A box on the picture, in percent."""
    value = {"x": x, "y": y, "width": 20, "height": 25, "rotation": 0, "rectanglelabels": [label]}
    facts = {"original_width": 1280, "original_height": 800, "image_rotation": 0}
    names = {"from_name": "objects", "to_name": "image", "type": "rectanglelabels"}
    return {"id": key, **names, **facts, "value": value}


def say(w: World, annotation: int, region: str, text: str, **more: Any) -> int:
    """A reviewer says something about one region."""
    body = {"annotation": annotation, "text": text, "region_ref": {"region_id": region}, **more}
    answer = w.cast.rev1.client.post("/api/comments/", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def test_boxes_are_marked_and_marks_lead_to_what_was_said(visit: Visit, db: Connection, cast: Cast) -> None:
    w = world.build(db, cast, data=[{"image": PICTURE}], config=BOXES)
    result = [box("a", 10, 20), box("b", 50, 50, "Person"), box("c", 70, 10)]
    annotation = w.submit(cast.ann1, w.task_ids[0], result).json()["id"]
    say(w, annotation, "a", "Its mirror is outside of the box.")
    say(w, annotation, "a", "And it is a van.")
    settled = say(w, annotation, "b", "Is this one person?")
    cast.rev1.client.patch(f"/api/comments/{settled}/", json={"is_resolved": True})

    page = visit(cast.ann1, f"/projects/{w.project_id}/tasks/{w.task_ids[0]}")
    mark = page.get_by_role("button", name=re.compile("^2 comments on Car"))
    expect(mark).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("comments? on Person"))).to_have_count(0)
    shoot(page, "remark-picture")
    mark.click()
    said = page.get_by_role("listitem").filter(has_text="And it is a van.")
    expect(said).to_be_focused()
    shoot(page, "remark-opened")

    # Pointing at a comment shows its region; a click selects it.
    expect(page.get_by_role("checkbox", name=re.compile("About Car"))).to_be_checked()
    page.get_by_text("Is this one person?").hover()
    expect(page.locator(".ed-lit")).to_have_count(1)
    shoot(page, "remark-lit")
    page.get_by_text("Is this one person?").click()
    expect(page.get_by_role("checkbox", name=re.compile("About Person"))).to_be_checked()

    # What is drawn right through a mark is drawn.
    page.get_by_role("button", name="Draw").click()
    at = mark.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 8, at["y"] + 8)
    page.mouse.down()
    page.mouse.move(at["x"] + 150, at["y"] + 90, steps=6)
    page.mouse.up()
    page.get_by_role("button", name="Car").first.click()
    page.get_by_role("tab", name=re.compile("Instances")).click()
    expect(page.get_by_role("option")).to_have_count(4)


def test_a_stretch_of_text_is_marked_until_it_is_settled(visit: Visit, db: Connection, cast: Cast) -> None:
    w = world.build(db, cast, data=[{"text": "Ada Lovelace met Charles Babbage in London."}], config=ENTITIES)
    result = [span("s1", 0, 12), span("s2", 17, 32), span("s3", 36, 42, "Place")]
    result = [
        {**item, "value": {**item["value"], "text": text}}
        for item, text in zip(result, ("Ada Lovelace", "Charles Babbage", "London"), strict=True)
    ]
    annotation = w.submit(cast.ann1, w.task_ids[0], result).json()["id"]
    say(w, annotation, "s2", "Which of them?")
    page = visit(cast.rev1, f"/projects/{w.project_id}/review?annotation={annotation}")
    mark = page.get_by_role("button", name=re.compile("^1 comment on Charles Babbage"))
    expect(mark).to_be_visible()
    shoot(page, "remark-text")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Which of them?")).to_be_focused()
    shoot(page, "remark-text-opened")
    page.get_by_role("button", name="Mark the comment as settled").click()
    expect(mark).to_have_count(0)
