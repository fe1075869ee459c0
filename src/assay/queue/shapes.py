"""The shapes of tasks, annotations, drafts and reviews in requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from assay.queue.media_shapes import Media

Entry = dict[str, Any]
Positive = Field(ge=1, le=2**63 - 1)


class PersonShape(BaseModel):
    """Somebody, in short."""

    id: int
    email: str
    first_name: str
    last_name: str
    username: str
    initials: str
    avatar: str | None


class ParticipantShape(BaseModel):
    """Somebody who annotates or reviews a task."""

    user_id: int
    id: int
    initials: str
    name: str
    done: bool
    verdict: str | None


class ReviewOfAnnotation(BaseModel):
    """A verdict as an annotation carries it."""

    id: int
    created_by: int | None
    accepted: bool
    kind: Literal["accept", "fix", "reject"]
    reject_action: str | None
    reason: str
    round: int
    created_at: datetime


class AnnotationShape(BaseModel):
    """An annotation. `revision` is what a change has to name, so that nobody overwrites what they have not seen."""

    id: int
    task: int
    project: int
    completed_by: int | PersonShape | None
    result: list[Entry]
    was_cancelled: bool
    ground_truth: bool
    lead_time: float | None
    result_count: int
    unique_id: str | None
    import_id: int | None
    parent_prediction: int | None
    parent_annotation: int | None
    last_action: str
    last_created_by: int | None
    updated_by: int | None
    draft_created_at: datetime | None
    bulk_created: bool
    created_at: datetime
    updated_at: datetime
    revision: int
    verdict: Literal["accepted", "fixed", "returned", "removed", "passed_on"] | None
    counts: bool
    created_username: str
    created_ago: str
    state: str
    reviews: list[ReviewOfAnnotation]


class DraftShape(BaseModel):
    """Unfinished work. What came with a task from a copied project is nobody's, and shown to all who begin with it."""

    id: int
    task: int
    annotation: int | None
    user: int
    result: list[Entry]
    lead_time: float
    was_postponed: bool
    created_at: datetime
    updated_at: datetime
    came_with_task: bool = False


class PredictionShape(BaseModel):
    """What a model says of a task."""

    id: int
    task: int
    project: int
    result: list[Entry]
    score: float | None
    model_version: str
    model: dict[str, Any] | None
    model_run: dict[str, Any] | None
    cluster: int | None
    neighbors: Any
    mislabeling: float
    created_at: datetime
    updated_at: datetime
    created_ago: str


class TaskShape(BaseModel):
    """A task. What an annotator may not know is not in the answer at all."""

    model_config = ConfigDict(extra="forbid")

    id: int
    inner_id: int
    data: dict[str, Any]
    meta: Any = None
    created_at: datetime
    updated_at: datetime
    project: int
    status: Literal["queued", "assigned", "in_review", "returned", "completed"]
    state: str
    is_labeled: bool
    overlap: int
    allow_skip: bool
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    comment_count: int
    unresolved_comment_count: int
    reviews_rejected: int
    title: str
    media: Media | None
    annotations: list[AnnotationShape]
    predictions: list[PredictionShape]
    drafts: list[DraftShape]
    draft_exists: bool
    annotations_results: str
    predictions_results: str
    predictions_score: float | None
    comments: str | None
    updated_by: list[dict[str, Any]] = []
    last_comment_updated_at: datetime | None = None
    reviewed: bool | None = None
    reviewed_at: datetime | None = None
    completed_at: datetime | None = None
    reviews_accepted: int | None = None
    file_upload: str | None = None
    agreement: float | None = None
    agreement_selected: float | None = None
    precomputed_agreement: float | None = None
    annotators: list[ParticipantShape] = []
    annotators_count: int = 0
    reviewers: list[ParticipantShape] = []
    reviewers_count: int = 0
    comment_authors: list[dict[str, Any]] = []
    comment_authors_count: int = 0
    storage_filename: str | None = None
    annotations_ids: str = ""
    predictions_model_versions: str = ""
    avg_lead_time: float | None = None
    ground_truth: bool = False


class ReservationShape(BaseModel):
    """For how long something is in somebody's hands: without an end, until done; with overlap_reached, not at all.

    Without can_prefetch nothing that comes after it can be asked for yet.
    """

    work_item: int | None
    expires_at: datetime | None
    returned: bool
    prefetched: bool
    overlap_reached: bool = False
    can_prefetch: bool


class NextTaskShape(TaskShape):
    """The task that a person works on now, or with prefetch the one after it."""

    reservation: ReservationShape
    queue: str
    unique_lock_id: str


class HistoryStep(BaseModel):
    """One step of a person's path through the label stream."""

    taskId: int
    annotationId: int | None


class AnnotationInput(BaseModel):
    """An annotation that is handed in; with `was_cancelled` it is a skip."""

    model_config = ConfigDict(extra="ignore")

    # Its entries are checked against the configuration, and not copied before.
    result: list[SkipValidation[Entry]] | None = None
    was_cancelled: bool | None = None
    ground_truth: bool | None = None
    lead_time: float | None = Field(default=None, ge=0, le=1e9)
    completed_by: int | None = None
    draft_id: int | None = None
    unique_id: str | None = Field(default=None, max_length=100)
    parent_prediction: int | None = None
    parent_annotation: int | None = None
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None
    revision: int | None = None
    reservation: int | None = Field(
        default=None, description="The work item it was made under; refused when that is done already."
    )


