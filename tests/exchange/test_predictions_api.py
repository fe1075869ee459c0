"""Predictions: what models say, counted right, seen by everybody who sees the task, written by managers only."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.world import World, build, choice

from assay.kit.db import Connection


@pytest.fixture
def world(cast: Cast, db: Connection) -> World:
    return build(db, cast, tasks=2)


def predict(world: World, **body: Any) -> Any:
    return world.cast.manager.client.post(
        "/api/predictions/", json={"task": world.task_ids[0], "result": choice(), **body}
    )


def test_a_prediction_is_made_changed_and_deleted(world: World) -> None:
    client = world.cast.manager.client
    made = predict(world, score=0.75, model_version="v1", cluster=3, neighbors=[1, 2])
    assert made.status_code == 201, made.text
    found = made.json()
    assert (found["task"], found["project"], found["score"]) == (world.task_ids[0], world.project_id, 0.75)
    assert (found["cluster"], found["neighbors"], found["result"]) == (3, [1, 2], choice())
    assert world.task(world.task_ids[0])["total_predictions"] == 1
    path = f"/api/predictions/{found['id']}/"
    changed = client.patch(path, json={"score": 0.5, "result": choice("Negative")}).json()
    assert (changed["score"], changed["model_version"], changed["result"]) == (0.5, "v1", choice("Negative"))
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert world.task(world.task_ids[0])["total_predictions"] == 0


@pytest.mark.parametrize("short", ["Positive", {"choices": "Positive"}, {"sentiment": ["Positive"]}])
def test_short_forms(world: World, short: Any) -> None:
    made = predict(world, result=short)
    assert made.status_code == 201, made.text
    [entry] = made.json()["result"]
    assert (entry["from_name"], entry["value"]) == ("sentiment", {"choices": ["Positive"]})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"result": "Neutral"}, "result[0].value.choices"),
        ({"result": {"unknown": 1}}, "result"),
        ({"result": None}, "result"),
        ({"task": None}, "task"),
        ({"task": 2**63}, "task"),
        ({"score": "high"}, "score"),
        ({"model_version": "a\x00b"}, "model_version"),
    ],
)
def test_what_does_not_fit_is_named(world: World, body: dict[str, Any], field: str) -> None:
    answer = predict(world, **body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["problems"][0]["field"] == field


def test_who_sees_and_who_writes(world: World) -> None:
    made = predict(world).json()
    for person in (world.cast.ann1, world.cast.rev1):
        assert person.client.get(f"/api/predictions/{made['id']}/").status_code == 200
        found = person.client.get("/api/predictions/", params={"task": world.task_ids[0]}).json()
        assert [row["id"] for row in found] == [made["id"]]
        assert person.client.delete(f"/api/predictions/{made['id']}/").status_code == 403
    assert world.cast.ann1.client.get("/api/predictions/", params={"project": world.project_id}).status_code == 403
    assert world.cast.outsider.client.get(f"/api/predictions/{made['id']}/").status_code == 404
    assert world.cast.manager.client.get("/api/predictions/").status_code == 400


def test_many_at_once_all_or_none(world: World) -> None:
    client = world.cast.manager.client
    path = f"/api/projects/{world.project_id}/import/predictions"
    rows = [{"task": task, "result": choice(), "score": 0.1, "model_version": "bulk"} for task in world.task_ids]
    refused = client.post(path, json=[*rows, {"task": 1, "result": choice()}])
    assert refused.status_code == 400
    assert refused.json()["problems"][0]["field"] == "[2].task"
    assert client.get(f"/api/projects/{world.project_id}/model-versions").json() == {}
    assert client.post(path, json=rows).json() == {"created": 2}
    assert client.get(f"/api/projects/{world.project_id}/model-versions").json() == {"bulk": 2}
    assert [world.task(task)["total_predictions"] for task in world.task_ids] == [1, 1]
    assert world.project()["total_predictions_number"] == 2
