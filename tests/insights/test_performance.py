"""Who handed in what, how it was judged, and why it came back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.world import ENTITIES, World, build, span

from assay.insights.performance.rules import of_all, share
from assay.kit.db import Connection, run

FOUR = [span("a", 0, 4), span("b", 5, 9, "Place"), span("c", 10, 14), span("d", 15, 19)]


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast, config=ENTITIES, preset="manual_qa", tasks=3)


def ask(w: World, path: str = "performance/", person: Any = None, status: int = 200, **params: Any) -> Any:
    answer = (person or w.cast.manager).client.get(f"/api/projects/{w.project_id}/{path}", params=params)
    assert answer.status_code == status, answer.text
    return answer.json()


def judge(w: World, person: Any, verdicts: dict[str, str | None], **more: Any) -> None:
    """Approves where the reason is None."""
    batch = w.next_review(person).json()
    by_key = {item["key"]: item["id"] for item in batch["items"]}
    body = {
        "revision": batch["annotation"]["revision"],
        "verdicts": [
            {"item": by_key[key], "accepted": reason is None, "reason": reason or ""}
            for key, reason in verdicts.items()
        ],
        **more,
    }
    answer = person.client.post(f"/api/work-items/{batch['reservation']['work_item']}/verdicts/", json=body)
    assert answer.status_code == 200, answer.text


def mend(w: World, person: Any, task_id: int, annotation: int, result: Any) -> None:
    for issue in person.client.get(f"/api/tasks/{task_id}/issues/").json():
        person.client.post(f"/api/issues/{issue['id']}/resolve/")
    assert person.client.patch(f"/api/annotations/{annotation}/", json={"result": result}).status_code == 200


def test_first_pass_yield_counts_first_verdicts_only(w: World) -> None:
    task = w.task_ids[0]
    first = w.submit(w.cast.ann1, task, FOUR, lead_time=60).json()["id"]
    judge(w, w.cast.rev1, {"a": None, "b": "Wrong class", "c": None, "d": "Too wide"})
    mend(w, w.cast.ann1, task, first, [FOUR[0], span("b", 5, 8, "Place"), FOUR[2]])  # d is deleted
    judge(w, w.cast.rev1, {"b": None})  # who rejected it judges it again
    found = ask(w)
    [row] = found["annotators"]
    assert row["user"]["id"] == w.cast.ann1.id
    assert (row["submitted"], row["items"], row["approved"], row["returned"]) == (1, 3, 3, 0)
    assert row["rejections"] == 2
    # a and c passed at once, b and d did not: 2 of 4, though everything that is left is approved now
    assert (row["first_pass"]["share"], row["first_pass"]["of"]) == (0.5, 4)
    assert row["first_pass"]["low"] == pytest.approx(0.15, abs=0.005)
    assert row["first_pass"]["high"] == pytest.approx(0.85, abs=0.005)
    assert row["rounds"] == pytest.approx(4 / 3), "1, 2 and 1 rounds"
    assert row["first_pass_of_all"]["share"] == 0.5
    assert {(r["class_name"], r["reason"], r["count"]) for r in found["reasons"]} == {
        ("Place", "Wrong class", 1),
        ("Person", "Too wide", 1),
    }
    assert {r["user"]["id"]: (r["judged"], r["approved"], r["rejected"]) for r in found["reviewers"]} == {
        w.cast.rev1.id: (5, 3, 2)
    }


def test_verdicts_weigh_what_they_stand_for() -> None:
    """Nine drawn at 100 % passed, one drawn at 10 % did not: 9 of 19 of all, though 9 of 10 that were judged."""
    row = {"weights": 9 * 1 + 1 * 10, "passed_weights": 9.0, "squared_weights": 9 * 1 + 1 * 100}
    found = of_all(row)
    assert found.share == pytest.approx(9 / 19)
    assert found.of == round(19**2 / 109)
    assert of_all({"weights": None, "passed_weights": None, "squared_weights": None}).share is None


def test_a_share_of_nothing_is_no_share() -> None:
    assert share(0, 0).share is None
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


def test_a_sitting_counts_once_however_many_verdicts_it_gave(w: World, db: Connection) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:2], lead_time=60)
    judge(w, w.cast.rev1, {"a": None, "b": None})
    run(
        db,
        "update verdict set started_at = created_at - interval '90 seconds' where project_id = %s",
        (w.project_id,),
    )
    db.commit()
    assert ask(w)["reviewers"][0]["seconds"] == pytest.approx(90)
    rows = {row["stage"]: (row["user"], row["seconds"]) for row in ask(w, "time-spent/")}
    assert rows == {"annotate": (w.cast.ann1.id, 60.0), "review": (w.cast.rev1.id, pytest.approx(90))}
    assert [row["stage"] for row in ask(w, "time-spent/", user=w.cast.rev1.id)] == ["review"]
    assert ask(w, "time-spent/", page=2) == []


def test_a_span_of_time(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], FOUR)
    assert ask(w, until="2020-01-01T00:00:00Z")["annotators"] == []
    assert len(ask(w, since="2020-01-01T00:00:00Z")["annotators"]) == 1
    wrong = ask(w, since="2021-01-01T00:00:00Z", until="2020-01-01T00:00:00Z", status=400)
    assert "until" in wrong["validation_errors"]
    ask(w, since="2021-01-01T00:00:00", status=400)


def test_the_log_of_a_project(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], FOUR[:1])
    judge(w, w.cast.rev1, {"a": "Too wide"})
    found = ask(w, "logs/", task=w.task_ids[0])
    assert [row["id"] for row in found] == sorted((row["id"] for row in found), reverse=True)
    actions = [row["action"] for row in found]
    assert {"annotation.submitted", "review.created"} <= set(actions)
    only = ask(w, "logs/", action="review.created", user=w.cast.rev1.id)
    assert [row["action"] for row in only] == ["review.created"]
    assert [row["id"] for row in ask(w, "logs/", limit=1, before=found[0]["id"])] == [found[1]["id"]]


def test_only_managers_see_how_people_work(w: World) -> None:
    for path in ("performance/", "time-spent/", "logs/"):
        for person in (w.cast.ann1, w.cast.rev1):
            ask(w, path, person=person, status=403)
        ask(w, path, person=w.cast.outsider, status=404)
