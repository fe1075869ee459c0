"""A filter of the tables of work: the same one is also the list that a person works through (MQA 23).

It is written as a JSON object, in the address of a page and in requests: `{"status": ["queued"], "search": "fly"}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from assay.kit.errors import BadInput, Problem
from assay.queue.rules import WorkFilter, WorkKind
from assay.tasks.rules import Status
from assay.tasks.rules.kinds import KINDS

FIELDS = ("kind", "status", "search", "reserved_by", "free", "class", "dataset", "type")
LONGEST_SEARCH = 200


def read(given: Mapping[str, Any] | str | None, field: str = "filter") -> WorkFilter:
    """A filter from a request: an object, or its JSON. Raises BadInput naming every field that is wrong."""
    if not given:
        return WorkFilter()
    if isinstance(given, str):
        try:
            given = orjson.loads(given)
        except orjson.JSONDecodeError:
            raise BadInput.field(field, "must be a JSON object.", 'Write {"search": "fly"}.') from None
    if not isinstance(given, Mapping):
        raise BadInput.field(field, "must be an object.", 'Write {"search": "fly"}.')
    problems: list[Problem] = []
    reading = _Reading(given, field, problems)
    for name in given:
        if name not in FIELDS:
            problems.append(Problem(f"{field}.{name}", "is nothing to filter by.", f"Use {', '.join(FIELDS)}."))
    found = WorkFilter(
        kind=reading.word("kind", WorkKind),
        status=reading.statuses(),
        search=reading.text("search").lower(),
        reserved_by=reading.number("reserved_by"),
        free=reading.flag("free"),
        class_name=reading.text("class"),
        dataset=reading.number("dataset"),
        type=reading.text("type"),
    )
    if found.type and found.type not in KINDS:
        problems.append(Problem(f"{field}.type", f"must be one of: {', '.join(KINDS)}."))
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    return found


def read_for(given: Mapping[str, Any] | str | None, *kinds: WorkKind) -> WorkFilter:
    """The filter of a list that a person works through. Raises BadInput when it asks for another kind of work."""
    found = read(given)
    if found.kind not in (None, *kinds):
        raise BadInput.field("filter.kind", f"is another kind of work than {' and '.join(kinds)}.", "Leave it out.")
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    given: Mapping[str, Any]
    field: str
    problems: list[Problem]

    def _wrong(self, name: str, message: str) -> None:
        self.problems.append(Problem(f"{self.field}.{name}", message))

    def text(self, name: str) -> str:
        found = self.given.get(name)
        if found is None:
            return ""
        if not isinstance(found, str) or len(found) > LONGEST_SEARCH or "\x00" in found:
            self._wrong(name, f"must be a text of at most {LONGEST_SEARCH} characters.")
            return ""
        return found.strip()

    def number(self, name: str) -> int | None:
        found = self.given.get(name)
        if found is None or (isinstance(found, int) and not isinstance(found, bool) and 0 < found < 2**63):
            return found
        self._wrong(name, "must be a number.")
        return None

    def flag(self, name: str) -> bool | None:
        found = self.given.get(name)
        if found is None or isinstance(found, bool):
            return found
        self._wrong(name, "must be true or false.")
        return None

    def word(self, name: str, kind: type[WorkKind]) -> WorkKind | None:
        found = self.given.get(name)
        if found is None:
            return None
        if isinstance(found, str) and found in tuple(kind):
            return kind(found)
        self._wrong(name, f"must be one of: {', '.join(kind)}.")
        return None

    def statuses(self) -> frozenset[Status]:
        found = self.given.get("status")
        if found is None:
            return frozenset()
        words: Sequence[Any] = found if isinstance(found, list) else [found]
        if all(isinstance(word, str) and word in tuple(Status) for word in words):
            return frozenset(Status(word) for word in words)
        self._wrong("status", f"must be one of: {', '.join(Status)}; or a list of them.")
        return frozenset()
