"""The pictures of exported tasks, and what was drawn on them: read once here for every format of pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from assay.exchange.formats.geometry import Shape, shape_of
from assay.exchange.formats.report import Place, Remarks
from assay.exchange.formats.sniffing import EXTENSIONS, FileKind
from assay.projects.rules.labeling import Schema

Media = Mapping[str, Any]
Entry = Mapping[str, Any]

MAX_SIDE = 1_000_000

_NO_SIZE = (
    "has no known width and height.",
    "Label something on it in the page, or upload the picture, so that its size is known.",
)


@dataclass(frozen=True, slots=True)
class Region:
    """A shape that somebody has drawn, with its labels."""

    id: str
    control: str
    shape: Shape
    labels: tuple[str, ...]
    parent: str | None
    hidden: bool
    mask_size: tuple[int, int]  # the size of the picture that a brush has painted on


@dataclass(frozen=True, slots=True)
class Work:
    """The regions of one annotation on one picture."""

    annotation: int
    author: str
    accepted: bool
    ground_truth: bool
    created_at: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a task. `name` is that of its file, `address` where it is."""

    task: int
    name: str
    address: str
    width: int
    height: int
    works: tuple[Work, ...]

    def place(self, work: Work | None = None, region: Region | None = None) -> Place:
        """Where something of this picture stands, for the report."""
        annotation = None if work is None else work.annotation
        return Place(self.task, self.name, annotation, None if region is None else region.id or None)


@dataclass
class _Found:
    """A picture that is being put together."""

    name: str
    address: str
    size: tuple[int, int] | None
    works: list[tuple[Mapping[str, Any], list[list[Entry]]]] = field(default_factory=list)


def pictures_of(task: Mapping[str, Any], schema: Schema, media: Media | None, remarks: Remarks) -> Iterator[Picture]:
    """The pictures of a task, each with its annotations; what is no region on one of them is noted as left out.

    A picture without a size is a problem, and so is each region that cannot be read.
    """
    shown = [(tag.name, tag.field) for tag in schema.objects if tag.tag == "Image"]
    found: dict[tuple[str, int], _Found] = {}
    for name, key in shown:
        for index, address in enumerate(_addresses(task["data"].get(key))):
            facts = _facts(media, key, index)
            size = _size(facts.get("width"), facts.get("height"))
            found[name, index] = _Found(_file_name(task, facts, address), address, size)
    for annotation in task["annotations"]:
        if annotation.get("was_cancelled"):
            continue
        groups = _grouped(annotation.get("result") or [], found, remarks)
        for place, regions in groups.items():
            picture = found[place]
            picture.works.append((annotation, regions))
            picture.size = next(filter(None, (_entry_size(e) for group in regions for e in group)), picture.size)
        for place in found.keys() - groups.keys():
            found[place].works.append((annotation, []))
    for picture in found.values():
        if picture.size is None:
            remarks.problem(Place(task["id"], picture.name), *_NO_SIZE)
            continue
        yield _picture(task, picture, picture.size, remarks)


def _grouped(
    result: Sequence[Entry], found: Mapping[tuple[str, int], _Found], remarks: Remarks
) -> dict[tuple[str, int], list[list[Entry]]]:
    """The entries that are regions of pictures, by picture and region: shape and label may be entries of their own."""
    places: dict[tuple[str, int], dict[object, list[Entry]]] = {}
    for number, entry in enumerate(result):
        place = (str(entry.get("to_name")), _item_index(entry))
        value = entry.get("value")
        if place not in found or not isinstance(value, Mapping) or not _is_drawn(value):
            if entry.get("type") == "relation" or isinstance(value, Mapping):
                remarks.left_out(entry.get("from_name", "relations"), entry.get("type"))
            continue
        identifier = entry.get("id") or number
        places.setdefault(place, {}).setdefault(identifier, []).append(entry)
    return {place: list(groups.values()) for place, groups in places.items()}


def _is_drawn(value: Mapping[str, Any]) -> bool:
    # An answer about a region repeats the region's place beside what was said.
    said = {"choices", "text", "rating", "taxonomy", "number", "datetime"}
    return not said & value.keys() and ("points" in value or "rle" in value or "x" in value or "vertices" in value)


def _item_index(entry: Entry) -> int:
    index = entry.get("item_index", entry.get("value", {}).get("item_index") if entry.get("value") else None)
    return index if isinstance(index, int) and not isinstance(index, bool) else 0


def _picture(task: Mapping[str, Any], found: _Found, size: tuple[int, int], remarks: Remarks) -> Picture:
    works = []
    for annotation, groups in found.works:
        place = Place(task["id"], found.name, annotation.get("id"))
        regions = [region for group in groups if (region := _region(group, size, place, remarks))]
        works.append(
            Work(
                annotation=annotation.get("id") or 0,
                author=author_of(annotation),
                accepted=annotation.get("verdict") in ("accepted", "fixed"),
                ground_truth=bool(annotation.get("ground_truth")),
                created_at=str(annotation.get("created_at") or ""),
                regions=tuple(regions),
            )
        )
    return Picture(task["id"], found.name, found.address, *size, tuple(works))


