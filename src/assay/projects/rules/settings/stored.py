"""Settings as they are stored, and back."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, get_type_hints

from assay.projects.rules.settings.values import (
    ExpertSettings,
    ExpertStage,
    RejectAction,
    RejectReason,
    ReviewerMapping,
    ReviewSettings,
    Settings,
    StageAction,
)


def from_json(stored: Mapping[str, Any]) -> Settings:
    """Settings as stored; what is not stored has its default. Unknown keys of newer versions are left alone."""
    return Settings(**_known(Settings, stored, but="review"), review=_review(stored.get("review") or {}))


def _review(stored: Mapping[str, Any]) -> ReviewSettings:
    values = _known(ReviewSettings, stored)
    if "allowed_reject_actions" in values:
        values["allowed_reject_actions"] = tuple(RejectAction(item) for item in values["allowed_reject_actions"])
    if "expert" in values:
        values["expert"] = _expert(values["expert"])
    if "reject_reasons" in values:
        values["reject_reasons"] = tuple(RejectReason(one["text"], one["key"]) for one in values["reject_reasons"])
    if "reviewer_mapping" in values:
        values["reviewer_mapping"] = _mapping(values["reviewer_mapping"] or {})
    return ReviewSettings(**values)


def _expert(stored: Mapping[str, Any]) -> ExpertSettings:
    stages = tuple(
        ExpertStage(stage["iteration"], stage["rate"], StageAction(stage["action"]))
        for stage in stored.get("stages") or ()
    )
    return ExpertSettings(stored.get("threshold"), tuple(stored.get("reviewers") or ()), stages)


@functools.cache
def _fields(kind: type) -> dict[str, type[StrEnum] | None]:
    """The fields of a class, with the enum of those that are words. Found once: every request reads settings."""
    hints = get_type_hints(kind)
    return {
        field.name: hint if isinstance(hint := hints[field.name], type) and issubclass(hint, StrEnum) else None
        for field in fields(kind)
    }


def _mapping(stored: Mapping[str, Any]) -> ReviewerMapping:
    pools = (
        {key: tuple(people) for key, people in (stored.get(part) or {}).items()} for part in ("classes", "annotators")
    )
    return ReviewerMapping(bool(stored.get("enabled")), *pools)


def _known(kind: type, stored: Mapping[str, Any], but: str = "") -> dict[str, Any]:
    """The stored values of the fields of a class, words as the enums that the fields are."""
    found = {}
    for name, word in _fields(kind).items():
        if name in stored and name != but:
            value = stored[name]
            found[name] = word(value) if word is not None and value is not None else value
    return found


def as_json(settings: Settings) -> dict[str, Any]:
    """What is stored: every field, so that a later change of a default never changes a project."""
    found: dict[str, Any] = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name != "review"}
    found["review"] = review_as_json(settings.review)
    return found


def review_as_json(review: ReviewSettings) -> dict[str, Any]:
    """The review settings in their wire form."""
    found: dict[str, Any] = {f.name: getattr(review, f.name) for f in fields(ReviewSettings)}
    found["allowed_reject_actions"] = list(review.allowed_reject_actions)
    found["expert"] = {
        "threshold": review.expert.threshold,
        "reviewers": list(review.expert.reviewers),
        "stages": [asdict(stage) for stage in review.expert.stages],
    }
    found["reject_reasons"] = [asdict(reason) for reason in review.reject_reasons]
    found["class_sampling_rates"] = dict(review.class_sampling_rates)
    found["annotator_sampling_rates"] = dict(review.annotator_sampling_rates)
    mapping = review.reviewer_mapping
    found["reviewer_mapping"] = {
        "enabled": mapping.enabled,
        "classes": {key: list(people) for key, people in mapping.classes.items()},
        "annotators": {key: list(people) for key, people in mapping.annotators.items()},
    }
    return found
