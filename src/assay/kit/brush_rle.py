"""Label Studio's run lengths of a brush mask: the bit stream of @thi.ng/rle-pack over the bytes of an RGBA picture.

The stream begins with the number of values (32 bits), the bits of a value less one (5), and four sizes of counts less
one (4 bits each). Blocks follow: a bit that says whether one value is repeated, two that choose the size of the count,
the count less one, and then one value, or as many as were counted. Only the opacity of a pixel means anything; painted
pixels have 255 in all four channels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

MAX_PIXELS = 150_000_000

_SIZES = (3, 4, 8, 16)
_OPAQUE = 128
_WINDOW = 512  # bytes that are turned into one integer at a time; blocks are much shorter
_LONGEST_BLOCK = 64


class BadRle(ValueError):
    """Run lengths that cannot be unpacked; the message says why."""


def decode(rle: Sequence[int] | bytes, width: int, height: int) -> Mask:
    """The mask of a picture, true where it was painted. Raises BadRle."""
    if width * height > MAX_PIXELS:
        raise BadRle(f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels")
    try:
        data = bytes(rle)
    except (TypeError, ValueError):
        raise BadRle("it holds something that is no byte") from None
    values = _values(_Bits(data), 4 * width * height)
    return np.asarray(values.reshape(height, width, 4)[:, :, 3] >= _OPAQUE)


class _Bits:
    """Reads a byte string bit by bit, many bits at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._length = 8 * len(data)
        self._at = 0
        self._window, self._base, self._end = 0, 0, 0

    def read(self, bits: int) -> int:
        end = self._at + bits
        if end > self._end:
            if end > self._length:
                raise BadRle("it ends too early")
            first = self._at // 8
            piece = self._data[first : first + _WINDOW]
            self._window = int.from_bytes(piece, "big")
            self._end = 8 * (first + len(piece))
        self._at = end
        return self._window >> (self._end - end) & ((1 << bits) - 1)

    def read_bytes(self, count: int) -> NDArray[np.uint8]:
        """This many values of eight bits, wherever they begin."""
        first, shift = divmod(self._at, 8)
        if self._at + 8 * count > self._length:
            raise BadRle("it ends too early")
        self._at += 8 * count
        raw = np.frombuffer(self._data, np.uint8, min(count + 1, len(self._data) - first), first)
        if not shift:
            return raw[:count]
        return np.asarray((raw[:count] << shift) | (raw[1 : count + 1] >> (8 - shift)), np.uint8)


def _values(bits: _Bits, expected: int) -> NDArray[np.uint8]:
    number, word = bits.read(32), bits.read(5) + 1
    sizes = [bits.read(4) + 1 for _ in range(4)]
    if number != expected:
        raise BadRle(f"it holds {number:,} values, but a picture of this size has {expected:,}")
    if word > 8:
        raise BadRle(f"its values have {word} bits, not 8")
    # Runs are laid out by one np.repeat at the end: a loop over pixels would take seconds for a large picture.
    run_values: list[int] = []
    run_lengths: list[int] = []
    read, at = bits.read, 0
    while at < number:
        head = read(3)
        count = read(sizes[head & 3]) + 1
        if at + count > number:
            raise BadRle("its runs are longer than the picture")
        at += count
        if head & 4:
            run_values.append(read(word))
            run_lengths.append(count)
            continue
        literal = bits.read_bytes(count).tolist() if word == 8 else [read(word) for _ in range(count)]
        run_values += literal
        run_lengths += [1] * count
    return np.repeat(np.array(run_values, np.uint8), run_lengths)


def encode(mask: NDArray[Any]) -> list[int]:
    """The run lengths of a mask, as the editor writes them: 255 in every channel where it is true, 0 elsewhere."""
    flat = np.ascontiguousarray(mask, bool).ravel()
    total = 4 * flat.size
    out = _BitList()
    out.add(total, 32)
    out.add(7, 5)
    for size in _SIZES:
        out.add(size - 1, 4)
    if not flat.size:
        return out.bytes()
    ends = np.append(np.flatnonzero(flat[1:] != flat[:-1]) + 1, flat.size)
    lengths = 4 * np.diff(ends, prepend=0)
    value = 255 if flat[0] else 0
    for length in lengths.tolist():
        while length:
            taken = min(length, 1 << _SIZES[-1])
            which = next(place for place, size in enumerate(_SIZES) if taken <= 1 << size)
            out.add(4 | which, 3)
            out.add(taken - 1, _SIZES[which])
            out.add(value, 8)
            length -= taken
        value = 255 - value
    return out.bytes()


class _BitList:
    """Collects bits, and gives them as whole bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._rest, self._bits = 0, 0

    def add(self, value: int, bits: int) -> None:
        self._rest = self._rest << bits | value
        self._bits += bits
        if self._bits >= _LONGEST_BLOCK:
            spare = self._bits % 8
            self._bytes += (self._rest >> spare).to_bytes(self._bits // 8, "big")
            self._rest &= (1 << spare) - 1
            self._bits = spare

    def bytes(self) -> list[int]:
        missing = -self._bits % 8
        size = (self._bits + missing) // 8
        return [*self._bytes, *(self._rest << missing).to_bytes(size, "big")]
