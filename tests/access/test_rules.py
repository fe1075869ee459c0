"""The rules of access, without a database."""

from __future__ import annotations

import jwt
import pytest

from assay.access import keys
from assay.access.rules.membership import refuse_invitation, refuse_placement, refuse_removal, refuse_role_change
from assay.access.rules.people import display_name, email_problem, initials, password_problem
from assay.access.rules.permissions import (
    TABLE,
    Permission,
    ProjectRole,
    Role,
    allows,
    granted,
    is_about_a_project,
    roles_in_project,
)
from assay.access.rules.throttle import wait_after
from assay.access.throttle import Throttle, TooManyAttempts

OW, AD, MA, RE, AN, VO, NO, DI = Role
SECRET = b"a secret"


def test_every_permission_has_a_row_and_every_higher_role_has_more() -> None:
    assert set(TABLE) == set(Permission)
    for lower, higher in ((VO, RE), (AN, RE), (RE, MA), (MA, AD), (AD, OW)):
        assert set(granted((lower,))) <= set(granted((higher,)))
    assert granted((DI,)) == granted((NO,)) == []
    assert granted((OW,)) == list(Permission)


def test_two_roles_have_what_either_has() -> None:
    assert not allows((AN,), Permission.REVIEW_STREAM)
    assert allows((AN, RE), Permission.REVIEW_STREAM)
    assert allows((AN, RE), Permission.LABEL_STREAM)
    assert not allows((), Permission.LABEL_STREAM)


def test_creating_a_project_is_about_the_organization() -> None:
    assert not is_about_a_project(Permission.PROJECT_CREATE)
    assert not is_about_a_project(Permission.MEMBERS_VIEW)
    assert is_about_a_project(Permission.QUEUE_CONTROL)


@pytest.mark.parametrize(
    ("organization", "project", "expected"),
    [
        (AN, None, {AN}),
        (RE, None, {RE}),
        (AN, ProjectRole.REVIEWER, {RE}),
        (RE, ProjectRole.ANNOTATOR, {AN}),
        (AN, ProjectRole.BOTH, {AN, RE}),
        (MA, ProjectRole.ANNOTATOR, {MA}),
        (AD, ProjectRole.BOTH, {AD}),
        (OW, None, {OW}),
        (DI, ProjectRole.BOTH, set()),
        (NO, ProjectRole.ANNOTATOR, set()),
        (VO, ProjectRole.REVIEWER, {VO}),
    ],
)
def test_the_project_role_replaces_that_of_annotators_and_reviewers(
    organization: Role, project: ProjectRole | None, expected: set[Role]
) -> None:
    assert roles_in_project(organization, project) == expected


@pytest.mark.parametrize("wanted", [AD, MA, RE, AN, DI])
@pytest.mark.parametrize("present", list(Role))
def test_nobody_changes_the_owner_or_themselves(present: Role, wanted: Role) -> None:
    assert bool(refuse_role_change(is_self=False, present=present, wanted=wanted)) == (present is OW)
    assert refuse_role_change(is_self=True, present=present, wanted=wanted)
    assert bool(refuse_removal(is_self=False, present=present)) == (present is OW)
    assert refuse_removal(is_self=True, present=present)


def test_nobody_becomes_a_second_owner() -> None:
    assert refuse_role_change(is_self=False, present=AD, wanted=OW)
    assert refuse_invitation(OW, OW, None, None)


@pytest.mark.parametrize(
    ("inviter", "wanted", "project_role", "has_project", "is_allowed"),
    [
        (MA, AN, None, False, True),
        (MA, RE, None, True, True),
        (MA, AN, ProjectRole.BOTH, True, True),
        (MA, MA, None, False, False),
        (MA, AD, None, False, False),
        (AD, MA, None, True, True),
        (AD, AD, None, False, True),
        (OW, AD, None, True, False),
        (OW, MA, ProjectRole.REVIEWER, True, False),
        (OW, AN, ProjectRole.REVIEWER, False, False),
        (OW, DI, None, False, False),
    ],
)
def test_who_invites_whom(
    inviter: Role, wanted: Role, project_role: ProjectRole | None, has_project: bool, is_allowed: bool
) -> None:
    preset = "annotation_review" if has_project else None
    assert (refuse_invitation(inviter, wanted, project_role, preset) is None) == is_allowed


