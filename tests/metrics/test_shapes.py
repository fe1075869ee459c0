"""What shapes cover and how much they overlap."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.answers import masks

from assay.metrics.areas import area_iou, geometries
from assay.metrics.masks import mask_iou
from assay.metrics.points import oks, pck, within
from assay.metrics.shapes import Area, Box, Dot, Ellipse, Mask, NodeSpan, Polygon, Span
from assay.metrics.spans import node_span_iou, span_iou

SQUARE = Polygon(((0, 0), (10, 0), (10, 10), (0, 10)))


def iou(a: Area, b: Area) -> float:
    return float(area_iou([a], [b])[0, 0])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Box(0, 0, 10, 10), Box(10, 0, 10, 10), 0),
        (Box(0, 0, 10, 10), Box(5, 0, 10, 10), 50 / 150),
        (Box(3, 3, 0, 0), Box(3, 3, 0, 0), 1),
        (Box(3, 3, 0, 0), Box(4, 3, 0, 0), 0),
        (Box(3, 3, 0, 0), Box(0, 0, 10, 10), 0),
        (Box(10, 10, -10, -10), Box(0, 0, 10, 10), 1),
        (Box(0, 0, 10, 10, 360), Box(0, 0, 10, 10), 1),
        (Box(0, 0, 10, 10, 90), Box(-10, 0, 10, 10), 1),
        (Box(5, 0, math.sqrt(50), math.sqrt(50), 45), Polygon(((5, 0), (10, 5), (5, 10), (0, 5))), 1),
        (Box(0, 0, 10, 10), SQUARE, 1),
        (SQUARE, Polygon(((0, 0), (0, 10), (10, 10), (10, 0))), 1),
        (SQUARE, Polygon(((0, 0), (5, 0), (10, 0), (10, 10), (0, 10), (0, 0))), 1),
        (SQUARE, Polygon(((0, 0), (10, 10))), 0),
        (Polygon(((0, 0), (10, 10))), Polygon(((0, 0), (10, 10))), 1),
        # What crosses itself: two triangles that meet in a point.
        (Polygon(((0, 0), (10, 10), (10, 0), (0, 10))), SQUARE, 0.5),
        (Ellipse(0, 0, 2, 1), Ellipse(0, 0, 2, 1, 180), 1),
        (Ellipse(0, 0, 2, 1), Ellipse(0, 0, 1, 2, 90), 1),
    ],
)
def test_areas_overlap(a: Area, b: Area, expected: float) -> None:
    assert iou(a, b) == pytest.approx(expected, abs=1e-9)
    assert iou(b, a) == pytest.approx(expected, abs=1e-9)


def test_an_ellipse_has_its_exact_area() -> None:
    assert geometries([Ellipse(5, 5, 30, 7, 25)])[0].area == pytest.approx(math.pi * 30 * 7, rel=1e-12)


def test_what_crosses_itself_is_filled_by_even_and_odd() -> None:
    """The middle of a five-pointed star is wound around twice, so it is outside."""
    tips = [(math.cos(0.4 * math.pi * k), math.sin(0.4 * math.pi * k)) for k in range(5)]
    star = Polygon(tuple(tips[2 * k % 5] for k in range(5)))
    inner = math.cos(0.4 * math.pi) / math.cos(0.2 * math.pi)
    middle = 2.5 * inner**2 * math.sin(0.4 * math.pi)
    around = 5 * inner * math.sin(0.2 * math.pi)
    assert geometries([star])[0].area == pytest.approx(around - middle, rel=1e-9)


def test_a_turned_box_in_percent_is_turned_in_pixels() -> None:
    """On a picture twice as wide as high a quarter turn makes a wide box a high one, of the same area."""
    size = (200.0, 100.0)
    turned = Box.in_percent(50, 10, 20, 20, 90, size=size)
    assert iou(turned, Box(80, 10, 20, 40)) == 1
    assert iou(Polygon.in_percent([(50, 0), (100, 0), (100, 100), (50, 100)], size=size), Box(100, 0, 100, 100)) == 1
    assert Ellipse.in_percent(50, 50, 10, 10, size=size) == Ellipse(100, 50, 20, 10)


@given(a=masks, b=masks)
@settings(max_examples=200, deadline=None)
def test_masks_overlap_as_their_pixels_do(a: Mask, b: Mask) -> None:
    one, other = _pixels(a), _pixels(b)
    together = (one | other).sum()
    expected = (one & other).sum() / together if together else 1
    assert mask_iou([a], [b])[0, 0] == pytest.approx(expected)


@given(st.lists(st.integers(0, 5), max_size=6))
def test_run_lengths_of_one_mask_are_always_the_same(runs: list[int]) -> None:
    mask = Mask.of_runs(8, 4, runs)
    assert mask == Mask.of_array(_pixels(mask).reshape(4, 8))
    bits = [at % 2 == 1 for at, run in enumerate(runs) for _ in range(run)]
    assert list(_pixels(mask)) == bits + [False] * (32 - len(bits))


def _pixels(mask: Mask) -> Any:
    return np.repeat(np.arange(len(mask.runs)) % 2 == 1, mask.runs)


def test_masks_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="different sizes"):
        mask_iou([Mask(4, 4, (16,))], [Mask(4, 5, (20,))])
    with pytest.raises(ValueError, match="cover 17 pixels"):
        Mask.of_runs(4, 4, [10, 7])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Span(0, 10), Span(0, 10), 1),
        (Span(0, 10), Span(10, 20), 0),
        (Span(0, 10), Span(20, 30), 0),
        (Span(0, 10), Span(2, 7), 0.5),
        (Span(10, 0), Span(0, 10), 1),
        (Span(3, 3), Span(3, 3), 1),
        (Span(3, 3), Span(0, 10), 0),
        (Span(3, 3), Span(4, 4), 0),
        (Span(0.5, 1.5), Span(1.0, 2.0), 1 / 3),
    ],
)
def test_spans_overlap(a: Span, b: Span, expected: float) -> None:
    assert span_iou([a], [b])[0, 0] == pytest.approx(expected)


def test_spans_of_html_need_the_same_elements() -> None:
    def span(start: str, end: str, at: float, to: float, whole: Span | None = None) -> NodeSpan:
        return NodeSpan(start, end, at, to, whole)

    a = [span("p[1]", "p[1]", 0, 10), span("p[1]", "p[2]", 40, 10, Span(40, 60))]
    b = [span("p[1]", "p[1]", 5, 10), span("p[1]", "p[2]", 40, 20, Span(40, 70)), span("p[2]", "p[2]", 0, 10)]
    assert node_span_iou(a, b) == pytest.approx(np.array([[0.5, 0, 0], [0, 2 / 3, 0]]))
    assert node_span_iou([], b).shape == (0, 3)


def test_points_within_a_tolerance() -> None:
    assert within([Dot(10, 10), Dot(50, 50)], [Dot(11, 9), Dot(50, 51.5)], 1).tolist() == [[1, 0], [0, 0]]


def test_poses_are_compared_in_both_directions() -> None:
    sigmas = {"nose": 0.1, "hand": 0.2}
    a, b = {"nose": (0.0, 0.0), "hand": (10.0, 0.0)}, {"nose": (0.0, 0.0)}
    # The nose is exact; the hand is missing in one direction, and not asked for in the other.
    assert oks(a, b, sigmas, 100, 100) == pytest.approx((0.5 + 1) / 2)
    assert oks({"nose": (0.0, 0.0)}, {"nose": (2.0, 0.0)}, sigmas, 100, 100) == pytest.approx(math.exp(-0.5))
    assert oks({}, {}, sigmas, 1, 1) is None
    assert oks({}, b, sigmas, 100, 100) == 0
    assert pck(a, b, 1) == 0.5
    assert pck({}, {}, 1) is None
    assert pck({"nose": (0.0, 0.0)}, {"nose": (0.0, 5.0)}, 5) == 1


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_places_that_are_no_numbers_overlap_nothing(bad: float) -> None:
    for shape in (
        Box(bad, 0, 10, 10),
        Box(0, 0, bad, 10, 30),
        Ellipse(bad, 0, 1, 1),
        Polygon(((bad, 0), (1, 0), (1, 1))),
    ):
        assert iou(shape, Box(0, 0, 10, 10)) == 0
        assert iou(shape, SQUARE) == 0
