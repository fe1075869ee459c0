"""Values: what is empty, and what is left of them when classes are switched off or looked at alone."""

from __future__ import annotations

import pytest

from assay.metrics.kinds import (
    Choices,
    Number,
    Paths,
    Ranking,
    Region,
    Regions,
    Texts,
    Track,
    Tracks,
    Value,
    Word,
    is_empty,
    only,
    without,
)
from assay.metrics.shapes import Box, Span

BOX = Box(0, 0, 10, 10)


def region(*labels: str) -> Region:
    return Region(Span(0, 9), frozenset(labels))


@pytest.mark.parametrize(
    ("empty", "full"),
    [
        (Choices(), Choices.of("a")),
        (Word(), Word("")),
        (Number(), Number(0)),
        (Texts(), Texts.of("")),
        (Paths(), Paths.of("a/b")),
        (Ranking.of(), Ranking.of("a")),
        (Ranking.sorted_into({"good": []}), Ranking.sorted_into({"good": ["a"], "bad": []})),
        (Regions(), Regions.of(region())),
        (Tracks(), Tracks.of(Track((1,), (BOX,)))),
        (None, Number(1)),
    ],
)
def test_what_is_empty(empty: Value | None, full: Value) -> None:
    assert is_empty(empty)
    assert not is_empty(full)


@pytest.mark.parametrize(
    ("value", "left", "alone"),
    [
        (Choices.of("a", "b"), Choices.of("b"), Choices.of("a")),
        (Word("a"), Word(), Word("a")),
        (Word("b"), Word("b"), Word()),
        (Paths.of("x/a", "x/b", "a/c"), Paths.of("x/b"), Paths.of("x/a", "a/c")),
        (Regions.of(region("a"), region("b")), Regions.of(region("b")), Regions.of(region("a"))),
        (Regions.of(region("a", "b")), Regions.of(region("b")), Regions.of(region("a"))),
        (Regions.of(region()), Regions.of(region()), Regions()),
        (Tracks.of(Track((1,), (BOX,), frozenset("a"))), Tracks(), Tracks.of(Track((1,), (BOX,), frozenset("a")))),
        (Number(4), Number(4), Number(4)),
        (Texts.of("a"), Texts.of("a"), Texts.of("a")),
        (None, None, None),
    ],
)
def test_a_class_is_switched_off_or_looked_at_alone(value: Value, left: Value, alone: Value) -> None:
    assert without(value, frozenset({"a"})) == left
    assert only(value, "a") == alone
