"""What metrics compare: the answer of one annotation to one control, without its format.

A value is hashable, and two values are equal exactly when they say the same; `None` is the answer that was not given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from assay.metrics.shapes import Box, Shape


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen, in no order."""

    chosen: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *chosen: str) -> Choices:
        """`Choices.of("cat", "dog")`."""
        return cls(frozenset(chosen))


@dataclass(frozen=True, slots=True)
class Word:
    """One answer of which only equality means something: a date, the preferred side, a word."""

    word: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a rating."""

    number: float | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in the order in which they were given."""

    texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, *texts: str) -> Texts:
        """`Texts.of("first", "second")`."""
        return cls(texts)


@dataclass(frozen=True, slots=True)
class Paths:
    """Entries of a tree, each with the way to it from the top."""

    paths: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, *paths: str, separator: str = "/") -> Paths:
        """`Paths.of("Animal/Dog", "Animal/Cat")`."""
        return cls(frozenset(tuple(path.split(separator)) for path in paths))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items in order, best first; in several named buckets when they were also sorted into such."""

    buckets: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, *items: str) -> Ranking:
        """One list: `Ranking.of("best", "second")`."""
        return cls((("", items),) if items else ())

    @classmethod
    def sorted_into(cls, buckets: Mapping[str, Iterable[str]]) -> Ranking:
        """Several lists by the name of their bucket; their order means nothing, empty ones are left out."""
        lists = ((name, tuple(items)) for name, items in sorted(buckets.items()))
        return cls(tuple((name, items) for name, items in lists if items))


@dataclass(frozen=True, slots=True)
class Region:
    """A marked place: its shape, its labels, and what was answered about it alone.

    `place` is what the region lies on (the object and the page of it): regions of different places never match. The
    order of regions and their ids are not part of a value.
    """

    shape: Shape
    labels: frozenset[str] = frozenset()
    place: str = ""
    choices: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regions:
    """The marked places of one control."""

    regions: tuple[Region, ...] = ()

    @classmethod
    def of(cls, *regions: Region) -> Regions:
        """`Regions.of(Region(Box(0, 0, 10, 10)))`."""
        return cls(regions)


@dataclass(frozen=True, slots=True)
class Track:
    """A box that moves: the frames on which it is seen, in order, with its box there. See `tracks.expanded`."""

    frames: tuple[int, ...]
    boxes: tuple[Box, ...]
    labels: frozenset[str] = frozenset()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Tracks:
    """The tracks of one control."""

    tracks: tuple[Track, ...] = ()

    @classmethod
    def of(cls, *tracks: Track) -> Tracks:
        """`Tracks.of(Track((1, 2), (box, box)))`."""
        return cls(tracks)


Value = Choices | Word | Number | Texts | Paths | Ranking | Regions | Tracks
KINDS: tuple[type[Value], ...] = (Choices, Word, Number, Texts, Paths, Ranking, Regions, Tracks)


def is_empty(value: Value | None) -> bool:
    """Whether nothing was answered: no value, nothing chosen, nothing drawn, a list without items."""
    match value:
        case Word(word):
            return word is None
        case Number(number):
            return number is None
        case Choices(content) | Texts(content) | Paths(content) | Ranking(content) | Regions(content) | Tracks(content):
            return not content
        case _:
            return True


def without(value: Value | None, classes: frozenset[str]) -> Value | None:
    """The value as if these classes did not exist (LSE 11.2.7): both sides are cut before they are compared.

    Classes are choices, the answers of a `Word`, labels of regions and tracks, and entries of a tree wherever they
    stand in a path. A region that had labels and loses all of them is left out.
    """
    return _kept(value, lambda names: names - classes)


def only(value: Value | None, label: str) -> Value | None:
    """What the value says about one class, for scores per label. Texts and numbers say nothing apart: they stay."""
    return _kept(value, lambda names: names & {label}, one_class=True)


Keep = Callable[[frozenset[str]], frozenset[str]]
Thing = TypeVar("Thing", Region, Track)


def _kept(value: Value | None, keep: Keep, *, one_class: bool = False) -> Value | None:
    match value:
        case Choices(chosen):
            return Choices(keep(chosen))
        case Word(word) if word is not None:
            return value if keep(frozenset({word})) else Word()
        case Paths(paths):
            kept = {path: keep(frozenset(path)) for path in paths}
            return Paths(frozenset(path for path, left in kept.items() if left and (one_class or left >= set(path))))
        case Regions(regions):
            return Regions(tuple(_labelled(regions, keep, one_class)))
        case Tracks(tracks):
            return Tracks(tuple(_labelled(tracks, keep, one_class)))
        case _:
            return value


def _labelled(things: Iterable[Thing], keep: Keep, one_class: bool) -> Iterator[Thing]:
    for thing in things:
        left = keep(thing.labels)
        if left or not (thing.labels or one_class):
            yield replace(thing, labels=left)
