"""Reopen and Add reviews over HTTP (MQA 71-73; A.21 U12, U13, U18; T3, T16)."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from tests import world
from tests.engine import invariants
from tests.queue.test_instance_review import batch_of, judge
from tests.queue.test_rounds import issues, mend, send_all, states, status
from tests.world import ENTITIES, span

from assay.datamanager import runs
from assay.projects import queries as projects
from assay.queue import batches

FOUR = [span("a", 0, 4), span("b", 5, 9, "Place"), span("c", 10, 14), span("d", 15, 19)]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    def make(tasks: int = 1, **review: Any) -> Any:
        return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=tasks, review_settings=review)

    return make


def reopen(w: Any, person: Any = None, **more: Any) -> Any:
    body = {"tasks": w.task_ids, **more}
    return (person or w.cast.manager).client.post(f"/api/projects/{w.project_id}/reopen/", json=body)


def add(w: Any, person: Any = None, **more: Any) -> Any:
    body = {"tasks": w.task_ids, **more}
    return (person or w.cast.manager).client.post(f"/api/projects/{w.project_id}/add-reviews/", json=body)


def drawn(w: Any, annotation: Any) -> dict[str, Any]:
    found = w.cast.manager.client.get(f"/api/review-items/?annotation={annotation['id']}").json()
    return {item["key"]: item for item in found}


# ---------------------------------------------------------------- Reopen


def test_a_reopened_task_goes_back_to_who_handed_it_in(build: Any) -> None:
    """MQA 71, U12: approvals stay, what waits is reviewed when it comes back, in the same round."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    batch = batch_of(w, w.cast.rev1)
    judge(w, w.cast.rev1, batch, {"a": True})
    answer = reopen(w, comment="The legend has changed")
    assert answer.json()["result"] == {"made": 1}, answer.text
    assert status(w) == "returned"
    assert judge(w, w.cast.rev1, batch, {"b": True}).status_code in (404, 409), "the review was called off"
    assert w.next_review(w.cast.rev2).status_code == 404
    back = w.next(w.cast.ann1).json()
    assert back["reservation"]["returned"] is True
    said = w.cast.ann1.client.get(f"/api/comments/?annotation={annotation['id']}").json()
    assert [comment["text"] for comment in said] == ["The legend has changed"]
    assert w.cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": FOUR}).status_code == 200
    found = drawn(w, annotation)
    assert {key: (item["state"], item["round"]) for key, item in found.items()} == {
        "a": ("accepted", 1),
        "b": ("pending", 1),
        "c": ("pending", 1),
        "d": ("pending", 1),
    }
    send_all(w, w.cast.rev2, {"b": True, "c": True, "d": True})
    assert status(w) == "completed"


@pytest.mark.parametrize("who", ["manager", "ann1"])
def test_a_skip_that_is_changed_meanwhile_does_not_hand_in_what_was_sent_back(build: Any, db: Any, who: str) -> None:
    """T16: it stays returned, and in the hands of who has it, also where that is who had skipped it before."""
    w = build(sampling_rate=0)
    [task_id] = w.task_ids
    w.next(w.cast.ann1)
    skip = w.submit(w.cast.ann1, task_id, [], was_cancelled=True, comment="Too dark").json()
    w.submit(w.cast.ann2, task_id, FOUR)
    assert reopen(w, holder=w.cast.ann1.id).json()["result"] == {"made": 1}
    path = f"/api/annotations/{skip['id']}/"
    answer = getattr(w.cast, who).client.patch(path, json={"result": [], "revision": skip["revision"]})
    assert answer.status_code == 200, answer.text
    assert status(w) == "returned"
    assert w.next(w.cast.ann1).json()["reservation"]["returned"] is True
    invariants.check_manual_qa(db, w.project_id, w.task_ids)


