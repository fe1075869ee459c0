"""How good one annotator is, against what is known to be right.

Two rules are the caller's, who knows who wrote what: ground truth by the same person does not count, and a consensus
that stands for the truth leaves the judged person out (`consensus.without_one`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.metrics.intervals import Range, wilson

# Below this many known items nobody is judged without a person looking.
FEW = 20


@dataclass(frozen=True, slots=True)
class Share:
    """k of n; `value` is None when nothing was counted."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.k / self.n if self.n else None

    @property
    def range(self) -> Range:
        """Where it lies with 95 % confidence."""
        return wilson(self.k, self.n)

    @property
    def is_few(self) -> bool:
        """Whether too little was counted for an automatic verdict."""
        return self.n < FEW


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """How often what was true (rows) was called what (columns)."""

    categories: tuple[Any, ...]
    counts: NDArray[np.int64]

    @property
    def accuracy(self) -> Share:
        """Right of all."""
        return Share(int(np.trace(self.counts)), int(self.counts.sum()))

    def recall(self, category: Any) -> Share:
        """Of what is truly this, how much was called so."""
        at = self.categories.index(category)
        return Share(int(self.counts[at, at]), int(self.counts[at].sum()))

    def precision(self, category: Any) -> Share:
        """Of what was called this, how much truly is."""
        at = self.categories.index(category)
        return Share(int(self.counts[at, at]), int(self.counts[:, at].sum()))

    def standardised(self, shares: Sequence[float]) -> float | None:
        """Accuracy as it would be for this mix of categories: people who saw other tasks become comparable.

        None when a category that has a share was never seen.
        """
        rows = self.counts.sum(axis=1)
        needed = [(share, at) for at, share in enumerate(shares) if share > 0]
        if not needed or any(rows[at] == 0 for _, at in needed):
            return None
        total = sum(share for share, _ in needed)
        return sum(share * float(self.counts[at, at]) / float(rows[at]) for share, at in needed) / total


def confusion(pairs: Iterable[tuple[Any, Any]], categories: Sequence[Any]) -> Confusion:
    """From pairs of true and given categories; those that are not declared join at the end."""
    rows = list(pairs)
    declared = tuple(categories)
    others = {name for pair in rows for name in pair} - set(declared)
    names = (*declared, *sorted(others, key=str))
    numbers = {name: number for number, name in enumerate(names)}
    q = len(names)
    flat = np.array([numbers[truth] * q + numbers[said] for truth, said in rows], dtype=np.int64)
    return Confusion(names, np.bincount(flat, minlength=q * q).reshape(q, q))
