"""Errors that scripts react to (LSE 18.7), as the official client raises them."""

from __future__ import annotations

from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from tests.cast import Cast
from tests.world import choice


def test_errors_say_why(sdk: Any, cast: Cast, manager: LabelStudio, project: int, tasks: list[int]) -> None:
    one, other = sdk(cast.ann1), sdk(cast.ann2)
    manager.projects.update(project, show_skip_button=False, strict_task_overlap=True)
    with pytest.raises(ApiError) as forbidden:
        one.annotations.create(tasks[0], result=[], was_cancelled=True)
    assert (forbidden.value.status_code, forbidden.value.body["code"]) == (400, "skip_not_allowed")
    by_query = cast.ann1.client.post(f"/api/tasks/{tasks[0]}/annotations/?was_cancelled=1", json={"result": []})
    assert (by_query.status_code, by_query.json()["code"]) == (400, "skip_not_allowed")

    one.annotations.create(tasks[0], result=choice())
    with pytest.raises(ApiError) as reached:
        other.annotations.create(tasks[0], result=choice())
    assert reached.value.status_code == 400
    assert reached.value.body["display_context"]["reason"] == "OVERLAP_REACHED"

    for task in tasks[1:]:
        one.annotations.create(task, result=choice())
    empty = cast.ann1.client.get(f"/api/projects/{project}/next")
    assert (empty.status_code, empty.json()["code"]) == (404, "queue_empty")

    manager.projects.pauses.create(project, cast.ann2.id, reason="MANUAL", verbose_reason="Ask Mara")
    with pytest.raises(ApiError) as paused:
        other.annotations.create(tasks[1], result=choice())
    assert paused.value.status_code == 403
    assert paused.value.body["display_context"]["reason"] == "PAUSED"
