"""Rows of the catalogue for answers: choices, numbers, dates, texts, trees, orders."""

from __future__ import annotations

from collections import Counter

from assay.metrics import ranking, taxonomy, text, values
from assay.metrics.kinds import Choices, Number, Paths, Ranking, Regions, Texts, Tracks, Value
from assay.metrics.metric import Metric, Parameter, Params

_CHOICES = frozenset({"Choices"})
_NUMBERS = frozenset({"Number", "Rating"})
_WORDS = frozenset({"DateTime", "Pairwise"})
_TEXTS = frozenset({"TextArea"})
_PATHS = frozenset({"Taxonomy"})
_ORDERS = frozenset({"Ranker"})

BOXES = frozenset({"Rectangle", "RectangleLabels"})
POLYGONS = frozenset({"Polygon", "PolygonLabels"})
ELLIPSES = frozenset({"Ellipse", "EllipseLabels"})
MASKS = frozenset({"Brush", "BrushLabels"})
POINTS = frozenset({"KeyPoint", "KeyPointLabels"})
SPANS = frozenset({"Labels", "ParagraphLabels", "TimeSeriesLabels", "TimelineLabels"})
DOCUMENTS = frozenset({"HyperTextLabels"})
TRACKS = frozenset({"VideoRectangle"})
AREAS = BOXES | POLYGONS | ELLIPSES | MASKS
DRAWN = AREAS | POINTS | SPANS | DOCUMENTS | TRACKS

ALGORITHM = Parameter(
    "algorithm",
    "Algorithm",
    "choice",
    "levenshtein",
    "How texts are compared: by the edits between them, or by what they have in common.",
    options=text.ALGORITHMS,
)
GRANULARITY = Parameter(
    "granularity",
    "Granularity",
    "choice",
    "characters",
    "What is counted.",
    options=text.GRANULARITIES,
)
NORMALISE = Parameter(
    "normalise",
    "Ignore case and spacing",
    "boolean",
    False,
    "Compares the texts without upper case, with single blanks, and with composed letters.",
)
TEXT_PARAMETERS = (ALGORITHM, GRANULARITY, NORMALISE)

_MINIMUM = Parameter("minimum", "Minimum", "number", None, "The least answer that the control allows.", required=True)
_MAXIMUM = Parameter(
    "maximum", "Maximum", "number", None, "The greatest answer that the control allows.", required=True
)


def _exact(a: Value, b: Value) -> float:
    match a, b:
        case (Regions(one), Regions(other)) | (Tracks(one), Tracks(other)):
            return values.same(Counter(one), Counter(other))
        case _:
            return values.same(a, b)


def _within(a: Number, b: Number, params: Params) -> float | None:
    absolute, relative = params["max_difference"], params["relative_difference"]
    return values.within(a.number or 0.0, b.number or 0.0, absolute=absolute, relative=relative)


def _linear(a: Number, b: Number, params: Params, power: int = 1) -> float | None:
    low, high = params["minimum"], params["maximum"]
    return values.on_scale(a.number or 0.0, b.number or 0.0, minimum=low, maximum=high, power=power)


def _ordinal(a: Choices, b: Choices, params: Params, power: int) -> float | None:
    """Several choices stand for the middle of their places."""
    order = {name: float(place) for place, name in enumerate(params["order"])}
    if a == b:
        return 1.0
    if not (a.chosen | b.chosen) <= order.keys():
        return 0.0
    one = sum(order[name] for name in a.chosen) / len(a.chosen)
    other = sum(order[name] for name in b.chosen) / len(b.chosen)
    # Two sets may have the same middle without being the same answer.
    alike = values.on_scale(one, other, minimum=0, maximum=max(order.values()), power=power)
    return alike if one != other else values.jaccard(a.chosen, b.chosen)


def _per_bucket(a: Ranking, b: Ranking, params: Params, method: str) -> float | None:
    """Mean over the buckets that either side filled; a bucket that only one side filled is not alike."""
    one, other = dict(a.buckets), dict(b.buckets)
    scores: list[float] = []
    for name in sorted(one.keys() | other.keys()):
        items, others = one.get(name, ()), other.get(name, ())
        match method:
            case "rbo":
                score: float | None = ranking.rank_biased_overlap(items, others, p=params["persistence"])
            case "top":
                score = ranking.overlap_at(items, others, params["depth"])
            case _:
                score = ranking.order_similarity(items, others, method=method) if items and others else 0.0
        if score is not None:
            scores.append(score)
    return sum(scores) / len(scores) if scores else None


