"""Import and export: by the official client."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from tests.cast import Cast
from tests.world import choice


def test_tasks_come_in_with_annotations_and_predictions(manager: LabelStudio, cast: Cast, project: int) -> None:
    made = manager.projects.import_tasks(
        project,
        request=[
            {"text": "Bare"},
            {
                "data": {"text": "Whole"},
                "annotations": [{"result": choice(), "completed_by": cast.ann1.id}],
                "predictions": [{"result": choice("Negative"), "score": 0.5, "model_version": "v1"}],
            },
        ],
        return_task_ids=True,
    )
    assert (made.task_count, made.annotation_count, made.predictions_count) == (2, 1, 1)
    assert made.prediction_count == 1, "the name that Label Studio itself uses"
    bare, whole = made.task_ids
    assert manager.tasks.get(bare).data == {"text": "Bare"}
    task = manager.tasks.get(whole)
    assert [found["completed_by"]["id"] for found in task.annotations] == [cast.ann1.id]
    assert [(found.score, found.model_version) for found in task.predictions] == [(0.5, "v1")]
    assert manager.tasks.create_many_status(project, made.import_).status == "completed"


def test_a_bad_row_is_400_and_nothing_comes_in(manager: LabelStudio, project: int) -> None:
    with pytest.raises(ApiError) as refused:
        manager.projects.import_tasks(project, request=[{"text": "Good"}, {"txt": "Bad"}])
    assert refused.value.status_code == 400
    assert "text" in refused.value.body["detail"]
    assert len(list(manager.tasks.list(project=project))) == 3


def test_export_at_once(manager: LabelStudio, project: int, tasks: list[int], annotation: int) -> None:
    [task] = json.loads(b"".join(manager.projects.exports.download_sync(project)))
    assert (task["id"], task["annotations"][0]["id"]) == (tasks[0], annotation)
    everything = manager.projects.exports.as_json(project)
    assert [task["id"] for task in everything] == tasks
    table = b"".join(manager.projects.exports.download_sync(project, export_type="CSV")).decode()
    [row] = csv.DictReader(io.StringIO(table))
    assert (row["text"], row["sentiment"]) == ("Text 0", "Positive")
    formats: Any = manager.projects.exports.list_formats(project)
    assert {known["name"] for known in formats} >= {"JSON", "JSON_MIN", "CSV", "TSV"}


def test_snapshots(sdk: Any, cast: Cast, manager: LabelStudio, project: int, tasks: list[int], annotation: int) -> None:
    other = sdk(cast.ann1).annotations.create(tasks[1], result=choice()).id
    sdk(cast.rev1).annotation_reviews.create(annotation=other, accepted=True)
    made = manager.projects.exports.create(
        project, title="Reviewed", task_filter_options={"reviewed": "only"}, annotation_filter_options={"usual": True}
    )
    found = manager.projects.exports.get(project, made.id)
    assert (found.title, found.status, found.created_by.id) == ("Reviewed", "completed", cast.manager.id)
    assert [listed.id for listed in manager.projects.exports.list(project)] == [made.id]
    content = json.loads(b"".join(manager.projects.exports.download(project, made.id, export_type="JSON")))
    assert [task["id"] for task in content] == [tasks[1]]
    manager.projects.exports.delete(project, made.id)
    assert manager.projects.exports.list(project) == []


def test_annotators_export_nothing(sdk: Any, cast: Cast, project: int) -> None:
    with pytest.raises(ApiError) as refused:
        sdk(cast.ann1).projects.exports.create(project)
    assert refused.value.status_code == 403
