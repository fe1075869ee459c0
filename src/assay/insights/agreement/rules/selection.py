"""Whose work is compared with whose: the selection of the Agreement columns (LSE 11.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any


@dataclass(frozen=True, slots=True)
class Group:
    """Some participants of one kind, all of them or those with these ids, written as text."""

    everybody: bool = False
    ids: frozenset[str] = frozenset()

    def has(self, who: Any) -> bool:
        """Whether a person or a model version is selected."""
        return self.everybody or str(who) in self.ids

    def __bool__(self) -> bool:
        return self.everybody or bool(self.ids)


@dataclass(frozen=True, slots=True)
class Selection:
    """People and models that are compared with one another, or one of them with the ground truth.

    Nothing selected means all annotators. Two models are never compared with one another (LSE 11.8.4).
    """

    annotators: Group = field(default_factory=Group)
    models: Group = field(default_factory=Group)
    ground_truth: bool = False

    def takes(self, pair: Mapping[str, Any]) -> bool:
        """Whether a stored pair belongs to the selection."""
        annotators = self.annotators if self.annotators or self.models else Group(everybody=True)
        one = annotators.has(pair["author_id"])
        if pair["model_version"] is not None:
            model = self.models.has(pair["model_version"])
            return model and (bool(pair["truth"]) if self.ground_truth else one)
        other = annotators.has(pair["other_author_id"])
        if self.ground_truth:
            return (one and bool(pair["other_truth"])) or (other and bool(pair["truth"]))
        return one and other


def selected_score(selection: Selection, pairs: Iterable[Mapping[str, Any]]) -> float | None:
    """The mean score of the pairs of a task that are selected; None without any."""
    scores = [pair["score"] for pair in pairs if pair["score"] is not None and selection.takes(pair)]
    return round(fmean(scores), 3) if scores else None
