"""The media type of a file, told by its first bytes: a wrong name must not decide what a browser does with it."""

from __future__ import annotations

import re
from pathlib import PurePath

_DOC_TYPE = re.compile(rb"\x42\x82[\x80-\xff]([a-z]{1,16})")
# No text in UTF-8 or UTF-16 begins like these.
_ID3 = re.compile(rb"ID3[\x02-\x04][\x00-\x0f]")
_LAYER_3 = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xe8]")
_ADTS = re.compile(rb"\xff[\xf0\xf1\xf8\xf9][\x40-\x7f]")

_SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ", b"F4A ")
_SOUND_NAMES = (".m4a", ".m4b", ".weba", ".oga", ".ogg", ".opus")


def image_type(head: bytes) -> str | None:
    """The media type of a picture."""
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


def media_type(name: str, head: bytes) -> str | None:
    """The media type of a picture, a sound, a film or a PDF; None for everything else.

    Some containers hold sound as well as films. Which it is follows from their own words, and where they say nothing
    from the name.
    """
    extension = PurePath(name).suffix.lower()
    if picture := image_type(head):
        return picture
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    if head.startswith(b"OggS"):
        return _ogg_type(head)
    if head.startswith(b"\x00") and head[4:8] == b"ftyp":
        return _mp4_type(head, extension)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _matroska_type(head, extension)
    if _ID3.match(head) or _LAYER_3.match(head):
        return "audio/mpeg"
    if _ADTS.match(head):
        return "audio/aac"
    # Readers of PDF look for its mark further on, too; a text that only speaks of it is none.
    is_pdf = head.startswith(b"%PDF-") or (extension == ".pdf" and b"%PDF-" in head[:1024])
    return "application/pdf" if is_pdf else None


def _ogg_type(head: bytes) -> str:
    return "video/ogg" if b"\x80theora" in head[:512] else "audio/ogg"


def _mp4_type(head: bytes, extension: str) -> str:
    brand = head[8:12]
    if brand in _SOUND_BRANDS or extension in _SOUND_NAMES:
        return "audio/mp4"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def _matroska_type(head: bytes, extension: str) -> str | None:
    """Browsers play WebM, which is a narrow kind of Matroska; the others are none of ours."""
    found = _DOC_TYPE.search(head[:256])
    if not found or found[1] != b"webm":
        return None
    return "audio/webm" if extension in _SOUND_NAMES else "video/webm"
