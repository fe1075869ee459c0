"""The history of an annotation over HTTP: every action with what the annotation said then (LSE 8.1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=2)


def history(person: Person, annotation: int, **params: Any) -> list[dict[str, Any]]:
    answer = person.client.get("/api/annotation-history/", params={"annotation": annotation, **params})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def test_the_whole_way_of_an_annotation(w: World) -> None:
    ann, rev = w.cast.ann1, w.cast.rev1
    annotation = w.submit(ann, w.task_ids[0], choice("Positive")).json()["id"]
    w.review(rev, annotation, False, reject_action="requeue", comment="Look again", reason="wrong class")
    ann.client.patch(f"/api/annotations/{annotation}/", json={"result": choice("Negative"), "lead_time": 9})
    verdict = w.review(rev, annotation, True, result=choice("Positive")).json()["id"]
    rev.client.delete(f"/api/annotation-reviews/{verdict}/")
    entries = history(ann, annotation)
    assert [(entry["action"], entry["revision"], entry["created_by"]) for entry in entries] == [
        ("submitted", 1, ann.id),
        ("rejected", 1, rev.id),
        ("updated", 2, ann.id),
        ("fixed_and_accepted", 3, rev.id),
        ("deleted_review", 3, rev.id),
    ]
    assert [entry["result"][0]["value"]["choices"] for entry in entries[:4]] == [
        ["Positive"],
        ["Positive"],
        ["Negative"],
        ["Positive"],
    ]
    submitted, rejected, updated, *_ = entries
    assert (submitted["lead_time"], updated["lead_time"]) == (3.5, 9)
    assert (rejected["comment"], rejected["reason"]) == ("Look again", "wrong class")
    assert rejected["review_id"] is not None
    assert history(ann, annotation, ordering="-created_at") == entries[::-1]
    assert ann.client.get(f"/api/annotation-history/{rejected['id']}/").json() == rejected


def test_a_skip_with_its_reason(w: World) -> None:
    skipped = w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True, comment="Not a text").json()["id"]
    [entry] = history(w.cast.ann1, skipped)
    assert (entry["action"], entry["comment"]) == ("skipped", "Not a text")


def test_others_work_has_no_history_for_annotators(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    [entry] = history(w.cast.rev2, annotation)
    for person in (w.cast.ann2, w.cast.outsider):
        client = person.client
        assert client.get("/api/annotation-history/", params={"annotation": annotation}).status_code == 404
        assert client.get(f"/api/annotation-history/{entry['id']}/").status_code == 404
    assert w.cast.ann1.client.get(f"/api/projects/{w.project_id}/annotation-history/").status_code == 403
    assert w.cast.outsider.client.get(f"/api/projects/{w.project_id}/annotation-history/").status_code == 404
    assert w.cast.ann1.client.get("/api/annotation-history/").status_code == 400


def test_the_history_of_a_project_comes_in_pages(w: World) -> None:
    for task_id in w.task_ids:
        annotation = w.submit(w.cast.ann1, task_id).json()["id"]
        w.review(w.cast.rev1, annotation, True)
    url = f"/api/projects/{w.project_id}/annotation-history/"
    first = w.cast.rev1.client.get(url, params={"page_size": 3}).json()
    second = w.cast.rev1.client.get(url, params={"page_size": 3, "page": 2}).json()
    assert (first["count"], len(first["results"]), len(second["results"])) == (4, 3, 1)
    assert first["next"] is not None
    assert second["next"] is None
    assert [entry["action"] for entry in first["results"] + second["results"]] == ["submitted", "accepted"] * 2
    past = w.cast.rev1.client.get(url, params={"page": 9})
    assert (past.status_code, past.json()["results"]) == (200, [])
    none = w.cast.rev1.client.get(url, params={"created_at_to": "2001-01-01T00:00:00Z"}).json()
    assert (none["count"], none["results"]) == (0, [])


def test_a_verdict_on_one_instance_carries_no_result(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, config=world.ENTITIES, preset="manual_qa", review_unit="instance")
    result = [world.span("a", 0, 4), world.span("b", 5, 9)]
    annotation = w.submit(w.cast.ann1, w.task_ids[0], result).json()["id"]
    batch = w.next_review(w.cast.rev1).json()
    verdicts = [{"item": item["id"], "accepted": True} for item in batch["items"]]
    url = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
    given = w.cast.rev1.client.post(url, json={"revision": 1, "verdicts": verdicts})
    assert given.status_code == 200, given.text
    submitted, *accepted = history(w.cast.rev1, annotation)
    assert submitted["result"] == result
    assert [(entry["action"], entry["result"]) for entry in accepted] == [("accepted", None)] * 2


def test_what_an_annotation_began_as_comes_first(w: World) -> None:
    prediction = w.cast.manager.client.post(
        "/api/predictions/", json={"task": w.task_ids[0], "result": choice("Negative")}
    ).json()["id"]
    annotation = w.submit(w.cast.ann1, w.task_ids[0], choice("Positive"), parent_prediction=prediction).json()["id"]
    began, submitted = history(w.cast.ann1, annotation)
    assert (began["action"], submitted["action"]) == ("prediction", "submitted")
    assert began["result"][0]["value"]["choices"] == ["Negative"]
    copy = w.submit(w.cast.ann2, w.task_ids[1], choice("Positive"), parent_annotation=annotation).json()["id"]
    assert [entry["action"] for entry in history(w.cast.ann2, copy)] == ["propagated_annotation", "submitted"]


def test_restoring_a_revision_makes_it_the_next_one(w: World) -> None:
    ann, url = w.cast.ann1, "/api/annotations/{}/revisions/1/restore/"
    annotation = w.submit(ann, w.task_ids[0], choice("Positive")).json()["id"]
    ann.client.patch(f"/api/annotations/{annotation}/", json={"result": choice("Negative"), "revision": 1})
    restore = url.format(annotation)
    stale = ann.client.post(restore, json={"revision": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_revision")
    assert w.cast.rev1.client.post(restore, json={"revision": 2}).status_code == 403, "a reviewer fixes and accepts"
    assert w.cast.ann2.client.post(restore, json={"revision": 2}).status_code == 404
    restored = ann.client.post(restore, json={"revision": 2})
    assert restored.status_code == 201, restored.text
    assert (restored.json()["revision"], restored.json()["result"]) == (3, choice("Positive"))
    assert [entry["action"] for entry in history(ann, annotation)] == ["submitted", "updated", "updated"]


def test_administrators_delete_history_and_say_whose(w: World) -> None:
    first, second = (w.submit(w.cast.ann1, task).json()["id"] for task in w.task_ids)
    url, admin = "/api/annotation-history/", w.cast.administrator.client
    assert w.cast.manager.client.delete(url, params={"annotation": first}).status_code == 403
    assert admin.delete(url).status_code == 400
    assert admin.delete(url, params={"annotation": first, "task": w.task_ids[0]}).status_code == 400
    assert w.cast.outsider.client.delete(url, params={"annotation": first}).status_code == 404
    assert admin.delete(url, params={"annotation": first}).json() == {"removed": 1}
    assert history(w.cast.ann1, first) == []
    assert len(history(w.cast.ann1, second)) == 1
    assert admin.delete(url, params={"project": w.project_id}).json() == {"removed": 1}
    assert w.cast.ann1.client.get(f"/api/annotations/{second}/").status_code == 200, "the work itself stays"
