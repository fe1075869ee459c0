"""What the settings of a project are: frozen values with the defaults of a new project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class SkipQueue(StrEnum):
    """Where a skipped task goes (LSE 4.7)."""

    FOR_ME = "REQUEUE_FOR_ME"
    FOR_OTHERS = "REQUEUE_FOR_OTHERS"
    IGNORE = "IGNORE_SKIPPED"


class Sampling(StrEnum):
    """The order in which tasks are offered."""

    SEQUENTIAL = "Sequential sampling"
    UNIFORM = "Uniform sampling"
    UNCERTAINTY = "Uncertainty sampling"


class Distribution(StrEnum):
    """Whether people draw tasks from the common pool or only get what was assigned to them."""

    AUTO = "auto_distribution"
    MANUAL = "assigned_only"


class Criterion(StrEnum):
    """When a task counts as reviewed: after one verdict that closes it, or when every annotation has one (LSE 5.5)."""

    ONE = "one"
    ALL = "all"


class EvaluationMetric(StrEnum):
    """What people are measured by: agreement with the ground truth, or what reviewers said of their work (LSE 10.1)."""

    TRUTH = "gt_agreement"
    ACCEPTANCE = "acceptance_score"
    REJECTION = "rejection_rate"


class ReviewOrder(StrEnum):
    """The order in which work is offered to reviewers (LSE 5.4); two of them begin with what is least certain."""

    TASK = "task_id"
    RANDOM = "random"
    ANNOTATOR = "by_annotator"
    AGREEMENT = "by_agreement"
    MODEL_SCORE = "by_model_score"
    ENTRY = "queue_entry"  # what has waited longest comes first (MQA 16)


class RejectAction(StrEnum):
    """What a rejection does with the work (LSE 5.6)."""

    REMOVE = "remove"
    REQUEUE = "requeue"
    REDISTRIBUTE = "redistribute"


class Methodology(StrEnum):
    """How the scores of pairs of annotations become the score of a task (LSE 11.3)."""

    PAIRWISE = "pairwise"
    CONSENSUS = "consensus"


class ReturnAt(StrEnum):
    """When work with a rejection goes back to its author (MQA A.21 U10)."""

    END_OF_ROUND = "end_of_round"
    FIRST_REJECTION = "first_rejection"


@dataclass(frozen=True, slots=True)
class RejectReason:
    """A reason that reviewers give by one key (MQA 44)."""

    text: str
    key: str


class StageAction(StrEnum):
    """Which verdicts a stage of expert review looks at."""

    ALL = "all"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ExpertStage:
    """After so many reviews of an item its verdict is drawn for an expert with this rate (MQA 56)."""

    iteration: int
    rate: float
    action: StageAction


@dataclass(frozen=True, slots=True)
class ExpertSettings:
    """Expert review: after how many rejections of one item, by whom, and what they see besides (MQA A.10)."""

    threshold: int | None = None
    reviewers: tuple[int, ...] = ()
    stages: tuple[ExpertStage, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewerMapping:
    """To which reviewers the instances of a class, or the work of an annotator, goes (MQA A.8).

    The keys of `annotators` are ids as texts. Lists of reviewers are never empty: who is not named is not mapped.
    """

    enabled: bool = False
    classes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    annotators: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How work is reviewed."""

    instruction: str = ""
    show_instruction: bool = False
    review_criteria: Criterion = Criterion.ONE
    only_finished_tasks: bool = False
    allowed_reject_actions: tuple[RejectAction, ...] = tuple(RejectAction)
    default_reject_action: RejectAction = RejectAction.REMOVE
    require_comment_on_reject: bool = False
    mark_removed_as_skipped: bool = False
    sampling_rate: float = 1.0
    class_sampling_rates: Mapping[str, float] = field(default_factory=dict)
    annotator_sampling_rates: Mapping[str, float] = field(default_factory=dict)
    one_reviewer_per_submission: bool = False
    max_instances_per_review: int | None = None
    reviewer_mapping: ReviewerMapping = field(default_factory=ReviewerMapping)
    allow_self_review: bool = False
    sampling: ReviewOrder = ReviewOrder.TASK
    annotator_batch_percent: float | None = None
    review_task_limit_percent: float | None = None
    review_only_manual_assignments: bool = False
    show_data_manager_to_reviewers: bool = True
    show_unused_data_columns_to_reviewers: bool = True
    show_agreement_to_reviewers: bool = False
    anonymize_annotations: bool = False
    expert: ExpertSettings = field(default_factory=ExpertSettings)
    reject_reasons: tuple[RejectReason, ...] = ()
    return_at: ReturnAt = ReturnAt.END_OF_ROUND
    reservations_expire: bool = True
    task_management: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """How a project is worked on. Defaults are those of a new project."""

    expert_instruction: str = ""
    show_instruction: bool = False
    maximum_annotations: int = 1
    sampling: Sampling = Sampling.SEQUENTIAL
    custom_task_lock_ttl: int = 86_400
    enable_empty_annotation: bool = True
    show_skip_button: bool = True
    skip_queue: SkipQueue = SkipQueue.FOR_OTHERS
    require_comment_on_skip: bool = False
    strict_task_overlap: bool = False
    show_collab_predictions: bool = True
    reveal_preannotations_interactively: bool = False
    model_version: str = ""
    show_annotation_history: bool = False
    comment_classification_config: str = ""
    show_unused_data_columns_to_annotators: bool = True
    overlap_cohort_percentage: int = 100
    show_overlap_first: bool = False
    show_ground_truth_first: bool = False
    agreement_threshold: float | None = None
    max_additional_annotators_assignable: int | None = None
    annotation_limit_count: int | None = None
    annotation_limit_percent: float | None = None
    annotator_evaluation_enabled: bool = False
    annotator_evaluation_metric: EvaluationMetric = EvaluationMetric.TRUTH
    annotator_evaluation_minimum_score: float = 95.0
    annotator_evaluation_minimum_tasks: int = 10
    annotator_evaluation_onboarding_tasks: int = 0
    annotator_evaluation_continuous_tasks: int = 0
    pause_on_failed_annotator_evaluation: bool = False
    distribution: Distribution = Distribution.AUTO
    agreement_methodology: Methodology = Methodology.PAIRWISE
    control_weights: Mapping[str, Any] = field(default_factory=dict)
    agreement_metrics: Mapping[str, Any] = field(default_factory=dict)
    dm_column_defaults: Mapping[str, Any] = field(default_factory=dict)
    review: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def overlap(self) -> int:
        return self.maximum_annotations

    @property
    def truth_quota(self) -> int:
        """How many ground truth tasks everybody gets who is evaluated by them; 0 forces none in (LSE 10.1.3)."""
        if not self.annotator_evaluation_enabled or self.annotator_evaluation_metric is not EvaluationMetric.TRUTH:
            return 0
        return self.annotator_evaluation_onboarding_tasks + self.annotator_evaluation_continuous_tasks
