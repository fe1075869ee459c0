"""The shapes of datasets in requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from assay.kit.http import LARGEST_ID

Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Kinds = Literal["image", "image_group", "video", "audio", "pdf", "html", "text", "data"]


class PlaceShape(BaseModel):
    """A project that a dataset is attached to, and its tasks of it. The title is null where one may not see it."""

    project: int
    title: str | None
    tasks: int
    status: Literal["attaching", "attached", "detaching"]


class DatasetShape(BaseModel):
    """A named dataset; `kinds` counts its items by what they are."""

    id: int
    title: str
    description: str
    unit_count: int
    kinds: dict[str, int]
    project_count: int
    created_by: int | None
    created_at: datetime


class OneDataset(DatasetShape):
    """A named dataset and the projects that it is attached to."""

    projects: list[PlaceShape]


class DatasetPage(BaseModel):
    """A page of datasets."""

    count: int
    next: str | None
    previous: str | None
    results: list[DatasetShape]


class DatasetInput(BaseModel):
    """What a dataset is called. What is absent stays."""

    title: str | None = None
    description: str | None = None


class UnitShape(BaseModel):
    """An item of data; `media` is what is known of its files, by field, `tasks` the number of tasks that show it."""

    id: int
    title: str
    kind: Kinds
    data: dict[str, Any]
    media: dict[str, Any] | None
    tasks: int
    created_at: datetime


class UnitPage(BaseModel):
    """A page of items."""

    count: int
    next: str | None
    previous: str | None
    results: list[UnitShape]


class UnitInput(BaseModel):
    """What an item shall be. What is absent stays."""

    title: Annotated[str | None, Field(max_length=200)] = None
    data: dict[str, Any] | None = None


class AttachInput(BaseModel):
    """The datasets to attach: one, or several."""

    dataset: Number | None = None
    datasets: list[Number] = []


class AttachmentShape(BaseModel):
    """A dataset in a project. `is_own` is the one that the project's own imports fill.

    While it is being attached or detached `done` of `total` items are through.
    """

    dataset: int
    title: str
    description: str
    is_own: bool
    status: Literal["attaching", "attached", "detaching"]
    done: int
    total: int
    unit_count: int
    kinds: dict[str, int]
    tasks: int
    attached_at: datetime


class OfferedDataset(BaseModel):
    """A dataset of the organization, as a project that could attach it is told of it."""

    id: int
    title: str
    description: str
    unit_count: int
    kinds: dict[str, int]
    is_attached: bool


class OfferedDatasets(BaseModel):
    """A page of datasets that a project could attach."""

    count: int
    next: str | None
    previous: str | None
    results: list[OfferedDataset]


class Going(BaseModel):
    """What detaching takes away. `labels` counts instances once for each frame that they are on."""

    dataset: int
    preview: bool
    status: Literal["attached", "detaching", "detached"]
    tasks: int
    annotations: int
    drafts: int
    instances: int
    labels: int
    reviews: int
    waiting_reviews: int
