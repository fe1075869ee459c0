"""The figures of a project over HTTP, and that they are bounded."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.queue.test_instance_review import batch_of, judge
from tests.world import ENTITIES, World, choice, span

from assay.insights import queries


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=3, review_settings={"default_reject_action": "requeue"})


def figures(w: World) -> Any:
    answer = w.cast.manager.client.get(f"/api/projects/{w.project_id}/summary-figures/")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_project_where_nothing_has_happened(w: World) -> None:
    found = figures(w)
    assert found["tasks"] == {
        "total": 3, "queued": 3, "assigned": 0, "in_review": 0, "returned": 0, "completed": 0, "labeled": 0,
        "reviewed": 0,
    }  # fmt: skip
    assert len(found["days"]) == 14
    assert sum(day["annotated"] + day["reviewed"] + day["completed"] for day in found["days"]) == 0
    assert found["medians"] == {"annotate_seconds": None, "review_seconds": None}
    assert (found["people"], found["attention"]) == ([], [])


def test_figures_follow_the_work(w: World, db: Any) -> None:
    for task_id, seconds in zip(w.task_ids[:2], (10, 20), strict=True):
        annotation = w.submit(w.cast.ann1, task_id, lead_time=seconds).json()["id"]
    before = "2020-01-01T00:00:00Z"
    assert w.review(w.cast.rev1, annotation, True, started_at=before).status_code == 201
    w.next(w.cast.ann2)
    w.next_review(w.cast.rev2)
    found = figures(w)
    assert (found["tasks"]["completed"], found["tasks"]["in_review"], found["tasks"]["assigned"]) == (1, 1, 1)
    assert found["annotations"] == {"total": 2, "skipped": 0}
    assert (found["items"]["accepted"], found["items"]["pending"]) == (1, 1)
    assert found["days"][-1].items() >= {"annotated": 2, "reviewed": 1, "completed": 1}.items()
    assert found["medians"]["annotate_seconds"] == 15
    assert found["medians"]["review_seconds"] > 0
    people = {person["user"]["id"]: person for person in found["people"]}
    assert people[w.cast.ann2.id]["kind"] == "annotate"
    assert people[w.cast.ann2.id]["task_id"] == w.task_ids[2]
    assert people[w.cast.ann2.id]["title"].startswith("Text number 2")
    assert people[w.cast.rev2.id]["kind"] == "review"


def test_a_task_is_done_when_its_last_instance_has_a_verdict(db: Any, cast: Any) -> None:
    w = world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=2)
    assert w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4), span("b", 5, 9)]).status_code == 201
    batch = batch_of(w, cast.rev1)
    assert judge(w, cast.rev1, batch, {"a": True}).status_code == 200
    assert figures(w)["days"][-1].items() >= {"annotated": 1, "reviewed": 1, "completed": 0}.items()
    assert judge(w, cast.rev1, batch, {"b": True}).status_code == 200
    assert figures(w)["days"][-1].items() >= {"annotated": 1, "reviewed": 2, "completed": 1}.items()


def test_what_waits_for_an_expert_is_in_review(db: Any, cast: Any) -> None:
    """MQA 15, 62: also while the expert has it in hand."""
    expert = {"threshold": 1, "reviewers": [cast.expert.id]}
    w = world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=1, review_settings={"expert": expert})
    w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4), span("b", 5, 9)])
    batch = batch_of(w, cast.rev1)
    judge(w, cast.rev1, batch, {"a": False, "b": True})
    assert figures(w)["items"].items() >= {"pending": 1, "accepted": 1, "returned": 0}.items()
    found = batch_of(w, cast.expert)
    assert figures(w)["items"]["pending"] == 1
    judge(w, cast.expert, found, {"a": False})
    assert figures(w)["items"].items() >= {"pending": 0, "accepted": 1, "rejected": 1}.items()


def test_work_that_came_in_done_is_nobodys_day(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, review_settings={"sampling_rate": 0})
    done = {"data": {"text": "Imported"}, "annotations": [{"result": choice("Positive")}]}
    sent = cast.manager.client.post(f"/api/projects/{w.project_id}/import", json=[done])
    assert sent.status_code == 201, sent.text
    assert (figures(w)["tasks"]["completed"], figures(w)["days"][-1]["completed"]) == (1, 0)
    w.submit(cast.ann1, w.task_ids[0])
    assert (figures(w)["tasks"]["completed"], figures(w)["days"][-1]["completed"]) == (2, 1)


def test_what_was_done_today(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0])
    w.next(w.cast.ann1)
    [person] = figures(w)["people"]
    assert person["today"] == 1


def test_attention_for_what_waits(w: World, db: Any) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, annotation, False, comment="Look again")
    assert [entry["kind"] for entry in figures(w)["attention"]] == ["comments"]
    db.execute(
        "update work_item set entered_at = now() - interval '3 days' where annotation_id = %s and kind = 'annotate'",
        (annotation,),
    )
    db.commit()
    first, _ = figures(w)["attention"]
    assert (first["kind"], first["count"]) == ("returned", 1)
    assert first["link"] == f"/projects/{w.project_id}/tasks?status=returned"


def test_days_begin_with_the_first_one_that_was_walked_in_full(
    w: World, db: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for task_id in w.task_ids:
        w.submit(w.cast.ann1, task_id)
    db.execute("update event set at = at - interval '1 day' where task_id = %s", (w.task_ids[0],))
    db.execute(
        "update event set at = at - interval '40 days' where project_id = %s and task_id is null"
        " and action <> 'project.state'",
        (w.project_id,),
    )
    db.commit()
    whole = figures(w)["days"]
    assert [day["annotated"] for day in whole[-2:]] == [1, 2]
    monkeypatch.setattr(queries, "CHUNK", 2)
    assert figures(w)["days"] == whole, "in small steps the same"
    monkeypatch.setattr(queries, "CHUNKS", 5)
    assert figures(w)["days"] == whole[-1:]


def test_who_may_see_the_figures(w: World) -> None:
    url = f"/api/projects/{w.project_id}/summary-figures/"
    assert w.cast.administrator.client.get(url).status_code == 200
    assert w.cast.rev1.client.get(url).status_code == 403
    assert w.cast.ann1.client.get(url).status_code == 403
    assert w.cast.outsider.client.get(url).status_code == 404


def test_in_manual_qa_everybody_sees_the_summary_and_leaders_see_who_works(db: Any, cast: Any) -> None:
    w = world.build(db, cast, preset="manual_qa", tasks=2)
    assert w.next(cast.ann1).status_code == 200
    url = f"/api/projects/{w.project_id}/summary-figures/"
    for person in (cast.ann2, cast.rev1):
        told = person.client.get(url).json()
        assert (told["tasks"]["assigned"], told["people"], told["attention"]) == (1, [], [])
    assert cast.outsider.client.get(url).status_code == 404
    [person] = cast.manager.client.get(url).json()["people"]
    assert (person["user"]["id"], person["task_id"]) == (cast.ann1.id, w.task_ids[0])


def test_what_came_back_or_is_held_for_days_is_nothing_that_somebody_works_on_now(db: Any, cast: Any) -> None:
    w = world.build(db, cast, preset="manual_qa", tasks=2)
    w.next(cast.ann1)
    w.submit(cast.ann1, w.task_ids[0])
    batch = w.next_review(cast.rev1).json()
    answer = cast.rev1.client.post(
        f"/api/work-items/{batch['reservation']['work_item']}/verdicts/",
        json={
            "revision": batch["annotation"]["revision"],
            "verdicts": [{"item": item["id"], "accepted": False} for item in batch["items"]],
        },
    )
    assert answer.status_code in (200, 201), answer.text
    assert w.task(w.task_ids[0])["status"] == "returned"
    assert figures(w)["people"] == []
    w.next(cast.ann2)
    assert [person["user"]["id"] for person in figures(w)["people"]] == [cast.ann2.id]
    db.execute(
        "update work_item set reserved_at = reserved_at - interval '2 days' where holder_id = %s", (cast.ann2.id,)
    )
    db.commit()
    assert figures(w)["people"] == []
