"""Whose work is compared with whose: the selection of the agreement columns (LSE 11.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.kit.errors import Problem

KEY = "agreement_selected"
MOST_SELECTED = 500

_FORM = 'Write {"annotators": {"all": true, "ids": []}, "models": {"all": false, "ids": []}, "ground_truth": false}.'


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

    @property
    def of_people(self) -> Group:
        """The annotators that are compared."""
        return self.annotators if self.annotators or self.models else Group(everybody=True)

    def takes(self, pair: Mapping[str, Any]) -> bool:
        """Whether a stored pair belongs to the selection."""
        annotators = self.of_people
        one = annotators.has(pair["author_id"])
        if pair["model_version"] is not None:
            model = self.models.has(pair["model_version"])
            return model and (bool(pair["truth"]) if self.ground_truth else one)
        other = annotators.has(pair["other_author_id"])
        if self.ground_truth:
            return (one and bool(pair["other_truth"])) or (other and bool(pair["truth"]))
        return one and other


def read(given: Any) -> Selection | Problem | None:
    """The selection of a tab; None where nothing is selected, which shows the score of the task itself.

    Pairs are between at least two, one of them an annotator; the ground truth is compared with exactly one annotator
    or model (LSE 11.8.2, 11.8.3).
    """
    if given is None or given == {}:
        return None
    if not isinstance(given, Mapping):
        return Problem(KEY, "must be an object.", _FORM)
    truth = given.get("ground_truth") or False
    if not isinstance(truth, bool):
        return Problem(f"{KEY}.ground_truth", "must be true or false.")
    groups: list[Group] = []
    for name in ("annotators", "models"):
        found = _group(name, given.get(name) or {})
        if isinstance(found, Problem):
            return found
        groups.append(found)
    annotators, models = groups
    one_by_one = len(annotators.ids) + len(models.ids)
    if truth:
        if annotators.everybody or models.everybody or one_by_one != 1:
            fix = "Name one annotator or one model version, and no other."
            return Problem(KEY, "compares the ground truth with exactly one.", fix)
    elif not annotators and not models:
        return None
    elif not annotators:
        return Problem(KEY, "compares models with nobody.", "Add annotators: models are compared with them.")
    elif not annotators.everybody and not models.everybody and one_by_one < 2:
        return Problem(KEY, "needs at least two who are compared.", "Add another annotator or a model version.")
    return Selection(annotators, models, truth)


def _group(name: str, given: Any) -> Group | Problem:
    if not isinstance(given, Mapping):
        return Problem(f"{KEY}.{name}", "must be an object.", _FORM)
    everybody, ids = given.get("all") or False, given.get("ids") or []
    if not isinstance(everybody, bool):
        return Problem(f"{KEY}.{name}.all", "must be true or false.")
    if not isinstance(ids, list) or len(ids) > MOST_SELECTED:
        return Problem(f"{KEY}.{name}.ids", f"must be a list of at most {MOST_SELECTED}.", _FORM)
    texts = [str(one) for one in ids if isinstance(one, str | int) and not isinstance(one, bool)]
    if len(texts) != len(ids) or any("\x00" in one for one in texts):
        return Problem(f"{KEY}.{name}.ids", "must hold ids as texts.", _FORM)
    if name == "annotators" and not all(one.isascii() and one.isdigit() and len(one) < 19 for one in texts):
        return Problem(f"{KEY}.{name}.ids", "must hold numbers of people.", _FORM)
    return Group(everybody, frozenset() if everybody else frozenset(texts))
