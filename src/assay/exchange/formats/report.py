"""What an export in a narrower format had to leave out: a file that comes along in its archive."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

import orjson

NAME = "report.json"

_IN_MEMORY = 8_000_000
_PIECE = 1 << 18


class Spool:
    """Bytes that are written now and read later; many of them go to the disk meanwhile."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 closed once it was read
        # An export that ends in its middle reads nothing: its file is closed with the spool.
        weakref.finalize(self, self._file.close)
        self.empty = True

    def add(self, text: bytes) -> None:
        self.empty = False
        self._file.write(text)

    def read(self) -> Iterator[bytes]:
        """Everything, once; the spool is empty and closed afterwards."""
        self._file.seek(0)
        with self._file:
            while piece := self._file.read(_PIECE):
                yield piece


@dataclass(frozen=True, slots=True)
class Place:
    """What a remark is about: a task, and where they are known its picture, an annotation and a region of it."""

    task: int
    picture: str | None = None
    annotation: int | None = None
    region: str | None = None


class Remarks:
    """Collects what could not be written, and why: each problem by its place, what a format never holds by count."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._problems = Spool()
        self._left_out: Counter[tuple[str, str]] = Counter()
        self.problem_count = 0
        self.tasks = 0
        self.written = 0

    def problem(self, place: Place, what: str, fix: str) -> None:
        """Something of this task is missing from the export, or is there in another form."""
        about = {
            "task": place.task,
            "picture": place.picture,
            "annotation": place.annotation,
            "region": place.region,
        }
        record = {**{name: value for name, value in about.items() if value is not None}, "problem": what, "fix": fix}
        self._problems.add((b",\n    " if self.problem_count else b"\n    ") + orjson.dumps(record))
        self.problem_count += 1

    def left_out(self, control: object, kind: object) -> None:
        """An answer of a kind that the format does not hold at all."""
        self._left_out[str(control), str(kind)] += 1

    def as_json(self) -> Iterator[bytes]:
        """The report as a JSON file, once."""
        head: dict[str, Any] = {
            "format": self._format,
            "tasks": self.tasks,
            "written": self.written,
            "left_out": [
                {"control": control, "type": kind, "entries": count}
                for (control, kind), count in sorted(self._left_out.items())
            ],
        }
        text = orjson.dumps(head, option=orjson.OPT_INDENT_2)
        yield text.removesuffix(b"\n}") + b',\n  "problems": ['
        yield from self._problems.read()
        yield b"\n  ]\n}\n" if self.problem_count else b"]\n}\n"
