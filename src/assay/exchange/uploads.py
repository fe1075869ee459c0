"""Files that people give: stored under names of our own, known by their content, deleted when nothing shows them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePath
from typing import Any

from assay.exchange import queries
from assay.exchange.formats.archive import ZipFiles
from assay.exchange.formats.archive_reading import holds_labels, is_taken_out
from assay.exchange.formats.rows import RowProblem, Unreadable
from assay.exchange.formats.signatures import media_type
from assay.exchange.formats.sniffing import EXTENSION_OF_MEDIA, MEDIA, FileKind, medium_of, sniff
from assay.exchange.queries import UploadRow
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.kit.storage import Storage, dataset_folder, project_folder, storage, stored_name

HEAD = 8192  # enough to recognise any kind of file
LONGEST_NAME = 200

# What is made of a file stands beside it, under its name with one of these endings.
THUMBNAIL = ".thumb.webp"
TIMES = ".times.json"
PEAKS = ".peaks.json"
DERIVED = (THUMBNAIL, TIMES, PEAKS)

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")

_TYPES = {
    FileKind.JSON: "application/json",
    FileKind.JSON_LINES: "application/jsonl",
    FileKind.CSV: "text/csv",
    FileKind.TSV: "text/tab-separated-values",
    FileKind.TEXT: "text/plain",
    FileKind.HTML: "text/html",
    FileKind.VOC: "application/xml",
    FileKind.CONLL: "text/x-conll",
    FileKind.ZIP: "application/zip",
}
_KINDS = {content_type: kind for kind, content_type in _TYPES.items()}
EXTENSION_OF = {
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xml": ".xml",
    "text/x-conll": ".conll",
    "application/zip": ".zip",
    **EXTENSION_OF_MEDIA,
}


def kind_of(upload: UploadRow) -> FileKind:
    """What can be read from a stored file."""
    return _KINDS.get(upload.content_type) or medium_of(upload.content_type) or FileKind.TEXT


def about(name: str, content_type: str, size: int) -> dict[str, Any]:
    """What is known of a file before anybody looks into it; for what is no medium that is all there is to know."""
    medium = medium_of(content_type)
    kind = medium or _KINDS.get(content_type, FileKind.TEXT)
    return {"kind": kind.value, "content_type": content_type, "name": name, "size": size, "probed": medium is None}


def readable_name(given: str | None) -> str:
    """A file's name without its folders and without what cannot be shown."""
    name = PurePath(_CONTROLS.sub("", given or "").replace("\\", "/")).name
    return name[-LONGEST_NAME:] or "file"


@dataclass
class Taking:
    """Files that are being taken in for a project or a dataset. `refused` are those that nothing can be read from."""

    db: Connection
    organization_id: int
    project_id: int | None
    dataset_id: int | None
    account_id: int
    taken: list[UploadRow] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    _paths: list[str] = field(default_factory=list)

    def take(self, name: str, content: Iterable[bytes]) -> None:
        """Stores one file, piece by piece. Its type is told by its content. Archives are unpacked."""
        pieces = iter(content)
        head = b""
        while len(head) < HEAD and (piece := next(pieces, None)) is not None:
            head += piece
        kind = sniff(name, head)
        if isinstance(kind, RowProblem):
            self.refused.append(kind)
            return
        content_type = media_type(name, head) if kind in MEDIA else _TYPES[kind]
        assert content_type is not None
        path = f"{self._folder}/uploads/{stored_name(name, EXTENSION_OF[content_type])}"
        seen = _Seen()
        self._paths.append(path)
        storage().put(path, seen.through(head, pieces))
        if kind is FileKind.ZIP and not self._unpack(name, path):
            storage().delete(path)
            return
        self.taken.append(
            queries.insert_upload(
                self.db,
                organization_id=self.organization_id,
                project_id=self.project_id,
                dataset_id=self.dataset_id,
                name=name,
                path=path,
                size=seen.size,
                sha256=seen.digest.hexdigest(),
                content_type=content_type,
                facts=about(name, content_type, seen.size),
                by=self.account_id,
            )
        )

    @property
    def _folder(self) -> str:
        if self.project_id is not None:
            return project_folder(self.project_id)
        assert self.dataset_id is not None
        return dataset_folder(self.dataset_id)

    def _unpack(self, name: str, path: str) -> bool:
        """Takes pictures, tables and JSON out of an archive; whether it holds labels too, and has to be kept."""
        try:
            with storage().open(path) as file:
                files = ZipFiles(file)
                inner = [found for found in files.names if is_taken_out(found, files.names)]
                for found in inner:
                    self.take(readable_name(found), files.pieces(found))
                return not inner or holds_labels(files.names)
        except Unreadable as end:
            self.refused.append(RowProblem(name, None, "file", end.message, end.fix, fatal=True))
            return False

    def undo(self) -> None:
        """Removes the files again."""
        discard(self._paths)


class _Seen:
    """What is learnt of a file while it passes by."""

    def __init__(self) -> None:
        self.size = 0
        self.digest = hashlib.sha256()

    def through(self, head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in chain([head], pieces):
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


@contextmanager
def taking(
    db: Connection,
    *,
    organization_id: int,
    account_id: int,
    project_id: int | None = None,
    dataset_id: int | None = None,
) -> Iterator[Taking]:
    """Takes files in for a project or a dataset; if anything goes wrong inside, none of them stays."""
    begun = Taking(db, organization_id, project_id, dataset_id, account_id)
    try:
        yield begun
    except BaseException:
        begun.undo()
        raise


def copy_file(
    db: Connection, storage: Storage, row: UploadRow, *, organization_id: int, project_id: int, by: int
) -> UploadRow:
    """A file of another project as one of this project's own: a file is read by who sees its project."""
    path = f"{project_folder(project_id)}/uploads/{stored_name(row.name, PurePath(row.path).suffix)}"
    storage.put(path, storage.stream(row.path))
    return queries.insert_upload(
        db,
        organization_id=organization_id,
        project_id=project_id,
        name=row.name,
        path=path,
        size=row.size,
        sha256=row.sha256,
        content_type=row.content_type,
        facts=row.facts,
        by=by,
    )


def forget(db: Connection, uploads: Iterable[UploadRow]) -> list[str]:
    """Deletes the rows of uploads and returns the path of each, for `discard` after the commit."""
    gone = list(uploads)
    queries.delete_uploads(db, [upload.id for upload in gone])
    return [upload.path for upload in gone]


def _with_derived(path: str) -> tuple[str, ...]:
    return (path, *(path + ending for ending in DERIVED))


def forget_unused(db: Connection, project_id: int, ids: list[int] | None) -> list[str]:
    """Deletes the rows of some uploads of a project, with None of all that no task shows; returns their files' paths.

    Raises BadInput when one of those that are named is shown by a task.
    """
    found = queries.uploads(db, project_id, ids)
    used = queries.used_uploads(db, [upload.id for upload in found])
    if used and ids is not None:
        name = next(upload.name for upload in found if upload.id in used)
        raise BadInput(f"{name} is shown by tasks; delete those first.", code="in_use")
    return forget(db, [upload for upload in found if upload.id not in used])


def discard(paths: Iterable[str]) -> None:
    """Deletes files whose rows are gone for good, and what was made of them."""
    for path in paths:
        storage().delete(*_with_derived(path))
