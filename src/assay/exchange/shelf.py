"""The pictures that labels can be about: those of the same import, and those that the project shows already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assay.exchange.formats.labelled import LabelledPicture
from assay.exchange.formats.rows import RowProblem
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.media.probing import look_at_picture
from assay.exchange.queries import ShownPicture, UploadRow, shown_pictures
from assay.exchange.uploads import kind_of
from assay.kit.db import Connection

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was found: by its upload in this import, by the task that shows it, or by its address alone."""

    address: str
    field: str | None = None
    upload: UploadRow | None = None
    task_id: int | None = None
    size: Size | None = None
    facts: Mapping[str, object] | None = None


class Shelf:
    """Finds pictures by the names that files of labels use: with folders before them, or any extension behind."""

    def __init__(self, db: Connection, project_id: int, uploads: Iterable[UploadRow] = ()) -> None:
        self._db = db
        self._project_id = project_id
        self._here: defaultdict[str, list[UploadRow]] = defaultdict(list)
        for upload in uploads:
            if kind_of(upload) is FileKind.IMAGE:
                for name in _keys(upload.name):
                    self._here[name].append(upload)
        self._there: dict[str, list[ShownPicture]] = {}

    def look_up(self, pictures: Sequence[LabelledPicture]) -> None:
        """Asks the project for some pictures at once."""
        wanted = {name for picture in pictures if not self._here.get(name := _name(picture.picture))}
        self._there = shown_pictures(self._db, self._project_id, sorted(wanted)) if wanted else {}

    def find(self, labelled: LabelledPicture) -> Picture | RowProblem:
        """The picture that is meant, with its size where that is known."""
        name = _name(labelled.picture)
        here, there = self._here.get(name, []), self._there.get(name, [])
        if len(here) > 1 or (not here and len(there) > 1):
            found = f"{len(here) or len(there)} pictures {'of this import' if here else 'in the project'} have"
            return _refused(
                labelled, f'is "{labelled.picture}", a name that {found}.', "Give every picture its own name."
            )
        if here:
            [upload] = here
            facts = look_at_picture(upload.name, upload.path, upload.url)
            if isinstance(facts, RowProblem):
                return facts
            return Picture(upload.url, None, upload, None, (facts["width"], facts["height"]), facts)
        if there:
            [shown] = there
            size = (shown.width, shown.height) if shown.width and shown.height else None
            return Picture("", shown.field, None, shown.task_id, size)
        if labelled.picture.startswith(("http://", "https://", "s3://", "gs://")):
            return Picture(labelled.picture)
        message = f'is "{labelled.picture}", which is neither in this import nor in the project.'
        return _refused(labelled, message, "Choose the picture together with the file of labels, or import it before.")


def _refused(labelled: LabelledPicture, message: str, fix: str) -> RowProblem:
    return RowProblem(labelled.file, labelled.number, "picture", message, fix)


def _name(picture: str) -> str:
    return PurePosixPath(picture.replace("\\", "/")).name


def _keys(name: str) -> tuple[str, str]:
    """Under which a picture is found: its name, and the name with any extension."""
    return name, f"{PurePosixPath(name).stem}.*"
