"""The scores of pairs, and what they come to for a task (LSE 11.2 to 11.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from assay.insights.agreement.rules.extraction import Extracted
from assay.insights.agreement.rules.plan import Dimension, Plan
from assay.metrics import catalogue, methodology
from assay.metrics.kinds import Choices, Paths, Regions, Tracks, Value, Word, only, without
from assay.projects.rules.settings import Methodology

# Beyond so many annotations on a task not every pair is compared: enough are drawn, always the same ones.
MOST_PAIRS = 780
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class PairScore:
    """What two pieces of work have in common, 0 to 1.

    `score` is the weighted mean over the dimensions, None where nothing could be compared. `scores` is by dimension,
    `labels` by label, over all dimensions that know it.
    """

    score: float | None
    scores: Mapping[int, float]
    labels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TaskScore:
    """What the pairs of a task come to: the overall score by both methodologies, and each dimension's."""

    pairwise: float | None
    consensus: float | None
    scores: Mapping[int, Mapping[Methodology, float]]


def pair_score(plan: Plan, first: Extracted, second: Extracted) -> PairScore:
    """Compares two annotations, or an annotation with a prediction.

    A dimension counts where both were asked; left open by both it is agreement, by one of them it is none (LSE 11.2.4).
    """
    scores: dict[int, float] = {}
    weights: dict[int, float] = {}
    labels: dict[str, list[float]] = {}
    for dimension in plan.dimensions:
        one, other = first.values.get(dimension.id), second.values.get(dimension.id)
        if one is None or other is None:
            continue
        one, other = without(one, dimension.ignored), without(other, dimension.ignored)
        found = _compared(dimension, one, other)
        if found is None:
            continue
        scores[dimension.id] = found
        used = sorted(labels_of(one) | labels_of(other))
        weights[dimension.id] = dimension.weight * _share(dimension, used)
        for label in used:
            of_label = _compared(dimension, only(one, label), only(other, label))
            if of_label is not None:
                labels.setdefault(label, []).append(of_label)
    return PairScore(
        _weighted(scores, weights),
        {key: round(value, 4) for key, value in scores.items()},
        {label: round(fmean(values), 4) for label, values in labels.items()},
    )


def _share(dimension: Dimension, used: Sequence[str]) -> float:
    """How much of a dimension's weight a comparison has: the mean weight of the labels in it (LSE 11.4.3)."""
    if not dimension.labels or not used:
        return 1.0
    return fmean(dimension.labels.get(label, 1.0) for label in used)


def _compared(dimension: Dimension, one: Value | None, other: Value | None) -> float | None:
    return catalogue.METRICS[dimension.metric].compare(one, other, dimension.params)


def labels_of(value: Value | None) -> frozenset[str]:
    """The classes that an answer uses: choices, the last steps of paths, labels of regions and tracks."""
    match value:
        case Choices(chosen):
            return chosen
        case Word(word):
            return frozenset() if word is None else frozenset({word})
        case Paths(paths):
            return frozenset(path[-1] for path in paths if path)
        case Regions(things) | Tracks(things):
            return frozenset(label for thing in things for label in thing.labels)
        case _:
            return frozenset()


def pairs_to_compare(ids: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs of annotations of a task. Of very many, evenly spread ones: each annotation is in as many as others."""
    everything = list(combinations(ids, 2))
    if len(everything) <= MOST_PAIRS:
        return everything
    count = len(ids)
    steps = max(1, MOST_PAIRS // count)
    found = {
        (min(one, other), max(one, other))
        for step in range(1, steps + 1)
        for at, one in enumerate(ids)
        if (other := ids[(at + step * count // (2 * steps + 1) + 1) % count]) != one
    }
    return sorted(found)


def task_score(plan: Plan, ids: Sequence[int], pairs: Mapping[tuple[int, int], PairScore]) -> TaskScore:
    """What the pairs of a task's annotations come to. Nothing, where fewer than two annotations are there."""
    if len(ids) < 2:
        return TaskScore(None, None, {})
    by_dimension: dict[int, dict[Methodology, float]] = {}
    for dimension in plan.dimensions:
        known = {pair: found.scores[dimension.id] for pair, found in pairs.items() if dimension.id in found.scores}
        if not known:
            continue
        scores = {Methodology.PAIRWISE: fmean(known.values())}
        taking_part = [each for each in ids if any(each in pair for pair in known)]
        threshold = catalogue.METRICS[dimension.metric].threshold
        least = 1.0 if threshold is None else threshold
        matches = {pair: methodology.at_least(score, least) for pair, score in known.items()}
        consensus = methodology.consensus(_table(taking_part, matches))
        if consensus is not None:
            scores[Methodology.CONSENSUS] = consensus
        by_dimension[dimension.id] = scores
    weights = {dimension.id: dimension.weight for dimension in plan.dimensions}
    pairwise = _overall(by_dimension, weights, Methodology.PAIRWISE)
    if plan.has_label_weights:
        whole = [found.score for found in pairs.values() if found.score is not None]
        pairwise = fmean(whole) if whole else None
    return TaskScore(_rounded(pairwise), _rounded(_overall(by_dimension, weights, Methodology.CONSENSUS)), by_dimension)


def _table(ids: Sequence[int], matches: Mapping[tuple[int, int], float | None]) -> list[list[float | None]]:
    return [[1.0 if one == other else matches.get((min(one, other), max(one, other))) for other in ids] for one in ids]


def _overall(
    scores: Mapping[int, Mapping[Methodology, float]], weights: Mapping[int, float], by: Methodology
) -> float | None:
    return _weighted({key: found[by] for key, found in scores.items() if by in found}, weights)


def _weighted(scores: Mapping[int, float], weights: Mapping[int, float]) -> float | None:
    return methodology.overall(
        {str(key): score for key, score in scores.items()}, {str(key): weight for key, weight in weights.items()}
    )


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, DECIMALS)
