"""What an archive holds: files that are taken out of it, and labels that are read from inside of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from assay.exchange.formats.archive import ZipFiles
from assay.exchange.formats.labelled import Found, LabelledPicture
from assay.exchange.formats.mask_reading import FOLDER, MOST_BYTES, read_listed_masks, read_mask_folders
from assay.exchange.formats.rows import RowProblem, Unreadable
from assay.exchange.formats.sniffing import EXTENSIONS, FileKind
from assay.exchange.formats.voc_reading import MOST_BYTES as MOST_XML
from assay.exchange.formats.voc_reading import read_voc
from assay.exchange.formats.yolo_reading import is_turned, names_of, read_yolo

_MOST_TEXT = 50_000_000
_LIST = "masks.json"
_LABELS = {".txt", ".xml", ".png"}
_NOTES = {"notes.json", "report.json", _LIST}
_SIDE_FILES = {"classes.txt", "images.txt", "train.txt", "val.txt", "test.txt", "readme.txt"}


def is_taken_out(name: str, names: tuple[str, ...]) -> bool:
    """Whether a file of an archive is imported like one that was chosen by itself: pictures, tables, JSON."""
    path = PurePosixPath(name)
    kind = EXTENSIONS.get(path.suffix.lower())
    if kind in (None, FileKind.TEXT, FileKind.ZIP, FileKind.VOC):
        return False
    if path.name.lower() in _NOTES:
        return False
    if FOLDER in (part.lower() for part in path.parts[:-1]):
        return False
    # Beside the list of our own export all pictures are masks.
    return not (kind is FileKind.IMAGE and f"{_folder(name)}{_LIST}" in names and path.name.startswith("task-"))


def holds_labels(names: tuple[str, ...]) -> bool:
    """Whether there is something in an archive that has to be read from inside of it."""
    return any(
        PurePosixPath(name).suffix.lower() in _LABELS or PurePosixPath(name).name == _LIST
        for name in names
        if not is_taken_out(name, names)
    )


def _folder(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else f"{parent}/"


def read_archive(stream: BinaryIO, archive: str) -> Iterator[Found]:
    """The pictures that the labels in an archive are about. Raises Unreadable."""
    files = ZipFiles(stream)
    found = False
    for reading in (_masks, _voc, _yolo):
        for each in reading(files, archive):
            found = True
            yield each
    if not found and not any(is_taken_out(name, files.names) for name in files.names):
        fix = "Pack YOLO (labels and classes.txt), Pascal VOC, COCO, masks with masks.json, or pictures."
        raise Unreadable(None, "holds no labels, pictures or tasks of a known form.", fix)


def _masks(files: ZipFiles, archive: str) -> Iterator[Found]:
    def content(name: str) -> bytes:
        return files.read(name, MOST_BYTES)

    listings = [name for name in files.names if PurePosixPath(name).name == _LIST]
    for name in listings:
        folder = _folder(name)
        inside = {other.removeprefix(folder): other for other in files.names if other.startswith(folder)}
        yield from read_listed_masks(
            content(name),
            archive,
            tuple(inside),
            lambda file, inside=inside: content(inside[file]),  # type: ignore[misc]
        )
    if not listings:
        yield from read_mask_folders(archive, files.names, content)


def _voc(files: ZipFiles, archive: str) -> Iterator[Found]:
    xml = [name for name in files.names if name.lower().endswith(".xml")]
    for number, name in enumerate(xml, 1):
        found = read_voc(files.read(name, MOST_XML), f"{archive}: {name}")
        if isinstance(found, LabelledPicture):
            yield LabelledPicture(
                found.file, number, found.picture, found.width, found.height, found.works, found.in_shares
            )
        else:
            yield found


def _yolo(files: ZipFiles, archive: str) -> Iterator[Found]:
    """Every text in a folder `labels`, or without such a folder every text that is no list, is about one picture."""
    texts = [
        name
        for name in files.names
        if name.lower().endswith(".txt") and PurePosixPath(name).name.lower() not in _SIDE_FILES
    ]
    labels = [name for name in texts if "labels" in (part.lower() for part in PurePosixPath(name).parts[:-1])] or texts
    if not labels:
        return
    said = _descriptions(files)
    names = names_of(said)
    turned = is_turned(said.get("yaml", ""))
    for number, name in enumerate(labels, 1):
        place = f"{archive}: {name}"
        try:
            text = files.read(name, _MOST_TEXT).decode("utf-8-sig")
        except UnicodeDecodeError:
            yield [RowProblem(place, number, "file", "is not valid UTF-8.", "Save it as UTF-8.")]
            continue
        yield read_yolo(text, place, number, f"{PurePosixPath(name).stem}.*", names, turned=turned)


def _descriptions(files: ZipFiles) -> Mapping[str, str]:
    """The files that name the classes, the one nearest to the top of each kind."""
    found: dict[str, str] = {}
    for name in sorted(files.names, key=lambda name: name.count("/")):
        base = PurePosixPath(name).name.lower()
        key = "classes" if base in ("classes.txt", "obj.names", "labels.txt") else ""
        key = "yaml" if base.endswith((".yaml", ".yml")) else key
        if key and key not in found:
            try:
                found[key] = files.read(name, _MOST_TEXT).decode("utf-8-sig")
            except UnicodeDecodeError:
                raise Unreadable(None, f"holds {name}, which is not valid UTF-8.", "Save it as UTF-8.") from None
    return found
