"""The shapes of imports, exports, files and predictions in requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assay.exchange.formats.catalogue import FORMATS
from assay.queue.shapes import Entry, PersonShape

LabelsAs = Literal["predictions", "annotations"]
Status = Literal["created", "in_progress", "failed", "completed"]


class ImportAnswer(BaseModel):
    """What an import has made, in Label Studio's words; `task_ids` only where it was asked for."""

    task_count: int
    annotation_count: int
    prediction_count: int
    predictions_count: int
    duration: float
    file_upload_ids: list[int]
    could_be_tasks_list: bool
    found_formats: dict[str, int]
    data_columns: list[str]
    import_id: int | None = Field(default=None, alias="import")
    task_ids: list[int] | None = None


class RowTroubleShape(BaseModel):
    """What is wrong with a row of a file."""

    file: str
    row: int | None
    field: str
    message: str
    fix: str


class ImportReport(BaseModel):
    """What the check of an import has found; the first problems of it.

    `attached` of the good rows are predictions for tasks that are there already; the others become tasks.
    """

    rows: int
    good: int
    bad: int
    columns: list[str]
    found_formats: dict[str, int]
    problems: list[RowTroubleShape]
    annotations: int
    predictions: int
    attached: int = 0


class ImportRunShape(BaseModel):
    """An import in two steps: checked, then carried out."""

    id: int
    status: Literal["checking", "ready", "in_progress", "completed", "failed"]
    report: ImportReport | None
    progress: int
    total: int
    task_count: int
    annotation_count: int
    prediction_count: int
    error: str | None
    created_at: datetime
    finished_at: datetime | None


class ReimportInput(BaseModel):
    """Files to import once more. `files_as_tasks_list` is what every import here does: rows become tasks."""

    file_upload_ids: list[int] = Field(default=[], max_length=10_000)
    files_as_tasks_list: bool = True


class ReimportAnswer(BaseModel):
    """What an import of stored files has made; `reimport` is null where no file was named."""

    reimport: int | None
    task_count: int
    annotation_count: int
    prediction_count: int
    duration: float
    file_upload_ids: list[int]
    found_formats: dict[str, int]
    data_columns: list[str]


class ImportShape(BaseModel):
    """An import in Label Studio's shape."""

    id: int
    project: int
    status: Status
    task_count: int
    annotation_count: int
    prediction_count: int
    file_upload_ids: list[int]
    found_formats: dict[str, int]
    data_columns: list[str]
    duration: float
    error: str | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class CommitInput(BaseModel):
    """How an import that was checked is carried out."""

    skip_bad_rows: bool = False


class FileShape(BaseModel):
    """A file that somebody gave. `file` is its place below /data/upload/."""

    id: int
    file: str
    size: int
    name: str
    content_type: str
    created_at: datetime


class FilesInput(BaseModel):
    """Which files are meant."""

    file_upload_ids: list[int] | None = Field(default=None, max_length=10_000)


class FilesDeleted(BaseModel):
    """How many files were deleted."""

    deleted: int


class PredictionInput(BaseModel):
    """What a model says of a task. `result` may be short: an object with the answer by control, or just the answer."""

    model_config = ConfigDict(extra="ignore", protected_namespaces=())

    task: int | None = Field(default=None, ge=1, le=2**63 - 1)
    result: list[Entry] | dict[str, Any] | str | None = None
    score: float | None = Field(default=None, ge=-1e300, le=1e300)
    model_version: str | None = Field(default=None, max_length=500)
    cluster: int | None = Field(default=None, ge=-(2**31), le=2**31 - 1)
    neighbors: list[Any] | dict[str, Any] | None = None
    mislabeling: float | None = Field(default=None, ge=-1e300, le=1e300)


class PredictionsMade(BaseModel):
    """How many predictions were made."""

    created: int


FormatName = Literal[
    "JSON",
    "JSON_MIN",
    "CSV",
    "TSV",
    "COCO",
    "VOC",
    "YOLO",
    "YOLO_OBB",
    "YOLO_SEG",
    "BRUSH_TO_PNG",
    "BRUSH_TO_NUMPY",
    "CONLL2003",
    "SPACY",
]
assert set(FORMATS) == set(FormatName.__args__)  # type: ignore[attr-defined]


class FormatShape(BaseModel):
    """A format in which a project can be exported.

    `fit` says what it holds of this project, `whole` whether that is everything, `disabled` whether it is nothing.
    """

    name: FormatName
    title: str
    description: str
    extension: str
    link: str | None = None
    tags: list[str]
    about: Literal["everything", "pictures", "texts"]
    disabled: bool
    whole: bool
    fit: str


OnlyOrExclude = Literal["only", "exclude"] | None


class TaskFilterInput(BaseModel):
    """Which tasks are exported."""

    model_config = ConfigDict(extra="forbid")

    reviewed: OnlyOrExclude = None
    annotated: OnlyOrExclude = None
    finished: OnlyOrExclude = None
    skipped: OnlyOrExclude = None
    only_with_annotations: bool | None = None
    view: int | None = Field(default=None, ge=1, le=2**63 - 1, description="A tab: only the tasks that it shows.")
    filters: dict[str, Any] | None = Field(default=None, description="Conditions as lists of tasks take them.")


class AnnotationFilterInput(BaseModel):
    """Which annotations are exported. Without a choice of kinds: all but skipped ones."""

    model_config = ConfigDict(extra="forbid")

    usual: bool | Literal["only", "exclude"] | None = None
    ground_truth: bool | Literal["only", "exclude"] | None = None
    skipped: bool | Literal["only", "exclude"] | None = None
    reviewed: bool | Literal["only", "exclude"] | None = None
    accepted: bool | Literal["only"] | None = None


class OnlyId(BaseModel):
    """Whether something is exported by its id only."""

    only_id: bool = False


class SerializationInput(BaseModel):
    """How much of everything is exported; what is not named comes as ids."""

    model_config = ConfigDict(extra="forbid")

    drafts: OnlyId | None = None
    predictions: OnlyId | None = None
    annotations__completed_by: OnlyId | None = None
    include_annotation_history: Literal[False] | None = None
    interpolate_key_frames: Literal[False] | None = None


class FilterInput(BaseModel):
    """What is exported."""

    model_config = ConfigDict(extra="ignore")

    task_filter_options: TaskFilterInput | None = None
    annotation_filter_options: AnnotationFilterInput | None = None


class ExportInput(FilterInput):
    """An export to make."""

    title: str | None = Field(default=None, max_length=500)
    serialization_options: SerializationInput | None = None
    format: FormatName = "JSON"


class PreviewShape(BaseModel):
    """How much an export would hold."""

    tasks: int
    annotations: int


class ConvertInput(BaseModel):
    """Into which format an export is converted."""

    model_config = ConfigDict(extra="ignore")

    export_type: str


class ConvertAnswer(BaseModel):
    """A conversion that has begun."""

    export_type: str
    converted_format: int


class ConvertedShape(BaseModel):
    """An export in a further format."""

    id: int
    export_type: str
    status: Status
    traceback: str | None


class ExportShape(BaseModel):
    """An export as it was at one moment. `progress` of `total` are tasks, `size` the bytes in its own format."""

    id: int
    title: str
    status: Status
    format: FormatName
    created_at: datetime
    created_by: PersonShape | None
    finished_at: datetime | None
    md5: str | None
    size: int | None
    progress: int
    total: int
    error: str | None
    counters: dict[str, int]
    converted_formats: list[ConvertedShape]
    task_filter_options: dict[str, Any]
    annotation_filter_options: dict[str, Any]
    serialization_options: dict[str, Any]
