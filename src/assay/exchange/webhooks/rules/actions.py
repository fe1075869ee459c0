"""The messages that there are: Label Studio's by its names, and ours where it has none (LSE 17.2, 17.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of message. `key` is what the payload holds beside `action` and `project`."""

    name: str
    title: str
    description: str
    key: str
    organization_only: bool = False
    is_ours: bool = False


TEST = "ASSAY_TEST"

# The word that models of label-studio-ml listen to, which Label Studio itself never sends (LSE 15.5).
SINGULAR_DELETED = "ANNOTATION_DELETED"

ACTIONS: tuple[Action, ...] = (
    Action("PROJECT_CREATED", "Project created", "A project was made.", "project", organization_only=True),
    Action("PROJECT_UPDATED", "Project updated", "Settings or the configuration of a project changed.", "project"),
    Action("PROJECT_DELETED", "Project deleted", "A project was deleted; only its id.", "project", True),
    Action("TASKS_CREATED", "Tasks created", "Tasks were added; many come in several messages.", "tasks"),
    Action("TASKS_DELETED", "Tasks deleted", "Tasks were deleted; only their ids.", "tasks"),
    Action("ANNOTATION_CREATED", "Annotation created", "An annotation was handed in, or a task skipped.", "annotation"),
    Action("ANNOTATIONS_CREATED", "Annotations created", "Several annotations came in at once.", "annotation"),
    Action("ANNOTATION_UPDATED", "Annotation updated", "An annotation was changed, also by a reviewer.", "annotation"),
    Action("ANNOTATIONS_DELETED", "Annotations deleted", "Annotations were deleted; only their ids.", "annotations"),
    Action("LABEL_LINK_CREATED", "Label link created", "Labels beside the configuration are offered.", "label_link"),
    Action(
        "LABEL_LINK_UPDATED", "Label link updated", "A label that is offered, or its control, changed.", "label_link"
    ),
    Action("LABEL_LINK_DELETED", "Label link deleted", "Labels are no longer offered; only ids.", "label_link"),
    Action("REVIEW_CREATED", "Review created", "A reviewer gave a verdict.", "review"),
    Action("REVIEW_UPDATED", "Review updated", "A verdict was changed.", "review"),
    Action("REVIEWS_DELETED", "Reviews deleted", "A verdict was taken back; only its id.", "reviews"),
    Action(
        SINGULAR_DELETED,
        "Annotation deleted",
        "The same as Annotations deleted under the name that models of label-studio-ml wait for.",
        "annotation",
        is_ours=True,
    ),
    Action("ASSAY_COMMENT_CREATED", "Comment written", "Somebody commented.", "comment", is_ours=True),
    Action("ASSAY_COMMENT_UPDATED", "Comment changed", "A comment was changed or resolved.", "comment", is_ours=True),
    Action("ASSAY_COMMENT_DELETED", "Comment deleted", "A comment was deleted; only its id.", "comment", is_ours=True),
    Action("ASSAY_TASKS_ASSIGNED", "Tasks assigned", "People were given tasks.", "assignment", is_ours=True),
    Action("ASSAY_TASKS_UNASSIGNED", "Tasks unassigned", "Tasks were taken from people.", "assignment", is_ours=True),
    Action("ASSAY_MEMBER_PAUSED", "Member paused", "Somebody may not work for a while.", "pause", is_ours=True),
    Action("ASSAY_MEMBER_RESUMED", "Member resumed", "A pause was lifted.", "pause", is_ours=True),
    Action("ASSAY_TASK_STATE", "State of a task", "A task moved to another state.", "transition", is_ours=True),
    Action(
        "ASSAY_PROJECT_STATE", "State of a project", "A project moved to another state.", "transition", is_ours=True
    ),
)

BY_NAME = {action.name: action for action in ACTIONS}


def wants(action: str, chosen: Iterable[str], *, everything: bool, project_only: bool) -> bool:
    """Whether a hook is told of an action.

    "All actions" are those of Label Studio, because scripts written for it know no others; ours are named one by one.
    """
    known = BY_NAME[action]
    if project_only and known.organization_only:
        return False
    return action in chosen or (everything and not known.is_ours)
