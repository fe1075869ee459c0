"""Members of the organization: lists, roles, leaving; users and profiles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from tests.cast import PASSWORD, Cast, make_project
from tests.conftest import TestClient

from assay.kit.db import Database


def memberships(cast: Cast, **query: Any) -> dict[str, Any]:
    answer = cast.manager.client.get(f"/api/organizations/{cast.organization_id}/memberships", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(page: dict[str, Any]) -> list[str]:
    return [row["user"]["first_name"] for row in page["results"]]


def test_members_by_pages(cast: Cast) -> None:
    first = memberships(cast, page_size=3, ordering="-user__email")
    assert first["count"] == 8
    assert names(first) == ["Rev2", "Rev1", "Owner"]
    assert first["previous"] is None
    assert "page=2" in first["next"]
    assert names(cast.manager.client.get(first["next"]).json()) == ["Manager", "Expert", "Ann2"]
    last = memberships(cast, page_size=3, page=3)
    assert last["next"] is None
    assert memberships(cast, page=400)["results"] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "ANN"}, ["Ann1", "Ann2"]),
        ({"search": "%"}, []),
        ({"role": "MA,RE"}, ["Manager", "Rev1", "Rev2", "Expert"]),
        ({"role": "RE", "ordering": "-name"}, ["Rev2", "Rev1", "Expert"]),
        ({"ordering": "role", "page_size": 2}, ["Owner", "Administrator"]),
        ({"is_deleted": "true"}, []),
        ({"user__last_activity__gte": "2100-01-01T00:00:00Z"}, []),
    ],
)
def test_filters_and_orders(cast: Cast, query: dict[str, Any], expected: list[str]) -> None:
    assert names(memberships(cast, **query)) == expected


@pytest.mark.parametrize(
    "query", [{"ordering": "password_hash"}, {"role": "XX"}, {"tags": "a"}, {"page": 0}, {"page_size": 10**9}]
)
def test_wrong_filters_are_named(cast: Cast, query: dict[str, Any]) -> None:
    answer = cast.manager.client.get(f"/api/organizations/{cast.organization_id}/memberships", params=query)
    assert answer.status_code == 400
    assert list(answer.json()["validation_errors"]) == list(query)


def test_who_is_not_in_a_project_yet_and_who_made_what(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1, title="Streets")
    page = memberships(cast, role="AN", exclude_project_id=project)
    assert names(page) == ["Ann2"]
    (row,) = memberships(cast, role="MA", contributed_to_projects=True)["results"]
    assert row["created_projects"] == [{"id": project, "title": "Streets"}]
    detail = cast.manager.client.get(f"/api/organizations/{cast.organization_id}/memberships/{cast.manager.id}/").json()
    assert (detail["annotations_count"], detail["created_projects"]) == (0, [{"id": project, "title": "Streets"}])


def change(cast: Cast, who: str, whom: str, role: str) -> tuple[int, str]:
    answer = cast[who].client.patch(
        f"/api/organizations/{cast.organization_id}/memberships", json={"user_id": cast[whom].id, "role": role}
    )
    return answer.status_code, answer.json().get("code", answer.json().get("role"))


def test_roles_are_changed_by_administrators_and_never_the_owner(cast: Cast) -> None:
    assert change(cast, "administrator", "ann1", "RE") == (200, "RE")
    assert change(cast, "administrator", "manager", "AD") == (200, "AD")
    assert change(cast, "administrator", "owner", "AN") == (403, "role_refused")
    assert change(cast, "administrator", "administrator", "AN") == (403, "role_refused")
    assert change(cast, "owner", "owner", "AN") == (403, "role_refused")
    assert change(cast, "owner", "ann1", "OW") == (400, "bad_input")
    assert change(cast, "ann1", "ann1", "AD") == (403, "not_allowed")
    assert change(cast, "owner", "outsider", "AN") == (404, "not_found")
    assert change(cast, "owner", "ann1", "XX")[0] == 400


def test_leaving_takes_everything_but_the_account_and_the_work(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1)
    url = f"/api/organizations/{cast.organization_id}/memberships/{cast.ann1.id}/"
    assert (
        cast.owner.client.delete(f"/api/organizations/{cast.organization_id}/memberships/{cast.owner.id}/").status_code
        == 403
    )
    assert cast.administrator.client.delete(url).status_code == 204
    assert cast.administrator.client.delete(url).status_code == 404
    assert cast.ann1.client.get("/api/current-user/whoami").status_code == 401
    with database.transaction() as db:
        assert db.execute("select 1 from project_member where project_id = %s", (project,)).fetchone() is None
        assert db.execute("select 1 from account where id = %s", (cast.ann1.id,)).fetchone()
        events = db.execute(
            "select action, actor_id, payload from event where organization_id = %s order by id",
            (cast.organization_id,),
        ).fetchall()
    assert events[-1] == ("membership.removed", cast.administrator.id, {"user": cast.ann1.id, "role": "AN"})


def test_parallel_changes_of_roles_leave_one_owner(cast: Cast, database: Database) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda role: change(cast, "owner", "ann1", role), ["AD", "OW", "MA", "DI", "OW", "AN"]))
    with database.transaction() as db:
        sql = "select count(*) from membership where organization_id = %s and role = 'OW'"
        assert db.execute(sql, (cast.organization_id,)).fetchone() == (1,)


def test_users_are_those_of_the_organization(cast: Cast) -> None:
    everybody = cast.manager.client.get("/api/users/").json()
    assert len(everybody) == 8
    assert cast.outsider.id not in [user["id"] for user in everybody]
    assert cast.manager.client.get("/api/users/?ordering=-id").json() == everybody[::-1]
    assert [user["id"] for user in cast.ann1.client.get("/api/users/").json()] == [cast.ann1.id]
    assert cast.ann1.client.get(f"/api/users/{cast.ann2.id}/").status_code == 404
    assert cast.owner.client.get(f"/api/users/{cast.outsider.id}/").status_code == 404
    assert cast.owner.client.patch(f"/api/users/{cast.outsider.id}/", json={"first_name": "X"}).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "9223372036854775808", "99999999999999999999999", "x", "1e3", "%00"])
def test_impossible_numbers_are_not_found(cast: Cast, number: str) -> None:
    for path in (f"/api/users/{number}/", f"/api/organizations/{number}", f"/api/workspaces/{number}/"):
        assert cast.owner.client.get(path).status_code == 404


def test_an_administrator_makes_an_account_and_resets_its_password(cast: Cast, anonymous: TestClient) -> None:
    email = f"new-{cast.ann1.email}"
    made = cast.administrator.client.post("/api/users/", json={"email": email, "username": "new"})
    assert made.status_code == 201
    assert made.json()["organization_membership"]["role"] == "AN"
    sign_in = {"email": email, "password": "a password"}
    assert anonymous.post("/api/session/", json=sign_in).status_code == 400
    user = f"/api/users/{made.json()['id']}/"
    assert cast.manager.client.patch(user, json={"password": "a password"}).status_code == 403
    assert cast.administrator.client.patch(user, json={"password": "short"}).status_code == 400
    assert cast.administrator.client.patch(user, json={"password": "a password"}).status_code == 200
    assert anonymous.post("/api/session/", json=sign_in).status_code == 200
    taken = cast.administrator.client.post("/api/users/", json={"email": email.upper()})
    assert (taken.status_code, taken.json()["code"]) == (400, "email_taken")


def test_the_owners_password_is_nobody_elses(cast: Cast) -> None:
    url = f"/api/users/{cast.owner.id}/"
    assert cast.administrator.client.patch(url, json={"password": "a password"}).status_code == 403
    assert cast.owner.client.patch(url, json={"password": "a password"}).status_code == 400


def test_the_password_of_somebody_with_two_organizations_is_their_own(
    cast: Cast, database: Database, anonymous: TestClient
) -> None:
    with database.transaction() as db:
        db.execute("insert into membership values (%s, %s, 'AN')", (cast.outsider.organization_id, cast.ann1.id))
    url = f"/api/users/{cast.ann1.id}/"
    assert cast.owner.client.patch(url, json={"password": "a password"}).status_code == 403
    # They choose where they work, and see only that.
    switched = cast.ann1.client.patch("/api/current-user", json={"active_organization": cast.outsider.organization_id})
    assert switched.json()["active_organization"] == cast.outsider.organization_id
    assert cast.ann1.client.get(f"/api/organizations/{cast.organization_id}").status_code == 404
    assert len(cast.ann1.client.get("/api/organizations/").json()) == 2
    assert (
        cast.ann2.client.patch(
            "/api/current-user", json={"active_organization": cast.outsider.organization_id}
        ).status_code
        == 400
    )
    # Others of the first organization do not learn of the second.
    assert len(cast.owner.client.get(url).json()["org_membership"]) == 1


def test_profile_and_hotkeys(cast: Cast) -> None:
    change = {"first_name": "Ada", "last_name": "Lovelace", "phone": "1", "username": "ada", "email": "x@y.zz"}
    changed = cast.ann1.client.patch("/api/current-user", json=change).json()
    assert (changed["initials"], changed["username"], changed["email"]) == ("AL", "ada", cast.ann1.email)
    hotkeys = {"annotation:submit": {"key": "ctrl+enter", "active": True}}
    assert cast.ann1.client.patch("/api/current-user/hotkeys/", json={"custom_hotkeys": hotkeys}).status_code == 200
    assert cast.ann1.client.get("/api/current-user/hotkeys").json() == {"custom_hotkeys": hotkeys}
    huge = {"custom_hotkeys": {"a": "x" * 70_000}}
    assert cast.ann1.client.patch("/api/current-user/hotkeys/", json=huge).status_code == 400
    null = cast.ann1.client.patch("/api/current-user", json={"first_name": "a\x00b"})
    assert (null.status_code, null.json()["code"]) == (400, "bad_input")


def test_the_organization_is_renamed(cast: Cast) -> None:
    url = f"/api/organizations/{cast.organization_id}"
    assert cast.owner.client.patch(url, json={"title": " New name "}).json()["title"] == "New name"
    assert cast.ann1.client.get(url).json()["token"] == ""
    assert cast.owner.client.get(url).json()["token"]
    for body in ({"title": ""}, {"title": "  "}, {"custom_scripts_enabled": True}, {}):
        assert cast.owner.client.patch(url, json=body).status_code == 400


def test_the_official_client_reads_people(cast: Cast, sdk: Any) -> None:
    client: LabelStudio = sdk(cast.owner)
    assert client.organizations.list()[0].id == cast.organization_id
    assert client.organizations.get(id=cast.organization_id).title
    assert len(client.users.list()) == 8
    assert client.users.get(id=cast.ann1.id).email == cast.ann1.email
    found = list(client.organizations.members.list(id=cast.organization_id, role=["AN"], page_size=1))
    assert [member.user.id for member in found] == [cast.ann1.id, cast.ann2.id]
    changed = client.organizations.members.update(id=cast.organization_id, user_id=cast.ann1.id, role="RE")
    assert changed.role == "RE"
    created = client.users.create(email=f"sdk-{cast.ann1.email}", username="sdk", password=PASSWORD)
    client.organizations.members.delete(id=cast.organization_id, user_pk=created.id)
    assert len(client.users.list()) == 8


def test_members_are_searched_with_conditions_as_one_object(cast: Cast) -> None:
    path = f"/api/organizations/{cast.organization_id}/memberships/search"
    schema = cast.manager.client.get(f"/api/organizations/{cast.organization_id}/memberships/filter-schema").json()
    assert {"search", "role", "tags", "is_deleted"} <= {row["key"] for row in schema["filters"]}
    found = cast.manager.client.post(path, json={"filters": {"role": ["RE"], "search": "rev2"}})
    assert names(found.json()) == ["Rev2"]
    paged = cast.manager.client.get(path, params={"filters": '{"role": ["RE"]}', "search": "rev", "page_size": 1})
    assert paged.json()["count"] == 2
    assert len(paged.json()["results"]) == 1


@pytest.mark.parametrize("filters", ['{"role": ["XX"]}', '{"nothing": 1}', "no JSON"])
def test_conditions_that_are_none_are_refused(cast: Cast, filters: str) -> None:
    path = f"/api/organizations/{cast.organization_id}/memberships/search"
    answer = cast.manager.client.get(path, params={"filters": filters})
    assert answer.status_code == 400
    assert next(iter(answer.json()["validation_errors"])).startswith("filters")
    assert cast.ann1.client.get(path).status_code == 403
    assert cast.outsider.client.get(path).status_code == 404
