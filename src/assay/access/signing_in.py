"""Signing in with a password, and the sessions of browsers."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from assay.access import keys, passwords
from assay.access.queries import people, sessions
from assay.access.queries.people import Login
from assay.access.rules.people import password_problem
from assay.access.rules.permissions import Role
from assay.access.throttle import throttle
from assay.kit.config import config
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, Problem


@dataclass(frozen=True, slots=True)
class Session:
    """A new session: what its two cookies hold."""

    account_id: int
    cookie: str
    csrf_token: str


class WrongCredentials(BadInput):
    """The e-mail address and the password do not belong together. Which of them is wrong is not told."""

    code = "wrong_credentials"


def check_password(db: Connection, email: str, password: str, address: str) -> Login:
    """The account of somebody who knows its password.

    An unknown address takes as long as a wrong password. Raises WrongCredentials and TooManyAttempts.
    """
    email = email.strip()
    throttle.check(email, address, monotonic())
    login = people.login(db, email)
    if not passwords.matches(password, login.password_hash if login else None) or login is None or not login.is_active:
        throttle.failed(email, address, monotonic())
        raise WrongCredentials("The e-mail address or the password is wrong.")
    throttle.succeeded(email, address)
    if login.password_hash and passwords.is_outdated(login.password_hash):
        people.set_password(db, login.id, passwords.hashed(password))
    return login


def sign_in(db: Connection, email: str, password: str, address: str) -> Session:
    """A session for somebody who knows the password and is an active member of some organization."""
    login = check_password(db, email, password, address)
    active = [found.organization_id for found in people.memberships(db, login.id) if found.role != Role.DEACTIVATED]
    if not active:
        raise NotAllowed(
            "This account is not active in any organization; ask an administrator for an invitation.",
            code="no_organization",
        )
    if login.organization_id not in active:
        people.work_in(db, login.id, active[0])
    return start_session(db, login.id)


def start_session(db: Connection, account_id: int) -> Session:
    """A session for somebody whose identity is known."""
    session = Session(account_id, keys.random_token(), keys.random_token())
    sessions.add(db, keys.digest(session.cookie), account_id, session.csrf_token, config().session_days)
    return session


def end_session(db: Connection, cookie: str) -> None:
    """Ends the session of a cookie, if it is one."""
    sessions.remove(db, keys.digest(cookie))


def change_password(db: Connection, account_id: int, present: str, wanted: str, address: str, kept_cookie: str) -> None:
    """Another password for somebody who knows the present one; their other sessions end."""
    login = people.login_of(db, account_id)
    assert login is not None
    throttle.check(login.email, address, monotonic())
    if not passwords.matches(present, login.password_hash):
        throttle.failed(login.email, address, monotonic())
        wrong = Problem("current_password", "This is not your present password.")
        raise BadInput(wrong.message, problems=[wrong], code="wrong_credentials")
    throttle.succeeded(login.email, address)
    if problem := password_problem(wanted, login.email, "new_password"):
        raise BadInput(problem.message, problems=[problem])
    people.set_password(db, account_id, passwords.hashed(wanted))
    sessions.remove_others(db, account_id, keys.digest(kept_cookie))
