"""Files: uploads, exports, thumbnails. A local folder now; obstore speaks to S3, Google and Azure in the same words.

Paths are made by our own code from ids and random words, never from what a person typed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import BinaryIO, cast

import obstore
from obstore.store import LocalStore

from assay.kit.config import config

CHUNK = 1 << 20
BUFFER = 5 << 20
LONGEST_WORD = 60

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Storage:
    """A folder of files. What does not exist raises FileNotFoundError."""

    def __init__(self, root: Path) -> None:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = LocalStore(root, mkdir=True)

    def put(self, path: str, content: bytes | Iterable[bytes]) -> None:
        """Writes a file whole or not at all. `content` may be a generator: if it raises, nothing is left."""
        if isinstance(content, bytes):
            obstore.put(self._store, path, content)
            return
        # Pushed piece by piece: a generator that obstore pulled from could not itself read from the storage.
        writer = obstore.open_writer(self._store, path, buffer_size=BUFFER)
        for piece in content:
            writer.write(piece)
        writer.close()

    def stream(self, path: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to and without `end`, in pieces; nothing is held in memory but one of them."""
        whole = start == 0 and end is None
        options: obstore.GetOptions = {} if whole else {"range": (start, self.size(path) if end is None else end)}
        for piece in obstore.get(self._store, path, options=options).stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    def read(self, path: str) -> bytes:
        """A small file as a whole."""
        return bytes(obstore.get(self._store, path).bytes())

    def open(self, path: str) -> BinaryIO:
        """A file to read and seek in."""
        return cast(BinaryIO, _Reader(obstore.open_reader(self._store, path)))

    def size(self, path: str) -> int:
        """The bytes of a file."""
        return int(obstore.head(self._store, path)["size"])

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        try:
            self.size(path)
        except FileNotFoundError:
            return False
        return True

    def delete(self, *paths: str) -> None:
        """Deletes files; those that are gone already are passed over."""
        for path in paths:
            try:
                obstore.delete(self._store, path)
            except FileNotFoundError:
                continue

    def delete_below(self, folder: str) -> None:
        """Deletes everything in a folder."""
        for page in obstore.list(self._store, folder):
            self.delete(*(row["path"] for row in page))


class _Reader:
    """A file of obstore as other libraries expect one: `read` gives bytes."""

    def __init__(self, file: obstore.ReadableFile) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return bytes(self._file.read(None if size < 0 else size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def stored_name(given: str, extension: str) -> str:
    """A name that nobody can guess or choose, with what is harmless of the given one so that people recognise it."""
    word = _UNSAFE.sub("-", PurePath(given.replace("\\", "/")).stem).strip("-")[:LONGEST_WORD]
    return "-".join(filter(None, (secrets.token_hex(8), word))) + extension


def project_folder(project_id: int) -> str:
    """Where everything of a project is; it goes with the project."""
    return f"projects/{project_id}"


def dataset_folder(dataset_id: int) -> str:
    """Where everything of a named dataset is; it goes with the dataset."""
    return f"datasets/{dataset_id}"


@lru_cache(maxsize=8)
def _at(root: Path) -> Storage:
    return Storage(root)


def storage() -> Storage:
    """The storage of this installation."""
    return _at(config().data_dir / "files")
