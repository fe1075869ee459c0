"""Checks of the settings that say how much is reviewed, and by whom (MQA A.6 - A.8).

People and classes are keys of JSON objects, so people are texts there: `{"12": 0.5}`. Whether such a person or such a
class exists is asked by `assay.projects.names`, which knows the project.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay.projects.rules.settings.checks import Bad, flag, rate
from assay.projects.rules.settings.values import ReviewerMapping

MOST_ENTRIES = 2000
_RATES_OF_CLASSES = 'Write {"name of a class": 0.5}: that share of its instances is reviewed.'
_RATES_OF_PEOPLE = 'Write {"id of an annotator": 0.5}: that share of their work is reviewed.'
_MAPPING = (
    'Write {"enabled": true, "classes": {"name of a class": [ids of reviewers]},'
    ' "annotators": {"id of an annotator": [ids of reviewers]}}.'
)


def class_rates(value: Any) -> dict[str, float]:
    """Rates by the name of a class."""
    return _rates(value, _name_of_class, _RATES_OF_CLASSES)


def annotator_rates(value: Any) -> dict[str, float]:
    """Rates by the id of an annotator."""
    return _rates(value, _id_of_person, _RATES_OF_PEOPLE)


def reviewer_mapping(value: Any) -> ReviewerMapping:
    """Which reviewers the work of a class or of an annotator goes to; null switches it off."""
    if value is None:
        return ReviewerMapping()
    if not isinstance(value, dict) or set(value) - {"enabled", "classes", "annotators"}:
        raise Bad("must be an object with enabled, classes and annotators.", _MAPPING)
    return ReviewerMapping(
        enabled=_within("enabled", flag, value.get("enabled", True)),
        classes=_pools(value.get("classes"), "classes", _name_of_class),
        annotators=_pools(value.get("annotators"), "annotators", _id_of_person),
    )


def _rates(value: Any, name: Callable[[str], str], form: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise Bad("must be an object of rates.", form)
    _check_size(value)
    return {name(key): _within(key, rate, given) for key, given in value.items()}


def _pools(value: Any, where: str, name: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Bad(f"{where} must be an object of lists.", _MAPPING)
    _check_size(value)
    found = {}
    for key, people in value.items():
        if not isinstance(people, list) or not all(_is_id(person) for person in people):
            raise Bad(f"{where}: {key} must have a list of people's ids.", _MAPPING)
        if people:  # nobody is as good as no row
            found[_within(where, name, key)] = tuple(dict.fromkeys(people))
    return found


def _check_size(value: dict[str, Any]) -> None:
    if len(value) > MOST_ENTRIES:
        raise Bad(f"has more than {MOST_ENTRIES:,} entries.", "Leave some out.")


def _within(where: str, check: Callable[[Any], Any], value: Any) -> Any:
    try:
        return check(value)
    except Bad as bad:
        raise Bad(f"{where}: {bad.message}", bad.fix) from None


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _name_of_class(key: str) -> str:
    if not key or len(key) > 1000 or "\x00" in key:
        raise Bad("has an entry without a name of a class.", _RATES_OF_CLASSES)
    return key


def _id_of_person(key: str) -> str:
    if not (key.isascii() and key.isdigit() and _is_id(int(key[:20]))):
        raise Bad(f"{key[:40]!r} is no id of a person.", "Use people's ids as keys.")
    return str(int(key))
