"""The state of a project: how far it is set up, then its least advanced task (LSE 6.3)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ProjectState(StrEnum):
    """Where a project stands, in the words of Label Studio's clients."""

    CREATED = "CREATED"
    SETUP = "SETUP_IN_PROGRESS"
    READY = "READY_TO_PUBLISH"
    PUBLISHED = "PUBLISHED"
    ANNOTATING = "ANNOTATION_IN_PROGRESS"
    NEEDS_REVIEW = "NEEDS_REVIEW"
    REVIEWING = "REVIEW_IN_PROGRESS"
    COMPLETED = "COMPLETED"


def project_state(has_config: bool, is_published: bool, is_sandbox: bool, tally: Mapping[str, int]) -> ProjectState:
    """The state of a project from its counters, so it costs the same for every size.

    A task that nobody has begun counts as being annotated, once another one is begun. A project in somebody's own
    sandbox is never published, so it stays in its set-up.
    """
    has_tasks = tally["tasks"] > 0
    if not has_config and not has_tasks:
        return ProjectState.CREATED
    if not has_config or not has_tasks or is_sandbox:
        return ProjectState.SETUP
    if not is_published:
        return ProjectState.READY
    if tally["queued"] == tally["tasks"]:
        return ProjectState.PUBLISHED
    if tally["queued"] or tally["assigned"] or tally["returned"]:
        return ProjectState.ANNOTATING
    if tally["in_review"] > tally["reviewing"]:
        return ProjectState.NEEDS_REVIEW
    return ProjectState.REVIEWING if tally["reviewing"] else ProjectState.COMPLETED


def transition(before: ProjectState, after: ProjectState) -> str:
    """What the way from one state to another is called."""
    if after is ProjectState.PUBLISHED and before in (ProjectState.CREATED, ProjectState.SETUP, ProjectState.READY):
        return "publish"
    if after is ProjectState.READY:
        return "set_up" if before in (ProjectState.CREATED, ProjectState.SETUP) else "unpublish"
    return {
        ProjectState.CREATED: "reset",
        ProjectState.SETUP: "start_setup" if before is ProjectState.CREATED else "reopen_setup",
        ProjectState.PUBLISHED: "restart",
        ProjectState.ANNOTATING: "start_annotation" if before is ProjectState.PUBLISHED else "reopen_annotation",
        ProjectState.NEEDS_REVIEW: "send_to_review",
        ProjectState.REVIEWING: "start_review",
        ProjectState.COMPLETED: "complete",
    }[after]
