"""Recognises what a file is, from its name and its first bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from assay.exchange.formats.rows import RowProblem
from assay.exchange.formats.signatures import media_type


class FileKind(StrEnum):
    """What a file is to an import: tasks to read, or a medium that items show."""

    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    TEXT = "txt"
    HTML = "html"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    PDF = "pdf"
    VOC = "voc"
    CONLL = "conll"
    ZIP = "zip"


# What is shown as it is: the file itself is the item, or a part of one.
MEDIA = frozenset({FileKind.IMAGE, FileKind.AUDIO, FileKind.VIDEO, FileKind.PDF})

EXTENSIONS: Mapping[str, FileKind] = {
    ".json": FileKind.JSON,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.TSV,
    ".tab": FileKind.TSV,
    ".txt": FileKind.TEXT,
    **dict.fromkeys((".html", ".htm"), FileKind.HTML),
    ".xml": FileKind.VOC,
    **dict.fromkeys((".conll", ".iob", ".bio"), FileKind.CONLL),
    ".zip": FileKind.ZIP,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"), FileKind.IMAGE),
    **dict.fromkeys((".mp3", ".wav", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac", ".weba"), FileKind.AUDIO),
    **dict.fromkeys((".mp4", ".m4v", ".webm", ".mov", ".ogv"), FileKind.VIDEO),
    ".pdf": FileKind.PDF,
}

# What files of these kinds are called, and what to save them as where they are something else.
WORDS: Mapping[FileKind, tuple[str, str]] = {
    FileKind.IMAGE: ("picture", "Save it as PNG or JPEG."),
    FileKind.AUDIO: ("recording", "Save it as MP3, WAV, FLAC, M4A or Opus."),
    FileKind.VIDEO: ("film", "Convert it to MP4 (H.264) or WebM."),
    FileKind.PDF: ("PDF document", "Save it as PDF."),
}

# The extension that tells the truth about a medium.
EXTENSION_OF_MEDIA: Mapping[str, str] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "audio/webm": ".weba",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "video/quicktime": ".mov",
    "video/ogg": ".ogv",
    "application/pdf": ".pdf",
}

# How files begin that no item can show, and what to do with them.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (rb"PK\x03\x04", "a ZIP archive or an office document", "Call an archive .zip, or export the sheet as CSV."),
    (rb"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (rb"BZh", "a bzip2 archive", "Unpack it first."),
    (rb"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (rb"PAR1", "a Parquet file", "Write the table as CSV or JSON."),
    (rb"\xd0\xcf\x11\xe0", "an old office document", "Export it as CSV."),
    (rb"SQLite format 3", "a database", "Export the table as CSV."),
    (rb"RIFF....AVI ", "an AVI film, which browsers do not play", "Convert it to MP4 (H.264) or WebM."),
    (rb"\x30\x26\xb2\x75", "a Windows Media file, which browsers do not play", "Convert it to MP4 or MP3."),
    (rb"FLV\x01", "a Flash film, which browsers do not play", "Convert it to MP4 (H.264) or WebM."),
    (rb"\x00\x00\x01\xba", "an MPEG film, which browsers do not play", "Convert it to MP4 (H.264) or WebM."),
    (rb"\x1a\x45\xdf\xa3", "a Matroska film, which browsers do not play", "Convert it to MP4 (H.264) or WebM."),
    (rb"FORM....AIF[FC]", "an AIFF recording, which browsers do not play", "Convert it to WAV, FLAC or MP3."),
    (rb"#!AMR", "an AMR recording, which browsers do not play", "Convert it to MP3 or M4A."),
    (rb"II\*\x00|MM\x00\*", "a TIFF picture, which browsers do not show", "Convert it to PNG or JPEG."),
    (rb".{128}DICM", "a DICOM picture", "Convert it to PNG or JPEG."),
)


def medium_of(content_type: str) -> FileKind | None:
    """The kind of medium that a media type stands for; None for what tasks are read from."""
    if content_type == "application/pdf":
        return FileKind.PDF
    return next(
        (kind for kind in (FileKind.IMAGE, FileKind.AUDIO, FileKind.VIDEO) if content_type.startswith(f"{kind}/")), None
    )


def sniff(name: str, head: bytes) -> FileKind | RowProblem:
    """What the file is, or why it cannot be taken. `head` is its beginning; a few kilobytes are enough."""
    extension = PurePath(name).suffix.lower()
    if not head:
        return _refusal(name, "is empty.", "Choose a file with content.")
    if extension in {".svg", ".svgz"}:
        # An SVG is a document that may carry scripts, which would run in the page with the rights of whoever looks.
        return _refusal(name, "is an SVG, which can carry scripts.", "Convert it to PNG.")
    kind, content = EXTENSIONS.get(extension), media_type(name, head)
    if kind is FileKind.ZIP:
        # An empty archive has no entry, so that it begins with its end.
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return kind
        return _refusal(name, "is no ZIP archive, whatever its name says.", "Pack it again.")
    if content is None:
        for start, what, fix in _FOREIGN:
            if re.match(start, head, re.DOTALL):
                return _refusal(name, f"is {what}.", fix)
    if kind is None:
        known = ", ".join(EXTENSIONS)
        return _refusal(name, f'has the unknown extension "{extension}".', f"Use one of: {known}.")
    if content is not None and medium_of(content) is not kind:
        what = WORDS[medium_of(content) or kind][0]
        return _refusal(name, f"is a {what} ({content}).", f"Give it the extension {EXTENSION_OF_MEDIA[content]}.")
    if content is None and kind in MEDIA:
        what, fix = WORDS[kind]
        return _refusal(name, f"is no {what} of a known kind, whatever its name says.", fix)
    if content is None and b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _refusal(name, "is not a text file: it contains null bytes.", "Save it as text in UTF-8.")
    return kind


def _refusal(name: str, message: str, fix: str) -> RowProblem:
    return RowProblem(name, None, "file", message, fix, fatal=True)
