"""Signing in, tokens, users, the organization: by the official client."""

from __future__ import annotations

import time
from typing import Any

import httpx
import jwt
import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from tests.cast import Cast


def test_the_version(manager: LabelStudio) -> None:
    version = manager.versions.get()
    assert version.edition == "Community", "it decides how the client exports"
    assert version.release == "1.23.2"
    assert version.label_studio_os_package["version"] == "1.23.2"


def test_who_am_i(manager: LabelStudio, cast: Cast) -> None:
    me = manager.users.whoami()
    assert (me.id, me.email, me.active_organization) == (cast.manager.id, cast.manager.email, cast.organization_id)
    assert me.organization_membership.role == "MA"
    assert "project.create" in me.permissions
    assert me.lse_fields.onboarding_state == "complete"
    assert manager.users.get_token().token == cast.manager.token


def test_a_wrong_key_is_401(sdk: Any, cast: Cast) -> None:
    with pytest.raises(ApiError) as refused:
        sdk(cast.ann1, "0" * 40).users.whoami()
    assert refused.value.status_code == 401
    assert refused.value.body["detail"]


def test_a_personal_token_is_exchanged_by_the_client(sdk: Any, cast: Cast, live_url: str) -> None:
    legacy = sdk(cast.ann1)
    made = legacy.tokens.create()
    claims = jwt.decode(made.token, options={"verify_signature": False})
    assert claims["exp"] > time.time() + 86_400
    client = sdk(cast.ann1, made.token)
    assert client.users.whoami().id == cast.ann1.id
    assert client.users.whoami().id == cast.ann1.id, "and again with the access token that it kept"
    access = client.tokens.refresh(refresh=made.token).access
    assert jwt.decode(access, options={"verify_signature": False})["exp"] > time.time()
    [listed] = legacy.tokens.list()
    assert made.token.startswith(listed.token)
    rotated = client.tokens.rotate(refresh=made.token).refresh
    with pytest.raises(ApiError) as revoked:
        legacy.tokens.refresh(refresh=made.token)
    assert revoked.value.status_code == 401
    legacy.tokens.blacklist(refresh=rotated)
    assert legacy.tokens.list() == []


def test_the_key_in_the_other_header(live_url: str, cast: Cast) -> None:
    with httpx.Client() as transport:
        answer = transport.get(f"{live_url}/api/current-user/whoami", headers={"X-API-Key": cast.ann1.token})
    assert answer.json()["id"] == cast.ann1.id


def test_kinds_of_tokens_can_be_switched_off(owner: LabelStudio) -> None:
    before = owner.jwt_settings.get()
    assert (before.api_tokens_enabled, before.legacy_api_tokens_enabled) == (True, True)
    after = owner.jwt_settings.update(api_token_ttl_days=30, api_tokens_enabled=False)
    assert after.api_tokens_enabled is False


def test_users(owner: LabelStudio, cast: Cast) -> None:
    people = owner.users.list()
    assert {person.id for person in people} == {
        cast[name].id for name in ("owner", "administrator", "manager", "ann1", "ann2", "rev1", "rev2", "expert")
    }
    one = owner.users.get(cast.ann1.id)
    assert (one.email, one.initials, one.username) == (cast.ann1.email, "AN", cast.ann1.email)
    email = f"new-{cast.ann1.email}"
    made = owner.users.create(username="newcomer", email=email, first_name="New", last_name="Comer")
    assert (made.email, made.initials, made.organization_membership.role) == (email, "NC", "AN")
    assert owner.users.update(made.id, last_name="Person").last_name == "Person"
    with pytest.raises(ApiError) as twice:
        owner.users.create(username="newcomer", email=email)
    assert twice.value.status_code == 400
    owner.users.delete(made.id)
    with pytest.raises(ApiError) as gone:
        owner.users.get(made.id)
    assert gone.value.status_code == 404


def test_oneself(sdk: Any, cast: Cast) -> None:
    client = sdk(cast.ann2)
    assert client.users.get_current_user().email == cast.ann2.email
    assert client.users.update_current_user(first_name="Anna").first_name == "Anna"
    client.users.update_hotkeys(custom_hotkeys={"annotation:submit": {"key": "ctrl+s", "active": True}})
    assert client.users.get_hotkeys().custom_hotkeys["annotation:submit"]["key"] == "ctrl+s"
    token = client.users.reset_token().token
    assert token != cast.ann2.token
    assert sdk(cast.ann2, token).users.whoami().id == cast.ann2.id


def test_the_organization(owner: LabelStudio, cast: Cast) -> None:
    [listed] = owner.organizations.list()
    assert listed.id == cast.organization_id
    assert owner.organizations.update(listed.id, title="Renamed").title == "Renamed"
    assert owner.organizations.get(listed.id).title == "Renamed"
    with pytest.raises(ApiError) as elsewhere:
        owner.organizations.get(cast.outsider.organization_id)
    assert elsewhere.value.status_code == 404


def test_members_come_in_pages_and_the_client_asks_for_one_too_many(owner: LabelStudio, cast: Cast) -> None:
    members = list(owner.organizations.members.list(cast.organization_id, page_size=3))
    assert len(members) == 8
    assert len({member.id for member in members}) == 8
    by_person = {member.user.id: member for member in members}
    assert by_person[cast.rev1.id].role == "RE"
    found = list(owner.organizations.members.list(cast.organization_id, role=["AN", "MA"]))
    assert {member.user.id for member in found} == {cast.ann1.id, cast.ann2.id, cast.manager.id}
    one = owner.organizations.members.get(cast.organization_id, cast.ann1.id)
    assert (one.user, one.organization, one.annotations_count) == (cast.ann1.id, cast.organization_id, 0)


def test_roles_and_leaving(owner: LabelStudio, cast: Cast) -> None:
    changed = owner.organizations.members.update(cast.organization_id, user_id=cast.ann2.id, role="RE")
    assert (changed.user.id, changed.role) == (cast.ann2.id, "RE")
    owner.organizations.members.delete(cast.organization_id, cast.ann2.id)
    with pytest.raises(ApiError) as gone:
        owner.organizations.members.get(cast.organization_id, cast.ann2.id)
    assert gone.value.status_code == 404


def test_the_standing_invitation(owner: LabelStudio) -> None:
    first = owner.organizations.invites.get_invite_link()
    assert first.token in first.invite_url
    assert owner.organizations.reset_token().token != first.token


def test_invitations_to_addresses(owner: LabelStudio, cast: Cast, project: int) -> None:
    workspace = owner.workspaces.create(title="Team").id
    email = f"invited-{cast.ann1.email}"
    owner.organizations.invites.send_email(emails=[email], role="RE", projects=[project], workspaces=[workspace])
    [listed] = cast.owner.client.get("/api/invites/").json()
    assert (listed["email"], listed["role"], listed["projects"][0]["id"]) == (email, "RE", project)
    owner.organizations.invites.revoke_invite(email=email)
    assert cast.owner.client.get("/api/invites/").json() == []
    with pytest.raises(ApiError) as refused:
        owner.organizations.invites.send_email(emails=[cast.ann1.email], role="AN")
    assert refused.value.status_code == 400
    assert refused.value.body["problems"][0]["field"] == "emails"