def test_what_was_skipped_is_not_sent_back_with_the_work_of_another(build: Any, db: Any) -> None:
    """T1: a task that is sent back and then closed is in the hands of one person, who did it last."""
    w = build()
    [task_id], manager = w.task_ids, w.cast.manager.client
    first = w.submit(w.cast.ann1, task_id, FOUR).json()
    skip = {"was_cancelled": True, "revision": first["revision"]}
    assert manager.patch(f"/api/annotations/{first['id']}/", json=skip).status_code == 200
    second = w.submit(w.cast.ann2, task_id, FOUR).json()
    judge(w, w.cast.rev1, batch_of(w, w.cast.rev1), {"a": True})
    assert reopen(w).json()["result"] == {"made": 1}
    [verdict] = manager.get(f"/api/annotation-reviews/?annotation={second['id']}").json()
    assert w.cast.rev1.client.delete(f"/api/annotation-reviews/{verdict['id']}/").status_code == 204
    closed = manager.post(f"/api/fsm/entities/task/{task_id}/transition/", json={"transition_name": "complete"})
    assert closed.status_code == 200, closed.text
    assert w.next(w.cast.ann1).status_code == 404
    assert w.next(w.cast.ann2).json()["reservation"]["returned"] is True
    invariants.check_manual_qa(db, w.project_id, w.task_ids)


def test_rejections_are_counted_on_after_reopening(build: Any, cast: Any) -> None:
    """U18."""
    w = build(expert={"threshold": 2, "reviewers": [cast.expert.id]})
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, cast.rev1, {"a": False})
    mend(w, cast.ann1, annotation, FOUR[:1])
    send_all(w, cast.rev1, {"a": True})
    assert reopen(w).json()["result"] == {"made": 1}
    cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": [span("a", 0, 3)]})
    send_all(w, cast.rev1, {"a": False})
    assert states(w, annotation)["a"] == "expert_pending"


def test_a_task_that_nobody_handed_in_is_not_reopened(build: Any) -> None:
    w = build(tasks=2)
    w.submit(w.cast.ann1, w.task_ids[0], FOUR)
    assert reopen(w).json()["result"] == {"made": 1, "kept": 1}
    assert reopen(w).json()["result"] == {"kept": 2}, "it is back already"


