"""How often labels are used, and which are taken for one another."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.cast import Cast
from tests.world import ENTITIES, World, build, choice, span

from assay.insights.labels.rules import matrix
from assay.kit.db import Connection

_ANALYSIS = "analytics/data-quality/agreement-analysis/confusion-matrix"


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast, tasks=3, maximum_annotations=2)


def stats(w: World, path: str, **params: Any) -> Any:
    answer = w.cast.manager.client.get(f"/api/projects/{w.project_id}/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_matrix_from_the_ground_truth_has_a_direction() -> None:
    rows = [
        {"actual": "A", "label": "A", "count": 3},
        {"actual": "A", "label": "B", "count": 1},
        {"actual": "B", "label": "B", "count": 4},
    ]
    found = matrix(rows, ["A", "B"], "q", symmetric=False)
    assert found["matrix"] == [[3, 1], [0, 4]]
    assert (found["precision"], found["recall"]) == ([1.0, 0.8], [0.75, 1.0])
    assert found["top_confusion_pairs"] == [{"actual": "A", "label": "B", "count": 1, "rate": 1.0, "from_name": "q"}]


def test_pairs_of_annotations_are_seen_from_both_sides(w: World) -> None:
    for task, (one, other) in zip(
        w.task_ids, [("Positive", "Positive"), ("Positive", "Negative"), ("Negative", "Negative")], strict=True
    ):
        w.submit(w.cast.ann1, task, choice(one))
        w.submit(w.cast.ann2, task, choice(other))
    found = stats(w, _ANALYSIS)
    assert found["labels"] == ["Positive", "Negative"]
    assert found["matrix"] == [[1, 1], [1, 1]]
    assert found["top_confusion_pairs"] == [
        {"actual": "Positive", "label": "Negative", "count": 1, "rate": 1.0, "from_name": "sentiment"}
    ]
    assert stats(w, _ANALYSIS, mode="accepted")["matrix"] == [[0, 0], [0, 0]]


def test_against_the_ground_truth(w: World) -> None:
    truth = w.submit(w.cast.ann1, w.task_ids[0], choice("Positive")).json()["id"]
    w.submit(w.cast.ann2, w.task_ids[0], choice("Negative"))
    w.cast.manager.client.patch(f"/api/annotations/{truth}/", json={"ground_truth": True})
    found = stats(w, _ANALYSIS, mode="ground_truth", from_name="sentiment")
    assert found["matrix"] == [[0, 1], [0, 0]]
    assert (found["top_confusion_pairs"][0]["actual"], found["top_confusion_pairs"][0]["label"]) == (
        "Positive",
        "Negative",
    )


def test_labels_are_counted_in_annotations_and_predictions(db: Connection, cast: Cast) -> None:
    w = build(db, cast, tasks=2, config=ENTITIES, maximum_annotations=2)
    w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 3), span("b", 5, 8), span("c", 9, 11, "Place")])
    w.submit(w.cast.ann1, w.task_ids[1], [span("a", 0, 3)])
    cast.manager.client.post(
        "/api/predictions/", json={"task": w.task_ids[0], "result": [span("p", 0, 3, "Place")], "model_version": "v1"}
    )
    shape = stats(w, "stats/label-distribution/structure")
    [dimension] = shape["dimensions"]
    assert (dimension["name"], dimension["type"], dimension["choices"]) == ("label", "Labels", ["Person", "Place"])
    assert shape["choice_keys"] == ["label___SEP___Person", "label___SEP___Place"]
    assert shape["has_predictions"] is True
    counts = stats(w, "stats/label-distribution/counts")
    rows = {row["choice"]: row for row in counts["results"]}
    assert (rows["Person"]["from_annotations_count"], rows["Person"]["from_annotations_percent"]) == (3, 75.0)
    assert (rows["Place"]["from_predictions_count"], rows["Place"]["from_predictions_percent"]) == (1, 100.0)
    assert counts["totals"]["annotation_totals_by_dimension"] == {"label": 4}
    assert counts["next_offset"] is None
    first = stats(w, "stats/label-distribution/counts", limit=1)
    assert (len(first["results"]), first["next_offset"]) == (1, 1)
    chosen = stats(w, "stats/label-distribution/counts", choice_keys="label___SEP___Place")
    assert [row["choice"] for row in chosen["results"]] == ["Place"]
    item = {"filter": "filter:tasks:id", "operator": "equal", "type": "Number", "value": w.task_ids[1]}
    filters = json.dumps({"conjunction": "and", "items": [item]})
    filtered = stats(w, "stats/label-distribution/counts", filters=filters)
    assert filtered["totals"]["annotation_totals_by_dimension"] == {"label": 1}


def test_managers_alone_see_them_and_wrong_questions_are_refused(w: World) -> None:
    client = w.cast.manager.client
    for path in (_ANALYSIS, "stats/label-distribution/counts", "stats/label-distribution/structure"):
        assert w.cast.rev1.client.get(f"/api/projects/{w.project_id}/{path}").status_code == 403
    answer = client.get(f"/api/projects/{w.project_id}/{_ANALYSIS}", params={"from_name": "nobody"})
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "from_name")


def test_labels_of_one_task(w: World) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], choice("Positive"))
    w.submit(w.cast.ann2, w.task_ids[0], choice("Negative"))
    path = f"/api/tasks/{w.task_ids[0]}/agreement/"
    found = w.cast.rev1.client.get(path).json()
    assert found["total_annotations"] == 2
    assert found["distributions"] == {"sentiment": {"type": "choices", "labels": {"Negative": 1, "Positive": 1}}}
    assert w.cast.ann1.client.get(path).status_code == 403
