"""What a person's name, e-mail and password may be, and how a name is shown."""

from __future__ import annotations

import re

from assay.kit.errors import Problem

SHORTEST_PASSWORD = 8
# A longer one is no safer, and hashing a megabyte is work that a stranger could ask for.
LONGEST_PASSWORD = 256
LONGEST_EMAIL = 254
LONGEST_NAME = 256

_EMAIL = re.compile(r"[^@\s\x00-\x1f,;<>]+@[^@\s\x00-\x1f,;<>]+\.[^@\s\x00-\x1f,;<>.]+")


def initials(first_name: str, last_name: str, email: str) -> str:
    """Two letters for an avatar: of the names, else of the e-mail address."""
    first, last = first_name.strip(), last_name.strip()
    if first and last:
        return first[0].upper() + last[0].upper()
    return (first or last or email)[:2].upper()


def display_name(first_name: str, last_name: str, email: str) -> str:
    """The full name, or the e-mail address of somebody who gave none."""
    return f"{first_name} {last_name}".strip() or email


def email_problem(email: str, field: str = "email") -> Problem | None:
    """What is wrong with an e-mail address. Whether it can receive mail is not asked: no mail is sent."""
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        return Problem(field, "This is not an e-mail address.", "Give one like name@example.org.")
    return None


def password_problem(password: str, email: str = "", field: str = "password") -> Problem | None:
    """What is wrong with a new password: its length, or that it is the e-mail address."""
    if len(password) < SHORTEST_PASSWORD:
        return Problem(
            field, f"A password needs at least {SHORTEST_PASSWORD} characters.", "Take a few words that only you know."
        )
    if len(password) > LONGEST_PASSWORD:
        return Problem(field, f"A password has at most {LONGEST_PASSWORD} characters.", "Take a shorter one.")
    if email and password.lower() in (email.lower(), email.lower().split("@")[0]):
        return Problem(field, "The password is the e-mail address.", "Take one that nobody can guess.")
    return None