def test_a_reopened_task_can_be_given_to_another_person_who_goes_on_with_it(build: Any) -> None:
    """T3, T16: the annotation stays its author's, its next revision is who wrote it, and comes back to them."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR[:2]).json()
    send_all(w, w.cast.rev1, {"a": True, "b": True})
    assert reopen(w, holder=w.cast.ann2.id).status_code == 200
    assert w.next(w.cast.ann1).status_code == 404
    url = f"/api/annotations/{annotation['id']}/"
    theirs = w.cast.ann1.client.patch(url, json={"result": FOUR[:2]})
    assert theirs.json()["code"] == "not_held"
    back = w.next(w.cast.ann2).json()
    assert back["reservation"]["returned"] is True
    assert [one["id"] for one in back["annotations"]] == [annotation["id"]]
    changed = [FOUR[0], span("b", 5, 8, "Place")]
    assert (
        w.cast.ann2.client.post(
            f"/api/tasks/{w.task_ids[0]}/annotations/{annotation['id']}/drafts",
            json={"result": changed, "lead_time": 1},
        ).status_code
        == 201
    )
    assert w.submit(w.cast.ann2, w.task_ids[0], changed).json()["id"] == annotation["id"]
    after = w.cast.manager.client.get(url).json()
    assert (after["completed_by"], after["updated_by"], after["revision"]) == (w.cast.ann1.id, w.cast.ann2.id, 2)
    send_all(w, w.cast.rev1, {"b": False})
    assert w.next(w.cast.ann1).status_code == 404
    assert w.next(w.cast.ann2).json()["reservation"]["returned"] is True, "it comes back to who handed it in last"
    assert len(issues(w, w.cast.ann2)) == 1
    assert mend(w, w.cast.ann2, annotation, changed).status_code == 200


def test_a_task_reopened_for_nobody_stays_returned_and_is_in_nobodys_hands(build: Any) -> None:
    """T3, T16."""
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1])
    assert reopen(w, holder="nobody").status_code == 200
    assert status(w) == "returned"


@pytest.mark.parametrize("who", ["rev1", "outsider", 999_999_999])
def test_who_may_not_annotate_gets_no_reopened_task(build: Any, who: Any) -> None:
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1])
    person = who if isinstance(who, int) else w.cast[who].id
    answer = reopen(w, holder=person)
    assert answer.status_code == 400
    assert "holder" in answer.json()["validation_errors"]
    assert status(w) == "in_review"


def test_work_of_several_people_goes_back_to_each_of_them(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, maximum_annotations=2)
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    assert reopen(w, holder="nobody").json()["result"] == {"several": 1}
    assert reopen(w).json()["result"] == {"made": 1}
    for person in (cast.ann1, cast.ann2):
        assert w.next(person).json()["reservation"]["returned"] is True


def test_before_it_reopens_it_says_what_and_to_whom(db: Any, cast: Any) -> None:
    """What the preview says is what happens, and the preview itself changes nothing."""
    w = world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=5)
    first, second, third, fourth, _ = w.task_ids
    for person, task_id in ((cast.ann1, first), (cast.ann1, second), (cast.ann2, third), (cast.manager, fourth)):
        assert w.submit(person, task_id, FOUR[:2]).status_code == 201
    reopen(w, tasks=[fourth])
    batch_of(w, cast.rev1)
    foreseen = reopen(w, preview=True).json()
    assert [(one["person"]["id"], one["tasks"]) for one in foreseen["holders"]] == [
        (cast.ann1.id, 2),
        (cast.ann2.id, 1),
    ]
    assert {name: found for name, found in foreseen.items() if name != "holders"} == {
        "reopened": 3, "not_submitted": 2, "several": 0, "reviews": 3, "reviews_held": 1,
    }  # fmt: skip
    assert [w.task(task_id)["status"] for task_id in (first, second, third)] == ["in_review"] * 3
    to_nobody = reopen(w, preview=True, holder="nobody").json()["holders"]
    assert to_nobody == [{"person": None, "tasks": 3}]
    to_one = reopen(w, preview=True, holder=cast.manager.id).json()["holders"]
    assert [(one["person"]["id"], one["tasks"]) for one in to_one] == [(cast.manager.id, 3)]
    assert reopen(w, preview=True, holder=cast.rev1.id).status_code == 400
    assert reopen(w, cast.rev1, preview=True).status_code == 403
    assert reopen(w).json()["result"] == {"made": 3, "kept": 2}
    for person, count in ((cast.ann1, 2), (cast.ann2, 1)):
        hand = person.client.get(f"/api/projects/{w.project_id}/queue/?reserved_by={person.id}").json()["rows"]
        assert len(hand) == count


def test_it_says_which_tasks_are_free_because_their_annotator_is_gone(build: Any, cast: Any) -> None:
    w = build(tasks=2)
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    w.submit(cast.ann2, w.task_ids[1], FOUR[:1])
    left = cast.manager.client.delete(f"/api/projects/{w.project_id}/members/", params={"user": cast.ann1.id})
    assert left.status_code in (200, 204), left.text
    foreseen = reopen(w, preview=True).json()["holders"]
    assert [(one["person"] and one["person"]["id"], one["tasks"]) for one in foreseen] == [(cast.ann2.id, 1), (None, 1)]


def test_it_says_which_tasks_only_their_own_people_get(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, maximum_annotations=2)
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    to_nobody = reopen(w, holder="nobody", preview=True).json()
    assert (to_nobody["reopened"], to_nobody["several"], to_nobody["holders"]) == (0, 1, [])
    to_each = reopen(w, preview=True).json()
    assert (to_each["reopened"], [one["tasks"] for one in to_each["holders"]]) == (1, [1, 1])


def test_all_that_a_filter_finds_are_reopened_however_many_pages_they_fill(
    db: Any, cast: Any, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More tasks than the table shows at once, and more than are done at once: a job goes on until the last of them."""
    names = [{"text": f"{'night' if number % 10 == 0 else 'day'}-{number:03}.txt"} for number in range(120)]
    w = world.build(db, cast, config=ENTITIES, preset="manual_qa", data=names)
    for task_id in w.task_ids:
        assert w.submit(cast.ann1, task_id, FOUR[:1]).status_code == 201
    path = f"/api/projects/{w.project_id}/activity/"
    wanted = {"search": "day-", "status": ["in_review"]}
    shown = cast.manager.client.get(path, params={**wanted, "limit": 100}).json()
    assert (len(shown["rows"]), shown["next"] is None) == (100, False)
    counted = cast.manager.client.get(f"{path}count/", params={"filter": orjson.dumps(wanted).decode()}).json()
    assert counted == {"rows": 108}
    but = [shown["rows"][0]["task"]]
    monkeypatch.setattr(runs, "AT_ONCE", 50)
    chosen = {"tasks": None, "filter": wanted, "exclude": but}
    assert reopen(w, **chosen, preview=True).json()["reopened"] == 107
    started = reopen(w, **chosen, holder="nobody").json()
    assert started["tasks"] == 107
    more = True
    while more:
        with database.transaction() as step:
            more = runs.step(step, started["run"])
    done = cast.manager.client.get(f"/api/dm/runs/{started['run']}/").json()
    assert (done["status"], done["detail"]) == ("completed", "107 tasks reopened.")
    counts = cast.manager.client.get(f"/api/projects/{w.project_id}/work-counts/").json()
    assert (counts["returned"], counts["in_review"]) == (107, 13)
    assert w.task(but[0])["status"] == "in_review"


