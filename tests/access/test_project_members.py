"""Members of projects, their roles there, and workspaces."""

from __future__ import annotations

from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from tests.cast import Cast, make_project

from assay.kit.db import Database


@pytest.fixture
def project(cast: Cast, database: Database) -> int:
    with database.transaction() as db:
        return make_project(db, cast.manager, cast.ann1)


def members(cast: Cast, project: int, **query: Any) -> dict[int, Any]:
    answer = cast.manager.client.get(f"/api/projects/{project}/members/paginated/", params=query)
    assert answer.status_code == 200, answer.text
    return {member["id"]: (member["project_role"], member["implicit_member"]) for member in answer.json()["results"]}


def test_members_come_and_go(cast: Cast, project: int) -> None:
    url = f"/api/projects/{project}/members/"
    assert cast.manager.client.post(url, json={"user": cast.rev1.id}).json() == {"user": cast.rev1.id}
    assert cast.manager.client.post(url, json={"user": cast.rev1.id}).status_code == 201
    assert [user["id"] for user in cast.manager.client.get(url).json()] == [cast.manager.id, cast.ann1.id, cast.rev1.id]
    assert cast.manager.client.delete(url, params={"user": cast.rev1.id}).status_code == 204
    assert cast.manager.client.delete(url, params={"user": cast.rev1.id}).status_code == 404
    assert cast.manager.client.request("DELETE", url, json={"user": cast.ann1.id}).status_code == 204
    assert cast.manager.client.delete(url).status_code == 400
    assert members(cast, project) == {cast.manager.id: (None, True)}


def test_who_cannot_be_a_member(cast: Cast, project: int) -> None:
    for name in ("owner", "administrator", "outsider"):
        answer = cast.manager.client.post(f"/api/projects/{project}/members/", json={"user": cast[name].id})
        assert (answer.status_code, list(answer.json()["validation_errors"])) == (400, ["user"])
    maker = cast.owner.client.delete(f"/api/projects/{project}/members/", params={"user": cast.manager.id})
    assert maker.status_code == 400


def test_a_role_in_the_project(cast: Cast, project: int) -> None:
    post = cast.manager.client.post
    given = post("/api/projects/roles/", json={"project": project, "user": cast.ann1.id, "role": "RE"})
    assert given.status_code == 201
    assert members(cast, project)[cast.ann1.id] == ("RE", False)
    assert members(cast, project, role="RE") == {cast.ann1.id: ("RE", False)}
    assert cast.manager.client.get(f"/api/projects/{project}/roles").json() == [given.json()]
    number = given.json()["id"]
    assert cast.manager.client.get("/api/projects/roles/", params={"ids": f"{number},7"}).json() == [given.json()]
    assert cast.outsider.client.get("/api/projects/roles/").json() == []
    assert cast.outsider.client.delete(f"/api/projects/roles/{number}/").status_code == 404
    assert cast.ann1.client.delete(f"/api/projects/roles/{number}/").status_code == 403
    assert cast.manager.client.delete(f"/api/projects/roles/{number}/").status_code == 204
    assert cast.manager.client.delete(f"/api/projects/roles/{number}/").status_code == 404
    assert members(cast, project)[cast.ann1.id] == (None, False)
    for user, role in ((cast.manager.id, "AN"), (cast.ann1.id, "MA"), (cast.outsider.id, "AN")):
        wish = {"project": project, "user": user, "role": role}
        assert post("/api/projects/roles/", json=wish).status_code == 400


def test_many_at_once(cast: Cast, project: int) -> None:
    url = f"/api/projects/{project}/members/bulk/"
    wish = {
        "all": False,
        "included": [cast.ann2.id, cast.rev1.id, cast.owner.id, cast.outsider.id],
        "roles": [{"user_id": cast.rev1.id, "role": "AR"}],
    }
    answer = cast.manager.client.post(url, json=wish)
    assert answer.json() == {"assignments": 2, "skipped_user_ids": [cast.owner.id, cast.outsider.id]}
    assert members(cast, project)[cast.rev1.id] == ("AR", False)
    everybody = cast.manager.client.post(url, json={"all": True, "excluded": [cast.rev2.id]}, params={"role": "RE"})
    assert everybody.json() == {"assignments": 2, "skipped_user_ids": []}
    removed = cast.manager.client.delete(url, params={"all": "false", "included": f"{cast.ann1.id},{cast.rev2.id}"})
    assert removed.json() == {"deleted": 1}
    assert cast.manager.client.delete(url, params={"all": "true"}).json() == {"deleted": 3}
    assert cast.manager.client.delete(url, params={"included": "1,x"}).status_code == 400


