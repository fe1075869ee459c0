"""Reads masks from pictures: by the list `masks.json` of our export, or from folders `masks/LABEL/PICTURE.png`."""

from __future__ import annotations

import io
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

import numpy as np
import orjson
from PIL import Image

from assay.exchange.formats.labelled import Bad, Found, LabelledPicture, LabelledShape, Painted
from assay.exchange.formats.rows import RowProblem, Unreadable
from assay.kit.brush_rle import MAX_PIXELS, Mask

FOLDER = "masks"
MOST_BYTES = 200_000_000

_PAINTED = 128


def mask_of_picture(content: bytes) -> Mask:
    """True where a grey picture is light, or a coloured one opaque and not black. Raises Bad."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise Bad("file", f"has more than {MAX_PIXELS // 1_000_000} million pixels.", "Make it smaller.")
                if image.mode in ("P", "RGBA", "LA", "PA"):
                    pixels = np.asarray(image.convert("RGBA"))
                    return np.asarray((pixels[:, :, :3].max(axis=2) >= _PAINTED) & (pixels[:, :, 3] >= _PAINTED))
                return np.asarray(np.asarray(image.convert("L")) >= _PAINTED)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise Bad("file", "is no PNG picture that can be read.", "Save the mask as PNG again.") from None


def read_listed_masks(
    listing: bytes, archive: str, names: Sequence[str], content: Callable[[str], bytes]
) -> Iterator[Found]:
    """The pictures of `masks.json`, each with its masks by annotation. Raises Unreadable."""
    try:
        given = orjson.loads(listing)
    except orjson.JSONDecodeError as error:
        raise Unreadable(
            None, f"has a masks.json that is malformed: {error}.", "Write it with a JSON library."
        ) from None
    grouped: defaultdict[tuple[object, str], defaultdict[object, list[tuple[str, str]]]]
    grouped = defaultdict(lambda: defaultdict(list))
    for number, record in enumerate(given if isinstance(given, list) else [None]):
        record = record if isinstance(record, dict) else {}
        file, picture, label = (record.get(key) for key in ("file", "picture", "label"))
        if not isinstance(file, str) or not isinstance(picture, str) or not isinstance(label, str):
            message = f"has a masks.json whose entry {number} does not name file, picture and label."
            raise Unreadable(None, message, 'Write {"file": "...", "picture": "...", "label": "..."}.')
        task, annotation = record.get("task"), record.get("annotation")
        key = (task if isinstance(task, int) else None, picture)
        grouped[key][annotation if isinstance(annotation, int) else None].append((file, label))
    known = set(names)
    for number, ((_, picture), by_annotation) in enumerate(grouped.items(), 1):
        yield _labelled(archive, number, picture, list(by_annotation.values()), known, content)


def read_mask_folders(archive: str, names: Sequence[str], content: Callable[[str], bytes]) -> Iterator[Found]:
    """The pictures to which `masks/LABEL/PICTURE.png` belong: same name, whatever the extension."""
    grouped: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        parts = PurePosixPath(name).parts
        if len(parts) >= 3 and parts[-3].lower() == FOLDER and name.lower().endswith(".png"):
            grouped[PurePosixPath(name).stem].append((name, parts[-2]))
    for number, (stem, files) in enumerate(grouped.items(), 1):
        yield _labelled(archive, number, f"{stem}.*", [files], set(names), content)


def _labelled(
    archive: str,
    number: int,
    picture: str,
    works: Sequence[Sequence[tuple[str, str]]],
    known: set[str],
    content: Callable[[str], bytes],
) -> Found:
    problems: list[RowProblem] = []
    found: list[tuple[LabelledShape, ...]] = []
    size: tuple[int, int] | None = None
    for files in works:
        shapes = []
        for file, label in files:
            try:
                if file not in known:
                    raise Bad(
                        "file", "is in masks.json, but not in the archive.", "Add it, or take it out of the list."
                    )
                mask = mask_of_picture(content(file))
                height, width = mask.shape
                if size not in (None, (width, height)):
                    raise Bad("file", f"has {width} x {height} pixels, unlike another mask of {picture}.", "Scale it.")
            except Bad as bad:
                problems.append(bad.at(f"{archive}: {file}", number))
            else:
                size = (width, height)
                shapes.append(LabelledShape(label, (Painted(mask),), file))
        found.append(tuple(shapes))
    if problems or size is None:
        return problems
    return LabelledPicture(archive, number, picture, *size, tuple(found))
