"""Actions on many tasks: what each does, who may, and that every stored number is right afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast, Person
from tests.engine import invariants
from tests.world import SENTIMENT, World, choice

from assay.datamanager import runs
from assay.datamanager.actions import ACTIONS
from assay.kit.db import Connection, Database

ALL = {"all": True, "excluded": []}


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast, tasks=4, maximum_annotations=2)


def act(w: World, action: str, selected: Any = ALL, person: Person | None = None, **params: Any) -> Any:
    client = (person or w.cast.manager).client
    return client.post(
        "/api/dm/actions/",
        params={"id": action, "project": w.project_id},
        json={"selectedItems": selected, **params},
    )


def done(w: World, db: Connection, action: str, selected: Any = ALL, **params: Any) -> dict[str, int]:
    answer = act(w, action, selected, **params)
    assert answer.status_code == 200, answer.text
    assert answer.json()["run"] is None
    db.rollback()
    invariants.check(db, w.project_id)
    result: dict[str, int] = answer.json()["result"]
    return result


def some(*task_ids: int) -> dict[str, Any]:
    return {"all": False, "included": list(task_ids)}


def predict(w: World, task_id: int, value: str, version: str = "v1") -> int:
    body = {"task": task_id, "result": choice(value), "model_version": version, "score": 0.5}
    answer = w.cast.manager.client.post("/api/predictions/", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def test_people_are_assigned_to_all_or_share_the_tasks_evenly(w: World, cast: Cast, db: Connection) -> None:
    both = [cast.ann1.id, cast.ann2.id]
    assert done(w, db, "assign_annotators", some(*w.task_ids[:2]), users=both) == {"made": 4, "kept": 0}
    assert done(w, db, "assign_annotators", users=both[:1])["made"] == 2
    assert done(w, db, "delete_annotators", users=both[:1]) == {"gone": 4}
    assert done(w, db, "delete_annotators") == {"gone": 2}
    assert done(w, db, "assign_reviewers", users=[cast.rev1.id, cast.rev2.id], split="even")["made"] == 4
    shares = [len([one for one in w.task(task_id)["reviewers"] if one["id"] == cast.rev1.id]) for task_id in w.task_ids]
    assert sum(shares) == 2
    assert done(w, db, "delete_reviewers") == {"gone": 4}


def test_the_newest_annotation_of_a_person_becomes_the_ground_truth(w: World, cast: Cast, db: Connection) -> None:
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    assert done(w, db, "set_ground_truths", user=cast.ann1.id) == {"made": 1, "without": 3}
    assert done(w, db, "set_ground_truths", user=cast.ann2.id)["made"] == 1
    truths = [one["completed_by"]["id"] for one in w.task(w.task_ids[0])["annotations"] if one["ground_truth"]]
    assert truths == [cast.ann2.id], "the star has moved"
    assert done(w, db, "delete_ground_truths") == {"gone": 1}
    assert len(w.task(w.task_ids[0])["annotations"]) == 2


def test_annotations_are_deleted_with_drafts_of_everybody_or_of_one(w: World, cast: Cast, db: Connection) -> None:
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    w.submit(cast.ann1, w.task_ids[1])
    cast.ann1.client.post(f"/api/tasks/{w.task_ids[2]}/drafts", json={"result": choice()})
    cast.ann2.client.post(f"/api/tasks/{w.task_ids[2]}/drafts", json={"result": choice()})
    assert done(w, db, "delete_tasks_annotations", annotator=cast.ann1.id) == {"gone": 2, "drafts": 1}
    assert [one["completed_by"]["id"] for one in w.task(w.task_ids[0])["annotations"]] == [cast.ann2.id]
    assert done(w, db, "delete_tasks_annotations") == {"gone": 1, "drafts": 1}
    assert w.task(w.task_ids[0])["status"] == "queued"


def test_reviews_are_taken_back_and_the_work_waits_again(w: World, cast: Cast, db: Connection) -> None:
    made = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    assert w.review(cast.rev1, made, True).status_code == 201
    assert done(w, db, "delete_tasks_reviews") == {"gone": 1}
    assert w.review(cast.rev2, made, True).status_code == 201, "it waits for a reviewer again"


def test_annotations_are_accepted_and_rejected_in_bulk_but_never_ones_own(w: World, cast: Cast, db: Connection) -> None:
    for task_id in w.task_ids[:2]:
        w.submit(cast.ann1, task_id)
        w.submit(cast.ann2, task_id)
    accepted = act(w, "accept_annotations", some(w.task_ids[0]), cast.rev1, annotators=[cast.ann1.id])
    assert accepted.json()["result"] == {"made": 1}
    rejected = act(w, "reject_annotations", some(w.task_ids[1]), cast.rev1, reject_action="requeue")
    assert rejected.json()["result"] == {"made": 2}
    invariants.check(db, w.project_id)
    assert w.task(w.task_ids[1])["status"] == "returned"
    mine = w.submit(cast.rev1, w.task_ids[2]).json()["id"]
    assert act(w, "accept_annotations", some(w.task_ids[2]), cast.rev1).json()["result"] == {"refused": 1}
    assert w.cast.manager.client.get(f"/api/annotations/{mine}/").json()["verdict"] is None
    wrong = act(w, "reject_annotations", some(w.task_ids[1]), cast.rev1, reject_action="burn")
    assert wrong.json()["problems"][0]["field"] == "reject_action"


def test_predictions_become_annotations_once(w: World, db: Connection) -> None:
    predict(w, w.task_ids[0], "Positive")
    predict(w, w.task_ids[1], "Negative", "v2")
    assert done(w, db, "predictions_to_annotations", model_version="v2") == {"made": 1}
    assert done(w, db, "predictions_to_annotations") == {"made": 1}
    assert done(w, db, "predictions_to_annotations") == {}
    [annotation] = w.task(w.task_ids[1])["annotations"]
    assert annotation["result"][0]["value"] == {"choices": ["Negative"]}
    assert annotation["completed_by"]["id"] == w.cast.manager.id


def test_predictions_are_deleted_of_all_models_or_one(w: World, db: Connection) -> None:
    for version in ("v1", "v2"):
        predict(w, w.task_ids[0], "Positive", version)
    assert done(w, db, "delete_tasks_predictions", model_versions=["v1"]) == {"gone": 1}
    assert w.task(w.task_ids[0])["total_predictions"] == 1
    assert done(w, db, "delete_tasks_predictions") == {"gone": 1}
    assert w.project()["total_predictions_number"] == 0


def test_an_annotation_is_copied_to_the_other_tasks(w: World, cast: Cast, db: Connection) -> None:
    source = w.submit(cast.ann1, w.task_ids[0], choice("Negative")).json()["id"]
    assert done(w, db, "propagate_annotations", source_annotation_id=source) == {"made": 3}
    [copy] = w.task(w.task_ids[3])["annotations"]
    assert (copy["parent_annotation"], copy["completed_by"]["id"]) == (source, w.cast.manager.id)
    refused = act(w, "propagate_annotations", source_annotation_id=2**40)
    assert refused.json()["problems"][0]["field"] == "source_annotation_id"


def test_of_tasks_with_the_same_data_one_stays_and_gets_the_work(cast: Cast, db: Connection) -> None:
    rows = [{"text": "same"}, {"text": "same"}, {"text": "other"}, {"text": "same"}]
    w = world.build(db, cast, data=rows, maximum_annotations=3)
    first, second, other, third = w.task_ids
    for person, task_id in ((cast.ann1, second), (cast.ann2, third), (cast.ann1, third)):
        w.submit(person, task_id)
    assert done(w, db, "remove_duplicates") == {"moved": 2, "gone": 2}
    left = [row["id"] for row in _listed(w)]
    assert left == [second, other], "the first with annotations stays"
    assert len(w.task(second)["annotations"]) == 3
    assert first not in left


def _listed(w: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = w.cast.manager.client.get("/api/tasks/", params={"project": w.project_id}).json()[
        "tasks"
    ]
    return found


def test_a_label_is_renamed_everywhere_and_verdicts_stay(cast: Cast, db: Connection) -> None:
    config = SENTIMENT.replace('<Choice value="Negative"/>', '<Choice value="Negative"/><Choice value="Good"/>')
    w = world.build(db, cast, tasks=2, config=config)
    made = w.submit(cast.ann1, w.task_ids[0], choice("Positive")).json()["id"]
    w.review(cast.rev1, made, True)
    predict(w, w.task_ids[1], "Positive")
    words = {"control_tag": "sentiment", "old_label_value": "Positive"}
    refused = act(w, "rename_labels", new_label_value="Splendid", **words)
    assert refused.json()["problems"][0]["field"] == "new_label_value"
    assert done(w, db, "rename_labels", new_label_value="Good", **words) == {"made": 1, "others": 1}
    after = w.cast.manager.client.get(f"/api/annotations/{made}/").json()
    assert after["result"][0]["value"] == {"choices": ["Good"]}
    assert (after["verdict"], after["revision"]) == ("accepted", 2)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("String", "web", "web"),
        ("Number", "7", 7),
        ("Array", '["a", 1]', ["a", 1]),
        ("Expression", "choices(['x'])", "x"),
        ("Expression", "random(3, 3)", 3),
    ],
)
def test_a_field_is_written_into_the_data(w: World, db: Connection, kind: str, given: str, expected: Any) -> None:
    answer = done(w, db, "add_data_field", value_name="source", value_type=kind, value=given)
    assert answer == {"made": 4, "kept": 0}
    assert w.task(w.task_ids[0])["data"]["source"] == expected


def test_a_field_is_changed_by_an_expression_and_the_title_follows(w: World, db: Connection) -> None:
    words = {"value_name": "text", "value_type": "Expression"}
    done(w, db, "add_data_field", some(w.task_ids[0]), value="replace('Text', 'Letter')", **words)
    assert w.task(w.task_ids[0])["title"].startswith("Letter number 0")
    refused = act(w, "add_data_field", value="__import__('os')", **words)
    assert refused.json()["problems"][0]["field"] == "value"


def test_labels_are_cached_in_a_field(w: World, cast: Cast, db: Connection) -> None:
    w.submit(cast.ann1, w.task_ids[0], choice("Positive"))
    w.submit(cast.ann2, w.task_ids[0], choice("Positive"))
    done(w, db, "cache_labels", control_tag="sentiment")
    assert w.task(w.task_ids[0])["data"]["cache_sentiment"] == "Positive: 2"
    assert w.task(w.task_ids[1])["data"]["cache_sentiment"] == ""


def test_tasks_are_deleted_as_selected(w: World, db: Connection) -> None:
    assert done(w, db, "delete_tasks", {"all": True, "excluded": [w.task_ids[0]]}) == {"gone": 3}
    assert [row["id"] for row in _listed(w)] == w.task_ids[:1]


def test_an_action_is_about_what_the_filter_finds_when_it_is_done(w: World, cast: Cast) -> None:
    filters = {"items": [{"filter": "tasks:id", "operator": "greater", "type": "Number", "value": w.task_ids[1]}]}
    view = cast.manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": {"filters": filters}})
    params = {"id": "delete_tasks", "project": w.project_id, "view": view.json()["id"]}
    answer = cast.manager.client.post("/api/dm/actions/", params=params, json={})
    assert answer.json()["result"] == {"gone": 2}
    assert [row["id"] for row in _listed(w)] == w.task_ids[:2]


@pytest.mark.parametrize("selected", [None, {"all": False, "included": []}, {"all": False}])
def test_an_action_on_nothing_is_refused(w: World, selected: Any) -> None:
    answer = act(w, "delete_tasks", selected)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "selectedItems"
    assert len(_listed(w)) == 4


@pytest.mark.parametrize("action", [action.id for action in ACTIONS])
def test_an_action_is_refused_without_its_permission(w: World, cast: Cast, action: str) -> None:
    assert act(w, action, person=cast.ann1).status_code == 403
    offered = {one["id"] for one in cast.rev1.client.get("/api/dm/actions/", params={"project": w.project_id}).json()}
    if action not in offered:
        assert act(w, action, person=cast.rev1).status_code == 403
    assert offered == {"accept_annotations", "reject_annotations", "take_back_verdicts", "bulk_label"}


def test_an_unknown_action_is_refused_by_name(w: World) -> None:
    answer = act(w, "retrieve_tasks_predictions")
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "id")


def test_many_tasks_are_done_by_a_job_that_goes_on_where_it_was(
    w: World, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 2)
    monkeypatch.setattr(runs, "CHUNK", 3)
    answer = act(w, "assign_reviewers", users=[cast.rev1.id]).json()
    address = f"/api/dm/runs/{answer['run']}/"
    assert cast.manager.client.get(address).json()["status"] == "created"
    with database.transaction() as step:
        assert runs.step(step, answer["run"])
    half = cast.manager.client.get(address).json()
    assert (half["status"], half["progress"], half["total"]) == ("in_progress", 3, 4)
    with database.transaction() as step:
        assert not runs.step(step, answer["run"])
    whole = cast.manager.client.get(address).json()
    assert (whole["status"], whole["result"]["made"]) == ("completed", 4)
    assert whole["detail"] == "4 assignments made."
    assert cast.outsider.client.get(address).status_code == 404
    with database.transaction() as step:
        assert not runs.step(step, answer["run"]), "started again it does nothing twice"


def test_forms_offer_what_the_project_has(w: World, cast: Cast) -> None:
    predict(w, w.task_ids[0], "Positive", "small model")
    form = cast.manager.client.get(
        "/api/dm/actions/delete_tasks_predictions/form/", params={"project": w.project_id}
    ).json()
    assert form[0]["options"] == [{"value": "small model", "label": "small model"}]
    form = cast.manager.client.get("/api/dm/actions/rename_labels/form/", params={"project": w.project_id}).json()
    assert form[0]["options"] == [{"value": "sentiment", "label": "sentiment"}]


def test_label_studios_client_lists_and_does_actions(w: World, cast: Cast, sdk: Any) -> None:
    client = sdk(cast.manager)
    offered = {action.id for action in client.actions.list(project=w.project_id)}
    assert {"delete_tasks", "delete_tasks_annotations", "predictions_to_annotations", "remove_duplicates"} <= offered
    client.actions.create(
        id="delete_tasks", project=w.project_id, selected_items={"all": False, "included": w.task_ids[:1]}
    )
    assert len(_listed(w)) == 3
