"""Random answers of every kind, for properties that every metric has."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from assay.metrics.kinds import Choices, Number, Paths, Ranking, Region, Regions, Texts, Track, Tracks, Value, Word
from assay.metrics.shapes import Box, Dot, Ellipse, Mask, NodeSpan, Polygon, Span

NAMES = ("a", "b", "c", "d")
SIDE = 6

names = st.sampled_from(NAMES)
name_sets = st.frozensets(names, max_size=3)
# Multiples of a quarter, so that equal places and touching edges come up often.
places = st.integers(0, 40).map(lambda n: n / 4)
turns = st.sampled_from((0.0, 0.0, 30.0, 90.0, 200.0))

boxes = st.builds(Box, places, places, places, places, turns)
ellipses = st.builds(Ellipse, places, places, places, places, turns)
polygons = st.builds(Polygon, st.lists(st.tuples(places, places), max_size=6).map(tuple))
masks = st.lists(st.booleans(), min_size=SIDE * SIDE, max_size=SIDE * SIDE).map(
    lambda bits: Mask.of_array(np.array(bits).reshape(SIDE, SIDE))
)
dots = st.builds(Dot, places, places)
spans = st.builds(Span, places, places)
node_spans = st.builds(
    NodeSpan, st.sampled_from(("/p[1]", "/p[2]")), st.just("/p[2]"), places, places, st.none() | spans
)
shapes = boxes | ellipses | polygons | masks | dots | spans | node_spans
texts = st.text(alphabet="ab é", max_size=5)
regions = st.builds(
    Region, shapes, name_sets, st.sampled_from(("", "page 2")), name_sets, st.lists(texts, max_size=2).map(tuple)
)


@st.composite
def tracks(draw: Any) -> Track:
    """A track on a few frames."""
    frames = tuple(sorted(draw(st.sets(st.integers(1, 5), max_size=4))))
    return Track(frames, tuple(draw(boxes) for _ in frames), draw(name_sets))


def orders() -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the names in some order."""
    return st.permutations(NAMES).flatmap(lambda items: st.integers(0, 4).map(lambda n: tuple(items[:n])))


OF_KIND: dict[type[Value], st.SearchStrategy[Any]] = {
    Choices: st.builds(Choices, name_sets),
    Word: st.builds(Word, st.none() | names),
    Number: st.builds(Number, st.none() | st.integers(1, 5) | st.floats(1, 5)),
    Texts: st.builds(Texts, st.lists(texts, max_size=3).map(tuple)),
    Paths: st.builds(Paths, st.frozensets(st.lists(names, min_size=1, max_size=3).map(tuple), max_size=3)),
    Ranking: st.dictionaries(st.sampled_from(("", "good")), orders(), max_size=2).map(Ranking.sorted_into),
    Regions: st.lists(regions, max_size=4).map(tuple).map(Regions),
    Tracks: st.lists(tracks(), max_size=3).map(tuple).map(Tracks),
}
