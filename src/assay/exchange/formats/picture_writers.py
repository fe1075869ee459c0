"""The frame of every export about pictures: an archive with one set of files for each picture, and its report."""

from __future__ import annotations

from collections.abc import Iterator

from assay.exchange.formats.archive import ZipStream
from assay.exchange.formats.drawings import Media, Picture, Region, pictures_of
from assay.exchange.formats.exported import ExportedTask, whole
from assay.exchange.formats.geometry import Box
from assay.exchange.formats.layout import Categories, Layout, labels_on
from assay.exchange.formats.report import NAME, Remarks


class PictureWriter:
    """Takes tasks apart into pictures; what is made of them is said by `picture` and `rest`."""

    format = ""

    def __init__(self, layout: Layout) -> None:
        self.schema = layout.schema
        self.zip = ZipStream()
        self.remarks = Remarks(self.format)
        self.categories = Categories(labels_on(layout.schema, "Image"))

    def begin(self) -> bytes:
        return b""

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
        self.remarks.tasks += 1
        found = pictures_of(whole(task), self.schema, media, self.remarks)
        return b"".join(self.picture(picture) for picture in found)

    def end(self) -> Iterator[bytes]:
        yield from self.rest()
        yield from self.zip.add_stream(NAME, self.remarks.as_json())
        yield self.zip.end()

    def picture(self, picture: Picture) -> bytes:
        """The files about one picture."""
        raise NotImplementedError

    def rest(self) -> Iterator[bytes]:
        """The files about all of them, once the last picture was seen."""
        yield from ()


def clipped(box: Box, picture: Picture) -> Box | None:
    """The part of an upright box that lies on the picture; None when nothing does."""
    left, top = max(box.x, 0.0), max(box.y, 0.0)
    right, bottom = min(box.x + box.width, picture.width), min(box.y + box.height, picture.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def kind_of(region: Region) -> str:
    """What people call the shape of a region."""
    return {"Box": "box", "Ellipse": "ellipse", "Polygon": "polygon", "KeyPoint": "key point", "Brush": "brush mask"}[
        type(region.shape).__name__
    ]
