"""Masks: Label Studio's run lengths, COCO's, and outlines, against Label Studio's converter and against themselves."""

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from label_studio_sdk.converter import brush

from assay.exchange.formats import coco_rle
from assay.exchange.formats.contours import outer_contours
from assay.exchange.formats.geometry import area
from assay.kit import brush_rle
from assay.kit.brush_rle import BadRle

masks = arrays.arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12)))


def _theirs(rle: list[int], mask: Any) -> Any:
    height, width = mask.shape
    return brush.decode_rle(rle).reshape(height, width, 4)[:, :, 3] > 0


@given(masks)
def test_label_studio_reads_what_is_written(mask: Any) -> None:
    assert np.array_equal(_theirs(brush_rle.encode(mask), mask), mask)


@given(masks)
def test_what_label_studio_writes_is_read(mask: Any) -> None:
    theirs = brush.mask2rle(mask.astype(np.uint8) * 255)
    assert np.array_equal(brush_rle.decode(theirs, mask.shape[1], mask.shape[0]), mask)


@given(masks)
def test_a_mask_comes_back(mask: Any) -> None:
    height, width = mask.shape
    assert np.array_equal(brush_rle.decode(brush_rle.encode(mask), width, height), mask)
    assert np.array_equal(coco_rle.mask_of(coco_rle.counts_of(mask), width, height), mask)
    assert np.array_equal(coco_rle.mask_of(coco_rle.packed(coco_rle.counts_of(mask)), width, height), mask)


@given(st.binary(min_size=64, max_size=64), st.integers(0, 7))
def test_single_values_are_read_wherever_they_begin(values: bytes, offset: int) -> None:
    """The editor packs stretches without repetition as they are; blocks before them shift them to any bit."""
    bits = f"{64:032b}{7:05b}{2:04b}{3:04b}{7:04b}{15:04b}"
    at = 0
    for at in range(offset):  # one value in a block of its own: 14 bits
        bits += f"000000{values[at]:08b}"
    rest = values[offset:]
    bits += f"010{len(rest) - 1:08b}" + "".join(f"{value:08b}" for value in rest)
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    assert brush.decode_rle(list(data)).tolist() == list(values)
    expected = np.frombuffer(values, np.uint8).reshape(4, 4, 4)[:, :, 3] >= 128
    assert np.array_equal(brush_rle.decode(data, 4, 4), expected)


@pytest.mark.parametrize(
    ("rle", "why"),
    [
        ([], "too early"),
        (brush_rle.encode(np.ones((4, 4)))[:-2], "too early"),
        (brush_rle.encode(np.ones((4, 5))), "holds 80 values"),
        (["a"], "no byte"),
        ([300], "no byte"),
        ([255] * 40, "values"),
    ],
)
def test_run_lengths_that_are_no_mask_are_refused(rle: list[Any], why: str) -> None:
    with pytest.raises(BadRle, match=why):
        brush_rle.decode(rle, 4, 4)


@pytest.mark.parametrize(
    ("counts", "why"),
    [([3, -1, 14], "whole numbers"), ([4, 4], "make 8 pixels"), ("\x07", "no string"), ("o", "cut off"), ("9", "make")],
)
def test_counts_that_are_no_mask_are_refused(counts: Any, why: str) -> None:
    with pytest.raises(BadRle, match=why):
        coco_rle.mask_of(counts, 4, 4)


def test_counts_are_those_of_cocos_tools() -> None:
    """The square in the middle of a 4 x 4 mask, packed by hand after the rule of their source."""
    mask = np.zeros((4, 4), bool)
    mask[1:3, 1:3] = True
    assert coco_rle.counts_of(mask) == [5, 2, 2, 2, 5]
    assert coco_rle.packed([5, 2, 2, 2, 5]) == "52203"


def test_a_mask_of_twelve_megapixels_is_quick() -> None:
    rows, columns = np.mgrid[0:3000, 0:4000]
    mask = ((rows - 1500) ** 2 + (columns - 2000) ** 2 < 1200**2) ^ ((rows // 40 + columns // 40) % 7 == 0)
    rle = brush_rle.encode(mask)
    begun = time.perf_counter()
    found = brush_rle.decode(rle, 4000, 3000)
    assert time.perf_counter() - begun < 2  # a quarter of a second on an idle machine
    assert np.array_equal(found, mask)


@given(masks)
def test_outlines_cover_what_is_painted(mask: Any) -> None:
    """Filled again, the outlines of a mask without holes are the mask."""
    filled = np.zeros_like(mask)
    for contour in outer_contours(mask):
        for y, x in np.ndindex(mask.shape):
            filled[y, x] |= _inside(contour, x + 0.5, y + 0.5)
    assert np.array_equal(filled & mask, mask)
    assert np.array_equal(filled, _without_holes(mask))


def _inside(contour: list[tuple[float, float]], x: float, y: float) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in zip(contour, [*contour[1:], contour[0]], strict=True):
        crossings += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


def _without_holes(mask: Any) -> Any:
    """What the outside, walking over corners too, cannot reach."""
    outside = np.pad(np.zeros_like(mask), 1, constant_values=True)
    open_ = np.pad(~mask, 1, constant_values=True)
    while True:
        grown = outside.copy()
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                grown |= np.roll(outside, (dy, dx), (0, 1))
        grown &= open_
        if np.array_equal(grown, outside):
            return ~outside[1:-1, 1:-1]
        outside = grown


def test_the_largest_piece_comes_first_without_needless_corners() -> None:
    mask = np.zeros((6, 9), bool)
    mask[0, 0] = True
    mask[2:5, 3:8] = True
    found = outer_contours(mask)
    assert [area(contour) for contour in found] == [15, 1]
    assert sorted(found[0]) == [(3, 2), (3, 5), (8, 2), (8, 5)]
