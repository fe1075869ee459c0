"""When a control is asked: `visibleWhen` with its `when...` attributes, on the control or on a view around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """What must hold; the words are those of `visibleWhen`."""

    REGION_SELECTED = "region-selected"
    NO_REGION_SELECTED = "no-region-selected"
    CHOICE_SELECTED = "choice-selected"
    CHOICE_UNSELECTED = "choice-unselected"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `control` is None for any control, `labels` and `choices` are empty for any of them."""

    when: When
    control: str | None
    labels: tuple[str, ...]
    choices: tuple[str, ...]


def condition_of(attributes: Mapping[str, str], per_region: bool = False) -> Condition | None:
    """The condition that a tag states; None when it is always there.

    Without `visibleWhen`, a choice to wait for means that it is selected, and on a control that is asked about each
    region a tag or a label narrows down which.
    """
    labels = _listed(attributes.get("whenLabelValue", ""))
    choices = _listed(attributes.get("whenChoiceValue", ""))
    control = attributes.get("whenTagName", "").strip() or None
    written = attributes.get("visibleWhen", "")
    if written in tuple(When):
        return Condition(When(written), control, labels, choices)
    if choices:
        return Condition(When.CHOICE_SELECTED, control, (), choices)
    if per_region and (control or labels):
        return Condition(When.REGION_SELECTED, control, labels, ())
    return None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
