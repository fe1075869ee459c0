"""The settings of labelling and of quality, in the spelling of Label Studio's API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.projects.rules.settings.checks import (
    Field,
    classification,
    columns,
    flag,
    metrics,
    one_of,
    optional,
    percent,
    text,
    weights,
    whole,
)
from assay.projects.rules.settings.values import EvaluationMetric, Methodology, Sampling, SkipQueue

FIELDS: tuple[Field, ...] = (
    Field("expert_instruction", text, "What annotators can read while they label."),
    Field("show_instruction", flag, "Shows the instructions before the first task of a session."),
    Field("maximum_annotations", whole(1, 500), "How many different people annotate each task."),
    Field(
        "sampling",
        one_of(Sampling),
        "The order in which tasks are offered: by number, at random, or by how unsure the model is.",
    ),
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
    Field(
        "dm_column_defaults",
        columns,
        "Which columns the list of tasks shows while a tab has not chosen its own: their order, and by role which.",
        nullable=True,
    ),
    Field("model_version", text, "Whose predictions are shown and order the queue; empty takes all."),
    Field(
        "comment_classification_config",
        classification,
        "The choices by which comments are classified, as a <Taxonomy> in XML; empty for none.",
        nullable=True,
    ),
    Field("show_annotation_history", flag, "Lets annotators list the tasks that they worked on or are to work on."),
    Field(
        "show_unused_data_columns_to_annotators",
        flag,
        "Shows annotators also those columns of the data that the labeling configuration does not use.",
    ),
    Field(
        "overlap_cohort_percentage",
        whole(0, 100),
        "The percentage of tasks that several people annotate; the others are annotated once.",
    ),
    Field("show_overlap_first", flag, "Offers tasks that several people annotate before the others."),
    Field("show_ground_truth_first", flag, "Offers tasks with a ground truth before the others."),
    Field(
        "agreement_threshold",
        optional(percent(0, "Give a percentage, or null for none.")),
        "The agreement in percent below which a task gets one more annotator, and then another one.",
        nullable=True,
    ),
    Field(
        "max_additional_annotators_assignable",
        optional(whole(0, 500, "Give null for as many as it takes.")),
        "How many annotators a task may get beyond its number because of low agreement; null for any number.",
        nullable=True,
    ),
    Field(
        "annotation_limit_count",
        optional(whole(1, 10_000_000, "Give null for no limit.")),
        "The number of tasks after which an annotator is paused.",
        nullable=True,
    ),
    Field(
        "annotation_limit_percent",
        optional(percent(0.01, "Give null for no limit.")),
        "The percentage of the project's tasks after which an annotator is paused.",
        nullable=True,
    ),
    Field("annotator_evaluation_enabled", flag, "Measures annotators, by the metric below."),
    Field(
        "annotator_evaluation_metric",
        one_of(EvaluationMetric),
        "What annotators are measured by: agreement with the ground truth, accepted or rejected work.",
    ),
    Field(
        "annotator_evaluation_minimum_score",
        percent(0),
        "The score in percent that an annotator must reach; of a rejection rate, what it may be at most.",
    ),
    Field(
        "annotator_evaluation_minimum_tasks",
        whole(1, 100_000),
        "How many ground truth tasks, or reviewed annotations, somebody needs before the score counts.",
    ),
    Field(
        "annotator_evaluation_onboarding_tasks",
        whole(0, 100_000),
        "How many ground truth tasks everybody gets before anything else.",
    ),
    Field(
        "annotator_evaluation_continuous_tasks",
        whole(0, 100_000),
        "How many more ground truth tasks everybody gets in the course of their work.",
    ),
    Field(
        "pause_on_failed_annotator_evaluation",
        flag,
        "Pauses an annotator whose score is not enough, until it is.",
    ),
)

# Fields of Label Studio that later versions will obey. Until then only the value that means "not used" is taken.
NOT_YET: Mapping[str, tuple[Any, ...]] = {
    "custom_interface_code": (None, ""),
    "custom_interface_compiled": (None, ""),
    "custom_interface_params": (None, {}),
    "custom_script": (None, ""),
    "use_custom_interface": (False, None),
    "collection_mode": (None, "assigned"),
    "evaluate_predictions_automatically": (False, None),
    "input_schema": (None, {}),
    "output_schema": (None, {}),
    "min_annotations_to_start_training": (0, None),
    "start_training_on_annotation_update": (False, None),
    "source_interface_id": (None,),
    "source_interface_version": (None,),
    "task_data_login": (None, ""),
    "task_data_password": (None, ""),
    "internal_description": (None, "", []),
}
