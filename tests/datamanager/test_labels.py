"""Labels beside a configuration: kept by the organization, offered by projects, and changed in annotations."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast, make_project
from tests.engine import invariants
from tests.world import World, choice

from assay.kit.db import Connection


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast, tasks=3)


def add(w: World, *words: str, who: str = "manager", from_name: str = "sentiment", project: int | None = None) -> Any:
    body = [
        {"project": project or w.project_id, "from_name": from_name, "title": word, "value": [word]} for word in words
    ]
    return w.cast[who].client.post("/api/labels", json=body)


def added(w: World, *words: str, **more: Any) -> list[dict[str, Any]]:
    answer = add(w, *words, **more)
    assert answer.status_code == 201, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def link_of(w: World, label: dict[str, Any]) -> dict[str, Any]:
    found = w.cast.manager.client.get("/api/label_links", params={"project": w.project_id}).json()["results"]
    [link] = [link for link in found if link["label"] == label["id"]]
    return dict(link)


def test_a_linked_label_is_an_answer_like_those_of_the_configuration(w: World) -> None:
    assert w.submit(w.cast.ann1, w.task_ids[0], choice("Mixed")).status_code == 400
    [label] = added(w, "Mixed")
    assert w.project()["linked_labels"] == [{"from_name": "sentiment", "value": ["Mixed"]}]
    assert w.submit(w.cast.ann1, w.task_ids[0], choice("Mixed")).status_code == 201
    assert w.submit(w.cast.ann1, w.task_ids[1], choice("Unclear")).status_code == 400
    link = link_of(w, label)
    assert (link["from_name"], link["annotations_count"]) == ("sentiment", 1)

    assert w.cast.manager.client.delete(f"/api/label_links/{link['id']}").status_code == 204
    assert w.submit(w.cast.ann1, w.task_ids[1], choice("Mixed")).status_code == 400, "it is offered no longer"
    kept = w.task(w.task_ids[0])["annotations"][0]["result"]
    assert kept[0]["value"]["choices"] == ["Mixed"], "annotations keep it"


def test_an_import_and_a_prediction_may_use_it(w: World) -> None:
    rows = [{"data": {"text": "New"}, "predictions": [{"result": choice("Mixed")}]}]
    address = f"/api/projects/{w.project_id}/import"
    assert w.cast.manager.client.post(address, json=rows).status_code == 400
    added(w, "Mixed")
    assert w.cast.manager.client.post(address, json=rows).status_code == 201
    body = {"task": w.task_ids[0], "result": choice("Mixed")}
    assert w.cast.manager.client.post("/api/predictions/", json=body).status_code == 201


def test_a_title_that_is_there_is_linked_and_not_made_again(db: Connection, w: World) -> None:
    [first] = added(w, "Mixed")
    other = world.build(db, w.cast, tasks=1)
    [second] = added(other, "Mixed")
    assert second["id"] == first["id"]
    assert second["projects"] == [w.project_id, other.project_id]
    assert (second["project"], second["from_name"]) == (other.project_id, "sentiment")
    added(w, "Mixed")
    assert w.cast.manager.client.get("/api/label_links", params={"project": w.project_id}).json()["count"] == 1


def test_who_sees_and_who_changes(db: Connection, w: World) -> None:
    [label] = added(w, "Mixed")
    seen = w.cast.ann1.client.get("/api/labels").json()
    assert [found["id"] for found in seen["results"]] == [label["id"]]
    [link] = w.cast.ann1.client.get("/api/label_links", params={"expand": "label"}).json()["results"]
    assert (link["label"]["title"], link["annotations_count"]) == ("Mixed", None), "annotators are told no counts"
    assert w.cast.outsider.client.get("/api/labels").json()["count"] == 0
    assert w.cast.outsider.client.get(f"/api/labels/{label['id']}").status_code == 404
    assert w.cast.outsider.client.get(f"/api/label_links/{link['id']}").status_code == 404
    assert add(w, "Other", who="ann1").status_code == 403
    assert w.cast.ann1.client.patch(f"/api/labels/{label['id']}", json={"title": "X"}).status_code == 403
    assert w.cast.ann1.client.delete(f"/api/label_links/{link['id']}").status_code == 403

    others = make_project(db, w.cast.owner)
    db.commit()
    body = {"project": others, "label": label["id"], "from_name": "sentiment"}
    assert w.cast.owner.client.post("/api/label_links", json=body).status_code == 201
    refused = w.cast.manager.client.patch(f"/api/labels/{label['id']}", json={"title": "X"})
    assert refused.status_code == 403, "somebody else's project offers it too"
    assert w.cast.owner.client.patch(f"/api/labels/{label['id']}", json={"title": "X"}).json()["title"] == "X"


def test_labels_change_and_go(w: World) -> None:
    mixed, unclear = added(w, "Mixed", "Unclear")
    path = f"/api/labels/{mixed['id']}"
    changed = w.cast.manager.client.patch(path, json={"value": ["Both"], "approved": True}).json()
    assert (changed["value"], changed["approved_by"]) == (["Both"], w.cast.manager.id)
    assert w.submit(w.cast.ann1, w.task_ids[0], choice("Both")).status_code == 201
    assert w.cast.manager.client.patch(path, json={"title": "Unclear"}).status_code == 400
    assert w.cast.manager.client.patch(path, json={"value": []}).status_code == 400
    assert w.cast.manager.client.patch(path, json={"title": None}).status_code == 400
    assert w.cast.manager.client.delete(path).status_code == 204
    assert w.cast.manager.client.get(path).status_code == 404
    assert [label["from_name"] for label in w.project()["linked_labels"]] == ["sentiment"]
    assert w.cast.manager.client.get("/api/labels").json()["results"][0]["id"] == unclear["id"]


def test_what_cannot_be_linked_is_named(w: World) -> None:
    wrong = add(w, "Mixed", from_name="nothing")
    assert wrong.status_code == 400
    assert wrong.json()["problems"][0]["field"] == "0.from_name"
    assert "sentiment" in wrong.json()["problems"][0]["fix"]
    body = [{"project": w.project_id, "from_name": "sentiment", "title": "A", "value": [["A", "B"]]}]
    assert w.cast.manager.client.post("/api/labels", json=body).status_code == 400
    [label] = added(w, "Mixed")
    again = {"project": w.project_id, "label": label["id"], "from_name": "sentiment"}
    assert w.cast.manager.client.post("/api/label_links", json=again).status_code == 400
    link = link_of(w, label)["id"]
    assert w.cast.manager.client.patch(f"/api/label_links/{link}", json={"from_name": "x"}).status_code == 400
    moved = w.cast.manager.client.patch(f"/api/label_links/{link}", json={"from_name": "sentiment"})
    assert moved.status_code == 200
    two = [{**body[0], "value": ["A"]}, {**body[0], "project": 1, "value": ["B"], "title": "B"}]
    assert w.cast.manager.client.post("/api/labels", json=two).status_code == 400


def test_answers_change_in_annotations_and_verdicts_stay(db: Connection, w: World) -> None:
    first = w.submit(w.cast.ann1, w.task_ids[0], choice("Positive")).json()["id"]
    w.submit(w.cast.ann1, w.task_ids[1], choice("Negative"))
    assert w.review(w.cast.rev1, first, accepted=True).status_code == 201
    bulk = w.cast.manager.client.post
    wish = {"project": w.project_id, "old_label": ["Positive"], "new_label": ["Glad"]}
    unknown = bulk("/api/labels/bulk", json=wish)
    assert unknown.status_code == 400, "the configuration does not know it"
    added(w, "Glad")
    assert bulk("/api/labels/bulk", json=wish).json() == {"annotations_updated": 1}
    after = w.task(w.task_ids[0])["annotations"][0]
    assert after["result"][0]["value"]["choices"] == ["Glad"]
    assert after["verdict"] == "accepted"
    assert bulk("/api/labels/bulk", json=wish).json() == {"annotations_updated": 0}
    assert bulk("/api/labels/bulk", json={**wish, "new_label": ["Positive"]}).status_code == 400
    assert w.cast.ann1.client.post("/api/labels/bulk", json=wish).status_code == 403
    back = {"old_label": ["Glad"], "new_label": ["Positive"]}
    assert w.cast.ann1.client.post("/api/labels/bulk", json=back).json() == {"annotations_updated": 0}
    assert bulk("/api/labels/bulk", json=back).json() == {"annotations_updated": 1}, "in all projects that one manages"
    db.rollback()
    invariants.check(db, w.project_id)


def test_a_configuration_is_tried_on_an_item(w: World) -> None:
    address = f"/api/projects/{w.project_id}/sample-task"
    own = w.cast.manager.client.post(address, json={"label_config": world.ENTITIES}).json()["sample_task"]
    assert own["data"]["text"].startswith("Text number 0")
    picture = "<View><Image name='i' value='$pic'/><Choices name='c' toName='i'><Choice value='A'/></Choices></View>"
    made = w.cast.manager.client.post(address, json={"label_config": picture}).json()["sample_task"]
    assert list(made["data"]) == ["pic"]
    assert w.cast.manager.client.post(address, json={"label_config": "<View>"}).status_code == 400
    assert w.cast.ann1.client.post(address, json={"label_config": picture}).status_code == 403
