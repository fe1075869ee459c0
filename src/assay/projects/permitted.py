"""Which parts of a project somebody may change: one form has all settings, but not everybody all of it (MQA U14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.access.actor import ProjectAccess
from assay.access.rules.permissions import Permission
from assay.projects import service
from assay.projects.queries import ProjectRow
from assay.projects.rules import settings as rules

# What decides how good work has to be and who finds out. Of the review only its instructions are no matter of quality.
QUALITY = frozenset(
    {
        "maximum_annotations",
        "overlap_cohort_percentage",
        "strict_task_overlap",
        "show_overlap_first",
        "show_ground_truth_first",
        "agreement_threshold",
        "max_additional_annotators_assignable",
        "annotator_evaluation_enabled",
        "annotator_evaluation_metric",
        "annotator_evaluation_minimum_score",
        "annotator_evaluation_minimum_tasks",
        "annotator_evaluation_onboarding_tasks",
        "annotator_evaluation_continuous_tasks",
        "pause_on_failed_annotator_evaluation",
        "agreement_methodology",
        "control_weights",
        "agreement_metrics",
    }
)
WORDS_OF_REVIEW = frozenset({"instruction", "show_instruction"})


def check(project: ProjectAccess, row: ProjectRow, given: Mapping[str, Any]) -> None:
    """Raises NotAllowed for a change that needs a permission which the person does not have; no change needs none."""
    config = given.get("label_config")
    if config is not None and config != row.label_config:
        project.require(Permission.ONTOLOGY_SWITCH)
    if given.get("is_published") is not None and bool(given["is_published"]) != row.is_published:
        project.require(Permission.PROJECT_PUBLISH)
    if not project.allows(Permission.QUALITY_CHANGE) and _quality_changes(row, given):
        project.require(Permission.QUALITY_CHANGE)


def _quality_changes(row: ProjectRow, given: Mapping[str, Any]) -> bool:
    before, after = (rules.as_json(settings) for settings in service.settings_after(row, given))
    was, now = before.pop("review"), after.pop("review")
    return any(before[name] != after[name] for name in QUALITY) or any(
        was[name] != now[name] for name in was if name not in WORDS_OF_REVIEW
    )