# ---------------------------------------------------------------- Add reviews


def test_what_was_approved_is_reviewed_once_more(build: Any) -> None:
    """MQA 72: a completed task is in review again, and a second review is a known state."""
    w = build()
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    send_all(w, w.cast.rev1, {"a": True, "b": True, "c": True, "d": True})
    assert status(w) == "completed"
    preview = add(w, preview=True, exclude_earlier_reviewers=True).json()
    assert preview == {
        "tasks": 1, "items": 4, "eligible": 4, "approved": 4, "not_selected": 0, "without_reviewer": 0,
        "probability": 1,
    }  # fmt: skip
    assert status(w) == "completed", "a preview changes nothing"
    assert add(w, exclude_earlier_reviewers=True).json()["result"] == {"made": 4, "tasks": 1, "nobody": 0}
    assert status(w) == "in_review"
    found = drawn(w, annotation)["a"]
    assert (found["state"], found["round"], found["inclusion_rule"]) == ("pending", 2, "added")
    assert found["inclusion_detail"]["earlier"]["rule"] == "project"
    assert w.next_review(w.cast.rev1).status_code == 404, "who judged before is left out"
    refused = w.cast.rev1.client.get(f"/api/projects/{w.project_id}/next-review/?annotation={annotation['id']}")
    assert refused.json()["code"] == "judged_before"
    send_all(w, w.cast.rev2, {"a": True, "b": True, "c": True, "d": True})
    assert status(w) == "completed"
    given = w.cast.manager.client.get(f"/api/annotation-reviews/?annotation={annotation['id']}").json()
    assert sorted(review["round"] for review in given) == [1] * 4 + [2] * 4


def test_what_was_not_selected_can_be_sampled(build: Any) -> None:
    """U13: the sample is drawn with a seed; rule and probability are kept."""
    w = build(sampling_rate=0)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], FOUR).json()
    assert status(w) == "completed"
    assert add(w, scope="approved").json()["result"] == {"made": 0, "tasks": 0, "nobody": 0}
    assert status(w) == "completed"
    preview = add(w, scope="not_selected", sample_size=1, preview=True).json()
    assert (preview["items"], preview["eligible"], preview["probability"]) == (1, 4, 0.25)
    add(w, scope="not_selected", sample_size=1)
    waiting = [item for item in drawn(w, annotation).values() if item["state"] == "pending"]
    assert [(item["round"], item["inclusion_probability"], item["inclusion_rule"]) for item in waiting] == [
        (1, 0.25, "added")
    ]
    assert status(w) == "in_review"


def test_nothing_is_added_that_nobody_could_judge(build: Any, cast: Any) -> None:
    w = build()
    w.submit(cast.ann1, w.task_ids[0], FOUR[:1])
    send_all(w, cast.rev1, {"a": True})
    for person in (cast.rev2, cast.expert, cast.manager, cast.administrator, cast.owner):
        assert add(w, exclude_earlier_reviewers=True).json()["result"]["made"] == 1
        send_all(w, person, {"a": True})
    assert add(w, exclude_earlier_reviewers=True).json()["result"] == {"made": 0, "tasks": 0, "nobody": 1}
    assert status(w) == "completed"


