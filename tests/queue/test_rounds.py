"""Rounds of review over HTTP: reasons, return, resolve, hand in again, experts (MQA A.9, A.10)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.engine import invariants
from tests.queue.test_instance_review import batch_of, judge
from tests.world import ENTITIES, span

FOUR = [span("a", 0, 4), span("b", 5, 9, "Place"), span("c", 10, 14), span("d", 15, 19)]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **review: world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1, review_settings=review)


def status(w: Any) -> str:
    return str(w.task(w.task_ids[0])["status"])


def issues(w: Any, person: Any) -> Any:
    return person.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json()


def resolve(person: Any, issue: Any) -> Any:
    return person.client.post(f"/api/issues/{issue['id']}/resolve/")


def states(w: Any, annotation: Any) -> dict[str, str]:
    found = w.cast.manager.client.get(f"/api/review-items/?annotation={annotation['id']}").json()
    return {item["key"]: item["state"] for item in found}


def send_all(w: Any, person: Any, verdicts: dict[str, bool], **more: Any) -> Any:
    answer = judge(w, person, batch_of(w, person), verdicts, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def mend(w: Any, person: Any, annotation: Any, result: Any) -> Any:
    for issue in issues(w, person):
        if not issue["is_resolved"]:
            assert resolve(person, issue).status_code == 200
    return person.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": result})


# ---------------------------------------------------------------- reasons


def test_a_reason_stays_with_its_verdict_and_issue_whatever_becomes_of_the_list(build: Any) -> None:
    w = build(reject_reasons=[{"text": "Too wide", "key": "q"}, {"text": "Wrong class"}])
    url = f"/api/projects/{w.project_id}/"
    assert w.project()["review_settings"]["reject_reasons"] == [
        {"text": "Too wide", "key": "q"},
        {"text": "Wrong class", "key": "1"},
    ]
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, w.cast.rev1, {"a": False})
    w.cast.manager.client.patch(url, json={"review_settings": {"reject_reasons": []}})
    [issue] = issues(w, w.cast.ann1)
    assert issue["reason"] == "Too wide"
    assert issue["reviewer"] == {"id": w.cast.rev1.id, "name": "Rev1", "initials": "RE"}
    given = w.cast.rev1.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    assert [review["reason"] for review in given] == ["Too wide"]


# ---------------------------------------------------------------- resolving


def test_handing_in_again_is_refused_by_every_way_while_an_issue_is_open(build: Any) -> None:
    """T6."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    send_all(w, w.cast.rev1, {"a": True, "b": False, "c": False, "d": True})
    mended = [FOUR[0], span("b", 5, 8, "Place"), *FOUR[2:]]
    first, second = issues(w, w.cast.ann1)
    assert resolve(w.cast.ann1, first).status_code == 200
    ways = [
        w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": mended}),
        w.submit(w.cast.ann1, w.task_ids[0], mended),
        w.cast.manager.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": mended, "revision": 1}),
    ]
    assert [way.json()["code"] for way in ways] == ["issues_open"] * 3
    assert "1 issue" in ways[0].json()["detail"]
    assert status(w) == "returned"
    assert resolve(w.cast.ann1, second).status_code == 200
    assert w.submit(w.cast.ann1, w.task_ids[0], mended).json()["id"] == annotation["id"], "the same work goes on"
    assert status(w) == "in_review"


def test_the_mark_of_an_issue_can_be_taken_away_until_the_work_is_handed_in(build: Any) -> None:
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, w.cast.rev1, {"a": False})
    [issue] = issues(w, w.cast.ann1)
    url = f"/api/issues/{issue['id']}/reopen/"
    assert resolve(w.cast.ann1, issue).json()["resolution"] == "resolved"
    assert w.cast.ann2.client.post(url).status_code == 404
    assert w.cast.ann1.client.post(url).json()["is_resolved"] is False
    refused = w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": FOUR[:1]})
    assert refused.json()["code"] == "issues_open"
    assert mend(w, w.cast.ann1, annotation, FOUR[:1]).status_code == 200
    assert w.cast.ann1.client.post(url).json()["code"] == "answered"


