"""What the owner lets each role do, and that every door obeys it (LSE 2.4)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, make_project
from tests.conftest import TestClient

from assay.access.rules.configurable import CONFIGURABLE, chosen, configurable, limits_of
from assay.access.rules.permissions import Role, allows
from assay.kit.db import Database
from assay.kit.errors import Problem


def url(cast: Cast, key: str = "") -> str:
    return f"/api/organizations/{cast.organization_id}/permissions" + (f"/{key}" if key else "")


def give(cast: Cast, key: str, *roles: str) -> Any:
    answer = cast.owner.client.put(url(cast, key), json={"roles": list(roles)})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("one", CONFIGURABLE, ids=lambda one: one.permission.value)
def test_every_default_can_be_chosen_and_the_owner_never_loses_it(one: Any) -> None:
    assert set(one.default) <= set(one.options)
    assert chosen(one, [Role.OWNER]) == ()
    limits = limits_of({one.permission.value: []})
    assert allows((Role.OWNER,), one.permission, limits)
    assert not any(allows((role,), one.permission, limits) for role in one.options)


def test_a_role_that_makes_no_sense_is_named() -> None:
    one = configurable("project.delete")
    assert one is not None
    wrong = chosen(one, [Role.ADMINISTRATOR, Role.ANNOTATOR])
    assert isinstance(wrong, Problem)
    assert "annotator" in wrong.message


def test_what_is_stored_of_a_permission_that_is_gone_is_passed_over() -> None:
    assert limits_of({"nothing.known": ["AD"]}) == {}
    assert limits_of(None) == {}


def test_the_options_say_what_each_permission_is(cast: Cast) -> None:
    options = cast.administrator.client.get(url(cast, "options")).json()
    assert [option["permission"] for option in options] == [one.permission.value for one in CONFIGURABLE]
    invite = options[0]
    assert (invite["default"], invite["options"]) == (["AD", "MA"], ["AD", "MA"])
    assert all(option["label"] and option["tooltip"] and option["group"] for option in options)


def test_giving_changing_and_giving_back(cast: Cast) -> None:
    assert cast.owner.client.get(url(cast, "tasks.delete")).json()["id"] is None
    made = cast.owner.client.post(url(cast), json={"permission": "tasks.delete", "roles": ["OW", "AD"]})
    assert (made.status_code, made.json()["roles"]) == (201, ["AD"])
    kept = made.json()
    assert cast.owner.client.get(url(cast, "tasks.delete")).json() == kept
    changed = cast.owner.client.patch(url(cast, "tasks.delete"), json={"roles": []})
    assert (changed.json()["id"], changed.json()["roles"]) == (kept["id"], [])
    assert cast.owner.client.delete(url(cast, "tasks.delete")).status_code == 204
    assert cast.owner.client.get(url(cast, "tasks.delete")).json()["roles"] == ["AD", "MA"]
    assert cast.owner.client.get(url(cast, "tasks.view")).status_code == 404
    wrong = cast.owner.client.put(url(cast, "tasks.delete"), json={"roles": ["AN"]})
    assert (wrong.status_code, list(wrong.json()["validation_errors"])) == (400, ["roles"])


def test_one_call_resets_everything(cast: Cast) -> None:
    give(cast, "tasks.delete")
    give(cast, "export.run", "AD", "MA", "RE")
    assert cast.owner.client.delete(url(cast)).status_code == 204
    assert all(row["roles"] == row["default"] for row in cast.owner.client.get(url(cast)).json())


@pytest.mark.parametrize(
    ("key", "method", "path"),
    [
        ("members.invite", "GET", "/api/invite"),
        ("tokens.create", "POST", "/api/token/"),
        ("project.dashboard", "GET", "/api/projects/{project}/summary-figures/"),
        ("export.run", "GET", "/api/projects/{project}/export/formats"),
        ("tasks.delete", "DELETE", "/api/projects/{project}/tasks/"),
        ("webhooks.change", "GET", "/api/webhooks/?project={project}"),
        ("views.reset", "DELETE", "/api/dm/views/reset/?project={project}"),
        ("project.delete", "DELETE", "/api/projects/{project}/"),
    ],
)
def test_every_door_obeys(cast: Cast, database: Database, key: str, method: str, path: str) -> None:
    with database.transaction() as db:
        address = path.format(project=make_project(db, cast.manager))
    give(cast, key)
    assert cast.administrator.client.request(method, address).status_code == 403
    give(cast, key, "AD")
    refused = cast.manager.client.request(method, address)
    assert (refused.status_code, refused.json()["display_context"]) == (403, {"permission": key})
    assert cast.administrator.client.request(method, address).status_code < 300


def test_a_permission_can_be_given_to_more_roles(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.rev1, cast.ann1)
    formats = f"/api/projects/{project}/export/formats"
    assert cast.rev1.client.get(formats).status_code == 403
    give(cast, "export.run", "AD", "MA", "RE")
    assert cast.rev1.client.get(formats).status_code == 200
    assert cast.ann1.client.get(formats).status_code == 403
    assert "export.run" in cast.rev1.client.get(f"/api/projects/{project}/").json()["permissions"]
    listed = cast.rev1.client.get("/api/projects/").json()["results"][0]
    assert "export.run" in listed["my"]["permissions"]


def test_the_page_is_told(cast: Cast) -> None:
    give(cast, "members.invite", "AD")
    assert "members.invite" not in cast.manager.client.get("/api/current-user/whoami").json()["permissions"]
    assert "members.invite" in cast.owner.client.get("/api/current-user/whoami").json()["permissions"]


def test_another_organization_is_not_touched(cast: Cast) -> None:
    give(cast, "tokens.create")
    assert cast.outsider.client.post("/api/token/").status_code == 201
    assert cast.outsider.client.get(url(cast)).status_code == 404


def test_an_existing_key_works_on(cast: Cast, connect: Any) -> None:
    give(cast, "tokens.create")
    client: TestClient = cast.manager.client
    assert client.get("/api/current-user/whoami").status_code == 200
    assert client.get("/api/current-user/token").status_code == 403