def test_workspaces(cast: Cast, project: int) -> None:
    manager = cast.manager.client
    made = manager.post("/api/workspaces/", json={"title": "Streets", "color": "#123456"})
    assert made.status_code == 201
    url = f"/api/workspaces/{made.json()['id']}"
    assert cast.ann2.client.get(url).status_code == 404
    assert manager.post(f"{url}/memberships/", json={"user": cast.ann2.id}).status_code == 201
    assert manager.post(f"{url}/memberships/", json={"user": cast.outsider.id}).status_code == 400
    assert [row["user"]["id"] for row in manager.get(f"{url}/memberships/").json()] == [cast.ann2.id]

    # Who is in the workspace is in its projects.
    assert manager.post(f"{url}/projects/", json={"project": project}).status_code == 201
    assert members(cast, project)[cast.ann2.id] == (None, True)
    assert members(cast, project, implicit=False) == {cast.ann1.id: (None, False)}
    removed = manager.delete(f"/api/projects/{project}/members/", params={"user": cast.ann2.id})
    assert removed.status_code == 400
    seen = cast.ann2.client.get(url).json()
    assert (seen["projects_count"], seen["membership"], seen["created_by"]) == (1, {"is_member": True}, cast.manager.id)
    assert [found["id"] for found in cast.ann2.client.get(f"{url}/projects/").json()] == [project]
    assert cast.ann2.client.patch(url, json={"title": "X"}).status_code == 403

    full = manager.delete(url)
    assert (full.status_code, full.json()["code"]) == (400, "not_empty")
    assert manager.delete(f"{url}/projects/", params={"project": project}).status_code == 204
    assert manager.delete(f"{url}/projects/", params={"project": project}).status_code == 404
    assert manager.delete(f"{url}/memberships/", params={"user_id": cast.ann2.id}).status_code == 204
    assert manager.delete(f"{url}/memberships/", params={"user_id": cast.ann2.id}).status_code == 404
    assert manager.patch(url, json={"title": "Roads", "is_archived": True}).json()["title"] == "Roads"
    assert manager.get("/api/workspaces/", params={"is_archived": False}).json() == []
    assert manager.delete(url).status_code == 204


def test_a_personal_workspace_hides_and_unpublishes(cast: Cast, project: int, database: Database) -> None:
    made = cast.manager.client.post("/api/workspaces/", json={"title": "Mine", "is_personal": True}).json()
    url = f"/api/workspaces/{made['id']}"
    assert cast.owner.client.get(url).status_code == 404
    assert cast.manager.client.patch(url, json={"is_personal": False}).status_code == 400
    assert cast.manager.client.post(f"{url}/memberships/", json={"user": cast.ann1.id}).status_code == 400
    assert cast.manager.client.post(f"{url}/projects/", json={"project": project}).status_code == 201
    assert cast.owner.client.get(f"/api/projects/{project}/members").status_code == 404
    with database.transaction() as db:
        assert db.execute("select is_published from project where id = %s", (project,)).fetchone() == (False,)


def test_the_official_client_manages_members(cast: Cast, project: int, sdk: Any) -> None:
    client: LabelStudio = sdk(cast.manager)
    client.projects.members.add(id=project, user=cast.rev1.id)
    found = list(client.projects.members.paginated.list(id=project, page_size=2))
    assert [member.id for member in found] == [cast.manager.id, cast.ann1.id, cast.rev1.id]
    role = client.projects.roles.add(project=project, user=cast.ann1.id, role="RE")
    assert [given.id for given in client.projects.roles.get(id=project)] == [role.id]
    assert [given.id for given in client.projects.roles.list(ids=[role.id])] == [role.id]
    client.projects.roles.remove(id=role.id)
    assert client.projects.members.bulk.post(id=project, all_=False, included=[cast.ann2.id]).assignments == 1
    assert client.projects.members.bulk.delete(id=project, included=str(cast.ann2.id)).deleted == 1
    client.projects.members.remove(id=project, user=cast.rev1.id)
    workspace = client.workspaces.create(title="Streets")
    client.workspaces.members.create(id=workspace.id, user=cast.ann2.id)
    client.workspaces.projects.add(id=workspace.id, project=project)
    assert [member.user.id for member in client.workspaces.members.list(id=workspace.id)] == [cast.ann2.id]
    client.workspaces.projects.remove(id=workspace.id, project=project)
    client.workspaces.delete(id=workspace.id)
    assert client.workspaces.list() == []
