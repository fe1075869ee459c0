"""How near two categories are: weights of agreement for kappas, distances for alpha."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEIGHTS = ("identity", "linear", "quadratic", "ordinal")
SCALES = ("nominal", "ordinal", "interval", "ratio")


def weights(kind: str, q: int, values: Floats | None = None) -> Floats:
    """The q x q weights, 1 for the same. `values` are the places of the categories, 0, 1, 2... unless given.

    linear 1 - |x - y| / range, quadratic the same of the square (Cohen 1968), ordinal by the number of pairs of ranks
    that lie between (Gwet 2014, chapter 3).
    """
    places = np.arange(q, dtype=np.float64) if values is None else values
    apart = np.abs(places[:, None] - places[None, :])
    if kind == "identity" or q < 2:
        return np.eye(q)
    if kind == "ordinal":
        steps = np.abs(np.arange(q)[:, None] - np.arange(q)[None, :]) + 1.0
        return np.asarray(1 - steps * (steps - 1) / (q * (q - 1)), dtype=np.float64)
    power = {"linear": 1, "quadratic": 2}[kind]
    return np.asarray(1 - (apart / apart.max()) ** power, dtype=np.float64)


def of_disagreement(disagreement: Floats) -> Floats:
    """Weights of agreement from weights of disagreement, whose greatest is no agreement at all (Cohen 1968)."""
    return np.asarray(1 - disagreement / disagreement.max(), dtype=np.float64)


def distances(scale: str, totals: Floats, values: Floats) -> Floats:
    """Krippendorff's squared differences between categories, for each row of totals: (..., q) to (..., q, q).

    `totals` are the n_k, which the ordinal scale measures with: it changes with every sample. Raises ValueError for the
    ratio scale with negative values, on which it means nothing.
    """
    q = totals.shape[-1]
    shape = (*totals.shape[:-1], q, q)
    if scale == "nominal":
        return np.broadcast_to(1 - np.eye(q), shape)
    if scale == "interval":
        return np.broadcast_to((values[:, None] - values[None, :]) ** 2, shape)
    if scale == "ratio":
        if (values < 0).any():
            raise ValueError("the ratio scale has no negative values")
        total = values[:, None] + values[None, :]
        apart = values[:, None] - values[None, :]
        return np.broadcast_to((apart / np.where(total > 0, total, 1.0)) ** 2, shape)
    # Ordinal: ranks between the middles of both categories.
    middles = np.cumsum(totals, axis=-1) - totals / 2
    return np.asarray((middles[..., :, None] - middles[..., None, :]) ** 2, dtype=np.float64)
