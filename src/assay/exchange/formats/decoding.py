"""From the bytes of a file to its text, in pieces, naming the byte that is wrong."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from assay.exchange.formats.rows import Unreadable

CHUNK = 1 << 20
MAX_LINE = 16_000_000
_MARK = 2  # bytes of the longest mark that decides the encoding

_SAVE_AS = "Save the file as UTF-8; spreadsheets and editors offer it under Save as."


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes announce, UTF-8 where they announce nothing."""
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def text_of(stream: BinaryIO) -> Iterator[str]:
    """The text of a file in pieces of about a megabyte. Raises Unreadable with line and byte (both from 1)."""
    chunk = stream.read(CHUNK)
    while len(chunk) < _MARK and (more := stream.read(CHUNK)):
        chunk += more
    encoding = encoding_of(chunk)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    before, line = 0, 1
    while True:
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(encoding, "ignore")
            place = f"line {line + good.count(chr(10))}, byte {before - waiting + error.start + 1:,}"
            shown = "UTF-16" if encoding == "utf-16" else "UTF-8"
            raise Unreadable(None, f"is not valid {shown} at {place}.", _SAVE_AS) from None
        null = text.find("\x00")
        if null >= 0:
            place = f"line {line + text.count(chr(10), 0, null)}"
            raise Unreadable(None, f"contains a null character at {place}.", "Remove it, if this is a text file.")
        line += text.count("\n")
        before += len(chunk)
        if text:
            yield text
        if not chunk:
            return
        chunk = stream.read(CHUNK)


def lines_of(chunks: Iterable[str], *, any_ending: bool) -> Iterator[str]:
    """The lines of a text, each with its line end; with `any_ending` also those that end in \\r alone, made \\n."""
    translate = io.IncrementalNewlineDecoder(None, translate=True).decode if any_ending else str
    unfinished: list[str] = []
    number = 1
    for chunk in chunks:
        first, *others = translate(chunk).split("\n")
        unfinished.append(first)
        if sum(map(len, unfinished)) > MAX_LINE:
            raise Unreadable(number, f"is longer than {MAX_LINE:,} characters.", "Break the line.")
        if not others:
            continue
        yield "".join(unfinished) + "\n"
        for line in others[:-1]:
            yield line + "\n"
        number += len(others)
        unfinished = [others[-1]]
    if last := "".join(unfinished):
        yield last
