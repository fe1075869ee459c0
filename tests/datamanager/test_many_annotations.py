"""One result for several tasks, deleting several annotations, and taking a submission back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, Person
from tests.world import ENTITIES, World, build, choice, span

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


def bulk_label(w: World, person: Person, result: Any, **more: Any) -> Any:
    body = {"selectedItems": {"all": True, "excluded": []}, "result": result, **more}
    return person.client.post("/api/dm/actions/", params={"id": "bulk_label", "project": w.project_id}, json=body)


def test_bulk_labelling_hands_in_the_same_answers_where_there_is_nothing_of_ones_own(w: World) -> None:
    reviewer = w.cast.rev1
    assert w.submit(reviewer, w.task_ids[0], choice("Negative")).status_code == 201
    done = bulk_label(w, reviewer, choice())
    assert done.status_code == 200, done.text
    assert done.json()["detail"] == "2 annotations made, 1 task has one of yours already."
    for task_id, said in zip(w.task_ids, ("Negative", "Positive", "Positive"), strict=True):
        [annotation] = w.task(task_id)["annotations"]
        assert annotation["result"][0]["value"]["choices"] == [said]
        assert annotation["bulk_created"] is (said == "Positive")
        assert annotation["completed_by"]["id"] == reviewer.id


def test_bulk_labelling_keeps_to_the_overlap_where_it_is_strict(db: Connection, cast: Cast) -> None:
    w = build(db, cast, tasks=2, strict_task_overlap=True)
    w.submit(cast.ann1, w.task_ids[0])
    assert bulk_label(w, cast.manager, choice()).json()["result"] == {"made": 1, "refused": 1}


@pytest.mark.parametrize(
    ("result", "says"),
    [
        ([], "is empty"),
        ("Positive", "must be a list"),
        (choice("Sideways"), "Sideways"),
        ([{**choice()[0], "from_name": "other"}], "no question about the whole item"),
    ],
)
def test_answers_that_cannot_be_handed_in_are_refused_before_anything_is_made(w: World, result: Any, says: str) -> None:
    refused = bulk_label(w, w.cast.manager, result)
    assert refused.status_code == 400
    assert says in refused.json()["detail"]
    assert w.task(w.task_ids[0])["total_annotations"] == 0


def test_bulk_labelling_needs_a_question_about_the_whole_item(db: Connection, cast: Cast) -> None:
    w = build(db, cast, tasks=1, config=ENTITIES)
    refused = bulk_label(w, cast.manager, [span("a", 0, 4)])
    assert (refused.status_code, refused.json()["code"]) == (400, "no_questions")


def test_annotators_label_in_bulk_only_what_is_theirs_by_name(db: Connection, cast: Cast) -> None:
    queue = build(db, cast, tasks=2, show_annotation_history=True)
    refused = bulk_label(queue, cast.ann1, choice())
    assert (refused.status_code, refused.json()["code"]) == (403, "not_assigned")
    by_name = {"label_stream_task_distribution": "assigned_only"}
    w = build(db, cast, tasks=2, assignment_settings=by_name, show_annotation_history=True)
    cast.manager.client.post(
        f"/api/projects/{w.project_id}/tasks/assignees",
        json={"type": "AN", "users": [cast.ann1.id], "selectedItems": {"all": False, "included": w.task_ids[:1]}},
    )
    done = bulk_label(w, cast.ann1, choice())
    assert done.status_code == 200, done.text
    assert [w.task(task_id)["total_annotations"] for task_id in w.task_ids] == [1, 0]
