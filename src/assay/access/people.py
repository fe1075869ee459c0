"""People: new accounts, profiles, and what the API says about a person."""

from __future__ import annotations

from typing import Any

from assay.access import passwords
from assay.access.queries import people as queries
from assay.access.queries import permissions as permission_queries
from assay.access.queries.people import Member, Membership
from assay.access.rules.configurable import limits_of
from assay.access.rules.people import LONGEST_NAME, email_problem, initials, password_problem
from assay.access.rules.permissions import Role, granted
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere, Problem

# What Label Studio's clients expect about invitations and notifications; nothing of it varies here.
_LSE_FIELDS: dict[str, Any] = {
    "invite_activated": True,
    "invite_expired": False,
    "invite_expired_at": None,
    "email_notification_settings": {},
    "onboarding_state": "complete",
    "social_auth_finished": True,
}


class EmailTaken(BadInput):
    """There is an account with this e-mail address already."""

    code = "email_taken"

    def __init__(self) -> None:
        problem = Problem("email", "There is an account with this e-mail address.", "Sign in with it instead.")
        super().__init__(problem.message, problems=[problem])


def new_account(
    db: Connection, *, email: str, password: str | None, first_name: str = "", last_name: str = "", username: str = ""
) -> int:
    """An account without an organization. Without a password nobody can sign in to it yet. Raises EmailTaken."""
    email = email.strip()
    problems = [
        email_problem(email),
        password_problem(password, email) if password is not None else None,
        *(
            Problem(field, f"A name has at most {LONGEST_NAME} characters.", "Shorten it.")
            for field, name in (("first_name", first_name), ("last_name", last_name), ("username", username))
            if len(name) > LONGEST_NAME
        ),
    ]
    if found := [problem for problem in problems if problem]:
        raise BadInput("; ".join(problem.message for problem in found), problems=found)
    stored = passwords.hashed(password) if password is not None else None
    account_id = queries.add_account(db, email, stored, first_name.strip(), last_name.strip(), username or email)
    if account_id is None:
        raise EmailTaken
    return account_id


def new_member(
    db: Connection,
    organization_id: int,
    role: Role,
    *,
    email: str,
    password: str | None,
    first_name: str = "",
    last_name: str = "",
    username: str = "",
    actor_id: int | None = None,
) -> int:
    """An account that is a member of an organization from the start. Raises EmailTaken."""
    if role is Role.OWNER and queries.has_owner(db, organization_id):
        raise BadInput.field("role", "The organization has an owner, and only one.", "Take administrator.")
    account_id = new_account(
        db, email=email, password=password, first_name=first_name, last_name=last_name, username=username
    )
    join(db, organization_id, account_id, role, actor_id=actor_id)
    queries.work_in(db, account_id, organization_id)
    return account_id


def join(db: Connection, organization_id: int, account_id: int, role: Role, *, actor_id: int | None) -> bool:
    """Makes somebody a member; False, and nothing changes, when they are one."""
    if not queries.add_membership(db, organization_id, account_id, role):
        return False
    record(
        db,
        "membership.added",
        organization_id=organization_id,
        actor_id=actor_id,
        payload={"user": account_id, "role": role.value},
    )
    return True


def find(db: Connection, organization_id: int, account_id: int) -> Member:
    """A member of an organization. Raises NotThere."""
    found = queries.member(db, organization_id, account_id)
    if found is None:
        raise NotThere()
    return found


def reset_password(db: Connection, organization_id: int, account_id: int, password: str) -> None:
    """An administrator gives somebody a new password.

    Refused for the owner, and for people of several organizations: their account is not one organization's to open.
    """
    memberships = queries.memberships(db, account_id)
    if [found.organization_id for found in memberships] != [organization_id]:
        raise NotAllowed("This person also belongs to another organization and has to change the password themselves.")
    if memberships[0].role == Role.OWNER:
        raise NotAllowed("The owner changes the password themselves.")
    login = queries.login_of(db, account_id)
    assert login is not None
    if problem := password_problem(password, login.email):
        raise BadInput(problem.message, problems=[problem])
    queries.set_password(db, account_id, passwords.hashed(password))
    record(db, "account.password_reset", organization_id=organization_id, payload={"user": account_id})


def switch_organization(db: Connection, account_id: int, organization_id: int) -> None:
    """Makes another of one's organizations the one to work in."""
    if not any(
        found.organization_id == organization_id and found.role != Role.DEACTIVATED
        for found in queries.memberships(db, account_id)
    ):
        raise BadInput.field("active_organization", "You are not an active member of this organization.")
    queries.work_in(db, account_id, organization_id)


def as_json(person: Member) -> dict[str, Any]:
    """A person as one of their organization sees them. Other organizations of theirs are not mentioned."""
    membership = _membership(person.organization_id, person.role)
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username or person.email,
        "email": person.email,
        "initials": initials(person.first_name, person.last_name, person.email),
        "avatar": None,
        "phone": person.phone,
        "active_organization": person.organization_id,
        "active_organization_meta": {"title": person.organization_title, "email": ""},
        "allow_newsletters": False,
        "custom_hotkeys": person.hotkeys,
        "date_joined": person.created_at,
        "last_activity": person.last_activity_at or person.created_at,
        "org_membership": [membership],
        "organization_membership": membership,
        "lse_fields": _LSE_FIELDS,
        "pause": None,
    }


def whoami(db: Connection, organization_id: int, account_id: int) -> dict[str, Any]:
    """A person as they see themselves: all organizations, and what they may do in this one."""
    person = find(db, organization_id, account_id)
    limits = limits_of(permission_queries.limits(db, organization_id))
    return {
        **as_json(person),
        "org_membership": [_own_membership(found) for found in queries.memberships(db, account_id)],
        "permissions": [permission.value for permission in granted((Role(person.role),), limits)],
        "social_accounts": [],
        "lse_fields": {**_LSE_FIELDS, "active_organization_external_id": ""},
    }


def _membership(organization_id: int, role: str) -> dict[str, Any]:
    return {
        "organization_id": organization_id,
        "role": role,
        "active": role != Role.DEACTIVATED,
        "user_type": "standard",
        "flex": None,
    }


def _own_membership(found: Membership) -> dict[str, Any]:
    return {**_membership(found.organization_id, found.role), "title": found.title}
