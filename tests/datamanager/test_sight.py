"""Who sees which columns and tasks: through lists, filters, orders and single tasks alike (LSE 13.2)."""

from __future__ import annotations

import json as plain_json
from typing import Any

import pytest
from tests import world
from tests.cast import Cast, Person
from tests.world import World

from assay.kit.db import Connection, json


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    made = world.build(db, cast, tasks=4, maximum_annotations=2)
    for person in (cast.ann1, cast.ann2):
        assert made.submit(person, made.task_ids[0]).status_code == 201
    db.execute("update task set agreement = 0.25 where id = %s", (made.task_ids[0],))
    db.commit()
    return made


def set_settings(db: Connection, w: World, review: dict[str, Any] | None = None, **settings: Any) -> None:
    db.execute(
        """update project set settings = settings || %s
             || jsonb_build_object('review', coalesce(settings->'review', '{}') || %s) where id = %s""",
        (json(settings), json(review or {}), w.project_id),
    )
    db.commit()


def rows(w: World, person: Person, **query: Any) -> Any:
    params = {"columns": query.pop("columns", "id"), "query": plain_json.dumps(query)}
    return person.client.get(f"/api/projects/{w.project_id}/task-rows/", params=params)


def columns(w: World, person: Person) -> set[str]:
    answer = person.client.get("/api/dm/columns", params={"project": w.project_id})
    assert answer.status_code == 200, answer.text
    return {column["name"] for column in answer.json()["columns"]}


AGREEMENT = {"filters": {"items": [{"filter": "tasks:agreement", "operator": "less", "type": "Number", "value": 0.5}]}}


def test_a_reviewer_who_may_not_see_agreement_cannot_learn_it(w: World, cast: Cast, db: Connection) -> None:
    assert "agreement" not in columns(w, cast.rev1)
    for query in (AGREEMENT, {"ordering": ["-tasks:agreement"]}):
        refused = rows(w, cast.rev1, **query)
        assert (refused.status_code, refused.json()["code"]) == (403, "hidden_column")
        listed = cast.rev1.client.get("/api/tasks/", params={"project": w.project_id, "query": plain_json.dumps(query)})
        assert listed.status_code == 403
    shown = rows(w, cast.rev1, columns="id,agreement").json()["rows"][0]
    assert shown["cells"] == {"id": w.task_ids[0]}
    [first, *_] = cast.rev1.client.get("/api/tasks/", params={"project": w.project_id}).json()["tasks"]
    assert "agreement" not in first
    assert "agreement" not in w.task(w.task_ids[0], cast.rev1)
    assert cast.rev1.client.get(f"/api/projects/{w.project_id}/export?exportType=JSON").status_code == 403

    set_settings(db, w, {"show_agreement_to_reviewers": True})
    assert "agreement" in columns(w, cast.rev1)
    assert [row["id"] for row in rows(w, cast.rev1, **AGREEMENT).json()["rows"]] == w.task_ids[:1]
    assert w.task(w.task_ids[0], cast.rev1)["agreement"] == 0.25


def test_reviewers_do_not_learn_who_the_other_reviewers_are(w: World, cast: Cast) -> None:
    body = {"selectedItems": {"all": False, "included": w.task_ids[:1]}, "users": [cast.rev1.id, cast.rev2.id]}
    assert (
        cast.manager.client.post(
            f"/api/projects/{w.project_id}/tasks/assignees", json={**body, "type": "RE"}
        ).status_code
        == 201
    )

    def contains(person: int) -> dict[str, Any]:
        line = {"filter": "tasks:reviewers", "operator": "contains", "type": "List", "value": person}
        return {"filters": {"items": [line]}}

    assert len(rows(w, cast.manager, **contains(cast.rev2.id)).json()["rows"]) == 1
    assert rows(w, cast.rev1, **contains(cast.rev2.id)).json()["rows"] == []
    assert len(rows(w, cast.rev1, **contains(cast.rev1.id)).json()["rows"]) == 1
    [first, *_] = rows(w, cast.rev1, columns="reviewers").json()["rows"]
    assert [person["id"] for person in first["cells"]["reviewers"]] == [cast.rev1.id]
    assert not {"updated_by", "reviewers_count", "review_time"} & columns(w, cast.rev1)


