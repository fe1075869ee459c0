"""The words of an e-mail. It says that something happened and where to look, and nothing of the data of a task."""

from __future__ import annotations

from assay.inbox.rules.kinds import TITLES, Kind


def subject(kind: Kind, place: str | None) -> str:
    """The subject line, with the project or workspace that it is about."""
    return f"{TITLES[kind]}: {place}" if place else TITLES[kind]


def text(kind: Kind, place: str | None, organization: str, link: str) -> str:
    """The whole message. Without an address of the installation it names no link."""
    what = f"{TITLES[kind]}, in {place}." if place else f"{TITLES[kind]}."
    where = f"See it here: {link}" if link else "Sign in and open your inbox to see it."
    why = f"You get this from Assay of {organization} because you asked for it on your account page."
    return "\n\n".join((what, where, why)) + "\n"


def path(kind: Kind, project_id: int | None, task_id: int | None) -> str:
    """The place in the page that a notification leads to."""
    if kind is Kind.WEBHOOK_OFF:
        place = "/organization" if project_id is None else f"/projects/{project_id}/settings"
        return f"{place}?section=webhooks"
    if project_id is None:
        return "/projects"
    if task_id is not None:
        return f"/projects/{project_id}/tasks/{task_id}"
    if kind is Kind.ASSIGNED:
        return f"/projects/{project_id}/label"
    if kind is Kind.REVIEW_ASSIGNED:
        return f"/projects/{project_id}/review"
    if kind in (Kind.REVIEWER_MISSING, Kind.EXPERT_MISSING):
        return f"/projects/{project_id}/settings?section=review"
    return f"/projects/{project_id}"
