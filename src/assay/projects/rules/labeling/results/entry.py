"""One entry of a result as its checks see it, and the checks of single values that they share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeGuard

from assay.kit.errors import Problem
from assay.projects.rules.labeling.schema import ControlTag, ObjectTag, Schema

# Half a percent: models and older editors round boxes to whole pixels of small pictures.
TOLERANCE = 0.5

_WORDS = {str}


class Entry(NamedTuple):
    """An entry that answers a control. `value` is checked, `where` is the path of the entry.

    `strict` is for what people submit. `shown` is the object that it is about, and `data` what the item holds for that
    object, None where it is not known; `knows_item` tells whether any of its data is.
    """

    schema: Schema
    control: ControlTag
    shown: ObjectTag | None
    whole: Mapping[str, Any]
    value: Mapping[str, Any]
    where: str
    strict: bool
    data: object
    knows_item: bool

    def problem(self, key: str, message: str, fix: str) -> Problem:
        """A problem of one key of the value, or of something below it."""
        return Problem(f"{self.where}.value.{key}", message, fix, tag=self.control.tag)

    def refused_number(self, *keys: str, fix: str) -> Problem | None:
        """The first of these keys that holds no number."""
        for key in keys:
            if not is_number(self.value.get(key)):
                return self.problem(key, "is not a number.", fix)
        return None


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a finite number; true and false are none."""
    # By far most are exactly of one of these types, and a picture has thousands of them.
    return type(value) is int or (isinstance(value, float) and math.isfinite(value))


def is_position(value: object) -> TypeGuard[int]:
    """Whether a value counts something from 0."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_words(value: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of strings."""
    return isinstance(value, list) and set(map(type, value)) <= _WORDS


def is_inside(place: float) -> bool:
    """Whether a coordinate in percent lies on the picture."""
    return -TOLERANCE <= place <= 100 + TOLERANCE


def listed(control: ControlTag) -> str:
    """The answers of a control for a sentence, the first ten of them."""
    answers = list(control.answers)
    return ", ".join(answers[:10]) + (", ..." if len(answers) > 10 else "")
