"""Importing: what comes in becomes tasks whole or not at all, and whoever gave it learns which row is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast, Person, join_project
from tests.exchange.sending import send, tasks_of
from tests.world import choice

from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.tasks import queries as task_queries
from assay.tasks.service import settle

# ---------------------------------------------------------------- at once


def test_a_list_of_tasks_becomes_tasks_in_its_order(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    body = [{"text": "first"}, {"data": {"text": "second"}, "meta": {"source": "x"}, "overlap": 3}]
    answer = send(cast.manager, project, body, return_task_ids=True)
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert (found["task_count"], found["annotation_count"], found["predictions_count"]) == (2, 0, 0)
    assert found["data_columns"] == ["text"]
    tasks = tasks_of(cast.manager, project)
    assert [task["id"] for task in tasks] == found["task_ids"]
    assert [task["data"]["text"] for task in tasks] == ["first", "second"]
    assert (tasks[1]["meta"], tasks[1]["overlap"], tasks[1]["inner_id"]) == ({"source": "x"}, 3, 2)
    assert cast.manager.client.get(f"/api/projects/{project}/").json()["task_number"] == 2
    run = cast.manager.client.get(f"/api/projects/{project}/imports/{found['import']}/").json()
    assert (run["status"], run["task_count"]) == ("completed", 2)


def test_one_object_is_one_task(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    assert send(cast.manager, project, {"text": "alone"}).json()["task_count"] == 1


def test_a_bad_row_is_named_and_nothing_is_imported(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    answer = send(cast.manager, project, [{"text": "good"}, {"txet": "bad"}, {"text": ["worse"]}])
    assert answer.status_code == 400
    error = answer.json()
    assert error["code"] == "bad_rows"
    assert [(p["file"], p["row"], p["field"]) for p in error["problems"]] == [
        ("body", 2, "data.text"),
        ("body", 3, "data.text"),
    ]
    assert "txet" in error["problems"][0]["fix"]
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/").json()["task_number"] == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[{"text": "a"}', "comma or ]"),
        (b'[{"text": "a\\u0000b"}]', "null character"),
        (b'[{"text": 123456789012345678901234567890}]', "64 bits"),
        (b"[" + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"]", "nested"),
        (b"[]", "no task"),
        (b"null", "not JSON"),
        (b'[{"text": "\xff"}]', "UTF-8"),
        (b'[{"data": {"text": "a"}, "overlap": 501}]', "number of annotations"),
    ],
)
def test_malformed_json_is_explained(cast: Cast, make: Callable[..., int], body: bytes, said: str) -> None:
    project = make()
    answer = cast.manager.client.post(
        f"/api/projects/{project}/import", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400, answer.text
    assert said in answer.json()["detail"]
    assert tasks_of(cast.manager, project) == []


def test_a_project_without_configuration_takes_any_data(cast: Cast, make: Callable[..., int]) -> None:
    project = make(None)
    assert send(cast.manager, project, [{"anything": [1, {"deep": None}]}]).status_code == 201
    assert send(cast.manager, project, [{"anything": "\x00"}]).status_code == 400


def test_a_trial_keeps_nothing(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    answer = send_files_with(cast.manager, project, "a.csv", b"text\none\ntwo\n", commit_to_project="false")
    assert answer.status_code == 201, answer.text
    assert answer.json()["task_count"] == 2
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def send_files_with(person: Person, project: int, name: str, content: bytes, **params: str) -> Any:
    return person.client.post(f"/api/projects/{project}/import", files={"file": (name, content)}, params=params)


def test_who_may_import(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": False})
    join_project(db, project, cast.ann1, cast.rev1)
    db.execute("update project set is_published = true where id = %s", (project,))
    db.commit()
    for person in (cast.ann1, cast.rev1):
        assert send(person, project, [{"text": "a"}]).status_code == 403
    assert send(cast.outsider, project, [{"text": "a"}]).status_code == 404


def test_an_unknown_body_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    answer = cast.manager.client.post(
        f"/api/projects/{make()}/import", content=b"a,b", headers={"Content-Type": "text/csv"}
    )
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "Content-Type"


# ---------------------------------------------------------------- annotations and predictions


def test_annotations_come_in_with_all_that_follows(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make(maximum_annotations=2)
    odd = {"id": "u", "from_name": "ghost", "to_name": "text", "type": "brush", "value": {"rle": [1, 2]}, "extra": 1}
    body = [
        {
            "data": {"text": "two people"},
            "annotations": [
                {"result": [*choice(), odd], "completed_by": cast.ann1.email.upper(), "lead_time": 4.5, "id": 77},
                {"result": choice("Negative"), "completed_by": {"id": cast.ann2.id}, "ground_truth": True},
            ],
        },
        {"data": {"text": "skipped"}, "annotations": [{"result": [], "was_cancelled": True, "completed_by": 4711}]},
        {"data": {"text": "untouched"}},
    ]
    answer = send(cast.manager, project, body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["annotation_count"] == 3
    first, second, third = tasks_of(cast.manager, project)
    assert [a["completed_by"] for a in first["annotations"]] == [cast.ann1.id, cast.ann2.id]
    assert [a["ground_truth"] for a in first["annotations"]] == [False, True]
    assert first["annotations"][0]["result"][1] == odd
    assert (first["annotations"][0]["lead_time"], first["annotations"][0]["import_id"]) == (4.5, 77)
    assert (first["is_labeled"], first["status"]) == (True, "in_review")
    assert second["annotations"][0]["completed_by"] == cast.manager.id
    assert (second["cancelled_annotations"], second["total_annotations"], second["status"]) == (1, 0, "queued")
    assert (third["status"], third["total_annotations"]) == ("queued", 0)
    agree_with_recounts(db, project)
    history = cast.manager.client.get("/api/annotation-history/", params={"annotation": first["annotations"][0]["id"]})
    assert history.status_code == 200


def test_what_is_imported_waits_for_review(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    send(cast.manager, project, [{"data": {"text": "a"}, "annotations": [{"result": choice()}]}])
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": True})
    join_project(db, project, cast.rev1)
    db.commit()
    batch = cast.rev1.client.get(f"/api/projects/{project}/next-review/")
    assert batch.status_code == 200, batch.text
    verdict = cast.rev1.client.post(
        "/api/annotation-reviews/", json={"annotation": batch.json()["annotation"]["id"], "accepted": True}
    )
    assert verdict.status_code == 201, verdict.text
    [task] = tasks_of(cast.manager, project)
    assert (task["status"], task["reviewed"]) == ("completed", True)
    agree_with_recounts(db, project)


def test_accepted_work_stays_accepted(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    reviews = [{"id": 1, "accepted": True, "created_by": {"id": 9, "email": cast.rev1.email}}]
    send(
        cast.manager,
        project,
        [
            {"data": {"text": "a"}, "annotations": [{"result": choice(), "reviews": reviews}]},
            {
                "data": {"text": "b"},
                "annotations": [{"result": choice(), "reviews": reviews, "completed_by": cast.rev1.id}],
            },
        ],
    )
    first, second = tasks_of(cast.manager, project)
    assert (first["annotations"][0]["verdict"], first["reviewed"], first["status"]) == ("accepted", True, "completed")
    assert second["annotations"][0]["verdict"] is None, "nobody has accepted their own work"
    agree_with_recounts(db, project)


def test_instances_are_reviewed_one_by_one(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make(preset="manual_qa")
    send(cast.manager, project, [{"data": {"text": "a"}, "annotations": [{"result": choice()}]}])
    [task] = tasks_of(cast.manager, project)
    items = cast.manager.client.get("/api/review-items/", params={"annotation": task["annotations"][0]["id"]}).json()
    assert [(item["unit"], item["class_name"], item["state"]) for item in items] == [
        ("instance", "sentiment", "pending")
    ]
    agree_with_recounts(db, project)


def agree_with_recounts(db: Connection, project: int) -> None:
    """What an import wrote on each task is what counting anew gives, and so are the numbers of the project."""
    workflow = projects.workflow(db, project)
    assert workflow is not None
    rows = db.execute("select id, status from task where project_id = %s", (project,)).fetchall()
    for task_id, _ in rows:
        before = db.execute("select to_jsonb(t) - 'updated_at' from task t where id = %s", (task_id,)).fetchone()
        locked = task_queries.lock(db, task_id)
        assert locked is not None
        settle(db, locked, workflow, at=now(db), by=None)
        after = db.execute("select to_jsonb(t) - 'updated_at' from task t where id = %s", (task_id,)).fetchone()
        assert before == after
    tally = projects.tallies(db, [project])[project]
    assert tally["tasks"] == len(rows)
    for status in {row[1] for row in rows}:
        assert tally[status] == sum(row[1] == status for row in rows)
    counted = db.execute(
        "select count(*) filter (where not was_cancelled), count(*) filter (where was_cancelled),"
        " count(*) filter (where ground_truth) from annotation where project_id = %s",
        (project,),
    ).fetchone()
    assert counted == (tally["annotations"], tally["skipped"], tally["ground_truths"])
    db.rollback()


def test_a_result_that_does_not_fit_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    body = [{"data": {"text": "a"}, "predictions": [{"result": choice("Neutral"), "score": 0.5}]}]
    answer = send(cast.manager, make(), body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "predictions[0].result[0].value.choices"


def test_predictions_come_in_and_fields_become_some(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    body = [{"data": {"text": "a"}, "predictions": [{"result": choice(), "score": 0.25, "model_version": "m1"}]}]
    assert send(cast.manager, project, body).json()["prediction_count"] == 1
    answer = send(cast.manager, project, [{"text": "b", "sentiment": "Negative"}], preannotated_from_fields="sentiment")
    assert answer.json()["prediction_count"] == 1, answer.text
    first, second = tasks_of(cast.manager, project)
    assert (first["total_predictions"], first["predictions"][0]["score"]) == (1, 0.25)
    assert second["predictions"][0]["result"][0]["value"] == {"choices": ["Negative"]}
    versions = cast.manager.client.get(f"/api/projects/{project}/model-versions").json()
    assert versions == {"m1": 1, "preannotated": 1}


# ---------------------------------------------------------------- the official client


def test_the_official_client_imports(cast: Cast, make: Callable[..., int], sdk: Callable[[Person], Any]) -> None:
    project = make()
    client = sdk(cast.manager)
    made = client.projects.import_tasks(id=project, request=[{"text": "a"}, {"text": "b"}], return_task_ids=True)
    assert (made.task_count, len(made.task_ids)) == (2, 2)
    prediction = client.predictions.create(task=made.task_ids[0], result=json.loads(json.dumps(choice())), score=0.5)
    assert client.predictions.get(id=prediction.id).score == 0.5
    assert [p.id for p in client.predictions.list(project=project)] == [prediction.id]
    client.predictions.delete(id=prediction.id)
    assert client.predictions.list(task=made.task_ids[0]) == []