def test_deleting_what_was_rejected_answers_its_issue(build: Any) -> None:
    """MQA 50."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    send_all(w, w.cast.rev1, {"a": True, "b": False, "c": True, "d": False})
    [_, of_d] = issues(w, w.cast.ann1)
    resolve(w.cast.ann1, of_d)
    kept = [FOUR[0], FOUR[2], FOUR[3]]
    answer = w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": kept})
    assert answer.status_code == 200, answer.text
    assert [issue["resolution"] for issue in issues(w, w.cast.ann1)] == ["deleted", "resolved"]
    assert states(w, annotation) == {"a": "accepted", "b": "deleted", "c": "accepted", "d": "pending"}
    send_all(w, w.cast.rev1, {"d": True})
    assert status(w) == "completed", "deleted is as good as approved"


def test_only_what_was_resolved_is_reviewed_again_and_what_changed_though_it_was_approved(build: Any, db: Any) -> None:
    """T7, U17."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    send_all(w, w.cast.rev1, {"a": True, "b": False, "c": True, "d": True})
    mend(w, w.cast.ann1, annotation, [FOUR[0], FOUR[1], span("c", 10, 13), FOUR[3]])
    again = batch_of(w, w.cast.rev1)
    in_batch = {item["key"] for item in again["items"] if item["work_item_id"] == again["reservation"]["work_item"]}
    assert in_batch == {"b", "c"}
    assert states(w, annotation) == {"a": "accepted", "b": "pending", "c": "pending", "d": "accepted"}
    logged = db.execute(
        "select payload -> 'reviewed_again' from event where annotation_id = %s and action = 'annotation.updated'",
        (annotation["id"],),
    ).fetchall()
    assert logged == [(["c"],)]


