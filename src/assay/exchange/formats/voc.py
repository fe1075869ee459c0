"""Writes Pascal VOC: an XML file for each picture, with upright boxes in whole pixels counted from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assay.exchange.formats.contours import outer_contours
from assay.exchange.formats.drawings import Names, Picture, Region, Work, best_work
from assay.exchange.formats.geometry import Box, Brush, KeyPoint, around, bounds
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.picture_writers import PictureWriter, clipped, kind_of
from assay.kit.brush_rle import BadRle, decode

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class VocWriter(PictureWriter):
    """The archive of XML files."""

    format = "VOC"

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._names = Names()

    def picture(self, picture: Picture) -> bytes:
        work = best_work(picture, self.remarks)
        if work is None:
            return b""
        root = Element("annotation")
        _add(root, "folder", "images")
        _add(root, "filename", picture.name)
        _add(root, "path", picture.address)
        source = SubElement(root, "source")
        _add(source, "database", "Assay")
        _add(source, "annotation", str(work.annotation))
        _add(source, "annotator", work.author)
        size = SubElement(root, "size")
        _add(size, "width", picture.width)
        _add(size, "height", picture.height)
        _add(size, "depth", 3)
        _add(root, "segmented", 0)
        for region in work.regions:
            for box in self._box(picture, work, region):
                for label in region.labels:
                    _object(root, label, box)
                    self.remarks.written += 1
        indent(root)
        name = self._names.take(picture.name)
        return self.zip.add(f"Annotations/{name}.xml", tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")

    def _box(self, picture: Picture, work: Work, region: Region) -> Iterator[tuple[int, int, int, int]]:
        place = picture.place(work, region)
        shape = region.shape
        if isinstance(shape, KeyPoint):
            self.remarks.problem(place, "is a key point, which Pascal VOC does not hold.", "Export COCO.")
            return
        box = self._mask_box(picture, work, region) if isinstance(shape, Brush) else bounds(shape)
        if box is None:
            return
        inside = clipped(box, picture)
        corners = inside and (
            round(inside.x),
            round(inside.y),
            round(inside.x + inside.width),
            round(inside.y + inside.height),
        )
        if not corners or corners[0] >= corners[2] or corners[1] >= corners[3]:
            self.remarks.problem(place, "covers no whole pixel of the picture.", "Draw it larger, or export COCO.")
            return
        if not isinstance(shape, Box) or shape.rotation:
            turned = "turned " if isinstance(shape, Box) else ""
            what = f"is a {turned}{kind_of(region)}; the upright box around it is given."
            self.remarks.problem(place, what, "Export COCO or JSON where the exact shape matters.")
        yield corners

    def _mask_box(self, picture: Picture, work: Work, region: Region) -> Box | None:
        assert isinstance(region.shape, Brush)
        place = picture.place(work, region)
        width, height = region.mask_size
        try:
            points = [point for contour in outer_contours(decode(region.shape.rle, width, height)) for point in contour]
        except BadRle as bad:
            self.remarks.problem(place, f"is a mask that cannot be unpacked: {bad}.", "Paint it again.")
            return None
        if not points:
            self.remarks.problem(place, "is a mask without a painted pixel.", "Paint it, or delete it.")
            return None
        return around([(x * picture.width / width, y * picture.height / height) for x, y in points])


def _object(root: Element, label: str, corners: tuple[int, int, int, int]) -> None:
    found = SubElement(root, "object")
    _add(found, "name", label)
    _add(found, "pose", "Unspecified")
    _add(found, "truncated", 0)
    _add(found, "difficult", 0)
    box = SubElement(found, "bndbox")
    for side, number in zip(("xmin", "ymin", "xmax", "ymax"), corners, strict=True):
        _add(box, side, number)


def _add(parent: Element, tag: str, text: object) -> None:
    SubElement(parent, tag).text = _FORBIDDEN.sub("", str(text))