def test_reviewers_see_the_list_only_where_the_project_shows_it_to_them(w: World, cast: Cast, db: Connection) -> None:
    assert rows(w, cast.rev1).status_code == 200
    set_settings(db, w, {"show_data_manager_to_reviewers": False})
    refused = rows(w, cast.rev1)
    assert (refused.status_code, refused.json()["code"]) == (403, "data_manager_closed")
    assert rows(w, cast.manager).status_code == 200


def test_reviewers_of_assigned_tasks_only_see_no_others(w: World, cast: Cast, db: Connection) -> None:
    set_settings(db, w, {"review_only_manual_assignments": True})
    assert rows(w, cast.rev1).json()["rows"] == []
    body = {"selectedItems": {"all": False, "included": w.task_ids[2:3]}, "users": [cast.rev1.id], "type": "RE"}
    cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=body)
    assert [row["id"] for row in rows(w, cast.rev1).json()["rows"]] == w.task_ids[2:3]


def test_annotators_see_their_own_tasks_and_nothing_of_others(w: World, cast: Cast, db: Connection) -> None:
    refused = rows(w, cast.ann1)
    assert (refused.status_code, refused.json()["code"]) == (403, "data_manager_closed")
    set_settings(db, w, show_annotation_history=True)
    assert [row["id"] for row in rows(w, cast.ann1).json()["rows"]] == w.task_ids[:1]
    seen = columns(w, cast.ann1)
    assert {"id", "state", "data.text", "total_annotations", "draft_exists", "reviews_rejected"} <= seen
    assert not {"annotators", "reviewers", "agreement", "ground_truth", "updated_by", "annotations_ids"} & seen
    their = {"filter": "tasks:annotations_results", "operator": "contains", "type": "String", "value": "Negative"}
    assert rows(w, cast.ann1, filters={"items": [their]}).json()["rows"] == []
    w.submit(cast.ann2, w.task_ids[1], world.choice("Negative"))
    assert rows(w, cast.ann1, filters={"items": [their]}).json()["rows"] == [], "what others answered is not theirs"
    assert len(rows(w, cast.ann2, filters={"items": [their]}).json()["rows"]) == 1


def test_annotators_of_assigned_work_see_what_is_assigned(w: World, cast: Cast, db: Connection) -> None:
    set_settings(db, w, show_annotation_history=True, distribution="assigned_only")
    assert rows(w, cast.ann1).json()["rows"] == []
    body = {"selectedItems": {"all": False, "included": w.task_ids[3:]}, "users": [cast.ann1.id], "type": "AN"}
    cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=body)
    assert [row["id"] for row in rows(w, cast.ann1).json()["rows"]] == w.task_ids[3:]


def test_fields_that_the_configuration_does_not_show_can_be_hidden(cast: Cast, db: Connection) -> None:
    w = world.build(db, cast, data=[{"text": "hello", "price": 12}])
    assert {"data.text", "data.price"} <= columns(w, cast.rev1)
    set_settings(db, w, {"show_unused_data_columns_to_reviewers": False})
    assert "data.price" not in columns(w, cast.rev1)
    line = {"filter": "tasks:data.price", "operator": "greater", "type": "Number", "value": 10}
    assert rows(w, cast.rev1, filters={"items": [line]}).status_code == 403
    assert rows(w, cast.manager, filters={"items": [line]}).status_code == 200
    listed = cast.rev1.client.get("/api/tasks/", params={"project": w.project_id}).json()["tasks"]
    assert listed[0]["data"] == {"text": "hello"}
    assert w.task(w.task_ids[0], cast.rev1)["data"] == {"text": "hello"}
