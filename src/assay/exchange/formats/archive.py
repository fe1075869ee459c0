"""ZIP archives: written as a stream, and read with suspicion."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from assay.exchange.formats.rows import Unreadable

MAX_ENTRIES = 100_000
MAX_UNPACKED = 8_000_000_000
MAX_RATIO = 200  # labels shrink to a tenth, plain masks to a hundredth; more is a bomb
SMALL_UNPACKED = 100_000_000
MAX_NAME = 1_000

# The same export gives the same bytes, so entries bear no time; this is the first one that ZIP can say.
_EPOCH = (1980, 1, 1, 0, 0, 0)

# What packing programs add and nobody means.
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class ZipStream:
    """An archive that is given away while it is written: each call returns the bytes that are ready."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(cast(IO[bytes], self._sink), "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, content: bytes, *, packed: bool = False) -> bytes:
        """A whole file. `packed` content, such as PNG, is stored as it is."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)
        return self._sink.taken()

    def add_stream(self, name: str, content: Iterable[bytes]) -> Iterator[bytes]:
        """A file of any length, piece by piece."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for piece in content:
                file.write(piece)
                if ready := self._sink.taken():
                    yield ready
        yield self._sink.taken()

    def open(self, name: str) -> OpenEntry:
        """A file that stays open over many calls; nothing else can be added meanwhile."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return OpenEntry(self._zip.open(entry, "w", force_zip64=True), self._sink)

    def end(self) -> bytes:
        """The list of what is inside, which ends the archive."""
        self._zip.close()
        return self._sink.taken()


class OpenEntry:
    """A file of an archive that is being written."""

    def __init__(self, file: IO[bytes], sink: _Sink) -> None:
        self._file = file
        self._sink = sink

    def write(self, content: bytes) -> bytes:
        self._file.write(content)
        return self._sink.taken()

    def close(self) -> bytes:
        self._file.close()
        return self._sink.taken()


class _Sink:
    """A file that cannot be wound back, which makes zipfile write each size behind its data."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._pieces.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        ready = b"".join(self._pieces)
        self._pieces.clear()
        return ready


class ZipFiles:
    """The files of an archive that somebody gave. Raises Unreadable for what cannot be trusted or opened."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
            raise Unreadable(None, "is a broken ZIP archive.", "Pack it again.") from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir() and not _is_clutter(entry.filename)]
        if len(entries) > MAX_ENTRIES:
            message = f"holds {len(entries):,} files, more than {MAX_ENTRIES:,}."
            raise Unreadable(None, message, "Split it into several archives.")
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        most = min(MAX_UNPACKED, max(SMALL_UNPACKED, MAX_RATIO * packed))
        if unpacked > most:
            message = f"unpacks to {unpacked // 1_000_000:,} MB, more than the {most // 1_000_000:,} MB that are taken."
            raise Unreadable(None, message, "Split it into several archives.")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = _checked_name(entry)
            if name in self._entries:
                raise Unreadable(None, f"holds {name} twice.", "Pack it again with each file once.")
            self._entries[name] = entry
        self.names = tuple(self._entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file piece by piece. No more is read than the archive has announced."""
        try:
            with self._zip.open(self._entries[name]) as file:
                while piece := file.read(1 << 18):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unreadable(None, f"cannot be unpacked: {name} is damaged.", "Pack it again.") from None

    def read(self, name: str, most: int) -> bytes:
        """A whole file of at most this many bytes."""
        if self._entries[name].file_size > most:
            message = f"holds {name}, which is larger than {most // 1_000_000} MB."
            raise Unreadable(None, message, "Split it, or leave it out.")
        return b"".join(self.pieces(name))


def _checked_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & 1:
        raise Unreadable(None, "is protected by a password.", "Pack it again without one.")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or ":" in parts[0] or len(name) > MAX_NAME:
        fix = "Pack it again, with names that stay inside of the archive."
        raise Unreadable(None, f'holds a file with the name "{name[:100]}", which leads out of it.', fix)
    return str(PurePosixPath(name))


def _is_clutter(name: str) -> bool:
    return name.startswith(_CLUTTER[0]) or PurePosixPath(name).name in _CLUTTER[1:]
