"""What a picture file is: its size as people see it, and a small version of it for lists."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from assay.exchange.formats.rows import RowProblem

MAX_PIXELS = 150_000_000
# A larger one is not unpacked, which takes four bytes for each pixel; JPEG can be unpacked small, whatever its size.
MAX_UNPACKED = 60_000_000
THUMBNAIL = 192  # the longer side in pixels: lists show half of it, on screens with two pixels for one
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})  # EXIF orientations that exchange width and height

# The size is checked here, before anything is unpacked, and the refusal names the file.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be shown. `thumbnail` is a WebP; very large pictures have none."""

    width: int
    height: int
    thumbnail: bytes | None


def measure(file: BinaryIO, name: str, *, with_thumbnail: bool) -> Picture | RowProblem:
    """Width and height as a browser shows the picture; with a thumbnail the file is unpacked and must be sound."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=_FORMATS) as image:
                return _measured(image, name, with_thumbnail)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        # Pillow says it in these words for every kind of damage.
        what = "is cut off." if "truncated" in str(error) else "is damaged and cannot be shown."
        return RowProblem(name, None, "file", what, "Save the picture again, or leave it out.", fatal=True)


def _measured(image: Image.Image, name: str, with_thumbnail: bool) -> Picture | RowProblem:
    width, height = image.size
    if width * height > MAX_PIXELS:
        message = f"has {width:,} x {height:,} pixels, more than {MAX_PIXELS // 1_000_000} million."
        return RowProblem(name, None, "file", message, "Make it smaller, or cut it into parts.", fatal=True)
    is_small = width * height <= MAX_UNPACKED or image.format == "JPEG"
    thumbnail = _thumbnail(image) if with_thumbnail and is_small else None
    # Reading the picture may drop or add its EXIF block, so this comes last. Pillow would unpack a PNG to look for one.
    if (is_small or image.format != "PNG") and image.getexif().get(_ORIENTATION) in _TURNED:
        width, height = height, width
    return Picture(width, height, thumbnail)


def _thumbnail(image: Image.Image) -> bytes:
    image.draft("RGB", (2 * THUMBNAIL, 2 * THUMBNAIL))  # lets a JPEG be unpacked small
    image.load()
    small = ImageOps.exif_transpose(image)
    transparent = small.mode in ("RGBA", "LA", "PA") or "transparency" in small.info
    small = small.convert("RGBA" if transparent else "RGB")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    written = io.BytesIO()
    small.save(written, "WEBP", quality=80)
    return written.getvalue()
