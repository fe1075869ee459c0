"""The kinds of things that people are told."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a notification is about (LSE 7.2)."""

    COMMENT = "comment"
    MENTION = "mention"
    RETURNED = "returned"
    ASSIGNED = "assigned"
    REVIEW_ASSIGNED = "review_assigned"
    PUBLISHED = "published"
    PROJECT_INVITED = "project_invited"
    WORKSPACE_INVITED = "workspace_invited"
    WEBHOOK_OFF = "webhook_off"
    REVIEWER_MISSING = "reviewer_missing"
    EXPERT_MISSING = "expert_missing"


# Where each kind is chosen, and the subject of its e-mail. No e-mail says anything about the data of a task.
TITLES: dict[Kind, str] = {
    Kind.COMMENT: "A comment in a conversation of yours",
    Kind.MENTION: "Somebody mentions you in a comment",
    Kind.RETURNED: "Work comes back to you",
    Kind.ASSIGNED: "Tasks are assigned to you to label",
    Kind.REVIEW_ASSIGNED: "Tasks are assigned to you to review",
    Kind.PUBLISHED: "A project of yours is published",
    Kind.PROJECT_INVITED: "You are added to a project",
    Kind.WORKSPACE_INVITED: "You are added to a workspace",
    Kind.WEBHOOK_OFF: "A webhook is switched off",
    Kind.REVIEWER_MISSING: "A mapped reviewer cannot review any more",
    Kind.EXPERT_MISSING: "No named expert can decide",
}
