"""The reference page of metrics, from their catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docs.markdown import MARK, code, codes, table

from assay.metrics import catalogue
from assay.metrics.metric import Metric, Parameter


def metrics_page() -> str:
    """Which metric suits which control, what it computes, and its parameters."""
    metrics = [metric for metric in catalogue.METRICS.values() if not _is_plain_variant(metric)]
    parts = "\n".join(map(_metric, metrics))
    return f"""{MARK}

# Metrics

A metric says how alike the answers of two annotations to one control are: from 0 to 1, the same whichever comes
first, and 1 for equal answers. Two empty answers score 1, an empty one against another 0. A pair that cannot be
compared has no score. The metrics are functions in `src/assay/metrics`, which can be used without the server:

```python
from assay.metrics.catalogue import METRICS
from assay.metrics.kinds import Choices

metric = METRICS["jaccard"]
params, problems = metric.settled({{}})
metric.compare(Choices.of("a", "b"), Choices.of("b"), params)  # 0.5
```

## From pairs to tasks

**Pairwise** is the mean of the scores of all pairs of annotations of a task. **Consensus** is the greatest eigenvalue
of the matrix of matches over the number of annotations; where matching is transitive that is the share of the largest
group that agrees. Consensus needs scores of 0 or 1, so metrics with fractions are used in their variant with a
threshold. The score of a task is the weighted mean over its controls; those without a score do not count. One
annotation alone has no score.

## Over many tasks

These are functions of the library. Each names its source, and is tested with the values that are printed there.

| module | what it computes |
| --- | --- |
| `chance` | agreement corrected for chance, with bootstrap intervals: Cohen, Conger, Fleiss, Gwet, \
Brennan-Prediger, and Krippendorff's alpha for every scale and any metric; a reason where there is no value |
| `standard_errors` | analytic intervals of the same |
| `consensus`, `dawid_skene` | one answer from many: votes, votes weighted by skill, the model of Dawid and Skene |
| `quality`, `intervals` | annotators against known answers, with intervals; ranking of people with few answers |
| `acceptance`, `estimates` | what a sample says about a lot, how much review a promise needs, shares of errors |
| `detection`, `label_errors` | average precision of a model; labels that a model doubts |
| `ranking` | rank correlations, overlap of lists, abilities from comparisons |

## Defaults

{table(("Control", "Metric", "Under consensus", "Others"), map(_control, sorted(catalogue.KIND_OF)))}

For a control that is asked about each region (`perRegion`):

{table(("Control", "Metric", "Under consensus"), _asked_per_region())}

## Catalogue

"With a threshold" names the variant that answers 1 when the score of the two annotations reaches `threshold` (the
number given is its default) and 0 otherwise. LSE stands for the behaviour of Label Studio Enterprise.

{parts}"""


def _is_plain_variant(metric: Metric) -> bool:
    whole = catalogue.METRICS.get(metric.continuous_key)
    return whole is not None and whole.threshold is not None


def _control(tag: str) -> Sequence[str]:
    first = catalogue.default(tag)
    others = [metric.key for metric in catalogue.allowed(tag)[1:] if not _is_plain_variant(metric)]
    return code(tag), code(first.key), code(catalogue.default(tag, binary=True).key), codes(others)


def _asked_per_region() -> Iterator[Sequence[str]]:
    for tag in sorted(catalogue.KIND_OF):
        if catalogue.allowed(tag, per_region=True):
            first = catalogue.default(tag, per_region=True)
            binary = catalogue.default(tag, per_region=True, binary=True)
            yield code(tag), code(first.key), code(binary.key)


def _metric(metric: Metric) -> str:
    facts = [f"For {codes(sorted(metric.suits))}{' about each region' if metric.per_region else ''}. {metric.source}."]
    if metric.threshold is not None:
        facts.append(f"With a threshold: {code(metric.with_threshold().key)}, {metric.threshold:g}.")
    text = f"### {metric.title}\n\n{code(metric.key)}: {metric.meaning}\n\n{' '.join(facts)}\n"
    if metric.parameters:
        heads = ("Parameter", "Default", "Value", "Meaning")
        text += f"\n{table(heads, map(_parameter, metric.parameters))}\n"
    return text


def _parameter(parameter: Parameter) -> Sequence[str]:
    default = "from the control" if parameter.required else code(str(parameter.default).lower())
    return code(parameter.name), default, _accepts(parameter), parameter.meaning


def _accepts(parameter: Parameter) -> str:
    if parameter.type == "choice":
        return codes(parameter.options)
    words = {"boolean": "true or false", "choices": "list of texts", "integer": "whole number", "number": "number"}
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None:
        return f"{words[parameter.type]} from {low:g} to {high:g}"
    return words[parameter.type] + (f", {low:g} or more" if low is not None else "")
