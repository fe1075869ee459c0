"""Two annotations and a prediction of one picture, compared; what somebody else drew is taken over."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests import world
from tests.cast import Cast
from tests.e2e.conftest import Visit

from assay.kit.db import Database

BOXES = """<View>
<RectangleLabels name="thing" toName="photo"><Label value="Car"/><Label value="Person"/></RectangleLabels>
<Image name="photo" value="$image"/></View>"""


def box(key: str, x: float, label: str = "Car") -> dict[str, object]:
    return {
        "id": key,
        "from_name": "thing",
        "to_name": "photo",
        "type": "rectanglelabels",
        "original_width": 1280,
        "original_height": 800,
        "image_rotation": 0,
        "value": {"x": x, "y": 20, "width": 12, "height": 20, "rotation": 0, "rectanglelabels": [label]},
    }


def test_two_people_are_compared_and_a_box_is_taken_over(visit: Visit, cast: Cast, database: Database) -> None:
    with database.pool.connection() as db:
        data = [{"image": "/static/samples/crossing-01.png"}]
        w = world.build(db, cast, data=data, config=BOXES, maximum_annotations=3)
    task = w.task_ids[0]
    for person, result in (
        (cast.ann1, [box("a", 5), box("b", 30), box("c", 60, "Person")]),
        (cast.ann2, [box("x", 5), box("y", 32), box("z", 80)]),
    ):
        answer = person.client.post(f"/api/tasks/{task}/annotations/", json={"result": result})
        assert answer.status_code == 201, answer.text
    page = visit(cast.manager, f"/projects/{w.project_id}/tasks/{task}")
    page.get_by_role("tab", name="Compare").click()
    differs = page.get_by_role("region", name="What differs")
    # Of six boxes, two pairs meet: one exactly, one (10 of 14 wide) nearly: 2 x (1 + 10/14) / 6.
    expect(differs).to_contain_text("Alike to 57 %")
    expect(differs.get_by_role("button", name=re.compile("Changed 1"))).to_be_visible()
    rows = differs.get_by_role("option")
    expect(rows).to_have_count(4)
    differs.get_by_role("button", name=re.compile("Same 1")).click()
    expect(rows).to_have_count(3)
    page.get_by_text("Side by side").click()
    expect(page.locator(".ed-stage")).to_have_count(2)
    added = rows.filter(has_text="Added")
    added.get_by_role("button", name="Take over").click()
    expect(page.get_by_text("Taken over into your own work")).to_be_visible()
    page.get_by_role("tab", name=re.compile("Annotate|Your draft")).click()
    expect(page.get_by_role("option", name=re.compile("Car"))).to_have_count(1)
