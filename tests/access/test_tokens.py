"""The ways to prove who one is: legacy key, personal access token, session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from tests.cast import Cast, Person
from tests.conftest import SECRET, TestClient

from assay.access import keys
from assay.kit.db import Database


def whoami(client: TestClient, **headers: str) -> int:
    return client.get("/api/current-user/whoami", headers=headers).status_code


def personal(person: Person) -> str:
    made = person.client.post("/api/token/")
    assert made.status_code == 201
    return str(made.json()["token"])


def access(client: TestClient, token: str) -> str:
    answer = client.post("/api/token/refresh/", json={"refresh": token})
    assert answer.status_code == 200
    return str(answer.json()["access"])


def test_the_legacy_key_can_be_shown_again_and_reset(cast: Cast, anonymous: TestClient) -> None:
    shown = cast.ann1.client.get("/api/current-user/token").json()["token"]
    assert shown == cast.ann1.token
    reset = cast.ann1.client.post("/api/current-user/reset-token/")
    assert reset.status_code == 201
    assert reset.json()["token"] != shown
    assert whoami(anonymous, Authorization=f"Token {shown}") == 401
    assert whoami(anonymous, Authorization=f"Token {reset.json()['token']}") == 200


@pytest.mark.parametrize(
    "header",
    ["Token", "Token ", "Token " + "0" * 40, "Token \x7f", "Bearer", "Bearer a.b.c", "Bearer " + "0" * 40, "token x y"],
)
def test_a_wrong_header_is_401_even_with_a_session(cast: Cast, anonymous: TestClient, header: str) -> None:
    signed = anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": cast.ann1.password})
    assert signed.status_code == 200
    assert whoami(anonymous) == 200
    assert whoami(anonymous, Authorization=header) == 401


def test_the_password_of_a_proxy_in_front_is_not_ours(cast: Cast, anonymous: TestClient) -> None:
    assert whoami(anonymous, Authorization="Basic eDp5") == 401
    anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": cast.ann1.password})
    assert whoami(anonymous, Authorization="Basic eDp5") == 200


def test_a_personal_token_is_exchanged_not_used(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    assert whoami(anonymous, Authorization=f"Bearer {token}") == 401
    short = access(anonymous, token)
    assert whoami(anonymous, Authorization=f"Bearer {short}") == 200
    assert whoami(anonymous, **{"X-API-Key": short}) == 200
    assert whoami(anonymous, **{"X-API-Key": cast.ann1.token}) == 200
    assert anonymous.post("/api/token/refresh/", json={"refresh": short}).status_code == 401


def test_one_person_has_one_personal_token(cast: Cast) -> None:
    personal(cast.ann1)
    second = cast.ann1.client.post("/api/token/")
    assert (second.status_code, second.json()["code"]) == (409, "token_exists")


def test_the_list_shows_tokens_that_cannot_be_used(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    (listed,) = cast.ann1.client.get("/api/token/").json()
    assert token.startswith(listed["token"])
    assert listed["token"].count(".") == 1
    assert listed["expires_at"] == "2226-01-01T00:00:00Z"
    assert anonymous.post("/api/token/refresh/", json={"refresh": listed["token"]}).status_code == 401
    # Yet it is enough to revoke the token.
    assert cast.ann2.client.post("/api/token/blacklist/", json={"refresh": listed["token"]}).status_code == 404
    assert cast.ann1.client.post("/api/token/blacklist/", json={"refresh": listed["token"]}).status_code == 204
    assert cast.ann1.client.post("/api/token/blacklist/", json={"refresh": token}).status_code == 404
    assert cast.ann1.client.get("/api/token/").json() == []
    assert anonymous.post("/api/token/refresh/", json={"refresh": token}).status_code == 401


def test_revoking_ends_the_access_tokens_too(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    short = access(anonymous, token)
    cast.ann1.client.post("/api/token/blacklist/", json={"refresh": token})
    assert whoami(anonymous, Authorization=f"Bearer {short}") == 401


def test_rotating_replaces(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    assert cast.ann2.client.post("/api/token/rotate/", json={"refresh": token}).status_code == 401
    rotated = cast.ann1.client.post("/api/token/rotate/", json={"refresh": token})
    assert rotated.status_code == 200
    assert anonymous.post("/api/token/refresh/", json={"refresh": token}).status_code == 401
    assert access(anonymous, rotated.json()["refresh"])


def test_expired_and_forged_tokens(cast: Cast, anonymous: TestClient) -> None:
    personal(cast.ann1)
    token = cast.ann1.client.get("/api/token/").json()[0]
    made = datetime.fromisoformat(token["created_at"])
    identifier = keys.personal_identifier(SECRET, cast.ann1.id, made)
    hour = timedelta(hours=1)
    fine = keys.access_token(SECRET, cast.ann1.id, identifier, datetime.now(UTC))
    late = keys.access_token(SECRET, cast.ann1.id, identifier, datetime.now(UTC) - hour)
    forged = keys.access_token(b"another secret", cast.ann1.id, identifier, datetime.now(UTC))
    assert whoami(anonymous, Authorization=f"Bearer {fine}") == 200
    assert whoami(anonymous, Authorization=f"Bearer {late}") == 401
    assert whoami(anonymous, Authorization=f"Bearer {forged}") == 401


def test_a_token_says_who_it_is_only_by_its_row(cast: Cast, anonymous: TestClient) -> None:
    """The claim `user_id` is for clients; the person is that of the stored token."""
    personal(cast.ann1)
    made = datetime.fromisoformat(cast.ann1.client.get("/api/token/").json()[0]["created_at"])
    identifier = keys.personal_identifier(SECRET, cast.ann1.id, made)
    token = keys.access_token(SECRET, cast.owner.id, identifier, datetime.now(UTC))
    answer = anonymous.get("/api/current-user/whoami", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["id"] == cast.ann1.id


def test_deactivated_people_are_out_at_once(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    short = access(anonymous, token)
    anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": cast.ann1.password})
    url = f"/api/organizations/{cast.organization_id}/memberships"
    assert cast.owner.client.patch(url, json={"user_id": cast.ann1.id, "role": "DI"}).status_code == 200
    assert whoami(anonymous) == 401
    assert whoami(anonymous, Authorization=f"Token {cast.ann1.token}") == 401
    assert whoami(anonymous, Authorization=f"Bearer {short}") == 401
    assert anonymous.post("/api/token/refresh/", json={"refresh": token}).status_code == 401
    refused = anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": cast.ann1.password})
    assert (refused.status_code, refused.json()["code"]) == (403, "no_organization")


def test_the_organization_switches_kinds_of_tokens_off(cast: Cast, anonymous: TestClient) -> None:
    token = personal(cast.ann1)
    short = access(anonymous, token)
    change = {"api_token_ttl_days": 30, "api_tokens_enabled": False}
    assert cast.manager.client.post("/api/jwt/settings", json=change).status_code == 403
    changed = cast.owner.client.post("/api/jwt/settings", json=change)
    expected = {"api_token_ttl_days": 30, "api_tokens_enabled": False, "legacy_api_tokens_enabled": True}
    assert changed.json() == expected
    assert whoami(anonymous, Authorization=f"Bearer {short}") == 401
    assert anonymous.post("/api/token/refresh/", json={"refresh": token}).status_code == 401
    assert cast.ann2.client.post("/api/token/").status_code == 403

    both = {"api_token_ttl_days": 30, "api_tokens_enabled": True, "legacy_api_tokens_enabled": False}
    assert cast.owner.client.post("/api/jwt/settings", json=both).status_code == 200
    assert whoami(anonymous, Authorization=f"Bearer {short}") == 200
    assert whoami(anonymous, Authorization=f"Token {cast.ann1.token}") == 401
    assert whoami(cast.outsider.client) == 200


def test_new_tokens_live_as_long_as_the_organization_says(cast: Cast) -> None:
    assert cast.owner.client.post("/api/jwt/settings", json={"api_token_ttl_days": 30}).status_code == 200
    made = cast.ann1.client.post("/api/token/").json()
    lifetime = datetime.fromisoformat(made["expires_at"]) - datetime.fromisoformat(made["created_at"])
    assert lifetime == timedelta(days=30)


def test_keys_are_not_in_the_database(cast: Cast, database: Database) -> None:
    personal(cast.ann1)
    with database.transaction() as db:
        rows = db.execute("select lookup_hash from api_token where account_id = %s", (cast.ann1.id,)).fetchall()
    assert len(rows) == 2
    assert all(len(row[0]) == 32 and cast.ann1.token.encode() not in row[0] for row in rows)


def test_the_official_client_signs_in_with_either_token(cast: Cast, sdk: Callable[..., LabelStudio]) -> None:
    for key in (cast.ann1.token, personal(cast.ann1)):
        client = sdk(cast.ann1, key)
        assert client.users.whoami().id == cast.ann1.id
        assert client.users.get_token().token == cast.ann1.token  # type: ignore[attr-defined]
    with pytest.raises(ApiError) as caught:
        sdk(cast.ann1, "0" * 40).users.whoami()
    assert caught.value.status_code == 401
