"""What people did and how it was judged: the numbers of the worked examples, and who may see them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.world import World, build, choice

from assay.insights.people.rules import in_order, performance
from assay.kit.db import Connection

SETTINGS = {"allowed_reject_actions": ["requeue", "remove"], "default_reject_action": "requeue"}


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast, tasks=4, maximum_annotations=2, review_settings=SETTINGS)


def stats(w: World, path: str, person: Any = None, **params: Any) -> Any:
    answer = (person or w.cast.manager).client.get(f"/api/projects/{w.project_id}/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("accepted", "rejected", "fixes", "expected"),
    [
        (1, 2, [], 0.3333),  # rejected, rejected, accepted (LSE 12.5.2)
        (0, 1, [0.42], 0.21),  # rejected, then corrected
        (0, 0, [], None),
        (3, 0, [], 1.0),
    ],
)
def test_performance_is_the_mean_over_every_verdict(
    accepted: int, rejected: int, fixes: list[float], expected: float | None
) -> None:
    assert performance(accepted, rejected, fixes) == expected


def test_who_has_no_value_comes_last() -> None:
    rows = [{"id": 1, "x": None}, {"id": 2, "x": 1}, {"id": 3, "x": 5}]
    assert [row["id"] for row in in_order(rows, "x")] == [2, 3, 1]
    assert [row["id"] for row in in_order(rows, "-x")] == [3, 2, 1]
    assert [row["id"] for row in in_order([{"id": "model:a"}, {"id": 7}], "id")] == [7, "model:a"]


def test_a_rejected_and_then_accepted_annotation_counts_twice_for_performance_and_once_for_acceptance(
    w: World,
) -> None:
    first = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, first, False, reject_action="requeue")
    w.cast.ann1.client.patch(f"/api/annotations/{first}/", json={"result": choice("Negative")})
    w.review(w.cast.rev1, first, True)
    scores = stats(w, "user-stats/review_score", ids=str(w.cast.ann1.id))
    who = str(w.cast.ann1.id)
    assert scores == {"review_score": {who: 1.0}, "performance_score": {who: 0.5}}
    one = stats(w, f"user-stats/{w.cast.ann1.id}/review_score")
    assert one == {"review_score": 1.0, "performance_score": 0.5}
    assert stats(w, f"user-stats/{w.cast.ann2.id}/review_score") == {"review_score": None, "performance_score": None}


def test_a_correction_counts_as_alike_as_it_stayed(w: World) -> None:
    first = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    second = w.submit(w.cast.ann1, w.task_ids[1]).json()["id"]
    w.submit(w.cast.ann2, w.task_ids[0])
    stats(w, "stats/IAA")
    w.review(w.cast.rev1, first, True, result=choice("Negative"))
    w.review(w.cast.rev1, second, True)
    found = stats(w, f"user-stats/{w.cast.ann1.id}/review_score")
    assert found == {"review_score": 1.0, "performance_score": 0.5}, "another word is no likeness"


def test_the_table_of_annotators(w: World) -> None:
    for task, seconds in zip(w.task_ids, (10, 20, 60), strict=False):
        w.submit(w.cast.ann1, task, lead_time=seconds)
    skipped = w.submit(w.cast.ann1, w.task_ids[3], [], was_cancelled=True, lead_time=500)
    assert skipped.status_code == 201
    w.submit(w.cast.ann2, w.task_ids[0], choice("Negative"), lead_time=30)
    rows = stats(w, "stats/member_performance_rows/", ordering="-submitted")
    assert (rows["count"], rows["page"]) == (2, 1)
    first = rows["results"][0]
    assert first["user"]["email"] == w.cast.ann1.email
    assert (first["submitted"], first["skipped"], first["finished"]) == (3, 1, 4)
    assert (first["total_lead_time"], first["average_lead_time"], first["median_lead_time"]) == (90, 30, 20)
    assert (first["accepted"], first["acceptance_score"]) == (0, None)
    summary = stats(w, "stats/member_performance_summary/")["summary"]
    assert (summary["submitted"], summary["total_lead_time"], summary["average_lead_time"]) == (4, 120, 30)
    people = stats(w, "stats/member_performance_participants/")
    assert [one["id"] for one in people] == [w.cast.ann1.id, w.cast.ann2.id]
    times = stats(w, "stats/lead_time")["lead_time_stats"]
    assert times[0] == {"user_id": w.cast.ann1.id, "mean_time": 30, "median_time": 20, "sum_lead_time": 90}
    page = stats(w, "stats/member_performance_rows/", ordering="submitted", page=2, page_size=1)
    assert [row["id"] for row in page["results"]] == [w.cast.ann1.id]


def test_the_table_of_reviewers_and_of_models(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, annotation, True)
    [row] = stats(w, "stats/member_performance_rows/", table="reviews")["results"]
    assert (row["id"], row["reviewed"], row["accepted"], row["rejected"]) == (w.cast.rev1.id, 1, 1, 0)
    w.cast.manager.client.post(
        "/api/predictions/", json={"task": w.task_ids[0], "result": choice(), "model_version": "v1"}
    )
    rows = stats(w, "stats/member_performance_rows/")["results"]
    assert [one["id"] for one in rows] == [w.cast.ann1.id, "model:v1"]
    assert stats(w, "stats/member_performance_rows/", ids="model:v1")["count"] == 1
    filters = stats(w, "stats/data_filter")["user_filters"]
    assert [one["id"] for one in filters["stats"]] == [str(w.cast.ann1.id), "model:v1"]


def test_the_filters_show_the_persons_tasks(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[1])
    [mine] = stats(w, "stats/data_filter")["user_filters"]["stats"]
    rows = w.cast.manager.client.post(
        "/api/dm/views/", json={"project": w.project_id, "data": {"title": "Theirs", "filters": mine["filters"]}}
    ).json()
    found = w.cast.manager.client.get("/api/tasks/", params={"project": w.project_id, "view": rows["id"]}).json()
    assert [task["id"] for task in found["tasks"]] == [w.task_ids[1]]


def test_finished(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0])
    w.submit(w.cast.ann2, w.task_ids[0])
    assert stats(w, "stats/finished") == {"id": w.project_id, "finished": 1, "progress": 25}
    mine = stats(w, "stats/finished", user_pk=w.cast.ann1.id)
    assert (mine["id"], mine["finished"], mine["progress"]) == (w.cast.ann1.id, 1, 25)


def test_annotators_see_their_own_figures_alone(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0])
    w.submit(w.cast.ann2, w.task_ids[0])
    mine = stats(w, "stats/member_performance_rows/", w.cast.ann1)["results"]
    assert [row["id"] for row in mine] == [w.cast.ann1.id]
    assert "agreement" not in mine[0]
    assert len(stats(w, "stats/lead_time", w.cast.ann1)["lead_time_stats"]) == 1
    path = f"/api/projects/{w.project_id}/user-stats/{w.cast.ann2.id}/review_score"
    assert w.cast.ann1.client.get(path).status_code == 403
    assert w.cast.outsider.client.get(path).status_code == 404


@pytest.mark.parametrize("given", [{"ordering": "nothing"}, {"ids": "a"}, {"table": "x"}, {"page_size": 1000}])
def test_what_cannot_be_asked_is_refused(w: World, given: dict[str, Any]) -> None:
    answer = w.cast.manager.client.get(f"/api/projects/{w.project_id}/stats/member_performance_rows/", params=given)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == next(iter(given))
