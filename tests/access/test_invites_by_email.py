"""Invitations to e-mail addresses, with and without a mail server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.cast import PASSWORD, Cast, make_project
from tests.conftest import SECRET, TestClient
from tests.post_office import PostOffice, post_office

from assay.access import inviting, jobs
from assay.kit import jobs as kit_jobs
from assay.kit.config import Config
from assay.kit.db import Database

Connect = Callable[[str | None], TestClient]


@pytest.fixture
def posting(settings: Config, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """The application with a mail server."""
    with post_office() as opened:
        found = replace(opened.used_by(settings), secret_key=SECRET.decode())
        monkeypatch.setattr(jobs, "config", lambda: found)
        monkeypatch.setattr(inviting, "config", lambda: found)
        kit_jobs.use(database)
        yield opened
        kit_jobs.use(None)


def new_email(cast: Cast, name: str = "new") -> str:
    return f"{name}-{cast.ann1.email}"


def invite(cast: Cast, *emails: str, who: str = "manager", **wish: Any) -> list[dict[str, Any]]:
    body = {"emails": list(emails), "role": "AN", **wish}
    answer = cast[who].client.post("/api/invite/send-email", json=body)
    assert answer.status_code == 201, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def token_of(invited: dict[str, Any]) -> str:
    return parse_qs(urlsplit(invited["invite_url"]).query)["token"][0]


def accept(client: TestClient, token: str, email: str | None = None) -> Any:
    newcomer = {} if email is None else {"email": email, "password": PASSWORD, "first_name": "New"}
    return client.post("/api/invites/accept/", json={"token": token, **newcomer})


def test_who_has_the_address_joins_with_role_projects_and_workspaces(
    cast: Cast, anonymous: TestClient, database: Database
) -> None:
    with database.transaction() as db:
        streets = make_project(db, cast.manager, title="Streets")
        letters = make_project(db, cast.manager, title="Letters")
    workspace = cast.manager.client.post("/api/workspaces/", json={"title": "Team"}).json()["id"]
    email = new_email(cast)
    [made] = invite(cast, email.upper(), role="RE", projects=[streets, letters], workspaces=[workspace])
    assert (made["email"], made["role"], made["mail"]) == (email.upper(), "RE", "none")
    assert [project["title"] for project in made["projects"]] == ["Streets", "Letters"]
    facts = anonymous.get("/api/invites/lookup/", params={"token": token_of(made)}).json()
    assert (facts["email"], facts["projects"], facts["workspaces"]) == (
        email.upper(), ["Streets", "Letters"], ["Team"],
    )  # fmt: skip

    joined = accept(anonymous, token_of(made), email)
    assert joined.status_code == 201, joined.text
    assert joined.json()["organization_membership"]["role"] == "RE"
    for project in (streets, letters):
        members = cast.manager.client.get(f"/api/projects/{project}/members/paginated/").json()["results"]
        assert joined.json()["id"] in [member["id"] for member in members]
    inside = cast.manager.client.get(f"/api/workspaces/{workspace}/memberships/").json()
    assert [member["user"]["id"] for member in inside] == [joined.json()["id"]]
    assert cast.manager.client.get("/api/invites/").json() == [], "an invitation to an address ends with its use"
    assert anonymous.get("/api/invites/lookup/", params={"token": token_of(made)}).status_code == 404


def test_nobody_else_joins_by_it(cast: Cast, anonymous: TestClient) -> None:
    [made] = invite(cast, new_email(cast), who="owner", role="AD")
    stranger = accept(anonymous, token_of(made), new_email(cast, "other"))
    assert (stranger.status_code, set(stranger.json()["validation_errors"])) == (400, {"email"})
    assert new_email(cast) in stranger.json()["detail"]
    signed_in = accept(cast.outsider.client, token_of(made))
    assert (signed_in.status_code, set(signed_in.json()["validation_errors"])) == (400, {"email"})
    assert accept(anonymous, token_of(made), new_email(cast)).status_code == 201


def test_a_person_of_another_organization_joins_with_their_account(cast: Cast) -> None:
    [made] = invite(cast, cast.outsider.email)
    joined = accept(cast.outsider.client, token_of(made))
    assert (joined.status_code, joined.json()["active_organization"]) == (201, cast.organization_id)


def test_the_link_can_be_copied_again_and_another_invitation_replaces_it(cast: Cast, anonymous: TestClient) -> None:
    [first] = invite(cast, new_email(cast))
    [listed] = cast.administrator.client.get("/api/invites/").json()
    assert listed["invite_url"] == first["invite_url"]
    [second] = invite(cast, new_email(cast), role="RE")
    assert [found["id"] for found in cast.manager.client.get("/api/invites/").json()] == [second["id"]]
    assert accept(anonymous, token_of(first), new_email(cast)).status_code == 404
    joined = accept(anonymous, token_of(second), new_email(cast))
    assert joined.json()["organization_membership"]["role"] == "RE"


def test_an_invitation_is_revoked_by_its_address(cast: Cast, anonymous: TestClient) -> None:
    [made] = invite(cast, new_email(cast), who="owner")
    body = {"email": new_email(cast).upper()}
    assert cast.ann1.client.post("/api/invite/revoke", json=body).status_code == 403
    assert cast.manager.client.post("/api/invite/revoke", json=body).status_code == 404, "it is not the manager's"
    assert cast.outsider.client.post("/api/invite/revoke", json=body).status_code == 404
    assert cast.owner.client.post("/api/invite/revoke", json=body).status_code == 204
    assert cast.owner.client.post("/api/invite/revoke", json=body).status_code == 404
    assert accept(anonymous, token_of(made), new_email(cast)).status_code == 404


def test_an_email_is_sent_and_what_became_of_it_is_told(db: Any, cast: Cast, posting: PostOffice) -> None:
    [made] = invite(cast, new_email(cast))
    assert made["mail"] == "waiting"
    row = db.execute(
        "select args from procrastinate_jobs where task_name = 'access.send_invitation' order by id desc limit 1"
    ).fetchone()
    db.commit()
    assert row[0]["invite_id"] == made["id"]
    assert token_of(made) not in str(row[0]), "a job tells nobody the token"
    jobs.send_invitation(**row[0])
    [(recipient, message)] = posting.taken
    assert recipient == new_email(cast)
    assert made["invite_url"] in message.replace("=\n", "").replace("=3D", "=")
    [listed] = cast.manager.client.get("/api/invites/").json()
    assert (listed["mail"], listed["mailed_at"] is not None) == ("sent", True)

    cast.manager.client.post("/api/invite/revoke", json={"email": new_email(cast)})
    jobs.send_invitation(**row[0])
    assert len(posting.taken) == 1, "nothing is sent about an invitation that was revoked"


def test_a_mail_server_that_takes_nothing_is_told(
    cast: Cast, posting: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    [made] = invite(cast, new_email(cast))
    found = replace(jobs.config(), smtp_port=1)
    monkeypatch.setattr(jobs, "config", lambda: found)
    with pytest.raises(OSError):
        jobs.send_invitation(invite_id=made["id"], base="http://testserver/")
    [listed] = cast.manager.client.get("/api/invites/").json()
    assert listed["mail"] == "failed"
    assert "refused" in listed["mail_error"].lower()


def test_addresses_that_cannot_be_invited_are_named_and_nobody_is(cast: Cast) -> None:
    body = {"emails": [new_email(cast), "no address", cast.ann1.email.upper()], "role": "AN"}
    answer = cast.manager.client.post("/api/invite/send-email", json=body)
    assert answer.status_code == 400
    said = [problem["message"] for problem in answer.json()["problems"]]
    assert len(said) == 2
    assert "no address" in said[0]
    assert cast.ann1.email.lower() in said[1].lower()
    assert cast.manager.client.get("/api/invites/").json() == []


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"role": "NO"}, 400),
        ({"role": "OW"}, 403),
        ({"role": "DI"}, 403),
        ({"role": "MA"}, 403),
        ({"role": "AN", "user_type": "viewonly"}, 400),
        ({"role": "AN", "user_type": "flex"}, 400),
        ({"role": "AN", "projects": [999_999_999]}, 404),
        ({"role": "AN", "workspaces": [999_999_999]}, 404),
        ({"role": "AN", "emails": []}, 400),
    ],
)
def test_wishes_that_make_no_sense(cast: Cast, wish: dict[str, Any], status: int) -> None:
    body = {"emails": [new_email(cast)], **wish}
    assert cast.manager.client.post("/api/invite/send-email", json=body).status_code == status


def test_places_that_cannot_be(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        others = make_project(db, cast.owner)
        own = make_project(db, cast.manager)
    personal = cast.manager.client.post("/api/workspaces/", json={"title": "Mine", "is_personal": True}).json()["id"]
    post = cast.manager.client.post
    body = {"emails": [new_email(cast)], "role": "AN"}
    assert post("/api/invite/send-email", json={**body, "projects": [others]}).status_code == 404
    assert post("/api/invite/send-email", json={**body, "workspaces": [personal]}).status_code == 400
    above = {"emails": [new_email(cast)], "role": "AD", "projects": [own]}
    assert cast.owner.client.post("/api/invite/send-email", json=above).status_code == 400


def test_who_only_views_is_invited_by_the_type_of_the_seat(cast: Cast) -> None:
    [made] = invite(cast, new_email(cast), role=None, user_type="viewonly")
    assert made["role"] == "VO"


def test_without_a_role_people_become_what_newcomers_become(cast: Cast) -> None:
    [made] = invite(cast, new_email(cast), role=None)
    assert made["role"] == "AN"
    organization = f"/api/organizations/{cast.organization_id}"
    assert cast.owner.client.patch(organization, json={"default_role": "RE"}).status_code == 200
    [made] = invite(cast, new_email(cast), role=None)
    assert made["role"] == "RE"
    assert cast.owner.client.patch(organization, json={"default_role": "NO"}).status_code == 200
    body = {"emails": [new_email(cast)]}
    assert cast.manager.client.post("/api/invite/send-email", json=body).status_code == 400
