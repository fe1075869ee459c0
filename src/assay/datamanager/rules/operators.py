"""The operators of filters: one row gives the entry of a menu, the sentence of a filter, and the documentation.

Each operator that denies something (`denies`) finds exactly the tasks that its positive does not find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What kind of value a column has, in the words of Label Studio's clients."""

    NUMBER = "Number"
    DATETIME = "Datetime"
    STRING = "String"
    BOOLEAN = "Boolean"
    LIST = "List"


class Takes(StrEnum):
    """What an operator is given."""

    ONE = "one"
    RANGE = "range"
    SEVERAL = "several"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator. `says` is the sentence between column and value; `denies` names the positive it turns around."""

    id: str
    title: str
    says: str
    takes: Takes
    means: str
    denies: str = ""


_ALL = (
    Operator("equal", "is", "is", Takes.ONE, "Has exactly this value."),
    Operator("not_equal", "is not", "is not", Takes.ONE, "Has another value, or none.", "equal"),
    Operator("less", "less than", "is less than", Takes.ONE, "Is smaller, or earlier."),
    Operator("less_or_equal", "at most", "is at most", Takes.ONE, "Is smaller, earlier or the same."),
    Operator("greater", "more than", "is more than", Takes.ONE, "Is larger, or later."),
    Operator("greater_or_equal", "at least", "is at least", Takes.ONE, "Is larger, later or the same."),
    Operator("in", "between", "is between", Takes.RANGE, "Lies between two values, both included."),
    Operator("not_in", "not between", "is not between", Takes.RANGE, "Lies outside of two values, or is empty.", "in"),
    Operator("in_list", "any of", "is any of", Takes.SEVERAL, "Has one of the values."),
    Operator("not_in_list", "none of", "is none of", Takes.SEVERAL, "Has none of the values.", "in_list"),
    Operator("contains", "contains", "contains", Takes.ONE, "Holds the text, whatever its case; one of several people,"
             " numbers or models; all of several answers."),
    Operator(
        "not_contains", "does not contain", "does not contain", Takes.ONE, "Holds nothing of it.", "contains"
    ),
    Operator("starts_with", "starts with", "starts with", Takes.ONE, "Begins with the text, whatever its case."),
    Operator("ends_with", "ends with", "ends with", Takes.ONE, "Ends with the text, whatever its case."),
    Operator("regex", "matches", "matches", Takes.ONE, "Matches a regular expression, case matters; an impossible"
             " one finds nothing."),
    Operator("empty", "is empty", "is empty", Takes.YES_NO, "Has no value; of a counter, zero."),
)  # fmt: skip
OPERATORS: Mapping[str, Operator] = {operator.id: operator for operator in _ALL}

# Label Studio's list of operators has two more, which say the same as `empty` the other way round.
EXISTS: Mapping[str, bool] = {"exists": False, "not_exists": True}

_RANGES = ("equal", "not_equal", "less", "less_or_equal", "greater", "greater_or_equal", "in", "not_in")
_TEXT = ("contains", "not_contains", "equal", "not_equal", "starts_with", "ends_with", "regex")
OF_TYPE: Mapping[Type, tuple[str, ...]] = {
    Type.NUMBER: (*_RANGES, "empty"),
    Type.DATETIME: ("less", "less_or_equal", "greater", "greater_or_equal", "in", "not_in", "empty"),
    Type.STRING: (*_TEXT, "empty"),
    Type.BOOLEAN: ("equal", "not_equal"),
    Type.LIST: ("contains", "not_contains", "empty"),
}
LISTED = ("in_list", "not_in_list")

# Words of dates: "is less than yesterday" is nothing that people say.
DATE_WORDS: Mapping[str, tuple[str, str]] = {
    "less": ("before", "is before"),
    "less_or_equal": ("until", "is until"),
    "greater": ("after", "is after"),
    "greater_or_equal": ("since", "is since"),
}


def title_of(operator: str, kind: Type) -> str:
    """What the menu calls an operator."""
    return DATE_WORDS[operator][0] if kind is Type.DATETIME and operator in DATE_WORDS else OPERATORS[operator].title


def says_of(operator: str, kind: Type) -> str:
    """What a sentence says between column and value."""
    return DATE_WORDS[operator][1] if kind is Type.DATETIME and operator in DATE_WORDS else OPERATORS[operator].says
