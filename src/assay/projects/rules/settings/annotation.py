"""The settings of labelling and of quality, in the spelling of Label Studio's API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.projects.rules.settings.checks import Field, flag, metrics, one_of, text, weights, whole
from assay.projects.rules.settings.values import Methodology, Sampling, SkipQueue

FIELDS: tuple[Field, ...] = (
    Field("expert_instruction", text, "What annotators can read while they label."),
    Field("show_instruction", flag, "Shows the instructions before the first task of a session."),
    Field("maximum_annotations", whole(1, 500), "How many different people annotate each task."),
    Field("sampling", one_of(Sampling), "The order in which tasks are offered: by number, or at random."),
    Field(
        "custom_task_lock_ttl",
        whole(60, 86_400, "Give seconds: 3600 is one hour."),
        "Seconds for which a task stays reserved for the person who opened it.",
    ),
    Field("enable_empty_annotation", flag, "Allows submitting with nothing marked."),
    Field("show_skip_button", flag, "Allows annotators to skip a task."),
    Field("skip_queue", one_of(SkipQueue), "What becomes of a skipped task."),
    Field("require_comment_on_skip", flag, "Asks for a comment with every skip."),
    Field("strict_task_overlap", flag, "Refuses annotations beyond the number wanted."),
    Field("show_collab_predictions", flag, "Starts a task from its prediction."),
    Field(
        "reveal_preannotations_interactively",
        flag,
        "Shows what is predicted only where the annotator draws over it, as suggestions to take.",
    ),
    Field(
        "agreement_methodology",
        one_of(Methodology),
        "How the scores of pairs become the agreement of a task: their mean, or the share of the largest group.",
    ),
    Field("control_weights", weights, "How much each control, and each of its labels, counts in the agreement."),
    Field("agreement_metrics", metrics, "By which metric each control is compared."),
)

# Fields of Label Studio that later versions will obey. Until then only the value that means "not used" is taken.
NOT_YET: Mapping[str, tuple[Any, ...]] = {
    "overlap_cohort_percentage": (100, None),
    "show_overlap_first": (False, None),
    "show_ground_truth_first": (False, None),
    "show_annotation_history": (False, None),
    "show_unused_data_columns_to_annotators": (False, True, None),
    "agreement_threshold": (None, "", 0),
    "max_additional_annotators_assignable": (None, 0),
    "annotation_limit_count": (None,),
    "annotation_limit_percent": (None,),
    "annotator_evaluation_enabled": (False, None),
    "annotator_evaluation_metric": (None, "gt_agreement"),
    "annotator_evaluation_minimum_score": (None, "", 0, "95.00"),
    "annotator_evaluation_minimum_tasks": (None, 0, 10),
    "annotator_evaluation_onboarding_tasks": (None, 0),
    "annotator_evaluation_continuous_tasks": (None, 0),
    "pause_on_failed_annotator_evaluation": (False, None),
    "comment_classification_config": (None, ""),
    "custom_interface_code": (None, ""),
    "custom_interface_compiled": (None, ""),
    "custom_interface_params": (None, {}),
    "custom_script": (None, ""),
    "use_custom_interface": (False, None),
    "collection_mode": (None, "assigned"),
    "dm_column_defaults": (None, {}),
    "evaluate_predictions_automatically": (False, None),
    "input_schema": (None, {}),
    "output_schema": (None, {}),
    "min_annotations_to_start_training": (0, None),
    "start_training_on_annotation_update": (False, None),
    "model_version": (None, ""),
    "source_interface_id": (None,),
    "source_interface_version": (None,),
    "task_data_login": (None, ""),
    "task_data_password": (None, ""),
    "internal_description": (None, "", []),
}