class DraftInput(BaseModel):
    """Unfinished work to keep."""

    model_config = ConfigDict(extra="ignore")

    result: list[Entry] = []
    lead_time: float = Field(default=0, ge=0, le=1e9)
    was_postponed: bool = False
    annotation: int | None = None


class RestoreInput(BaseModel):
    """The revision that was seen as the current one when an earlier one is restored."""

    revision: int


class RevisionShape(BaseModel):
    """What an annotation said at one of its revisions."""

    number: int
    result: list[Entry]
    created_by: int | None
    created_at: datetime


class SaidShape(BaseModel):
    """What was said of an item last: an expert reads what sent it there, a reviewer the verdict of the last round."""

    accepted: bool
    reason: str
    comment: str
    by: int | None
    at: datetime
    stage: Literal["normal", "expert"]
    round: int


class ItemShape(BaseModel):
    """A review item. How it was drawn is kept, so that rates computed from reviewed work are not biased.

    What a rule went by, and how often it draws, is null for those who may not see agreement.
    """

    id: int
    unit: Literal["annotation", "instance"]
    key: str
    class_name: str
    state: str
    round: int
    rejections: int
    inclusion_probability: float | None
    inclusion_rule: str
    inclusion_detail: dict[str, Any] | None
    draw_seed: int
    work_item_id: int | None
    changed_since_round: bool
    said: SaidShape | None


class BatchReservation(BaseModel):
    """A batch of review items in somebody's hands; without can_prefetch none after it can be asked for yet."""

    work_item: int
    expires_at: datetime | None
    kind: Literal["review", "expert"]
    prefetched: bool
    can_prefetch: bool


class PreviousShape(BaseModel):
    """The revision that was judged in the last round."""

    revision: int
    result: list[Entry]


class BatchShape(BaseModel):
    """What a reviewer judges next."""

    reservation: BatchReservation
    task: TaskShape
    annotation: AnnotationShape
    items: list[ItemShape]
    previous: PreviousShape | None
    allowed_reject_actions: list[Literal["remove", "requeue", "redistribute"]]
    default_reject_action: Literal["remove", "requeue", "redistribute"]
    left: int


class ReviewStep(BaseModel):
    """One step of a reviewer's path."""

    work_item: int
    task: int
    annotation: int
    verdict: str | None
    at: datetime


RejectWord = Literal["remove", "requeue", "redistribute"]


class ReviewInput(BaseModel):
    """A verdict on a whole annotation. `accepted` with a `result` is a fix; `revision` is the one that was seen."""

    model_config = ConfigDict(extra="ignore")

    annotation: int | None = None
    accepted: bool | None = None
    result: list[Entry] | None = None
    reject_action: RejectWord | None = None
    remove_from_queue: bool | None = None
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None
    reason: str = Field(default="", max_length=1000)
    started_at: datetime | None = None
    revision: int | None = None
    last_annotation_history: int | None = None


class ExpertDraw(BaseModel):
    """How a verdict was drawn for an expert: at the threshold for certain, in a stage with its rate."""

    rule: Literal["expert_threshold", "expert_stage"]
    probability: float
    drawn: bool


class ReviewShape(BaseModel):
    """A verdict. `expert` is null when no rule of expert review looked at it."""

    id: int
    annotation: int
    created_by: int | None
    created_at: datetime
    started_at: datetime | None
    accepted: bool
    reject_action: str | None
    remove_from_queue: bool
    last_annotation_history: int | None
    previous_annotation_history: int | None
    fixed_annotation_history: int | None
    result: list[Entry] | None
    state: str
    kind: Literal["accept", "fix", "reject"]
    stage: Literal["normal", "expert"]
    round: int
    judged_revision: int
    fixed_revision: int | None
    item: int
    reason: str
    expert: ExpertDraw | None


class ItemVerdict(BaseModel):
    """A verdict on one item of a batch."""

    item: int
    accepted: bool
    reject_action: RejectWord | None = None
    reason: str = Field(default="", max_length=1000)
    comment: str | None = None
    comment_classifications: dict[str, Any] | None = None


class MissingReport(BaseModel):
    """Something has no label. `place` says where: the object, and a point in percent, a frame, a second or an entry."""

    text: str = Field(min_length=1, max_length=5000)
    place: dict[str, Any] | None = None


class BatchVerdicts(BaseModel):
    """Verdicts on items of a batch and reports about it; all of it is taken, or nothing.

    `result` is the annotation with small corrections of what is accepted here: those verdicts become fixes.
    """

    revision: int | None = None
    verdicts: list[ItemVerdict] = Field(default=[], max_length=10_000)
    result: list[Entry] | None = None
    reports: list[MissingReport] = Field(default=[], max_length=1000)
    started_at: datetime | None = None


class BatchAnswer(BaseModel):
    """The items after the verdicts, whether the batch is done, and the annotation's revision after corrections."""

    items: list[ItemShape]
    batch_done: bool
    revision: int


class MissingLabel(MissingReport):
    """A report that something on an annotation's task has no label."""

    annotation: int
