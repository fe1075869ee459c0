"""The instances of an annotation: the things in it that can be judged one by one, and which of them changed.

Entries of a result that share an id are one instance: a box with its label and the answers about that box. An answer
about the whole item is an instance of its own, known by its control, because the id of its entry may be new each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import orjson


class Kind(StrEnum):
    """What an instance is."""

    OBJECT = "object"  # a region: a box, a span, a track
    CLASSIFICATION = "classification"  # an answer about the whole item
    RELATION = "relation"  # a link between two regions


class Instance(NamedTuple):
    """One thing of one class in one annotation.

    `key` is stable over revisions. `class_name` is the first label of an object ("" without one) and the name of the
    control for a classification. `frames` counts the frames of a video that show it or that it covers, 1 elsewhere;
    `ranges` says which, as (first, last) counted from 1, and is empty elsewhere. `attributes` are the answers about it
    by control, as words; free texts are not among them. Equal fingerprints mean equal content.
    """

    key: str
    class_name: str
    kind: Kind
    from_name: str
    frames: int
    fingerprint: str
    ranges: tuple[tuple[int, int], ...]
    attributes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The keys of two versions of an annotation, told apart; together they are all keys, each once."""

    added: frozenset[str]
    removed: frozenset[str]
    changed: frozenset[str]
    same: frozenset[str]


# The result types of Label Studio that answer a question; every other type is a region or a relation.
_ANSWERS = frozenset(
    {"choices", "taxonomy", "rating", "number", "textarea", "datetime", "pairwise", "ranker", "chatmessage"}
)

# Answers without an order.
_ORDERLESS = frozenset({"choices", "taxonomy"})

# Those of them whose answers are counted: chosen from a list, or numbers.
_CHOSEN = frozenset({"choices", "taxonomy", "rating", "number"})

_NO_REGIONS = _ANSWERS | {"relation"}

# How an entry came about or is shown, as opposed to what it says.
_NOT_CONTENT = frozenset({"id", "origin", "score", "hidden", "locked", "readonly", "selected", "highlighted"})

# The same of what `meta` holds: which prediction an entry was taken from.
_NOT_CONTENT_OF_META = frozenset({"prediction", "model_version"})

# What keys of regions without an id are made of: slower than what makes fingerprints, but keys stay as they are.
_written = json.JSONEncoder(sort_keys=True).encode

# A millionth of a percent of a picture: far below what anybody can draw, far above what a round trip may lose.
_DECIMALS = 6

# Four days at 30 frames a second; what claims more is no video.
_MAX_FRAMES = 10_000_000


def instances_of(result: Sequence[Mapping[str, Any]]) -> tuple[Instance, ...]:
    """The instances of a result that was accepted, in the order of their first entry; each has its own key."""
    return tuple(each_instance(result))


def each_instance(result: Sequence[Mapping[str, Any]]) -> Iterator[Instance]:
    """The same, each read when it is asked for."""
    return (_instance(key, kind, entries) for key, kind, entries in _by_key(result))


def entries_of(result: Sequence[dict[str, Any]], is_wanted: Callable[[str], bool]) -> list[dict[str, Any]]:
    """The entries of the instances whose key is wanted, and links only between regions that are there."""
    kept = {id(entry) for key, _, entries in _by_key(result) if is_wanted(key) for entry in entries}
    regions = {_name(entry) for entry in result if id(entry) in kept and entry.get("type") not in _NO_REGIONS}
    return [
        entry
        for entry in result
        if id(entry) in kept
        and (entry.get("type") != "relation" or {entry.get("from_id"), entry.get("to_id")} <= regions)
    ]


def _by_key(result: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Kind, list[Mapping[str, Any]]]]:
    """The entries of each instance, with its key."""
    regions = {name for entry in result if (name := _name(entry)) and entry.get("type") not in _NO_REGIONS}
    groups: dict[tuple[str, bool], tuple[Kind, list[Mapping[str, Any]]]] = {}
    for entry in result:
        kind, name = _place(entry, regions)
        place = (name, kind is Kind.OBJECT)
        known = groups.get(place)
        if known is None:
            groups[place] = (kind, [entry])
        else:
            known[1].append(entry)
    taken: set[str] = set()
    for (name, _), (kind, entries) in groups.items():
        key = name
        while key in taken:  # an id that happens to be the key of a classification or a relation
            key += "'"
        taken.add(key)
        yield key, kind, entries


def changes(old: Iterable[Instance], new: Iterable[Instance]) -> Changes:
    """What happened to each instance between two versions."""
    before = {instance.key: instance.fingerprint for instance in old}
    after = {instance.key: instance.fingerprint for instance in new}
    same = frozenset(key for key in before.keys() & after.keys() if before[key] == after[key])
    return Changes(
        added=frozenset(after.keys() - before.keys()),
        removed=frozenset(before.keys() - after.keys()),
        changed=frozenset(before.keys() & after.keys()) - same,
        same=same,
    )


def fingerprint_of(result: Sequence[Mapping[str, Any]]) -> str:
    """A word for all that a result says; equal results have equal words, whatever the order of their entries."""
    return _fingerprint(result)


def _name(entry: Mapping[str, Any]) -> str:
    """The id of an entry; empty where there is none, or something that is none."""
    identifier = entry.get("id")
    return identifier if isinstance(identifier, str) else ""


def _place(entry: Mapping[str, Any], regions: set[str]) -> tuple[Kind, str]:
    """The instance that an entry belongs to."""
    identifier, kind = _name(entry), entry.get("type")
    if identifier in regions:
        return Kind.OBJECT, identifier
    if kind == "relation":
        return Kind.RELATION, f"relation:{entry.get('from_id')}:{entry.get('to_id')}"
    if kind in _ANSWERS:
        item = entry.get("item_index")  # one answer for each page of a list
        place = f"#{item}" if isinstance(item, int) and not isinstance(item, bool) else ""
        return Kind.CLASSIFICATION, f"{kind}:{entry.get('from_name')}{place}"
    # A region that a script or a model left without an id is known by what it says.
    return Kind.OBJECT, f"{kind}:{_digest(_written(_content(entry)).encode())}"


