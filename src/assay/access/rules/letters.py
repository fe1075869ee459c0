"""The words of the e-mail that invites somebody, and the address that it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from assay.access.rules.permissions import ROLE_NAMES, Role


def join_link(base: str, token: str) -> str:
    """The address of the page that a token opens."""
    return f"{base.rstrip('/')}/join?token={quote(token)}"


def subject(organization: str) -> str:
    """The subject line."""
    return f"You are invited to {organization}"


def text(*, inviter: str, organization: str, role: str, projects: Sequence[str], link: str, until: datetime) -> str:
    """The whole message."""
    who = f"{inviter} invites you" if inviter else "You are invited"
    where = f", to work in {', '.join(projects)}" if projects else ""
    return (
        "\n\n".join(
            (
                f"{who} to {organization} as {ROLE_NAMES[Role(role)].lower()}{where}.",
                f"Join here: {link}",
                f"The link works for this e-mail address, once, until {until:%d %B %Y}.",
                "If you do not know who sent this, you need not do anything.",
            )
        )
        + "\n"
    )
