"""The shapes of agreement in answers and requests; the keys are those of Label Studio's clients where it has any."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class DimensionShape(BaseModel):
    """A control of the configuration and how it is compared. `weight` and `labels` are Assay's."""

    id: int
    project: int
    name: str
    control_tag: str
    description: str
    is_active: bool
    is_categorical: bool
    is_user_defined: bool
    order: int
    metric_type: str
    metric_params: dict[str, Any]
    allowed_metrics_with_params: dict[str, Any]
    extraction_method: str
    extraction_method_params: dict[str, Any]
    values_enum: list[str]
    weight: float
    labels: dict[str, float]
    created_by: int | None
    created_at: datetime
    updated_at: datetime


class DimensionInput(BaseModel):
    """What of a dimension can be changed. A label of weight 0 is not compared."""

    model_config = ConfigDict(extra="forbid")

    metric_type: str | None = None
    metric_params: dict[str, Any] | None = None
    weight: float | None = Field(default=None, ge=0, le=1)
    labels: dict[str, float] | None = None


class Computing(BaseModel):
    """A computation of the whole project that is under way; until its end the old numbers are shown."""

    progress: int
    total: int


class AgreementShape(BaseModel):
    """The agreement of a project as its pages show it."""

    methodology: str
    average: float | None
    tasks: int
    histogram: list[int]
    low_agreement_count: int | None
    waiting: int
    computing: Computing | None
    error: str


class MatrixShape(BaseModel):
    """Scores between the participants of one task; null where there is none."""

    users: list[dict[str, Any]]
    matrix: list[list[float | None]]


class PairShape(BaseModel):
    """The scores of two pieces of work on a task, overall and by dimension."""

    annotation: int
    other: int | None
    prediction: int | None
    author: int | None
    other_author: int | None
    model_version: str | None
    score: float | None
    scores: dict[str, float]
    ground_truth: bool
    other_ground_truth: bool


class ComparedShape(BaseModel):
    """A control as it was compared: by which metric, and with which weight."""

    id: int
    name: str
    control_tag: str
    metric: str
    weight: float


class AuthorShape(BaseModel):
    """Somebody whose work was compared."""

    id: int
    email: str
    first_name: str
    last_name: str
    username: str
    initials: str
    avatar: str | None


class TaskAgreementShape(BaseModel):
    """How far the people who did a task agree, pair by pair."""

    agreement: float | None
    methodology: str
    is_current: bool
    dimensions: list[ComparedShape]
    people: list[AuthorShape]
    pairs: list[PairShape]


class Iaa(BaseModel):
    """The annotator x annotator matrix; with `per_label` each part is an object of matrices by label."""

    IAA: Any
    common_tasks: Any
    std: Any
    users: list[dict[str, Any]]


class Distribution(BaseModel):
    """How the scores of tasks are spread."""

    average_agreement: float | None
    histogram: list[int]
    low_agreement_count: int
    total_tasks: int


class DimensionFigure(BaseModel):
    """The mean score of one dimension."""

    from_name: str
    control_tag: str
    name: str
    agreement: float | None


class MetricParamShape(BaseModel):
    """The metric of a project in the older form, in which all controls had one."""

    metric_name: str
    metric_params: dict[str, Any]
    agreement_threshold: float | None
    max_additional_annotators_assignable: int | None
    allowed: bool
