"""What the formats of other programs say: pictures with shapes, before they are held against a configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.exchange.formats.geometry import Box, KeyPoint, Point, Polygon
from assay.exchange.formats.rows import RowProblem
from assay.kit.brush_rle import Mask


@dataclass(frozen=True, slots=True)
class Corners:
    """The four corners of a turned box, left upper one first."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A mask of a whole picture."""

    mask: Mask


Said = Box | Polygon | Corners | KeyPoint | Painted


@dataclass(frozen=True, slots=True)
class LabelledShape:
    """A label with the forms in which its place is known, the most exact first; a configuration may hold only one.

    `points` are key points that belong to the shape, by their labels. `field` names its place in the file.
    """

    label: str
    forms: tuple[Said, ...]
    field: str
    points: tuple[tuple[str, KeyPoint, bool], ...] = ()
    score: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class LabelledPicture:
    """A picture that a file names, and what it says of it; more than one of `works` when several people labelled it.

    Places are in pixels of a picture of `width` and `height`; with `in_shares` they are shares of both, and a size that
    is not given is that of the picture itself.
    """

    file: str
    number: int
    picture: str
    width: int | None
    height: int | None
    works: tuple[tuple[LabelledShape, ...], ...]
    in_shares: bool = False


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with spans: start, end behind the last character, and label; offsets are code points."""

    file: str
    number: int
    text: str
    spans: tuple[tuple[int, int, str], ...]


Found = LabelledPicture | list[RowProblem]


class Bad(Exception):
    """A value that cannot be used, somewhere in a row; never leaves the reader, which makes a RowProblem of it."""

    def __init__(self, field: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.fix = fix

    def at(self, file: str, row: int | None) -> RowProblem:
        """The problem at its place."""
        return RowProblem(file, row, self.field, self.message, self.fix)


def listed(whole: Mapping[str, Any], key: str) -> Sequence[Any]:
    """A list in an object, empty where there is none. Raises Bad."""
    found = whole.get(key) or []
    if not isinstance(found, list):
        raise Bad(key, "is not a list.", "Write a list, even for one.")
    return found
