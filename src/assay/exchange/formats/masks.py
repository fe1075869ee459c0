"""Writes brush masks as pictures or NumPy arrays: one file for each annotation, control and label of a picture.

The names are those of Label Studio's converter; painted pixels are 255, others 0. `masks.json` says which file belongs
to which picture, so that they can be imported again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import orjson
from PIL import Image

from assay.exchange.formats.drawings import Media, Picture, Work, safe
from assay.exchange.formats.exported import ExportedTask
from assay.exchange.formats.geometry import Brush
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.picture_writers import PictureWriter, kind_of
from assay.exchange.formats.report import Spool
from assay.kit.brush_rle import BadRle, Mask, decode

LIST = "masks.json"


class MaskWriter(PictureWriter):
    """What is common to pictures and arrays."""

    extension = ""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._list = Spool()
        self._taken: set[str] = set()

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
        self._taken.clear()  # every name bears the number of its task
        return super().row(task, media)

    def picture(self, picture: Picture) -> bytes:
        return b"".join(self._work(picture, work) for work in picture.works)

    def _work(self, picture: Picture, work: Work) -> bytes:
        painted: dict[tuple[str, str], Mask] = {}
        for region in work.regions:
            place = picture.place(work, region)
            if not isinstance(region.shape, Brush):
                what = f"is a {kind_of(region)}, not a brush mask."
                self.remarks.problem(place, what, "Export COCO or JSON for it.")
                continue
            try:
                mask = decode(region.shape.rle, *region.mask_size)
            except BadRle as bad:
                self.remarks.problem(place, f"is a mask that cannot be unpacked: {bad}.", "Paint it again.")
                continue
            for label in region.labels:
                known = painted.get((region.control, label))
                if known is None:
                    painted[region.control, label] = mask
                elif known.shape == mask.shape:
                    painted[region.control, label] = known | mask
                else:
                    what = "was painted on a picture of another size than the other masks of its label."
                    self.remarks.problem(place, what, "Paint it again.")
        return b"".join(self._file(picture, work, control, label, mask) for (control, label), mask in painted.items())

    def _file(self, picture: Picture, work: Work, control: str, label: str, mask: Mask) -> bytes:
        author = "".join(letter for letter in work.author if letter.isalnum() or letter in "@.")
        stem = f"task-{picture.task}-annotation-{work.annotation}-by-{author}-{safe(control)}-{safe(label)}"
        number = next(number for number in range(len(self._taken) + 1) if f"{stem}-{number}".lower() not in self._taken)
        self._taken.add(f"{stem}-{number}".lower())
        name = f"{stem}-{number}.{self.extension}"
        record = {
            "file": name,
            "picture": picture.name,
            "label": label,
            "control": control,
            "task": picture.task,
            "annotation": work.annotation,
            "width": mask.shape[1],
            "height": mask.shape[0],
        }
        self._list.add((b"\n" if self._list.empty else b",\n") + orjson.dumps(record))
        self.remarks.written += 1
        return self.zip.add(name, self.written(mask), packed=self.extension == "png")

    def written(self, mask: Mask) -> bytes:
        """The bytes of one file."""
        raise NotImplementedError

    def rest(self) -> Iterator[bytes]:
        yield from self.zip.add_stream(LIST, self._listed())

    def _listed(self) -> Iterator[bytes]:
        yield b"["
        yield from self._list.read()
        yield b"\n]\n"


class PngMaskWriter(MaskWriter):
    """The archive of grey PNG pictures."""

    format = "BRUSH_TO_PNG"
    extension = "png"

    def written(self, mask: Mask) -> bytes:
        out = io.BytesIO()
        Image.fromarray(mask.astype(np.uint8) * 255).save(out, "PNG", compress_level=3)
        return out.getvalue()


class NumpyMaskWriter(MaskWriter):
    """The archive of arrays of bytes, one row for each line of the picture."""

    format = "BRUSH_TO_NUMPY"
    extension = "npy"

    def written(self, mask: Mask) -> bytes:
        out = io.BytesIO()
        np.save(out, mask.astype(np.uint8) * 255, allow_pickle=False)
        return out.getvalue()
