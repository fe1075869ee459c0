"""Writes COCO: one JSON file with pictures, annotations and categories, in an archive with the report.

Boxes have a `bbox` in pixels; turned ones, ellipses and polygons also a polygon as `segmentation`; masks have packed
run lengths. Every annotation of a task is there, and `attributes` say whose it is. Key points that belong to a region
(their `parentID`) are the `keypoints` of its annotation, others are annotations of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import orjson

from assay.exchange.formats.coco_rle import counts_of, packed
from assay.exchange.formats.drawings import Picture, Region, Work
from assay.exchange.formats.geometry import Box, Brush, Ellipse, KeyPoint, Polygon, area, bounds, outline
from assay.exchange.formats.layout import Layout, labels_on
from assay.exchange.formats.picture_writers import PictureWriter
from assay.exchange.formats.report import Spool
from assay.kit.brush_rle import BadRle, decode

_DECIMALS = 4

VISIBLE, COVERED = 2, 1


class CocoWriter(PictureWriter):
    """The archive of `result.json` and the report."""

    format = "COCO"

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._pictures = Spool()
        self._picture_count = 0
        self._point_names = _point_names(layout)
        self._with_points: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._file = self.zip.open("result.json")

    def begin(self) -> bytes:
        info = {"description": "Exported by Assay", "version": "1.0", "contributor": "Assay"}
        return self._file.write(b'{\n"info": ' + orjson.dumps(info) + b',\n"annotations": [')

    def picture(self, picture: Picture) -> bytes:
        number = self._picture_count
        record = {
            "id": number,
            "width": picture.width,
            "height": picture.height,
            "file_name": picture.name,
            "coco_url": picture.address,
            "task_id": picture.task,
        }
        self._pictures.add((b",\n" if number else b"\n") + orjson.dumps(record))
        self._picture_count += 1
        found = [said for work in picture.works for said in self._work(picture, work)]
        return self._file.write(b"".join(self._annotation(number, said) for said in found))

    def _annotation(self, picture: int, said: dict[str, Any]) -> bytes:
        number = self.remarks.written
        self.remarks.written += 1
        return (b",\n" if number else b"\n") + orjson.dumps({"id": number, "image_id": picture, **said})

    def _work(self, picture: Picture, work: Work) -> Iterator[dict[str, Any]]:
        about = {"annotation_id": work.annotation, "annotator": work.author}
        bodies = {region.id for region in work.regions if region.id and not isinstance(region.shape, KeyPoint)}
        joined: defaultdict[str, list[Region]] = defaultdict(list)
        for region in work.regions:
            if isinstance(region.shape, KeyPoint) and region.parent is not None and region.parent in bodies:
                joined[region.parent].append(region)
        for region in work.regions:
            if isinstance(region.shape, KeyPoint) and region.parent in bodies:
                continue
            shape = self._shape(picture, work, region)
            for label in region.labels if shape else ():
                said = {"category_id": self.categories.id_of(label), **(shape or {}), "ignore": 0, "iscrowd": 0}
                if isinstance(region.shape, KeyPoint):
                    said |= self._points(said["category_id"], [label], [region])
                elif region.id in joined:
                    said |= self._points(said["category_id"], self._point_names, joined[region.id])
                yield {**said, "attributes": {**about, **_turn(region)}}

    def _points(self, category: int, names: Sequence[str], points: Sequence[Region]) -> dict[str, Any]:
        """The triples of some key points in the order of the category's names, which grow where they must."""
        order = self._with_points[category]
        order.update(dict.fromkeys([*names, *(name for point in points for name in point.labels)]))
        triples = {name: [0.0, 0.0, 0] for name in order}
        for point in points:
            assert isinstance(point.shape, KeyPoint)
            place = [round(point.shape.x, _DECIMALS), round(point.shape.y, _DECIMALS)]
            for name in point.labels:
                triples[name] = [*place, COVERED if point.hidden else VISIBLE]
        flat = [number for triple in triples.values() for number in triple]
        return {"keypoints": flat, "num_keypoints": sum(1 for triple in triples.values() if triple[2])}

    def _shape(self, picture: Picture, work: Work, region: Region) -> dict[str, Any] | None:
        match region.shape:
            case Brush(rle):
                width, height = region.mask_size
                try:
                    mask = decode(rle, width, height)
                except BadRle as bad:
                    self.remarks.problem(
                        picture.place(work, region), f"is a mask that cannot be unpacked: {bad}.", "Paint it again."
                    )
                    return None
                return _mask(mask)
            case KeyPoint(x, y):
                return {"segmentation": [], "bbox": _rounded([x, y, 0, 0]), "area": 0}
            case Box(x, y, width, height, 0):
                return {"segmentation": [], "bbox": _rounded([x, y, width, height]), "area": round(width * height, 4)}
            case Box() | Ellipse() | Polygon() as shape:
                corners, box = outline(shape), bounds(shape)
                return {
                    "segmentation": [_rounded([number for point in corners for number in point])],
                    "bbox": _rounded([box.x, box.y, box.width, box.height]),
                    "area": round(area(corners), _DECIMALS),
                }
        raise AssertionError(region.shape)

    def rest(self) -> Iterator[bytes]:
        yield self._file.write(b'\n],\n"images": [')
        for piece in self._pictures.read():
            yield self._file.write(piece)
        categories = [
            {"id": number, "name": name}
            | ({"keypoints": [*self._with_points[number]], "skeleton": []} if number in self._with_points else {})
            for number, name in self.categories.in_order()
        ]
        yield self._file.write(b'\n],\n"categories": ' + orjson.dumps(categories) + b"\n}\n")
        yield self._file.close()


def _point_names(layout: Layout) -> list[str]:
    """The labels of key points, in the order of their `model_index` and then of the configuration."""
    items = [
        item
        for control in labels_on(layout.schema, "Image")
        if control.result_type == "keypointlabels"
        for item in control.items
    ]

    def index(number: int) -> tuple[int, int]:
        given = items[number].attributes.get("model_index", "")
        return (int(given), number) if given.isascii() and given.isdigit() else (len(items), number)

    return [*dict.fromkeys(items[number].stored for number in sorted(range(len(items)), key=index))]


def _turn(region: Region) -> dict[str, float]:
    """How far a box is turned, which its corners alone do not say of a square."""
    shape = region.shape
    return {"rotation": shape.rotation} if isinstance(shape, Box) and shape.rotation else {}


def _mask(mask: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[str, Any]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = [0, 0, 0, 0]
    if rows.size:
        left, top = int(columns[0]), int(rows[0])
        box = [left, top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1]
    height, width = mask.shape
    return {
        "segmentation": {"size": [height, width], "counts": packed(counts_of(mask))},
        "bbox": box,
        "area": int(mask.sum()),
    }


def _rounded(numbers: Sequence[float]) -> list[float]:
    return [round(number, _DECIMALS) for number in numbers]
