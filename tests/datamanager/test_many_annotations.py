"""One result for several tasks, deleting several annotations, and taking a submission back."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.world import World, build, choice

from assay.kit.db import Connection


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast, tasks=3)


def test_one_result_for_several_tasks_and_away_again(w: World) -> None:
    manager = w.cast.manager.client
    made = manager.post("/api/annotations/bulk/", json={"tasks": w.task_ids[:2], "result": choice()})
    assert made.status_code == 201
    assert [w.task(task)["total_annotations"] for task in w.task_ids] == [1, 1, 0]
    selected = {"selected_items": {"all": True, "excluded": w.task_ids[:2]}, "project": w.project_id}
    rest = manager.post("/api/annotations/bulk/", json={**selected, "result": choice("Negative")}).json()
    assert [w.task(task)["total_annotations"] for task in w.task_ids] == [1, 1, 1]
    ids = [one["id"] for one in [*made.json(), *rest]]
    gone = manager.post("/api/annotations/bulk-delete/", json={"ids": ids, "project": w.project_id})
    assert gone.json() == {"deleted_count": 3}
    assert [w.task(task)["total_annotations"] for task in w.task_ids] == [0, 0, 0]


def test_all_of_them_or_none(w: World) -> None:
    manager = w.cast.manager.client
    bad = manager.post("/api/annotations/bulk/", json={"tasks": w.task_ids, "result": choice("Sideways")})
    assert bad.status_code == 400
    strange = manager.post(
        "/api/annotations/bulk/",
        json={"tasks": [*w.task_ids, 2**40], "project": w.project_id, "result": choice()},
    )
    assert strange.status_code == 404
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    gone = manager.post("/api/annotations/bulk-delete/", json={"ids": [annotation, 2**40], "project": w.project_id})
    assert gone.json()["problems"][0]["field"] == "ids"
    assert [w.task(task)["total_annotations"] for task in w.task_ids] == [1, 0, 0]
    assert manager.post("/api/annotations/bulk/", json={"result": choice()}).status_code == 400
    assert w.cast.ann1.client.post("/api/annotations/bulk/", json={"tasks": w.task_ids}).status_code == 403


def test_a_submission_is_taken_back_as_a_draft(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    path = f"/api/annotations/{annotation}/convert-to-draft"
    assert w.cast.ann2.client.post(path).status_code == 404
    draft = w.cast.ann1.client.post(path)
    assert draft.status_code == 201
    assert (draft.json()["result"], draft.json()["user"]) == (choice(), w.cast.ann1.id)
    assert draft.json()["annotation"] is None
    assert w.cast.ann1.client.get(f"/api/annotations/{annotation}/").status_code == 404
    assert [one["id"] for one in w.cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/drafts").json()] == [
        draft.json()["id"]
    ]
    again = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, again, True)
    refused = w.cast.ann1.client.post(f"/api/annotations/{again}/convert-to-draft")
    assert refused.status_code == 403
    assert "reviewed" in refused.json()["detail"]
