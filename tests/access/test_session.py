"""Setting up, signing in with a password, sessions and their protection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cast import PASSWORD, Cast
from tests.conftest import SECRET, TestClient

from assay.access.throttle import throttle
from assay.kit.config import Config
from assay.kit.db import Database
from assay.main import create_app

SET_UP = {"organization": "Ours", "email": "me@example.org", "password": PASSWORD, "first_name": "Me"}


@pytest.fixture
def empty(settings: Config, make_database: Callable[[str], str]) -> Iterator[TestClient]:
    """A client of an installation that nobody has set up."""
    database = Database(make_database("empty"), 12)
    with TestClient(create_app(settings, database=database, secret=SECRET)) as client:
        yield client
    database.close()


def sign_in(client: TestClient, cast: Cast, name: str = "ann1", password: str = PASSWORD) -> int:
    return client.post("/api/session/", json={"email": cast[name].email, "password": password}).status_code


def test_the_first_person_becomes_the_owner_and_only_the_first(empty: TestClient) -> None:
    assert empty.get("/api/setup/").json() == {"needs_owner": True}
    bad = empty.post("/api/setup/", json={**SET_UP, "password": "short"})
    assert (bad.status_code, list(bad.json()["validation_errors"])) == (400, ["password"])
    assert empty.get("/api/setup/").json() == {"needs_owner": True}

    def attempt(number: int) -> int:
        return empty.post("/api/setup/", json={**SET_UP, "email": f"me{number}@example.org"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [201] + [403] * 7
    assert empty.get("/api/setup/").json() == {"needs_owner": False}
    assert empty.get("/api/current-user/whoami").json()["organization_membership"]["role"] == "OW"
    assert empty.post("/api/setup/", json=SET_UP).json()["code"] == "already_set_up"


def test_signing_in_and_out(cast: Cast, anonymous: TestClient) -> None:
    assert sign_in(anonymous, cast) == 200
    assert anonymous.cookies["assay_session"]
    assert anonymous.get("/api/current-user/whoami").json()["id"] == cast.ann1.id
    assert anonymous.delete("/api/session/").status_code == 403
    cookies = dict(anonymous.cookies)
    out = anonymous.delete("/api/session/", headers={"X-CSRFToken": anonymous.cookies["csrftoken"]})
    assert out.status_code == 204
    assert "assay_session" not in anonymous.cookies
    # The session has ended on the server too, not only in this browser.
    anonymous.cookies.update(cookies)
    assert anonymous.get("/api/current-user/whoami").status_code == 401


def test_cookies_are_kept_from_scripts_and_other_sites(cast: Cast, anonymous: TestClient) -> None:
    answer = anonymous.post("/api/session/", json={"email": cast.ann1.email.upper(), "password": PASSWORD})
    session, csrf = answer.headers.get_list("set-cookie")
    assert session.startswith("assay_session=")
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Secure" not in session
    assert csrf.startswith("csrftoken=")
    assert "HttpOnly" not in csrf


def test_changes_by_session_repeat_the_csrf_cookie(cast: Cast, anonymous: TestClient) -> None:
    sign_in(anonymous, cast)
    change = {"first_name": "Other"}
    for headers in ({}, {"X-CSRFToken": ""}, {"X-CSRFToken": "x" * 43}):
        refused = anonymous.patch("/api/current-user", json=change, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    accepted = anonymous.patch(
        "/api/current-user", json=change, headers={"X-CSRFToken": anonymous.cookies["csrftoken"]}
    )
    assert accepted.json()["first_name"] == "Other"


def test_an_unknown_address_and_a_wrong_password_look_the_same(cast: Cast, anonymous: TestClient) -> None:
    wrong = anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": "wrong"})
    unknown = anonymous.post("/api/session/", json={"email": f"x{cast.ann1.email}", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json()["code"] == unknown.json()["code"] == "wrong_credentials"
    assert wrong.json()["detail"] == unknown.json()["detail"]


def test_guessing_is_slowed_down(cast: Cast, anonymous: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_counts", type(throttle._counts)())
    assert [sign_in(anonymous, cast, password="wrong") for _ in range(6)] == [400] * 5 + [429]
    assert sign_in(anonymous, cast) == 429
    assert sign_in(anonymous, cast, "ann2") == 200


def test_changing_the_password_ends_other_sessions(
    cast: Cast, anonymous: TestClient, connect: Callable[[str | None], TestClient]
) -> None:
    other = connect(None)
    sign_in(anonymous, cast)
    sign_in(other, cast)
    headers = {"X-CSRFToken": anonymous.cookies["csrftoken"]}
    url = "/api/current-user/password/"
    wrong = anonymous.post(url, json={"current_password": "x", "new_password": "a new password"}, headers=headers)
    assert (wrong.status_code, list(wrong.json()["validation_errors"])) == (400, ["current_password"])
    weak = anonymous.post(url, json={"current_password": PASSWORD, "new_password": "x"}, headers=headers)
    assert (weak.status_code, list(weak.json()["validation_errors"])) == (400, ["new_password"])
    change = {"current_password": PASSWORD, "new_password": "a new password"}
    assert anonymous.post(url, json=change, headers=headers).status_code == 204
    assert anonymous.get("/api/current-user/whoami").status_code == 200
    assert other.get("/api/current-user/whoami").status_code == 401
    assert sign_in(other, cast) == 400
    assert sign_in(other, cast, password="a new password") == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"email": "a@b.co"}',
        b'{"email": 1, "password": 2}',
        b'{"email":"a\\u0000@b.co","password":"x"}',
    ],
)
def test_nonsense_is_named(anonymous: TestClient, body: bytes) -> None:
    answer = anonymous.post("/api/session/", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_a_form_of_another_site_cannot_sign_in(cast: Cast, anonymous: TestClient) -> None:
    given = {"email": cast.ann1.email, "password": PASSWORD}
    as_text = anonymous.post("/api/session/", data=given)
    assert as_text.status_code == 400
    assert anonymous.post("/user/login", data=given).status_code == 403
    assert "assay_session" not in anonymous.cookies


def test_label_studios_form_login(cast: Cast, anonymous: TestClient) -> None:
    page = anonymous.get("/user/login", headers={"Accept": "text/html"}, follow_redirects=False)
    assert page.status_code == 302
    form = {"email": cast.ann1.email, "password": PASSWORD, "csrfmiddlewaretoken": anonymous.cookies["csrftoken"]}
    answer = anonymous.post("/user/login/", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert anonymous.get("/api/current-user/token").json()["token"] == cast.ann1.token
    assert anonymous.get("/logout", follow_redirects=False).status_code == 302
    assert anonymous.get("/api/current-user/token").status_code == 401


def test_a_session_ends_by_itself(cast: Cast, anonymous: TestClient, database: Database) -> None:
    sign_in(anonymous, cast)
    with database.transaction() as db:
        db.execute("update login_session set expires_at = now() where account_id = %s", (cast.ann1.id,))
    assert anonymous.get("/api/current-user/whoami").status_code == 401


def test_the_last_activity_is_noted_now_and_then(cast: Cast, database: Database) -> None:
    def noted() -> object:
        with database.transaction() as db:
            row = db.execute("select last_activity_at from account where id = %s", (cast.ann1.id,)).fetchone()
        assert row is not None
        return row[0]

    before = noted()
    cast.ann1.client.get("/api/current-user/whoami")
    assert noted() == before
    with database.transaction() as db:
        db.execute("update account set last_activity_at = now() - interval '11 minutes' where id = %s", (cast.ann1.id,))
    before = noted()
    cast.ann1.client.get("/api/current-user/whoami")
    assert noted() != before
