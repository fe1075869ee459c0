"""Settings that say nothing where one queue serves everybody and each task is labelled once, or nothing elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.settings.values import Distribution, Sampling, Settings, SkipQueue

OFF_IN_ONE_QUEUE: Mapping[str, Any] = {
    "maximum_annotations": 1,
    "overlap_cohort_percentage": 100,
    "show_overlap_first": False,
    "show_ground_truth_first": False,
    "sampling": Sampling.SEQUENTIAL,
    "skip_queue": SkipQueue.FOR_OTHERS,
    "agreement_threshold": None,
    "max_additional_annotators_assignable": None,
    "annotator_evaluation_onboarding_tasks": 0,
    "annotator_evaluation_continuous_tasks": 0,
    "distribution": Distribution.AUTO,
}
# Reviews are served to everybody with the role, and a task has one annotator, with whom it is finished.
REVIEW_OFF_IN_ONE_QUEUE: Mapping[str, Any] = {"review_only_manual_assignments": False, "only_finished_tasks": False}
_WIRE = {"distribution": "assignment_settings.label_stream_task_distribution"}


def not_obeyed(preset: str, after: Settings) -> list[Problem]:
    """What of these settings would not be obeyed in a project of this kind."""
    return _not_in_one_queue(after) if preset == "manual_qa" else _without_one_queue(after)


def _without_one_queue(after: Settings) -> list[Problem]:
    if after.review.task_management:
        return []
    return [
        Problem(
            "review_settings.task_management",
            "can be switched off only in manual QA: elsewhere each person goes through the tasks by themselves.",
            "Leave it out, or make the project with preset: manual_qa.",
        )
    ]


def _not_in_one_queue(after: Settings) -> list[Problem]:
    asked = [_WIRE.get(name, name) for name, off in OFF_IN_ONE_QUEUE.items() if getattr(after, name) != off]
    asked += [
        f"review_settings.{name}" for name, off in REVIEW_OFF_IN_ONE_QUEUE.items() if getattr(after.review, name) != off
    ]
    return [
        Problem(
            field,
            "means nothing in manual QA: one queue serves what waits longest, and each task is labelled once.",
            "Leave it out.",
        )
        for field in asked
    ]
