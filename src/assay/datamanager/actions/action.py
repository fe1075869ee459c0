"""What an action on many tasks is: one row gives its entry in menus, its dialog and its permission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assay.access.rules.permissions import Permission
from assay.kit.db import Connection
from assay.kit.errors import AssayError, BadInput
from assay.projects.rules.workflow import Workflow

Params = Mapping[str, Any]
Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Work:
    """What an action is done to, by whom, with which answers of its form."""

    db: Connection
    workflow: Workflow
    actor_id: int
    at: datetime
    task_ids: Sequence[int]
    params: Params


@dataclass(frozen=True, slots=True)
class Input:
    """A field of an action's form.

    `kind` is people, versions, annotation, control, label, choice, text, value, or answers to questions about items.
    """

    name: str
    label: str
    kind: str
    required: bool = True
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False


def nothing_to_check(work: Work) -> Params:
    """The answers of a form in which nothing can be wrong."""
    return work.params


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    `text` asks for confirmation. `run` does it to some tasks and counts what it did; `says` are the words for what was
    counted, singular and plural. `check` raises BadInput for answers that make no sense, before anything is done. A
    `whole` action sees all of its tasks at once; the others are done a hundred at a time. With `every_task` it is
    about the project, whatever is selected. One that `labels` is work that nobody handed out: who only annotates may do
    it where tasks are theirs by name, and nobody who is paused. One that is `by_name` hands tasks to annotators, which
    only the queue itself does in manual QA; one that is `of_whole` annotations finds nothing where single instances are
    judged. Neither is offered there.
    """

    id: str
    title: str
    permission: Permission
    order: int
    text: str
    run: Callable[[Work], Counts]
    says: Mapping[str, tuple[str, str]]
    inputs: tuple[Input, ...] = ()
    check: Callable[[Work], Params] = nothing_to_check
    whole: bool = False
    every_task: bool = False
    labels: bool = False
    by_name: bool = False
    of_whole: bool = False
    is_danger: bool = False
    group: str = ""
    aliases: tuple[str, ...] = field(default=())


def sentence(action: Action, counts: Mapping[str, int]) -> str:
    """What an action did, in words: "3 annotations deleted, 1 task left as it was"."""
    parts = [
        f"{counts[name]:,} {one if counts[name] == 1 else many}"
        for name, (one, many) in action.says.items()
        if counts.get(name)
    ]
    return (", ".join(parts) or "Nothing had to be done") + "."


def people_of(work: Work, name: str, *, required: bool = True) -> list[int] | None:
    """The people of a form; None when the form names nobody. Raises BadInput."""
    given = work.params.get(name)
    if given in (None, "", []):
        if required:
            raise BadInput.field(name, "is missing.", "Name at least one person.")
        return None
    values = given if isinstance(given, list) else str(given).split(",")
    try:
        found = [int(one) for one in values]
    except (TypeError, ValueError):
        raise BadInput.field(name, "must be ids of people.") from None
    if any(not 0 < one < 2**63 for one in found):
        raise BadInput.field(name, "must be ids of people.")
    return found


def text_of(work: Work, name: str, *, required: bool = True) -> str:
    """A text of a form. Raises BadInput."""
    given = work.params.get(name)
    if given is None or given == "":
        if required:
            raise BadInput.field(name, "is missing.")
        return ""
    if not isinstance(given, str | int | float) or "\x00" in str(given) or len(str(given)) > 10_000:
        raise BadInput.field(name, "must be a text.")
    return str(given)


def each(work: Work, ids: Iterable[int], act: Callable[[int], object], name: str) -> Counts:
    """Does something to each; what is refused stays as it was and is counted."""
    counts = Counts()
    for one in ids:
        try:
            with work.db.transaction():
                act(one)
            counts[name] += 1
        except AssayError:
            counts["refused"] += 1
    return counts
