"""Tasks that people are given by name, where one queue serves everybody (MQA 7, 20)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import ENTITIES, World


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=2)


def by_call(w: World, kind: str, person: Any) -> Any:
    body = {"type": kind, "users": [person.id], "selectedItems": {"all": True}}
    return w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees", json=body)


def by_action(w: World, kind: str, person: Any) -> Any:
    action = {"AN": "assign_annotators", "RE": "assign_reviewers"}[kind]
    body = {"users": [person.id], "selectedItems": {"all": True, "excluded": []}}
    params = {"id": action, "project": w.project_id}
    return w.cast.manager.client.post("/api/dm/actions/", params=params, json=body)


@pytest.mark.parametrize("assign", [by_call, by_action])
def test_annotators_get_tasks_from_the_queue_only(w: World, assign: Any) -> None:
    refused = assign(w, "AN", w.cast.ann1)
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (400, "users")
    assert f"/api/projects/{w.project_id}/queue/assign/" in refused.json()["problems"][0]["fix"]
    assert w.cast.ann1.client.get("/api/notifications/").json()["results"] == []
    assert assign(w, "RE", w.cast.rev1).status_code in (200, 201), "a wish that comes before the mapping"


def test_what_would_do_nothing_is_not_offered(w: World, db: Any, cast: Any) -> None:
    def offered(project_id: int) -> set[str]:
        found = cast.manager.client.get("/api/dm/actions/", params={"project": project_id}).json()
        return {action["id"] for action in found} & {
            "assign_annotators",
            "delete_annotators",
            "assign_reviewers",
            "accept_annotations",
            "reject_annotations",
        }

    assert offered(w.project_id) == {"assign_reviewers"}
    other = world.build(db, cast, tasks=1)
    assert len(offered(other.project_id)) == 5
