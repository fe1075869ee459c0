"""What a metric of the catalogue is: its name, what it suits, its parameters, and the function that scores a pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from assay.metrics.kinds import Value, is_empty
from assay.metrics.matching import SLACK
from assay.metrics.methodology import at_least

Params = Mapping[str, Any]
Score = Callable[[Any, Any, Params], float | None]
ParameterType = Literal["number", "integer", "boolean", "choice", "choices"]

# How the key of the variant with a threshold ends, and how its threshold is called.
THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what it may be, what it is unless given, and what it means.

    `required` parameters have no default: whoever asks takes them from the control (the range of a rating).
    """

    name: str
    title: str
    type: ParameterType
    default: Any
    meaning: str
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[str, ...] = ()
    required: bool = False

    def refusal(self, value: object) -> str | None:
        """Why a value is not accepted, as the end of a sentence that begins with the parameter's name."""
        match self.type:
            case "boolean":
                return None if isinstance(value, bool) else "must be true or false"
            case "choice":
                return None if value in self.options else f"must be one of {', '.join(self.options)}"
            case "choices":
                fine = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
                return None if fine else "must be a list of texts"
            case "integer":
                fine = isinstance(value, int) and not isinstance(value, bool)
                return self._outside(value) if fine else "must be a whole number"
            case _:
                # A number that is not one compares as false with both bounds.
                fine = isinstance(value, int | float) and not isinstance(value, bool) and value == value
                return self._outside(value) if fine else "must be a number"

    def _outside(self, value: Any) -> str | None:
        low, high = self.minimum, self.maximum
        if (low is None or value >= low) and (high is None or value <= high):
            return None
        if low is not None and high is not None:
            return f"must be from {low:g} to {high:g}"
        return f"must be {low:g} or more" if low is not None else f"must be {high:g} or less"


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the catalogue.

    `suits` are tags of controls, `default_for` those that start with it. `binary`: every score is 0 or 1, which the
    consensus methodology needs. `threshold`: where the variant that answers only "reached or not" starts, None where
    there is no such variant. `per_region`: the metric compares what is answered about each region.
    """

    key: str
    title: str
    meaning: str
    source: str
    kind: type[Value] | None
    suits: frozenset[str]
    score: Score
    parameters: tuple[Parameter, ...] = ()
    default_for: frozenset[str] = frozenset()
    binary: bool = False
    threshold: float | None = None
    per_region: bool = False
    continuous_key: str = ""

    def settled(self, given: Params) -> tuple[dict[str, Any], dict[str, str]]:
        """The parameters with what was not given filled in, and what is wrong with them by name.

        A parameter that the metric does not have is wrong too.
        """
        known = {parameter.name for parameter in self.parameters}
        problems = {name: f"{name} is not a parameter of {self.key}" for name in given.keys() - known}
        values: dict[str, Any] = {}
        for parameter in self.parameters:
            if parameter.name not in given or given[parameter.name] is None:
                values[parameter.name] = parameter.default
                if parameter.required:
                    problems[parameter.name] = f"{parameter.name} is needed: {parameter.meaning}"
                continue
            value = given[parameter.name]
            if why := parameter.refusal(value):
                problems[parameter.name] = f"{parameter.name} {why}"
            values[parameter.name] = value
        return values, problems

    def compare(self, a: Value | None, b: Value | None, params: Params) -> float | None:
        """The score of two answers, in [0, 1]; None when they cannot be compared.

        `params` are settled. Two empty answers score 1, an empty one against another 0 (LSE 11.2.4).
        """
        if is_empty(a) or is_empty(b):
            return float(is_empty(a) and is_empty(b))
        score = self.score(a, b, params)
        # A sum of parts may come out as 0.9999999999999999.
        return 1.0 if score is not None and score > 1 - SLACK else score

    def with_threshold(self) -> Metric:
        """The variant that asks whether the score reaches a threshold. It looks at the final score of the pair of
        answers, not at single regions (docs/decisions/0019)."""
        assert self.threshold is not None
        continuous = self.score
        limit = Parameter(
            THRESHOLD,
            "Threshold",
            "number",
            self.threshold,
            "The score from which on two answers match.",
            minimum=0,
            maximum=1,
        )
        return replace(
            self,
            key=f"{self.key}_{THRESHOLD}",
            title=f"{self.title} (Threshold)",
            meaning=f"1 when this reaches the threshold, else 0: {self.meaning[0].lower()}{self.meaning[1:]}",
            score=lambda a, b, params: at_least(continuous(a, b, params), params[THRESHOLD]),
            parameters=(*self.parameters, limit),
            default_for=frozenset(),
            binary=True,
            threshold=None,
            continuous_key=self.key,
        )
