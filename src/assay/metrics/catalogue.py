"""The catalogue: every metric that compares two answers to a control, by its key (LSE 11.6).

`METRICS` is in the order in which a form offers them: for each control the default first. A metric whose scores are
fractions is followed by its variant with a threshold, which the consensus methodology can use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assay.metrics.catalogue_answers import ANSWERS
from assay.metrics.catalogue_regions import REGIONS
from assay.metrics.kinds import Choices, Number, Paths, Ranking, Regions, Texts, Tracks, Value, Word
from assay.metrics.metric import Metric

# What an answer to each control is, for who reads answers from annotations.
KIND_OF: Mapping[str, type[Value]] = {
    "Choices": Choices,
    "Taxonomy": Paths,
    "Rating": Number,
    "Number": Number,
    "DateTime": Word,
    "Pairwise": Word,
    "TextArea": Texts,
    "Ranker": Ranking,
    "VideoRectangle": Tracks,
    **dict.fromkeys(
        (
            "Rectangle", "RectangleLabels", "Polygon", "PolygonLabels", "Ellipse", "EllipseLabels", "Brush",
            "BrushLabels", "KeyPoint", "KeyPointLabels", "Labels", "HyperTextLabels", "ParagraphLabels",
            "TimeSeriesLabels", "TimelineLabels",
        ),
        Regions,
    ),
}  # fmt: skip


def _with_variants(metrics: Iterable[Metric]) -> Iterator[Metric]:
    for metric in metrics:
        yield metric
        if metric.threshold is not None:
            yield metric.with_threshold()


METRICS: Mapping[str, Metric] = {metric.key: metric for metric in _with_variants((*ANSWERS, *REGIONS))}


def allowed(tag: str, *, binary: bool = False, per_region: bool = False) -> list[Metric]:
    """The metrics that suit a control, its default first; with `binary` those that the consensus methodology can use.

    With `per_region` those for a control that asks about each region, and whose answers stand in regions.
    """
    fitting = [
        metric
        for metric in METRICS.values()
        if tag in metric.suits and metric.per_region == per_region and (metric.binary or not binary)
    ]
    return sorted(fitting, key=lambda metric: tag not in metric.default_for)


def default(tag: str, *, binary: bool = False, per_region: bool = False) -> Metric:
    """What a control starts with. Under consensus it is the variant with a threshold, where the default has fractions.

    Raises KeyError for a tag that is no control.
    """
    metrics = allowed(tag, per_region=per_region)
    if not metrics:
        raise KeyError(tag)
    first = metrics[0]
    if not binary or first.binary:
        return first
    own = METRICS.get(f"{first.key}_threshold")
    return own or allowed(tag, binary=True, per_region=per_region)[0]
