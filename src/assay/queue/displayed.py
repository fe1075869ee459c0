"""Lists of tasks, as the queue needs them: the feature that has the lists says at the start how they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assay.access.actor import ProjectAccess
from assay.kit.db import Connection

# The tasks of a tab, or of a query as JSON, that have work for a person, in the order of the list.
Reader = Callable[[Connection, ProjectAccess, int, int | None, str | None], list[int]]
# All tasks that fulfil the conditions of a filter, as far as a person may ask for them.
Finder = Callable[[Connection, ProjectAccess, int, dict[str, Any]], list[int]]


@dataclass(frozen=True, slots=True)
class Lists:
    """How lists are read."""

    to_review: Reader
    to_label: Reader
    matching: Finder


_used: list[Lists] = []


def use(lists: Lists) -> None:
    """Tells how lists are read; the composition root does it once."""
    _used[:] = [lists]


def lists() -> Lists:
    """How lists are read."""
    [found] = _used
    return found


def among(
    read: Reader,
    db: Connection,
    project: ProjectAccess,
    account_id: int,
    *,
    tasks: list[int] | None,
    view: int | None,
    query: str | None,
) -> list[int] | None:
    """The tasks that a stream goes through, in their order: those named, those of a list, or both; None for all."""
    if view is None and not query:
        return tasks
    shown = read(db, project, account_id, view, query)
    if tasks is None:
        return shown
    found = set(shown)
    return [task_id for task_id in tasks if task_id in found]
