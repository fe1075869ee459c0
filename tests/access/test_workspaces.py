"""Workspaces: what is in them, who is in them, and what a personal one does to a project (LSE 2.7, 2.11)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.world import World, build


def make(cast: Cast, name: str = "manager", **given: Any) -> int:
    made = cast[name].client.post("/api/workspaces/", json={"title": "Vision", **given})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return build(db, cast)


def test_many_come_and_go_at_once(cast: Cast) -> None:
    url = f"/api/workspaces/{make(cast)}/memberships/"
    body = {"all": True, "excluded": [cast.expert.id]}
    added = cast.manager.client.post(f"{url}bulk/", json=body).json()
    assert added == {"assigned": 5, "unassigned": 0}
    assert cast.manager.client.post(f"{url}bulk/", json={"all": False, "included": [cast.ann1.id]}).json() == {
        "assigned": 0,
        "unassigned": 0,
    }
    page = cast.manager.client.get(f"{url}paginated/", params={"search": "ann", "page_size": 1}).json()
    assert (page["count"], [row["id"] for row in page["results"]]) == (2, [cast.ann1.id])
    gone = cast.manager.client.delete(f"{url}bulk/", params={"all": True, "search": "rev"}).json()
    assert gone == {"deleted": 2}
    gone = cast.manager.client.delete(f"{url}bulk/", params={"included": f"{cast.ann1.id},{cast.expert.id}"}).json()
    assert gone == {"deleted": 1}


def test_a_project_in_a_personal_workspace_is_its_owners_alone(w: World) -> None:
    cast, url = w.cast, f"/api/projects/{w.project_id}/"
    sandbox = make(cast, is_personal=True)
    moved = cast.manager.client.patch(url, json={"workspace": sandbox})
    assert (moved.status_code, moved.json()["is_published"]) == (200, False)
    refused = cast.manager.client.patch(url, json={"is_published": True})
    assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["is_published"])
    for name in ("owner", "administrator", "ann1"):
        assert cast[name].client.get(url).status_code == 404, name
    back = cast.manager.client.patch(url, json={"workspace": None, "is_published": True})
    assert back.json()["is_published"] is True
    assert cast.administrator.client.get(url).status_code == 200


def test_nobody_puts_a_project_where_they_cannot_look(w: World) -> None:
    theirs = make(w.cast, "administrator")
    url = f"/api/projects/{w.project_id}/"
    refused = w.cast.manager.client.patch(url, json={"workspace": theirs})
    assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["workspace"])
    assert w.cast.administrator.client.patch(url, json={"workspace": theirs}).status_code == 200


def test_who_leaves_the_workspace_gives_back_what_they_hold(w: World, db: Any) -> None:
    cast, workspace = w.cast, make(w.cast)
    db.execute("delete from project_member where project_id = %s and account_id = %s", (w.project_id, cast.ann1.id))
    db.commit()
    cast.manager.client.post(f"/api/workspaces/{workspace}/memberships/", json={"user": cast.ann1.id})
    cast.manager.client.post(f"/api/workspaces/{workspace}/projects/", json={"project": w.project_id})
    held = w.next(cast.ann1).json()["id"]
    assert cast.manager.client.delete(f"/api/workspaces/{workspace}/memberships/?user_id={cast.ann1.id}").is_success
    assert w.next(cast.ann1).status_code == 404
    assert w.next(cast.ann2).json()["id"] == held


def test_moving_the_project_away_does_the_same(w: World, db: Any) -> None:
    cast, workspace = w.cast, make(w.cast)
    db.execute("delete from project_member where project_id = %s and account_id = %s", (w.project_id, cast.ann1.id))
    db.commit()
    cast.manager.client.post(f"/api/workspaces/{workspace}/memberships/", json={"user": cast.ann1.id})
    cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"workspace": workspace})
    held = w.next(cast.ann1).json()["id"]
    cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"workspace": None})
    assert w.next(cast.ann2).json()["id"] == held


def test_the_internal_description_is_for_managers(w: World) -> None:
    url = f"/api/projects/{w.project_id}/"
    given = {"internal_description": "Customer pays by the box.", "color": "#336699"}
    assert w.cast.manager.client.patch(url, json=given).json()["internal_description"] == ["Customer pays by the box."]
    lines = ["One thing.", "Another."]
    assert (
        w.cast.manager.client.patch(url, json={"internal_description": lines}).json()["internal_description"] == lines
    )
    assert w.cast.manager.client.get(url).json()["color"] == "#336699"
    assert w.cast.ann1.client.get(url).json()["internal_description"] == []
