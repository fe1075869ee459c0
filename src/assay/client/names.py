"""The names that the public SDK of another vendor has for the same states (MQA 8), for scripts that know them."""

from __future__ import annotations

from collections.abc import Mapping

# Of a task, by Assay's status.
TASK_STATUS: Mapping[str, str] = {
    "queued": "QUEUED",
    "assigned": "ASSIGNED",
    "in_review": "IN_REVIEW",
    "returned": "RETURNED",
    "completed": "COMPLETED",
}

# Of an instance, by the state of its review item; what waits for an expert is pending there too.
APPROVAL_STATE: Mapping[str, str] = {
    "accepted": "APPROVED",
    "pending": "PENDING",
    "expert_pending": "PENDING",
    "undecided": "PENDING",
    "returned": "REJECTED",
    "rejected": "REJECTED",
    "passed_on": "REJECTED",
    "deleted": "DELETED",
    "not_selected": "NOT_SELECTED_FOR_REVIEW",
    "waived": "NOT_SELECTED_FOR_REVIEW",
}


def label_row_status(status: str, *, has_labels: bool, reviews: int) -> str:
    """The word for all labels of a task together, from its status, whether it has any, how often it was reviewed."""
    if status == "in_review":
        return "REVIEW_IN_PROGRESS"
    if status == "completed":
        return "LABELLED" if reviews == 0 else "REVIEWED" if reviews == 1 else "REVIEWED_TWICE"
    return "LABEL_IN_PROGRESS" if has_labels or status in ("assigned", "returned") else "NOT_LABELLED"