def _instance(key: str, kind: Kind, entries: Sequence[Mapping[str, Any]]) -> Instance:
    drawn = [entry for entry in entries if entry.get("type") not in _ANSWERS]
    from_name = str((drawn or entries)[0].get("from_name") or "")
    class_name, covered = "", 0
    ranges: tuple[tuple[int, int], ...] = ()
    for entry in drawn:
        class_name = class_name or _first_label(entry)
        here = _ranges(entry)
        if here and (most := _covered(here)) > covered:
            ranges, covered = here, most
    if kind is Kind.CLASSIFICATION:
        class_name = from_name
    attributes = _attributes(entries) if len(drawn) < len(entries) else {}
    return Instance(key, class_name, kind, from_name, covered or 1, _fingerprint(entries), ranges, attributes)


def _attributes(entries: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """What was answered by choosing or by a number; the order of choices says nothing."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        if entry.get("type") in _CHOSEN:
            answers = _value(entry).get(str(entry.get("type")))
            for answer in answers if isinstance(answers, list) else [answers]:
                if word := _word(answer):
                    found.setdefault(str(entry.get("from_name") or ""), set()).add(word)
    return {name: tuple(sorted(words)) for name, words in sorted(found.items())}


def _word(answer: Any) -> str:
    """An answer as one word; the path of a taxonomy with its steps."""
    if isinstance(answer, list):
        return " / ".join(str(step) for step in answer)
    return f"{answer:g}" if isinstance(answer, float) else "" if answer is None else str(answer)


def _first_label(entry: Mapping[str, Any]) -> str:
    # A relation carries its labels itself, a region in its value, under its type or as "labels".
    kind, value = str(entry.get("type")), _value(entry)
    for labels in (entry.get(kind), entry.get("labels"), value.get(kind), value.get("labels")):
        if labels and isinstance(labels, list) and isinstance(labels[0], str):
            return labels[0]
    return ""


def _ranges(entry: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """The frames, counted from 1, that show a track or that a stretch covers; empty for what is not in a video.

    A key frame of a track shows it; unless it is switched off it rules until the next one. The page counts alike, as
    `tests/fixtures/tracks` says.
    """
    value = _value(entry)
    if "ranges" not in value and "sequence" not in value:
        return ()
    if isinstance(ranges := value.get("ranges"), list):
        return _merged(ranges)
    sequence, total = value.get("sequence"), _frame(value.get("framesCount")) or 0
    marks = sorted(
        (frame, mark.get("enabled") is not False)
        for mark in (sequence if isinstance(sequence, list) else [])
        if isinstance(mark, Mapping) and (frame := _frame(mark.get("frame"))) is not None
    )
    nexts = [frame for frame, _ in marks[1:]] + [total + 1] if marks else []
    return _merged(
        [
            {"start": frame, "end": max(frame, following - 1) if enabled else frame}
            for (frame, enabled), following in zip(marks, nexts, strict=True)
        ]
    )


def _frame(value: Any) -> int | None:
    """The number of a frame, at most the last that counts; 12.0 is one too, as other languages write it."""
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return min(int(value), _MAX_FRAMES) if whole and not isinstance(value, bool) and value >= 0 else None


def _merged(ranges: Sequence[Any]) -> tuple[tuple[int, int], ...]:
    """Stretches of frames, both ends included, in order; none overlaps or touches another."""
    stretches = sorted(
        (stretch["start"], min(stretch["end"], _MAX_FRAMES))
        for stretch in ranges
        if isinstance(stretch, Mapping)
        and isinstance(stretch.get("start"), int)
        and isinstance(stretch.get("end"), int)
    )
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        first = max(1, start)
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end >= first:
            merged.append((first, end))
    return tuple(merged)


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in ranges)


def _value(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    value = entry.get("value")
    return value if isinstance(value, dict) else {}


def _fingerprint(entries: Sequence[Mapping[str, Any]]) -> str:
    parts = [_bytes_of(_content(entry)) for entry in entries]
    if len(parts) > 1:
        parts.sort()
    return _digest(b"\n".join(parts))


def _bytes_of(content: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # an integer of more than 64 bits, which is refused today
        return _written(content).encode()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _content(entry: Mapping[str, Any]) -> dict[str, Any]:
    content = {}
    for name, part in entry.items():
        if name not in _NOT_CONTENT:
            content[name] = part if type(part) is str else _stable(part)
    if isinstance(meta := content.get("meta"), dict):
        said = {name: part for name, part in meta.items() if name not in _NOT_CONTENT_OF_META}
        content["meta"] = said
        if not said:
            del content["meta"]
    value = content.get("value")
    if type(value) is dict and not _ORDERLESS.isdisjoint(value):
        for name in _ORDERLESS & value.keys():
            if isinstance(chosen := value[name], list):
                value[name] = sorted(chosen, key=str)  # in which order boxes were ticked says nothing
    return content


def _stable(value: Any) -> Any:
    """The value as any JSON library gives it back: 12.0 is 12, and the last digits of a float do not count."""
    kind = type(value)
    if kind is int or kind is str:
        return value
    if kind is float:
        rounded = round(value, _DECIMALS)
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**63 else rounded
    if kind is dict:
        return {name: inner if type(inner) is int else _stable(inner) for name, inner in value.items()}
    if kind is list:
        return [inner if type(inner) is str else _stable(inner) for inner in value]
    return value