_ORDER = Parameter(
    "order", "Order", "choices", None, "The choices from one end of the scale to the other.", required=True
)

ANSWERS: tuple[Metric, ...] = (
    Metric(
        key="exact",
        title="Exact Match",
        meaning="1 when both answers are the same, else 0. The order of choices, of entries of a tree, of regions "
        "and of tracks means nothing; that of texts and of ranked items counts.",
        source="LSE 11.6",
        kind=None,
        suits=_CHOICES | _NUMBERS | _WORDS | _TEXTS | _PATHS | _ORDERS | DRAWN,
        score=lambda a, b, _: _exact(a, b),
        default_for=_CHOICES | _WORDS | _PATHS | _ORDERS | ELLIPSES | POINTS,
        binary=True,
    ),
    Metric(
        key="jaccard",
        title="Jaccard Similarity",
        meaning="What both chose over what anybody chose.",
        source="Jaccard 1901; LSE 11.6",
        kind=Choices,
        suits=_CHOICES,
        score=lambda a, b, _: values.jaccard(a.chosen, b.chosen),
        threshold=0.5,
    ),
    Metric(
        key="dice",
        title="Dice Similarity",
        meaning="Twice what both chose over the number of choices of both: the F1 of one against the other.",
        source="Dice 1945",
        kind=Choices,
        suits=_CHOICES,
        score=lambda a, b, _: values.dice(a.chosen, b.chosen),
        threshold=0.5,
    ),
    Metric(
        key="masi",
        title="MASI",
        meaning="Jaccard similarity, times 2/3 when one answer lies within the other, 1/3 when they cross.",
        source="Passonneau 2006",
        kind=Choices,
        suits=_CHOICES,
        score=lambda a, b, _: values.masi(a.chosen, b.chosen),
        threshold=0.5,
    ),
    Metric(
        key="ordinal",
        title="Ordinal Scale",
        meaning="1 minus the distance of the choices on the scale over its length: the choices are steps in order.",
        source="Cohen 1968 (linear weights)",
        kind=Choices,
        suits=_CHOICES,
        score=lambda a, b, params: _ordinal(a, b, params, 1),
        parameters=(_ORDER,),
        threshold=0.5,
    ),
    Metric(
        key="ordinal_quadratic",
        title="Ordinal Scale, quadratic",
        meaning="1 minus the square of that distance over the length of the scale: far apart counts more.",
        source="Cohen 1968 (quadratic weights)",
        kind=Choices,
        suits=_CHOICES,
        score=lambda a, b, params: _ordinal(a, b, params, 2),
        parameters=(_ORDER,),
        threshold=0.5,
    ),
    Metric(
        key="numeric_difference",
        title="Numeric Difference",
        meaning="1 / (1 + the difference of the numbers).",
        source="LSE 11.6",
        kind=Number,
        suits=_NUMBERS,
        score=lambda a, b, _: values.difference(a.number, b.number),
        default_for=_NUMBERS,
    ),
    Metric(
        key="numeric_difference_threshold",
        title="Numeric Difference (Threshold)",
        meaning="1 when the numbers differ by no more than allowed, else 0.",
        source="LSE 11.6",
        kind=Number,
        suits=_NUMBERS,
        score=_within,
        parameters=(
            Parameter(
                "max_difference",
                "Maximum difference",
                "number",
                1.0,
                "How far two numbers may lie apart and still match.",
                minimum=0,
            ),
            Parameter(
                "relative_difference",
                "Relative difference",
                "number",
                0.0,
                "The same as a part of the larger number; what allows more counts.",
                minimum=0,
                maximum=1,
            ),
        ),
        binary=True,
        continuous_key="numeric_difference",
    ),
    Metric(
        key="numeric_range",
        title="Numeric Difference over Range",
        meaning="1 minus the difference of the numbers over the range that the control allows.",
        source="Cohen 1968 (linear weights)",
        kind=Number,
        suits=_NUMBERS,
        score=_linear,
        parameters=(_MINIMUM, _MAXIMUM),
        threshold=0.5,
    ),
    Metric(
        key="text",
        title="Text Similarity",
        meaning="How alike the texts are, compared by their place in the list; a text that is missing counts as 0.",
        source="Levenshtein 1966; LSE 11.6.2",
        kind=Texts,
        suits=_TEXTS,
        score=lambda a, b, params: text.texts_similarity(
            a.texts,
            b.texts,
            algorithm=params["algorithm"],
            granularity=params["granularity"],
            normalise=params["normalise"],
        ),
        parameters=TEXT_PARAMETERS,
        default_for=_TEXTS,
        threshold=0.85,
    ),
    Metric(
        key="common_labels",
        title="Common Labels Matches",
        meaning="Entries that both chose over entries that anybody chose; an entry is its whole path.",
        source="LSE 11.6",
        kind=Paths,
        suits=_PATHS,
        score=lambda a, b, _: taxonomy.common_labels(a.paths, b.paths),
        threshold=0.5,
    ),
    Metric(
        key="common_subtree",
        title="Common Subtree Matches",
        meaning="The same over the entries and all that lies above them, so that near entries are alike.",
        source="LSE 11.6",
        kind=Paths,
        suits=_PATHS,
        score=lambda a, b, _: taxonomy.common_subtree(a.paths, b.paths),
        threshold=0.5,
    ),
    Metric(
        key="hierarchical_f1",
        title="Hierarchical F1",
        meaning="F1 over the entries and all that lies above them.",
        source="Kiritchenko et al. 2005",
        kind=Paths,
        suits=_PATHS,
        score=lambda a, b, _: taxonomy.hierarchical_f1(a.paths, b.paths),
        threshold=0.5,
    ),
    Metric(
        key="wu_palmer",
        title="Wu-Palmer Similarity",
        meaning="Twice the depth of the common way over the depths of both; several entries are paired one to one.",
        source="Wu and Palmer 1994",
        kind=Paths,
        suits=_PATHS,
        score=lambda a, b, _: taxonomy.wu_palmer(a.paths, b.paths),
        threshold=0.5,
    ),
    Metric(
        key="exact_to_depth",
        title="Exact Match to a Depth",
        meaning="1 when the entries are the same down to a depth of the tree, else 0.",
        source="LSE 11.6, cut",
        kind=Paths,
        suits=_PATHS,
        score=lambda a, b, params: values.same(
            taxonomy.cut(a.paths, params["depth"]), taxonomy.cut(b.paths, params["depth"])
        ),
        parameters=(
            Parameter("depth", "Depth", "integer", 1, "How many levels count, from the top.", minimum=1, maximum=100),
        ),
        binary=True,
    ),
    Metric(
        key="kendall",
        title="Rank Correlation (Kendall)",
        meaning="(tau + 1) / 2 over the items that both ranked: the share of pairs in the same order.",
        source="Kendall 1938",
        kind=Ranking,
        suits=_ORDERS,
        score=lambda a, b, params: _per_bucket(a, b, params, "kendall"),
        threshold=0.5,
    ),
    Metric(
        key="spearman",
        title="Rank Correlation (Spearman)",
        meaning="(rho + 1) / 2 over the items that both ranked: large moves count more.",
        source="Spearman 1904",
        kind=Ranking,
        suits=_ORDERS,
        score=lambda a, b, params: _per_bucket(a, b, params, "spearman"),
        threshold=0.5,
    ),
    Metric(
        key="rbo",
        title="Rank-Biased Overlap",
        meaning="How much the lists share at each depth; the top counts most, and lists may hold different items.",
        source="Webber, Moffat and Zobel 2010",
        kind=Ranking,
        suits=_ORDERS,
        score=lambda a, b, params: _per_bucket(a, b, params, "rbo"),
        parameters=(
            Parameter(
                "persistence",
                "Persistence",
                "number",
                0.9,
                "How far down the list matters: the smaller, the more the top counts.",
                minimum=0.01,
                maximum=0.99,
            ),
        ),
        threshold=0.5,
    ),
    Metric(
        key="top_overlap",
        title="Overlap of the Top",
        meaning="Share of the first items that are the same, in whatever order.",
        source="Fagin, Kumar and Sivakumar 2003",
        kind=Ranking,
        suits=_ORDERS,
        score=lambda a, b, params: _per_bucket(a, b, params, "top"),
        parameters=(
            Parameter("depth", "Depth", "integer", 1, "How many items from the top count.", minimum=1, maximum=1000),
        ),
        threshold=1.0,
    ),
)
