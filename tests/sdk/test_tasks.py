"""Tasks and annotations: by the official client."""

from __future__ import annotations

import json
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.data_manager import Column, Filters, Operator, Type
from label_studio_sdk.types import LseTask
from tests.cast import Cast
from tests.world import choice


def test_create_change_and_delete(manager: LabelStudio, project: int) -> None:
    made = manager.tasks.create(project=project, data={"text": "New"}, meta={"source": "script"})
    assert (made.data, made.meta, made.project) == ({"text": "New"}, {"source": "script"}, project)
    assert (made.inner_id, made.is_labeled, made.overlap) == (4, False, 1)
    changed = manager.tasks.update(made.id, data={"text": "Newer"})
    assert changed.data == {"text": "Newer"}
    manager.tasks.delete(made.id)
    with pytest.raises(ApiError) as gone:
        manager.tasks.get(made.id)
    assert gone.value.status_code == 404
    manager.tasks.delete_all_tasks(project)
    assert list(manager.tasks.list(project=project)) == []


def test_a_task_is_what_the_client_calls_a_full_task(
    manager: LabelStudio, cast: Cast, tasks: list[int], annotation: int
) -> None:
    task = manager.tasks.get(tasks[0])
    assert isinstance(task, LseTask), "the client picks the class by validating every field"
    [annotator] = task.annotators
    assert annotator["user_id"] == cast.ann1.id
    [found] = task.annotations
    assert found["id"] == annotation
    assert found["completed_by"]["email"] == cast.ann1.email
    assert (task.total_annotations, task.state, task.reviewed) == (1, "NEEDS_REVIEW", False)
    assert task.updated_at.tzinfo is not None


def test_the_list_brings_annotations_and_ends_where_it_ends(
    manager: LabelStudio, cast: Cast, project: int, tasks: list[int], annotation: int
) -> None:
    found = list(manager.tasks.list(project=project, page_size=2))
    assert [task.id for task in found] == tasks
    assert all(isinstance(task, LseTask) for task in found)
    [made] = found[0].annotations
    assert made["completed_by"] == cast.ann1.id
    page = manager.tasks.list(project=project, page_size=2).response
    assert (page.total, page.total_annotations, page.total_predictions) == (3, 1, 0)


def test_the_list_obeys_what_it_is_asked_or_says_that_it_does_not(
    sdk: Any, cast: Cast, manager: LabelStudio, project: int, tasks: list[int]
) -> None:
    sdk(cast.ann1).annotations.create(tasks[2], result=choice())
    found = manager.tasks.list(project=project, only_annotated=True, page_size=1)
    assert [task.id for task in found] == [tasks[2]], "the first page is not empty because others have none"
    assert manager.tasks.list(project=project, only_annotated=True).response.total == 1
    filters = {"conjunction": "and", "items": [Filters.item(Column.id, Operator.GREATER, Type.Number, tasks[0])]}
    asked = json.dumps({"filters": filters, "ordering": ["-tasks:id"]})
    found = manager.tasks.list(project=project, query=asked)
    assert [task.id for task in found] == [tasks[2], tasks[1]]
    view = manager.views.create(project=project, data={"title": "Late", "filters": filters, "ordering": ["tasks:id"]})
    found = manager.tasks.list(project=project, view=view.id)
    assert [task.id for task in found] == tasks[1:]
    chosen = json.dumps({"all": False, "included": [tasks[0]]})
    assert [task.id for task in manager.tasks.list(project=project, selected_items=chosen)] == [tasks[0]]
    for given in ({"view": 2**40}, {"query": "[]"}, {"query": '{"ordering": ["tasks:nothing"]}'}):
        with pytest.raises(ApiError) as refused:
            manager.tasks.list(project=project, **given)
        assert refused.value.status_code in (400, 404)
        assert refused.value.body["code"] in ("bad_input", "not_found")


def test_annotators_get_their_own_annotations(sdk: Any, cast: Cast, tasks: list[int], annotation: int) -> None:
    assert [found["id"] for found in sdk(cast.ann1).tasks.get(tasks[0]).annotations] == [annotation]
    other = sdk(cast.ann2).tasks.get(tasks[0])
    assert other.annotations == []
    assert other.annotators is None, "who else works here is not theirs to know"


def test_annotations(sdk: Any, cast: Cast, manager: LabelStudio, tasks: list[int]) -> None:
    client = sdk(cast.ann1)
    made = client.annotations.create(tasks[0], result=choice("Positive"), lead_time=4.5)
    assert (made.task, made.completed_by, made.lead_time) == (tasks[0], cast.ann1.id, 4.5)
    assert (made.result, made.was_cancelled, made.last_action) == (choice("Positive"), False, "submitted")
    assert client.annotations.get(made.id).result == choice("Positive")
    assert [found.id for found in client.annotations.list(tasks[0])] == [made.id]
    changed = client.annotations.update(made.id, result=choice("Negative"))
    assert (changed.result, changed.revision, changed.last_action) == (choice("Negative"), 2, "updated")
    client.annotations.delete(made.id)
    assert manager.annotations.list(tasks[0]) == []


def test_a_skip_and_a_filed_annotation(sdk: Any, cast: Cast, manager: LabelStudio, tasks: list[int]) -> None:
    skipped = sdk(cast.ann1).annotations.create(tasks[0], result=[], was_cancelled=True)
    assert skipped.was_cancelled is True
    assert manager.annotations.list(tasks[0]) == [], "skips are left out of the list"
    filed = manager.annotations.create(tasks[1], result=choice(), completed_by=cast.ann2.id, ground_truth=True)
    assert (filed.completed_by, filed.ground_truth) == (cast.ann2.id, True)


def test_an_answer_that_does_not_fit_is_400(sdk: Any, cast: Cast, tasks: list[int]) -> None:
    with pytest.raises(ApiError) as refused:
        sdk(cast.ann1).annotations.create(tasks[0], result=choice("Sideways"))
    assert refused.value.status_code == 400
    assert "Sideways" in refused.value.body["detail"]
    assert refused.value.body["validation_errors"]
