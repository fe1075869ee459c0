"""How many pages a PDF has, as far as that stands in it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

# Larger ones are counted by the page when it opens them.
LARGEST = 64 << 20
_LARGEST_STREAM = 16 << 20

_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,7})\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_DICTIONARY = 2000  # bytes around the type of an object in which its count is looked for


def look(file: BinaryIO, size: int) -> dict[str, object]:
    """`pages`, where the document says it in a way that can be read without a PDF engine, and `problem`."""
    if size > LARGEST:
        return {}
    content = file.read(size)
    if b"%%EOF" not in content[-2048:]:
        return {"problem": "The PDF has no end: it is cut off, or was not fully uploaded. Some pages may be missing."}
    if _ENCRYPTED.search(content):
        return {}
    counts = [count for part in _parts(content) for count in _counts(part)]
    return {"pages": max(counts)} if counts and max(counts) > 0 else {}


def _parts(content: bytes) -> Iterator[bytes]:
    """The document as it is, and what is packed into its object streams."""
    yield content
    for found in _OBJECTS.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[found.end() :], _LARGEST_STREAM)
        except zlib.error:
            continue


def _counts(part: bytes) -> Iterator[int]:
    """The numbers of pages below each node of the page tree; the root has the largest."""
    for found in _TREE.finditer(part):
        start = max(part.rfind(b"<<", 0, found.start()), found.start() - _DICTIONARY, 0)
        end = part.find(b">>", found.end())
        count = _COUNT.search(part[start : end if end >= 0 else found.end() + _DICTIONARY])
        if count:
            yield int(count[1])
