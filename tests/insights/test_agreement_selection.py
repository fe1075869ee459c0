"""Whose work is compared with whose on a task: people, models, or one of them with the ground truth (LSE 11.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.world import World, choice

from assay.insights.agreement import jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database

ALL = {"all": True, "ids": []}


@pytest.fixture(autouse=True)
def worker(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs are done by the test, step by step."""
    monkeypatch.setattr(jobs, "defer", lambda *_, **__: 0)
    kit_jobs.use(database)
    yield
    kit_jobs.use(None)


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    """Two models and three people, of whom the second gave the known answer."""
    made = world.build(db, cast, tasks=1, maximum_annotations=3)
    task = made.task_ids[0]
    for version, said in (("one", "Positive"), ("two", "Negative")):
        body = {"task": task, "result": choice(said), "model_version": version}
        assert cast.manager.client.post("/api/predictions/", json=body).status_code == 201
    for person, said in ((cast.ann1, "Positive"), (cast.ann2, "Positive"), (cast.rev1, "Negative")):
        assert made.submit(person, task, choice(said)).status_code == 201
    truth = next(a for a in made.task(task)["annotations"] if a["completed_by"]["id"] == cast.ann2.id)
    cast.manager.client.patch(f"/api/annotations/{truth['id']}/", json={"ground_truth": True})
    jobs.agreement_of_project(project_id=made.project_id)
    return made


def matrix(w: World, **selection: Any) -> tuple[list[Any], list[list[float | None]]]:
    url = f"/api/projects/{w.project_id}/tasks/{w.task_ids[0]}/agreement-matrix"
    answer = w.cast.manager.client.post(url, json={"selection": selection})
    assert answer.status_code == 200, answer.text
    return [user["id"] for user in answer.json()["users"]], answer.json()["matrix"]


def test_some_people_all_people_and_models(w: World) -> None:
    cast = w.cast
    people, scores = matrix(w)
    assert people == [cast.ann1.id, cast.ann2.id, cast.rev1.id], "nothing selected is all annotators"
    assert scores == [[None, 1.0, 0.0], [1.0, None, 0.0], [0.0, 0.0, None]]
    some = {"all": False, "ids": [cast.ann1.id, str(cast.rev1.id)]}
    assert matrix(w, annotators=some) == ([cast.ann1.id, cast.rev1.id], [[None, 0.0], [0.0, None]])
    people, scores = matrix(w, annotators=ALL, models={"all": False, "ids": ["one"]})
    assert "model:one" in people
    assert "model:two" not in people
    assert scores[people.index("model:one")][people.index(cast.rev1.id)] == 0.0


def test_models_are_not_compared_with_one_another(w: World) -> None:
    people, scores = matrix(w, annotators=ALL, models=ALL)
    one, two = people.index("model:one"), people.index("model:two")
    assert scores[one][two] is None
    assert scores[one][people.index(w.cast.ann1.id)] == 1.0


def test_one_against_the_ground_truth(w: World) -> None:
    people, scores = matrix(w, annotators={"all": False, "ids": [w.cast.rev1.id]}, ground_truth=True)
    assert set(people) == {w.cast.ann2.id, w.cast.rev1.id}
    assert scores[0][1] == 0.0
    people, _ = matrix(w, models={"all": False, "ids": ["one"]}, ground_truth=True)
    assert set(people) == {w.cast.ann2.id, "model:one"}


def test_several_annotations_of_one_person_are_all_compared(w: World) -> None:
    again = w.submit(w.cast.manager, w.task_ids[0], choice("Negative"), completed_by=w.cast.ann1.id)
    assert again.status_code == 201, again.text
    jobs.agreement_of_project(project_id=w.project_id)
    found = w.cast.manager.client.get(f"/api/tasks/{w.task_ids[0]}/agreement-pairs/").json()
    mine = [pair for pair in found["pairs"] if {pair["author"], pair["other_author"]} == {w.cast.ann1.id}]
    assert [pair["score"] for pair in mine] == [0.0]
    assert [each["metric"] for each in found["dimensions"]] == ["Exact Match"]
    assert {person["id"] for person in found["people"]} == {w.cast.ann1.id, w.cast.ann2.id, w.cast.rev1.id}
