"""Reviewing single instances over HTTP: items, batches, issues, rounds, reports of missing labels."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import ENTITIES, span

THREE = [span("a", 0, 4), span("b", 5, 9, "Place"), span("c", 10, 14)]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, config=ENTITIES, preset="manual_qa", **settings)


def batch_of(w: Any, person: Any) -> Any:
    answer = w.next_review(person)
    assert answer.status_code == 200, answer.text
    return answer.json()


def judge(w: Any, person: Any, batch: Any, verdicts: dict[str, bool], **more: Any) -> Any:
    by_key = {item["key"]: item["id"] for item in batch["items"]}
    body = {
        "revision": batch["annotation"]["revision"],
        "verdicts": [{"item": by_key[key], "accepted": ok, "reason": "Too wide"} for key, ok in verdicts.items()],
        **more,
    }
    return person.client.post(f"/api/work-items/{batch['reservation']['work_item']}/verdicts/", json=body)


def test_each_instance_is_an_item_with_its_class(build: Any) -> None:
    w = build(tasks=1)
    w.submit(w.cast.ann1, w.task_ids[0], THREE)
    batch = batch_of(w, w.cast.rev1)
    assert [(item["key"], item["class_name"], item["state"]) for item in batch["items"]] == [
        ("a", "Person", "pending"),
        ("b", "Place", "pending"),
        ("c", "Person", "pending"),
    ]
    assert all(item["inclusion_probability"] == 1 and item["unit"] == "instance" for item in batch["items"])


def test_only_what_was_answered_is_reviewed_again(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()
    batch = batch_of(w, w.cast.rev1)
    assert judge(w, w.cast.rev1, batch, {"a": True, "b": False}).json()["batch_done"] is False
    assert w.task(w.task_ids[0])["status"] == "in_review", "the round is not over"
    assert w.next(w.cast.ann1).status_code == 404
    assert judge(w, w.cast.rev1, batch, {"c": False}).json()["batch_done"] is True
    assert w.task(w.task_ids[0])["status"] == "returned"

    back = w.next(w.cast.ann1).json()
    assert back["reservation"]["returned"] is True
    issues = w.cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()
    assert len(issues) == 2
    mended = [THREE[0], span("b", 5, 8, "Place"), span("d", 20, 24)]  # c is deleted, d is new
    url = f"/api/annotations/{annotation['id']}/"
    refused = w.cast.ann1.client.patch(url, json={"result": mended, "revision": 1})
    assert refused.json()["code"] == "issues_open"
    for issue in issues:
        assert w.cast.ann2.client.post(f"/api/issues/{issue['id']}/resolve/").status_code == 404
        assert w.cast.ann1.client.post(f"/api/issues/{issue['id']}/resolve/").json()["is_resolved"] is True
    assert w.cast.ann1.client.patch(url, json={"result": mended, "revision": 1}).status_code == 200

    assert w.next_review(w.cast.rev2).status_code == 404, "it comes back to who returned it"
    again = batch_of(w, w.cast.rev1)
    states = {item["key"]: (item["state"], item["round"], item["inclusion_rule"]) for item in again["items"]}
    assert states["a"] == ("accepted", 1, "project"), "approved and untouched: not reviewed again"
    assert states["b"][:2] == ("pending", 2)
    assert states["c"][0] == "deleted"
    assert states["d"] == ("pending", 1, "project")
    assert judge(w, w.cast.rev1, again, {"b": True, "d": True}).json()["batch_done"] is True
    assert w.task(w.task_ids[0])["status"] == "completed"


def test_an_approved_instance_that_changes_is_reviewed_again(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE[:2]).json()
    judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True, "b": True})
    changed = [span("a", 0, 3), THREE[1]]
    path = f"/api/annotations/{annotation['id']}/"
    assert w.cast.ann1.client.patch(path, json={"result": changed}).status_code == 409, "it is not in their hands"
    assert w.cast.manager.client.patch(path, json={"result": changed}).status_code == 200
    again = batch_of(w, w.cast.rev1)
    waiting = [item["key"] for item in again["items"] if item["state"] == "pending"]
    assert waiting == ["a"]


def test_a_missing_label_sends_an_approved_task_back(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()
    judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True, "b": True, "c": True})
    assert w.task(w.task_ids[0])["status"] == "completed"
    report = w.cast.rev1.client.post(
        f"/api/tasks/{w.task_ids[0]}/missing-labels/",
        json={"annotation": annotation["id"], "text": "The town at the end", "place": {"start": 30}},
    )
    assert report.status_code == 201, report.text
    assert w.task(w.task_ids[0])["status"] == "returned"
    assert w.next(w.cast.ann1).json()["reservation"]["returned"] is True


def test_an_expert_rejection_is_permanent_and_does_not_block(build: Any, cast: Any) -> None:
    w = build(tasks=1, review_settings={"expert": {"threshold": 1, "reviewers": [cast.expert.id]}})
    w.submit(w.cast.ann1, w.task_ids[0], THREE[:2])
    judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True, "b": False})
    assert w.task(w.task_ids[0])["status"] == "in_review"
    assert w.next(w.cast.ann1).status_code == 404
    assert w.next_review(w.cast.rev2).status_code == 404
    batch = batch_of(w, w.cast.expert)
    assert batch["reservation"]["kind"] == "expert"
    judge(w, w.cast.expert, batch, {"b": False})
    assert w.task(w.task_ids[0])["status"] == "completed"


def test_verdicts_are_all_given_or_none(build: Any) -> None:
    w = build(tasks=1)
    w.submit(w.cast.ann1, w.task_ids[0], THREE)
    batch = batch_of(w, w.cast.rev1)
    ids = [item["id"] for item in batch["items"]]
    url = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
    body = {"verdicts": [{"item": ids[0], "accepted": True}, {"item": 10**9, "accepted": True}]}
    assert w.cast.rev1.client.post(url, json=body).status_code == 400
    assert {item["state"] for item in batch_of(w, w.cast.rev1)["items"]} == {"pending"}
    assert w.cast.rev2.client.post(url, json={"verdicts": [{"item": ids[0], "accepted": True}]}).status_code == 409
    stale = {"revision": 7, "verdicts": [{"item": ids[0], "accepted": True}]}
    assert w.cast.rev1.client.post(url, json=stale).json()["code"] == "stale_revision"


def test_whole_annotations_are_not_judged_here(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()
    assert w.review(w.cast.rev1, annotation["id"], True).json()["code"] == "wrong_unit"


def send(w: Any, person: Any, batch: Any, verdicts: dict[str, bool], **more: Any) -> Any:
    answer = judge(w, person, batch, verdicts, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_small_correction_is_a_fix_of_its_instance_alone(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()
    batch = batch_of(w, w.cast.rev1)
    mended = [span("a", 0, 3), *THREE[1:]]
    answer = send(w, w.cast.rev1, batch, {"a": True, "b": True}, result=mended)
    assert (answer["revision"], answer["batch_done"]) == (2, False)
    batch["annotation"]["revision"] = answer["revision"]
    send(w, w.cast.rev1, batch, {"c": True})
    given = w.cast.rev1.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    assert [(review["kind"], review["fixed_revision"]) for review in given] == [
        ("fix", 2),
        ("accept", None),
        ("accept", None),
    ]
    after = w.cast.rev1.client.get(f"/api/annotations/{annotation['id']}/").json()
    assert after["result"] == mended
    assert (after["verdict"], after["completed_by"]) == ("fixed", w.cast.ann1.id)
    assert w.task(w.task_ids[0])["status"] == "completed"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        pytest.param([*THREE, span("d", 20, 24)], "new", id="new instance"),
        pytest.param(THREE[1:], "lacks a", id="deleted instance"),
        pytest.param([span("a", 0, 4, "Place"), *THREE[1:]], "another class", id="other class"),
        pytest.param([*THREE[:2], span("c", 10, 13)], "not accepted here", id="instance that is rejected"),
    ],
)
def test_other_corrections_are_refused_whole(build: Any, result: Any, said: str) -> None:
    w = build(tasks=1)
    w.submit(w.cast.ann1, w.task_ids[0], THREE)
    batch = batch_of(w, w.cast.rev1)
    refused = judge(w, w.cast.rev1, batch, {"a": True, "c": False}, result=result)
    assert refused.status_code == 400
    assert said in refused.text
    again = batch_of(w, w.cast.rev1)
    assert again["annotation"]["revision"] == 1
    assert {item["state"] for item in again["items"]} == {"pending"}


def test_reports_travel_with_the_verdicts(build: Any) -> None:
    w = build(tasks=1)
    w.submit(w.cast.ann1, w.task_ids[0], THREE)
    batch = batch_of(w, w.cast.rev1)
    report = {"text": "The town at the end", "place": {"object": "text", "start": 30, "end": 36}}
    assert judge(w, w.cast.rev1, batch, {}).status_code == 400
    huge = {"text": "Here", "place": {"note": "x" * 30_000}}
    assert judge(w, w.cast.rev1, batch, {}, reports=[huge]).status_code == 400
    assert send(w, w.cast.rev1, batch, {}, reports=[report])["batch_done"] is False
    assert w.task(w.task_ids[0])["status"] == "in_review"
    send(w, w.cast.rev1, batch, {"a": True, "b": True, "c": True})
    assert w.task(w.task_ids[0])["status"] == "returned", "all approved, but something is missing"
    (issue,) = w.cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()
    assert (issue["kind"], issue["text"], issue["place"]) == ("missing_label", report["text"], report["place"])


TAXONOMY = '<Taxonomy name="default"><TaxonomyItem value="Geometry"/><TaxonomyItem value="Class"/></Taxonomy>'


def test_what_is_said_of_an_instance_is_classified_names_people_and_is_about_its_region(build: Any) -> None:
    w = build(tasks=1, comment_classification_config=TAXONOMY)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()["id"]
    batch = batch_of(w, w.cast.rev1)
    items = {item["key"]: item["id"] for item in batch["items"]}
    said = {"default": {"type": "taxonomy", "values": [["Geometry"]]}}
    verdict = {"item": items["b"], "accepted": False, "comment": f"Look, <@{w.cast.rev2.id}>"}

    def give(classes: Any) -> Any:
        verdicts = [{**verdict, "comment_classifications": classes}]
        path = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
        return w.cast.rev1.client.post(path, json={"revision": 1, "verdicts": verdicts})

    unknown = give({"default": {"type": "taxonomy", "values": [["Colour"]]}})
    assert unknown.status_code == 400
    assert "Colour" in unknown.json()["detail"]
    assert give(said).status_code == 200
    [comment] = w.cast.rev1.client.get("/api/comments/", params={"annotation": annotation}).json()
    assert (comment["region_ref"], comment["classifications"]) == ({"region_id": "b"}, said)
    assert [person["id"] for person in comment["mentions"]] == [w.cast.rev2.id]


def test_a_reviewer_keeps_corrections_as_a_draft_and_labels_nothing_of_their_own(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()["id"]
    path = f"/api/tasks/{w.task_ids[0]}"
    kept = w.cast.rev1.client.post(f"{path}/annotations/{annotation}/drafts", json={"result": THREE[:2]})
    assert kept.status_code == 201, kept.text
    assert w.cast.rev1.client.post(f"{path}/drafts", json={"result": THREE}).status_code == 403


def test_what_is_said_of_many_instances_is_said_once(build: Any) -> None:
    """One comment about all of them; what has to be mended names it at each, and so does each verdict."""
    w = build(tasks=1)
    boxes = [span(key, 5 * at, 5 * at + 4) for at, key in enumerate("abcdef")]
    annotation = w.submit(w.cast.ann1, w.task_ids[0], boxes).json()
    batch = batch_of(w, w.cast.rev1)
    said = {"a": "Too wide", "b": "Too wide", "c": " Too wide ", "d": "No person", "e": None, "f": "Fine"}
    verdicts = [
        {"item": item["id"], "accepted": item["key"] in "ef", "comment": said[item["key"]], "reason": "Shape"}
        for item in batch["items"]
    ]
    body = {"revision": 1, "verdicts": verdicts}
    path = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
    assert w.cast.rev1.client.post(path, json=body).status_code == 200
    comments = w.cast.ann1.client.get("/api/comments/", params={"annotation": annotation["id"]}).json()
    about = {one["text"].strip(): one["region_ref"] for one in comments}
    assert len(comments) == 3
    assert about == {
        "Too wide": {"region_id": "a", "region_ids": ["a", "b", "c"]},
        "No person": {"region_id": "d"},
        "Fine": {"region_id": "f"},
    }
    issues = w.cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()
    keys = {item["id"]: item["key"] for item in batch["items"]}
    words = {keys[issue["item"]]: (issue["reason"], issue["text"].strip()) for issue in issues}
    assert words == {
        "a": ("Shape", "Too wide"), "b": ("Shape", "Too wide"), "c": ("Shape", "Too wide"), "d": ("Shape", "No person"),
    }  # fmt: skip
    [shared] = [one for one in comments if one["text"].strip() == "Too wide"]
    changed = w.cast.rev1.client.patch(f"/api/comments/{shared['id']}/", json={"text": "Much too wide"})
    assert changed.status_code == 200
    assert changed.json()["region_ref"] == shared["region_ref"]


def test_a_thousand_instances_can_be_rejected_with_one_text(build: Any) -> None:
    w = build(tasks=1)
    keys = [f"a-rather-long-identifier-{number:04}" for number in range(1000)]
    annotation = w.submit(w.cast.ann1, w.task_ids[0], [span(key, 0, 4) for key in keys]).json()
    batch = batch_of(w, w.cast.rev1)
    verdicts = [{"item": item["id"], "accepted": False, "comment": "Not here"} for item in batch["items"]]
    path = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
    answer = w.cast.rev1.client.post(path, json={"revision": 1, "verdicts": verdicts})
    assert answer.status_code == 200, answer.text
    [comment] = w.cast.rev1.client.get("/api/comments/", params={"annotation": annotation["id"]}).json()
    assert comment["region_ref"]["region_ids"] == keys
    settled = w.cast.rev1.client.patch(f"/api/comments/{comment['id']}/", json={"is_resolved": True})
    assert settled.status_code == 200


def test_a_verdict_is_made_no_larger_correction_than_it_could_have_been(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE).json()
    send(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True, "b": True, "c": True})
    found = w.cast.rev1.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    path = f"/api/annotation-reviews/{found[0]['id']}/"
    for result in (THREE[1:], [*THREE, span("d", 20, 24)], [THREE[0], span("b", 5, 8, "Place"), THREE[2]]):
        refused = w.cast.rev1.client.patch(path, json={"accepted": True, "result": result})
        assert refused.status_code == 400, refused.text
        assert refused.json()["problems"][0]["field"] == "result"
    small = w.cast.rev1.client.patch(path, json={"accepted": True, "result": [span("a", 0, 3), *THREE[1:]]})
    assert (small.status_code, small.json()["kind"]) == (200, "fix"), small.text
    same = w.cast.rev1.client.patch(path, json={"accepted": True, "result": [span("a", 0, 3), *THREE[1:]]})
    assert same.json()["kind"] == "accept", "nothing was mended this time"


def test_an_author_takes_nothing_back_that_was_judged_in_an_earlier_round(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], THREE[:1]).json()
    send(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": False})
    [issue] = w.cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()
    w.cast.ann1.client.post(f"/api/issues/{issue['id']}/resolve/")
    assert w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 3)]).status_code == 201
    for answer in (
        w.cast.ann1.client.delete(f"/api/annotations/{annotation['id']}/"),
        w.cast.ann1.client.post(f"/api/annotations/{annotation['id']}/convert-to-draft"),
    ):
        assert answer.status_code == 403, answer.text
        assert "was reviewed" in answer.text
