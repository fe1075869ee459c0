"""What is exported: the choices of a person as a value, which SQL and people read alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("usual", "ground_truth", "skipped")
TASK_FLAGS = ("reviewed", "annotated", "finished", "skipped")

# Whether a filter keeps only what has a quality (True), only what has it not (False), or does not ask (None).
Wish = bool | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the tasks of a list fulfil, as SQL about the task `t`, and its parameters."""

    condition: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks of a project are exported, and which annotations of them (LSE 14.4).

    `kinds` are the kinds of annotations that are kept; none means all but skipped ones. `tasks` holds a wish for each
    of `TASK_FLAGS`; `narrowed` leaves the tasks of a list.
    """

    project_id: int
    tasks: Mapping[str, Wish]
    kinds: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    reviewed: Wish = None
    accepted_only: bool = False
    only_with_annotations: bool = False
    ids: tuple[int, ...] | None = None
    narrowed: Narrowed | None = None

    @property
    def needs_annotation(self) -> bool:
        """Whether a task without an exported annotation is left out. What was accepted is asked for, and no more."""
        return self.only_with_annotations or self.accepted_only


def wanted(
    project_id: int,
    task_options: Mapping[str, Any] | None = None,
    annotation_options: Mapping[str, Any] | None = None,
    *,
    ids: tuple[int, ...] | None = None,
    narrowed: Narrowed | None = None,
) -> Wanted:
    """The choices in the words of the API: `only`, `exclude`, true, or nothing."""
    tasks, annotations = task_options or {}, annotation_options or {}
    return Wanted(
        project_id=project_id,
        tasks={flag: _wish(tasks.get(flag)) for flag in TASK_FLAGS},
        kinds=frozenset(kind for kind in KINDS if _wish(annotations.get(kind)) is True),
        without=frozenset(kind for kind in KINDS if annotations.get(kind) == "exclude"),
        reviewed=_wish(annotations.get("reviewed")),
        accepted_only=_wish(annotations.get("accepted")) is True,
        only_with_annotations=bool(tasks.get("only_with_annotations")),
        ids=ids,
        narrowed=narrowed,
    )


def _wish(given: object) -> Wish:
    """False is what clients send for a box that is not ticked: it asks for nothing."""
    if given in (True, "only"):
        return True
    return False if given == "exclude" else None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of everything is exported: in full, or by id."""

    people: bool = True
    predictions: bool = True
    drafts: bool = False


def extent_of(options: Mapping[str, Any] | None) -> Extent:
    """As Label Studio does it: what is named and not `only_id` comes in full, everything else by id."""

    def in_full(name: str) -> bool:
        given = (options or {}).get(name)
        return isinstance(given, Mapping) and not given.get("only_id")

    return Extent(in_full("annotations__completed_by"), in_full("predictions"), in_full("drafts"))
