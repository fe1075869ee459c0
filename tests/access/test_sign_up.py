"""Label Studio's forms, and sign-up by oneself: shut by default."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.cast import PASSWORD, Cast
from tests.conftest import TestClient


@pytest.fixture
def opened(cast: Cast) -> Iterator[str]:
    """The organization lets people sign up; it is shut again, since other tests share the installation."""
    url = f"/api/organizations/{cast.organization_id}"
    assert cast.owner.client.patch(url, json={"open_sign_up": True}).json()["open_sign_up"] is True
    yield url
    cast.owner.client.patch(url, json={"open_sign_up": False})


def address() -> str:
    return f"new-{secrets.token_hex(4)}@example.org"


def send(client: TestClient, path: str, **form: str) -> Any:
    """What a script does: asks for the page, repeats the CSRF cookie in the form."""
    client.get(path)
    form = {"csrfmiddlewaretoken": client.cookies["csrftoken"], **form}
    return client.post(path, data=form, follow_redirects=False)


def test_a_script_finds_the_hidden_field(cast: Cast, anonymous: TestClient) -> None:
    page = anonymous.get("/user/login/")
    assert page.status_code == 200
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert found is not None
    assert found.group(1) == anonymous.cookies["csrftoken"]
    form = {"email": cast.ann1.email, "password": PASSWORD, "csrfmiddlewaretoken": found.group(1)}
    answer = anonymous.post("/user/login/?next=/projects", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/projects")
    headers = {"X-CSRFToken": anonymous.cookies["csrftoken"]}
    renamed = anonymous.patch("/api/current-user", json={"first_name": "Ann"}, headers=headers)
    assert renamed.status_code == 200


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(cast: Cast, anonymous: TestClient, where: str) -> None:
    anonymous.get("/user/login")
    form = {"email": cast.ann1.email, "password": PASSWORD, "csrfmiddlewaretoken": anonymous.cookies["csrftoken"]}
    answer = anonymous.post("/user/login", params={"next": where}, data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(("path", "ours"), [("/user/login", "/login"), ("/user/signup?token=abc", "/join?token=abc")])
def test_a_browser_is_led_to_our_page(anonymous: TestClient, path: str, ours: str) -> None:
    answer = anonymous.get(path, headers={"Accept": "text/html,*/*"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, ours)


def test_sign_up_is_shut_until_somebody_opens_it(cast: Cast, anonymous: TestClient) -> None:
    refused = send(anonymous, "/user/signup/", email=address(), password=PASSWORD)
    assert (refused.status_code, refused.json()["code"]) == (403, "sign_up_closed")
    assert "invitation" in refused.json()["detail"]
    assert anonymous.get("/api/sign-up/").json() == {"is_open": False}


def test_the_form_wants_its_cookie(anonymous: TestClient) -> None:
    answer = anonymous.post("/user/signup", data={"email": address(), "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_an_open_organization_takes_newcomers_with_its_default_role(
    cast: Cast, opened: str, anonymous: TestClient
) -> None:
    assert cast.administrator.client.patch(f"{opened}/set-default-role", json={"default_role": "RE"}).json() == {
        "organization": cast.organization_id,
        "default_role": "RE",
    }
    answer = send(anonymous, "/user/signup", email=address(), password=PASSWORD)
    assert answer.status_code == 302
    me = anonymous.get("/api/current-user/whoami").json()
    assert (me["active_organization"], me["organization_membership"]["role"]) == (cast.organization_id, "RE")
    assert anonymous.get("/api/current-user/token").json()["token"]


def test_who_waits_for_a_role_sees_nothing(cast: Cast, opened: str, anonymous: TestClient) -> None:
    cast.owner.client.patch(opened, json={"default_role": "NO"})
    email = address()
    made = anonymous.post("/api/sign-up/", json={"email": email, "password": PASSWORD})
    assert (made.status_code, made.json()["permissions"]) == (201, [])
    assert anonymous.get("/api/projects/").status_code == 403
    person = made.json()["id"]
    url = f"/api/organizations/{cast.organization_id}/memberships"
    cast.owner.client.patch(url, json={"user_id": person, "role": "AN"})
    assert anonymous.get("/api/projects/").json()["count"] == 0


@pytest.mark.parametrize("role", ["OW", "AD", "MA", "DI"])
def test_newcomers_cannot_be_more_than_somebody_decides(cast: Cast, role: str) -> None:
    answer = cast.owner.client.patch(f"/api/organizations/{cast.organization_id}", json={"default_role": role})
    assert (answer.status_code, list(answer.json()["validation_errors"])) == (400, ["default_role"])


def test_the_token_of_an_invitation_opens_the_form(cast: Cast, anonymous: TestClient) -> None:
    token = cast.manager.client.post("/api/invites/", json={"role": "RE"}).json()["token"]
    answer = send(anonymous, f"/user/signup/?token={token}", email=address(), password=PASSWORD, first_name="Nia")
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert anonymous.get("/api/current-user/whoami").json()["first_name"] == "Nia"
    wrong = send(anonymous, "/user/signup/?token=nonsense", email=address(), password=PASSWORD)
    assert wrong.status_code == 404


@pytest.mark.parametrize(("form", "field"), [({"email": "x@example.org"}, "password"), ({"password": "x"}, "email")])
def test_what_is_missing_is_named(anonymous: TestClient, form: dict[str, str], field: str) -> None:
    answer = send(anonymous, "/user/signup", **form)
    assert (answer.status_code, list(answer.json()["validation_errors"])) == (400, [field])


def test_deactivation_ends_sessions_and_tokens_for_good(
    cast: Cast, anonymous: TestClient, connect: Callable[[str | None], TestClient]
) -> None:
    send(anonymous, "/user/login", email=cast.ann1.email, password=PASSWORD)
    personal = cast.ann1.client.post("/api/token/").json()["token"]
    url = f"/api/organizations/{cast.organization_id}/memberships"
    for role in ("DI", "AN"):
        assert cast.owner.client.patch(url, json={"user_id": cast.ann1.id, "role": role}).status_code == 200
        assert anonymous.get("/api/current-user/whoami").status_code == 401
        assert cast.ann1.client.get("/api/current-user/whoami").status_code == 401
        assert connect(None).post("/api/token/refresh/", json={"refresh": personal}).status_code == 401
    assert send(connect(None), "/user/login", email=cast.ann1.email, password=PASSWORD).status_code == 302