def test_who_becomes_a_member_of_a_project() -> None:
    assert [role for role in Role if refuse_placement(role, None) is None] == [MA, RE, AN, VO]
    assert [role for role in Role if refuse_placement(role, ProjectRole.BOTH) is None] == [RE, AN]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [("Ada", "Lovelace", "AL"), ("ada", "", "AD"), ("", "lovelace", "LO"), ("", "", "SO"), (" ", "ß", "SS")],
)
def test_initials(first: str, last: str, expected: str) -> None:
    assert initials(first, last, "someone@example.org") == expected


def test_a_name_is_shown_or_the_address() -> None:
    assert display_name("Ada", "Lovelace", "a@b.c") == "Ada Lovelace"
    assert display_name("", "", "a@b.c") == "a@b.c"


@pytest.mark.parametrize("email", ["a@b.co", "ö@ü.example", "a.b+c@d-e.org"])
def test_addresses(email: str) -> None:
    assert email_problem(email) is None


@pytest.mark.parametrize(
    "email", ["", "a", "a@b", "@b.co", "a b@c.de", "a@b.c\x00d", "a@b@c.de", "a@" + "b" * 250 + ".de"]
)
def test_no_addresses(email: str) -> None:
    assert email_problem(email)


def test_passwords() -> None:
    assert password_problem("1234567")
    assert password_problem("12345678") is None
    assert password_problem("x" * 257)
    assert password_problem("someone@example.org", "Someone@example.org")


def test_waiting_grows_and_ends() -> None:
    assert [wait_after(failures, 3) for failures in (0, 2, 3, 4, 5)] == [0, 0, 1, 2, 4]
    assert wait_after(10_000, 3) == 300


def test_the_throttle_slows_one_address_down_and_nobody_else() -> None:
    throttle = Throttle()
    for _ in range(5):
        throttle.check("a@b.co", "1.1.1.1", 0)
        throttle.failed("a@b.co", "1.1.1.1", 0)
    with pytest.raises(TooManyAttempts) as caught:
        throttle.check("A@b.co", "1.1.1.1", 0.5)
    assert caught.value.context == {"retry_after": 1}
    throttle.check("a@b.co", "2.2.2.2", 0.5)
    throttle.check("a@b.co", "1.1.1.1", 1.5)
    throttle.failed("a@b.co", "1.1.1.1", 1.5)
    with pytest.raises(TooManyAttempts):
        throttle.check("a@b.co", "1.1.1.1", 3)
    throttle.succeeded("a@b.co", "1.1.1.1")
    throttle.check("a@b.co", "1.1.1.1", 3)


def test_the_throttle_forgets_the_oldest_when_there_are_too_many() -> None:
    throttle = Throttle(capacity=10)
    for _ in range(6):
        throttle.failed("first@b.co", "1.1.1.1", 0)
    for number in range(10):
        throttle.failed(f"{number}@b.co", f"2.2.2.{number}", 0)
    throttle.check("first@b.co", "1.1.1.1", 0)


def test_legacy_keys_are_forty_hexadecimal_digits_and_change_with_the_version() -> None:
    key = keys.legacy_key(SECRET, 7, 1)
    assert len(key) == 40
    assert int(key, 16) >= 0
    assert len({key, keys.legacy_key(SECRET, 7, 2), keys.legacy_key(SECRET, 8, 1), keys.legacy_key(b"x", 7, 1)}) == 4


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "....", "\x00", "é.é.é"])
def test_what_is_no_token_says_nothing(token: str) -> None:
    assert keys.read_token(SECRET, token) is None
    assert keys.read_truncated(token) is None


def test_a_token_signed_by_nobody_is_refused() -> None:
    forged = jwt.encode({"token_type": "access", "exp": 2**33, "jti": "x", "user_id": "1"}, None, algorithm="none")
    assert keys.read_token(SECRET, forged) is None
