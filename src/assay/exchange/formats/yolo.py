"""Writes YOLO's three forms: a text file for each picture, a line for each object, in shares of width and height.

Boxes: `class x y width height` with the middle of the box. Oriented boxes: `class x1 y1 ... x4 y4`, the corners
clockwise from the left upper one. Segmentation: `class x1 y1 x2 y2 ...`, a polygon of any length. Classes are numbers
into `classes.txt`; `data.yaml` says the same for Ultralytics, and `notes.json` for Label Studio.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import orjson

from assay.exchange.formats.contours import outer_contours
from assay.exchange.formats.drawings import Names, Picture, Region, Work, best_work
from assay.exchange.formats.geometry import (
    Box,
    Brush,
    Ellipse,
    KeyPoint,
    Point,
    Polygon,
    around,
    bounds,
    oriented,
    outline,
)
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.picture_writers import PictureWriter, clipped, kind_of
from assay.exchange.formats.report import Spool
from assay.kit.brush_rle import BadRle, decode

_EXACT = "Export COCO or JSON where the exact shape matters."


class YoloWriter(PictureWriter):
    """The archive of boxes; the other forms say differently what a line holds."""

    format = "YOLO"
    task = "detect"
    mask_becomes = "the upright box around it is given."

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._names = Names()
        self._list = Spool()

    def picture(self, picture: Picture) -> bytes:
        work = best_work(picture, self.remarks)
        if work is None:
            return b""
        name = self._names.take(picture.name)
        extension = picture.name.rpartition(".")[2] if "." in picture.name else "jpg"
        self._list.add(f"./images/{name}.{extension}\n".encode())
        if name != picture.name.rpartition(".")[0] and f"{name}.{extension}" != picture.name:
            what = f"has a name that another picture has too, or that no file can have; its labels are {name}.txt."
            self.remarks.problem(picture.place(), what, f"Call the picture {name}.{extension} beside the labels.")
        lines = [
            " ".join([str(self.categories.id_of(label)), *map(_number, numbers)])
            for region in work.regions
            for numbers in self._lines(picture, work, region)
            for label in region.labels
        ]
        self.remarks.written += len(lines)
        return self.zip.add(f"labels/{name}.txt", "".join(f"{line}\n" for line in lines).encode())

    def _lines(self, picture: Picture, work: Work, region: Region) -> Iterator[list[float]]:
        place = picture.place(work, region)
        match region.shape:
            case KeyPoint():
                self.remarks.problem(place, "is a key point, which this form of YOLO does not hold.", "Export COCO.")
            case Brush(rle):
                try:
                    contours = outer_contours(decode(rle, *region.mask_size))
                except BadRle as bad:
                    self.remarks.problem(place, f"is a mask that cannot be unpacked: {bad}.", "Paint it again.")
                    return
                across, down = picture.width / region.mask_size[0], picture.height / region.mask_size[1]
                scaled = [[(x * across, y * down) for x, y in contour] for contour in contours]
                if scaled and self.mask_becomes:
                    what = f"is a brush mask; {self.mask_becomes}"
                    self.remarks.problem(place, what, _EXACT)
                if not scaled:
                    self.remarks.problem(place, "is a mask without a painted pixel.", "Paint it, or delete it.")
                yield from self._of_mask(picture, scaled)
            case Box() | Ellipse() | Polygon() as shape:
                found = self.line(picture, shape)
                if found is None:
                    self.remarks.problem(place, "lies outside of the picture.", "Move it onto the picture.")
                else:
                    if note := self.changed(picture, region):
                        self.remarks.problem(place, note, _EXACT)
                    yield found

    def _of_mask(self, picture: Picture, contours: Sequence[Sequence[Point]]) -> Iterator[list[float]]:
        """A mask is one object, however many pieces it has."""
        points = tuple(point for contour in contours for point in contour)
        found = self.line(picture, Polygon(points)) if points else None
        if found:
            yield found

    def line(self, picture: Picture, shape: Box | Ellipse | Polygon) -> list[float] | None:
        """The numbers behind the class; None when nothing of the shape lies on the picture."""
        box = clipped(bounds(shape), picture)
        if box is None:
            return None
        middle = [(box.x + box.width / 2) / picture.width, (box.y + box.height / 2) / picture.height]
        return [*middle, box.width / picture.width, box.height / picture.height]

    def changed(self, picture: Picture, region: Region) -> str | None:
        """What the line does not say of the shape."""
        shape = region.shape
        if isinstance(shape, Box) and not shape.rotation:
            return None
        return (
            f"is a {'turned ' if isinstance(shape, Box) else ''}{kind_of(region)}; the upright box around it is given."
        )

    def rest(self) -> Iterator[bytes]:
        classes = self.categories.in_order()
        names = dict(classes)
        every = [names.get(number, f"unused-{number}") for number in range(classes[-1][0] + 1)] if classes else []
        yield self.zip.add("classes.txt", "".join(f"{_one_line(name)}\n" for name in every).encode())
        # A JSON string is a YAML string too, whatever is in the name.
        listed = "".join(f"  {number}: {orjson.dumps(name).decode()}\n" for number, name in enumerate(every))
        yaml = "# Put the pictures of images.txt into the folder images.\npath: .\ntrain: images.txt\nval: images.txt\n"
        yield self.zip.add("data.yaml", f"{yaml}task: {self.task}\nnc: {len(every)}\nnames:\n{listed}".encode())
        notes = {
            "categories": [{"id": number, "name": name} for number, name in classes],
            "info": {"version": "1.0", "contributor": "Assay"},
        }
        yield self.zip.add("notes.json", orjson.dumps(notes, option=orjson.OPT_INDENT_2))
        yield from self.zip.add_stream("images.txt", self._list.read())


class YoloOrientedWriter(YoloWriter):
    """The archive of oriented boxes."""

    format = "YOLO_OBB"
    task = "obb"
    mask_becomes = "the smallest turned box around it is given."

    def line(self, picture: Picture, shape: Box | Ellipse | Polygon) -> list[float] | None:
        return _shares(picture, outline(oriented(shape)))

    def changed(self, picture: Picture, region: Region) -> str | None:
        shape = region.shape
        assert isinstance(shape, Box | Ellipse | Polygon)
        if not isinstance(shape, Box):
            return f"is a {kind_of(region)}; the smallest turned box around it is given."
        return _moved(picture, outline(shape))


class YoloSegmentWriter(YoloWriter):
    """The archive of polygons."""

    format = "YOLO_SEG"
    task = "segment"
    mask_becomes = ""

    def line(self, picture: Picture, shape: Box | Ellipse | Polygon) -> list[float] | None:
        return _shares(picture, outline(shape))

    def changed(self, picture: Picture, region: Region) -> str | None:
        shape = region.shape
        assert isinstance(shape, Box | Ellipse | Polygon)
        return _moved(picture, outline(shape))

    def _of_mask(self, picture: Picture, contours: Sequence[Sequence[Point]]) -> Iterator[list[float]]:
        for contour in contours:
            if (found := _shares(picture, contour)) is not None:
                yield found


def _shares(picture: Picture, points: Sequence[Point]) -> list[float] | None:
    """Points in shares of the picture, those beyond its border moved to it: training refuses numbers above one."""
    if clipped(around(points), picture) is None:
        return None
    return [min(max(part, 0.0), 1.0) for x, y in points for part in (x / picture.width, y / picture.height)]


def _moved(picture: Picture, points: Sequence[Point]) -> str | None:
    slack = 0.01
    inside = all(-slack <= x <= picture.width + slack and -slack <= y <= picture.height + slack for x, y in points)
    return None if inside else "reaches beyond the picture; its corners were moved to the border."


def _number(number: float) -> str:
    return f"{number:.8f}".rstrip("0").rstrip(".") or "0"


def _one_line(name: str) -> str:
    return " ".join(name.splitlines())
