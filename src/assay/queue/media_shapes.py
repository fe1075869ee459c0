"""What answers tell of the files that an item shows."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class MediaFacts(BaseModel):
    """What is known of a file. Until a job has looked into it `probed` is false; what does not apply is left out."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["image", "audio", "video", "pdf", "html", "txt", "csv", "tsv", "json", "jsonl"]
    content_type: str
    name: str
    size: int
    probed: bool
    problem: str | None = None
    width: int | None = None
    height: int | None = None
    rotation: int | None = None
    thumbnail: str | None = None
    duration: float | None = None
    start: float | None = None
    frames: int | None = None
    fps: float | None = None
    nominal_fps: float | None = None
    rate: str | None = None
    variable: bool | None = None
    timestamps_url: str | None = None
    channels: int | None = None
    sample_rate: int | None = None
    peaks_url: str | None = None
    pages: int | None = None


class MediaList(BaseModel):
    """What is known of the files of a field that holds a list of addresses, in its order."""

    model_config = ConfigDict(extra="forbid")

    items: list[MediaFacts]


Media = dict[str, MediaFacts | MediaList]