def _region(group: Sequence[Entry], size: tuple[int, int], place: Place, remarks: Remarks) -> Region | None:
    first = group[0]
    place = Place(place.task, place.picture, place.annotation, str(first.get("id") or "") or None)
    shapes = [shape_of(entry["value"], *size) for entry in group]
    shape = next((found for found in shapes if found is not None), None)
    if shape is None:
        remarks.problem(place, f'is a "{first.get("type")}" whose shape cannot be read.', "Draw it again.")
        return None
    labels = dict.fromkeys(label for entry in group for label in labels_of(entry))
    if not labels:
        remarks.problem(place, "has no label, which the format needs.", "Give the region a label.")
        return None
    parent = next((entry["parentID"] for entry in group if isinstance(entry.get("parentID"), str)), None)
    return Region(
        id=str(first.get("id") or ""),
        control=str(first.get("from_name")),
        shape=shape,
        labels=tuple(labels),
        parent=parent,
        hidden=bool(first["value"].get("hidden")),
        mask_size=_entry_size(first) or size,
    )


def labels_of(entry: Entry) -> list[str]:
    """The labels of an entry: what stands under its type, where that is one of the types of labels."""
    kind = str(entry.get("type"))
    given = entry["value"].get(kind) if kind.endswith("labels") else None
    return [label for label in given if isinstance(label, str)] if isinstance(given, list) else []


def author_of(annotation: Mapping[str, Any]) -> str:
    """The e-mail address of who made an annotation, else their number."""
    author = annotation.get("completed_by")
    if isinstance(author, Mapping):
        author = author.get("email") or author.get("id")
    return "" if author is None else str(author)


def best_work(picture: Picture, remarks: Remarks) -> Work | None:
    """The one annotation that speaks for a picture where a format has room for one: ground truth, then what a reviewer
    accepted, then the newest. The others are noted."""
    if not picture.works:
        return None
    best = max(picture.works, key=lambda work: (work.ground_truth, work.accepted, work.created_at, work.annotation))
    for work in picture.works:
        if work is not best:
            what = (
                f"is left out: the format has one set of objects for a picture, and annotation {best.annotation} is it."
            )
            remarks.problem(picture.place(work), what, "Export fewer annotations by the filters, or use COCO or JSON.")
    return best


# ---------------------------------------------------------------- names and sizes


def _addresses(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [address for address in values if isinstance(address, str)]


def _file_name(task: Mapping[str, Any], facts: Media, address: str) -> str:
    """What people call the picture: the name it was uploaded with, else the last part of its address."""
    for uploaded in (facts.get("name"), task.get("file_upload") if "/data/upload/" in address else None):
        if isinstance(uploaded, str) and _is_picture(uploaded):
            return uploaded
    parts = urlsplit(address)
    # Addresses of files that a server reads from its disk have the path behind `?d=`.
    path = parts.query.partition("d=")[2] if parts.query.startswith("d=") else parts.path
    return PurePosixPath(unquote(path)).name or f"task-{task['id']}"


def _is_picture(name: str) -> bool:
    return EXTENSIONS.get(PurePosixPath(name).suffix.lower()) is FileKind.IMAGE


def _entry_size(entry: Entry) -> tuple[int, int] | None:
    return _size(entry.get("original_width"), entry.get("original_height"))


def _facts(media: Media | None, key: str, index: int) -> Media:
    """What is known of a picture: the facts of its field, of a list those at its place."""
    found = (media or {}).get(key)
    if isinstance(found, Mapping) and isinstance(items := found.get("items"), list):
        found = items[index] if index < len(items) else None
    return found if isinstance(found, Mapping) else {}


def _size(width: object, height: object) -> tuple[int, int] | None:
    sides = (width, height)
    if not all(
        isinstance(side, int | float) and not isinstance(side, bool) and 1 <= side <= MAX_SIDE for side in sides
    ):
        return None
    return round(width), round(height)  # type: ignore[call-overload]


class Names:
    """Gives each picture a name of its own for the files about it, near to that of the picture."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """A name without folders and extension; the second picture of the same name gets a number."""
        stem = PurePosixPath(safe(name)).stem or "picture"
        self._given[stem.lower()] += 1
        times = self._given[stem.lower()]
        return stem if times == 1 else self.take(f"{stem}-{times}{PurePosixPath(name).suffix}")


_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def safe(name: str) -> str:
    """A name that every file system takes."""
    return _UNSAFE.sub("-", name).strip(" .")[:200] or "file"
