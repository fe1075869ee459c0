"""The outline of a sound, so that the page can draw its waveform without reading all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

POINTS_A_SECOND = 50
MOST_POINTS = 200_000  # for one channel: more than an hour at full resolution
MOST_CHANNELS = 2
SCALE = 127

Samples = NDArray[np.float32]  # channels x samples, from -1 to 1


class Outline:
    """Collects how loud a sound is in each step of time, piece by piece."""

    def __init__(self, rate: int, seconds: float) -> None:
        """`seconds` is how long the sound is said to be; a longer one is followed all the same, up to the cap."""
        self._step = max(1, round(rate / POINTS_A_SECOND), -(-round(seconds * rate) // MOST_POINTS))
        self._rate = rate
        self._channels: list[list[NDArray[np.uint8]]] = []
        self._left: Samples | None = None
        self.samples = 0

    def add(self, piece: Samples) -> None:
        """The next samples; channels beyond the second are left out."""
        piece = piece[:MOST_CHANNELS]
        self.samples += piece.shape[1]
        if self._left is not None and self._left.shape[0] == piece.shape[0]:
            piece = np.concatenate([self._left, piece], axis=1)
        whole = piece.shape[1] // self._step * self._step
        self._left = piece[:, whole:]
        self._keep(piece[:, :whole])

    def _keep(self, piece: Samples) -> None:
        if not piece.shape[1]:
            return
        loudest = np.abs(piece).reshape(piece.shape[0], -1, self._step).max(axis=2)
        points = np.round(np.clip(np.nan_to_num(loudest), 0, 1) * SCALE).astype(np.uint8)
        while len(self._channels) < len(points):
            self._channels.append([])
        for channel, found in zip(self._channels, points, strict=False):
            channel.append(found)

    def as_json(self) -> dict[str, Any]:
        """The outline: for each channel whole numbers from 0 to `scale`, `points_per_second` of them."""
        if self._left is not None and self._left.shape[1]:
            short = self._step - self._left.shape[1]
            self._keep(np.pad(self._left, ((0, 0), (0, short))))
            self._left = None
        return {
            "points_per_second": round(self._rate / self._step, 6),
            "duration": round(self.samples / self._rate, 6),
            "scale": SCALE,
            "channels": [_joined(channel)[:MOST_POINTS].tolist() for channel in self._channels],
        }


def _joined(pieces: Iterable[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return np.concatenate([np.zeros(0, np.uint8), *pieces])
