"""The states that a task went through, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import World


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=1)


def test_the_states_of_a_task_newest_first(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.review(w.cast.rev1, annotation, True)
    url = f"/api/fsm/entities/task/{w.task_ids[0]}/history"
    page = w.cast.rev1.client.get(url).json()
    assert [(state["previous_state"], state["state"]) for state in page["results"]] == [
        ("NEEDS_REVIEW", "COMPLETED"),
        ("CREATED", "NEEDS_REVIEW"),
    ]
    assert page["results"][0]["triggered_by"] == {"id": w.cast.rev1.id, "email": w.cast.rev1.email}
    oldest = w.cast.rev1.client.get(url, params={"ordering": "created_at", "page_size": 1}).json()
    assert oldest["results"][0]["state"] == "NEEDS_REVIEW"
    assert oldest["next"] is not None


def test_past_the_end_and_for_other_entities_the_page_is_empty(w: World) -> None:
    empty = {"count": 0, "next": None, "previous": None, "results": []}
    past = w.cast.rev1.client.get(f"/api/fsm/entities/task/{w.task_ids[0]}/history", params={"page": 5})
    assert (past.status_code, past.json()["results"]) == (200, [])
    assert w.cast.rev1.client.get(f"/api/fsm/entities/project/{w.project_id}/history").json() == empty
    assert w.cast.rev1.client.get("/api/fsm/entities/galaxy/1/history").status_code == 404


def test_who_may_not_see_the_task_or_others_work(w: World) -> None:
    url = f"/api/fsm/entities/task/{w.task_ids[0]}/history"
    assert w.cast.outsider.client.get(url).status_code == 404
    assert w.cast.ann1.client.get(url).status_code == 403
