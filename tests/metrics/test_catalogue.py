"""Promises of every metric of the catalogue, asked through the register itself."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.answers import NAMES, OF_KIND

from assay.metrics import catalogue
from assay.metrics.kinds import KINDS, Choices, Number, is_empty
from assay.metrics.metric import Metric
from assay.projects.rules.labeling.tags import TAGS, Role

# What parameters without a default are taken from: here from the answers of `tests.metrics.answers`.
OF_CONTROL = {"minimum": 1, "maximum": 5, "order": NAMES}

CASES = [
    pytest.param(metric, kind, id=f"{metric.key}-{kind.__name__}")
    for metric in catalogue.METRICS.values()
    for kind in ([metric.kind] if metric.kind else KINDS)
]

WITH_THRESHOLD = [
    metric
    for metric in catalogue.METRICS.values()
    if metric.continuous_key and any(parameter.name == "threshold" for parameter in metric.parameters)
]


def settled(metric: Metric, **given: Any) -> dict[str, Any]:
    """The parameters of a metric, those of the control filled in."""
    own = {parameter.name for parameter in metric.parameters}
    values, problems = metric.settled({name: value for name, value in {**OF_CONTROL, **given}.items() if name in own})
    assert problems == {}
    return values


def variants(metric: Metric) -> st.SearchStrategy[dict[str, Any]]:
    """Its parameters with any allowed choice and any threshold."""
    own: dict[str, st.SearchStrategy[Any]] = {}
    for parameter in metric.parameters:
        if parameter.type == "choice":
            own[parameter.name] = st.sampled_from(parameter.options)
        elif parameter.type == "boolean":
            own[parameter.name] = st.booleans()
        elif parameter.type == "number" and parameter.maximum == 1:
            own[parameter.name] = st.floats(parameter.minimum or 0, 1)
    return st.fixed_dictionaries(own).map(lambda given: settled(metric, **given))


@pytest.mark.parametrize(("metric", "kind"), CASES)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_scores_are_symmetric_from_0_to_1_and_1_for_the_same(metric: Metric, kind: Any, data: Any) -> None:
    a, b = data.draw(OF_KIND[kind], label="a"), data.draw(OF_KIND[kind], label="b")
    params = data.draw(variants(metric), label="params")
    score = metric.compare(a, b, params)
    assert score is None or 0 <= score <= 1
    assert score == pytest.approx(metric.compare(b, a, params), abs=1e-9)
    assert metric.compare(a, a, params) in (1, None)
    if metric.binary:
        assert score in (0, 1, None)


@pytest.mark.parametrize(("metric", "kind"), CASES)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_nothing_agrees_with_nothing_and_with_nothing_else(metric: Metric, kind: Any, data: Any) -> None:
    value = data.draw(OF_KIND[kind])
    params = settled(metric)
    assert metric.compare(None, kind(), params) == 1
    assert metric.compare(value, None, params) == float(is_empty(value))


@pytest.mark.parametrize("metric", WITH_THRESHOLD, ids=lambda metric: metric.key)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_threshold_asks_whether_the_score_reaches_it(metric: Metric, data: Any) -> None:
    whole = catalogue.METRICS[metric.continuous_key]
    assert metric.kind is not None
    a, b = data.draw(OF_KIND[metric.kind]), data.draw(OF_KIND[metric.kind])
    score = whole.compare(a, b, settled(whole))
    if score:
        assert metric.compare(a, b, settled(metric, threshold=score)) == 1
        if score < 0.99:
            assert metric.compare(a, b, settled(metric, threshold=score + 0.001)) == 0


def test_every_control_that_gives_answers_has_a_default_and_a_match() -> None:
    controls = {tag.name for tag in TAGS.values() if tag.role is Role.CONTROL and tag.name != "Relations"}
    assert set(catalogue.KIND_OF) == controls
    for tag in controls:
        first = catalogue.default(tag)
        assert tag in first.default_for
        assert first.kind in (None, catalogue.KIND_OF[tag])
        assert catalogue.default(tag, binary=True).binary


def test_every_control_has_one_default() -> None:
    for tag in catalogue.KIND_OF:
        defaults = [m.key for m in catalogue.METRICS.values() if tag in m.default_for and not m.per_region]
        assert len(defaults) == 1, tag


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("Choices", "exact"),
        ("Taxonomy", "exact"),
        ("Pairwise", "exact"),
        ("DateTime", "exact"),
        ("EllipseLabels", "exact"),
        ("KeyPointLabels", "exact"),
        ("Number", "numeric_difference"),
        ("Rating", "numeric_difference"),
        ("RectangleLabels", "iou"),
        ("Polygon", "iou"),
        ("BrushLabels", "iou"),
        ("Labels", "span_overlap"),
        ("HyperTextLabels", "span_overlap"),
        ("TextArea", "text"),
    ],
)
def test_defaults_are_those_of_label_studio(tag: str, key: str) -> None:
    assert catalogue.default(tag).key == key


def test_answers_about_regions_have_metrics_of_their_own() -> None:
    assert catalogue.default("Choices", per_region=True).key == "region_choices"
    assert catalogue.default("TextArea", per_region=True, binary=True).key == "region_text_threshold"


def test_parameters_are_filled_in_and_checked() -> None:
    text = catalogue.METRICS["text_threshold"]
    assert text.settled({"granularity": "words"}) == (
        {"algorithm": "levenshtein", "granularity": "words", "normalise": False, "threshold": 0.85},
        {},
    )
    _, problems = text.settled({"granularity": "letters", "threshold": 1.5, "normalise": 1, "speed": 3})
    assert problems == {
        "granularity": "granularity must be one of characters, bigrams, trigrams, words",
        "threshold": "threshold must be from 0 to 1",
        "normalise": "normalise must be true or false",
        "speed": "speed is not a parameter of text_threshold",
    }
    assert text.settled({"threshold": float("nan")})[1] == {"threshold": "threshold must be a number"}
    assert "minimum" in catalogue.METRICS["numeric_range"].settled({"maximum": 5})[1]
    assert catalogue.METRICS["exact_to_depth"].settled({"depth": 0})[1] == {"depth": "depth must be from 1 to 100"}


def test_a_metric_reads_its_parameters() -> None:
    ordinal = catalogue.METRICS["ordinal"]
    params = settled(ordinal, order=["low", "middle", "high"])
    assert ordinal.compare(Choices.of("low"), Choices.of("middle"), params) == 0.5
    quadratic = catalogue.METRICS["ordinal_quadratic"]
    assert quadratic.compare(Choices.of("low"), Choices.of("middle"), params) == 0.75
    assert ordinal.compare(Choices.of("low"), Choices.of("elsewhere"), params) == 0
    span = catalogue.METRICS["numeric_range"]
    assert span.compare(Number(1), Number(2), settled(span, minimum=1, maximum=5)) == 0.75


def test_the_library_stands_alone_and_is_quick_to_import() -> None:
    """Neither the server nor the large libraries are loaded before a metric needs them."""
    code = (
        "import sys, assay.metrics.catalogue as c; "
        "print([m for m in ('scipy', 'shapely', 'rapidfuzz', 'fastapi', 'psycopg', 'assay.kit') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"
