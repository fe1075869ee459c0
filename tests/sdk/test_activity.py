"""The log, events of tasks and the deletion of history, by Label Studio's client."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.cast import Cast
from tests.sdk.conftest import Connect


def test_activity_log(sdk: Connect, cast: Cast, project: int, app: Any) -> None:
    app.state.recorder.flush()
    [page] = sdk(cast.owner).activity_logs.list(project=project, method="PATCH", search="projects", page_size=10)
    assert page.records_filtered == len(page.data) == 1
    assert page.data[0].request_url == f"/api/projects/{project}/"
    assert page.data[0].user_id == cast.manager.id


def test_task_events(sdk: Connect, cast: Cast, tasks: list[int], annotation: int) -> None:
    at = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
    made = sdk(cast.ann1).tasks.create_event(
        tasks[0], event_key="annotation_loaded", event_time=at, annotation=annotation, meta={"count": 2}
    )
    assert (made.actor, made.task, made.event_time) == (cast.ann1.id, tasks[0], at)


def test_history_is_deleted(sdk: Connect, cast: Cast, annotation: int) -> None:
    owner = sdk(cast.owner)
    assert len(owner.annotation_history.list(annotation=annotation)) == 1
    assert owner.annotation_history.delete(annotation=annotation).removed == 1
    assert owner.annotation_history.list(annotation=annotation) == []
