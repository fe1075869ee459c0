"""Recognises what a file is, from its name and its first bytes."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from assay.exchange.formats.rows import RowProblem


class FileKind(StrEnum):
    """What tasks can be read from."""

    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    TEXT = "txt"
    IMAGE = "image"


EXTENSIONS: Mapping[str, FileKind] = {
    ".json": FileKind.JSON,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.TSV,
    ".tab": FileKind.TSV,
    ".txt": FileKind.TEXT,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"), FileKind.IMAGE),
}

# First bytes that are never text, and what to do with such a file.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or export the sheet as CSV."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"%PDF", "a PDF document", "Save its text as TXT or its pages as PNG."),
    (b"PAR1", "a Parquet file", "Write the table as CSV or JSON."),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Export it as CSV."),
    (b"SQLite format 3", "a database", "Export the table as CSV."),
)


def image_type(head: bytes) -> str | None:
    """The media type of a picture, by its content: a wrong name must not decide what a browser does with it."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    return None


def sniff(name: str, head: bytes) -> FileKind | RowProblem:
    """What the file is, or why it cannot be read. `head` is its beginning; a few kilobytes are enough."""
    extension = PurePath(name).suffix.lower()
    if not head:
        return _refusal(name, "is empty.", "Choose a file with content.")
    if extension in {".svg", ".svgz"}:
        # An SVG is a document that may carry scripts, which would run in the page with the rights of whoever looks.
        return _refusal(name, "is an SVG, which can carry scripts.", "Convert it to PNG.")
    kind = EXTENSIONS.get(extension)
    if kind is FileKind.IMAGE:
        if image_type(head):
            return kind
        return _refusal(name, "is no picture of a known kind, whatever its name says.", "Save it as PNG or JPEG.")
    if not kind:
        known = ", ".join(EXTENSIONS)
        return _refusal(name, f'has the unknown extension "{extension}".', f"Use one of: {known}.")
    if picture := image_type(head):
        return _refusal(name, f"is a picture ({picture}).", f"Give it the extension .{picture.removeprefix('image/')}.")
    for start, what, fix in _FOREIGN:
        if head.startswith(start):
            return _refusal(name, f"is {what}.", fix)
    if b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _refusal(name, "is not a text file: it contains null bytes.", "Save it as text in UTF-8.")
    return kind


def _refusal(name: str, message: str, fix: str) -> RowProblem:
    return RowProblem(name, None, "file", message, fix, fatal=True)
