"""Settings that say nothing where one queue serves everybody and each task is labelled once (manual QA)."""

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
_WIRE = {"distribution": "assignment_settings.label_stream_task_distribution"}


def not_in_one_queue(after: Settings) -> list[Problem]:
    """What of these settings would not be obeyed in a project of manual QA."""
    return [
        Problem(
            _WIRE.get(name, name),
            "means nothing in manual QA: one queue serves what waits longest, and each task is labelled once.",
            "Leave it out.",
        )
        for name, off in OFF_IN_ONE_QUEUE.items()
        if getattr(after, name) != off
    ]