def test_a_missing_label_is_resolved_by_itself_and_the_task_stays_returned_until_it_is_handed_in(build: Any) -> None:
    """MQA 51, T4."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, w.cast.rev1, {"a": True}, reports=[{"text": "The town", "place": {"start": 30}}])
    assert status(w) == "returned"
    [report] = issues(w, w.cast.ann1)
    assert resolve(w.cast.ann1, report).status_code == 200
    assert status(w) == "returned", "resolved is not handed in"
    added = [FOUR[0], span("t", 30, 34, "Place")]
    w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": added})
    assert status(w) == "in_review"
    assert states(w, annotation)["t"] == "pending"
    send_all(w, w.cast.rev1, {"t": True})
    assert status(w) == "completed"


# ---------------------------------------------------------------- when work goes back


def test_at_the_end_of_the_round_nothing_goes_back_before(build: Any) -> None:
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR)
    send_all(w, w.cast.rev1, {"a": False})
    assert status(w) == "in_review"
    assert w.next(w.cast.ann1).status_code == 404


def test_with_the_first_rejection_work_goes_back_while_the_round_goes_on(build: Any) -> None:
    """MQA A.21 U10: open verdicts of the round still count, their issues reach the annotator as they come."""
    w = build(return_at="first_rejection")
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    batch = batch_of(w, w.cast.rev1)
    judge(w, w.cast.rev1, batch, {"a": False})
    assert status(w) == "returned"
    assert w.next(w.cast.ann1).json()["reservation"]["returned"] is True
    url = f"/api/annotations/{annotation['id']}/"
    [first] = issues(w, w.cast.ann1)
    resolve(w.cast.ann1, first)
    assert judge(w, w.cast.rev1, batch, {"b": False}).status_code == 200, "the reviewer goes on"
    assert w.cast.ann1.client.patch(url, json={"result": FOUR}).json()["code"] == "issues_open"
    [_, second] = issues(w, w.cast.ann1)
    resolve(w.cast.ann1, second)
    assert w.cast.ann1.client.patch(url, json={"result": FOUR}).status_code == 200
    assert states(w, annotation) == {"a": "pending", "b": "pending", "c": "pending", "d": "pending"}
    stale = judge(w, w.cast.rev1, batch, {"c": True})
    assert stale.json()["code"] == "stale_revision", "what was shown is not what is there (U20)"
    assert w.next_review(w.cast.rev2).status_code == 404, "what came back goes to who judged it, in the same review"
    again = batch_of(w, w.cast.rev1)
    assert again["reservation"]["work_item"] == batch["reservation"]["work_item"]
    assert judge(w, w.cast.rev1, again, dict.fromkeys("abcd", True)).json()["batch_done"] is True
    assert status(w) == "completed"


def test_when_work_goes_back_can_be_changed_under_way(build: Any) -> None:
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR)
    send_all(w, w.cast.rev1, {"a": False})
    url = f"/api/projects/{w.project_id}/"
    w.cast.manager.client.patch(url, json={"review_settings": {"return_at": "first_rejection"}})
    assert status(w) == "returned"
    assert w.next(w.cast.ann1).status_code == 200
    w.cast.manager.client.patch(url, json={"review_settings": {"return_at": "end_of_round"}})
    assert status(w) == "in_review"
    assert w.next(w.cast.ann1).status_code == 404


def test_when_work_goes_back_means_nothing_for_whole_annotations(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1)
    answer = cast.manager.client.patch(
        f"/api/projects/{w.project_id}/", json={"review_settings": {"return_at": "first_rejection"}}
    )
    assert answer.status_code == 400
    assert "review_settings.return_at" in answer.json()["validation_errors"]


# ---------------------------------------------------------------- all in frame, stale versions


def test_a_verdict_on_what_is_in_a_frame_holds_for_all_its_frames(db: Any, cast: Any) -> None:
    """T12: whoever rejects all in a frame sends one verdict for each instance with a label there."""
    config = """<View><Video name="video" value="$video"/><VideoRectangle name="box" toName="video"/>
      <Labels name="label" toName="video"><Label value="Car"/></Labels></View>"""

    def track(key: str, first: int, last: int) -> dict[str, Any]:
        points = [
            {"frame": frame, "enabled": frame < last, "x": 1, "y": 1, "width": 9, "height": 9, "rotation": 0}
            for frame in (first, last)
        ]
        value = {"framesCount": 100, "duration": 4, "sequence": points, "labels": ["Car"]}
        return {"id": key, "from_name": "box", "to_name": "video", "type": "videorectangle", "value": value}

    w = world.build(db, cast, config=config, preset="manual_qa", data=[{"video": "https://example.org/v.mp4"}])
    tracks = [track("early", 1, 20), track("long", 5, 90), track("late", 60, 90)]
    made = w.submit(cast.ann1, w.task_ids[0], tracks)
    assert made.status_code == 201, made.text
    annotation = made.json()
    send_all(w, cast.rev1, {"early": False, "long": False})  # those with a label on frame 10
    assert states(w, annotation) == {"early": "returned", "long": "returned", "late": "pending"}


# ---------------------------------------------------------------- experts


def expert(cast: Any, **more: Any) -> dict[str, Any]:
    return {"expert": {"threshold": None, "reviewers": [cast.expert.id], "stages": [], **more}}


def test_the_rejection_at_the_threshold_goes_to_an_expert_and_never_to_the_author(build: Any, cast: Any) -> None:
    """T10."""
    w = build(**expert(cast, threshold=2))
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:2]).json()
    send_all(w, cast.rev1, {"a": False, "b": True})
    assert status(w) == "returned", "the first one goes back"
    assert mend(w, cast.ann1, annotation, FOUR[:2]).status_code == 200
    send_all(w, cast.rev1, {"a": False})
    assert (status(w), states(w, annotation)["a"]) == ("in_review", "expert_pending")
    assert w.next(cast.ann1).status_code == 404
    assert w.next_review(cast.rev1).status_code == 404
    batch = batch_of(w, cast.expert)
    [item] = [item for item in batch["items"] if item["key"] == "a"]
    assert (item["said"]["accepted"], item["said"]["reason"], item["said"]["by"]) == (False, "Too wide", cast.rev1.id)
    judge(w, cast.expert, batch, {"a": False})
    assert (status(w), states(w, annotation)["a"]) == ("completed", "rejected")
    assert w.next(cast.ann1).status_code == 404


@pytest.mark.parametrize(("rate", "after"), [(1, "expert_pending"), (0, "accepted")])
def test_a_stage_draws_from_the_verdicts_of_its_iteration(build: Any, cast: Any, rate: float, after: str) -> None:
    w = build(**expert(cast, stages=[{"iteration": 1, "rate": rate, "action": "approved"}]))
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:2]).json()
    send_all(w, cast.rev1, {"a": True, "b": False})
    assert states(w, annotation) == {"a": after, "b": "returned"}
    given = cast.manager.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    drawn = {review["accepted"]: review["expert"] for review in given}
    assert drawn == {
        True: {"rule": "expert_stage", "probability": rate, "drawn": rate == 1},
        False: None,
    }
    if rate:
        judge(w, cast.expert, batch_of(w, cast.expert), {"a": True})
        assert states(w, annotation)["a"] == "accepted"


def test_a_stage_draws_whole_annotations_too(db: Any, cast: Any) -> None:
    rules = {"threshold": 3, "reviewers": [cast.expert.id], "stages": [{"iteration": 1, "rate": 1, "action": "all"}]}
    w = world.build(db, cast, tasks=1, review_settings={"expert": rules})
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()
    assert w.review(cast.rev1, annotation["id"], True).status_code == 201
    assert status(w) == "in_review"
    assert w.next_review(cast.expert).json()["reservation"]["kind"] == "expert"
    assert w.review(cast.expert, annotation["id"], False).status_code == 201
    assert w.task(w.task_ids[0])["annotations"][0]["verdict"] == "removed"


def test_nobody_is_the_expert_on_their_own_verdict_and_those_in_charge_stand_in(build: Any, cast: Any) -> None:
    """U11."""
    w = build(**expert(cast, threshold=1))
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:2]).json()
    send_all(w, cast.expert, {"a": False})
    send_all(w, cast.expert, {"b": False})
    assert states(w, annotation) == {"a": "expert_pending", "b": "expert_pending"}
    assert w.next_review(cast.expert).status_code == 404, "these are the expert's own verdicts"
    assert w.next_review(cast.rev2).status_code == 404
    batch = batch_of(w, cast.manager)
    assert batch["reservation"]["kind"] == "expert"
    judge(w, cast.manager, batch, {"a": True, "b": True})
    assert status(w) == "completed"


def notices(person: Any) -> list[Any]:
    found = person.client.get("/api/notifications/").json()["results"]
    return [entry for entry in found if entry["kind"] == "expert_missing"]


def test_those_in_charge_are_told_once_that_no_named_expert_could_decide(build: Any, cast: Any) -> None:
    """U11."""
    w = build(**expert(cast, threshold=1))
    w.submit(cast.ann1, w.task_ids[0], FOUR[:2])
    send_all(w, cast.expert, {"a": False})
    send_all(w, cast.expert, {"b": False})
    [told] = notices(cast.manager)
    assert (told["project"]["id"], told["task"], told["actor"]) == (w.project_id, None, None)
    assert [notices(person) for person in (cast.ann1, cast.rev1, cast.expert)] == [[], [], []]


def test_nobody_is_told_where_a_named_expert_decides(build: Any, cast: Any) -> None:
    w = build(**expert(cast, threshold=1))
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    send_all(w, cast.rev1, {"a": False})
    assert notices(cast.manager) == []


def test_an_expert_sees_what_the_reviewer_said(build: Any, cast: Any) -> None:
    """MQA 54."""
    w = build(**expert(cast, threshold=1))
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    send_all(w, cast.rev1, {"a": False})
    [item] = batch_of(w, cast.expert)["items"]
    said = item["said"]
    assert (said["accepted"], said["reason"], said["by"], said["round"]) == (False, "Too wide", cast.rev1.id, 1)


def test_what_waits_for_an_expert_who_leaves_waits_for_others(build: Any, cast: Any) -> None:
    w = build(**expert(cast, threshold=1))
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    send_all(w, cast.rev1, {"a": False})
    assert w.next_review(cast.manager).status_code == 404
    gone = cast.manager.client.delete(f"/api/projects/{w.project_id}/members", params={"user": cast.expert.id})
    assert gone.status_code in (200, 204), gone.text
    assert batch_of(w, cast.manager)["reservation"]["kind"] == "expert"


def test_switching_experts_off_leaves_nothing_waiting_for_ever(build: Any, cast: Any) -> None:
    w = build(**expert(cast, threshold=1))
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    send_all(w, cast.rev1, {"a": False})
    cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": {"expert": None}})
    assert w.next_review(cast.rev1).status_code == 404
    assert batch_of(w, cast.manager)["reservation"]["kind"] == "expert"


def test_an_experts_verdict_can_be_taken_back(build: Any, cast: Any) -> None:
    w = build(**expert(cast, threshold=1))
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, cast.rev1, {"a": False})
    send_all(w, cast.expert, {"a": False})
    assert status(w) == "completed"
    [given] = [
        review
        for review in cast.expert.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
        if review["stage"] == "expert"
    ]
    assert cast.expert.client.delete(f"/api/annotation-reviews/{given['id']}/").status_code == 204
    assert (status(w), states(w, annotation)["a"]) == ("in_review", "expert_pending")
    send_all(w, cast.expert, {"a": True})
    assert status(w) == "completed"


def test_an_annotator_cannot_be_an_expert(build: Any, cast: Any) -> None:
    w = build()
    rules = {"threshold": 2, "reviewers": [cast.ann1.id]}
    answer = cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": {"expert": rules}})
    assert answer.status_code == 400
    assert "may not review" in answer.text


def test_an_expert_does_not_keep_what_the_reviewer_takes_back(build: Any, cast: Any, db: Any) -> None:
    w = build(expert={"threshold": 1, "reviewers": [cast.expert.id]})
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, cast.rev1, {"a": False})
    assert batch_of(w, cast.expert)["reservation"]["kind"] == "expert"
    [given] = cast.rev1.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    changed = cast.rev1.client.patch(f"/api/annotation-reviews/{given['id']}/", json={"accepted": True})
    assert changed.status_code == 200, changed.text
    assert (status(w), states(w, annotation)["a"]) == ("completed", "accepted")
    assert w.next_review(cast.expert).status_code == 404, "nothing is left in the expert's hands"
    invariants.check_manual_qa(db, w.project_id, w.task_ids)
