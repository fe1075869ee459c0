"""Renaming an answer inside of results, counting answers, and values of fields that are written for many items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Result = Sequence[Mapping[str, Any]]


def renamed(result: Result, control: str, value_key: str, old: str, new: str) -> list[dict[str, Any]] | None:
    """The result with another word for an answer; None when it does not hold the old one."""
    found = False
    after: list[dict[str, Any]] = []
    for entry in result:
        value = entry.get("value")
        answer = value.get(value_key) if isinstance(value, Mapping) else None
        if entry.get("from_name") == control and isinstance(value, Mapping) and isinstance(answer, list):
            changed = [_renamed(one, old, new) for one in answer]
            if changed != answer:
                found = True
                entry = {**entry, "value": {**value, value_key: _once(changed)}}
        after.append(dict(entry))
    return after if found else None


def _renamed(answer: Any, old: str, new: str) -> Any:
    if isinstance(answer, list):  # a path in a tree
        return [new if step == old else step for step in answer]
    return new if answer == old else answer


def replaced(result: Result, old: Any, new: Any) -> tuple[list[dict[str, Any]], int]:
    """The result with one answer in the place of another where it is the whole of an entry's, and how often it was."""
    times = 0
    after: list[dict[str, Any]] = []
    for entry in result:
        value, kind = entry.get("value"), entry.get("type")
        if isinstance(value, Mapping) and isinstance(kind, str) and kind in value and value[kind] == old:
            entry = {**entry, "value": {**value, kind: new}}
            times += 1
        after.append(dict(entry))
    return after, times


def _once(answers: list[Any]) -> list[Any]:
    """Two answers that are one now are given once."""
    return [answer for place, answer in enumerate(answers) if answer not in answers[:place]]


def answers_in(results: Iterable[Result], value_keys: Mapping[str, str]) -> Counter[str]:
    """How often each answer was given to some controls; `value_keys` says where each control keeps them."""
    return Counter(answer for result in results for entry in result for answer in _answers(entry, value_keys))


def _answers(entry: Mapping[str, Any], value_keys: Mapping[str, str]) -> Iterator[str]:
    key, value = value_keys.get(str(entry.get("from_name"))), entry.get("value")
    if key is None or not isinstance(value, Mapping):
        return
    given = value.get(key)
    for answer in given if isinstance(given, list) else [given]:
        if isinstance(answer, list):
            yield " / ".join(map(str, answer))
        elif answer is not None:
            yield str(answer)


def as_text(counts: Counter[str], *, numbers: bool) -> str:
    """Answers in one field: `Car: 2, Bike: 1`, or their names alone."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name}: {count}" if numbers else name for name, count in ordered)


# ---------------------------------------------------------------- expressions

RANDOM = re.compile(r"random\(\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\)")
CHOICES = re.compile(r"choices?\(\s*\[(.+)\]\s*\)", re.S)
REPLACE = re.compile(r"replace\(\s*(\"[^\"]*\"|'[^']*')\s*,\s*(\"[^\"]*\"|'[^']*')\s*\)", re.S)
FORMS = "random(1, 10), choices(['a', 'b']), replace('old', 'new')"


def evaluated(expression: str, before: Any, chance: float) -> Any:
    """The value of an expression for one item; `chance` lies in [0, 1). Raises ValueError for anything unknown."""
    text = expression.strip()
    if found := RANDOM.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        number = low + chance * (high - low)
        return number if "." in found[1] + found[2] else round(number)
    if found := CHOICES.fullmatch(text):
        options = [part.strip().strip("'\"") for part in found[1].split(",")]
        return options[int(chance * len(options))]
    if found := REPLACE.fullmatch(text):
        old, new = found[1][1:-1], found[2][1:-1]
        return before.replace(old, new) if isinstance(before, str) and old else before
    raise ValueError(expression)
