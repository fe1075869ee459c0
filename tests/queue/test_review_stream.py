"""Reviewing whole annotations over HTTP: verdicts, what they do, and what they may not do."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import choice


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, **settings)


def labelled(w: Any, person: Any, task_id: int | None = None) -> dict[str, Any]:
    answer = w.submit(person, task_id or w.task_ids[0])
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_accept_completes_the_task(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    batch = w.next_review(w.cast.rev1).json()
    assert batch["annotation"]["id"] == annotation["id"]
    assert w.next_review(w.cast.rev2).status_code == 404, "one holder at a time"
    verdict = w.review(w.cast.rev1, annotation["id"], True, revision=batch["annotation"]["revision"])
    assert verdict.status_code == 201
    assert verdict.json()["judged_revision"] == 1
    task = w.task(w.task_ids[0])
    assert (task["status"], task["state"], task["reviewed"]) == ("completed", "COMPLETED", True)
    assert task["annotations"][0]["verdict"] == "accepted"
    assert w.next_review(w.cast.rev1).status_code == 404


def test_fix_and_accept_is_a_new_revision_of_the_same_author(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    verdict = w.review(w.cast.rev1, annotation["id"], True, result=choice("Negative")).json()
    assert (verdict["kind"], verdict["fixed_revision"]) == ("fix", 2)
    after = w.cast.manager.client.get(f"/api/annotations/{annotation['id']}/").json()
    assert after["result"] == choice("Negative")
    assert after["completed_by"] == w.cast.ann1.id
    assert (after["revision"], after["verdict"]) == (2, "fixed")
    first = w.cast.ann1.client.get(f"/api/annotations/{annotation['id']}/revisions/1/").json()
    assert first["result"] == choice("Positive")


def test_returned_work_reaches_its_author_first_and_comes_back(build: Any) -> None:
    w = build(tasks=3)
    annotation = labelled(w, w.cast.ann1)
    rejected = w.review(w.cast.rev1, annotation["id"], False, reject_action="requeue", comment="Look again")
    assert rejected.status_code == 201
    assert w.task(w.task_ids[0])["status"] == "returned"
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[1], "not offered to others"
    back = w.next(w.cast.ann1).json()
    assert back["id"] == w.task_ids[0]
    assert back["reservation"]["returned"] is True
    assert back["annotations"][0]["verdict"] == "returned"
    mended = w.cast.ann1.client.patch(
        f"/api/annotations/{annotation['id']}/", json={"result": choice("Negative"), "revision": 1}
    )
    assert mended.status_code == 200, mended.text
    assert w.task(w.task_ids[0])["status"] == "in_review"
    again = w.next_review(w.cast.rev2).json()
    assert again["items"][0]["round"] == 2
    assert again["previous"]["result"] == choice("Positive")
    assert w.review(w.cast.rev2, annotation["id"], True).status_code == 201
    assert w.task(w.task_ids[0])["status"] == "completed"
    assert w.next(w.cast.ann1).json()["id"] == w.task_ids[2], "the second one is in somebody else's hands"


def test_pass_on_opens_the_slot_for_somebody_else(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    assert w.review(w.cast.rev1, annotation["id"], False, reject_action="redistribute").status_code == 201
    assert w.next(w.cast.ann1).status_code == 404
    assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]
    refused = w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": []})
    assert refused.status_code == 400
    assert refused.json()["code"] == "final"
    labelled(w, w.cast.ann2)
    task = w.task(w.task_ids[0])
    assert (task["is_labeled"], task["total_annotations"], task["reviews_rejected"]) == (True, 2, 1)


def test_remove_is_final_and_keeps_the_annotation(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    assert w.review(w.cast.rev1, annotation["id"], False).json()["reject_action"] == "remove"
    task = w.task(w.task_ids[0])
    assert (task["status"], task["reviewed"]) == ("completed", True)
    assert task["annotations"][0]["was_cancelled"] is False
    assert task["annotations"][0]["verdict"] == "removed"


def test_criterion_one_spares_the_other_annotation(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2)
    first, second = labelled(w, w.cast.ann1), labelled(w, w.cast.ann2)
    verdict = w.review(w.cast.rev1, first["id"], True).json()
    assert w.next_review(w.cast.rev1).status_code == 404
    assert w.task(w.task_ids[0])["status"] == "completed"
    assert w.cast.rev1.client.delete(f"/api/annotation-reviews/{verdict['id']}/").status_code == 204
    waiting = {w.next_review(w.cast.rev1).json()["annotation"]["id"]}
    waiting.add(w.next_review(w.cast.rev2).json()["annotation"]["id"])
    assert waiting == {first["id"], second["id"]}


def test_criterion_all_needs_a_verdict_on_each(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2, review_settings={"review_criteria": "all"})
    first, second = labelled(w, w.cast.ann1), labelled(w, w.cast.ann2)
    w.review(w.cast.rev1, first["id"], True)
    task = w.task(w.task_ids[0])
    assert (task["status"], task["state"], task["reviewed"]) == ("in_review", "REVIEW_IN_PROGRESS", False)
    w.review(w.cast.rev1, second["id"], True)
    assert w.task(w.task_ids[0])["reviewed"] is True


def test_nobody_reviews_their_own_work(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.rev1)
    assert w.next_review(w.cast.rev1).status_code == 404
    refused = w.review(w.cast.rev1, annotation["id"], True)
    assert refused.status_code == 403
    assert refused.json()["code"] == "own_work"
    assert w.next_review(w.cast.rev2).status_code == 200
    assert w.review(w.cast.ann2, annotation["id"], True).status_code == 403


def test_a_stale_revision_is_refused_and_nothing_changes(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    seen = w.next_review(w.cast.rev1).json()["annotation"]["revision"]
    w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": choice("Negative")})
    refused = w.review(w.cast.rev1, annotation["id"], True, revision=seen)
    assert refused.status_code == 409
    assert refused.json()["code"] == "stale_revision"
    assert refused.json()["display_context"]["revision"] == 2
    assert w.task(w.task_ids[0])["status"] == "in_review"
    assert w.review(w.cast.rev1, annotation["id"], True, revision=2).status_code == 201


def test_somebody_else_holds_the_batch(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    w.next_review(w.cast.rev1)
    refused = w.review(w.cast.rev2, annotation["id"], True)
    assert refused.status_code == 409
    assert refused.json()["code"] == "held_by_other"


def test_a_comment_can_be_required(build: Any) -> None:
    w = build(tasks=1, review_settings={"require_comment_on_reject": True})
    annotation = labelled(w, w.cast.ann1)
    refused = w.review(w.cast.rev1, annotation["id"], False)
    assert refused.status_code == 400
    assert "comment" in refused.json()["validation_errors"]
    assert w.task(w.task_ids[0])["status"] == "in_review"
    assert w.review(w.cast.rev1, annotation["id"], False, comment="Wrong class").status_code == 201
    assert w.task(w.task_ids[0])["unresolved_comment_count"] == 1


def test_an_action_that_is_not_allowed_is_refused(build: Any) -> None:
    w = build(tasks=1, review_settings={"allowed_reject_actions": ["remove"], "default_reject_action": "remove"})
    annotation = labelled(w, w.cast.ann1)
    refused = w.review(w.cast.rev1, annotation["id"], False, reject_action="requeue")
    assert refused.status_code == 400
    assert "reject_action" in refused.json()["validation_errors"]


def test_a_verdict_can_be_changed(build: Any) -> None:
    w = build(tasks=1)
    annotation = labelled(w, w.cast.ann1)
    verdict = w.review(w.cast.rev1, annotation["id"], False, reject_action="requeue").json()
    url = f"/api/annotation-reviews/{verdict['id']}/"
    assert w.cast.rev2.client.patch(url, json={"accepted": True}).status_code == 403
    changed = w.cast.rev1.client.patch(url, json={"accepted": True})
    assert changed.status_code == 200, changed.text
    assert changed.json()["accepted"] is True
    assert w.task(w.task_ids[0])["status"] == "completed"
    assert w.next(w.cast.ann1).status_code == 404, "it is not in the author's hands any more"


def test_only_finished_tasks_are_offered(build: Any) -> None:
    w = build(tasks=1, maximum_annotations=2, review_settings={"only_finished_tasks": True})
    labelled(w, w.cast.ann1)
    assert w.next_review(w.cast.rev1).status_code == 404
    labelled(w, w.cast.ann2)
    assert w.next_review(w.cast.rev1).status_code == 200


def test_what_is_not_drawn_is_not_reviewed_but_remembered(build: Any) -> None:
    w = build(tasks=1, review_settings={"sampling_rate": 0})
    annotation = labelled(w, w.cast.ann1)
    assert w.next_review(w.cast.rev1).status_code == 404
    [item] = w.cast.rev1.client.get("/api/review-items/", params={"annotation": annotation["id"]}).json()
    assert (item["state"], item["inclusion_probability"], item["inclusion_rule"]) == ("not_selected", 0, "project")
    task = w.task(w.task_ids[0])
    assert (task["status"], task["reviewed"]) == ("completed", False)


def test_the_path_walked_is_kept(build: Any) -> None:
    w = build(tasks=3)
    for task_id in w.task_ids:
        labelled(w, w.cast.ann1, task_id)
    walked = []
    for _ in w.task_ids:
        batch = w.next_review(w.cast.rev1).json()
        w.review(w.cast.rev1, batch["annotation"]["id"], True)
        walked.append(batch["annotation"]["id"])
    path = w.cast.rev1.client.get(f"/api/projects/{w.project_id}/review-stream-history/").json()
    assert [step["annotation"] for step in path] == walked
    assert {step["verdict"] for step in path} == {"accepted"}


def test_experts_have_the_last_word(build: Any, cast: Any) -> None:
    w = build(
        tasks=1,
        review_settings={
            "default_reject_action": "requeue",
            "expert": {"threshold": 2, "reviewers": [cast.expert.id, cast.rev1.id]},
        },
    )
    annotation = labelled(w, w.cast.ann1)
    assert w.review(w.cast.rev1, annotation["id"], False).json()["reject_action"] == "requeue"
    w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": choice("Negative")})
    assert w.review(w.cast.rev1, annotation["id"], False).json()["reject_action"] == "expert"
    assert w.task(w.task_ids[0])["status"] == "in_review"
    assert w.next(w.cast.ann1).status_code == 404, "the author does not get it"
    assert w.next_review(w.cast.rev1).status_code == 404, "nobody is expert on their own verdict"
    batch = w.next_review(w.cast.expert).json()
    assert batch["reservation"]["kind"] == "expert"
    final = w.review(w.cast.expert, annotation["id"], False).json()
    assert (final["stage"], final["reject_action"]) == ("expert", "remove")
    assert w.task(w.task_ids[0])["status"] == "completed"


def test_what_a_page_holds_in_advance_is_spared_too(build: Any) -> None:
    w = build(tasks=2, maximum_annotations=2)
    for person in (w.cast.ann1, w.cast.ann2):
        labelled(w, person, w.task_ids[0])
    labelled(w, w.cast.ann1, w.task_ids[1])
    now = w.next_review(w.cast.rev1).json()
    ahead = w.next_review(w.cast.rev1, prefetch=True).json()
    assert now["task"]["id"] == ahead["task"]["id"] == w.task_ids[0]
    w.review(w.cast.rev1, now["annotation"]["id"], True)
    assert w.next_review(w.cast.rev1).json()["task"]["id"] == w.task_ids[1]
