"""A project as the API shows it: Label Studio's keys, and a few of our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.access.rules import tabs
from assay.access.rules.permissions import NO_LIMITS, Held, Limits, Permission, granted, strongest
from assay.projects.queries import ProjectRow
from assay.projects.rules import settings as settings_rules
from assay.projects.rules.labeling import schema_from_json
from assay.projects.rules.state import project_state

NO_COUNTS: Mapping[str, int] = dict.fromkeys(
    (
        "tasks", "queued", "assigned", "in_review", "reviewing", "returned", "completed", "labeled", "reviewed",
        "annotations", "skipped", "predictions", "ground_truths", "items_pending", "items_accepted", "items_returned",
        "items_rejected", "items_not_selected",
    ),
    0,
)  # fmt: skip


def counts(project_id: int, tally: Mapping[str, int]) -> dict[str, Any]:
    """The counters under Label Studio's names."""
    return {
        "id": project_id,
        "task_number": tally["tasks"],
        "finished_task_number": tally["labeled"],
        "total_annotations_number": tally["annotations"],
        "useful_annotation_number": tally["annotations"],
        "skipped_annotations_number": tally["skipped"],
        "total_predictions_number": tally["predictions"],
        "ground_truth_number": tally["ground_truths"],
        "num_tasks_with_annotations": tally["tasks"] - tally["queued"],
        "reviewed_number": tally["reviewed"],
        "review_total_tasks": tally["items_pending"],
        "rejected": tally["items_rejected"] + tally["items_returned"],
        "queue_total": tally["tasks"],
        "queue_done": tally["labeled"],
        "queue_left": tally["tasks"] - tally["labeled"],
        "reviewer_queue_total": tally["items_pending"],
    }


def mine(
    roles: frozenset[Held], waiting: Mapping[str, Any], limits: Limits = NO_LIMITS, preset: str = "annotation_review"
) -> dict[str, Any]:
    """What the person who asks may do here, and what waits for them."""
    permissions = granted(roles, limits, preset)
    return {
        "role": strongest(roles),
        "role_in_project": [role.value for role in sorted(roles)],
        "tabs": tabs.seen_with(permissions, preset),
        "permissions": [permission.value for permission in permissions],
        "can_label": Permission.LABEL_STREAM in permissions,
        "can_review": Permission.REVIEW_STREAM in permissions,
        "waiting_for_me": dict(waiting),
    }


# Percentages that Label Studio writes as texts with two decimals.
DECIMALS = ("agreement_threshold", "annotation_limit_percent", "annotator_evaluation_minimum_score")


def _decimal(percent: float | None) -> str | None:
    return None if percent is None else f"{percent:.2f}"


def full(row: ProjectRow, tally: Mapping[str, int], my: Mapping[str, Any]) -> dict[str, Any]:
    """All of a project."""
    settings = settings_rules.from_json(row.settings)
    schema = schema_from_json(row.schema) if row.schema is not None else None
    creator = None
    if row.created_by is not None:
        creator = {
            "id": row.created_by,
            "email": row.creator_email,
            "first_name": row.creator_first_name,
            "last_name": row.creator_last_name,
            "username": row.creator_email,
            "avatar": None,
        }
    stored = settings_rules.as_json(settings)
    review = stored.pop("review")
    distribution = stored.pop("distribution")
    return {
        **stored,
        **{name: _decimal(stored[name]) for name in DECIMALS},
        **counts(row.id, tally),
        "title": row.title,
        "description": row.description,
        "description_short": row.description[:200],
        # Label Studio's clients know it as a list of paragraphs.
        "internal_description": row.internal_description.splitlines()
        if Permission.PROJECT_CHANGE in my["permissions"]
        else [],
        "color": row.color,
        "label_config": row.label_config or "<View></View>",
        "parsed_label_config": schema.parsed_label_config() if schema is not None else {},
        "data_types": schema.data_types if schema is not None else {},
        "config_has_control_tags": schema is not None,
        "config_suitable_for_bulk_annotation": False,
        "is_published": row.is_published,
        "is_draft": row.is_draft,
        "pinned_at": row.pinned_at,
        "created_by": creator,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "organization": row.organization_id,
        "workspace": row.workspace_id,
        "workspace_title": row.workspace_title,
        "assignment_settings": {"id": row.id, "project": row.id, "label_stream_task_distribution": distribution},
        "review_settings": {
            "id": row.id,
            "project": row.id,
            **review,
            "requeue_rejected_tasks_mode": settings_rules.mode_of(settings.review),
            "requeue_rejected_tasks_to_annotator": "requeue" in review["allowed_reject_actions"],
        },
        "ready": row.label_config is not None and tally["tasks"] > 0,
        "allow_stream": row.is_published or bool(my.get("permissions")),
        "permissions": list(my.get("permissions", ())),
        "members": [],
        "members_count": 0,
        "state": project_state(row.label_config is not None, row.is_published, bool(row.workspace_is_personal), tally),
        "preset": row.preset,
        "tags": row.tags,
        "instructions_file": row.instructions_file,
        "review_unit": row.review_unit,
        "status_counts": {name: tally[name] for name in ("queued", "assigned", "in_review", "returned", "completed")},
        "item_counts": {
            name: tally[f"items_{name}"] for name in ("pending", "accepted", "returned", "rejected", "not_selected")
        },
        "my": dict(my),
    }
