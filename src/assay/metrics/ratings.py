"""Who put what into which category: the input of everything that is computed over many tasks at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Labels as three columns of numbers, one row per label; numbers count from 0.

    `categories` are the declared ones in their declared order, which is the ordinal scale: a category that nobody used
    counts. Those that were used without being declared follow at the end.
    """

    unit: Ints
    annotator: Ints
    category: Ints
    units: tuple[Any, ...]
    annotators: tuple[Any, ...]
    categories: tuple[Any, ...]

    @classmethod
    def of(
        cls, labels: Iterable[tuple[Hashable, Hashable, Hashable]], categories: Sequence[Hashable] | None = None
    ) -> Ratings:
        """From (unit, annotator, category). Without declared categories those that were used, in their natural order.

        The result does not depend on the order of the labels. What is missing is left out, never a category.
        """
        rows = list(labels)
        units, annotators = _sorted({row[0] for row in rows}), _sorted({row[1] for row in rows})
        declared = tuple(categories or ())
        known = (*declared, *_sorted({row[2] for row in rows} - set(declared)))
        numbers = [{name: number for number, name in enumerate(names)} for names in (units, annotators, known)]
        table = sorted((numbers[0][u], numbers[1][a], numbers[2][c]) for u, a, c in rows)
        columns = np.array(table, dtype=np.int64).reshape(len(table), 3).T
        return cls(columns[0], columns[1], columns[2], units, annotators, known)

    @classmethod
    def of_counts(cls, counts: Sequence[Sequence[int]], categories: Sequence[Hashable] | None = None) -> Ratings:
        """From how many put each unit into each category. The annotators are then made up, and differ by unit."""
        labels = [
            (unit, place, category)
            for unit, row in enumerate(counts)
            for place, category in enumerate(at for at, count in enumerate(row) for _ in range(count))
        ]
        numbered = cls.of(labels, range(len(counts[0]) if counts else 0))
        return numbered if categories is None else numbered.named(categories)

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Any]], categories: Sequence[Hashable] | None = None) -> Ratings:
        """From a table of units by annotators; None where somebody said nothing."""
        labels = ((u, a, value) for u, row in enumerate(rows) for a, value in enumerate(row) if value is not None)
        return cls.of(labels, categories)

    def named(self, categories: Sequence[Hashable]) -> Ratings:
        """The same with other names of the categories."""
        return Ratings(self.unit, self.annotator, self.category, self.units, self.annotators, tuple(categories))

    def counts(self) -> Floats:
        """n_ik: how many put unit i into category k."""
        q = len(self.categories)
        flat = np.bincount(self.unit * q + self.category, minlength=len(self.units) * q)
        return flat.reshape(len(self.units), q).astype(np.float64)

    def table(self) -> Ints:
        """Units by annotators, -1 where somebody said nothing.

        Raises ValueError when somebody labelled a unit twice: which label counts is not decided here.
        """
        found = np.full((len(self.units), len(self.annotators)), -1, dtype=np.int64)
        found[self.unit, self.annotator] = self.category
        if int((found >= 0).sum()) != len(self.unit):
            raise ValueError("an annotator labelled a unit more than once; give one label for each")
        return found

    def scale(self) -> Floats:
        """The categories as numbers, for scales that measure. Raises ValueError for a name that is none."""
        return np.array([float(name) for name in self.categories], dtype=np.float64)


def _sorted(names: Iterable[Any]) -> tuple[Any, ...]:
    """In the natural order where there is one, else in that of how they are written."""
    found = list(names)
    try:
        return tuple(sorted(found))
    except TypeError:
        return tuple(sorted(found, key=lambda name: (type(name).__name__, str(name))))