def test_what_an_expert_rejected_for_good_stays_so(build: Any, cast: Any) -> None:
    w = build(expert={"threshold": 1, "reviewers": [cast.expert.id]})
    annotation = w.submit(cast.ann1, w.task_ids[0], FOUR[:1]).json()
    send_all(w, cast.rev1, {"a": False})
    send_all(w, cast.expert, {"a": False})
    assert add(w).json()["result"] == {"made": 0, "tasks": 0, "nobody": 0}
    assert states(w, annotation)["a"] == "rejected"


def test_whole_annotations_get_a_second_review_too(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()
    assert w.review(cast.rev1, annotation["id"], True).status_code == 201
    assert status(w) == "completed"
    assert add(w, exclude_earlier_reviewers=True).json()["result"]["made"] == 1
    assert status(w) == "in_review"
    assert w.next_review(cast.rev1).status_code == 404
    assert w.next_review(cast.rev2).status_code == 200
    assert w.review(cast.rev2, annotation["id"], True).status_code == 201
    assert status(w) == "completed"


@pytest.mark.parametrize("route", [reopen, add])
def test_only_who_steers_the_queue_sends_work_back_or_on(build: Any, route: Any) -> None:
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1])
    assert route(w, w.cast.rev1).status_code == 403
    assert route(w, w.cast.ann1).status_code == 403
    assert route(w, w.cast.outsider).status_code == 404
    assert route(w, w.cast.manager, tasks=[10**9]).status_code == 400
    assert route(w, w.cast.manager, filter={}).status_code == 400, "one of the two"
    assert (
        route(w, w.cast.manager, tasks=None, filter={"status": ["in_review"], "search": "NUMBER 0"}).json()["tasks"]
        == 1
    )
    assert status(w) in ("returned", "in_review")


def test_both_are_actions_of_the_list_of_tasks(build: Any) -> None:
    w = build()
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1])
    answer = w.cast.manager.client.post(
        f"/api/dm/actions/?id=reopen_tasks&project={w.project_id}",
        json={"selectedItems": {"all": True, "excluded": []}, "holder": "person", "user": w.cast.ann2.id},
    )
    assert answer.json()["detail"] == "1 task reopened.", answer.text
    assert w.next(w.cast.ann2).json()["reservation"]["returned"] is True


def test_what_is_left_by_name_leaves_out_what_somebody_judged_before(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, review_settings={"review_only_manual_assignments": True})
    named = cast.manager.client.post(
        f"/api/projects/{w.project_id}/tasks/assignees/",
        json={
            "type": "RE",
            "users": [cast.rev1.id, cast.rev2.id],
            "selectedItems": {"all": False, "included": w.task_ids},
        },
    )
    assert named.status_code < 300, named.text
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()
    assert w.review(cast.rev1, annotation["id"], True).status_code == 201
    assert add(w, exclude_earlier_reviewers=True).status_code in (200, 201)
    workflow = projects.workflow(db, w.project_id)
    assert workflow is not None
    assert batches.left(db, workflow, cast.rev1.id, batches.Wanted()) == 0
    assert batches.left(db, workflow, cast.rev2.id, batches.Wanted()) == 1
    assert w.next_review(cast.rev1).status_code == 404


def test_when_reopened_work_is_deleted_the_task_begins_anew_although_somebody_skipped_it(build: Any) -> None:
    w = build()
    [task_id] = w.task_ids
    skipped = w.submit(w.cast.ann2, task_id, [], was_cancelled=True, comment="Too dark")
    assert skipped.status_code == 201, skipped.text
    annotation = w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).json()
    manager = w.cast.manager.client
    body = {"tasks": [task_id], "holder": "submitter"}
    assert manager.post(f"/api/projects/{w.project_id}/reopen/", json=body).status_code == 200
    assert w.task(task_id)["status"] == "returned"
    assert manager.delete(f"/api/annotations/{annotation['id']}/").status_code == 204
    assert w.task(task_id)["status"] == "queued"
