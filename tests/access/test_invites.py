"""Invitations by link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.cast import PASSWORD, Cast, make_project
from tests.conftest import TestClient

from assay.kit.db import Database


def invite(cast: Cast, who: str = "manager", **wish: Any) -> dict[str, Any]:
    answer = cast[who].client.post("/api/invites/", json={"role": "AN", **wish})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def accept(client: TestClient, token: str, email: str | None = None, password: str = PASSWORD) -> Any:
    newcomer = {} if email is None else {"email": email, "password": password, "first_name": "New"}
    return client.post("/api/invites/accept/", json={"token": token, **newcomer})


def test_a_link_makes_a_member_of_organization_and_project(
    cast: Cast, anonymous: TestClient, database: Database
) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, title="Streets")
    made = invite(cast, project=project, project_role="AR")
    url = urlsplit(made["invite_url"])
    assert url.path == "/join"
    assert parse_qs(url.query)["token"] == [made["token"]]
    facts = anonymous.get("/api/invites/lookup/", params={"token": made["token"]}).json()
    assert (facts["role"], facts["project_title"]) == ("AN", "Streets")

    joined = accept(anonymous, made["token"], f"new-{cast.ann1.email}")
    assert joined.status_code == 201
    assert joined.json()["organization_membership"]["organization_id"] == cast.organization_id
    assert anonymous.get("/api/current-user/whoami").json()["id"] == joined.json()["id"]
    (role,) = cast.manager.client.get(f"/api/projects/{project}/roles").json()
    assert (role["user"], role["role"]) == (joined.json()["id"], "AR")
    (listed,) = cast.manager.client.get("/api/invites/").json()
    assert (listed["uses"], listed["invite_url"], listed["project_title"]) == (1, None, "Streets")


def test_revoked_expired_and_unknown_links_do_nothing(cast: Cast, anonymous: TestClient, database: Database) -> None:
    revoked, expired = invite(cast), invite(cast)
    assert cast.ann1.client.delete(f"/api/invites/{revoked['id']}/").status_code == 403
    assert cast.outsider.client.delete(f"/api/invites/{revoked['id']}/").status_code == 404
    assert cast.manager.client.delete(f"/api/invites/{revoked['id']}/").status_code == 204
    with database.transaction() as db:
        db.execute("update invite set expires_at = now() where id = %s", (expired["id"],))
    for token in (
        revoked["token"],
        expired["token"],
        "",
        "x",
        "1-x",
        f"{cast.organization_id}-" + "0" * 40,
        "9" * 30 + "-1",
    ):
        assert anonymous.get("/api/invites/lookup/", params={"token": token}).status_code == 404
        assert accept(anonymous, token, f"new-{cast.ann1.email}").status_code == 404
    assert cast.manager.client.get("/api/invites/").json() == []


def test_a_link_to_a_deleted_project_does_nothing(cast: Cast, anonymous: TestClient, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager)
    made = invite(cast, project=project)
    with database.transaction() as db:
        db.execute("update project set deleted_at = now() where id = %s", (project,))
    assert accept(anonymous, made["token"], f"new-{cast.ann1.email}").status_code == 404


def test_who_has_an_account_joins_with_its_password(cast: Cast, anonymous: TestClient) -> None:
    made = invite(cast, "owner", role="MA")
    wrong = accept(anonymous, made["token"], cast.outsider.email, "not the password")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "wrong_credentials")
    joined = accept(anonymous, made["token"], cast.outsider.email)
    assert (joined.status_code, joined.json()["id"]) == (201, cast.outsider.id)
    assert [found["role"] for found in joined.json()["org_membership"]] == ["OW", "MA"]
    assert joined.json()["active_organization"] == cast.organization_id


def test_who_is_signed_in_joins_as_they_are(cast: Cast, anonymous: TestClient) -> None:
    made = invite(cast)
    anonymous.post("/api/session/", json={"email": cast.outsider.email, "password": PASSWORD})
    assert accept(anonymous, made["token"]).status_code == 403
    anonymous.headers["X-CSRFToken"] = anonymous.cookies["csrftoken"]
    joined = accept(anonymous, made["token"])
    assert (joined.status_code, joined.json()["id"]) == (201, cast.outsider.id)


def test_a_member_keeps_their_role_and_a_deactivated_one_stays_out(cast: Cast, anonymous: TestClient) -> None:
    made = invite(cast, "owner", role="AD")
    joined = accept(cast.ann1.client, made["token"])
    assert joined.json()["organization_membership"]["role"] == "AN"
    url = f"/api/organizations/{cast.organization_id}/memberships"
    cast.owner.client.patch(url, json={"user_id": cast.ann2.id, "role": "DI"})
    refused = accept(anonymous, made["token"], cast.ann2.email)
    assert (refused.status_code, refused.json()["code"]) == (403, "deactivated")


@pytest.mark.parametrize("role", ["MA", "AD"])
def test_managers_do_not_invite_their_equals(cast: Cast, role: str) -> None:
    assert cast.manager.client.post("/api/invites/", json={"role": role}).status_code == 403
    assert cast.administrator.client.post("/api/invites/", json={"role": role}).status_code == 201


def test_wishes_that_make_no_sense(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        foreign = make_project(db, cast.outsider)
        others = make_project(db, cast.owner)
    post = cast.manager.client.post
    assert post("/api/invites/", json={"role": "AN", "project": foreign}).status_code == 404
    assert post("/api/invites/", json={"role": "AN", "project": others}).status_code == 404
    assert post("/api/invites/", json={"role": "OW"}).status_code == 400
    assert post("/api/invites/", json={"role": "AN", "project_role": "RE"}).status_code == 403
    assert post("/api/invites/", json={"role": "AN", "expires_days": 0}).status_code == 400
    assert post("/api/invites/", json={"role": "AN", "project": 2**63}).status_code == 400


def test_managers_manage_their_own_links(cast: Cast) -> None:
    made = invite(cast, "owner")
    assert cast.manager.client.get("/api/invites/").json() == []
    assert cast.manager.client.delete(f"/api/invites/{made['id']}/").status_code == 404
    assert [found["id"] for found in cast.administrator.client.get("/api/invites/").json()] == [made["id"]]


def test_the_standing_link(cast: Cast, anonymous: TestClient, connect: Callable[[str | None], TestClient]) -> None:
    standing = cast.manager.client.get("/api/invite").json()
    assert cast.owner.client.get("/api/invite").json() == standing
    assert anonymous.get("/api/invites/lookup/", params={"token": standing["token"]}).json()["role"] == "AN"
    joined = accept(anonymous, standing["token"], f"new-{cast.ann1.email}")
    assert joined.json()["organization_membership"]["role"] == "AN"
    reset = cast.manager.client.post("/api/invite/reset-token")
    assert reset.status_code == 201
    assert accept(connect(None), standing["token"], f"late-{cast.ann1.email}").status_code == 404
    assert accept(connect(None), reset.json()["token"], f"late-{cast.ann1.email}").status_code == 201


def test_what_a_newcomer_must_give(cast: Cast, anonymous: TestClient) -> None:
    token = invite(cast)["token"]
    nothing = accept(anonymous, token)
    assert (nothing.status_code, set(nothing.json()["validation_errors"])) == (400, {"email", "password"})
    bad = accept(anonymous, token, "no address", "short")
    assert (bad.status_code, set(bad.json()["validation_errors"])) == (400, {"email", "password"})
