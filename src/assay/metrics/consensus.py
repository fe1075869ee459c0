"""One answer from many: votes, votes weighted by skill, and the model of Dawid and Skene.

Nothing here depends on the order of labels. A tie has no winner: it is not won by what stands first in the list.
A million labels (200,000 units, 500 annotators, 5 categories): votes 0.1 s, twenty rounds of Dawid and Skene 0.5 s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.metrics.ratings import Floats, Ratings

# Votes within this of one another are equal.
EVEN = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """The weight of each category for each unit, and what follows."""

    ratings: Ratings
    weight: Floats

    @property
    def shares(self) -> Floats:
        """Weights as parts of their sum; 0 for a unit that nobody labelled."""
        total = self.weight.sum(axis=1, keepdims=True)
        return np.where(total > 0, self.weight / np.where(total > 0, total, 1.0), 0.0)

    @property
    def winner(self) -> NDArray[np.int64]:
        """The number of the category with the most votes, -1 for a tie or no vote."""
        return np.where(self.is_tie, -1, self.weight.argmax(axis=1))

    @property
    def is_tie(self) -> NDArray[np.bool_]:
        """Whether two categories have the most votes, or nobody voted: such a unit goes to review."""
        best = self.weight.max(axis=1, keepdims=True)
        leaders = np.count_nonzero(self.weight >= best - EVEN, axis=1)
        return np.asarray(leaders > 1)

    @property
    def margin(self) -> Floats:
        """Share of the first minus share of the second category."""
        ordered = np.sort(self.shares, axis=1)
        return np.asarray(ordered[:, -1] - (ordered[:, -2] if ordered.shape[1] > 1 else 0.0))

    @property
    def entropy(self) -> Floats:
        """Of the shares, in bits: 0 when all agree."""
        shares = self.shares
        return np.asarray(-(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=1))

    def named(self) -> dict[Any, Any]:
        """The winner of each unit by name, None for a tie."""
        names = self.ratings.categories
        won = zip(self.ratings.units, self.winner.tolist(), strict=True)
        return {unit: names[number] if number >= 0 else None for unit, number in won}


def majority(ratings: Ratings) -> Votes:
    """One vote for each label."""
    return Votes(ratings, ratings.counts())


def weighted(ratings: Ratings, skill: Floats) -> Votes:
    """A vote weighs what its annotator's number in `skill` says."""
    q = len(ratings.categories)
    flat = np.bincount(ratings.unit * q + ratings.category, skill[ratings.annotator], len(ratings.units) * q)
    return Votes(ratings, flat.reshape(len(ratings.units), q).astype(np.float64))


def skill_by_majority(ratings: Ratings) -> Floats:
    """Share of an annotator's labels that agree with the majority of the *others*; ties do not count.

    A majority that holds the judged label itself would flatter everybody. Somebody without a label that can be judged
    gets the mean of the rest.
    """
    counts = ratings.counts()[ratings.unit]
    counts[np.arange(len(counts)), ratings.category] -= 1
    best = counts.max(axis=1, keepdims=True)
    judged = (best[:, 0] > 0) & ((counts == best).sum(axis=1) == 1)
    right = judged & (counts.argmax(axis=1) == ratings.category)
    people = len(ratings.annotators)
    asked = np.bincount(ratings.annotator[judged], minlength=people).astype(np.float64)
    agreed = np.bincount(ratings.annotator[right], minlength=people).astype(np.float64)
    mean = float(agreed.sum() / asked.sum()) if asked.sum() else 1.0
    return np.where(asked > 0, agreed / np.maximum(asked, 1), mean)


def wawa(ratings: Ratings) -> Votes:
    """Votes weighted by agreement with the others (worker agreement with aggregate)."""
    return weighted(ratings, skill_by_majority(ratings))


def without_one(values: Mapping[Any, Any], consensus: Callable[[Mapping[Any, Any]], Any]) -> dict[Any, Any]:
    """For each annotator the consensus of the *others*, which is what a label is to be compared with.

    A consensus that holds the voter makes everybody look better; with two annotators it makes them perfect.
    """
    return {who: consensus({other: value for other, value in values.items() if other != who}) for who in values}


def medoid(values: Sequence[Any], similarity: Callable[[Any, Any], float | None]) -> int | None:
    """The place of the value that is most like all others, for texts and whatever cannot be counted.

    None when there is no value, or when two that are not alike are equally good.
    """
    if not values:
        return None
    scores = [
        sum(similarity(a, b) or 0.0 for at, b in enumerate(values) if at != place) for place, a in enumerate(values)
    ]
    best = [place for place, score in enumerate(scores) if score >= max(scores) - EVEN]
    return best[0] if all(similarity(values[best[0]], values[place]) == 1 for place in best[1:]) else None


def median(values: Sequence[float]) -> float | None:
    """Of numbers; the mean of the middle two when their number is even."""
    return float(np.median(values)) if values else None


def borda(rankings: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Items by points, best first: the last item of a list gets 0, each place above one more.

    Items that a list does not hold share the points of the places that it leaves open.
    """
    items = sorted({item for ranking in rankings for item in ranking})
    points = dict.fromkeys(items, 0.0)
    for ranking in rankings:
        for place, item in enumerate(ranking):
            points[item] += len(items) - 1 - place
        rest = [item for item in items if item not in set(ranking)]
        for item in rest:
            points[item] += (len(rest) - 1) / 2
    return sorted(points.items(), key=lambda entry: (-entry[1], entry[0]))
