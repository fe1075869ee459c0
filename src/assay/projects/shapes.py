"""The shapes of projects in requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assay.access.rules.permissions import ProjectRole
from assay.kit.http import LARGEST_ID


class Creator(BaseModel):
    """Who made something."""

    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    username: str | None
    avatar: str | None = None


class ExpertStageShape(BaseModel):
    """After the review with this number the share of its verdicts that an expert sees, of all or of one kind."""

    iteration: int
    rate: float
    action: Literal["all", "approved", "rejected"]


class Expert(BaseModel):
    """After how many rejections an item goes to an expert, who the experts are, and what else they see."""

    threshold: int | None
    reviewers: list[int]
    stages: list[ExpertStageShape]


class RejectReasonShape(BaseModel):
    """A reason that reviewers give by one key."""

    text: str
    key: str


class ReviewerMappingShape(BaseModel):
    """Which reviewers get the instances of a class, or the work of an annotator; people by their ids."""

    enabled: bool
    classes: dict[str, list[int]]
    annotators: dict[str, list[int]]


RejectWord = Literal["remove", "requeue", "redistribute"]


class ReviewSettingsShape(BaseModel):
    """How work is reviewed."""

    id: int
    project: int
    instruction: str
    show_instruction: bool
    review_criteria: Literal["one", "all"]
    only_finished_tasks: bool
    allowed_reject_actions: list[RejectWord]
    default_reject_action: RejectWord
    require_comment_on_reject: bool
    mark_removed_as_skipped: bool
    sampling_rate: float
    class_sampling_rates: dict[str, float]
    annotator_sampling_rates: dict[str, float]
    one_reviewer_per_submission: bool
    max_instances_per_review: int | None
    reviewer_mapping: ReviewerMappingShape
    allow_self_review: bool
    sampling: Literal["task_id", "random", "by_annotator", "by_agreement", "by_model_score", "queue_entry"]
    annotator_batch_percent: float | None
    review_task_limit_percent: float | None
    review_only_manual_assignments: bool
    show_data_manager_to_reviewers: bool
    show_unused_data_columns_to_reviewers: bool
    show_agreement_to_reviewers: bool
    anonymize_annotations: bool
    expert: Expert
    reject_reasons: list[RejectReasonShape]
    return_at: Literal["end_of_round", "first_rejection"]
    reservations_expire: bool
    task_management: bool
    requeue_rejected_tasks_mode: Literal["requeue", "remove", "flexible"]
    requeue_rejected_tasks_to_annotator: bool


class AssignmentSettingsShape(BaseModel):
    """Whether people draw tasks themselves."""

    id: int
    project: int
    label_stream_task_distribution: Literal["auto_distribution", "assigned_only"]


class Waiting(BaseModel):
    """What waits for the person who asks; null where they have no part."""

    label: int | None
    review: int | None


class Mine(BaseModel):
    """The person who asks, in this project. `role` is the strongest that they have; `tabs` are those they may open."""

    role: ProjectRole | None
    role_in_project: list[str]
    tabs: list[str]
    permissions: list[str]
    can_label: bool
    can_review: bool
    waiting_for_me: Waiting


class StatusCounts(BaseModel):
    """Tasks by status."""

    queued: int
    assigned: int
    in_review: int
    returned: int
    completed: int


class ItemCounts(BaseModel):
    """Review items by state."""

    pending: int
    accepted: int
    returned: int
    rejected: int
    not_selected: int


class Counts(BaseModel):
    """The counters of a project."""

    id: int
    task_number: int
    finished_task_number: int
    total_annotations_number: int
    useful_annotation_number: int
    skipped_annotations_number: int
    total_predictions_number: int
    ground_truth_number: int
    num_tasks_with_annotations: int
    reviewed_number: int
    review_total_tasks: int
    rejected: int
    queue_total: int
    queue_done: int
    queue_left: int
    reviewer_queue_total: int


class LinkedLabel(BaseModel):
    """A label that a project offers beside its configuration."""

    from_name: str
    value: Any


class TagOfProject(BaseModel):
    """A tag that a project has."""

    id: int
    title: str
    color: str


class ProjectShape(Counts):
    """A project. `instructions_file` is the name of its PDF."""

    title: str
    description: str
    description_short: str
    internal_description: list[str]
    color: str
    label_config: str
    parsed_label_config: dict[str, Any]
    data_types: dict[str, str]
    linked_labels: list[LinkedLabel] = []
    config_has_control_tags: bool
    config_suitable_for_bulk_annotation: bool
    agreement_methodology: Literal["pairwise", "consensus"]
    control_weights: dict[str, Any]
    agreement_metrics: dict[str, Any]
    dm_column_defaults: dict[str, Any]
    is_published: bool
    is_draft: bool
    pinned_at: datetime | None
    created_by: Creator | None
    created_at: datetime
    updated_at: datetime
    organization: int
    workspace: int | None
    workspace_title: str | None
    expert_instruction: str
    show_instruction: bool
    maximum_annotations: int
    sampling: Literal["Sequential sampling", "Uniform sampling", "Uncertainty sampling"]
    custom_task_lock_ttl: int
    enable_empty_annotation: bool
    show_skip_button: bool
    skip_queue: Literal["REQUEUE_FOR_ME", "REQUEUE_FOR_OTHERS", "IGNORE_SKIPPED"]
    require_comment_on_skip: bool
    strict_task_overlap: bool
    show_collab_predictions: bool
    reveal_preannotations_interactively: bool
    model_version: str
    show_annotation_history: bool
    comment_classification_config: str
    show_unused_data_columns_to_annotators: bool
    overlap_cohort_percentage: int
    show_overlap_first: bool
    show_ground_truth_first: bool
    agreement_threshold: str | None
    max_additional_annotators_assignable: int | None
    annotation_limit_count: int | None
    annotation_limit_percent: str | None
    annotator_evaluation_enabled: bool
    annotator_evaluation_metric: Literal["gt_agreement", "acceptance_score", "rejection_rate"]
    annotator_evaluation_minimum_score: str
    annotator_evaluation_minimum_tasks: int
    annotator_evaluation_onboarding_tasks: int
    annotator_evaluation_continuous_tasks: int
    pause_on_failed_annotator_evaluation: bool
    assignment_settings: AssignmentSettingsShape
    review_settings: ReviewSettingsShape
    ready: bool
    allow_stream: bool
    permissions: list[str]
    members: list[dict[str, Any]]
    members_count: int
    state: str
    preset: Literal["annotation_review", "manual_qa"]
    tags: list[TagOfProject]
    instructions_file: str | None
    review_unit: Literal["annotation", "instance"]
    status_counts: StatusCounts
    item_counts: ItemCounts
    my: Mine


class ProjectPage(BaseModel):
    """A page of projects."""

    count: int
    next: str | None
    previous: str | None
    results: list[ProjectShape]


class CountsPage(BaseModel):
    """A page of counters."""

    count: int
    next: str | None
    previous: str | None
    results: list[Counts]


class ProjectInput(BaseModel):
    """What a client may send about a project; which settings there are, and what they may be, says the reference.

    Fields are read by `projects.rules.settings`, which names every one that is wrong.
    """

    model_config = ConfigDict(extra="allow")

    title: str | None = None
    description: str | None = None
    internal_description: str | list[str] | None = None
    label_config: str | None = None
    color: str | None = None
    workspace: int | None = None
    is_published: bool | None = None
    is_draft: bool | None = None
    preset: Literal["annotation_review", "manual_qa"] | None = None
    tags: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] | None = None
    review_unit: Literal["annotation", "instance"] | None = None
    expert_instruction: str | None = None
    show_instruction: bool | None = None
    maximum_annotations: int | None = None
    sampling: str | None = None
    custom_task_lock_ttl: int | None = None
    enable_empty_annotation: bool | None = None
    show_skip_button: bool | None = None
    skip_queue: str | None = None
    require_comment_on_skip: bool | None = None
    strict_task_overlap: bool | None = None
    show_collab_predictions: bool | None = None
    reveal_preannotations_interactively: bool | None = None
    model_version: str | None = None
    show_annotation_history: bool | None = None
    comment_classification_config: str | None = None
    show_unused_data_columns_to_annotators: bool | None = None
    overlap_cohort_percentage: int | None = None
    show_overlap_first: bool | None = None
    show_ground_truth_first: bool | None = None
    agreement_threshold: float | str | None = None
    max_additional_annotators_assignable: int | str | None = None
    annotation_limit_count: int | str | None = None
    annotation_limit_percent: float | str | None = None
    annotator_evaluation_enabled: bool | None = None
    annotator_evaluation_metric: str | None = None
    annotator_evaluation_minimum_score: float | str | None = None
    annotator_evaluation_minimum_tasks: int | None = None
    annotator_evaluation_onboarding_tasks: int | None = None
    annotator_evaluation_continuous_tasks: int | None = None
    pause_on_failed_annotator_evaluation: bool | None = None
    assignment_settings: dict[str, Any] | None = None
    review_settings: dict[str, Any] | None = None
    datasets: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] | None = None
    ontology: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    ontology_version: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None


class ConfigInput(BaseModel):
    """A labeling configuration."""

    label_config: str


class SampleItem(BaseModel):
    """An item as the editor takes it."""

    data: dict[str, Any]
    annotations: list[dict[str, Any]]
    predictions: list[dict[str, Any]]


class SampleTask(BaseModel):
    """What a labeling configuration can be tried on."""

    sample_task: SampleItem


class ConfigShape(BaseModel):
    """A labeling configuration that was understood."""

    label_config: str
    parsed_label_config: dict[str, Any]
    data_types: dict[str, str]


class TemplateShape(BaseModel):
    """A labeling template with sample data; `words` are what people also call it."""

    id: str
    group: str
    title: str
    description: str
    words: str
    config: str
    sample: dict[str, Any]


class DataSummary(BaseModel):
    """Which columns the data of a project has (Label Studio's summary)."""

    all_data_columns: dict[str, int]
    common_data_columns: list[str]
    created_annotations: dict[str, Any]
    created_labels: dict[str, Any]
    created_labels_drafts: dict[str, Any]
