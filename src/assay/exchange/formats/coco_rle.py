"""COCO's run lengths of a mask: down the columns, beginning with the pixels that are not in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assay.kit.brush_rle import MAX_PIXELS, BadRle, Mask


def counts_of(mask: Mask) -> list[int]:
    """The run lengths of a mask as numbers."""
    flat = np.asarray(mask, bool).ravel(order="F")
    if not flat.size:
        return []
    ends = np.append(np.flatnonzero(flat[1:] != flat[:-1]) + 1, flat.size)
    lengths: list[int] = np.diff(ends, prepend=0).tolist()
    return [0, *lengths] if flat[0] else lengths


def mask_of(counts: Sequence[int] | str, width: int, height: int) -> Mask:
    """The mask of run lengths, written as numbers or packed into a string. Raises BadRle."""
    if width * height > MAX_PIXELS:
        raise BadRle(f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels")
    lengths = unpacked(counts) if isinstance(counts, str) else list(counts)
    if not all(isinstance(length, int) and not isinstance(length, bool) and length >= 0 for length in lengths):
        raise BadRle("its counts are not whole numbers from 0 up")
    if sum(lengths) != width * height:
        raise BadRle(f"its counts make {sum(lengths):,} pixels, but the picture has {width * height:,}")
    values = np.arange(len(lengths)) % 2 == 1
    return np.repeat(values, lengths).reshape((height, width), order="F")


def packed(counts: Sequence[int]) -> str:
    """The string of COCO's tools: from the fourth on the difference to the count two before, five bits a letter."""
    letters = []
    for place, count in enumerate(counts):
        rest = count - counts[place - 2] if place > 2 else count
        while True:
            bits = rest & 31
            rest >>= 5
            ends = rest == (-1 if bits & 16 else 0)
            letters.append(chr(48 + (bits if ends else bits | 32)))
            if ends:
                break
    return "".join(letters)


def unpacked(text: str) -> list[int]:
    """The numbers of such a string. Raises BadRle."""
    counts: list[int] = []
    number, shift = 0, 0
    for letter in text:
        bits = ord(letter) - 48
        if not 0 <= bits < 64 or shift > 60:
            raise BadRle("its counts are no string of COCO's run lengths")
        number |= (bits & 31) << shift
        shift += 5
        if bits & 32:
            continue
        if bits & 16:
            number -= 1 << shift
        counts.append(number + counts[-2] if len(counts) > 2 else number)
        number, shift = 0, 0
    if shift:
        raise BadRle("its counts are cut off")
    return counts
