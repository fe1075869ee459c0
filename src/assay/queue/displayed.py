"""Lists of tasks, as the streams need them: the feature that has the lists says at the start how they are read."""

from __future__ import annotations

from collections.abc import Callable

from assay.access.actor import ProjectAccess
from assay.kit.db import Connection

# The tasks of a tab, or of a query as JSON, that have work for a reviewer, in the order of the list.
Reader = Callable[[Connection, ProjectAccess, int, int | None, str | None], list[int]]
_readers: list[Reader] = []


def use(reader: Reader) -> None:
    """Tells how lists are read; the composition root does it once."""
    _readers[:] = [reader]


def to_review(
    db: Connection, project: ProjectAccess, account_id: int, view: int | None, query: str | None
) -> list[int]:
    """The tasks of a list that have work for a reviewer."""
    [reader] = _readers
    return reader(db, project, account_id, view, query)
