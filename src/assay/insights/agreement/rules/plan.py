"""What of a project is compared, and how: one dimension for each control that asks something (LSE 11.1.2).

A plan is a value that is stored with the scores computed from it, so that scores of two ways of computing never mix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.kit.errors import Problem
from assay.metrics import catalogue
from assay.metrics.metric import Metric
from assay.projects.rules.labeling.schema import ControlTag, Schema


@dataclass(frozen=True, slots=True)
class Dimension:
    """One control as it is compared.

    `weight` is its share in the overall score, 0 leaves it out. `labels` holds the weights of labels that differ
    from 1; a label of weight 0 is compared as if it did not exist.
    """

    id: int
    name: str
    tag: str
    metric: str
    params: Mapping[str, Any] = field(default_factory=dict)
    weight: float = 1.0
    labels: Mapping[str, float] = field(default_factory=dict)

    @property
    def ignored(self) -> frozenset[str]:
        return frozenset(label for label, weight in self.labels.items() if weight == 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """The dimensions of a project in the order of its configuration."""

    dimensions: tuple[Dimension, ...]

    @property
    def has_label_weights(self) -> bool:
        """Whether labels weigh differently; a weight of 0 only leaves a label out."""
        return any(weight for each in self.dimensions for weight in each.labels.values())

    def as_json(self) -> list[dict[str, Any]]:
        """For storage; `plan_from_json` is its inverse."""
        return [
            {
                "id": each.id,
                "name": each.name,
                "tag": each.tag,
                "metric": each.metric,
                "params": dict(each.params),
                "weight": each.weight,
                "labels": dict(each.labels),
            }
            for each in self.dimensions
        ]


def plan_from_json(stored: Iterable[Mapping[str, Any]]) -> Plan:
    """A stored plan."""
    return Plan(tuple(Dimension(**row) for row in stored))


def compared(schema: Schema) -> tuple[ControlTag, ...]:
    """The controls of a configuration that are compared: those that draw regions, and questions. Links are not."""
    return tuple(control for control in schema.controls if (control.draws or control.is_asked) and offered(control))


def offered(control: ControlTag) -> list[Metric]:
    """The metrics that a control may be compared by, its default first."""
    if control.per_region:
        # Any answer about a region is compared as words, but for texts.
        return catalogue.allowed("TextArea" if control.tag == "TextArea" else "Choices", per_region=True)
    return catalogue.allowed(control.tag)


def settled(control: ControlTag, metric: Metric, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters of a metric for a control, and what is wrong with them by name.

    The range of a number, and the order of answers, are those that the control declares, unless given.
    """
    known = {parameter.name for parameter in metric.parameters}
    declared = {name: value for name, value in _declared(control).items() if name in known}
    return metric.settled({**declared, **given})


def _declared(control: ControlTag) -> dict[str, Any]:
    found: dict[str, Any] = {"order": list(control.answers)} if control.answers else {}
    if control.tag == "Rating":
        return {**found, "minimum": 1.0, "maximum": float(control.attributes.get("maxRating") or 5)}
    for name, attribute in (("minimum", "min"), ("maximum", "max")):
        try:
            found[name] = float(control.attributes[attribute])
        except (KeyError, ValueError):
            continue
    return found


def plan_of(
    schema: Schema,
    ids: Mapping[str, int],
    metrics: Mapping[str, Mapping[str, Any]],
    weights: Mapping[str, Mapping[str, Any]],
) -> Plan:
    """The plan of a configuration with what a project chose.

    `metrics` is {control: {"metric", "params"}}, `weights` is {control: {"overall", "labels"}}; a control without a
    choice is compared by the default metric of its tag, and so is one that its choice does not fit any more.
    """
    dimensions = []
    for control in compared(schema):
        choices = offered(control)
        chosen = metrics.get(control.name, {})
        metric = next((each for each in choices if each.key == chosen.get("metric")), choices[0])
        params, problems = settled(control, metric, chosen.get("params") or {})
        if problems:
            metric = choices[0]
            params, _ = settled(control, metric, {})
        weight = weights.get(control.name, {})
        dimensions.append(
            Dimension(
                id=ids[control.name],
                name=control.name,
                tag=control.tag,
                metric=metric.key,
                params=params,
                weight=float(weight.get("overall", 1.0)),
                labels={label: float(w) for label, w in (weight.get("labels") or {}).items() if w != 1},
            )
        )
    return Plan(tuple(dimensions))


def refused(schema: Schema, metrics: Mapping[str, Any], weights: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a project's choice of metrics and weights, for its configuration."""
    controls = {control.name: control for control in compared(schema)}
    problems = []
    for name, chosen in metrics.items():
        where = f"agreement_metrics.{name}"
        control = controls.get(name)
        if control is None:
            problems.append(Problem(where, "is no control that is compared.", f"Name one of: {', '.join(controls)}."))
            continue
        choices = {metric.key: metric for metric in offered(control)}
        metric = choices.get(chosen["metric"])
        if metric is None:
            fix = f"Use one of: {', '.join(choices)}."
            problems.append(Problem(f"{where}.metric", f"{chosen['metric']} does not suit <{control.tag}>.", fix))
            continue
        _, wrong = settled(control, metric, chosen.get("params") or {})
        problems += [Problem(f"{where}.params.{key}", f"{message}.") for key, message in wrong.items()]
    given = [float(weights.get(name, {}).get("overall", 1.0)) for name in controls]
    if given and not any(given):
        problems.append(Problem("control_weights", "leaves nothing to compare.", "Give a control a weight above 0."))
    return problems
