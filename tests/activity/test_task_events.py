"""Events of tasks are stored with who caused them (LSE 8.5)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.world import World

AT = "2026-01-15T10:30:00Z"


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return world.build(db, cast, tasks=2)


def test_an_event_is_stored_with_what_the_server_knows(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    url = f"/api/tasks/{w.task_ids[0]}/events/"
    body = {"event_key": "annotation_loaded", "event_time": AT, "annotation": annotation, "meta": {"count": 5}}
    made = w.cast.ann1.client.post(url, json=body)
    assert made.status_code == 201, made.text
    found = made.json()
    assert (found["actor"], found["project"]) == (w.cast.ann1.id, w.project_id)
    assert found["organization"] == w.cast.organization_id
    assert (found["event_key"], found["meta"]) == ("annotation_loaded", {"count": 5})


def test_a_batch_is_listed_in_the_order_of_its_times(w: World) -> None:
    url = f"/api/tasks/{w.task_ids[0]}/events/"
    events = [
        {"event_key": "idle_resumed", "event_time": "2026-01-15T10:32:00Z"},
        {"event_key": "idle_detected", "event_time": "2026-01-15T10:31:00Z"},
    ]
    assert w.cast.ann1.client.post(f"{url}batch/", json={"events": events}).json() == {"stored": 2}
    listed = w.cast.manager.client.get(url).json()
    assert [entry["event_key"] for entry in listed["results"]] == ["idle_detected", "idle_resumed"]
    assert w.cast.ann2.client.get(url).json()["count"] == 0, "annotators see their own"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"event_key": "Not A Key"}, "event_key"),
        ({"event_time": "soon"}, "event_time"),
        ({"annotation": 2**40}, "annotation"),
        ({"review": 2**40}, "review"),
        ({"meta": {"x": "y" * 20_000}}, "meta"),
    ],
)
def test_what_is_no_event_is_refused(w: World, change: dict[str, Any], field: str) -> None:
    body = {"event_key": "annotation_loaded", "event_time": AT, **change}
    refused = w.cast.ann1.client.post(f"/api/tasks/{w.task_ids[0]}/events/", json=body)
    assert refused.status_code == 400
    assert field in refused.json()["validation_errors"]


def test_an_annotation_of_another_task_is_refused(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[1]).json()["id"]
    body = {"event_key": "annotation_loaded", "event_time": AT, "annotation": annotation}
    assert w.cast.ann1.client.post(f"/api/tasks/{w.task_ids[0]}/events/", json=body).status_code == 400
    assert w.cast.outsider.client.post(f"/api/tasks/{w.task_ids[0]}/events/", json=body).status_code == 404
