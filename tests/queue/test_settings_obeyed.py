"""Settings of the label stream that change one answer each, held against what people get."""

from __future__ import annotations

from typing import Any

from tests import world
from tests.cast import Cast
from tests.world import World, choice

from assay.kit.db import Connection


def predict(w: World, task_id: int, *versions: str) -> None:
    for version in versions:
        body = {"task": task_id, "result": choice(), "model_version": version}
        assert w.cast.manager.client.post("/api/predictions/", json=body).status_code == 201


def test_an_empty_annotation_is_refused_where_the_project_says_so(db: Connection, cast: Cast) -> None:
    w = world.build(db, cast, tasks=2, enable_empty_annotation=False)
    made = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    assert w.submit(cast.ann1, w.task_ids[1], []).status_code == 400
    assert cast.ann1.client.patch(f"/api/annotations/{made}/", json={"result": []}).status_code == 400
    assert w.review(cast.rev1, made, True, result=[]).status_code == 400
    assert w.submit(cast.ann1, w.task_ids[1], [], was_cancelled=True).status_code == 201, "a skip says nothing"
    change = cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"enable_empty_annotation": True})
    assert change.status_code == 200
    assert w.submit(cast.ann2, w.task_ids[1], []).status_code == 201


def test_predictions_are_those_of_the_model_that_the_project_names(db: Connection, cast: Cast) -> None:
    w = world.build(db, cast, tasks=1)
    predict(w, w.task_ids[0], "one", "two")

    def offered(**settings: Any) -> set[str]:
        changed = cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=settings)
        assert changed.status_code == 200, changed.text
        return {said["model_version"] for said in w.next(cast.ann1).json()["predictions"]}

    assert offered() == {"one", "two"}
    assert offered(model_version="two") == {"two"}
    assert offered(show_collab_predictions=False) == set()


def test_the_path_of_a_person_leads_back(db: Connection, cast: Cast) -> None:
    w = world.build(db, cast, tasks=3)
    for task_id in w.task_ids[:2]:
        assert w.next(cast.ann1).json()["id"] == task_id
        assert w.submit(cast.ann1, task_id).status_code == 201
    url = f"/api/projects/{w.project_id}/label-stream-history"
    assert [step["taskId"] for step in cast.ann1.client.get(url).json()] == w.task_ids[:2]
    assert cast.ann2.client.get(url).json() == []
